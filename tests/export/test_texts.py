"""Texts a workbook can hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from matcher.export.texts import LONGEST, clean, file_stem, numeral, sheet_name, shortened, storable


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("一\r\n二\r三", "一\n二\n三"),
        ("甲\t乙", "甲 乙"),
        ("响\x07铃\x00", "响铃"),
        ("反\u202e转", "反转"),
        ("零\u200b宽\ufeff", "零宽"),
        ("𠮷野", "𠮷野"),
        ("半\ud800个", "半个"),
    ],
)
def test_control_characters_go_and_line_ends_are_unified(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


def test_what_looks_like_an_escape_is_written_so_that_it_is_read_back_as_it_is() -> None:
    assert storable("编号_x0041_乙") == "编号_x005F_x0041_乙"


def test_a_long_text_ends_with_a_remark_how_long_it_was() -> None:
    cut = shortened("长" * 40_000, LONGEST)

    assert cut.endswith("……〔原文共40000字，此处截断〕")
    assert len(cut) == LONGEST


def test_length_counts_characters_beyond_the_first_plane_twice() -> None:
    cut = shortened("𠮷" * 20_000, LONGEST)

    assert len(cut.encode("utf-16-le")) // 2 <= LONGEST
    assert cut.startswith("𠮷𠮷")


@given(st.text(max_size=200))
def test_any_text_can_be_stored(text: str) -> None:
    stored = storable(clean(text))

    assert ILLEGAL_CHARACTERS_RE.search(stored) is None
    stored.encode("utf-8")


@pytest.mark.parametrize(
    ("words", "name"),
    [("a/b:c[d]", "a b c d"), ("'引号'", "引号"), ("", "表"), ("长" * 40, "长" * 31)],
)
def test_sheet_names_are_valid(words: str, name: str) -> None:
    assert sheet_name(words) == name


def test_a_taken_sheet_name_gets_a_number_within_the_length() -> None:
    taken = frozenset({"长" * 31, "A"})

    assert sheet_name("长" * 40, taken) == "长" * 28 + "(2)"
    assert sheet_name("a", taken) == "a(2)"


def test_file_names_hold_no_separators() -> None:
    assert file_stem("a/b\\c:d?.") == "a b c d"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (41, "四十一"),
        (99, "九十九"),
        (100, "100"),
    ],
)
def test_paragraphs_are_numbered_in_chinese(number: int, words: str) -> None:
    assert numeral(number) == words
