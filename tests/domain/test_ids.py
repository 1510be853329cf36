"""Ids with a check character."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain.ids import (
    ALPHABET,
    batch_code,
    blank_ids,
    check_character,
    check_holds,
    is_blank_id,
    kind_of_id,
    normal,
    with_check,
    without_check,
)
from tests.profiles import examples

_CHINESE = 0x9FA5 - 0x4E00 + 1
"""Characters from U+4E00 on."""
TYPED = string.digits + string.ascii_uppercase + "-"


def bodies() -> st.SearchStrategy[str]:
    """Ids of blank lists and plain ones, running numbers of three and more digits."""
    number = st.integers(0, 99_999).map(lambda n: f"{n:03d}")
    code = st.text(ALPHABET, min_size=1, max_size=6).filter(lambda text: not text.isdecimal())
    middle = code.map(lambda text: f"-{text}")
    month = st.text(string.digits, min_size=6, max_size=6)
    return st.builds(
        "{}-{}{}-{}".format,
        st.sampled_from(("XQ", "ZY", "XM")),
        month,
        middle | st.just(""),
        number,
    )


def swapped(text: str, place: int) -> str:
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def test_worked_out_by_hand() -> None:
    # From the right: hyphen, 1 counts 1·3², 6 counts 6·3⁶ (00 and hyphens nothing), 0, 6·3⁸, 2·3⁹, 0, 2·3¹¹,
    # hyphen, Y = place 29 · 3¹³, Z = place 30 · 3¹⁴. Powers of 3 modulo 31: 3²=9, 3⁶=16, 3⁸=20, 3⁹=29,
    # 3¹¹=13, 3¹³=24, 3¹⁴=10. Sum: 9 + 96 + 120 + 58 + 26 + 696 + 300 = 1305 = 42·31 + 3; 31 - 3 = 28 → X.
    assert check_character("ZY-202606-001") == "X"
    assert check_holds("ZY-202606-001-X")


@examples(40)
@given(bodies())
def test_every_wrong_character_is_caught(body: str) -> None:
    good = with_check(body)
    assert check_holds(good)
    for place, right in enumerate(good):
        for wrong in TYPED:
            assert wrong == right or not check_holds(good[:place] + wrong + good[place + 1 :])


@given(bodies())
def test_every_swap_of_neighbours_is_caught(body: str) -> None:
    good = with_check(body)
    for place in range(len(good) - 1):
        assert good[place] == good[place + 1] or not check_holds(swapped(good, place))


@given(bodies(), st.integers(0, _CHINESE - 1), st.integers(1, _CHINESE - 1))
def test_a_chinese_character_put_for_another_is_caught_unless_both_leave_one_remainder(
    body: str, place: int, away: int
) -> None:
    month = body[3:9]
    right, wrong = chr(0x4E00 + place), chr(0x4E00 + (place + away) % _CHINESE)
    good = with_check(f"XQ-{month}-{right}站-007")
    caught = not check_holds(good.replace(right, wrong, 1))
    assert caught == (ord(wrong) % 31 != ord(right) % 31)


def test_chinese_neighbours_swapped_are_caught() -> None:
    good = with_check("XQ-202606-西站-007")
    assert check_holds(good)
    assert not check_holds(good.replace("西站", "站西"))


def test_the_check_character_comes_off_again() -> None:
    assert without_check(with_check("XQ-202606-西站-007")) == "XQ-202606-西站-007"
    assert without_check("XQ-202606-西站-007") == "XQ-202606-西站-007"


@pytest.mark.parametrize("text", ["ZY-202606-001-Y", "XQ-001", "", "西站-007"])
def test_nothing_is_taken_off_what_does_not_hold(text: str) -> None:
    with pytest.raises(ValueError, match="no id of ours"):
        without_check(text)


@pytest.mark.parametrize("text", ["XQ-202606-SOHO-001", "XQ-202606-001-2", "序号7"])
def test_only_ids_get_a_check_character(text: str) -> None:
    with pytest.raises(ValueError, match="no id without check character"):
        with_check(text)


def test_an_id_typed_by_hand_is_read_in_any_width_and_case() -> None:
    assert normal(" ｘq－202606—k7q2–001‐5 ") == "XQ-202606-K7Q2-001-5"


@given(st.integers())
def test_blank_ids_are_known_again_and_differ(seed: int) -> None:
    found = blank_ids("ZY", "2026-06", batch_code(seed), 50)
    assert len({identifier[:-2] for identifier in found}) == 50
    assert all(is_blank_id(identifier) for identifier in found)
    assert {kind_of_id(identifier) for identifier in found} == {"ZY"}


def test_an_id_of_a_community_is_none_of_a_blank_list() -> None:
    assert not is_blank_id(with_check("XQ-202606-西站-007"))
    assert not is_blank_id("XQ-202606-K7Q2-001")


def test_a_seed_gives_the_same_batch_and_chance_another() -> None:
    assert batch_code(7) == batch_code(7)
    assert len({batch_code() for _ in range(20)}) > 15
