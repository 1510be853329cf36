"""Numbers and dates as a spreadsheet program shows them."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.sheets.moments import Moment, moment, moment_text
from matcher.sheets.numbers import plain, shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (13800000001.0, "13800000001"),
        (1.38e10, "13800000000"),
        (0.1 + 0.2, "0.3"),
        (-0.5, "-0.5"),
        (0, "0"),
        (1e20, "100000000000000000000"),
        (110101199001011234, "110101199001011234"),
        (1e-20, "1E-20"),
        (1.5e300, "1.5E+300"),
    ],
)
def test_plain_number_has_all_digits_and_no_tail(value: float, text: str) -> None:
    assert plain(value) == text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.125, "0%", "13%"),
        (0.125, "0.00%", "12.50%"),
        (1, "0%", "100%"),
        (13800000001, "000-0000-0000", "138-0000-0001"),
        (7, "00000", "00007"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (1234567, "#,##0", "1,234,567"),
        (999, "#,##0", "999"),
        (-5, "0.0;(0.0)", "(5.0)"),
        (-3, "0.00", "-3.00"),
        (-0.001, "0.00", "0.00"),
        (40, '0"人"', "40人"),
        (40, "0\\人", "40人"),
        (3, '"约"0"次/月"', "约3次/月"),
        (35, "[$¥-804]#,##0.00", "¥35.00"),
        (1234, "_ * #,##0_ ;_ * -#,##0_ ", "1,234"),
        (12345678, '0.0,,"M"', "12.3M"),
        (5551234, "[<=9999999]000-0000;(000) 000-0000", "555-1234"),
        (0.5, "# ?/?", "0.5"),
        (12, "General", "12"),
        (12, 'General"人"', "12人"),
        (12, "@", "12"),
        (12, ";;;", "12"),
        (2.5, "0.##", "2.5"),
        (2, "0.##", "2"),
    ],
)
def test_number_under_a_format_is_shown_as_seen(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text


@given(
    st.floats() | st.integers(), st.text(alphabet='0#?.,%;_*\\"[]<=>-人$General@/Ey ', max_size=20)
)
def test_any_number_under_any_format_is_some_text(value: float, code: str) -> None:
    assert shown(value, code)


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_whole_numbers_keep_their_digits(value: int) -> None:
    assert plain(float(value)) == str(value)


@pytest.mark.parametrize(
    ("serial", "code", "mac", "expected"),
    [
        (46191, "yyyy-mm-dd", False, date(2026, 6, 18)),
        (44729, "yyyy-mm-dd", True, date(2026, 6, 18)),
        (46191.604166666664, "yyyy-mm-dd hh:mm", False, datetime(2026, 6, 18, 14, 30)),
        (46191, "yyyy-mm-dd hh:mm", False, date(2026, 6, 18)),
        (0.375, "h:mm", False, time(9)),
        (0.99999999, "h:mm", False, time(0)),
        (1, "yyyy-mm-dd", False, date(1900, 1, 1)),
        (59, "yyyy-mm-dd", False, date(1900, 2, 28)),
        (61, "yyyy-mm-dd", False, date(1900, 3, 1)),
        (1.0833333333333333, "[h]:mm", False, timedelta(hours=26)),
        (-1, "yyyy-mm-dd", False, None),
        (3e6, "yyyy-mm-dd", False, None),
        (float("nan"), "yyyy-mm-dd", False, None),
    ],
)
def test_serial_number_is_the_moment_excel_shows(
    serial: float, code: str, mac: bool, expected: Moment | None
) -> None:
    assert moment(serial, code, mac) == expected


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (date(2026, 6, 18), "2026-06-18"),
        (datetime(2026, 6, 18, 14, 30), "2026-06-18 14:30"),
        (datetime(2026, 6, 18, 14, 30, 5), "2026-06-18 14:30:05"),
        (time(9, 5), "09:05"),
        (timedelta(hours=26), "26:00"),
        (timedelta(hours=-1, minutes=-30), "-1:30"),
    ],
)
def test_moments_are_written_the_iso_way(found: Moment, text: str) -> None:
    assert moment_text(found) == text
