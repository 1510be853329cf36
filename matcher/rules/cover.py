"""Rules about how many needs are met, and which. Each yields terms of its levels."""

from matcher.rules.levels import COMMITTED, WEIGHTED, urgency_levels
from matcher.rules.month import Month
from matcher.rules.rule import Heading, Yield, rule
from matcher.rules.terms import Row, Term


@rule(Heading.COVER, "先尽量多地满足最紧急的需求，逐级向下")
def urgent_needs_first(month: Month) -> Yield:
    """Level ``urgent_g`` = sum of met(i) over the needs of urgency g, g = 5 down to ``urgent_from``  [needs]."""
    names = {level.urgency: level.name for level in urgency_levels(month.options)}
    for weight in month.needs:
        if weight.urgency in names:
            yield Term(names[weight.urgency], 1, month.met[weight.need], f"满足 {weight.need}")


@rule(Heading.COVER, "等待越久、受益越多、对象越需要照顾的需求分量越重，满足的总分量越大越好")
def weighty_needs(month: Month) -> Yield:
    """Level ``weighted`` = sum of weight(i) · met(i) over all needs  [points of weight]."""
    for weight in month.needs:
        yield Term(WEIGHTED.name, weight.weight, month.met[weight.need], f"满足 {weight.need}")


@rule(Heading.COVER, "年度承诺还没有按进度兑现的单位，尽量每家至少安排一项")
def commitments_honoured(month: Month) -> Yield:
    """Level ``committed`` = number of units with an open commitment that serve something  [units].

    busy(u) ≤ sum of takes(p) over the pairs of u whose score is at most ``commitment_points`` below the best
    candidate of their demand: nobody is served badly for the sake of a promise. Where nothing else asks whether
    a pair takes part, its times stand for that; else taking part says more, for few may share a demand of
    many times. A unit with several such pairs on one need keeps its promise there only if it serves that need:
    busy(u) ≤ sum of serves(u, i). That follows in whole numbers; it tightens the relaxation by how many units
    may take part in a project.
    """
    for unit, busy in month.busy.items():
        serving = tuple((1, month.takes.get(at, at)) for at in month.honouring[unit])
        yield Row(f"{unit} 至少承接一项才算兑现", (*serving, (-1, busy)), low=0)
        if joined := _serving_needs(month, unit):
            yield Row(f"{unit} 承接了需求才算兑现", (*joined, (-1, busy)), low=0)
        yield Term(COMMITTED.name, 1, busy, f"{unit} 兑现承诺")


def _serving_needs(month: Month, unit: str) -> tuple[tuple[int, int], ...]:
    """Where a unit could keep its promise, by need where its serving is known; empty where that says no more."""
    honouring = month.honouring[unit]
    found = {
        month.serves.get((unit, month.pairs[at].need), month.takes.get(at, at)) for at in honouring
    }
    return tuple((1, at) for at in sorted(found)) if len(found) < len(honouring) else ()
