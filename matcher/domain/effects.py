"""How two plans differ: level by level, need by need; and what a plan leans on."""

from dataclasses import dataclass
from enum import StrEnum

from matcher.domain.clashes import Clash


@dataclass(frozen=True, slots=True)
class Supply:
    """A resource that serves a need in a plan.

    Attributes:
        resource: Resource id.
        unit: Unit name.
        times: How many times in all, at least 1.
    """

    resource: str
    unit: str
    times: int = 1


class ShiftKind(StrEnum):
    """What becomes of a need from one plan to another."""

    GAINS = "gains"
    """Met now, not before."""
    LOSES = "loses"
    """Met before, no longer."""
    MOVES = "moves"
    """Met by others, or by the same in other numbers."""

    @property
    def label(self) -> str:
        """The word users read."""
        return {"gains": "新满足", "loses": "不再满足", "moves": "换了承担方"}[self.value]


@dataclass(frozen=True, slots=True)
class NeedShift:
    """A need that two plans treat differently.

    Attributes:
        need: Need id.
        kind: See :class:`ShiftKind`.
        before: Who served it, sorted by resource; empty = nobody.
        after: Who serves it then, likewise.
    """

    need: str
    kind: ShiftKind
    before: tuple[Supply, ...]
    after: tuple[Supply, ...]


@dataclass(frozen=True, slots=True)
class LevelShift:
    """A level of the objective in two plans.

    Attributes:
        name: Stable identifier.
        label: What users read.
        before: Its value; ``None`` where the plan before was not measured by it.
        after: Its value then.
        maximise: Whether more is better.
        measure: What is counted (项, 1/60分 …); show numbers with :func:`counted`.
        proven: Whether ``after`` is proven to be the best there is.
    """

    name: str
    label: str
    before: int | None
    after: int
    maximise: bool = True
    measure: str = ""
    proven: bool = True

    @property
    def better(self) -> int:
        """How much better it becomes; negative = worse, 0 = the same or unknown."""
        if self.before is None:
            return 0
        return (self.after - self.before) * (1 if self.maximise else -1)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does to the plan on the table.

    Attributes:
        levels: Every level before and after, in lexicographic order, without the fixed tie-break.
        shifts: Needs treated differently: those that gain, then lose, then move, each by id.
        proven: Whether the plan after is proven: no plan under the change is better with fewer changes.
        words: One Chinese sentence ("变动 3 项：多满足 1 项，少满足 0 项，2 项换了承担方").
        impossible: Chinese: why no plan obeys the change, with ways out, or that none was found in time
            (:attr:`is_open`); empty when one does. Then the other fields are empty.
        seconds: How long it took.
        clash: The decisions that cannot be kept, where they are what stands against the change.
    """

    levels: tuple[LevelShift, ...] = ()
    shifts: tuple[NeedShift, ...] = ()
    proven: bool = True
    words: str = ""
    impossible: str = ""
    seconds: float = 0.0
    clash: Clash | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is not known: no plan was found in time, and none was ruled out."""
        return bool(self.impossible) and not self.proven

    def of(self, kind: ShiftKind) -> tuple[str, ...]:
        """Ids of the needs that gain, lose or move."""
        return tuple(shift.need for shift in self.shifts if shift.kind is kind)


@dataclass(frozen=True, slots=True)
class Backup:
    """Who could step in for a need that is met (备选), though the plan has it served otherwise.

    Attributes:
        need: Need id.
        resources: Resource ids of other units or resources with room left for it, the best first; at most three.
        units: Their units, in the same order.
        alone: Whether every resource that could serve it belongs to one unit: if that unit drops out, nobody can.
        unit: That unit; empty unless ``alone``.
    """

    need: str
    resources: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    alone: bool = False
    unit: str = ""
