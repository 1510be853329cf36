"""From a shape to its best choice, or a better bound: prices, what they prove, better choices, cases."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count

import numpy as np

from matcher.solve.engine import Clock
from matcher.solve.knapsacks.crew import Crew
from matcher.solve.knapsacks.deal import Dealer, Weighed, weighed
from matcher.solve.knapsacks.fractions import Fractions, relaxed
from matcher.solve.knapsacks.pieces import Better, bettered
from matcher.solve.knapsacks.prices import Priced, improved, priced
from matcher.solve.knapsacks.shape import Shape, Whole
from matcher.solve.knapsacks.tree import Case, Tree

Heard = Callable[[Whole | None, int | None], None]
"""Told of a better choice (1 for each way that is taken), or of what no choice gains more than."""
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
_DEAL_SHARE, _BRIEF_SHARE, _ENGINE_SHARE, _PIECES_SHARE = 0.05, 0.2, 0.45, 0.15
"""Of the time that is left, the most that dealing may take first, the first attempt at a proof, others, and pieces."""
_FEW, _MORE, _MANY = 1.5, 0.25, 6.0
"""How many ways are left for each job when first asked; how many more each time, and at most."""
_AMONG, _LONG, _LONGER = 4, 20_000, 1.5
"""Among how many resources jobs are dealt, with lists of which length; how much these grow when nothing gets better."""
_IDLE = 60
"""How many deals in a row may bring nothing before lists grow."""
_SOON = 15
"""How many when it is only to begin with."""
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
    brief = clock.sooner(clock.left * _DEAL_SHARE)
    best = _dealt(weights, _first(start.taken, best), best, brief, seed, heard, patience=_SOON)
    known = _priced(shape, start.prices, weights, shift, clock)
    heard(None, min(known.most, weights.most))
    if len(shape.job) > _WIDE:
        best = _dealt(weights, _first(start.taken, best), best, clock, seed, heard)
        return End(best, min(known.most, weights.most), known)
    end = _proven(
        shape, known, End(best, known.most, known), clock.sooner(clock.left * _BRIEF_SHARE), workers
    )
    if not end.proven and end.best is not None:
        best = end.best
        if others is not None:
            best = others(known, best, clock.sooner(clock.left * _ENGINE_SHARE))
        end = replace(end, best=_pieced(shape, known, best, clock, seed))
        end = _proven(shape, known, end, clock, workers)
    return end


def _complete(shape: Shape, taken: Whole) -> Better | None:
    """The choice at hand, if it serves every job once and fits."""
    used = np.bincount(shape.agent, shape.use * taken, len(shape.room))
    once = np.bincount(shape.job, taken, shape.jobs) == 1
    if not once.all() or (used > shape.room).any():
        return None
    return Better(taken, int(shape.gain @ taken))


def _first(parts: Fractions, best: Better | None) -> Whole:
    """What to deal first: the choice at hand, else what the relaxation takes in full."""
    if best is not None:
        return best.taken
    found: Whole = (parts > 0.999).astype(np.int64)
    return found


def _priced(shape: Shape, prices: Fractions, weights: Weighed, shift: int, clock: Clock) -> Priced:
    """Prices of the jobs, improved, and what they prove."""
    short = weights.lack
    near = np.argsort(short, kind="stable")[: _NEAR * shape.jobs]
    whole = np.round(prices * 2.0**shift).astype(np.int64)
    reach = max(1 << shift, int(_REACH_SHARE * (short[near[-1]] + (1 << shift))))
    return priced(shape, improved(shape, near, whole, shift, reach, clock), shift)


def _dealt(
    weights: Weighed,
    taken: Whole,
    best: Better | None,
    clock: Clock,
    seed: int,
    heard: Heard,
    *,
    patience: int | None = None,
) -> Better | None:
    """A choice bettered by dealing the jobs of a few resources anew, until so many deals in a row bring nothing."""
    dealer = Dealer(weights, taken, seed)
    dealer.place()
    most, idle = float(_LONG), 0
    while not clock.over and (patience is None or idle < patience):
        if dealer.complete and (best is None or dealer.gain > best.gain):
            best = Better(dealer.taken, dealer.gain)
            heard(best.taken, None)
            if best.gain >= weights.most:
                break
        idle = 0 if dealer.deal(_AMONG, int(most)) else idle + 1
        if idle and idle % _IDLE == 0:
            most *= _LONGER
    return best


def _pieced(shape: Shape, known: Priced, best: Better, clock: Clock, seed: int) -> Better:
    """A choice bettered by pieces."""
    brief = clock.sooner(clock.left * _PIECES_SHARE)
    for better in bettered(shape, known, best.taken, brief, seed=seed):
        best = better
    return best


def _proven(shape: Shape, known: Priced, end: End, clock: Clock, workers: int) -> End:
    """Ask for nearly the most there can be, then for less and less, down to more than the best at hand."""
    best, bound = end.best, end.bound
    lowest = least(shape) if best is None else best.gain + 1
    with Crew(workers) as crew:
        for asked in _ladder(known, shape.jobs, lowest):
            if asked > bound:
                continue
            last = _searched(shape, known, (asked, bound), crew, clock)
            if last.taken is not None:
                best = Better(last.taken, last.gain)
                return End(best, last.gain if last.done else bound, known)
            if not last.done:
                break
            bound = asked - 1
    return End(best, bound, known)


def _shift(shape: Shape) -> int | None:
    """In how fine units prices can be kept, ``2**-shift``; ``None`` when even whole ones are too large."""
    total = int(np.abs(shape.gain).max(initial=0)) * (len(shape.gain) + shape.jobs) * 4 + 1
    shift = min(_FINEST, _BITS - total.bit_length())
    return shift if shift >= 0 else None


def _ladder(known: Priced, jobs: int, lowest: int) -> Iterator[int]:
    """What to ask for: so little below the bound that few ways are left, then more and more."""
    losses = np.sort(known.loss)
    asked = known.most + 1
    for part in count(_FEW, _MORE):
        if asked <= lowest or part > _MANY:
            break
        loss = int(losses[min(len(losses) - 1, int(part * jobs))])
        asked = max(lowest, min(asked - 1, (known.bound - loss) >> known.shift))
        yield asked
    if asked > lowest:
        yield lowest


def least(shape: Shape) -> int:
    """What is gained at least whatever is chosen."""
    found = np.full(shape.jobs, np.iinfo(np.int64).max)
    np.minimum.at(found, shape.job, shape.gain)
    return int(found.sum())


@dataclass(frozen=True, slots=True)
class _Searched:
    """How a search ended.

    Attributes:
        taken: 1 for each way taken in the best choice found; ``None`` = none found.
        gain: What that gains.
        done: Whether nothing was left to be looked at.
    """

    taken: Whole | None
    gain: int
    done: bool


def _searched(
    shape: Shape, known: Priced, between: tuple[int, int], crew: Crew, clock: Clock
) -> _Searched:
    """The search for a choice that gains the first at least, and the second at most, among the ways that may."""
    asked, most = between
    ways = np.flatnonzero(known.loss <= known.bound - (asked << known.shift))
    part = replace(
        shape,
        job=shape.job[ways],
        agent=shape.agent[ways],
        use=shape.use[ways],
        gain=shape.gain[ways],
    )
    tree = Tree(part, asked, known.shift)
    first = Case(np.zeros(len(ways), dtype=np.int8), known.prices, root=True)
    done = crew.search(tree, first, most, clock)
    taken: Whole | None = None
    if tree.taken is not None:
        taken = np.zeros(len(shape.job), dtype=np.int64)
        taken[ways[tree.taken > 0]] = 1
    return _Searched(taken, tree.asked - 1, done)
