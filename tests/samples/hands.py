"""Workbooks by further hands, each with the truth about it: layouts the sample months do not have."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook

Json = Any
Cells = Sequence[Any]


@dataclass(slots=True)
class Page:
    """One sheet: its rows from row 1, its merges, and the truth about it."""

    name: str
    rows: Sequence[Cells]
    truth: Json
    merges: tuple[str, ...] = ()
    hidden: bool = False
    hidden_columns: tuple[str, ...] = field(default=())


def truth(
    kind: str,
    header_row: int,
    columns: dict[str, str],
    records: dict[int, Json],
    skipped: dict[int, str] | None = None,
    merged: dict[int, list[int]] | None = None,
) -> Json:
    """The truth in the shape of ``samples/expected``; a record gives only the fields it asserts."""
    skipped, merged = skipped or {}, merged or {}
    many = sum(len(rows) for rows in merged.values())
    return {
        "kind": kind,
        "header_row": header_row,
        "columns": columns,
        "records": [
            {"row": row, "merged_rows": merged.get(row, []), "fields": fields}
            for row, fields in records.items()
        ],
        "skipped": [{"row": row, "reason": reason} for row, reason in skipped.items()],
        "rows_imported": len(records),
        "rows_merged": many,
        "rows_skipped": len(skipped),
        "rows_read": len(records) + many + len(skipped),
    }


def save(path: Path, pages: Sequence[Page]) -> Json:
    """Write the workbook; the truth about the file."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for page in pages:
        sheet = book.create_sheet(page.name)
        for row, cells in enumerate(page.rows, 1):
            for column, value in enumerate(cells, 1):
                if value is not None:
                    sheet.cell(row, column, value)
        for area in page.merges:
            sheet.merge_cells(area)
        for letter in page.hidden_columns:
            sheet.column_dimensions[letter].hidden = True
        if page.hidden:
            sheet.sheet_state = "hidden"
    book.save(path)
    return {
        "file": path.name,
        "format": "xlsx",
        "sheets": [{"sheet": page.name, **page.truth} for page in pages],
    }


OTHER = {"kind": "other"}


def amount(value: int | None, measure: str = "", certainty: str = "exact", per: str = "") -> Json:
    """The truth about an amount."""
    return {
        "value": value,
        "certainty": certainty,
        "high": None,
        "per": per,
        "measure": measure,
    }


def task_breakdown(folder: Path) -> Json:
    """附件 and 文号 above; several units in a cell, one cell over two items, deadlines in words."""
    rows: list[Cells] = [
        ["附件"],
        ["春街办〔2026〕20号"],
        ["2026年民生实事目标任务分解表"],
        ["序号", "民生实事", "责任单位", "完成时限"],
        [1, "老旧小区楼道亮化", "春和供电所\n春和物业\n中铁项目部", "12月底前"],
        [2, "社区长者食堂建设", "区民政局", "9月底前"],
        [3, "日间照料中心改造", None, "2026年10月31日"],
        ["（联系电话：0871-60000001）"],
    ]
    page = Page(
        "分解表",
        rows,
        truth(
            "projects",
            4,
            {"A": "project_no", "B": "title", "C": "lead_unit", "D": "planned_end"},
            {
                5: {
                    "title": "老旧小区楼道亮化",
                    "lead_unit": "春和供电所",
                    "coop_units": ["春和物业", "中铁项目部"],
                    "planned_end": "2026-12-31",
                },
                6: {"lead_unit": "区民政局", "planned_end": "2026-09-30"},
                7: {"lead_unit": "区民政局", "planned_end": "2026-10-31"},
            },
            {8: "note"},
        ),
        ("A3:D3", "C6:C7", "A8:D8"),
    )
    return save(folder / "民生实事分解表.xlsx", [page])


