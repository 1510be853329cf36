"""The vocabulary workbook out and in again, and what it would do to a month."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from matcher import pipeline
from matcher.domain import (
    NO_CHANGES,
    Category,
    Lists,
    ListWord,
    Need,
    Resource,
    Round,
    VocabularyChanges,
    VocabularyEffect,
    WordChange,
    WordList,
    WordState,
)
from matcher.errors import CannotWrite, FileRefused

LAMPS = Category("物业维修", "照明电路")
NEED = Need(id="N1", title="换一盏小夜灯笼草")
RESOURCE = Resource(id="R1", unit="供电所", title="电路检修")
ROUND = Round("2026-06", Lists(needs=(NEED,), resources=(RESOURCE,)))
OWN = VocabularyChanges.of(
    [
        WordChange(LAMPS, "小夜灯笼草", WordState.STRONG, "=1+1 不是公式"),
        WordChange(LAMPS, "楼道灯", WordState.OFF),
    ]
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pipeline.write_vocabulary(OWN, tmp_path_factory.mktemp("words"))


@pytest.fixture(scope="module")
def book(written: Path) -> Workbook:
    return load_workbook(written)


def test_the_workbook_reads_back_as_the_same_changes(written: Path) -> None:
    edited = pipeline.read_vocabulary(written, OWN)
    assert (edited.changes, edited.different, edited.issues) == (OWN, (), ())


def test_the_workbook_has_filters_drop_downs_and_a_guide(book: Workbook) -> None:
    sheet = book["词库"]
    assert [cell.value for cell in sheet[1]] == ["一级", "二级", "词", "强弱", "启用", "备注"]
    assert sheet.auto_filter.ref.startswith("A1:F")
    assert len(sheet.data_validations.dataValidation) == 4
    assert book["说明"]["A1"].value.startswith("1．")


def test_a_remark_that_looks_like_a_formula_is_written_as_text(book: Workbook) -> None:
    (cell,) = [cell for cell in book["词库"]["F"][1:] if cell.value]
    assert (cell.data_type, cell.value) == ("s", "=1+1 不是公式")


def test_a_counting_word_added_in_its_sheet_is_read_in_the_next_list(
    written: Path, tmp_path: Path
) -> None:
    workbook = load_workbook(written)
    workbook["量词"].append(["物品", "挂", "是"])
    path = tmp_path / "词库.xlsx"
    workbook.save(path)
    words = pipeline.read_vocabulary(path, OWN).changes
    needs = tmp_path / "需求.csv"
    needs.write_text("社区,需求名称,需求数量\n西站社区,窗帘,3挂\n", encoding="utf-8")
    (need,) = pipeline.load([needs], month="2026-06", words=words).needs
    assert need.quantity is not None
    assert (need.quantity.value, need.quantity.measure) == (3, "挂")


def test_hostile_edits_are_told_with_their_cells(tmp_path: Path) -> None:
    path = tmp_path / "改.xlsx"
    edits = Workbook()
    for row in (
        ["一级", "二级", "词", "强弱", "启用", "备注"],
        ["物业维修", "照明电路", "=SUM(A1:A9)", "强", "是"],
        ["物业维修", "不存在的类", "小夜灯笼草", "强", "是"],
        ["物业维修", "照明电路", 119, "强", "是"],
        [None, None, None, None, None, "只有备注"],
    ):
        edits.worksheets[0].append(row)
    edits.save(path)
    edited = pipeline.read_vocabulary(path, NO_CHANGES)
    assert [change.word for change in edited.changes.words] == ["119"]
    cells = [issue.cell for issue in edited.issues if issue.severity == "error"]
    assert cells == ["C2", "B3", "B5", "C5"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"\x00\xff" * 50])
def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(content)
    with pytest.raises(FileRefused):
        pipeline.read_vocabulary(path, NO_CHANGES)


def test_a_workbook_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "需求.xlsx"
    book = Workbook()
    book.worksheets[0].append(["需求名称", "所属社区"])
    book.save(path)
    with pytest.raises(FileRefused, match="没有词库表"):
        pipeline.read_vocabulary(path, NO_CHANGES)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    file = tmp_path / "文件"
    file.write_text("")
    with pytest.raises(CannotWrite):
        pipeline.write_vocabulary(NO_CHANGES, file)


def test_the_same_words_have_no_effect() -> None:
    assert pipeline.effect_of(ROUND, NO_CHANGES) == VocabularyEffect()


def test_a_word_that_joins_need_and_resource_gains_the_pair() -> None:
    own = VocabularyChanges.of([WordChange(LAMPS, "小夜灯笼草", WordState.STRONG)])
    effect = pipeline.effect_of(ROUND, own)
    assert (effect.gained_count, effect.lost_count, effect.best_count) == (1, 0, 1)
    (shift,) = effect.gained
    assert (shift.need, shift.resource, shift.before) == ("N1", "R1", None)
    assert effect.best[0].after == "供电所：电路检修"


def test_taking_the_word_back_loses_the_pair() -> None:
    own = VocabularyChanges.of([WordChange(LAMPS, "小夜灯笼草", WordState.STRONG)])
    effect = pipeline.effect_of(Round("2026-06", ROUND.lists, words=own), NO_CHANGES)
    assert (effect.gained_count, effect.lost_count) == (0, 1)
    assert effect.best[0].after == ""


def test_a_preview_tells_what_would_change(tmp_path: Path) -> None:
    path = tmp_path / "改.csv"
    path.write_text("二级,词,启用\n照明电路,小夜灯笼草,是\n照明电路,楼道灯,否\n", encoding="utf-8")
    preview = pipeline.preview_vocabulary(path, ROUND)
    assert {change.word for change in preview.changes.words} == {"小夜灯笼草", "楼道灯"}
    assert preview.different == preview.changes.words
    assert preview.effect == pipeline.effect_of(ROUND, preview.changes)
    assert preview.effect.gained_count == 1


def test_matching_uses_the_words_of_the_round() -> None:
    own = VocabularyChanges.of([WordChange(LAMPS, "小夜灯笼草", WordState.STRONG)])
    plain = pipeline.match(ROUND)
    matched = pipeline.match(Round("2026-06", ROUND.lists, words=own))
    assert plain.outcome is not None
    assert matched.outcome is not None
    assert plain.outcome.plan.assignments == ()
    assert [one.resource for one in matched.outcome.plan.assignments] == ["R1"]


def test_a_word_for_a_type_of_unit_changes_remarks_and_is_told() -> None:
    need = Need(id="N1", title="希望开展反诈知识讲座", community="西站社区")
    talk = Resource(id="R1", unit="诚信典当行", title="反诈知识讲座")
    month = Round("2026-06", Lists(needs=(need,), resources=(talk,)))
    own = ListWord(WordList.UNIT_TYPES, "金融机构", "典当行")
    effect = pipeline.effect_of(month, VocabularyChanges.of((), (own,)))
    assert (effect.gained_count, effect.moved_count, effect.remarked_count) == (0, 0, 1)
    (told,) = effect.remarked
    assert told.startswith(
        "希望开展反诈知识讲座 ↔ 诚信典当行：反诈知识讲座：新增提醒“金融机构不借机营销"
    )
