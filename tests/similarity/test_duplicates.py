"""Texts that say the same; places that keep them apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.errors import Cancelled
from matcher.similarity import near_pairs
from matcher.similarity.duplicates import places_in
from matcher.vocabulary import load
from tests.profiles import examples

WORDS = load()


def paired(*texts: str) -> set[tuple[int, int]]:
    return {(pair.first, pair.second) for pair in near_pairs(texts, WORDS)}


def test_the_same_in_other_words() -> None:
    assert paired("下水道堵了，污水倒灌到一楼", "一楼地漏返水，管道堵得厉害") == {(0, 1)}


def test_something_else() -> None:
    assert paired("下水道堵了", "希望开展反诈知识讲座") == set()


def test_another_building_is_another_need() -> None:
    assert paired("3号楼楼道灯坏了", "5号楼楼道灯坏了") == set()


def test_the_same_building_written_otherwise() -> None:
    assert paired("3号楼2单元楼道灯坏了", "三栋二单元楼道灯不亮") == {(0, 1)}


def test_another_entrance_is_another_need() -> None:
    assert paired("3号楼1单元楼道灯坏了", "3号楼2单元楼道灯坏了") == set()


def test_a_building_and_a_gate_are_different_places() -> None:
    assert paired("3号楼楼道灯坏了", "西门路灯坏了") == set()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("十二栋二单元", {("building", "12"), ("entrance", "2")}),
        ("二十号楼", {("building", "20")}),
        ("小区西大门和南门", {("gate", "西"), ("gate", "南")}),
        ("A3栋1204室", {("building", "a3"), ("room", "1204")}),
        ("一楼漏水", set()),
    ],
)
def test_places(text: str, places: set[tuple[str, str]]) -> None:
    assert places_in(text) == places


TEXTS = (
    "3号楼楼道灯坏了",
    "5号楼楼道灯坏了",
    "楼道灯不亮，老人摸黑",
    "停车难，晚上没地方停车",
    "车位太少，回来没地方停",
)


@given(st.lists(st.sampled_from(TEXTS), max_size=7))
@examples(30)
def test_the_order_of_texts_does_not_matter(texts: list[str]) -> None:
    def told(given_texts: list[str]) -> list[tuple[tuple[str, ...], int]]:
        pairs = near_pairs(given_texts, WORDS)
        return sorted(
            (tuple(sorted((given_texts[pair.first], given_texts[pair.second]))), pair.score)
            for pair in pairs
        )

    before = told(texts)
    shuffled = list(reversed(texts))
    assert told(shuffled) == before


def test_pairs_are_named_once_and_in_order() -> None:
    pairs = near_pairs(TEXTS, WORDS)
    assert all(pair.first < pair.second for pair in pairs)
    assert len({(pair.first, pair.second) for pair in pairs}) == len(pairs)


def test_stopping_is_heard() -> None:
    with pytest.raises(Cancelled):
        near_pairs(TEXTS, WORDS, stop=lambda: True)
