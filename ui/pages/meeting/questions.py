"""Questions that come before a change can be proposed: which resource, which unit, why, how many."""

from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QWidget

from matcher.domain import Decision, DecisionKind, Resource, Round
from ui.columns import PlanRow
from ui.pages.meeting.asking import DECLINE_PHRASES, NumberDialog, PhraseDialog
from ui.pages.meeting.choose import Choose, Purpose
from ui.pages.meeting.verbs import moved, unit_least, unit_most
from ui.session import Change
from ui.theme import Shade
from ui.wording import URGENCY, counted_urgency, urgency

_MOST = 1000


@dataclass(frozen=True, slots=True)
class _Asked:
    """How a number of needs is asked for.

    Attributes:
        kind: What is decided by it.
        title: Of the dialog.
        how: 最多 or 至少.
        low: The smallest number that says something.
    """

    kind: DecisionKind
    title: str
    how: str
    low: int


_MOST_ASKED = _Asked(DecisionKind.UNIT_MOST, "单位上限", "最多", 0)
_LEAST_ASKED = _Asked(DecisionKind.UNIT_LEAST, "单位下限", "至少", 1)


class Questions:
    """The dialogs of the meeting page."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def ask(
        self, name: str, row: PlanRow, round_: Round, shade: Shade, resource: str = ""
    ) -> Change | None:
        """Ask what is still open about a change; ``None`` when the user gives it up.

        Args:
            name: ``give``, ``claim``, ``decline``, ``most``, ``least`` or ``urgency``.
            row: The need it is about.
            round_: The month.
            shade: Colours of the dialogs.
            resource: The resource it is about, or empty.
        """
        if name in ("give", "claim"):
            chosen = self._chosen(row, round_, shade, Purpose(name))
            if chosen is None:
                return None
            if name == "claim":
                return Change(Decision(DecisionKind.CLAIM, row.need.id, unit=chosen.unit))
            return moved(row, chosen.id)
        if name == "decline":
            return self._decline(row, resource)
        if name in ("most", "least"):
            return self._number(name, row, round_)
        return self._urgency(row)

    def resource(self, row: PlanRow, round_: Round, shade: Shade) -> str:
        """Which resource is asked about; empty when none is."""
        chosen = self._chosen(row, round_, shade, Purpose.WHY_NOT)
        return chosen.id if chosen else ""

    def _chosen(
        self, row: PlanRow, round_: Round, shade: Shade, purpose: Purpose
    ) -> Resource | None:
        dialog = Choose(row.need, round_.lists.resources, shade, purpose, parent=self._window)
        chosen = dialog.chosen() if dialog.exec() else None
        dialog.deleteLater()
        return chosen

    def _decline(self, row: PlanRow, resource: str) -> Change | None:
        units = {item.resource: item.unit for item, _ in row.assignments}
        resource = resource or next(iter(units), "")
        if not resource:
            return None
        question = (
            f"{units.get(resource, '该单位')}为什么不能承接“{row.need.title}”？（按数字键选）"
        )
        dialog = PhraseDialog("单位婉拒", question, DECLINE_PHRASES, "看看影响", self._window)
        reason = dialog.phrase() if self._done(dialog) else ""
        if not reason:
            return None
        decision = Decision(DecisionKind.DECLINE, row.need.id, unit=units[resource], reason=reason)
        return Change(decision)

    def _number(self, name: str, row: PlanRow, round_: Round) -> Change | None:
        """The most or the least that the unit of a need is to serve; the nearest unit's, when nobody serves it."""
        unit = next((item.unit for item, _ in row.assignments), "")
        if not unit and row.unmet and row.unmet.nearest:
            units = {item.id: item.unit for item in round_.lists.resources}
            unit = units.get(row.unmet.nearest[0][0], "")
        if not unit:
            return None
        asked = _MOST_ASKED if name == "most" else _LEAST_ASKED
        now = unit_most(round_, unit) if name == "most" else unit_least(round_, unit)
        question = f"{unit}本轮{asked.how}承接几项？"
        dialog = NumberDialog(asked.title, question, now, (asked.low, _MOST), " 项", self._window)
        if not self._done(dialog):
            return None
        return Change(Decision(asked.kind, unit=unit, amount=dialog.number()))

    def _urgency(self, row: PlanRow) -> Change | None:
        steps = [urgency(step) for step in URGENCY]
        question = (
            f"“{row.need.title}”本轮按几级紧急？（现为 {counted_urgency(row.urgency)}，按数字键选）"
        )
        dialog = PhraseDialog("紧急程度", question, steps, "看看影响", self._window)
        dialog.own.hide()
        dialog.list.setCurrentRow(row.urgency.counts - 1)
        if not self._done(dialog):
            return None
        step = dialog.list.currentRow() + 1
        return Change(Decision(DecisionKind.URGENCY, row.need.id, amount=step))

    def _done(self, dialog: QDialog) -> bool:
        done = bool(dialog.exec())
        dialog.deleteLater()
        return done

    # -- without a question

    def urgencies(self, row: PlanRow) -> list[tuple[str, Change]]:
        """Every step of urgency as a change."""
        return [
            (urgency(step), Change(Decision(DecisionKind.URGENCY, row.need.id, amount=step)))
            for step in URGENCY
            if step != row.urgency.counts
        ]

    def dropped(self, row: PlanRow, onto: str, round_: Round) -> Change | None:
        """A need was dragged onto a resource, or onto a unit (which claims it); ``None`` for anything else."""
        if any(item.id == onto for item in round_.lists.resources):
            return moved(row, onto)
        if any(item.unit == onto for item in round_.lists.resources):
            return Change(Decision(DecisionKind.CLAIM, row.need.id, unit=onto))
        return None
