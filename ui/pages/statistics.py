"""Who was served and who serves, as bars."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from matcher.domain import Round
from ui.charts import Bar, BarChart
from ui.graph import Link, LinkGraph, links
from ui.pages.base import Page, card, words
from ui.preferences import Preferences
from ui.session import State, Tally, by_community, by_unit
from ui.theme import Shade
from ui.wording import percent


class StatisticsPage(Page):
    """Bars per community and per unit."""

    name = "statistics"
    title = "统计"
    icon = "statistics"

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(preferences, parent)
        self.communities = BarChart("各社区需求满足情况")
        self.units = BarChart("各单位承接情况")
        self.links = LinkGraph("社区与单位的连线")
        self.hint = words("", "muted")
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self._bars(), "满足与承接")
        self.tabs.addTab(
            _framed("社区与单位", "线越粗，对接的需求越多；指向一个名称，只看它的连线", self.links),
            "谁服务谁",
        )
        layout = self.page_layout()
        layout.addWidget(self.hint)
        layout.addWidget(self.tabs, 1)

    def _bars(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 10, 0, 0)
        row.setSpacing(12)
        for title, note, chart in (
            ("各社区需求满足情况", "深色为方案已满足，浅色为全部需求", self.communities),
            ("各单位承接情况", "深色为方案中承接的需求，浅色为本轮上限", self.units),
        ):
            row.addWidget(_framed(title, note, chart), 1)
        return holder

    def draw(self, state: State, before: State | None) -> None:
        """Show both charts."""
        if before is not None and before.view is state.view:
            return
        round_ = state.view.round if state.view else None
        self.communities.show_bars(_community_bars(by_community(round_)) if round_ else ())
        self.units.show_bars(_unit_bars(by_unit(round_)) if round_ else ())
        self.links.show_links(service_links(round_) if round_ else ())
        self.hint.setText(_hint(state))
        self.hint.setVisible(bool(self.hint.text()))

    def dress(self, shade: Shade) -> None:
        """Take on other colours."""
        self.communities.set_shade(shade)
        self.units.set_shade(shade)
        self.links.set_shade(shade)


def service_links(round_: Round) -> tuple[Link, ...]:
    """How many needs of each community each unit serves in the plan."""
    if round_.outcome is None:
        return ()
    community = {need.id: need.community or "未注明社区" for need in round_.lists.needs}
    served = {(item.need, item.unit) for item in round_.outcome.plan.assignments}
    return links((community.get(need, "未注明社区"), unit) for need, unit in served)


def _framed(title: str, note: str, chart: QWidget) -> QWidget:
    label = QLabel(title)
    label.setObjectName("sectionTitle")
    sheet = QWidget()
    sheet.setObjectName("sheet")
    inner = QVBoxLayout(sheet)
    inner.setContentsMargins(0, 0, 12, 0)
    inner.addWidget(chart)
    inner.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(sheet)
    frame = card([label, words(note, "muted")])
    layout = frame.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.addSpacing(6)
    layout.addWidget(area, 1)
    return frame


def _hint(state: State) -> str:
    round_ = state.view.round if state.view else None
    if round_ is None or not (round_.lists.needs or round_.lists.resources):
        return "还没有清单。导入需求清单和资源清单并点“匹配”后，这里显示各社区、各单位的情况。"
    if round_.outcome is None:
        return "还没有方案；点“匹配”后显示满足和承接情况。"
    return "清单、设置或会议决定有改动，下面是改动之前的方案。" if round_.stale else ""


def _community_bars(tallies: Sequence[Tally]) -> tuple[Bar, ...]:
    return tuple(
        Bar(
            item.name,
            item.part,
            item.whole,
            f"{item.part} / {item.whole} 项 · {percent(item.part, item.whole)}",
        )
        for item in tallies
    )


def _unit_bars(tallies: Sequence[Tally]) -> tuple[Bar, ...]:
    return tuple(
        Bar(
            item.name,
            item.part,
            max(item.limit or 0, item.part),
            f"{item.part} / {item.limit} 项 · 资源 {item.whole}",
            "warn" if item.limit and item.part >= item.limit else "",
        )
        for item in tallies
    )
