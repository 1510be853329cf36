"""A list that says it is for another month is told so."""

import pytest

from matcher.intake.months import told_month
from tests.intake.building import Line, read, table

HEADER: Line = ["需求名称", "所属社区"]
ROW: Line = ["楼道灯坏了", "西站社区"]


@pytest.mark.parametrize(
    ("title", "month"),
    [
        ("春和街道2026年6月需求清单", "2026-06"),
        ("２０２６年 １２月份需求汇总表", "2026-12"),
        ("填报日期：2026年6月18日", None),
        ("需求清单", None),
        ("2026年第2季度需求清单", None),
    ],
)
def test_month_a_title_tells(title: str, month: str | None) -> None:
    assert told_month([title]) == month


def told(title: str, month: str) -> list[str]:
    lists = read(table([title], HEADER, ROW), month=month)
    return [issue.code for issue in lists.issues if issue.code == "other-month"]


def test_a_list_of_another_month_is_told() -> None:
    assert told("西站社区2026年6月需求清单", "2026-07") == ["other-month"]


def test_a_list_of_this_month_is_not() -> None:
    assert told("西站社区2026年6月需求清单", "2026-06") == []
