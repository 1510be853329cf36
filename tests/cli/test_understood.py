"""The report of ``check``: every file, sheet, column and row."""

from matcher.cli.understood import report
from matcher.domain import (
    Amount,
    Category,
    Certainty,
    FileReport,
    Form,
    Issue,
    Lists,
    Need,
    Origin,
    Resource,
    Severity,
    SheetKind,
    SheetReport,
    SkippedRow,
    Unit,
)

SHEET = SheetReport(
    sheet="西苑",
    kind=SheetKind.NEEDS,
    header_row=3,
    columns=(("A", "need_no"), ("B", "title")),
    unmapped=(("C", "门牌"),),
    rows_read=3,
    rows_imported=1,
    rows_merged=1,
    rows_skipped=1,
    skipped=(SkippedRow(7, "合计", "合计 2 项"),),
)
NEED = Need(
    id="XQ-202606-西苑-001",
    title="充电棚",
    community="西苑社区",
    origin=Origin("需求.xlsx", "西苑", 4),
    category=Category("停车充电", "电动车充电"),
    forms=(Form.SITE, Form.MONEY),
    beneficiaries=Amount(200, "人", Certainty.ABOUT, words="约200人"),
    urgency=4,
    budget_yuan=5000,
)
ISSUES = (
    Issue(Severity.WARNING, "x", "请核对", "需求.xlsx", "西苑", "D4", "约200人"),
    Issue(Severity.INFO, "y", "有隐藏行", "需求.xlsx"),
)
LISTS = Lists(
    needs=(NEED,),
    resources=(
        Resource(id="ZY-1", unit="学校", title="操场", origin=Origin("资源.csv", "资源", 2)),
    ),
    units=(Unit("学校", origin=Origin("资源.csv", "单位", 2)),),
    files=(
        FileReport("需求.xlsx", "xlsx", sheets=(SHEET,), issues=ISSUES),
        FileReport("坏.xls", refused="文件已加密。请去掉密码后再导入。"),
        FileReport("资源.csv", "csv", sheets=(SheetReport("资源", SheetKind.RESOURCES),)),
    ),
)
LINES = list(report(LISTS))


def test_a_sheet_tells_kind_header_columns_and_that_no_row_was_lost() -> None:
    assert "■ 需求.xlsx（xlsx）" in LINES
    assert "  ▪ 工作表“西苑”：需求清单，表头在第 3 行" in LINES
    assert "    列：A=需求编号 B=需求名称" in LINES
    assert "    未识别的列：C=门牌" in LINES
    assert "    读取 3 行 = 导入 1 + 归并 1 + 跳过 1" in LINES
    assert "    第 7 行 跳过（合计）：合计 2 项" in LINES


def test_a_record_is_one_line_with_its_row() -> None:
    assert (
        "    第 4 行 XQ-202606-西苑-001｜充电棚｜西苑社区｜停车充电/电动车充电｜场地、资金｜紧急4级｜"
        "受益约200人｜5000元"
    ) in LINES
    assert "    第 2 行 ZY-1｜操场｜学校" in LINES


def test_issues_stand_with_their_cell() -> None:
    assert "    [提醒] D4 › 约200人：请核对" in LINES
    assert "    [说明] 有隐藏行" in LINES


def test_a_refused_file_says_why() -> None:
    assert "■ 坏.xls：不能使用。文件已加密。请去掉密码后再导入。" in LINES


def test_the_counts_close_the_report() -> None:
    assert LINES[-2:] == [
        "共读出 需求 1 项、资源 1 项、成员单位 1 个、项目 0 项",
        "错误 0 条，提醒 1 条，说明 1 条",
    ]
