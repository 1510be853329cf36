"""The project service list (项目服务清单), imported or planned."""

from dataclasses import dataclass
from datetime import date

from matcher.domain.cells import Origin, Raw


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
