"""Whatever an explanation quotes stands in the texts it is about: every pair of the street month, and any text."""

import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import candidates
from matcher.domain import Candidates, Lists, Options, Part, Reason
from matcher.similarity import rank, suggest, suggest_forms
from matcher.vocabulary import fold, load
from tests.samples.months import loaded

WORDS = load()
_SAYS = re.compile(r"需求(?:写|要)的是(.*?)[，；](?:该资源提供的是|资源只写)(.*)")


def street() -> Lists:
    return loaded("street_2026_06")


@cache
def street_candidates() -> Candidates:
    return candidates.find(street(), (), Options(score_floor=0), month="2026-06", vocabulary=WORDS)


def quoted(part: Part) -> tuple[list[str], list[str]]:
    """What a part quotes of the need and of the resource."""
    if part.name == "words":
        common = [word for word in part.note.split("、") if word]
        return common, [fold(word) for word in common]
    if part.name == "lexicon":
        pairs = [pair.split(" ↔ ") for pair in part.note.split("；") if pair]
        return [ours for ours, _ in pairs], [theirs for _, theirs in pairs]
    if part.name == "specific":
        ours, _, theirs = part.note.partition(" ↔ ")
        return ours.split("、"), (theirs or ours).split("、")
    if part.name == "general":
        said = _SAYS.fullmatch(part.note)
        assert said is not None, part.note
        return said[1].split("、"), said[2].split("、")
    return [], []


def strangers(part: Part, need: str, resource: str) -> list[str]:
    """Words a part quotes that stand nowhere in the text they are said to stand in."""
    if part.name == "category":
        told = re.fullmatch(r"\S+?（(.*)）", part.note)
        assert told is not None, part.note
        names = [] if told[1] == "按整句判断" else told[1].split(" ↔ ")
        either = f"{need}\n{resource}"
        return [name for name in names if name not in either]
    ours, theirs = quoted(part)
    folded = fold(resource)
    return [
        *(word for word in ours if word not in need),
        *(word for word in theirs if word not in resource and word not in folded),
    ]


def test_every_word_quoted_for_a_pair_of_the_street_month_stands_in_its_texts() -> None:
    lists = street()
    needs = {need.id: need.text for need in lists.needs}
    resources = {one.id: one.text for one in lists.resources}
    pairs = street_candidates().pairs
    wrong = [
        (pair.need, pair.resource, part.name, part.note, found)
        for pair in pairs
        for part in pair.parts
        if (found := strangers(part, needs[pair.need], resources[pair.resource]))
    ]
    assert wrong == []
    quoting = {part.name for pair in pairs for part in pair.parts if any(quoted(part))}
    assert {"words", "lexicon", "specific", "general"} <= quoting


def test_a_pair_shut_out_for_another_thing_names_both_as_they_are_written() -> None:
    lists = street()
    needs = {need.id: need.text for need in lists.needs}
    resources = {one.id: one.text for one in lists.resources}
    said = [
        (found, needs[one.need], resources[one.resource])
        for one in street_candidates().exclusions
        if one.reason is Reason.CATEGORY and (found := _SAYS.fullmatch(one.detail))
    ]
    assert said
    for found, need, resource in said:
        assert [word for word in found[1].split("、") if word not in need] == []
        assert [word for word in found[2].split("、") if word not in resource] == []


def speaking(text: str) -> list[str]:
    """Every word told for a suggested category or form."""
    categories = [word for guess in suggest(text, WORDS) for word in guess.words]
    return categories + [word for guess in suggest_forms(text, WORDS) for word in guess.words]


def test_every_word_for_a_suggested_category_or_form_stands_in_the_row() -> None:
    needs = [need.text for need in street().needs]
    resources = [one.text for one in street().resources]
    told = {text: speaking(text) for text in (*needs, *resources)}
    assert any(told.values())
    assert [(text, w) for text, words in told.items() for w in words if w not in text] == []


PIECES = st.sampled_from(
    [
        "楼道灯", "电路检修", "没 有灯", "ＬＥＤ灯", "500㎡", "㎡", "理 发", "上门理发", "轮椅", "血糖仪",
        "反诈", "，", "。", "、", " ", "不用", "想要", "老人", "助餐", "①", "Ⅲ", "ﬁ", "İ", "没了照明的灯", "充电桩",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, min_size=1, max_size=8).map("".join)


@pytest.mark.parametrize("offered", [False, True], ids=["need", "resource"])
def test_words_as_written_survive_width_and_spaces(offered: bool) -> None:
    need, resource = "楼道的 ＬＥＤ灯 坏了", "LED灯检修"
    one, other = (resource, need) if offered else (need, resource)
    (found,) = rank([one], [other], WORDS, top=1)[0]
    parts = {part.name: part for part in found.parts}
    assert strangers(parts["words"], one, other) == []
    assert fold("LED灯") in fold(parts["words"].note)


@given(TEXTS, TEXTS)
def test_whatever_is_written_only_its_own_words_are_quoted(need: str, resource: str) -> None:
    for found in rank([need], [resource], WORDS, top=1)[0]:
        for part in found.parts:
            assert strangers(part, need, resource) == [], part.note
    assert [word for word in speaking(need) if word not in need] == []
