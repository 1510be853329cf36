"""A coordinator's own category words, and how well categories go together."""

import pytest

from matcher.domain import Category
from matcher.vocabulary import load

WORDS = load()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("停车交通/电动车充电", "停车交通/电动车充电"),
        ("停车充电/电动车充电", "停车交通/电动车充电"),
        ("A03 停车充电类", "停车交通"),
        ("3.党建共建", "党建共建"),
        ("（一）养老助老", "养老助残"),
        ("一、环境整治", "环境整治"),
        ("医疗健康（义诊）", "医疗健康"),
        ("文化体育类-兴趣社团", "文体活动/兴趣社团"),
        ("环境设施/道路照明", "物业维修/照明电路"),
        ("法律咨询与援助", "法律服务"),
        ("扶贫帮困", "帮扶慰问"),
        ("微心愿", "帮扶慰问/物资捐助"),
        ("助餐", "养老助残/老人助餐"),
        ("平安安全／消防", "安全消防/消防"),
        ("其它", "其他"),
    ],
)
def test_category_words_are_understood(written: str, expected: str) -> None:
    assert str(WORDS.category_of(written)) == expected


@pytest.mark.parametrize("written", ["", "　", "某某某", "法律、医疗", "12", "／"])
def test_what_names_no_category_or_several_is_not_guessed(written: str) -> None:
    assert WORDS.category_of(written) is None


def test_every_category_is_understood_as_it_is_written() -> None:
    assert [WORDS.category_of(str(category)) for category in WORDS.categories] == list(
        WORDS.categories
    )


def test_there_are_87_classes_in_21_fields() -> None:
    assert len(WORDS.categories) == 87
    assert len({category.l1 for category in WORDS.categories}) == 21


def category(text: str) -> Category:
    l1, _, l2 = text.partition("/")
    return Category(l1, l2)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("停车交通/停车位", "停车交通/停车位", 1000),
        ("停车交通/停车位", "停车交通/道路交通", 700),
        ("停车交通/停车位", "停车交通", 850),
        ("养老助残/老人助餐", "医疗健康/义诊体检", 600),
        ("物业维修/门禁监控", "安全消防/高空抛物", 850),
        ("文体活动/文艺演出", "物业维修/给排水", 0),
    ],
)
def test_affinities(one: str, other: str, expected: int) -> None:
    assert WORDS.affinity(category(one), category(other)) == expected


def test_affinity_is_the_same_both_ways_and_within_bounds() -> None:
    for one in WORDS.categories:
        for other in WORDS.categories:
            affinity = WORDS.affinity(one, other)
            assert 0 <= affinity <= 1000
            assert affinity == WORDS.affinity(other, one)


def test_every_alias_and_affinity_names_a_category_that_exists() -> None:
    known = {str(item) for item in WORDS.categories} | {item.l1 for item in WORDS.categories}
    named = {str(item) for item in WORDS.category_names.values()}
    in_pairs = {name for pair in WORDS.affinities for name in pair}
    assert (named | in_pairs) - known == {"其他"}
