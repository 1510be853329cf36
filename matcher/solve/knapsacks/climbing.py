"""From a shape to its best choice, or a better bound: prices, what they prove, better choices, cases."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import count

import numpy as np

from matcher.solve.engine import POLL_SECONDS, Clock
from matcher.solve.knapsacks.crew import Crew
from matcher.solve.knapsacks.deal import Weighed, weighed
from matcher.solve.knapsacks.dealing import dealt
from matcher.solve.knapsacks.fractions import Fractions, Relaxed, relaxed
from matcher.solve.knapsacks.pieces import Better, bettered
from matcher.solve.knapsacks.prices import Priced, improved, priced
from matcher.solve.knapsacks.shape import Shape, Whole
from matcher.solve.knapsacks.tree import Case, Tree

Heard = Callable[[Whole | None, int | None], None]
"""Told of a better choice (1 for each way that is taken), or of what no choice gains more than."""
Dealt = Callable[[Better | None, Clock], Better | None]
"""Deals on from a choice."""
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
_TURNS, _SURE_TURNS = 6, 3
"""Into how many turns the time for better choices is cut, and in how many of them dealing and pieces change off."""
_OPEN = 0.7
"""Of all ways, the part that may be open still where a proof is attempted; before that, choices are dealt."""
_ENGINE_SHARE, _PIECES_SHARE = 0.45, 0.15
"""The most that others may take after it, and the pieces."""
_FEW, _MORE, _MANY = 1.5, 0.25, 6.0
"""How many ways are left for each job when first asked; how many more each time, and at most."""
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
    if len(shape.job) > _WIDE:
        return _by_turns(shape, end, clock, seed, deal, heard, lambda now: now.proven)
    if not _hopeful(end):
        dealing = clock.sooner(clock.left * _LONG_SHARE)
        end = _by_turns(shape, end, dealing, seed, deal, heard, _hopeful)
    if not _settled(shape, end) and _hopeful(end):
        end = _proven(shape, end, clock.sooner(clock.left * _PROOF_SHARE), workers)
    if _settled(shape, end):
        return end
    return _proven(shape, _bettered(shape, end, clock, seed, others), clock, workers)


def _by_turns(
    shape: Shape,
    end: End,
    clock: Clock,
    seed: int,
    deal: Dealt,
    heard: Heard,
    enough: Callable[[End], bool],
) -> End:
    """A better choice by dealing and by pieces: first by turns, then by what brought more in its last turn."""
    best, rate = end.best, [0.0, 0.0]
    for turn in range(_TURNS):
        if clock.over or enough(replace(end, best=best)):
            break
        pieces = turn == 1 if turn < _SURE_TURNS else rate[1] > rate[0]
        until = clock.sooner(clock.left / (_TURNS - turn))
        before, span = best, until.left
        if pieces and best is not None:
            for one in bettered(shape, end.known, best.taken, until, seed=seed + turn):
                best = one
                heard(one.taken, None)
        else:
            best = deal(best, until)
        if best is not None and before is not None:
            spent = max(span - until.left, POLL_SECONDS)
            rate[pieces] = (best.gain - before.gain) / spent
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


def _bettered(shape: Shape, end: End, clock: Clock, seed: int, others: Looked | None) -> End:
    """The same with a better choice found by others, and by pieces."""
    best = end.best
    if best is None or end.proven:
        return end
    if others is not None:
        best = others(end.known, best, clock.sooner(clock.left * _ENGINE_SHARE))
    brief = clock.sooner(clock.left * _PIECES_SHARE)
    for better in bettered(shape, end.known, best.taken, brief, seed=seed):
        best = better
    return replace(end, best=best)


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
    return priced(shape, improved(shape, near, whole, shift, reach, clock), shift)


def _proven(shape: Shape, end: End, clock: Clock, workers: int) -> End:
    """Ask for nearly the most there can be, then for less and less, down to more than the best at hand."""
    best, bound, known = end.best, end.bound, end.known
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
