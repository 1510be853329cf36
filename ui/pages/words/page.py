"""What the program makes of the words of the month, and where the user has the last word."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QTabWidget, QVBoxLayout, QWidget

from matcher.domain import PastCase, TextReview
from ui.pages.base import Page, dress_panel, heading, why_not_change, words
from ui.pages.words.cells import CellsTab
from ui.pages.words.lexicon import LexiconTab
from ui.preferences import Preferences
from ui.session import State
from ui.tables import Column, Empty, TablePanel
from ui.theme import Shade

_NO_PAST = Empty(
    "没有可参照的往月对接",
    "本月的需求与往月相近、且往月对接过或未采纳时，会列在这里，并计入得分。",
    icon="history",
)

PAST: tuple[Column[PastCase], ...] = (
    Column("need", "编号", lambda one: one.need, 160),
    Column("title", "本月需求", lambda one: one.need_title, 240),
    Column("unit", "单位", lambda one: one.unit, 150, facet=True),
    Column(
        "points",
        "加减分",
        lambda one: f"{one.points:+d}",
        76,
        sort=lambda one: one.points,
        right=True,
        tone=lambda one: "good" if one.points > 0 else "bad",
    ),
    Column("words", "参照", lambda one: one.words, 380),
)


class WordsPage(Page):
    """Blank cells, the vocabulary, earlier months, whether the semantic extra is there.

    Signals:
        review_wanted: Show what the program makes of the words of the month.
    """

    name = "words"
    title = "词库"
    icon = "search"
    review_wanted = Signal()

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(preferences, parent)
        self.semantic = words("", "muted")
        self.again_button = QPushButton("重新检查", self)
        self.cells = CellsTab(self)
        self.lexicon = LexiconTab(self)
        self.past = TablePanel("往月参照", PAST, lambda one: f"{one.need} {one.resource}", _NO_PAST)
        self.tabs = QTabWidget(self)
        self._shown: tuple[object, ...] = ()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.tabs.setDocumentMode(True)
        beside = QWidget()
        inner = QVBoxLayout(beside)
        inner.setContentsMargins(0, 8, 0, 0)
        inner.addWidget(self.past)
        for part, title in (
            (self.cells, "类别与形式"),
            (self.lexicon, "增改词"),
            (beside, "往月参照"),
        ):
            self.tabs.addTab(part, title)
        layout = self.page_layout()
        layout.addLayout(heading("词库", self.again_button))
        layout.addWidget(self.semantic)
        layout.addWidget(self.tabs, 1)
        for panel in (self.cells.panel, self.past):
            self.keep_widths(panel, panel.name)

    def _connect(self) -> None:
        self.again_button.clicked.connect(self.review_wanted)
        for panel in (self.cells.panel, self.past):
            panel.view.widths_changed.connect(
                lambda changed, name=panel.name: self.preferences.remember_widths(name, changed)
            )

    def draw(self, state: State, before: State | None) -> None:
        """Show the review; ask for one where there is none of what is on the table."""
        if state.view is not None and not state.texts.fresh and not state.texts.asked:
            self.review_wanted.emit()
        self.again_button.setEnabled(state.view is not None and state.working is None)
        shown = (state.texts.review, state.texts.preview, why_not_change(state))
        if shown != self._shown:
            self._shown = shown
            self._show(state.texts.review or TextReview("", semantic_used=False), state)

    def _show(self, review: TextReview, state: State) -> None:
        why_not = why_not_change(state)
        self.semantic.setText(review.semantic)
        self.cells.show_review(review, why_not)
        self.lexicon.show_review(review, state.texts.preview, why_not)
        self.past.show_rows(review.past)
        self._say_counts(review)
        if state.texts.preview is not None:
            self.tabs.setCurrentWidget(self.lexicon)

    def _say_counts(self, review: TextReview) -> None:
        counts = (
            sum(bool(one.categories) for one in review.cells),
            len(review.proposals),
            len(review.past),
        )
        for at, (title, count) in enumerate(
            zip(("类别与形式", "增改词", "往月参照"), counts, strict=True)
        ):
            self.tabs.setTabText(at, f"{title}（{count}）" if count else title)

    def dress(self, shade: Shade) -> None:
        """Take on other colours."""
        self.cells.dress(shade)
        dress_panel(self.past, shade)
