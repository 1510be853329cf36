"""The nouns of the three lists: needs, resources, member units, projects.

Typed values stand beside the raw words; a value that could not be understood is ``None`` or empty
and its words stay in ``raw``. Money is whole yuan everywhere inside the program.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matcher.domain.cells import Origin, Raw
from matcher.domain.times import Windows


class Form(StrEnum):
    """What shape a resource has (资源形式); a need may ask for several at once."""

    SITE = "site"
    TALENT = "talent"
    MONEY = "money"
    GOODS = "goods"
    SERVICE = "service"
    WORKS = "works"
    INFO = "info"
    POST = "post"

    @property
    def label(self) -> str:
        """The word users read."""
        return _FORM_LABELS[self]


_FORM_LABELS = {
    Form.SITE: "场地",
    Form.TALENT: "人才",
    Form.MONEY: "资金",
    Form.GOODS: "物资",
    Form.SERVICE: "服务",
    Form.WORKS: "工程",
    Form.INFO: "信息",
    Form.POST: "岗位",
}


class ApplicantType(StrEnum):
    """Who raises a need (需求主体类型)."""

    RESIDENT = "resident"
    DISTRICT_UNIT = "district_unit"
    MARKET_ENTITY = "market_entity"
    COMMUNITY = "community"

    @property
    def label(self) -> str:
        """The word users read."""
        return {
            "resident": "居民",
            "district_unit": "驻区单位",
            "market_entity": "市场主体",
            "community": "社区",
        }[self.value]


class Certainty(StrEnum):
    """How sure a number read from words is."""

    EXACT = "exact"
    ABOUT = "about"
    """约50人, 3万左右."""
    AT_LEAST = "at_least"
    """100余人."""
    AT_MOST = "at_most"
    """不超过50人."""
    RANGE = "range"
    """2-3次: ``value`` is the lower end, ``high`` the upper."""
    UNLIMITED = "unlimited"
    """不限: ``value`` is ``None``."""
    SOME = "some"
    """若干: ``value`` is ``None``."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of something, with how sure it is.

    Attributes:
        value: The number, never negative; ``None`` for 若干 and 不限.
        measure: The counting word as written (次, 人, 件, 户 …), or empty.
        certainty: See :class:`Certainty`.
        high: Upper end of a range; ``None`` otherwise.
        per: ``week``, ``month``, ``quarter`` or ``year`` for a frequency; empty for a plain count.
        words: The words it was read from.
    """

    value: int | None
    measure: str = ""
    certainty: Certainty = Certainty.EXACT
    high: int | None = None
    per: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Category:
    """A place in the two-level taxonomy of domains; ``l2`` is empty where only the first is known."""

    l1: str
    l2: str = ""

    def __str__(self) -> str:
        return f"{self.l1}/{self.l2}" if self.l2 else self.l1


class NeedStatus(StrEnum):
    """How far a need has come (the states a month can begin or end with)."""

    OPEN = "open"
    REJECTED = "rejected"
    OUT_OF_SCOPE = "out_of_scope"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The word users read."""
        return {
            "open": "待对接",
            "rejected": "不予受理",
            "out_of_scope": "属物业或职能职责",
            "withdrawn": "已撤回",
        }[self.value]


class Consent(StrEnum):
    """Whether the owners (业主) agree, where they have to be asked."""

    WAITING = "waiting"
    """Needed and not there yet."""
    GIVEN = "given"

    @property
    def label(self) -> str:
        """The word users read."""
        return {"waiting": "待业主同意", "given": "业主已同意"}[self.value]


@dataclass(frozen=True, slots=True)
class Child:
    """A row merged into another, kept for the reply to whoever wrote it.

    Attributes:
        origin: Its row.
        applicant: Who asked, or empty.
        raw: Its own cell texts.
    """

    origin: Origin
    applicant: str
    raw: Raw


