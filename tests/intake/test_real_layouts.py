"""The layouts that are really in use: kind, header row, columns and records of each."""

from dataclasses import replace
from datetime import date

import pytest

from matcher.domain import Form, SheetKind
from matcher.sheets import CellKind
from tests.intake.building import Line, book, codes, columns, read, sheet, table


def kind_and_header(*lines: object, merges: object = ()) -> tuple[str, int | None]:
    lists = read(table(*lines, merges=merges))  # type: ignore[arg-type]  # rows of plain values
    report = lists.files[0].sheets[0]
    return report.kind.value, report.header_row


def test_needs_and_claims_in_one_sheet_under_a_group_heading() -> None:
    lists = read(
        table(
            ["需求事项汇总表清单"],
            ["序号", "社区", "姓名", "性别", "年龄", "电话", "需求事项", "认领方", None, None],
            [None, None, None, None, None, None, None, "单位", "联系人", "联系电话"],
            [
                1,
                "广里社区",
                "张某某",
                "女",
                76,
                "13800000001",
                "举办老年运动会",
                "区体育局",
                "李某某",
                "010-60000001",
            ],
            [2, "润园社区", "王某某", "男", 6, "13800000002", "暑期托管"],
            ["合计", None, None, None, None, None, 2],
            merges=[(1, 1, 1, 10), (2, 8, 2, 10), *((2, c, 3, c) for c in range(1, 8))],
        )
    )
    assert lists.files[0].sheets[0].kind is SheetKind.COMBINED
    assert lists.files[0].sheets[0].header_row == 3
    assert columns(lists) == {
        "A": "need_no", "B": "community", "C": "applicant", "F": "phone", "G": "title",
        "H": "lead_unit", "I": "unit_contact", "J": "unit_phone",
    }  # fmt: skip
    first = next(need for need in lists.needs if need.title == "举办老年运动会")
    assert (first.applicant, first.phones, first.lead_unit) == (
        "张某某",
        ("13800000001",),
        "区体育局",
    )


def test_contact_and_phone_after_the_claimer_are_the_claimers() -> None:
    lists = read(
        table(
            [
                "序号",
                "社区",
                "微心愿",
                "心愿人",
                "联系电话",
                "认领单位",
                "联系人",
                "联系方式",
                "完成情况",
            ],
            [
                1,
                "西站社区",
                "轮椅",
                "张某某",
                "13800000001",
                "区医院",
                "李某某",
                "13800000009",
                "未完成",
            ],
        )
    )
    assert columns(lists) == {
        "A": "need_no", "B": "community", "C": "title", "D": "applicant", "E": "phone",
        "F": "lead_unit", "G": "unit_contact", "H": "unit_phone", "I": "status",
    }  # fmt: skip


def test_units_on_separate_lines_and_a_unit_merged_over_two_items() -> None:
    lists = read(
        table(
            ["附件"],
            ["2026年民生实事目标任务分解表"],
            ["序号", "民生实事", "责任单位", "完成时限"],
            [1, "改造危房1200户", "县住建局\n县财政局\n各乡镇", "12月底前"],
            [2, "新建垃圾中转站", "县城管局", "5月底前动工"],
            [3, "建设便民路", None, "9月投入使用"],
            merges=[(2, 1, 2, 4), (5, 3, 6, 3)],
        )
    )
    by_title = {project.title: project for project in lists.projects}
    assert by_title["改造危房1200户"].lead_unit == "县住建局"
    assert by_title["改造危房1200户"].coop_units == ("县财政局", "各乡镇")
    assert by_title["建设便民路"].lead_unit == "县城管局"
    assert by_title["新建垃圾中转站"].planned_end == date(2026, 5, 31)
    assert by_title["建设便民路"].planned_start == date(2026, 9, 1)


