"""What each further change to the plan on the table would buy."""

from matcher.domain import (
    ChangePrices,
    LevelShift,
    NeedShift,
    PlanStatus,
    PricePoint,
    ShiftKind,
    Stop,
    never,
    shifts_between,
)
from matcher.whatif.effects import level_shifts, measured
from matcher.whatif.table import Table


def prices(table: Table, *, most: int, seconds: float, stop: Stop = never) -> ChangePrices:
    """Quality against the number of changes, for the decisions of the table and its plan.

    Args:
        table: Its candidates are those under the decisions; its plan may not obey them yet.
        most: Most points.
        seconds: How long at most.
        stop: Asked now and then.
    """
    # OR-Tools takes 0.5 s to import and belongs to the worker alone; it comes with the first question.
    from matcher.solve.pricing import priced  # noqa: PLC0415 - see the line above

    before = measured(table.candidates, table.options, table.plan)
    found = priced(
        table.candidates,
        table.decisions,
        table.options,
        table.plan,
        most=most,
        seconds=seconds,
        stop=stop,
    )
    points: list[PricePoint] = []
    for one in found:
        shifts = shifts_between(table.plan, one.plan)
        levels = level_shifts(before, one.plan.levels)
        proven = one.plan.status is PlanStatus.PROVEN_BEST
        words = _words(one.changes, levels, shifts, points)
        points.append(PricePoint(one.changes, levels, shifts, proven, words))
    if not points:
        return ChangePrices((), 0, "在这些决定下没有找到任何方案")
    return ChangePrices(_useful(points), points[0].changes, _sum_up(points))


def _useful(points: list[PricePoint]) -> tuple[PricePoint, ...]:
    """Points that are better than the one before; the first always."""
    kept = [points[0]]
    for point in points[1:]:
        last = {level.name: level.after for level in kept[-1].levels}
        if any(level.after != last.get(level.name) for level in point.levels):
            kept.append(point)
    return tuple(kept)


def _words(
    changes: int,
    levels: tuple[LevelShift, ...],
    shifts: tuple[NeedShift, ...],
    before: list[PricePoint],
) -> str:
    gained = sum(shift.kind is ShiftKind.GAINS for shift in shifts)
    lost = sum(shift.kind is ShiftKind.LOSES for shift in shifts)
    told = [f"改 {changes} 处"]
    if gained or lost:
        told.append(f"多满足 {gained} 项" + (f"、少满足 {lost} 项" if lost else ""))
    fit = next((level for level in levels if level.name == "fit"), None)
    if fit is not None and fit.better:
        more = fit.better / 60
        told.append(f"匹配度合计{'+' if more > 0 else '−'}{abs(more):.1f}分")
    if len(told) == 1:
        told.append("与现有方案一样好" if not before else "没有更好")
    return f"{told[0]}：{'，'.join(told[1:])}"


def _sum_up(points: list[PricePoint]) -> str:
    least, last = points[0].changes, _useful(points)[-1].changes
    if least == last:
        return f"最少改 {least} 处即为最好，再多改没有益处"
    return f"最少改 {least} 处；改到 {last} 处还有改善"
