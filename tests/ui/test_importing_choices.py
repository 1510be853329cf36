"""The user's corrections as plain functions."""

from hypothesis import given
from hypothesis import strategies as st

from matcher.domain import NO_CHOICES, Choices, Fix, Layout, SheetKind
from ui.pages.importing.choosing import (
    groups_of,
    layout_of,
    rejoined,
    with_alias,
    with_column,
    with_fixes,
    with_header_row,
    with_included,
    with_joined,
    with_kind,
    with_parted,
    without_fixes,
)

FILE, SHEET = "需求.xlsx", "表1"


def said(choices: Choices) -> Layout:
    return layout_of(choices, FILE, SHEET)


def test_corrections_of_one_sheet_come_together() -> None:
    choices = with_kind(NO_CHOICES, FILE, SHEET, SheetKind.NEEDS)
    choices = with_header_row(choices, FILE, SHEET, 4)
    choices = with_column(choices, FILE, SHEET, "D", "phone")
    assert choices.layouts == ((FILE, SHEET, Layout(SheetKind.NEEDS, 4, (("D", "phone"),))),)


def test_a_sheet_nothing_is_said_about_any_more_is_not_named() -> None:
    choices = with_included(NO_CHOICES, FILE, SHEET, True)
    assert with_included(choices, FILE, SHEET, False) == NO_CHOICES


def test_a_field_is_said_of_one_column_only() -> None:
    choices = with_column(NO_CHOICES, FILE, SHEET, "D", "phone")
    assert said(with_column(choices, FILE, SHEET, "F", "phone")).columns == (("F", "phone"),)


def test_several_columns_may_hold_nothing() -> None:
    choices = with_column(NO_CHOICES, FILE, SHEET, "AA", "")
    assert said(with_column(choices, FILE, SHEET, "F", "")).columns == (("F", ""), ("AA", ""))


def test_another_kind_keeps_only_the_answers_it_knows() -> None:
    choices = with_column(NO_CHOICES, FILE, SHEET, "D", "phone")
    choices = with_column(choices, FILE, SHEET, "E", "urgency")
    assert said(with_kind(choices, FILE, SHEET, SheetKind.UNITS)).columns == (("D", "phone"),)


def test_a_hidden_sheet_that_is_given_a_kind_is_taken_in() -> None:
    assert said(with_kind(NO_CHOICES, FILE, SHEET, SheetKind.NEEDS, hidden=True)).include
    assert not said(with_kind(NO_CHOICES, FILE, SHEET, SheetKind.OTHER, hidden=True)).include


def test_the_last_word_about_a_cell_counts_and_can_be_taken_back() -> None:
    choices = with_fixes(NO_CHOICES, [Fix(FILE, SHEET, "B7", "甲"), Fix(FILE, SHEET, "B8", "乙")])
    choices = with_fixes(choices, [Fix(FILE, SHEET, "B7", "丙")])
    assert {(fix.cell, fix.text) for fix in choices.fixes} == {("B7", "丙"), ("B8", "乙")}
    assert without_fixes(choices, [(FILE, SHEET, "B7")]).fixes == (Fix(FILE, SHEET, "B8", "乙"),)


def test_a_spelling_means_one_unit() -> None:
    choices = with_alias(with_alias(NO_CHOICES, "供电", "城东供电所"), "供电", "城西供电所")
    assert choices.aliases == (("供电", "城西供电所"),)
    assert with_alias(choices, "供电", None) == NO_CHOICES


def test_a_chain_of_joins_ends_at_the_smallest_id() -> None:
    choices = with_joined(NO_CHOICES, [("b", "c"), ("a", "b")])
    assert choices.joins == (("a", "b"), ("a", "c"))


def test_a_parted_need_leaves_the_others_together() -> None:
    choices = with_joined(NO_CHOICES, [("a", "b"), ("b", "c")])
    assert with_parted(choices, [("a", "b")]).joins == (("a", "c"),)
    assert with_parted(with_joined(NO_CHOICES, [("a", "b")]), [("a", "b")]).joins == ()


def test_a_join_is_given_up_when_an_id_now_names_something_else() -> None:
    choices = Choices(joins=(("1", "2"), ("3", "4")))
    before = {"1": "灯", "2": "路灯", "3": "轮椅", "4": "轮椅一辆"}
    after = {"1": "灯", "2": "路灯", "3": "扶手", "4": "轮椅一辆"}
    kept, gone = rejoined(choices, before, after)
    assert kept.joins == (("1", "2"),)
    assert gone == 1


IDS = st.sampled_from("abcdefg")
PAIRS = st.lists(st.tuples(IDS, IDS).filter(lambda pair: pair[0] != pair[1]), max_size=8)


@given(PAIRS)
def test_joined_needs_are_exactly_those_that_hang_together(pairs: list[tuple[str, str]]) -> None:
    joins = with_joined(NO_CHOICES, pairs).joins
    assert set(groups_of(joins)) == set(groups_of(pairs))
    stays = {first for first, _ in joins}
    goes = [second for _, second in joins]
    assert not stays & set(goes)
    assert len(goes) == len(set(goes))
