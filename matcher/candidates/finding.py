"""Every need against every resource worth looking at."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from matcher.candidates.asked import Asked, asked_for, check_known, check_possible
from matcher.candidates.case import Offered, Wanted
from matcher.candidates.judging import judge_pair
from matcher.candidates.preparing import offered, usable, wanted
from matcher.candidates.setting import Setting, prepare
from matcher.candidates.weights import weight_of
from matcher.domain import (
    Candidates,
    Decision,
    Exclusion,
    Form,
    Lists,
    Need,
    NeedStatus,
    Options,
    Pair,
    Precedent,
    Progress,
    Reason,
    Resource,
    Stop,
    UnitLimit,
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


def find(
    lists: Lists,
    decisions: Sequence[Decision],
    options: Options,
    *,
    month: str,
    vocabulary: Vocabulary,
    precedents: Sequence[Precedent] = (),
    on_progress: Progress = silent,
    stop: Stop = never,
) -> Candidates:
    """Who could serve whom, how well, and who cannot and why.

    Args:
        lists: Everything imported for the month.
        decisions: Locks, forbids and claims.
        options: How lists are matched.
        month: ``2026-06``.
        vocabulary: Whose words count.
        precedents: What became of needs in past months.
        on_progress: Told after each portion of needs.
        stop: Asked before each portion of needs.

    Raises:
        Cancelled: ``stop`` said so.
        Contradiction: Locks or claims cannot be kept, or name what is not there; all are named.
    """
    setting = prepare(
        lists, decisions, options, month=month, vocabulary=vocabulary, precedents=precedents
    )
    check_known(lists, decisions, setting)
    asked = asked_for(decisions, setting)
    market = _Market.of(lists.resources, setting, stop)
    open_needs = sorted(
        (need for need in lists.needs if need.status is NeedStatus.OPEN), key=lambda need: need.id
    )
    found = _Found()
    for start in range(0, len(open_needs), PORTION):
        if stop():
            raise Cancelled
        on_progress("比对需求与资源", start, len(open_needs))
        portion = [wanted(need, setting) for need in open_needs[start : start + PORTION]]
        _judge_portion(portion, market, asked, setting, found)
    on_progress("比对需求与资源", len(open_needs), len(open_needs))
    closed = _closed(lists.needs, asked, found)
    check_possible(asked, found.pairs, found.against)
    return _candidates(open_needs, market, found, closed, setting)


def judge(
    need: Need,
    resource: Resource,
    lists: Lists,
    decisions: Sequence[Decision],
    options: Options,
    *,
    month: str,
    vocabulary: Vocabulary,
    precedents: Sequence[Precedent] = (),
) -> tuple[Pair, ...] | Exclusion:
    """One need and one resource alone: the same answer as :func:`find` gives for them.

    Locks and claims of the decisions waive the score floor, as they do there; nothing is raised for them.
    """
    setting = prepare(
        lists, decisions, options, month=month, vocabulary=vocabulary, precedents=precedents
    )
    asked = asked_for(decisions, setting)
    item = offered(resource, setting)
    scored = Ranker([resource.text], vocabulary).score_one(need.text, 0)
    wants = asked.wants(need.id, resource.id, item.unit)
    judgement = judge_pair(wanted(need, setting), item, scored, setting, asked=wants)
    return judgement.exclusion or judgement.pairs


@dataclass(frozen=True, slots=True)
class _Market:
    """All resources, sorted by id, laid out for comparison."""

    items: tuple[Offered, ...]
    ranker: Ranker
    by_unit: dict[str, list[int]]
    by_id: dict[str, int]
    fungible: dict[Form, list[int]]

    @staticmethod
    def of(resources: Iterable[Resource], setting: Setting, stop: Stop) -> "_Market":
        ordered = sorted(resources, key=lambda resource: resource.id)
        items = tuple(offered(resource, setting) for resource in ordered)
        by_unit: dict[str, list[int]] = {}
        fungible: dict[Form, list[int]] = {}
        for number, item in enumerate(items):
            by_unit.setdefault(item.unit, []).append(number)
            for form, category in setting.vocabulary.fungible:
                if form in item.forms and category == item.main_category:
                    fungible.setdefault(form, []).append(number)
        ranker = Ranker([item.resource.text for item in items], setting.vocabulary, stop=stop)
        by_id = {item.resource.id: number for number, item in enumerate(items)}
        return _Market(items, ranker, by_unit, by_id, fungible)


@dataclass(slots=True)
class _Found:
    """What the judging of all needs brings together."""

    pairs: list[Pair] = field(default_factory=list)
    exclusions: list[Exclusion] = field(default_factory=list)
    against: dict[tuple[str, str], Exclusion] = field(default_factory=dict)


def _judge_portion(
    portion: Sequence[Wanted], market: _Market, asked: Asked, setting: Setting, found: _Found
) -> None:
    top = max(FEWEST_LOOKED_AT, LOOKED_AT * setting.options.candidates_per_need)
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
        found.pairs.extend(_best(pairs, setting.options.candidates_per_need, asked))
        excluded.sort(key=lambda exclusion: (-exclusion.likeness, exclusion.resource))
        found.exclusions.extend(excluded[:NEAREST])
        _remember_against(excluded, market, asked, found)


def _also(
    item: Wanted, scores: Sequence[Scored], market: _Market, asked: Asked
) -> Iterator[Scored]:
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


def _remember_against(
    excluded: Sequence[Exclusion], market: _Market, asked: Asked, found: _Found
) -> None:
    for exclusion in excluded:
        unit = market.items[market.by_id[exclusion.resource]].unit
        for whom, wishes in ((exclusion.resource, asked.locks), (unit, asked.claims)):
            if (exclusion.need, whom) in wishes:
                found.against.setdefault((exclusion.need, whom), exclusion)


def _closed(
    needs: Iterable[Need], asked: Asked, found: _Found
) -> tuple[tuple[str, Reason, str], ...]:
    closed = []
    for need in sorted(needs, key=lambda need: need.id):
        if need.status is NeedStatus.OPEN:
            continue
        words = need.status_reason or f"该需求{need.status.label}"
        closed.append((need.id, Reason.OUT_OF_SCOPE, words))
        for wishes in (asked.locks, asked.claims):
            for whose, whom in wishes:
                if whose == need.id:
                    found.against[whose, whom] = Exclusion(
                        need.id, whom, Reason.OUT_OF_SCOPE, f"该需求{need.status.label}"
                    )
    return tuple(closed)


def _candidates(
    open_needs: Sequence[Need],
    market: _Market,
    found: _Found,
    closed: tuple[tuple[str, Reason, str], ...],
    setting: Setting,
) -> Candidates:
    paired = {pair.resource for pair in found.pairs}
    offering = [
        item for item in market.items if item.resource.id in paired or usable(item, setting)
    ]
    caps = {
        item.unit: unit.round_cap if (unit := setting.unit_of(item.resource)) else None
        for item in offering
    }
    return Candidates(
        needs=tuple(weight_of(need) for need in open_needs),
        demands=tuple(demand for need in open_needs for demand in wanted(need, setting).demands),
        offers=tuple(item.offer for item in offering),
        limits=tuple(
            UnitLimit(unit, setting.options.unit_cap if cap is None else cap)
            for unit, cap in sorted(caps.items())
        ),
        pairs=tuple(sorted(found.pairs, key=lambda pair: pair.key)),
        exclusions=tuple(found.exclusions),
        closed=closed,
    )