def lead_and_coop(folder: Path) -> Json:
    """One project over several rows with different leads; the header printed again on the second page."""
    head = ["序号", "项目名称", "主要内容", "分管领导", "牵头单位", "配合单位"]
    rows: list[Cells] = [
        ["2026年重大民生实事项目目标任务责任分解表"],
        head,
        [1, "停车便民工程", "新增夜间共享车位300个", "张某某", "区机关事务中心", "各社区"],
        [None, None, "改造充电车棚8处", "李某某", "铁塔能源", "区消防大队、春和物业"],
        head,
        [2, "银龄关爱行动", "办助老课堂20场", "王某某", "区老年大学", None],
    ]
    page = Page(
        "Sheet1",
        rows,
        truth(
            "projects",
            2,
            {
                "A": "project_no",
                "B": "title",
                "C": "content",
                "D": "leader",
                "E": "lead_unit",
                "F": "coop_units",
            },
            {
                3: {
                    "title": "停车便民工程",
                    "content": "新增夜间共享车位300个",
                    "lead_unit": "区机关事务中心",
                },
                4: {
                    "title": "停车便民工程",
                    "content": "改造充电车棚8处",
                    "lead_unit": "铁塔能源",
                    "coop_units": ["区消防大队", "春和物业"],
                },
                6: {"title": "银龄关爱行动", "leader": "王某某", "coop_units": None},
            },
            {5: "header"},
        ),
        ("A1:F1", "A3:A4", "B3:B4"),
    )
    return save(folder / "责任分解表.xlsx", [page])


def platform_export(folder: Path) -> Json:
    """What a volunteer platform exports: states, and moments as date cells."""
    moment = datetime(2026, 6, 3, 14, 5, 9)
    rows: list[Cells] = [
        ["需求名称", "需求描述", "发布人", "发布时间", "需求状态"],
        ["陪老人看病", "周二上午去医院复查没人陪", "赵某某", moment, "待处理"],
        ["借用会议室", "业主开会用，约40人", "钱某", moment, "已撤回"],
        ["安排专人遛狗", "每天两次", "孙某", moment, "已拒绝"],
    ]
    page = Page(
        "导出数据",
        rows,
        truth(
            "needs",
            1,
            {"A": "title", "B": "detail", "C": "applicant", "D": "collected_on", "E": "status"},
            {
                2: {
                    "title": "陪老人看病",
                    "applicant": "赵某某",
                    "collected_on": "2026-06-03",
                    "status": "open",
                },
                3: {"title": "借用会议室", "status": "withdrawn"},
                4: {"title": "安排专人遛狗", "status": "rejected"},
            },
        ),
    )
    return save(folder / "志愿平台导出.xlsx", [page])


def posts_wanted(folder: Path) -> Json:
    """Needs as class, head-count and skill; numbers in Chinese and with units in the header."""
    rows: list[Cells] = [
        [None, "志愿服务需求表"],
        [None, None],
        [None, "社区名称", "服务类型", "需求内容", "需要人数（人）", "需具备的技能", "服务时间"],
        [None, "春溪社区", "健康医疗", "入户测量血压", "五", "护士、医生", "每周六上午"],
        [None, "春溪社区", "法律咨询与援助", "解答继承问题", "2-3", "执业律师", "长期"],
        [None, "柳园社区", "文化体育", "教老人打太极", "１", None, "工作日上午"],
    ]
    page = Page(
        "需求",
        rows,
        truth(
            "needs",
            3,
            {
                "B": "community",
                "C": "category_l1",
                "D": "title",
                "E": "quantity",
                "F": "skills",
                "G": "time_wish",
            },
            {
                4: {
                    "community": "春溪社区",
                    "category_l1": "健康医疗",
                    "title": "入户测量血压",
                    "quantity": amount(5),
                    "skills": ["护士", "医生"],
                    "time_wish": {
                        "words": "每周六上午",
                        "open": ["2026-06-20T09:30"],
                        "closed": ["2026-06-20T15:00", "2026-06-19T09:30"],
                    },
                },
                5: {
                    "quantity": {
                        "value": 2,
                        "certainty": "range",
                        "high": 3,
                        "per": "",
                        "measure": "",
                    },
                    "skills": ["执业律师"],
                },
                6: {"community": "柳园社区", "quantity": amount(1), "skills": None},
            },
        ),
        ("B1:G1",),
    )
    return save(folder / "志愿服务需求表.xlsx", [page])


