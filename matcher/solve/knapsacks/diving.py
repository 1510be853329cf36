"""Better choices by diving: the likeliest fillings are settled one after another, prices made right after each.

Of some resources and their jobs the best fillings are listed, and a relaxation says which parts of them serve every job
once. The one it takes most of stays; the rest is priced and listed anew. A dive that cannot end better than the best
choice known is given up. When few jobs are left they are chosen exactly. The first dive is among all resources, those after
it among some whose jobs could change places, with some chance in what is settled.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from time import monotonic

import numpy as np

from matcher.solve.engine import Clock
from matcher.solve.glop import Linear, maximised
from matcher.solve.knapsacks.companion import Companion, worth_one
from matcher.solve.knapsacks.fillings import Fillings, about
from matcher.solve.knapsacks.fractions import Fractions
from matcher.solve.knapsacks.ladder import Descended, descended, least
from matcher.solve.knapsacks.prices import Priced, priced, righted
from matcher.solve.knapsacks.shape import Better, Shape, Truth, Whole
from matcher.solve.process import Answering

_FILLINGS = 2_000
"""How many fillings are listed each time."""
_NEAR, _REACH = 5, 2.5
"""How many ways of each job prices are made right for, in the mean; and the way of each that tells how far steps aim."""
_EXACT_JOBS, _EXACT_AGENTS, _EXACT_SECONDS = 45, 2, 1.5
"""So few jobs or resources are chosen exactly; where that takes longer, one more filling is settled first."""
_MORE, _LESS = 1.05, 0.85
"""How many jobs are few, and how many resources are dived among, is learnt: so many times as many where that was quick, or took
too long."""
_BELOW = 0.7
"""Dives are among the resources of so large a part of few jobs at least."""
_SURE, _AT_ONCE = 0.98, 10
"""A filling taken to so large a part is settled with the first; and of so many resources one more than it."""
_CHANCE = 0.5
"""To which part of it chance may lower how much of a filling counts."""
_JOBS = 250
"""Among how many jobs the first dive is."""
_LONG, _QUICK = 5.0, 1.0
"""Dives that take longer than so many seconds are followed by dives among fewer resources, quicker ones by others."""
_TURN_SECONDS = 1.0
"""How long a second process dives at least before it tells that it found nothing."""
_WAYS = 5
"""How many ways of each job, those that lose least, tell which resources are near each other."""


@dataclass(frozen=True, slots=True)
class Rest:
    """What a dive has not settled yet.

    Attributes:
        agents: Which resources.
        jobs: Which jobs.
        taken: 1 for each way that is taken elsewhere.
    """

    agents: Truth
    jobs: Truth
    taken: Whole


def dived(
    shape: Shape, known: Priced, best: Better | None, clock: Clock, *, seed: int, workers: int
) -> Iterator[Better]:
    """Better and better choices, until nothing can be better or the time is up.

    Args:
        shape: What to choose from.
        known: What prices say.
        best: The best choice known; ``None`` = none.
        clock: When to end.
        seed: Of everything that is left to chance.
        workers: How many processes may work.
    """
    diver = Diver(shape, known, best, seed)
    with ExitStack() as stack:
        other: Companion | None = None
        if worth_one(clock, workers):
            other = stack.enter_context(Companion(_diving, "diving", (shape, known, seed + 1)))
        found = diver.first(clock)
        while True:
            theirs = None if other is None else other.told(0.0)
            if isinstance(theirs, Better) and diver.knows(theirs):
                found = theirs
            if found is not None:
                yield found
            if clock.over or diver.done:
                return
            if other is not None:
                other.ask((diver.best,))
            found = diver.dive(clock)


class Diver:
    """Dives again and again, from the best choice known.

    Attributes:
        best: The best choice known; ``None`` = none.
    """

    best: Better | None

    def __init__(self, shape: Shape, known: Priced, best: Better | None, seed: int) -> None:
        self._shape, self._known, self.best = shape, known, best
        self._random = np.random.default_rng(seed)
        self._near = _nearness(shape, known)
        self._all, self._each = len(shape.room), shape.jobs / len(shape.room)
        self._few, self._most = float(_EXACT_JOBS), min(self._all, _JOBS / self._each)

    @property
    def done(self) -> bool:
        """Whether nothing can be better."""
        return self.best is not None and self.best.gain >= self._known.most

    def knows(self, other: Better) -> bool:
        """Take note of a choice; whether it is better than the best one known."""
        better = self.best is None or other.gain > self.best.gain
        self.best = other if better else self.best
        return better

    def first(self, clock: Clock) -> Better | None:
        """Dive among as many resources as promise to end soon, without chance; a better choice, or ``None``."""
        return self._among(self._most, None, clock)

    def dive(self, clock: Clock) -> Better | None:
        """Dive among some resources; a better choice, or ``None``."""
        fewest = _BELOW * self._few / self._each
        count = self._random.uniform(fewest, max(fewest, self._most) + 1.0)
        began = clock.left
        found = self._among(count, self._random, clock)
        spent = began - clock.left
        if spent > _LONG:
            self._most = max(1.0, _LESS * count)
        elif spent < _QUICK and count > _LESS * self._most:
            self._most = min(float(self._all), _MORE * self._most)
        return found

    def _among(
        self, count: float, random: np.random.Generator | None, clock: Clock
    ) -> Better | None:
        some = self._all if self.best is None else min(self._all, max(1, int(count)))
        rest = _rest(self._shape, _chosen(self._near, self._random, some), self.best)
        found = self._down(rest, random, clock)
        self.best = self.best if found is None else found
        return found

    def _down(self, rest: Rest, random: np.random.Generator | None, clock: Clock) -> Better | None:
        """One dive; without chance the likeliest is settled."""
        shape, prices = self._shape, self._known.prices
        asked = least(shape) if self.best is None else self.best.gain + 1
        while not clock.over:
            part, ways = _part(shape, rest)
            gained = int(shape.gain @ rest.taken)
            if not part.jobs:
                return Better(rest.taken, gained) if gained >= asked else None
            if len(np.unique(part.job)) < part.jobs:
                return None
            now = _priced(part, prices[rest.jobs], self._known.shift, clock)
            if gained + now.most < asked:
                self._learn(part.jobs, 0.0)
                return None
            end = self._exactly(part, now, asked - gained, clock)
            if end.best is not None:
                return _with(shape, rest.taken, ways[end.best.taken > 0])
            if end.bound < asked - gained:
                return None
            fillings = _likeliest(part, now, random, clock)
            if fillings is None:
                return None
            prices = _put(prices, rest.jobs, now.prices)
            rest = _settled(shape, rest, ways[fillings])
        return None

    def _exactly(self, part: Shape, now: Priced, asked: int, clock: Clock) -> Descended:
        """Choose a few jobs exactly; how many are few is learnt from how long it takes."""
        if part.jobs > self._few and len(part.room) > _EXACT_AGENTS:
            return Descended(None, now.most)
        until = clock.sooner(_EXACT_SECONDS)
        end = descended(part, now, (asked, now.most), until, 1)
        self._learn(part.jobs, _EXACT_SECONDS - until.left)
        return end

    def _learn(self, jobs: int, seconds: float) -> None:
        """Take note of how long it took to choose so many jobs exactly."""
        if seconds >= _EXACT_SECONDS:
            self._few = max(_LESS * self._few, 1.0)
        elif jobs > _LESS * self._few and seconds < _EXACT_SECONDS / 2:
            self._few *= _MORE


def _rest(shape: Shape, agents: Truth, best: Better | None) -> Rest:
    """The jobs of some resources as if nothing had been settled of them; all of them where no choice is known."""
    if best is None:
        nothing = np.zeros(len(shape.job), dtype=np.int64)
        return Rest(agents, np.ones(shape.jobs, dtype=np.bool_), nothing)
    free = (best.taken > 0) & agents[shape.agent]
    jobs = np.zeros(shape.jobs, dtype=np.bool_)
    jobs[shape.job[free]] = True
    return Rest(agents, jobs, np.where(free, 0, best.taken))


def _with(shape: Shape, taken: Whole, ways: Whole) -> Better:
    made = taken.copy()
    made[ways] = 1
    return Better(made, int(shape.gain @ made))


def _put(values: Whole, where: Truth, those: Whole) -> Whole:
    made = values.copy()
    made[where] = those
    return made


def _settled(shape: Shape, rest: Rest, ways: Whole) -> Rest:
    """The rest without the resources and jobs of some ways, which are taken."""
    agents, jobs = rest.agents.copy(), rest.jobs.copy()
    agents[shape.agent[ways]] = False
    jobs[shape.job[ways]] = False
    return Rest(agents, jobs, _with(shape, rest.taken, ways).taken)


def _part(shape: Shape, rest: Rest) -> tuple[Shape, Whole]:
    """What is left as a shape, and where its ways are."""
    ways = np.flatnonzero(rest.agents[shape.agent] & rest.jobs[shape.job])
    part = replace(
        shape,
        job=(np.cumsum(rest.jobs) - 1)[shape.job[ways]],
        agent=(np.cumsum(rest.agents) - 1)[shape.agent[ways]],
        use=shape.use[ways],
        gain=shape.gain[ways],
        room=shape.room[rest.agents],
        jobs=int(rest.jobs.sum()),
    )
    return part, ways


def _priced(part: Shape, prices: Whole, shift: int, clock: Clock) -> Priced:
    """Prices made right for the ways that lose least, and what they say of all."""
    first = priced(part, prices, shift)
    ranked = np.argsort(first.loss, kind="stable")
    reach = int(first.loss[ranked[min(len(ranked) - 1, int(_REACH * part.jobs))]])
    near = np.sort(ranked[: _NEAR * part.jobs])
    return righted(part, near, prices, shift, max(1, reach), clock)


def _relaxed(part: Shape, listed: Fillings, clock: Clock) -> Fractions | None:
    """To which part each filling is taken so that every job is served once; jobs left out lose as much as can be."""
    jobs, agents, count = part.jobs, len(part.room), len(listed.agent)
    filling = np.repeat(np.arange(count), np.diff(listed.ends))
    row = np.concatenate((part.job[listed.ways], jobs + listed.agent, np.arange(jobs)))
    column = np.concatenate((filling, np.arange(count), count + np.arange(jobs)))
    order = np.lexsort((column, row))
    dear = -2.0 * float(np.abs(part.gain).max(initial=1))
    found = maximised(
        Linear(
            row[order],
            column[order],
            np.ones(len(row)),
            low=np.concatenate((np.ones(jobs), np.full(agents, -np.inf))),
            high=np.ones(jobs + agents),
            least=np.zeros(count + jobs),
            most=np.full(count + jobs, np.inf),
            gain=np.concatenate((listed.gain.astype(np.float64), np.full(jobs, dear))),
        ),
        clock,
        None,
    )
    return None if found is None else found.values[:count]


def _likeliest(
    part: Shape, now: Priced, random: np.random.Generator | None, clock: Clock
) -> Whole | None:
    """Ways of the filling taken most, and of those taken nearly in full; of many resources of some more."""
    listed = about(part, now, _FILLINGS)
    parts = None if listed is None else _relaxed(part, listed, clock)
    if listed is None or parts is None:
        return None
    if random is not None:
        parts = parts * random.uniform(_CHANCE, 1.0, len(parts))
    several = max(1, len(part.room) // _AT_ONCE)
    served = np.zeros(part.jobs, dtype=np.bool_)
    ways: list[Whole] = []
    used: set[int] = set()
    for one in np.argsort(-parts, kind="stable").tolist():
        if parts[one] < _SURE and len(ways) >= several:
            break
        own, agent = listed.of(one), int(listed.agent[one])
        if agent in used or served[part.job[own]].any():
            continue
        used.add(agent)
        served[part.job[own]] = True
        ways.append(own)
    return np.concatenate(ways)


def _nearness(shape: Shape, known: Priced) -> Whole:
    """How many jobs each two resources are likely to share."""
    order = np.lexsort((known.loss, shape.job))
    job = shape.job[order]
    likely = order[np.arange(len(order)) - np.searchsorted(job, job) < _WAYS]
    touched = np.zeros((shape.jobs, len(shape.room)), dtype=np.int64)
    touched[shape.job[likely], shape.agent[likely]] = 1
    return touched.T @ touched


def _chosen(near: Whole, random: np.random.Generator, count: int) -> Truth:
    """So many resources near each other."""
    found = np.zeros(len(near), dtype=np.bool_)
    found[random.integers(len(near))] = True
    while int(found.sum()) < count:
        shared = np.where(found, 0.0, near[:, found].sum(axis=1) + 0.01)
        found[random.choice(len(near), p=shared / shared.sum())] = True
    return found


_Asked = tuple[Shape, Priced, int] | tuple[Better | None]
"""What to choose from, what prices say and a seed, at first; then a choice to dive from."""


def _diving() -> Answering:
    """In the process: what dives."""
    known: list[Diver] = []

    def answer(asked: _Asked) -> object:
        if len(asked) == 3:
            shape, prices, seed = asked
            known[:] = [Diver(shape, prices, None, seed)]
            return True
        diver = known[0]
        (diver.best,) = asked
        until = Clock(monotonic() + _TURN_SECONDS)
        found = None
        while found is None and not until.over and not diver.done:
            found = diver.dive(Clock(monotonic() + _LONG))
        return diver.best or False

    return answer
