"""Rows of a list that came back, found again by their ids."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matcher.domain import Need, Project, Resource, SheetKind, bare_words
from matcher.intake.grid import Grid
from matcher.intake.marks import is_damaged
from matcher.intake.returns.handing import first_id
from matcher.intake.rows import Record
from matcher.intake.sheetwork import Work
from matcher.vocabulary.headers import fold_header

Fact = Need | Resource | Project
TypeWork = Callable[[Work], Sequence[Fact]]
"""Turns the records of a table into facts, in their order."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list.

    Attributes:
        id: The id it carries, or empty.
        record: Its cells.
        fact: What they say.
    """

    id: str
    record: Record
    fact: Fact

    def text(self, code: str) -> str:
        """The text of a field as it was shown, or empty."""
        entry = self.record.entries.get(code)
        return entry.shown if entry else ""

    @property
    def others(self) -> dict[str, str]:
        """Folded heading → text of the columns without a field."""
        return {fold_header(heading): text for heading, text in self.record.extra}

    @property
    def place(self) -> tuple[str, str]:
        """What a row without its id is told by: its title and its community or unit."""
        return bare_words(self.text("title")), bare_words(
            self.text("community") or self.text("unit")
        )


@dataclass(frozen=True, slots=True)
class Pairing:
    """The rows of a list that came back beside those handed out.

    Attributes:
        pairs: (as handed out, as it came back, whether the id stands in several rows handed out).
        fresh: Rows without an id of this list: to be imported like any other.
        twice: Rows whose id another row has.
        damaged: (row, row handed out it looks like or ``None``) whose id does not hold or is gone.
        missing: Ids handed out that are in no row.
    """

    pairs: tuple[tuple[Line, Line, bool], ...]
    fresh: tuple[Line, ...]
    twice: tuple[Line, ...]
    damaged: tuple[tuple[Line, Line | None], ...]
    missing: tuple[str, ...]


def lines_of(work: Work, grid: Grid, type_work: TypeWork) -> tuple[Line, ...]:
    """Every record of a table as a line."""
    if work.kind in (SheetKind.OTHER, SheetKind.UNITS):
        return ()
    facts = type_work(work)
    return tuple(
        Line(first_id(grid, record.row), record, fact)
        for record, fact in zip(work.records, facts, strict=True)
    )


def paired(handed: Sequence[Line], came: Sequence[Line], grid: Grid) -> Pairing:
    """Each row beside the one with its id; of several rows with one id the most alike."""
    waiting: defaultdict[str, list[Line]] = defaultdict(list)
    for line in handed:
        waiting[line.id].append(line)
    several = {key for key, lines in waiting.items() if len(lines) > 1}
    known = set(waiting)
    pairs: list[tuple[Line, Line, bool]] = []
    twice: list[Line] = []
    for line in sorted(came, key=lambda one: -_likeness(one, waiting.get(one.id, ()))):
        if line.id not in known:
            continue
        options = waiting[line.id]
        if not options:
            twice.append(line)
            continue
        chosen = max(options, key=lambda one: _equal_cells(one, line))
        options.remove(chosen)
        pairs.append((chosen, line, line.id in several))
    left = [line for lines in waiting.values() for line in lines]
    strangers = [line for line in came if line.id not in known]
    damaged = [(line, seen) for line in strangers if (seen := _was(line, left, grid)) is not _FRESH]
    broken = {line.record.row for line, _ in damaged}
    return Pairing(
        pairs=tuple(sorted(pairs, key=lambda pair: pair[1].record.row)),
        fresh=tuple(line for line in strangers if line.record.row not in broken),
        twice=tuple(sorted(twice, key=lambda line: line.record.row)),
        damaged=tuple((line, seen if isinstance(seen, Line) else None) for line, seen in damaged),
        missing=tuple(dict.fromkeys(line.id for line in left)),
    )


_FRESH = object()


def _was(line: Line, left: Sequence[Line], grid: Grid) -> object:
    """The row handed out whose id was damaged or cleared here, ``None`` when nobody knows which; else ``_FRESH``."""
    alike = [one for one in left if one.place == line.place]
    first = min(grid.cells[line.record.row].items())[1].text
    if not line.id and is_damaged(first):
        return alike[0] if len(alike) == 1 else None
    return alike[0] if len(alike) == 1 and not line.id else _FRESH


def _likeness(line: Line, options: Sequence[Line]) -> int:
    return max((_equal_cells(one, line) for one in options), default=0)


def _equal_cells(one: Line, other: Line) -> int:
    told = dict(one.record.raw)
    return sum(told.get(code) == text for code, text in other.record.raw)
