"""From a shape to its best choice, or a better bound: prices, what they prove, better choices, cases."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from matcher.solve.engine import POLL_SECONDS, Clock
from matcher.solve.knapsacks.deal import Weighed, weighed
from matcher.solve.knapsacks.dealing import dealt
from matcher.solve.knapsacks.diving import Diver, dived
from matcher.solve.knapsacks.fractions import Fractions, Relaxed, relaxed
from matcher.solve.knapsacks.ladder import descended, least
from matcher.solve.knapsacks.prices import Priced, righted
from matcher.solve.knapsacks.shape import Better, Shape, Whole

Heard = Callable[[Whole | None, int | None], None]
"""Told of a better choice (1 for each way that is taken), or of what no choice gains more than."""
Sought = Callable[[Better | None, Clock], Better | None]
"""Looks for a better choice than one; that one when there is none."""
Looked = Callable[[Priced, Better, Clock], Better]
"""Somebody else who looks for a better choice."""

_MOST_CELLS = 400_000_000
"""Larger tables than this would take longer than they are worth."""
_FINEST, _BITS = 12, 60
"""Prices are kept in units of ``2**-12`` at the finest; sums stay below ``2**60``."""
_NEAR = 3
"""How many ways of each job the first prices look at."""
_REACH_SHARE = 1.0
"""How far below the bound the first steps aim, of what the last of those ways loses."""
_DEAL_SHARE, _PROOF_SHARE, _LONG_SHARE = 0.1, 0.7, 0.75
"""Of the time that is left, the most that dealing may take first, a first attempt at a proof, and dealing instead of it."""
_TURNS, _SURE_TURNS = 6, 2
"""Into how many turns the time for better choices is cut, and in how many of them the kinds of search change off."""
_OPEN = 0.7
"""Of all ways, the part that may be open still where a proof is attempted; before that, choices are dealt."""
_ENGINE_SHARE, _DIVE_SHARE = 0.45, 0.15
"""The most that others may take after it, and dives."""
_PATIENCE = 30
"""How many deals in a row may bring nothing at the beginning."""
_WIDE = 60_000
"""With more ways all time goes into better choices, once prices have told the bound."""


@dataclass(frozen=True, slots=True)
class End:
    """How far it came.

    Attributes:
        best: The best choice; ``None`` = none known.
        bound: What no choice gains more than.
        known: What prices proved.
    """

    best: Better | None
    bound: int
    known: Priced

    @property
    def proven(self) -> bool:
        """Whether nothing is better."""
        return self.best is not None and self.best.gain >= self.bound


def worth_it(shape: Shape) -> bool:
    """Whether some resource is asked for different amounts, and the tables are not too large."""
    low = np.full(len(shape.room), np.iinfo(np.int64).max)
    high = np.zeros(len(shape.room), dtype=np.int64)
    np.minimum.at(low, shape.agent, shape.use)
    np.maximum.at(high, shape.agent, shape.use)
    cells = len(shape.job) * (int(shape.room.max(initial=0)) + 1)
    return bool((low < high).any()) and cells <= _MOST_CELLS


def climbed(
    shape: Shape,
    hint: Whole,
    clock: Clock,
    *,
    seed: int,
    workers: int,
    heard: Heard,
    others: Looked | None = None,
) -> End | None:
    """Good prices; what they prove; and where that takes long, first better choices, then the rest of the proof.

    Args:
        shape: What to choose from.
        hint: 1 for each way taken in the choice at hand, which may leave jobs out.
        clock: When to end.
        seed: Of everything that is left to chance.
        workers: How many processes may work.
        heard: Told of better choices, and of bounds.
        others: Looks for a better choice where a proof takes long; ``None`` = nobody.

    Returns:
        ``None`` when the time was up before anything was known, or gains are too large to be priced.
    """
    start, shift = relaxed(shape, clock), _shift(shape)
    if start is None or shift is None:
        return None
    best = _complete(shape, hint)
    weights = weighed(shape, np.round(start.rooms * 2.0**shift).astype(np.int64), shift)
    made = partial(
        dealt, weights, seed=seed, workers=workers, heard=lambda taken: heard(taken, None)
    )

    def deal(one: Better | None, until: Clock) -> Better | None:
        return made(_again(start, one), one, until)

    brief = clock.sooner(clock.left * _DEAL_SHARE)
    best = made(_whole(start.taken), best, brief, patience=_PATIENCE)
    known = _priced(shape, start.prices, weights, shift, clock)
    end = End(best, min(known.most, weights.most), known)
    heard(None, end.bound)
    diver = Diver(shape, known, seed)

    def dive(one: Better | None, until: Clock) -> Better | None:
        diver.knows(one)
        for better in dived(diver, until, workers=workers):
            heard(better.taken, None)
        return diver.best

    if len(shape.job) > _WIDE:
        return _by_turns(end, clock, (deal, dive), lambda now: now.proven)
    if not _hopeful(end):
        dealing = clock.sooner(clock.left * _LONG_SHARE)
        end = _by_turns(end, dealing, (dive, deal), _hopeful)
    if not _settled(shape, end) and _hopeful(end):
        end = _proven(shape, end, clock.sooner(clock.left * _PROOF_SHARE), workers)
    if _settled(shape, end):
        return end
    return _proven(shape, _bettered(end, clock, dive, others), clock, workers)


def _by_turns(
    end: End,
    clock: Clock,
    kinds: tuple[Sought, ...],
    enough: Callable[[End], bool],
) -> End:
    """A better choice by several kinds of search: first by turns, then by what brought most in its last turn."""
    best, rate = end.best, [0.0] * len(kinds)
    for turn in range(_TURNS):
        if clock.over or enough(replace(end, best=best)):
            break
        kind = turn % len(kinds) if turn < _SURE_TURNS else int(np.argmax(rate))
        until = clock.sooner(clock.left / (_TURNS - turn))
        before, span = best, until.left
        best = kinds[kind](best, until)
        if best is not None and before is not None:
            spent = max(span - until.left, POLL_SECONDS)
            rate[kind] = (best.gain - before.gain) / spent
    return replace(end, best=best)


def _hopeful(end: End) -> bool:
    """Whether prices leave so few ways to a choice better than the best one that a proof may be short, if one is lacking."""
    if end.best is None or end.proven:
        return True
    known = end.known
    left = known.loss <= known.bound - ((end.best.gain + 1) << known.shift)
    return bool(left.mean() <= _OPEN)


def _settled(shape: Shape, end: End) -> bool:
    """Whether the best choice is known, or that there is none."""
    return end.proven or (end.best is None and end.bound < least(shape))


def _bettered(end: End, clock: Clock, dive: Sought, others: Looked | None) -> End:
    """The same with a better choice found by others, and by dives."""
    best = end.best
    if best is None or end.proven:
        return end
    if others is not None:
        best = others(end.known, best, clock.sooner(clock.left * _ENGINE_SHARE))
    return replace(end, best=dive(best, clock.sooner(clock.left * _DIVE_SHARE)))


def _complete(shape: Shape, taken: Whole) -> Better | None:
    """The choice at hand, if it serves every job once and fits."""
    used = np.bincount(shape.agent, shape.use * taken, len(shape.room))
    once = np.bincount(shape.job, taken, shape.jobs) == 1
    if not once.all() or (used > shape.room).any():
        return None
    return Better(taken, int(shape.gain @ taken))


def _again(start: Relaxed, best: Better | None) -> Whole:
    """What to deal again: the best choice, else what the relaxation takes in full."""
    return _whole(start.taken) if best is None else best.taken


def _whole(parts: Fractions) -> Whole:
    found: Whole = (parts > 0.999).astype(np.int64)
    return found


def _priced(shape: Shape, prices: Fractions, weights: Weighed, shift: int, clock: Clock) -> Priced:
    """Prices of the jobs, improved, and what they prove."""
    short = weights.lack
    near = np.argsort(short, kind="stable")[: _NEAR * shape.jobs]
    whole = np.round(prices * 2.0**shift).astype(np.int64)
    reach = max(1 << shift, int(_REACH_SHARE * (short[near[-1]] + (1 << shift))))
    return righted(shape, near, whole, shift, reach, clock)


def _proven(shape: Shape, end: End, clock: Clock, workers: int) -> End:
    """The same with a better choice, or a better bound, if there is time."""
    asked = least(shape) if end.best is None else end.best.gain + 1
    found = descended(shape, end.known, (asked, end.bound), clock, workers)
    best = end.best if found.best is None else found.best
    return End(best, found.bound, end.known)


def _shift(shape: Shape) -> int | None:
    """In how fine units prices can be kept, ``2**-shift``; ``None`` when even whole ones are too large."""
    total = int(np.abs(shape.gain).max(initial=0)) * (len(shape.gain) + shape.jobs) * 4 + 1
    shift = min(_FINEST, _BITS - total.bit_length())
    return shift if shift >= 0 else None
