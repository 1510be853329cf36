"""The menus of the meeting page: what can be done about a need, and about a decision."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu

from matcher.domain import Decision
from ui.columns import PlanRow
from ui.pages.meeting.names import Names
from ui.pages.meeting.questions import Questions
from ui.pages.meeting.verbs import menu_verbs
from ui.session import Change
from ui.theme import Shade, icon

Propose = Callable[[Change], None]
_QUESTIONS = (
    ("改派给…", "give"),
    ("单位认领…", "claim"),
    ("单位婉拒…", "decline"),
    ("单位上限…", "most"),
    ("单位下限…", "least"),
    ("为什么不是…", "why_not"),
)


def fill_need_menu(
    menu: QMenu,
    row: PlanRow,
    names: Names,
    questions: Questions,
    shade: Shade,
    why_not: str,
    propose: Propose,
    ask_first: Callable[[str], None],
) -> None:
    """Everything that can be done about a need; ``why_not`` says why nothing can be decided now."""
    menu.setToolTipsVisible(True)
    for verb in menu_verbs(row, names):
        drawing = icon(verb.icon, shade.text, shade.muted)
        deed = partial(propose, Change(verb.decision, revoke=verb.revoke))
        menu.addAction(drawing, verb.long_words, deed)
    for text, name in _QUESTIONS:
        menu.addAction(text, partial(ask_first, name))
    steps = menu.addMenu("紧急程度")
    for words, change in questions.urgencies(row):
        steps.addAction(words, partial(propose, change))
    for action in menu.actions():
        action.setEnabled(not why_not)
        action.setToolTip(why_not or action.text())


def fill_decision_menu(
    menu: QMenu, decision: Decision, names: Names, why_not: str, propose: Propose
) -> None:
    """Taking a decision back."""
    words = f"撤回{names.change(decision, revoke=False)}"
    action = menu.addAction(words, partial(propose, Change(decision, revoke=True)))
    action.setEnabled(not why_not)
    action.setToolTip(why_not)
