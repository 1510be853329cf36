"""The projector: large type, high contrast, one thing at a time, driven by a presenter's remote; persons masked."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from matcher.domain import AgendaItem, month_words
from matcher.domain.masking import meeting_mask
from ui.pages.meeting.deeds import bundle_deeds, deeds_of, record_of
from ui.pages.meeting.names import Names, names_of
from ui.pages.meeting.points import records_of
from ui.pages.meeting.presenting import (
    ACCEPT,
    BACK,
    BLANK,
    FIRST,
    NEXT,
    Presenting,
    is_redo,
    pressed_at,
)
from ui.pages.meeting.slides import Slide, change_slide, slides_of
from ui.session import State
from ui.theme import DARK, LIGHT, Shade
from ui.theme.projector import projector_shade, projector_sheet

if TYPE_CHECKING:
    from collections.abc import Callable

_SIZES = (24, 27, 31, 36, 42, 50)
"""Type is this part of the screen's height: the first at which the slide fits."""
_MARGIN = 48
_WITH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_LEAVE = "再按一次 Esc 退出投屏"
_HINT = "PageUp / PageDown 翻页　B 黑屏　Ctrl+Z 撤销　Esc 退出"


class Projector(QWidget):
    """One slide at a time on the whole screen.

    Keys: PageUp/PageDown, the arrows and Space walk, Home and End jump, B blanks the screen, number keys decide,
    Enter accepts what is being considered or opens a bundle, Ctrl+Z and Ctrl+Y undo and redo, Esc gives up
    what is being considered; pressed twice it leaves, so that a slip does not uncover the window behind.
    """

    def __init__(self, intents: Presenting) -> None:
        super().__init__()
        self._intents = intents
        self._state: State | None = None
        self._names = Names()
        self._mask: Callable[[str], str] = str
        self._lists: object = None
        self._slides: tuple[Slide, ...] = ()
        self._key = ""
        self._stood = 0
        self._agenda: tuple[AgendaItem, ...] | None = None
        self._opened: frozenset[str] = frozenset()
        self._told = 0
        self._leaving = False
        self._drawn: tuple[object, ...] = ()
        self.head = QLabel()
        self.place = QLabel()
        self.foot = QLabel()
        self.said = QLabel()
        self.hint = QLabel(_HINT)
        self.body = QVBoxLayout()
        self.screens = QStackedWidget()
        self._blank = QWidget()
        self._content: QWidget | None = None
        self._build()

    def _build(self) -> None:
        self.setObjectName("projector")
        self.setWindowTitle("投屏")
        self.setAccessibleName("投屏")
        self._blank.setObjectName("blank")
        self.head.setObjectName("projectorHead")
        self.place.setObjectName("projectorFoot")
        self.foot.setObjectName("projectorFoot")
        self.hint.setObjectName("projectorHint")
        self.said.setObjectName("projectorSaid")
        self.said.setWordWrap(True)
        self.said.hide()
        for part in (self.foot, self.said):
            part.setTextFormat(Qt.TextFormat.PlainText)
        top = QHBoxLayout()
        top.addWidget(self.head, 1)
        top.addWidget(self.place)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(_MARGIN, 28, _MARGIN, 20)
        layout.addLayout(top)
        layout.addLayout(self.body, 1)
        layout.addWidget(self.said)
        below = QHBoxLayout()
        below.addWidget(self.foot, 1)
        below.addWidget(self.hint)
        layout.addLayout(below)
        self.screens.addWidget(page)
        self.screens.addWidget(self._blank)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.screens)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # -- showing

    def start(self, state: State, beside: QScreen | None) -> None:
        """Fill a screen: another one than the window's where there is one."""
        others = [
            screen
            for screen in (beside.virtualSiblings() if beside else [])
            if screen is not beside
        ]
        target = others[0] if others else beside
        if target is not None:
            self.setGeometry(target.geometry())
        self.screens.setCurrentIndex(0)
        self._told = state.notice.serial if state.notice else 0
        self._say("")
        self.showFullScreen()
        self.show_state(state)
        self.setFocus()

    def show_state(self, state: State) -> None:
        """Show this state on the slide in hand."""
        self._state = state
        round_ = state.view.round if state.view else None
        lists = round_.lists if round_ else None
        if lists is not self._lists:
            self._lists = lists
            self._agenda = None
            self._mask = meeting_mask(lists) if lists else str
        self._names = names_of(round_, self._mask)
        if state.meeting.agenda is not None:
            self._agenda = state.meeting.agenda
        meeting = replace(state.meeting, agenda=self._agenda)
        self._slides = slides_of(round_, meeting, self._names, self._opened)
        if state.notice is not None and state.notice.serial != self._told:
            self._told = state.notice.serial
            self._say(self._names.told(state.notice.words))
        self._draw()

    def _say(self, words: str) -> None:
        """A line that stays until the next key."""
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _shade(self) -> Shade:
        dark = self._state is not None and self._state.shade.name == DARK.name
        return projector_shade(DARK if dark else LIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Type as large as the screen allows."""
        super().resizeEvent(event)
        self._drawn = ()
        if self._state is not None:
            self._draw()

    def slide(self) -> Slide | None:
        """The slide in hand, or the one now in its place; ``None`` when there is nothing to show."""
        found = next((slide for slide in self._slides if slide.key == self._key), None)
        if found is None and self._slides:
            return self._slides[min(self._stood, len(self._slides) - 1)]
        return found

    def _draw(self) -> None:
        assert self._state is not None
        meeting, view = self._state.meeting, self._state.view
        slide = self.slide()
        self._key = slide.key if slide else ""
        shown = (view, meeting, self._key, self._state.shade, self.size())
        if shown == self._drawn:
            return
        self._drawn = shown
        slide = self._considered() or slide
        month = f"{month_words(view.round.month)}联席会议" if view else ""
        self.head.setText(f"{month}　{slide.title}" if slide else month)
        keys = [entry.key for entry in self._slides]
        at = keys.index(self._key) + 1 if self._key in keys else 0
        self._stood = max(at - 1, 0)
        self.place.setText(f"{at} / {len(keys)}" if keys else "")
        self.foot.setText(slide.foot if slide else "")
        self._fit(slide)

    def _considered(self) -> Slide | None:
        """The slide of the change that is being considered; ``None`` when none is."""
        state = self._state
        if state is None or state.view is None or state.meeting.change is None:
            return None
        return change_slide(state.meeting, state.view.round, self._names)

    def _fit(self, slide: Slide | None) -> None:
        """Draw the slide as large as it fits."""
        shade = self._shade()
        for part in _SIZES:
            size = max(self.height() // part, 12)
            self.setStyleSheet(projector_sheet(shade, size))
            content = slide.build(shade, size) if slide else QWidget()
            self._put(content)
            if _height_of(content, self.width() - 2 * _MARGIN) <= self.height() - 5 * size:
                return

    def _put(self, content: QWidget) -> None:
        if self._content is not None:
            self.body.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = content
        self.body.addWidget(content, 1)

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What a presenter's remote and the keyboard send."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_F11:
            self.close()
        elif self.screens.currentIndex() == 1:
            self.screens.setCurrentIndex(0)
        elif event.matches(QKeySequence.StandardKey.Undo):
            self._take_back()
        elif event.matches(QKeySequence.StandardKey.Redo) or is_redo(event):
            self._say(self._intents.redo())
        elif event.modifiers() & _WITH or (event.isAutoRepeat() and key not in NEXT | BACK):
            event.ignore()
        else:
            self._press(key)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """On a touch board a choice is tapped; that is its key."""
        if self.screens.currentIndex() == 1:
            self.screens.setCurrentIndex(0)
        elif name := pressed_at(self, event.position().toPoint()):
            self._press(Qt.Key[f"Key_{name}"])

    def _press(self, key: Qt.Key) -> None:
        if self._considering():
            self._answer(key)
        else:
            leaving, self._leaving = self._leaving, False
            self._say("")
            self._walk_or_decide(key, leaving=leaving)

    def _walk_or_decide(self, key: Qt.Key, *, leaving: bool) -> None:
        if key in NEXT:
            self.step(1)
        elif key in BACK:
            self.step(-1)
        elif key in FIRST:
            self.step(-len(self._slides))
        elif key == Qt.Key.Key_End:
            self.step(len(self._slides))
        elif key in BLANK:
            self.screens.setCurrentIndex(1)
        elif key in ACCEPT:
            self._open()
        elif key == Qt.Key.Key_Escape:
            self._leave(sure=leaving)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._decide(key - Qt.Key.Key_0)

    def _leave(self, *, sure: bool) -> None:
        """The remote's stop button lies beside the page keys: once is not enough."""
        if sure:
            self.close()
        else:
            self._leaving = True
            self._say(_LEAVE)

    def _take_back(self) -> None:
        """What is only being considered is given up; else the last step is undone."""
        if self._considering():
            self._intents.give_up()
        else:
            self._say(self._intents.undo())

    def _open(self) -> None:
        """A bundle opens to its items, or closes again."""
        slide, state = self.slide(), self._state
        if slide is not None and slide.bundle is not None and state is not None:
            self._opened = self._opened ^ {slide.bundle.key}
            self._drawn = ()
            self.show_state(state)

    def _considering(self) -> bool:
        return self._state is not None and self._state.meeting.change is not None

    def _answer(self, key: Qt.Key) -> None:
        """Only Enter accepts: a remote that pages on must not change the plan."""
        assert self._state is not None
        effect = self._state.meeting.effect
        possible = effect is not None and (effect.is_open or not effect.impossible)
        if key in ACCEPT and possible:
            self._intents.accept()
        elif key == Qt.Key.Key_Escape:
            self._intents.give_up()
        elif key in BLANK:
            self.screens.setCurrentIndex(1)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._take_way_out(key - Qt.Key.Key_0)

    def _take_way_out(self, number: int) -> None:
        slide = self._considered()
        if slide is not None and number <= len(slide.deeds):
            change = slide.deeds[number - 1].change
            assert change is not None
            self._intents.propose_instead(change)

    def step(self, by: int) -> None:
        """Go on by so many slides, or back."""
        keys = [slide.key for slide in self._slides]
        if self._key in keys:
            self._key = keys[min(max(keys.index(self._key) + by, 0), len(keys) - 1)]
            self._draw()

    def _decide(self, number: int) -> None:
        slide = self.slide()
        state = self._state
        if slide is None or state is None or state.view is None:
            return
        busy = state.working is not None or state.meeting.agenda is None
        if busy or state.view.read_only or number > len(slide.deeds):
            return
        round_ = state.view.round
        if slide.bundle is not None:
            deed = bundle_deeds(slide.bundle, round_)[number - 1]
            self._intents.record(records_of(slide.bundle, deed, round_))
        elif slide.item is not None:
            deed = deeds_of(slide.item, round_, names_of(round_))[number - 1]
            record = record_of(slide.item, deed, (), (), "")
            if deed.change is None:
                self._intents.record((record,))
            else:
                self._intents.propose(deed.change, record)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Show nothing of the month any more."""
        self._drawn = ()
        super().closeEvent(event)


def _height_of(content: QWidget, width: int) -> int:
    """How high a slide must be at this width."""
    for part in (content, *content.findChildren(QWidget)):
        part.ensurePolished()
    layout = content.layout()
    if layout is None:
        return content.sizeHint().height()
    layout.invalidate()
    wanted = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else -1
    return max(wanted, layout.totalMinimumSize().height())
