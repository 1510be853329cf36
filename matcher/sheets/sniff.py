"""What a file really is, told by its content, never by its suffix."""

import re
import struct
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from matcher.sheets import ole
from matcher.sheets.encoding import decode_markup
from matcher.sheets.kinds import Kind

_MAGICS: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF", Kind.PDF),
    (b"\xff\xd8\xff", Kind.PICTURE),
    (b"\x89PNG\r\n", Kind.PICTURE),
    (b"GIF8", Kind.PICTURE),
    (b"II*\x00", Kind.PICTURE),
    (b"MM\x00*", Kind.PICTURE),
    (b"Rar!", Kind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Kind.ARCHIVE),
    (b"\x1f\x8b", Kind.ARCHIVE),
    (b"BZh", Kind.ARCHIVE),
    (b"\xfd7zXZ\x00", Kind.ARCHIVE),
    (b"{\\rtf", Kind.RTF),
    (b"\x7fELF", Kind.PROGRAM),
    (b"\x00\x00\x02\x00", Kind.LOTUS),
    (b"\x00\x00\x1a\x00", Kind.LOTUS),
    (b"\xdb\xa5\x2d\x00", Kind.WORD),
    (b"\x31\xbe\x00\x00", Kind.WORD),
)
_OLD_BOF = {(0x0009, 4), (0x0209, 6), (0x0409, 6), (0x0809, 8), (0x0809, 16)}
_DBF_VERSIONS = frozenset(b"\x02\x03\x30\x31\x32\x43\x63\x83\x8b\xcb\xf5")
_FILEPASS = 0x2F
_EXCEL_MAIN = re.compile(
    rb"spreadsheetml\.(sheet|template)\.main|ms-excel\.\w+\.macroenabled\.main"
)
_LOOK = 65_536


def sniff(content: bytes) -> Kind:
    """What ``content`` is."""
    if not content.strip(b"\x00 \t\r\n"):
        return Kind.EMPTY
    if content.startswith(ole.MAGIC):
        return _compound(content)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip(content)
    if content.startswith(b"BM") and len(content) > 14 and content[6:10] == b"\0\0\0\0":
        return Kind.PICTURE
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return Kind.PICTURE
    if content.startswith(b"MZ") and b"\0" in content[:64]:
        return Kind.PROGRAM
    for magic, kind in _MAGICS:
        if content.startswith(magic):
            return kind
    if len(content) > 8 and struct.unpack_from("<HH", content) in _OLD_BOF:
        return Kind.OLD_EXCEL
    if _is_dbf(content):
        return Kind.DBF
    return _text(content)


def _compound(content: bytes) -> Kind:
    try:
        compound = ole.Compound(content)
    except (ValueError, struct.error):
        return Kind.DAMAGED_ZIP
    names = {name.lower() for name in compound.names}
    if "encryptedpackage" in names or "encryptioninfo" in names:
        return Kind.ENCRYPTED
    for stream in ("workbook", "book"):
        if stream in names:
            return Kind.ENCRYPTED if is_locked(compound.stream(stream)) else Kind.XLS
    if "worddocument" in names or "wpsdocument" in names:
        return Kind.WORD
    if "powerpoint document" in names or "pp40" in names:
        return Kind.SLIDES
    if "lotus123" in names or "wksssworkbook" in names:
        return Kind.LOTUS
    return Kind.OLE


def is_locked(stream: bytes) -> bool:
    """Whether a BIFF stream holds a FILEPASS record in its globals."""
    at = 0
    while at + 4 <= len(stream):
        code, size = struct.unpack_from("<HH", stream, at)
        if code == _FILEPASS:
            return True
        if code == 0x0A or code == 0:
            return False
        at += 4 + size
    return False


