"""会议议程: the items in their order, with what is to be said about each."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matcher.domain import NeedStatus, Reason, Route, counted_urgencies
from matcher.domain.papers import PaperKind
from matcher.export.look import PORTRAIT_PAGE, Style
from matcher.export.papers.changes import change_rows
from matcher.export.papers.layout import ListPaper
from matcher.export.papers.material import Material
from matcher.export.table import Column

_CENTRE = Style.CENTRE
_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Item:
    """One item.

    Attributes:
        number: 一, 二 …
        title: What it is about.
        points: What is to be said, figures included.
        speaker: Who speaks to it.
        minutes: How long it may take.
    """

    number: str
    title: str
    points: str
    speaker: str
    minutes: int


_NUMBERS = "一二三四五六七八九十"


def agenda_rows(material: Material, _subject: str = "") -> Sequence[Item]:
    """The items; those there is nothing to say about are left out."""
    found = [entry for entry in _items(material) if entry[1]]
    return [
        Item(_NUMBERS[at], title, points, speaker, minutes)
        for at, (title, points, speaker, minutes) in enumerate(found)
    ]


def _items(material: Material) -> Iterator[tuple[str, str, str, int]]:
    chair = material.office.chair or "主持人"
    yield "通报本月需求和资源征集情况", _collected(material), "联席会办公室", 5
    yield "审议项目服务清单", _planned(material), chair, 20
    yield "研究紧急而未对接的需求", _urgent(material), "有关社区", 15
    yield "研究需要上报、吹哨、提级的需求", _routed(material), "有关社区", 10
    yield "讨论仅一家单位可承担的项目", _alone(material), "有关单位", 5
    yield "动员认领闲置资源和未对接需求（揭榜）", _open(material), "各成员单位", 10
    yield "通报与上一版清单相比的变动", _changes(material), "联席会办公室", 5
    yield (
        "确认项目服务清单，明确牵头、配合单位和完成时限",
        "与会单位确认，会后印发任务派单",
        chair,
        5,
    )


def _collected(material: Material) -> str:
    lists = material.round.lists
    communities = len({need.community for need in lists.needs if need.community})
    units = len({item.unit for item in lists.resources})
    merged = sum(len(need.merged) for need in lists.needs)
    joined = f"，合并同类{merged}条" if merged else ""
    return (
        f"{communities}个社区提出需求{len(lists.needs)}项{joined}；"
        f"{units}个单位提供资源{len(lists.resources)}项"
    )


def _planned(material: Material) -> str:
    plan, projects = material.outcome.plan, material.outcome.projects
    units = {unit for item in projects for unit in (item.lead_unit, *item.coop_units)}
    return f"形成项目{len(projects)}项，涉及{len(units)}个单位；{plan.status.label}"


def _urgent(material: Material) -> str:
    needs = {need.id: need for need in material.round.lists.needs}
    counted = counted_urgencies(material.round)
    found = [
        needs[item.need]
        for item in material.outcome.unmet
        if item.need in needs
        and needs[item.need].status is NeedStatus.OPEN
        and item.reason is not Reason.OUT_OF_SCOPE
        and counted[item.need].counts >= material.round.options.urgent_from
    ]
    return _named([f"{need.community}：{need.title}" for need in found])


def _routed(material: Material) -> str:
    every = Counter(item.route for item in material.outcome.unmet)
    wanted = (Route.ESCALATE, Route.WHISTLE, Route.UPGRADE)
    return "；".join(f"{route.label}{every[route]}项" for route in wanted if every[route])


def _alone(material: Material) -> str:
    titles = {key: item.title for item in material.outcome.projects for key in item.need_ids}
    found = [
        f"{titles[item.need]}（{item.unit}）"
        for item in material.outcome.backups
        if item.alone and item.need in titles
    ]
    return _named(found)


def _open(material: Material) -> str:
    carried = sum(item.route is Route.CARRY_OVER for item in material.outcome.unmet)
    idle = len(material.outcome.idle)
    if not carried and not idle:
        return ""
    return f"闲置资源{idle}项，结转下月的需求{carried}项，见清单"


def _changes(material: Material) -> str:
    kinds = Counter(row.what for row in change_rows(material))
    return "，".join(f"{what}{count}处" for what, count in kinds.items())


def _named(names: Sequence[str]) -> str:
    """How many and which; only the first of a long list."""
    if not names:
        return ""
    shown = "\n".join(f"· {name}" for name in names[:_MOST_NAMED])
    more = "\n……等" if len(names) > _MOST_NAMED else ""
    return f"共{len(names)}项：\n{shown}{more}"


AGENDA: tuple[Column[Item], ...] = (
    Column("序号", 6, lambda item: item.number, _CENTRE),
    Column("议题", 24, lambda item: item.title),
    Column("要点", 46, lambda item: item.points),
    Column("汇报人", 12, lambda item: item.speaker, _CENTRE),
    Column("用时\n(分钟)", 8, lambda item: item.minutes, _CENTRE),
)


PAPER = ListPaper(
    kind=PaperKind.AGENDA,
    sheet="会议议程",
    title="{month}党建联席会议议程",
    columns=AGENDA,
    rows=agenda_rows,
    left="时间：{when}　地点：{place}",
    right="主持人：{chair}",
    signature="",
    page=PORTRAIT_PAGE,
    one_page=True,
)
