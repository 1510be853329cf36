"""How the slides of the projector are drawn."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from matcher.domain import (
    AgendaItem,
    AgendaPoint,
    AgendaRecord,
    NeedStatus,
    Round,
    fairness_words,
    level_meaning,
    level_words,
    proof_words,
)
from ui.charts import Bar, BarChart
from ui.columns import plan_rows
from ui.graph import Flow, FlowView
from ui.pages.meeting.deeds import Deed
from ui.pages.meeting.effects import effect_parts
from ui.pages.meeting.flows import Wish, flow_of
from ui.pages.meeting.names import Names
from ui.pages.meeting.points import item_lines, kept_of, record_words
from ui.pages.meeting.verbs import change_words, clash_lines
from ui.session import Meeting, by_community, figures
from ui.theme import Shade
from ui.wording import confirmed_words, counted_urgency, percent, urgency

LINES = 9
"""How many lines of running text a slide holds."""
_GROUPS = 12
_LEVELS = 4


def label(text: str, style: str = "", tone: str = "") -> QLabel:
    """Words that wrap."""
    made = QLabel(text)
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if style:
        made.setObjectName(style)
    if tone:
        made.setProperty("tone", tone)
    return made


def column(parts: Sequence[QWidget], *, gap: int = 14, stretch: bool = True) -> QWidget:
    """Parts under each other."""
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 12, 0, 0)
    layout.setSpacing(gap)
    for part in parts:
        layout.addWidget(part)
    if stretch:
        layout.addStretch(1)
    return made


def draw_figures(round_: Round, shade: Shade, size: int) -> QWidget:
    """The figures of the month, community by community, and how good the plan is."""
    now = figures(round_)
    grid = QGridLayout()
    grid.setHorizontalSpacing(size)
    for at, (title, value, note) in enumerate(
        (
            ("需求满足率", percent(now.met, now.needs), f"{now.met} / {now.needs} 项"),
            (
                "紧急需求满足率",
                percent(now.urgent_met, now.urgent),
                f"{now.urgent_met} / {now.urgent} 项",
            ),
            ("资源利用率", percent(now.used, now.resources), f"{now.used} / {now.resources} 项"),
            ("最忙单位", f"{now.busiest_needs} 项", now.busiest or "—"),
        )
    ):
        box = column([label(title), label(value, "projectorFigure"), label(note)], gap=0)
        box.setObjectName("projectorCard")
        grid.addWidget(box, 0, at)
        grid.setColumnStretch(at, 1)
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 10, 0, 0)
    layout.setSpacing(size // 2)
    layout.addLayout(grid)
    row = QHBoxLayout()
    row.setSpacing(size * 2)
    row.addWidget(_communities(round_, shade, size), 3)
    row.addWidget(_proof(round_), 2)
    layout.addLayout(row, 1)
    return made


def _communities(round_: Round, shade: Shade, size: int) -> QWidget:
    tallies = sorted(by_community(round_), key=lambda item: -(item.part / max(item.whole, 1)))
    chart = BarChart("各社区满足率", dense=True)
    chart.setStyleSheet(f"font-size: {max(12, size * 12 // max(len(tallies), 15))}px;")
    chart.set_shade(shade)
    chart.show_bars(
        [
            Bar(
                item.name,
                item.part,
                item.whole,
                f"{item.part}/{item.whole}　{percent(item.part, item.whole)}",
            )
            for item in tallies
        ]
    )
    return column([label("各社区满足率", "projectorTitle"), chart], gap=6)


def _proof(round_: Round) -> QWidget:
    assert round_.outcome is not None
    plan = round_.outcome.plan
    open_levels = [level for level in plan.levels if not level.proven and level_meaning(level)]
    parts = [label("方案有多好", "projectorTitle")]
    parts.append(label("有改动，方案还没有更新" if round_.stale else proof_words(plan)))
    parts += [label(level_words(level), "projectorSmall") for level in open_levels[:3]]
    parts.append(label(fairness_words(round_.lists, plan), "projectorSmall"))
    told = confirmed_words(round_)
    if told:
        parts.append(label(told, "projectorSmall", "good" if round_.confirmed else "warn"))
    return column(parts, gap=8)


def draw_links(round_: Round, names: Names, shade: Shade, size: int) -> QWidget:
    """Who serves whom, group by group."""
    rows = [row for row in plan_rows(round_) if row.need.status is NeedStatus.OPEN]
    view = FlowView("谁服务谁")
    view.spoken = names.spoken
    view.strong = True
    view.setStyleSheet(f"font-size: {size * 4 // 5}px;")
    view.set_shade(shade)
    wish = Wish(room=_GROUPS, everything=False)
    flow = flow_of(rows, round_.lists.resources, wish)
    left, right = (
        tuple(replace(node, openable=False) for node in side) for side in (flow.left, flow.right)
    )
    view.show_flow(Flow(left, right, flow.bands))
    return column([view], stretch=False)


def draw_item(
    item: AgendaItem,
    deeds: Sequence[Deed],
    record: AgendaRecord | None,
    names: Names,
    shade: Shade,
    size: int,
) -> QWidget:
    """An item of the agenda with its numbered choices."""
    parts: list[QWidget] = [label(names.told(item.words), "projectorTitle")]
    parts += [label(_need_line(need, names), "projectorSmall") for need in item.needs[:3]]
    if len(item.needs) > 3:
        parts.append(label(f"等 {len(item.needs)} 项", "projectorSmall"))
    if record is not None:
        parts.append(label(f"已记录：{names.spoken(record_words(record))}", tone="good"))
    for number, deed in enumerate(deeds, start=1):
        parts.append(_choice(number, deed.words))
    return column(parts, gap=10)


def draw_bundle(
    point: AgendaPoint,
    deeds: Sequence[Deed],
    round_: Round,
    names: Names,
    shade: Shade,
    size: int,
) -> QWidget:
    """Items decided in one, line by line, with the numbered choices."""
    kept = kept_of(point, round_)
    parts: list[QWidget] = [label(names.told(point.words), "projectorTitle")]
    told = item_lines(point, round_, names)
    for item, said in zip(point.items[:LINES], told, strict=False):
        record = kept.get(item.key)
        done = f"　✓ {names.spoken(record_words(record))}" if record else ""
        line = f"· {said}{done}"
        parts.append(label(line, "projectorSmall", "good" if record else ""))
    if len(point.items) > LINES:
        parts.append(label(f"…… 共 {len(point.items)} 项，按 Enter 逐项列出", "projectorSmall"))
    parts += [_choice(number, deed.words) for number, deed in enumerate(deeds, start=1)]
    return column(parts, gap=max(2, size // 4))


def _need_line(need: str, names: Names) -> str:
    found = names.needs.get(need)
    if found is None:
        return need
    told = names.counted.get(need)
    how_urgent = counted_urgency(told) if told else urgency(found.urgency)
    facts = [names.need(need), how_urgent, found.time_words, found.place]
    return names.spoken("　".join(fact for fact in facts if fact))


PRESS = "press"
"""Property of what stands for a key when it is tapped: the name of the key."""


def _choice(number: int, text: str) -> QWidget:
    return _key(str(number), str(number), text)


def _answers() -> QWidget:
    """Accepting and giving up, side by side."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(_key("Return", "Enter", "采用这个改动"), 3)
    row.addWidget(_key("Escape", "Esc", "不改了"), 2)
    return made


