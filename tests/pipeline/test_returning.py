"""Lists handed out come back: what only they changed is taken, what both changed is asked, the rest stays."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from matcher import pipeline
from matcher.domain import NO_CHOICES, NOTHING_LEARNT, Draft, Lists, PastOutcome, Project, Round
from matcher.domain.differences import DifferenceKind
from matcher.domain.handouts import Answer, Handout
from matcher.domain.papers import PaperKind, Privacy
from matcher.export import write_papers
from matcher.pipeline import handed_out, sent_of
from tests.export.example import MONTH, small_round, street_round

BATCH = "K7Q2"
HEAD = 3


@dataclass(frozen=True, slots=True)
class Case:
    """A hand-out of a month, and where its files are."""

    round_: Round
    paths: tuple[Path, ...]
    handout: Handout

    def back(
        self, path: Path, *, now: Round | None = None, answers: tuple[Answer, ...] = ()
    ) -> Draft:
        """The draft of importing a file that comes back into the month as it is now."""
        month = now or self.round_
        reading = pipeline.read_files(
            [path], month.lists, on_progress=lambda *_: None, stop=lambda: False
        )
        return pipeline.draft(
            reading,
            replace(NO_CHOICES, answers=answers),
            month=MONTH,
            known=month.lists,
            memory=NOTHING_LEARNT,
            sent=[sent_of(self.handout, self.round_)],
            planned=month.outcome.projects if month.outcome else (),
        )


def handed(round_: Round, folder: Path, *kinds: PaperKind) -> Case:
    papers = write_papers(round_, kinds, folder, level=Privacy.INTERNAL, batch=BATCH)
    paths = tuple(file.path for file in papers.files)
    handout = handed_out(
        paths,
        batch=BATCH,
        month=MONTH,
        time="2026-06-20T09:00:00+08:00",
        words="任务派单",
        revision=1,
    )
    return Case(round_, paths, handout)


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return handed(street_round(6), tmp_path_factory.mktemp("street"), PaperKind.PROJECTS)


@pytest.fixture(scope="module")
def slips(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return handed(small_round(), tmp_path_factory.mktemp("slips"), PaperKind.DISPATCH)


@pytest.fixture(scope="module")
def replies(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return handed(small_round(), tmp_path_factory.mktemp("replies"), PaperKind.REPLY)


def column(sheet: Worksheet, heading: str) -> int:
    headings = [str(cell.value).replace("\n", "") for cell in sheet[HEAD]]
    return headings.index(heading) + 1


def edited(path: Path, folder: Path, edit: Callable[[Worksheet], None]) -> Path:
    """A copy with its first sheet changed."""
    book = load_workbook(path)
    edit(book.worksheets[0])
    target = folder / path.name
    book.save(target)
    return target


def written(row: int, **cells: str | None) -> Callable[[Worksheet], None]:
    def edit(sheet: Worksheet) -> None:
        for heading, text in cells.items():
            sheet.cell(row, column(sheet, heading)).value = text

    return edit


def planned(case: Case) -> tuple[Project, ...]:
    assert case.round_.outcome is not None
    return case.round_.outcome.projects


def test_what_nobody_touched_changes_nothing_and_asks_nothing(tmp_path: Path) -> None:
    street = handed(street_round(6), tmp_path, PaperKind.BOOK)

    draft = street.back(street.paths[0])

    assert set(draft.lists.needs) == set(street.round_.lists.needs)
    assert set(draft.lists.resources) == set(street.round_.lists.resources)
    assert draft.lists.projects == ()
    assert draft.returns.differences == ()
    assert draft.lists.issues == ()
    assert [(one.rows, one.untouched, one.marked) for one in draft.returns.sheets] == [
        (6, 6, True),
        (2, 2, True),
        (6, 6, True),
        (8, 8, True),
        (12, 12, True),
    ]


def test_every_row_is_accounted_for(street: Case) -> None:
    (report,) = street.back(street.paths[0]).lists.files

    for sheet in report.sheets:
        assert sheet.rows_read == sheet.rows_imported + sheet.rows_merged + sheet.rows_skipped


def test_progress_day_and_rating_of_a_project_go_into_the_month(
    street: Case, tmp_path: Path
) -> None:
    first = planned(street)[0]
    path = edited(street.paths[0], tmp_path, written(4, 进展情况="已完成", 备注="居民反映好"))

    draft = street.back(path)

    (project,) = draft.lists.projects
    assert (project.id, project.status, project.remark) == (first.id, "已完成", "居民反映好")
    assert (project.lead_unit, project.need_ids, project.content) == (
        first.lead_unit,
        first.need_ids,
        first.content,
    )
    assert [(d.label, d.theirs, d.kind, d.taken) for d in draft.returns.differences] == [
        ("进展情况", "已完成", DifferenceKind.THEIRS, True),
        ("备注", "居民反映好", DifferenceKind.THEIRS, True),
    ]


def changed_here(case: Case, status: str) -> Round:
    """The month after the first project's progress was written down here."""
    first = replace(planned(case)[0], status=status)
    return replace(case.round_, lists=replace(case.round_.lists, projects=(first,)))


