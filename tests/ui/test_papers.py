"""The page of the papers: what is asked for, what is said before, what is shown afterwards."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from matcher.domain import Confirmation, Round, plan_digest
from matcher.domain.office import Office
from matcher.domain.papers import (
    CsvEncoding,
    PaperFile,
    PaperGroup,
    PaperKind,
    Papers,
    Placing,
    Privacy,
    papers_of,
)
from matcher.service import Changed, PapersWritten, Reply, Request, SetOffice, View, WritePapers
from tests.ui import example
from tests.ui.fake_client import FakeClient
from ui.app import Desk
from ui.pages import PapersPage
from ui.pages.papers import careful
from ui.preferences import Preferences
from ui.session import State, Task
from ui.session.papers import written_words

MEETING, AFTER = papers_of(PaperGroup.MEETING), papers_of(PaperGroup.AFTER)


def confirmed(round_: Round) -> Round:
    assert round_.outcome is not None
    digest = plan_digest(round_.outcome.plan)
    return replace(round_, confirmation=Confirmation(digest, "2026-06-20T09:00:00+08:00"))


def view_of(round_: Round) -> View:
    return FakeClient(round_).view()


@pytest.fixture
def page(preferences: Preferences) -> PapersPage:
    made = PapersPage(preferences)
    made.show_state(State(view=view_of(confirmed(example.round_()))))
    return made


def asked(page: PapersPage) -> list[WritePapers]:
    found: list[WritePapers] = []
    page.wanted.connect(found.append)
    return found


def written(folder: Path) -> Papers:
    return Papers(
        folder,
        (
            PaperFile(PaperKind.AGENDA, folder / "议程.xlsx", Privacy.MEETING),
            PaperFile(
                PaperKind.NOTICE,
                folder / "公示表(2).xlsx",
                Privacy.PUBLIC,
                Placing.BESIDE,
                "“公示表.xlsx”已被修改过，没有覆盖",
            ),
        ),
    )


def test_one_click_asks_for_the_whole_meeting_pack(page: PapersPage) -> None:
    found = asked(page)

    page.pack.click()
    page.after.click()

    assert [request.kinds for request in found] == [MEETING, AFTER]


def test_what_is_ticked_goes_with_level_encoding_date_and_folder(
    page: PapersPage, tmp_path: Path
) -> None:
    found = asked(page)
    for box in page.chooser.boxes.values():
        box.setChecked(False)
    page.chooser.boxes[PaperKind.NEEDS].setChecked(True)
    page.chooser.boxes[PaperKind.CSV].setChecked(True)
    page.chooser.level.setCurrentText("公示版")
    page.chooser.encoding.setCurrentText("GB18030")
    page.chooser.dated.setChecked(False)
    page.show_folder(tmp_path)

    page.ticked.click()

    assert found == [
        WritePapers(
            (PaperKind.NEEDS, PaperKind.CSV),
            tmp_path,
            Privacy.PUBLIC,
            CsvEncoding.GB18030,
            dated=False,
        )
    ]


def test_nothing_ticked_cannot_be_written_and_says_why(page: PapersPage) -> None:
    for box in page.chooser.boxes.values():
        box.setChecked(False)

    assert not page.ticked.isEnabled()
    assert page.ticked.toolTip() == "请先在左边勾选文书"
    assert page.pack.isEnabled()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda r: confirmed(r), ""),
        (lambda r: r, "方案还没有确认下发"),
        (lambda r: replace(confirmed(r), stale=True), "方案不是最新的"),
    ],
)
def test_the_page_says_when_the_plan_should_not_go_out(
    page: PapersPage, change: Callable[[Round], Round], words: str
) -> None:
    page.show_state(State(view=view_of(change(example.round_()))))

    assert words in page.warning.text()
    assert page.warning.isVisibleTo(page) == bool(words)


def test_the_meeting_pack_need_not_be_confirmed_but_up_to_date() -> None:
    round_ = example.round_()

    assert careful(round_, MEETING) == ""
    assert "确认下发" in careful(round_, AFTER)
    assert "重新匹配" in careful(replace(round_, stale=True), MEETING)


def test_without_a_plan_nothing_can_be_written(page: PapersPage) -> None:
    page.show_state(State(view=view_of(replace(example.round_(), outcome=None))))

    assert not page.pack.isEnabled()
    assert page.pack.toolTip() == "还没有方案，请先点“匹配”"


def test_progress_is_shown_and_can_be_stopped(page: PapersPage) -> None:
    stopped: list[bool] = []
    page.cancel_wanted.connect(lambda: stopped.append(True))
    task = Task(1, "正在写任务派单", 3, 60, long=True, can_stop=True)

    page.show_state(State(view=view_of(example.round_()), tasks=(task,)))
    page.cancel.click()

    assert (page.bar.value(), page.bar.maximum()) == (3, 60)
    assert stopped == [True]
    assert not page.pack.isEnabled()


def test_what_was_written_is_listed_with_how_it_came_there(
    page: PapersPage, tmp_path: Path
) -> None:
    page.show_state(State(view=view_of(example.round_()), papers=written(tmp_path)))

    assert [file.path.name for file in page.written.model.rows] == ["议程.xlsx", "公示表(2).xlsx"]
    assert page.open_folder.isEnabled()
    assert page.chosen_files() == written(tmp_path).files


def test_the_notice_counts_files_that_stand_beside(tmp_path: Path) -> None:
    papers = written(tmp_path)

    assert written_words(papers) == "已写好 2 份文书，其中 1 份因原文件被改过或正打开而另存"
    assert written_words(replace(papers, stopped=True)).startswith("已停止，写好了前 2 份文书")


def test_office_fields_become_an_office_with_fonts_in_order(page: PapersPage) -> None:
    kept: list[Office] = []
    page.office_changed.connect(kept.append)
    page.office.fields["name"].setText("锦绣街道党工委")
    page.office.fields["title_fonts"].setText("华文中宋、宋体")
    page.office.fields["body_fonts"].setText("")

    page.office.save_button.click()

    assert kept == [
        Office(name="锦绣街道党工委", title_fonts=("华文中宋", "宋体")),
    ]


def test_saving_without_a_change_is_not_offered(page: PapersPage) -> None:
    assert not page.office.save_button.isEnabled()
    assert page.office.save_button.toolTip() == "没有改动"


def test_other_widgets_can_be_added_as_tabs(page: PapersPage) -> None:
    from PySide6.QtWidgets import QLabel  # noqa: PLC0415 - only here

    page.add_panel(QLabel("预览"), "打印预览")

    assert page.tabs.tabText(page.tabs.count() - 1) == "打印预览"


def test_the_window_asks_before_an_unconfirmed_plan_goes_out(
    make_desk: Callable[[FakeClient], Desk],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    qtbot: object,
) -> None:
    client = FakeClient(example.round_())

    def answer(request: Request) -> Reply | None:
        if isinstance(request, WritePapers):
            return PapersWritten(written(tmp_path), id=request.id)
        if isinstance(request, SetOffice):
            return Changed(client.view(), id=request.id)
        return None

    client.override = answer
    desk = make_desk(client)
    desk.session.open(Path("三张清单.db"))
    qtbot.waitUntil(lambda: desk.session.state.view is not None)  # type: ignore[attr-defined]  # pytest-qt has no types
    said: list[str] = []
    answers = iter((False, True))

    def sure(_dialogs: object, words: str, _button: str) -> bool:
        said.append(words)
        return next(answers)

    monkeypatch.setattr("ui.main_window.dialogs.Dialogs.sure", sure)
    page = desk.window.papers
    desk.window.navigation.go("papers")

    page.after.click()
    assert not [request for request in client.sent if isinstance(request, WritePapers)]
    page.after.click()
    qtbot.waitUntil(lambda: desk.session.state.papers is not None)  # type: ignore[attr-defined]  # as above
    page.office.fields["chair"].setText("张某某")
    page.office.save_button.click()

    assert len(said) == 2
    assert [file.path.name for file in page.written.model.rows] == ["议程.xlsx", "公示表(2).xlsx"]
    assert isinstance(client.sent[-1], SetOffice)
