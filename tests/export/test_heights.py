"""Row heights are written, generously."""

from hypothesis import given
from hypothesis import strategies as st

from matcher.export.heights import HIGHEST, line_count, row_height, split_lines


def test_a_chinese_character_takes_two_latin_ones() -> None:
    # 20 characters of width are 140 pixels less padding; at 11 points a Chinese one takes 14.7
    assert line_count("长" * 9, 20, 11) == 1
    assert line_count("长" * 10, 20, 11) == 2


def test_line_ends_begin_new_lines() -> None:
    assert line_count("甲\n乙\n丙", 20, 11) == 3


def test_an_empty_text_takes_one_line() -> None:
    assert line_count("", 20, 11) == 1


def test_latin_words_stay_whole() -> None:
    # “电话” and eleven digits do not share a line of 12
    assert line_count("电话13800000001", 12, 11) == 2


def test_the_highest_cell_decides_and_no_row_is_too_high_for_the_program() -> None:
    assert row_height([("短", 20), ("长" * 100, 20)], 11) == row_height([("长" * 100, 20)], 11)
    assert row_height([("长" * 10_000, 10)], 11) == HIGHEST


def test_a_larger_font_needs_a_higher_row() -> None:
    assert row_height([("长" * 30, 20)], 14) > row_height([("长" * 30, 20)], 11)


@given(
    st.text(alphabet="长短ab1 \n", max_size=300),
    st.floats(4, 60),
    st.integers(1, 10),
)
def test_the_part_that_fits_fits_and_nothing_is_lost(text: str, width: float, lines: int) -> None:
    head, rest = split_lines(text, width, 11, lines)

    assert line_count(head, width, 11) <= lines
    assert (head + rest).replace("\n", "") == text.replace("\n", "")
