"""Workbooks written by hand, part by part, so that any part can be wrong."""

import io
import struct
import warnings
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

CONTENT_TYPES = (
    HEAD
    + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    + '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + '<Default Extension="xml" ContentType="application/xml"/>'
    + '<Override PartName="/xl/workbook.xml" ContentType='
    + '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)


def zipped(parts: Iterable[tuple[str, str | bytes]]) -> bytes:
    """A zip with these parts, in this order; names may repeat."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name that repeats is meant
        for name, body in parts:
            archive.writestr(zipfile.ZipInfo(name), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def relations(*rows: tuple[str, str, str]) -> str:
    """A relations part of (id, last word of the type, target) rows."""
    body = "".join(
        f'<Relationship Id="{identity}" Type="{RELS}/{kind}" Target="{target}"/>'
        for identity, kind, target in rows
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}">{body}</Relationships>'


def sheet(data: str, *, before: str = "", after: str = "", main: str = MAIN) -> str:
    """A worksheet part round the inside of its sheetData."""
    return (
        f'{HEAD}<worksheet xmlns="{main}">{before}<sheetData>{data}</sheetData>{after}</worksheet>'
    )


def rows(*lines: Iterable[object]) -> str:
    """The inside of a sheetData: numbers as numbers, everything else as inline text."""
    out = []
    for number, line in enumerate(lines, start=1):
        cells = "".join(cell(value) for value in line)
        out.append(f'<row r="{number}">{cells}</row>')
    return "".join(out)


def cell(value: object, address: str = "") -> str:
    """One cell."""
    place = f' r="{address}"' if address else ""
    if isinstance(value, (int, float)):
        return f"<c{place}><v>{value}</v></c>"
    return f'<c{place} t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'


def parts(
    sheet_xml: str | bytes,
    *,
    strings: str | None = None,
    styles: str | None = None,
    workbook_extra: str = "",
    main: str = MAIN,
    extra: Mapping[str, str | bytes] | None = None,
) -> dict[str, str | bytes]:
    """The parts of a workbook with one sheet called 表."""
    wanted = [("rId1", "worksheet", "worksheets/sheet1.xml")]
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'{HEAD}<workbook xmlns="{main}" xmlns:r="{RELS}">{workbook_extra}'
            '<sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/worksheets/sheet1.xml": sheet_xml,
    }
    if strings is not None:
        wanted.append(("rId2", "sharedStrings", "sharedStrings.xml"))
        made["xl/sharedStrings.xml"] = f'{HEAD}<sst xmlns="{main}">{strings}</sst>'
    if styles is not None:
        wanted.append(("rId3", "styles", "styles.xml"))
        made["xl/styles.xml"] = f'{HEAD}<styleSheet xmlns="{main}">{styles}</styleSheet>'
    made["xl/_rels/workbook.xml.rels"] = relations(*wanted)
    made.update(extra or {})
    return made


def workbook(sheet_xml: str | bytes, **more: object) -> bytes:
    """A workbook with one sheet; see :func:`parts`."""
    return zipped(parts(sheet_xml, **more).items())  # type: ignore[arg-type]  # passed on as they are


def good() -> bytes:
    """A small sound workbook with shared strings, styles, a merge and a formula."""
    data = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
        '<row r="2"><c r="A2" s="1"><v>46191</v></c><c r="B2"><f>1+1</f><v>2</v></c></row>'
    )
    strings = "<si><t>日期</t></si><si><r><t>数</t></r><r><t>量</t></r></si>"
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    merged = '<mergeCells><mergeCell ref="A3:B3"/></mergeCells>'
    return workbook(sheet(data, after=merged), strings=strings, styles=styles)


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file (as .doc and .xls are) with these streams, each padded to 4096 bytes or more."""
    size = 512
    bodies = [body.ljust(4096, b"\0") for body in streams.values()]
    bodies = [body + b"\0" * (-len(body) % size) for body in bodies]
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1 if bodies else 0xFFFFFFFF)]
    directory_sectors = (len(bodies) + 1 + 3) // 4
    sector = 1 + directory_sectors
    fat = [0xFFFFFFFD, *range(2, sector), 0xFFFFFFFE]
    for index, (name, body) in enumerate(zip(streams, bodies, strict=True), start=1):
        count = len(body) // size
        right = index + 1 if index < len(bodies) else 0xFFFFFFFF
        entries.append(_entry(name, 2, sector, len(body), right=right))
        fat.extend([*range(sector + 1, sector + count), 0xFFFFFFFE])
        sector += count
    if len(fat) > size // 4:
        raise ValueError("too much for one table of sectors")
    directory = b"".join(entries).ljust(directory_sectors * size, b"\0")
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(size, b"\xff")
    return _header(size) + table + directory + b"".join(bodies)