def members_as_resources(folder: Path) -> Json:
    """A register of members who report in: every person is a resource of the unit."""
    rows: list[Cells] = [
        ["在职党员到社区报到登记表"],
        ["姓名", "联系方式", "专业特长", "单位", "感兴趣的岗位"],
        ["周某某", 13800009001.0, "摄影、剪辑", "云泽区文化馆", "活动拍摄志愿者"],
        ["吴某", "138 0000 9002", "心理咨询", "云泽区人民医院", "心理疏导志愿者"],
    ]
    page = Page(
        "登记表",
        rows,
        truth(
            "resources",
            2,
            {"A": "contact", "B": "phone", "C": "qualification", "D": "unit", "E": "title"},
            {
                3: {
                    "unit": "云泽区文化馆",
                    "title": "活动拍摄志愿者",
                    "qualification": ["摄影", "剪辑"],
                    "contact": "周某某",
                    "phone": ["13800009001"],
                },
                4: {"unit": "云泽区人民医院", "title": "心理疏导志愿者", "phone": ["13800009002"]},
            },
        ),
        ("A1:E1",),
    )
    return save(folder / "党员报到登记.xlsx", [page])


def menu(folder: Path) -> Json:
    """A wall menu: the class merged over its rows, frequencies in words, a note on how to book."""
    rows: list[Cells] = [
        ["党建联盟“项目超市”服务菜单"],
        ["类别", "服务项目", "服务内容", "开展时间", "服务频次", "服务单位"],
        ["健康", "义诊进社区", "测血压、看关节", "每周三下午", "每周1次", "云泽区中医医院"],
        [None, "急救培训", "教心肺复苏", "周末", "每季度两次", "云泽区人民医院"],
        ["文化", "流动图书车", "借还图书", "每月15日", "每月一次", "云泽区图书馆"],
        ["预约方式：提前三天联系社区。"],
    ]
    page = Page(
        "菜单",
        rows,
        truth(
            "resources",
            2,
            {
                "A": "category_l1",
                "B": "title",
                "C": "detail",
                "D": "time_window",
                "E": "capacity_per_round",
                "F": "unit",
            },
            {
                3: {
                    "category_l1": "健康",
                    "title": "义诊进社区",
                    "capacity_per_round": amount(1, "次", per="week"),
                    "time_window": {
                        "words": "每周三下午",
                        "open": ["2026-06-17T15:00"],
                        "closed": ["2026-06-17T09:00", "2026-06-18T15:00"],
                    },
                },
                4: {
                    "category_l1": "健康",
                    "capacity_per_round": amount(2, "次", per="quarter"),
                    "unit": "云泽区人民医院",
                },
                5: {
                    "category_l1": "文化",
                    "capacity_per_round": amount(1, "次", per="month"),
                    "time_window": {
                        "words": "每月15日",
                        "open": ["2026-06-15T10:00"],
                        "closed": ["2026-06-16T10:00"],
                    },
                },
            },
            {6: "note"},
        ),
        ("A1:F1", "A3:A4", "A6:F6"),
    )
    return save(folder / "项目超市菜单.xlsx", [page])


def monthly_statistics(folder: Path) -> Json:
    """A hotline statistic with a two-line header: none of our lists."""
    rows: list[Cells] = [
        ["12345热线留言办理5月份情况统计表"],
        ["序号", "单位", "派遣案件总数", None, None, "按时办结数", "结案率"],
        [None, None, "总计", "热线", "互动", None, None],
        [1, "西苑社区", 30, 20, 10, 29, "96.7%"],
        [2, "梧桐社区", 12, 12, 0, 12, "100%"],
    ]
    page = Page("统计", rows, OTHER, ("A1:G1", "A2:A3", "B2:B3", "C2:E2", "F2:F3", "G2:G3"))
    return save(folder / "热线统计.xlsx", [page])


def purchases(folder: Path) -> Json:
    """A purchasing plan: 需求单位 and 单位 stand in it, and still it is no need list."""
    rows: list[Cells] = [
        ["2026年度办公用品采购计划"],
        [
            "序号",
            "需求单位",
            "采购标的",
            "规格型号",
            "单位",
            "采购数量",
            "预算(万)",
            "采购方式",
            "备注",
        ],
        [1, "党政办", "打印纸", "A4", "箱", 40, 0.6, "询价", None],
        [2, "党建办", "展板", "1.2×2.4", "块", 6, 0.3, "询价", None],
    ]
    return save(folder / "采购计划.xlsx", [Page("计划", rows, OTHER, ("A1:I1",))])


