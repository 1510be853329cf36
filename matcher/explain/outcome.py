"""A plan with everything said about it."""

from collections.abc import Sequence

from matcher.domain import Candidates, Decision, Lists, Options, Outcome, Plan
from matcher.explain.backups import backups
from matcher.explain.idle import idle_resources
from matcher.explain.projects import projects
from matcher.explain.sight import look
from matcher.explain.unmet import unmet_needs


def outcome(
    lists: Lists,
    candidates: Candidates,
    decisions: Sequence[Decision],
    options: Options,
    plan: Plan,
    *,
    month: str,
) -> Outcome:
    """Say what a plan does: one project per met need, a reason for every need and resource left over.

    Args:
        lists: Everything imported.
        candidates: What the plan was made from.
        decisions: Locks, forbids and claims in force.
        options: How it was matched.
        plan: The engine's answer.
        month: ``2026-06``.
    """
    sight = look(lists, candidates, decisions, options, plan, month)
    return Outcome(
        plan=plan,
        projects=projects(sight),
        unmet=unmet_needs(sight),
        idle=idle_resources(sight),
        backups=backups(sight),
    )
