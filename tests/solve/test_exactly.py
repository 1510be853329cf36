"""Levels settled by choosing among all ways of serving that a plan no worse could use."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from time import monotonic

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from matcher.domain import Candidates, Demand, NeedWeight, Offer, Options, Plan, UnitLimit
from matcher.rules import FIT, TIE_BREAK
from matcher.solve import cpsat
from matcher.solve.engine import Answer, Clock, Engine, Found, Task
from matcher.solve.large import exactly
from matcher.solve.large.aims import Aim, aim_of, done, specs
from matcher.solve.large.board import Board
from matcher.solve.large.exactly import Chosen, Exactly
from matcher.solve.large.lean import Lean, Whole, lean
from tests.profiles import examples
from tests.solve.brute_force import Tried, times_of, tried_months
from tests.solve.contested import contested
from tests.strategies import pair

_FEW = examples(40)


@dataclass(frozen=True, slots=True)
class Open:
    """A month whose levels before some are settled.

    Attributes:
        arrays: The month.
        names: The levels to be settled.
        plans: Every plan as good as any in the levels before.
        ranks: What each of these reaches in the levels to be settled, the fixed choice included.
    """

    arrays: Lean
    names: tuple[str, ...]
    plans: tuple[Whole, ...]
    ranks: tuple[tuple[int, ...], ...]

    @property
    def factors(self) -> tuple[int, ...]:
        """Each level is worth more than those after it can differ by."""
        found = [1]
        for at in range(len(self.names) - 1, 0, -1):
            own = [rank[at] for rank in self.ranks]
            found.append(found[-1] * (max(own) - min(own) + 1))
        return tuple(found[::-1])


def _values(arrays: Lean, aims: Sequence[Aim], times: Whole) -> tuple[int, ...]:
    plan = done(arrays, times)
    return tuple(aim.reached(plan) for aim in aims)


@st.composite
def opened(draw: st.DrawFn) -> Open:
    """Any month with any previous plan, at any level that is a sum."""
    tried: Tried = draw(tried_months())
    previous: Plan | None = draw(st.one_of(st.none(), st.sampled_from(tried.plans)))
    month = tried.month
    arrays = lean(month.candidates, month.decisions, month.options, previous)
    aims = [aim_of(arrays, spec) for spec in specs(arrays)]
    sums = list(takewhile(lambda aim: aim.step is None, aims))
    first = draw(st.integers(0, len(sums) - 1))
    some = sums[first:]
    assume(some[0].spec.name != TIE_BREAK.name)
    plans = [times_of(arrays, plan) for plan in tried.plans]
    before = [_values(arrays, aims[:first], times) for times in plans]
    best = max(before)
    kept = tuple(times for times, rank in zip(plans, before, strict=True) if rank == best)
    ranks = tuple(_values(arrays, some, times) for times in kept)
    return Open(arrays, tuple(aim.spec.name for aim in some), kept, ranks)


def _chosen(month: Open, start: Whole, engine: Engine = cpsat.run) -> Chosen | None:
    board = Board(month.arrays)
    clock = Clock(monotonic() + 60)
    return Exactly(board, 0).chosen(month.names, month.factors, start, engine, clock)


@_FEW
@given(opened(), st.data())
def test_the_plan_is_the_best_of_all_in_every_level_settled(
    month: Open, data: st.DataObject
) -> None:
    start = data.draw(st.sampled_from(month.plans))
    found = _chosen(month, start)
    assert found is not None
    assert found.done
    assert any((found.times == plan).all() for plan in month.plans)
    reached = next(
        rank
        for plan, rank in zip(month.plans, month.ranks, strict=True)
        if (found.times == plan).all()
    )
    assert reached == max(month.ranks)


@_FEW
@given(opened(), st.data())
def test_every_plan_as_good_uses_only_pairs_that_are_said_to_be_of_use(
    month: Open, data: st.DataObject
) -> None:
    start = data.draw(st.sampled_from(month.plans))
    found = _chosen(month, start)
    assert found is not None
    assert found.used is not None
    priced = len(month.names) - int(month.names[-1] == TIE_BREAK.name)
    best = max(rank[:priced] for rank in month.ranks)
    for plan, rank in zip(month.plans, month.ranks, strict=True):
        if rank[:priced] == best:
            assert not (plan > 0)[~found.used].any()


@_FEW
@given(opened(), st.data())
def test_an_engine_that_proves_nothing_leaves_the_plan_at_hand_and_nothing_is_said_to_be_settled(
    month: Open, data: st.DataObject
) -> None:
    start = data.draw(st.sampled_from(month.plans))
    found = _chosen(month, start, lambda *_: Answer(Found.UNKNOWN))
    assert found is not None
    assert (found.times == start).all()
    assert (found.used, found.done) == (None, False)


def _empty() -> Lean:
    """A month without needs."""
    nobody = Candidates(needs=(), demands=(), offers=(), limits=(), pairs=())
    return lean(nobody, (), Options())


def _settled(month: Lean, *names: str) -> Chosen | None:
    nothing = np.zeros(0, dtype=np.int64)
    factors = tuple(1 for _ in names)
    return Exactly(Board(month), 0).chosen(
        names, factors, nothing, cpsat.run, Clock(monotonic() + 60)
    )


def _crowded() -> Lean:
    """Room for 33, wanted by fourteen needs that take 20 to 33 each: one of them can be served, by fractions 1.65."""
    names = [f"需{at:02d}" for at in range(14)]
    return lean(
        Candidates(
            needs=tuple(NeedWeight(name, 1, 1) for name in names),
            demands=tuple(Demand(name, 0, None, 1) for name in names),
            offers=(Offer("资", "甲单位", 33, "人次"),),
            limits=(UnitLimit("甲单位", None),),
            pairs=tuple(pair(name, "资", uses=20 + at) for at, name in enumerate(names)),
        ),
        (),
        Options(),
    )


@pytest.mark.parametrize(("few", "settled"), [(0, False), (14, True)])
def test_many_ways_are_left_to_others_where_prices_see_too_little_and_no_rows_can_be_rounded(
    few: int, settled: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exactly, "_FEW", few)
    monkeypatch.setattr(exactly, "closing", lambda *_: None)
    month = _crowded()
    one_served = np.eye(1, len(month.pairs), dtype=np.int64)[0]
    found = Exactly(Board(month), 0).chosen(
        (FIT.name,), (1,), one_served, cpsat.run, Clock(monotonic() + 60)
    )
    assert found is not None
    assert (found.used is not None) is settled


def test_rounded_rows_see_what_prices_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """That one of them can be served."""
    monkeypatch.setattr(exactly, "_FEW", 0)
    month = _crowded()
    board = Board(month)
    none = np.zeros(len(month.pairs), dtype=np.int64)
    found = Exactly(board, 0).chosen((FIT.name,), (1,), none, cpsat.run, Clock(monotonic() + 60))
    assert found is not None
    assert found.done
    assert found.times.sum() == 1


def _one_for(scores: tuple[int, ...]) -> Lean:
    """One need, some resources that could serve it."""
    names = [f"资{at}" for at in range(len(scores))]
    return lean(
        Candidates(
            needs=(NeedWeight("需", 1, 1),),
            demands=(Demand("需", 0, None, 1),),
            offers=tuple(Offer(name, "甲单位", 1, "次") for name in names),
            limits=(UnitLimit("甲单位", None),),
            pairs=tuple(pair("需", name, score) for name, score in zip(names, scores, strict=True)),
        ),
        (),
        Options(),
    )


@pytest.mark.parametrize(
    ("scores", "asked"),
    [((900, 500), 1), ((700, 700), 2), ((700, 700, 700), 3), ((700, 700, 500), 2)],
)
def test_the_fixed_choice_has_an_engine_only_where_several_other_plans_are_as_good(
    scores: tuple[int, ...], asked: int
) -> None:
    """One proof that nothing is as good as the plan at hand or as one found besides; or that these are too many."""
    month, proofs = _one_for(scores), []

    def engine(task: Task, clock: Clock) -> Answer:
        proofs.extend([task] if task.proving else [])
        return cpsat.run(task, clock)

    first = np.eye(1, len(scores), dtype=np.int64)[0]
    found = Exactly(Board(month), 0).chosen(
        (FIT.name, TIE_BREAK.name), (100, 1), first, engine, Clock(monotonic() + 60)
    )
    assert found is not None
    assert found.done
    assert len(proofs) == asked


@pytest.mark.parametrize(
    ("scores", "used"),
    [
        ((900, 500, 500), [True, False, False]),
        ((700, 500, 700), [True, False, True]),
    ],
)
def test_only_the_pairs_of_plans_as_good_are_of_use(
    scores: tuple[int, ...], used: list[bool]
) -> None:
    first = np.eye(1, len(scores), dtype=np.int64)[0]
    found = Exactly(Board(_one_for(scores)), 0).chosen(
        (FIT.name,), (1,), first, cpsat.run, Clock(monotonic() + 60)
    )
    assert found is not None
    assert found.used is not None
    assert found.used.tolist() == used


def test_a_level_that_is_not_there_is_not_settled() -> None:
    assert _settled(_empty(), "no such level") is None


def test_the_fixed_choice_alone_is_not_settled() -> None:
    assert _settled(_empty(), TIE_BREAK.name) is None


def test_a_month_without_needs_is_settled_by_the_plan_that_serves_nobody() -> None:
    found = _settled(_empty(), FIT.name, TIE_BREAK.name)
    assert found is not None
    assert found.done
    assert len(found.times) == 0


def test_levels_after_evenness_are_not_settled() -> None:
    """Evenness between communities counts before fit here, and it is no sum."""
    found = contested(0)
    first = replace(found.options, fairness_first=True)
    arrays = lean(found.candidates, (), first)
    times = np.zeros(len(arrays.pairs), dtype=np.int64)
    clock = Clock(monotonic() + 60)
    assert Exactly(Board(arrays), 0).chosen([FIT.name], (1,), times, cpsat.run, clock) is None
