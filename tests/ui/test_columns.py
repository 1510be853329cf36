"""What the tables show of the plan and of the files."""

from dataclasses import replace
from datetime import date

from matcher.domain import Decision, DecisionKind, DecisionSource, NeedStatus
from tests.ui import example
from ui.columns import PLAN, issue_rows, need_columns, plan_rows, project_rows, sheet_rows
from ui.columns.meeting import PlanRow


def row_of(number: int, **changes: object) -> PlanRow:
    return plan_rows(replace(example.round_(), **changes))[number]  # type: ignore[arg-type]  # test only


def test_every_need_has_one_row_in_list_order() -> None:
    round_ = example.round_()
    assert [row.need for row in plan_rows(round_)] == list(round_.lists.needs)


def test_a_served_need_names_its_resource_times_unit_and_score() -> None:
    """400 + 272 + 150 + 80 - 20 = 882."""
    row = row_of(0)
    assert row.status == "已对接"
    assert row.proposal == "志愿理发队上门服务 ×2"
    assert row.units == "顺和美发店"
    assert row.score == 882
    assert row.decided == "锁定"


def test_an_unmet_need_says_why() -> None:
    row = row_of(3)
    assert (row.status, row.reason, row.score) == ("未对接", "时间不合", None)


def test_a_need_that_takes_no_part_says_so() -> None:
    row = row_of(7)
    assert row.need.status is NeedStatus.OUT_OF_SCOPE
    assert row.status == "属物业或职能职责"


def test_before_the_first_match_needs_wait() -> None:
    assert row_of(0, outcome=None).status == "待匹配"


def test_flags_are_shown_where_there_is_no_reason() -> None:
    assert row_of(1).reason == "时间未注明"


def test_lock_claim_and_forbid_have_their_drawings() -> None:
    column = next(column for column in PLAN if column.key == "decided")
    assert column.icon is not None
    need = example.round_().lists.needs[2].id
    forbid = (Decision(DecisionKind.FORBID, need, "ZY-202606-001"),)
    assert column.icon(row_of(2, decisions=forbid)) == "forbid"
    assert column.icon(row_of(0)) == "lock"
    assert column.icon(row_of(1)) == "claim"
    assert column.icon(row_of(4)) == ""


def test_an_overdue_need_shows_both_figures_and_is_sorted_and_found_by_what_counts() -> None:
    """Collected on 1 May, a yellow answer was due on 6 May."""
    urgent = example.round_().lists
    late = replace(urgent.needs[2], urgency=4, collected_on=date(2026, 5, 1))
    row = row_of(0, lists=replace(urgent, needs=(late,)))
    column = next(column for column in PLAN if column.key == "urgency")
    assert column.text(row) == "4→5 超期"
    assert column.order_of(row) == 5
    assert column.values_of(row) == ("5 急",)
    assert column.tip is not None
    assert "2026年5月6日" in column.tip(row)
    moved = Decision(DecisionKind.URGENCY, late.id, amount=2)
    assert column.text(replace(row, counted=None)) == "4 较急"
    assert need_columns(lambda _: row.urgency)[3].text(late) == "4→5 超期"
    assert column.text(row_of(0, lists=replace(urgent, needs=(late,)), decisions=(moved,))) == (
        "4→2 会议调整"
    )


def test_refused_files_lead_the_issues_and_grave_ones_come_first() -> None:
    rows = issue_rows(example.lists())
    assert [row.issue.severity.value for row in rows] == ["error", "error", "warning", "info"]
    assert rows[0].issue.file == "扫描件.pdf"


def test_each_sheet_and_each_refused_file_has_a_line() -> None:
    rows = sheet_rows(example.lists())
    assert [row.file.file for row in rows] == [
        "东桥社区6月需求清单.xlsx",
        "成员单位资源清单.xlsx",
        "扫描件.pdf",
    ]
    assert rows[2].sheet is None
    assert rows[0].count("rows_read") == 27


def test_planned_and_imported_projects_stand_side_by_side_under_different_keys() -> None:
    round_ = example.round_()
    assert round_.outcome is not None
    first = replace(round_.outcome.projects[0], need_ids=())
    both = replace(round_, lists=replace(round_.lists, projects=(first,)))
    keys = [row.key for row in project_rows(both)]
    assert len(keys) == len(set(keys)) == len(round_.outcome.projects) + 1


def test_a_project_that_came_back_stands_once_as_its_unit_reported() -> None:
    round_ = example.round_()
    assert round_.outcome is not None
    first = replace(round_.outcome.projects[0], status="已完成")
    both = replace(round_, lists=replace(round_.lists, projects=(first,)))
    rows = project_rows(both)
    assert len(rows) == len(round_.outcome.projects)
    assert (rows[0].project.status, rows[0].planned) == ("已完成", True)


def test_a_decision_from_elsewhere_says_where_it_comes_from() -> None:
    need = example.round_().lists.needs[0].id
    lock = Decision(DecisionKind.LOCK, need, "ZY-1", source=DecisionSource.INHERITED)
    assert row_of(0, decisions=(lock,)).decided == "锁定（沿用上月）"
