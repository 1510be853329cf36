"""What the engine answers: assignments, levels with their bounds, and what was left over."""

from dataclasses import dataclass
from enum import StrEnum

from matcher.domain.categories import Form
from matcher.domain.effects import Backup, NeedShift
from matcher.domain.matching import Part, Reason
from matcher.domain.nearness import LevelWord, level_of
from matcher.domain.projects import Project


class PlanStatus(StrEnum):
    """How good the plan is known to be; it cannot lie."""

    PROVEN_BEST = "proven_best"
    """Every level is proven: there is no better plan."""
    BEST_FOUND = "best_found"
    """The time was up: the bounds say how much better a plan could be."""
    STOPPED = "stopped"
    """The user stopped: likewise."""

    @property
    def label(self) -> str:
        """The words users read."""
        return {
            "proven_best": "已证明：没有更好的方案",
            "best_found": "在限定时间内找到的最好方案",
            "stopped": "已停止：目前找到的最好方案",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Assignment:
    """A resource serves a demand of a need.

    Attributes:
        need: Need id.
        demand: Index of the demand.
        resource: Resource id.
        unit: Unit name.
        form: The demand's form; ``None`` = any.
        times: How many times, at least 1.
        uses: Capacity of the offer taken in all.
        score: 0–1000, of the pair.
        parts: The waterfall of the score.
        flags: What somebody should look at.
    """

    need: str
    demand: int
    resource: str
    unit: str
    form: Form | None
    times: int
    uses: int
    score: int
    parts: tuple[Part, ...]
    flags: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, int, str]:
        """Need, demand, resource, as :attr:`Pair.key`."""
        return (self.need, self.demand, self.resource)

    @property
    def level(self) -> LevelWord:
        """高, 中 or 低: how much the score is to be trusted."""
        return level_of(self.score)


PairTimes = tuple[str, int, str, int]
"""Need, demand, resource, how many times."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the lexicographic objective.

    Attributes:
        name: Stable identifier.
        label: What users read.
        value: What the plan reaches.
        bound: What no plan can exceed (or undercut, when ``maximise`` is false) given the levels before;
            ``None`` when nothing is known yet.
        proven: Whether value and bound meet.
        maximise: Whether more is better.
        measure: What is counted (项, 分 …).
    """

    name: str
    label: str
    value: int
    bound: int | None
    proven: bool
    maximise: bool = True
    measure: str = ""

    @property
    def gap(self) -> int | None:
        """How much better a plan could be at most; ``None`` when unknown, 0 when proven."""
        if self.proven:
            return 0
        return None if self.bound is None else abs(self.bound - self.value)


@dataclass(frozen=True, slots=True)
class Plan:
    """The engine's answer.

    Attributes:
        status: See :class:`PlanStatus`.
        levels: In lexicographic order.
        assignments: Sorted by need, demand, resource.
        seconds: Solver time.
        seed: Random seed used.
        workers: Threads used.
        engine: Which engine gave it.
        before: The pairs of the plan from which changes were counted; ``None`` = there was none.
    """

    status: PlanStatus
    levels: tuple[Level, ...]
    assignments: tuple[Assignment, ...]
    seconds: float
    seed: int
    workers: int
    engine: str = "cp-sat"
    before: tuple[PairTimes, ...] | None = None

    @property
    def pairs(self) -> tuple[PairTimes, ...]:
        """What it assigns, without the words."""
        return tuple((a.need, a.demand, a.resource, a.times) for a in self.assignments)


class Route(StrEnum):
    """Where an unmet need goes next."""

    CARRY_OVER = "carry_over"
    ESCALATE = "escalate"
    WHISTLE = "whistle"
    UPGRADE = "upgrade"
    REPLY = "reply"
    """Nothing further to do but to answer whoever asked (rejected, withdrawn)."""

    @property
    def label(self) -> str:
        """The words users read."""
        return {
            "carry_over": "结转下月",
            "escalate": "上报街道",
            "whistle": "吹哨部门",
            "upgrade": "提级召集",
            "reply": "答复后销号",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Unmet:
    """A need the plan does not meet.

    Attributes:
        need: Need id.
        reason: The deciding reason.
        detail: The facts, Chinese.
        route: The suggested next step.
        nearest: Up to three pairs (resource id, what it lacks).
    """

    need: str
    reason: Reason
    detail: str
    route: Route
    nearest: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Idle:
    """A resource the plan does not use, and why in Chinese."""

    resource: str
    detail: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A plan with everything said about it: what the meeting sees and the workbooks print.

    Attributes:
        plan: The engine's answer.
        projects: What it makes, in the order of the project list.
        unmet: Every need it does not meet.
        idle: Every resource it does not use.
        backups: Who could step in, one for each need that is met, by need.
        changed: Needs treated differently from the plan that was on the table before.
    """

    plan: Plan
    projects: tuple[Project, ...]
    unmet: tuple[Unmet, ...]
    idle: tuple[Idle, ...]
    backups: tuple[Backup, ...] = ()
    changed: tuple[NeedShift, ...] = ()
