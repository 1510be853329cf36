"""Levels of scores, and demands whose best two pairs cannot be told apart."""

import random

import pytest

from matcher.domain import Pair, level_of, too_near, undecided


def pair(need: str, resource: str, score: int, *, forced: bool = False) -> Pair:
    return Pair(need, 0, resource, "单位", 1, score, (), forced=forced)


@pytest.mark.parametrize(("score", "word"), [(700, "高"), (699, "中"), (400, "中"), (399, "低")])
def test_levels(score: int, word: str) -> None:
    assert level_of(score) == word
    assert pair("N", "R", score).level == word


def test_forty_points_apart_can_be_told() -> None:
    assert too_near(600, 561)
    assert not too_near(600, 560)


def test_only_demands_whose_best_two_are_near_are_undecided() -> None:
    pairs = [
        pair("N1", "R1", 600),
        pair("N1", "R2", 590),
        pair("N1", "R3", 585),
        pair("N2", "R1", 600),
        pair("N2", "R2", 500),
        pair("N3", "R1", 600),
    ]
    assert undecided(pairs) == ((pairs[0], pairs[1]),)


def test_the_order_of_pairs_does_not_matter() -> None:
    pairs = [pair("N1", f"R{number}", 500 + number % 3) for number in range(6)]
    before = undecided(pairs)
    random.Random(1).shuffle(pairs)
    assert undecided(pairs) == before


def test_pairs_somebody_asked_for_are_no_rivals() -> None:
    assert undecided([pair("N1", "R1", 300), pair("N1", "R2", 290, forced=True)]) == ()
