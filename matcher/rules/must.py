"""Rules no plan breaks. Each yields rows; times, uses and capacities are whole numbers."""

from collections.abc import Iterator, Mapping

from matcher.domain import Decision, DecisionKind
from matcher.rules.month import Month, cap_bites, least_of_units, split_bites
from matcher.rules.packing import PackKind
from matcher.rules.rule import Heading, Yield, rule
from matcher.rules.terms import Row


@rule(Heading.MUST, "一项需求所需的各种形式要么全部落实、次数足额，要么都不安排")
def all_forms_or_none(month: Month) -> Yield:
    """Each demand d of a need i: sum of times over its pairs = times(d) · met(i)  [times]."""
    for weight in month.needs:
        met = month.met[weight.need]
        if not month.demands[weight.need]:
            yield Row(f"{weight.need} 没有列明要什么", ((1, met),), high=0)
        for demand in month.demands[weight.need]:
            positions = month.of_demand.get((demand.need, demand.index), ())
            served = tuple((1, at) for at in positions)
            yield Row(
                f"{demand.need} 第{demand.index + 1}项要求共{demand.times}次",
                (*served, (-demand.times, met)),
                low=0,
                high=0,
            )


@rule(Heading.MUST, "只安排给已对接需求，且不超过资源一次最多能给的次数")
def serve_only_what_is_met(month: Month) -> Yield:
    """Each pair p that cannot serve its demand alone: times(p) ≤ most(p) · met(i)  [times].

    Implied by :func:`all_forms_or_none` and the bounds in whole numbers; it tightens the relaxation.
    """
    for at, pair in enumerate(month.pairs):
        most = month.variables[at].high
        if 0 < most < month.demand_of(pair).times:
            yield Row(
                f"{pair.need} ← {pair.resource} 每轮至多{most}次",
                ((1, at), (-most, month.met[pair.need])),
                high=0,
            )


@rule(Heading.MUST, "一项资源本轮的安排不超过它的可服务容量")
def within_capacity(month: Month) -> Yield:
    """Each resource j: sum of uses(p) · times(p) over its pairs ≤ capacity(j)  [the offer's measure]."""
    for resource, positions in month.of_resource.items():
        offer = month.offers[resource]
        if offer.capacity is not None:
            yield Row(
                f"{resource} 本轮容量{offer.capacity}{offer.measure}",
                tuple((month.pairs[at].uses, at) for at in positions),
                high=offer.capacity,
            )


@rule(Heading.MUST, "有安排就算参与：参与的资源至少一次，不参与的为零次")
def taking_part_is_serving(month: Month) -> Yield:
    """Each pair p with an own variable: takes(p) ≤ times(p) ≤ most(p) · takes(p); takes(p) ≤ met(i)  [times]."""
    for at, takes in month.takes.items():
        if takes == at:
            continue
        pair, most = month.pairs[at], month.variables[at].high
        label = f"{pair.need} ← {pair.resource} 参与"
        yield Row(label, ((1, at), (-most, takes)), high=0)
        yield Row(label, ((1, at), (-1, takes)), low=0)
        yield Row(label, ((1, takes), (-1, month.met[pair.need])), high=0)


@rule(Heading.MUST, "一项需求的同一形式至多由几家资源共同承担")
def at_most_so_many_share(month: Month) -> Yield:
    """Each demand d: sum of takes(p) over its pairs ≤ split_limit · met(i)  [resources]."""
    limit = month.options.split_limit
    for (need, index), positions in month.of_demand.items():
        if split_bites(month.demands[need][index], len(positions), month.options):
            taking = tuple((1, month.takes[at]) for at in positions)
            yield Row(
                f"{need} 第{index + 1}项要求至多{limit}家承担",
                (*taking, (-limit, month.met[need])),
                high=0,
            )


@rule(Heading.MUST, "一个单位每轮承接的需求不超过它的上限")
def unit_within_its_cap(month: Month) -> Yield:
    """Each unit u: sum of serves(u, i) ≤ cap(u)  [needs], with serves(u, i) ≥ takes(p) for its pairs on i."""
    capped = [unit for unit, by_need in month.of_unit.items() if _capped(month, unit, by_need)]
    for unit in capped:
        serving = tuple((1, month.serves[unit, need]) for need in month.of_unit[unit])
        cap = month.caps[unit]
        yield Row(f"{unit} 本轮至多承接{cap}项", serving, high=cap)
    for unit in capped:
        for need in month.of_unit[unit]:
            yield from _serves_when_taking(month, unit, need)


@rule(Heading.MUST, "会议定了下限的单位至少承接那么多项需求")
def unit_least_kept(month: Month) -> Yield:
    """Each decided minimum of a unit u: sum of serves(u, i) ≥ least(u)  [needs]."""
    for unit, least in least_of_units(month.decisions).items():
        by_need = month.of_unit.get(unit, {})
        serving = tuple((1, month.serves[unit, need]) for need in by_need)
        yield Row(f"{unit} 本轮至少承接{least}项", serving, low=least)
        if not _capped(month, unit, by_need):
            for need in by_need:
                yield from _serves_when_taking(month, unit, need)


