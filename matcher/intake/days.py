"""Single days and spans of days told in words; movable feasts from a table."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from matcher.domain import month_period, next_month
from matcher.intake.text import narrow

_FEAST_DAYS = {
    "春节": "2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-03 2031-01-23 2032-02-11",
    "端午": "2024-06-10 2025-05-31 2026-06-19 2027-06-09 2028-05-28 2029-06-16 2030-06-05 2031-06-24 2032-06-12",
    "中秋": "2024-09-17 2025-10-06 2026-09-25 2027-09-15 2028-10-03 2029-09-22 2030-09-12 2031-10-01 2032-09-19",
    "重阳": "2024-10-11 2025-10-29 2026-10-18 2027-10-08 2028-10-26 2029-10-16 2030-10-05 2031-10-24 2032-10-12",
}
_FIXED_DAYS = {
    "元旦": (1, 1),
    "三八": (3, 8),
    "妇女节": (3, 8),
    "植树节": (3, 12),
    "五一": (5, 1),
    "劳动节": (5, 1),
    "五四": (5, 4),
    "青年节": (5, 4),
    "六一": (6, 1),
    "儿童节": (6, 1),
    "七一": (7, 1),
    "八一": (8, 1),
    "建军节": (8, 1),
    "教师节": (9, 10),
    "十一": (10, 1),
    "国庆": (10, 1),
    "国庆节": (10, 1),
    "消防日": (11, 9),
    "圣诞": (12, 25),
}
_SERIALS = range(20_000, 73_000)
"""Excel serial numbers taken for days: 1954 to 2099."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``first`` to ``last``, both included; ``None`` = open on that side."""

    first: date | None
    last: date | None


def serial_day(number: float) -> date | None:
    """The day of an Excel serial number of the 1900 system; ``None`` when it can hardly be one."""
    whole = int(number)
    return date(1899, 12, 30) + timedelta(days=whole) if whole in _SERIALS else None


def feast(name: str, year: int) -> date | None:
    """The day of a feast in a year; ``None`` when not known."""
    if name in _FIXED_DAYS:
        return date(year, *_FIXED_DAYS[name])
    days = {int(day[:4]): date.fromisoformat(day) for day in _FEAST_DAYS.get(name, "").split()}
    return days.get(year)


def year_for(month_number: int, round_month: str, *, ahead: bool) -> int:
    """The year meant by a month without one: that of the round, save across New Year.

    Args:
        month_number: 1–12.
        round_month: ``2026-06``.
        ahead: Whether a wish (January written in November is next year's) or a record of the past
            (December written in January is last year's).
    """
    year, current = (int(part) for part in round_month.split("-"))
    if ahead and current >= 10 and month_number <= 3:
        return year + 1
    if not ahead and current <= 3 and month_number >= 10:
        return year - 1
    return year


def safe_date(year: int, month: int, day: int) -> date | None:
    """The date, or ``None`` where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_span(year: int, month: int) -> Span:
    """A whole calendar month."""
    period = month_period(f"{year:04d}-{month:02d}")
    return Span(period.first, period.last)


_Y = r"(?:(?P<y>20\d{2}|(?<!\d)\d{2}(?=年))[年./\-])?"
_FULL_DAY = re.compile(
    r"(?<![\d.])(?P<y>(?:19|20)\d{2})(?:年|[./\-])(?P<m>1[0-2]|0?[1-9])(?:月|[./\-])(?P<d>3[01]|[12]\d|0?[1-9])(?:日|号)?(?![\d.])(?:T?\d{1,2}:\d{2}(?::\d{2})?)?"
)
_CLOCK_TIME = re.compile(r"(?<=\d)[ T\u00a0\u3000]+\d{1,2}[:：]\d{2}(?:[:：]\d{2}(?:\.\d+)?)?")
_COMPACT_DAY = re.compile(
    r"(?<!\d)(?P<y>20\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
)
_MONTH_DAY = re.compile(
    r"(?<!\d)(?P<m>1[0-2]|0?[1-9])月(?P<d>3[01]|[12]\d|0?[1-9])(?:日|号)?(?!\d)"
)
_DOTTED_DAY = re.compile(
    r"(?<![\d.])(?P<m>1[0-2]|0?[1-9])[./](?P<d>3[01]|[12]\d|0?[1-9])(?![\d.:点时])"
)
_WHOLE_YEAR_MONTH = re.compile(
    r"(?<!\d)(?P<y>20\d{2}|\d{2}(?=年))(?:年|[./\-])(?P<m>1[0-2]|0?[1-9])(?:月份?|(?![\d./\-]))"
)


@lru_cache(maxsize=16_384)
def day_of(words: str, month: str, *, ahead: bool = False) -> date | None:
    """The single day the words tell (2024.3.1, 3月1日, 2024-06-18 08:30:00, 46000); ``None`` when none.

    Args:
        words: Cell text.
        month: The round's month, for days without a year.
        ahead: See :func:`year_for`.
    """
    bare = narrow(_CLOCK_TIME.sub(" ", words)).replace("。", ".")
    match = _FULL_DAY.search(bare) or _COMPACT_DAY.search(bare)
    if match:
        return safe_date(int(match["y"]), int(match["m"]), int(match["d"]))
    match = _MONTH_DAY.search(bare) or _DOTTED_DAY.fullmatch(bare)
    if match:
        number = int(match["m"])
        return safe_date(year_for(number, month, ahead=ahead), number, int(match["d"]))
    if re.fullmatch(r"\d{5}(?:\.\d+)?", bare):
        return serial_day(float(bare))
    return None


def plain_day(words: str, month: str) -> date | None:
    """The day of a cell that holds nothing but one day; ``None`` for anything with more to say."""
    bare = narrow(_CLOCK_TIME.sub("", words))
    whole = _FULL_DAY.fullmatch(bare) or _COMPACT_DAY.fullmatch(bare) or _MONTH_DAY.fullmatch(bare)
    return day_of(words, month, ahead=True) if whole else None


def day_of_value(value: object, words: str, month: str, *, ahead: bool = False) -> date | None:
    """The day a typed cell value tells, else the day its words tell."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return serial_day(value) or day_of(words, month, ahead=ahead)
    return day_of(words, month, ahead=ahead)


def relative_span(word: str, month: str) -> Span | None:
    """The span of 本月, 下月, 年内, 上半年, 三季度 …; ``None`` for other words."""
    year = int(month[:4])
    current = month_period(month)
    if word in {"本月", "当月", "本月内", "月内"}:
        return Span(current.first, current.last)
    if word in {"下月", "下个月", "次月"}:
        following = month_period(next_month(month))
        return Span(following.first, following.last)
    if word in {
        "年内",
        "本年内",
        "今年内",
        "年底",
        "年末",
        "年底前",
        "本年",
        "今年",
        "本年度",
        "今年底",
    }:
        return Span(None, date(year, 12, 31))
    if word in {"上半年"}:
        return Span(date(year, 1, 1), date(year, 6, 30))
    if word in {"下半年"}:
        return Span(date(year, 7, 1), date(year, 12, 31))
    return _quarter(word, year)


def _quarter(word: str, year: int) -> Span | None:
    match = re.fullmatch(r"第?([一二三四1-4])季度", word)
    if not match:
        return None
    quarter = "一二三四".find(match.group(1)) + 1 or int(match.group(1))
    first = date(year, 3 * quarter - 2, 1)
    return Span(first, month_period(f"{year:04d}-{3 * quarter:02d}").last)
