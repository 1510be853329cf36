"""Schemes side by side, adopting one, and the separate step that sends the plan out."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from matcher.domain import (
    Level,
    Round,
    Scheme,
    SchemeDifference,
    fairness_words,
    level_meaning,
    level_words,
    proof_words,
)
from ui.pages.base import card, why_not_change, words
from ui.pages.meeting.asking import accept_or_cancel
from ui.pages.meeting.effects import level_table, shift_parts
from ui.pages.meeting.names import Names
from ui.pages.meeting.sheet import Sheet, add_row, column_of, section
from ui.session import Meeting, State, figures
from ui.theme import Shade
from ui.wording import confirmed_words, time_words

NOW = "桌上方案"
_MOST_STEPS = 4
CONFIRM_TIP = "会议定下之后，单独在这里确认；先看清楚意味着什么，再确认"


def next_name(schemes: Sequence[Scheme]) -> str:
    """方案A, 方案B … the first letter not taken; numbers after Z."""
    taken = {scheme.name for scheme in schemes}
    letters = (f"方案{chr(code)}" for code in range(ord("A"), ord("Z") + 1))
    numbers = (f"方案{number}" for number in range(1, len(taken) + 2))
    return next(name for names in (letters, numbers) for name in names if name not in taken)


def scheme_on_table(round_: Round) -> str:
    """Name of the latest scheme that assigns what the plan on the table does; empty when none does."""
    if round_.outcome is None:
        return ""
    given = round_.outcome.plan.assignments
    found = (item.name for item in reversed(round_.schemes) if item.plan.assignments == given)
    return next(found, "")


class SchemesSheet(Sheet):
    """Schemes put by, their differences, and confirming.

    Signals:
        saved: Put the plan by under this name.
        compared: Show the differences of these two.
        adopted: Put this scheme on the table.
        forgotten: Forget this scheme.
        confirm_wanted: The user wants to confirm the plan.
    """

    saved = Signal(str)
    compared = Signal(str, str)
    adopted = Signal(str)
    forgotten = Signal(str)
    confirm_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("方案", parent)
        self._compared: SchemeDifference | None = None

    def show_schemes(
        self, round_: Round | None, meeting: Meeting, names: Names, why_not: str, shade: Shade
    ) -> None:
        """Show them; ``why_not`` says why nothing can be decided now."""
        if not self.is_new(round_, meeting.difference, names, why_not, shade):
            return
        self.begin(shade, why_not)
        if round_ is None or round_.outcome is None:
            self.fill([words("还没有方案；点“匹配”之后，可以存成方案A、方案B 来比较。", "muted")])
            return
        compared = meeting.difference is not None and meeting.difference is not self._compared
        self._compared = meeting.difference
        parts: list[QWidget] = []
        if meeting.difference is not None:
            parts.append(_difference(meeting.difference, names))
        parts.append(self._table(round_))
        parts += [self._scheme(scheme, round_) for scheme in round_.schemes]
        parts.append(self._confirm(round_))
        parts.append(_proof(round_))
        self.fill(parts, keep_place=not compared)

    def _table(self, round_: Round) -> QWidget:
        now = figures(round_)
        name = next_name(round_.schemes)
        frame = card([section(NOW), words(f"满足 {now.met} / {now.needs} 项需求", "sectionTitle")])
        save = self.button(
            f"存为{name}",
            "add",
            "把桌上的方案另存一份，以后可以比较、换回",
            partial(self.saved.emit, name),
            why_not=self.why_not or ("方案还没有更新" if round_.stale else ""),
        )
        add_row(frame, [save])
        return frame

    def _scheme(self, scheme: Scheme, round_: Round) -> QWidget:
        met = len({item.need for item in scheme.plan.assignments})
        on_table = scheme_on_table(round_) == scheme.name
        title = f"{scheme.name}：满足 {met} 项" + ("（就是桌上方案）" if on_table else "")
        frame = card([words(title, "sectionTitle"), section(f"保存于 {time_words(scheme.saved)}")])
        stale = "方案还没有更新" if round_.stale else ""
        add_row(
            frame,
            [
                self.button(
                    "与桌上比较",
                    "statistics",
                    f"{scheme.name}与桌上方案有什么不同",
                    partial(self.compared.emit, scheme.name, ""),
                    why_not=stale,
                ),
                self.button(
                    "采用",
                    "check",
                    f"把{scheme.name}换到桌上；可以撤销",
                    partial(self.adopted.emit, scheme.name),
                ),
                self.button(
                    "删除",
                    "cancel",
                    f"不再保留{scheme.name}；可以撤销",
                    partial(self.forgotten.emit, scheme.name),
                ),
            ],
        )
        others = [other.name for other in round_.schemes if other.name != scheme.name]
        for other in others[: 1 if scheme.name < min(others, default="") else 0]:
            compare = self.button(
                f"与{other}比较",
                "statistics",
                f"{scheme.name}与{other}有什么不同",
                partial(self.compared.emit, scheme.name, other),
                why_not=stale,
            )
            add_row(frame, [compare])
        return frame

    def _confirm(self, round_: Round) -> QWidget:
        told = confirmed_words(round_)
        frame = card([words("确认下发", "sectionTitle")])
        tone = "good" if round_.confirmed else "warn" if round_.confirmation else ""
        column_of(frame).addWidget(
            words(told or "会议定下之后，单独在这里确认；之前都可以随便改。", tone=tone)
        )
        button = self.button(
            "确认下发…",
            "check",
            CONFIRM_TIP,
            self.confirm_wanted.emit,
            why_not=self.why_not or _why_not_confirm(round_),
        )
        add_row(frame, [button])
        return frame


def _why_not_confirm(round_: Round) -> str:
    if round_.outcome is None:
        return "还没有方案，请先点“匹配”"
    if round_.stale:
        return "方案还没有更新，请先更新再确认"
    return "这个方案已经确认下发" if round_.confirmed else ""


def why_not_confirm_now(state: State) -> str:
    """Why the plan on the table cannot be confirmed now; empty when it can."""
    if words := why_not_change(state):
        return words
    if state.meeting.change is not None:
        return "有一个改动还在推演，请先采用或放弃"
    return _why_not_confirm(state.view.round) if state.view else ""


def _proof(round_: Round) -> QWidget:
    """What is proven about the plan, level by level, and how even it is."""
    assert round_.outcome is not None
    plan = round_.outcome.plan
    frame = card([words("方案有多好", "sectionTitle"), words(proof_words(plan))])
    column_of(frame).addWidget(words(fairness_words(round_.lists, plan)))
    told = [level for level in plan.levels if level_meaning(level)]
    for meaning, steps in groupby(told, key=level_meaning):
        for label in _told_levels(tuple(steps)):
            label.setToolTip(meaning)
            column_of(frame).addWidget(label)
    return frame


def _told_levels(levels: tuple[Level, ...]) -> list[QLabel]:
    """Each level in words; many proven steps towards one aim are only counted."""
    proven = [level for level in levels if level.proven]
    if len(proven) <= _MOST_STEPS:
        return [words(level_words(one), tone="" if one.proven else "warn") for one in levels]
    steps = words(f"{level_meaning(levels[0])}：{len(proven)} 级都已证明没有更好的")
    left = [words(level_words(one), tone="warn") for one in levels if not one.proven]
    return [steps, *left]


def _difference(difference: SchemeDifference, names: Names) -> QWidget:
    first, second = difference.first or NOW, difference.second or NOW
    frame = card([words(f"{first} 与 {second} 的不同", "sectionTitle")])
    column = column_of(frame)
    if difference.words:
        column.addWidget(words(difference.words))
    column.addWidget(level_table(difference.levels, first=first, second=second))
    for part in shift_parts(difference.shifts, names):
        column.addWidget(part)
    for name, decisions in (
        (first, difference.decisions_first),
        (second, difference.decisions_second),
    ):
        if decisions:
            column.addWidget(section(f"只有{name}有的决定"))
        for decision in decisions:
            column.addWidget(words(names.told(decision)))
    return frame


class ConfirmDialog(QDialog):
    """The separate step: says what confirming means, and wants a tick before it can be done."""

    def __init__(self, round_: Round, scheme: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        now = figures(round_)
        self.setWindowTitle("确认下发")
        self.setMinimumWidth(460)
        self.by = QLineEdit()
        self.by.setPlaceholderText("确认人（可不填）")
        self.by.setAccessibleName("确认人")
        self.read = QCheckBox("会议已经通过，确认下发这个方案")
        self.buttons, self.ok = accept_or_cancel("确认下发")
        cancel = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setDefault(True)
        self.ok.setAutoDefault(False)
        told = (
            f"方案满足 {now.met} / {now.needs} 项需求，由 {now.used} 项资源承接"
            + (f"（{scheme}）" if scheme else "")
            + "。"
        )
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        for part in (
            words(told, "sectionTitle"),
            words("确认之后：窗口下方一直标明“已确认下发”，项目清单、派单和会议纪要以它为准。"),
            words("确认之后仍然可以改，但窗口上方会标明“确认下发之后又有改动”，需要重新确认。"),
            self.by,
            self.read,
            self.buttons,
        ):
            layout.addWidget(part)
        self._connect()
        self._tell(self.read.isChecked())

    def _connect(self) -> None:
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.read.toggled.connect(self._tell)

    def _tell(self, ticked: bool) -> None:
        self.ok.setEnabled(ticked)
        self.ok.setToolTip("" if ticked else "请先勾选")

    def name(self) -> str:
        """Who confirms, or empty."""
        return self.by.text().strip()