def same_people_twice(folder: Path) -> Json:
    """The same needs on two sheets, other columns in another order; the first by name keeps what both say."""
    one: list[Cells] = [
        ["所属社区", "需求名称", "受益人数", "联系人"],
        ["柳园社区", "楼道扶手松动", 30, "郑某"],
        ["柳园社区", "增设晾衣架", 60, "郑某"],
    ]
    two: list[Cells] = [
        ["需求名称", "联系人", "所属社区", "受益人数"],
        ["楼道扶手松动", "郑某", "柳园社区", 30],
        ["自行车棚漏雨", "郑某", "柳园社区", 45],
    ]
    pages = [
        Page(
            "丙表",
            one,
            truth(
                "needs",
                1,
                {"A": "community", "B": "title", "C": "beneficiaries", "D": "contact"},
                {
                    2: {"title": "楼道扶手松动", "beneficiaries": amount(30)},
                    3: {"title": "增设晾衣架", "beneficiaries": amount(60)},
                },
            ),
        ),
        Page(
            "乙表",
            two,
            truth(
                "needs",
                1,
                {"A": "title", "B": "contact", "C": "community", "D": "beneficiaries"},
                {3: {"title": "自行车棚漏雨", "beneficiaries": amount(45)}},
            ),
        ),
    ]
    pages[1].truth |= {"rows_merged": 1, "rows_read": 2}
    return save(folder / "两张表.xlsx", pages)


def public_notice(folder: Path) -> Json:
    """A public notice: masked people, footer with the period for objections, hidden columns and sheets."""
    rows: list[Cells] = [
        ["柳园社区微心愿公示"],
        ["公示期：2026年6月10日至6月16日"],
        ["序号", "心愿人", "微心愿", "联系电话", "数量", "期望时间"],
        [1, "张*", "一台电风扇", "138****0001", "1台", "6月底前"],
        [2, "王**", "一副老花镜", "无", "若干", "—"],
        ["公示期内如有异议，请以书面形式向社区反映，联系电话：0871-60000002。"],
        ["                                        柳园社区居民委员会"],
        ["                                        2026年6月9日"],
    ]
    page = Page(
        "公示",
        rows,
        truth(
            "needs",
            3,
            {
                "A": "need_no",
                "B": "applicant",
                "C": "title",
                "D": "phone",
                "E": "quantity",
                "F": "time_wish",
            },
            {
                4: {
                    "need_no": "1",
                    "community": "柳园社区",
                    "applicant": "张*",
                    "title": "一台电风扇",
                    "phone": None,
                    "quantity": amount(1, "台"),
                },
                5: {
                    "phone": None,
                    "quantity": amount(None, "", "some"),
                    "time_wish": None,
                },
            },
            {6: "foot", 7: "foot", 8: "foot"},
        ),
        ("A1:F1", "A2:F2", "A6:F6", "A7:F7", "A8:F8"),
        hidden_columns=("D",),
    )
    old = Page(
        "上月",
        [["需求名称", "所属社区"], ["上月的旧需求", "柳园社区"]],
        {"kind": "needs", "hidden": True},
        hidden=True,
    )
    return save(folder / "微心愿公示.xlsx", [page, old])


def far_corner(folder: Path) -> Json:
    """The table starts at D7; an empty column inside; labels with marks, breaks and slips of the pen."""
    head = [
        "NO",
        "需求\n名称★",
        None,
        "紧急程度\n(急/重/一般)",
        "受益人数\n/人",
        "联糸电话（必填）",
        "征集日期",
    ]
    pad: list[Any] = [None, None, None]
    rows: list[Cells] = [
        *([],) * 6,
        pad + head,
        [*pad, "①", "井盖松动", None, "急", "200余", "0871－60000003转8012", date(2026, 6, 2)],
        [*pad, "②", "健身器材损坏", None, "一般", "近百人", "13800009003", 46176],
        [*pad, "③", "老年人助餐", None, "重", "不限", "13800009004；13800009005", "6月4日"],
        [*pad, "合  计", None, None, None, "=SUM(H8:H10)"],
    ]
    page = Page(
        "Sheet1",
        rows,
        truth(
            "needs",
            7,
            {
                "D": "need_no",
                "E": "title",
                "G": "urgency",
                "H": "beneficiaries",
                "I": "phone",
                "J": "collected_on",
            },
            {
                8: {
                    "title": "井盖松动",
                    "urgency": 5,
                    "beneficiaries": amount(200, "", "at_least"),
                    "phone": ["087160000003-8012"],
                    "collected_on": "2026-06-02",
                },
                9: {
                    "title": "健身器材损坏",
                    "urgency": 1,
                    "beneficiaries": amount(100, "人", "about"),
                    "collected_on": "2026-06-03",
                },
                10: {
                    "urgency": 3,
                    "beneficiaries": amount(None, "", "unlimited"),
                    "phone": ["13800009004", "13800009005"],
                    "collected_on": "2026-06-04",
                },
            },
            {11: "total"},
        ),
    )
    return save(folder / "角落里的表.xlsx", [page])


