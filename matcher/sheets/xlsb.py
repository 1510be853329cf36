"""Far cells of binary workbooks, taken out before calamine lays out the whole rectangle up to them."""

import struct
import zipfile
from collections.abc import Iterator
from io import BytesIO

from matcher.domain import Severity
from matcher.sheets.book import column_letter
from matcher.sheets.collect import Collector
from matcher.sheets.package import Package

_ROW = 0
_BLANK = 1
_CELLS = frozenset({*range(1, 12), 62})

Record = tuple[int, bytes, bytes]
"""Type, head as written, body."""


def without_far_cells(package: Package, content: bytes, collector: Collector) -> bytes:
    """The workbook, or a copy of it without its far cells, each of which is named in a warning.

    Raises:
        FileRefused: They are so many that the sheet really is that large.
    """
    far: list[tuple[int, int]] = []
    parts: dict[str, bytes] = {}
    for name in package.names:
        part = package.read(name)
        if name.startswith("xl/worksheets/") and name.endswith(".bin"):
            part = b"".join(_near(part, collector, far))
        parts[name] = part
    if not far:
        return content
    limits = collector.limits
    for row, column in far:
        words = f"远离表格的单元格没有读入（超出第 {limits.rows} 行或第 {limits.columns} 列）；如确有内容，请移回表格内"
        address = f"{column_letter(column)}{row}"
        collector.say(Severity.WARNING, "stray-cell", words, cell=address)
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(package.written(name), part)
    return out.getvalue()


def _near(part: bytes, collector: Collector, far: list[tuple[int, int]]) -> Iterator[bytes]:
    """The records of a sheet without the cells outside the limits."""
    limits = collector.limits
    row = 0
    for code, head, body in _records(part):
        if code == _ROW and len(body) >= 4:
            row = struct.unpack_from("<I", body)[0] + 1
        column = struct.unpack_from("<I", body)[0] + 1 if code in _CELLS and len(body) >= 4 else 0
        if row <= limits.rows and column <= limits.columns:
            yield head + body
        elif column and code != _BLANK:
            far.append((row, column))
            if len(far) > limits.strays:
                much = f"{limits.rows} 行" if row > limits.rows else f"{limits.columns} 列"
                raise collector.budget.too_large(f"有工作表超过 {much}")
        elif code != _ROW and not column:
            yield head + body


def _records(part: bytes) -> Iterator[Record]:
    at = 0
    while at < len(part):
        start = at
        code, at = _seven(part, at, 2)
        size, at = _seven(part, at, 4)
        yield code, part[start:at], part[at : at + size]
        at += size


def _seven(part: bytes, at: int, most: int) -> tuple[int, int]:
    """A number in pieces of seven bits, and where it ends."""
    number = 0
    for place in range(most):
        if at >= len(part):
            break
        byte = part[at]
        at += 1
        number |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            break
    return number, at
