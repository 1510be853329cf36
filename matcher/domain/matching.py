"""Who could serve whom: what candidates hand to the model, the checker and the explainer."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matcher.domain.categories import Form
from matcher.domain.nearness import LevelWord, level_of


class Reason(StrEnum):
    """Why a resource cannot serve a need, or why a need is not met."""

    OUT_OF_SCOPE = "out_of_scope"
    NO_RESOURCE = "no_resource"
    CATEGORY = "category"
    FORM = "form"
    SCOPE = "scope"
    TIME = "time"
    EXPIRED = "expired"
    QUALIFICATION = "qualification"
    POPULATION = "population"
    CAPACITY = "capacity"
    BUDGET = "budget"
    UNIT_CAP = "unit_cap"
    SELF_SERVICE = "self_service"
    FORBIDDEN = "forbidden"
    CONSENT = "consent"
    """The owners have not agreed yet."""
    CONFLICT = "conflict"
    """The unit has an interest of its own in it."""
    OUTRANKED = "outranked"
    """Could be served alone, but only by taking from a need that counts more."""
    UNSETTLED = "unsettled"
    """Nothing stands against it; the time was up before the engine had placed it."""

    @property
    def label(self) -> str:
        """The words users read."""
        return _REASON_LABELS[self]


_REASON_LABELS = {
    Reason.OUT_OF_SCOPE: "超出职责",
    Reason.NO_RESOURCE: "无同类资源",
    Reason.CATEGORY: "类别不符",
    Reason.FORM: "形式不符",
    Reason.SCOPE: "不在服务范围",
    Reason.TIME: "时间不合",
    Reason.EXPIRED: "资源已过期",
    Reason.QUALIFICATION: "资质不符",
    Reason.POPULATION: "对象不符",
    Reason.CAPACITY: "容量已满",
    Reason.BUDGET: "经费不足",
    Reason.UNIT_CAP: "单位已达上限",
    Reason.SELF_SERVICE: "不能服务本单位",
    Reason.FORBIDDEN: "会议已禁止",
    Reason.CONSENT: "业主尚未同意",
    Reason.CONFLICT: "利益冲突须回避",
    Reason.OUTRANKED: "让位于更紧急或更匹配的需求",
    Reason.UNSETTLED: "限时内未能排入",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One step of the additive waterfall of a score.

    Attributes:
        name: Stable identifier (``words``, ``category``, ``place`` …).
        label: What users read.
        points: Whole points, may be negative; the parts of a score add up to it.
        note: The facts behind it ("楼道灯 ↔ 电路检修"), or empty.
    """

    name: str
    label: str
    points: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Demand:
    """What a need requires of one form; all demands of a need are served or none.

    Attributes:
        need: Need id.
        index: 0-based position among the need's demands.
        form: Required form; ``None`` = any.
        times: How many times it is wanted in the round, at least 1.
    """

    need: str
    index: int
    form: Form | None
    times: int


@dataclass(frozen=True, slots=True)
class Offer:
    """What a resource can give in the round.

    Attributes:
        resource: Resource id.
        unit: Unit name.
        capacity: In ``measure`` per round; ``None`` = unlimited.
        measure: 次, 件, 元 …
    """

    resource: str
    unit: str
    capacity: int | None
    measure: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A resource that may serve one demand of a need.

    Attributes:
        need: Need id.
        demand: Index of the demand.
        resource: Resource id.
        unit: Unit name of the resource.
        uses: Capacity of the offer taken each time, at least 1 (two sessions of 20 for 40 people; yuan for money).
        score: 0–1000, the sum of ``parts``.
        parts: The waterfall.
        flags: What somebody should look at (时间未注明 …).
        forced: In only because a lock or claim asks for it: words or category alone would not have offered it.
    """

    need: str
    demand: int
    resource: str
    unit: str
    uses: int
    score: int
    parts: tuple[Part, ...]
    flags: tuple[str, ...] = ()
    forced: bool = False

    @property
    def level(self) -> LevelWord:
        """高, 中 or 低: how much the score is to be trusted."""
        return level_of(self.score)

    @property
    def key(self) -> tuple[str, int, str]:
        """Need, demand, resource: what tells pairs apart."""
        return (self.need, self.demand, self.resource)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Why a resource cannot serve a need.

    Attributes:
        need: Need id.
        resource: Resource id.
        reason: The first rule that shuts it out.
        detail: The facts, Chinese: "仅暑期（7、8月）开放；需求为每周三下午".
        likeness: 0–1000, how well the words fit all the same (for "nearest" lists).
    """

    need: str
    resource: str
    reason: Reason
    detail: str
    likeness: int = 0


