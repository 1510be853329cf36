"""Agenda mode: one item after the other, decided by number keys, with who spoke for it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from matcher.domain import AgendaItem, AgendaRecord, Round, by_name
from ui.pages.base import card, words
from ui.pages.meeting.deeds import Deed, deeds_of, record_of
from ui.pages.meeting.names import Names
from ui.pages.meeting.sheet import Sheet, add_row, column_of, section
from ui.session import Meeting
from ui.theme import Shade

_KEYS = range(1, 10)


class People(QPushButton):
    """Units and communities ticked in a menu; nothing is typed."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self._connect()
        self._tell()

    def _connect(self) -> None:
        self._menu.triggered.connect(lambda _: self._tell())

    def offer(self, names: Sequence[str], ticked: Sequence[str] = ()) -> None:
        """Offer these names, the first ones first."""
        self._menu.clear()
        for name in dict.fromkeys((*ticked, *names)):
            action = self._menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(name in ticked)
        self._tell()

    def chosen(self) -> tuple[str, ...]:
        """The names that are ticked."""
        return tuple(action.text() for action in self._menu.actions() if action.isChecked())

    def _tell(self) -> None:
        chosen = self.chosen()
        more = f"等 {len(chosen)} 家" if len(chosen) > 1 else ""
        self.setText(f"{self._title}：{chosen[0]}{more}" if chosen else f"{self._title}：未记")
        self.setToolTip("、".join(chosen) or "点一下，勾选单位或社区")


