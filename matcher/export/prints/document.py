"""A Word document as it prints: paragraphs and tables in order, a new section at each page break."""

from collections.abc import Iterator
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from matcher.domain.prints import (
    Align,
    Block,
    Grid,
    PrintCell,
    PrintPage,
    PrintRow,
    PrintSection,
    Words,
    role_of,
)

_MM_PER_POINT = 25.4 / 72
_EMU_PER_MM = 36_000
_USUAL_SIZE = 16.0
_ALIGN = {WD_ALIGN_PARAGRAPH.CENTER: Align.CENTRE, WD_ALIGN_PARAGRAPH.RIGHT: Align.RIGHT}
_LEADING = 1.5


def sections_of_document(document: Any) -> tuple[PrintSection, ...]:  # noqa: ANN401 - python-docx has no types
    """The body of a document."""
    page = _page(document.sections[0])
    pages: list[list[Block]] = [[]]
    for block, breaks in _blocks(document, page):
        if breaks:
            pages.append([])
        if block is not None:
            pages[-1].append(block)
    return tuple(PrintSection(page, tuple(blocks)) for blocks in pages if blocks)


def _blocks(document: Any, page: PrintPage) -> Iterator[tuple[Block | None, bool]]:  # noqa: ANN401 - as above
    """Each block, and whether a new page begins with it."""
    for element in document.element.body:
        if element.tag == qn("w:p"):
            paragraph = Paragraph(element, document)
            yield _words(paragraph), _breaks(element)
        elif element.tag == qn("w:tbl"):
            yield _grid(Table(element, document), page), False


def _breaks(element: Any) -> bool:  # noqa: ANN401 - as above
    return any(one.get(qn("w:type")) == "page" for one in element.iter(qn("w:br")))


def _words(paragraph: Paragraph) -> Words | None:
    text = paragraph.text.strip("\n")
    if not text.strip():
        return None
    size, name = _font(paragraph)
    style = paragraph.paragraph_format
    indent = round((style.first_line_indent or 0) / _EMU_PER_MM / (size * _MM_PER_POINT))
    before = (style.space_before or 0) / _EMU_PER_MM
    align = _ALIGN.get(style.alignment, Align.LEFT)
    return Words(text, role_of(name), size, align, float(before), _LEADING, max(0, indent))


def _font(paragraph: Paragraph) -> tuple[float, str]:
    """Size in points and East Asian name of the first run that tells."""
    size, name = _USUAL_SIZE, ""
    for run in paragraph.runs:
        if run.font.size is not None:
            size = run.font.size.pt
        fonts = run.element.find(f".//{qn('w:rFonts')}")
        if fonts is not None:
            name = fonts.get(qn("w:eastAsia")) or name
        if run.text.strip():
            break
    return float(size), name


def _grid(table: Table, page: PrintPage) -> Grid | None:
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    if not rows:
        return None
    told = [(column.width or 0) / _EMU_PER_MM for column in table.columns]
    natural = told if all(told) else [page.room / len(told)] * len(told)
    scale = min(1.0, page.room / sum(natural))
    size = next(
        (_font(p)[0] for cell in table.rows[-1].cells for p in cell.paragraphs if p.text), 10.5
    )
    return Grid(
        tuple(width * scale for width in natural),
        (PrintRow(tuple(PrintCell(text, Align.CENTRE, head=True) for text in rows[0])),),
        tuple(PrintRow(tuple(PrintCell(text) for text in row)) for row in rows[1:]),
        size,
    )


def _page(section: Any) -> PrintPage:  # noqa: ANN401 - as above
    lengths = (
        section.page_width,
        section.page_height,
        section.top_margin,
        section.bottom_margin,
        section.left_margin,
        section.right_margin,
    )
    return PrintPage(*(float(length / _EMU_PER_MM) for length in lengths))
