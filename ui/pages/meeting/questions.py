"""Questions that come before a change can be proposed: which resource, which unit, why, how many."""

from PySide6.QtWidgets import QDialog, QWidget

from matcher.domain import Decision, DecisionKind, Resource, Round
from ui.columns import PlanRow
from ui.pages.meeting.asking import DECLINE_PHRASES, NumberDialog, PhraseDialog
from ui.pages.meeting.choose import Choose, Purpose
from ui.pages.meeting.verbs import moved, unit_most
from ui.session import Change
from ui.theme import Shade
from ui.wording import URGENCY, counted_urgency, urgency

_MOST = 1000


class Questions:
    """The dialogs of the meeting page."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def ask(
        self, name: str, row: PlanRow, round_: Round, shade: Shade, resource: str = ""
    ) -> Change | None:
        """Ask what is still open about a change; ``None`` when the user gives it up.

        Args:
            name: ``give``, ``claim``, ``decline``, ``most`` or ``urgency``.
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
        return self._most(row, round_) if name == "most" else self._urgency(row)

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

    def _most(self, row: PlanRow, round_: Round) -> Change | None:
        unit = next((item.unit for item, _ in row.assignments), "")
        if not unit and row.unmet and row.unmet.nearest:
            units = {item.id: item.unit for item in round_.lists.resources}
            unit = units.get(row.unmet.nearest[0][0], "")
        if not unit:
            return None
        question = f"{unit}本轮最多承接几项？"
        now = unit_most(round_, unit)
        dialog = NumberDialog("单位上限", question, now, _MOST, " 项", self._window)
        if not self._done(dialog):
            return None
        return Change(Decision(DecisionKind.UNIT_MOST, unit=unit, amount=dialog.number()))

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
