"""An invented month with every state a table can show; no real persons, units or numbers."""

from collections.abc import Sequence
from dataclasses import replace

from matcher.domain import (
    Amount,
    Assignment,
    Category,
    Child,
    Decision,
    DecisionKind,
    FileReport,
    Form,
    Idle,
    Issue,
    Level,
    Lists,
    Need,
    NeedStatus,
    Origin,
    Outcome,
    Part,
    Plan,
    PlanStatus,
    Project,
    Reason,
    Resource,
    Round,
    Route,
    Severity,
    SheetKind,
    SheetReport,
    SkippedRow,
    Unit,
    Unmet,
)

MONTH = "2026-06"
COMMUNITIES = ("东桥社区", "柳岸社区", "和平里社区", "望湖社区", "新华社区")
_NEEDS = (
    ("行动不便老人上门理发", "为老服务/生活照料", (Form.SERVICE,), 3, "每两周1次", "8人"),
    ("楼道照明维修", "环境整治/公共设施", (Form.TALENT, Form.GOODS), 5, "尽快", "120户"),
    ("老年智能手机使用课", "为老服务/文化教育", (Form.TALENT, Form.SITE), 2, "每月2次", "约30人"),
    ("放学后四点半课堂", "未成年人/课后托管", (Form.SITE,), 4, "工作日16:30–18:00", "25人"),
    ("骑手体检", "健康服务/义诊体检", (Form.SERVICE,), 1, "6月中旬", "40人"),
    ("夜间停车位不足，想借用周边单位车位", "平安建设/停车", (Form.SITE,), 5, "18:00后", "150个"),
    ("消防安全演练", "平安建设/消防", (Form.SERVICE,), 3, "6月", "全体居民"),
    ("困难家庭孩子课业辅导", "未成年人/助学", (Form.TALENT,), 2, "每周2次", "1人"),
)
_RESOURCES = (
    ("志愿理发队上门服务", "顺和美发店", Form.SERVICE, "为老服务/生活照料", "每周三下午"),
    ("电工维修小组", "城东供电所", Form.TALENT, "环境整治/公共设施", "工作日"),
    ("多功能教室", "第二实验小学", Form.SITE, "未成年人/课后托管", "工作日16:00–18:30"),
    ("地下车库夜间共享车位", "民安保险公司", Form.SITE, "平安建设/停车", "18:00–次日7:30"),
    ("义诊团队", "区中医院", Form.SERVICE, "健康服务/义诊体检", "周末"),
    ("消防宣讲员", "消防救援站", Form.SERVICE, "平安建设/消防", "每月1次"),
    ("青年教师志愿者", "师范学院团委", Form.TALENT, "未成年人/助学", "周末"),
)


def _category(words: str) -> Category:
    first, second = words.split("/")
    return Category(first, second)


def need(number: int) -> Need:
    """The need of a number from 0."""
    title, category, forms, urgency, times, people = _NEEDS[number % len(_NEEDS)]
    community = COMMUNITIES[number % len(COMMUNITIES)]
    made = Need(
        id=f"XQ-202606-{community[:2]}-{number + 1:03d}",
        title=title if number < len(_NEEDS) else f"{title}（{number + 1}）",
        community=community,
        origin=Origin(f"{community}6月需求清单.xlsx", "需求清单", number + 4),
        need_no=str(number + 1),
        applicant="张某某" if number % 3 else "李某某",
        detail=f"{title}，请协调共建单位支持；具体时间可以商量，联系后再定。",
        category=_category(category),
        forms=forms,
        beneficiaries=Amount(int("".join(filter(str.isdigit, people)) or 0) or None, words=people),
        quantity=Amount(2, "次", words="2次") if number % 2 else None,
        urgency=urgency,
        time_words=times,
        place=f"{community}活动室",
        budget_yuan=20_000 if number % 7 == 3 else None,
        phones=("13800000001",),
        months_waited=1 if number % 11 == 5 else 0,
    )
    if number == 2:
        made = replace(
            made, merged=(Child(Origin("柳岸社区6月需求清单.xlsx", "需求清单", 19), "张某某", ()),)
        )
    if number == 7:
        made = replace(made, status=NeedStatus.OUT_OF_SCOPE, status_reason="属物业职责")
    return made


def resource(number: int) -> Resource:
    """The resource of a number from 0."""
    title, unit, form, category, times = _RESOURCES[number % len(_RESOURCES)]
    round_ = number // len(_RESOURCES)
    return Resource(
        id=f"ZY-202606-{number + 1:03d}",
        unit=unit if not round_ else f"{unit}{round_ + 1}部",
        title=title,
        origin=Origin("成员单位资源清单.xlsx", "资源", number + 3),
        detail=f"{title}，提前三天联系。",
        category=_category(category),
        forms=(form,),
        scope=("东桥社区", "柳岸社区") if number % 5 == 4 else (),
        capacity_per_round=Amount(4, "次", per="month", words="每月4次"),
        people_per_time=Amount(20, "人", words="20人"),
        time_words=times,
        conditions="需提前预约" if number % 2 else "",
        withdrawn=number % 17 == 16,
    )


def lists(needs: int = 24, resources: int = 18) -> Lists:
    """Lists of a given size with their reports and issues."""
    made = tuple(resource(number) for number in range(resources))
    units = tuple(
        Unit(name, unit_type="企业", round_cap=3 if at % 2 else None, contact="李某某")
        for at, name in enumerate(dict.fromkeys(item.unit for item in made))
    )
    return Lists(
        needs=tuple(need(number) for number in range(needs)),
        resources=made,
        units=units,
        files=_reports(needs, resources),
    )


