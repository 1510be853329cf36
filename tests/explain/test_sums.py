"""What is said of needs for which no opening or no money is left."""

from datetime import date

from matcher.domain import FundLimit, Grant, Reason, Route, Timetable
from tests.explain.build import demand, need, pair, resource, said, serve

HALL = resource(1)
TWO = (need(1), need(2))
FUND = "西站社区民生微实事"


def _month(
    *, left: int = 100_000, cap: int | None = None, served: bool = True, asks: int = 60_000
) -> tuple[Reason, str]:
    outcome = said(
        TWO,
        [HALL],
        demands=[demand("N1"), demand("N2")],
        pairs=[pair("N1", HALL), pair("N2", HALL)],
        plan=[serve("N1", HALL)] if served else [],
        capacity={"R1": 2},
        funds=[FundLimit(FUND, left)],
        grants=[
            Grant("N1", FUND, 60_000, None, "服务类项目，预计经费6万元"),
            Grant("N2", FUND, asks, cap, "服务类项目，预计经费6万元"),
        ],
    )
    item = next(item for item in outcome.unmet if item.need == "N2")
    return item.reason, item.detail


def test_a_fund_spent_on_another_need_is_named_with_it() -> None:
    reason, detail = _month()
    assert reason is Reason.BUDGET
    assert f"{FUND}本轮可用10万元，已用于“需求1”（N1），只剩4万元" in detail


def test_a_need_beyond_the_fund_is_told_what_there_is() -> None:
    reason, detail = _month(left=50_000, served=False)
    assert reason is Reason.BUDGET
    assert f"预计经费6万元，需资助6万元；{FUND}本轮可用5万元" in detail


def test_a_need_beyond_the_cap_is_told_the_cap() -> None:
    reason, detail = _month(cap=50_000, served=False)
    assert reason is Reason.BUDGET
    assert f"{FUND}单项上限5万元" in detail


def test_money_that_is_there_is_not_the_reason() -> None:
    assert _month(left=200_000, served=False)[0] is not Reason.BUDGET


def test_an_opening_taken_is_told_though_capacity_is_left() -> None:
    """Both want the one Wednesday of three openings; the hall could take four events in the month."""
    days = (date(2026, 6, 3), date(2026, 6, 10), date(2026, 6, 17))
    outcome = said(
        TWO,
        [HALL],
        demands=[demand("N1"), demand("N2")],
        pairs=[pair("N1", HALL), pair("N2", HALL)],
        plan=[serve("N1", HALL)],
        capacity={"R1": 4},
        timetables=[Timetable("R1", 1, days, (("N1", (1,)), ("N2", (1,))))],
    )
    (item,) = outcome.unmet
    assert item.reason is Reason.CAPACITY
    assert "可用的场次已排满，用于“需求1”（N1）" in item.detail


def test_a_need_that_waits_for_the_owners_is_carried_over() -> None:
    outcome = said([need(1)], [], demands=[], closed=(("N1", Reason.CONSENT, "须经业主表决同意"),))
    assert [(i.reason, i.route, i.detail) for i in outcome.unmet] == [
        (Reason.CONSENT, Route.CARRY_OVER, "须经业主表决同意")
    ]


def test_an_urgency_raised_is_said_first() -> None:
    note = "已超过黄色时限，本轮按4级排序"
    outcome = said([need(1)], [], demands=[demand("N1")], notes={"N1": note})
    assert outcome.unmet[0].detail.startswith(f"{note}。")
