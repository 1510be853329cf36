"""Fund lists, and the columns of money, consent and reserve units."""

import pytest

from matcher.domain import Consent, Fund, ProjectKind, SheetKind
from matcher.intake.changes import compare
from tests.intake.building import codes, read, table

_HEAD = [
    "资金名称",
    "所属社区",
    "年度额度（万元）",
    "已使用（万元）",
    "工程类单项上限（万元）",
    "服务类单项上限（万元）",
]


def _bare(fund: Fund) -> tuple[object, ...]:
    return (fund.name, fund.community, fund.yearly_yuan, fund.used_yuan, fund.caps)


def test_a_fund_list_is_known_by_its_columns() -> None:
    lists = read(table(_HEAD, ["民生微实事", "西站社区", 200, 35.5, 100, 50]))
    assert lists.files[0].sheets[0].kind is SheetKind.FUNDS
    assert [_bare(fund) for fund in lists.funds] == [
        (
            "民生微实事",
            "西站社区",
            2_000_000,
            355_000,
            ((ProjectKind.WORKS, 1_000_000), (ProjectKind.SERVICE, 500_000)),
        )
    ]


@pytest.mark.parametrize("written", ["街道本级", "各社区", "春和街道", ""])
def test_a_fund_of_the_street_belongs_to_no_community(written: str) -> None:
    (fund,) = read(table(_HEAD, ["党建为民经费", written, 30, 0, "", ""])).funds
    assert fund.community == ""


def test_one_limit_for_every_kind_and_what_is_left_instead_of_what_is_used() -> None:
    head = ["经费名称", "社区", "年度预算（元）", "余额（元）", "单项上限（元）"]
    (fund,) = read(table(head, ["服务经费", "西站社区", 300000, 120000, 20000])).funds
    assert fund.used_yuan == 180_000
    assert fund.left_yuan == 120_000
    assert {kind: fund.cap_of(kind) for kind in ProjectKind} == dict.fromkeys(ProjectKind, 20_000)


def test_more_used_than_there_is_leaves_nothing_and_is_said() -> None:
    lists = read(table(_HEAD, ["民生微实事", "西站社区", 10, 12, "", ""]))
    assert lists.funds[0].left_yuan == 0
    assert "fund-overspent" in codes(lists)


def test_a_fund_read_again_replaces_the_old_row_and_one_gone_stays_marked() -> None:
    first = read(
        table(_HEAD, ["甲", "西站社区", 10, 0], ["乙", "西站社区", 20, 0], file="经费.xlsx")
    )
    again = read(table(_HEAD, ["甲", "西站社区", 10, 4], file="经费.xlsx"), known=first)
    assert {fund.name: (fund.used_yuan, fund.absent) for fund in again.funds} == {
        "甲": (40_000, False),
        "乙": (0, True),
    }


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("已同意", Consent.GIVEN),
        ("双3/4通过", Consent.GIVEN),
        ("无人反对", Consent.GIVEN),
        ("是", Consent.GIVEN),
        ("待表决", Consent.WAITING),
        ("未通过", Consent.WAITING),
        ("征求意见中", Consent.WAITING),
        ("否", Consent.WAITING),
        ("不需要", None),
        ("", None),
    ],
)
def test_consent_of_the_owners(written: str, meant: Consent | None) -> None:
    head = ["社区", "需求名称", "业主同意情况"]
    (need,) = read(table(head, ["西站社区", "加装电梯", written])).needs
    assert need.consent is meant


def test_consent_that_cannot_be_told_is_said() -> None:
    lists = read(table(["社区", "需求名称", "业主意见"], ["西站社区", "加装电梯", "见附件"]))
    assert lists.needs[0].consent is None
    assert "consent-unclear" in codes(lists)


def test_own_money_and_grid() -> None:
    head = ["社区", "网格", "需求名称", "预计经费（万元）", "自筹金额（万元）"]
    (need,) = read(table(head, ["西站社区", "第三网格", "停车棚", 8, 2])).needs
    assert (need.community, need.grid) == ("西站社区", "第三网格")
    assert (need.budget_yuan, need.own_yuan) == (80_000, 20_000)


def test_a_grid_alone_still_stands_for_the_community() -> None:
    (need,) = read(table(["网格", "需求名称", "数量"], ["西站社区", "停车棚", 1])).needs
    assert need.community == "西站社区"


@pytest.mark.parametrize(
    ("column", "written", "meant"),
    [
        ("是否后备", "是", True),
        ("是否后备", "否", False),
        ("状态", "后备", True),
        ("状态", "在册", False),
    ],
)
def test_reserve_units(column: str, written: str, meant: bool) -> None:
    (unit,) = read(table(["单位名称", "联络员", column], ["城关派出所", "张某某", written])).units
    assert unit.reserve is meant


def test_a_fund_whose_sums_changed_is_a_change() -> None:
    first = read(table(_HEAD, ["甲", "西站社区", 10, 0], ["乙", "", 20, 0], file="经费.xlsx"))
    again = read(
        table(_HEAD, ["甲", "西站社区", 10, 4], ["乙", "", 20, 0], file="经费.xlsx"), known=first
    )
    changes = compare(first, again)
    assert (changes.new, changes.changed, changes.same) == ((), ("西站社区甲",), ("乙",))
