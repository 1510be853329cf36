"""An import before it is accepted: what the user corrects, and what it would do."""

from dataclasses import dataclass

from matcher.domain.handouts import NO_RETURNS, Answer, Returns
from matcher.domain.intake import Lists, SheetKind


@dataclass(frozen=True, slots=True)
class Layout:
    """A user's corrections of one sheet; what is ``None`` or absent is left to the program.

    Attributes:
        kind: What the sheet holds; ``OTHER`` = leave it out.
        header_row: 1-based row of the (last) header line.
        columns: Pairs (column letter, field code); an empty code = no field.
        include: Import the sheet although it is hidden.
    """

    kind: SheetKind | None = None
    header_row: int | None = None
    columns: tuple[tuple[str, str], ...] = ()
    include: bool = False


@dataclass(frozen=True, slots=True)
class RememberedSheet:
    """A sheet layout as it was confirmed.

    Attributes:
        fingerprint: See :func:`fingerprint_of`.
        kind: What it holds.
        columns: Pairs (folded header, field code); an empty code = no field.
    """

    fingerprint: str
    kind: SheetKind
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Memory:
    """Everything remembered; plain values, so that it can be stored as JSON.

    Attributes:
        sheets: Remembered layouts, the newest last.
        unit_aliases: Pairs (spelling, full unit name).
    """

    sheets: tuple[RememberedSheet, ...] = ()
    unit_aliases: tuple[tuple[str, str], ...] = ()


NOTHING_LEARNT = Memory()


@dataclass(frozen=True, slots=True)
class Fix:
    """A cell the user has set right for this import; the file itself is not touched.

    Attributes:
        file: File name as in the reports.
        sheet: Sheet name.
        cell: Address such as ``B7``.
        text: What it should say; empty = nothing.
    """

    file: str
    sheet: str
    cell: str
    text: str


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything the user has corrected so far.

    Attributes:
        kinds: Pairs (file, what it holds).
        layouts: Triples (file, sheet, layout).
        fixes: Cells set right; the last one for a cell counts.
        joins: Pairs (need id that stays, need id that becomes its child).
        aliases: Pairs (spelling of a unit, full unit name).
        answers: What was decided of cells that came back otherwise than they were handed out.
    """

    kinds: tuple[tuple[str, SheetKind], ...] = ()
    layouts: tuple[tuple[str, str, Layout], ...] = ()
    fixes: tuple[Fix, ...] = ()
    joins: tuple[tuple[str, str], ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    answers: tuple[Answer, ...] = ()


NO_CHOICES = Choices()


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids (units and funds: names) by what an import does to them.

    Attributes:
        new: Not known before.
        changed: Known, and something about them is different now.
        same: Known and unchanged (a row that only moved counts as unchanged).
        missing: Known from a file that was read again, but in no row of it any more; they stay.
    """

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two needs that may be one.

    Attributes:
        first: Id of the need that would stay.
        second: Id of the need that would become its child.
        score: 0–1000.
        words: What both say.
    """

    first: str
    second: str
    score: int
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetSample:
    """The first rows of a sheet as a person sees them.

    Attributes:
        file: File name as in the reports.
        sheet: Sheet name.
        rows: Pairs (row number, texts by column from A on).
    """

    file: str
    sheet: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What an import would do.

    Attributes:
        lists: The month as it would be.
        changes: What becomes new, changed, stays the same, or is missing from a file read again.
        proposals: Needs that may be one and are not joined yet, the most alike first.
        samples: The first rows of every sheet read.
        choices: The corrections it was made with.
        returns: What came back of lists handed out.
    """

    lists: Lists
    changes: Changes
    proposals: tuple[Proposal, ...]
    samples: tuple[SheetSample, ...]
    choices: Choices = NO_CHOICES
    returns: Returns = NO_RETURNS
