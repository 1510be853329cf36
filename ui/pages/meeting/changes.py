"""What the last change did, and what further changes would cost and bring."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from matcher.domain import ChangePrices, Outcome, PricePoint, counted
from ui.charts import Bar, BarChart
from ui.pages.base import card, words
from ui.pages.meeting.effects import count_words, level_table, shift_parts
from ui.pages.meeting.names import Names
from ui.pages.meeting.sheet import Sheet, add_row, column_of, section
from ui.session import Meeting
from ui.theme import Shade

_ALL = 200


class ChangesSheet(Sheet):
    """The list of what changed, and the price of changing more.

    Signals:
        prices_wanted: The user wants to know what further changes would bring.
    """

    prices_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("变动", parent)

    def show_changes(
        self,
        outcome: Outcome | None,
        meeting: Meeting,
        names: Names,
        why_not_ask: str,
        shade: Shade,
    ) -> None:
        """Show them; ``why_not_ask`` says why nothing can be asked now."""
        if not self.is_new(outcome, meeting.prices, names, why_not_ask, shade):
            return
        self.begin(shade, why_not_ask)
        if outcome is None:
            self.fill([words("还没有方案；点“匹配”之后，改动会列在这里。", "muted")])
            return
        changed = card([words(count_words(outcome.changed), "sectionTitle")])
        for part in shift_parts(outcome.changed, names, _ALL):
            column_of(changed).addWidget(part)
        if not outcome.changed:
            note = "与上一版方案相同。锁定、禁止、认领之后，变动的需求列在这里，并在表中标出。"
            column_of(changed).addWidget(words(note, "muted"))
        self.fill([changed, self._prices(meeting.prices)])

    def _prices(self, prices: ChangePrices | None) -> QWidget:
        frame = card([words("多改几处，能好多少", "sectionTitle")])
        if prices is None:
            ask = self.button(
                "测算",
                "statistics",
                "改 0、1、2…… 处，方案各能好到什么程度",
                self.prices_wanted.emit,
            )
            note = "改动少，会上好交代；改动多，方案可能更好。这里逐处算给大家看。"
            add_row(frame, [ask], words(note, "muted"))
            return frame
        if prices.words:
            column_of(frame).addWidget(words(prices.words))
        label, bars = price_bars(prices.points)
        if bars:
            chart = BarChart("改动与方案好坏")
            if self.shade:
                chart.set_shade(self.shade)
            chart.show_bars(bars)
            column_of(frame).addWidget(section(f"按“{label}”看"))
            column_of(frame).addWidget(chart)
        for point in prices.points:
            column_of(frame).addWidget(words(point.words))
        if bars:
            column_of(frame).addWidget(section("改动最多时，各级目标"))
            column_of(frame).addWidget(level_table(prices.points[-1].levels))
        return frame


def price_bars(points: Sequence[PricePoint]) -> tuple[str, tuple[Bar, ...]]:
    """How far each number of changes gets, in the first level that tells them apart; its label, and no bars when none does."""
    for at in range(min((len(point.levels) for point in points), default=0)):
        gained = [point.levels[at].better for point in points]
        if len(set(gained)) > 1:
            least, most = min(gained), max(gained)
            bars = tuple(
                Bar(
                    f"改 {point.changes} 处",
                    gain - least,
                    most - least,
                    counted(point.levels[at].after, point.levels[at].measure),
                    "good",
                )
                for point, gain in zip(points, gained, strict=True)
            )
            return points[0].levels[at].label, bars
    return "", ()
