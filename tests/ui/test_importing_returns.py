"""The step of the import assistant about lists that came back."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from matcher.domain import NO_CHOICES, Changes, Choices, Origin
from matcher.domain.differences import Difference, DifferenceKind
from matcher.domain.handouts import Answer, Returned, Returns
from matcher.service import DraftView
from ui.pages.importing.returns import ReturnsStep
from ui.pages.importing.words import RETURNS, badges, first_step, is_open, open_points

FILE, SHEET = "派单.xlsx", "任务派单"


def cell(at: str, kind: DifferenceKind) -> Difference:
    return Difference(
        id="XM-202606-003",
        title="老年人义诊",
        label="进展情况",
        exported="拟定",
        theirs="已接单",
        ours="延期",
        kind=kind,
        taken=kind is DifferenceKind.THEIRS,
        origin=Origin(FILE, SHEET, int(at[1:])),
        cell=at,
    )


DRAFT = DraftView(
    files=(),
    samples=(),
    changes=Changes(),
    titles=(),
    proposals=(),
    choices=NO_CHOICES,
    returns=Returns(
        (Returned(FILE, SHEET, "K7Q2", "任务派单", True, 3, 1, missing=("XM-202606-009",)),),
        (
            cell("L4", DifferenceKind.THEIRS),
            cell("L5", DifferenceKind.BOTH),
            cell("L6", DifferenceKind.UNREADABLE),
        ),
    ),
)


@pytest.fixture
def step(qtbot: QtBot) -> Iterator[ReturnsStep]:
    widget = ReturnsStep()
    qtbot.addWidget(widget)
    widget.show_draft(DRAFT, NO_CHOICES)
    yield widget
    widget.close()


def test_questions_stand_first_with_all_three_values(step: ReturnsStep) -> None:
    assert step.panel.view.current_key() == f"{FILE}\n{SHEET}\nL5"
    assert [step.values[key].text() for key in ("exported", "theirs", "ours")] == [
        "拟定",
        "已接单",
        "延期",
    ]


def test_what_came_back_is_summed_up(step: ReturnsStep) -> None:
    assert step.lists.text() == (
        "派单.xlsx › 任务派单（任务派单，回收码 K7Q2）：认出 3 行，其中 1 行未改动；"
        "没有交回 1 行，台账里保留"
    )


@pytest.mark.parametrize("take", [True, False])
def test_a_question_is_answered_by_a_button(step: ReturnsStep, qtbot: QtBot, take: bool) -> None:
    with qtbot.waitSignal(step.revised) as said:
        (step.take_button if take else step.keep_button).click()

    assert said.args == [Choices(answers=(Answer(FILE, SHEET, "L5", take),))]


def test_what_was_not_understood_cannot_be_taken(step: ReturnsStep) -> None:
    step.panel.view.reveal(f"{FILE}\n{SHEET}\nL6")

    assert not step.take_button.isEnabled()
    assert "没有看懂" in step.take_button.toolTip()


def test_an_open_question_is_counted_until_it_is_answered() -> None:
    answered = Choices(answers=(Answer(FILE, SHEET, "L5", True),))

    assert badges(DRAFT, NO_CHOICES)[RETURNS] == "1 处待选定"
    assert badges(DRAFT, answered)[RETURNS] == "3 处改动"
    assert is_open(DRAFT, NO_CHOICES)[RETURNS]
    assert "1 处没有选定" in open_points(DRAFT, NO_CHOICES)
    assert open_points(DRAFT, answered) == ""


def test_the_assistant_begins_with_what_came_back_when_nothing_else_is_asked() -> None:
    assert first_step(DRAFT, NO_CHOICES) == RETURNS
    assert badges(replace(DRAFT, returns=Returns()), NO_CHOICES)[RETURNS] == "没有交回的清单"