def test_header_repeated_on_the_second_page_and_an_item_in_two_rows() -> None:
    head = ["序号", "项目名称", "主要内容", "区政府分管领导", "牵头单位", "配合单位"]
    lists = read(
        table(
            ["重大民生实事项目目标任务责任分解表"],
            head,
            [1, "老旧小区改造", "改造10个小区", "张某某", "区住建局", "各街道"],
            [None, None, "加装电梯5部", "张某某", "区市场监管局", "各街道、区住建局"],
            head,
            [2, "停车位建设", "新增停车位500个", "李某某", "区城管局", "各街道"],
            merges=[(3, 1, 4, 1), (3, 2, 4, 2)],
        )
    )
    assert [(row.row, row.reason) for row in lists.files[0].sheets[0].skipped] == [(5, "重复表头")]
    assert {(p.title, p.content, p.lead_unit) for p in lists.projects} == {
        ("老旧小区改造", "改造10个小区", "区住建局"),
        ("老旧小区改造", "加装电梯5部", "区市场监管局"),
        ("停车位建设", "新增停车位500个", "区城管局"),
    }


STATISTICS = (
    ["12345热线留言办理4月份情况统计表"],
    ["序号", "单位", "派遣案件总数", None, None, "按时办结数", "结案率"],
    [None, None, "总计", "12345热线", "政民互动", None, None],
    [1, "西津街道", 10, 8, 2, 9, "100%"],
    [2, "南山街道", 12, 8, 4, 9, "90%"],
)


def test_monthly_statistics_are_no_list() -> None:
    assert kind_and_header(*STATISTICS, merges=[(2, 3, 2, 5)]) == ("other", 3)


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        pytest.param(
            [["序号", "受理单位", "交办总量", "办结率", "满意率", "评分"], [1, "区公安局", 100, "99%", "98%", 95.5]],
            "other",
            id="rating of units",
        ),
        pytest.param(
            [
                ["编号", "服务区域", "服务地点", "所属团体", "联系人", "联系电话", "服务时长", "活动日期"],
                ["2024069600", "东区", "广场", "红帆志愿队", "袁*", "1380000****", 2, "2024-07-28 16:00:00"],
            ],
            "other",
            id="service record",
        ),
        pytest.param(
            [["需求名称", "需求描述", "发布人", "发布时间", "需求状态"], ["陪诊", "看病要陪同", "张某某", "2026-06-01", "待处理"]],
            "needs",
            id="platform needs",
        ),
        pytest.param(
            [
                ["项目名称", "项目类型", "开始时间", "结束时间", "项目地点", "项目组织者", "项目描述", "参与人数", "项目状态", "所需技能"],
                ["清洁家园", "环境", "2026-06-01", "2026-06-30", "广场", "区城管局", "打扫卫生", 20, "进行中", "无"],
            ],
            "projects",
            id="platform projects",
        ),
        pytest.param(
            [["评价人", "项目名称", "评价时间", "评价内容", "评价星级"], ["张某某", "义诊", "2026-06-01", "很好", 5]],
            "other",
            id="platform ratings",
        ),
        pytest.param(
            [["组织名称", "组织类型", "所在地区", "联系人", "联系人电话"], ["红帆志愿队", "社会组织", "西站社区", "张某某", "13800000001"]],
            "units",
            id="platform units",
        ),
        pytest.param(
            [["服务类型", "需要人数", "需具备的技能"], ["医疗健康", 2, "执业医师"], ["法律咨询", 1, "律师"]],
            "needs",
            id="volunteer posts",
        ),
        pytest.param(
            [["姓名", "联系方式", "专业特长", "单位", "感兴趣的岗位"], ["张某某", "13800000001", "法律", "某律师事务所", "法律宣传"]],
            "resources",
            id="members with skills",
        ),
        pytest.param(
            [["居住地社区", "个人专长", "服务类别"], ["西站社区", "法律", "法律援助"]],
            "resources",
            id="online report",
        ),
        pytest.param(
            [["项目超市服务菜单"], ["序号", "服务项目", "服务内容", "开展时间"], [1, "知识讲座", "健康养生讲座", "每周五"]],
            "resources",
            id="menu",
        ),
        pytest.param(
            [["心愿台账"], ["序号", "心愿类别", "心愿内容", "心愿人", "基本情况"], [1, "物品", "一台电风扇", "张某某", "独居"]],
            "needs",
            id="wishes",
        ),
        pytest.param(
            [["民生微实事项目问需表"], ["序号", "项目类别", "需求内容", "提出人"], [1, "工程", "增设晾衣架", "张某某"]],
            "needs",
            id="call for projects",
        ),
        pytest.param(
            [
                ["序号", "需求单位", "采购标的", "规格型号", "单位", "采购数量", "预算(万)", "采购方式", "备注"],
                [1, "办公室", "打印机", "A4", "台", 2, 0.5, "询价", ""],
            ],
            "other",
            id="purchasing plan",
        ),
        pytest.param(
            [["序号", "姓名", "家庭住址", "低保金额", "人口"], [1, "张某某", "3栋", 600, 2]],
            "other",
            id="welfare table",
        ),
    ],
)  # fmt: skip
def test_kind_is_told_by_the_columns(lines: list[list[object]], kind: str) -> None:
    assert kind_and_header(*lines)[0] == kind


