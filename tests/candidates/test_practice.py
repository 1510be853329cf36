"""Rules of practice on single needs and resources: each shown once at work and once not, or shut off."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from matcher import candidates
from matcher.domain import (
    Amount,
    Candidates,
    ConflictRule,
    Consent,
    Contradiction,
    Form,
    Fund,
    Lists,
    Need,
    Options,
    PastOutcome,
    Precedent,
    ProjectKind,
    Reason,
    Resource,
    Timetable,
    Unit,
)
from tests.candidates.build import (
    MONTH,
    WEDNESDAY_AFTERNOON,
    WORDS,
    a_need,
    a_resource,
    excluded,
    found,
    lock,
    paired,
)


def part(need: Need, resource: Resource, name: str, options: Options | None = None) -> int:
    """Points of one part of the score, 0 where it has none."""
    pair = paired(need, resource, options=options or Options())
    return sum(one.points for one in pair.parts if one.name == name)


# clocks


def weight(options: Options | None = None, **facts: Any) -> tuple[int, str]:  # noqa: ANN401 - fields of any type
    """Urgency that counts, and the note, of one need in June."""
    (told,) = found([a_need(**facts)], [a_resource()], options=options or Options()).needs
    return told.urgency, told.note


def test_a_yellow_need_of_26_may_was_due_on_31_may_and_counts_one_step_more() -> None:
    urgency, note = weight(urgency=3, collected_on=date(2026, 5, 26))
    assert urgency == 4
    assert note == "已超过黄色时限（应于2026年5月31日前答复），本轮按4级排序"


def test_a_yellow_need_of_27_may_is_due_on_the_first_of_june_and_not_late() -> None:
    assert weight(urgency=3, collected_on=date(2026, 5, 27)) == (3, "")


def test_a_need_carried_over_from_march_is_late_though_nobody_wrote_the_day() -> None:
    assert weight(urgency=1, months_waited=3)[0] == 2
    assert weight(urgency=1, months_waited=2)[0] == 2
    assert weight(urgency=1, months_waited=1)[0] == 1


def test_red_cannot_be_raised() -> None:
    assert weight(urgency=5, collected_on=date(2026, 5, 1)) == (5, "")


@pytest.mark.parametrize("options", [Options(overdue_raises=False), Options(yellow_days=0)])
def test_clocks_can_be_shut_off(options: Options) -> None:
    assert weight(options, urgency=3, collected_on=date(2026, 5, 1)) == (3, "")


def test_a_late_answer_is_shown_with_the_pair() -> None:
    late = a_need(urgency=5, collected_on=date(2026, 5, 1))
    assert "已超过红色时限（应于2026年5月2日前答复）" in paired(late, a_resource()).flags


# consent


def test_a_need_that_waits_for_the_owners_takes_no_part() -> None:
    need = a_need(consent=Consent.WAITING)
    month = found([need], [a_resource()])
    assert month.needs == ()
    assert [(who, why) for who, why, _ in month.closed] == [(need.id, Reason.CONSENT)]


@pytest.mark.parametrize("consent", [None, Consent.GIVEN])
def test_with_consent_or_without_need_of_it_it_does(consent: Consent | None) -> None:
    assert len(found([a_need(consent=consent)], [a_resource()]).pairs) == 1


def test_the_gate_can_be_shut_off() -> None:
    month = found(
        [a_need(consent=Consent.WAITING)], [a_resource()], options=Options(consent_gate=False)
    )
    assert len(month.pairs) == 1


def test_a_lock_of_a_need_that_waits_for_the_owners_is_told() -> None:
    need, resource = a_need(consent=Consent.WAITING), a_resource()
    with pytest.raises(Contradiction, match="无法执行") as caught:
        found([need], [resource], decisions=[lock(need, resource)])
    assert "业主" in caught.value.where


# conflicts of interest

_BANK: dict[str, Any] = {"unit": "农商银行春和支行", "unit_type": "国企"}


def test_a_bank_at_a_talk_is_warned_and_not_shut_out() -> None:
    pair = paired(a_need(), a_resource(**_BANK))
    assert any(flag.startswith("金融机构不借机营销") for flag in pair.flags)
    assert not any("营销" in flag for flag in paired(a_need(), a_resource()).flags)


def test_a_rule_made_strict_shuts_out() -> None:
    rule = ConflictRule("银行不进社区讲座", ("银行",), needs=("讲座",), hard=True)
    options = Options(conflicts=(rule,))
    answer = excluded(a_need(), a_resource(**_BANK), options=options)
    assert (answer.reason, answer.detail) == (Reason.CONFLICT, "银行不进社区讲座")
    paired(a_need(), a_resource(), options=options)


@pytest.mark.parametrize(
    "options",
    [
        Options(conflict_check=False),
        Options(conflicts=(ConflictRule("甲", ("银行",), hard=True, on=False),)),
        Options(conflicts=(ConflictRule("甲", ("银行",), categories=("环境",), hard=True),)),
        Options(conflicts=(ConflictRule("甲", ("银行",), needs=("停车",), hard=True),)),
    ],
    ids=["all off", "this off", "other category", "other words"],
)
def test_a_rule_off_or_about_something_else_does_nothing(options: Options) -> None:
    assert not any(
        "营销" in flag for flag in paired(a_need(), a_resource(**_BANK), options=options).flags
    )


def test_a_property_company_does_not_judge_itself() -> None:
    need = a_need(title="请组织业主评议物业服务质量")
    firm = a_resource(title="组织业主评议物业服务质量", unit="安居物业公司")
    assert excluded(need, firm).reason is Reason.CONFLICT
    paired(need, replace(firm, unit="西站律师事务所"))


def test_a_unit_type_in_the_unit_list_counts_too() -> None:
    units = [Unit("安居服务公司", unit_type="物业企业")]
    need = a_need(title="请组织业主评议物业服务质量")
    firm = a_resource(title="组织业主评议物业服务质量", unit="安居服务公司")
    assert excluded(need, firm, units=units).reason is Reason.CONFLICT


# minors


def test_minors_are_pointed_out_unless_shut_off() -> None:
    need = a_need(population=("青少年",))
    words = "服务对象含未成年人，请核实到场人员资质并取得监护人同意"
    assert words in paired(need, a_resource()).flags
    assert words not in paired(need, a_resource(), options=Options(minors_check=False)).flags
    assert words not in paired(a_need(population=("老年人",)), a_resource()).flags


# weights


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (Options(), 10 + 5 * 2 + 7 + 3),
        (Options(waiting_points=0), 10 + 7 + 3),
        (Options(waiting_points=8, waiting_months=1), 10 + 8 + 7 + 3),
        (Options(breadth_points=0), 10 + 10 + 3),
        (Options(breadth_points=4), 10 + 10 + 28 + 3),
        (Options(priority_points=0), 10 + 10 + 7),
    ],
)
def test_weights_follow_the_options(options: Options, expected: int) -> None:
    """100 people (7 binary digits), two months waited, for old people who live alone."""
    need = a_need(beneficiaries=Amount(100, "人"), months_waited=2, population=("独居老人",))
    (told,) = found([need], [a_resource()], options=options).needs
    assert told.weight == expected


# points


@pytest.mark.parametrize(
    ("need", "resource", "points"),
    [
        ({"grid": "翠园小区"}, {"place": "翠园小区活动室"}, 60),
        ({}, {"scope": ("西站社区",)}, 40),
        ({}, {}, 0),
        ({}, {"scope": ("全区",)}, -20),
    ],
    ids=["grid", "community", "street", "district"],
)
def test_the_nearer_the_better(need: dict[str, Any], resource: dict[str, Any], points: int) -> None:
    assert part(a_need(**need), a_resource(**resource), "place") == points
    off = Options(place_points=0)
    assert part(a_need(**need), a_resource(**resource), "place", off) == 0


def test_whoever_gives_also_receives() -> None:
    need = a_need(applicant="春和小学")
    lists = Lists(
        needs=(need,), resources=(a_resource(), a_resource(2, unit="春和小学", title="操场开放"))
    )
    for options, points in ((Options(), 10), (Options(reciprocity_points=0), 0)):
        month = candidates.find(lists, (), options, month=MONTH, vocabulary=WORDS)
        (pair,) = month.pairs
        assert sum(p.points for p in pair.parts if p.name == "reciprocity") == points
    assert part(need, a_resource(), "reciprocity") == 0


def test_points_of_time_people_and_certainty_follow_the_options() -> None:
    need = a_need(times=WEDNESDAY_AFTERNOON, population=("老年人",))
    sure = a_resource(
        times=WEDNESDAY_AFTERNOON, population=("老年人",), capacity_total=Amount(4, "次")
    )
    options = Options(time_points=7, population_points=5, certainty_points=0)
    assert part(need, sure, "time", options) == 7
    assert part(need, sure, "population", options) == 5
    assert part(need, sure, "certainty", options) == 0


# promises and reserve


def limits(
    unit: Unit, precedents: tuple[Precedent, ...] = (), options: Options | None = None
) -> tuple[int, bool]:
    lists = Lists(needs=(a_need(),), resources=(a_resource(unit=unit.name),), units=(unit,))
    month = candidates.find(
        lists, (), options or Options(), month=MONTH, vocabulary=WORDS, precedents=precedents
    )
    (told,) = month.limits
    return told.least, told.reserve


def _done(month: str, number: int) -> Precedent:
    return Precedent(month, f"需求{number}", "甲单位", PastOutcome.CONFIRMED, f"需求{number}")


def test_a_promise_of_six_a_year_asks_for_three_by_june() -> None:
    assert limits(Unit("甲单位", annual_commitment=6)) == (3, False)


def test_what_was_done_since_january_counts_and_last_year_does_not() -> None:
    past = (_done("2026-03", 1), _done("2026-05", 2), _done("2025-12", 3))
    assert limits(Unit("甲单位", annual_commitment=6), past)[0] == 1


def test_who_joined_in_may_owes_two_twelfths() -> None:
    assert limits(Unit("甲单位", annual_commitment=6, joined_on=date(2026, 5, 8)))[0] == 1


def test_without_a_promise_nothing_is_owed() -> None:
    assert limits(Unit("甲单位")) == (0, False)
    assert limits(Unit("甲单位", reserve=True)) == (0, True)


# funds

_SHED: dict[str, Any] = {
    "title": "小区电动车停车棚建设",
    "budget_yuan": 80_000,
    "own_yuan": 20_000,
    "forms": (Form.WORKS,),
}
_FUND = Fund("民生微实事", "西站社区", yearly_yuan=100_000, used_yuan=10_000)


def money(
    fund: Fund = _FUND,
    *more: Fund,
    options: Options | None = None,
    **facts: Any,  # noqa: ANN401 - fields of any type
) -> Candidates:
    lists = Lists(
        needs=(a_need(**(_SHED | facts)),),
        resources=(a_resource(title="停车棚施工建设", forms=(Form.WORKS,)),),
        funds=(fund, *more),
    )
    return candidates.find(lists, (), options or Options(), month=MONTH, vocabulary=WORDS)


def drawn(month: Candidates) -> list[tuple[str, int, int | None]]:
    return [(grant.fund, grant.yuan, grant.cap) for grant in month.grants]


def test_a_need_draws_its_budget_less_its_own_money_from_its_communitys_fund() -> None:
    month = money()
    assert drawn(month) == [("西站社区民生微实事", 60_000, None)]
    assert [(limit.fund, limit.left) for limit in month.funds] == [("西站社区民生微实事", 90_000)]


def test_of_a_fund_with_and_without_a_year_the_row_that_names_the_year_counts() -> None:
    """Two limits under one name would both hold: the stale row of nothing left would stop every project."""
    stale = replace(_FUND, used_yuan=100_000)
    for both in ((stale, replace(_FUND, year=2026)), (replace(_FUND, year=2026), stale)):
        month = money(*both)
        assert [(limit.fund, limit.left) for limit in month.funds] == [
            ("西站社区民生微实事", 90_000)
        ]


def test_half_of_what_is_left_may_be_used_where_the_options_say_so() -> None:
    assert money(options=Options(fund_percent=50)).funds[0].left == 45_000


@pytest.mark.parametrize(
    ("fund", "facts"),
    [
        (replace(_FUND, community="关上社区"), {}),
        (replace(_FUND, year=2025), {}),
        (_FUND, {"budget_yuan": None}),
        (_FUND, {"own_yuan": 80_000}),
        (_FUND, {"forms": (Form.WORKS, Form.MONEY)}),
    ],
    ids=["other community", "other year", "no budget", "all raised", "asks a donor"],
)
def test_who_draws_nothing(fund: Fund, facts: dict[str, Any]) -> None:
    assert drawn(money(fund, **facts)) == []


def test_funds_can_be_left_out_of_account() -> None:
    assert drawn(money(options=Options(funds=False))) == []


def test_the_streets_fund_pays_what_the_communitys_cannot() -> None:
    street = Fund("党建经费", yearly_yuan=500_000)
    assert drawn(money(_FUND, street))[0][0] == "西站社区民生微实事"
    assert drawn(money(replace(_FUND, used_yuan=50_000), street))[0][0] == "党建经费"


def test_a_cap_holds_for_its_kind_of_project_only() -> None:
    works = replace(_FUND, caps=((ProjectKind.WORKS, 50_000),))
    service = replace(_FUND, caps=((ProjectKind.SERVICE, 50_000),))
    assert drawn(money(works)) == [("西站社区民生微实事", 60_000, 50_000)]
    assert drawn(money(service)) == [("西站社区民生微实事", 60_000, None)]


def test_with_partial_grants_the_cap_is_given_and_the_rest_is_to_be_raised() -> None:
    month = money(
        replace(_FUND, caps=((ProjectKind.WORKS, 50_000),)), options=Options(partial_grants=True)
    )
    assert drawn(month) == [("西站社区民生微实事", 50_000, 50_000)]
    assert "西站社区民生微实事单项上限5万元，还需自筹1万元" in month.pairs[0].flags


# openings


def table(
    *needs: Need,
    options: Options | None = None,
    **facts: Any,  # noqa: ANN401 - fields of any type
) -> tuple[Timetable, ...]:
    told: dict[str, Any] = {"times": WEDNESDAY_AFTERNOON, "capacity_total": Amount(9, "次")} | facts
    return found(
        needs, [a_resource(forms=(Form.SERVICE,), **told)], options=options or Options()
    ).timetables


def test_a_wednesday_service_has_four_openings_in_june_and_one_suits_the_17th() -> None:
    """June 2026 has Wednesdays on the 3rd, 10th, 17th and 24th."""
    fixed = replace(WEDNESDAY_AFTERNOON[0], first=date(2026, 6, 15), last=date(2026, 6, 20))
    (told,) = table(a_need(1), a_need(2, times=(fixed,)))
    assert [day.day for day in told.openings] == [3, 10, 17, 24]
    assert told.room == 1
    assert [days for _, days in told.suiting] == [(0, 1, 2, 3), (2,)]


@pytest.mark.parametrize(
    ("options", "facts", "room"),
    [
        (Options(events_per_opening=3), {}, 3),
        (Options(), {"capacity_per_round": Amount(8, "次", per="month")}, 2),
    ],
    ids=["by the options", "eight times in four openings"],
)
def test_an_opening_may_hold_more(options: Options, facts: dict[str, Any], room: int) -> None:
    assert table(a_need(), options=options, **facts)[0].room == room


@pytest.mark.parametrize(
    ("options", "facts"),
    [
        (Options(timetable=False), {}),
        (Options(), {"times": ()}),
        (Options(), {"capacity_total": Amount(1, "次")}),
        (Options(), {"capacity_total": Amount(20, "人")}),
        (Options(), {"forms": (Form.GOODS,), "title": "反诈宣传手册"}),
    ],
    ids=["shut off", "no times", "once only", "counts people", "goods"],
)
def test_resources_whose_openings_do_not_matter(options: Options, facts: dict[str, Any]) -> None:
    told: dict[str, Any] = {"forms": (Form.SERVICE,), "times": WEDNESDAY_AFTERNOON}
    resource = a_resource(**(told | {"capacity_total": Amount(9, "次")} | facts))
    assert found([a_need()], [resource], options=options).timetables == ()
