"""Numbers in words → amounts with their certainty; money → whole yuan."""

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from matcher.domain import Amount, Certainty
from matcher.intake.text import narrow
from matcher.vocabulary.headers import load_headers
from matcher.vocabulary.measures import Measures

_DIGIT = {
    "零": 0,
    "〇": 0,
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
_SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_CHINESE = "零〇一二两三四五六七八九十百千万亿"
_NUMBER = rf"(?:\d+(?:,\d{{3}})+|\d+)(?:\.\d+)?[百千万亿]?|[{_CHINESE}]+"


def chinese_number(text: str) -> int | None:
    """二十 → 20, 一百零五 → 105, 三万五 → ``None`` (could be 30,005 or 35,000)."""
    total = section = digit = 0
    for position, character in enumerate(text):
        if character in _DIGIT:
            if digit:
                return None
            digit = _DIGIT[character]
            last_bare = (
                position == len(text) - 1 and position > 0 and text[position - 1] in "百千万亿"
            )
            if last_bare and digit:
                return None
        elif character in "万亿":
            total = (total + section + digit) * _SCALE[character]
            section = digit = 0
        elif character in _SCALE:
            section += (digit or 1) * _SCALE[character]
            digit = 0
        else:
            return None
    return total + section + digit


def decimal_of(text: str) -> Decimal | None:
    """A number in digits or characters: 1,200, 3.5, 2万, 二十."""
    bare = text.replace(",", "")
    factor = 1
    while bare and bare[-1] in _SCALE and bare[0].isdecimal():
        factor *= _SCALE[bare[-1]]
        bare = bare[:-1]
    try:
        return Decimal(bare) * factor
    except InvalidOperation:
        whole = chinese_number(bare)
        return None if whole is None else Decimal(whole)


_NONE_GIVEN = re.compile(r"^(?:若干|一批|适量|少量|多|多个|多名|多场|不等|几|几个|几名|数|些|一些)")
_UNLIMITED = re.compile(
    r"不限|无限制|没有限制|无上限|随时|随叫随到|按需|视需求|根据需要|不设上限|敞开"
)
_EACH = {
    "天": ("week", 7),
    "日": ("week", 7),
    "周": ("week", 1),
    "星期": ("week", 1),
    "礼拜": ("week", 1),
    "月": ("month", 1),
    "个月": ("month", 1),
    "季度": ("quarter", 1),
    "季": ("quarter", 1),
    "年": ("year", 1),
    "年度": ("year", 1),
    "学期": ("year", 2),
    "半年": ("year", 2),
    "半月": ("month", 2),
    "半个月": ("month", 2),
    "旬": ("month", 3),
}
_PERIOD = "个月|月|周|星期|礼拜|季度|季|年度|年|天|日|学期|半年|半月|半个月|旬"
_EVERY = re.compile(
    rf"(?:每|平均每|月均每|一(?=年|个月|周|季度))(?P<n>[\d一二两三四五六]*)(?P<p>半个月|半月|半年|{_PERIOD})"
)
_PER = re.compile(rf"(?:/|每)(?P<p>{_PERIOD})$")
_NAMED_DAYS = {"周", "星期", "礼拜"}
_MEAN = re.compile(r"(?P<p>月|周|年|季)均?(?=\d|[一二两三四五六七八九十])")


@lru_cache(maxsize=4)
def _count(measures: Measures) -> re.Pattern[str]:
    """A number with its counting word and what is said about both."""
    words = "|".join(map(re.escape, measures.words))
    return re.compile(
        rf"(?P<before>不超过|不多于|至多|最多|不大于|上限|≤|<=|<|至少|不少于|不低于|最少|≥|>=|>|超过|超|大约|约|近|大概|预计|估计|上|共|共计|总共|每次|每场|每期|每批|单次|每)?"
        rf"(?P<low>半|数十|数百|几十|几百|{_NUMBER})(?P<mid1>余|多|几)?(?P<u1>{words})?"
        rf"(?:(?:-|~|—|–|－|～|至|到|或)(?P<high>{_NUMBER}))?(?P<mid>余|多|来|几|左右)?(?P<wan>万)?"
        rf"(?P<plus>\+(?!\d))?(?P<unit>{words})?(?P<after>以上|以下|以内|之内|左右|上下|及以上|余|多|\+|不等)?(?(unit)|(?(u1)|(?!%|\d)))"
    )


_BEFORE = {
    **dict.fromkeys(
        ("不超过", "不多于", "至多", "最多", "不大于", "上限", "≤", "<=", "<"), Certainty.AT_MOST
    ),
    **dict.fromkeys(
        ("至少", "不少于", "不低于", "最少", "≥", ">=", ">", "超过", "超", "上"), Certainty.AT_LEAST
    ),
    **dict.fromkeys(("大约", "约", "近", "大概", "预计", "估计"), Certainty.ABOUT),
}
_AFTER = {
    **dict.fromkeys(("以上", "及以上", "余", "多", "+", "几"), Certainty.AT_LEAST),
    **dict.fromkeys(("以下", "以内", "之内"), Certainty.AT_MOST),
    **dict.fromkeys(("左右", "上下", "来", "不等"), Certainty.ABOUT),
}


def amount_of(words: str, measure: str = "") -> Amount | None:
    """The amount the words tell; ``None`` when they tell none or several.

    Args:
        words: 约50人, 每月2次, 2-3次/月, 若干 …
        measure: Counting word from the header where the cell has none; ``次/月`` makes a frequency.
    """
    return _amount_of(words, measure, load_headers().measures)


@lru_cache(maxsize=16_384)
def _amount_of(words: str, measure: str, measures: Measures) -> Amount | None:
    bare = narrow(words)
    if _UNLIMITED.search(bare) and not re.search(r"\d", bare):
        return Amount(None, certainty=Certainty.UNLIMITED, words=words)
    frequency = _frequency(bare, words, measures)
    if frequency is not None:
        return frequency
    found = _counts(bare, measures)
    if not found:
        return (
            Amount(None, certainty=Certainty.SOME, words=words) if _NONE_GIVEN.match(bare) else None
        )
    people = _people_beside_households(bare, measures)
    if people is not None:
        return _people(people, words)
    return _with_header(found[0], measure, words) if _one_sense(found) else None


_HOUSEHOLD, _PEOPLE = "户", ("人", "名", "位", "口", "人次")


def names_households_and_people(words: str) -> bool:
    """Whether households and people are counted side by side (1户3人), so that the people are the amount."""
    return _people_beside_households(narrow(words), load_headers().measures) is not None


def _people_beside_households(bare: str, measures: Measures) -> re.Match[str] | None:
    """The people of 1户3人 or 12户(约30人); ``None`` for one count alone, or so many in each household."""
    if "每户" in bare or "户均" in bare:
        return None
    found = [match for match in _count(measures).finditer(bare) if match.group("low")]
    households = [m for m in found if _HOUSEHOLD in (m.group("unit"), m.group("u1"))]
    people = [match for match in found if _unit(match) in _PEOPLE]
    if len(households) != 1 or not people:
        return None
    between = "" if len(people) == 1 else bare[people[0].end() : people[1].start()]
    return people[0] if len(people) == 1 or "其中" in between else None


def _people(match: re.Match[str], words: str) -> Amount | None:
    amount = _amount(match, words)
    return _remeasured(amount, "人") if amount is not None and amount.measure == "口" else amount


def _unit(match: re.Match[str]) -> str:
    return match.group("unit") or match.group("u1") or ""


def _with_header(match: re.Match[str], measure: str, words: str) -> Amount | None:
    amount = _amount(match, words)
    header = re.match(rf"(.*?)[/每]({_PERIOD})$", measure)
    if amount is None or amount.measure:
        return amount
    if header and header.group(2) in _EACH:
        per, factor = _EACH[header.group(2)]
        return _times(amount, factor, per, header.group(1))
    return _remeasured(amount, measure)


def _remeasured(amount: Amount, measure: str) -> Amount:
    return Amount(amount.value, measure, amount.certainty, amount.high, amount.per, amount.words)


def _times(amount: Amount, factor: int, per: str, measure: str = "") -> Amount:
    value = None if amount.value is None else amount.value * factor
    high = None if amount.high is None else amount.high * factor
    return Amount(
        value, amount.measure or measure or "次", amount.certainty, high, per, amount.words
    )


def _counts(bare: str, measures: Measures) -> list[re.Match[str]]:
    outside = re.sub(r"\([^()]*\)", "", bare) or bare
    outside = re.sub(r"(?<![\d、])(\d)、(\d)(?=[人名户次场个台件])", r"\1-\2", outside)
    return [match for match in _count(measures).finditer(outside) if match.group("low")]


def _one_sense(found: list[re.Match[str]]) -> bool:
    """Whether the counts are of different things, so that the first is the one asked for."""
    first = _unit(found[0])
    return all((_unit(other) or first) != first for other in found[1:])


def _amount(match: re.Match[str], words: str) -> Amount | None:
    unit = _unit(match)
    low = match.group("low")
    if low == "半":
        return Amount(1, f"半{unit}", words=words) if unit else None
    if low in {"数十", "数百", "几十", "几百"}:
        return Amount(None, unit, Certainty.SOME, words=words)
    value = _whole(low, match.group("wan"))
    if value is None:
        return None
    if match.group("high"):
        high = _whole(match.group("high"), match.group("wan"))
        if high is None or high < value:
            return None
        return Amount(value, unit, Certainty.RANGE, high, words=words)
    return Amount(value, unit, _certainty(match), words=words)


def _certainty(match: re.Match[str]) -> Certainty:
    for group, table in (
        ("plus", _AFTER),
        ("mid1", _AFTER),
        ("mid", _AFTER),
        ("after", _AFTER),
        ("before", _BEFORE),
    ):
        if (word := match.group(group)) in table:
            return table[word]
    return Certainty.EXACT


def _whole(text: str, wan: str | None) -> int | None:
    number = decimal_of(text)
    if number is None:
        return None
    number *= 10_000 if wan else 1
    return int(number) if number == int(number) else None


def _frequency(bare: str, words: str, measures: Measures) -> Amount | None:
    """每月2次, 2次/月, 每两周一次, 每周2天; hours per time are another matter (每次2小时)."""
    period = _EVERY.search(bare) or _PER.search(bare) or _MEAN.match(bare)
    if period is None:
        return None
    name = period.group("p")
    per, factor = _EACH[name]
    after = re.sub(
        r"^(?:[一二三四五六日天、和至到\-]|周)+(?![次场期节回天人])", "", bare[period.end() :]
    )
    rest = bare[: period.start()] + "，" + (after if name in _NAMED_DAYS else bare[period.end() :])
    told = _counts(re.sub(r"每(?:次|场|期|节)[^，,;；、]*", "", rest), measures)
    found = [match for match in told if _is_times(match, measures)]
    amount = _amount(found[0], words) if found else Amount(1, "次", words=words)
    if amount is None:
        return None
    return _spread(_times(amount, factor, per), _step(period))


_OTHER_TIMES = frozenset(["", "天", "日", "课时", "人次", "人", "名"])


def _is_times(match: re.Match[str], measures: Measures) -> bool:
    unit = _unit(match)
    return unit in _OTHER_TIMES or unit in measures.sessions or unit in measures.things


def _step(period: re.Match[str]) -> int:
    """2 for 每两周, 1 for 每周."""
    words = period.groupdict().get("n") or ""
    number = decimal_of(words) if words else None
    return int(number) if number else 1


def _spread(amount: Amount, step: int) -> Amount:
    """The amount told for every ``step`` periods, in a longer period where that comes out whole."""
    if step == 1 or amount.value is None:
        return amount
    lengths = {
        "week": (("month", 4), ("year", 52)),
        "month": (("quarter", 3), ("year", 12)),
        "year": (),
    }
    for per, many in lengths.get(amount.per, ()):
        if many % step == 0:
            high = None if amount.high is None else amount.high * many // step
            return Amount(
                amount.value * many // step,
                amount.measure,
                amount.certainty,
                high,
                per,
                amount.words,
            )
    return amount


_MONEY = re.compile(
    rf"(?P<before>不超过|最多|至多|约|大约|近|至少|不少于|超过)?[¥￥]?(?P<low>{_NUMBER})(?P<u1>万元|千元|百元|亿元|元|万|块)?"
    rf"(?:(?:-|~|—|–|～|至|到)(?P<high>{_NUMBER}))?(?P<mid>余|多|来)?(?P<unit>万元|千元|百元|亿元|万|元|块钱|块)?(?P<after>左右|以内|以上|以下|上下|整)?"
)
_FACTORS = {
    "万元": 10_000,
    "万": 10_000,
    "千元": 1000,
    "百元": 100,
    "亿元": 100_000_000,
    "元": 1,
    "块": 1,
    "块钱": 1,
}


@lru_cache(maxsize=16_384)
def yuan_of(words: str, factor: int | None) -> int | None:
    """The sum in yuan (of a range the upper end); ``None`` when the words tell none or no unit is known.

    Args:
        words: 3万左右, 5000元, 0.5.
        factor: Yuan per unit of the header; ``None`` when the header has none.
    """
    bare = re.sub(r"人民币|RMB|rmb", "", narrow(words))
    outside = re.sub(r"\([^()]*\)", "", bare) or bare
    found = list(_MONEY.finditer(outside))
    if not found or (len(found) > 1 and not _same_sum(found)):
        return None
    match = found[0]
    number = match.group("high") or match.group("low")
    told = match.group("unit") or match.group("u1")
    if told is None and number[-1] in "万亿千百":
        told = "元"
    value = decimal_of(number)
    scale = _FACTORS[told] if told else factor
    return None if value is None or scale is None else int((value * scale).to_integral_value())


def _same_sum(found: list[re.Match[str]]) -> bool:
    """Whether later numbers are no sums of their own."""
    return all(not (m.group("unit") or m.group("u1")) for m in found[1:]) and bool(
        found[0].group("unit") or found[0].group("u1")
    )


def money_factor(units: tuple[str, ...]) -> int | None:
    """Yuan per unit told by a header; ``None`` when it tells no money unit."""
    known = load_headers().money
    return next((known[unit.strip("/")] for unit in units if unit.strip("/") in known), None)
