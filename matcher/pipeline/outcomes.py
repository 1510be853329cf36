"""A plan made into the outcome of a month: checked, explained, and compared with the one before."""

from collections.abc import Sequence
from dataclasses import replace

from matcher import check, explain
from matcher.domain import (
    Candidates,
    Decision,
    DecisionKind,
    Lists,
    Outcome,
    Plan,
    Round,
    shifts_between,
)


class BrokenPlan(Exception):
    """The engine gave a plan that breaks a hard rule: a bug, never shown as a plan.

    Attributes:
        violations: The checker's sentences.
    """

    def __init__(self, violations: Sequence[str]) -> None:
        super().__init__("；".join(violations))
        self.violations = tuple(violations)


def with_urgencies(lists: Lists, decisions: Sequence[Decision]) -> Lists:
    """The lists with needs as urgent as the meeting decided."""
    moved = {d.need: d.amount for d in decisions if d.kind is DecisionKind.URGENCY}
    if not moved:
        return lists
    needs = (replace(n, urgency=moved.get(n.id) or n.urgency) for n in lists.needs)
    return replace(lists, needs=tuple(needs))


def explained(round_: Round, found: Candidates, plan: Plan) -> Round:
    """The round with a plan, checked, with everything said about it and what it changes.

    Raises:
        BrokenPlan: A bug; the plan breaks a hard rule and is not handed out.
    """
    decisions, options = round_.decisions, round_.options
    broken = check.violations(found, decisions, options, plan)
    if broken:
        raise BrokenPlan(broken)
    lists = with_urgencies(round_.lists, decisions)
    outcome: Outcome = explain.outcome(lists, found, decisions, options, plan, month=round_.month)
    if round_.outcome is not None:
        shifts = shifts_between(round_.outcome.plan, plan)
        outcome = replace(outcome, changed=shifts)
    return replace(round_, outcome=outcome, stale=False)
