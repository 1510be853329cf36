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
_MORE, _LESS = 1.1, 0.85
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


@dataclass(frozen=True, slots=True)
class Learnt:
    """What dives taught.

    Attributes:
        jobs: How many can be chosen exactly.
        agents: Among how many resources dives end soon enough.
    """

    jobs: float
    agents: float


def dived(diver: "Diver", clock: Clock, *, workers: int) -> Iterator[Better]:
    """Better and better choices, until nothing can be better or the time is up.

    Args:
        diver: Dives, and knows the best choice so far.
        clock: When to end.
        workers: How many processes may work.
    """
    with ExitStack() as stack:
        other: Companion | None = None
        if worth_one(clock, workers):
            other = stack.enter_context(Companion(_diving, "diving", diver.other()))
        found = diver.dive(clock)
        while True:
            theirs = None if other is None else other.told(0.0)
            if isinstance(theirs, Better) and diver.knows(theirs):
                found = theirs
            if found is not None:
                yield found
            if clock.over or diver.done:
                return
            if other is not None:
                other.ask((diver.best, diver.learnt))
            found = diver.dive(clock)


class Diver:
    """Dives again and again, from the best choice known; the first time without chance, among as many resources as may be.

    Args:
        shape: What to choose from.
        known: What prices say.
        seed: Of everything that is left to chance.

    Attributes:
        best: The best choice known; ``None`` = none.
        learnt: What the dives so far taught.
    """

    best: Better | None
    learnt: Learnt

    def __init__(self, shape: Shape, known: Priced, seed: int) -> None:
        self._shape, self._known, self.best = shape, known, None
        self._random = np.random.default_rng(seed)
        self._near = _nearness(shape, known)
        self._all, self._each = len(shape.room), shape.jobs / len(shape.room)
        self.learnt = Learnt(_EXACT_JOBS, min(self._all, _JOBS / self._each))
        self._first = True

    def other(self) -> "Diver":
        """One with a seed of its own, that leaves its first dive to chance."""
        made = Diver(self._shape, self._known, int(self._random.integers(2**31)))
        made._first = False
        return made

    @property
    def done(self) -> bool:
        """Whether nothing can be better."""
        return self.best is not None and self.best.gain >= self._known.most

    def knows(self, other: Better | None) -> bool:
        """Take note of a choice; whether it is better than the best one known."""
        better = other is not None and (self.best is None or other.gain > self.best.gain)
        self.best = other if better else self.best
        return better

    def dive(self, clock: Clock) -> Better | None:
        """Dive among some resources; a better choice, or ``None``."""
        chance, self._first = None if self._first else self._random, False
        count = self.learnt.agents
        if chance is not None:
            fewest = _BELOW * self.learnt.jobs / self._each
            count = chance.uniform(fewest, max(fewest, count) + 1.0)
        some = self._all if self.best is None else min(self._all, max(1, int(count)))
        rest = _rest(self._shape, _chosen(self._near, self._random, some), self.best)
        began = clock.left
        found = self._down(rest, chance, clock)
        self._learn_agents(count, began - clock.left)
        self.knows(found)
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
                self._learn_jobs(part.jobs, 0.0)
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
        if part.jobs > self.learnt.jobs and len(part.room) > _EXACT_AGENTS:
            return Descended(None, now.most)
        until = clock.sooner(_EXACT_SECONDS)
        end = descended(part, now, (asked, now.most), until, 1)
        self._learn_jobs(part.jobs, _EXACT_SECONDS - until.left)
        return end

    def _learn_agents(self, count: float, seconds: float) -> None:
        """Take note of how long it took to dive among so many resources."""
        agents = self.learnt.agents
        if seconds > _LONG:
            agents = max(1.0, _LESS * count)
        elif seconds < _QUICK and count > _LESS * agents:
            agents = min(float(self._all), _MORE * agents)
        self.learnt = replace(self.learnt, agents=agents)

    def _learn_jobs(self, count: int, seconds: float) -> None:
        """Take note of how long it took to choose so many jobs exactly."""
        jobs = self.learnt.jobs
        if seconds >= _EXACT_SECONDS:
            jobs = max(1.0, _LESS * jobs)
        elif count > _LESS * jobs and seconds < _EXACT_SECONDS / 2:
            jobs = _MORE * jobs
        self.learnt = replace(self.learnt, jobs=jobs)


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


def _diving() -> Answering:
    """In the process: what dives."""
    known: list[Diver] = []

    def answer(asked: Diver | tuple[Better | None, Learnt]) -> object:
        if isinstance(asked, Diver):
            known[:] = [asked]
            return True
        diver = known[0]
        diver.best, diver.learnt = asked
        until = Clock(monotonic() + _TURN_SECONDS)
        found = None
        while found is None and not until.over and not diver.done:
            found = diver.dive(Clock(monotonic() + _LONG))
        return diver.best or False

    return answer
