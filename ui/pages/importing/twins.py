"""The fourth step: needs that may be one, side by side; nothing is joined unless the user says so."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from matcher.domain import Choices, Proposal
from matcher.service import DraftView
from ui.columns.importing import TWINS, Twin
from ui.pages.base import card, dress_panel, words
from ui.pages.importing.choosing import group_by_id, with_joined, with_parted
from ui.pages.importing.step import Step
from ui.tables import Empty, TablePanel
from ui.theme import Shade

_NONE = Empty(
    "没有疑似重复的需求", "同一社区里说法相近的需求会并排列在这里，由您决定是否归并。", icon="check"
)


class TwinsStep(Step):
    """Pairs of needs, the most alike first."""

    title = "疑似重复"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panel = TablePanel("疑似重复", TWINS, lambda row: row.key, _NONE, self)
        self.first = words("")
        self.second = words("")
        self.same = words("", "muted")
        self.join_button = QPushButton("归并", self)
        self.part_button = QPushButton("不归并", self)
        self.group_button = QPushButton("全部归并此组", self)
        self._made: dict[tuple[str, str], Proposal] = {}
        self._titles: dict[str, str] = {}
        self._shown: tuple[object, ...] = ()
        self._build()
        self._connect()

    def _build(self) -> None:
        sides = QHBoxLayout()
        for title, told in (("保留的需求", self.first), ("归并进去的需求", self.second)):
            label = QLabel(title)
            label.setObjectName("cardLabel")
            sides.addWidget(card((label, told)), 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.same, 1)
        for button in (self.join_button, self.part_button, self.group_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        layout = self.step_layout()
        layout.addWidget(
            words(
                "默认不归并。归并后只算一项需求，每位居民的原始诉求仍保留，便于逐一答复。", "muted"
            )
        )
        layout.addWidget(self.panel, 1)
        layout.addLayout(sides)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.panel.view.picked.connect(lambda *_: self._show_pair())
        self.panel.view.selectionModel().selectionChanged.connect(lambda *_: self._show_pair())
        self.panel.view.opened.connect(lambda *_: self._toggle())
        self.join_button.clicked.connect(lambda *_: self._join(self._selected()))
        self.part_button.clicked.connect(lambda *_: self._part(self._selected()))
        self.group_button.clicked.connect(lambda *_: self._join(self._group()))

    def dress(self, shade: Shade) -> None:
        """Take on other colours."""
        dress_panel(self.panel, shade)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar joins and parts."""
        if event.key() == Qt.Key.Key_Space and self._selected():
            self._toggle()
        else:
            super().keyPressEvent(event)

    # -- drawing

    def show_draft(self, draft: DraftView, choices: Choices) -> None:
        """Draw the pairs; those joined stay listed, so that they can be parted again."""
        self.choices = choices
        now = (draft.proposals, draft.titles, choices.joins)
        if now == self._shown:
            return
        self._shown = now
        self._titles = {**self._titles, **dict(draft.titles)}
        known = {(one.first, one.second): one for one in draft.proposals}
        joined = {name for pair in choices.joins for name in pair}
        for pair, one in self._made.items():
            if pair not in known and set(pair) <= joined:
                known[pair] = one
        self._made = known
        self.panel.show_rows(self._rows())
        if self.panel.model.rowCount() and not self.panel.view.current_key():
            self.panel.view.reveal(self.panel.model.key_at(0))
        self._show_pair()

    @property
    def titles(self) -> dict[str, str]:
        """What the needs seen so far were called last, by id."""
        return dict(self._titles)

    def _rows(self) -> tuple[Twin, ...]:
        ordered = sorted(self._made.values(), key=lambda one: (-one.score, one.first, one.second))
        groups = group_by_id((one.first, one.second) for one in ordered)
        joins = group_by_id(self.choices.joins)
        numbers: dict[frozenset[str], int] = {}
        found = []
        for one in ordered:
            group = groups[one.first]
            number = numbers.setdefault(group, len(numbers) + 1)
            together = one.second in joins.get(one.first, ())
            titles = (
                self._titles.get(one.first, one.first),
                self._titles.get(one.second, one.second),
            )
            found.append(Twin(one, *titles, number, len(group), together))
        return tuple(found)

    def _selected(self) -> tuple[Twin, ...]:
        keys = set(self.panel.view.selected_keys())
        return tuple(row for row in self.panel.model.shown() if row.key in keys)

    def _group(self) -> tuple[Twin, ...]:
        numbers = {row.group for row in self._selected()}
        return tuple(row for row in self.panel.model.rows if row.group in numbers)

    def _show_pair(self) -> None:
        rows = self._selected()
        row = rows[0] if rows else None
        self.first.setText(f"{row.first}\n{row.proposal.first}" if row else "")
        self.second.setText(f"{row.second}\n{row.proposal.second}" if row else "")
        same = "、".join(row.proposal.words) if row else ""
        self.same.setText(
            f"相似度 {row.proposal.score / 10:.0f}%　相同的词：{same or '无'}" if row else ""
        )
        nothing = "" if rows else "没有选中的需求"
        group = self._group()
        for button, why_not, tip in (
            (
                self.join_button,
                nothing or _all(rows, True, "已经归并了"),
                "选中的每一对并作一项（空格键也可以）",
            ),
            (
                self.part_button,
                nothing or _all(rows, False, "本来就不归并"),
                "选中的每一对各算各的",
            ),
            (
                self.group_button,
                nothing or _all(group, True, "这一组已经全部归并"),
                f"这一组 {len({n for r in group for n in r.pair})} 项需求并作一项",
            ),
        ):
            button.setEnabled(not why_not)
            button.setToolTip(why_not or tip)

    # -- what the user says

    def _toggle(self) -> None:
        rows = self._selected()
        if rows and all(row.joined for row in rows):
            self._part(rows)
        else:
            self._join(rows)

    def _join(self, rows: Sequence[Twin]) -> None:
        if rows:
            self.say(with_joined(self.choices, (row.pair for row in rows)))

    def _part(self, rows: Sequence[Twin]) -> None:
        if rows:
            self.say(with_parted(self.choices, (row.pair for row in rows)))


def _all(rows: Sequence[Twin], joined: bool, why_not: str) -> str:
    return why_not if all(row.joined is joined for row in rows) else ""
