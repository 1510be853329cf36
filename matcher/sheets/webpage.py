"""Tables in web pages, often named .xls; and web pages in one file (.mht)."""

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from matcher.errors import FileRefused
from matcher.sheets.collect import Collector
from matcher.sheets.draft import Draft
from matcher.sheets.encoding import decode_markup

_BLOCKS = frozenset({"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6"})
_SILENT = frozenset({"script", "style", "template", "title"})
_HIDDEN = re.compile(r"display\s*:\s*none", re.I)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_CONDITIONS = re.compile(r"<!\[[^>]*>?")
"""Office's conditional marks; the standard library's parser stumbles over malformed ones."""
_MAX_SPAN = 1_000
_MAX_DEPTH = 50


def read_html(text: str, collector: Collector, name: str) -> None:
    """Collect the tables of a page one below the other on one sheet, as Excel opens it.

    Raises:
        FileRefused: No table, or too large.
    """
    _feed(collector.sheet(name), text)
    if not collector.cells:
        raise FileRefused(
            "这是网页，里面没有表格内容（可能是登录页或出错页）",
            collector.file,
            "请重新下载表格文件，或把表格内容复制到 WPS 表格里存为 .xlsx 再导入",
        )


def read_mht(content: bytes, collector: Collector, name: str) -> None:
    """Collect the tables of a web page in one file, one sheet for each page that has any.

    Raises:
        FileRefused: No table, or too large.
    """
    pages = [text for text in _pages(content) if "<table" in text.lower()]
    if not pages:
        raise FileRefused(
            "这是单个文件网页，里面没有表格内容",
            collector.file,
            "请用 Excel 打开后另存为 .xlsx 再导入",
        )
    for number, text in enumerate(pages, start=1):
        _feed(collector.sheet(name if len(pages) == 1 else f"{name}-{number}"), text)


def _feed(draft: Draft, text: str) -> None:
    parser = _Tables(draft)
    parser.feed(_CONDITIONS.sub("", text))
    parser.close()
    parser.finish()


def _pages(content: bytes) -> Iterator[str]:
    message = email.message_from_bytes(content.lstrip(), policy=email.policy.compat32)
    for part in message.walk():
        body = part.get_payload(decode=True)
        if part.get_content_type() == "text/html" and isinstance(body, bytes):
            decoded = decode_markup(body)
            if decoded is not None:
                yield decoded.text


@dataclass(slots=True)
class _Frame:
    """A table that is open: where it stands and the cell that is being read, if any."""

    row: int = 0
    column: int = 0
    taken: dict[int, int] = field(default_factory=dict)
    words: list[str] | None = None
    number: str = ""
    span: tuple[int, int] = (1, 1)
    wide: bool = False
    """Whether a row has held two filled cells: then it is a table of data, not of layout."""
    filled: int = 0


class _Tables(HTMLParser):
    """Puts the cells of tables into a draft; rows count on from table to table.

    A table inside a cell of layout stands for itself; inside a row of data it is part of its cell.
    """

    def __init__(self, draft: Draft) -> None:
        super().__init__(convert_charrefs=True)
        self.draft = draft
        self.frames: list[_Frame] = []
        self.last = 0
        self.inside = 0
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag in _SILENT:
            self.silent += 1
        elif tag == "table":
            self._open_table()
        elif self.inside:
            self._break()
        elif tag == "tr":
            self._new_row(given)
        elif tag in {"td", "th"}:
            self._new_cell(given)
        elif tag == "br" or tag in _BLOCKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(self.silent - 1, 0)
        elif tag == "table" and self.inside:
            self.inside -= 1
        elif tag == "table" and self.frames:
            self._close_cell(self.frames.pop())
        elif tag in {"td", "th", "tr"} and not self.inside and self.frames:
            self._close_cell(self.frames[-1])

    def handle_data(self, data: str) -> None:
        if self.frames and self.frames[-1].words is not None and not self.silent:
            self.frames[-1].words.append(_SPACES.sub(" ", data))

    def finish(self) -> None:
        """Put the cells that are still open."""
        while self.frames:
            self._close_cell(self.frames.pop())

    def _open_table(self) -> None:
        parent = self.frames[-1] if self.frames else None
        if self.inside or (parent is not None and (parent.wide or len(self.frames) >= _MAX_DEPTH)):
            self.inside += 1
        else:
            self.frames.append(_Frame())

    def _new_row(self, given: dict[str, str]) -> None:
        if not self.frames:
            self.frames.append(_Frame())
        frame = self.frames[-1]
        self._close_cell(frame)
        self.last += 1
        frame.row, frame.column, frame.filled = self.last, 0, 0
        frame.taken = {column: left - 1 for column, left in frame.taken.items() if left > 1}
        if _HIDDEN.search(given.get("style", "")):
            self.draft.hidden_rows.add(frame.row)

    def _new_cell(self, given: dict[str, str]) -> None:
        if not self.frames or not self.frames[-1].row:
            self._new_row({})
        frame = self.frames[-1]
        self._close_cell(frame)
        frame.column += 1
        while frame.column in frame.taken:
            frame.column += 1
        frame.span = _span(given.get("colspan")), _span(given.get("rowspan"))
        frame.number = given.get("x:num", "")
        frame.words = []

    def _close_cell(self, frame: _Frame) -> None:
        if frame.words is None:
            return
        lines = "".join(frame.words).split("\n")
        text = "\n".join(line.strip() for line in lines).strip()
        frame.words = None
        if text:
            self._put(frame, text)
            frame.filled += 1
            frame.wide = frame.wide or frame.filled > 1
        across, down = frame.span
        self.draft.merge(frame.row, frame.column, frame.row + down - 1, frame.column + across - 1)
        if down > 1:
            # counted down row by row; the rest of this row is past these columns anyhow
            frame.taken.update(dict.fromkeys(range(frame.column, frame.column + across), down))
        frame.column += across - 1

    def _put(self, frame: _Frame, text: str) -> None:
        try:
            value = float(frame.number)
        except ValueError:
            self.draft.text(frame.row, frame.column, text)
        else:
            words = "" if "E+" in text else text
            self.draft.number(frame.row, frame.column, value, shown_as=words)

    def _break(self) -> None:
        words = self.frames[-1].words if self.frames else None
        if words and "".join(words[-3:]).strip():
            words.append("\n")


def _span(text: str | None) -> int:
    digits = re.match(r"\s*(\d{1,6})", text or "")
    return min(max(int(digits.group(1)), 1), _MAX_SPAN) if digits else 1
