"""What goes out after the meeting, one file for each who gets it."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from matcher.domain.office import Office
from matcher.domain.papers import PaperKind, Papers
from matcher.export import write_papers
from tests.export.example import small_round


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    kinds = (PaperKind.DISPATCH, PaperKind.WHISTLE, PaperKind.CARD, PaperKind.RATING)
    folder = tmp_path_factory.mktemp("after")
    return write_papers(small_round(), kinds, folder, office=Office(name="示例街道党工委"))


def test_each_stands_in_its_folder_under_a_name_that_can_be_mailed(papers: Papers) -> None:
    names = [file.path.relative_to(papers.folder).as_posix() for file in papers.files]

    assert names == [
        "2026年6月会后文书/任务派单/2026年6月-任务派单-示例第一小学.xlsx",
        "2026年6月会后文书/任务派单/2026年6月-任务派单-示例区人民医院.xlsx",
        "2026年6月会后文书/吹哨上报单/2026年6月-吹哨上报单-交通管理部门.xlsx",
        "2026年6月会后文书/吹哨上报单/2026年6月-吹哨上报单-街道有关科室.xlsx",
        "2026年6月会后文书/吹哨上报单/2026年6月-吹哨上报单-有关职能部门.xlsx",
        "2026年6月会后文书/服务记录卡/2026年6月-服务记录卡-示例第一小学.xlsx",
        "2026年6月会后文书/满意度评价表/2026年6月-满意度评价表-西站社区.xlsx",
    ]


def of(papers: Papers, part: str) -> Path:
    return next(file.path for file in papers.files if part in file.path.name)


def test_a_whistle_tells_the_department_what_and_why(papers: Papers) -> None:
    sheet = load_workbook(of(papers, "交通管理部门")).active
    row = [cell.value for cell in sheet[4]]

    assert sheet["A2"].value == "报送单位：示例街道党工委　　　　主送：交通管理部门"
    assert (row[0], row[2], row[7]) == (
        "XQ-202606-东风-001-6",
        "路口增设信号灯",
        "吹哨部门",
    )


def test_a_card_has_its_facts_and_lines_to_fill_in(papers: Papers) -> None:
    book = load_workbook(of(papers, "服务记录卡"))
    words = [cell.value for row in book.active.iter_rows() for cell in row if cell.value]

    assert book.sheetnames == ["XM-202606-003"]
    for fact in ("老年人义诊", "示例第一小学", "李某某 13800000001", "老年人，40人"):
        assert fact in words
    assert [word for word in words if isinstance(word, int)] == [1, 2, 3, 4]
    assert book.active.page_setup.orientation == "portrait"


def test_a_rating_is_chosen_from_the_three_grades(papers: Papers) -> None:
    sheet = load_workbook(of(papers, "满意度评价表")).active
    rules = {rule.formula1 for rule in sheet.data_validations.dataValidation}

    assert '"满意,基本满意,不满意"' in rules


def test_text_cells_keep_their_quote_so_that_f2_makes_no_formula(tmp_path: Path) -> None:
    (file,) = write_papers(small_round(), [PaperKind.NEEDS], tmp_path).files
    sheet = load_workbook(file.path).active
    (cell,) = [c for row in sheet.iter_rows() for c in row if str(c.value).startswith("=1+1")]

    assert (cell.data_type, cell.quotePrefix, cell.number_format) == ("s", True, "@")


def test_no_row_of_data_is_merged(papers: Papers) -> None:
    for part in ("任务派单-示例第一小学", "交通管理部门", "满意度评价表"):
        sheet = load_workbook(of(papers, part)).active
        last = sheet.auto_filter.ref.split(":")[1]
        rows = range(3, int("".join(filter(str.isdigit, last))) + 1)
        merged = [area.min_row for area in sheet.merged_cells.ranges]
        assert not set(rows) & set(merged)
