"""What does not depend on the meeting's decisions: every need against every resource worth looking at.

Laying it out takes the better part of a second for a street; applying decisions to it takes milliseconds.
A :class:`Ground` is handed from call to call by whoever keeps the month on the table.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from matcher.candidates.asked import NOTHING_ASKED, Asked, asked_for
from matcher.candidates.case import Offered, Wanted
from matcher.candidates.gates import barred
from matcher.candidates.judging import judge_pair
from matcher.candidates.preparing import offered, usable, wanted
from matcher.candidates.setting import Setting, forbidden_by, prepare
from matcher.domain import (
    Decision,
    Exclusion,
    Form,
    Lists,
    Options,
    Pair,
    Part,
    Precedent,
    Progress,
    Resource,
    Stop,
    never,
    silent,
)
from matcher.errors import Cancelled
from matcher.similarity import Ranker, Scored
from matcher.vocabulary import Vocabulary

PORTION = 64
"""Needs looked at between two questions whether to stop."""
LOOKED_AT = 3
"""How many times ``candidates_per_need`` are judged, so that enough are left after the rules."""
FEWEST_LOOKED_AT = 120
NEAREST = 8
"""Exclusions kept for each need."""
_REMEMBERED = 4096
"""Judgements under decisions kept for the next time."""


@dataclass(frozen=True, slots=True)
class Market:
    """All resources, sorted by id, laid out for comparison.

    Attributes:
        items: Made ready to be judged.
        usable: Whether each can give anything in the round.
        ranker: Compares texts with theirs.
        by_unit: Places of the resources of each unit.
        by_id: Place of each resource.
        fungible: Places of those that serve any need asking for a form.
    """

    items: tuple[Offered, ...]
    usable: tuple[bool, ...]
    ranker: Ranker
    by_unit: Mapping[str, Sequence[int]]
    by_id: Mapping[str, int]
    fungible: Mapping[Form, Sequence[int]]

    @staticmethod
    def of(resources: Iterable[Resource], setting: Setting, stop: Stop) -> "Market":
        """The resources of a round."""
        ordered = sorted(resources, key=lambda resource: resource.id)
        items = tuple(offered(resource, setting) for resource in ordered)
        by_unit: dict[str, list[int]] = {}
        fungible: dict[Form, list[int]] = {}
        for number, item in enumerate(items):
            by_unit.setdefault(item.unit, []).append(number)
            for form, category in setting.vocabulary.fungible:
                if form in item.forms and category == item.main_category:
                    fungible.setdefault(form, []).append(number)
        return Market(
            items,
            tuple(usable(item, setting) for item in items),
            Ranker([item.resource.text for item in items], setting.vocabulary, stop=stop),
            by_unit,
            {item.resource.id: number for number, item in enumerate(items)},
            fungible,
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of one need.

    Attributes:
        pairs: Who may serve it, sorted by key.
        exclusions: The nearest who may not, nearest first.
        excluded: All that were noted to be excluded.
        reached: Resource ids and unit names that a forbid would change something about.
    """

    pairs: tuple[Pair, ...]
    exclusions: tuple[Exclusion, ...]
    excluded: tuple[Exclusion, ...]
    reached: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """A round before any decision; made by :func:`lay_out`.

    Attributes:
        lists: Everything imported.
        setting: The circumstances, without forbids.
        market: All resources.
        open_needs: The needs that take part, sorted by id.
        judged: What became of each, by id.
    """

    lists: Lists
    setting: Setting
    market: Market
    open_needs: tuple[Wanted, ...]
    judged: Mapping[str, Judged]
    _remembered: dict[tuple[str, frozenset[Decision]], Judged] = field(default_factory=dict)

    def under(self, need: Wanted, decisions: Sequence[Decision]) -> Judged:
        """What becomes of a need under the decisions that concern it."""
        if not decisions:
            return self.judged[need.need.id]
        key = (need.need.id, frozenset(decisions))
        known = self._remembered.get(key)
        if known is None:
            known = self._again(need, decisions)
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            self._remembered[key] = known
        return known

    def _again(self, need: Wanted, decisions: Sequence[Decision]) -> Judged:
        setting = replace(self.setting, forbidden=forbidden_by(decisions, self.setting.units))
        asked = asked_for(decisions, setting)
        return next(judge_needs([need], self.market, asked, setting))


