"""Better choices by dealing the jobs of a few resources anew, so that these are filled to the last unit.

At the right prices of room a choice falls short of the bound by what each job's way lacks against its best one, and by
the room that stays empty, at its price. Where both are to vanish at once small exchanges get stuck: too many things
have to fit exactly. So for a few resources two long lists are made, each of the best ways to serve half of their jobs,
and two entries are sought that fill all of them together to the last unit but few.
"""

from dataclasses import dataclass

import numpy as np

from matcher.solve.knapsacks.fractions import Fractions
from matcher.solve.knapsacks.lists import Choice, leftovers, listed, met
from matcher.solve.knapsacks.shape import Shape, Truth, Whole

_LEFT_OVERS, _MOST_LEFT_OVERS, _LOOKS = 64, 600, 2_000_000
"""How many amounts of room left empty are tried at least, the cheapest first; more while lists are short."""
_LONG, _SHORT = 20_000, 1_500
"""How long lists may be; shorter ones than the second would do among more resources."""
_FEWEST, _MANIEST, _STEP = 4.0, 8.0, 0.25
"""Among how many resources jobs are dealt, and by how much that changes at once."""
_GETS, _WISHES, _LOSES, _CHANCE = 3.0, 1.0, 0.3, 2.0
"""What counts when resources are chosen: what jobs get by it, how many nearly want it, what it loses, and chance."""
_AT_EASE = 0.1
"""How likely the first is one where nothing is lost, as a share of the mean."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What prices of room say.

    Attributes:
        shape: What to choose from.
        rooms: Price of one unit of each resource, in units of ``2**-shift``.
        shift: See there.
        lack: What each way lacks against the best of its job, in those units.
        bound: What no choice gains more than, in those units.
    """

    shape: Shape
    rooms: Whole
    shift: int
    lack: Whole
    bound: int

    @property
    def most(self) -> int:
        """What no choice gains more than, in whole gains."""
        return self.bound >> self.shift


def weighed(shape: Shape, rooms: Whole, shift: int) -> Weighed:
    """What prices of room prove, in whole numbers."""
    net = (shape.gain << shift) - rooms[shape.agent] * shape.use
    best = np.full(shape.jobs, np.iinfo(np.int64).min)
    np.maximum.at(best, shape.job, net)
    bound = int(best.sum()) + int(rooms @ shape.room)
    return Weighed(shape, rooms, shift, best[shape.job] - net, bound)


@dataclass(frozen=True, slots=True)
class _Grouped:
    """Ways by job or by resource.

    Attributes:
        order: Ways of the first, then of the second and so on.
        ends: Where those of each begin, and where the last end.
    """

    order: Whole
    ends: Whole

    def of(self, those: Whole) -> Whole:
        """Ways of some of them."""
        parts = [self.order[self.ends[one] : self.ends[one + 1]] for one in those.tolist()]
        return np.concatenate(parts)


def _grouped(group: Whole, count: int) -> _Grouped:
    order = np.argsort(group, kind="stable")
    return _Grouped(order, np.searchsorted(group[order], np.arange(count + 1)))


