"""What one more of would help most: each possibility is solved again, exactly, and told only if it helps."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from statistics import median_low

from matcher.candidates import amended, under
from matcher.domain import (
    Candidates,
    Demand,
    Effect,
    Offer,
    Options,
    Pair,
    Part,
    Progress,
    ShiftKind,
    Stop,
    UnitLimit,
    Unlock,
    UnlockKind,
    UnlockList,
    UnlockPair,
    never,
    silent,
    with_decision,
)
from matcher.errors import Cancelled
from matcher.whatif.possible import More, possibilities
from matcher.whatif.table import Table, gain_of
from matcher.whatif.wider import Change

SECONDS_EACH = 2.0
"""How long one possibility may take before it is given up."""
TOP = 5
"""Of so many the pairs are tried."""
TOLD = 30
_NEW_UNIT = "（新单位）"
_PLAIN_SCORE = 600
"""Score of a resource that does not exist yet: like a good one."""


@dataclass(slots=True)
class UnlockSearch:
    """A search that can be left and taken up again; made anew for another table.

    Attributes:
        table: What it is about.
    """

    table: Table
    _left: list[More] = field(default_factory=list)
    _found: list[tuple[More, Effect]] = field(default_factory=list)
    _pairs: list[tuple[int, int]] | None = None
    _together: list[UnlockPair] = field(default_factory=list)
    _tried: int = 0
    _total: int = 0

    def __post_init__(self) -> None:
        self._left = list(possibilities(self.table))
        self._total = len(self._left)

    def run(self, on_progress: Progress = silent, stop: Stop = never) -> UnlockList:
        """Go on until everything is tried.

        Raises:
            Cancelled: ``stop`` said so; what was tried is kept.
        """
        while self._left:
            self._heed(stop)
            on_progress("正在试算：" + self._left[0].words, self._tried, self._total)
            self._try(self._left[0], stop)
            self._left.pop(0)
        ranked = self._ranked()
        if self._pairs is None:
            self._pairs = list(combinations(range(min(TOP, len(ranked))), 2))
            self._total += len(self._pairs)
        while self._pairs:
            self._heed(stop)
            on_progress("正在试算两项同时增加", self._tried, self._total)
            self._try_both(self._pairs[0], ranked, stop)
            self._pairs.pop(0)
        return self._list(ranked)

    def _heed(self, stop: Stop) -> None:
        if stop():
            raise Cancelled

    def _try(self, more: More, stop: Stop) -> None:
        effect = _effect(self.table, (more,), stop)
        self._heed(stop)
        self._tried += 1
        if effect is not None and _net(effect) > 0:
            self._found.append((more, effect))

    def _try_both(self, pair: tuple[int, int], ranked: Sequence[Unlock], stop: Stop) -> None:
        ones = [self._more_of(ranked[at]) for at in pair]
        effect = _effect(self.table, ones, stop)
        self._heed(stop)
        self._tried += 1
        if effect is None or _net(effect) <= max(ranked[at].net for at in pair):
            return
        words = "，".join(one.words for one in ones)
        self._together.append(
            UnlockPair(
                pair[0],
                pair[1],
                effect.of(ShiftKind.GAINS),
                effect.of(ShiftKind.LOSES),
                f"{words}，合计可多满足 {_net(effect)} 项",
            )
        )

    def _more_of(self, unlock: Unlock) -> More:
        key = (unlock.kind, unlock.subject, unlock.amount)
        return next(m for m, _ in self._found if (m.kind, m.subject, m.amount) == key)

    def _ranked(self) -> list[Unlock]:
        """Those that help, the most helpful first; of one subject the smallest amount that helps as much."""
        unlocks = [_unlock(more, effect) for more, effect in self._found]
        unlocks.sort(key=lambda one: (-one.net, one.kind is not UnlockKind.RESOURCE, one.subject))
        best: dict[tuple[UnlockKind, str], Unlock] = {}
        for one in sorted(unlocks, key=lambda one: (-one.net, one.amount)):
            best.setdefault((one.kind, one.subject), one)
        kept = [one for one in unlocks if best[one.kind, one.subject] is one]
        return kept[:TOLD]

    def _list(self, ranked: Sequence[Unlock]) -> UnlockList:
        if ranked:
            words = f"试算 {self._tried} 种，{len(ranked)} 种能多满足需求；{ranked[0].words}"
        else:
            words = f"试算 {self._tried} 种，没有哪一种单独能多满足需求"
        together = sorted(self._together, key=lambda one: -(len(one.gained) - len(one.lost)))
        return UnlockList(tuple(ranked), tuple(together), self._tried, words)


def _net(effect: Effect) -> int:
    return len(effect.of(ShiftKind.GAINS)) - len(effect.of(ShiftKind.LOSES))


def _unlock(more: More, effect: Effect) -> Unlock:
    return Unlock(
        more.kind,
        more.subject,
        more.amount,
        f"{more.words}，可多满足 {_net(effect)} 项",
        effect.of(ShiftKind.GAINS),
        effect.of(ShiftKind.LOSES),
        effect.levels,
        effect.proven,
    )


def _effect(table: Table, ones: Sequence[More], stop: Stop) -> Effect | None:
    """What one or several do together; ``None`` when nothing is gained, or they exclude each other."""
    resources = [one.resource for one in ones if one.resource is not None]
    if len({one.id for one in resources}) < len(resources):
        return None
    decisions = table.decisions
    for one in ones:
        if one.decision is not None:
            decisions = with_decision(decisions, one.decision)
    candidates = table.candidates
    if resources:
        again = {need for one in ones for need in one.needs}
        ground = amended(table.ground, resources=resources, again=again)
        candidates = table.finish(under(ground, table.decisions))
    for one in ones:
        if one.change is not None:
            candidates = one.change(candidates)
    new = [one for one in ones if one.fitting]
    if new:
        candidates = _with_new(new)(candidates)
    return gain_of(
        table,
        candidates,
        decisions,
        options=_limits(table.options, ones),
        seconds=SECONDS_EACH,
        stop=stop,
    )


def _limits(now: Options, ones: Sequence[More]) -> Options:
    """The options by which the month would be solved."""
    limits = [one.limits for one in ones if one.limits is not None]
    return replace(
        now,
        split_limit=max([now.split_limit, *(one.split_limit for one in limits)]),
        units_per_project=max([now.units_per_project, *(one.units_per_project for one in limits)]),
    )


def _with_new(ones: Sequence[More]) -> Change:
    """Resources that do not exist yet, of units that do not either."""

    def widened(found: Candidates) -> Candidates:
        for one in ones:
            for number in range(one.amount):
                found = _with_one(found, one, number)
        return found

    return widened


def _with_one(found: Candidates, one: More, number: int) -> Candidates:
    resource, unit = f"{one.subject}#{number + 1}", f"{_NEW_UNIT}{one.subject}{number + 1}"
    pairs = tuple(
        Pair(
            demand.need,
            demand.index,
            resource,
            unit,
            _uses(found, demand),
            _PLAIN_SCORE,
            (Part("new", "新资源", _PLAIN_SCORE),),
        )
        for demand in found.demands
        if demand.need in one.fitting
    )
    return replace(
        found,
        offers=(*found.offers, Offer(resource, unit, _usual(found, one), "次")),
        limits=(*found.limits, UnitLimit(unit, None)),
        pairs=tuple(sorted((*found.pairs, *pairs), key=lambda pair: pair.key)),
    )


def _usual(found: Candidates, one: More) -> int:
    """What resources of the kind usually give in a round; once where there are none."""
    kin = {pair.resource for pair in found.pairs if pair.need in one.fitting}
    known = [offer.capacity for offer in found.offers if offer.resource in kin and offer.capacity]
    counted = [capacity for capacity in known if capacity < 1000]
    return median_low(counted) if counted else 1


def _uses(found: Candidates, demand: Demand) -> int:
    uses = [
        pair.uses for pair in found.pairs if (pair.need, pair.demand) == (demand.need, demand.index)
    ]
    return min([use for use in uses if use < 1000], default=1)
