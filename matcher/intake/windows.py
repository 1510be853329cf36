"""Wishes and offers of time in words → windows."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from matcher.domain import TimeWindow, Windows
from matcher.intake.days import (
    Span,
    feast,
    month_span,
    relative_span,
    safe_date,
    serial_day,
    year_for,
)
from matcher.intake.text import narrow

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
_PARTS = {
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
_ALWAYS = re.compile(
    r"长期|常年|全年|随时|均可|不限|无要求|没有要求|无特殊要求|都可以|皆可|任意|任何时间|常态化|全天候|日常|持续|即日起|尽快|尽早|立即|立刻|马上|近期|越快越好|全天|24小时|每天|每日|天天"
)
_LATER = {"下午", "晚上", "晚间", "夜间", "傍晚", "晚", "夜晚"}


@dataclass(frozen=True, slots=True)
class _Token:
    """A piece understood: what it narrows (0 days, 1 months, 2 weekdays or month days, 3 hours)."""

    level: int
    start: int
    end: int
    span: Span | None = None
    months: tuple[int, ...] = ()
    weekdays: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    hours: tuple[int, int] | None = None


@lru_cache(maxsize=16_384)
def windows_of(words: str, month: str) -> Windows | None:
    """When the words say; ``None`` when nothing in them was understood.

    Args:
        words: 每周三下午, 12月底前, 工作日18:00–次日7:30，节假日全天 …
        month: The round's month, for days without a year.
    """
    spaced = _BEFORE_CLOCK.sub("日", _SECONDS.sub(r"\1", words))
    bare = _dated(narrow(re.sub(r"日0?0:00(?!\d)", "日", spaced)).translate(_PLAIN), month)
    tokens = _tokens(bare, month)
    if not tokens:
        return (TimeWindow(words=words),) if _ALWAYS.search(bare) else None
    built: list[TimeWindow] = []
    for group in _groups(tokens, bare):
        built.extend(_windows(group, words))
    return tuple(dict.fromkeys(built)) or None


def _dated(bare: str, month: str) -> str:
    """今年 and 明年 before a part of the year as its number, months in characters as digits."""
    year = int(month[:4])
    for word, number in (("今年", year), ("本年", year), ("明年", year + 1)):
        bare = re.sub(rf"{word}(?={_PART_OF_YEAR})", f"{number}年", bare)
    return re.sub(
        r"(?<![一二三四五六七八九十每])(十[一二]|[一二三四五六七八九十])月(?!内)",
        lambda match: f"{_MONTHS.index(match.group(1)) + 1}月",
        bare,
    )


_PART_OF_YEAR = r"\d|第?[一二三四1-4]季度|[上下]半年|春节|国庆|中秋|端午|重阳|元旦|五一|暑|寒|[一二三四五六七八九十]+月"
_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_BEFORE_CLOCK = re.compile(r"(?<=\d)[ T\u00a0\u3000]+(?=\d{1,2}:\d{2})")
_SECONDS = re.compile(r"(\d{1,2}:\d{2}):\d{2}(?:\.\d+)?")
_PLAIN = str.maketrans(
    {"—": "-", "–": "-", "－": "-", "~": "-", "～": "-", "―": "-", "‐": "-", "−": "-", "。": "."}
)

_YEAR = r"(?:(?P<y>20\d{2}|\d{2}(?=年))[年./\-])"
_DAY = r"(?P<d>3[01]|[12]\d|0?[1-9])(?:日|号)?"
_MON = r"(?P<m>1[0-2]|0?[1-9])"
_TO = r"(?:-{1,2}|至|到)"
_D1 = r"(?:(?:(?P<y1>20\d{2})[年./\-])?(?P<m1>1[0-2]|0?[1-9])[月./\-](?P<d1>3[01]|[12]\d|0?[1-9])(?:日|号)?)"
_D2 = r"(?:(?:(?P<y2>20\d{2})[年./\-])?(?:(?P<m2>1[0-2]|0?[1-9])[月./\-])?(?P<d2>3[01]|[12]\d|0?[1-9])(?:日|号)?)"
_HOUR = r"2[0-4]|1\d|0?\d|十[一二]?|[一二两三四五六七八九]"
_CLOCK = (
    r"(?P<{0}p>上午|下午|晚上|晚间|早上|晚|早|中午|凌晨|次日凌晨|次日|第二天)?"
    rf"(?P<{{0}}h>{_HOUR})(?:[:点时](?P<{{0}}m>[0-5]\d|半)?分?)?"
)
_C1, _C2 = _CLOCK.format("a"), _CLOCK.format("b")


def _year(text: str | None, month_number: int, month: str) -> int:
    if not text:
        return year_for(month_number, month, ahead=True)
    return int(text) if len(text) == 4 else 2000 + int(text)


def _day_range(match: re.Match[str], month: str) -> dict[str, object] | None:
    m1 = int(match["m1"])
    first = safe_date(_year(match["y1"], m1, month), m1, int(match["d1"]))
    m2 = int(match["m2"] or m1)
    year2 = int(match["y2"]) if match["y2"] else (first.year if first else 0) + (m2 < m1)
    last = safe_date(year2, m2, int(match["d2"])) if first else None
    return {"span": Span(first, last)} if first and last and first <= last else None


def _month_range(match: re.Match[str], month: str) -> dict[str, object] | None:
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


def _one_day(match: re.Match[str], month: str) -> dict[str, object] | None:
    number = int(match["m"])
    day = safe_date(_year(match["y"], number, month), number, int(match["d"]))
    return _bounded(Span(day, day), match["edge"]) if day else None


def _one_month(match: re.Match[str], month: str) -> dict[str, object] | None:
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


def _bounded(span: Span, edge: str | None) -> dict[str, object]:
    """前 keeps the end only, 起 and 后 the beginning only."""
    if edge in {"前", "之前", "以前", "前完成", "底前", "止", "截止"}:
        return {"span": Span(None, span.last)}
    if edge in {"起", "开始", "后", "以后", "之后"}:
        return {"span": Span(span.first, None)}
    return {"span": span}


def _until(match: re.Match[str], month: str) -> dict[str, object] | None:
    inner = _only_span(match["end"], month)
    return {"span": Span(None, inner.last)} if inner else None


def _only_span(text: str, month: str) -> Span | None:
    for token in _tokens(text, month):
        if token.span is not None:
            return token.span
    return None


def _relative(match: re.Match[str], month: str) -> dict[str, object] | None:
    span = relative_span(match["word"], f"{match['y']}{month[4:]}" if match["y"] else month)
    if span is None:
        return None
    return _bounded(span, match["edge"])


def _whole_year(match: re.Match[str], month: str) -> dict[str, object] | None:
    del month
    year = int(match["y"])
    span = Span(date(year, 1, 1), date(year, 12, 31))
    return _bounded(span, "前" if match["edge"] else None)


def _feast_span(match: re.Match[str], month: str) -> dict[str, object] | None:
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


def _last_lunar_month(match: re.Match[str], month: str) -> dict[str, object] | None:
    del match
    year = int(month[:4])
    start = date(year, int(month[5:]), 1)
    for candidate in (feast("春节", year), feast("春节", year + 1)):
        if candidate and candidate > start:
            return {"span": Span(candidate - timedelta(days=29), candidate - timedelta(days=1))}
    return None


def _seasons(match: re.Match[str], month: str) -> dict[str, object] | None:
    del month
    if match["edge"]:
        return None
    return {"months": _SEASONS[match["name"]]}


def _month_list(match: re.Match[str], month: str) -> dict[str, object] | None:
    del month
    return {"months": tuple(sorted({int(n) for n in re.findall(r"\d+", match.group())}))}


def _week_range(match: re.Match[str], month: str) -> dict[str, object] | None:
    del month
    first, last = _WEEK[match["a"]], _WEEK[match["b"]]
    days = range(first, last + 1) if first <= last else (*range(first, 7), *range(last + 1))
    return {"weekdays": tuple(days)}


def _week_list(match: re.Match[str], month: str) -> dict[str, object] | None:
    del month
    days = {_WEEK[c] for c in re.findall(r"[一二三四五六日天末1-7]", match.group())}
    if "末" in match.group():
        days.add(6)
    return {"weekdays": tuple(sorted(days))}


def _all_but(match: re.Match[str], month: str) -> dict[str, object] | None:
    del month
    shut = _WEEK[match["a"] or match["b"]]
    return {"weekdays": tuple(day for day in range(7) if day != shut)}


def _within(match: re.Match[str], month: str) -> dict[str, object] | None:
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


def _fixed_week(days: tuple[int, ...]) -> "_Reader":
    return lambda match, month: {"weekdays": days}


def _month_days(match: re.Match[str], month: str) -> dict[str, object] | None:
    del month
    numbers = [int(n) for n in re.findall(r"\d+", match.group())]
    if re.search(r"-|至|到", match.group()) and len(numbers) == 2:
        numbers = list(range(numbers[0], numbers[1] + 1))
    valid = tuple(sorted({n for n in numbers if 1 <= n <= 31}))
    return {"month_days": valid} if valid else None


def _third(match: re.Match[str], month: str) -> dict[str, object] | None:
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


def _hours(match: re.Match[str], month: str) -> dict[str, object] | None:
    del month
    start, end = _minute(match, "a"), _minute(match, "b")
    if match["ap"] in _LATER and not match["bp"] and end < start and end + 720 > start:
        end += 720
    if match["bp"] in {"次日", "第二天", "次日凌晨"} or end <= start:
        end += 1440
    return {"hours": (start, end)} if end <= 2880 else None


def _from_hour(match: re.Match[str], month: str) -> dict[str, object] | None:
    del month
    start = _minute(match, "a")
    return {"hours": (start, 1440)} if start < 1440 else None


def _to_hour(match: re.Match[str], month: str) -> dict[str, object] | None:
    del month
    end = _minute(match, "a")
    return {"hours": (0, end)} if end else None


def _at_hour(match: re.Match[str], month: str) -> dict[str, object] | None:
    """A beginning without an end: taken for two hours."""
    del month
    start = _minute(match, "a")
    return {"hours": (start, min(start + 120, 1440))} if start < 1440 else None


def _day_part(match: re.Match[str], month: str) -> dict[str, object] | None:
    del month
    return {"hours": _PARTS[match.group()]}


def _serial(match: re.Match[str], month: str) -> dict[str, object] | None:
    del month
    day = serial_day(float(match.group()))
    return {"span": Span(day, day)} if day else None


_Reader = Callable[[re.Match[str], str], dict[str, object] | None]
_EDGE = r"(?P<edge>前完成|之前|以前|前|以后|之后|后|起|开始|止|截止)?"
_WD = r"(?:[一二三四五六日天末]|[1-7](?![\d:点.]))"
_W = r"(?:每?周|每?星期|每?礼拜)"

_READERS: tuple[tuple[int, re.Pattern[str], _Reader], ...] = tuple(
    (level, re.compile(pattern), reader)
    for level, pattern, reader in (
        (
            0,
            r"(?:(?P<half>半年)|(?P<n>\d{1,3}|[一二两三四五六七八九])个?(?P<unit>月|周|星期|天|日))(?:之内|以内|内)",
            _within,
        ),
        (
            0,
            rf"(?<![\d.]){_D1}(?:\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?{_TO}{_D2}(?![\d:点时])(?:\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?",
            _day_range,
        ),
        (
            0,
            r"(?:(?:自?即日起?|现在|目前|现|发布之日起?)(?:-|至|到)|(?<![\d日月年号])(?:截至|截止到?|截止至|至|到))(?P<end>(?:20\d{2}年?)?[年.\-/\d月日号底末中上下旬前]{2,12})(?![:点时])(?:为?止)?",
            _until,
        ),
        (
            0,
            rf"(?<![\d.]){_YEAR}{_MON}[月./\-]{_DAY}(?![\d])(?:\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?{_EDGE}",
            _one_day,
        ),
        (
            0,
            rf"(?<![\d.])(?P<y>20\d{{2}})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d){_EDGE}",
            _one_day,
        ),
        (0, rf"(?<![\d.])(?P<y>)?{_MON}月{_DAY}(?![\d:点时]){_EDGE}", _one_day),
        (
            0,
            rf"(?<![\d.])(?:(?P<y1>20\d{{2}})[年./\-])?(?P<m1>1[0-2]|0?[1-9])月?份?{_TO}(?:(?P<y2>20\d{{2}})[年./\-])?(?P<m2>1[0-2]|0?[1-9])月份?(?P<tail>)",
            _month_range,
        ),
        (
            1,
            r"(?<![\d.])每年(?:(?:1[0-2]|[1-9])(?:月份?)?[、,和及])*(?:1[0-2]|[1-9])月份?",
            _month_list,
        ),
        (1, r"(?<![\d.])(?:(?:1[0-2]|[1-9])(?:月份?)?[、和及])+(?:1[0-2]|[1-9])月份?", _month_list),
        (
            0,
            rf"(?<![\d.]){_YEAR}{_MON}(?:月份?|(?![\d月./\-:]))(?P<part>中下旬|上中旬|上旬|中旬|下旬|初|中|底|末)?{_EDGE}",
            _one_month,
        ),
        (
            0,
            rf"(?<![\d.])(?P<y>)?{_MON}月份?(?P<part>中下旬|上中旬|上旬|中旬|下旬|初|中(?!旬|午)|底|末)?{_EDGE}",
            _one_month,
        ),
        (0, rf"(?<![\d.])(?P<y>)?{_MON}[./]{_DAY}(?![\d.:点时/]){_EDGE}", _one_day),
        (
            0,
            r"(?<!\d)(?P<y>20\d{2})(?!年?(?:第?[一二三四1-4]季度|[上下]半年|春节|国庆|中秋|端午|重阳|元旦|五一))年?(?:全年|度|内|(?P<edge>底前?|年底前?|末前?))?(?![\d./\-])",
            _whole_year,
        ),
        (
            0,
            rf"(?:(?P<y>20\d{{2}})年)?(?P<word>本月内?|当月|月内|下个?月|次月|年内|本年度?内?|今年内|今年底|今年|年底|年末|上半年|下半年|第?[一二三四1-4]季度){_EDGE}",
            _relative,
        ),
        (
            0,
            r"(?:(?P<y>20\d{2})年)?(?P<name>春节|端午节?|中秋节?|重阳节?|元旦|三八|妇女节|植树节|五一|劳动节|五四|青年节|六一|儿童节|七一|八一|建军节|教师节|国庆节?)(?:节|假期|期间|当天)?(?P<edge>前后|前夕|之?前(?:完成|办结|解决)?)?",
            _feast_span,
        ),
        (0, r"腊月", _last_lunar_month),
        (
            1,
            r"(?:仅限?|每年)?(?P<name>寒、?暑假|暑假|暑期|寒假|春季|夏季|夏天|秋季|冬季|冬天|夏令)(?:期间)?(?P<edge>前|之前|后|以外)?",
            _seasons,
        ),
        (
            2,
            rf"除{_W}(?P<a>[一二三四五六日天])(?:以?外|除外)|{_W}(?P<b>[一二三四五六日天])(?:闭馆|闭店|休息|除外|不开放|不对外)",
            _all_but,
        ),
        (
            2,
            rf"{_W}(?P<a>[一二三四五六日天1-7])(?:-|至|到){_W}?(?P<b>[一二三四五六日天1-7])",
            _week_range,
        ),
        (
            2,
            rf"{_W}{_WD}(?![次场天])(?:[、,和及或/]?(?:{_W})?{_WD}(?![次场天\-]))*",
            _week_list,
        ),
        (2, r"双休日?|周末|休息日|周六日|星期六日", _fixed_week((5, 6))),
        (2, r"(?:法定)?节假日", _fixed_week((5, 6))),
        (2, r"工作日|上班日|平日|平时", _fixed_week((0, 1, 2, 3, 4))),
        (
            2,
            r"每个?月(?:3[01]|[12]\d|[1-9])(?:日|号)?(?:(?:[、,和及]|-|至|到)(?:3[01]|[12]\d|[1-9])(?:日|号)?)*(?![次场天人节期\d])",
            _month_days,
        ),
        (2, r"每个?月(?P<part>上旬|中旬|下旬|初|底|末)", _third),
        (3, rf"{_C1}(?:-|至|到){_C2}(?![\d月日号人次个场天年])", _hours),
        (
            3,
            r"(?P<ap>上午|下午|晚上|晚间|早上|晚|早|中午)?(?P<ah>2[0-4]|1\d|0?\d|十[一二]?|[一二两三四五六七八九])[:点时](?P<am>[0-5]\d|半)?(?:以后|之后|后|起|开始)",
            _from_hour,
        ),
        (
            3,
            r"(?P<ap>上午|下午|晚上|晚间|早上|晚|早|中午)?(?P<ah>2[0-4]|1\d|0?\d|十[一二]?|[一二两三四五六七八九])[:点时](?P<am>[0-5]\d|半)?(?:以前|之前|前)",
            _to_hour,
        ),
        (
            3,
            r"(?P<ap>上午|下午|晚上|晚间|早上|晚|早|中午)?(?P<ah>2[0-4]|1\d|0?\d|十[一二]?|[一二两三四五六七八九])(?::(?P<am>[0-5]\d)|点(?P<half>半)?)(?!\d)",
            _at_hour,
        ),
        (3, "|".join(sorted(_PARTS, key=len, reverse=True)), _day_part),
        (0, r"^4[3-9]\d{3}$", _serial),
    )
)


def _tokens(bare: str, month: str) -> list[_Token]:
    """What is understood of the text, left to right; an earlier reader takes its piece away from later ones."""
    taken: list[_Token] = []
    rest = bare
    for level, pattern, reader in _READERS:
        for match in list(pattern.finditer(rest)):
            if match.start() == match.end() or "\0" in match.group():
                continue
            meaning = reader(match, month)
            if meaning is None:
                continue
            taken.append(_Token(level, match.start(), match.end(), **meaning))  # type: ignore[arg-type]  # keys are its fields
            rest = (
                rest[: match.start()] + "\0" * (match.end() - match.start()) + rest[match.end() :]
            )
    return sorted(taken, key=lambda token: token.start)


def _groups(tokens: list[_Token], bare: str) -> Iterator[list[_Token]]:
    """Tokens that narrow one another; a wider one after a narrower one begins anew."""
    group: list[_Token] = []
    for token in tokens:
        if group and _begins_anew(group, token, bare):
            yield group
            group = [
                t
                for t in group
                if t.level < token.level and t.level == 0 and _keeps(group, token, bare)
            ]
        group.append(token)
    yield group


def _begins_anew(group: list[_Token], token: _Token, bare: str) -> bool:
    last = group[-1]
    if token.level < last.level:
        return not (token.level == 1 and last.level == 2)
    if token.level == last.level == 0:
        return True
    between = bare[last.end : token.start]
    return (
        token.level == last.level == 2
        and bool(re.search(r"[,，;；]", between))
        and bool(token.month_days) != bool(last.month_days)
    )


def _keeps(group: list[_Token], token: _Token, bare: str) -> bool:
    """Whether the days told first also bound what follows (7月1日至8月31日：周一上午，周三下午)."""
    return (
        token.level == 2
        and bool(group)
        and group[0].level == 0
        and "；" not in bare[group[0].end : token.start]
    )


def _windows(group: list[_Token], words: str) -> list[TimeWindow]:
    span = next((token.span for token in group if token.span), Span(None, None))
    merged = TimeWindow(
        first=span.first,
        last=span.last,
        months=tuple(sorted({m for token in group for m in token.months})),
        weekdays=tuple(sorted({d for token in group for d in token.weekdays})),
        month_days=tuple(sorted({d for token in group for d in token.month_days})),
        words=words,
    )
    hours = [token.hours for token in group if token.hours]
    if not hours:
        return [merged]
    return [replace(merged, start=start, end=end) for start, end in _joined(hours)]


def _joined(hours: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges, without a part of the day that only announces an exact range (上午9:00-11:00)."""
    exact = [h for h in hours if h not in _PARTS.values()]
    kept = [
        h
        for h in hours
        if h in exact or not any(h[0] - 120 <= e[0] and e[1] <= h[1] + 120 for e in exact)
    ]
    return list(dict.fromkeys(kept))
