"""Categories and forms suggested for a text, with the words that speak for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain import Form
from matcher.similarity import suggest, suggest_forms
from matcher.vocabulary import fold, load

WORDS = load()


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("小区楼道灯损坏", "物业维修/照明电路"),
        ("希望开展反诈知识讲座", "宣讲培训/反诈宣传"),
        ("独居老人想有人陪聊", "养老助残/陪伴探访"),
        ("增设集中充电棚", "停车交通/电动车充电"),
    ],
)
def test_the_first_suggestion(text: str, category: str) -> None:
    best = suggest(text, WORDS)[0]
    assert str(best.category) == category
    assert best.clear
    assert best.words


def test_at_most_three_and_only_the_first_can_be_clear() -> None:
    found = suggest("希望改善一下小区环境，再种点树", WORDS)
    assert 1 <= len(found) <= 3
    assert not any(item.clear for item in found[1:])


def test_words_that_point_two_ways_are_not_clear() -> None:
    assert not suggest("既想理发，又想量血压", WORDS)[0].clear


def test_nothing_is_suggested_for_nothing() -> None:
    assert suggest("", WORDS) == ()
    assert suggest("——", WORDS) == ()


@given(st.text(alphabet="小区楼道灯损坏老人ＡＥＤ aed急救不缺，。1", max_size=30))
def test_words_stand_in_the_text_and_shares_stay_within_the_whole(text: str) -> None:
    found = suggest(text, WORDS)
    assert sum(item.score for item in found) <= 1010
    for item in found:
        for word in item.words:
            assert word in text


def test_forms_with_their_words() -> None:
    best = suggest_forms("想借个会议室开会", WORDS)[0]
    assert best.form is Form.SITE
    assert "会议室" in best.words


@given(st.text(alphabet="想借会议室资金捐赠维修，。", max_size=20))
def test_form_words_stand_in_the_text(text: str) -> None:
    for item in suggest_forms(text, WORDS):
        for word in item.words:
            assert word in fold(text)


def test_what_is_wished_for_counts_more_than_why() -> None:
    wished = {str(item.category): item.score for item in suggest("公园没灯，想装个探头", WORDS)}
    told = {str(item.category): item.score for item in suggest("公园没灯，装个探头", WORDS)}
    assert wished["物业维修/门禁监控"] > told["物业维修/门禁监控"]
