"""What people have decided; the plan obeys it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum


class DecisionKind(StrEnum):
    """What was decided."""

    LOCK = "lock"
    """This resource serves this need."""
    FORBID = "forbid"
    """This resource, or this unit, does not serve this need (or any need)."""
    CLAIM = "claim"
    """This unit serves this need, with whichever of its resources fits best (揭榜)."""
    DECLINE = "decline"
    """The unit would rather not: acts like a forbid, and its reason is kept apart (婉拒)."""
    UNIT_MOST = "unit_most"
    """This unit serves at most so many needs in this round."""
    UNIT_LEAST = "unit_least"
    """This unit serves at least so many needs in this round."""
    URGENCY = "urgency"
    """This need counts as so urgent in this round."""

    @property
    def label(self) -> str:
        """The word users read."""
        return {
            "lock": "锁定",
            "forbid": "禁止",
            "claim": "认领",
            "decline": "婉拒",
            "unit_most": "单位上限",
            "unit_least": "单位下限",
            "urgency": "调整紧急程度",
        }[self.value]

    @property
    def shuts_out(self) -> bool:
        """Whether it keeps a resource or unit from a need."""
        return self in (DecisionKind.FORBID, DecisionKind.DECLINE)

    @property
    def asks(self) -> bool:
        """Whether it asks for something to be served, so that it can be impossible."""
        return self in (DecisionKind.LOCK, DecisionKind.CLAIM, DecisionKind.UNIT_LEAST)

    @property
    def limits(self) -> bool:
        """Whether it says how many needs a unit serves, whichever these are."""
        return self in (DecisionKind.UNIT_MOST, DecisionKind.UNIT_LEAST)

    @property
    def how(self) -> str:
        """How a number of needs limits a unit, as users read it; only of kinds that do."""
        return "至多" if self is DecisionKind.UNIT_MOST else "至少"


class DecisionSource(StrEnum):
    """Where a decision came from."""

    HAND = "hand"
    INHERITED = "inherited"
    IMPORTED = "imported"

    @property
    def label(self) -> str:
        """The word users read."""
        return {"hand": "会议决定", "inherited": "沿用上月", "imported": "清单带入"}[self.value]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision.

    Attributes:
        kind: See :class:`DecisionKind`.
        need: Need id; ``None`` for a forbid that concerns every need, and for a unit's maximum or minimum.
        resource: Resource id; required for a lock; ``None`` where ``unit`` is meant.
        unit: Unit name; required for a claim and a unit's maximum or minimum; ``None`` where ``resource`` is
            meant.
        source: See :class:`DecisionSource`.
        reason: Why, in the meeting's words, or empty; required for a decline.
        amount: The unit's maximum (0–1000) or minimum (1–1000), or the urgency (1–5); ``None`` for the other kinds.

    Raises:
        ValueError: The fields do not fit the kind.
    """

    kind: DecisionKind
    need: str | None = None
    resource: str | None = None
    unit: str | None = None
    source: DecisionSource = DecisionSource.HAND
    reason: str = ""
    amount: int | None = None

    def __post_init__(self) -> None:
        if self.kind is DecisionKind.URGENCY:
            _require_urgency(self)
        elif self.kind.limits:
            _require_limit(self)
        else:
            _require_pair(self)

    @property
    def subject(self) -> tuple[str, str | None, str | None, str | None]:
        """What it is about: of two decisions about one subject the later replaces the earlier."""
        apart = self.kind is DecisionKind.URGENCY or self.kind.limits
        return (self.kind.value if apart else "", self.need, self.resource, self.unit)

    @property
    def words(self) -> str:
        """The decision as users read it."""
        if self.kind is DecisionKind.URGENCY:
            return f"{self.kind.label}：{self.need} → {self.amount}级"
        if self.kind.limits:
            return f"{self.kind.label}：{self.unit} {self.kind.how}{self.amount}项"
        whom = self.resource or self.unit or ""
        return f"{self.kind.label}：{self.need or '所有需求'} ↔ {whom}"


_HIGHEST_LIMIT = 1000


def _require_pair(decision: Decision) -> None:
    if decision.amount is not None:
        raise ValueError("only a unit's maximum or minimum and an urgency have an amount")
    if (decision.resource is None) == (decision.unit is None):
        raise ValueError("a decision names a resource or a unit, not both")
    if decision.kind is DecisionKind.LOCK and (decision.need is None or decision.resource is None):
        raise ValueError("a lock names a need and a resource")
    if decision.kind is DecisionKind.CLAIM and (decision.need is None or decision.unit is None):
        raise ValueError("a claim names a need and a unit")
    if decision.kind is DecisionKind.DECLINE and not decision.reason.strip():
        raise ValueError("a decline tells its reason")


def _require_urgency(decision: Decision) -> None:
    alone = decision.resource is None and decision.unit is None
    if decision.need is None or not alone or decision.amount not in range(1, 6):
        raise ValueError("an urgency names a need and a grade of 1 to 5")


def _require_limit(decision: Decision) -> None:
    alone = decision.resource is None and decision.need is None
    lowest = 0 if decision.kind is DecisionKind.UNIT_MOST else 1
    allowed = range(lowest, _HIGHEST_LIMIT + 1)
    if decision.unit is None or not alone or decision.amount not in allowed:
        raise ValueError(f"a unit's limit names a unit and a number of {lowest} to 1000")


def with_decision(
    decisions: Sequence[Decision],
    decision: Decision,
    *,
    revoke: bool = False,
    instead_of: Collection[Decision] = (),
    also: Collection[Decision] = (),
) -> tuple[Decision, ...]:
    """The decisions once one is made or taken back, and others with it; each replaces one about its subject."""
    if also:
        first, *rest = also
        decisions = with_decision(decisions, first, also=rest)
    gone = {(one.kind, one.subject) for one in instead_of}
    if revoke:
        gone.add((decision.kind, decision.subject))
    kept = tuple(one for one in decisions if (one.kind, one.subject) not in gone)
    if revoke:
        return kept
    return (*(one for one in kept if one.subject != decision.subject), decision)
