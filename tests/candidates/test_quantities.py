"""Demands, capacities and uses, worked out by hand from the sentences of the architecture."""

from typing import Any

import pytest

from matcher.candidates import demands_of, in_one_month, offer_of
from matcher.domain import Amount, Certainty, Form, ListWord, Options, VocabularyChanges, WordList
from matcher.vocabulary import in_force
from tests.candidates.build import DEFAULTS, a_need, a_resource, found, paired


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (Amount(2, "次", per="month"), 2),
        (Amount(1, "次", per="week"), 4),
        (Amount(2, "次", per="quarter"), 1),
        (Amount(6, "次", per="quarter"), 2),
        (Amount(4, "场", per="year"), 1),
        (Amount(24, "场", per="year"), 2),
        (Amount(2, "次", Certainty.RANGE, high=3, per="month"), 2),
        (Amount(0, "次"), 0),
        (Amount(None, certainty=Certainty.UNLIMITED), None),
        (Amount(None, certainty=Certainty.SOME), None),
    ],
)
def test_a_frequency_counts_in_one_month(amount: Amount, expected: int | None) -> None:
    assert in_one_month(amount) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, 1),
        ({"capacity_total": Amount(6, "次")}, 6),
        ({"capacity_per_round": Amount(2, "次", per="month")}, 2),
        (
            {
                "capacity_total": Amount(6, "次"),
                "capacity_per_round": Amount(2, "次", per="month"),
            },
            2,
        ),
        (
            {
                "capacity_total": Amount(3, "次"),
                "capacity_per_round": Amount(1, "次", per="week"),
            },
            3,
        ),
        ({"capacity_total": Amount(None, certainty=Certainty.UNLIMITED)}, None),
        (
            {
                "capacity_total": Amount(None, certainty=Certainty.UNLIMITED),
                "capacity_per_round": Amount(1, "次", per="month"),
            },
            1,
        ),
    ],
)
def test_the_smaller_of_frequency_and_total_is_the_capacity(
    facts: dict[str, Any], expected: int | None
) -> None:
    assert offer_of(a_resource(**facts), "城关派出所", DEFAULTS).capacity == expected


def test_blank_capacity_is_the_option() -> None:
    assert offer_of(a_resource(), "城关派出所", Options(blank_capacity=3)).capacity == 3


def test_a_fund_is_counted_in_yuan() -> None:
    offer = offer_of(a_resource(forms=(Form.MONEY,), amount_yuan=150_000), "某公司", DEFAULTS)
    assert (offer.capacity, offer.measure) == (150_000, "元")


def test_things_keep_their_counting_word() -> None:
    assert offer_of(a_resource(capacity_total=Amount(30, "台")), "某公司", DEFAULTS).measure == "台"


@pytest.mark.parametrize(
    ("quantity", "goods", "times"),
    [
        (None, False, 1),
        (Amount(3, "场"), False, 3),
        (Amount(1, "次", per="week"), False, 4),
        (Amount(2, "名"), False, 1),
        (Amount(9, "盏"), False, 1),
        (Amount(3, "台"), True, 3),
        (Amount(None, certainty=Certainty.SOME), True, 1),
    ],
)
def test_sessions_count_always_and_things_where_things_are_wanted(
    quantity: Amount | None, goods: bool, times: int
) -> None:
    (demand,) = demands_of(a_need(quantity=quantity), goods)
    assert demand.times == times


def test_an_offices_own_counting_word_counts_things() -> None:
    need = a_need(forms=(Form.GOODS,), quantity=Amount(3, "挂"))
    own = in_force(VocabularyChanges.of((), [ListWord(WordList.MEASURES, "物品", "挂")]))
    assert [demand.times for demand in demands_of(need, False)] == [1]
    assert [demand.times for demand in demands_of(need, False, own.measures)] == [3]


def test_each_required_form_is_a_demand() -> None:
    need = a_need(forms=(Form.GOODS, Form.SITE), quantity=Amount(5, "件"))
    told = [(demand.index, demand.form, demand.times) for demand in demands_of(need, False)]
    assert told == [(0, Form.GOODS, 5), (1, Form.SITE, 1)]


def test_forty_people_twenty_a_session_take_two_sessions() -> None:
    need = a_need(beneficiaries=Amount(40, "人"))
    resource = a_resource(people_per_time=Amount(20, "人"), capacity_total=Amount(4, "次"))
    assert paired(need, resource).uses == 2


def test_forty_one_people_take_three() -> None:
    need = a_need(beneficiaries=Amount(41, "人"))
    resource = a_resource(people_per_time=Amount(20, "人"), capacity_total=Amount(4, "次"))
    assert paired(need, resource).uses == 3


def test_households_are_not_people() -> None:
    need = a_need(beneficiaries=Amount(40, "户"))
    resource = a_resource(people_per_time=Amount(20, "人"), capacity_total=Amount(1, "次"))
    pair = paired(need, resource)
    assert pair.uses == 1
    assert "需求未注明人数；每次可服务20人" in pair.flags


def test_a_fund_gives_the_budget() -> None:
    need = a_need(title="口袋花园缺项目资金", budget_yuan=30_000, forms=(Form.MONEY,))
    fund = a_resource(title="出资支持社区公益项目资金", forms=(Form.MONEY,), amount_yuan=100_000)
    assert paired(need, fund).uses == 30_000


def test_a_donor_gives_what_is_not_raised_otherwise() -> None:
    told: dict[str, Any] = {"budget_yuan": 30_000, "own_yuan": 12_000, "forms": (Form.MONEY,)}
    fund = a_resource(title="出资支持社区公益项目资金", forms=(Form.MONEY,), amount_yuan=20_000)
    assert paired(a_need(title="口袋花园缺项目资金", **told), fund).uses == 18_000


def test_a_general_fund_serves_any_need_that_asks_for_money() -> None:
    need = a_need(title="盼建停车棚", budget_yuan=30_000, forms=(Form.MONEY,))
    fund = a_resource(title="出资支持社区公益项目资金", forms=(Form.MONEY,), amount_yuan=100_000)
    assert "fungible" in {part.name for part in paired(need, fund).parts}


@pytest.mark.parametrize(
    ("facts", "weight"),
    [
        ({}, 10),
        ({"beneficiaries": Amount(1, "人")}, 11),
        ({"beneficiaries": Amount(100, "人"), "months_waited": 2}, 27),
        ({"months_waited": 12}, 40),
        ({"beneficiaries": Amount(1_000_000, "人")}, 24),
    ],
)
def test_weights_by_hand(facts: dict[str, Any], weight: int) -> None:
    (told,) = found([a_need(**facts)], [a_resource()]).needs
    assert told.weight == weight
