"""The slides of the projector: what stands on each, and how it is drawn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from matcher.domain import (
    AgendaItem,
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
from ui.pages.meeting.agenda import record_words
from ui.pages.meeting.deeds import Deed, deeds_of
from ui.pages.meeting.effects import count_words, effect_parts, shift_words
from ui.pages.meeting.flows import Wish, flow_of
from ui.pages.meeting.names import Names
from ui.session import Meeting, by_community, figures
from ui.theme import Shade
from ui.wording import confirmed_words, counted_urgency, percent, urgency

Build = Callable[[Shade, int], QWidget]
_LINES = 9
_GROUPS = 12


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide.

    Attributes:
        key: Stable while the plan changes.
        title: What it is about.
        build: Draws it, given the colours and the height of ordinary type in pixels.
        foot: What the keys do here, or empty.
        item: The item of the agenda it is about; ``None`` = none.
        deeds: The choices about it, by number from 1.
    """

    key: str
    title: str
    build: Build
    foot: str = ""
    item: AgendaItem | None = None
    deeds: tuple[Deed, ...] = ()


def slides_of(round_: Round | None, meeting: Meeting, names: Names) -> tuple[Slide, ...]:
    """Figures, links, every item to decide, what changed, what would help."""
    if round_ is None or not round_.lists.needs:
        return (_note("empty", "还没有清单", "导入需求清单和资源清单之后，这里显示方案。"),)
    if round_.outcome is None:
        return (_note("empty", "还没有方案", "回到窗口点“匹配”，这里就显示方案。"),)
    slides = [
        Slide("figures", "总体情况", partial(_figures, round_), "翻页键前后翻页　B 黑屏　Esc 退出"),
        Slide("links", "谁服务谁", partial(_links, round_, names)),
    ]
    slides += _agenda_slides(round_, meeting, names)
    changed = round_.outcome.changed
    if changed:
        lines = [f"{names.need(shift.need)}：{shift_words(shift, names)}" for shift in changed]
        slides += _pages("changed", count_words(changed), lines)
    if meeting.unlocks is not None and meeting.unlocks.unlocks:
        lines = [names.told(item.words) for item in meeting.unlocks.unlocks]
        slides += _pages("help", "还差什么", lines[: 2 * _LINES])
    return tuple(slides)


def _agenda_slides(round_: Round, meeting: Meeting, names: Names) -> list[Slide]:
    if round_.stale:
        return [
            _note(
                "stale", "方案还没有更新", "清单、设置或决定有改动；回到窗口点“更新方案”之后再议。"
            )
        ]
    items = meeting.agenda or ()
    records = {record.key: record for record in round_.agenda}
    made: list[Slide] = []
    for number, item in enumerate(items, start=1):
        deeds = deeds_of(item, round_, names)
        build = partial(_item, item, deeds, records.get(item.key), names)
        title = f"议题 {number} / {len(items)}　{item.kind.label}"
        foot = "按数字键选；先看影响，再按 Enter 采用"
        made.append(Slide(f"agenda:{item.key}", title, build, foot, item, deeds))
    return made


def change_slide(meeting: Meeting, names: Names) -> Slide:
    """What is being considered and what it would do."""
    assert meeting.change is not None
    title = "推演：还没有生效"
    if meeting.accepting:
        foot = "正在更新方案…"
    elif meeting.effect is None:
        foot = "正在推演…　Esc 不改了"
    elif meeting.effect.impossible:
        foot = "做不到　Esc 返回"
    else:
        foot = "Enter 采用这个改动　Esc 不改了"
    return Slide("change", title, partial(_change, meeting, names), foot)


# -- drawing


def _note(key: str, title: str, advice: str) -> Slide:
    def build(shade: Shade, size: int) -> QWidget:
        return _column([_label(title, "projectorTitle"), _label(advice)])

    return Slide(key, title, build, "Esc 退出")


def _label(text: str, style: str = "", tone: str = "") -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if style:
        label.setObjectName(style)
    if tone:
        label.setProperty("tone", tone)
    return label


