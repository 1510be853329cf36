"""The status bar: what is being done, how far, and a button to stop it."""

from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from matcher.domain import month_words
from ui.session import State
from ui.wording import confirmed_words


class Status(QStatusBar):
    """Progress and the month in short."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLabel()
        self.bar = QProgressBar()
        self.bar.setFixedWidth(220)
        self.bar.setTextVisible(True)
        self.bar.setAccessibleName("进度")
        self.cancel = QPushButton("取消")
        self.summary = QLabel()
        self.summary.setObjectName("muted")
        self.addWidget(self.words)
        self.addWidget(self.bar)
        self.addWidget(self.cancel)
        self.addPermanentWidget(self.summary)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(10, 2, 10, 2)

    def show_state(self, state: State) -> None:
        """Show what is under way."""
        task = state.working or (state.tasks[0] if state.tasks else None)
        self.words.setText(_task_words(state) if task else "就绪" if state.view else "正在启动")
        working = state.working
        self.bar.setVisible(working is not None)
        self.cancel.setVisible(working is not None and working.can_stop)
        if working is not None:
            self.bar.setMaximum(working.total)
            self.bar.setValue(working.done)
            self.cancel.setEnabled(not working.stopping)
            self.cancel.setToolTip("正在停止" if working.stopping else "停止；已有的内容不变")
        self.summary.setText(_summary(state))


def _task_words(state: State) -> str:
    task = state.working or state.tasks[0]
    return "正在停止…" if task.stopping else f"{task.words}…"


def _summary(state: State) -> str:
    if state.view is None:
        return ""
    round_ = state.view.round
    lists = round_.lists
    sent = f"　{confirmed_words(round_)}" if round_.confirmed else ""
    return (
        f"{month_words(round_.month)}{sent}　需求 {len(lists.needs)} 项　资源 {len(lists.resources)} 项　"
        f"单位 {len(lists.units)} 家　每一步已自动保存"
    )
