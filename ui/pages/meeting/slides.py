"""The slides of the projector: which there are, and what stands on each."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from matcher.domain import (
    AgendaItem,
    AgendaPoint,
    Round,
    agenda_points,
)
from ui.pages.meeting.deeds import Deed, bundle_deeds, deeds_of
from ui.pages.meeting.effects import count_words, shift_words
from ui.pages.meeting.names import Names
from ui.pages.meeting.points import (
    is_settled,
    minutes_words,
    point_title,
)
from ui.pages.meeting.slide_parts import (
    LINES,
    column,
    draw_bundle,
    draw_change,
    draw_contents,
    draw_figures,
    draw_item,
    draw_lines,
    draw_links,
    label,
)
from ui.pages.meeting.verbs import ways_out
from ui.session import Meeting
from ui.theme import Shade

Build = Callable[[Shade, int], QWidget]
_POINTS = 14
_MOST_WAYS = 7
_CHOOSE = "按数字键选；先看影响，再按 Enter 采用"
_CHOOSE_ALL = "按数字键一并决定；Enter 逐项议"
_CLOSE = "按数字键一并决定；Enter 收起各项"


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide.

    Attributes:
        key: Stable while the plan changes.
        title: What it is about.
        build: Draws it, given the colours and the height of ordinary type in pixels.
        foot: What the keys do here, or empty.
        item: The item of the agenda it is about; ``None`` = none, or several.
        deeds: The choices about it, by number from 1.
        bundle: The items of the agenda that are decided in one; ``None`` = none.
    """

    key: str
    title: str
    build: Build
    foot: str = ""
    item: AgendaItem | None = None
    deeds: tuple[Deed, ...] = ()
    bundle: AgendaPoint | None = None


def slides_of(
    round_: Round | None, meeting: Meeting, names: Names, opened: Collection[str] = ()
) -> tuple[Slide, ...]:
    """Figures, links, every point to decide, what changed, what would help.

    Args:
        round_: The month.
        meeting: What was asked and answered.
        names: What every name goes through.
        opened: Keys of the bundles whose items have a slide each.
    """
    if round_ is None or not round_.lists.needs:
        return (_note("empty", "还没有清单", "导入需求清单和资源清单之后，这里显示方案。"),)
    if round_.outcome is None:
        return (_note("empty", "还没有方案", "回到窗口点“匹配”，这里就显示方案。"),)
    slides = [
        Slide("figures", "总体情况", partial(draw_figures, round_)),
        Slide("links", "谁服务谁", partial(draw_links, round_, names)),
    ]
    slides += _agenda_slides(round_, meeting, names, opened)
    changed = round_.outcome.changed
    if changed:
        lines = [f"{names.need(shift.need)}：{shift_words(shift, names)}" for shift in changed]
        slides += _pages("changed", count_words(changed), lines)
    if meeting.unlocks is not None and meeting.unlocks.unlocks:
        lines = [names.told(item.words) for item in meeting.unlocks.unlocks]
        slides += _pages("help", "还差什么", lines[: 2 * LINES])
    return tuple(slides)


def _agenda_slides(
    round_: Round, meeting: Meeting, names: Names, opened: Collection[str]
) -> list[Slide]:
    if round_.stale:
        return [
            _note(
                "stale", "方案还没有更新", "清单、设置或决定有改动；回到窗口点“更新方案”之后再议。"
            )
        ]
    points = agenda_points(meeting.agenda or ())
    made = _contents(points, round_, names)
    for number, point in enumerate(points, start=1):
        title = f"议题 {number} / {len(points)}　{point.kind.label}"
        if not point.is_bundle:
            made.append(_item_slide(point.items[0], title, round_, names))
            continue
        is_open = point.key in opened
        made.append(_bundle_slide(point, title, round_, names, is_open=is_open))
        for at, item in enumerate(point.items if is_open else (), start=1):
            part = f"议题 {number}-{at} / {len(points)}　{point.kind.label}"
            made.append(_item_slide(item, part, round_, names))
    return made


def _item_slide(item: AgendaItem, title: str, round_: Round, names: Names) -> Slide:
    deeds = deeds_of(item, round_, names)
    record = next((one for one in round_.agenda if one.key == item.key), None)
    build = partial(draw_item, item, deeds, record, names)
    return Slide(f"agenda:{item.key}", title, build, _CHOOSE, item, deeds)


def _bundle_slide(
    point: AgendaPoint, title: str, round_: Round, names: Names, *, is_open: bool
) -> Slide:
    deeds = bundle_deeds(point, round_)
    build = partial(draw_bundle, point, deeds, round_, names)
    foot = _CLOSE if is_open else _CHOOSE_ALL
    return Slide(f"agenda:{point.key}", title, build, foot, None, deeds, point)


def _contents(points: Sequence[AgendaPoint], round_: Round, names: Names) -> list[Slide]:
    """What is to be decided today, so that everybody knows how long it takes."""
    lines = [
        (
            "✓" if is_settled(point, round_) else str(number),
            point_title(point, names),
            f"{point.minutes} 分钟",
        )
        for number, point in enumerate(points, start=1)
    ]
    pages = [lines[at : at + _POINTS] for at in range(0, len(lines), _POINTS)]
    title = f"本次要议 {len(points)} 件事，{minutes_words(points)}"
    return [
        Slide(f"contents:{number}", title, partial(draw_contents, tuple(page)))
        for number, page in enumerate(pages, start=1)
    ]


def change_slide(meeting: Meeting, round_: Round, names: Names) -> Slide:
    """What is being considered and what it would do; what cannot be comes with its ways out."""
    assert meeting.change is not None
    clash = None if meeting.effect is None else meeting.effect.clash
    ways = ways_out(meeting.change, clash, round_, names)
    deeds = tuple(Deed(way.words, way.change) for way in ways[:_MOST_WAYS])
    title = "推演：还没有生效"
    if meeting.accepting:
        foot = "正在更新方案…"
    elif meeting.effect is None:
        foot = "正在推演…　Esc 不改了"
    elif meeting.effect.impossible and not meeting.effect.is_open:
        foot = "做不到　按数字键选一个办法，先看影响　Esc 返回" if deeds else "做不到　Esc 返回"
    else:
        foot = ""
    build = partial(draw_change, meeting, names, deeds)
    return Slide("change", title, build, foot, deeds=deeds)


def _note(key: str, title: str, advice: str) -> Slide:
    def build(shade: Shade, size: int) -> QWidget:
        return column([label(title, "projectorTitle"), label(advice)])

    return Slide(key, title, build)


def _pages(key: str, title: str, lines: Sequence[str]) -> list[Slide]:
    made = []
    pages = [lines[at : at + LINES] for at in range(0, len(lines), LINES)]
    for number, page in enumerate(pages, start=1):
        told = f"{title}（{number} / {len(pages)}）" if len(pages) > 1 else title
        made.append(Slide(f"{key}:{number}", told, partial(draw_lines, tuple(page))))
    return made