@dataclass(frozen=True, slots=True)
class Need:
    """One row of the need list (需求清单).

    Attributes:
        id: ``XQ-202606-西站-007``: month of origin, community, number; of a row of a blank list the id it carries,
            ``XQ-202606-K7Q2-001-Z``; stable over re-import and carry-over.
        title: 需求名称, never empty.
        community: 所属社区, or empty when the list does not say.
        origin: Where it stands; ``None`` when typed in the program.
        need_no: The list's own number, or empty.
        applicant_type: ``None`` when not told or not understood.
        applicant: 需求单位(人), or empty.
        detail: 具体内容, or empty.
        category: As the list says, or as confirmed; ``None`` when blank (a suggestion is not a fact).
        category_words: The list's own words for it.
        forms: Forms all of which are required; empty = any one form will do.
        population: Words for whom it is (老年人 …); empty = everybody.
        beneficiaries: 受益人数.
        quantity: 需求数量; ``None`` counts as once.
        urgency: 1 (常) … 5 (急).
        urgency_words: The list's own words for it.
        times: 期望时间; empty = not told.
        time_words: The list's own words for it.
        place: 服务地点, or empty.
        budget_yuan: 预计经费 in yuan.
        skills: 资质要求, one word group each.
        contact: 联系人, or empty.
        phones: Digits only, with ``-`` before an extension.
        collected_on: 征集日期.
        remark: 备注, or empty.
        status: Only ``OPEN`` needs take part in matching.
        status_reason: Why not open (物业职责 …), or empty.
        months_waited: Rounds it was carried over, 0 when new.
        lead_unit: In a combined sheet: who has claimed it as lead, or empty.
        coop_units: In a combined sheet: who cooperates.
        merged: Rows that said the same and were merged into this one.
        raw: Cell texts of the mapped columns, by field code.
        extra: Cell texts of the other columns, by header.
        absent: Whether the file it came from was read again and no longer holds it; it stays all the same.
        grid: 网格 or 小区 within the community, or empty.
        own_yuan: 自筹 in yuan: what need not come from a fund; ``None`` = not told.
        consent: Whether the owners agree; ``None`` = they need not be asked, or nothing is told.
        confirmed: What somebody confirmed in the program because the list leaves it blank or unclear:
            ``category``, ``forms``. The list's own word wins once it has one.
    """

    id: str
    title: str
    community: str = ""
    origin: Origin | None = None
    need_no: str = ""
    applicant_type: ApplicantType | None = None
    applicant: str = ""
    detail: str = ""
    category: Category | None = None
    category_words: str = ""
    forms: tuple[Form, ...] = ()
    population: tuple[str, ...] = ()
    beneficiaries: Amount | None = None
    quantity: Amount | None = None
    urgency: int = 1
    urgency_words: str = ""
    times: Windows = ()
    time_words: str = ""
    place: str = ""
    budget_yuan: int | None = None
    skills: tuple[str, ...] = ()
    contact: str = ""
    phones: tuple[str, ...] = ()
    collected_on: date | None = None
    remark: str = ""
    status: NeedStatus = NeedStatus.OPEN
    status_reason: str = ""
    months_waited: int = 0
    lead_unit: str = ""
    coop_units: tuple[str, ...] = ()
    merged: tuple[Child, ...] = ()
    raw: Raw = ()
    extra: Raw = ()
    absent: bool = False
    grid: str = ""
    own_yuan: int | None = None
    consent: Consent | None = None
    confirmed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.urgency <= 5:
            raise ValueError("urgency is 1 to 5")

    @property
    def text(self) -> str:
        """Title and detail: what similarity reads."""
        return (
            f"{self.title}。{self.detail}"
            if self.detail and self.detail != self.title
            else self.title
        )