@pytest.mark.parametrize(
    "title", ["资源清单", "项目服务清单", "成员单位一览表", "关于报送材料的通知"]
)
def test_a_wrong_title_does_not_change_the_kind(title: str) -> None:
    lines = (
        [title],
        ["序号", "社区", "诉求事项", "反映人", "紧急程度"],
        [1, "西站社区", "路灯不亮", "张某某", "急"],
    )
    assert kind_and_header(*lines) == ("needs", 2)


def test_agreement_footer_is_no_record() -> None:
    lists = read(
        table(
            ["单位名称", "资源名称", "联系人"],
            ["区医院", "义诊", "张某某"],
            ["单位负责人:____", None, "社区居委负责人:____"],
            ["____年__月__日"],
        )
    )
    assert [resource.title for resource in lists.resources] == ["义诊"]
    assert [row.reason for row in lists.files[0].sheets[0].skipped] == ["表尾说明", "表尾说明"]


def test_title_lines_sub_line_totals_and_notes_of_an_office_list() -> None:
    lists = read(
        table(
            ["附件1"],
            ["2026年6月西站社区居民需求清单"],
            ["填报单位：西站社区（盖章）", None, None, "填报日期：2026年6月5日"],
            ["序号", "需求名称", "需求\n内容", "受益人数(人)", "紧急程度"],
            [1, "停车棚", "电动车无处停放", 200, "急"],
            [2, "路灯", "9盏路灯不亮", 50, "重"],
            [None, "合 计", None, 250],
            ["备注：1.紧急程度分急、重、一般"],
            ["2.请于每月10日前报送"],
            ["填报人：", None, "审核人：", None, "联系电话："],
            merges=[(2, 1, 2, 5)],
        )
    )
    report = lists.files[0].sheets[0]
    assert (report.header_row, report.rows_imported) == (4, 2)
    assert [row.reason for row in report.skipped] == ["合计行", "表尾说明", "表尾说明", "表尾说明"]
    assert {need.community for need in lists.needs} == {"西站社区"}


def test_two_line_header_of_a_text_file_without_merged_cells() -> None:
    lists = read(
        table(
            ["西站社区需求汇总"],
            ["序号", "需求情况", None, None, "联系方式", None, "备注"],
            ["", "名称", "内容", "数量", "姓名", "电话", ""],
            ["1", "路灯", "9盏路灯不亮", "9盏", "张某某", "13800000001", ""],
        )
    )
    assert lists.files[0].sheets[0].header_row == 3
    assert columns(lists) == {
        "A": "need_no", "B": "title", "C": "detail", "D": "quantity", "E": "contact", "F": "phone", "G": "remark",
    }  # fmt: skip


def test_a_sheet_for_each_community_named_by_the_sheet() -> None:
    head = ["序号", "需求内容", "联系电话"]
    lists = read(
        book(
            sheet([head, [1, "路灯坏了", "13800000001"]], name="西站"),
            sheet([head, [1, "缺少座椅", "13800000002"]], name="东站"),
            sheet([["填表说明"], ["1.请如实填写"], ["2.每月10日前报送"]], name="填表说明"),
        )
    )
    assert {need.community for need in lists.needs} == {"西站社区", "东站社区"}
    assert [report.kind.value for report in lists.files[0].sheets] == ["needs", "needs", "other"]


def test_hidden_sheets_are_listed_and_left_out() -> None:
    hidden = sheet([["序号", "需求内容"], [1, "旧的路灯"]], name="旧", hidden=True)
    lists = read(book(hidden))
    report = lists.files[0].sheets[0]
    assert (report.hidden, report.rows_imported, report.rows_skipped) == (True, 0, 1)
    assert lists.needs == ()