@rule(Heading.MUST, "一个项目由一家单位牵头，连同配合单位至多几家")
def few_enough_units(month: Month) -> Yield:
    """Each need i: sum of serves(u, i) over the units u ≤ units_per_project · met(i)  [units]."""
    limit = month.options.units_per_project
    least = least_of_units(month.decisions)
    for need, units in month.crowded.items():
        serving = tuple((1, month.serves[unit, need]) for unit in units)
        yield Row(f"{need} 至多{limit}家单位参与", (*serving, (-limit, month.met[need])), high=0)
        for unit in units:
            if not (unit in least or _capped(month, unit, month.of_unit[unit])):
                yield from _serves_when_taking(month, unit, need)


def _capped(month: Month, unit: str, by_need: Mapping[str, tuple[int, ...]]) -> bool:
    """Whether a unit's cap can bite; then :func:`unit_within_its_cap` says when it serves."""
    return cap_bites(month.caps.get(unit), by_need)


def _serves_when_taking(month: Month, unit: str, need: str) -> Iterator[Row]:
    serves = month.serves[unit, need]
    positions = month.of_unit[unit][need]
    if len(positions) == 1:
        return
    label = f"{unit} 承接 {need}"
    taking = [month.takes[at] for at in positions]
    yield Row(label, (*((1, takes) for takes in taking), (-1, serves)), low=0)
    yield Row(label, ((1, serves), (-1, month.met[need])), high=0)
    for demand in month.demands[need]:
        of_demand = [month.takes[at] for at in positions if month.pairs[at].demand == demand.index]
        if demand.times == 1 and of_demand:
            yield Row(label, (*((1, takes) for takes in of_demand), (-1, serves)), high=0)
        elif demand.times > 1:
            for takes in of_demand:
                yield Row(label, ((1, takes), (-1, serves)), high=0)


@rule(
    Heading.MUST,
    "同一资源的同一开放时段不重复安排，只能在某几次开放时开展的需求合起来不超过这几次的场数",
)
def one_event_at_a_time(month: Month) -> Yield:
    """Each resource j with a timetable and each union T of openings: what only T suits ≤ room(j) · |T|  [events].

    The left side is the sum of uses(p) · times(p) over the pairs of needs that can use no opening outside T;
    T runs over the unions of the needs' own sets of openings.
    """
    yield from _packed(month, PackKind.OPENINGS)


@rule(Heading.MUST, "一笔资金本轮的资助不超过它可动用的余额，单个项目不超过单项上限")
def within_funds(month: Month) -> Yield:
    """Each fund f: sum of grant(i) · met(i) over the needs that draw on it ≤ left(f)  [yuan].

    A need of one demand of one time that a resource of money serves draws nothing: there the times of its
    other pairs stand for met(i). A need whose grant exceeds the fund or its cap is not met with it.
    """
    yield from _packed(month, PackKind.FUND)


def _packed(month: Month, kind: PackKind) -> Iterator[Row]:
    for pack in month.packs:
        if pack.kind is kind:
            needs = tuple((coefficient, month.met[need]) for coefficient, need in pack.needs)
            yield Row(pack.label, (*pack.pairs, *needs), high=pack.most)


@rule(Heading.MUST, "锁定的对接必须安排")
def locks(month: Month) -> Yield:
    """Each lock of i and j: sum of times over the pairs of i and j ≥ 1  [times]."""
    for decision in month.decisions:
        if decision.kind is DecisionKind.LOCK:
            yield from _served(month, decision)


@rule(Heading.MUST, "认领的单位必须参与所认领的需求")
def claims(month: Month) -> Yield:
    """Each claim of i by u: sum of times over the pairs of i with resources of u ≥ 1  [times]."""
    for decision in month.decisions:
        if decision.kind is DecisionKind.CLAIM:
            yield from _served(month, decision)


@rule(Heading.MUST, "禁止的对接不得安排")
def forbids(month: Month) -> Yield:
    """Each forbid: times(p) = 0 for every pair of the resource or unit (on that need, or on any)  [times]."""
    for decision in month.decisions:
        if decision.kind.shuts_out:
            for at in concerned(month, decision):
                yield Row(decision.words, ((1, at),), high=0)


def _served(month: Month, decision: Decision) -> Iterator[Row]:
    entries = tuple((1, at) for at in concerned(month, decision))
    yield Row(decision.words, entries, low=1)
    if decision.need is not None and decision.need in month.met:
        yield Row(decision.words, ((1, month.met[decision.need]),), low=1)


def concerned(month: Month, decision: Decision) -> tuple[int, ...]:
    """Positions of the pairs a decision is about."""
    if decision.unit is not None:
        by_need = month.of_unit.get(decision.unit, {})
        if decision.need is not None:
            return by_need.get(decision.need, ())
        return tuple(at for positions in by_need.values() for at in positions)
    of_resource = month.of_resource.get(decision.resource or "", ())
    return tuple(at for at in of_resource if decision.need in (None, month.pairs[at].need))