def test_a_cell_both_changed_is_asked_with_all_three_values(street: Case, tmp_path: Path) -> None:
    path = edited(street.paths[0], tmp_path, written(4, 进展情况="已完成"))
    now = changed_here(street, "延期")

    draft = street.back(path, now=now)

    (asked,) = draft.returns.questions
    assert (asked.exported, asked.theirs, asked.ours) == ("拟定", "已完成", "延期")
    assert draft.lists.projects == now.lists.projects
    assert [issue.code for issue in draft.lists.issues] == ["return-both"]


def test_the_answer_to_a_question_is_obeyed(street: Case, tmp_path: Path) -> None:
    path = edited(street.paths[0], tmp_path, written(4, 进展情况="已完成"))
    now = changed_here(street, "延期")
    (asked,) = street.back(path, now=now).returns.questions

    theirs = street.back(path, now=now, answers=(Answer(*asked.key, take=True),))
    ours = street.back(path, now=now, answers=(Answer(*asked.key, take=False),))

    assert [project.status for project in theirs.lists.projects] == ["已完成"]
    assert [project.status for project in ours.lists.projects] == ["延期"]


def test_a_cell_only_changed_here_stays(street: Case) -> None:
    now = changed_here(street, "延期")

    draft = street.back(street.paths[0], now=now)

    assert draft.lists.projects == now.lists.projects
    assert draft.returns.differences == ()


def test_a_cell_both_changed_to_the_same_is_no_question(street: Case, tmp_path: Path) -> None:
    path = edited(street.paths[0], tmp_path, written(4, 进展情况="已完成"))

    assert street.back(path, now=changed_here(street, "已完成")).returns.differences == ()


def test_an_emptied_cell_is_asked_and_ours_stays(street: Case, tmp_path: Path) -> None:
    path = edited(street.paths[0], tmp_path, written(4, 服务内容=None))

    draft = street.back(path)

    (asked,) = draft.returns.questions
    assert (asked.kind, asked.theirs, asked.taken) == (DifferenceKind.CLEARED, "", False)
    assert draft.lists.projects == ()


def test_a_row_left_out_stays_and_is_told(street: Case, tmp_path: Path) -> None:
    path = edited(street.paths[0], tmp_path, lambda sheet: sheet.delete_rows(5))

    draft = street.back(path)

    assert draft.returns.sheets[0].missing == (planned(street)[1].id,)
    assert [issue.code for issue in draft.lists.issues] == ["return-missing"]


def test_a_new_row_becomes_a_project_of_its_own(street: Case, tmp_path: Path) -> None:
    path = edited(
        street.paths[0],
        tmp_path,
        written(10, 所属社区="示例东社区", 项目名称="楼道堆物清理", 服务内容="周末集中清理一次"),
    )

    draft = street.back(path)

    (project,) = draft.lists.projects
    assert (project.title, project.community) == ("楼道堆物清理", "示例东社区")
    assert project.id not in {one.id for one in planned(street)}
    assert draft.returns.sheets[0].fresh == (10,)


