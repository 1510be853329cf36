"""The result workbook, read back cell by cell."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from matcher.domain import Level, Lists, Need, Round, counted
from matcher.errors import InputError
from matcher.export import write_result
from matcher.export.notes import level_words
from tests.export.example import NEEDS, RESOURCES, small_round, street_round

SIGN = "填报人：　　　　　　　　　　审核人：　　　　　　　　　　负责人签字（盖章）："


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = write_result(
        small_round(),
        tmp_path_factory.mktemp("out"),
        office="示例街道党工委",
        filled_on=date(2026, 6, 18),
    )
    return load_workbook(path)


def rows(sheet: Worksheet) -> list[list[object]]:
    """All values, row by row, without blank cells at the end."""
    found = []
    for row in sheet.iter_rows(values_only=True):
        values = list(row)
        while values and values[-1] is None:
            values.pop()
        found.append(values)
    return found


def test_sheets(book: Workbook) -> None:
    assert book.sheetnames == [
        "项目服务清单",
        "未对接需求清单",
        "闲置资源清单",
        "单位任务汇总",
        "社区汇总",
        "说明",
    ]


def test_projects(book: Workbook) -> None:
    title, line, head, *data = rows(book["项目服务清单"])

    assert title == ["2026年6月项目服务清单"]
    assert line[0] == "填报单位：示例街道党工委"
    assert line[-1] == "填报日期：2026年6月18日"
    assert [str(words).replace("\n", "") for words in head] == [
        "项目编号",
        "所属社区",
        "项目名称",
        "对应需求",
        "服务内容",
        "服务对象",
        "受益人数",
        "牵头单位",
        "配合单位",
        "社区对接人",
        "单位联络员",
        "计划时间",
        "服务次数",
        "经费(万元)",
        "资金来源",
        "进展情况",
        "备注",
    ]
    assert data == [
        [
            "XM-202606-003",
            "西站社区",
            "老年人义诊",
            "XQ-202606-西站-001",
            "示例区人民医院提供“周末义诊队”2场（每场分2批，每批20人）（服务）；示例第一小学提供“阶梯教室”2场（场地）",
            "老年人",
            40,
            "示例第一小学",
            "示例区人民医院",
            "李某某 13800000001",
            "钱某某 13800000004\n示例区人民医院：赵某某 13800000003",
            "2026年6月1日至30日\n周末（单位可用：周六上午）",
            2,
            0.5,
            "待落实",
            "拟定",
            "时间未注明",
        ],
        [],
        [SIGN],
    ]


def test_unmet_needs(book: Workbook) -> None:
    data = rows(book["未对接需求清单"])[3:6]

    assert data == [
        [
            "XQ-202606-西站-002",
            "西站社区",
            "=1+1 是公式样的名称",
            None,
            "急",
            None,
            0,
            "时间不合",
            "最接近的是示例区人民医院的“周末义诊队”，时间不合：仅周末；需求为每周三下午。",
            "1. 示例区人民医院“周末义诊队”：时间不合：仅周末；需求为每周三下午",
            "上报街道",
        ],
        [
            "XQ-202606-东风-001",
            "东风社区",
            "路口增设信号灯",
            None,
            "3→4 超期",
            None,
            1,
            "无同类资源",
            "本期资源清单中没有同类资源。属交通管理部门事项。",
            None,
            "吹哨部门",
        ],
        [
            "XQ-202606-东风-002",
            "东风社区",
            "物业公共区域保洁",
            None,
            "1",
            None,
            0,
            "超出职责",
            "属物业或职能职责：属物业合同内容",
            None,
            "吹哨部门",
        ],
    ]


def test_idle_resources(book: Workbook) -> None:
    assert rows(book["闲置资源清单"])[3] == [
        "ZY-202606-003",
        "示例律师事务所",
        "法律咨询",
        "服务",
        None,
        None,
        None,
        "全街道",
        "已于2026年5月31日到期。",
    ]


def test_units(book: Workbook) -> None:
    data = rows(book["单位任务汇总"])[3:6]

    assert data == [
        ["示例第一小学", "学校", 1, 0, 1, 2, 1, 1, "XM-202606-003 老年人义诊"],
        ["示例律师事务所", None, 0, 0, 0, 5, 1, 0],
        [
            "示例区人民医院",
            "医院",
            0,
            1,
            1,
            5,
            1,
            1,
            None,
            "XM-202606-003 老年人义诊",
            "孙某某",
            "13800000005",
        ],
    ]


def test_communities_with_a_closing_row(book: Workbook) -> None:
    data = rows(book["社区汇总"])[3:6]

    # urgent from level 3: in 东风 the traffic light, in 西站 both
    assert data == [
        ["东风社区", 1, 0, 1, 0, 1, 0, 1, 0],
        ["西站社区", 2, 1, 1, 0.5, 2, 1, 0, 40],
        ["合计", 3, 1, 2, 1 / 3, 3, 1, 1, 40],
    ]
    assert book["社区汇总"]["E5"].number_format == "0%"


def test_notes_say_how_good_the_plan_is_and_what_it_was_made_from(book: Workbook) -> None:
    lines = [" | ".join(str(v) for v in row if v is not None) for row in rows(book["说明"])]

    assert "月份 | 2026年6月" in lines
    assert "方案状态 | 已证明：没有更好的方案" in lines
    assert "需求 | 共4项，已对接1项，未对接3项" in lines
    assert (
        "加权满足 | 1项 | 1项 | 已证明 | 已证明：在上面各级不变的前提下，没有更好的结果。" in lines
    )
    assert "认领 | XQ-202606-西站-001 | 示例第一小学 | 会议决定 | 揭榜" in lines
    assert any(line.startswith("随机种子 | 0 | 0–2147483647 | 0 |") for line in lines)
    assert any(line.startswith("复核 | 每条硬性规则已由不经求解器的程序") for line in lines)
    assert "西站.xlsx | 需求 | 需求清单 | 读取5 = 导入4 + 归并0 + 跳过1 | 第8行：合计" in lines


def test_a_gap_is_told_in_words(tmp_path: Path) -> None:
    sheet = load_workbook(write_result(street_round(5), tmp_path))["说明"]

    words = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    assert "在限定时间内找到的最好方案" in words
    assert "最多还能多2项" in words


def test_sixtieths_of_a_point_are_told_in_points() -> None:
    level = Level("fit", "匹配度合计", 4800, 4830, False, measure="1/60分")

    assert counted(level.value, level.measure) == "80.0分"
    assert level_words(level) == "在上面各级不变的前提下，最多还能多0.5分。"


def test_the_tie_break_shows_no_number(tmp_path: Path) -> None:
    small = small_round()
    assert small.outcome is not None
    level = Level("tie_break", "同等方案的固定取舍", 224103, 224103, True)
    plan = replace(small.outcome.plan, levels=(level,))
    round_ = replace(small, outcome=replace(small.outcome, plan=plan))

    sheet = load_workbook(write_result(round_, tmp_path))["说明"]

    assert "224103" not in "".join(str(c.value) for row in sheet.iter_rows() for c in row)


def test_a_stale_plan_says_so(tmp_path: Path) -> None:
    stale = replace(small_round(), stale=True)

    sheet = load_workbook(write_result(stale, tmp_path))["说明"]
    assert "有改动，请重新对接" in "".join(str(c.value) for row in sheet.iter_rows() for c in row)


def test_a_round_without_a_plan_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="还没有对接方案"):
        write_result(Round("2026-06"), tmp_path)


def lists(book: Workbook) -> Iterator[Worksheet]:
    yield from (sheet for sheet in book.worksheets if sheet.title != "说明")


def test_every_sheet_is_ready_to_print(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_area
        assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页"
        assert sheet.freeze_panes


def test_lists_repeat_their_header_and_can_be_filtered(book: Workbook) -> None:
    for sheet in lists(book):
        assert sheet.print_title_rows == "$3:$3"
        assert sheet.auto_filter.ref.startswith("A3:")


def test_nothing_is_merged_among_the_rows_of_a_list(book: Workbook) -> None:
    for sheet in lists(book):
        last = sheet.max_row
        assert all(area.max_row < 3 or area.min_row == last for area in sheet.merged_cells.ranges)


def test_every_row_brings_its_height(book: Workbook) -> None:
    for sheet in book.worksheets:
        for row in range(1, sheet.max_row + 1):
            assert sheet.row_dimensions[row].height


def test_fonts_and_borders(book: Workbook) -> None:
    sheet = book["项目服务清单"]
    fonts = [(sheet[cell].font.name, sheet[cell].font.size) for cell in ("A1", "A2", "A3", "A4")]

    assert fonts == [("方正小标宋简体", 22), ("仿宋", 12), ("黑体", 11), ("仿宋", 11)]
    assert sheet["B4"].border.left.style == "thin"
    assert sheet["E4"].alignment.wrap_text


def test_the_state_can_be_chosen(book: Workbook) -> None:
    sheet = book["项目服务清单"]
    (rule,) = sheet.data_validations.dataValidation

    assert "已完成" in rule.formula1
    assert len(rule.formula1) <= 257
    assert "P4" in rule.sqref


def test_texts_that_look_like_formulas_stay_texts(tmp_path: Path) -> None:
    nasty = ("=1+1", "+86 138", "-5", "@SUM(A1)", '=HYPERLINK("x")', "#N/A", "TRUE", "2026-6")
    needs = tuple(Need(id=f"XQ-202606-西-{n:03d}", title=words) for n, words in enumerate(nasty))
    small = small_round()
    assert small.outcome is not None
    unmet = tuple(replace(small.outcome.unmet[0], need=need.id, nearest=()) for need in needs)
    round_ = replace(
        small,
        lists=Lists(needs=needs, resources=RESOURCES),
        outcome=replace(small.outcome, projects=(), unmet=unmet),
    )

    sheet = load_workbook(write_result(round_, tmp_path))["未对接需求清单"]

    cells = [sheet.cell(4 + n, 3) for n in range(len(nasty))]
    assert [cell.value for cell in cells] == list(nasty)
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)
    assert {cell.number_format for cell in cells} == {"@"}


def test_no_cell_of_any_sheet_is_a_formula(tmp_path: Path) -> None:
    path = write_result(small_round(), tmp_path)

    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/"):
                assert b"<f>" not in archive.read(name)


def test_the_file_names_no_person_and_no_moment(tmp_path: Path) -> None:
    path = write_result(small_round(), tmp_path)

    with zipfile.ZipFile(path) as archive:
        core = archive.read("docProps/core.xml").decode()
    assert "三张清单对接助手" in core
    assert "openpyxl" not in core
    assert "2026-06-01T00:00:00Z" in core


def test_the_same_round_gives_the_same_bytes(tmp_path: Path) -> None:
    first = write_result(small_round(), tmp_path / "一")
    second = write_result(small_round(), tmp_path / "二")

    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_second_export_stands_beside_the_first(tmp_path: Path) -> None:
    names = [write_result(small_round(), tmp_path).name for _ in range(2)]

    assert names == ["2026年6月-项目服务清单.xlsx", "2026年6月-项目服务清单(2).xlsx"]


def test_progress_is_told_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []

    write_result(small_round(), tmp_path, on_progress=lambda *step: told.append(step))

    assert [done for _, done, _ in told] == list(range(8))
    assert told[-1] == ("已写好", 7, 7)


def test_a_text_too_long_for_a_printed_cell_stands_whole_on_its_own_sheet(tmp_path: Path) -> None:
    tale = "".join(f"第{n}句，说明情况。" for n in range(400))
    first = replace(NEEDS[1], remark=tale)
    small = small_round()
    needs = tuple(first if need.id == first.id else need for need in NEEDS)
    round_ = replace(small, lists=replace(small.lists, needs=needs))

    book = load_workbook(write_result(round_, tmp_path))

    cell = book["未对接需求清单"]["L4"].value
    assert cell.endswith("……（全文见“长文本”第1条）")
    whole = "".join(str(row[2]) for row in rows(book["长文本"])[3:])
    assert whole == tale


def test_a_month_with_nothing_in_it_is_still_a_workbook(tmp_path: Path) -> None:
    small = small_round()
    assert small.outcome is not None
    nothing = replace(small.outcome, projects=(), unmet=(), idle=())
    bare = replace(small, lists=Lists(), decisions=(), outcome=nothing)

    book = load_workbook(write_result(bare, tmp_path))

    assert book["项目服务清单"]["A4"].value == "（无）"


def test_only_the_project_list_asks_to_be_sent_back(tmp_path: Path) -> None:
    book = load_workbook(write_result(small_round(), tmp_path, batch="K7Q2"))

    marked = [sheet.title for sheet in book if "回收码：K7Q2" in str(sheet["A2"].value)]
    assert marked == ["项目服务清单"]
