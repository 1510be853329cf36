"""Times in words → windows."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain import TimeWindow
from matcher.intake.windows import windows_of

WORKDAYS = (0, 1, 2, 3, 4)
WEEKEND = (5, 6)


def window(
    first: date | None = None,
    last: date | None = None,
    *,
    months: tuple[int, ...] = (),
    weekdays: tuple[int, ...] = (),
    month_days: tuple[int, ...] = (),
    hours: tuple[int, int] | None = None,
) -> TimeWindow:
    start, end = hours or (None, None)
    return TimeWindow(first, last, months, weekdays, month_days, start, end)


def bare(words: str, month: str = "2026-06") -> list[TimeWindow] | None:
    found = windows_of(words, month)
    if found is None:
        return None
    return [
        TimeWindow(w.first, w.last, w.months, w.weekdays, w.month_days, w.start, w.end)
        for w in found
    ]


def at(hour: float) -> int:
    return int(hour * 60)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2026.3.1", date(2026, 3, 1), date(2026, 3, 1)),
        ("2026年3月", date(2026, 3, 1), date(2026, 3, 31)),
        ("3月1日", date(2026, 3, 1), date(2026, 3, 1)),
        ("3月中旬", date(2026, 3, 11), date(2026, 3, 20)),
        ("6月底", date(2026, 6, 21), date(2026, 6, 30)),
        ("12月底前", None, date(2026, 12, 31)),
        ("5月底前动工", None, date(2026, 5, 31)),
        ("9月投入使用", date(2026, 9, 1), date(2026, 9, 30)),
        ("6月20日前", None, date(2026, 6, 20)),
        ("即日起至年底", None, date(2026, 12, 31)),
        ("即日起至2026年9月30日", None, date(2026, 9, 30)),
        ("至2026年12月31日", None, date(2026, 12, 31)),
        ("2026.1.1-2026.12.31", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026/7/1至7/31", date(2026, 7, 1), date(2026, 7, 31)),
        ("7-8月", date(2026, 7, 1), date(2026, 8, 31)),
        ("本月内", date(2026, 6, 1), date(2026, 6, 30)),
        ("第三季度", date(2026, 7, 1), date(2026, 9, 30)),
        ("下半年", date(2026, 7, 1), date(2026, 12, 31)),
        ("年底前", None, date(2026, 12, 31)),
        ("端午节", date(2026, 6, 19), date(2026, 6, 19)),
        ("七月中旬", date(2026, 7, 11), date(2026, 7, 20)),
        ("6月中下旬", date(2026, 6, 11), date(2026, 6, 30)),
        ("明年3月", date(2027, 3, 1), date(2027, 3, 31)),
        ("2026年第三季度", date(2026, 7, 1), date(2026, 9, 30)),
        ("2027年春节前", date(2027, 1, 7), date(2027, 2, 6)),
        ("两周内", date(2026, 6, 1), date(2026, 6, 14)),
        ("3个月内", date(2026, 6, 1), date(2026, 8, 31)),
        ("2026-06-30 00:00:00", date(2026, 6, 30), date(2026, 6, 30)),
        ("46176", date(2026, 6, 3), date(2026, 6, 3)),
    ],
)
def test_days(words: str, first: date | None, last: date | None) -> None:
    assert bare(words) == [window(first, last)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("每周三下午", window(weekdays=(2,), hours=(at(13), at(18)))),
        ("周末", window(weekdays=WEEKEND)),
        ("周六、周日", window(weekdays=WEEKEND)),
        ("工作日18:00后", window(weekdays=WORKDAYS, hours=(at(18), at(24)))),
        ("18:00–次日7:30", window(hours=(at(18), at(31.5)))),
        ("周一至周五 9:00-17:00", window(weekdays=WORKDAYS, hours=(at(9), at(17)))),
        ("周五、周六19:30-21:30", window(weekdays=(4, 5), hours=(at(19.5), at(21.5)))),
        ("每周一、三、五下午", window(weekdays=(0, 2, 4), hours=(at(13), at(18)))),
        ("每周六上午9点至11点半", window(weekdays=(5,), hours=(at(9), at(11.5)))),
        ("晚7点-9点", window(hours=(at(19), at(21)))),
        ("仅暑期", window(months=(7, 8))),
        ("寒假", window(months=(1, 2))),
        ("7月、8月", window(months=(7, 8))),
        ("每月1日", window(month_days=(1,))),
        ("每月1日、15日", window(month_days=(1, 15))),
        ("长期", window()),
        ("常年", window()),
        ("尽快", window()),
        ("24小时开放", window()),
        ("周一闭馆", window(weekdays=(1, 2, 3, 4, 5, 6))),
    ],
)
def test_habits(words: str, expected: TimeWindow) -> None:
    assert bare(words) == [expected]


def test_two_habits_are_two_windows() -> None:
    assert bare("工作日18:00–次日7:30，节假日全天") == [
        window(weekdays=WORKDAYS, hours=(at(18), at(31.5))),
        window(weekdays=WEEKEND),
    ]


def test_two_ranges_of_hours_are_two_windows() -> None:
    assert bare("上午8:30-11:30,下午14:00-17:00") == [
        window(hours=(at(8.5), at(11.5))),
        window(hours=(at(14), at(17))),
    ]


def test_days_weekday_and_hours_narrow_one_another() -> None:
    assert bare("6月15日至7月15日每周三下午") == [
        window(date(2026, 6, 15), date(2026, 7, 15), weekdays=(2,), hours=(at(13), at(18)))
    ]


def test_last_lunar_month_before_the_next_spring_festival() -> None:
    assert bare("腊月中午") == [
        window(date(2027, 1, 8), date(2027, 2, 5), hours=(at(11.5), at(14)))
    ]


def test_january_written_in_december_is_next_years() -> None:
    assert bare("1月15日前", "2026-12") == [window(None, date(2027, 1, 15))]


@pytest.mark.parametrize(
    "words", ["待定", "汛期前", "预约", "每周2天", "每两周1次", "每年1-2场", "视情况"]
)
def test_what_says_no_time_is_not_guessed(words: str) -> None:
    assert windows_of(words, "2026-06") is None


def test_the_words_stay_with_the_window() -> None:
    found = windows_of("每周三下午", "2026-06")
    assert found is not None
    assert found[0].words == "每周三下午"


PIECES = st.sampled_from(
    [
        "每周三",
        "下午",
        "6月",
        "底前",
        "18:00",
        "-",
        "次日",
        "7:30",
        "至",
        "2026年",
        "、",
        "周末",
        "12",
        "点",
        "半",
        "寒假",
        "春节",
        "前",
        "日",
        "31",
        "25:70",
        "每月",
    ]
)


@given(st.lists(PIECES, max_size=8).map("".join))
def test_no_mixture_of_time_words_breaks_the_reader(words: str) -> None:
    for found in windows_of(words, "2026-06") or ():
        assert found.words == words


@given(st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31)))
def test_every_written_day_is_that_day(day: date) -> None:
    assert bare(f"{day.year}年{day.month}月{day.day}日") == [window(day, day)]
    assert bare(f"{day.year}.{day.month}.{day.day}") == [window(day, day)]