def test_an_id_that_stands_twice_is_told_and_the_copy_not_taken(
    street: Case, tmp_path: Path
) -> None:
    first = planned(street)[0].id
    path = edited(
        street.paths[0], tmp_path, written(10, 项目编号=first, 项目名称="别的事", 服务内容="别的")
    )

    draft = street.back(path)

    assert draft.returns.sheets[0].twice == (10,)
    assert draft.lists.projects == ()
    assert [(issue.code, issue.cell) for issue in draft.lists.issues] == [("id-twice", "A10")]


@pytest.mark.parametrize("text", [None, "XM-202606-00"])
def test_a_damaged_id_is_told_with_the_row_it_looks_like(
    text: str | None, street: Case, tmp_path: Path
) -> None:
    path = edited(street.paths[0], tmp_path, written(4, 项目编号=text, 进展情况="已完成"))

    draft = street.back(path)

    assert draft.returns.sheets[0].damaged == (4,)
    assert draft.lists.projects == ()
    (issue,) = [one for one in draft.lists.issues if one.code == "id-check"]
    assert planned(street)[0].id in issue.message


def test_a_units_answer_becomes_the_state_of_the_project(slips: Case, tmp_path: Path) -> None:
    (project,) = planned(slips)
    hospital = next(path for path in slips.paths if "人民医院" in path.name)
    path = edited(
        hospital,
        tmp_path,
        written(4, 接单意见="接单", 责任人="李某某", 完成日期="2026-06-27", 反馈说明="自带设备"),
    )

    (back,) = slips.back(path).lists.projects

    assert (back.id, back.status, back.leader) == (project.id, "已接单", "李某某")
    assert f"{back.finished_on}" == "2026-06-27"
    assert ("反馈说明", "自带设备") in back.extra
    assert (back.lead_unit, back.coop_units) == (project.lead_unit, project.coop_units)


def test_two_units_answers_that_differ_are_a_question(slips: Case, tmp_path: Path) -> None:
    lead, coop = sorted(slips.paths, key=lambda path: "人民医院" not in path.name)
    first = slips.back(edited(lead, tmp_path, written(4, 接单意见="接单")))
    now = replace(slips.round_, lists=first.lists)

    second = slips.back(edited(coop, tmp_path, written(4, 接单意见="婉拒")), now=now)

    (asked,) = second.returns.questions
    assert (asked.ours, asked.theirs) == ("已接单", "婉拒")
    assert second.lists.projects[0].status == "已接单"


def test_a_second_return_of_one_list_is_compared_with_the_first(
    slips: Case, tmp_path: Path
) -> None:
    lead = next(path for path in slips.paths if "人民医院" in path.name)
    first = slips.back(edited(lead, tmp_path, written(4, 接单意见="需协商")))
    now = replace(slips.round_, lists=first.lists)

    second = slips.back(edited(lead, tmp_path, written(4, 接单意见="接单")), now=now)

    assert second.returns.questions == ()
    assert [project.status for project in second.lists.projects] == ["已接单"]


def test_a_communitys_reply_is_kept_with_its_need(replies: Case, tmp_path: Path) -> None:
    west = next(path for path in replies.paths if "西站" in path.name)
    path = edited(west, tmp_path, written(4, 回告情况="已回告", 回告日期="2026-06-28"))

    draft = replies.back(path)

    need = next(one for one in draft.lists.needs if one.id == "XQ-202606-西站-001")
    before = next(one for one in replies.round_.lists.needs if one.id == need.id)
    assert set(need.extra) == {("回告情况", "已回告"), ("回告日期", "2026-06-28")}
    assert replace(need, extra=before.extra) == before
    assert draft.changes.changed == (need.id,)


def test_words_that_are_no_day_are_told_and_not_taken(slips: Case, tmp_path: Path) -> None:
    lead = next(path for path in slips.paths if "人民医院" in path.name)

    draft = slips.back(edited(lead, tmp_path, written(4, 完成日期="等通知")))

    assert [one.kind for one in draft.returns.differences] == [DifferenceKind.UNREADABLE]
    assert [issue.code for issue in draft.lists.issues] == ["date-unclear"]
    assert draft.lists.projects == ()