def lay_out(
    lists: Lists,
    options: Options,
    *,
    month: str,
    vocabulary: Vocabulary,
    precedents: Sequence[Precedent] = (),
    on_progress: Progress = silent,
    stop: Stop = never,
) -> Ground:
    """Compare every need with every resource worth looking at.

    Args:
        lists: Everything imported for the month.
        options: How lists are matched.
        month: ``2026-06``.
        vocabulary: Whose words count.
        precedents: What became of needs in past months.
        on_progress: Told after each portion of needs.
        stop: Asked before each portion of needs.

    Raises:
        Cancelled: ``stop`` said so.
    """
    setting = prepare(lists, (), options, month=month, vocabulary=vocabulary, precedents=precedents)
    market = Market.of(lists.resources, setting, stop)
    open_needs = sorted(
        (need for need in lists.needs if barred(need, options) is None), key=lambda need: need.id
    )
    ready: list[Wanted] = []
    judged: dict[str, Judged] = {}
    known: _Known = ({}, {})
    for start in range(0, len(open_needs), PORTION):
        if stop():
            raise Cancelled
        on_progress("比对需求与资源", start, len(open_needs))
        portion = [wanted(need, setting) for need in open_needs[start : start + PORTION]]
        found = (
            _shared(one, known) for one in judge_needs(portion, market, NOTHING_ASKED, setting)
        )
        judged.update(zip((item.need.id for item in portion), found, strict=True))
        ready.extend(portion)
    on_progress("比对需求与资源", len(open_needs), len(open_needs))
    return Ground(lists, setting, market, tuple(ready), judged)


_Known = tuple[
    dict[tuple[Part, ...], tuple[Part, ...]],
    dict[tuple[str, ...], tuple[str, ...]],
]
"""Waterfalls and flags that pairs have so far."""


def _shared(one: Judged, known: _Known) -> Judged:
    """The same with equal waterfalls and flags kept once: of those of 90,000 pairs one in twenty is different."""
    waterfalls, flags = known
    pairs = (
        replace(
            pair,
            parts=waterfalls.setdefault(pair.parts, pair.parts),
            flags=flags.setdefault(pair.flags, pair.flags),
        )
        for pair in one.pairs
    )
    return replace(one, pairs=tuple(pairs))


def judge_needs(
    portion: Sequence[Wanted], market: Market, asked: Asked, setting: Setting
) -> Iterator[Judged]:
    """What becomes of some needs."""
    most = setting.options.candidates_per_need
    top = max(FEWEST_LOOKED_AT, LOOKED_AT * most)
    ranked = market.ranker.score([item.need.text for item in portion], top=top)
    for item, scores in zip(portion, ranked, strict=True):
        pairs: list[Pair] = []
        excluded: list[Exclusion] = []
        for scored in _also(item, scores, market, asked):
            resource = market.items[scored.resource]
            judgement = judge_pair(
                item,
                resource,
                scored,
                setting,
                asked=asked.wants(item.need.id, resource.resource.id, resource.unit),
                brief=len(excluded) >= NEAREST,
            )
            pairs.extend(judgement.pairs)
            if judgement.exclusion is not None:
                excluded.append(judgement.exclusion)
        yield _judged(pairs, excluded, market, asked, most)


def _judged(
    pairs: list[Pair], excluded: list[Exclusion], market: Market, asked: Asked, most: int
) -> Judged:
    excluded.sort(key=lambda exclusion: (-exclusion.likeness, exclusion.resource))
    near = tuple(excluded[:NEAREST])
    shown = {exclusion.resource for exclusion in near}
    reached = {pair.resource for pair in pairs} | {pair.unit for pair in pairs} | shown
    reached |= {market.items[market.by_id[resource]].unit for resource in shown}
    best = sorted(_best(pairs, most, asked), key=lambda pair: pair.key)
    return Judged(tuple(best), near, tuple(excluded), frozenset(reached))


def _also(item: Wanted, scores: Sequence[Scored], market: Market, asked: Asked) -> Iterator[Scored]:
    """The likeliest resources, then those asked for and general ones of a form the need names."""
    yield from scores
    seen = {scored.resource for scored in scores}
    wanted_too = [market.by_id[r] for need, r in asked.locks if need == item.need.id]
    for need, unit in asked.claims:
        if need == item.need.id:
            wanted_too.extend(market.by_unit.get(unit, ()))
    for demand in item.demands:
        if demand.form is not None:
            wanted_too.extend(market.fungible.get(demand.form, ()))
    for number in dict.fromkeys(wanted_too):
        if number not in seen:
            yield market.ranker.score_one(item.need.text, number)


def _best(pairs: list[Pair], most: int, asked: Asked) -> Iterator[Pair]:
    """For each demand the ``most`` best pairs and all that are asked for."""
    pairs.sort(key=lambda pair: (pair.demand, -pair.score, pair.resource))
    taken: dict[int, int] = {}
    for pair in pairs:
        taken[pair.demand] = taken.get(pair.demand, 0) + 1
        if taken[pair.demand] <= most or asked.wants(pair.need, pair.resource, pair.unit):
            yield pair
