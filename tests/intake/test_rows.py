"""Cells that reach over rows, ditto marks, dates, sums and what is lost on no account."""

from datetime import date, datetime

import pytest

from matcher.domain import Category, NeedStatus
from tests.intake.building import book, codes, read, sheet, table


def test_merged_cells_reach_down_over_the_rows_they_cover() -> None:
    lists = read(
        table(
            ["社区", "序号", "需求"],
            ["西站社区", 1, "路灯"],
            [None, 2, "座椅"],
            [None, 3, "停车"],
            merges=[(2, 1, 3, 1)],
        )
    )
    assert {need.title: need.community for need in lists.needs} == {
        "路灯": "西站社区",
        "座椅": "西站社区",
        "停车": "",
    }


def test_ditto_is_the_cell_above_even_through_another_ditto() -> None:
    lists = read(
        table(
            ["社区", "需求", "反映人"],
            ["西站社区", "路灯", "张某某"],
            ["同上", "座椅", "〃"],
            ["〃", "停车", "李某某"],
        )
    )
    assert {n.title: (n.community, n.applicant) for n in lists.needs} == {
        "路灯": ("西站社区", "张某某"),
        "座椅": ("西站社区", "张某某"),
        "停车": ("西站社区", "李某某"),
    }


@pytest.mark.parametrize("nothing", ["无", "/", "—", "暂无"])
def test_words_for_nothing_are_empty_but_kept_as_written(nothing: str) -> None:
    need = read(table(["社区", "需求", "地点"], ["西站社区", "路灯", nothing])).needs[0]
    assert need.place == ""
    assert dict(need.raw)["place"] == nothing


def test_sums_follow_the_unit_of_the_header() -> None:
    lists = read(
        table(
            ["需求名称", "社区", "预计经费（万元）"],
            ["路灯", "西站社区", 0.5],
            ["座椅", "西站社区", "5000元"],
            ["停车", "西站社区", "3万左右"],
        )
    )
    assert {n.title: n.budget_yuan for n in lists.needs} == {
        "路灯": 5_000,
        "座椅": 5_000,
        "停车": 30_000,
    }


def test_sums_follow_the_unit_told_above_the_table() -> None:
    lists = read(table(["单位：万元"], ["需求名称", "社区", "所需资金"], ["路灯", "西站社区", 200]))
    assert lists.needs[0].budget_yuan == 2_000_000
    assert "money-unit-assumed" not in codes(lists)


def test_a_sum_without_any_unit_is_said() -> None:
    lists = read(table(["需求名称", "社区", "预算"], ["路灯", "西站社区", 5000]))
    assert lists.needs[0].budget_yuan == 5_000
    assert "money-unit-assumed" in codes(lists)


def test_dates_of_every_kind_of_cell() -> None:
    lists = read(
        table(
            ["需求名称", "社区", "征集日期"],
            ["甲事", "西站社区", date(2026, 6, 2)],
            ["乙事", "西站社区", datetime(2026, 6, 2, 9, 30)],
            ["丙事", "西站社区", 46_175],
            ["丁事", "西站社区", "2026.6.2"],
            ["戊事", "西站社区", "6月2日"],
        )
    )
    assert {need.collected_on for need in lists.needs} == {date(2026, 6, 2)}


def test_an_unclear_date_keeps_its_words_and_is_said() -> None:
    lists = read(
        table(
            ["需求名称", "社区", "征集日期"],
            ["甲事", "西站社区", "2026-06-01"],
            ["乙事", "西站社区", "上上周"],
        )
    )
    second = next(need for need in lists.needs if need.title == "乙事")
    assert second.collected_on is None
    assert dict(second.raw)["collected_on"] == "上上周"
    issue = next(issue for issue in lists.issues if issue.code == "date-unclear")
    assert (issue.cell, issue.value) == ("C3", "上上周")


def test_name_and_number_in_one_cell() -> None:
    need = read(table(["需求名称", "联系人及电话"], ["路灯", "张 某某 138-0000-0001"])).needs[0]
    assert need.phones == ("13800000001",)
    need = read(
        table(["需求名称", "联系人及电话"], ["路灯", "张某某\n13800000001、13800000002"])
    ).needs[0]
    assert (need.contact, need.phones) == ("张某某", ("13800000001", "13800000002"))