@dataclass(frozen=True, slots=True)
class Resource:
    """One row of the resource list (资源清单).

    Attributes:
        id: ``ZY-202606-012``, or the id a row of a blank list carries (``ZY-202606-K7Q2-001-3``); stable over
            re-import and carry-over.
        unit: The member unit's name as the unit list has it, or as written when unknown there.
        title: 资源名称, never empty.
        origin: Where it stands; ``None`` when typed in the program.
        res_no: The list's own number, or empty.
        unit_type: 单位性质 in the list's words, or empty.
        detail: 资源内容, or empty.
        category: As the list says, or as confirmed; ``None`` when blank.
        category_words: The list's own words for it.
        forms: What it is; empty = not told.
        scope: Communities it serves; empty = the whole street.
        population: Words for whom it is; empty = everybody.
        population_excluded: Words for whom it is not (仅限党员 excludes everybody else: see ``population_only``).
        population_only: Whether ``population`` shuts everybody else out.
        capacity_total: 可服务次数 while it is valid.
        capacity_per_round: 频次, how often in one round.
        people_per_time: 每次可服务人数.
        times: 可用时段; empty = not told.
        time_words: The list's own words for it.
        valid_from: First day of validity; ``None`` = no lower end.
        valid_to: Last day of validity; ``None`` = no upper end.
        place: 地点, or empty.
        amount_yuan: 资金/物资额度 in yuan.
        qualifications: 资质, one word group each.
        conditions: 使用条件, or empty.
        contact: 联系人, or empty.
        phones: Digits only, with ``-`` before an extension.
        remark: 备注, or empty.
        withdrawn: Whether the unit took it back.
        merged: Rows that said the same and were merged into this one.
        raw: Cell texts of the mapped columns, by field code.
        extra: Cell texts of the other columns, by header.
        absent: Whether the file it came from was read again and no longer holds it; it stays all the same.
        confirmed: What somebody confirmed in the program because the list leaves it blank or unclear:
            ``category``, ``forms``. The list's own word wins once it has one.
    """

    id: str
    unit: str
    title: str
    origin: Origin | None = None
    res_no: str = ""
    unit_type: str = ""
    detail: str = ""
    category: Category | None = None
    category_words: str = ""
    forms: tuple[Form, ...] = ()
    scope: tuple[str, ...] = ()
    population: tuple[str, ...] = ()
    population_excluded: tuple[str, ...] = ()
    population_only: bool = False
    capacity_total: Amount | None = None
    capacity_per_round: Amount | None = None
    people_per_time: Amount | None = None
    times: Windows = ()
    time_words: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    place: str = ""
    amount_yuan: int | None = None
    qualifications: tuple[str, ...] = ()
    conditions: str = ""
    contact: str = ""
    phones: tuple[str, ...] = ()
    remark: str = ""
    withdrawn: bool = False
    merged: tuple[Child, ...] = ()
    raw: Raw = ()
    extra: Raw = ()
    absent: bool = False
    confirmed: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Title and detail: what similarity reads."""
        return (
            f"{self.title}。{self.detail}"
            if self.detail and self.detail != self.title
            else self.title
        )


@dataclass(frozen=True, slots=True)
class Unit:
    """One row of the member unit list (成员单位清单).

    Attributes:
        name: Full name; what resources and plans refer to.
        aliases: Short and former names.
        origin: Where it stands; ``None`` when typed in or only seen in another list.
        unit_type: 单位性质, or empty.
        communities: Communities it is paired with; empty = none in particular.
        part_time_member: 兼职委员, or empty.
        contact: 联络员, or empty.
        phones: Digits only.
        annual_commitment: Projects promised for the year; ``None`` = no promise known.
        round_cap: Most projects in one round; ``None`` = the default of the options.
        joined_on: 加入日期.
        active: Whether it is still a member (在册).
        remark: 备注, or empty.
        raw: Cell texts of the mapped columns, by field code.
        extra: Cell texts of the other columns, by header.
        absent: Whether the file it came from was read again and no longer holds it; it stays all the same.
        reserve: 后备单位: asked only where nobody else can.
    """

    name: str
    aliases: tuple[str, ...] = ()
    origin: Origin | None = None
    unit_type: str = ""
    communities: tuple[str, ...] = ()
    part_time_member: str = ""
    contact: str = ""
    phones: tuple[str, ...] = ()
    annual_commitment: int | None = None
    round_cap: int | None = None
    joined_on: date | None = None
    active: bool = True
    remark: str = ""
    raw: Raw = ()
    extra: Raw = ()
    absent: bool = False
    reserve: bool = False


@dataclass(frozen=True, slots=True)
class Project:
    """One row of the project service list (项目服务清单), imported or planned.

    Attributes:
        id: ``XM-202606-003``.
        title: 项目名称.
        community: 所属社区, or empty.
        origin: Where it stands; ``None`` when planned here.
        need_ids: Needs it meets: ids for a planned project, the list's own words for an imported one.
        resource_ids: Resources it uses, likewise.
        content: 服务内容.
        population: 服务对象 in words, or empty.
        beneficiaries: 受益人数 in people; ``None`` when unknown.
        lead_unit: 牵头单位; empty only in an imported list that does not say.
        coop_units: 配合单位.
        leader: 责任人, or empty.
        community_contact: 社区对接人 with phone, or empty.
        unit_contact: 单位联络员 with phone, or empty.
        planned_start: Planned first day.
        planned_end: Deadline.
        times: How often.
        budget_yuan: In yuan; ``None`` when unknown.
        fund_source: 资金来源, or empty.
        status: 进展情况 in words.
        finished_on: 办结日期.
        rating: 满意度 in words, or empty.
        decision: 审议意见, or empty.
        remark: 备注, or empty.
        raw: Cell texts of the mapped columns, by field code.
        extra: Cell texts of the other columns, by header.
        time_words: When, in the lists' own words (每周三下午), or empty.
        absent: Whether the file it came from was read again and no longer holds it; it stays all the same.
    """

    id: str
    title: str
    community: str = ""
    origin: Origin | None = None
    need_ids: tuple[str, ...] = ()
    resource_ids: tuple[str, ...] = ()
    content: str = ""
    population: str = ""
    beneficiaries: int | None = None
    lead_unit: str = ""
    coop_units: tuple[str, ...] = ()
    leader: str = ""
    community_contact: str = ""
    unit_contact: str = ""
    planned_start: date | None = None
    planned_end: date | None = None
    times: int | None = None
    budget_yuan: int | None = None
    fund_source: str = ""
    status: str = ""
    finished_on: date | None = None
    rating: str = ""
    decision: str = ""
    remark: str = ""
    raw: Raw = ()
    extra: Raw = ()
    time_words: str = ""
    absent: bool = False
