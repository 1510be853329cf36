"""Wishes and offers of time in words → windows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from matcher.domain import TimeWindow, Windows
from matcher.intake.days import Span
from matcher.intake.habits import (
    PARTS,
    all_but,
    at_hour,
    day_part,
    fixed_week,
    from_hour,
    hours,
    month_days,
    month_list,
    seasons,
    third,
    to_hour,
    week_list,
    week_range,
    within,
)
from matcher.intake.spans import (
    Meaning,
    Reader,
    day_range,
    feast_span,
    last_lunar_month,
    month_range,
    one_day,
    one_month,
    relative,
    serial,
    whole_year,
)
from matcher.intake.text import narrow

_ALWAYS = re.compile(
    r"长期|常年|全年|随时|均可|不限|无要求|没有要求|无特殊要求|都可以|皆可|任意|任何时间|常态化|全天候|日常|持续|即日起|尽快|尽早|立即|立刻|马上|近期|越快越好|全天|24小时|每天|每日|天天"
)


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


def _until(match: re.Match[str], month: str) -> Meaning | None:
    inner = _only_span(match["end"], month)
    return {"span": Span(None, inner.last)} if inner else None


def _only_span(text: str, month: str) -> Span | None:
    for token in _tokens(text, month):
        if token.span is not None:
            return token.span
    return None


_EDGE = r"(?P<edge>前完成|之前|以前|前|以后|之后|后|起|开始|止|截止)?"
_WD = r"(?:[一二三四五六日天末]|[1-7](?![\d:点.]))"
_W = r"(?:每?周|每?星期|每?礼拜)"

_READERS: tuple[tuple[int, re.Pattern[str], Reader], ...] = tuple(
    (level, re.compile(pattern), reader)
    for level, pattern, reader in (
        (
            0,
            r"(?:(?P<half>半年)|(?P<n>\d{1,3}|[一二两三四五六七八九])个?(?P<unit>月|周|星期|天|日))(?:之内|以内|内)",
            within,
        ),
        (
            0,
            rf"(?<![\d.]){_D1}(?:\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?{_TO}{_D2}(?![\d:点时])(?:\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?",
            day_range,
        ),
        (
            0,
            r"(?:(?:自?即日起?|现在|目前|现|发布之日起?)(?:-|至|到)|(?<![\d日月年号])(?:截至|截止到?|截止至|至|到))(?P<end>(?:20\d{2}年?)?[年.\-/\d月日号底末中上下旬前]{2,12})(?![:点时])(?:为?止)?",
            _until,
        ),
        (
            0,
            rf"(?<![\d.]){_YEAR}{_MON}[月./\-]{_DAY}(?![\d])(?:\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?{_EDGE}",
            one_day,
        ),
        (
            0,
            rf"(?<![\d.])(?P<y>20\d{{2}})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d){_EDGE}",
            one_day,
        ),
        (0, rf"(?<![\d.])(?P<y>)?{_MON}月{_DAY}(?![\d:点时]){_EDGE}", one_day),
        (
            0,
            rf"(?<![\d.])(?:(?P<y1>20\d{{2}})[年./\-])?(?P<m1>1[0-2]|0?[1-9])月?份?{_TO}(?:(?P<y2>20\d{{2}})[年./\-])?(?P<m2>1[0-2]|0?[1-9])月份?(?P<tail>)",
            month_range,
        ),
        (
            1,
            r"(?<![\d.])每年(?:(?:1[0-2]|[1-9])(?:月份?)?[、,和及])*(?:1[0-2]|[1-9])月份?",
            month_list,
        ),
        (1, r"(?<![\d.])(?:(?:1[0-2]|[1-9])(?:月份?)?[、和及])+(?:1[0-2]|[1-9])月份?", month_list),
        (
            0,
            rf"(?<![\d.]){_YEAR}{_MON}(?:月份?|(?![\d月./\-:]))(?P<part>中下旬|上中旬|上旬|中旬|下旬|初|中|底|末)?{_EDGE}",
            one_month,
        ),
        (
            0,
            rf"(?<![\d.])(?P<y>)?{_MON}月份?(?P<part>中下旬|上中旬|上旬|中旬|下旬|初|中(?!旬|午)|底|末)?{_EDGE}",
            one_month,
        ),
        (0, rf"(?<![\d.])(?P<y>)?{_MON}[./]{_DAY}(?![\d.:点时/]){_EDGE}", one_day),
        (
            0,
            r"(?<!\d)(?P<y>20\d{2})(?!年?(?:第?[一二三四1-4]季度|[上下]半年|春节|国庆|中秋|端午|重阳|元旦|五一))年?(?:全年|度|内|(?P<edge>底前?|年底前?|末前?))?(?![\d./\-])",
            whole_year,
        ),
        (
            0,
            rf"(?:(?P<y>20\d{{2}})年)?(?P<word>本月内?|当月|月内|下个?月|次月|年内|本年度?内?|今年内|今年底|今年|年底|年末|上半年|下半年|第?[一二三四1-4]季度){_EDGE}",
            relative,
        ),
        (
            0,
            r"(?:(?P<y>20\d{2})年)?(?P<name>春节|端午节?|中秋节?|重阳节?|元旦|三八|妇女节|植树节|五一|劳动节|五四|青年节|六一|儿童节|七一|八一|建军节|教师节|国庆节?)(?:节|假期|期间|当天)?(?P<edge>前后|前夕|之?前(?:完成|办结|解决)?)?",
            feast_span,
        ),
        (0, r"腊月", last_lunar_month),
        (
            1,
            r"(?:仅限?|每年)?(?P<name>寒、?暑假|暑假|暑期|寒假|春季|夏季|夏天|秋季|冬季|冬天|夏令)(?:期间)?(?P<edge>前|之前|后|以外)?",
            seasons,
        ),
        (
            2,
            rf"除{_W}(?P<a>[一二三四五六日天])(?:以?外|除外)|{_W}(?P<b>[一二三四五六日天])(?:闭馆|闭店|休息|除外|不开放|不对外)",
            all_but,
        ),
        (
            2,
            rf"{_W}(?P<a>[一二三四五六日天1-7])(?:-|至|到){_W}?(?P<b>[一二三四五六日天1-7])",
            week_range,
        ),
        (
            2,
            rf"{_W}{_WD}(?![次场天])(?:[、,和及或/]?(?:{_W})?{_WD}(?![次场天\-]))*",
            week_list,
        ),
        (2, r"双休日?|周末|休息日|周六日|星期六日", fixed_week((5, 6))),
        (2, r"(?:法定)?节假日", fixed_week((5, 6))),
        (2, r"工作日|上班日|平日|平时", fixed_week((0, 1, 2, 3, 4))),
        (
            2,
            r"每个?月(?:3[01]|[12]\d|[1-9])(?:日|号)?(?:(?:[、,和及]|-|至|到)(?:3[01]|[12]\d|[1-9])(?:日|号)?)*(?![次场天人节期\d])",
            month_days,
        ),
        (2, r"每个?月(?P<part>上旬|中旬|下旬|初|底|末)", third),
        (3, rf"{_C1}(?:-|至|到){_C2}(?![\d月日号人次个场天年])", hours),
        (
            3,
            r"(?P<ap>上午|下午|晚上|晚间|早上|晚|早|中午)?(?P<ah>2[0-4]|1\d|0?\d|十[一二]?|[一二两三四五六七八九])[:点时](?P<am>[0-5]\d|半)?(?:以后|之后|后|起|开始)",
            from_hour,
        ),
        (
            3,
            r"(?P<ap>上午|下午|晚上|晚间|早上|晚|早|中午)?(?P<ah>2[0-4]|1\d|0?\d|十[一二]?|[一二两三四五六七八九])[:点时](?P<am>[0-5]\d|半)?(?:以前|之前|前)",
            to_hour,
        ),
        (
            3,
            r"(?P<ap>上午|下午|晚上|晚间|早上|晚|早|中午)?(?P<ah>2[0-4]|1\d|0?\d|十[一二]?|[一二两三四五六七八九])(?::(?P<am>[0-5]\d)|点(?P<half>半)?)(?!\d)",
            at_hour,
        ),
        (3, "|".join(sorted(PARTS, key=len, reverse=True)), day_part),
        (0, r"^4[3-9]\d{3}$", serial),
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
    exact = [h for h in hours if h not in PARTS.values()]
    kept = [
        h
        for h in hours
        if h in exact or not any(h[0] - 120 <= e[0] and e[1] <= h[1] + 120 for e in exact)
    ]
    return list(dict.fromkeys(kept))
