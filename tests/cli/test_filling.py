"""``forms``, ``fill`` and ``check --ledger`` on the command line."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from matcher.cli import main
from matcher.domain import Decision, DecisionKind, never, silent
from matcher.domain.papers import PaperKind
from matcher.ledger import Ledger
from matcher.service import PapersWritten, WritePapers
from matcher.service.desk import Desk
from matcher.service.entry import pipeline_steps
from matcher.service.handlers import HANDLERS
from matcher.service.messages import OpenLedger
from tests.export.example import MONTH, small_round

NEEDS = "需求名称,所属社区,需求形式\n老年人义诊,西站社区,服务\n"
RESOURCES = "资源名称,资源单位,资源形式\n周末义诊队,示例区人民医院,服务\n"


@pytest.fixture
def lists(tmp_path: Path) -> list[str]:
    (tmp_path / "需求.csv").write_text(NEEDS, encoding="utf-8")
    (tmp_path / "资源.csv").write_text(RESOURCES, encoding="utf-8")
    files = ["--needs", str(tmp_path / "需求.csv"), "--resources", str(tmp_path / "资源.csv")]
    return [*files, "--month", MONTH, "--seconds", "1", "--out", str(tmp_path / "出")]


def template(folder: Path, text: str) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = text
    path = folder / "我的模板.xlsx"
    book.save(path)
    return path


def test_a_template_is_filled_in(tmp_path: Path, lists: list[str]) -> None:
    path = template(tmp_path, "{{月份}} {{项目.项目名称}} {{项目.牵头单位}}")

    assert main(["fill", str(path), *lists]) == 0

    made = load_workbook(tmp_path / "出" / "2026年6月-我的模板.xlsx").worksheets[0]
    assert made["A1"].value == "2026年6月 老年人义诊 示例区人民医院"


def test_a_bad_template_is_told_and_nothing_written(
    tmp_path: Path, lists: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fill", str(template(tmp_path, "{{月分}}")), *lists]) == 3

    assert "A1：不认识 {{月分}}，是不是 {{月份}}" in capsys.readouterr().err
    assert not (tmp_path / "出").exists()


def test_our_templates_are_handed_out(tmp_path: Path) -> None:
    assert main(["forms", str(tmp_path / "模板")]) == 0

    assert {path.name for path in (tmp_path / "模板").iterdir()} >= {
        "项目服务清单-模板.xlsx",
        "任务派单-模板.xlsx",
        "公示表-模板.xlsx",
        "会议纪要-模板.docx",
    }


def test_check_compares_a_returned_list_with_the_month_book(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "book.ledger"
    with Ledger.open(book) as ledger:
        ledger.commit(small_round(), "匹配")
    desk = Desk(pipeline_steps, HANDLERS)
    desk.handle(OpenLedger(book, MONTH), silent, never)
    written = desk.handle(WritePapers((PaperKind.DISPATCH,), tmp_path), silent, never)
    desk.close()
    assert isinstance(written, PapersWritten)
    path = next(file.path for file in written.papers.files if "医院" in file.path.name)
    workbook = load_workbook(path)
    sheet = workbook.worksheets[0]
    heads = [str(cell.value).replace("\n", "") for cell in sheet[3]]
    sheet.cell(4, heads.index("接单意见") + 1).value = "接单"
    workbook.save(path)

    assert main(["check", str(path), "--month", MONTH, "--ledger", str(book)]) == 0

    said = capsys.readouterr().out
    assert "认出 1 行，未改动 0 行" in said
    assert "接单意见（对方已改，采用交回的）：发出“” 交回“接单” 台账“拟定”" in said
    assert "改动 1 处，采用 1 处，待选定 0 处" in said


def test_a_month_book_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "需求.csv").write_text(NEEDS, encoding="utf-8")

    assert main(["check", str(tmp_path / "需求.csv"), "--ledger", str(tmp_path / "无.ledger")]) == 3
    assert "没有这本台账" in capsys.readouterr().err


def test_match_goes_on_from_a_month_book(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, told = tmp_path / "book.ledger", tmp_path / "方案.json"
    round_ = small_round()
    forbidden = tuple(
        Decision(DecisionKind.FORBID, need=need.id, unit=resource.unit)
        for need in round_.lists.needs
        for resource in round_.lists.resources
    )
    with Ledger.open(book) as ledger:
        ledger.commit(replace(round_, decisions=forbidden), "匹配")
        before = ledger.revision(MONTH)

    command = ["match", "--month", MONTH, "--ledger", str(book), "--out", str(tmp_path)]
    assert main([*command, "--json", str(told)]) == 0

    written = json.loads(told.read_bytes())
    assert written["assignments"] == []
    assert {row["need"] for row in written["unmet"]} == {need.id for need in round_.lists.needs}
    with Ledger.open(book) as ledger:
        assert ledger.revision(MONTH) == before


def test_without_lists_and_month_book_the_command_is_wrong(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["papers", "all"]) == 2
    assert "缺少 --needs、--resources" in capsys.readouterr().err


def test_papers_of_a_month_book_show_the_plan_that_was_adopted(tmp_path: Path) -> None:
    book, round_ = tmp_path / "book.ledger", small_round()
    assert round_.outcome is not None
    (project,) = round_.outcome.projects
    adopted = replace(round_.outcome, projects=(replace(project, lead_unit="会上改定的单位"),))
    with Ledger.open(book) as ledger:
        ledger.commit(replace(round_, outcome=adopted), "匹配")

    command = ["papers", "notice", "--month", MONTH, "--ledger", str(book), "--out", str(tmp_path)]
    assert main(command) == 0

    (path,) = tmp_path.rglob("*公示表.xlsx")
    assert "会上改定的单位" in [cell.value for cell in load_workbook(path).active[4]]


def test_a_month_the_book_does_not_have_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "book.ledger"
    with Ledger.open(book) as ledger:
        ledger.commit(small_round(), "匹配")

    assert main(["match", "--month", "2030-01", "--ledger", str(book)]) == 3
    assert "台账里没有2030年1月的清单" in capsys.readouterr().err
