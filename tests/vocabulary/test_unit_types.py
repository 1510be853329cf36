"""Types of unit: shipped words, the office's own, and what their sheet refuses."""

import pytest

from matcher.domain import DEFAULT_CONFLICTS, Issue, ListWord, Severity, VocabularyChanges, WordList
from matcher.export.blanks import UNITS
from matcher.vocabulary import in_force, load
from matcher.vocabulary.sheets import HEADERS, understood_lists


def own(*words: ListWord) -> VocabularyChanges:
    return VocabularyChanges.of((), words)


def a_word(owner: str, word: str, *, used: bool = True) -> ListWord:
    return ListWord(WordList.UNIT_TYPES, owner, word, used)


def read(
    *rows: tuple[str, str, str], present: tuple[ListWord, ...] = ()
) -> tuple[tuple[ListWord, ...], tuple[Issue, ...]]:
    lines = [(at, dict(enumerate(row, start=1))) for at, row in enumerate((HEADERS, *rows), 1)]
    kept, _, issues = understood_lists("词库.xlsx", [("单位性质词", lines)], present)
    return kept, issues


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("城西农商行", "金融机构"),
        ("春和物管公司", "物业"),
        ("育英托管班", "培训机构"),
        ("民心大药房", "医药保健企业"),
        ("第三小学", "学校"),
    ],
)
def test_the_name_of_a_unit_tells_its_type(unit: str, kind: str) -> None:
    assert load().is_unit_of([kind], unit)


def test_what_is_no_type_is_looked_for_as_it_stands() -> None:
    assert load().is_unit_of(["律师事务所"], "正大律师事务所")
    assert not load().is_unit_of(["律师事务所"], "正大公证处")
    assert not load().is_unit_of(["", " "], "正大公证处")


def test_an_own_word_counts_and_one_switched_off_does_not() -> None:
    words = in_force(
        own(a_word("金融机构", "典当行"), a_word("金融机构", "银行", used=False))
    ).is_unit_of
    assert words(["金融机构"], "诚信典当行")
    assert not words(["金融机构"], "城关银行")
    assert words(["金融机构"], "平安保险")


def test_a_type_all_of_whose_words_are_off_concerns_nobody() -> None:
    off = own(*(a_word("物业", word, used=False) for word in ("物业", "物管")))
    assert not in_force(off).is_unit_of(["物业"], "春和物业公司")


def test_a_new_type_may_be_written_and_is_told() -> None:
    kept, issues = read(("宾馆饭店", "酒店", "是"))
    assert kept == (a_word("宾馆饭店", "酒店"),)
    assert [(issue.code, issue.severity, issue.cell) for issue in issues] == [
        ("list-owner-new", Severity.INFO, "2")
    ]
    assert in_force(own(*kept)).is_unit_of(["宾馆饭店"], "长城酒店")
    again, issues = read(("宾馆饭店", "旅馆", "是"), present=kept)
    assert ([one.word for one in again], issues) == (["酒店", "旅馆"], ())


def test_a_line_without_type_is_refused() -> None:
    kept, issues = read(("", "酒店", "是"))
    assert (kept, [issue.code for issue in issues]) == ((), ["list-word-unusable"])


def test_every_type_the_blank_list_offers_and_every_default_rule_names_is_known() -> None:
    known = load().unit_types
    offered = next(column.choices for column in UNITS.columns if column.name == "单位性质")
    named = [word for rule in DEFAULT_CONFLICTS for word in rule.units]
    assert [word for word in (*offered, *named) if word not in known] == []
