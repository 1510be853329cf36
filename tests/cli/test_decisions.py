"""Locks, forbids and claims as written are found in the lists."""

import pytest

from matcher.cli.decisions import decisions_from
from matcher.domain import Decision, DecisionKind, Lists, Need, Resource, Unit
from matcher.errors import UsageError

LISTS = Lists(
    needs=(
        Need(id="XQ-1", title="灯", need_no="7"),
        Need(id="XQ-2", title="水", need_no="8"),
        Need(id="XQ-3", title="电", need_no="8"),
    ),
    resources=(Resource(id="ZY-1", unit="供电所", title="电工", res_no="甲"),),
    units=(Unit("云泽区人民医院", aliases=("区医院",)),),
)


def test_a_lock_by_ids() -> None:
    assert decisions_from(LISTS, [("XQ-1", "ZY-1")], (), ()) == (
        Decision(DecisionKind.LOCK, need="XQ-1", resource="ZY-1"),
    )


def test_ids_may_be_typed_in_small_or_full_width_letters() -> None:
    (lock,) = decisions_from(LISTS, [("xq-1", "ＺＹ-１")], (), ())

    assert (lock.need, lock.resource) == ("XQ-1", "ZY-1")


def test_a_lock_by_the_lists_own_numbers() -> None:
    assert decisions_from(LISTS, [("7", "甲")], (), ()) == (
        Decision(DecisionKind.LOCK, need="XQ-1", resource="ZY-1"),
    )


def test_a_forbid_of_a_resource_and_of_a_unit() -> None:
    assert decisions_from(LISTS, (), [("XQ-1", "ZY-1"), ("XQ-1", "供电所")], ()) == (
        Decision(DecisionKind.FORBID, need="XQ-1", resource="ZY-1"),
        Decision(DecisionKind.FORBID, need="XQ-1", unit="供电所"),
    )


def test_a_claim_by_an_alias_is_the_units() -> None:
    assert decisions_from(LISTS, (), (), [("XQ-2", "区医院")]) == (
        Decision(DecisionKind.CLAIM, need="XQ-2", unit="云泽区人民医院"),
    )


def test_a_maximum_and_a_minimum_of_a_unit_by_its_alias() -> None:
    name = "云泽区人民医院"
    given = decisions_from(LISTS, (), (), (), maxima=[("区医院", "3")], minima=[("区医院", "2")])
    assert given == (
        Decision(DecisionKind.UNIT_MOST, unit=name, amount=3),
        Decision(DecisionKind.UNIT_LEAST, unit=name, amount=2),
    )


def test_a_minimum_of_nothing_is_refused() -> None:
    with pytest.raises(UsageError, match="1 到 1000"):
        decisions_from(LISTS, (), (), (), minima=[("供电所", "0")])


@pytest.mark.parametrize(
    ("locks", "claims", "words", "where"),
    [
        ([("XQ-9", "ZY-1")], (), "没有这个需求编号", "XQ-9"),
        ([("XQ-1", "ZY-9")], (), "没有这个资源编号", "ZY-9"),
        ([("8", "ZY-1")], (), "有 2 项需求用这个编号", "8"),
        ((), [("XQ-1", "某某公司")], "没有这个单位", "某某公司"),
    ],
)
def test_what_is_not_in_the_lists_or_not_clear_is_told(
    locks: list[tuple[str, str]], claims: list[tuple[str, str]], words: str, where: str
) -> None:
    with pytest.raises(UsageError) as caught:
        decisions_from(LISTS, locks, (), claims)

    assert words in caught.value.what
    assert caught.value.where == where
    assert caught.value.advice