def two_tables_on_a_sheet(folder: Path) -> Json:
    """表1 and 表2 under each other on one sheet: needs, then resources, each with its own header."""
    rows: list[Cells] = [
        ["表1：柳园社区需求清单"],
        ["序号", "需求名称", "紧急程度", "联系人"],
        [1, "楼顶防水维修", "红", "卫某"],
        [2, "组织亲子阅读", "蓝", "蒋某"],
        [],
        ["表2：柳园社区资源清单"],
        ["序号", "成员单位", "可提供服务", "服务频次"],
        [1, "云泽区图书馆", "绘本故事会", "每月2次"],
        [2, "众诚建筑装饰工程有限公司", "屋面补漏", "每季度1次"],
    ]
    needs = truth(
        "needs",
        2,
        {"A": "need_no", "B": "title", "C": "urgency", "D": "contact"},
        {
            3: {"title": "楼顶防水维修", "urgency": 5, "community": "柳园社区"},
            4: {"title": "组织亲子阅读", "urgency": 1, "community": "柳园社区"},
        },
        {6: "title"},
    )
    resources = truth(
        "resources",
        7,
        {"A": "res_no", "B": "unit", "C": "title", "D": "capacity_per_round"},
        {
            8: {"unit": "云泽区图书馆", "capacity_per_round": amount(2, "次", per="month")},
            9: {"title": "屋面补漏", "capacity_per_round": amount(1, "次", per="quarter")},
        },
    )
    page = Page("Sheet1", rows, needs, ("A1:D1", "A6:D6"))
    file = save(folder / "一页两表.xlsx", [page])
    file["sheets"].append({"sheet": "Sheet1", **resources})
    return file


def unicode_text(folder: Path) -> Json:
    """Excel's "Unicode 文本": UTF-16 with tabs, a quoted line break, under the suffix .txt → .csv."""
    rows = [
        ["单位名称", "资源名称", "资源形式", "可服务次数", "金额（元）", "有效期"],
        [
            "云泽区图书馆",
            "“送书上门”\n（轮椅老人）",
            "服务",
            "每周三、周五",
            "",
            "2026.1.1-2026.12.31",
        ],
        ["云泽区慈善会", "助学金", "资金", "1", "12，000", "长期"],
    ]
    lines = ["\t".join(f'"{cell}"' if "\n" in cell else cell for cell in row) for row in rows]
    path = folder / "Unicode文本.csv"
    path.write_bytes("\r\n".join(lines).encode("utf-16"))
    columns = {
        "A": "unit",
        "B": "title",
        "C": "form",
        "D": "capacity_total",
        "E": "amount",
        "F": "valid_to",
    }
    records = {
        2: {
            "unit": "云泽区图书馆",
            "form": ["服务"],
            "valid_to": {"from": "2026-01-01", "to": "2026-12-31"},
        },
        3: {"title": "助学金", "amount": 1.2, "capacity_total": amount(1)},
    }
    sheet = {"sheet": "Unicode文本", **truth("resources", 1, columns, records)}
    return {"file": path.name, "format": "csv", "sheets": [sheet]}


def form_card(folder: Path) -> Json:
    """One need on a form, labels beside their values: no table, so nothing may be made up from it."""
    rows: list[Cells] = [
        ["居民需求征集表"],
        ["需求名称", "加装座椅", "所属社区", "柳园社区"],
        ["具体内容", "花园边没有座椅，老人没处坐"],
        ["联系人", "张某", "联系电话", "13800009011"],
        ["紧急程度", "一般", "期望时间", "6月底前"],
    ]
    return save(folder / "征集表单.xlsx", [Page("征集表", rows, OTHER, ("A1:D1", "B3:D3"))])


