"""The page of words: cells confirmed by a click, proposals ticked, a workbook previewed."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from matcher.domain import (
    BestShift,
    Category,
    CategoryGuess,
    CellChoice,
    CellGuesses,
    ConfirmedCell,
    Form,
    FormGuess,
    TextReview,
    VocabularyChanges,
    VocabularyEffect,
    VocabularyPreview,
    WordChange,
    WordProposal,
    WordState,
)
from ui.pages.words.cells import CellsTab, cell_rows
from ui.pages.words.lexicon import LexiconTab, preview_words

LAMPS, FRAUD = Category("物业维修", "照明电路"), Category("宣讲培训", "反诈宣传")
CLEAR = CellGuesses(
    "N1",
    (CategoryGuess(LAMPS, 900, ("楼道灯",)), CategoryGuess(FRAUD, 40, ())),
    clear=True,
    title="楼道灯坏了",
    written="民生类",
)
OPEN = CellGuesses("N2", (CategoryGuess(FRAUD, 400, ("骗",)),), title="被骗了")
FORMS = CellGuesses("R1", forms=(FormGuess(Form.SERVICE, ("维修",)),), title="维修队")
DONE = ConfirmedCell("N3", "想学书法", "类别：文体活动/兴趣社团")
CHANGE = WordChange(LAMPS, "黑漆漆", WordState.STRONG)
PROPOSAL = WordProposal(CHANGE, "2 对都写有“黑漆漆”", (("N1", "R1"),))
REVIEW = TextReview(
    "语义扩展：未安装",
    semantic_used=False,
    cells=(FORMS, CLEAR, OPEN),
    confirmed=(DONE,),
    proposals=(PROPOSAL,),
    categories=(LAMPS, FRAUD),
)


@pytest.fixture
def cells(qtbot: QtBot) -> Iterator[CellsTab]:
    tab = CellsTab()
    qtbot.addWidget(tab)
    tab.show_review(REVIEW, "")
    yield tab
    tab.hide()


def test_what_is_clear_is_filled_in_to_be_confirmed_and_nothing_else() -> None:
    rows = {row.key: row for row in cell_rows(REVIEW)}
    assert {key: row.state for key, row in rows.items()} == {
        "N1": "待确认",
        "N2": "待选择",
        "R1": "形式空缺",
        "N3": "已确认",
    }
    assert rows["N1"].proposed == "物业维修/照明电路（待确认）"
    assert rows["N2"].choice is None


def test_a_click_on_a_candidate_says_so(cells: CellsTab, qtbot: QtBot) -> None:
    cells.panel.view.reveal("N1")
    with qtbot.waitSignal(cells.chosen) as caught:
        cells.buttons[1].click()
    assert caught.args == [(CellChoice("N1", category=FRAUD),)]


def test_any_other_category_can_be_chosen(cells: CellsTab, qtbot: QtBot) -> None:
    cells.panel.view.reveal("N2")
    with qtbot.waitSignal(cells.chosen) as caught:
        cells.others.activated.emit(1)
    assert caught.args == [(CellChoice("N2", category=LAMPS),)]


def test_all_that_is_filled_in_is_confirmed_at_once(cells: CellsTab, qtbot: QtBot) -> None:
    with qtbot.waitSignal(cells.chosen) as caught:
        cells.all_button.click()
    assert caught.args == [(CellChoice("N1", category=LAMPS),)]


def test_what_was_confirmed_is_taken_back(cells: CellsTab, qtbot: QtBot) -> None:
    cells.panel.view.reveal("N3")
    with qtbot.waitSignal(cells.chosen) as caught:
        cells.back_button.click()
    assert caught.args == [(CellChoice("N3", withdrawn=True),)]


def test_nothing_can_be_confirmed_while_the_book_is_read_only(cells: CellsTab) -> None:
    cells.show_review(REVIEW, "台账被另一窗口打开")
    assert not cells.all_button.isEnabled()
    assert cells.note.text() == "台账被另一窗口打开"


def test_only_ticked_words_are_taken(qtbot: QtBot) -> None:

    tab = LexiconTab()
    qtbot.addWidget(tab)
    tab.show_review(REVIEW, None, "")
    assert not tab.take_button.isEnabled()
    tab.list.item(0).setCheckState(Qt.CheckState.Checked)
    with qtbot.waitSignal(tab.ticked) as caught:
        tab.take_button.click()
    assert caught.args == [VocabularyChanges.of([CHANGE])]


def test_a_preview_tells_changes_and_effect(qtbot: QtBot) -> None:
    effect = VocabularyEffect(
        best=(BestShift("N1", "楼道灯坏了", "", "供电所：检修"),), gained_count=3, best_count=1
    )
    preview = VocabularyPreview("词库.xlsx", VocabularyChanges.of([CHANGE]), (CHANGE,), (), effect)
    told = preview_words(preview)
    assert "新增 3 对" in told
    assert "楼道灯坏了：（无） → 供电所：检修" in told
    tab = LexiconTab()
    qtbot.addWidget(tab)
    tab.show_review(REVIEW, preview, "")
    assert tab.stack.currentIndex() == 1
    assert tab.accept_button.isEnabled()


def test_the_preview_tells_where_only_remarks_change() -> None:
    effect = VocabularyEffect(remarked=("甲 ↔ 乙：新增提醒“丙”",), remarked_count=1)
    told = preview_words(
        VocabularyPreview("词库.xlsx", VocabularyChanges.of([CHANGE]), (CHANGE,), (), effect)
    )
    assert "提醒改变 1 对：" in told
    assert "甲 ↔ 乙：新增提醒“丙”" in told
    assert "没有影响" not in told
