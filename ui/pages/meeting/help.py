"""What would help: arithmetic shortages, what one more of would serve most, needs that hang on one unit."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from matcher.domain import Outcome, Precheck, Unlock, UnlockList
from ui.charts import Bar, BarChart
from ui.pages.base import card, words
from ui.pages.meeting.names import Names
from ui.pages.meeting.sheet import Sheet, add_row, column_of, section
from ui.session import Meeting, Task
from ui.theme import Shade

_MOST = 10
_TOLD = 5


class HelpSheet(QWidget):
    """The unlock list, found in the background.

    Signals:
        find_wanted: The user wants it to be found (again).
        stop_wanted: The user wants it to be stopped.
        need_wanted: The user wants to see a need; its id.
    """

    find_wanted = Signal()
    stop_wanted = Signal()
    need_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = Sheet("还差什么")
        self.bar = QProgressBar()
        self.bar.setAccessibleName("测算进度")
        self.stop = QPushButton("停止测算")
        self.doing = QLabel()
        self.doing.setObjectName("muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        for part in (self.doing, self.bar, self.stop):
            layout.addWidget(part)
        layout.addWidget(self.sheet, 1)
        self._connect()

    def _connect(self) -> None:
        self.stop.clicked.connect(self.stop_wanted)

    def show_help(
        self,
        outcome: Outcome | None,
        meeting: Meeting,
        names: Names,
        task: Task | None,
        why_not_ask: str,
        shade: Shade,
    ) -> None:
        """Show what is known; ``task`` is the search under way."""
        for part in (self.doing, self.bar, self.stop):
            part.setVisible(task is not None)
        if task is not None:
            self.doing.setText(f"{task.words}…（可以继续做别的）")
            self.bar.setMaximum(task.total)
            self.bar.setValue(task.done)
            self.stop.setEnabled(not task.stopping)
        finding = task is not None
        if not self.sheet.is_new(
            outcome, meeting.unlocks, meeting.checks, names, finding, why_not_ask, shade
        ):
            return
        self.sheet.begin(shade, why_not_ask)
        parts: list[QWidget] = []
        if meeting.checks is not None:
            parts.append(_checks(meeting.checks, names))
        parts.append(self._unlocks(meeting.unlocks, names, shade, finding=finding))
        if outcome is not None:
            parts.append(self._single(outcome, names))
        self.sheet.fill(parts)

    def _unlocks(
        self, found: UnlockList | None, names: Names, shade: Shade, *, finding: bool
    ) -> QFrame:
        frame = card([words("还差什么：多一份，能多满足几项", "sectionTitle")])
        column = column_of(frame)
        if found is None:
            note = "正在逐项求解…" if finding else "把每一种“多一份”都求解一遍，看哪一种最管用。"
            ask = self.sheet.button(
                "开始测算", "search", "在后台逐项求解，可随时停止", self.find_wanted.emit
            )
            ask.setVisible(not finding)
            add_row(frame, [ask], words(note, "muted"))
            return frame
        column.addWidget(words(found.words or f"试过 {found.tried} 种。"))
        for number, item in enumerate(found.unlocks[:_MOST], start=1):
            column.addWidget(words(f"{number}. {item.words}"))
            chart = BarChart(item.words)
            chart.set_shade(shade)
            chart.show_bars([_bar(item, found.unlocks[0].net)])
            column.addWidget(chart)
            column.addWidget(section(_gained(item, names)))
        if found.pairs:
            column.addWidget(words("两样一起", "sectionTitle"))
        for pair in found.pairs:
            column.addWidget(words(pair.words))
        return frame

    def _single(self, outcome: Outcome, names: Names) -> QFrame:
        alone = [backup for backup in outcome.backups if backup.alone]
        frame = card([words(f"只有一家能承担的需求：{len(alone)} 项", "sectionTitle")])
        if not alone:
            column_of(frame).addWidget(section("每项已对接的需求都有别家可以接手，或未作测算。"))
        for backup in alone[:_MOST]:
            deed = partial(self.need_wanted.emit, backup.need)
            show = self.sheet.button("查看", "search", "在方案里找到它", deed, why_not="")
            label = words(f"{names.need(backup.need)}：仅{backup.unit}")
            add_row(frame, [show], label)
        if len(alone) > _MOST:
            column_of(frame).addWidget(section(f"…… 还有 {len(alone) - _MOST} 项"))
        return frame


def _checks(checks: tuple[Precheck, ...], names: Names) -> QFrame:
    frame = card([words("供需粗算（不求解就能看出的缺口）", "sectionTitle")])
    if not checks:
        column_of(frame).addWidget(section("各类别、各时段的总量都够，没有算得出的缺口。"))
    for check in checks[:_MOST]:
        column_of(frame).addWidget(words(check.words, tone="warn"))
    if len(checks) > _MOST:
        column_of(frame).addWidget(section(f"…… 还有 {len(checks) - _MOST} 处"))
    return frame


def _bar(item: Unlock, most: int) -> Bar:
    return Bar("", max(item.net, 0), max(most, item.net, 1), f"+{item.net} 项", "good")


def _gained(item: Unlock, names: Names) -> str:
    told = "、".join(names.need_title(need) for need in item.gained[:_TOLD])
    more = f"等 {len(item.gained)} 项" if len(item.gained) > _TOLD else ""
    lost = f"；{len(item.lost)} 项让位" if item.lost else ""
    return f"　多满足：{told}{more}{lost}"
