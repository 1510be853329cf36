"""Words in cells → amounts, sums, phone numbers, days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain import Certainty
from matcher.intake.amounts import amount_of, chinese_number, yuan_of
from matcher.intake.days import day_of, serial_day
from matcher.intake.phones import name_beside, phones_of
from matcher.intake.text import clean, is_ditto, is_nothing, name_like, one_line, without_id_numbers

EXACT, ABOUT, LEAST = Certainty.EXACT, Certainty.ABOUT, Certainty.AT_LEAST


@pytest.mark.parametrize(
    ("words", "value", "measure", "certainty"),
    [
        ("50", 50, "", EXACT),
        ("约50人", 50, "人", ABOUT),
        ("100余人", 100, "人", LEAST),
        ("二十人", 20, "人", EXACT),
        ("一百二十人", 120, "人", EXACT),
        ("十余人", 10, "人", LEAST),
        ("近百人", 100, "人", ABOUT),
        ("百余户", 100, "户", LEAST),
        ("1,200人", 1200, "人", EXACT),
        ("1.5万人", 15000, "人", EXACT),
        ("30人左右", 30, "人", ABOUT),
        ("不超过50人", 50, "人", Certainty.AT_MOST),
        ("50人以内", 50, "人", Certainty.AT_MOST),
        ("200人（50户）", 200, "人", EXACT),
        ("1户3人", 3, "人", EXACT),
        ("12户约30人", 30, "人", ABOUT),
        ("3人/1户", 3, "人", EXACT),
        ("1户（3人）", 3, "人", EXACT),
        ("2户家庭5口", 5, "人", EXACT),
        ("12户，每户3人", 12, "户", EXACT),
        ("半天", 1, "半天", EXACT),
        ("一次性", 1, "次", EXACT),
        ("10+", 10, "", LEAST),
        ("若干", None, "", Certainty.SOME),
        ("一批", 1, "批", EXACT),
        ("不限", None, "", Certainty.UNLIMITED),
    ],
)
def test_count(words: str, value: int | None, measure: str, certainty: Certainty) -> None:
    found = amount_of(words)
    assert found is not None
    assert (found.value, found.measure, found.certainty, found.per) == (
        value,
        measure,
        certainty,
        "",
    )


@pytest.mark.parametrize(
    ("words", "value", "measure", "per"),
    [
        ("每月2次", 2, "次", "month"),
        ("每次2小时每月1次", 1, "次", "month"),
        ("每月1次,每次2小时", 1, "次", "month"),
        ("2次/周", 2, "次", "week"),
        ("每周2天", 2, "天", "week"),
        ("每两周1次", 2, "次", "month"),
        ("每季度1场", 1, "场", "quarter"),
        ("每半年1次", 2, "次", "year"),
        ("一年两次", 2, "次", "year"),
        ("每周三下午", 1, "次", "week"),
    ],
)
def test_frequency(words: str, value: int, measure: str, per: str) -> None:
    found = amount_of(words)
    assert found is not None
    assert (found.value, found.measure, found.per) == (value, measure, per)


def test_range_keeps_both_ends() -> None:
    found = amount_of("2-3次/月")
    assert found is not None
    assert (found.value, found.high, found.certainty, found.per) == (2, 3, Certainty.RANGE, "month")


def test_header_gives_the_measure_and_the_period() -> None:
    assert amount_of("50", "人") == amount_of("50人") or amount_of("50", "人").measure == "人"  # type: ignore[union-attr]
    found = amount_of("2", "次/月")
    assert found is not None
    assert (found.value, found.measure, found.per) == (2, "次", "month")


@pytest.mark.parametrize("words", ["男20人，女30人", "100%", "待定", "见附件", "多多益善"])
def test_several_or_no_counts_are_not_guessed(words: str) -> None:
    found = amount_of(words)
    assert found is None or found.value is None


@pytest.mark.parametrize(
    ("words", "factor", "yuan"),
    [
        ("3万左右", None, 30_000),
        ("5000元", 10_000, 5_000),
        ("0.5", 10_000, 5_000),
        ("4.87万元", None, 48_700),
        ("1,200.00", 1, 1_200),
        ("二十万元", None, 200_000),
        ("2万", 1, 20_000),
        ("¥3,000", 1, 3_000),
    ],
)
def test_money(words: str, factor: int | None, yuan: int) -> None:
    assert yuan_of(words, factor) == yuan


@pytest.mark.parametrize("words", ["5000", "待定", "自筹2万元，申请3万元"])
def test_money_without_a_unit_or_with_two_sums_is_not_guessed(words: str) -> None:
    assert yuan_of(words, None) is None


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("13800000001.0", ("13800000001",)),
        ("1.3800000001E+10", ("13800000001",)),
        ("138-0000-0001", ("13800000001",)),
        ("138 0000 0001", ("13800000001",)),
        ("0871-60000001 / 138 0000 0001", ("087160000001", "13800000001")),
        ("60000001转8012", ("60000001-8012",)),
        ("0871-60000001-8012", ("087160000001-8012",)),
        ("+86 13800000001", ("13800000001",)),
        ("张某某13800000001", ("13800000001",)),
        ("13800000001\n13800000002", ("13800000001", "13800000002")),
        ("(0871)60000001", ("087160000001",)),
        ("１３８０００００００１", ("13800000001",)),
        ("138****0001", ()),
        ("1.38E+10", ()),
        ("无", ()),
    ],
)
def test_phones(words: str, numbers: tuple[str, ...]) -> None:
    assert phones_of(words) == numbers


def test_the_name_beside_a_number() -> None:
    assert name_beside("张某某/138-0000-0001") == "张某某"
    assert name_beside("联系电话：13800000001") == ""


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2024.3.1", date(2024, 3, 1)),
        ("2024/3/1", date(2024, 3, 1)),
        ("2024年3月1日", date(2024, 3, 1)),
        ("20260618", date(2026, 6, 18)),
        ("2026-06-18 09:30:00", date(2026, 6, 18)),
        ("3月1日", date(2026, 3, 1)),
        ("6.5", date(2026, 6, 5)),
        ("46176", date(2026, 6, 3)),
        ("下周", None),
        ("2026年13月1日", None),
        ("2月30日", None),
    ],
)
def test_single_days(words: str, day: date | None) -> None:
    assert day_of(words, "2026-06") == day


def test_december_written_in_january_is_last_years() -> None:
    assert day_of("12月28日", "2026-01") == date(2025, 12, 28)
    assert day_of("1月8日", "2026-12", ahead=True) == date(2027, 1, 8)


def test_serial_numbers_far_from_any_day_are_none() -> None:
    assert serial_day(46_176) == date(2026, 6, 3)
    assert serial_day(12) is None


@pytest.mark.parametrize("text", ["无", "/", "—", "－", " ", "暂无", "N/A", "无 "])
def test_words_for_nothing(text: str) -> None:
    assert is_nothing(text)


@pytest.mark.parametrize("text", ["无障碍坡道", "0", "无人看管", "一"])
def test_words_that_only_begin_like_nothing(text: str) -> None:
    assert not is_nothing(text)


@pytest.mark.parametrize("text", ["同上", "〃", "″", "同 上"])
def test_ditto(text: str) -> None:
    assert is_ditto(text)


def test_cleaning_keeps_words_and_their_punctuation() -> None:
    assert clean("增设\u00a0停车棚（３处）\u200b ") == "增设 停车棚（3处）"
    assert name_like("张 三") == "张三"
    assert one_line("修缮\n楼道") == "修缮楼道"


def test_identity_card_numbers_are_taken_out_wherever_they_stand() -> None:
    assert "19500101" not in without_id_numbers("低保户530102195001011234，3栋")
    assert "19500101" not in without_id_numbers("5301 0219 5001 0112 3x")
    assert without_id_numbers("工单202606180001234567号") == "工单202606180001234567号"


@given(st.integers(min_value=1, max_value=99_999))
def test_any_whole_number_is_read_as_itself(number: int) -> None:
    found = amount_of(f"{number}人")
    assert found is not None
    assert found.value == number


@given(st.integers(min_value=1, max_value=99))
def test_numbers_in_characters(number: int) -> None:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    written = ("" if tens == 0 else ("十" if tens == 1 else digits[tens] + "十")) + (
        digits[ones] if ones else ""
    )
    assert chinese_number(written) == number


@given(st.text(max_size=30))
def test_no_text_whatever_breaks_a_reader(text: str) -> None:
    amount_of(text)
    yuan_of(text, 1)
    phones_of(text)
    day_of(text, "2026-06")
    clean(one_line(name_like(without_id_numbers(text))))
