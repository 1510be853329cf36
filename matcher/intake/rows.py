"""Rows of a table → records by field code, or the reason why a row is none."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from matcher.domain import SheetKind, SkippedRow
from matcher.intake.columns import Columns
from matcher.intake.furniture import (
    is_blank_row,
    is_column_numbers,
    is_example,
    is_hint_row,
    is_instruction,
    is_label,
    is_note,
    is_total,
)
from matcher.intake.grid import Grid
from matcher.intake.identity import is_damaged_number, is_identity_column
from matcher.intake.layout import Table, repeats_header
from matcher.intake.marks import is_unfilled
from matcher.intake.reports import Remarks, address
from matcher.intake.text import is_ditto, is_nothing, narrow, one_line, without_id_numbers
from matcher.sheets.book import Cell, CellKind

_NUMBERS = {"need_no", "res_no", "project_no", "no"}
_TEXTS = {
    SheetKind.NEEDS: ("title", "detail", "category_l1"),
    SheetKind.COMBINED: ("title", "detail"),
    SheetKind.RESOURCES: ("title", "detail", "qualification"),
    SheetKind.PROJECTS: ("title", "content"),
    SheetKind.UNITS: ("unit",),
    SheetKind.FUNDS: ("fund", "community", "yearly"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell that belongs to a record.

    Attributes:
        text: Its raw text, without identity card numbers; empty when it says that there is nothing.
        cell: The cell, which may stand in another row (merged, 同上).
        address: Where the record's own cell stands.
        shown: The raw text whatever it says.
    """

    text: str
    cell: Cell
    address: str
    shown: str


@dataclass(frozen=True, slots=True)
class Record:
    """A row that is a record, by field code.

    Attributes:
        row: 1-based.
        entries: Field code → entry; fields without a cell are absent.
        extra: Header → raw text of the columns that have no field.
        section: The heading line above it that groups rows, or empty.
    """

    row: int
    entries: Mapping[str, Entry]
    extra: tuple[tuple[str, str], ...] = ()
    section: str = ""

    def text(self, code: str) -> str:
        """Raw text of a field, empty when there is nothing."""
        entry = self.entries.get(code)
        return entry.text if entry else ""

    def address(self, code: str) -> str:
        """Where the field's cell stands; the row's number where it has none."""
        entry = self.entries.get(code)
        return entry.address if entry else str(self.row)

    @property
    def raw(self) -> tuple[tuple[str, str], ...]:
        """Field code → raw text, as it was shown."""
        return tuple((code, entry.shown) for code, entry in self.entries.items())


@dataclass(slots=True)
class _Reading:
    """Where the reading of a table's rows stands."""

    previous: dict[int, Cell] = field(default_factory=dict)
    section: str = ""
    in_footer: bool = False
    records: list[Record] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)


def read_rows(
    grid: Grid, table: Table, columns: Columns, titles: Mapping[int, str], remarks: Remarks
) -> tuple[tuple[Record, ...], tuple[SkippedRow, ...]]:
    """Every row below the header: a record, or skipped with its reason.

    Args:
        grid: The sheet.
        table: The table.
        columns: Its mapping.
        titles: Column number → header text.
        remarks: Takes what is to be said.
    """
    reading = _Reading()
    for number in table.body:
        reason = _reason(grid, table, columns, number, reading)
        if reason:
            reading.skipped.append(SkippedRow(number, reason, _row_text(grid, number)))
            continue
        record = _record(grid, columns, titles, number, reading)
        if reading.records and _goes_on(record, columns, grid):
            reading.skipped.append(SkippedRow(number, "续写上一行", _row_text(grid, number)))
            remarks.warn(
                "row-goes-on",
                "这一行只有内容，像是上一行的续写，没有单独导入；请并入上一行的单元格，确为另一项的请补写名称",
                cell=str(number),
                value=_row_text(grid, number),
            )
            continue
        fault = _fault(record, columns.kind, _text_codes(columns))
        if fault:
            reading.skipped.append(SkippedRow(number, fault, _row_text(grid, number)))
            _say_fault(record, columns.kind, fault, remarks)
        else:
            reading.records.append(record)
    return tuple(reading.records), tuple(reading.skipped)


def _row_text(grid: Grid, number: int) -> str:
    cells = sorted(grid.cells[number].items())
    return without_id_numbers(" ".join(one_line(cell.text) for _, cell in cells))[:200]


