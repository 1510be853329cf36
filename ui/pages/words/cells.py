"""Blank or unclear category and form cells: three candidates each, confirmed by a click."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from matcher.domain import Category, CellChoice, CellGuesses, Form, TextReview
from ui.pages.base import card, dress_panel, words
from ui.tables import Column, Empty, TablePanel
from ui.theme import Shade

CANDIDATES = 3
PREFILLED, OPEN, FORM, DONE = "待确认", "待选择", "形式空缺", "已确认"
_NONE = Empty("没有要确认的单元格", "清单里的类别和形式都已写明，或文字里看不出来。", icon="check")


@dataclass(frozen=True, slots=True)
class CellRow:
    """A row of the table: something to confirm, or something confirmed.

    Attributes:
        key: Id of the need or resource.
        title: Its name.
        written: The list's own words.
        guesses: What it may be; ``None`` once confirmed.
        told: What was confirmed.
    """

    key: str
    title: str
    written: str
    guesses: CellGuesses | None
    told: str = ""

    @property
    def state(self) -> str:
        """待确认 where a category leads clearly, 待选择 where none does, 形式空缺, 已确认."""
        if self.guesses is None:
            return DONE
        if not self.guesses.categories:
            return FORM
        return PREFILLED if self.choice is not None else OPEN

    @property
    def choice(self) -> CellChoice | None:
        """What is filled in beforehand, to be confirmed; ``None`` where nothing leads clearly."""
        if self.guesses is None or not (self.guesses.clear and self.guesses.categories):
            return None
        return CellChoice(self.key, category=self.guesses.categories[0].category)

    @property
    def proposed(self) -> str:
        """What the table shows as suggestion."""
        if self.guesses is None:
            return self.told
        if not self.guesses.categories:
            return "形式：" + "、".join(
                guess.form.label for guess in self.guesses.forms[:CANDIDATES]
            )
        first = str(self.guesses.categories[0].category)
        return f"{first}（{PREFILLED}）" if self.guesses.clear else f"可能是{first}"

    @property
    def because(self) -> str:
        """The words that speak for it, as they stand in the row."""
        if self.guesses is None:
            return ""
        if self.guesses.categories:
            return "、".join(self.guesses.categories[0].words)
        return "、".join(word for guess in self.guesses.forms for word in guess.words)


def cell_rows(review: TextReview) -> tuple[CellRow, ...]:
    """Categories to be confirmed, then forms that may be, then what was confirmed."""
    cells = sorted(review.cells, key=lambda one: not one.categories)
    asked = (CellRow(one.row, one.title, one.written, one) for one in cells)
    still = {one.row for one in review.cells}
    return (
        *asked,
        *(
            CellRow(one.row, one.title, "", None, one.words)
            for one in review.confirmed
            if one.row not in still
        ),
    )


_TONE = {PREFILLED: "warn", OPEN: "info", FORM: "", DONE: "good"}

CELLS: tuple[Column[CellRow], ...] = (
    Column(
        "state", "状态", lambda row: row.state, 80, tone=lambda row: _TONE[row.state], facet=True
    ),
    Column("key", "编号", lambda row: row.key, 160),
    Column("title", "名称", lambda row: row.title, 260),
    Column("written", "清单原文", lambda row: row.written or "（空）", 100),
    Column("proposed", "建议", lambda row: row.proposed, 220),
    Column("because", "依据的词", lambda row: row.because, 160),
)


class CellsTab(QWidget):
    """The table, and under it the candidates of the row in front.

    Signals:
        chosen: The user says what cells mean; a tuple of :class:`CellChoice`.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panel = TablePanel("类别与形式", CELLS, lambda row: row.key, _NONE, self)
        self.heading = words("", "sectionTitle")
        self.note = words("", "muted")
        self.buttons = [QPushButton(self) for _ in range(CANDIDATES)]
        self.forms = [QPushButton(self) for _ in range(CANDIDATES)]
        self.others = QComboBox(self)
        self.back_button = QPushButton("撤回确认", self)
        self.all_button = QPushButton(self)
        self._categories: tuple[Category, ...] = ()
        self._why_not = ""
        self._build()
        self._connect()
        self._show_row()

    def _build(self) -> None:
        self.others.addItem("其他类别…")
        self.others.setAccessibleName("其他类别")
        first, second = QHBoxLayout(), QHBoxLayout()
        for at, button in enumerate((*self.buttons, *self.forms)):
            button.setAutoDefault(False)
            kind = "类别" if at < CANDIDATES else "形式"
            button.setAccessibleName(f"候选{kind}{at % CANDIDATES + 1}")
        for button in self.buttons:
            first.addWidget(button)
        first.addWidget(self.others)
        first.addStretch(1)
        for button in self.forms:
            second.addWidget(button)
        second.addStretch(1)
        second.addWidget(self.back_button)
        second.addWidget(self.all_button)
        box = card((self.heading, self.note), self)
        inner = box.layout()
        if isinstance(inner, QVBoxLayout):
            inner.addLayout(first)
            inner.addLayout(second)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(self.panel, 1)
        layout.addWidget(box)

    def _connect(self) -> None:
        self.panel.view.picked.connect(lambda _key: self._show_row())
        self.panel.narrowed.connect(self._show_row)
        for at, button in enumerate(self.buttons):
            button.clicked.connect(lambda _=False, at=at: self._choose_category(at))
        for at, button in enumerate(self.forms):
            button.clicked.connect(lambda _=False, at=at: self._choose_form(at))
        self.others.activated.connect(self._choose_other)
        self.back_button.clicked.connect(self._take_back)
        self.all_button.clicked.connect(self._confirm_all)

    def show_review(self, review: TextReview, why_not: str) -> None:
        """Show what has to be confirmed; ``why_not`` = why nothing can be changed now."""
        self._why_not = why_not
        if review.categories != self._categories:
            self._categories = review.categories
            self.others.clear()
            self.others.addItems(["其他类别…", *map(str, review.categories)])
        before = self.panel.view.current_key()
        self.panel.show_rows(cell_rows(review))
        if not (before and self.panel.view.reveal(before)) and self.panel.model.shown():
            self.panel.view.reveal(self.panel.model.shown()[0].key)
        self._show_row()

    def row(self) -> CellRow | None:
        """The row in front."""
        key = self.panel.view.current_key()
        return next((row for row in self.panel.model.rows if row.key == key), None)

    def prefilled(self) -> tuple[CellChoice, ...]:
        """What is filled in beforehand in the rows shown."""
        return tuple(row.choice for row in self.panel.model.shown() if row.choice is not None)

    def _show_row(self) -> None:
        row, free = self.row(), not self._why_not
        count = len(self.prefilled())
        self.all_button.setText(f"确认全部 {count} 行预填的类别")
        self.all_button.setVisible(count > 0)
        self.all_button.setEnabled(free)
        self.all_button.setToolTip(self._why_not or "只确认状态为“待确认”、现在显示的行")
        guesses = row.guesses if row else None
        self._show_categories(guesses, free)
        self._show_forms(guesses, free)
        self.others.setVisible(guesses is not None and bool(guesses.categories))
        self.others.setEnabled(free)
        self.back_button.setVisible(row is not None and row.guesses is None)
        self.back_button.setEnabled(free)
        self.heading.setText(row.title if row else "请选择一行")
        self.note.setText(self._why_not or _note(row))

    def _show_categories(self, guesses: CellGuesses | None, free: bool) -> None:
        found = guesses.categories if guesses else ()
        for at, button in enumerate(self.buttons):
            button.setVisible(at < len(found))
            button.setEnabled(free)
            if at < len(found):
                told = "、".join(found[at].words)
                button.setText(f"{found[at].category}　{found[at].sure}")
                button.setToolTip(f"依据：{told}" if told else "没有直接对应的词，按整句判断")

    def _show_forms(self, guesses: CellGuesses | None, free: bool) -> None:
        found = guesses.forms if guesses else ()
        for at, button in enumerate(self.forms):
            button.setVisible(at < len(found))
            button.setEnabled(free)
            if at < len(found):
                button.setText(f"形式：{found[at].form.label}")
                button.setToolTip(f"依据：{'、'.join(found[at].words)}")

    def _choose_category(self, at: int) -> None:
        row = self.row()
        if row is not None and row.guesses is not None:
            self._say(CellChoice(row.key, category=row.guesses.categories[at].category))

    def _choose_form(self, at: int) -> None:
        row = self.row()
        if row is not None and row.guesses is not None:
            form: Form = row.guesses.forms[at].form
            self._say(CellChoice(row.key, forms=(form,)))

    def _choose_other(self, at: int) -> None:
        row = self.row()
        self.others.setCurrentIndex(0)
        if at > 0 and row is not None:
            self._say(CellChoice(row.key, category=self._categories[at - 1]))

    def _take_back(self) -> None:
        row = self.row()
        if row is not None:
            self._say(CellChoice(row.key, withdrawn=True))

    def _confirm_all(self) -> None:
        self.chosen.emit(self.prefilled())

    def _say(self, choice: CellChoice) -> None:
        self.chosen.emit((choice,))

    def dress(self, shade: Shade) -> None:
        """Take on other colours."""
        dress_panel(self.panel, shade)


def _note(row: CellRow | None) -> str:
    if row is None:
        return "清单里空着或看不懂的类别、形式列在上面；确认前不影响对接，原文始终保留。"
    if row.guesses is None:
        return f"{row.told}。点“撤回确认”恢复为清单原文。"
    if not row.guesses.categories:
        return "形式空着时，需求按任何形式都可以、资源按文字判断；点一个候选即确认。"
    written = f"清单原文“{row.written}”" if row.written else "清单里没有写类别或形式"
    return f"{written}。点一个候选即确认；百分数是把握的大小。"