class Dealer:
    """A choice that gets better; jobs that are not served yet are with nobody, which is very dear.

    Room without a price does not have to be filled: whether a choice fits there is seen when it is found.

    Attributes:
        now: The way of each job; jobs with nobody have ways after those of the shape.
        random: What is left to chance.
    """

    now: Whole

    def __init__(self, known: Weighed, taken: Whole, seed: int) -> None:
        shape = known.shape
        self._shape, self._unit = shape, 1 << known.shift
        self._several = _FEWEST
        self.random = np.random.default_rng(seed)
        self._nobody = len(shape.room)
        jobs, nothing = np.arange(shape.jobs), np.zeros(shape.jobs, dtype=np.int64)
        most = np.zeros(shape.jobs, dtype=np.int64)
        np.maximum.at(most, shape.job, known.lack)
        dear = int(most.sum()) + int(known.rooms @ shape.room) + self._unit
        self._job = np.concatenate((shape.job, jobs))
        self._agent = np.concatenate((shape.agent, nothing + self._nobody))
        self._use = np.concatenate((shape.use, nothing))
        self._lack = np.concatenate((known.lack, nothing + dear))
        self._room, self._price = np.append(shape.room, 0), np.append(known.rooms, 0)
        self._of_job = _grouped(self._job, shape.jobs)
        self._of_agent = _grouped(self._agent, self._nobody + 1)
        self._factor = self.random.integers(0, 2**63, self._nobody + 1, dtype=np.uint64)
        self._factor[self._price == 0] = 0
        self._key = self._use.astype(np.uint64) * self._factor[self._agent]
        ranked = np.lexsort((self._lack, self._job))
        second = self._lack[ranked[np.searchsorted(self._job[ranked], jobs) + 1]]
        self._near = max(float(self._unit), float(np.median(second)))
        self.take(taken)

    @property
    def agents(self) -> Whole:
        """The resource each job is with."""
        return self._agent[self.now]

    def take(self, taken: Whole) -> None:
        """Go on from a choice: 1 for each way taken; jobs may be left out."""
        served = np.flatnonzero(taken)
        self.now = len(self._shape.job) + np.arange(self._shape.jobs)
        self.now[self._shape.job[served]] = served

    @property
    def everybody(self) -> Truth:
        """Every resource, and nobody."""
        return np.ones(len(self._room), dtype=np.bool_)

    @property
    def complete(self) -> bool:
        """Whether every job is served."""
        return bool((self.now < len(self._shape.job)).all())

    @property
    def taken(self) -> Whole:
        """1 for each way that is taken."""
        found = np.zeros(len(self._shape.job), dtype=np.int64)
        found[self.now[self.now < len(found)]] = 1
        return found

    @property
    def gain(self) -> int:
        """What the jobs that are served gain."""
        served = self.now[self.now < len(self._shape.job)]
        return int(self._shape.gain[served].sum())

    @property
    def lost(self) -> Whole:
        """By how much the choice falls short of the bound at each resource, and by jobs with nobody."""
        found = self._price * self._empty(self.now)
        np.add.at(found, self._agent[self.now], self._lack[self.now])
        return found

    def _empty(self, now: Whole) -> Whole:
        used = np.zeros(len(self._room), dtype=np.int64)
        np.add.at(used, self._agent[now], self._use[now])
        return self._room - used

    def place(self) -> None:
        """Give each job that is with nobody to a resource with room for it, those first that have the least choice."""
        waiting = np.flatnonzero(self.now >= len(self._shape.job)).tolist()
        empty = self._empty(self.now)
        while waiting:
            best: tuple[float, int, int] | None = None
            for job in waiting:
                ways = self._of_job.of(np.array([job]))
                ways = ways[(self._use[ways] <= empty[self._agent[ways]])]
                ways = ways[np.argsort(self._lack[ways], kind="stable")]
                if len(ways) > 1:
                    regret = float(self._lack[ways[1]] - self._lack[ways[0]])
                    best = max(best or (-1.0, 0, 0), (regret, job, int(ways[0])))
            if best is None:
                return
            _, job, way = best
            waiting.remove(job)
            self.now[job] = way
            empty[self._agent[way]] -= self._use[way]

    def deal(self, among: Truth, more: int = 0) -> bool:
        """Deal the jobs of some resources anew; whether the choice is better now.

        Args:
            among: Which resources may be chosen.
            more: How much more may be lost than before, in units of prices, where nothing better is found.
        """
        lost = self.lost
        agents = self._chosen(among, lost)
        ways = self._of_agent.of(agents)
        inside = np.zeros(len(self._room), dtype=np.bool_)
        inside[agents] = True
        ways = ways[inside[self._agent[self.now]][self._job[ways]]]
        if not len(ways):
            return False
        ways = ways[np.lexsort((self._lack[ways], self._job[ways]))]
        _, first = np.unique(self._job[ways], return_index=True)
        counts = np.diff(np.append(first, len(ways)))
        least = self._lack[ways[first]]
        lack = self._lack[ways] - np.repeat(least, counts)
        limit = int(lost[agents].sum()) - int(least.sum()) + more
        choices = self._choices(ways, lack, first, counts, limit)
        return self._best(agents, choices, limit, limit - more)

    def _choices(
        self, ways: Whole, lack: Whole, first: Whole, counts: Whole, limit: int
    ) -> list[Choice]:
        """How each job may be served, those first that lose least by being served otherwise."""
        other = np.where(counts > 1, lack[np.minimum(first + 1, len(lack) - 1)], limit + 1)
        order = np.argsort(other + self.random.random(len(first)) * self._near / 16)
        ends = first + counts
        key = self._key[ways]
        return [
            Choice(ways[begin:end], key[begin:end], lack[begin:end])
            for begin, end in zip(first[order].tolist(), ends[order].tolist(), strict=True)
        ]

    def _best(self, agents: Whole, choices: list[Choice], limit: int, now_lost: int) -> bool:
        """Take the best of the ways in which the lists meet."""
        halves = [listed(choices[part::2], limit, _LONG) for part in (0, 1)]
        sizes = [len(half.keys) for half in halves]
        self._several += _STEP if max(sizes) < _SHORT else -_STEP if min(sizes) >= _LONG else 0.0
        self._several = min(max(self._several, _FEWEST), _MANIEST)
        factors, prices = self._factor[agents], self._price[agents]
        room = int((factors * self._room[agents].astype(np.uint64)).sum(dtype=np.uint64))
        dear = prices > 0
        amounts = min(max(_LEFT_OVERS, _LOOKS // sizes[0]), _MOST_LEFT_OVERS)
        left = leftovers(
            prices[dear].tolist(),
            factors[dear].tolist(),
            self._room[agents][dear].tolist(),
            amounts,
            limit,
        )
        before, better = self.now, False
        for found in met(halves[0], halves[1], room, left, limit):
            ways = np.array([*halves[0].ways(found.first), *halves[1].ways(found.second)])
            now = before.copy()
            now[self._job[ways]] = ways
            if (self._empty(now)[agents] >= 0).all() and not np.array_equal(now, before):
                self.now, better = now, found.lost < now_lost
        return better

    def _chosen(self, among: Truth, lost: Whole) -> Whole:
        """Some resources among which jobs would like to change."""
        there = np.flatnonzero(among & (self._room + lost > 0))
        count = int(self._several)
        if len(there) <= count:
            return there
        chance = lost[there] + _AT_EASE * lost[there].mean() + 1.0
        chosen = np.array([self.random.choice(there, p=chance / chance.sum())])
        shut = np.ones(len(lost), dtype=np.bool_)
        shut[there] = False
        while len(chosen) < count:
            score = self._liked(chosen, lost) + _CHANCE * self.random.gumbel(size=len(lost))
            score[shut] = score[chosen] = score[self._nobody] = -np.inf
            chosen = np.append(chosen, int(np.argmax(score)))
        return np.sort(chosen)

    def _liked(self, chosen: Whole, lost: Whole) -> Fractions:
        """How well each resource goes with those chosen."""
        inside = np.zeros(len(self._room), dtype=np.bool_)
        inside[chosen] = True
        agent = self._agent[self.now]
        own = np.flatnonzero(inside[agent])
        best = self._lack[self.now].copy()
        ways = self._of_agent.of(chosen)
        np.minimum.at(best, self._job[ways], self._lack[ways])
        better = self._lack[self.now] - best
        score = _GETS * np.bincount(agent, better, len(lost))
        mine = self._of_job.of(own)
        less = best[self._job[mine]] - self._lack[mine]
        score += _GETS * np.bincount(self._agent[mine], np.maximum(less, 0), len(lost))
        score += _LOSES * lost
        score /= self._near
        near = np.exp(np.minimum(less, 0) / self._near)
        score += _WISHES * np.bincount(self._agent[mine], near, len(lost))
        more = np.full(len(best), np.inf)
        np.minimum.at(
            more,
            self._job[ways],
            (self._lack[ways] - self._lack[self.now][self._job[ways]]).astype(np.float64),
        )
        near = np.exp(-np.maximum(more, 0) / self._near)
        score += _WISHES * np.bincount(agent, near, len(lost))
        return np.asarray(score, dtype=np.float64)
