"""The deciding reason of a need left over."""

import pytest

from matcher.domain import (
    Category,
    Decision,
    DecisionKind,
    Form,
    NeedStatus,
    Options,
    PlanStatus,
    Reason,
    Route,
    Unmet,
)
from tests.explain.build import demand, need, pair, resource, said, serve, shut

N1, N2, R1, R2 = need(1), need(2), resource(1), resource(2, "乙单位")


def left(outcome_unmet: tuple[Unmet, ...], need_id: str = "N1") -> Unmet:
    return next(item for item in outcome_unmet if item.need == need_id)


def test_nothing_near_means_no_resource_of_the_kind() -> None:
    outcome = said(
        [N1],
        [R1],
        demands=[demand("N1")],
        exclusions=[shut("N1", R1, Reason.CATEGORY)],
    )

    assert left(outcome.unmet).reason is Reason.NO_RESOURCE


def test_nothing_excluded_at_all_means_no_resource_of_the_kind() -> None:
    outcome = said([N1], [], demands=[demand("N1")])

    assert left(outcome.unmet).reason is Reason.NO_RESOURCE


def test_the_nearest_of_the_kind_tells_the_reason_and_its_facts() -> None:
    outcome = said(
        [N1],
        [R1, R2],
        demands=[demand("N1")],
        exclusions=[
            shut("N1", R2, Reason.CATEGORY, likeness=100),
            shut("N1", R1, Reason.TIME, "仅暑期开放；需求为每周三下午"),
        ],
    )

    item = left(outcome.unmet)
    assert item.reason is Reason.TIME
    assert "仅暑期开放；需求为每周三下午" in item.detail
    assert "甲单位的“资源1”" in item.detail


def test_the_reason_most_share_decides() -> None:
    many = [resource(n) for n in (1, 2, 3)]
    outcome = said(
        [N1],
        many,
        demands=[demand("N1")],
        exclusions=[
            shut("N1", many[0], Reason.SCOPE, likeness=900),
            shut("N1", many[1], Reason.TIME, likeness=500),
            shut("N1", many[2], Reason.TIME, likeness=480),
        ],
    )

    assert left(outcome.unmet).reason is Reason.TIME


def test_another_form_decides_only_where_nothing_else_stands_in_the_way() -> None:
    many = [resource(n) for n in (1, 2, 3)]
    outcome = said(
        [N1],
        many,
        demands=[demand("N1", form=Form.MONEY)],
        exclusions=[
            shut("N1", many[0], Reason.FORM, likeness=900),
            shut("N1", many[1], Reason.FORM, likeness=800),
            shut("N1", many[2], Reason.BUDGET, "需求预计经费18万元；该资金额度10万元"),
        ],
    )

    assert left(outcome.unmet).reason is Reason.BUDGET


def test_an_expired_resource_of_another_category_is_not_near() -> None:
    ours = need(1, category=Category("医疗健康"))
    gone = resource(1, category=Category("法律调解"))
    outcome = said(
        [ours], [gone], demands=[demand("N1")], exclusions=[shut("N1", gone, Reason.EXPIRED)]
    )

    assert left(outcome.unmet).reason is Reason.NO_RESOURCE


def test_an_expired_resource_of_the_same_category_is_the_reason() -> None:
    ours = need(1, category=Category("医疗健康"))
    gone = resource(1, category=Category("医疗健康", "义诊体检"))
    outcome = said(
        [ours], [gone], demands=[demand("N1")], exclusions=[shut("N1", gone, Reason.EXPIRED)]
    )

    assert left(outcome.unmet).reason is Reason.EXPIRED


def test_a_required_form_nobody_has_is_named() -> None:
    outcome = said(
        [N1],
        [R1],
        demands=[demand("N1", form=Form.SERVICE), demand("N1", form=Form.SITE, index=1)],
        pairs=[pair("N1", R1)],
    )

    item = left(outcome.unmet)
    assert item.reason is Reason.FORM
    assert "服务有候选，场地没有" in item.detail


def test_a_missing_form_takes_the_reason_of_the_nearest_resource_of_that_form() -> None:
    room = resource(2, "乙单位", forms=(Form.SITE,))
    outcome = said(
        [N1],
        [R1, room],
        demands=[demand("N1", form=Form.SERVICE), demand("N1", form=Form.SITE, index=1)],
        pairs=[pair("N1", R1)],
        exclusions=[shut("N1", room, Reason.SCOPE, "服务范围为东风社区；需求在西站社区")],
    )

    item = left(outcome.unmet)
    assert item.reason is Reason.SCOPE
    assert "东风社区" in item.detail


def test_used_up_capacity_names_who_got_it() -> None:
    outcome = said(
        [N1, N2],
        [R1],
        demands=[demand("N1"), demand("N2")],
        pairs=[pair("N1", R1), pair("N2", R1)],
        plan=[serve("N2", R1)],
    )

    item = left(outcome.unmet)
    assert item.reason is Reason.CAPACITY
    assert item.detail == "唯一的候选资源已用完：甲单位的“资源1”用于“需求2”（N2）。"
    assert item.nearest == (("R1", "已用完，用于“需求2”（N2）"),)


def test_a_unit_at_its_limit_is_the_reason_while_its_resource_is_free() -> None:
    other = resource(2)
    outcome = said(
        [N1, N2],
        [R1, other],
        demands=[demand("N1"), demand("N2")],
        pairs=[pair("N1", R1), pair("N2", other)],
        plan=[serve("N2", other)],
        caps={"甲单位": 1},
    )

    item = left(outcome.unmet)
    assert item.reason is Reason.UNIT_CAP
    assert item.detail == (
        "唯一的候选资源所在单位已排满：甲单位本轮已承接1项，达到上限1项，用于“需求2”（N2）。"
    )