def _reason(grid: Grid, table: Table, columns: Columns, number: int, reading: _Reading) -> str:
    """Why the row is no record, or empty."""
    cells = grid.cells[number]
    if is_blank_row(cells):
        return "空行"
    if repeats_header(grid, table, number):
        reading.in_footer = False
        return "重复表头"
    if is_unfilled(cells, columns.fields):
        return "未填写的空行"
    texts = [cell.text for _, cell in sorted(cells.items())]
    first = texts[0]
    text_columns = [c for c, (code, _) in columns.fields.items() if code in _text_codes(columns)]
    has_text = any(
        (cell := grid.filled_down(number, c)) and not is_nothing(cell.text) for c in text_columns
    )
    if _is_total_row(texts, cells, columns, has_text=has_text):
        return "合计行"
    if any(is_example(text) for text in texts[:2]):
        return "示例行"
    if number == table.body[0] and (is_column_numbers(texts) or is_hint_row(texts)):
        return "填写提示"
    return _loose_reason(
        grid, columns, number, reading, first=first, texts=texts, has_text=has_text
    )


def _is_total_row(
    texts: list[str], cells: Mapping[int, Cell], columns: Columns, *, has_text: bool
) -> bool:
    if not any(is_total(text) for text in texts[:3]):
        return False
    where = next(column for column, cell in sorted(cells.items()) if is_total(cell.text))
    code = columns.fields.get(where, ("", 0.0))[0]
    others = [cell for column, cell in cells.items() if column != where]
    wordy = [
        c for c in others if len(c.text) > 8 and c.kind is CellKind.TEXT and not is_note(c.text)
    ]
    return not (has_text and wordy and code not in _NUMBERS)


def _loose_reason(
    grid: Grid,
    columns: Columns,
    number: int,
    reading: _Reading,
    *,
    first: str,
    texts: list[str],
    has_text: bool,
) -> str:
    """Footers, headings between rows, and page furniture."""
    cells = grid.cells[number]
    own_text = any(
        c in cells and not is_nothing(cells[c].text)
        for c, (code, _) in columns.fields.items()
        if code in _TEXTS[columns.kind]
    )
    mapped = [c for c in cells if c in columns.fields]
    start = min(cells)
    spread = grid.spans.get((number, start))
    wide = spread is not None and spread.last_column - spread.first_column >= 2
    numbered = columns.fields.get(start, ("",))[0] in _NUMBERS
    signed = is_label(first) and (numbered or not own_text or sum(map(is_label, texts)) > 1)
    if signed or (
        is_note(first) and (wide or not own_text or len(mapped) <= 2 or _all_notes(texts))
    ):
        reading.in_footer = True
        return "表尾说明"
    if reading.in_footer and (len(cells) <= 2 or _all_notes(texts)):
        return "表尾说明"
    reading.in_footer = False
    if len(cells) == 1 and is_instruction(first):
        return "表中说明"
    if len(cells) == 2 and not has_text and _GROUP.search(narrow(first)):
        return _single(first, reading, has_text=False)
    if len(cells) == 1 and (
        wide or columns.fields.get(start, ("",))[0] not in _TEXTS[columns.kind]
    ):
        return _single(first, reading, has_text=has_text and not wide)
    return ""


def _all_notes(texts: list[str]) -> bool:
    return all(is_note(text) or re.search(r"[:：]\s*_*\s*$", text) for text in texts)


_GROUP = re.compile(
    r"^[一二三四五六七八九十]+[、.]|^第[一二三四五六七八九十]+部分|社区$|类$|^\([一二三四五六七八九十]+\)"
)
_PAGE = re.compile(r"^第\d+页|^-?\d+-?$|^[（(]?续表")


def _single(text: str, reading: _Reading, *, has_text: bool) -> str:
    """A line of one cell: a heading that groups the rows below, a title again, or a bare number."""
    bare = narrow(text)
    if has_text:
        return ""
    if bare.isdecimal():
        return "只有序号"
    if _PAGE.match(bare):
        return "页码或续表"
    if re.search(r"(?:清单|汇总表|一览表|登记表|台账|统计表)(?:\(.*\))?$", bare):
        return "表间标题"
    if len(bare) <= 30 and not re.search(r"[。；;]", bare):
        reading.section = one_line(text)
        return "分组标题"
    return "表中说明"


