"""A resource of the same category that offers another thing is no candidate."""

from matcher.candidates import find
from matcher.domain import (
    Amount,
    Candidates,
    Category,
    Decision,
    DecisionKind,
    Form,
    Lists,
    Need,
    Options,
    Reason,
    Resource,
)
from matcher.vocabulary import load

GOODS = Category("帮扶慰问", "物资捐助")
NEED = Need(id="XQ-1", title="想要一辆轮椅", category=GOODS)
CHAIR = Resource(
    id="ZY-1", unit="甲单位", title="轮椅借用", category=GOODS, capacity_total=Amount(10, "辆")
)
METER = Resource(
    id="ZY-2", unit="乙单位", title="血糖仪捐赠", category=GOODS, capacity_total=Amount(5, "台")
)


def found(*resources: Resource, decisions: tuple[Decision, ...] = ()) -> Candidates:
    lists = Lists(needs=(NEED,), resources=resources)
    return find(lists, decisions, Options(score_floor=0), month="2026-06", vocabulary=load())


def test_the_same_thing_is_a_candidate_and_another_is_not() -> None:
    assert [pair.resource for pair in found(CHAIR, METER).pairs] == ["ZY-1"]


def test_the_reason_names_both_things() -> None:
    (exclusion,) = found(METER).exclusions
    assert exclusion.reason is Reason.CATEGORY
    assert "轮椅" in exclusion.detail
    assert "血糖仪" in exclusion.detail


def test_a_lock_of_the_meeting_overrules_it() -> None:
    lock = Decision(DecisionKind.LOCK, need="XQ-1", resource="ZY-2")
    assert [pair.resource for pair in found(METER, decisions=(lock,)).pairs] == ["ZY-2"]


def test_money_buys_anything() -> None:
    fund = Resource(
        id="ZY-3",
        unit="丙单位",
        title="血糖仪专项资金",
        category=GOODS,
        forms=(Form.MONEY,),
        amount_yuan=5000,
    )
    reasons = {exclusion.detail for exclusion in found(fund).exclusions}
    assert not any("需求要的是" in detail for detail in reasons)
