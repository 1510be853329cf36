"""The need list (需求清单): its rows, who raises them and how far they have come.

Typed values stand beside the raw words; a value that could not be understood is ``None`` or empty
and its words stay in ``raw``. Money is whole yuan everywhere inside the program.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matcher.domain.amounts import Amount
from matcher.domain.categories import Category, Form, category_text
from matcher.domain.cells import Origin, Raw
from matcher.domain.merged import Child
from matcher.domain.times import Windows
from matcher.domain.words import title_with_detail


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
    def category_text(self) -> str:
        """The category as known, else in the list's own words."""
        return category_text(self.category, self.category_words)

    @property
    def text(self) -> str:
        """Title and detail: what similarity reads."""
        return title_with_detail(self.title, self.detail)
