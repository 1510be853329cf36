"""Everything a judgement needs to know besides the need and the resource, prepared once."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from matcher.candidates.precedents import NOTHING_PAST, Past, laid_out
from matcher.domain import (
    Decision,
    Form,
    Fund,
    Lists,
    Options,
    PastOutcome,
    Period,
    Precedent,
    Resource,
    Unit,
    horizon,
    month_period,
)
from matcher.vocabulary import Vocabulary, fold

LONGEST_PERIOD_DAYS = 366


@dataclass(frozen=True, slots=True)
class Setting:
    """The circumstances of a round.

    Attributes:
        month: The round's month.
        period: From its first day to the end of the horizon.
        options: How lists are matched.
        vocabulary: Whose words count.
        units: Folded name or alias → the unit as the unit list has it.
        forbidden: (need id or ``None`` for all, resource id or unit name) → the decision.
        past: What became of needs in past months.
        funds: Funds of the round's year.
        giving: Units that offer something this month.
        done: Projects each unit has done this year before this month.
    """

    month: Period
    period: Period
    options: Options
    vocabulary: Vocabulary
    units: Mapping[str, Unit]
    forbidden: Mapping[tuple[str | None, str], Decision]
    past: Past = NOTHING_PAST
    funds: tuple[Fund, ...] = ()
    giving: frozenset[str] = frozenset()
    done: Mapping[str, int] = field(default_factory=dict)

    def unit_name(self, words: str) -> str:
        """The name under which a unit is known, or the words themselves."""
        return _known(self.units, words)

    def unit_of(self, resource: Resource) -> Unit | None:
        """The member unit a resource belongs to; ``None`` when the unit list does not have it."""
        return self.units.get(fold(resource.unit))

    def forbid(self, need: str, resource: str, unit: str) -> Decision | None:
        """The decision that keeps a resource, or its unit, from a need."""
        if not self.forbidden:
            return None
        for whose in (need, None):
            for whom in (resource, unit):
                decision = self.forbidden.get((whose, whom))
                if decision is not None:
                    return decision
        return None


def prepare(
    lists: Lists,
    decisions: Sequence[Decision],
    options: Options,
    *,
    month: str,
    vocabulary: Vocabulary,
    precedents: Sequence[Precedent] = (),
) -> Setting:
    """The setting of a round."""
    units = units_by_name(lists.units)
    year = month_period(month).first.year
    return Setting(
        month=month_period(month),
        period=horizon(month, options.horizon_months),
        options=options,
        vocabulary=vocabulary,
        units=units,
        forbidden=forbidden_by(decisions, units),
        past=laid_out(precedents if options.precedent_points else (), vocabulary),
        funds=_funds_of(lists.funds, year),
        giving=frozenset(_known(units, one.unit) for one in lists.resources if not one.withdrawn),
        done=_done_this_year(precedents, month, units),
    )


def _funds_of(funds: Sequence[Fund], year: int) -> tuple[Fund, ...]:
    """Funds of a year; a row that names the year counts instead of the same fund's row without one."""
    named = {fund.key for fund in funds if fund.year == year}
    return tuple(
        fund
        for fund in funds
        if fund.year == year or (fund.year is None and (*fund.key[:2], year) not in named)
    )


def _known(units: Mapping[str, Unit], words: str) -> str:
    unit = units.get(fold(words))
    return unit.name if unit else words.strip()


def _done_this_year(
    precedents: Sequence[Precedent], month: str, units: Mapping[str, Unit]
) -> dict[str, int]:
    """Projects confirmed this year before this month, by unit; one need counts once a month."""
    done = {
        (_known(units, one.unit), one.month, one.need_text)
        for one in precedents
        if one.outcome is PastOutcome.CONFIRMED and f"{month[:4]}-01" <= one.month < month
    }
    return dict(Counter(unit for unit, _, _ in done))


def forbidden_by(
    decisions: Sequence[Decision], units: Mapping[str, Unit]
) -> dict[tuple[str | None, str], Decision]:
    """(Need id or ``None`` for all, resource id or unit name) → the forbid or decline."""
    return {
        (decision.need, _whom(decision, units)): decision
        for decision in decisions
        if decision.kind.shuts_out
    }


def units_by_name(units: Sequence[Unit]) -> dict[str, Unit]:
    """Folded names and aliases → unit; a name wins over somebody else's alias."""
    known: dict[str, Unit] = {}
    for unit in units:
        for alias in unit.aliases:
            known.setdefault(fold(alias), unit)
    known.update({fold(unit.name): unit for unit in units})
    return known


def _whom(decision: Decision, units: Mapping[str, Unit]) -> str:
    if decision.resource is not None:
        return decision.resource
    name = decision.unit or ""
    unit = units.get(fold(name))
    return unit.name if unit else name.strip()


def until(period: Period, last: date) -> Period:
    """The period prolonged to a later day, at most a year in all."""
    limit = period.first + timedelta(days=LONGEST_PERIOD_DAYS)
    return Period(period.first, min(max(period.last, last), limit))


_COMMUNITY = re.compile(r"(?:社区居委会|社区|居委会|村委会|村民委员会)$")
_EVERYWHERE = re.compile(r"全街道|全街|整个街道|各社区|所有社区|辖区|全区|全市|不限|街道范围")


def community_key(name: str) -> str:
    """What tells communities apart: ``西站``, ``西站社区`` and ``西站社区居委会`` are one."""
    folded = fold(name)
    return _COMMUNITY.sub("", folded) or folded


def serves_everywhere(resource: Resource) -> bool:
    """Whether the scope is the whole street, by blank or in words."""
    return not resource.scope or any(_EVERYWHERE.search(fold(place)) for place in resource.scope)


def forms_of(resource: Resource, vocabulary: Vocabulary) -> tuple[frozenset[Form], bool]:
    """The forms of a resource and whether the list says so; else those its words speak for."""
    if resource.forms:
        return frozenset(resource.forms), True
    return frozenset(hint.form for hint in vocabulary.form_hints(resource.text)), False