@dataclass(frozen=True, slots=True)
class NeedWeight:
    """What meeting a need counts for.

    Attributes:
        need: Need id.
        urgency: 1–5.
        weight: At least 1, whole; from waiting time, people reached and who they are.
        note: Why the urgency is not the list's own (overdue), Chinese; empty when it is.
    """

    need: str
    urgency: int
    weight: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class UnitLimit:
    """How many needs a unit may serve in the round.

    Attributes:
        unit: Unit name.
        most: A must; ``None`` = no limit.
        least: A wish: what its yearly commitment asks for by now.
        reserve: Asked only where nobody else can.
    """

    unit: str
    most: int | None
    least: int = 0
    reserve: bool = False


@dataclass(frozen=True, slots=True)
class Timetable:
    """The openings of a resource that holds one event at a time.

    Attributes:
        resource: Resource id.
        room: Events one opening holds, at least 1.
        openings: Days on which it opens in the round, ascending.
        suiting: Of each need that may use it, the positions in ``openings`` that suit the need, ascending.
    """

    resource: str
    room: int
    openings: tuple[date, ...]
    suiting: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class FundLimit:
    """What a fund can give in the round.

    Attributes:
        fund: Its name with the community's, which tells funds apart.
        left: Whole yuan.
    """

    fund: str
    left: int


@dataclass(frozen=True, slots=True)
class Grant:
    """What a fund gives when a need is met, unless a resource of money pays for it.

    Attributes:
        need: Need id.
        fund: See :class:`FundLimit`.
        yuan: Whole yuan, at least 1.
        cap: The most the fund gives to one project of this kind; ``None`` = no limit.
        words: How it comes about, Chinese (预计8万元，自筹2万元).
    """

    need: str
    fund: str
    yuan: int
    cap: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class CommunityShare:
    """A community, whose needs are to be met about as often as those of others.

    Attributes:
        community: Its name.
        needs: Ids of its open needs.
        asked_before: How many needs it had in the months before that are counted.
        met_before: How many of those were met.
    """

    community: str
    needs: tuple[str, ...]
    asked_before: int = 0
    met_before: int = 0


@dataclass(frozen=True, slots=True)
class UnitLoad:
    """A unit, that is to be asked for about as large a part of what it offers as others.

    Attributes:
        unit: Its name.
        offers_before: How many offers of limited capacity it made in the months before that are counted.
        used_before: How much of them was used: per mille of each, added up.
    """

    unit: str
    offers_before: int = 0
    used_before: int = 0


@dataclass(frozen=True, slots=True)
class PastShares:
    """What earlier months add to evenness.

    Attributes:
        communities: Each with what it asked for and got; their ``needs`` are empty.
        units: Each with what it offered and gave.
    """

    communities: tuple[CommunityShare, ...] = ()
    units: tuple[UnitLoad, ...] = ()


NO_PAST = PastShares()


@dataclass(frozen=True, slots=True)
class Candidates:
    """Everything the model is built from; order carries no meaning.

    Attributes:
        needs: One weight for each open need, also for those without any pair.
        demands: Every demand of every open need.
        offers: One for each usable resource.
        limits: One for each unit that offers anything.
        pairs: Who may serve whom.
        exclusions: For each need the nearest resources it may not have, nearest first.
        closed: Needs that do not take part, with why.
        timetables: One for each resource whose openings are few enough to matter.
        funds: One for each fund somebody may draw on.
        grants: At most one for each need.
        shares: Communities to be served evenly; empty = evenness between communities does not count.
        loads: Units to be asked evenly; likewise.
    """

    needs: tuple[NeedWeight, ...]
    demands: tuple[Demand, ...]
    offers: tuple[Offer, ...]
    limits: tuple[UnitLimit, ...]
    pairs: tuple[Pair, ...]
    exclusions: tuple[Exclusion, ...] = ()
    closed: tuple[tuple[str, Reason, str], ...] = ()
    timetables: tuple[Timetable, ...] = ()
    funds: tuple[FundLimit, ...] = ()
    grants: tuple[Grant, ...] = ()
    shares: tuple[CommunityShare, ...] = ()
    loads: tuple[UnitLoad, ...] = ()
