"""What people have decided; the plan obeys it."""

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

    @property
    def label(self) -> str:
        """The word users read."""
        return {"lock": "锁定", "forbid": "禁止", "claim": "认领"}[self.value]


class DecisionSource(StrEnum):
    """Where a decision came from."""

    HAND = "hand"
    INHERITED = "inherited"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision.

    Attributes:
        kind: See :class:`DecisionKind`.
        need: Need id; ``None`` only for a forbid that concerns every need.
        resource: Resource id; required for a lock; ``None`` where ``unit`` is meant.
        unit: Unit name; required for a claim; ``None`` where ``resource`` is meant.
        source: See :class:`DecisionSource`.
        reason: Why, in the meeting's words, or empty.

    Raises:
        ValueError: The fields do not fit the kind.
    """

    kind: DecisionKind
    need: str | None = None
    resource: str | None = None
    unit: str | None = None
    source: DecisionSource = DecisionSource.HAND
    reason: str = ""

    def __post_init__(self) -> None:
        if (self.resource is None) == (self.unit is None):
            raise ValueError("a decision names a resource or a unit, not both")
        if self.kind is DecisionKind.LOCK and (self.need is None or self.resource is None):
            raise ValueError("a lock names a need and a resource")
        if self.kind is DecisionKind.CLAIM and (self.need is None or self.unit is None):
            raise ValueError("a claim names a need and a unit")

    @property
    def words(self) -> str:
        """The decision as users read it."""
        whom = self.resource or self.unit or ""
        return f"{self.kind.label}：{self.need or '所有需求'} ↔ {whom}"
