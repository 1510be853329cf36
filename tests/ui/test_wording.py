"""Every error has a wording, every figure a form."""

import inspect
from pathlib import Path

import pytest

from matcher import errors
from matcher.domain import Amount, Level, Plan, PlanStatus, SheetKind, SheetReport
from matcher.domain.intake import FileReport
from matcher.service import Failed
from ui import wording

ERRORS = [
    name
    for name, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, errors.MatcherError)
]
OWN_TITLE = [*sorted(ERRORS), "nothing", "internal"]


@pytest.mark.parametrize("kind", OWN_TITLE)
def test_every_error_has_a_title_of_its_own(kind: str) -> None:
    assert kind in wording._TITLES


@pytest.mark.parametrize("kind", OWN_TITLE)
def test_every_error_says_what_where_and_what_to_do(kind: str) -> None:
    failure = Failed(kind, "文件打不开", "清单.xlsx › 需求 › B7")
    details = wording.failure_details(failure)
    assert "清单.xlsx › 需求 › B7" in details
    assert len(wording.failure_advice(failure)) > 5


def test_the_errors_own_advice_comes_first() -> None:
    failure = Failed("FileRefused", "文件打不开", "", "请去掉密码后再导入")
    assert wording.failure_details(failure) == "怎么办：请去掉密码后再导入"


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (0, 0, "—"),
        (0, 7, "0%"),
        (7, 7, "100%"),
        (94, 110, "85%"),
        (999, 1000, "99%"),
        (1, 1000, "1%"),
    ],
)
def test_per_cent_never_says_all_or_none_falsely(part: int, whole: int, expected: str) -> None:
    assert wording.percent(part, whole) == expected


@pytest.mark.parametrize(
    ("yuan", "expected"),
    [(None, ""), (800, "800 元"), (48_700, "4.87 万元"), (20_000, "2 万元"), (12_345, "12,345 元")],
)
def test_money(yuan: int | None, expected: str) -> None:
    assert wording.money(yuan) == expected


def test_amounts_keep_the_lists_words() -> None:
    assert wording.amount(Amount(50, "人", words="约50人")) == "约50人"
    assert wording.amount(Amount(3, "次")) == "3次"
    assert wording.amount(None) == ""


def _plan(status: PlanStatus, *levels: Level) -> Plan:
    return Plan(status, levels, (), 1.0, 0, 2)


def test_a_proven_plan_says_so() -> None:
    level = Level("met", "需求满足", 94, 94, True, measure="项")
    assert wording.proof(_plan(PlanStatus.PROVEN_BEST, level)) == "已证明：没有更好的方案"


def test_an_unproven_plan_says_how_much_better_it_could_be() -> None:
    done = Level("urgent", "急件满足", 4, 4, True, measure="项")
    open_ = Level("met", "需求满足", 93, 94, False, measure="项")
    assert wording.proof(_plan(PlanStatus.BEST_FOUND, done, open_)) == (
        "在限定时间内找到的最好方案；“需求满足”最多还能多 1 项"
    )


def test_the_import_account_adds_up() -> None:
    sheet = SheetReport(
        "需求", SheetKind.NEEDS, 2, rows_read=12, rows_imported=8, rows_merged=1, rows_skipped=3
    )
    files = (FileReport("甲.xlsx", sheets=(sheet,)), FileReport("乙.pdf", refused="不是表格"))
    assert wording.import_summary(files) == (
        "2 个文件：读取 12 行 = 导入 8 + 归并 1 + 跳过 3；1 个文件不能使用"
    )
    assert wording.sheet_line("甲.xlsx", sheet) == (
        "甲.xlsx › 需求（需求清单）：读取 12 行 = 导入 8 + 归并 1 + 跳过 3"
    )


def test_one_kind_of_quotation_marks_everywhere() -> None:
    """Corner brackets stand only where they are read or kept from the end of a line."""
    sources = [*Path("ui").rglob("*.py"), *Path("matcher").rglob("*.py")]
    found = {path.as_posix() for path in sources if "「" in path.read_text(encoding="utf-8")}
    assert found == {"ui/printing/wrapping.py", "matcher/intake/text.py"}
