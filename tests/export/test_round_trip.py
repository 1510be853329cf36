"""What we hand out can be read back."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from matcher import pipeline
from matcher.domain import Consent, Form, Lists, ProjectKind, Severity, SheetKind
from matcher.export import write_result, write_templates
from matcher.export.blanks import LISTS, BlankList
from tests.export.example import street_round


def fill(path: Path, spec: BlankList, values: dict[str, str]) -> None:
    """Write values into the first empty row, by heading."""
    book = load_workbook(path)
    sheet = book[spec.name]
    for number, column in enumerate(spec.columns, 1):
        sheet.cell(5, number).value = values.get(column.name)
    book.save(path)


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Lists:
    return pipeline.load(write_templates(tmp_path_factory.mktemp("blank")), month="2026-06")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Lists:
    paths = write_templates(tmp_path_factory.mktemp("filled"))
    for path, spec in zip(paths, LISTS, strict=True):
        example = {column.name: column.example for column in spec.columns}
        fill(path, spec, example | {spec.columns[0].name: "1"})
    return pipeline.load(paths, month="2026-06")


def test_a_blank_list_holds_nothing_and_nobody_complains(blank: Lists) -> None:
    assert (blank.needs, blank.resources, blank.units, blank.funds) == ((), (), (), ())
    assert [issue for issue in blank.issues if issue.severity is Severity.ERROR] == []


def test_every_column_of_a_blank_list_is_understood(blank: Lists) -> None:
    reports = {report.file: report for report in blank.files}
    for spec in LISTS:
        sheet = reports[f"{spec.name}.xlsx"].sheets[0]
        assert sheet.unmapped == ()
        assert len({code for _, code in sheet.columns}) == len(spec.columns)


def test_each_sheet_is_what_it_is(blank: Lists) -> None:
    kinds = {report.file: [sheet.kind for sheet in report.sheets] for report in blank.files}

    other = SheetKind.OTHER
    assert kinds == {
        "需求清单.xlsx": [SheetKind.NEEDS, other, other],
        "资源清单.xlsx": [SheetKind.RESOURCES, other, other],
        "成员单位清单.xlsx": [SheetKind.UNITS, other],
        "经费清单.xlsx": [SheetKind.FUNDS, other],
    }


def test_a_row_filled_in_like_the_example_is_understood(filled: Lists) -> None:
    (need,) = filled.needs
    (resource,) = filled.resources
    (unit,) = filled.units

    assert (need.title, need.community, need.urgency_words) == ("老年人义诊", "示例社区", "重")
    assert set(need.forms) == {Form.SERVICE, Form.SITE}
    assert need.budget_yuan == 5000
    assert need.phones == ("13800000001",)
    assert str(need.category) == "医疗健康/义诊体检"
    assert (resource.unit, resource.title) == ("示例区人民医院", "健康义诊队")
    assert resource.amount_yuan == 3000
    assert resource.forms == (Form.SERVICE,)
    assert (unit.name, unit.aliases) == ("示例区人民医院", ("区医院", "示例医院"))
    assert (unit.round_cap, unit.annual_commitment) == (3, 4)


def test_what_decides_about_money_consent_and_reserve_comes_back(tmp_path: Path) -> None:
    paths = write_templates(tmp_path)
    words = {
        "需求清单": {"所属网格": "示例小区", "自筹金额(万元)": "0.1", "业主同意情况": "待表决"},
        "资源清单": {},
        "成员单位清单": {"是否后备": "是"},
        "经费清单": {"所属社区": "示例社区", "服务类单项上限(万元)": "10"},
    }
    for path, spec in zip(paths, LISTS, strict=True):
        example = {column.name: column.example for column in spec.columns}
        fill(path, spec, example | words[spec.name] | {spec.columns[0].name: "1"})
    lists = pipeline.load(paths, month="2026-06")

    (need,), (unit,), (fund,) = lists.needs, lists.units, lists.funds
    assert (need.grid, need.own_yuan, need.consent) == ("示例小区", 1000, Consent.WAITING)
    assert unit.reserve
    assert (fund.name, fund.community, fund.year) == ("党建为民服务资金", "示例社区", 2026)
    assert (fund.yearly_yuan, fund.used_yuan) == (300_000, 50_000)
    assert dict(fund.caps) == {
        ProjectKind.WORKS: 200_000,
        ProjectKind.SERVICE: 100_000,
        ProjectKind.GOODS: 50_000,
    }
    doubtful = (Severity.ERROR, Severity.WARNING)
    assert [str(issue) for issue in lists.issues if issue.severity in doubtful] == []


def test_nothing_in_the_example_row_is_doubtful(filled: Lists) -> None:
    doubtful = (Severity.ERROR, Severity.WARNING)

    assert [str(issue) for issue in filled.issues if issue.severity in doubtful] == []


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> Lists:
    """The result workbook of a street, imported again."""
    path = write_result(street_round(30), tmp_path_factory.mktemp("result"))
    return pipeline.load([path], month="2026-06")


def test_the_result_comes_back_with_every_row_and_nothing_else(returned: Lists) -> None:
    (report,) = returned.files

    assert [(sheet.sheet, sheet.kind, sheet.rows_imported) for sheet in report.sheets] == [
        ("项目服务清单", SheetKind.PROJECTS, 30),
        ("未对接需求清单", SheetKind.NEEDS, 10),
        ("闲置资源清单", SheetKind.RESOURCES, 30),
        ("单位任务汇总", SheetKind.UNITS, 60),
        ("社区汇总", SheetKind.OTHER, 0),
        ("说明", SheetKind.OTHER, 0),
    ]


def test_every_column_of_the_project_list_comes_back(returned: Lists) -> None:
    sheet = returned.files[0].sheets[0]

    assert sheet.unmapped == ()
    assert len(sheet.columns) == 17


def test_projects_come_back_as_they_were(returned: Lists) -> None:
    sent = street_round(30).outcome
    assert sent is not None
    back = {project.id: project for project in returned.projects}

    for project in sent.projects:
        read = back[project.id]
        assert (read.title, read.community, read.lead_unit, read.coop_units) == (
            project.title,
            project.community,
            project.lead_unit,
            project.coop_units,
        )
        assert (read.content, read.times, read.budget_yuan, read.beneficiaries) == (
            project.content,
            project.times,
            project.budget_yuan,
            project.beneficiaries,
        )
        assert (read.planned_start, read.planned_end) == (
            project.planned_start,
            project.planned_end,
        )
        assert (read.need_ids, read.status) == (project.need_ids, project.status)
