"""Ranking of resources: scores, parts, evidence, independence of order, cancelling."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain import level_of
from matcher.errors import Cancelled
from matcher.similarity import Scored, rank
from matcher.vocabulary import fold, load
from tests.profiles import examples

WORDS = load()
RESOURCES = (
    "供电所党员服务队每月可提供2次电路检修",
    "民警反诈宣讲，可进小区",
    "雨污水管网疏通、井盖更换",
    "暑期爱心托管班，限40人",
    "ＡＥＤ急救培训，由红十字会授课",
    "外卖骑手凭工牌享8元爱心餐",
    "为65岁以上老人免费检查口腔",
)
NEEDS = (
    "小区楼道灯损坏，老人夜间出行不便",
    "希望开展反诈知识讲座",
    "下水道三天两头堵",
    "暑期无人照看儿童",
    "居民想学 AED 怎么用",
    "骑手想吃口热乎饭",
    "不用送米送油，就想补漏雨的屋顶",
)
texts = st.lists(st.sampled_from(NEEDS + RESOURCES), min_size=1, max_size=9)


def first(need: str) -> Scored:
    return rank([need], RESOURCES, WORDS, top=3)[0][0]


@pytest.mark.parametrize("number", range(6))
def test_the_right_resource_comes_first(number: int) -> None:
    assert first(NEEDS[number]).resource == number


def test_a_lamp_meets_an_electrician_through_the_lexicon() -> None:
    assert "楼道灯 ↔ 电路检修" in first(NEEDS[0]).words


def test_shared_words_are_told_as_the_need_writes_them() -> None:
    assert "反诈" in first(NEEDS[1]).words


@given(texts, texts)
@examples(40)
def test_every_evidence_word_stands_in_its_text(needs: list[str], resources: list[str]) -> None:
    for need, found in zip(needs, rank(needs, resources, WORDS, top=9), strict=True):
        for likeness in found:
            resource = resources[likeness.resource]
            for words in likeness.words:
                ours, _, theirs = words.partition(" ↔ ")
                assert ours in need
                assert fold(theirs or ours) in fold(resource)


@given(texts, texts)
@examples(40)
def test_parts_add_up_and_scores_fall(needs: list[str], resources: list[str]) -> None:
    for found in rank(needs, resources, WORDS, top=9):
        scores = [likeness.score for likeness in found]
        assert scores == sorted(scores, reverse=True)
        for likeness in found:
            assert sum(part.points for part in likeness.parts) == likeness.score
            assert 0 <= likeness.score <= 1000


@given(texts, texts, st.randoms(use_true_random=False))
@examples(40)
def test_the_order_of_rows_does_not_matter(
    needs: list[str], resources: list[str], chance: random.Random
) -> None:
    def told(ours: list[str], theirs: list[str]) -> dict[str, list[tuple[str, int]]]:
        return {
            need: [(theirs[item.resource], item.score) for item in found]
            for need, found in zip(ours, rank(ours, theirs, WORDS, top=3), strict=True)
        }

    before = told(needs, resources)
    chance.shuffle(needs)
    chance.shuffle(resources)
    assert told(needs, resources) == before


def test_the_score_of_two_texts_does_not_depend_on_the_others() -> None:
    alone = rank([NEEDS[0]], [RESOURCES[0]], WORDS, top=1)[0][0]
    assert first(NEEDS[0]).score == alone.score


def test_two_equal_offers_cannot_be_told_apart() -> None:
    found = rank([NEEDS[1]], [RESOURCES[1], RESOURCES[1] + "。"], WORDS, top=2)[0]
    assert [item.ambiguous for item in found] == [True, True]


def test_a_clear_winner_is_not_ambiguous() -> None:
    assert not first(NEEDS[1]).ambiguous


def test_levels() -> None:
    levels = [level_of(score) for score in (700, 699, 400, 399)]
    assert levels == ["高", "中", "中", "低"]


@pytest.mark.parametrize(("needs", "resources"), [((), RESOURCES), (NEEDS, ())])
def test_empty_lists(needs: tuple[str, ...], resources: tuple[str, ...]) -> None:
    assert rank(needs, resources, WORDS, top=5) == tuple(() for _ in needs)


def test_stopping_is_heard() -> None:
    with pytest.raises(Cancelled):
        rank(NEEDS, RESOURCES, WORDS, top=3, stop=lambda: True)


def test_of_a_very_long_text_only_the_beginning_counts() -> None:
    long = NEEDS[0] + "。" * 3000
    padded = rank([long + RESOURCES[1]], RESOURCES, WORDS, top=1)[0][0]
    assert (padded.resource, padded.score) == (first(NEEDS[0]).resource, first(NEEDS[0]).score)
