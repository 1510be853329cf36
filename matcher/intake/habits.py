"""Readers of habits: seasons, days of the week and month, hours."""

import re
from datetime import date, timedelta

from matcher.intake.days import Span, month_span
from matcher.intake.spans import Meaning, Reader

_WEEK = {
    "一": 0,
    "二": 1,
    "三": 2,
    "四": 3,
    "五": 4,
    "六": 5,
    "日": 6,
    "天": 6,
    "末": 5,
    "1": 0,
    "2": 1,
    "3": 2,
    "4": 3,
    "5": 4,
    "6": 5,
    "7": 6,
}
_SEASONS = {
    "暑假": (7, 8),
    "暑期": (7, 8),
    "寒假": (1, 2),
    "寒暑假": (1, 2, 7, 8),
    "寒、暑假": (1, 2, 7, 8),
    "春季": (3, 4, 5),
    "夏季": (6, 7, 8),
    "夏天": (6, 7, 8),
    "秋季": (9, 10, 11),
    "冬季": (1, 2, 12),
    "冬天": (1, 2, 12),
    "夏令": (6, 7, 8),
    "假期": (1, 2, 7, 8),
}
PARTS = {
    "上午": (480, 720),
    "下午": (780, 1080),
    "中午": (690, 840),
    "午间": (690, 840),
    "早上": (360, 540),
    "早晨": (360, 540),
    "清晨": (360, 540),
    "晚上": (1080, 1320),
    "晚间": (1080, 1320),
    "夜间": (1080, 1440),
    "夜晚": (1080, 1440),
    "傍晚": (1020, 1140),
    "白天": (480, 1080),
    "上班时间": (510, 1050),
    "工作时间": (510, 1050),
    "下班后": (1080, 1440),
    "放学后": (960, 1080),
    "晚": (1080, 1320),
    "午休": (720, 840),
}
_LATER = {"下午", "晚上", "晚间", "夜间", "傍晚", "晚", "夜晚"}


def seasons(match: re.Match[str], month: str) -> Meaning | None:
    """暑假, 冬季: the months they take; 暑假前 is none."""
    del month
    if match["edge"]:
        return None
    return {"months": _SEASONS[match["name"]]}


def month_list(match: re.Match[str], month: str) -> Meaning | None:
    """7月、8月: calendar months."""
    del month
    return {"months": tuple(sorted({int(n) for n in re.findall(r"\d+", match.group())}))}


def week_range(match: re.Match[str], month: str) -> Meaning | None:
    """周一至周五."""
    del month
    first, last = _WEEK[match["a"]], _WEEK[match["b"]]
    days = range(first, last + 1) if first <= last else (*range(first, 7), *range(last + 1))
    return {"weekdays": tuple(days)}


def week_list(match: re.Match[str], month: str) -> Meaning | None:
    """周二、四; 周末 is Saturday and Sunday."""
    del month
    days = {_WEEK[c] for c in re.findall(r"[一二三四五六日天末1-7]", match.group())}
    if "末" in match.group():
        days.add(6)
    return {"weekdays": tuple(sorted(days))}


def all_but(match: re.Match[str], month: str) -> Meaning | None:
    """除周一外, 周一闭馆: every other day of the week."""
    del month
    shut = _WEEK[match["a"] or match["b"]]
    return {"weekdays": tuple(day for day in range(7) if day != shut)}


def within(match: re.Match[str], month: str) -> Meaning | None:
    """两周内, 3个月内, 半年内: from the beginning of the round's month on."""
    first = date(int(month[:4]), int(month[5:]), 1)
    if match["half"]:
        number, unit = 6, "月"
    else:
        number = _spoken_hour(match["n"]) if not match["n"].isdecimal() else int(match["n"])
        unit = match["unit"]
    if unit in {"天", "日"}:
        return {"span": Span(first, first + timedelta(days=number - 1))}
    if unit in {"周", "星期"}:
        return {"span": Span(first, first + timedelta(days=7 * number - 1))}
    months = first.month - 1 + number - 1
    return {"span": Span(first, month_span(first.year + months // 12, months % 12 + 1).last)}


def fixed_week(days: tuple[int, ...]) -> Reader:
    """A word that always means the same days of the week."""
    return lambda match, month: {"weekdays": days}


def month_days(match: re.Match[str], month: str) -> Meaning | None:
    """每月1日、15日, 每月1-5日."""
    del month
    numbers = [int(n) for n in re.findall(r"\d+", match.group())]
    if re.search(r"-|至|到", match.group()) and len(numbers) == 2:
        numbers = list(range(numbers[0], numbers[1] + 1))
    valid = tuple(sorted({n for n in numbers if 1 <= n <= 31}))
    return {"month_days": valid} if valid else None


def third(match: re.Match[str], month: str) -> Meaning | None:
    """每月上旬: days of the month."""
    del month
    days = {
        "上旬": range(1, 11),
        "初": range(1, 11),
        "中旬": range(11, 21),
        "下旬": range(21, 32),
        "底": range(21, 32),
        "末": range(21, 32),
    }
    return {"month_days": tuple(days[match["part"]])}


def _minute(match: re.Match[str], side: str) -> int:
    text = match[f"{side}h"]
    hour = int(text) if text.isdecimal() else _spoken_hour(text)
    minute = match[f"{side}m"]
    value = hour * 60 + (30 if minute == "半" else int(minute or 0))
    if match[f"{side}p"] in _LATER and hour < 12:
        value += 720
    return value


def _spoken_hour(text: str) -> int:
    units = {
        "一": 1,
        "二": 2,
        "两": 2,
        "三": 3,
        "四": 4,
        "五": 5,
        "六": 6,
        "七": 7,
        "八": 8,
        "九": 9,
    }
    return 10 + units.get(text[1:], 0) if text[0] == "十" else units[text]


def hours(match: re.Match[str], month: str) -> Meaning | None:
    """18:00-次日7:30; an end that is not after the beginning is the next day's."""
    del month
    start, end = _minute(match, "a"), _minute(match, "b")
    if match["ap"] in _LATER and not match["bp"] and end < start and end + 720 > start:
        end += 720
    if match["bp"] in {"次日", "第二天", "次日凌晨"} or end <= start:
        end += 1440
    return {"hours": (start, end)} if end <= 2880 else None


def from_hour(match: re.Match[str], month: str) -> Meaning | None:
    """18:00后: until midnight."""
    del month
    start = _minute(match, "a")
    return {"hours": (start, 1440)} if start < 1440 else None


def to_hour(match: re.Match[str], month: str) -> Meaning | None:
    """9:00前: from midnight."""
    del month
    end = _minute(match, "a")
    return {"hours": (0, end)} if end else None


def at_hour(match: re.Match[str], month: str) -> Meaning | None:
    """A beginning without an end: taken for two hours."""
    del month
    start = _minute(match, "a")
    return {"hours": (start, min(start + 120, 1440))} if start < 1440 else None


def day_part(match: re.Match[str], month: str) -> Meaning | None:
    """上午, 晚间: the hours they usually mean."""
    del month
    return {"hours": PARTS[match.group()]}