def test_hidden_rows_are_imported_with_a_notice() -> None:
    lists = read(
        book(
            sheet(
                [["序号", "需求内容", "社区"], [1, "路灯", "西站社区"], [2, "座椅", "西站社区"]],
                hidden_rows=[3],
            )
        )
    )
    assert {need.title for need in lists.needs} == {"路灯", "座椅"}
    assert "hidden-rows" in codes(lists)


def test_two_tables_in_one_sheet() -> None:
    lists = read(
        table(
            ["一、需求清单"],
            ["序号", "社区", "需求名称", "受益人数"],
            [1, "西站社区", "路灯", 50],
            [],
            ["二、资源清单"],
            ["序号", "资源单位", "资源名称", "可服务次数"],
            [1, "区医院", "义诊", "每月1次"],
        )
    )
    assert [report.kind for report in lists.files[0].sheets] == [
        SheetKind.NEEDS,
        SheetKind.RESOURCES,
    ]
    assert [need.title for need in lists.needs] == ["路灯"]
    assert [resource.unit for resource in lists.resources] == ["区医院"]


def test_heading_lines_between_rows_group_them() -> None:
    lists = read(
        table(
            ["序号", "需求内容", "联系人"],
            ["西站社区"],
            [1, "清理楼道", "张某某"],
            ["东站社区"],
            [1, "老人助餐", "李某某"],
            ["小计", 2],
            merges=[(2, 1, 2, 3), (4, 1, 4, 3)],
        )
    )
    assert {(need.title, need.community) for need in lists.needs} == {
        ("清理楼道", "西站社区"),
        ("老人助餐", "东站社区"),
    }


def test_the_word_unit_means_an_organisation_or_a_measure_by_its_cells() -> None:
    lists = read(
        table(
            ["序号", "单位", "资源名称", "数量", "单位"],
            [1, "区医院", "轮椅", 10, "辆"],
            [2, "区一小", "图书", 300, "册"],
        )
    )
    assert columns(lists) == {
        "A": "res_no",
        "B": "unit",
        "C": "title",
        "D": "capacity_total",
        "E": "measure",
    }
    told = {
        r.title: r.capacity_total and (r.capacity_total.value, r.capacity_total.measure)
        for r in lists.resources
    }
    assert told == {"轮椅": (10, "辆"), "图书": (300, "册")}


def test_a_category_column_of_resource_forms_is_the_form() -> None:
    lists = read(
        table(
            ["共建单位", "服务项目", "资源类别", "服务频次"],
            ["区医院", "义诊", "人才", "每月1次"],
            ["区一小", "教室开放", "场地", "不限"],
        )
    )
    assert columns(lists)["C"] == "form"
    assert {r.title: r.forms for r in lists.resources} == {
        "义诊": (Form.TALENT,),
        "教室开放": (Form.SITE,),
    }


def test_a_category_column_of_fields_stays_a_category() -> None:
    lists = read(
        table(
            ["共建单位", "服务项目", "资源类别"],
            ["区医院", "义诊", "医疗健康"],
            ["区一小", "四点半课堂", "少儿青年"],
        )
    )
    assert columns(lists)["C"] == "category_l1"


def test_the_only_text_column_is_the_title_whatever_it_is_called() -> None:
    lists = read(table(["社区", "需求内容"], ["西站社区", "路灯不亮"]))
    assert columns(lists) == {"A": "community", "B": "title"}


def test_example_rows_of_a_handed_out_list_are_left_out() -> None:
    lists = read(
        table(
            ["序号", "所属社区", "需求名称", "紧急程度"],
            ["示例", "西站社区", "路灯维修", "急"],
            [1, "西站社区", "座椅", "急"],
            [2],
            [3],
        )
    )
    assert [need.title for need in lists.needs] == ["座椅"]
    assert [row.reason for row in lists.files[0].sheets[0].skipped] == [
        "示例行",
        "只有序号",
        "只有序号",
    ]


