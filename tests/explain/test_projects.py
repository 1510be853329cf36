"""One project for each met need."""

import random
from datetime import date

from matcher.domain import (
    Amount,
    Decision,
    DecisionKind,
    Form,
    Need,
    Outcome,
    Project,
    Resource,
    TimeWindow,
    Unit,
)
from tests.explain.build import demand, need, pair, resource, said, serve

A, B = resource(1, "甲单位"), resource(2, "乙单位")


def two_units(
    *, times: tuple[int, int] = (1, 1), scores: tuple[int, int] = (700, 700), **more: object
) -> Project:
    """One need served by both units in the same form."""
    wanted = need(1, community="西站社区")
    outcome = said(
        [wanted],
        [A, B],
        demands=[demand("N1", times=sum(times))],
        pairs=[pair("N1", A), pair("N1", B)],
        plan=[serve("N1", A, times[0], score=scores[0]), serve("N1", B, times[1], score=scores[1])],
        **more,  # type: ignore[arg-type]  # test literals
    )
    return outcome.projects[0]


def test_the_larger_share_leads() -> None:
    project = two_units(times=(1, 2))

    assert project.lead_unit == "乙单位"
    assert project.coop_units == ("甲单位",)


def test_a_claim_leads_whatever_the_share() -> None:
    claim = Decision(DecisionKind.CLAIM, need="N1", unit="甲单位")

    assert two_units(times=(1, 2), decisions=[claim]).lead_unit == "甲单位"


def test_of_equal_shares_the_communitys_own_unit_leads() -> None:
    paired = Unit("乙单位", communities=("西站社区",))

    assert two_units(scores=(900, 100), units=[paired]).lead_unit == "乙单位"


def test_of_equal_shares_the_better_fit_leads() -> None:
    assert two_units(scores=(500, 900)).lead_unit == "乙单位"


def test_of_equals_the_name_decides_by_pinyin() -> None:
    assert two_units().lead_unit == "甲单位"  # jia before yi


def test_shares_count_each_demand_alike() -> None:
    outcome = said(
        [need(1)],
        [A, B],
        demands=[demand("N1", 10, Form.SERVICE), demand("N1", 1, Form.SITE, 1)],
        plan=[
            serve("N1", A, 6),
            serve("N1", B, 4),
            serve("N1", B, 1, index=1),
        ],
    )

    assert outcome.projects[0].lead_unit == "乙单位"  # 0.4 + 1 against 0.6


def test_content_says_who_does_what_how_often() -> None:
    wanted = need(1, quantity=Amount(2, "场"))
    clinic = resource(1, "区医院", people_per_time=Amount(20, "人"))
    outcome = said(
        [wanted],
        [clinic],
        demands=[demand("N1", 2, Form.SERVICE)],
        plan=[serve("N1", clinic, 2, uses=4, form=Form.SERVICE)],
    )

    assert outcome.projects[0].content == "区医院提供“资源1”2场（每场分2批，每批20人）（服务）"
    assert outcome.projects[0].times == 2


def test_a_counting_word_of_things_is_not_said_of_every_form() -> None:
    wanted = need(1, quantity=Amount(1, "处"))
    outcome = said(
        [wanted],
        [A, B],
        demands=[demand("N1", form=Form.SITE), demand("N1", form=Form.TALENT, index=1)],
        plan=[serve("N1", A, form=Form.SITE), serve("N1", B, index=1, form=Form.TALENT)],
    )

    assert outcome.projects[0].content == (
        "甲单位提供“资源1”1次（场地）；乙单位提供“资源2”1次（人才）"
    )


def test_a_short_description_of_the_resource_is_told_too() -> None:
    clinic = resource(1, "区医院", detail="测血压、血糖")
    outcome = said([need(1)], [clinic], demands=[demand("N1")], plan=[serve("N1", clinic)])

    assert outcome.projects[0].content == "区医院提供“资源1”1次：测血压、血糖"


def test_money_is_told_as_a_sum_with_its_source() -> None:
    outcome = said(
        [need(1, budget_yuan=5000)],
        [A],
        demands=[demand("N1", form=Form.MONEY)],
        plan=[serve("N1", A, uses=5000, form=Form.MONEY)],
        measure="元",
    )

    project = outcome.projects[0]
    assert project.content == "甲单位以“资源1”资助0.5万元（资金）"
    assert project.fund_source == "甲单位资助"
    assert project.budget_yuan == 5000


