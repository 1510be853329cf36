"""The parts of a score beyond the likeness of the words."""

from matcher.domain import Category, Form, Pair, Reason
from tests.candidates.build import a_need, a_resource, excluded, paired


def points(pair: Pair, name: str) -> int:
    return sum(part.points for part in pair.parts if part.name == name)


def test_naming_the_very_thing_beats_a_general_offer() -> None:
    need = a_need(title="想要一台电风扇", forms=(Form.GOODS,))
    fan = a_resource(1, title="夏季清凉物资（电风扇）捐赠", forms=(Form.GOODS,))
    wishes = a_resource(2, title="微心愿认领", forms=(Form.GOODS,))
    assert points(paired(need, fan), "specific") > 0
    assert points(paired(need, wishes), "general") < 0
    assert paired(need, fan).score > paired(need, wishes).score


def test_another_thing_of_the_same_kind_is_shut_out() -> None:
    need = a_need(title="想要一台电风扇")
    exclusion = excluded(need, a_resource(title="儿童衣物捐赠"))
    assert exclusion.reason is Reason.CATEGORY
    assert exclusion.detail == "需求要的是电风扇；该资源提供的是衣物"


def test_the_same_declared_category_adds_35_percent_of_what_is_missing() -> None:
    same = Category("宣讲培训", "反诈宣传")
    plain = paired(a_need(), a_resource())
    told = paired(a_need(category=same), a_resource(category=same))
    assert points(told, "declared") == (1000 - plain.score) * 35 // 100


def test_the_category_that_says_nothing_adds_nothing() -> None:
    other = Category("其他")
    assert points(paired(a_need(category=other), a_resource(category=other)), "declared") == 0


def test_a_fund_for_families_in_need_is_not_a_general_fund() -> None:
    need = a_need(title="盼建停车棚", forms=(Form.MONEY,))
    fund = a_resource(title="困难家庭临时救助金", forms=(Form.MONEY,), amount_yuan=3000)
    assert excluded(need, fund).reason is Reason.CATEGORY


def test_a_resource_for_the_same_people_counts_more() -> None:
    need = a_need(population=("独居老人",))
    for_old = paired(need, a_resource(population=("老年人",)))
    for_all = paired(need, a_resource())
    assert for_old.score - for_all.score == 20


def test_what_exceeds_a_thousand_is_taken_away_visibly() -> None:
    same = Category("宣讲培训", "反诈宣传")
    need = a_need(title="民警反诈宣讲进社区", category=same, community="西站社区")
    resource = a_resource(category=same, scope=("西站社区",))
    pair = paired(need, resource)
    assert pair.score <= 1000
    assert pair.score == sum(part.points for part in pair.parts)
