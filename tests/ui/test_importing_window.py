"""The import assistant on real widgets and a stand-in worker."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QMessageBox,
    QPushButton,
    QTreeWidgetItem,
)
from pytestqt.qtbot import QtBot

from matcher.domain import (
    NO_CHOICES,
    Changes,
    Choices,
    FileReport,
    Fix,
    Issue,
    Layout,
    Proposal,
    Severity,
    SheetKind,
    SheetReport,
    SheetSample,
)
from matcher.service import AcceptDraft, Cancel, DraftView, Failed, Request, ReviseDraft
from tests.ui.fake_client import FakeClient
from ui.app import Desk
from ui.pages import ImportAssistant
from ui.pages.importing.choosing import with_kind
from ui.pages.importing.step import Quiet
from ui.pages.importing.words import (
    CHANGES,
    COLUMNS,
    FILES,
    PROBLEMS,
    TWINS,
    badges,
    first_step,
    open_points,
)
from ui.session import Session, State
from ui.theme import DARK, LIGHT, Look
from ui.worker import Worker

MakeDesk = Callable[[FakeClient], Desk]
FILE = "需求（西站社区）.xlsx"
UNSURE, NAMES = "是不是这两家中的一家？", ("城东供电所", "城西供电所")
ISSUES = (
    Issue(Severity.WARNING, "phone-unclear", "电话看不清", FILE, "需求", "C4", "138000"),
    Issue(Severity.WARNING, "phone-unclear", "电话看不清", FILE, "需求", "C5", "138000"),
    Issue(Severity.WARNING, "phone-unclear", "电话看不清", FILE, "需求", "C6", "139000"),
    Issue(Severity.ERROR, "row-without-name", "没有名称", FILE, "需求", "7", ""),
    Issue(Severity.WARNING, "unit-unsure", UNSURE, FILE, "需求", "E4", "供电", NAMES),
)
SHEET = SheetReport(
    "需求",
    SheetKind.NEEDS,
    2,
    columns=(("A", "title"), ("C", "phone")),
    unmapped=(("B", "奇怪的一列"), ("D", "性别")),
    rows_read=5,
    rows_imported=4,
    rows_skipped=1,
    headers=(("A", "需求名称"), ("B", "奇怪的一列"), ("C", "电话"), ("D", "性别")),
    confidence=(("A", 100), ("C", 88)),
    unsure=(("B", ("detail", "remark")),),
)
SAMPLE = SheetSample(
    FILE,
    "需求",
    (
        (1, ("一个标题", "", "", "")),
        (2, ("需求名称", "奇怪的一列", "电话", "性别")),
        (3, ("路灯不亮", "晚上黑", "13800000001", "女")),
        (4, ("路灯坏了", "夜里黑", "138000", "男")),
    ),
)
HIDDEN = SheetReport("旧表", SheetKind.NEEDS, 1, rows_read=2, rows_skipped=2, hidden=True)
DRAFT = DraftView(
    files=(
        FileReport(FILE, "xlsx", sheets=(SHEET, HIDDEN), issues=ISSUES),
        FileReport("照片.xlsx", "", refused="这是图片，不是表格文件。请要原来的表格文件再导入。"),
    ),
    samples=(SAMPLE,),
    changes=Changes(new=("XQ-1", "XQ-2"), changed=("XQ-3",), same=("XQ-4",), missing=("供电所",)),
    titles=(("XQ-1", "路灯不亮"), ("XQ-2", "路灯坏了"), ("XQ-3", "轮椅")),
    proposals=(
        Proposal("XQ-1", "XQ-2", 900, ("路灯",)),
        Proposal("XQ-2", "XQ-3", 700, ("坏",)),
    ),
    choices=NO_CHOICES,
)
QUIET = replace(
    DRAFT,
    files=(FileReport(FILE, "xlsx", sheets=(replace(SHEET, unsure=()),)),),
    proposals=(),
)


class Talk:
    """The assistant beside a session, as the window joins them."""

    def __init__(self, qtbot: QtBot, session: Session, client: FakeClient) -> None:
        self.qtbot, self.session, self.client = qtbot, session, client
        self.assistant = ImportAssistant()
        self.assistant.revised.connect(session.revise_draft)
        self.assistant.accepted_draft.connect(session.accept_draft)
        self.assistant.dropped.connect(session.drop_draft)
        self.assistant.stop_wanted.connect(session.cancel)
        session.changed.connect(self.assistant.show_state)

    def settle(self) -> None:
        """Wait until the worker has answered."""
        self.qtbot.wait(10)
        self.qtbot.waitUntil(lambda: not self.session.state.tasks, timeout=3000)

    def said(self) -> Choices:
        """The corrections the worker was told last."""
        revisions = [one for one in self.client.sent if isinstance(one, ReviseDraft)]
        return revisions[-1].choices

    @property
    def layout(self) -> Layout:
        """What the worker was told about the only sheet corrected."""
        ((file, _, layout),) = self.said().layouts
        assert file == FILE
        return layout

    def press(self, button: QAbstractButton) -> None:
        """Click, and wait for what follows."""
        assert button.isEnabled(), button.toolTip()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def pick(self, box: QComboBox | None, words: str) -> None:
        """Choose the entry with these words."""
        assert box is not None
        box.setCurrentIndex(box.findText(words))
        box.activated.emit(box.currentIndex())
        self.settle()


@pytest.fixture
def talk(qtbot: QtBot) -> Iterator[Callable[..., Talk]]:
    """Makes an assistant open on a draft, on a stand-in worker that is gone afterwards."""
    made: list[tuple[Worker, Talk]] = []

    def start(draft: DraftView = DRAFT) -> Talk:
        client = FakeClient()
        client.draft = draft
        worker = Worker(lambda: client)
        session = Session(worker, State(), lambda look: DARK if look is Look.DARK else LIGHT)
        now = Talk(qtbot, session, client)
        made.append((worker, now))
        session.open(Path("三张清单.db"))
        now.settle()
        session.draft_import([Path(FILE), Path("照片.xlsx")])
        now.settle()
        return now

    yield start
    for worker, now in made:
        worker.close()
        now.assistant.hide()  # closing would ask about what is not imported yet
        now.assistant.deleteLater()


def tree_items(assistant: ImportAssistant) -> list[QTreeWidgetItem]:
    file = assistant.files.tree.topLevelItem(0)
    assert file is not None
    return [file.child(at) for at in range(file.childCount())]


def kind_box(assistant: ImportAssistant, line: int) -> Quiet:
    box = assistant.files.tree.itemWidget(tree_items(assistant)[line], 1)
    assert isinstance(box, Quiet)
    return box


# -- where it begins


def test_a_layout_that_is_clear_opens_at_the_end_and_enter_imports(
    talk: Callable[..., Talk],
) -> None:
    now = talk(QUIET)
    assert now.assistant.isVisible()
    assert now.assistant.stack.currentIndex() == CHANGES
    assert now.assistant.changes.summary.text() == (
        "1 个文件：读取 5 行 = 导入 4 + 归并 0 + 跳过 1"
    )
    QTest.keyClick(now.assistant, Qt.Key.Key_Return)
    now.settle()
    assert isinstance(now.client.sent[-1], AcceptDraft)
    assert not now.assistant.isVisible()
    assert now.session.state.draft is None


@pytest.mark.parametrize(
    ("files", "step"),
    [
        (DRAFT.files, FILES),
        (DRAFT.files[:1], COLUMNS),
        ((replace(DRAFT.files[0], sheets=(replace(SHEET, unsure=()),)),), PROBLEMS),
    ],
)
def test_it_begins_at_the_first_question(
    talk: Callable[..., Talk], files: tuple[FileReport, ...], step: int
) -> None:
    assert talk(replace(DRAFT, files=files)).assistant.stack.currentIndex() == step


def test_nothing_is_imported_after_cancel(talk: Callable[..., Talk]) -> None:
    now = talk(QUIET)
    now.press(now.assistant.cancel_button)
    assert not now.assistant.isVisible()
    assert not any(isinstance(one, AcceptDraft) for one in now.client.sent)


def test_corrections_are_not_thrown_away_without_asking(
    talk: Callable[..., Talk], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = talk()
    now.pick(kind_box(now.assistant, 0), "资源")
    answers = ["继续修改", "放弃导入"]

    def clicked(box: QMessageBox) -> QAbstractButton:
        wanted = answers.pop(0)
        return next(button for button in box.buttons() if button.text() == wanted)

    monkeypatch.setattr(QMessageBox, "exec", lambda _: 0)
    monkeypatch.setattr(QMessageBox, "clickedButton", clicked)
    QTest.keyClick(now.assistant, Qt.Key.Key_Escape)
    assert now.assistant.isVisible()
    QTest.keyClick(now.assistant, Qt.Key.Key_Escape)
    assert not now.assistant.isVisible()


# -- files


def test_files_show_every_sheet_with_its_account(talk: Callable[..., Talk]) -> None:
    now = talk()
    first, second = tree_items(now.assistant)
    assert [first.text(at) for at in range(2, 6)] == ["5", "4", "0", "1"]
    assert second.checkState(0) is Qt.CheckState.Unchecked
    texts = " ".join(label.text() for label in now.assistant.files.refused.findChildren(QLabel))
    assert "照片.xlsx：这是图片，不是表格文件。请要原来的表格文件再导入。" in texts


def test_a_sheet_is_given_another_kind(talk: Callable[..., Talk]) -> None:
    now = talk()
    now.pick(kind_box(now.assistant, 0), "不导入")
    assert now.layout == Layout(kind=SheetKind.OTHER)


def test_a_hidden_sheet_is_ticked(talk: Callable[..., Talk]) -> None:
    now = talk()
    tree_items(now.assistant)[1].setCheckState(0, Qt.CheckState.Checked)
    now.settle()
    assert now.layout == Layout(include=True)


# -- columns


def test_an_unclear_column_is_asked_and_answered(talk: Callable[..., Talk]) -> None:
    now = talk()
    now.assistant.go(COLUMNS)
    questions = now.assistant.columns.questions
    assert "B 列“奇怪的一列”：这一列是什么？" in [
        label.text() for label in questions.widget().findChildren(QLabel)
    ]
    box = questions.widget().findChild(Quiet)
    assert isinstance(box, Quiet)
    assert [box.itemText(at) for at in range(4)] == [
        "（请选择）",
        "具体内容（可能）",
        "备注（可能）",
        "不导入这一列",
    ]
    now.pick(box, "具体内容（可能）")
    assert now.layout == Layout(columns=(("B", "detail"),))
    assert not questions.isVisible()


def test_not_choosing_says_nothing(talk: Callable[..., Talk]) -> None:
    now = talk()
    now.assistant.go(COLUMNS)
    now.pick(now.assistant.columns.preview.fields.box_of(2), "（请选择）")
    assert not any(isinstance(one, ReviseDraft) for one in now.client.sent)


def test_a_column_is_changed_above_the_real_rows(talk: Callable[..., Talk]) -> None:
    now = talk()
    now.assistant.go(COLUMNS)
    preview = now.assistant.columns.preview
    assert preview.sample.index(2, 0).data() == "路灯不亮"
    now.pick(preview.fields.box_of(4), "服务对象")
    assert now.layout == Layout(columns=(("D", "population"),))


def test_only_fields_of_the_kind_are_offered(talk: Callable[..., Talk]) -> None:
    now = talk()
    now.assistant.go(COLUMNS)
    box = now.assistant.columns.preview.fields.box_of(1)
    assert box is not None
    assert box.currentText() == "需求名称"
    offered = {box.itemText(at) for at in range(box.count())}
    assert "紧急程度" in offered
    assert "每次可服务人数" not in offered


def test_a_row_number_makes_the_header(talk: Callable[..., Talk]) -> None:
    now = talk()
    now.assistant.go(COLUMNS)
    now.assistant.columns.preview.verticalHeader().sectionClicked.emit(0)
    now.settle()
    assert now.layout == Layout(header_row=1)
    now.assistant.columns.row.setValue(3)
    now.settle()
    assert now.layout == Layout(header_row=3)


# -- problems


def set_new(now: Talk, cell: str, text: str) -> None:
    model = now.assistant.problems.model
    line = next(at for at in range(model.rowCount()) if model.row_at(at).issue.cell == cell)
    assert model.setData(model.index(line, 4), text)
    now.settle()


def test_a_cell_is_set_right(talk: Callable[..., Talk]) -> None:
    now = talk()
    now.assistant.go(PROBLEMS)
    set_new(now, "C4", " 13800000001 ")
    assert now.said().fixes == (Fix(FILE, "需求", "C4", "13800000001"),)


def test_the_same_problem_is_set_right_everywhere(talk: Callable[..., Talk]) -> None:
    now = talk()
    now.assistant.go(PROBLEMS)
    now.assistant.problems.alike.setChecked(True)
    set_new(now, "C5", "13800000001")
    assert {fix.cell for fix in now.said().fixes} == {"C4", "C5"}


def test_a_remark_about_a_row_cannot_be_written_in_and_says_why(talk: Callable[..., Talk]) -> None:
    now = talk()
    now.assistant.go(PROBLEMS)
    problems = now.assistant.problems
    problems.view.setCurrentIndex(problems.model.index(0, 4))
    assert problems.model.row_at(0).issue.severity is Severity.ERROR
    assert not problems.model.flags(problems.model.index(0, 4)) & Qt.ItemFlag.ItemIsEditable
    assert not problems.model.setData(problems.model.index(0, 4), "甲")
    assert not problems.edit_button.isEnabled()
    assert "表头与列" in problems.edit_button.toolTip()


def test_only_errors_are_shown(talk: Callable[..., Talk]) -> None:
    now = talk()
    now.assistant.go(PROBLEMS)
    now.press(now.assistant.problems.filters.button(1))
    assert now.assistant.problems.model.rowCount() == 1
    now.press(now.assistant.problems.filters.button(2))
    assert now.assistant.problems.model.rowCount() == 4


def test_a_unit_is_adopted_with_one_click_and_given_back(talk: Callable[..., Talk]) -> None:
    now = talk()
    now.assistant.go(PROBLEMS)
    problems = now.assistant.problems
    problems.view.reveal("\n".join(("unit-unsure", FILE, "需求", "E4", "供电")))
    assert [button.accessibleName() for button in problems._units] == [
        "就是城东供电所",
        "就是城西供电所",
    ]
    now.press(problems._units[1])
    assert now.said().aliases == (("供电", "城西供电所"),)
    now.press(problems.back_button)
    assert now.said().aliases == ()


# -- near duplicates


def test_a_group_is_joined_and_one_need_parted_again(talk: Callable[..., Talk]) -> None:
    now = talk()
    now.assistant.go(TWINS)
    twins = now.assistant.twins
    assert [row.joined for row in twins.panel.model.rows] == [False, False]
    assert not twins.part_button.isEnabled()
    now.press(twins.group_button)
    assert now.said().joins == (("XQ-1", "XQ-2"), ("XQ-1", "XQ-3"))
    assert "已经" in twins.join_button.toolTip()
    now.press(twins.part_button)
    assert now.said().joins == (("XQ-1", "XQ-3"),)


def test_joins_survive_a_correction_of_the_rows(talk: Callable[..., Talk]) -> None:
    now = talk()
    now.assistant.go(TWINS)
    now.press(now.assistant.twins.join_button)
    now.assistant.go(PROBLEMS)
    set_new(now, "C4", "13800000001")
    now.settle()
    revisions = [one.choices for one in now.client.sent if isinstance(one, ReviseDraft)]
    assert [bool(one.joins) for one in revisions] == [True, False, True]
    assert now.said().fixes


def test_a_join_is_given_up_when_the_ids_mean_something_else(talk: Callable[..., Talk]) -> None:
    now = talk()
    now.assistant.go(TWINS)
    now.press(now.assistant.twins.join_button)
    other = (("XQ-1", "扶手"), ("XQ-2", "路灯不亮"), ("XQ-3", "轮椅"))
    now.client.draft = replace(DRAFT, titles=other)
    now.assistant.go(PROBLEMS)
    set_new(now, "C4", "13800000001")
    assert now.said().joins == ()
    assert "1 处归并不再适用" in now.assistant.told.text()


# -- what will change, and what goes on


def test_counts_and_list_say_what_will_change(talk: Callable[..., Talk]) -> None:
    changes = talk().assistant.changes
    assert {key: label.text() for key, label in changes.counts.items()} == {
        "new": "2",
        "changed": "1",
        "same": "1",
        "missing": "1",
    }
    rows = changes.panel.model.rows
    assert [(row.state, row.kind) for row in rows] == [
        ("new", "需求"),
        ("new", "需求"),
        ("changed", "需求"),
        ("missing", "成员单位"),
    ]


def test_edits_made_while_a_revision_is_under_way_are_kept(talk: Callable[..., Talk]) -> None:
    now = talk()
    now.client.hold = True
    now.assistant.go(PROBLEMS)
    model = now.assistant.problems.model
    lines = {model.row_at(at).issue.cell: at for at in range(model.rowCount())}
    model.setData(model.index(lines["C4"], 4), "13800000001")
    now.qtbot.waitUntil(lambda: now.assistant.stop_button.isVisible())
    assert "请等它完成" in now.assistant.import_button.toolTip()
    model.setData(model.index(lines["C6"], 4), "13800000002")
    now.qtbot.waitUntil(lambda: len(now.said().fixes) == 2)
    assert any(isinstance(one, Cancel) for one in now.client.sent)
    now.client.let_go()
    now.settle()
    draft = now.session.state.draft
    assert draft is not None
    assert {fix.cell for fix in draft.choices.fixes} == {"C4", "C6"}
    assert now.assistant.import_button.isEnabled()


def test_a_stopped_revision_keeps_the_edits_and_can_be_done_again(
    talk: Callable[..., Talk],
) -> None:
    now = talk()
    now.client.hold = True
    now.assistant.go(PROBLEMS)
    model = now.assistant.problems.model
    at = next(at for at in range(model.rowCount()) if model.row_at(at).issue.cell == "C4")
    model.setData(model.index(at, 4), "13800000001")
    now.qtbot.waitUntil(lambda: now.assistant.stop_button.isVisible())
    now.press(now.assistant.stop_button)
    assert "重新整理" in now.assistant.import_button.toolTip()
    now.client.hold = False
    now.press(now.assistant.again_button)
    assert now.assistant.import_button.isEnabled()
    assert len(now.said().fixes) == 1


def test_a_lost_draft_is_read_again(talk: Callable[..., Talk]) -> None:
    now = talk()
    now.client.lose_draft()
    now.pick(kind_box(now.assistant, 0), "资源")
    now.settle()
    kinds = [type(one).__name__ for one in now.client.sent[-3:]]
    assert kinds == ["ReviseDraft", "DraftImport", "ReviseDraft"]
    assert now.layout.kind is SheetKind.RESOURCES
    assert now.assistant.import_button.isEnabled()


def test_a_failed_reading_opens_no_assistant(
    qtbot: QtBot, make_desk: MakeDesk, failures: list[Failed]
) -> None:
    client = FakeClient()
    desk = make_desk(client)
    desk.session.open(Path("三张清单.db"))
    qtbot.waitUntil(lambda: not desk.session.state.tasks)

    def refuse(request: Request) -> Failed:
        return Failed("LedgerReadOnly", "台账只能查看", id=request.id)

    client.override = refuse
    desk.session.draft_import([Path(FILE)])
    qtbot.waitUntil(lambda: bool(failures))
    assert not desk.window.assistant.isVisible()
    failures.clear()


def test_nothing_to_import_says_why(talk: Callable[..., Talk]) -> None:
    now = talk(replace(DRAFT, files=DRAFT.files[1:], changes=Changes(), proposals=()))
    assert not now.assistant.import_button.isEnabled()
    assert "没有一张可以导入的工作表" in now.assistant.import_button.toolTip()


@pytest.mark.parametrize("step", [FILES, COLUMNS, PROBLEMS, TWINS, CHANGES])
def test_every_button_has_a_name_and_a_disabled_one_a_reason(
    talk: Callable[..., Talk], step: int
) -> None:
    now = talk()
    now.assistant.go(step)
    now.session.set_look(Look.DARK)
    assert now.session.state.shade is DARK
    for button in now.assistant.findChildren(QPushButton):
        if button.isVisible():
            assert button.text()
            assert button.isEnabled() or button.toolTip(), button.text()
    for box in now.assistant.findChildren(QComboBox):
        if box.isVisible():
            assert box.accessibleName()
            assert box.isEnabled() or box.toolTip()


LEFT_OUT = SheetReport(
    "单位资源", SheetKind.OTHER, 1, headers=(("A", "干啥"),), rows_read=6, rows_skipped=6
)


def test_a_sheet_of_which_nothing_is_imported_is_asked_about() -> None:
    draft = replace(
        QUIET, files=(FileReport(FILE, "xlsx", sheets=(replace(SHEET, unsure=()), LEFT_OUT)),)
    )
    assert first_step(draft, NO_CHOICES) == FILES
    assert badges(draft, NO_CHOICES)[0] == "1 张表没有导入"
    assert open_points(draft, NO_CHOICES) == "还没有处理：1 张表没有导入。"
    told = with_kind(NO_CHOICES, FILE, "单位资源", SheetKind.OTHER)
    assert first_step(draft, told) == CHANGES