def test_words_that_are_no_day_do_not_silently_take_the_place_of_a_day(
    slips: Case, tmp_path: Path
) -> None:
    lead = next(path for path in slips.paths if "人民医院" in path.name)
    first = slips.back(edited(lead, tmp_path, written(4, 完成日期="2026-06-18")))
    now = replace(slips.round_, lists=first.lists)

    second = slips.back(edited(lead, tmp_path, written(4, 完成日期="2026-13-45")), now=now)

    (told,) = second.returns.differences
    assert (told.kind, told.taken) == (DifferenceKind.UNREADABLE, False)
    (project,) = second.lists.projects
    assert project.finished_on == date(2026, 6, 18)


def test_a_project_renumbered_since_is_found_by_its_need(street: Case, tmp_path: Path) -> None:
    path = edited(street.paths[0], tmp_path, written(4, 进展情况="已完成"))
    first = planned(street)[0]
    outcome = street.round_.outcome
    assert outcome is not None
    moved = replace(first, id="XM-202606-099")
    now = replace(street.round_, outcome=replace(outcome, projects=(*outcome.projects[1:], moved)))

    (project,) = street.back(path, now=now).lists.projects

    assert (project.id, project.need_ids, project.status) == (moved.id, first.need_ids, "已完成")


def test_without_its_code_a_list_is_known_by_its_ids_and_this_is_told(
    street: Case, tmp_path: Path
) -> None:
    def unmark(sheet: Worksheet) -> None:
        sheet.cell(2, 1).value = "填报单位："

    draft = street.back(edited(street.paths[0], tmp_path, unmark))

    assert draft.returns.differences == ()
    assert [issue.code for issue in draft.lists.issues] == ["return-unmarked"]


def test_nothing_handed_out_means_nothing_is_taken_for_a_return(street: Case) -> None:
    lists = pipeline.load(street.paths, month=MONTH)

    assert isinstance(lists, Lists)
    assert len(lists.projects) == 6


def test_what_came_back_is_a_precedent_for_the_next_month(slips: Case, tmp_path: Path) -> None:
    (project,) = planned(slips)
    lead = next(path for path in slips.paths if project.lead_unit in path.name)
    draft = slips.back(edited(lead, tmp_path, written(4, 接单意见="婉拒")))

    past = pipeline.precedents_from([replace(slips.round_, lists=draft.lists)], "2026-07")

    said = {(one.unit, one.outcome) for one in past}
    assert (project.lead_unit, PastOutcome.DECLINED) in said
    assert (project.lead_unit, PastOutcome.CONFIRMED) not in said


def test_a_communitys_rating_reaches_the_project_and_the_precedents(tmp_path: Path) -> None:
    case = handed(small_round(), tmp_path / "发出", PaperKind.RATING)
    (project,) = planned(case)
    path = edited(
        case.paths[0],
        tmp_path,
        written(4, 完成情况="已完成", 完成日期="2026-06-27", 满意度="满意", 意见建议="多来几次"),
    )

    draft = case.back(path)

    (back,) = draft.lists.projects
    assert (back.status, f"{back.finished_on}", back.rating) == ("已完成", "2026-06-27", "满意")
    assert ("意见建议", "多来几次") in back.extra
    past = pipeline.precedents_from([replace(case.round_, lists=draft.lists)], "2026-07")
    assert {one.rating for one in past if one.unit == project.lead_unit} == {50}


def test_what_was_taken_back_is_remembered_over_an_import_of_other_files(
    slips: Case, tmp_path: Path
) -> None:
    lead = next(path for path in slips.paths if "人民医院" in path.name)
    first = slips.back(edited(lead, tmp_path, written(4, 接单意见="接单")))
    other = tmp_path / "新需求.csv"
    other.write_text("需求名称,所属社区\n修路灯,西站社区\n", encoding="utf-8")

    later = slips.back(other, now=replace(slips.round_, lists=first.lists))

    assert later.lists.returned == first.lists.returned != ()
    assert later.lists.projects == first.lists.projects
