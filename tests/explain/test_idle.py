"""Why a resource is not used."""

from datetime import date

from matcher.domain import Outcome, Reason, Unit
from tests.explain.build import demand, need, pair, resource, said, serve, shut


def why(outcome: Outcome, resource_id: str) -> str:
    return next(item.detail for item in outcome.idle if item.resource == resource_id)


def test_without_any_need_of_the_kind() -> None:
    r1 = resource(1)
    outcome = said(
        [need(1)],
        [r1],
        demands=[demand("N1")],
        exclusions=[shut("N1", r1, Reason.CATEGORY)],
    )

    assert why(outcome, "R1") == "本期没有同类需求。"


def test_its_needs_were_served_by_others() -> None:
    r1, r2 = resource(1), resource(2, "乙单位")
    outcome = said(
        [need(1)],
        [r1, r2],
        demands=[demand("N1")],
        pairs=[pair("N1", r1), pair("N1", r2, score=900)],
        plan=[serve("N1", r2)],
    )

    assert why(outcome, "R1") == ("需求已由更匹配的资源承接：“需求1”（N1）由乙单位的“资源2”承接。")
    assert [item.resource for item in outcome.idle] == ["R1"]


def test_the_need_that_fits_best_is_named_and_the_others_counted() -> None:
    r1, r2 = resource(1), resource(2, "乙单位")
    outcome = said(
        [need(1), need(2)],
        [r1, r2],
        demands=[demand("N1"), demand("N2")],
        pairs=[pair("N1", r1, score=400), pair("N2", r1, score=800)],
        plan=[serve("N1", r2), serve("N2", r2)],
    )

    assert why(outcome, "R1") == (
        "需求已由更匹配的资源承接：“需求2”（N2）由乙单位的“资源2”承接，"
        "另有1项同类需求也已由其他资源承接。"
    )


def test_the_times_do_not_meet() -> None:
    r1 = resource(1)
    outcome = said(
        [need(1)],
        [r1],
        demands=[demand("N1")],
        exclusions=[shut("N1", r1, Reason.TIME, "仅周末")],
    )

    assert why(outcome, "R1") == "有同类需求，但时段不合：“需求1”（N1）（仅周末）。"


def test_its_unit_is_full() -> None:
    r1, r2 = resource(1), resource(2)
    outcome = said(
        [need(1), need(2)],
        [r1, r2],
        demands=[demand("N1"), demand("N2")],
        pairs=[pair("N1", r1), pair("N2", r2)],
        plan=[serve("N2", r2)],
        caps={"甲单位": 1},
    )

    assert why(outcome, "R1") == "单位本轮已承接1项，达到上限。"


def test_withdrawn_expired_and_left_resources_say_so() -> None:
    resources = [
        resource(1, withdrawn=True),
        resource(2, valid_to=date(2026, 5, 31)),
        resource(3, "退出单位"),
    ]
    outcome = said([], resources, demands=[], units=[Unit("退出单位", active=False)])

    assert why(outcome, "R1") == "单位已撤回这项资源。"
    assert why(outcome, "R2") == "已于2026年5月31日到期。"
    assert why(outcome, "R3") == "单位已退出，资源不再参加对接。"


def test_a_resource_whose_need_could_not_be_met_names_it() -> None:
    r1 = resource(1)
    outcome = said([need(1)], [r1], demands=[demand("N1", times=9)], pairs=[pair("N1", r1)])

    assert why(outcome, "R1") == "可服务的需求本期未能满足：“需求1”（N1）。"
