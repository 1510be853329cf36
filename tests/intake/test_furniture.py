"""Rows of office lists that are no record: hints, counts, signatures, instructions, groups."""

import pytest

from tests.intake.building import Line, columns, read, table

HEAD: Line = ["序号", "社区", "需求名称", "受益人数", "联系人"]
RECORD: Line = [1, "西站社区", "路灯", 5, "张某某"]


def skipped(*lines: Line) -> list[str]:
    lists = read(table(*lines))
    assert [need.title for need in lists.needs] == ["路灯"]
    return [row.reason for row in lists.files[0].sheets[0].skipped]


def test_a_line_that_counts_the_columns() -> None:
    assert skipped(HEAD, [1, 2, 3, 4, 5], RECORD) == ["填写提示"]
    assert skipped(HEAD, ["（1）", "（2）", "（3）", "（4）", "（5）"], RECORD) == ["填写提示"]


def test_a_line_of_hints_below_the_header() -> None:
    hints = ["（自动编号）", "请填全称", "如：路灯维修", "填数字", "必填"]
    assert skipped(HEAD, hints, RECORD) == ["填写提示"]


def test_signature_line_with_each_part_in_its_own_cell() -> None:
    assert skipped(HEAD, RECORD, ["填报人", "张某某", "审核人", "李某某"]) == ["表尾说明"]
    assert skipped(
        HEAD, RECORD, ["填报人：张某某", None, "审核人：李某某", None, "日期：2026年6月5日"]
    ) == ["表尾说明"]


def test_instructions_without_a_label() -> None:
    assert skipped(HEAD, RECORD, ["请于每月10日前报送至党建办"]) == ["表中说明"]
    assert skipped(HEAD, RECORD, ["※ 以上需求均已核实"]) == ["表中说明"]


@pytest.mark.parametrize("label", ["合计", "合 计", "总计：1项", "小计", "本页小计", "共计1项"])
def test_totals_wherever_the_label_stands(label: str) -> None:
    assert skipped(HEAD, RECORD, [label, None, None, 5]) == ["合计行"]
    assert skipped(HEAD, RECORD, [None, None, label, 5]) == ["合计行"]


def test_a_need_that_only_sounds_like_a_total_is_a_need() -> None:
    lists = read(table(HEAD, [1, "西站社区", "总计划公示栏更新", 5, "张某某"]))
    assert [need.title for need in lists.needs] == ["总计划公示栏更新"]


def test_a_need_that_sounds_like_a_request_is_a_need() -> None:
    lists = read(
        table(
            HEAD, [1, "西站社区", "请维修路灯", 5, "张某某"], [2, "西站社区", "备注栏更新", 5, ""]
        )
    )
    assert {need.title for need in lists.needs} == {"请维修路灯", "备注栏更新"}


def test_group_lines_with_their_count() -> None:
    lists = read(table(HEAD, ["东站社区", "共1项"], [1, None, "座椅", 5, "张某某"]))
    assert [(need.title, need.community) for need in lists.needs] == [("座椅", "东站社区")]


def test_page_furniture_between_rows() -> None:
    lines = (["需求清单"], HEAD, RECORD, ["第1页 共2页"], ["需求清单（续表）"], HEAD)
    assert skipped(*lines) == ["页码或续表", "表间标题", "重复表头"]


def test_a_sub_line_in_cells_is_no_group_heading() -> None:
    lists = read(
        table(
            ["需求清单"],
            ["填报单位", "西站社区", None, "填报日期", "2026-06-05"],
            HEAD,
            [1, None, "路灯", 5, "张某某"],
            merges=[(1, 1, 1, 5), (2, 2, 2, 3)],
        )
    )
    assert columns(lists) == {
        "A": "need_no",
        "B": "community",
        "C": "title",
        "D": "beneficiaries",
        "E": "contact",
    }
    assert lists.needs[0].community == "西站社区"


def test_a_header_with_a_long_explanation_in_brackets() -> None:
    head = [
        "序号",
        "需求名称",
        "紧急程度\n（急：24小时内办理；重：3—5个工作日内；常：长期）",
        "需\n求\n人",
    ]
    lists = read(table(head, [1, "路灯", "急", "张某某"]))
    assert columns(lists) == {"A": "need_no", "B": "title", "C": "urgency", "D": "applicant"}


def test_three_header_lines() -> None:
    lists = read(
        table(
            ["序号", "需求", None, None, None],
            [None, "基本情况", None, "联系方式", None],
            [None, "名称", "类别", "联系人", "电话"],
            [1, "路灯", "环境设施", "张某某", "13800000001"],
            merges=[(1, 1, 3, 1), (1, 2, 1, 5), (2, 2, 2, 3), (2, 4, 2, 5)],
        )
    )
    assert lists.files[0].sheets[0].header_row == 3
    assert columns(lists) == {
        "A": "need_no",
        "B": "title",
        "C": "category_l1",
        "D": "contact",
        "E": "phone",
    }


@pytest.mark.parametrize(
    ("title", "community"),
    [
        ("2026年6月西站社区居民需求清单", "西站社区"),
        ("官渡区春和街道西站社区需求汇总表", "西站社区"),
        ("西区社区需求清单", "西区社区"),
        ("新月社区需求清单", "新月社区"),
        ("各社区需求汇总表", ""),
        ("春和街道社区需求清单", ""),
    ],
)
def test_the_community_a_title_names(title: str, community: str) -> None:
    lists = read(table([title], ["序号", "需求名称", "联系人"], [1, "路灯", "张某某"]))
    assert lists.needs[0].community == community


def test_reports_that_there_is_nothing() -> None:
    lines: list[Line] = [
        [2, "东站社区", "无", "", "李某某"],
        [3, "南站社区", "本月无需求", "", "王某某"],
    ]
    assert skipped(HEAD, RECORD, *lines) == ["零报告", "零报告"]


def test_a_card_for_one_need_is_no_table() -> None:
    lists = read(
        table(
            ["居民需求征集表"],
            ["需求名称", "加装座椅", "所属社区", "西站社区"],
            ["具体内容", "花园边没有座椅"],
            ["联系人", "张某某", "联系电话", "13800000001"],
            ["紧急程度", "一般", "期望时间", "6月底前"],
        )
    )
    assert lists.files[0].sheets[0].kind.value == "other"
    assert lists.needs == ()


def test_a_category_alone_is_no_need() -> None:
    lists = read(
        table(["序号", "需求类别", "需求名称"], [1, "环境设施", "路灯"], [2, "环境设施", None])
    )
    assert [need.title for need in lists.needs] == ["路灯"]


def test_a_text_that_goes_on_in_the_next_row_is_no_need_of_its_own() -> None:
    lines: list[Line] = [
        ["序号", "社区", "需求名称", "具体内容"],
        [1, "西站社区", "路灯", "内部道路9盏"],
        [None, None, None, "路灯不亮，夜间出行不便"],
    ]
    assert skipped(*lines) == ["续写上一行"]
