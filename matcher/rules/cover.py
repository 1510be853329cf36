"""Rules about how many needs are met, and which. Each yields terms of its levels."""

from matcher.rules.levels import WEIGHTED, urgency_levels
from matcher.rules.month import Month
from matcher.rules.rule import Heading, Yield, rule
from matcher.rules.terms import Term


@rule(Heading.COVER, "先尽量多地满足最紧急的需求，逐级向下")
def urgent_needs_first(month: Month) -> Yield:
    """Level ``urgent_g`` = sum of met(i) over the needs of urgency g, g = 5 down to ``urgent_from``  [needs]."""
    names = {level.urgency: level.name for level in urgency_levels(month.options)}
    for weight in month.needs:
        if weight.urgency in names:
            yield Term(names[weight.urgency], 1, month.met[weight.need], f"满足 {weight.need}")


@rule(Heading.COVER, "等待越久、受益越多的需求分量越重，满足的总分量越大越好")
def weighty_needs(month: Month) -> Yield:
    """Level ``weighted`` = sum of weight(i) · met(i) over all needs  [points of weight]."""
    for weight in month.needs:
        yield Term(WEIGHTED.name, weight.weight, month.met[weight.need], f"满足 {weight.need}")