def _zip(content: bytes) -> Kind:
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = {
                name.replace("\\", "/").lstrip("/").lower() for name in archive.namelist()[:5000]
            }
            mimetype = _small(archive, "mimetype", 1_000)
            types = _small(archive, "[Content_Types].xml", 1_000_000)
    except (BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError, KeyError):
        return Kind.DAMAGED_ZIP
    except Exception:  # noqa: BLE001 - zlib.error, struct.error and whatever else a damaged archive raises
        return Kind.DAMAGED_ZIP
    if b"opendocument" in mimetype:
        return Kind.ODS if b"opendocument.spreadsheet" in mimetype else Kind.DOCUMENT
    return _zip_by_types(types) or _zip_by_names(names)


def _small(archive: ZipFile, name: str, limit: int) -> bytes:
    """A part of the archive, empty when missing or larger than it should be."""
    found = [info for info in archive.infolist() if info.filename == name]
    return archive.read(found[0]) if found and found[0].file_size <= limit else b""


def _zip_by_types(types: bytes) -> Kind | None:
    """What the content types of an Office package say; ``None`` when they say nothing."""
    low = types.lower()
    if b"ms-excel.sheet.binary.macroenabled.main" in low:
        return Kind.XLSB
    if _EXCEL_MAIN.search(low):
        return Kind.XLSX
    if b"wordprocessingml" in low or b"ms-word" in low:
        return Kind.WORD
    if b"presentationml" in low or b"ms-powerpoint" in low:
        return Kind.SLIDES
    return None


def _zip_by_names(names: set[str]) -> Kind:
    tops = {name.partition("/")[0] for name in names}
    if any(name.endswith("workbook.bin") for name in names):
        return Kind.XLSB
    if any(re.search(r"(^|/)(workbook\d*|sheet\d*)\.xml$", name) for name in names):
        return Kind.XLSX
    if "word" in tops and "[content_types].xml" in names:
        return Kind.WORD
    if "ppt" in tops and "[content_types].xml" in names:
        return Kind.SLIDES
    if "index.zip" in names or any(name.endswith(".iwa") for name in names):
        return Kind.NUMBERS
    if "uof.xml" in names or any(name.startswith("_meta/") for name in names):
        return Kind.UOF
    if "[content_types].xml" in names and "_rels/.rels" in names:
        return Kind.OLE
    if "content.xml" in names:
        return Kind.ODS
    return Kind.ARCHIVE


def _is_dbf(content: bytes) -> bool:
    if len(content) < 65 or content[0] not in _DBF_VERSIONS:
        return False
    header, record = struct.unpack_from("<HH", content, 8)
    months, days = content[2], content[3]
    return (
        33 <= header <= len(content)
        and record > 0
        and months <= 12
        and days <= 31
        and content[12:14] == b"\0\0"
        and 0x0D in content[32:header]
    )


def _text(content: bytes) -> Kind:
    head = decode_markup(content)
    if head is None:
        return Kind.UNKNOWN
    text = head.text.lstrip("\ufeff \t\r\n\x00")
    low = text[:_LOOK].lower()
    if low.startswith("<") or low[:2000].find("<html") >= 0 or low[:2000].find("<table") >= 0:
        return _markup(low)
    if low.startswith("mime-version:") or "\nmime-version:" in low[:2000]:
        return Kind.MHT
    if text.startswith("ID;"):
        return Kind.SYLK
    if re.match(r"TABLE\r?\n0,1\r?\n", text):
        return Kind.DIF
    if re.match(r"[{\[]\s*[\"{\[]", text) and re.search(r"[}\]]\s*$", text[-50:]):
        return Kind.JSON
    return Kind.CSV


def _markup(low: str) -> Kind:
    if "urn:schemas-microsoft-com:office:spreadsheet" in low and re.search(
        r"<(\w+:)?workbook\b", low
    ):
        return Kind.XML
    if "<office:document" in low:
        return (
            Kind.FODS
            if "opendocument.spreadsheet" in low or "<office:spreadsheet" in low
            else Kind.DOCUMENT
        )
    if "schemas.uof" in low or "<uof:uof" in low:
        return Kind.UOF
    if re.search(r"<(html|table|body|!doctype html|div|meta|style|tr)\b", low):
        return Kind.HTML
    if low.startswith("<?xml") or re.match(r"<[a-z_][\w:.-]*[\s>/]", low):
        return Kind.OTHER_XML
    return Kind.CSV
