"""When something can happen, and whether two such wishes can meet.

A :class:`TimeWindow` is a conjunction: every condition it gives holds together. A tuple of windows
is a union. An empty tuple means *unknown*, which meets everything (the caller flags it).
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class TimeWindow:
    """Days and hours at which something can happen.

    Attributes:
        first: First day, inclusive; ``None`` = no lower end.
        last: Last day, inclusive; ``None`` = no upper end.
        months: Calendar months 1–12 (仅暑期 = 7, 8); empty = every month.
        weekdays: 0 = Monday … 6 = Sunday (每周三 = 2); empty = every day of the week.
        month_days: Days of the month 1–31 (每月1日 = 1); empty = every day.
        start: Minutes after midnight; ``None`` = the whole day. Given together with ``end``.
        end: Minutes after midnight of the day it starts on; over 1440 when it runs into the next
            day (18:00–次日7:30 is 1080 to 1890). Greater than ``start``.
        words: The words it was read from.

    Raises:
        ValueError: A range is empty or half given.
    """

    first: date | None = None
    last: date | None = None
    months: tuple[int, ...] = ()
    weekdays: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    start: int | None = None
    end: int | None = None
    words: str = ""

    def __post_init__(self) -> None:
        if (self.start is None) != (self.end is None):
            raise ValueError("start and end go together")
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise ValueError("end must be after start")
        if self.first is not None and self.last is not None and self.last < self.first:
            raise ValueError("last must not be before first")

    def opens_on(self, day: date) -> bool:
        """Whether the window begins on this day."""
        return (
            (self.first is None or self.first <= day)
            and (self.last is None or day <= self.last)
            and (not self.months or day.month in self.months)
            and (not self.weekdays or day.weekday() in self.weekdays)
            and (not self.month_days or day.day in self.month_days)
        )

    @property
    def minutes(self) -> tuple[int, int]:
        """Start and end in minutes after midnight of the opening day."""
        if self.start is None or self.end is None:
            return (0, DAY_MINUTES)
        return (self.start, self.end)


Windows = tuple[TimeWindow, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """A closed range of days; ``first`` is never after ``last``."""

    first: date
    last: date

    def days(self) -> Iterator[date]:
        """Every day, in order."""
        for offset in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=offset)


def month_period(month: str) -> Period:
    """The first to the last day of a month written ``2026-06``.

    Raises:
        ValueError: Not a month in that form.
    """
    year, number = (int(part) for part in month.split("-"))
    return Period(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def next_month(month: str) -> str:
    """The month after one written ``2026-06``."""
    following = month_period(month).last + timedelta(days=1)
    return f"{following.year:04d}-{following.month:02d}"


def horizon(month: str, months: int) -> Period:
    """From the first day of a month to the last day of the ``months``-th month from it on."""
    last = month
    for _ in range(months - 1):
        last = next_month(last)
    return Period(month_period(month).first, month_period(last).last)


def meet(one: Windows, other: Windows, period: Period) -> bool:
    """Whether some moment of the period lies in a window of each side; unknown meets everything."""
    if not one or not other:
        return True
    days = list(period.days())
    return any(_pair_meets(a, b, days) for a in one for b in other)


def _pair_meets(a: TimeWindow, b: TimeWindow, days: list[date]) -> bool:
    return any(
        _overlap(a, b, shift)
        for day in days
        if a.opens_on(day)
        for shift in (-1, 0, 1)
        if b.opens_on(day + timedelta(days=shift))
    )


def _overlap(a: TimeWindow, b: TimeWindow, shift_days: int) -> bool:
    """Whether the hours overlap when ``b`` opens ``shift_days`` after ``a``."""
    a_start, a_end = a.minutes
    b_start, b_end = (minute + shift_days * DAY_MINUTES for minute in b.minutes)
    return a_start < b_end and b_start < a_end