def test_unmapped_columns_are_kept_by_their_header() -> None:
    need = read(table(["需求名称", "社区", "年龄"], ["轮椅", "西站社区", 80])).needs[0]
    assert need.extra == (("年龄", "80"),)


def test_identity_card_numbers_leave_no_trace() -> None:
    lists = read(
        table(
            ["需求名称", "社区", "身份证号", "备注"],
            ["轮椅", "西站社区", "530102195001011234", "低保户530102195001011234"],
            ["助听器", "西站社区", 5.30102195001011e17, "无"],
        )
    )
    assert "5301021950" not in str(lists)
    assert {"id-number-dropped", "id-number-damaged"} <= set(codes(lists))


def test_category_in_the_lists_own_words_and_understood() -> None:
    need = read(table(["需求名称", "社区", "需求类别"], ["路灯", "西站社区", "医疗健康"])).needs[0]
    assert (need.category, need.category_words) == (Category("医疗健康"), "医疗健康")
    lists = read(table(["需求名称", "社区", "需求类别"], ["路灯", "西站社区", "甲乙丙丁"]))
    assert lists.needs[0].category is None
    assert "category-unclear" in codes(lists)


def test_a_remark_that_says_whose_duty_it_is() -> None:
    need = read(table(["需求名称", "社区", "备注"], ["垃圾清运", "西站社区", "物业职责"])).needs[0]
    assert (need.status, need.status_reason) == (NeedStatus.OUT_OF_SCOPE, "物业职责")


def test_a_unit_nobody_knows_is_asked_about_never_merged() -> None:
    units = table(
        ["单位名称", "单位性质", "联络员"], ["官渡区人民医院", "医院", "张某某"], file="单位.xlsx"
    )
    offers = table(["单位名称", "资源名称"], ["官渡人民医院", "义诊"], file="资源.xlsx")
    lists = read(units, offers)
    assert lists.resources[0].unit == "官渡人民医院"
    issue = next(issue for issue in lists.issues if issue.code == "unit-unsure")
    assert issue.names == ("官渡区人民医院",)
    assert "官渡区人民医院" in issue.message


def test_communities_go_by_their_fullest_name_in_all_lists() -> None:
    lists = read(
        table(["社区", "需求名称"], ["西站社区", "路灯"], ["西站", "座椅"], file="需求.xlsx"),
        table(["资源单位", "资源名称", "服务范围"], ["区医院", "义诊", "西站"], file="资源.xlsx"),
    )
    assert {need.community for need in lists.needs} == {"西站社区"}
    assert lists.resources[0].scope == ("西站社区",)


def test_issues_of_all_files_come_at_once_with_their_place() -> None:
    lists = read(
        table(
            ["社区", "需求名称", "受益人数"],
            ["西站社区", "甲事", 3],
            ["西站社区", "甲事2", "见附件"],
            file="甲.xlsx",
        ),
        table(
            ["社区", "需求名称", "受益人数"],
            ["西站社区", "乙事", 3],
            ["西站社区", "乙事2", "待统计"],
            file="乙.xlsx",
        ),
    )
    unclear = {(i.file, i.cell, i.value) for i in lists.issues if i.code == "number-unclear"}
    assert unclear == {("甲.xlsx", "C3", "见附件"), ("乙.xlsx", "C3", "待统计")}


def test_two_sheets_are_two_reports_and_rows_are_counted_once() -> None:
    head = ["序号", "社区", "需求名称"]
    lists = read(
        book(
            sheet([head, [1, "西站社区", "路灯"], [2, "西站社区", "路灯"]], name="甲"),
            sheet([head, [1, "西站社区", "路灯"], ["合计", "", 1]], name="乙"),
        )
    )
    counts = {
        s.sheet: (s.rows_read, s.rows_imported, s.rows_merged, s.rows_skipped)
        for s in lists.files[0].sheets
    }
    assert counts == {"甲": (2, 0, 2, 0), "乙": (2, 1, 0, 1)}
