"""Why a resource serves a need, why not, and the smallest widening that would let it."""

from dataclasses import dataclass
from enum import StrEnum

from matcher.domain.effects import Effect
from matcher.domain.matching import Reason
from matcher.domain.plan import Assignment, Unmet


@dataclass(frozen=True, slots=True)
class LevelShare:
    """What a pair gives one level of the plan.

    Attributes:
        name: Stable identifier of the level.
        label: What users read.
        amount: Its part of the level's value; show it with :func:`counted`. 0 = nothing.
        measure: What is counted.
        words: One Chinese sentence ("满足 1 项紧急程度5级需求"); empty when it gives nothing.
    """

    name: str
    label: str
    amount: int
    measure: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class WhyThis:
    """Why a resource serves a need in the plan on the table.

    Attributes:
        assignment: The pair as planned; ``assignment.parts`` is the waterfall and adds up to its ``score``.
        shares: What it gives each level, in lexicographic order; only the level of the need's own urgency among
            the urgency levels. A need met by several pairs shares its value in whole numbers: the shares of all
            pairs of the plan add up to the level.
        instead_of: Other candidates of this demand, best score first (at most three): resource id and why the
            plan does not use it here, Chinese.
        words: One Chinese sentence.
    """

    assignment: Assignment
    shares: tuple[LevelShare, ...]
    instead_of: tuple[tuple[str, str], ...] = ()
    words: str = ""


class Standing(StrEnum):
    """How a resource stands to a need."""

    SERVES = "serves"
    """The plan uses it."""
    EXCLUDED = "excluded"
    """Facts of the lists, or a forbid, shut it out."""
    OUTRANKED = "outranked"
    """It may serve; the plan as a whole is better (or equal and fixed so) without."""
    IMPOSSIBLE = "impossible"
    """It may serve, but the decisions and limits leave no plan with it."""

    @property
    def label(self) -> str:
        """The words users read."""
        return {
            "serves": "已在方案中",
            "excluded": "不能对接",
            "outranked": "可以对接，方案另有更好安排",
            "impossible": "与会议决定或容量冲突",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that shuts a resource out of a need.

    Attributes:
        reason: Which rule.
        detail: The facts, Chinese: "仅暑期（7、8月）开放；需求为每周三下午".
    """

    reason: Reason
    detail: str


class RelaxationKind(StrEnum):
    """What could be made wider."""

    CAPACITY = "capacity"
    UNIT_MOST = "unit_most"
    SPLIT = "split"
    TIME = "time"
    BUDGET = "budget"
    QUALIFICATION = "qualification"
    SCOPE = "scope"
    POPULATION = "population"
    FORM = "form"
    VALIDITY = "validity"
    CONSENT = "consent"
    CONFLICT = "conflict"
    """A strict rule on conflicts of interest not applied."""
    DECISION = "decision"
    """A forbid, lock or claim taken back."""

    @property
    def label(self) -> str:
        """The word users read."""
        return _RELAXATION_LABELS[self.value]


_RELAXATION_LABELS = {
    "capacity": "容量",
    "unit_most": "单位上限",
    "split": "承担家数",
    "time": "时间",
    "budget": "经费",
    "qualification": "资质",
    "scope": "服务范围",
    "population": "服务对象",
    "form": "资源形式",
    "validity": "有效期",
    "consent": "产权人同意",
    "conflict": "利益冲突规则",
    "decision": "会议决定",
}


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A smallest widening that would let a resource serve a need; verified by solving again.

    Attributes:
        kind: See :class:`RelaxationKind`.
        subject: What is widened: a resource id, a unit name, a need id, or the words of a decision.
        amount: How much: places, projects of the unit, yuan; 0 where it is no number.
        words: Chinese: "若 A 单位多 1 个名额", "若时间放宽到每周六", "若预算 +0.2 万元".
        effect: Against the plan on the table, with the widening and the pair in force: no level before the
            changes gets worse unless ``free`` is false.
        free: Whether nobody loses by it: with the widening a plan holds the pair and is as good in every level
            about needs met.
    """

    kind: RelaxationKind
    subject: str
    amount: int
    words: str
    effect: Effect
    free: bool = True


@dataclass(frozen=True, slots=True)
class Instead:
    """Whom a resource (or its unit) serves instead: "A 得到它，B 没有——因为".

    Attributes:
        need: The need that got it.
        resource: Resource id.
        times: How many times.
        words: Chinese: why this need and not the one asked about.
    """

    need: str
    resource: str
    times: int
    words: str


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why a resource does not serve a need, and what would change it.

    Attributes:
        need: Need id.
        resource: Resource id.
        standing: See :class:`Standing`; never ``SERVES``.
        score: Score of the pair, 0–1000; for an excluded one how well the words fit.
        facts: What shuts it out, every rule that does; empty unless excluded.
        effect: What forcing it would do; ``None`` when facts shut it out. Its ``impossible`` tells why there is
            no plan with it.
        relaxations: The smallest widenings that would allow it, the smallest first; empty when none of those
            tried does.
        instead: Whom the resource serves instead; empty when it is idle.
        words: One Chinese sentence that answers the question.
    """

    need: str
    resource: str
    standing: Standing
    score: int
    facts: tuple[Fact, ...] = ()
    effect: Effect | None = None
    relaxations: tuple[Relaxation, ...] = ()
    instead: tuple[Instead, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer to "why this" or "why not that".

    Attributes:
        need: The need asked about.
        resource: The resource asked about; ``None`` = the need as a whole.
        served: One for each pair of the plan it is about; empty when the plan has none.
        refused: Why not: the resource asked about, or the nearest three of a need that is not met.
        unmet: Reason, facts and suggested route of a need that is not met; ``None`` when it is.
        words: One Chinese sentence.
    """

    need: str
    resource: str | None
    served: tuple[WhyThis, ...] = ()
    refused: tuple[WhyNot, ...] = ()
    unmet: Unmet | None = None
    words: str = ""