def _reports(needs: int, resources: int) -> tuple[FileReport, ...]:
    first = f"{COMMUNITIES[0]}6月需求清单.xlsx"
    skipped = (SkippedRow(3, "填表说明"), SkippedRow(needs + 4, "合计"))
    issues = (
        Issue(
            Severity.WARNING,
            "time-unclear",
            "“尽快”看不出具体时间，按未注明处理；请补写日期",
            first,
            "需求清单",
            "H4",
            "尽快",
        ),
        Issue(
            Severity.ERROR,
            "phone-damaged",
            "手机号被表格软件改坏了，请改成文本格式后重新导入",
            first,
            "需求清单",
            "M9",
            "1.38E+10",
        ),
        Issue(
            Severity.INFO, "row-skipped", "跳过合计行", first, "需求清单", str(needs + 4), "合计"
        ),
    )
    needs_sheet = SheetReport(
        "需求清单",
        SheetKind.NEEDS,
        2,
        rows_read=needs + 3,
        rows_imported=needs,
        rows_merged=1,
        rows_skipped=2,
        skipped=skipped,
    )
    resources_sheet = SheetReport(
        "资源", SheetKind.RESOURCES, 2, rows_read=resources, rows_imported=resources
    )
    return (
        FileReport(first, "xlsx", sheets=(needs_sheet,), issues=issues),
        FileReport("成员单位资源清单.xlsx", "xlsx", sheets=(resources_sheet,)),
        FileReport("扫描件.pdf", "pdf", refused="这是 PDF 文件，不是表格；请导入原来的表格文件"),
    )


_PARTS = (
    Part("category", "类别", 400, "同一小类"),
    Part("words", "用词", 272, "楼道灯 ↔ 电路检修"),
    Part("time", "时间", 150, "时段有重合"),
    Part("place", "范围", 80, "全街道"),
    Part("population", "对象", -20, "未注明"),
)


def _served(number: int) -> bool:
    return number % 4 != 3 and number % len(_NEEDS) != 7


def outcome(given: Lists, decisions: Sequence[Decision] = ()) -> Outcome:
    """A plan that serves most needs and obeys forbids; not a best one, only one that looks real."""
    forbidden = {
        (item.need, item.resource) for item in decisions if item.kind is DecisionKind.FORBID
    }
    locked = {item.need: item.resource for item in decisions if item.kind is DecisionKind.LOCK}
    assignments: list[Assignment] = []
    unmet: list[Unmet] = []
    projects: list[Project] = []
    units = {item.id: item.unit for item in given.resources}
    for number, item in enumerate(given.needs):
        if item.status is not NeedStatus.OPEN:
            continue
        chosen = locked.get(item.id) or given.resources[number % len(given.resources)].id
        if item.id not in locked and (not _served(number) or (item.id, chosen) in forbidden):
            unmet.append(_unmet(item, given, (item.id, chosen) in forbidden))
            continue
        score = sum(part.points for part in _PARTS)
        flags = ("时间未注明",) if number % 6 == 1 else ()
        assignments.append(
            Assignment(item.id, 0, chosen, units[chosen], item.forms[0], 2, 2, score, _PARTS, flags)
        )
        projects.append(
            Project(
                f"XM-202606-{len(projects) + 1:03d}",
                item.title,
                item.community,
                need_ids=(item.id,),
                resource_ids=(chosen,),
                content=item.detail,
                lead_unit=units[chosen],
                times=2,
                status="待实施",
            )
        )
    plan = Plan(PlanStatus.PROVEN_BEST, _levels(len(assignments)), tuple(assignments), 0.4, 0, 2)
    used = {item.resource for item in assignments}
    idle = tuple(
        Idle(item.id, "没有需要它的需求") for item in given.resources if item.id not in used
    )
    return Outcome(plan, tuple(projects), tuple(unmet), idle)


def _unmet(item: Need, given: Lists, forbidden: bool) -> Unmet:
    nearest = tuple(
        (given.resources[at].id, lack)
        for at, lack in ((0, "仅每周三下午；需求为晚上"), (1, "不在服务范围"))
        if at < len(given.resources)
    )
    if forbidden:
        return Unmet(item.id, Reason.FORBIDDEN, "会议已禁止这一对", Route.CARRY_OVER, nearest)
    return Unmet(item.id, Reason.TIME, "三项同类资源的时段都不合", Route.CARRY_OVER, nearest)


def _levels(met: int) -> tuple[Level, ...]:
    return (
        Level("urgent_5", "急件满足", min(met, 4), min(met, 4), True, measure="项"),
        Level("met", "需求满足（加权）", met * 3, met * 3, True, measure="分"),
        Level("fit", "匹配度", met * 880, met * 880, True, measure="分"),
    )


def round_(needs: int = 24, resources: int = 18, *, planned: bool = True) -> Round:
    """A whole round."""
    given = lists(needs, resources)
    decisions = (
        Decision(DecisionKind.LOCK, given.needs[0].id, given.resources[0].id),
        Decision(DecisionKind.CLAIM, given.needs[1].id, unit=given.resources[1].unit),
    )
    return Round(
        MONTH,
        given,
        decisions if planned else (),
        outcome=outcome(given, decisions) if planned else None,
    )
