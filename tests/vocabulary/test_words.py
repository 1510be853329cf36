"""Lexicon words in texts, negations, forms, population groups, qualifications, folding."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain import Form
from matcher.vocabulary import as_written, fold, load, same_places
from matcher.vocabulary.reading import wildcard

WORDS = load()


def found(text: str) -> set[tuple[str, str]]:
    return {(hit.word, WORDS.concepts[hit.concept].category.l2) for hit in WORDS.hits(text)}


def test_lexicon_words_are_found_with_their_class() -> None:
    assert ("楼道灯", "照明电路") in found("小区楼道灯损坏")


def test_of_overlapping_words_the_longest_counts() -> None:
    assert "智能手机" in {word for word, _ in found("老人不会用智能手机")}
    assert "手机" not in {word for word, _ in found("老人不会用智能手机")}


def test_a_wildcard_reaches_over_a_few_characters_but_not_over_a_comma() -> None:
    assert ("灯一直不亮", "照明电路") in found("灯一直不亮")
    assert not any(word.startswith("灯，") for word, _ in found("有灯，就是不亮"))


def test_what_is_not_wanted_is_not_found() -> None:
    assert not any(
        "说说话" not in word and "吃穿" in word for word, _ in found("不缺吃穿，想说说话")
    )
    wanted = {name for _, name in found("不用送米送油，就想补漏雨的屋顶")}
    assert "物资捐助" not in wanted
    assert "房屋维修" in wanted


def test_having_nobody_is_the_need_itself() -> None:
    assert any(name == "代办陪诊" for _, name in found("去医院没人陪"))


@pytest.mark.parametrize(
    ("cell", "forms"),
    [
        ("场地", (Form.SITE,)),
        ("资金、场地", (Form.SITE, Form.MONEY)),
        ("F1+F6+F3+F2（消防指导）", (Form.SITE, Form.TALENT, Form.MONEY, Form.WORKS)),
        ("物资类", (Form.GOODS,)),
        ("别的", ()),
        ("", ()),
    ],
)
def test_forms_in_a_cell(cell: str, forms: tuple[Form, ...]) -> None:
    assert WORDS.forms_of(cell) == forms


@pytest.mark.parametrize(
    ("words", "groups"),
    [
        ("独居老人", ("独居老人",)),
        ("老年人、儿童", ("儿童", "老年人")),
        ("全体居民", ("居民",)),
        ("骑手", ("新就业群体",)),
        ("", ()),
    ],
)
def test_groups_in_words(words: str, groups: tuple[str, ...]) -> None:
    assert WORDS.groups_in(words) == groups


def test_groups_lie_within_wider_ones() -> None:
    assert WORDS.within("独居老人", "老年人")
    assert WORDS.within("独居老人", "居民")
    assert not WORDS.within("老年人", "独居老人")
    assert not WORDS.within("企业", "居民")


def test_every_group_ends_at_a_widest_one() -> None:
    for group in WORDS.groups:
        seen = set()
        while group:
            assert group not in seen
            seen.add(group)
            group = WORDS.groups[group]


def test_qualifications_vouch_for_each_other_within_their_trade() -> None:
    assert WORDS.vouches("执业律师", "明正律师事务所")
    assert WORDS.vouches("医师资格", "区人民医院专家义诊")
    assert not WORDS.vouches("执业律师", "区人民医院专家义诊")


def test_folding_takes_width_case_and_spaces_away() -> None:
    assert fold("ＡＥＤ　除 颤\xa0仪") == "aed除颤仪"


@given(st.text(alphabet="ＡＥＤ aB 除颤仪　１2㎡", max_size=12), st.data())
def test_a_folded_piece_is_found_again_as_written(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded)))
    end = data.draw(st.integers(start, len(folded)))
    piece = as_written(text, start, end)
    assert piece in text
    if "㎡" not in text:
        assert fold(piece) == folded[start:end]


@pytest.mark.parametrize(
    ("text", "start"), [("丢了车，想装个探头", 4), ("想装个探头", 0), ("灯不亮", 0)]
)
def test_where_a_text_begins_to_say_what_is_wanted(text: str, start: int) -> None:
    assert WORDS.wish_start(fold(text)) == start


def test_a_wildcard_does_not_hide_the_words_it_reaches_over() -> None:
    words = {word for word, _ in found("不会用智能手机")}
    assert {"不会用智能手机", "智能手机"} <= words


def test_a_word_may_begin_with_the_wildcard() -> None:
    own = replace(WORDS, patterns=((wildcard("*响个不停"), 0, 1000),))
    words = [hit.word for hit in own.hits("铃响个不停") if hit.concept == 0]
    assert words == ["铃响个不停"]


def test_a_space_does_not_make_up_for_a_character_that_grows() -> None:
    assert same_places("楼道灯LED", "楼道灯led")
    assert not same_places("500㎡ 有灯", "500m2有灯")
