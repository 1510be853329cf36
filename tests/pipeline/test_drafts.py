"""An import before it is accepted: corrections show their effect, nothing is read twice."""

from dataclasses import replace
from pathlib import Path

import pytest

from matcher.domain import Choices, Fix, Layout, Lists, Memory, SheetKind, never, silent
from matcher.errors import UsageError
from matcher.pipeline import Reading, draft, learnt, read_files

CSV = "需求名称,所属社区,联系电话,奇怪的一列\n楼道灯坏了,西站社区,13800000001,甲\n想要一辆轮椅,西站社区,1380000,乙\n"


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    path = tmp_path / "清单.csv"
    path.write_text(CSV, encoding="utf-8")
    return read_files([path], Lists(), on_progress=silent, stop=never)


def made(reading: Reading, choices: Choices = Choices(), known: Lists = Lists()) -> Lists:  # noqa: B008 - frozen
    return draft(reading, choices, month="2026-06", known=known, memory=Memory()).lists


def test_a_draft_tells_what_would_become_new(reading: Reading) -> None:
    drafted = draft(reading, Choices(), month="2026-06", known=Lists(), memory=Memory())
    assert len(drafted.changes.new) == 2
    assert drafted.changes.changed == ()


def test_the_same_files_again_change_nothing(reading: Reading) -> None:
    lists = made(reading)
    again = draft(reading, Choices(), month="2026-06", known=lists, memory=Memory())
    assert (again.changes.new, again.changes.changed, again.changes.missing) == ((), (), ())
    assert len(again.changes.same) == 2


def test_a_sample_shows_the_rows_as_they_stand(reading: Reading) -> None:
    drafted = draft(reading, Choices(), month="2026-06", known=Lists(), memory=Memory())
    (sample,) = drafted.samples
    assert sample.rows[1] == (2, ("楼道灯坏了", "西站社区", "13800000001", "甲"))


def test_a_fixed_cell_replaces_what_the_file_says(reading: Reading) -> None:
    fixes = (Fix("清单.csv", "清单", "C3", "13800000002"),)
    phones = sorted(need.phones for need in made(reading, Choices(fixes=fixes)).needs)
    assert phones == [("13800000001",), ("13800000002",)]


def test_a_fix_to_nothing_empties_the_cell(reading: Reading) -> None:
    fixes = (Fix("清单.csv", "清单", "C2", ""),)
    phones = {need.phones for need in made(reading, Choices(fixes=fixes)).needs}
    assert ("13800000001",) not in phones


def test_a_sheet_said_to_be_other_is_left_out(reading: Reading) -> None:
    layouts = (("清单.csv", "清单", Layout(kind=SheetKind.OTHER)),)
    assert made(reading, Choices(layouts=layouts)).needs == ()


def test_a_column_can_be_given_a_field_and_is_remembered(reading: Reading) -> None:
    layouts = (("清单.csv", "清单", Layout(columns=(("D", "remark"),))),)
    choices = Choices(layouts=layouts)
    lists = made(reading, choices)
    assert {need.remark for need in lists.needs} == {"甲", "乙"}
    memory = learnt(lists, choices, Memory())
    later = draft(reading, Choices(), month="2026-07", known=Lists(), memory=memory)
    assert {need.remark for need in later.lists.needs} == {"甲", "乙"}


def test_joined_needs_stay_joined_when_the_file_comes_again(reading: Reading) -> None:
    first, second = (need.id for need in made(reading).needs)
    joined = made(reading, Choices(joins=((first, second),)))
    assert [need.id for need in joined.needs] == [first]
    assert len(joined.needs[0].merged) == 1
    again = made(reading, known=joined)
    assert [need.id for need in again.needs] == [first]


def test_rows_are_conserved_when_needs_are_joined(reading: Reading) -> None:
    first, second = (need.id for need in made(reading).needs)
    (sheet,) = made(reading, Choices(joins=((first, second),))).files[0].sheets
    assert (sheet.rows_read, sheet.rows_imported, sheet.rows_merged) == (2, 1, 1)


def test_what_was_read_is_not_changed_by_a_fix(reading: Reading) -> None:
    before = replace(reading)
    made(reading, Choices(fixes=(Fix("清单.csv", "清单", "A2", "改过"),)))
    assert reading == before


@pytest.mark.parametrize("cell", ["", "B", "7", "b7", "B0"])
def test_a_fix_that_names_no_single_cell_is_refused_in_words(reading: Reading, cell: str) -> None:
    with pytest.raises(UsageError, match="不是一个单元格"):
        made(reading, Choices(fixes=(Fix("清单.csv", "清单", cell, "改"),)))
