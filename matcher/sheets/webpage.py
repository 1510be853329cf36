"""Tables in web pages, often named .xls; and web pages in one file (.mht)."""

import email
import email.policy
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from matcher.errors import FileRefused
from matcher.sheets.collect import Collector, Draft
from matcher.sheets.encoding import decode_markup

_BLOCKS = frozenset({"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6"})
_SILENT = frozenset({"script", "style", "template", "title"})
_HIDDEN = re.compile(r"display\s*:\s*none", re.I)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_CONDITIONS = re.compile(r"<!\[[^>]*>?")
"""Office's conditional marks; the standard library's parser stumbles over malformed ones."""
_MAX_SPAN = 1_000


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


class _Tables(HTMLParser):
    """Puts the cells of outermost tables into a draft; rows count on from table to table."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(convert_charrefs=True)
        self.draft = draft
        self.row = 0
        self.column = 0
        self.depth = 0
        self.silent = 0
        self.taken: dict[int, int] = {}
        self.words: list[str] | None = None
        self.number = ""
        self.span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.taken.clear()
        elif tag in _SILENT:
            self.silent += 1
        elif self.depth == 1 and tag == "tr":
            self._new_row(given)
        elif self.depth == 1 and tag in {"td", "th"}:
            self._new_cell(given)
        elif self.words is not None and (tag == "br" or tag in _BLOCKS):
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self.depth:
            if self.depth == 1:
                self.finish()
            self.depth -= 1
        elif tag in _SILENT and self.silent:
            self.silent -= 1
        elif self.depth == 1 and tag in {"td", "th", "tr"}:
            self.finish()

    def handle_data(self, data: str) -> None:
        if self.words is not None and not self.silent:
            self.words.append(_SPACES.sub(" ", data))

    def finish(self) -> None:
        """Put the cell that is open, if any."""
        if self.words is None:
            return
        text = "\n".join(line.strip() for line in "".join(self.words).split("\n")).strip()
        self.words = None
        across, down = self.span
        if text and self.number:
            self._put_number(text)
        elif text:
            self.draft.text(self.row, self.column, text)
        self.draft.merge(self.row, self.column, self.row + down - 1, self.column + across - 1)
        if down > 1:
            for column in range(self.column, self.column + across):
                self.taken[column] = self.row + down - 1
        self.column += across - 1

    def _put_number(self, text: str) -> None:
        try:
            self.draft.number(
                self.row, self.column, float(self.number), shown_as=text if "E+" not in text else ""
            )
        except ValueError:
            self.draft.text(self.row, self.column, text)

    def _break(self) -> None:
        if self.words and "".join(self.words).strip():
            self.words.append("\n")

    def _new_row(self, given: dict[str, str]) -> None:
        self.finish()
        self.row += 1
        self.column = 0
        if _HIDDEN.search(given.get("style", "")):
            self.draft.hidden_rows.add(self.row)

    def _new_cell(self, given: dict[str, str]) -> None:
        self.finish()
        if not self.row:
            self.row = 1
        self.column += 1
        while self.taken.get(self.column, 0) >= self.row:
            self.column += 1
        self.span = _span(given.get("colspan")), _span(given.get("rowspan"))
        self.number = given.get("x:num", "")
        self.words = []


def _span(text: str | None) -> int:
    digits = re.match(r"\s*(\d{1,6})", text or "")
    return min(max(int(digits.group(1)), 1), _MAX_SPAN) if digits else 1