def _column(parts: Sequence[QWidget], *, gap: int = 14, stretch: bool = True) -> QWidget:
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 12, 0, 0)
    layout.setSpacing(gap)
    for part in parts:
        layout.addWidget(part)
    if stretch:
        layout.addStretch(1)
    return made


def _figures(round_: Round, shade: Shade, size: int) -> QWidget:
    now = figures(round_)
    grid = QGridLayout()
    grid.setHorizontalSpacing(size)
    for column, (title, value, note) in enumerate(
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
        box = _column([_label(title), _label(value, "projectorFigure"), _label(note)], gap=0)
        box.setObjectName("projectorCard")
        grid.addWidget(box, 0, column)
        grid.setColumnStretch(column, 1)
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
    return _column([_label("各社区满足率", "projectorTitle"), chart], gap=6)


def _proof(round_: Round) -> QWidget:
    assert round_.outcome is not None
    plan = round_.outcome.plan
    open_levels = [level for level in plan.levels if not level.proven and level_meaning(level)]
    parts = [_label("方案有多好", "projectorTitle")]
    parts.append(_label("有改动，方案还没有更新" if round_.stale else proof_words(plan)))
    parts += [_label(level_words(level), "projectorSmall") for level in open_levels[:3]]
    parts.append(_label(fairness_words(round_.lists, plan), "projectorSmall"))
    told = confirmed_words(round_)
    if told:
        parts.append(_label(told, "projectorSmall", "good" if round_.confirmed else "warn"))
    return _column(parts, gap=8)


def _links(round_: Round, names: Names, shade: Shade, size: int) -> QWidget:
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
    return _column([view], stretch=False)


def _item(
    item: AgendaItem,
    deeds: Sequence[Deed],
    record: AgendaRecord | None,
    names: Names,
    shade: Shade,
    size: int,
) -> QWidget:
    parts: list[QWidget] = [_label(names.told(item.words), "projectorTitle")]
    parts += [_label(_need_line(need, names), "projectorSmall") for need in item.needs[:3]]
    if len(item.needs) > 3:
        parts.append(_label(f"等 {len(item.needs)} 项", "projectorSmall"))
    if record is not None:
        parts.append(_label(f"已记录：{names.spoken(record_words(record))}", tone="good"))
    for number, deed in enumerate(deeds, start=1):
        parts.append(_choice(number, deed.words))
    return _column(parts, gap=10)


def _need_line(need: str, names: Names) -> str:
    found = names.needs.get(need)
    if found is None:
        return need
    told = names.counted.get(need)
    how_urgent = counted_urgency(told) if told else urgency(found.urgency)
    facts = [names.need(need), how_urgent, found.time_words, found.place]
    return names.spoken("　".join(fact for fact in facts if fact))


def _choice(number: int, text: str) -> QWidget:
    frame = QFrame()
    frame.setObjectName("projectorChoice")
    row = QHBoxLayout(frame)
    row.setContentsMargins(12, 6, 12, 6)
    digit = _label(str(number), "projectorDigit")
    digit.setWordWrap(False)
    row.addWidget(digit)
    row.addWidget(_label(text), 1)
    return frame


def _change(meeting: Meeting, names: Names, shade: Shade, size: int) -> QWidget:
    assert meeting.change is not None
    change = meeting.change
    parts: list[QWidget] = [
        _label(names.change(change.decision, revoke=change.revoke), "projectorTitle")
    ]
    if meeting.effect is None:
        parts.append(_label("正在推演…"))
    else:
        parts += effect_parts(meeting.effect, names, most=4)
        for part in parts[1:]:
            part.setMaximumWidth(size * 30)
    return _column(parts, gap=10)


def _pages(key: str, title: str, lines: Sequence[str]) -> list[Slide]:
    made = []
    pages = [lines[at : at + _LINES] for at in range(0, len(lines), _LINES)]
    for number, page in enumerate(pages, start=1):
        told = f"{title}（{number} / {len(pages)}）" if len(pages) > 1 else title
        made.append(Slide(f"{key}:{number}", told, partial(_lines, tuple(page))))
    return made


def _lines(lines: Sequence[str], shade: Shade, size: int) -> QWidget:
    return _column([_label(line) for line in lines])
