"""Cells of lists handed out that came back otherwise."""

from dataclasses import dataclass
from enum import StrEnum

from matcher.domain.cells import Origin


class DifferenceKind(StrEnum):
    """Who has changed a cell since it was handed out."""

    THEIRS = "theirs"
    """Only they: taken over."""
    BOTH = "both"
    """They and we, differently: to be decided."""
    CLEARED = "cleared"
    """They emptied it: to be decided."""
    UNREADABLE = "unreadable"
    """They wrote something that is not understood; ours stays."""

    @property
    def label(self) -> str:
        """The words users read."""
        return {
            "theirs": "对方已改",
            "both": "两边都改了",
            "cleared": "对方清空",
            "unreadable": "没有看懂",
        }[self.value]

    @property
    def is_question(self) -> bool:
        """Whether a person must choose."""
        return self in (DifferenceKind.BOTH, DifferenceKind.CLEARED)


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that came back otherwise than it was handed out.

    Attributes:
        id: Of the need, resource or project; a unit's name.
        title: What it is called.
        label: What the column is called.
        exported: What was handed out.
        theirs: What came back.
        ours: What the month holds now.
        kind: See :class:`DifferenceKind`.
        taken: Whether theirs goes into the month.
        origin: The row it came back in.
        cell: Its address.
        batch: Of the hand-out it belongs to.
        handed: File and sheet it was handed out in.
        after: What the month holds once it is decided.
    """

    id: str
    title: str
    label: str
    exported: str
    theirs: str
    ours: str
    kind: DifferenceKind
    taken: bool
    origin: Origin
    cell: str
    batch: str = ""
    handed: tuple[str, str] = ("", "")
    after: str = ""

    @property
    def subject(self) -> tuple[str, tuple[str, str], str, str]:
        """The cell as it was handed out: hand-out, list, id and column."""
        return (self.batch, self.handed, self.id, self.label)

    @property
    def key(self) -> tuple[str, str, str]:
        """File, sheet and cell: what an answer names."""
        return (self.origin.file, self.origin.sheet, self.cell)
