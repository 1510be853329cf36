"""What the joint meeting asks and gets told: why, why not, what would help, what it would cost."""

from dataclasses import dataclass
from enum import StrEnum

from matcher.domain.effects import Effect, LevelShift, NeedShift
from matcher.domain.matching import Reason
from matcher.domain.plan import Assignment, Unmet

# -- why, why not


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


# -- what would help


class UnlockKind(StrEnum):
    """What there could be one more of."""

    RESOURCE = "resource"
    """A resource of a kind (再找 2 名理发师)."""
    PLACE = "place"
    """A time (次) of a resource there is."""
    HOUR = "hour"
    """A resource at another time as well."""
    QUALIFICATION = "qualification"
    """A qualification for a resource there is."""
    FUND = "fund"
    """A sum of money."""
    UNIT_PLACE = "unit_place"
    """A project more for a unit."""

    @property
    def label(self) -> str:
        """The word users read."""
        return {
            "resource": "新资源",
            "place": "名额",
            "hour": "时段",
            "qualification": "资质",
            "fund": "资金",
            "unit_place": "单位上限",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Unlock:
    """Something more there could be, and what it would do; by exact solving, not by guessing.

    Attributes:
        kind: See :class:`UnlockKind`.
        subject: A resource id, a unit name, or a category in words for a new resource.
        amount: How many more: resources, times, yuan, projects; 1 for an hour or a qualification.
        words: Chinese: "再找 2 名理发师，可多满足 5 项".
        gained: Needs then met that are not met now, by id.
        lost: Needs then unmet that are met now, by id; a more urgent one was served with what it held.
        levels: Every level before and after.
        proven: Whether the plan it was read from is proven.
    """

    kind: UnlockKind
    subject: str
    amount: int
    words: str
    gained: tuple[str, ...]
    lost: tuple[str, ...] = ()
    levels: tuple[LevelShift, ...] = ()
    proven: bool = True

    @property
    def net(self) -> int:
        """How many more needs are met."""
        return len(self.gained) - len(self.lost)


@dataclass(frozen=True, slots=True)
class UnlockPair:
    """Two of the best unlocks together.

    Attributes:
        first: Place of the one in :attr:`UnlockList.unlocks`.
        second: Place of the other.
        gained: Needs met with both that are not met now.
        lost: Needs met now that would not be.
        words: Chinese.
    """

    first: int
    second: int
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class UnlockList:
    """What would help most, the most helpful first.

    Attributes:
        unlocks: Those that let more needs be met; may be empty.
        pairs: The best five, two by two; only those where both together do more than each alone.
        tried: How many changes were tried.
        words: One Chinese sentence on the whole.
    """

    unlocks: tuple[Unlock, ...] = ()
    pairs: tuple[UnlockPair, ...] = ()
    tried: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class Precheck:
    """Arithmetic that shows before solving that not everything can be met.

    Attributes:
        category: In words; empty = any.
        community: Empty = any.
        time: In words ("周六"); empty = any.
        demand: Times wanted.
        supply: Times there are; ``None`` = unlimited.
        short: Times missing, at least 1: no plan whatever can serve that many.
        needs: Ids of the needs that count to the demand.
        resources: Ids of the resources that count to the supply.
        words: Chinese: "理发（西站，周六）：需要 6 次，最多 4 次，至少 2 次无法安排".
    """

    category: str
    community: str
    time: str
    demand: int
    supply: int | None
    short: int
    needs: tuple[str, ...]
    resources: tuple[str, ...]
    words: str


# -- what changing costs


@dataclass(frozen=True, slots=True)
class PricePoint:
    """The best plan with at most so many changes.

    Attributes:
        changes: Pairs that differ from the plan on the table, at most.
        levels: Every level but the changes, before and after.
        shifts: Needs treated differently.
        proven: Whether it is proven to be the best with so many changes.
        words: Chinese: "改 2 处：多满足 1 项".
    """

    changes: int
    levels: tuple[LevelShift, ...]
    shifts: tuple[NeedShift, ...]
    proven: bool
    words: str


@dataclass(frozen=True, slots=True)
class ChangePrices:
    """Quality against the number of changes.

    Attributes:
        points: From the fewest changes possible on; ends where more changes bring nothing more.
        least: Fewest changes any plan needs that obeys the decisions; 0 = the plan on the table does.
        words: One Chinese sentence.
    """

    points: tuple[PricePoint, ...]
    least: int
    words: str = ""


# -- schemes, confirming, agenda


@dataclass(frozen=True, slots=True)
class SchemeDifference:
    """What two schemes do differently.

    Attributes:
        first: Name of the one; empty = the plan on the table.
        second: Name of the other; likewise.
        levels: Every level, ``before`` = first, ``after`` = second.
        shifts: Needs they treat differently; ``before`` = first.
        decisions_first: Words of the decisions only the first has.
        decisions_second: Words of the decisions only the second has.
        words: One Chinese sentence.
    """

    first: str
    second: str
    levels: tuple[LevelShift, ...]
    shifts: tuple[NeedShift, ...]
    decisions_first: tuple[str, ...]
    decisions_second: tuple[str, ...]
    words: str


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
