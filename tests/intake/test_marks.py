"""Ids of blank lists in rows: kept, refused, or said to stand twice."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain import Issue, Lists, Need
from matcher.domain.ids import blank_ids, with_check
from matcher.intake import compare
from matcher.intake.marks import is_damaged, own_id
from tests.intake.building import Line, codes, read, table
from tests.profiles import examples

HEAD = ["需求编号", "所属社区", "需求单位(人)", "需求名称", "具体内容", "紧急程度"]
ONE, TWO, THREE, FOUR = blank_ids("XQ", "2026-06", "K7Q2", 4)
LIGHT: Line = [ONE, "西站社区", "张某某", "路灯不亮", "三号楼前的路灯", "急"]
BENCH: Line = [TWO, "西站社区", "李某某", "缺少座椅", "小广场增设座椅", "一般"]


def by_title(lists: Lists) -> dict[str, str]:
    return {need.title: need.id for need in lists.needs}


def need(lists: Lists, identifier: str) -> Need:
    return next(need for need in lists.needs if need.id == identifier)


def issue(lists: Lists, code: str) -> Issue:
    (found,) = (one for one in lists.issues if one.code == code)
    return found


def put(line: Line, place: int, value: str) -> Line:
    return [*line[:place], value, *line[place + 1 :]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (ONE, ONE),
        (ONE.lower().replace("-", "－"), ONE),
        ("XQ-202606-西站-007", "XQ-202606-西站-007"),
        (with_check("XQ-202606-西站-007"), "XQ-202606-西站-007"),
        ("ZY-202606-012", "ZY-202606-012"),
        ("12", ""),
        ("XQ-7", ""),
        ("西站-007", ""),
    ],
)
def test_the_id_a_number_column_names(text: str, found: str) -> None:
    assert own_id(text) == found
    assert not is_damaged(text)


@pytest.mark.parametrize(
    "text",
    [
        ONE[:-1] + ("2" if ONE[-1] != "2" else "3"),
        ONE[:-2],
        ONE[:-3] + ONE[-2:],
        ONE.replace("-001-", "-O01-"),
        ONE.replace("K7Q2", "K7Q3"),
        ONE.replace("XQ", "QX"),
        "XQ-202606-西站-007-A",
    ],
)
def test_a_damaged_id_is_none_but_is_known_as_ours(text: str) -> None:
    assert own_id(text) == ""
    assert is_damaged(text)


@pytest.mark.parametrize(
    "text", ["", "1", "XQ-001", "2026-06-001", "XQ-2026-西站-3", "ZY-202606-001", "A-1-2"]
)
def test_numbers_of_the_list_itself_are_left_alone(text: str) -> None:
    assert not is_damaged(text)


def test_a_filled_row_keeps_its_id() -> None:
    assert by_title(read(table(HEAD, LIGHT, BENCH))) == {"路灯不亮": ONE, "缺少座椅": TWO}


def test_a_row_with_nothing_but_an_id_is_no_record() -> None:
    lists = read(table(HEAD, LIGHT, [TWO], [THREE, "西站社区", None, None, None, "一般"]))

    assert by_title(lists) == {"路灯不亮": ONE}
    assert [(s.row, s.reason) for s in lists.files[0].sheets[0].skipped] == [
        (3, "未填写的空行"),
        (4, "未填写的空行"),
    ]
    assert codes(lists) == []


def test_an_empty_row_between_does_not_group_the_rows_below() -> None:
    lists = read(table(HEAD, [ONE], put(BENCH, 1, "")))

    assert need(lists, TWO).community == ""


def test_a_row_with_an_id_and_an_applicant_is_asked_about() -> None:
    lists = read(table(HEAD, LIGHT, [TWO, "西站社区", "李某某"]))

    assert codes(lists) == ["row-without-name"]


def test_a_wrong_check_character_is_said_and_the_row_gets_a_new_id() -> None:
    wrong = ONE.replace("K7Q2", "K7Q3")
    lists = read(table(HEAD, put(LIGHT, 0, wrong), BENCH))

    assert by_title(lists) == {"路灯不亮": "XQ-202606-西站-001", "缺少座椅": TWO}
    found = issue(lists, "id-check")
    assert (found.severity.label, found.cell, found.value) == ("提醒", "A2", wrong)
    assert "空白表" in found.message


def test_a_damaged_id_never_stands_for_another_row() -> None:
    once = read(table(HEAD, LIGHT, BENCH))
    counted_on = ONE[:-1] + TWO[-1]
    again = read(
        table(HEAD, LIGHT, BENCH, [counted_on, "西站社区", "王某某", "停车困难"]), known=once
    )

    assert by_title(again) == by_title(once) | {"停车困难": "XQ-202606-西站-001"}
    assert compare(once, again).changed == ()


@pytest.mark.parametrize("wrong", [ONE, TWO.replace("K7Q2", "K7Q3")])
def test_a_number_put_right_later_leaves_no_second_need_behind(wrong: str) -> None:
    once = read(table(HEAD, LIGHT, put(BENCH, 0, wrong)))
    assert by_title(once)["缺少座椅"] == "XQ-202606-西站-001"

    right = read(table(HEAD, LIGHT, BENCH), known=once)
    reworded = read(table(HEAD, LIGHT, put(BENCH, 3, "增设凉亭")), known=right)

    assert by_title(right) == by_title(once)
    assert codes(right) == []
    assert by_title(reworded) == {"路灯不亮": ONE, "增设凉亭": "XQ-202606-西站-001"}


def test_an_id_of_a_resource_is_none_of_a_need() -> None:
    (other,) = blank_ids("ZY", "2026-06", "K7Q2", 1)
    lists = read(table(HEAD, put(LIGHT, 0, other)))

    assert by_title(lists) == {"路灯不亮": "XQ-202606-西站-001"}
    assert "资源清单" in issue(lists, "id-check").message


def test_of_two_rows_with_one_id_both_stay_and_it_is_said() -> None:
    lists = read(table(HEAD, LIGHT, put(BENCH, 0, ONE)))

    assert by_title(lists) == {"路灯不亮": ONE, "缺少座椅": "XQ-202606-西站-001"}
    found = issue(lists, "id-twice")
    assert found.cell == "A3"
    assert "第2行" in found.message


def test_which_of_two_rows_has_the_id_does_not_depend_on_their_order() -> None:
    once = read(table(HEAD, LIGHT))
    again = read(table(HEAD, put(BENCH, 0, ONE), LIGHT), known=once)

    assert by_title(again)["路灯不亮"] == ONE
    assert issue(again, "id-twice").cell == "A2"


def test_corrected_and_sorted_rows_keep_their_ids() -> None:
    once = read(table(HEAD, LIGHT, BENCH))
    again = read(table(HEAD, BENCH, put(LIGHT, 3, "增加充电桩")), known=once)

    changes = compare(once, again)
    assert (changes.new, changes.changed, changes.same, changes.missing) == ((), (ONE,), (TWO,), ())


@examples(20)
@given(
    st.permutations([LIGHT, BENCH, [THREE, "东站社区", "王某某", "停车困难"], [FOUR]]),
    st.booleans(),
)
def test_no_order_of_rows_and_no_name_of_the_file_moves_an_id(
    rows: list[Line], renamed: bool
) -> None:
    once = read(table(HEAD, LIGHT, BENCH, [THREE, "东站社区", "王某某", "停车困难"], [FOUR]))
    again = read(table(HEAD, *rows, file="改.xlsx" if renamed else "清单.xlsx"), known=once)

    assert compare(once, again).same == (ONE, TWO, THREE)
    assert len(again.needs) == 3
    assert codes(again) == []


def test_a_corrected_file_of_another_name_updates_by_id() -> None:
    once = read(table(HEAD, LIGHT, BENCH, file="清单.xlsx"))
    again = read(
        table(HEAD, put(LIGHT, 3, "路灯不亮，请换灯"), BENCH, file="清单（改）.xlsx"), known=once
    )

    changes = compare(once, again)
    assert (changes.new, changes.changed, changes.same, changes.missing) == ((), (ONE,), (TWO,), ())
    assert need(again, ONE).title == "路灯不亮，请换灯"
    assert codes(again) == []


def test_a_row_left_out_of_the_corrected_file_is_missing_not_deleted() -> None:
    once = read(table(HEAD, LIGHT, BENCH))
    again = read(table(HEAD, LIGHT), known=once)

    assert compare(once, again).missing == (TWO,)
    assert by_title(again) == by_title(once)


def test_one_blank_list_used_by_two_communities_loses_nothing() -> None:
    west = table(HEAD, LIGHT, file="西站.xlsx")
    east = table(HEAD, put(put(LIGHT, 1, "东站社区"), 3, "停车困难"), file="东站.xlsx")
    once = read(west)
    both = read(east, known=once)

    assert by_title(both) == {"路灯不亮": ONE, "停车困难": "XQ-202606-东站-001"}
    assert issue(both, "id-twice").file == "东站.xlsx"
    assert by_title(read(east, known=both)) == by_title(both)
    assert by_title(read(west, known=both)) == by_title(both)
    assert by_title(read(east, west)) == by_title(read(west, east))


def test_one_blank_list_filled_in_anew_loses_nothing() -> None:
    once = read(table(HEAD, LIGHT, file="六月.xlsx"))
    new = [ONE, "西站社区", "王某某", "停车困难", "希望开放夜间车位", "重"]
    both = read(table(HEAD, new, file="七月.xlsx"), known=once)

    assert by_title(both) == {"路灯不亮": ONE, "停车困难": "XQ-202606-西站-001"}
    assert codes(both) == ["id-twice"]


def test_a_list_of_fewer_columns_does_not_wipe_out_what_is_known() -> None:
    once = read(table(HEAD, LIGHT))
    short = table(
        ["需求编号", "所属社区", "需求名称"], [ONE, "西站社区", "路灯不亮"], file="短.xlsx"
    )
    both = read(short, known=once)

    assert need(both, ONE).detail == "三号楼前的路灯"
    assert codes(both) == ["id-twice"]


def test_a_merged_row_that_is_corrected_in_another_file_stands_alone_again() -> None:
    twin = put(put(LIGHT, 0, TWO), 2, "李某某")
    once = read(table(HEAD, LIGHT, twin))
    assert [child.applicant for child in need(once, ONE).merged] == ["李某某"]

    again = read(table(HEAD, LIGHT, put(twin, 3, "楼道灯不亮"), file="清单（改）.xlsx"), known=once)

    assert by_title(again) == {"路灯不亮": ONE, "楼道灯不亮": TWO}
    assert need(again, ONE).merged == ()


def test_a_merged_row_stays_when_its_blank_row_is_used_for_something_else() -> None:
    twin = put(put(LIGHT, 0, TWO), 2, "李某某")
    once = read(table(HEAD, LIGHT, twin))
    new: Line = [TWO, "西站社区", "王某某", "停车困难", "希望开放夜间车位", "重"]

    both = read(table(HEAD, new, file="七月.xlsx"), known=once)

    assert by_title(both) == {"路灯不亮": ONE, "停车困难": TWO}
    assert [child.applicant for child in need(both, ONE).merged] == ["李某某"]


def test_a_need_carried_over_keeps_how_long_it_waited() -> None:
    once = read(table(HEAD, LIGHT))
    waited = replace(once, needs=(replace(once.needs[0], months_waited=2),))

    again = read(table(HEAD, LIGHT, file="七月.xlsx"), known=waited, month="2026-07")

    assert need(again, ONE).months_waited == 2
    assert compare(waited, again).same == (ONE,)


def test_resources_go_by_their_ids_too() -> None:
    first, second = blank_ids("ZY", "2026-06", "K7Q2", 2)
    head = ["资源编号", "资源单位", "资源名称", "资源内容"]
    once = read(table(head, [first, "区医院", "义诊", "测血压"], [second]))
    again = read(table(head, [first, "区医院", "健康讲座", "测血压"], file="改.xlsx"), known=once)

    assert [resource.id for resource in once.resources] == [first]
    assert compare(once, again).changed == (first,)
