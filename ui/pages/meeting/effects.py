"""What a change does, level by level and need by need, as widgets."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from matcher.domain import Effect, LevelShift, NeedShift, ShiftKind, counted
from ui.pages.base import words
from ui.pages.meeting.names import Names
from ui.pages.meeting.sheet import holder, section

_MOST = 12
_ALL_LEVELS = 100
_TONES = {ShiftKind.GAINS: "good", ShiftKind.LOSES: "bad", ShiftKind.MOVES: "warn"}


def count_words(shifts: Sequence[NeedShift]) -> str:
    """变动 3 项."""
    return f"变动 {len(shifts)} 项" if shifts else "没有变动"


def effect_parts(
    effect: Effect, names: Names, most: int = _MOST, levels: int = _ALL_LEVELS
) -> list[QWidget]:
    """Headline, needs, levels.

    Args:
        effect: What is told.
        names: What every name goes through.
        most: How many needs of a kind at most.
        levels: How many levels at most, the most important first.
    """
    if effect.is_open:
        told = "时间所限，还没有算出影响。可以再推演一次，也可以先采用，采用之后看变动；可以撤销。"
        return [words("没有来得及算出来", "sectionTitle", "warn"), words(told)]
    if effect.impossible:
        return [words("做不到", "sectionTitle", "bad"), words(names.told(effect.impossible))]
    headline = names.told(effect.words) or count_words(effect.shifts)
    parts: list[QWidget] = [words(headline, "sectionTitle")]
    parts += shift_parts(effect.shifts, names, most)
    if effect.levels:
        parts += [section("各级目标　改动前 → 改动后"), level_table(effect.levels, most=levels)]
    if not effect.proven:
        parts.append(words("时间所限，尚未证明这是改动最少的办法", tone="warn"))
    return parts


def level_table(
    levels: Sequence[LevelShift], *, first: str = "", second: str = "", most: int = _ALL_LEVELS
) -> QWidget:
    """The levels that differ, before and after, at most so many; the others are only counted."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(0, 1)
    line = 0
    if first or second:
        for column, title in ((1, first), (3, second)):
            grid.addWidget(section(title), line, column)
        line += 1
    moved = [level for level in levels if level.before != level.after]
    for level in moved[:most]:
        _add_level(grid, line, level)
        line += 1
    if rest := _rest_words(len(levels), len(moved), most):
        grid.addWidget(section(rest), line, 0, 1, 5)
    return holder(grid)


def _rest_words(levels: int, moved: int, most: int) -> str:
    """What is not told line by line."""
    same = levels - moved
    if not moved:
        return f"{same} 级目标都不变" if same else ""
    parts = [f"后面还有 {moved - most} 级变化"] if moved > most else []
    parts += [f"其余 {same} 级不变"] if same else []
    return "，".join(parts)


def _add_level(grid: QGridLayout, line: int, level: LevelShift) -> None:
    tone = "good" if level.better > 0 else "bad" if level.better < 0 else ""
    before = "—" if level.before is None else counted(level.before, level.measure)
    sign = {"good": "▲", "bad": "▼"}.get(tone, "")
    for column, text, shown in (
        (0, level.label, ""),
        (1, before, ""),
        (2, "→", ""),
        (3, counted(level.after, level.measure), tone),
        (4, sign, tone),
    ):
        label = words(text, tone=shown)
        if column:
            label.setWordWrap(False)
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label, line, column)


def shift_parts(shifts: Sequence[NeedShift], names: Names, most: int = _MOST) -> list[QWidget]:
    """The needs that gain, lose and move, each group under its heading."""
    parts: list[QWidget] = []
    for kind in ShiftKind:
        of_kind = [shift for shift in shifts if shift.kind is kind]
        if not of_kind:
            continue
        parts.append(words(f"{kind.label} {len(of_kind)} 项", "sectionTitle", _TONES[kind]))
        parts += [shift_line(shift, names) for shift in of_kind[:most]]
        if len(of_kind) > most:
            parts.append(section(f"…… 还有 {len(of_kind) - most} 项"))
    return parts


def shift_line(shift: NeedShift, names: Names) -> QLabel:
    """One need, who served it and who does then."""
    return words(f"{names.need(shift.need)}\n　{shift_words(shift, names)}")


def shift_words(shift: NeedShift, names: Names) -> str:
    """Who served it and who does then."""
    return f"{names.supplies(shift.before)} → {names.supplies(shift.after)}"
