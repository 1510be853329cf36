"""Cells become sheets, under the limits; every reader ends here."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from matcher.domain import Issue, Severity
from matcher.errors import FileRefused
from matcher.sheets.book import Book, Cell, CellKind, Merge, Row, Sheet, column_letter
from matcher.sheets.clean import seen
from matcher.sheets.limits import Limits
from matcher.sheets.moments import Moment, duration_days, is_date_format, moment, moment_text, tidy
from matcher.sheets.numbers import plain, shown

_NAMED = 5
_MAX_MERGES = 20_000


@dataclass(slots=True)
class Draft:
    """A sheet in the making; see :meth:`Collector.sheet`."""

    name: str
    hidden: bool
    mac: bool
    collector: "Collector"
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)
    columns: set[int] = field(default_factory=set)
    strays: list[tuple[int, int, str]] = field(default_factory=list)
    uncalculated: list[tuple[int, int, str]] = field(default_factory=list)
    odd: list[tuple[int, int, str]] = field(default_factory=list)
    cut: list[tuple[int, int, str]] = field(default_factory=list)
    pictures: list[tuple[int, int, str]] = field(default_factory=list)

    def text(self, row: int, column: int, text: str, code: str = "") -> None:
        """Put a text."""
        words = seen(text)
        if len(words) > self.collector.limits.text:
            words = words[: self.collector.limits.text]
            self.cut.append((row, column, words[:20]))
        if words.strip():
            self._put(row, Cell(column, words, words, CellKind.TEXT, code))

    def number(
        self, row: int, column: int, value: float, code: str = "", *, shown_as: str = ""
    ) -> None:
        """Put a number, or the moment it stands for under a date format; ``shown_as`` where the file says it."""
        if code and is_date_format(code):
            found = moment(value, code, self.mac)
            if found is not None:
                self.moment(row, column, found, code)
                return
            code = ""
        if not isinstance(value, int) and value.is_integer() and abs(value) < 1e21:
            value = int(plain(value))
        self._put(
            row,
            Cell(
                column, seen(shown_as).strip() or shown(value, code), value, CellKind.NUMBER, code
            ),
        )

    def moment(self, row: int, column: int, found: Moment, code: str = "") -> None:
        """Put a date, a time, both, or a duration (kept as a number of days)."""
        if isinstance(found, timedelta):
            cell = Cell(column, moment_text(found), duration_days(found), CellKind.NUMBER, code)
        else:
            cell = Cell(column, moment_text(found), found, CellKind.MOMENT, code)
        self._put(row, cell)

    def boolean(self, row: int, column: int, value: bool) -> None:
        """Put TRUE or FALSE."""
        self._put(row, Cell(column, "TRUE" if value else "FALSE", value, CellKind.BOOLEAN))

    def error(self, row: int, column: int, text: str) -> None:
        """Put an error such as #REF!."""
        self._put(row, Cell(column, seen(text).strip() or "#ERROR", None, CellKind.ERROR))

    def formula(self, row: int, column: int, text: str) -> None:
        """Put a formula whose result the file does not hold."""
        words = seen(text).strip()[: self.collector.limits.text] or "="
        if self._put(row, Cell(column, words, None, CellKind.UNCALCULATED)):
            self.uncalculated.append((row, column, words))

    def picture(self, row: int, column: int) -> None:
        """Note a picture that fills a cell; there is nothing to read in it."""
        self.pictures.append((row, column, ""))

    def any(self, row: int, column: int, value: object, code: str = "") -> None:
        """Put a Python value of whatever type a library returned."""
        if value is None or value == "":
            return
        if isinstance(value, bool):
            self.boolean(row, column, value)
        elif isinstance(value, (int, float)):
            self.number(row, column, value, code)
        elif isinstance(value, (datetime, time)):
            self.moment(row, column, tidy(value), code)
        elif isinstance(value, (date, timedelta)):
            self.moment(row, column, value, code)
        else:
            self.text(row, column, str(value), code)

    def merge(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        """Note a merged range; ranges of one cell and those past counting are left out."""
        big = (last_row, last_column) != (first_row, first_column)
        ordered = 1 <= first_row <= last_row and 1 <= first_column <= last_column
        if big and ordered and len(self.merges) < _MAX_MERGES:
            self.merges.append(Merge(first_row, first_column, last_row, last_column))

    def hide_columns(self, first: int, last: int) -> None:
        """Note hidden columns, as far as the limit of columns."""
        self.hidden_columns.update(
            range(max(first, 1), min(last, self.collector.limits.columns) + 1)
        )

    def strange(self, row: int, column: int, raw: str) -> None:
        """Keep the raw text of a cell the file describes wrongly, with a warning."""
        self.odd.append((row, column, raw))
        self.text(row, column, raw)

    def _put(self, row: int, cell: Cell) -> bool:
        limits = self.collector.limits
        if row > limits.rows or cell.column > limits.columns or row < 1 or cell.column < 1:
            self._stray(row, cell)
            return False
        line = self.rows.setdefault(row, {})
        if cell.column not in line:
            self.columns.add(cell.column)
            self.collector.count(cell.text)
        line[cell.column] = cell
        return True

    def _stray(self, row: int, cell: Cell) -> None:
        limits = self.collector.limits
        self.strays.append((row, cell.column, cell.text))
        if len(self.strays) <= limits.strays:
            return
        if row > limits.rows:
            raise self.collector.too_large(f"工作表“{self.name}”超过 {limits.rows} 行")
        raise self.collector.too_large(f"工作表“{self.name}”超过 {limits.columns} 列")


class Settled(FileRefused):
    """A refusal no other reader would change: too large, locked."""


class Collector:
    """The sheets and issues of one file in the making."""

    def __init__(self, file: str, limits: Limits) -> None:
        self.file = file
        self.limits = limits
        self.drafts: list[Draft] = []
        self.issues: list[Issue] = []
        self.cells = self.characters = 0

    def sheet(self, name: str, *, hidden: bool = False, mac: bool = False) -> Draft:
        """Begin the next sheet; ``mac`` = its serial dates count from 1904."""
        if len(self.drafts) >= self.limits.sheets:
            raise self.too_large(f"工作表超过 {self.limits.sheets} 个")
        draft = Draft(seen(name).strip() or f"Sheet{len(self.drafts) + 1}", hidden, mac, self)
        self.drafts.append(draft)
        return draft

    def count(self, text: str) -> None:
        """One more cell that holds something."""
        self.cells += 1
        self.characters += len(text)
        if self.characters > self.limits.characters:
            raise self.too_large(f"文字超过 {self.limits.characters} 个字")
        if self.cells > self.limits.cells:
            raise self.too_large(f"有内容的单元格超过 {self.limits.cells} 个")

    def reset(self) -> None:
        """Forget what a reader that gave up has collected."""
        self.drafts.clear()
        self.issues.clear()
        self.cells = self.characters = 0

    def too_large(self, what: str) -> "Settled":
        """The refusal of a file that holds too much."""
        return Settled(
            f"文件内容太多：{what}", self.file, "请只保留要用的清单，或分成几个文件再导入"
        )

    def say(
        self,
        severity: Severity,
        code: str,
        message: str,
        sheet: str = "",
        cell: str = "",
        value: str = "",
    ) -> None:
        """Note an issue."""
        self.issues.append(Issue(severity, code, message, self.file, sheet, cell, value))

    def book(self, format_: str, digest: str) -> Book:
        """Everything collected, as a book."""
        for draft in self.drafts:
            self._tell(draft)
        sheets = tuple(_sheet(draft) for draft in self.drafts)
        return Book(self.file, format_, sheets, tuple(self.issues), digest)

    def _tell(self, draft: Draft) -> None:
        if draft.hidden and draft.rows:
            self.say(
                Severity.INFO,
                "hidden-sheet",
                "这是隐藏的工作表，默认不导入；需要时请勾选",
                draft.name,
            )
        rows = sorted(draft.hidden_rows & draft.rows.keys())
        if rows:
            words = f"有 {len(rows)} 行被隐藏或筛掉（第 {_numbers(rows)} 行），仍按内容读入"
            self.say(Severity.INFO, "hidden-rows", words, draft.name, str(rows[0]))
        columns = sorted(draft.hidden_columns & draft.columns)
        if columns:
            letters = "、".join(column_letter(column) for column in columns[:_NAMED])
            more = " 等" if len(columns) > _NAMED else ""
            words = f"有 {len(columns)} 列被隐藏（{letters}{more} 列），仍按内容读入"
            self.say(Severity.INFO, "hidden-columns", words, draft.name)
        self._tell_cells(draft)

    def _tell_cells(self, draft: Draft) -> None:
        limits = self.limits
        for cells, code, words in (
            (
                draft.strays,
                "stray-cell",
                f"远离表格的单元格没有读入（超出第 {limits.rows} 行或第 {limits.columns} 列）；如确有内容，请移回表格内",
            ),
            (
                draft.uncalculated,
                "uncalculated",
                "公式没有保存计算结果，读不出数值；请用 WPS 或 Excel 打开该文件，保存后再导入",
            ),
            (
                draft.pictures,
                "picture-cell",
                "单元格里是图片，图片里的文字读不出来；需要的话请打成文字",
            ),
            (draft.odd, "odd-cell", "单元格的存储方式不合规范，已按原样文字读入，请核对"),
            (
                draft.cut,
                "long-text",
                f"单元格文字超过 {limits.text} 字，后面的部分没有读入；请拆成几格",
            ),
        ):
            if cells:
                row, column, value = cells[0]
                others = f"（共 {len(cells)} 处：{_addresses(cells)}）" if len(cells) > 1 else ""
                address = f"{column_letter(column)}{row}"
                self.say(Severity.WARNING, code, words + others, draft.name, address, value[:50])


def _sheet(draft: Draft) -> Sheet:
    rows = tuple(
        Row(number, tuple(line[column] for column in sorted(line)), number in draft.hidden_rows)
        for number, line in sorted(draft.rows.items())
    )
    hidden = tuple(sorted(draft.hidden_columns))
    return Sheet(draft.name, rows, _merges(draft), draft.hidden, hidden)


def _merges(draft: Draft) -> tuple[Merge, ...]:
    """The merged ranges that touch the filled area, cut to it."""
    if not draft.rows:
        return ()
    bottom, right = max(draft.rows), max(draft.columns)
    cut = (
        Merge(m.first_row, m.first_column, min(m.last_row, bottom), min(m.last_column, right))
        for m in draft.merges
        if m.first_row <= bottom and m.first_column <= right
    )
    return tuple(
        sorted(
            {m for m in cut if m.first_row < m.last_row or m.first_column < m.last_column},
            key=_corner,
        )
    )


def _corner(merge: Merge) -> tuple[int, int, int, int]:
    return merge.first_row, merge.first_column, merge.last_row, merge.last_column


def _numbers(rows: Iterable[int]) -> str:
    listed = list(rows)
    return "、".join(map(str, listed[:_NAMED])) + (" 等" if len(listed) > _NAMED else "")


def _addresses(cells: list[tuple[int, int, str]]) -> str:
    named = "、".join(f"{column_letter(column)}{row}" for row, column, _ in cells[:_NAMED])
    return named + (" 等" if len(cells) > _NAMED else "")
