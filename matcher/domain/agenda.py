"""What the joint meeting has to decide, and what it decided, for the minutes."""

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
class AgendaItem:
    """Something to decide.

    Attributes:
        key: Stable over re-solving: kind and subject.
        kind: See :class:`AgendaKind`.
        words: One Chinese sentence: what is to be decided.
        needs: Ids of the needs it is about.
        resources: Ids of the resources to choose between.
        units: Names of the units concerned.
    """

    key: str
    kind: AgendaKind
    words: str
    needs: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


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
    """

    key: str
    item: str = ""
    decision: str = ""
    speakers_for: tuple[str, ...] = ()
    speakers_against: tuple[str, ...] = ()
    responsible: str = ""
    remark: str = ""
    time: str = ""