def nothing_to_report(folder: Path) -> Json:
    """Zero reports: rows that say that there is no need this month."""
    rows: list[Cells] = [
        ["序号", "所属社区", "需求名称", "联系人"],
        [1, "柳园社区", "补种行道树", "何某"],
        [2, "春溪社区", "无", "吕某"],
        [3, "杏坛社区", "暂无需求", "施某"],
        [4, "桂塘社区", "本月无需求", "孔某"],
    ]
    columns = {"A": "need_no", "B": "community", "C": "title", "D": "contact"}
    page = Page(
        "需求",
        rows,
        truth("needs", 1, columns, {2: {"title": "补种行道树"}}, {3: "none", 4: "none", 5: "none"}),
    )
    return save(folder / "零报告.xlsx", [page])


def among_papers(folder: Path) -> Json:
    """One need list in a workbook full of other papers of the office."""
    papers: dict[str, list[Cells]] = {
        "值班表": [
            ["6月值班表"],
            ["日期", "带班领导", "值班人员", "电话"],
            ["6月1日", "张某", "李某", "13800009021"],
            ["6月2日", "王某", "赵某", "13800009022"],
        ],
        "通讯录": [
            ["序号", "姓名", "单位", "职务", "手机"],
            [1, "张某", "云泽区人民医院", "主任", "13800009023"],
            [2, "李某", "春和派出所", "所长", "13800009024"],
        ],
        "签到": [
            ["联席会议签到表"],
            ["序号", "单位", "姓名", "职务", "联系电话", "签名"],
            [1, "云泽区人民医院", "张某", "书记", "13800009025", None],
        ],
        "支出": [
            ["日期", "项目", "金额", "经手人", "备注"],
            ["2026-06-01", "打印纸", 300, "张某", None],
        ],
        "名册": [
            ["序号", "姓名", "性别", "出生年月", "入党时间", "所在支部", "联系电话"],
            [1, "张某", "男", "1980.1", "2005.7", "机关支部", "13800009026"],
        ],
        "网格": [
            ["社区", "网格", "网格员", "电话", "户数"],
            ["柳园社区", "第一网格", "张某", "13800009027", 300],
            ["柳园社区", "第二网格", "李某", "13800009028", 320],
        ],
        "服务记录": [
            ["编号", "服务区域", "服务地点", "所属团体", "联系人", "联系电话", "服务时长"],
            ["2024069600", "柳园社区", "广场", "老兵志愿队", "袁*", "1380000****", "2小时"],
        ],
        "议程": [["时间", "议题", "汇报人"], ["9:00", "通报上月项目", "张某"]],
    }
    rows: list[Cells] = [["所属社区", "需求名称"], ["柳园社区", "雨棚漏水"]]
    columns = {"A": "community", "B": "title"}
    needs = Page("需求", rows, truth("needs", 1, columns, {2: {"title": "雨棚漏水"}}))
    others = [Page(name, paper, OTHER) for name, paper in papers.items()]
    return save(folder / "办公室杂表.xlsx", [*others[:4], needs, *others[4:]])


def sparse_column(folder: Path) -> Json:
    """A header printed again over a column with a single entry: the entry counts, the header does not."""
    head = ["需求名称", "所属社区", "所需资源形式"]
    rows: list[Cells] = [
        head,
        ["修补路面", "柳园社区"],
        ["清理沟渠", "柳园社区"],
        head,
        ["更换井盖", "柳园社区", "工程"],
        ["修剪树枝", "柳园社区"],
        head,
        ["加固围墙", "柳园社区"],
    ]
    columns = {"A": "title", "B": "community", "C": "form"}
    records = {
        2: {"form": None},
        3: {"title": "清理沟渠"},
        5: {"title": "更换井盖", "form": ["工程"]},
        6: {"title": "修剪树枝"},
        8: {"title": "加固围墙"},
    }
    page = Page("Sheet1", rows, truth("needs", 1, columns, records, {4: "header", 7: "header"}))
    return save(folder / "分页打印的清单.xlsx", [page])


HANDS: tuple[Callable[[Path], Json], ...] = (
    task_breakdown,
    lead_and_coop,
    platform_export,
    posts_wanted,
    members_as_resources,
    menu,
    monthly_statistics,
    purchases,
    same_people_twice,
    public_notice,
    far_corner,
    two_tables_on_a_sheet,
    unicode_text,
    form_card,
    nothing_to_report,
    among_papers,
    sparse_column,
)
