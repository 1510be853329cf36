"""What every sheet looks like: fonts, sizes, page; the one place to change it.

A workbook stores only font *names*; nothing need be installed where it is made. A spreadsheet program
that lacks a font takes another of the same character set and family, which is why both are written too.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.named_styles import NamedStyleList
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.worksheet import Worksheet

from matcher.domain.office import Office

_GB2312 = 134
_MM_PER_INCH = 25.4
_A4 = 9


@dataclass(frozen=True, slots=True)
class Fonts:
    """Font names and sizes in points.

    The defaults are those of GB/T 9704; a machine without 方正小标宋简体 may use 华文中宋 or 宋体 (bold)
    for titles, and 仿宋_GB2312 or FangSong for the body.
    """

    title: str = "方正小标宋简体"
    title_size: int = 22
    line: str = "仿宋"
    line_size: int = 12
    head: str = "黑体"
    head_size: int = 11
    body: str = "仿宋"
    body_size: int = 11


@dataclass(frozen=True, slots=True)
class Page:
    """Margins in millimetres of an A4 page, and which way it lies."""

    top: float = 20
    bottom: float = 18
    left: float = 15
    right: float = 15
    portrait: bool = False

    @property
    def room(self) -> tuple[float, float]:
        """Width and height in millimetres between the margins."""
        width, height = (210.0, 297.0) if self.portrait else (297.0, 210.0)
        return (width - self.left - self.right, height - self.top - self.bottom)


OFFICE_FONTS = Fonts()
OFFICE_PAGE = Page()
WIDE_PAGE = Page(top=18, bottom=16, left=10, right=10)
"""For lists of many columns."""
PORTRAIT_PAGE = Page(top=25, bottom=20, left=20, right=18, portrait=True)


def fonts_of(office: Office) -> Fonts:
    """The fonts an office wants first; a workbook can name only one for each cell."""
    return Fonts(
        title=office.title_fonts[0],
        line=office.body_fonts[0],
        head=office.head_fonts[0],
        body=office.body_fonts[0],
    )


class Style(StrEnum):
    """The named styles of our workbooks."""

    TITLE = "清单标题"
    LINE_LEFT = "清单副题左"
    LINE_RIGHT = "清单副题右"
    HEAD = "清单表头"
    LEFT = "清单正文左"
    CENTRE = "清单正文中"
    RIGHT = "清单正文右"
    SIGN = "清单签字"
    SECTION = "清单小标题"
    EXAMPLE = "清单示例"
    NOTE = "清单说明"
    FIXED = "清单固定"
    """Filled in already, not to be changed."""


_ALIGNED = {
    Style.TITLE: "center",
    Style.LINE_LEFT: "left",
    Style.LINE_RIGHT: "right",
    Style.HEAD: "center",
    Style.LEFT: "left",
    Style.CENTRE: "center",
    Style.RIGHT: "right",
    Style.SIGN: "left",
    Style.SECTION: "left",
    Style.EXAMPLE: "left",
    Style.NOTE: "left",
    Style.FIXED: "center",
}
_BORDERED = frozenset(
    {Style.HEAD, Style.LEFT, Style.CENTRE, Style.RIGHT, Style.EXAMPLE, Style.FIXED}
)
_GREY_WORDS = frozenset({Style.EXAMPLE, Style.FIXED})
_GREY_CELLS = frozenset({Style.HEAD, Style.FIXED})


def styled_workbook(fonts: Fonts) -> Workbook:
    """A workbook without sheets that has the named styles."""
    workbook, model = Workbook(), _model(fonts)
    workbook.remove(workbook.active)
    for name in _STYLE_TABLES:
        setattr(workbook, name, _copied(getattr(model, name)))
    workbook._named_styles = NamedStyleList(model._named_styles)  # noqa: SLF001 - adding them anew takes 20 ms
    return workbook


_STYLE_TABLES = (
    "_fonts",
    "_fills",
    "_borders",
    "_alignments",
    "_protections",
    "_number_formats",
    "_cell_styles",
)


@lru_cache(maxsize=8)
def _model(fonts: Fonts) -> Workbook:
    """A workbook with the named styles, never written; others take their tables from it."""
    workbook = Workbook()
    add_styles(workbook, fonts)
    return workbook


def _copied(table: IndexedList) -> IndexedList:
    """The same table again, without hashing every font and border anew."""
    made = IndexedList()
    list.extend(made, table)
    made._dict, made.clean = dict(table._dict), table.clean  # noqa: SLF001 - as above
    return made


def add_styles(workbook: Workbook, fonts: Fonts) -> None:
    """Put the named styles into a new workbook."""
    side = Side(style="thin", color="FF000000")
    for style in Style:
        name, size = _font_of(style, fonts)
        named = NamedStyle(name=style.value)
        colour = "FF7F7F7F" if style in _GREY_WORDS else "FF000000"
        named.font = Font(name=name, size=size, color=colour, charset=_GB2312, family=_family(name))
        named.alignment = Alignment(
            horizontal=_ALIGNED[style], vertical="center", wrap_text=True, shrink_to_fit=False
        )
        named.protection = Protection(locked=False)
        if style in _BORDERED:
            named.border = Border(left=side, right=side, top=side, bottom=side)
        if style in _GREY_CELLS:
            named.fill = PatternFill("solid", fgColor="FFF2F2F2")
        workbook.add_named_style(named)


def _font_of(style: Style, fonts: Fonts) -> tuple[str, int]:
    if style is Style.TITLE:
        return fonts.title, fonts.title_size
    if style in (Style.LINE_LEFT, Style.LINE_RIGHT, Style.SIGN):
        return fonts.line, fonts.line_size
    if style in (Style.HEAD, Style.SECTION):
        return fonts.head, fonts.head_size
    return fonts.body, fonts.body_size


def _family(name: str) -> int:
    """1 = with serifs, 3 = even strokes: what stands in when the font is missing."""
    return 3 if "黑" in name or "仿" in name else 1


def set_page(sheet: Worksheet, page: Page, *, header_rows: str, area: str | None = None) -> None:
    """A4, one page wide, header repeated, page numbers at the foot; ``None`` = print all."""
    sheet.page_setup.orientation = "portrait" if page.portrait else "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.top, margins.bottom = page.top / _MM_PER_INCH, page.bottom / _MM_PER_INCH
    margins.left, margins.right = page.left / _MM_PER_INCH, page.right / _MM_PER_INCH
    margins.header = margins.footer = 8 / _MM_PER_INCH
    sheet.print_options.horizontalCentered = True
    sheet.print_title_rows = header_rows
    if area is not None:
        sheet.print_area = area
    sheet.oddFooter.center.text = "第 &P 页 共 &N 页"
