"""Readers of single spans of days: a match of a pattern → what it narrows."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from matcher.intake.days import (
    Span,
    feast,
    month_span,
    relative_span,
    safe_date,
    serial_day,
    year_for,
)

Meaning = dict[str, object]
Reader = Callable[[re.Match[str], str], Meaning | None]
"""A match and the round's month → fields of a token; ``None`` = not understood after all."""


def _year(text: str | None, month_number: int, month: str) -> int:
    if not text:
        return year_for(month_number, month, ahead=True)
    return int(text) if len(text) == 4 else 2000 + int(text)


def day_range(match: re.Match[str], month: str) -> Meaning | None:
    """2026.1.1-12.31, 6月20日至25日."""
    m1 = int(match["m1"])
    first = safe_date(_year(match["y1"], m1, month), m1, int(match["d1"]))
    m2 = int(match["m2"] or m1)
    year2 = int(match["y2"]) if match["y2"] else (first.year if first else 0) + (m2 < m1)
    last = safe_date(year2, m2, int(match["d2"])) if first else None
    return {"span": Span(first, last)} if first and last and first <= last else None


def month_range(match: re.Match[str], month: str) -> Meaning | None:
    """7-8月, 2026年11月至2027年2月."""
    m1, m2 = int(match["m1"]), int(match["m2"])
    if not match["y1"] and not match["y2"] and not match["tail"]:
        months = range(m1, m2 + 1) if m1 <= m2 else (*range(m1, 13), *range(1, m2 + 1))
        year = year_for(m1, month, ahead=True)
        return (
            {"span": Span(month_span(year, m1).first, month_span(year + (m2 < m1), m2).last)}
            if months
            else None
        )
    year = _year(match["y1"], m1, month)
    last = int(match["y2"]) if match["y2"] else year + (m2 < m1)
    return {"span": Span(month_span(year, m1).first, month_span(last, m2).last)}


def one_day(match: re.Match[str], month: str) -> Meaning | None:
    """2026年6月30日, 6月30日前."""
    number = int(match["m"])
    day = safe_date(_year(match["y"], number, month), number, int(match["d"]))
    return _bounded(Span(day, day), match["edge"]) if day else None


def one_month(match: re.Match[str], month: str) -> Meaning | None:
    """3月, 3月中旬, 12月底前."""
    number = int(match["m"])
    whole = month_span(_year(match["y"], number, month), number)
    first, last = whole.first, whole.last
    assert first is not None
    assert last is not None
    part = match["part"] or ""
    if part in {"上旬", "初"}:
        last = first.replace(day=10)
    elif part in {"中旬", "中"}:
        first, last = first.replace(day=11), first.replace(day=20)
    elif part == "中下旬":
        first = first.replace(day=11)
    elif part == "上中旬":
        last = last.replace(day=20)
    elif part in {"下旬", "底", "末"}:
        first = first.replace(day=21)
    return _bounded(Span(first, last), match["edge"])


def _bounded(span: Span, edge: str | None) -> Meaning:
    """前 keeps the end only, 起 and 后 the beginning only."""
    if edge in {"前", "之前", "以前", "前完成", "底前", "止", "截止"}:
        return {"span": Span(None, span.last)}
    if edge in {"起", "开始", "后", "以后", "之后"}:
        return {"span": Span(span.first, None)}
    return {"span": span}


def relative(match: re.Match[str], month: str) -> Meaning | None:
    """本月内, 下半年, 三季度前."""
    span = relative_span(match["word"], f"{match['y']}{month[4:]}" if match["y"] else month)
    if span is None:
        return None
    return _bounded(span, match["edge"])


def whole_year(match: re.Match[str], month: str) -> Meaning | None:
    """2026年, 2026年底前."""
    del month
    year = int(match["y"])
    span = Span(date(year, 1, 1), date(year, 12, 31))
    return _bounded(span, "前" if match["edge"] else None)


def feast_span(match: re.Match[str], month: str) -> Meaning | None:
    """端午节, 春节前: the next one in or after the round's month."""
    name, edge = re.sub(r"(?<=..)节$", "", match["name"]), match["edge"]
    year = int(match["y"] or month[:4])
    start = date(year, 1 if match["y"] else int(month[5:]), 1)
    found = [
        day
        for y in (year, year + 1)
        if (day := feast(name, y)) and day >= start - timedelta(days=15)
    ]
    if not found:
        return None
    day = found[0]
    length = 6 if name in {"春节", "国庆", "十一"} else 4 if name in {"五一", "劳动"} else 0
    if edge:
        before = timedelta(days=7 if edge == "前后" else 30 if name == "春节" else 15)
        due = "完成" in edge
        last = day + timedelta(days=7) if edge == "前后" else day
        return {"span": Span(None if due else day - before, last)}
    return {
        "span": Span(day - timedelta(days=1 if name == "春节" else 0), day + timedelta(days=length))
    }


def last_lunar_month(match: re.Match[str], month: str) -> Meaning | None:
    """腊月: the four weeks before the next Spring Festival."""
    del match
    year = int(month[:4])
    start = date(year, int(month[5:]), 1)
    for candidate in (feast("春节", year), feast("春节", year + 1)):
        if candidate and candidate > start:
            return {"span": Span(candidate - timedelta(days=29), candidate - timedelta(days=1))}
    return None


def serial(match: re.Match[str], month: str) -> Meaning | None:
    """An Excel serial number standing alone."""
    del month
    day = serial_day(float(match.group()))
    return {"span": Span(day, day)} if day else None
