"""Lists that came back: what they changed, what both changed, and whose word counts."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from matcher.domain import Choices
from matcher.domain.differences import Difference, DifferenceKind
from matcher.service import DraftView
from ui.columns.returns import RETURNS, returned_words, row_key
from ui.pages.base import card, dress_panel, words
from ui.pages.importing.choosing import with_answers
from ui.pages.importing.step import Deed, Step
from ui.tables import Empty, TablePanel
from ui.theme import Shade

_NONE = Empty(
    "没有与发出时不同的地方",
    "发出的清单、派单、回告单交回导入时，改动的每一格会列在这里，与发出时和台账现在的内容并排。",
    icon="check",
)
_MOST_LISTS = 4


class ReturnsStep(Step):
    """Cells that came back otherwise than they were handed out."""

    title = "回收比对"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lists = words("", "muted")
        self.panel = TablePanel("回收比对", RETURNS, row_key, _NONE, self)
        self.values = {key: words("") for key in ("exported", "theirs", "ours")}
        self.take_button = Deed("采用交回的", lambda: self._decide(take=True))
        self.keep_button = Deed("保留台账的", lambda: self._decide(take=False))
        self._shown: object = None
        self._build()
        self._connect()

    def _build(self) -> None:
        sides = QHBoxLayout()
        for key, title in (("exported", "发出时"), ("theirs", "交回的"), ("ours", "台账现在")):
            label = QLabel(title)
            label.setObjectName("cardLabel")
            self.values[key].setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            sides.addWidget(card((label, self.values[key])), 1)
        buttons = QHBoxLayout()
        buttons.addWidget(
            words("只有对方改过的直接采用；两边都改过或对方清空的，请您选定。", "muted"), 1
        )
        buttons.addWidget(self.take_button)
        buttons.addWidget(self.keep_button)
        layout = self.step_layout()
        layout.addWidget(self.lists)
        layout.addWidget(self.panel, 1)
        layout.addLayout(sides)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.panel.view.picked.connect(lambda *_: self._show_cell())
        self.panel.view.selectionModel().selectionChanged.connect(lambda *_: self._show_cell())

    def dress(self, shade: Shade) -> None:
        """Take on other colours."""
        dress_panel(self.panel, shade)

    def show_draft(self, draft: DraftView, choices: Choices) -> None:
        """Draw the differences, those to be decided first."""
        self.choices = choices
        if draft.returns is self._shown:
            return
        self._shown = draft.returns
        told = [returned_words(sheet) for sheet in draft.returns.sheets]
        more = f"\n…… 共 {len(told)} 张表" if len(told) > _MOST_LISTS else ""
        self.lists.setText("\n".join(told[:_MOST_LISTS]) + more)
        self.lists.setToolTip("\n".join(told))
        self.lists.setVisible(bool(told))
        rows = sorted(draft.returns.differences, key=lambda row: not row.kind.is_question)
        self.panel.show_rows(tuple(rows))
        if rows and not self.panel.view.current_key():
            self.panel.view.reveal(self.panel.model.key_at(0))
        self._show_cell()

    def _selected(self) -> tuple[Difference, ...]:
        keys = set(self.panel.view.selected_keys())
        return tuple(row for row in self.panel.model.shown() if row_key(row) in keys)

    def _show_cell(self) -> None:
        rows = self._selected()
        row = rows[0] if rows else None
        for key, label in self.values.items():
            label.setText((getattr(row, key) or "（空）") if row else "")
        can = [one for one in rows if one.kind is not DifferenceKind.UNREADABLE]
        for button, take, done in (
            (self.take_button, True, "已经采用交回的"),
            (self.keep_button, False, "已经保留台账的"),
        ):
            why_not = _why_not(rows, can, take=take, done=done)
            button.setEnabled(not why_not)
            button.setToolTip(why_not or f"选中的 {len(can)} 处都这样处理")

    def _decide(self, *, take: bool) -> None:
        rows = [row for row in self._selected() if row.kind is not DifferenceKind.UNREADABLE]
        if rows:
            self.say(with_answers(self.choices, (row.key for row in rows), take=take))


def _why_not(
    rows: Sequence[Difference], can: Sequence[Difference], *, take: bool, done: str
) -> str:
    if not rows:
        return "没有选中的格"
    if not can:
        return "没有看懂的内容不能采用，请在“问题”一步改写"
    return done if all(row.taken is take and not row.kind.is_question for row in can) else ""
