"""Every action that cannot be done says why."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from matcher.domain import Lists, Round
from matcher.service import ImportFiles, View
from tests.ui import example
from tests.ui.fake_client import FakeClient
from ui.actions import ACTIONS, Action, Situation

BY_NAME = {action.name: action for action in ACTIONS}
EMPTY = FakeClient().view()
FULL = FakeClient(example.round_()).view()


class Intents:
    """Writes down what was asked of the session."""

    def __init__(self) -> None:
        self.asked: list[object] = []

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - stands in for any method
        return lambda *values: self.asked.append((name, *values))


class Questions:
    """A user who answers everything, or nothing."""

    def __init__(self, answers: bool) -> None:
        self._answers = answers

    def files(self) -> tuple[Path, ...]:
        """Two files."""
        return (Path("甲.xlsx"), Path("乙.xlsx")) if self._answers else ()

    def folder(self, purpose: str, title: str) -> Path | None:
        """A folder."""
        return Path("夹") if self._answers else None

    def month(self, proposed: str) -> str | None:
        """The month proposed."""
        return proposed if self._answers else None

    def about(self) -> None:
        """Nothing."""


def with_round(view: View, round_: Round) -> View:
    return replace(view, round=round_)


@pytest.mark.parametrize(
    ("name", "now", "words"),
    [
        ("import", Situation(), "台账还没有打开"),
        ("import", Situation(replace(EMPTY, read_only="另一个窗口正在使用")), "另一个窗口正在使用"),
        ("match", Situation(EMPTY), "请先导入需求清单和资源清单"),
        (
            "match",
            Situation(with_round(EMPTY, Round("2026-06", Lists(needs=example.lists(1, 1).needs)))),
            "请先导入资源清单",
        ),
        ("match", Situation(FULL, "正在导入", True), "正在导入，请等它完成或点“取消”"),
        ("undo", Situation(EMPTY), "本月还没有可以撤销的操作"),
        ("redo", Situation(EMPTY), "没有撤销过的操作可以重做"),
        ("export", Situation(EMPTY), "还没有方案，请先点“匹配”"),
        ("export", Situation(replace(FULL, read_only="只能查看")), ""),
        ("cancel", Situation(FULL), "现在没有正在进行的工作"),
        ("cancel", Situation(FULL, "正在导出", False), "正在导出，这一步很快就好，不能中途停止"),
        ("cancel", Situation(FULL, "正在导入", True), ""),
        ("match", Situation(FULL), ""),
        ("templates", Situation(), ""),
        ("reopen", Situation(EMPTY), "台账已经打开"),
        ("reopen", Situation(), ""),
        ("reopen", Situation(replace(EMPTY, read_only="只能查看")), ""),
    ],
)
def test_why_not(name: str, now: Situation, words: str) -> None:
    assert BY_NAME[name].why_not(now) == words


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_names_and_shortcuts_are_unique(action: Action) -> None:
    assert sum(other.name == action.name for other in ACTIONS) == 1
    if action.shortcut:
        assert sum(other.shortcut == action.shortcut for other in ACTIONS) == 1


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("import", ("draft_import", (Path("甲.xlsx"), Path("乙.xlsx")))),
        ("export", ("export", Path("夹"))),
        ("templates", ("write_templates", Path("夹"))),
        ("new_month", ("switch_month", "2026-07")),
        ("carry_over", ("carry_over",)),
        ("match", ("match",)),
        ("undo", ("undo",)),
        ("redo", ("redo",)),
        ("cancel", ("cancel",)),
        ("reopen", ("reopen",)),
    ],
)
def test_what_an_action_asks_of_the_session(name: str, asked: object) -> None:
    intents: Any = Intents()
    BY_NAME[name].run(intents, Questions(True), Situation(FULL))
    assert intents.asked == [asked]


@pytest.mark.parametrize("name", ["import", "export", "templates", "new_month"])
def test_a_question_without_answer_asks_nothing_of_the_session(name: str) -> None:
    intents: Any = Intents()
    BY_NAME[name].run(intents, Questions(False), Situation(FULL))
    assert intents.asked == []


def test_undo_and_redo_say_what_they_would_do() -> None:
    client = FakeClient()
    client.send(ImportFiles((Path("甲.xlsx"),)))
    undone = replace(client.view(), can_undo=True)
    assert BY_NAME["undo"].tip(Situation(undone)) == "撤销：导入文件"
