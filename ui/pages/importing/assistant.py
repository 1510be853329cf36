"""The frame of the assistant: steps at the left, the step in hand, what goes on and the buttons below."""

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from matcher.domain import NO_CHOICES, Choices
from matcher.service import DraftView
from ui.pages.base import Elided
from ui.pages.importing.changes import ChangesStep
from ui.pages.importing.choosing import rejoined
from ui.pages.importing.columns import ColumnsStep
from ui.pages.importing.files import FilesStep
from ui.pages.importing.problems import ProblemsStep
from ui.pages.importing.returns import ReturnsStep
from ui.pages.importing.twins import TwinsStep
from ui.pages.importing.words import (
    CHANGES,
    COLUMNS,
    badges,
    first_step,
    is_open,
    why_not_import,
)
from ui.session import State
from ui.theme import Shade, icon

_SHARE = 0.96
_LEAST = QSize(820, 520)
_LIST_WIDTH = 212


class ImportAssistant(QDialog):
    """Shows the draft of a state; it opens when there is one and closes when there is none.

    Signals:
        revised: The corrections as they now are.
        accepted_draft: Import what is shown.
        dropped: Import nothing after all.
        stop_wanted: Stop what is under way.
    """

    revised = Signal(object)
    accepted_draft = Signal()
    dropped = Signal()
    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("导入助手")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumSize(_LEAST)
        self.files = FilesStep()
        self.columns = ColumnsStep()
        self.problems = ProblemsStep()
        self.twins = TwinsStep()
        self.returns = ReturnsStep()
        self.changes = ChangesStep()
        self.steps = (
            self.files,
            self.columns,
            self.problems,
            self.twins,
            self.returns,
            self.changes,
        )
        self.list = QListWidget(self)
        self.stack = QStackedWidget(self)
        self.heading = QLabel(self)
        self.told = Elided("")
        self.bar = QProgressBar(self)
        self.stop_button = QPushButton("停止", self)
        self.again_button = QPushButton("重新整理", self)
        self.back_button = QPushButton("上一步", self)
        self.next_button = QPushButton("下一步", self)
        self.import_button = QPushButton("导入", self)
        self.cancel_button = QPushButton("取消", self)
        self.state: State | None = None
        self._shade: Shade | None = None
        self._aside: tuple[tuple[str, str], ...] = ()
        self._titles: dict[str, str] = {}
        self._given_up = 0
        self._listed: tuple[object, object, object] = (None, None, None)
        self._build()
        self._connect()

    # -- building

    def _build(self) -> None:
        self.list.setObjectName("navigation")
        self.list.setAccessibleName("导入的步骤")
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        for step in self.steps:
            QListWidgetItem(step.title, self.list)
            self.stack.addWidget(step)
        self.heading.setObjectName("pageTitle")
        right = QVBoxLayout()
        right.setContentsMargins(14, 12, 14, 8)
        right.setSpacing(8)
        right.addWidget(self.heading)
        right.addWidget(self.stack, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.list)
        middle.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(middle, 1)
        layout.addWidget(self._footer())

    def _footer(self) -> QWidget:
        footer = QWidget(self)
        row = QHBoxLayout(footer)
        row.setContentsMargins(14, 8, 14, 10)
        self.bar.setFixedWidth(150)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("进度")
        row.addWidget(self.told, 1)
        row.addWidget(self.bar)
        buttons = (
            self.stop_button,
            self.again_button,
            self.back_button,
            self.next_button,
            self.import_button,
            self.cancel_button,
        )
        for button in buttons:
            button.setAutoDefault(False)
            row.addWidget(button)
        self.again_button.setToolTip("按您的修改重新整理一遍")
        self.cancel_button.setToolTip("什么也不导入（Esc）")
        return footer

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._go)
        self.twins.revised.connect(self.revised)
        self.returns.revised.connect(self.revised)
        for step in self.steps:
            if step not in (self.twins, self.returns):
                step.revised.connect(self._revise)
        self.stop_button.clicked.connect(self.stop_wanted)
        self.again_button.clicked.connect(self._again)
        self.back_button.clicked.connect(lambda: self.go(self.stack.currentIndex() - 1))
        self.next_button.clicked.connect(lambda: self.go(self.stack.currentIndex() + 1))
        self.import_button.clicked.connect(self.accepted_draft)
        self.cancel_button.clicked.connect(self.reject)

    # -- drawing

    def show_state(self, state: State) -> None:
        """Show the draft of this state; open or close as there is one."""
        before, self.state = self.state, state
        if self._shade is not state.shade:
            self._dress(state.shade)
        if state.draft is None:
            if self.isVisible():
                self.done(QDialog.DialogCode.Accepted)
            return
        fresh = before is None or before.draft is None
        if fresh:
            self._begin()
        self._restore_joins(state)
        self._draw(fresh=fresh)
        if fresh:
            self.go(first_step(state.draft, state.choices))
            self._open()

    def _begin(self) -> None:
        self._aside, self._titles, self._given_up = (), {}, 0

    def _open(self) -> None:
        window = self.parentWidget()
        if window is not None:
            self.resize((window.size() * _SHARE).expandedTo(_LEAST))
        self.open()
        self._settle_focus()

    def _draw(self, *, fresh: bool = False) -> None:
        assert self.state is not None
        assert self.state.draft is not None
        draft, choices = self.state.draft, self.state.choices
        for step in self.steps:
            if fresh or step is self.stack.currentWidget():
                step.show_draft(draft, choices)
        self._draw_list(draft, choices)
        self._draw_footer(self.state)

    def _draw_list(self, draft: DraftView, choices: Choices) -> None:
        now = (draft, choices, self._shade)
        if all(one is other for one, other in zip(now, self._listed, strict=True)):
            return
        self._listed = now
        for at, words in enumerate(badges(draft, choices)):
            item = self.list.item(at)
            item.setText(f"{at + 1} {self.steps[at].title}\n{words}")
            item.setToolTip(words)
        self._draw_icons(is_open(draft, choices))

    def _draw_icons(self, asked: tuple[bool, ...]) -> None:
        if self._shade is None:
            return
        for at, one in enumerate(asked):
            name, tone = ("warning", self._shade.warn) if one else ("check", self._shade.muted)
            self.list.item(at).setIcon(icon(name, tone, size=16))

    def _draw_footer(self, state: State) -> None:
        working = state.working
        self.bar.setVisible(working is not None)
        self.stop_button.setVisible(working is not None and working.can_stop)
        if working is not None:
            self.bar.setMaximum(working.total)
            self.bar.setValue(working.done)
            self.stop_button.setEnabled(not working.stopping)
            self.stop_button.setToolTip(
                "正在停止" if working.stopping else "停止整理；改过的地方都还在"
            )
        unsaid = state.draft is not None and state.choices != state.draft.choices
        self.again_button.setVisible(unsaid and working is None)
        self.told.setText(self._words(state, unsaid))
        self.told.setToolTip(self.told.text())
        why_not = why_not_import(state)
        self.import_button.setEnabled(not why_not)
        self.import_button.setToolTip(
            f"现在不能导入：{why_not}" if why_not else "按“将要改变”导入，一步完成，可以撤销"
        )
        self._draw_moves()

    def _words(self, state: State, unsaid: bool) -> str:
        if state.working is not None:
            return "正在停止…" if state.working.stopping else f"{state.working.words}…"
        if unsaid:
            return "刚才的修改还没有整理进去"
        if self._given_up:
            return f"内容变了，{self._given_up} 处归并不再适用，请到“疑似重复”重新确认"
        return ""

    def _draw_moves(self) -> None:
        at = self.stack.currentIndex()
        last = at == CHANGES
        self.back_button.setEnabled(at > 0)
        self.back_button.setToolTip("回到上一步" if at > 0 else "这已经是第一步")
        self.next_button.setEnabled(not last)
        self.next_button.setToolTip(
            "这已经是最后一步，请点“导入”" if last else f"到“{self.steps[at + 1].title}”"
        )
        self.import_button.setDefault(last)
        self.next_button.setDefault(not last)

    def _dress(self, shade: Shade) -> None:
        self._shade = shade
        for step in self.steps:
            step.dress(shade)

    # -- going through the steps

    def go(self, at: int) -> None:
        """Go to a step."""
        self.list.setCurrentRow(min(max(at, 0), len(self.steps) - 1))

    def _go(self, at: int) -> None:
        if at < 0:
            return
        self.stack.setCurrentIndex(at)
        self.heading.setText(self.steps[at].title)
        if self.state is not None and self.state.draft is not None:
            self.steps[at].show_draft(self.state.draft, self.state.choices)
            if at == COLUMNS:
                self.columns.go_to_question()
        self._draw_moves()
        self._settle_focus()

    def _settle_focus(self) -> None:
        """At the end, Enter imports."""
        if self.stack.currentIndex() == CHANGES and not self.list.hasFocus():
            self.import_button.setFocus()

    # -- what the user says

    def _revise(self, choices: Choices) -> None:
        """Corrections of what the rows say may give needs other ids: joins are set aside until that is known."""
        self._given_up = 0
        if choices.joins:
            self._aside = choices.joins
            self._titles = self.twins.titles
        self.revised.emit(replace(choices, joins=()))

    def _restore_joins(self, state: State) -> None:
        if not self._aside or state.draft is None or state.choices != state.draft.choices:
            return
        wanted = replace(state.choices, joins=self._aside)
        self._aside = ()
        kept, self._given_up = rejoined(wanted, self._titles, dict(state.draft.titles))
        if kept.joins:
            self.twins.say(kept)

    def _again(self) -> None:
        if self.state is not None:
            self.revised.emit(self.state.choices)

    def reject(self) -> None:
        """Import nothing; asked back when something was corrected."""
        if self._may_drop():
            self.dropped.emit()

    def _may_drop(self) -> bool:
        if self.state is None or self.state.choices == NO_CHOICES:
            return True
        box = QMessageBox(self)
        box.setWindowTitle("放弃这次导入")
        box.setIcon(QMessageBox.Icon.Question)
        box.setText("刚才在助手里的修改不会保留，原文件和台账都不变。确定放弃吗？")
        give_up = box.addButton("放弃导入", QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton("继续修改", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.exec()
        answer = box.clickedButton()
        box.deleteLater()
        return answer is give_up
