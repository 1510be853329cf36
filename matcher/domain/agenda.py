"""What the joint meeting has to decide, and what it decided, for the minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class AgendaKind(StrEnum):
    """Why something has to be decided."""

    URGENT_UNMET = "urgent_unmet"
    OVER_ASKED = "over_asked"
    AMBIGUOUS = "ambiguous"
    DECLINED = "declined"
    CHANGED = "changed"
    SINGLE_UNIT = "single_unit"

    @property
    def label(self) -> str:
        """The words users read."""
        return {
            "urgent_unmet": "紧急需求未满足",
            "over_asked": "单位被多方需要",
            "ambiguous": "候选难分高下",
            "declined": "单位婉拒",
            "changed": "与上一方案不同",
            "single_unit": "仅一家单位可承担",
        }[self.value]


@dataclass(frozen=True, slots=True)
class AgendaBundle:
    """Items of one kind that may be decided in one (一并审议).

    Attributes:
        key: Stable over re-solving: kind and what the items have in common.
        words: One Chinese sentence: what is to be decided about all of them.
    """

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """Something to decide.

    Attributes:
        key: Stable over re-solving: kind and subject.
        kind: See :class:`AgendaKind`.
        words: One Chinese sentence: what is to be decided.
        needs: Ids of the needs it is about.
        resources: Ids of the resources to choose between.
        units: Names of the units concerned.
        bundle: With which others it may be decided in one; ``None`` = by itself.
    """

    key: str
    kind: AgendaKind
    words: str
    needs: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    bundle: AgendaBundle | None = None


_MINUTES = {AgendaKind.URGENT_UNMET: 3, AgendaKind.OVER_ASKED: 3}
_USUAL_MINUTES = 2
_MORE_ITEMS_A_MINUTE = 4


@dataclass(frozen=True, slots=True)
class AgendaPoint:
    """One point of the agenda: an item by itself, or a bundle decided in one.

    Attributes:
        key: Of its item, or of its bundle.
        items: At least one; all of one kind.
    """

    key: str
    items: tuple[AgendaItem, ...]

    @property
    def kind(self) -> AgendaKind:
        """See :class:`AgendaKind`."""
        return self.items[0].kind

    @property
    def words(self) -> str:
        """One Chinese sentence: what is to be decided."""
        first = self.items[0]
        return first.bundle.words if first.bundle and self.key != first.key else first.words

    @property
    def is_bundle(self) -> bool:
        """Whether there are several items."""
        return len(self.items) > 1

    @property
    def minutes(self) -> int:
        """How long it may take, at least 1."""
        if not self.is_bundle:
            return _MINUTES.get(self.kind, _USUAL_MINUTES)
        return _USUAL_MINUTES + (len(self.items) - 1) // _MORE_ITEMS_A_MINUTE


def agenda_points(items: Sequence[AgendaItem]) -> tuple[AgendaPoint, ...]:
    """The items as the meeting takes them: bundles stand where their first item does; one item makes no bundle."""
    together: dict[str, list[AgendaItem]] = {}
    for item in items:
        together.setdefault(item.bundle.key if item.bundle else item.key, []).append(item)
    return tuple(
        AgendaPoint(key if len(those) > 1 else those[0].key, tuple(those))
        for key, those in together.items()
    )


@dataclass(frozen=True, slots=True)
class AgendaRecord:
    """What was decided about an item; printed into the minutes.

    Attributes:
        key: Of the item.
        item: Its words as they stood then.
        decision: What was decided, in words; empty = discussed, nothing decided.
        speakers_for: Who spoke for it.
        speakers_against: Who spoke against it.
        responsible: Who sees to it, or empty.
        remark: Anything else.
        time: Local time with its offset, ISO 8601 to the second; the worker sets it.
        bundle: Key of the bundle that was decided in one; empty = the item by itself.
    """

    key: str
    item: str = ""
    decision: str = ""
    speakers_for: tuple[str, ...] = ()
    speakers_against: tuple[str, ...] = ()
    responsible: str = ""
    remark: str = ""
    time: str = ""
    bundle: str = ""
