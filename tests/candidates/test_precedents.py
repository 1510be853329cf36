"""What past months add to a score or take from it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import candidates
from matcher.candidates.precedents import points_of
from matcher.domain import Lists, Options, Pair, PastOutcome, Precedent
from tests.candidates.build import DEFAULTS, MONTH, WORDS, a_need, a_resource
from tests.profiles import examples

NEED = a_need()
RESOURCE = a_resource()


def a_case(**facts: Any) -> Precedent:  # noqa: ANN401 - fields of any type
    """The same need served by the same resource in May, unless told otherwise."""
    told: dict[str, Any] = {
        "month": "2026-05",
        "need_text": NEED.text,
        "unit": RESOURCE.unit,
        "outcome": PastOutcome.CONFIRMED,
        "need_title": NEED.title,
        "resource_text": RESOURCE.text,
    }
    return Precedent(**(told | facts))


def pair(*past: Precedent, options: Options = DEFAULTS) -> Pair:
    """The pair of need and resource under these past cases."""
    lists = Lists(needs=(NEED,), resources=(RESOURCE,))
    found = candidates.judge(
        NEED,
        RESOURCE,
        lists,
        (),
        options,
        month=MONTH,
        vocabulary=WORDS,
        precedents=past,
    )
    assert isinstance(found, tuple)
    return found[0]


def points(*past: Precedent, options: Options = DEFAULTS) -> int:
    """What past cases add."""
    return sum(
        part.points for part in pair(*past, options=options).parts if part.name == "precedent"
    )


def test_nothing_past_leaves_the_score_as_it_is() -> None:
    assert pair() == pair(options=Options(precedent_points=0))


def test_a_confirmed_case_adds_the_points_of_the_option() -> None:
    assert pair(a_case()).score == pair().score + 60


def test_a_confirmed_case_is_told_in_words() -> None:
    part = next(part for part in pair(a_case()).parts if part.name == "precedent")
    assert part.note == "参照：2026年5月“希望开展反诈知识讲座”已与城关派出所对接"


def test_a_declined_case_takes_the_points_away_and_tells_why() -> None:
    case = a_case(outcome=PastOutcome.DECLINED, reason="人手不足")
    part = next(part for part in pair(case).parts if part.name == "precedent")
    assert (part.points, part.note) == (
        -60,
        "参照：2026年5月“希望开展反诈知识讲座”未采纳城关派出所（人手不足）",
    )


@pytest.mark.parametrize(
    ("rating", "expected"),
    [(None, 60), (0, 60), (100, 90), (50, 75), (-50, 30), (-100, 0), (33, 69)],
)
def test_a_rating_moves_the_bonus_between_nothing_and_one_and_a_half(
    rating: int | None, expected: int
) -> None:
    assert points(a_case(rating=rating)) == expected


def test_another_unit_gains_nothing() -> None:
    assert points(a_case(unit="区人民医院")) == 0


def test_another_resource_of_the_unit_gains_nothing() -> None:
    assert points(a_case(resource_text="提供会议室一间，可容纳五十人")) == 0


def test_a_case_that_names_no_resource_counts_for_the_unit() -> None:
    assert points(a_case(resource_text="")) == 60


def test_an_unlike_need_says_nothing() -> None:
    assert points(a_case(need_text="下水道堵塞需要疏通")) == 0


def test_a_need_in_other_words_still_counts() -> None:
    assert points(a_case(need_text="请民警来讲讲反诈骗知识")) == 60


def test_of_several_cases_the_latest_counts() -> None:
    declined = a_case(month="2026-04", outcome=PastOutcome.DECLINED)
    assert points(declined, a_case()) == 60
    assert points(a_case(month="2026-03"), declined) == -60


def test_the_option_switches_it_off() -> None:
    assert points(a_case(), options=Options(precedent_points=0)) == 0


def test_the_same_answer_whether_judged_alone_or_with_all() -> None:
    lists = Lists(needs=(NEED,), resources=(RESOURCE,))
    found = candidates.find(
        lists, (), DEFAULTS, month=MONTH, vocabulary=WORDS, precedents=[a_case()]
    )
    assert found.pairs == (pair(a_case()),)


CASES = st.lists(
    st.builds(
        a_case,
        month=st.sampled_from(["2026-03", "2026-04", "2026-05"]),
        need_text=st.sampled_from([NEED.text, "反诈讲座", "理发"]),
        outcome=st.sampled_from(list(PastOutcome)),
        rating=st.none() | st.integers(-100, 100),
        resource_text=st.sampled_from(["", RESOURCE.text]),
    ),
    max_size=5,
)


@examples(30)
@given(CASES, st.integers(0, 200))
def test_scores_stay_in_range_and_parts_add_up(cases: list[Precedent], most: int) -> None:
    found = pair(*cases, options=Options(precedent_points=most))
    assert 0 <= found.score <= 1000
    assert found.score == sum(part.points for part in found.parts)


@examples(30)
@given(CASES)
def test_the_order_of_past_cases_does_not_matter(cases: list[Precedent]) -> None:
    assert pair(*cases) == pair(*reversed(cases))


@given(st.integers(0, 200), st.integers(-100, 100))
def test_a_confirmed_case_never_takes_away_nor_adds_more_than_one_and_a_half(
    most: int, rating: int
) -> None:
    assert 0 <= points_of(a_case(rating=rating), most) * 2 <= most * 3
