"""Decisions fit their kind; proofs and evenness in words."""

import pytest

from matcher.domain import (
    Assignment,
    Decision,
    DecisionKind,
    Level,
    Lists,
    Need,
    Plan,
    PlanStatus,
    fairness_words,
    level_words,
    plan_digest,
    proof_words,
    shift_words,
    shifts_between,
    with_decision,
)


def _plan(
    *served: tuple[str, str, str], levels: tuple[Level, ...] = (), proven: bool = True
) -> Plan:
    status = PlanStatus.PROVEN_BEST if proven else PlanStatus.BEST_FOUND
    given = tuple(Assignment(n, 0, r, u, None, 1, 1, 500, ()) for n, r, u in served)
    return Plan(status, levels, given, 0.0, 0, 1)


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": DecisionKind.URGENCY, "need": "甲"},
        {"kind": DecisionKind.URGENCY, "need": "甲", "amount": 6},
        {"kind": DecisionKind.URGENCY, "need": "甲", "unit": "乙", "amount": 3},
        {"kind": DecisionKind.UNIT_MOST, "unit": "乙"},
        {"kind": DecisionKind.UNIT_MOST, "unit": "乙", "amount": -1},
        {"kind": DecisionKind.UNIT_MOST, "unit": "乙", "need": "甲", "amount": 1},
        {"kind": DecisionKind.UNIT_LEAST, "unit": "乙", "amount": 0},
        {"kind": DecisionKind.UNIT_LEAST, "need": "甲", "amount": 1},
        {"kind": DecisionKind.DECLINE, "need": "甲", "unit": "乙"},
        {"kind": DecisionKind.LOCK, "need": "甲", "resource": "乙", "amount": 1},
    ],
)
def test_fields_that_do_not_fit_the_kind_are_refused(facts: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        Decision(**facts)  # type: ignore[arg-type]  # wrong on purpose


def test_a_decision_replaces_the_one_about_its_subject_and_no_other() -> None:
    lock = Decision(DecisionKind.LOCK, "甲", "丙")
    forbid = Decision(DecisionKind.FORBID, "甲", "丙")
    most = Decision(DecisionKind.UNIT_MOST, unit="乙", amount=2)
    shut = Decision(DecisionKind.FORBID, unit="乙")
    fewer = Decision(DecisionKind.UNIT_MOST, unit="乙", amount=1)
    assert with_decision((lock,), forbid) == (forbid,)
    assert with_decision((most,), shut) == (most, shut)
    assert with_decision((most, shut), fewer) == (shut, fewer)
    assert with_decision((most, shut), most, revoke=True) == (shut,)
    moved = Decision(DecisionKind.LOCK, "甲", "丁")
    assert with_decision((lock,), moved, instead_of=(lock,)) == (moved,)
    assert with_decision((most, shut), moved, also=(fewer,)) == (shut, fewer, moved)


def test_what_changed_is_counted_need_by_need() -> None:
    before = _plan(("甲", "一", "某单位"), ("乙", "二", "某单位"))
    after = _plan(("乙", "三", "某单位"), ("丙", "二", "某单位"))
    shifts = shifts_between(before, after)
    assert [(shift.need, shift.kind.value) for shift in shifts] == [
        ("丙", "gains"),
        ("甲", "loses"),
        ("乙", "moves"),
    ]
    assert shift_words(shifts) == "变动 3 项：多满足 1 项，少满足 1 项，换承担方 1 项"
    assert shift_words(()) == "方案没有变动"


def test_plans_are_told_apart_by_what_they_assign() -> None:
    one = _plan(("甲", "一", "某单位"), ("乙", "二", "某单位"))
    same = _plan(("乙", "二", "某单位"), ("甲", "一", "某单位"), proven=False)
    assert plan_digest(one) == plan_digest(same)
    assert plan_digest(one) != plan_digest(_plan(("甲", "一", "某单位")))


def test_a_level_tells_its_proof_or_what_is_left() -> None:
    proven = Level("urgent_5", "紧急程度5级已满足", 6, 6, proven=True, measure="项")
    left = Level("urgent_5", "紧急程度5级已满足", 6, 7, proven=False, measure="项")
    unknown = Level("fit", "匹配度合计", 600, None, proven=False, measure="1/60分")
    assert level_words(proven) == "紧急程度5级已满足 6项，已证明没有更好的"
    assert level_words(left) == "紧急程度5级已满足 6项，最多还能多满足 1项"
    assert level_words(unknown) == "匹配度合计 10.0分，尚不知最多能到多少"
    assert proof_words(_plan(levels=(proven,))) == "已证明：没有更好的方案"
    told = proof_words(_plan(levels=(proven, unknown), proven=False))
    assert told.startswith("在限定时间内找到的最好方案：前 1 级已证明最好；匹配度合计")


def test_evenness_claims_a_proof_only_where_there_is_one() -> None:
    lists = Lists(
        needs=(
            Need("甲", "修灯", community="东社区"),
            Need("乙", "修灯", community="东社区"),
            Need("丙", "修灯", community="西社区"),
        )
    )
    served = (("甲", "一", "电工队"), ("丙", "一", "电工队"))
    share = Level("share_5", "累计满足率达到5成的社区", 2, 2, proven=True, measure="个")
    plain = fairness_words(lists, _plan(*served))
    assert plain == "满足率最低的是东社区（1/2），最高的是西社区（1/1）。承接最多的是电工队，2项"
    assert "已证明" in fairness_words(lists, _plan(*served, levels=(share,)))
