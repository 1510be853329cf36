"""What a paper that is a list looks like, as data; and the one function that turns it into a sheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from openpyxl import Workbook

from matcher.domain.handouts import mark_words
from matcher.domain.ids import marked
from matcher.domain.papers import PaperKind
from matcher.export.look import OFFICE_PAGE, Page
from matcher.export.papers.material import Material
from matcher.export.table import SIGNATURE, Column, Heading, Overflow, Value, write_table
from matcher.export.texts import sheet_name

FILLED_BY, FILLED_ON = "填报单位：{office}", "填报日期：{day}"

_ONE = ("",)


def _whole(_: Material) -> tuple[str, ...]:
    return _ONE


@dataclass(frozen=True, slots=True)
class ListPaper:
    """One list; words may hold ``{month}``, ``{office}``, ``{day}``, ``{subject}``, ``{phone}``, ``{address}``.

    Attributes:
        kind: Which paper it is.
        sheet: Name of its sheet.
        title: In large letters.
        columns: What a row shows.
        rows: Makes the rows of one subject.
        subjects: Whom it is divided by (units, communities); one empty subject = not divided.
        left: Left of the line below the title.
        right: Right of it.
        frozen: Columns that stay in sight.
        total: Makes the values of a closing row from the rows; ``None`` = no such row.
        signature: Last line; empty = none.
        page: Margins and which way the page lies.
        one_page: Whether it is made to fit one page where it stays readable.
        empty: Stands in the first row when there is none.
    """

    kind: PaperKind
    sheet: str
    title: str
    columns: tuple[Column[Any], ...]
    rows: Callable[[Material, str], Sequence[Any]]
    subjects: Callable[[Material], tuple[str, ...]] = _whole
    left: str = FILLED_BY
    right: str = FILLED_ON
    frozen: int = 1
    total: Callable[[Sequence[Any]], tuple[Value, ...]] | None = None
    signature: str = SIGNATURE
    page: Page = OFFICE_PAGE
    one_page: bool = False
    empty: str = "（无）"

    def shown(self, *, public: bool) -> tuple[Column[Any], ...]:
        """The columns a reader may see; ids with their check character, except where it is posted."""
        if public:
            return tuple(column for column in self.columns if not column.private)
        return tuple(_checked(column) for column in self.columns)


def _checked(column: Column[Any]) -> Column[Any]:
    """A column of ids as it is printed."""
    if not column.header.endswith("编号"):
        return column
    plain = column.value

    def value(row: object) -> Value:
        text = plain(row)
        return marked(text) if isinstance(text, str) else text

    return replace(column, value=value)


def _with_mark(words: str, paper: ListPaper, material: Material) -> str:
    """The line below the title, with the code by which a list that comes back is known again."""
    expected = paper.kind.spec.returns and not material.public
    mark = mark_words(material.batch) if expected else ""
    return f"{words}　　　　{mark}" if mark else words


def add_list(
    workbook: Workbook, paper: ListPaper, material: Material, subject: str, overflow: Overflow
) -> None:
    """Add a sheet with the list of one subject."""
    rows = paper.rows(material, subject)
    columns = paper.shown(public=material.public)
    kept = [not (material.public and column.private) for column in paper.columns]
    total = paper.total(rows) if paper.total and rows else None
    write_table(
        workbook.create_sheet(sheet_name(paper.sheet, frozenset(workbook.sheetnames))),
        Heading(
            material.words(paper.title, subject),
            _with_mark(material.words(paper.left, subject), paper, material),
            material.words(paper.right, subject),
        ),
        columns,
        rows,
        fonts=material.fonts,
        overflow=overflow,
        frozen=min(paper.frozen, len(columns) - 1),
        page=paper.page,
        empty=paper.empty,
        total=None
        if total is None
        else [value for value, keep in zip(total, kept, strict=True) if keep],
        signature=material.words(paper.signature, subject),
        one_page=paper.one_page,
    )
