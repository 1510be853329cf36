"""Importing again: ids stay, nothing is deleted by absence, changes are told."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from matcher.domain import SheetKind
from matcher.intake import compare
from tests.intake.building import Line, book, read, sheet, table
from tests.profiles import examples

HEAD = ["序号", "社区", "需求名称", "受益人数"]
FIRST: Line = [1, "西站社区", "路灯不亮", 50]
SECOND: Line = [2, "西站社区", "缺少座椅", 30]
THIRD: Line = [3, "东站社区", "停车困难", 20]


def ids(*rows: Line) -> dict[str, str]:
    return {need.title: need.id for need in read(table(HEAD, *rows)).needs}


def test_ids_name_month_community_and_number() -> None:
    assert ids(FIRST, SECOND, THIRD) == {
        "路灯不亮": "XQ-202606-西站-001",
        "缺少座椅": "XQ-202606-西站-002",
        "停车困难": "XQ-202606-东站-001",
    }


def test_without_a_community_the_street_stands_in_the_id() -> None:
    assert read(table(["序号", "需求名称"], [1, "路灯"])).needs[0].id == "XQ-202606-街道-001"


def test_resources_and_projects_are_numbered_for_the_month() -> None:
    lists = read(
        table(["资源单位", "资源名称"], ["区医院", "义诊"], file="资源.xlsx"),
        table(
            ["项目名称", "牵头单位", "完成时限"],
            ["清洁家园", "区城管局", "6月底前"],
            file="项目.xlsx",
        ),
    )
    assert [resource.id for resource in lists.resources] == ["ZY-202606-001"]
    assert [project.id for project in lists.projects] == ["XM-202606-001"]


def test_one_of_our_own_ids_in_the_number_column_is_kept() -> None:
    lists = read(
        table(
            ["需求编号", "所属社区", "需求名称"],
            ["XQ-202605-西站-007", "西站社区", "路灯"],
            ["XQ-202606-西站-001", "西站社区", "座椅"],
            [None, "西站社区", "停车"],
        )
    )
    assert {n.title: n.id for n in lists.needs} == {
        "路灯": "XQ-202605-西站-007",
        "座椅": "XQ-202606-西站-001",
        "停车": "XQ-202606-西站-002",
    }


@examples(20)
@given(st.permutations([FIRST, SECOND, THIRD]))
def test_ids_do_not_depend_on_the_order_of_rows(rows: list[Line]) -> None:
    assert ids(*rows) == ids(FIRST, SECOND, THIRD)


def test_ids_do_not_depend_on_the_order_of_files() -> None:
    one = table(HEAD, FIRST, file="甲.xlsx")
    other = table(HEAD, SECOND, THIRD, file="乙.xlsx")
    assert read(one, other) == read(other, one)


def test_the_same_file_again_changes_nothing() -> None:
    same = table(HEAD, FIRST, [4, "西站社区", "路灯不亮", 50], SECOND, THIRD)
    once = read(same)
    twice = read(same, known=once)
    assert twice == once
    changes = compare(once, twice)
    assert (changes.new, changes.changed, changes.missing) == ((), (), ())
    assert len(changes.same) == len(once.needs)


def test_a_corrected_file_updates_by_id_and_keeps_what_it_no_longer_holds() -> None:
    once = read(table(HEAD, FIRST, SECOND, THIRD))
    again = read(
        table(HEAD, [1, "西站社区", "路灯不亮", 80], THIRD, [4, "西站社区", "增设晾衣架", 5]),
        known=once,
    )
    changes = compare(once, again)
    assert changes.changed == ("XQ-202606-西站-001",)
    assert changes.same == ("XQ-202606-东站-001",)
    assert changes.missing == ("XQ-202606-西站-002",)
    assert changes.new == ("XQ-202606-西站-003",)
    gone = next(need for need in again.needs if need.id == "XQ-202606-西站-002")
    assert gone.absent
    assert gone.title == "缺少座椅"


def test_a_row_put_in_above_moves_no_id() -> None:
    once = read(table(HEAD, FIRST, SECOND))
    again = read(
        table(
            HEAD,
            [1, "西站社区", "增设晾衣架", 5],
            [2, "西站社区", "路灯不亮", 50],
            [3, "西站社区", "缺少座椅", 30],
        ),
        known=once,
    )
    now = {need.title: need.id for need in again.needs}
    assert (now["路灯不亮"], now["缺少座椅"]) == ("XQ-202606-西站-001", "XQ-202606-西站-002")
    assert now["增设晾衣架"] == "XQ-202606-西站-003"


def test_reworded_rows_are_found_by_their_number() -> None:
    once = read(table(HEAD, FIRST))
    again = read(table(HEAD, [1, "西站社区", "路灯不亮请维修", 50]), known=once)
    assert [need.id for need in again.needs] == [once.needs[0].id]


def test_facts_of_files_not_read_again_stay() -> None:
    once = read(table(HEAD, FIRST, file="甲.xlsx"), table(HEAD, THIRD, file="乙.xlsx"))
    again = read(table(HEAD, FIRST, file="甲.xlsx"), known=once)
    assert again.needs == once.needs
    assert {report.file for report in again.files} == {"甲.xlsx", "乙.xlsx"}


def test_a_row_that_came_back_is_no_longer_absent() -> None:
    once = read(table(HEAD, FIRST, SECOND))
    without = read(table(HEAD, FIRST), known=once)
    back = read(table(HEAD, FIRST, SECOND), known=without)
    assert back == once


def test_equal_rows_of_two_files_stay_one_when_either_is_read_again() -> None:
    one = table(["社区", "需求名称", "反映人"], ["西站社区", "路灯不亮", "张某某"], file="甲.xlsx")
    other = table(
        ["社区", "需求名称", "反映人"], ["西站社区", "路灯不亮。", "李某某"], file="乙.xlsx"
    )
    once = read(one, other)
    assert len(once.needs) == 1
    assert read(one, known=once).needs == once.needs
    assert read(other, known=once).needs == once.needs


def test_a_sheet_read_as_another_kind_leaves_nothing_of_the_old_one() -> None:
    lines: list[Line] = [["序号", "单位", "内容"], [1, "西站社区", "讲座"]]
    once = read(table(*lines), kinds={"清单.xlsx": SheetKind.NEEDS})
    again = read(table(*lines), known=once, kinds={"清单.xlsx": SheetKind.RESOURCES})
    assert (len(again.needs), len(again.resources)) == (0, 1)


def test_compare_overlooks_where_a_row_stands() -> None:
    once = read(table(HEAD, FIRST, SECOND))
    moved = read(book(sheet([[], [], HEAD, FIRST, SECOND])), known=once)
    assert compare(once, moved).changed == ()
    assert once.needs[0] == replace(moved.needs[0], origin=once.needs[0].origin)
