"""What nobody can see goes; everything else stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.sheets.clean import seen, unescaped


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("张\u200b某\ufeff某", "张某某"),
        ("a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne"),
        ("a\xa0b", "a b"),
        ("a\x00\x07b\x7f", "ab"),
        ("\u202eabc\u202c", "abc"),
        ("a\tb", "a\tb"),
        ("１２　Ａ（）", "１２　Ａ（）"),
        ("\ud800", "\ufffd"),
        ("é€😀", "é€😀"),
    ],
)
def test_text_is_what_a_person_sees(raw: str, text: str) -> None:
    assert seen(raw) == text


@given(st.text())
def test_cleaning_twice_changes_nothing_more(raw: str) -> None:
    assert seen(seen(raw)) == seen(raw)


@given(st.text(st.characters()))
def test_cleaned_text_can_always_be_stored(raw: str) -> None:
    assert seen(raw).encode("utf-8") is not None


def test_escapes_of_ooxml_are_resolved() -> None:
    assert unescaped("a_x000D_b_x005F_x_x12_") == "a\rb_x_x12_"
