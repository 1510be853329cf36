"""The table model: rows, order, filter, tips, clipboard, effort."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.ui import example
from ui.columns import ISSUES, NEEDS, PLAN, PROJECTS, RESOURCES, UNITS, plan_rows, project_rows
from ui.columns.reports import issue_rows
from ui.tables import Column, Empty, TableModel, TablePanel, words_key


@dataclass(frozen=True, slots=True)
class Fruit:
    """A row."""

    name: str
    pieces: int | None


FRUIT: tuple[Column[Fruit], ...] = (
    Column("name", "名称", lambda row: row.name, facet=True),
    Column(
        "pieces",
        "个数",
        lambda row: "" if row.pieces is None else str(row.pieces),
        sort=lambda row: row.pieces,
        right=True,
    ),
)
BASKET = (Fruit("梨", 10), Fruit("苹果", 9), Fruit("桃", None), Fruit("苹果树", 100))


def model_of(rows: tuple[Fruit, ...] = BASKET) -> TableModel[Fruit]:
    model = TableModel(FRUIT, lambda row: row.name)
    model.set_rows(rows)
    return model


def check(tester: ModelTester, model: QAbstractItemModel) -> None:
    """Let pytest-qt go through everything Qt expects of a model."""
    tester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt has no types there


def shown(model: TableModel[Fruit]) -> list[str]:
    return [row.name for row in model.shown()]


def test_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = model_of()
    check(qtmodeltester, model)
    model.sort(1, Qt.SortOrder.DescendingOrder)
    model.set_filter("果", {})
    check(qtmodeltester, model)


@pytest.mark.parametrize("which", ["needs", "resources", "units", "plan", "projects", "issues"])
def test_every_table_of_the_window_keeps_qts_rules(which: str, qtmodeltester: ModelTester) -> None:
    round_ = example.round_()
    models: dict[str, TableModel] = {  # type: ignore[type-arg]  # rows of six kinds
        "needs": TableModel(NEEDS, lambda row: row.id),
        "resources": TableModel(RESOURCES, lambda row: row.id),
        "units": TableModel(UNITS, lambda row: row.name),
        "plan": TableModel(PLAN, lambda row: row.need.id),
        "projects": TableModel(PROJECTS, lambda row: row.key),
        "issues": TableModel(ISSUES, lambda row: str(row.number)),
    }
    rows = {
        "needs": round_.lists.needs,
        "resources": round_.lists.resources,
        "units": round_.lists.units,
        "plan": plan_rows(round_),
        "projects": project_rows(round_),
        "issues": issue_rows(round_.lists),
    }
    models[which].set_rows(rows[which])
    assert models[which].rowCount() > 0
    check(qtmodeltester, models[which])


def test_numbers_are_ordered_by_size() -> None:
    model = model_of()
    model.sort(1)
    assert shown(model) == ["苹果", "梨", "苹果树", "桃"]


def test_nothing_comes_last_in_both_directions() -> None:
    model = model_of()
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert shown(model) == ["苹果树", "梨", "苹果", "桃"]


def test_a_third_click_gives_the_order_of_the_list_back() -> None:
    model = model_of()
    model.sort(1)
    model.sort(-1)
    assert shown(model) == ["梨", "苹果", "桃", "苹果树"]


def test_words_are_ordered_by_pinyin_and_numbers_in_them_by_size() -> None:
    """li, ping, tao; 2号 before 10号."""
    assert sorted(["桃", "苹果", "梨"], key=words_key) == ["梨", "苹果", "桃"]
    assert sorted(["10号楼", "2号楼"], key=words_key) == ["2号楼", "10号楼"]


def test_every_word_of_the_search_must_be_in_the_row() -> None:
    model = model_of()
    model.set_filter("苹 100", {})
    assert shown(model) == ["苹果树"]


def test_a_facet_wants_exactly_its_words() -> None:
    model = model_of()
    model.set_filter("", {0: "苹果"})
    assert shown(model) == ["苹果"]


def test_filtered_rows_keep_the_order_set() -> None:
    model = model_of()
    model.sort(1, Qt.SortOrder.DescendingOrder)
    model.set_filter("苹", {})
    assert shown(model) == ["苹果树", "苹果"]


def test_sorting_carries_the_selection_along() -> None:
    panel = TablePanel("水果", FRUIT, lambda row: row.name, Empty("无", ""))
    panel.show_rows(BASKET)
    panel.view.reveal("桃")
    panel.model.sort(1)
    assert panel.view.current_key() == "桃"
    assert panel.view.currentIndex().row() == 3


def test_other_rows_keep_the_selected_key() -> None:
    panel = TablePanel("水果", FRUIT, lambda row: row.name, Empty("无", ""))
    panel.show_rows(BASKET)
    panel.view.reveal("苹果树")
    panel.show_rows((Fruit("杏", 1), *BASKET))
    assert panel.view.current_key() == "苹果树"


def test_revealing_a_filtered_row_gives_the_filter_up() -> None:
    panel = TablePanel("水果", FRUIT, lambda row: row.name, Empty("无", ""))
    panel.show_rows(BASKET)
    panel.search.setText("苹果")
    panel.apply_filter()
    assert panel.count.text() == "2 / 4 条"
    assert panel.reveal("梨")
    assert panel.count.text() == "共 4 条"


def test_revealing_an_unknown_row_changes_nothing() -> None:
    panel = TablePanel("水果", FRUIT, lambda row: row.name, Empty("无", ""))
    panel.show_rows(BASKET)
    panel.search.setText("苹果")
    panel.apply_filter()
    assert not panel.reveal("瓜")
    assert panel.model.rowCount() == 2


def test_the_facet_lists_each_word_once() -> None:
    panel = TablePanel("水果", FRUIT, lambda row: row.name, Empty("无", ""))
    panel.show_rows((*BASKET, Fruit("梨", 2)))
    box = panel.facets[0]
    assert [box.itemText(at) for at in range(box.count())] == [
        "全部名称",
        "梨",
        "苹果",
        "苹果树",
        "桃",
    ]


def test_an_empty_table_says_what_to_do(qtbot: QtBot) -> None:
    panel = TablePanel("水果", FRUIT, lambda row: row.name, Empty("没有水果", "请去买", "去买"))
    qtbot.addWidget(panel)
    panel.show()
    texts = [label.text() for label in panel.findChildren(type(panel.count)) if label.isVisible()]
    assert "没有水果" in texts
    assert "请去买" in texts
    panel.show_rows(BASKET)
    assert panel.view.isVisible()
    panel.show_rows(())
    assert not panel.view.isVisible()


def test_selected_rows_are_copied_as_a_spreadsheet_pastes_them() -> None:
    panel = TablePanel("水果", FRUIT, lambda row: row.name, Empty("无", ""))
    panel.show_rows((Fruit("苹\t果\n红", 9),))
    panel.view.selectRow(0)
    panel.view.copy()
    assert QGuiApplication.clipboard().text() == "名称\t个数\n苹 果 红\t9"


def test_a_tip_is_shown_only_where_it_says_more_than_the_cell() -> None:
    panel = TablePanel("水果", FRUIT, lambda row: row.name, Empty("无", ""))
    panel.show_rows((Fruit("很长很长很长很长很长很长很长很长的名称", 9),))
    panel.view.setColumnWidth(0, 60)
    assert panel.view.tip_for(panel.model.index(0, 0)) == "很长很长很长很长很长很长很长很长的名称"
    assert panel.view.tip_for(panel.model.index(0, 1)) == ""


def test_a_warmed_table_asks_each_row_once_to_sort_and_nothing_to_search() -> None:
    asked: list[str] = []

    def text(row: Fruit) -> str:
        asked.append(row.name)
        return row.name

    rows = tuple(Fruit(f"果{at}", at) for at in range(50))
    model = TableModel((Column("name", "名称", text),), lambda row: row.name)
    model.set_rows(rows)
    while not model.warm(20):
        pass
    asked.clear()
    model.set_filter("果4", {})
    assert model.rowCount() == 11
    model.set_filter("没有这个词", {})
    assert model.rowCount() == 0
    assert asked == []
    model.set_filter("", {})
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert sorted(asked) == sorted(row.name for row in rows)