def _key(name: str, shown: str, text: str) -> QWidget:
    frame = QFrame()
    frame.setObjectName("projectorChoice")
    frame.setProperty(PRESS, name)
    row = QHBoxLayout(frame)
    row.setContentsMargins(12, 6, 12, 6)
    digit = label(shown, "projectorDigit")
    digit.setWordWrap(False)
    row.addWidget(digit)
    row.addWidget(label(text), 1)
    return frame


def draw_change(
    meeting: Meeting,
    names: Names,
    ways: Sequence[Deed],
    shade: Shade,
    size: int,
) -> QWidget:
    """What is being considered and what it would do, or the ways out where it cannot be."""
    assert meeting.change is not None
    change, effect = meeting.change, meeting.effect
    parts: list[QWidget] = [label(change_words(change, names), "projectorTitle")]
    if effect is None:
        parts.append(label("正在推演…"))
    elif ways and effect.clash is not None:
        parts += [label(line, tone="bad") for line in clash_lines(effect.clash, names)]
        parts += [_choice(number, way.words) for number, way in enumerate(ways, start=1)]
    else:
        parts += effect_parts(effect, names, most=4, levels=_LEVELS)
        for part in parts[1:]:
            part.setMaximumWidth(size * 32)
        if not meeting.accepting and (effect.is_open or not effect.impossible):
            parts.append(_answers())
    return column(parts, gap=10)


def draw_contents(lines: Sequence[tuple[str, str, str]], shade: Shade, size: int) -> QWidget:
    """The points of the agenda: number or tick, title, how long."""
    grid = QGridLayout()
    grid.setVerticalSpacing(max(2, size // 4))
    grid.setHorizontalSpacing(size // 2)
    grid.setColumnStretch(1, 1)
    for row, (number, title, minutes) in enumerate(lines):
        tone = "good" if number == "✓" else ""
        short = (label(number, "projectorDigit", tone), label(minutes, "projectorSmall"))
        for part in short:
            part.setWordWrap(False)
        grid.addWidget(short[0], row, 0)
        grid.addWidget(label(title, tone=tone), row, 1)
        grid.addWidget(short[1], row, 2)
    made = QWidget()
    made.setLayout(grid)
    return column([made])


def draw_lines(lines: Sequence[str], shade: Shade, size: int) -> QWidget:
    """Lines of running text."""
    return column([label(line) for line in lines])
