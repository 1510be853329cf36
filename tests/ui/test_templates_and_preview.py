"""The papers page with the print preview and an office's own templates."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from matcher.domain.papers import PaperKind, Privacy
from matcher.domain.prints import Print, PrintPage, PrintSection, Words
from matcher.service import (
    FillTemplates,
    Finished,
    PapersShown,
    PreviewPapers,
    Reply,
    Request,
    WriteForms,
)
from tests.ui import example
from tests.ui.fake_client import FakeClient
from ui.app import Desk

MakeDesk = Callable[[FakeClient], Desk]
A4 = PrintPage(210, 297, 25, 20, 20, 18)
SHOWN = (Print("公示表", PaperKind.NOTICE, Privacy.PUBLIC, (PrintSection(A4, (Words("公示"),)),)),)


def answer(request: Request) -> Reply | None:
    if isinstance(request, PreviewPapers):
        return PapersShown(SHOWN, id=request.id)
    if isinstance(request, FillTemplates | WriteForms):
        return Finished("已生成", Path("出"), id=request.id)
    return None


@pytest.fixture
def client() -> FakeClient:
    made = FakeClient(example.round_())
    made.override = answer
    return made


@pytest.fixture
def desk(make_desk: MakeDesk, client: FakeClient, qtbot: QtBot) -> Desk:
    made = make_desk(client)
    made.session.open(Path("三张清单.db"))
    qtbot.waitUntil(lambda: made.session.state.view is not None)
    return made


def test_the_ticked_papers_are_previewed_in_a_dialog(
    desk: Desk, client: FakeClient, qtbot: QtBot
) -> None:
    page, preview = desk.window.papers, desk.window.paper_desk.preview
    for kind, box in page.chooser.boxes.items():
        box.setChecked(kind is PaperKind.NOTICE)
    desk.window.navigation.go("papers")

    page.preview.click()
    qtbot.waitUntil(lambda: preview.dialog is not None)

    assert client.sent[-1] == PreviewPapers((PaperKind.NOTICE,), id=client.sent[-1].id)
    assert preview.dialog is not None
    assert preview.dialog.shown == SHOWN
    preview.dialog.reject()


def test_templates_are_filled_in_for_the_eyes_chosen(
    desk: Desk, client: FakeClient, qtbot: QtBot, tmp_path: Path
) -> None:
    templates = desk.window.paper_desk.templates
    desk.window.papers.show_folder(tmp_path)

    assert Privacy(templates.panel.level.currentData()) is Privacy.PUBLIC
    assert templates.panel.fill.isEnabled()
    templates.fill([tmp_path / "我的.xlsx"], Privacy.MEETING)
    qtbot.waitUntil(lambda: not desk.session.state.tasks)

    (sent,) = [one for one in client.sent if isinstance(one, FillTemplates)]
    assert (sent.templates, sent.folder, sent.level) == (
        (tmp_path / "我的.xlsx",),
        tmp_path,
        Privacy.MEETING,
    )


def test_our_templates_are_written_where_the_user_says(
    desk: Desk,
    client: FakeClient,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ui.main_window.dialogs.Dialogs.folder", lambda *_: tmp_path)

    desk.window.paper_desk.templates.panel.forms.click()
    qtbot.waitUntil(lambda: not desk.session.state.tasks)

    assert [one.folder for one in client.sent if isinstance(one, WriteForms)] == [tmp_path]
