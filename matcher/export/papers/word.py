"""What our Word papers are built of: page, fonts with stand-ins, paragraphs, a table, page numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import IO, Any
from zipfile import ZipFile

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from matcher.domain.office import Office
from matcher.export.marks import PLACEHOLDER, StillZip
from matcher.export.texts import clean

_LATIN = "Times New Roman"
_EXTRAS = ("/customXml", "/thumbnail")


@dataclass(frozen=True, slots=True)
class Sheet:
    """GB/T 9704: margins in millimetres, line spacing in points."""

    top: float = 37
    bottom: float = 35
    left: float = 28
    right: float = 26
    line: float = 28
    title_size: float = 22
    size: float = 16
    table_size: float = 10.5


@dataclass(frozen=True, slots=True)
class Face:
    """A font in a size."""

    name: str
    size: float
    bold: bool = False


OFFICIAL = Sheet()


def new_document(office: Office, title: str, moment: datetime, maker: str, sheet: Sheet) -> Any:  # noqa: ANN401 - python-docx has no types
    """An empty document on official paper whose properties name no person."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(sheet.top), Mm(sheet.bottom)
    section.left_margin, section.right_margin = Mm(sheet.left), Mm(sheet.right)
    section.footer_distance = Mm(25)
    core = document.core_properties
    core.author = core.last_modified_by = maker
    core.title, core.comments, core.identifier = title, "", PLACEHOLDER
    core.created = core.modified = moment
    core.revision = 1
    normal = document.styles["Normal"]
    _set_font(normal.font, Face(office.body_fonts[0], sheet.size))
    _name_stand_ins(document, office)
    _drop_extras(document)
    return document


def add_words(
    document: Any,  # noqa: ANN401 - as above
    words: str,
    face: Face,
    *,
    line: float,
    align: str = "left",
    indent: int = 0,
    before: float = 0,
) -> None:
    """Add a paragraph; ``indent`` counts characters of the first line."""
    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
    shape.space_before, shape.space_after = Pt(before), Pt(0)
    shape.first_line_indent = Pt(face.size * indent)
    paragraph.alignment = {
        "left": WD_ALIGN_PARAGRAPH.LEFT,
        "center": WD_ALIGN_PARAGRAPH.CENTER,
        "right": WD_ALIGN_PARAGRAPH.RIGHT,
        "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
    }[align]
    _add_run(paragraph, words, face)


def add_table(
    document: Any,  # noqa: ANN401 - as above
    heads: Sequence[str],
    widths: Sequence[float],
    rows: Sequence[Sequence[str]],
    head: Face,
    body: Face,
) -> None:
    """Add a bordered table whose header repeats and whose rows do not break; widths in millimetres."""
    table = document.add_table(rows=0, cols=len(heads))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for number, values in enumerate((heads, *rows)):
        row = table.add_row()
        marks = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx offers no other way
        marks.append(OxmlElement("w:cantSplit"))
        if not number:
            marks.append(OxmlElement("w:tblHeader"))
        for cell, words, width in zip(row.cells, values, widths, strict=True):
            cell.width = Mm(width)
            _fill(cell, words, body if number else head, centred=not number or len(words) < 12)


def add_page_numbers(document: Any, face: Face) -> None:  # noqa: ANN401 - as above
    """— 1 — at the foot of every page."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add_run(paragraph, "— ", face)
    run = paragraph.add_run()
    _set_font(run.font, face)
    for kind in ("begin", "PAGE", "end"):
        run._r.append(_field(kind))  # noqa: SLF001 - as above
    _add_run(paragraph, " —", face)


def write_document(document: Any, stream: IO[bytes], identity: str) -> None:  # noqa: ANN401 - as above
    """Write a document without any time in it, marked as ours."""
    whole = BytesIO()
    document.save(whole)
    with ZipFile(whole) as source, StillZip(stream, identity) as target:
        for entry in source.infolist():
            target.writestr(entry.filename, source.read(entry))


def _field(kind: str) -> Any:  # noqa: ANN401 - as above
    if kind == "PAGE":
        words = OxmlElement("w:instrText")
        words.set(qn("xml:space"), "preserve")
        words.text = " PAGE "
        return words
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    return mark


def _fill(cell: Any, words: str, face: Face, *, centred: bool) -> None:  # noqa: ANN401 - as above
    paragraph = cell.paragraphs[0]
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(0)
    _add_run(paragraph, words, face)
    cell.vertical_alignment = 1


def _add_run(paragraph: Any, words: str, face: Face) -> None:  # noqa: ANN401 - as above
    run = paragraph.add_run(clean(words))
    _set_font(run.font, face)


def _set_font(font: Any, face: Face) -> None:  # noqa: ANN401 - as above
    font.name, font.size = _LATIN, Pt(face.size)
    if face.bold:
        font.bold = True
    properties = font._element.get_or_add_rPr()  # noqa: SLF001 - as above
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), face.name)


def _name_stand_ins(document: Any, office: Office) -> None:  # noqa: ANN401 - as above
    """Tell Word which fonts stand in for a missing one."""
    part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    lines = "".join(
        f'<w:font w:name="{_escaped(names[0])}"><w:altName w:val="{_escaped(",".join(names[1:]))}"/>'
        '<w:charset w:val="86"/></w:font>'
        for names in dict.fromkeys((office.title_fonts, office.head_fonts, office.body_fonts))
        if len(names) > 1
    )
    part._blob = part.blob.replace(b"</w:fonts>", f"{lines}</w:fonts>".encode())  # noqa: SLF001 - as above


def _drop_extras(document: Any) -> None:  # noqa: ANN401 - as above
    """Leave out the cover page data and the small picture that come with an empty document."""
    for relations in (document.part.rels, document.part.package.rels):
        for key in [key for key, one in relations.items() if one.reltype.endswith(_EXTRAS)]:
            relations.pop(key)


def _escaped(text: str) -> str:
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
