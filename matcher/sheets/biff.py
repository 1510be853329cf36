"""What calamine does not tell of a legacy workbook: formats, errors, hidden rows and columns, 1904.

Only the record stream is walked; values stay calamine's.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from matcher.sheets import ole
from matcher.sheets.codes import code_of

_BOF = (0x0809, 0x0409, 0x0209, 0x0009)
_EOF = 0x000A
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_NUMBERS = frozenset({0x0203, 0x027E, 0x0006, 0x0206, 0x0406})
_FORMULAS = frozenset({0x0006, 0x0206, 0x0406})
_WORKSHEET = 0

Record = tuple[int, bytes]


@dataclass(slots=True)
class SheetTrim:
    """The trimmings of one sheet; rows and columns 1-based."""

    codes: dict[tuple[int, int], str] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class BookTrim:
    """The trimmings of a workbook, by sheet position among all sheets (charts counted)."""

    mac: bool = False
    sheets: list[SheetTrim] = field(default_factory=list)

    def sheet(self, index: int) -> SheetTrim:
        """The sheet's trimmings; none when the stream could not be walked so far."""
        return self.sheets[index] if index < len(self.sheets) else SheetTrim()


def trimmings(content: bytes) -> BookTrim:
    """What the record stream of a legacy workbook tells; as far as it is sound."""
    try:
        compound = ole.Compound(content)
        stream = compound.stream("Workbook") or compound.stream("Book")
        return _walk(stream)
    except (ValueError, struct.error, IndexError):
        return BookTrim()


def _records(stream: bytes, at: int) -> Iterator[Record]:
    """The records of one substream, its end mark left out."""
    depth = 0
    while at + 4 <= len(stream):
        code, size = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + size]
        at += 4 + size
        if code in _BOF:
            depth += 1
        elif code == _EOF:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield code, body


def _walk(stream: bytes) -> BookTrim:
    own: dict[int, str] = {}
    numbers: list[int] = []
    starts: list[int] = []
    mac = False
    for code, body in _records(stream, 0):
        if code == 0x85 and len(body) >= 6:
            starts.append(struct.unpack_from("<I", body)[0])
        elif code == 0x22:
            mac = body[:1] == b"\x01"
        elif code == 0x041E and len(body) > 4:
            own[struct.unpack_from("<H", body)[0]] = _format(body)
        elif code == 0xE0 and len(body) >= 4:
            numbers.append(struct.unpack_from("<H", body, 2)[0])
    codes = [code_of(number, own) for number in numbers]
    return BookTrim(mac, [_sheet(stream, start, codes) for start in starts])


def _format(body: bytes) -> str:
    (length,) = struct.unpack_from("<H", body, 2)
    if len(body) >= 5 + length and body[4] in (0, 1):
        if body[4]:
            return body[5 : 5 + 2 * length].decode("utf-16-le", "replace")
        return body[5 : 5 + length].decode("latin-1")
    return body[3 : 3 + body[2]].decode("gb18030", "replace")


def _sheet(stream: bytes, start: int, codes: list[str]) -> SheetTrim:
    trim = SheetTrim()
    for code, body in _records(stream, start):
        if code == 0x0208 and len(body) >= 14:
            if body[12] & 0x20:
                trim.hidden_rows.add(struct.unpack_from("<H", body)[0] + 1)
        elif code == 0x7D and len(body) >= 10:
            first, last = struct.unpack_from("<HH", body)
            if body[8] & 1:
                trim.hidden_columns.append((first + 1, last + 1))
        elif code == 0xBD:
            _many(body, codes, trim)
        elif len(body) >= 8:
            _cell(code, body, codes, trim)
    return trim


def _many(body: bytes, codes: list[str], trim: SheetTrim) -> None:
    """MULRK: one row, several numbers."""
    if len(body) < 12:
        return
    row, first = struct.unpack_from("<HH", body)
    for at in range(4, len(body) - 2, 6):
        (style,) = struct.unpack_from("<H", body, at)
        if style < len(codes) and codes[style]:
            trim.codes[row + 1, first + 1 + (at - 4) // 6] = codes[style]


def _cell(code: int, body: bytes, codes: list[str], trim: SheetTrim) -> None:
    if code not in _NUMBERS and code != 0x0205:
        return
    row, column, style = struct.unpack_from("<HHH", body)
    place = row + 1, column + 1
    if code == 0x0205:
        if body[7]:
            trim.errors[place] = _ERRORS.get(body[6], "#ERROR")
        return
    if code in _FORMULAS and body[12:14] == b"\xff\xff":
        if body[6] == 2:
            trim.errors[place] = _ERRORS.get(body[8], "#ERROR")
        return
    if style < len(codes) and codes[style]:
        trim.codes[place] = codes[style]
