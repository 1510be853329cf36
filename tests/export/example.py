"""Rounds made by hand and by a seeded loop; every person and phone is invented."""

import random
from dataclasses import replace
from datetime import date

from matcher.domain import (
    Amount,
    Assignment,
    Candidates,
    Category,
    Decision,
    DecisionKind,
    Demand,
    Exclusion,
    FileReport,
    Form,
    Level,
    Lists,
    Need,
    NeedStatus,
    NeedWeight,
    Offer,
    Options,
    Pair,
    Part,
    Plan,
    PlanStatus,
    Reason,
    Resource,
    Round,
    SheetKind,
    SheetReport,
    SkippedRow,
    Unit,
    UnitLimit,
)
from matcher.explain import outcome

MONTH = "2026-06"

NEEDS = (
    Need(
        id="XQ-202606-西站-001",
        title="老年人义诊",
        community="西站社区",
        applicant="居民代表张某某",
        category=Category("医疗健康", "义诊体检"),
        forms=(Form.SERVICE, Form.SITE),
        population=("老年人",),
        beneficiaries=Amount(40, "人"),
        quantity=Amount(2, "场"),
        urgency=4,
        urgency_words="重",
        time_words="周末",
        budget_yuan=5000,
        contact="李某某",
        phones=("13800000001",),
    ),
    Need(
        id="XQ-202606-西站-002",
        title="=1+1 是公式样的名称",
        community="西站社区",
        urgency=5,
        urgency_words="急",
        contact="王某某",
        phones=("13800000002", "087100000000-8012"),
    ),
    Need(
        id="XQ-202606-东风-001",
        title="路口增设信号灯",
        community="东风社区",
        urgency=3,
        months_waited=1,
    ),
    Need(
        id="XQ-202606-东风-002",
        title="物业公共区域保洁",
        community="东风社区",
        status=NeedStatus.OUT_OF_SCOPE,
        status_reason="属物业合同内容",
    ),
)

RESOURCES = (
    Resource(
        id="ZY-202606-001",
        unit="示例区人民医院",
        title="周末义诊队",
        forms=(Form.SERVICE,),
        people_per_time=Amount(20, "人"),
        capacity_per_round=Amount(4, "次", per="month", words="每月4次"),
        time_words="周六上午",
        contact="赵某某",
        phones=("13800000003",),
    ),
    Resource(
        id="ZY-202606-002",
        unit="示例第一小学",
        title="阶梯教室",
        forms=(Form.SITE,),
        capacity_total=Amount(10, "次", words="10次"),
        contact="钱某某",
        phones=("13800000004",),
    ),
    Resource(
        id="ZY-202606-003",
        unit="示例律师事务所",
        title="法律咨询",
        forms=(Form.SERVICE,),
        valid_to=date(2026, 5, 31),
    ),
)

UNITS = (
    Unit(name="示例区人民医院", unit_type="医院", contact="孙某某", phones=("13800000005",)),
    Unit(name="示例第一小学", unit_type="学校", communities=("西站社区",), round_cap=2),
    Unit(name="示例律师事务所"),
)

PARTS = (Part("words", "字词", 500), Part("category", "类别", 300))


def small_round() -> Round:
    """One project of two forms, one need nobody can meet, one department's matter, one closed need."""
    first = NEEDS[0].id
    candidates = Candidates(
        needs=tuple(NeedWeight(need.id, need.urgency, 1) for need in NEEDS[:3]),
        demands=(
            Demand(first, 0, Form.SERVICE, 2),
            Demand(first, 1, Form.SITE, 2),
            Demand(NEEDS[1].id, 0, None, 1),
            Demand(NEEDS[2].id, 0, None, 1),
        ),
        offers=(
            Offer("ZY-202606-001", "示例区人民医院", 4, "次"),
            Offer("ZY-202606-002", "示例第一小学", 10, "次"),
        ),
        limits=(UnitLimit("示例区人民医院", 5), UnitLimit("示例第一小学", 2)),
        pairs=(
            Pair(first, 0, "ZY-202606-001", "示例区人民医院", 2, 800, PARTS),
            Pair(first, 1, "ZY-202606-002", "示例第一小学", 1, 700, PARTS, ("时间未注明",)),
        ),
        exclusions=(
            Exclusion(NEEDS[1].id, "ZY-202606-001", Reason.TIME, "仅周末；需求为每周三下午", 600),
        ),
        closed=((NEEDS[3].id, Reason.OUT_OF_SCOPE, "属物业或职能职责：属物业合同内容"),),
    )
    plan = Plan(
        status=PlanStatus.PROVEN_BEST,
        levels=(
            Level("urgent_5", "紧急5级需求", 0, 0, True, measure="项"),
            Level("needs", "加权满足", 1, 1, True, measure="项"),
        ),
        assignments=(
            Assignment(first, 0, "ZY-202606-001", "示例区人民医院", Form.SERVICE, 2, 4, 800, PARTS),
            Assignment(
                first,
                1,
                "ZY-202606-002",
                "示例第一小学",
                Form.SITE,
                2,
                2,
                700,
                PARTS,
                ("时间未注明",),
            ),
        ),
        seconds=0.25,
        seed=0,
        workers=2,
    )
    lists = Lists(needs=NEEDS, resources=RESOURCES, units=UNITS, files=(_report(),))
    decisions = (Decision(DecisionKind.CLAIM, need=first, unit="示例第一小学", reason="揭榜"),)
    said = outcome(lists, candidates, decisions, Options(), plan, month=MONTH)
    return Round(month=MONTH, lists=lists, decisions=decisions, outcome=said)