def _record(
    grid: Grid, columns: Columns, titles: Mapping[int, str], number: int, reading: _Reading
) -> Record:
    entries: dict[str, Entry] = {}
    extra: list[tuple[str, str]] = []
    for column in sorted({*columns.fields, *titles, *grid.cells[number]}):
        cell = _resolved(grid, number, column, reading)
        if cell is None:
            continue
        shown = _allowed(cell, titles.get(column, ""))
        if not shown:
            continue
        if column in columns.fields:
            text = "" if is_nothing(shown) or cell.kind in _UNREADABLE else shown
            code = columns.fields[column][0]
            entries[code] = Entry(text, cell, address(column, number), shown)
        else:
            extra.append((titles.get(column) or f"第{column}列", shown))
    return Record(number, entries, tuple(extra), reading.section)


def _allowed(cell: Cell, title: str) -> str:
    """The cell's text without identity card numbers; empty when it is nothing else."""
    if is_identity_column(title) or is_damaged_number(cell):
        return ""
    return without_id_numbers(cell.text)


_UNREADABLE = frozenset({CellKind.ERROR, CellKind.UNCALCULATED})


def _resolved(grid: Grid, number: int, column: int, reading: _Reading) -> Cell | None:
    """The cell seen there; 同上 is the one above."""
    cell = grid.filled_down(number, column)
    if cell is None:
        return None
    if is_ditto(cell.text):
        return reading.previous.get(column)
    reading.previous[column] = cell
    return cell


def _goes_on(record: Record, columns: Columns, grid: Grid) -> bool:
    """Whether a row holds only more of the text of the row above: no name, no number, nothing else."""
    if "title" not in columns.codes or len(grid.cells[record.row]) != 1:
        return False
    return set(record.entries) <= {"detail", "content"} and bool(record.entries)


_ZERO = re.compile(
    r"(?:本(?:月|期|次|季度|社区|单位))?(?:暂时?|目前|均)?(?:无|没有)(?:新增|任何|相关)?(?:的)?"
    r"(?:需求|资源|诉求|心愿|问题|项目|变化|可提供资源|居民需求)(?:上报|报送|提出)?|零报告|零上报"
)


def _text_codes(columns: Columns) -> tuple[str, ...]:
    """Fields one of which a record must say; a category or skill only where nothing better has a column."""
    codes = _TEXTS[columns.kind]
    main = tuple(code for code in codes[:2] if code in columns.codes)
    return main or codes


_UNREAD = "名称读不出来"


def _fault(record: Record, kind: SheetKind, text_codes: tuple[str, ...]) -> str:
    """Why a row with cells cannot be a record, or empty."""
    filled = {code for code, entry in record.entries.items() if entry.text}
    told = [record.text(code) for code in text_codes if record.text(code)]
    if told:
        return "零报告" if all(_ZERO.fullmatch(narrow(text)) for text in told) else ""
    entries = [record.entries[code] for code in text_codes if code in record.entries]
    if any(entry.cell.kind in _UNREADABLE for entry in entries):
        return _UNREAD
    if entries:
        return "零报告" if filled - _NUMBERS else "空行"
    if not filled and not any(not is_nothing(text) for _, text in record.extra):
        return "空行"
    if filled <= _NUMBERS and not any(not is_nothing(text) for _, text in record.extra):
        return "只有序号"
    names = {"units": "缺少单位名称", "funds": "缺少资金名称"}
    return names.get(kind.value, "缺少名称和内容")


def _say_fault(record: Record, kind: SheetKind, fault: str, remarks: Remarks) -> None:
    if fault in {"空行", "只有序号", "零报告"}:
        return
    what = {
        "needs": "需求名称",
        "combined": "需求名称",
        "resources": "资源名称",
        "projects": "项目名称",
        "units": "单位名称",
        "funds": "资金名称",
    }
    name = what[kind.value]
    shown = "；".join(entry.shown for entry in list(record.entries.values())[:4])
    remarks.error(
        "row-without-name",
        f"{name}是出错或没有结果的公式，这一行没有导入；请改成文字后重新导入"
        if fault == _UNREAD
        else f"这一行没有写{name}，没有导入；请补写后重新导入，或删去这一行",
        cell=str(record.row),
        value=shown,
    )


def entries_of(record: Record) -> Iterator[tuple[str, Entry]]:
    """Every field with its entry."""
    yield from record.entries.items()
