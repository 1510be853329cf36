"""The blank lists."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from matcher import vocabulary
from matcher.domain.ids import is_blank_id, kind_of_id
from matcher.export import write_templates
from matcher.export.blanks import LISTS, BlankList
from matcher.vocabulary.headers import load_headers, take_apart

NAMES = ("需求清单", "资源清单", "成员单位清单", "经费清单")
KINDS = {
    "需求清单": "needs",
    "资源清单": "resources",
    "成员单位清单": "units",
    "经费清单": "funds",
}


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Workbook]:
    paths = write_templates(tmp_path_factory.mktemp("blank"))
    return {path.stem: load_workbook(path) for path in paths}


def rule_of(sheet: Worksheet, header: str) -> DataValidation:
    column = next(
        cell.column_letter
        for cell in sheet[3]
        if str(cell.value).replace("\n", "").rstrip("*") == header
    )
    return next(
        rule for rule in sheet.data_validations.dataValidation if f"{column}5" in rule.sqref
    )


def test_four_files(books: dict[str, Workbook]) -> None:
    assert tuple(books) == NAMES


@pytest.mark.parametrize("spec", LISTS, ids=NAMES)
def test_the_importer_knows_every_heading(spec: BlankList) -> None:
    words = load_headers()

    for column in spec.columns:
        assert words.guesses(KINDS[spec.name], take_apart(column.heading)), column.header


@pytest.mark.parametrize("name", NAMES)
def test_headings_are_those_of_the_specification(name: str, books: dict[str, Workbook]) -> None:
    spec = next(item for item in LISTS if item.name == name)

    assert [cell.value for cell in books[name][name][3]] == [c.heading for c in spec.columns]


def test_required_columns_are_starred(books: dict[str, Workbook]) -> None:
    starred = [
        str(cell.value).replace("\n", "")
        for cell in books["需求清单"]["需求清单"][3]
        if str(cell.value).endswith("*")
    ]

    assert starred == [
        "所属社区*",
        "需求主体类型*",
        "需求单位(人)*",
        "需求名称*",
        "联系人*",
        "联系电话*",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_only_filled_row_is_marked_as_an_example(name: str, books: dict[str, Workbook]) -> None:
    sheet = books[name][name]

    assert sheet["A4"].value == "示例"
    assert all(cell.value is None for row in sheet.iter_rows(min_row=5, min_col=2) for cell in row)


@pytest.mark.parametrize(("name", "kind"), [("需求清单", "XQ"), ("资源清单", "ZY")])
def test_empty_rows_carry_ids_that_look_locked(
    name: str, kind: str, books: dict[str, Workbook]
) -> None:
    cells = [row[0] for row in books[name][name].iter_rows(min_row=5, max_col=1)]

    assert len({cell.value for cell in cells}) == len(cells) == 50
    assert all(
        is_blank_id(str(cell.value)) and kind_of_id(str(cell.value)) == kind for cell in cells
    )
    assert {cell.number_format for cell in cells} == {"@"}
    assert {cell.fill.fgColor.rgb for cell in cells} == {"FFF2F2F2"}
    rule = rule_of(books[name][name], f"{name[:2]}编号")
    assert "请勿改动" in str(rule.prompt)
    assert (rule.type, rule.errorStyle) == ("custom", "warning")


def test_units_go_by_their_names_and_get_no_ids(books: dict[str, Workbook]) -> None:
    sheet = books["成员单位清单"]["成员单位清单"]

    assert all(cell.value is None for cell in sheet["A"][4:])


def ids_in(paths: tuple[Path, ...]) -> set[str]:
    """The ids of the blank lists, without running number and check character."""
    return {
        str(cell.value)[:14]
        for path in paths[:2]
        for cell in load_workbook(path)[path.stem]["A"][4:]
    }


def test_a_seed_and_a_month_give_the_same_ids_and_chance_gives_others(tmp_path: Path) -> None:
    same = [write_templates(tmp_path / name, month="2026-06", seed=3) for name in "ab"]
    other = write_templates(tmp_path / "c", month="2026-06")

    assert ids_in(same[0]) == ids_in(same[1])
    assert {found[3:9] for found in ids_in(same[0])} == {"202606"}
    assert not ids_in(same[0]) & ids_in(other)


def test_persons_and_phones_are_plainly_invented(books: dict[str, Workbook]) -> None:
    for spec in LISTS:
        for column in spec.columns:
            if column.name in ("联系人", "联络员", "兼职委员"):
                assert column.example.endswith("某某")
            if column.name == "联系电话":
                assert column.example.startswith("138-0000-000")


def test_choices_are_offered(books: dict[str, Workbook]) -> None:
    needs, resources = books["需求清单"]["需求清单"], books["资源清单"]["资源清单"]

    assert rule_of(needs, "紧急程度").formula1 == '"急,较急,重,一般"'
    assert rule_of(needs, "需求主体类型").formula1 == '"居民,驻区单位,市场主体,社区"'
    assert rule_of(resources, "资源形式").formula1 == '"场地,人才,资金,物资,服务,工程,信息,岗位"'
    assert rule_of(books["成员单位清单"]["成员单位清单"], "状态").formula1 == '"在册,退出"'


def test_categories_come_from_the_vocabulary_by_way_of_a_sheet(
    books: dict[str, Workbook],
) -> None:
    book = books["需求清单"]
    known = [str(category) for category in vocabulary.load().categories]

    assert [cell.value for cell in book["选项"]["A"]] == ["类别", *known]
    source = rule_of(book["需求清单"], "需求类别").formula1
    assert source == f"'选项'!$A$2:$A${len(known) + 1}"


def test_every_column_has_a_note_and_no_list_is_too_long(books: dict[str, Workbook]) -> None:
    for name, book in books.items():
        sheet = book[name]
        rules = sheet.data_validations.dataValidation
        assert len(rules) == sheet.max_column
        for rule in rules:
            assert rule.showInputMessage
            assert 0 < len(rule.prompt) <= 255
            assert len(rule.promptTitle) <= 32
            assert len(rule.formula1 or "") <= 257


def test_phones_stay_as_they_are_typed(books: dict[str, Workbook]) -> None:
    for name, book in list(books.items())[:3]:
        sheet = book[name]
        column = next(
            cell.column_letter for cell in sheet[3] if str(cell.value).startswith("联系电话")
        )
        assert sheet[f"{column}5"].number_format == "@"
        assert sheet.column_dimensions[column].number_format == "@"


@pytest.mark.parametrize("name", NAMES)
def test_print_set_up(name: str, books: dict[str, Workbook]) -> None:
    sheet = books[name][name]

    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.freeze_panes == "A4"


@pytest.mark.parametrize("name", NAMES)
def test_every_column_is_explained(name: str, books: dict[str, Workbook]) -> None:
    spec = next(item for item in LISTS if item.name == name)
    words = [str(cell.value).strip() for cell in books[name]["填表说明"]["A"]]

    for column in spec.columns:
        must = "必填" if column.required else "选填"
        assert any(line.startswith(f"{column.name}（{must}）：") for line in words)


def test_existing_blank_lists_are_not_overwritten(tmp_path: Path) -> None:
    write_templates(tmp_path)

    again = write_templates(tmp_path)

    assert [path.name for path in again] == [f"{name}(2).xlsx" for name in NAMES]
