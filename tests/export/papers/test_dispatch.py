"""One workbook of tasks for each unit."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from matcher.domain import Round
from matcher.domain.office import Office
from matcher.domain.papers import PaperKind
from matcher.errors import InputError
from matcher.export import write_papers
from matcher.export.papers.dispatch import tasks_of, units_with_tasks
from tests.export.example import small_round, street_round


def dispatches(round_: Round, folder: Path, office: Office | None = None) -> tuple[Path, ...]:
    papers = write_papers(round_, [PaperKind.DISPATCH], folder, office=office)
    return tuple(file.path for file in papers.files)


def test_one_file_for_each_unit_with_a_task(tmp_path: Path) -> None:
    paths = dispatches(small_round(), tmp_path)

    assert [path.name for path in paths] == [
        "2026年6月-任务派单-示例第一小学.xlsx",
        "2026年6月-任务派单-示例区人民医院.xlsx",
    ]


def test_the_sheet_says_what_the_unit_is_to_do_with_whom(tmp_path: Path) -> None:
    lead, other = dispatches(small_round(), tmp_path, Office(name="示例街道党工委"))

    sheet = load_workbook(lead)["任务派单"]
    assert sheet["A2"].value == "派单单位：示例街道党工委　　　　接单单位：示例第一小学"
    first = [cell.value for cell in sheet[4]]
    assert first[0] == "XM-202606-003-Q"
    assert first[3] == "牵头"
    assert first[6] == "示例区人民医院"
    assert first[7] == "李某某 13800000001"
    second = [cell.value for cell in load_workbook(other)["任务派单"][4]]
    assert (second[3], second[6]) == ("配合", "牵头：示例第一小学")


def test_the_answer_can_be_chosen(tmp_path: Path) -> None:
    sheet = load_workbook(dispatches(small_round(), tmp_path)[0])["任务派单"]

    (rule,) = sheet.data_validations.dataValidation
    assert rule.formula1 == '"接单,婉拒,需协商"'


def test_every_project_of_a_street_reaches_its_units(tmp_path: Path) -> None:
    outcome = street_round(60).outcome
    assert outcome is not None

    reached = [
        task.project.id
        for unit in units_with_tasks(outcome)
        for task in tasks_of(unit, outcome)
        if task.leads
    ]

    assert sorted(reached) == [project.id for project in outcome.projects]


def test_progress_is_told_unit_by_unit(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []

    write_papers(
        small_round(), [PaperKind.DISPATCH], tmp_path, on_progress=lambda *step: told.append(step)
    )

    assert [(done, total) for _, done, total in told] == [(0, 2), (1, 2), (2, 2)]


def test_a_round_without_a_plan_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="还没有对接方案"):
        dispatches(Round("2026-06"), tmp_path)
