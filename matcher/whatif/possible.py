"""What there could be more of where needs are not met: only what is scarce there is worth trying."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from matcher.domain import (
    Candidates,
    Decision,
    DecisionKind,
    Options,
    Pair,
    Reason,
    Resource,
    TimeWindow,
    UnlockKind,
    yuan_words,
)
from matcher.whatif.kinds import categories_of
from matcher.whatif.names import Names
from matcher.whatif.relaxing import more_capacity
from matcher.whatif.shared import YUAN, fund_left, richer
from matcher.whatif.sharing import grown, needed, words_of
from matcher.whatif.table import Table
from matcher.whatif.wider import Change

MOST_OF_A_KIND = 2
"""New resources of a kind are tried one by one up to this many."""
_MOST_SHARING = 4
"""Ways to let more share a need that are tried at most."""
_BY_FACT = (Reason.TIME, Reason.QUALIFICATION, Reason.BUDGET)


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
        change: What else would be different; ``None`` = nothing.
        limits: Options by which the month would be solved; ``None`` = as they are.
    """

    kind: UnlockKind
    subject: str
    amount: int
    words: str
    needs: tuple[str, ...] = ()
    resource: Resource | None = None
    decision: Decision | None = None
    fitting: tuple[str, ...] = ()
    change: Change | None = None
    limits: Options | None = None


def possibilities(table: Table) -> Iterator[More]:
    """Everything worth trying: only what is scarce where a need is not met."""
    met = {a.need for a in table.plan.assignments}
    unmet = {weight.need for weight in table.candidates.needs} - met
    if not unmet:
        return
    resources, units = _around(table, unmet)
    yield from _new_resources(table, unmet)
    yield from _unit_places(table, units)
    yield from _places(table, resources)
    yield from _funds(table, unmet)
    yield from _sharing(table, unmet)
    yield from _by_fact(table, unmet)


def _sharing(table: Table, unmet: set[str]) -> Iterator[More]:
    """More that may share a need, where some need not met lacks nothing else; the smallest first."""
    possible = {pair.need for pair in table.candidates.pairs}
    found = {
        (limits.split_limit, limits.units_per_project): limits
        for need in sorted(unmet & possible)
        for spare in (True, False)
        if (limits := needed(table, need, None, spare=spare)) is not None
    }
    for _, limits in sorted(found.items())[:_MOST_SHARING]:
        subject, more = grown(table.options, limits)
        words = f"允许{words_of(table.options, limits)}"
        yield More(UnlockKind.SPLIT, subject, more, words, limits=limits)


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
            change = _serving(limit.unit, limit.most + 1)
            yield More(
                UnlockKind.UNIT_PLACE, limit.unit, 1, words, decision=decision, change=change
            )


def _serving(unit: str, most: int) -> Change:
    """A unit that may serve so many needs."""

    def changed(found: Candidates) -> Candidates:
        limits = tuple(replace(one, most=most) if one.unit == unit else one for one in found.limits)
        return replace(found, limits=limits)

    return changed


def _offering(resource: str, capacity: int) -> Change:
    """A resource that offers so much in the round; who it suits stays as it was judged."""

    def changed(found: Candidates) -> Candidates:
        offers = tuple(
            replace(one, capacity=capacity) if one.resource == resource else one
            for one in found.offers
        )
        return replace(found, offers=offers)

    return changed


def _places(table: Table, resources: set[str]) -> Iterator[More]:
    """More of a resource that is used up: once, or the sum the largest need that waits for it asks for."""
    used: defaultdict[str, int] = defaultdict(int)
    for item in table.plan.assignments:
        used[item.resource] += item.uses
    met = {a.need for a in table.plan.assignments}
    known = Names.of(table.lists).resources
    timed = {one.resource for one in table.candidates.timetables}
    pairs: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in table.candidates.pairs:
        pairs[pair.resource].append(pair)
    for offer in table.candidates.offers:
        asked = pairs[offer.resource]
        waiting = [p for p in asked if p.need not in met]
        if offer.resource not in resources or offer.capacity is None or not asked:
            continue
        step = min((p.uses for p in waiting or asked), default=1)
        if used[offer.resource] + step <= offer.capacity:
            continue
        resource = known[offer.resource]
        whole = offer.capacity + step
        kind = UnlockKind.FUND if offer.measure == YUAN else UnlockKind.PLACE
        amount = yuan_words(step) if offer.measure == YUAN else f"{step} 次"
        words = f"{resource.unit}的“{resource.title}”多 {amount}"
        if offer.resource in timed:
            needs = tuple(sorted({p.need for p in asked}))
            wider = more_capacity(resource, whole, step, offer.measure)
            yield More(kind, offer.resource, step, words, needs, wider.resource)
        else:
            yield More(kind, offer.resource, step, words, change=_offering(offer.resource, whole))


def _funds(table: Table, unmet: set[str]) -> Iterator[More]:
    """More in a fund that falls short: for the need that lacks least, and for all that wait for it."""
    possible = {pair.need for pair in table.candidates.pairs}
    for fund in table.candidates.funds:
        asked = [
            grant.yuan
            for grant in table.candidates.grants
            if grant.fund == fund.fund
            and grant.need in unmet & possible
            and (grant.cap is None or grant.yuan <= grant.cap)
        ]
        left = fund_left(table, fund.fund)
        short = {min(asked) - left, sum(asked) - left} if asked else set()
        for more in sorted(amount for amount in short if amount > 0):
            words = f"{fund.fund}追加 {yuan_words(more)}"
            change = richer(fund.fund, more)
            yield More(UnlockKind.FUND, fund.fund, more, words, change=change)


def _by_fact(table: Table, unmet: set[str]) -> Iterator[More]:
    """Another time, a qualification or a sum for resources that these keep from needs not met."""
    names = Names.of(table.lists)
    barred: defaultdict[tuple[Reason, str], list[str]] = defaultdict(list)
    for exclusion in table.candidates.exclusions:
        if exclusion.need in unmet and exclusion.reason in _BY_FACT:
            barred[exclusion.reason, exclusion.resource].append(exclusion.need)
    for (reason, resource), needs in sorted(barred.items()):
        known = names.resources[resource]
        whose = f"{known.unit}的“{known.title}”"
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
