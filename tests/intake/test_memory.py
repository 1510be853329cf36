"""What a user corrected once is applied next month, as far as it fits."""

import msgspec

from matcher.domain import Layout, Memory, SheetKind
from matcher.intake import learn
from tests.intake.building import book, codes, columns, read, sheet, table

MAY = (
    ["社区", "甲列", "乙列"],
    ["西站社区", "路灯不亮", "张某某"],
    ["东站社区", "座椅坏了", "李某某"],
)
JUNE = (["六月清单"], ["社区", "甲列", "乙列"], ["西站社区", "停车困难", "王某某"])
PLACE = ("清单.xlsx", "Sheet1")
CORRECTION = Layout(
    kind=SheetKind.NEEDS, header_row=1, columns=(("B", "title"), ("C", "applicant"))
)


def test_corrections_of_kind_header_and_columns_are_obeyed() -> None:
    lists = read(table(*MAY), layouts={PLACE: CORRECTION})
    assert lists.files[0].sheets[0].kind is SheetKind.NEEDS
    assert columns(lists) == {"A": "community", "B": "title", "C": "applicant"}
    assert {need.title for need in lists.needs} == {"路灯不亮", "座椅坏了"}


def test_a_corrected_header_row_makes_the_lines_above_a_title() -> None:
    lines = (["社区", "需求名称"], ["社区", "需求名称"], ["西站社区", "路灯"])
    lists = read(table(*lines), layouts={PLACE: Layout(header_row=2)})
    assert lists.files[0].sheets[0].header_row == 2
    assert lists.files[0].sheets[0].rows_read == 1


def test_next_month_the_same_header_needs_no_question() -> None:
    confirmed = read(table(*MAY), layouts={PLACE: CORRECTION})
    memory = learn(confirmed, {PLACE: CORRECTION})
    lists = read(table(*JUNE), memory=memory)
    assert [(need.title, need.applicant) for need in lists.needs] == [("停车困难", "王某某")]
    assert "column-unsure" not in codes(lists)


def test_columns_in_another_order_are_remembered_by_their_header() -> None:
    memory = learn(read(table(*MAY), layouts={PLACE: CORRECTION}), {PLACE: CORRECTION})
    lists = read(table(["乙列", "社区", "甲列"], ["王某某", "西站社区", "停车困难"]), memory=memory)
    assert columns(lists) == {"A": "applicant", "B": "community", "C": "title"}


def test_what_does_not_fit_any_more_is_told() -> None:
    memory = learn(read(table(*MAY), layouts={PLACE: CORRECTION}), {PLACE: CORRECTION})
    changed = table(["社区", "甲列", "乙列", "紧急程度"], ["西站社区", "停车困难", "王某某", "急"])
    lists = read(changed, memory=memory)
    assert columns(lists) == {"A": "community", "B": "title", "C": "applicant", "D": "urgency"}
    assert "memory-partial" in codes(lists)


def test_a_column_the_user_left_out_stays_out() -> None:
    lines = (["社区", "需求名称", "备注"], ["西站社区", "路灯", "内部"])
    correction = Layout(columns=(("C", ""),))
    memory = learn(read(table(*lines), layouts={PLACE: correction}), {PLACE: correction})
    lists = read(table(*lines), memory=memory)
    assert columns(lists) == {"A": "community", "B": "title"}
    assert lists.needs[0].extra == (("备注", "内部"),)


def test_a_sheet_the_user_left_out_stays_out() -> None:
    lines = (["社区", "需求名称"], ["西站社区", "路灯"])
    correction = Layout(kind=SheetKind.OTHER)
    memory = learn(read(table(*lines), layouts={PLACE: correction}), {PLACE: correction})
    assert read(table(*lines), memory=memory).needs == ()


def test_remembered_spellings_of_units_are_resolved() -> None:
    memory = Memory(unit_aliases=(("市医", "官渡区人民医院"),))
    lists = read(table(["单位名称", "资源名称"], ["市医", "义诊"]), memory=memory)
    assert lists.resources[0].unit == "官渡区人民医院"


def test_memory_survives_being_stored_as_json() -> None:
    memory = learn(
        read(table(*MAY), layouts={PLACE: CORRECTION}),
        {PLACE: CORRECTION},
        aliases=[("市医", "区医院")],
    )
    assert msgspec.json.decode(msgspec.json.encode(memory), type=Memory) == memory


def test_learning_again_replaces_what_was_learnt_of_the_same_header() -> None:
    first = learn(read(table(*MAY), layouts={PLACE: CORRECTION}), {PLACE: CORRECTION})
    other = Layout(kind=SheetKind.NEEDS, columns=(("B", "detail"), ("C", "contact")))
    second = learn(read(table(*MAY), layouts={PLACE: other}), {PLACE: other}, memory=first)
    assert len(second.sheets) == 1
    assert dict(second.sheets[0].columns)["乙列"] == "contact"


def test_a_hidden_sheet_can_be_taken_in() -> None:
    hidden = book(sheet([["社区", "需求名称"], ["西站社区", "路灯"]], hidden=True))
    assert len(read(hidden, layouts={PLACE: Layout(include=True)}).needs) == 1


def test_a_header_line_pointed_at_once_is_found_by_itself_next_time() -> None:
    lines = (
        ["甲乙丙", "子丑寅", "卯辰巳"],
        ["路灯坏了", "西站社区", "急"],
        ["漏水", "西站社区", "急"],
    )
    layout = Layout(
        kind=SheetKind.NEEDS,
        header_row=1,
        columns=(("A", "title"), ("B", "community"), ("C", "urgency")),
    )
    corrections = {("清单.xlsx", "Sheet1"): layout}
    first = read(table(*lines), layouts=corrections)
    assert len(first.needs) == 2

    memory = learn(first, corrections)
    again = read(table(["西站社区七月"], *lines, file="七月.xlsx"), memory=memory)

    assert again.files[0].sheets[0].header_row == 2
    assert {need.title for need in again.needs} == {"路灯坏了", "漏水"}