def test_a_row_without_any_name_is_an_error_that_names_it() -> None:
    lists = read(
        table(
            ["序号", "社区", "需求名称", "联系人"],
            [1, "西站社区", "路灯", ""],
            [2, "西站社区", "", "张某某"],
        )
    )
    issue = next(issue for issue in lists.issues if issue.code == "row-without-name")
    assert (issue.severity.value, issue.cell) == ("error", "3")


def test_a_name_that_is_a_formula_without_result_is_no_report_of_nothing() -> None:
    plain = sheet([["序号", "社区", "需求名称"], [1, "西站社区", "路灯"], [2, "西站社区", "=A1"]])
    *cells, name = plain.rows[2].cells
    name = replace(name, value=None, kind=CellKind.UNCALCULATED)
    rows = (*plain.rows[:2], replace(plain.rows[2], cells=(*cells, name)))
    lists = read(book(replace(plain, rows=rows)))
    issue = next(issue for issue in lists.issues if issue.code == "row-without-name")
    assert (issue.severity.value, issue.cell) == ("error", "3")
    assert "没有结果的公式" in issue.message


def test_a_table_far_from_the_corner_with_a_misspelt_header() -> None:
    lists = read(
        table(
            [],
            [None, None, "西站社区需求清单"],
            [],
            [None, None, "编 号", "需 求 名 称", "联糸电话*"],
            [None, None, "①", "修路灯", "13800000001"],
            [None, None, "②", "修座椅", "13800000002"],
        )
    )
    assert columns(lists) == {"C": "need_no", "D": "title", "E": "phone"}


def test_an_unclear_column_is_asked_about_and_not_guessed() -> None:
    lists = read(
        table(
            ["社区", "需求名称", "所需资全"],
            ["西站社区", "路灯", "甲"],
            ["西站社区", "座椅", "乙"],
        )
    )
    assert "C" not in columns(lists)
    assert "column-unsure" in codes(lists)


def test_the_stated_kind_wins() -> None:
    lines: list[Line] = [["序号", "单位", "内容"], [1, "西站社区", "讲座"]]
    lists = read(table(*lines, file="甲.xlsx"), kinds={"甲.xlsx": SheetKind.NEEDS})
    assert lists.files[0].sheets[0].kind is SheetKind.NEEDS
    assert [need.title for need in lists.needs] == ["讲座"]


def test_the_reporting_unit_stands_in_for_a_unit_column() -> None:
    lists = read(
        table(
            ["共建单位资源清单"],
            ["填报单位：区医院（盖章）"],
            ["序号", "资源名称", "服务频次"],
            [1, "义诊", "每月2次"],
        )
    )
    assert [resource.unit for resource in lists.resources] == ["区医院"]


def test_the_answers_of_an_online_questionnaire() -> None:
    lists = read(
        table(
            [
                "序号",
                "提交答卷时间",
                "所用时间",
                "1、您所在的社区：",
                "2、您的姓名：",
                "3、您的联系电话：",
                "4、您的需求是什么？",
            ],
            [1, "2026/6/5 10:20:30", "60秒", "西站社区", "张某某", "13800000001", "希望增设充电桩"],
        )
    )
    need = lists.needs[0]
    assert (need.title, need.community, need.applicant, need.phones) == (
        "希望增设充电桩",
        "西站社区",
        "张某某",
        ("13800000001",),
    )
    assert need.collected_on == date(2026, 6, 5)


def test_when_a_need_was_claimed_is_no_state() -> None:
    lists = read(
        table(
            ["序号", "所属社区", "需求名称", "认领单位", "认领时间"],
            [1, "西站社区", "路灯", "区供电局", "2026-06-05"],
        )
    )
    assert "status" not in columns(lists).values()


def test_offers_and_money_in_everyday_words() -> None:
    lists = read(
        table(
            ["驻区单位", "能干什么", "啥时候有空", "电话"],
            ["好又多超市", "米面油爱心物资", "周末", "138-0000-0009"],
            ["某某律师事务所", "法律咨询、普法讲座", "周六上午", "138-0000-0008"],
        )
    )
    assert lists.files[0].sheets[0].kind is SheetKind.RESOURCES
    assert columns(lists) == {"A": "unit", "B": "title", "C": "time_window", "D": "phone"}
    lists = read(
        table(
            ["资金名称", "可用金额（万元）", "用途范围"],
            ["党建联盟活动经费", 3.5, "便民服务"],
            ["社区微更新资金", 8, "楼道修缮"],
        )
    )
    assert lists.files[0].sheets[0].kind is SheetKind.FUNDS