def _report() -> FileReport:
    sheet = SheetReport(
        sheet="需求",
        kind=SheetKind.NEEDS,
        header_row=3,
        rows_read=5,
        rows_imported=4,
        rows_skipped=1,
        skipped=(SkippedRow(8, "合计"),),
    )
    return FileReport(file="西站.xlsx", format="xlsx", sheets=(sheet,))


_DEEDS = (
    ("老年人智能手机培训", "养老助老", "手机培训志愿队"),
    ("小区电动自行车停车棚增设", "停车充电出行", "停车棚施工支援"),
    ("楼道野广告清理与墙面粉刷", "环境设施", "青年志愿突击队"),
    ("暑期四点半课堂", "少儿青年", "假期托管教师"),
    ("家庭医生上门随访", "医疗健康", "家庭医生签约服务团队"),
    ("消防演练和灭火器更换", "平安安全", "消防宣传与演练"),
    ("法律咨询和物业纠纷调解", "法律调解", "公益律师接待日"),
)


def street_round(projects: int = 110, seed: int = 7) -> Round:
    """A month of a street: so many met needs and a third as many unmet, with texts of all lengths."""
    dice = random.Random(seed)
    needs, resources, demands, offers, pairs, given = [], [], [], [], [], []
    units = [Unit(name=f"示例第{n}共建单位", contact=f"周某{n}") for n in range(1, 61)]
    for number in range(projects + projects // 3):
        title, category, offer = dice.choice(_DEEDS)
        community = f"示例{dice.choice('东西南北中')}社区"
        need = Need(
            id=f"XQ-202606-{community[2:3]}-{number:03d}",
            title=f"{title}（{number}号院）",
            detail=title * dice.randint(1, 6),
            community=community,
            category=Category(category),
            beneficiaries=Amount(dice.randint(5, 500), "人"),
            quantity=Amount(dice.randint(1, 4), "次"),
            urgency=dice.randint(1, 5),
            time_words=dice.choice(("", "周末", "6月中旬前完成", "每周三下午14:00-16:00")),
            budget_yuan=dice.choice((None, 800, 5000, 48700)),
            contact=f"吴某{number}",
            phones=(f"1380000{number:04d}",),
            months_waited=dice.randint(0, 2),
        )
        unit = dice.choice(units)
        resource = Resource(
            id=f"ZY-202606-{number:03d}",
            unit=unit.name,
            title=f"{offer}{number}",
            forms=(Form.SERVICE,),
            contact=f"郑某{number}",
            phones=(f"1390000{number:04d}",),
        )
        times = need.quantity.value if need.quantity and need.quantity.value else 1
        needs.append(need)
        demands.append(Demand(need.id, 0, None, times))
        if number < projects:
            resources.append(resource)
            offers.append(Offer(resource.id, unit.name, 5, "次"))
            pairs.append(Pair(need.id, 0, resource.id, unit.name, 1, 800, PARTS))
            given.append(
                Assignment(need.id, 0, resource.id, unit.name, None, times, times, 800, PARTS)
            )
        else:
            pairs.append(
                Pair(need.id, 0, f"ZY-202606-{number - projects:03d}", units[0].name, 3, 500, PARTS)
            )
    idle = [
        replace(resource, id=f"ZY-202606-9{n:02d}", title=f"闲置{resource.title}")
        for n, resource in enumerate(resources[:30])
    ]
    candidates = Candidates(
        needs=tuple(NeedWeight(need.id, need.urgency, 1) for need in needs),
        demands=tuple(demands),
        offers=tuple(offers),
        limits=(),
        pairs=tuple(pairs),
    )
    plan = Plan(
        status=PlanStatus.BEST_FOUND,
        levels=(Level("needs", "加权满足", projects, projects + 2, False, measure="项"),),
        assignments=tuple(given),
        seconds=30.0,
        seed=0,
        workers=2,
    )
    lists = Lists(needs=tuple(needs), resources=(*resources, *idle), units=tuple(units))
    said = outcome(lists, candidates, (), Options(), plan, month=MONTH)
    return Round(month=MONTH, lists=lists, outcome=said)
