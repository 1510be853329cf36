"""OOXML workbooks (.xlsx, .xlsm, .xltx, strict too): the parts round the cells.

They are read leniently here, because openpyxl refuses a whole book for one odd font or drawing.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import Element, iterparse

from matcher.domain import Severity
from matcher.errors import FileRefused
from matcher.sheets.clean import seen
from matcher.sheets.codes import code_of
from matcher.sheets.collect import Collector
from matcher.sheets.package import DAMAGED_ADVICE, Package
from matcher.sheets.trees import BAD_XML, as_far_as_sound, in_utf8, local, whole
from matcher.sheets.xlsxcells import Shared, read_cells, rich_text

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = {
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": _MAIN.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
_SHEET_KINDS = frozenset({"worksheet", "xlMacrosheet", "xlIntlMacrosheet"})


@dataclass(frozen=True, slots=True)
class SheetRef:
    """A sheet as the workbook names it: its part and whether it is hidden."""

    name: str
    part: str
    hidden: bool


def read_xlsx(package: Package, collector: Collector) -> None:
    """Collect every sheet of an OOXML workbook.

    Raises:
        FileRefused: Damaged beyond what can be read sheet by sheet, or too large.
    """
    part = _workbook_part(package)
    workbook, damaged = _tree(package, part)
    refs = list(_sheet_refs(package, workbook, part))
    if damaged and not refs:
        raise package.damaged()
    if damaged:
        words = "文件的工作簿目录已损坏，可能缺少工作表；请用 WPS 或 Excel 打开核对后另存"
        collector.say(Severity.ERROR, "damaged-workbook", words)
    shared = Shared(
        _strings(
            package, _related(package, part, "sharedStrings", "xl/sharedStrings.xml"), collector
        ),
        _codes(package, _related(package, part, "styles", "xl/styles.xml"), collector),
        _is_mac(workbook),
    )
    failed = 0
    for ref in refs:
        draft = collector.sheet(ref.name, hidden=ref.hidden, mac=shared.mac)
        try:
            read_cells(_transitional(package.read(ref.part)), shared, draft)
        except BAD_XML as error:
            failed += 1
            if failed == len(refs) and not any(each.rows for each in collector.drafts):
                raise package.damaged() from error
            words = "工作表的后面部分已损坏，只读入了前面完好的行；请用 WPS 或 Excel 打开核对后另存"
            collector.say(Severity.ERROR, "damaged-sheet", words, draft.name)


def _tree(package: Package, part: str) -> tuple[Element, bool]:
    """A part's tree as far as it is sound, and whether it is damaged."""
    return as_far_as_sound(_transitional(package.read(part)))


def _transitional(content: bytes) -> bytes:
    """Strict OOXML under the names openpyxl knows, in an encoding the parser knows."""
    content = in_utf8(content)
    if b"purl.oclc.org/ooxml" in content:
        for strict, usual in _STRICT.items():
            content = content.replace(strict, usual)
    return content


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Relation id → (last word of its type, absolute part name)."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", name + ".rels")
    if not package.has(rels):
        return {}
    root, _ = _tree(package, rels)
    found = {}
    for element in root:
        target = element.get("Target", "").replace("\\", "/")
        if element.get("TargetMode") != "External":
            full = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[element.get("Id", "")] = (element.get("Type", "").rpartition("/")[2], full)
    return found


def _related(package: Package, part: str, kind: str, usual: str) -> str:
    """The part of one kind a part refers to, or the usual one."""
    candidates = (target for word, target in _relations(package, part).values() if word == kind)
    return next((target for target in candidates if package.has(target)), usual)


def _workbook_part(package: Package) -> str:
    part = _related(package, "", "officeDocument", "xl/workbook.xml")
    if not package.has(part):
        raise FileRefused(
            "文件缺少工作簿主体，可能已损坏或没有传完整", package.file, DAMAGED_ADVICE
        )
    return part


def _sheet_refs(package: Package, workbook: Element, part: str) -> Iterator[SheetRef]:
    relations = _relations(package, part)
    for element in workbook.iter(f"{{{_MAIN}}}sheet"):
        identity = next(
            (v for k, v in element.attrib.items() if local(k) == "id" and k != "id"), ""
        )
        kind, target = relations.get(identity, ("", ""))
        if not relations:
            kind, target = "worksheet", f"xl/worksheets/sheet{element.get('sheetId', '1')}.xml"
        if kind in _SHEET_KINDS and package.has(target):
            yield SheetRef(
                element.get("name", ""), target, element.get("state", "visible") != "visible"
            )


def _is_mac(workbook: Element) -> bool:
    properties = workbook.find(f"{{{_MAIN}}}workbookPr")
    return properties is not None and properties.get("date1904", "0").lower() in {"1", "true", "on"}


def _strings(package: Package, part: str, collector: Collector) -> list[str]:
    """The shared strings: runs joined, phonetic guides left out."""
    strings: list[str] = []
    if not package.has(part):
        return strings
    try:
        for _, element in iterparse(BytesIO(_transitional(package.read(part)))):
            if local(element.tag) == "si":
                strings.append(seen(rich_text(element)))
                element.clear()
    except BAD_XML:
        words = "文件里的文字表已损坏，有的文字读不出来；请用 WPS 或 Excel 打开核对后另存"
        collector.say(Severity.ERROR, "damaged-strings", words)
    return strings


def _codes(package: Package, part: str, collector: Collector) -> list[str]:
    """The number format code of each cell style."""
    if not package.has(part):
        return []
    root, damaged = _tree(package, part)
    if damaged:
        words = "文件的格式表已损坏，日期可能显示为数字；请用 WPS 或 Excel 打开核对后另存"
        collector.say(Severity.WARNING, "damaged-styles", words)
    own = {
        whole(element.get("numFmtId")): element.get("formatCode", "")
        for element in root.iter(f"{{{_MAIN}}}numFmt")
    }
    formats = root.find(f"{{{_MAIN}}}cellXfs")
    numbers = [whole(xf.get("numFmtId")) for xf in formats] if formats is not None else []
    return [code_of(number, own) for number in numbers]
