"""A need may tell the first day in a column of its own, beside the last day or a wish."""

from datetime import date

import pytest

from matcher.domain import Need, Windows
from matcher.intake.windows import windows_of
from matcher.sheets.book import Value
from tests.intake.building import Line, read, table


def _need(start: Value, wish: Value = None, header: str = "最迟完成") -> Need:
    rows: list[Line] = [
        ["需求名称", "所属社区", "希望开始", header],
        ["讲座", "清风社区", start, wish],
        ["合唱", "清风社区", "6月1日", "6月3日"],
    ]
    return next(need for need in read(table(*rows)).needs if need.title == "讲座")


def _days(windows: Windows) -> list[tuple[date | None, date | None]]:
    return [(window.first, window.last) for window in windows]


@pytest.mark.parametrize(
    ("start", "wish", "first", "last"),
    [
        ("6月10日", "6月25日", date(2026, 6, 10), date(2026, 6, 25)),
        ("6月10日起", "6月25日之前", date(2026, 6, 10), date(2026, 6, 25)),
        (date(2026, 6, 10), date(2026, 6, 25), date(2026, 6, 10), date(2026, 6, 25)),
        ("6月中旬", "7月底前", date(2026, 6, 11), date(2026, 7, 31)),
        ("6月10日", "6月下旬", date(2026, 6, 21), date(2026, 6, 30)),
        ("6月10日", None, date(2026, 6, 10), None),
        ("随时", "6月25日", None, date(2026, 6, 25)),
        (None, "6月25日", None, date(2026, 6, 25)),
    ],
)
def test_from_the_first_day_to_the_last(
    start: Value, wish: Value, first: date | None, last: date | None
) -> None:
    assert _days(_need(start, wish).times) == [(first, last)]


def test_the_words_of_both_read_the_same_again() -> None:
    need = _need("6月10日", "6月25日")
    assert need.time_words == "6月10日至6月25日"
    assert windows_of(need.time_words, "2026-06") == need.times


def test_a_weekday_wanted_stays_from_the_first_day_on() -> None:
    need = _need("6月10日", "每周三下午", "期望时间")
    (window,) = need.times
    assert (window.first, window.weekdays) == (date(2026, 6, 10), (2,))
    assert need.time_words == "6月10日起，每周三下午"


def test_words_that_tell_no_first_day_are_the_wish_where_there_is_no_other() -> None:
    need = _need("每周三下午")
    assert need.time_words == "每周三下午"
    assert [window.weekdays for window in need.times] == [(2,)]


def test_a_start_after_the_end_is_told_and_the_end_counts() -> None:
    rows = [
        ["需求名称", "所属社区", "希望开始", "最迟完成"],
        ["讲座", "清风社区", "6月28日", "6月25日"],
    ]
    lists = read(table(*rows))
    (issue,) = [issue for issue in lists.issues if issue.code == "start-late"]
    assert issue.cell == "C2"
    assert _days(lists.needs[0].times) == [(None, date(2026, 6, 25))]
