"""A proof that somebody else can check: prices for every level, in a file that needs no solver to be verified.

A plan is proven best by the engines' own search. A certificate repeats the proof in a form that plain
arithmetic can follow: for each level the prices of the linear relaxation, and where these alone leave a
gap, a tree of cases each with its own prices. Whoever does not trust the engines runs ``verify``.
"""

from collections.abc import Sequence
from dataclasses import replace
from time import monotonic

from matcher import check
from matcher.certify.file import read, write
from matcher.certify.verdict import Verdict, stated, times_of, verdict
from matcher.domain import (
    CERTIFICATE_VERSION,
    Assignment,
    Candidates,
    Certificate,
    Decision,
    Options,
    Pair,
    Part,
    Plan,
    Progress,
    Stop,
    never,
    silent,
)
from matcher.domain.certificate import EngineWord

__all__ = ["Verdict", "certificate", "read", "verdict", "write"]


def certificate(
    candidates: Candidates,
    decisions: Sequence[Decision],
    options: Options,
    plan: Plan,
    *,
    month: str,
    seconds: float = 60.0,
    on_progress: Progress = silent,
    stop: Stop = never,
) -> Certificate:
    """Prove as much of a plan as there is time for.

    Args:
        candidates: What the plan was made from.
        decisions: Likewise.
        options: Likewise.
        plan: The plan; it must keep every rule.
        month: ``2026-06``.
        seconds: How long to search for proofs; what is not proven by then gets a weaker bound.
        on_progress: Told at each level.
        stop: Asked now and then; what is proven so far is kept.
    """
    # Making a proof solves linear programs; reading and checking one must not load the solver.
    from matcher.certify.proving import proofs  # noqa: PLC0415 - see the line above
    from matcher.solve.engine import Clock  # noqa: PLC0415 - see the line above

    bare = Certificate(
        version=CERTIFICATE_VERSION,
        month=month,
        candidates=_without_words(candidates),
        decisions=tuple(replace(decision, reason="") for decision in decisions),
        options=options,
        assignments=tuple(_bare(one) for one in plan.assignments),
        previous=plan.before,
        proofs=(),
        engine=plan.engine,
        words=tuple(EngineWord(one.name, one.bound, one.proven) for one in plan.levels),
    )
    own, before, model = stated(bare)
    values = check.level_values(bare.candidates, options, own, before)
    clock = Clock(monotonic() + seconds, stop)
    made = proofs(model, values, times_of(own, model), clock, on_progress)
    return replace(bare, proofs=made)


def _without_words(candidates: Candidates) -> Candidates:
    """What the model needs; the words behind scores and exclusions are nobody else's business."""
    return replace(
        candidates,
        pairs=tuple(_plain(pair) for pair in candidates.pairs),
        exclusions=(),
        closed=(),
    )


def _plain(pair: Pair) -> Pair:
    return replace(pair, parts=_score(pair.score), flags=())


def _bare(assignment: Assignment) -> Assignment:
    return replace(assignment, parts=_score(assignment.score), flags=())


def _score(points: int) -> tuple[Part, ...]:
    return (Part("score", "匹配度", points),)
