"""Serial numbers as dates and times, and how they are shown."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from openpyxl.styles import numbers as formats
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

__all__ = ["duration_days", "is_date_format", "moment", "moment_text", "tidy"]

Moment = datetime | date | time | timedelta


@lru_cache(maxsize=1024)
def is_date_format(code: str) -> bool:
    """Whether numbers under this format code are dates or times."""
    return bool(formats.is_date_format(code))


@lru_cache(maxsize=1024)
def _is_duration(code: str) -> bool:
    return bool(formats.is_timedelta_format(code))


def moment(serial: float, code: str, mac: bool) -> Moment | None:
    """The date, time or duration a serial number stands for; ``None`` when there is none.

    Args:
        serial: Days since the epoch.
        code: The number format.
        mac: Whether the workbook counts from 1904.
    """
    try:
        if _is_duration(code):
            return timedelta(seconds=round(serial * 86400))
        if serial < 0:
            return None
        found = from_excel(serial, MAC_EPOCH if mac else WINDOWS_EPOCH)
    except (OverflowError, ValueError):
        return None
    if isinstance(found, (datetime, time)):
        return tidy(found)
    return None


def tidy(found: datetime | time) -> datetime | date | time:
    """Whole seconds; a date where the time is midnight, since programs store dates that way."""
    if isinstance(found, time):
        instant = datetime.combine(date(2000, 1, 1), found) + timedelta(microseconds=500_000)
        return instant.time().replace(microsecond=0, tzinfo=None)
    try:
        instant = found.replace(tzinfo=None) + timedelta(microseconds=500_000)
    except OverflowError:
        instant = found.replace(tzinfo=None)
    instant = instant.replace(microsecond=0)
    return instant.date() if instant.time() == time() else instant


def moment_text(found: Moment) -> str:
    """``2026-06-18``, ``2026-06-18 14:30``, ``14:30``, ``26:30`` for a duration."""
    if isinstance(found, timedelta):
        seconds = abs(found) // timedelta(seconds=1)
        sign = "-" if found < timedelta() else ""
        tail = f":{seconds % 60:02d}" if seconds % 60 else ""
        return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02d}{tail}"
    if isinstance(found, datetime):
        return f"{found.date().isoformat()} {moment_text(found.time())}"
    if isinstance(found, time):
        return found.isoformat(timespec="seconds" if found.second else "minutes")
    return found.isoformat()


def duration_days(found: timedelta) -> float:
    """A duration in days, as the file stores it."""
    return found.total_seconds() / 86400