def test_a_budget_nobody_pays_is_open() -> None:
    outcome = said([need(1, budget_yuan=5000)], [A], demands=[demand("N1")], plan=[serve("N1", A)])

    assert outcome.projects[0].fund_source == "待落实"


def test_contacts_of_both_sides() -> None:
    wanted = need(1, contact="张某某", phones=("13800000001",))
    ours = Resource(id="R1", unit="甲单位", title="甲", contact="李某某", phones=("13800000002",))
    outcome = said(
        [wanted],
        [ours, B],
        demands=[demand("N1", 3)],
        plan=[serve("N1", ours, 2), serve("N1", B, 1)],
        units=[Unit("乙单位", contact="王某某", phones=("13800000003",))],
    )

    project = outcome.projects[0]
    assert project.community_contact == "张某某 13800000001"
    assert project.unit_contact == "李某某 13800000002\n乙单位：王某某 13800000003"


def test_planned_days_are_those_on_which_everybody_is_free() -> None:
    wednesdays = (TimeWindow(weekdays=(2,)),)
    wanted = need(1, times=wednesdays, time_words="每周三")
    until = resource(1, valid_to=date(2026, 6, 20), time_words="6月20日前")
    outcome = said([wanted], [until], demands=[demand("N1")], plan=[serve("N1", until)])

    project = outcome.projects[0]  # the Wednesdays of June 2026 are the 3rd, 10th, 17th and 24th
    assert (project.planned_start, project.planned_end) == (date(2026, 6, 3), date(2026, 6, 17))
    assert project.time_words == "每周三（单位可用：6月20日前）"


def test_a_season_ahead_is_found() -> None:
    wanted = need(1, times=(TimeWindow(months=(7, 8)),))
    outcome = said([wanted], [A], demands=[demand("N1")], plan=[serve("N1", A)])

    assert outcome.projects[0].planned_start == date(2026, 7, 1)
    assert outcome.projects[0].planned_end == date(2026, 8, 31)


def many(order: list[int], met: set[int]) -> Outcome:
    """Six needs in a given order of rows, some of them met."""
    needs: list[Need] = [need(n, community="东社区" if n % 2 else "西社区") for n in order]
    resources = [resource(n) for n in order]
    return said(
        needs,
        resources,
        demands=[demand(f"N{n}") for n in order],
        plan=[serve(f"N{n}", resource(n)) for n in order if n in met],
    )


def test_numbers_do_not_depend_on_the_order_of_rows() -> None:
    order = list(range(1, 7))
    straight = many(order, {1, 2, 3, 4})
    random.Random(1).shuffle(order)

    assert many(order, {1, 2, 3, 4}).projects == straight.projects


def test_a_project_keeps_its_number_when_others_come_and_go() -> None:
    order = list(range(1, 7))
    before = {p.need_ids: p.id for p in many(order, {1, 2, 3, 4}).projects}
    after = {p.need_ids: p.id for p in many(order, {2, 3, 5}).projects}

    assert before[("N3",)] == after[("N3",)]
    assert before[("N2",)] == after[("N2",)]


def test_numbers_are_in_the_order_of_community_and_need() -> None:
    projects = many(list(range(1, 7)), {1, 2, 3, 4, 5, 6}).projects

    assert [p.id for p in projects] == [f"XM-202606-{n:03d}" for n in range(1, 7)]
    assert [p.need_ids[0] for p in projects] == ["N1", "N3", "N5", "N2", "N4", "N6"]


def test_every_need_is_a_project_or_unmet_and_every_resource_used_or_idle() -> None:
    outcome = many(list(range(1, 7)), {1, 4})

    met = {need_id for project in outcome.projects for need_id in project.need_ids}
    left = {item.need for item in outcome.unmet}
    assert met | left == {f"N{n}" for n in range(1, 7)}
    assert not met & left
    used = {item.resource for item in outcome.plan.assignments}
    assert used | {item.resource for item in outcome.idle} == {f"R{n}" for n in range(1, 7)}
