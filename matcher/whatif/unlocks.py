"""What one more of would help most: each possibility is solved again, exactly, and told only if it helps."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from statistics import median_low

from matcher.candidates import amended
from matcher.domain import (
    Candidates,
    Decision,
    DecisionKind,
    Demand,
    Effect,
    Offer,
    Pair,
    Part,
    Progress,
    Reason,
    Resource,
    ShiftKind,
    Stop,
    TimeWindow,
    UnitLimit,
    Unlock,
    UnlockKind,
    UnlockList,
    UnlockPair,
    never,
    silent,
    with_decision,
    yuan_words,
)
from matcher.errors import Cancelled
from matcher.whatif.kinds import categories_of
from matcher.whatif.names import Names
from matcher.whatif.relaxing import more_capacity
from matcher.whatif.shared import YUAN
from matcher.whatif.table import Table, Tried, effect_of, may_cover_more, tried

SECONDS_EACH = 2.0
"""How long one possibility may take before it is given up."""
MOST_OF_A_KIND = 2
"""New resources of a kind are tried one by one up to this many."""
TOP = 5
"""Of so many the pairs are tried."""
TOLD = 30
_BY_FACT = (Reason.TIME, Reason.QUALIFICATION, Reason.BUDGET)
_NEW_UNIT = "（新单位）"
_PLAIN_SCORE = 600
"""Score of a resource that does not exist yet: like a good one."""


@dataclass(frozen=True, slots=True)
class More:
    """Something more there could be, not tried yet.

    Attributes:
        kind: See :class:`UnlockKind`.
        subject: See :class:`~matcher.domain.Unlock`.
        amount: Likewise.
        words: Chinese, without what it brings.
        needs: Needs to be compared again under it.
        resource: A resource as it would be.
        decision: A decision made besides.
        fitting: Needs that new resources would suit; empty = no new ones.
    """

    kind: UnlockKind
    subject: str
    amount: int
    words: str
    needs: tuple[str, ...] = ()
    resource: Resource | None = None
    decision: Decision | None = None
    fitting: tuple[str, ...] = ()


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
        self._left = list(_possibilities(self.table))
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
    """What one or several do together; ``None`` when no plan was found in time, or they exclude each other."""
    resources = [one.resource for one in ones if one.resource is not None]
    if len({one.id for one in resources}) < len(resources):
        return None
    decisions = table.decisions
    for one in ones:
        if one.decision is not None:
            decisions = with_decision(decisions, one.decision)
    ground = None
    if resources:
        again = {need for one in ones for need in one.needs}
        ground = amended(table.ground, resources=resources, again=again)
    new = [one for one in ones if one.fitting]
    change = _with_new(new) if new else None
    if len(ones) == 1 and not may_cover_more(
        table, decisions, ground=ground, change=change, seconds=SECONDS_EACH, stop=stop
    ):
        return None
    what: Tried = tried(
        table,
        decisions,
        ground=ground,
        change=change,
        brief=True,
        seconds=SECONDS_EACH,
        stop=stop,
    )
    return None if what.plan is None else effect_of(table, what, brief=True)


def _with_new(ones: Sequence[More]) -> Callable[[Candidates], Candidates]:
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


def _possibilities(table: Table) -> Iterator[More]:
    """Everything worth trying: only what is scarce where a need is not met."""
    met = {a.need for a in table.plan.assignments}
    unmet = {weight.need for weight in table.candidates.needs} - met
    if not unmet:
        return
    resources, units = _around(table, unmet)
    yield from _new_resources(table, unmet)
    yield from _unit_places(table, units)
    yield from _places(table, resources)
    yield from _by_fact(table, unmet)


def _around(table: Table, unmet: set[str]) -> tuple[set[str], set[str]]:
    """Resources and units that could pass something on to a need that is not met, over however many needs."""
    of_need: defaultdict[str, list[Pair]] = defaultdict(list)
    needs_of: defaultdict[str, set[str]] = defaultdict(set)
    for pair in table.candidates.pairs:
        of_need[pair.need].append(pair)
        for whom in (pair.resource, pair.unit):
            needs_of[whom].add(pair.need)
    seen, fresh = set(unmet), set(unmet)
    reached: set[str] = set()
    while fresh:
        touched = {w for need in fresh for p in of_need[need] for w in (p.resource, p.unit)}
        new = touched - reached
        reached |= new
        fresh = {need for whom in new for need in needs_of[whom]} - seen
        seen |= fresh
    return reached, reached


def _new_resources(table: Table, unmet: set[str]) -> Iterator[More]:
    """One, two … more of each kind that needs not met ask for."""
    open_needs = {weight.need for weight in table.candidates.needs}
    categories = categories_of(
        (need for need in table.lists.needs if need.id in open_needs),
        table.ground.setting.vocabulary,
    )
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    for need, category in sorted(categories.items()):
        kinds[str(category)].append(need)
    waiting = {name: len(unmet & set(needs)) for name, needs in kinds.items()}
    for name in sorted(kinds, key=lambda name: (-waiting[name], name)):
        what = name.rpartition("/")[2]
        for amount in range(1, min(MOST_OF_A_KIND, waiting[name]) + 1):
            yield More(
                UnlockKind.RESOURCE,
                name,
                amount,
                f"再找 {amount} 家“{what}”资源",
                fitting=tuple(kinds[name]),
            )


def _unit_places(table: Table, units: set[str]) -> Iterator[More]:
    load: defaultdict[str, set[str]] = defaultdict(set)
    for item in table.plan.assignments:
        load[item.unit].add(item.need)
    for limit in table.candidates.limits:
        if limit.unit in units and limit.most is not None and len(load[limit.unit]) >= limit.most:
            decision = Decision(DecisionKind.UNIT_MOST, unit=limit.unit, amount=limit.most + 1)
            words = f"{limit.unit}多承接 1 项"
            yield More(UnlockKind.UNIT_PLACE, limit.unit, 1, words, decision=decision)


def _places(table: Table, resources: set[str]) -> Iterator[More]:
    """More of a resource that is used up: once, or the sum the largest need that waits for it asks for."""
    used: defaultdict[str, int] = defaultdict(int)
    for item in table.plan.assignments:
        used[item.resource] += item.uses
    met = {a.need for a in table.plan.assignments}
    known = Names.of(table.lists).resources
    for offer in table.candidates.offers:
        waiting = [
            p for p in table.candidates.pairs if p.resource == offer.resource and p.need not in met
        ]
        asked = [p for p in table.candidates.pairs if p.resource == offer.resource]
        if offer.resource not in resources or offer.capacity is None or not asked:
            continue
        step = min((p.uses for p in waiting or asked), default=1)
        if used[offer.resource] + step <= offer.capacity:
            continue
        resource = known[offer.resource]
        whole = offer.capacity + step
        wider = more_capacity(resource, whole, step, offer.measure)
        kind = UnlockKind.FUND if offer.measure == YUAN else UnlockKind.PLACE
        amount = yuan_words(step) if offer.measure == YUAN else f"{step} 次"
        words = f"{resource.unit}的「{resource.title}」多 {amount}"
        needs = tuple(sorted({p.need for p in asked}))
        yield More(kind, offer.resource, step, words, needs, wider.resource)


def _by_fact(table: Table, unmet: set[str]) -> Iterator[More]:
    """Another time, a qualification or a sum for resources that these keep from needs not met."""
    names = Names.of(table.lists)
    barred: defaultdict[tuple[Reason, str], list[str]] = defaultdict(list)
    for exclusion in table.candidates.exclusions:
        if exclusion.need in unmet and exclusion.reason in _BY_FACT:
            barred[exclusion.reason, exclusion.resource].append(exclusion.need)
    for (reason, resource), needs in sorted(barred.items()):
        known = names.resources[resource]
        whose = f"{known.unit}的「{known.title}」"
        wanted = [names.needs[need] for need in needs]
        if reason is Reason.TIME:
            windows = tuple(w for need in wanted for w in (need.times or (TimeWindow(),)))
            wide = replace(known, times=(*known.times, *windows), valid_from=None, valid_to=None)
            when = "、".join(dict.fromkeys(need.time_words or "本期其他时间" for need in wanted))
            words = f"{whose}也在{when}开放"
            yield More(UnlockKind.HOUR, resource, 1, words, tuple(needs), wide)
        elif reason is Reason.BUDGET:
            spent = sum(a.uses for a in table.plan.assignments if a.resource == resource)
            whole = spent + max(need.budget_yuan or 0 for need in wanted)
            more = whole - (known.amount_yuan or 0)
            wide = replace(known, amount_yuan=whole)
            words = f"{whose}多 {yuan_words(more)}"
            yield More(UnlockKind.FUND, resource, more, words, tuple(needs), wide)
        else:
            skills = tuple(dict.fromkeys(skill for need in wanted for skill in need.skills))
            wide = replace(known, qualifications=(*known.qualifications, *skills))
            words = f"{whose}取得{'、'.join(skills)}"
            yield More(UnlockKind.QUALIFICATION, resource, 1, words, tuple(needs), wide)