def test_more_wanted_than_all_candidates_ever_have_is_a_matter_of_capacity() -> None:
    outcome = said(
        [N1],
        [R1, R2],
        demands=[demand("N1", times=6)],
        pairs=[pair("N1", R1), pair("N1", R2)],
        capacity={"R1": 2, "R2": 2},
    )

    item = left(outcome.unmet)
    assert item.reason is Reason.CAPACITY
    assert "需要6次" in item.detail
    assert "只有4次" in item.detail


def test_only_as_many_resources_count_as_may_share_a_demand() -> None:
    outcome = said(
        [N1],
        [R1, R2],
        demands=[demand("N1", times=4)],
        pairs=[pair("N1", R1), pair("N1", R2)],
        capacity={"R1": 2, "R2": 2},
        options=Options(split_limit=1),
    )

    assert "只有2次" in left(outcome.unmet).detail


def test_a_project_that_would_take_too_many_units_is_told_how_many_may_take_part() -> None:
    outcome = said(
        [N1],
        [R1, R2],
        demands=[demand("N1", form=Form.SITE), demand("N1", index=1, form=Form.SERVICE)],
        pairs=[pair("N1", R1), pair("N1", R2, index=1)],
        capacity={"R1": 2, "R2": 2},
        options=Options(units_per_project=1),
    )

    assert "合在一起排不开（一个项目至多1家单位参与）" in left(outcome.unmet).detail


def test_money_used_up_is_a_matter_of_budget() -> None:
    outcome = said(
        [N1, N2],
        [R1],
        demands=[demand("N1", form=Form.MONEY), demand("N2", form=Form.MONEY)],
        pairs=[pair("N1", R1, uses=5000), pair("N2", R1, uses=8000)],
        plan=[serve("N2", R1, uses=8000)],
        capacity={"R1": 10_000},
        measure="元",
    )

    assert left(outcome.unmet).reason is Reason.BUDGET


def test_too_little_left_names_who_would_have_to_give_way() -> None:
    outcome = said(
        [N1, N2],
        [R1],
        demands=[demand("N1", times=3), demand("N2", times=2)],
        pairs=[pair("N1", R1), pair("N2", R1)],
        plan=[serve("N2", R1, times=2)],
        capacity={"R1": 4},
    )

    item = left(outcome.unmet)
    assert item.reason is Reason.OUTRANKED
    assert item.detail == "需要3次，候选资源只剩2次；要满足它，须由“需求2”（N2）让出。"
    assert item.nearest == (("R1", "只剩2次，需要3次"),)


def test_a_plan_cut_short_does_not_pretend_that_something_stood_against_a_need() -> None:
    outcome = said(
        [N1],
        [R1],
        demands=[demand("N1")],
        pairs=[pair("N1", R1)],
        status=PlanStatus.BEST_FOUND,
    )

    assert left(outcome.unmet).reason is Reason.UNSETTLED


def test_forbidden_pairs_are_no_candidates() -> None:
    outcome = said(
        [N1],
        [R1],
        demands=[demand("N1")],
        pairs=[pair("N1", R1)],
        decisions=[Decision(DecisionKind.FORBID, need="N1", unit="甲单位")],
        exclusions=[shut("N1", R1, Reason.FORBIDDEN, "禁止：N1 ↔ 甲单位")],
    )

    assert left(outcome.unmet).reason is Reason.FORBIDDEN


def test_at_most_three_nearest_candidates_before_excluded_ones_each_once() -> None:
    many = [resource(n) for n in range(1, 6)]
    outcome = said(
        [N1, N2],
        many,
        demands=[demand("N1"), demand("N1", index=1, form=Form.SITE), demand("N2")],
        pairs=[pair("N1", many[0]), pair("N1", many[0], index=1), pair("N2", many[0])],
        plan=[serve("N2", many[0])],
        exclusions=[
            shut("N1", many[n], Reason.TIME, likeness=likeness)
            for n, likeness in ((1, 100), (2, 300), (3, 200))
        ],
    )

    assert [key for key, _ in left(outcome.unmet).nearest] == ["R1", "R3", "R4"]


@pytest.mark.parametrize(
    ("status", "route"),
    [
        (NeedStatus.OUT_OF_SCOPE, Route.WHISTLE),
        (NeedStatus.REJECTED, Route.REPLY),
        (NeedStatus.WITHDRAWN, Route.REPLY),
    ],
)
def test_closed_needs_are_reported_with_their_words(status: NeedStatus, route: Route) -> None:
    outcome = said(
        [need(1, status=status)],
        [],
        demands=[],
        closed=(("N1", Reason.OUT_OF_SCOPE, "属物业合同内容"),),
    )

    assert outcome.unmet == (Unmet("N1", Reason.OUT_OF_SCOPE, "属物业合同内容", route),)


def test_open_needs_come_before_closed_ones_and_urgent_before_others() -> None:
    needs = [
        need(1, urgency=5, status=NeedStatus.WITHDRAWN),
        need(2, urgency=1),
        need(3, urgency=4),
    ]
    outcome = said(needs, [], demands=[demand("N2"), demand("N3")])

    assert [item.need for item in outcome.unmet] == ["N3", "N2", "N1"]
