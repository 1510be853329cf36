"""The last step: what the import will do."""

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from matcher.domain import Choices
from matcher.service import DraftView
from ui.columns.importing import CHANGES, change_rows
from ui.pages.base import card, dress_panel, words
from ui.pages.importing.step import Step
from ui.pages.importing.words import open_points, summary
from ui.tables import Empty, TablePanel
from ui.theme import Shade

_NONE = Empty("没有新增，也没有变化", "这些文件的内容与台账里的一致。", icon="check")
_COUNTS = (
    ("new", "新增", "以前没有的"),
    ("changed", "有变化", "内容与台账里的不同，将更新"),
    ("same", "相同", "与台账里的一致，不动"),
    ("missing", "未再出现", "台账里有，这次的文件里没有；保留，不删除"),
)


class ChangesStep(Step):
    """Counts, and the list of what is new, changed or gone from its file."""

    title = "将要改变"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary = words("", "sectionTitle")
        self.open_points = words("", tone="warn")
        self.counts = {key: QLabel("0", self) for key, _, _ in _COUNTS}
        self.panel = TablePanel(
            "将要改变", CHANGES, lambda row: f"{row.state}\n{row.id}", _NONE, self
        )
        self._shown: tuple[object, ...] = ()
        self._build()

    def _build(self) -> None:
        grid = QGridLayout()
        for at, (key, name, tip) in enumerate(_COUNTS):
            number = self.counts[key]
            number.setObjectName("cardValue")
            label = QLabel(name)
            label.setObjectName("cardLabel")
            frame = card((number, label))
            frame.setToolTip(tip)
            grid.addWidget(frame, 0, at)
        layout = self.step_layout()
        layout.addWidget(self.summary)
        layout.addWidget(self.open_points)
        layout.addLayout(grid)
        layout.addWidget(
            words("导入是一步操作，可以撤销；这次没有出现的内容一概保留，不删除。", "muted")
        )
        layout.addWidget(self.panel, 1)

    def dress(self, shade: Shade) -> None:
        """Take on other colours."""
        dress_panel(self.panel, shade)

    def show_draft(self, draft: DraftView, choices: Choices) -> None:
        """Draw what will change."""
        if (draft, choices) == self._shown:
            return
        self._shown = (draft, choices)
        told = open_points(draft, choices)
        self.open_points.setText(told)
        self.open_points.setVisible(bool(told))
        self.summary.setText(summary(draft))
        for key, name, _ in _COUNTS:
            count = len(getattr(draft.changes, key))
            self.counts[key].setText(str(count))
            self.counts[key].setAccessibleName(f"{name} {count} 项")
        self.panel.show_rows(change_rows(draft))
