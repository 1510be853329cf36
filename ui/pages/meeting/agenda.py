"""Agenda mode: one point after the other, decided by number keys, with who spoke for it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from matcher.domain import (
    AgendaItem,
    AgendaPoint,
    AgendaRecord,
    Round,
    agenda_points,
    by_name,
)
from ui.pages.base import card, words
from ui.pages.meeting.deeds import Deed, bundle_deeds, deeds_of, record_of
from ui.pages.meeting.names import Names
from ui.pages.meeting.people import People
from ui.pages.meeting.points import (
    is_settled,
    item_lines,
    kept_of,
    minutes_words,
    point_title,
    record_words,
    records_of,
)
from ui.pages.meeting.sheet import Sheet, add_row, column_of, section
from ui.session import Meeting
from ui.theme import Shade

_KEYS = range(1, 10)
_PAGES = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_NEEDS = 6


class Agenda(QWidget):
    """The points to decide: items by themselves, and bundles that open to their items.

    Signals:
        chosen: A choice was made about an item: the record to keep, the change or ``None``.
        decided: A bundle was decided in one: the records to keep.
        need_wanted: The user wants to see a need; its id.
    """

    chosen = Signal(object, object)
    decided = Signal(object)
    need_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = Sheet("议程")
        self.back = QPushButton("上一条")
        self.jump = QComboBox()
        self.on = QPushButton("下一条")
        self.place = words("", "muted")
        self.spoke_for = People("赞成")
        self.spoke_against = People("不赞成")
        self.sees_to_it = People("落实")
        self.points: tuple[AgendaPoint, ...] = ()
        self.deeds: tuple[Deed, ...] = ()
        self._items: tuple[AgendaItem, ...] | None = None
        self._key = ""
        self._stood = 0
        self._opened = ""
        self._round: Round | None = None
        self._names = Names()
        self._why_not = ""
        self._build()
        self._connect()

    def _build(self) -> None:
        self.back.setToolTip("上一条（PageUp）")
        self.on.setToolTip("下一条（PageDown）")
        self.jump.setAccessibleName("议题")
        self.jump.setToolTip("全部议题，点一条直接跳过去")
        self.jump.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addWidget(self.jump, 1)
        head.addWidget(self.on)
        people = QHBoxLayout()
        for box in (self.spoke_for, self.spoke_against, self.sees_to_it):
            people.addWidget(box)
        people.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self.place)
        layout.addWidget(self.sheet, 1)
        layout.addLayout(people)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.sheet.installEventFilter(self)

    def _connect(self) -> None:
        self.back.clicked.connect(lambda: self.step(-1))
        self.on.clicked.connect(lambda: self.step(1))
        self.jump.activated.connect(self._jump)

    # -- what it shows

    def show_agenda(
        self, meeting: Meeting, round_: Round | None, names: Names, why_not: str, shade: Shade
    ) -> None:
        """Show the point in hand; ``why_not`` says why nothing can be decided now."""
        known = meeting.agenda is not None
        if meeting.agenda is not self._items:
            self._items = meeting.agenda
            self.points = agenda_points(meeting.agenda or ())
        if self.point() is None and known:
            self._key = self._next_open(round_)
        self._round, self._names, self._why_not = round_, names, why_not
        if not self.sheet.is_new(self.points, known, self._key, round_, names, why_not, shade):
            return
        self._draw(shade, known=known)

    def _draw(self, shade: Shade, *, known: bool) -> None:
        typing = self._has_focus()
        self.sheet.begin(shade, self._why_not)
        self.deeds = ()
        note = self._note(known=known)
        if note:
            self.sheet.fill([words(note, "muted")])
        else:
            self.sheet.fill(self._point_parts(), keep_place=False)
        self._tell_place()
        if typing:
            self.setFocus()

    def _has_focus(self) -> bool:
        """Whether the keys come here; a button that is drawn anew would lose them."""
        focused = QApplication.focusWidget()
        return focused is not None and self.sheet.isAncestorOf(focused)

    def _note(self, *, known: bool) -> str:
        """What to say where there is no point to show; empty where there is one."""
        if self._round is None or self._round.outcome is None:
            return "还没有方案；点“匹配”之后，这里逐条列出要议的事。"
        if self._round.stale:
            return "方案有改动还没有更新，更新之后再议。"
        if not known:
            return "正在整理议程…"
        done = "没有需要议的事：紧急需求都已满足，没有争议，也没有婉拒。"
        return "" if self.points else done

    def _point_parts(self) -> list[QWidget]:
        point, item = self.point(), self.item()
        assert point is not None
        assert self._round is not None
        if item is None:
            self.deeds = bundle_deeds(point, self._round)
            self._offer_people(point.items, None)
            told = self._names.told(point.words)
            kind = section(f"{point.kind.label}　一并审议 {len(point.items)} 项")
            head = card([kind, words(told, "sectionTitle")])
            return [head, self._choices("一并怎么定？（按数字键即可）"), self._bundle(point)]
        self.deeds = deeds_of(item, self._round, self._names)
        self._offer_people((item,), self.record())
        parts = [self._item(item), *self._kept(self.record())]
        if point.is_bundle:
            deed = partial(self.open, "")
            tip = "回到这些需求一并审议"
            parts.insert(0, self.sheet.button("← 回到一并审议", "", tip, deed, why_not=""))
        return [*parts, self._choices("怎么定？（按数字键即可）")]

    def _item(self, item: AgendaItem) -> QWidget:
        head = card([section(item.kind.label), words(self._names.told(item.words), "sectionTitle")])
        for need in item.needs[:_NEEDS]:
            deed = partial(self.need_wanted.emit, need)
            show = self.sheet.button("查看", "search", "在方案里找到它", deed, why_not="")
            add_row(head, [show], words(self._names.need(need)))
        if len(item.needs) > _NEEDS:
            column_of(head).addWidget(section(f"等 {len(item.needs)} 项"))
        return head

    def _kept(self, record: AgendaRecord | None) -> list[QWidget]:
        if record is None:
            return []
        return [card([section("已记录"), words(record_words(record), tone="good")])]

    def _bundle(self, point: AgendaPoint) -> QWidget:
        """Every item with what was decided about it; each can be taken out and decided by itself."""
        assert self._round is not None
        kept = kept_of(point, self._round)
        head = card([section("包括这些；有不同意见的，单独拿出来议")])
        lines = item_lines(point, self._round, self._names)
        for item, line in zip(point.items, lines, strict=True):
            deed = partial(self.open, item.key)
            alone = self.sheet.button("单议", "", "把这一项单独拿出来议", deed, why_not="")
            add_row(head, [alone], words(line))
            if item.key in kept:
                column_of(head).addWidget(words(f"　✓ {record_words(kept[item.key])}", tone="good"))
        return head

    def _choices(self, title: str) -> QWidget:
        choices = card([section(title)])
        for number, deed_ in enumerate(self.deeds, start=1):
            tip = "先看影响，再决定" if deed_.change else "记下这个决定"
            column_of(choices).addWidget(
                self.sheet.choice(str(number), deed_.words, tip, partial(self.choose, number))
            )
        return choices

    def _offer_people(self, items: Sequence[AgendaItem], record: AgendaRecord | None) -> None:
        assert self._round is not None
        lists = self._round.lists
        units = sorted({unit.name for unit in lists.units}, key=by_name)
        places = sorted({need.community for need in lists.needs if need.community}, key=by_name)
        known = self._names.needs
        near = [known[key].community for item in items for key in item.needs if key in known]
        concerned = [unit for item in items for unit in item.units]
        names = [name for name in (*concerned, *near, *places, *units) if name]
        self.spoke_for.offer(names, record.speakers_for if record else ())
        self.spoke_against.offer(names, record.speakers_against if record else ())
        self.sees_to_it.offer(names, (record.responsible,) if record and record.responsible else ())

    def _tell_place(self) -> None:
        at = self._at()
        self._stood = max(at, 0) if self.points else self._stood
        count = len(self.points)
        settled = [is_settled(point, self._round) for point in self.points]
        self.place.setText(
            f"第 {at + 1} / {count} 条　已议 {sum(settled)} 条　{minutes_words(self.points)}"
            if count
            else ""
        )
        self.jump.clear()
        for number, point in enumerate(self.points, start=1):
            done = "✓ " if settled[number - 1] else ""
            self.jump.addItem(f"{done}{number}. {point_title(point, self._names)}", point.key)
        self.jump.setCurrentIndex(at)
        self.back.setEnabled(at > 0)
        self.on.setEnabled(0 <= at < count - 1)
        for box in (self.jump, self.spoke_for, self.spoke_against, self.sees_to_it):
            box.setVisible(bool(count))

    def _next_open(self, round_: Round | None) -> str:
        """The point that now stands where the last one did, or the next that is not settled."""
        ordered = (*self.points[self._stood :], *self.points[: self._stood])
        waiting = (point.key for point in ordered if not is_settled(point, round_))
        return next(waiting, self.points[0].key if self.points else "")

    # -- what is in hand

    def _at(self) -> int:
        """Number of the point in hand from 0; -1 without any."""
        return next((at for at, one in enumerate(self.points) if one.key == self._key), -1)

    def point(self) -> AgendaPoint | None:
        """The point in hand; ``None`` when there is none."""
        return next((point for point in self.points if point.key == self._key), None)

    def item(self) -> AgendaItem | None:
        """The item in hand; ``None`` when there is none, or a bundle as a whole."""
        point = self.point()
        if point is None:
            return None
        if not point.is_bundle:
            return point.items[0]
        return next((item for item in point.items if item.key == self._opened), None)

    def record(self) -> AgendaRecord | None:
        """What was kept about the item in hand; ``None`` = nothing yet."""
        point, item = self.point(), self.item()
        return kept_of(point, self._round).get(item.key) if point and item else None

    def step(self, by: int) -> None:
        """Go to the next point, or back."""
        if self.points:
            self._go(self.points[min(max(self._at() + by, 0), len(self.points) - 1)].key)

    def open(self, item: str) -> None:
        """Take one item out of the bundle in hand, by its key; an empty key = the bundle as a whole again."""
        self._go(self._key, item)

    def _jump(self, at: int) -> None:
        self._go(str(self.jump.itemData(at)))
        self.setFocus()

    def _go(self, key: str, opened: str = "") -> None:
        self._key, self._opened = key, opened
        if self.sheet.shade is not None and self.point() is not None:
            self._draw(self.sheet.shade, known=True)

    def choose(self, number: int) -> None:
        """Make the choice of this number, from 1."""
        point, item = self.point(), self.item()
        if point is None or self._why_not or not 1 <= number <= len(self.deeds):
            return
        deed = self.deeds[number - 1]
        responsible = "、".join(self.sees_to_it.chosen())
        who = (self.spoke_for.chosen(), self.spoke_against.chosen(), responsible)
        if item is not None:
            self.chosen.emit(record_of(item, deed, *who), deed.change)
        elif self._round is not None:
            self.decided.emit(records_of(point, deed, self._round, *who))

    # -- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page keys walk through the points, wherever in the sheet they are pressed."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = _PAGES.get(Qt.Key(event.key()))
            if by is not None:
                self.step(by)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Number keys choose, the page keys walk, Esc goes back to the bundle."""
        number = event.key() - Qt.Key.Key_0
        if number in _KEYS and not event.isAutoRepeat():
            self.choose(number)
        elif event.key() in _PAGES:
            self.step(_PAGES[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape and self._opened:
            self.open("")
        else:
            super().keyPressEvent(event)
