"""Papers as they are drawn: blocks of words and tables with lengths in millimetres, free of any file format."""

from dataclasses import dataclass
from enum import StrEnum

from matcher.domain.office import BODY_FONTS, HEAD_FONTS, TITLE_FONTS
from matcher.domain.papers import PaperKind, Privacy


class Align(StrEnum):
    """How words stand between left and right."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Role(StrEnum):
    """Which of the three fonts words are set in."""

    TITLE = "title"
    HEAD = "head"
    BODY = "body"


def role_of(font: str | None) -> Role:
    """What text in a font is, by the fonts of an office's papers."""
    if font in TITLE_FONTS:
        return Role.TITLE
    return Role.HEAD if font in HEAD_FONTS else Role.BODY


@dataclass(frozen=True, slots=True)
class PrintPage:
    """A sheet of paper and its margins, in millimetres."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float

    @property
    def room(self) -> float:
        """Width between the margins."""
        return self.width - self.left - self.right


@dataclass(frozen=True, slots=True)
class PrintFonts:
    """Names of fonts, the one wanted first; the others stand in where it is missing."""

    title: tuple[str, ...] = TITLE_FONTS
    head: tuple[str, ...] = HEAD_FONTS
    body: tuple[str, ...] = BODY_FONTS

    def names(self, role: Role) -> tuple[str, ...]:
        """The names for a role."""
        return {Role.TITLE: self.title, Role.HEAD: self.head, Role.BODY: self.body}[role]


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph.

    Attributes:
        text: May hold line ends.
        role: Its font.
        size: In points.
        align: How it stands.
        before: Millimetres of space above.
        leading: Line height by font size.
        indent: Characters by which the first line is set in.
    """

    text: str
    role: Role = Role.BODY
    size: float = 12
    align: Align = Align.LEFT
    before: float = 0
    leading: float = 1.4
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Sides:
    """Words at the left and words at the right of one line; each wraps in its half where it is long."""

    left: str
    right: str
    size: float = 12
    before: float = 0


@dataclass(frozen=True, slots=True)
class PrintCell:
    """One cell.

    Attributes:
        text: What stands in it.
        align: How it stands.
        span: How many columns it takes.
        head: Whether it is a heading (other font, grey ground).
    """

    text: str
    align: Align = Align.LEFT
    span: int = 1
    head: bool = False


@dataclass(frozen=True, slots=True)
class PrintRow:
    """One row of cells, at least so many millimetres high."""

    cells: tuple[PrintCell, ...]
    least: float = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Attributes:
        widths: Of its columns, in millimetres.
        header: Rows repeated on every page.
        rows: In order; each row's spans add up to the number of columns.
        size: Of the words, in points.
        before: Millimetres of space above.
        align: Where it stands when it is narrower than the paper.
    """

    widths: tuple[float, ...]
    header: tuple[PrintRow, ...]
    rows: tuple[PrintRow, ...]
    size: float
    before: float = 0
    align: Align = Align.CENTRE

    def __post_init__(self) -> None:
        for row in (*self.header, *self.rows):
            if sum(cell.span for cell in row.cells) != len(self.widths):
                raise ValueError("the spans of a row must add up to the columns")


Block = Words | Sides | Grid


@dataclass(frozen=True, slots=True)
class PrintSection:
    """Blocks from the top of a new page on."""

    page: PrintPage
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Print:
    """One paper, ready to be drawn.

    Attributes:
        name: What it is called, as the stem of a file name.
        kind: Which paper.
        level: For whose eyes.
        sections: In order; page numbers run through.
        fonts: Names of fonts.
        charts: How many charts the file holds that are not drawn here.
    """

    name: str
    kind: PaperKind
    level: Privacy
    sections: tuple[PrintSection, ...]
    fonts: PrintFonts = PrintFonts()
    charts: int = 0