class Agenda(QWidget):
    """The items to decide.

    Signals:
        chosen: A choice was made: the record to keep, the change or ``None``.
        need_wanted: The user wants to see a need; its id.
    """

    chosen = Signal(object, object)
    need_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = Sheet("议程")
        self.back = QPushButton("上一条")
        self.on = QPushButton("下一条")
        self.place = words("", "muted")
        self.spoke_for = People("赞成")
        self.spoke_against = People("不赞成")
        self.sees_to_it = People("落实")
        self.items: tuple[AgendaItem, ...] = ()
        self.deeds: tuple[Deed, ...] = ()
        self._key = ""
        self._round: Round | None = None
        self._names = Names()
        self._why_not = ""
        self._build()
        self._connect()

    def _build(self) -> None:
        self.back.setToolTip("上一条（PageUp）")
        self.on.setToolTip("下一条（PageDown）")
        self.place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addWidget(self.place, 1)
        head.addWidget(self.on)
        people = QHBoxLayout()
        for box in (self.spoke_for, self.spoke_against, self.sees_to_it):
            people.addWidget(box)
        people.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self.sheet, 1)
        layout.addLayout(people)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _connect(self) -> None:
        self.back.clicked.connect(lambda: self.step(-1))
        self.on.clicked.connect(lambda: self.step(1))

    # -- what it shows

    def show_agenda(
        self, meeting: Meeting, round_: Round | None, names: Names, why_not: str, shade: Shade
    ) -> None:
        """Show the item in hand; ``why_not`` says why nothing can be decided now."""
        self.items = meeting.agenda or ()
        if self.item() is None:
            self._key = self._first_open(round_)
        self._round, self._names, self._why_not = round_, names, why_not
        known = meeting.agenda is not None
        if not self.sheet.is_new(self.items, known, self._key, round_, names, why_not, shade):
            return
        self._draw(shade, known=known)

    def _draw(self, shade: Shade, *, known: bool) -> None:
        item = self.item()
        self.sheet.begin(shade, self._why_not)
        self.deeds = ()
        if self._round is None or self._round.outcome is None:
            self.sheet.fill([words("还没有方案；点“匹配”之后，这里逐条列出要议的事。", "muted")])
        elif self._round.stale:
            self.sheet.fill([words("方案有改动还没有更新，更新之后再议。", "muted")])
        elif not known:
            self.sheet.fill([words("正在整理议程…", "muted")])
        elif item is None:
            self.sheet.fill([words("没有需要议的事：紧急需求都已满足，没有争议，也没有婉拒。")])
        else:
            self.deeds = deeds_of(item, self._round, self._names)
            self.sheet.fill(self._parts(item), keep_place=False)
            self._offer_people(item)
        self._tell_place()

    def _parts(self, item: AgendaItem) -> list[QWidget]:
        head = card([section(item.kind.label), words(self._names.told(item.words), "sectionTitle")])
        for need in item.needs[:6]:
            deed = partial(self.need_wanted.emit, need)
            show = self.sheet.button("查看", "search", "在方案里找到它", deed, why_not="")
            add_row(head, [show], words(self._names.need(need)))
        if len(item.needs) > 6:
            column_of(head).addWidget(section(f"等 {len(item.needs)} 项"))
        parts: list[QWidget] = [head]
        record = self.record()
        if record is not None:
            parts.append(card([section("已记录"), words(record_words(record), tone="good")]))
        choices = card([section("怎么定？（按数字键即可）")])
        for number, deed_ in enumerate(self.deeds, start=1):
            tip = "先看影响，再决定" if deed_.change else "记下这个决定"
            column_of(choices).addWidget(
                self.sheet.choice(str(number), deed_.words, tip, partial(self.choose, number))
            )
        return [*parts, choices]

    def _offer_people(self, item: AgendaItem) -> None:
        record = self.record()
        assert self._round is not None
        lists = self._round.lists
        units = sorted({unit.name for unit in lists.units}, key=by_name)
        places = sorted({need.community for need in lists.needs if need.community}, key=by_name)
        near = [self._names.needs[key].community for key in item.needs if key in self._names.needs]
        names = [name for name in (*item.units, *near, *places, *units) if name]
        self.spoke_for.offer(names, record.speakers_for if record else ())
        self.spoke_against.offer(names, record.speakers_against if record else ())
        self.sees_to_it.offer(names, (record.responsible,) if record and record.responsible else ())

    def _tell_place(self) -> None:
        keys = [item.key for item in self.items]
        done = {record.key for record in self._round.agenda} if self._round else set[str]()
        at = keys.index(self._key) if self._key in keys else -1
        settled = sum(key in done for key in keys)
        self.place.setText(f"第 {at + 1} / {len(keys)} 条　已议 {settled} 条" if keys else "")
        self.back.setEnabled(at > 0)
        self.on.setEnabled(0 <= at < len(keys) - 1)
        for box in (self.spoke_for, self.spoke_against, self.sees_to_it):
            box.setVisible(bool(keys))

    def _first_open(self, round_: Round | None) -> str:
        done = {record.key for record in round_.agenda} if round_ else set[str]()
        keys = [item.key for item in self.items]
        return next((key for key in keys if key not in done), keys[0] if keys else "")

    # -- what is in hand

    def item(self) -> AgendaItem | None:
        """The item in hand; ``None`` when there is none."""
        return next((item for item in self.items if item.key == self._key), None)

    def record(self) -> AgendaRecord | None:
        """What was kept about it; ``None`` = nothing yet."""
        kept = self._round.agenda if self._round else ()
        return next((record for record in kept if record.key == self._key), None)

    def step(self, by: int) -> None:
        """Go to the next item, or back."""
        keys = [item.key for item in self.items]
        if self._key not in keys or self.sheet.shade is None:
            return
        self._key = keys[min(max(keys.index(self._key) + by, 0), len(keys) - 1)]
        self._draw(self.sheet.shade, known=True)

    def choose(self, number: int) -> None:
        """Make the choice of this number, from 1."""
        item = self.item()
        if item is None or self._why_not or not 1 <= number <= len(self.deeds):
            return
        deed = self.deeds[number - 1]
        responsible = "、".join(self.sees_to_it.chosen())
        record = record_of(
            item, deed, self.spoke_for.chosen(), self.spoke_against.chosen(), responsible
        )
        self.chosen.emit(record, deed.change)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Number keys choose, the page keys walk."""
        number = event.key() - Qt.Key.Key_0
        if number in _KEYS:
            self.choose(number)
        elif event.key() == Qt.Key.Key_PageDown:
            self.step(1)
        elif event.key() == Qt.Key.Key_PageUp:
            self.step(-1)
        else:
            super().keyPressEvent(event)


def record_words(record: AgendaRecord) -> str:
    """What was decided, who spoke for it and who sees to it."""
    parts = [record.decision or "已讨论，未作决定"]
    for title, who in (
        ("赞成", "、".join(record.speakers_for)),
        ("不赞成", "、".join(record.speakers_against)),
        ("落实", record.responsible),
    ):
        if who:
            parts.append(f"{title}：{who}")
    return "；".join(parts)
