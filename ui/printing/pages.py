"""Blocks laid out on pages: rows as high as their words, headers repeated, nothing clipped."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from matcher.domain.prints import (
    Align,
    Block,
    Grid,
    Print,
    PrintCell,
    PrintPage,
    PrintRow,
    PrintSection,
    Role,
    Sides,
    Words,
)
from ui.printing.wrapping import wrapped

Measure = Callable[[Role, float, str], float]
"""Width in millimetres of a character of a role's font in a size in points."""

MM_PER_POINT = 25.4 / 72
PAD = 0.9
"""Millimetres between a cell's line and its words, above and below; half as much again at the sides."""
_LEADING = 1.3
_FOOT_POINTS = 9.0
_FOOT_ABOVE_EDGE = 8.0
_ASIDE = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}
"""Share of the spare width that stands at the left of a table."""


@dataclass(frozen=True, slots=True)
class Text:
    """Lines of words in a rectangle; lengths in millimetres from the upper left corner of the page."""

    x: float
    y: float
    width: float
    lines: tuple[str, ...]
    role: Role
    size: float
    align: Align
    leading: float

    @property
    def step(self) -> float:
        """From one line to the next."""
        return self.size * MM_PER_POINT * self.leading

    @property
    def height(self) -> float:
        """Of all lines."""
        return self.step * len(self.lines)


@dataclass(frozen=True, slots=True)
class Box:
    """The frame of a cell."""

    x: float
    y: float
    width: float
    height: float
    grey: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Attributes:
        paper: Its size and margins.
        texts: Words.
        boxes: Frames of cells.
        number: From 1.
        count: Of all pages.
    """

    paper: PrintPage
    texts: tuple[Text, ...]
    boxes: tuple[Box, ...]
    number: int = 1
    count: int = 1

    @property
    def foot(self) -> Text:
        """Page n of N, at the foot."""
        step = _FOOT_POINTS * MM_PER_POINT * _LEADING
        return Text(
            self.paper.left,
            self.paper.height - max(_FOOT_ABOVE_EDGE, self.paper.bottom / 2) - step / 2,
            self.paper.room,
            (f"第 {self.number} 页 共 {self.count} 页",),
            Role.BODY,
            _FOOT_POINTS,
            Align.CENTRE,
            _LEADING,
        )


def paginated(paper: Print, measure: Measure) -> tuple[Page, ...]:
    """Every page of a paper; its blocks from top to bottom, each section on a page of its own."""
    pages = [page for section in paper.sections for page in _pages(section, measure)]
    return tuple(
        replace(page, number=number, count=len(pages)) for number, page in enumerate(pages, 1)
    )


@dataclass(slots=True)
class _Sheet:
    """The page being filled."""

    paper: PrintPage
    y: float
    texts: list[Text] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    @property
    def left(self) -> float:
        """Height that is left."""
        return self.paper.height - self.paper.bottom - self.y

    @property
    def is_empty(self) -> bool:
        return not self.texts and not self.boxes

    def done(self) -> Page:
        return Page(self.paper, tuple(self.texts), tuple(self.boxes))


def _pages(section: PrintSection, measure: Measure) -> Iterator[Page]:
    sheet = _Sheet(section.page, section.page.top)
    for block in section.blocks:
        for full in _place(block, sheet, measure):
            yield full
            sheet.y, sheet.texts, sheet.boxes = section.page.top, [], []
    yield sheet.done()


def _place(block: Block, sheet: _Sheet, measure: Measure) -> Iterator[Page]:
    """Put a block on the sheet; whenever it is full, it is handed over and must be emptied."""
    if isinstance(block, Grid):
        yield from _place_grid(block, sheet, measure)
        return
    texts = _words(block, sheet.paper, measure)
    if isinstance(block, Sides):
        texts = [replace(text, y=0.0) for text in texts]
    sheet.y += 0 if sheet.is_empty else block.before
    if isinstance(block, Words) and texts[0].height > sheet.left:
        yield from _place_lines(texts[0], sheet)
        return
    height = max(text.height for text in texts)
    if height > sheet.left and not sheet.is_empty:
        yield sheet.done()
    for text in texts:
        sheet.texts.append(replace(text, y=sheet.y))
    sheet.y += height


def _place_lines(text: Text, sheet: _Sheet) -> Iterator[Page]:
    """A paragraph that runs on to the next page."""
    waiting = list(text.lines)
    while waiting:
        room = int(sheet.left / text.step + 1e-6)
        if room < 1 and sheet.is_empty:
            room = 1
        if room:
            part = replace(text, y=sheet.y, lines=tuple(waiting[:room]))
            sheet.texts.append(part)
            sheet.y += part.height
            waiting = waiting[room:]
        if waiting:
            yield sheet.done()


def _words(block: Words | Sides, paper: PrintPage, measure: Measure) -> list[Text]:
    if isinstance(block, Sides):
        half = paper.room / 2
        pair = ((block.left, Align.LEFT, 0.0), (block.right, Align.RIGHT, half))
        wide = _advance(measure, Role.BODY, block.size)
        return [
            Text(
                paper.left + x,
                0.0,
                half,
                wrapped(text, half, wide),
                Role.BODY,
                block.size,
                align,
                _LEADING,
            )
            for text, align, x in pair
        ]
    advance = _advance(measure, block.role, block.size)
    lines = wrapped("　" * block.indent + block.text, paper.room, advance)
    return [
        Text(paper.left, 0.0, paper.room, lines, block.role, block.size, block.align, block.leading)
    ]


def _advance(measure: Measure, role: Role, size: float) -> Callable[[str], float]:
    return lambda character: measure(role, size, character)


@dataclass(frozen=True, slots=True)
class _Laid:
    """A row with its cells' words broken into lines."""

    cells: tuple[PrintCell, ...]
    lines: tuple[tuple[str, ...], ...]
    edges: tuple[tuple[float, float], ...]
    least: float


