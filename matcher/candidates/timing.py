"""Whether a need and a resource can meet in time, and their times in words."""

from functools import lru_cache

from matcher.candidates.case import Case
from matcher.domain import Period, TimeWindow, Windows, meet

_WEEKDAYS = "一二三四五六日"


def can_meet(case: Case) -> bool:
    """Whether some moment of the need's period suits both; unknown times of the resource suit."""
    first, last = case.resource.valid_from, case.resource.valid_to
    period = case.wanted.period
    start = max(period.first, first) if first else period.first
    end = min(period.last, last) if last else period.last
    if end < start:
        return False
    return _meet(case.wanted.times, case.resource.times, Period(start, end))


@lru_cache(maxsize=65536)
def _meet(one: Windows, other: Windows, period: Period) -> bool:
    return meet(one, other, period)


def described(times: Windows, words: str) -> str:
    """Times in the list's own words, with the months they mean where the words do not name them."""
    told = words or "；".join(window.words or _spelled(window) for window in times)
    months = sorted({month for window in times for month in window.months})
    missing = months and not any(f"{month}月" in told for month in months)
    return f"{told}（{'、'.join(map(str, months))}月）" if missing else told


def _spelled(window: TimeWindow) -> str:
    pieces = []
    if window.first and window.last and window.first == window.last:
        pieces.append(f"{window.first.month}月{window.first.day}日")
    elif window.first or window.last:
        start = f"{window.first.month}月{window.first.day}日" if window.first else ""
        end = f"{window.last.month}月{window.last.day}日" if window.last else ""
        pieces.append(f"{start}至{end}" if start and end else f"{start}起" if start else f"{end}前")
    if window.weekdays:
        pieces.append("每周" + "、".join(_WEEKDAYS[day] for day in window.weekdays))
    if window.month_days:
        pieces.append("每月" + "、".join(f"{day}日" for day in window.month_days))
    if window.start is not None and window.end is not None:
        pieces.append(f"{_clock(window.start)}–{_clock(window.end)}")
    return "".join(pieces) or "任何时间"


def _clock(minutes: int) -> str:
    day, rest = divmod(minutes, 24 * 60)
    return ("次日" if day else "") + f"{rest // 60}:{rest % 60:02d}"
