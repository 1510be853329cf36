"""公示表: the project list as it may be posted, in a file of its own that holds nothing else.

What is not to be seen is never written: no contacts, no remarks, no needs' own texts beside the title; texts are
scrubbed of numbers, addresses and of every name that stands in a name column of the month.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from matcher.domain import Project, Round, month_words
from matcher.export.columns import planned
from matcher.export.look import OFFICE_FONTS, Fonts, Style
from matcher.export.privacy import names_in, scrub, small_group
from matcher.export.result import heading, matched
from matcher.export.single import write_single
from matcher.export.table import Column

NOTICE = (
    "公示时间：　　年　　月　　日至　　年　　月　　日。对以上项目有异议的，请在公示期内以书面形式实名反映。"
    "受理单位：　　　　　　　　　　联系电话：　　　　　　　　　　地址：　　　　　　　　　　"
)


@dataclass(frozen=True, slots=True)
class Notice:
    """One line of the posted list; every text already scrubbed.

    Attributes:
        project: Number.
        community: 所属社区.
        title: 项目名称.
        content: 服务内容.
        population: 服务对象.
        people: 受益人数, small groups not told.
        lead: 牵头单位.
        others: 配合单位.
        when: 计划时间.
    """

    project: str
    community: str
    title: str
    content: str
    population: str
    people: str
    lead: str
    others: str
    when: str


NOTICES: tuple[Column[Notice], ...] = (
    Column("项目编号", 14, lambda n: n.project, Style.CENTRE),
    Column("所属社区", 12, lambda n: n.community, Style.CENTRE),
    Column("项目名称", 26, lambda n: n.title),
    Column("服务内容", 46, lambda n: n.content),
    Column("服务对象", 12, lambda n: n.population, Style.CENTRE),
    Column("受益人数", 10, lambda n: n.people, Style.CENTRE),
    Column("牵头单位", 18, lambda n: n.lead, Style.CENTRE),
    Column("配合单位", 18, lambda n: n.others, Style.CENTRE),
    Column("计划时间", 18, lambda n: n.when, Style.CENTRE),
)


def write_public(
    round_: Round,
    folder: Path,
    *,
    office: str = "",
    filled_on: date | None = None,
    fonts: Fonts = OFFICE_FONTS,
) -> Path:
    """Write the list as it may be posted.

    Args:
        round_: With an outcome.
        folder: Made when missing.
        office: 填报单位; empty = left to be written by hand.
        filled_on: 填报日期; ``None`` = left to be written by hand.
        fonts: Names and sizes.

    Raises:
        CannotWrite: The file could not be written.
        InputError: The round has not been matched yet.
    """
    outcome = matched(round_)
    names = names_in(round_.lists)
    title = f"{month_words(round_.month)}项目服务清单公示表"
    return write_single(
        folder,
        f"{month_words(round_.month)}-项目服务清单-公示.xlsx",
        "公示表",
        heading(title, office, filled_on),
        NOTICES,
        [notice_of(project, names) for project in outcome.projects],
        month=round_.month,
        fonts=fonts,
        signature=NOTICE,
    )


def notice_of(project: Project, names: frozenset[str]) -> Notice:
    """A project as it may be posted."""
    return Notice(
        project=project.id,
        community=project.community,
        title=scrub(project.title, names=names),
        content=scrub(project.content, names=names),
        population=scrub(project.population, names=names),
        people=small_group(project.beneficiaries),
        lead=project.lead_unit,
        others="\n".join(project.coop_units),
        when=scrub(planned(project), names=names),
    )