def _header(size: int) -> bytes:
    head = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<I", 0) + b"\xff" * 4 * 108
    assert len(head) == size
    return head


def _entry(
    name: str, kind: int, start: int, size: int, *, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF
) -> bytes:
    raw = name.encode("utf-16-le")
    body = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, kind, 1)
    body += struct.pack("<III", 0xFFFFFFFF, right, child) + b"\0" * 36
    return body + struct.pack("<III", start, size, 0)


def record(code: int, body: bytes = b"") -> bytes:
    """One BIFF record."""
    return struct.pack("<HH", code, len(body)) + body


def xls(cells: bytes, *, globals_extra: bytes = b"") -> bytes:
    """A BIFF8 workbook with one sheet called S, from ready cell records."""
    bof = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 6))
    name = b"\x01\x00S"
    eof = record(0x000A)

    def bounds(start: int) -> bytes:
        return record(0x0085, struct.pack("<IBB", start, 0, 0) + name)

    start = len(bof) + len(globals_extra) + len(bounds(0)) + len(eof)
    book = bof + globals_extra + bounds(start) + eof
    inside = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 6))
    return compound({"Workbook": book + inside + cells + eof})


def xls_number(row: int, column: int, value: float, style: int = 0) -> bytes:
    """A NUMBER record, 0-based."""
    return record(0x0203, struct.pack("<HHHd", row, column, style, value))


def xlsb(values: Iterable[float | str], *, far: bool = False) -> bytes:
    """A binary workbook with one sheet called S and one row, and a cell at XFD1048576 when ``far``."""
    cells = _xlsb_row(0) + b"".join(
        _xlsb_cell(column, value) for column, value in enumerate(values)
    )
    if far:
        cells += _xlsb_row(1_048_575) + _xlsb_cell(16_383, 1.0)
    size = struct.pack("<IIII", 0, 0, 0, 20)
    page = _xlsb(129) + _xlsb(148, size) + _xlsb(145) + cells + _xlsb(146) + _xlsb(130)
    sheet_row = struct.pack("<II", 0, 1) + _wide("rId1") + _wide("S")
    book = _xlsb(131) + _xlsb(143) + _xlsb(156, sheet_row) + _xlsb(144) + _xlsb(132)
    types = CONTENT_TYPES.replace("/xl/workbook.xml", "/xl/workbook.bin").replace(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.binary.macroEnabled.main",
    )
    return zipped(
        [
            ("[Content_Types].xml", types),
            ("_rels/.rels", relations(("rId1", "officeDocument", "xl/workbook.bin"))),
            ("xl/workbook.bin", book),
            (
                "xl/_rels/workbook.bin.rels",
                relations(("rId1", "worksheet", "worksheets/sheet1.bin")),
            ),
            ("xl/worksheets/sheet1.bin", page),
        ]
    )


def _xlsb(code: int, body: bytes = b"") -> bytes:
    """One record: type and size in seven-bit pieces."""
    return _seven(code) + _seven(len(body)) + body


def _xlsb_row(number: int) -> bytes:
    return _xlsb(0, struct.pack("<IIHHBI", number, 0, 0, 0, 0, 0))


def _seven(number: int) -> bytes:
    pieces = [number & 0x7F]
    while number := number >> 7:
        pieces[-1] |= 0x80
        pieces.append(number & 0x7F)
    return bytes(pieces)


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _xlsb_cell(column: int, value: float | str) -> bytes:
    place = struct.pack("<II", column, 0)
    if isinstance(value, str):
        return _xlsb(6, place + _wide(value))
    return _xlsb(5, place + struct.pack("<d", value))