def test_what_was_understood_of_a_list_that_lacks_its_name_column_is_kept_for_the_question() -> (
    None
):
    lists = read(
        table(["单位", "电话", "甲", "乙"], ["好又多超市", "138-0000-0009", "米", "油"]),
        kinds={"清单.xlsx": SheetKind.RESOURCES},
    )
    report = lists.files[0].sheets[0]
    assert report.kind is SheetKind.OTHER
    assert dict(report.columns)["A"] == "unit"


def test_a_count_in_the_column_of_groups_is_how_many_and_no_group() -> None:
    lists = read(
        table(
            ["社区", "心愿", "受益对象/人数"],
            ["桂花社区", "轮椅一台", "1"],
            ["桂花社区", "学游泳", "３人"],
            ["桂花社区", "助浴", "2户5人"],
            ["桂花社区", "义诊", "60岁以上老人"],
        )
    )
    counted = {need.title: (need.population, need.beneficiaries) for need in lists.needs}
    assert counted["义诊"] == (("60岁以上老人",), None)
    for title, people in (("轮椅一台", 1), ("学游泳", 3), ("助浴", 5)):
        population, amount = counted[title]
        assert population == ()
        assert amount is not None
        assert amount.value == people


def test_people_counted_beside_households_are_those_reached_and_told() -> None:
    lists = read(
        table(
            ["社区", "需求名称", "受益人数"],
            ["桂花社区", "送餐", "1户3人"],
            ["桂花社区", "义诊", "12户"],
        )
    )
    told = [(issue.cell, issue.message) for issue in lists.issues if issue.code == "people-count"]
    assert told == [("C2", "户数和人数写在一格，按人数计（3人）")]
    assert {
        need.title: need.beneficiaries and need.beneficiaries.value for need in lists.needs
    } == {
        "送餐": 3,
        "义诊": 12,
    }


def test_a_row_without_its_community_is_told_where_others_have_one() -> None:
    lists = read(
        table(["社区", "需求名称"], ["清风社区", "讲座"], ["同上", "助浴"], [None, "充电棚照明"])
    )
    (told,) = [issue for issue in lists.issues if issue.code == "community-missing"]
    assert told.cell == "4"
    assert [need.community for need in lists.needs] == ["清风社区", "清风社区", ""]


def test_the_latest_day_under_a_heading_over_two_columns_is_the_wish() -> None:
    lists = read(
        table(
            ["需求名称", "所属社区", "时间要求", None],
            [None, None, "希望开始", "最迟完成"],
            ["讲座", "清风社区", "6月10日", "6月25日"],
            merges=[(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4)],
        )
    )
    assert (columns(lists)["C"], columns(lists)["D"]) == ("time_from", "time_wish")
    (need,) = lists.needs
    assert need.time_words == "6月10日至6月25日"
    assert [(window.first, window.last) for window in need.times] == [
        (date(2026, 6, 10), date(2026, 6, 25))
    ]


def test_a_day_under_a_header_that_asks_by_when_is_the_last_one() -> None:
    lists = read(
        table(
            ["社区", "需求名称", "完成时限"],
            ["清风社区", "讲座", "6月25日"],
            ["清风社区", "助浴", date(2026, 6, 20)],
            ["清风社区", "合唱", "6月下旬"],
        ),
        table(["社区", "需求名称", "活动时间"], ["明月社区", "义诊", "6月25日"], file="二.xlsx"),
    )
    found = {need.title: need for need in lists.needs}
    spans = {title: (need.times[0].first, need.times[0].last) for title, need in found.items()}
    assert spans == {
        "讲座": (None, date(2026, 6, 25)),
        "助浴": (None, date(2026, 6, 20)),
        "合唱": (date(2026, 6, 21), date(2026, 6, 30)),
        "义诊": (date(2026, 6, 25), date(2026, 6, 25)),
    }
    assert found["助浴"].time_words == "2026-06-20前"
