"""An edited table of words: what it changes, and what is said about each wrong cell."""

import pytest

from matcher.domain import (
    NO_CHANGES,
    Category,
    Severity,
    VocabularyChanges,
    WordChange,
    WordState,
)
from matcher.errors import FileRefused
from matcher.vocabulary.workbook import HEADERS, Edited, lines, understood

LAMPS = Category("物业维修", "照明电路")
NEW = "小夜灯笼草"
OWN = VocabularyChanges.of(
    [
        WordChange(LAMPS, NEW, WordState.WEAK, "本街道的说法"),
        WordChange(LAMPS, "楼道灯", WordState.OFF),
    ]
)


def table(*rows: tuple[str, ...]) -> list[tuple[int, dict[int, str]]]:
    """Lines with the header in row 1."""
    return [
        (number, {column: text for column, text in enumerate(row, start=1) if text})
        for number, row in enumerate((HEADERS, *rows), start=1)
    ]


def edited(*rows: tuple[str, ...], present: VocabularyChanges = NO_CHANGES) -> Edited:
    """What these lines say."""
    return understood("改.xlsx", [("词库", table(*rows))], present)


def errors(found: Edited) -> list[tuple[str, str]]:
    """Code and cell of every error."""
    return [(one.code, one.cell) for one in found.issues if one.severity is Severity.ERROR]


@pytest.mark.parametrize("changes", [NO_CHANGES, OWN])
def test_what_was_written_out_reads_back_as_the_same_changes(changes: VocabularyChanges) -> None:
    found = edited(*lines(changes), present=changes)
    assert (found.changes, found.different, found.issues) == (changes, (), ())


def test_the_own_words_written_out_are_found_by_an_office_without_them() -> None:
    assert edited(*lines(OWN)).changes == OWN


def test_rows_in_any_order_say_the_same() -> None:
    assert edited(*reversed(list(lines(OWN)))).changes == OWN


def test_a_new_line_adds_a_word_strong_and_in_use_by_default() -> None:
    found = edited(("", "照明电路", NEW))
    assert found.changes.words == (WordChange(LAMPS, NEW, WordState.STRONG),)


def test_lines_left_out_switch_nothing_off_and_are_counted() -> None:
    found = edited(("物业维修", "照明电路", "楼道灯", "强", "是", ""))
    assert found.changes == NO_CHANGES
    assert [issue.code for issue in found.issues] == ["words-missing"]


def test_a_word_put_back_is_no_change_any_more() -> None:
    found = edited(("物业维修", "照明电路", "楼道灯", "强", "是", ""), present=OWN)
    assert [change.word for change in found.changes.words] == [NEW]
    assert [change.words for change in found.different] == ["物业维修/照明电路：楼道灯（强）"]


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        (("物业维修", "没有这类", NEW), "class-unknown", "B2"),
        (("法律服务", "照明电路", NEW), "class-mismatch", "A2"),
        (("物业维修", "", NEW), "class-unknown", "B2"),
        (("物业维修", "照明电路", ""), "word-unusable", "C2"),
        (("物业维修", "照明电路", "*灯"), "word-unusable", "C2"),
        (("物业维修", "照明电路", "灯，泡"), "word-unusable", "C2"),
        (("物业维修", "照明电路", "..."), "word-unusable", "C2"),
        (("物业维修", "照明电路", "=1+1"), "word-unusable", "C2"),
        (("物业维修", "照明电路", "灯" * 31), "word-unusable", "C2"),
        (("物业维修", "照明电路", NEW, "中"), "strength-unknown", "D2"),
        (("物业维修", "照明电路", NEW, "强", "也许"), "answer-unknown", "E2"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_with_its_cell(
    row: tuple[str, ...], code: str, cell: str
) -> None:
    found = edited(row)
    assert (errors(found), found.changes) == ([(code, cell)], NO_CHANGES)


def test_the_same_word_twice_with_two_answers_is_an_error_and_the_first_counts() -> None:
    found = edited(("", "照明电路", NEW, "强"), ("", "照明电路", f" {NEW} ", "弱"))
    assert errors(found) == [("word-twice", "C3")]
    assert found.changes.words == (WordChange(LAMPS, NEW, WordState.STRONG),)


def test_the_same_word_in_two_classes_is_fine() -> None:
    found = edited(("", "照明电路", NEW), ("", "给排水", NEW))
    assert (len(found.changes.words), errors(found)) == (2, [])


def test_columns_may_stand_in_any_order_under_a_title() -> None:
    lines_ = [
        (1, {1: "西站街道词库"}),
        (3, {1: "词", 2: "启用", 5: "二级"}),
        (4, {1: "楼道灯", 2: "否", 5: "照明电路"}),
    ]
    found = understood("改.xlsx", [("Sheet1", lines_)], NO_CHANGES)
    assert found.changes.words == (WordChange(LAMPS, "楼道灯", WordState.OFF),)


def test_a_file_without_the_header_is_refused_by_name() -> None:
    with pytest.raises(FileRefused, match="文件中没有词库表") as caught:
        understood("别的.xlsx", [("Sheet1", [(1, {1: "需求名称"})])], NO_CHANGES)
    assert caught.value.where == "别的.xlsx"