def _place_grid(grid: Grid, sheet: _Sheet, measure: Measure) -> Iterator[Page]:
    header = [_laid(row, grid, measure) for row in grid.header]
    sheet.y += 0 if sheet.is_empty else grid.before
    step = grid.size * MM_PER_POINT * _LEADING
    top = sum(_height(row, step) for row in header)
    if header and top + 2 * step > sheet.left and not sheet.is_empty:
        yield sheet.done()
    _draw_all(header, grid, sheet, step)
    for row in grid.rows:
        rest: _Laid | None = _laid(row, grid, measure)
        while rest is not None:
            now, rest = _cut(rest, sheet.left, step, fresh=sheet.y <= sheet.paper.top + top + 1e-6)
            if now is not None:
                _draw(now, grid, sheet, step)
            if rest is not None:
                yield sheet.done()
                _draw_all(header, grid, sheet, step)


def _laid(row: PrintRow, grid: Grid, measure: Measure) -> _Laid:
    edges: list[tuple[float, float]] = []
    lines: list[tuple[str, ...]] = []
    column, x = 0, 0.0
    for cell in row.cells:
        width = sum(grid.widths[column : column + cell.span])
        role = Role.HEAD if cell.head else Role.BODY
        room = max(width - 3 * PAD, grid.size * MM_PER_POINT)
        lines.append(wrapped(cell.text, room, _advance(measure, role, grid.size)))
        edges.append((x, width))
        column, x = column + cell.span, x + width
    return _Laid(row.cells, tuple(lines), tuple(edges), row.least)


def _height(row: _Laid, step: float) -> float:
    return max(row.least, max(len(lines) for lines in row.lines) * step + 2 * PAD)


def _cut(row: _Laid, room: float, step: float, *, fresh: bool) -> tuple[_Laid | None, _Laid | None]:
    """The part of a row that stands on this page and what goes to the next one; a row is cut only when it must be."""
    if _height(row, step) <= room:
        return row, None
    if not fresh:
        return None, row
    count = max(1, int((room - 2 * PAD) / step + 1e-6))
    if count >= max(len(lines) for lines in row.lines):
        return replace(row, least=0.0), None
    now = replace(row, lines=tuple(lines[:count] or ("",) for lines in row.lines), least=0.0)
    rest = replace(row, lines=tuple(lines[count:] or ("",) for lines in row.lines), least=0.0)
    return now, rest


def _draw_all(rows: Sequence[_Laid], grid: Grid, sheet: _Sheet, step: float) -> None:
    for row in rows:
        _draw(row, grid, sheet, step)


def _draw(row: _Laid, grid: Grid, sheet: _Sheet, step: float) -> None:
    height = _height(row, step)
    spare = max(0.0, sheet.paper.room - sum(grid.widths))
    start = sheet.paper.left + spare * _ASIDE[grid.align]
    for cell, lines, (x, width) in zip(row.cells, row.lines, row.edges, strict=True):
        sheet.boxes.append(Box(start + x, sheet.y, width, height, cell.head))
        if any(lines):
            role = Role.HEAD if cell.head else Role.BODY
            free = height - len(lines) * step
            sheet.texts.append(
                Text(
                    start + x + 1.5 * PAD,
                    sheet.y + free / 2,
                    width - 3 * PAD,
                    lines,
                    role,
                    grid.size,
                    cell.align,
                    _LEADING,
                )
            )
    sheet.y += height
