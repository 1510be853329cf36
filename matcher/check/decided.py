"""Does the plan obey the meeting?"""

from collections.abc import Iterator

from matcher.check.case import Case
from matcher.domain import DecisionKind


def decided_maxima_kept(case: Case) -> Iterator[str]:
    """Units serve no more needs than the meeting decided."""
    for decision in case.decisions:
        if decision.kind is DecisionKind.UNIT_MOST and decision.amount is not None:
            count = len({a.need for a in case.plan.assignments if a.unit == decision.unit})
            if count > decision.amount:
                yield f"{decision.unit} 承接了{count}项需求，违反“{decision.words}”"


def decided_minima_kept(case: Case) -> Iterator[str]:
    """Units serve no fewer needs than the meeting decided."""
    for decision in case.decisions:
        if decision.kind is DecisionKind.UNIT_LEAST and decision.amount is not None:
            count = len({a.need for a in case.plan.assignments if a.unit == decision.unit})
            if count < decision.amount:
                yield f"{decision.unit} 只承接了{count}项需求，没有达到“{decision.words}”"


def locks_and_claims_kept(case: Case) -> Iterator[str]:
    """Whoever was locked or claimed serves."""
    by_resource = {(a.need, a.resource) for a in case.plan.assignments}
    by_unit = {(a.need, a.unit) for a in case.plan.assignments}
    for decision in case.decisions:
        if decision.kind is DecisionKind.LOCK:
            kept = (decision.need, decision.resource) in by_resource
        elif decision.kind is DecisionKind.CLAIM:
            kept = (decision.need, decision.unit) in by_unit
        else:
            kept = True
        if not kept:
            yield f"没有执行“{decision.words}”"


def forbids_kept(case: Case) -> Iterator[str]:
    """Nobody serves whom the meeting shut out."""
    for decision in case.decisions:
        if not decision.kind.shuts_out:
            continue
        for a in case.plan.assignments:
            same_need = decision.need is None or decision.need == a.need
            if same_need and (decision.resource == a.resource or decision.unit == a.unit):
                yield f"{a.need} 与 {a.resource} 的对接违反“{decision.words}”"
