"""A round with a fact or two changed, without comparing everything again; and all that stands against a pair."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from matcher.candidates.asked import NOTHING_ASKED
from matcher.candidates.case import Case
from matcher.candidates.conflicts import conflicts_of
from matcher.candidates.gates import barred
from matcher.candidates.ground import Ground, Market, judge_needs
from matcher.candidates.points import content_extras
from matcher.candidates.preparing import offered, usable, wanted
from matcher.candidates.quantities import uses_of
from matcher.candidates.rules import RULES
from matcher.candidates.setting import Setting, forbidden_by
from matcher.domain import ConflictRule, Decision, Need, Options, Reason, Resource


def amended(
    ground: Ground,
    *,
    needs: Sequence[Need] = (),
    resources: Sequence[Resource] = (),
    again: Collection[str] = (),
    options: Options | None = None,
) -> Ground:
    """The round as it would be if these needs and resources said what they say here.

    Args:
        ground: The round.
        needs: Changed needs of the round (not their texts).
        resources: Changed resources of the round (not their texts).
        again: Ids of the needs to be compared again, beside those changed; for the others the changed
            resources stay as they were judged.
        options: Under which those are compared; ``None`` = as they are.
    """
    setting = ground.setting if options is None else replace(ground.setting, options=options)
    market = _market(ground.market, resources, setting)
    new = {need.id: need for need in needs}
    lists = replace(
        ground.lists,
        needs=tuple(new.get(need.id, need) for need in ground.lists.needs),
        resources=tuple(
            {one.id: one for one in resources}.get(one.id, one) for one in ground.lists.resources
        ),
    )
    ready = {item.need.id: item for item in ground.open_needs if item.need.id not in new}
    ready |= {
        need.id: wanted(need, setting) for need in needs if barred(need, setting.options) is None
    }
    order = tuple(ready[need] for need in sorted(ready))
    changed = [item for item in order if item.need.id in new or item.need.id in again]
    judged = dict(ground.judged)
    found = judge_needs(changed, market, NOTHING_ASKED, setting)
    judged.update(zip((item.need.id for item in changed), found, strict=True))
    return Ground(lists, setting, market, order, {need: judged[need] for need in ready})


def _market(market: Market, resources: Sequence[Resource], setting: Setting) -> Market:
    if not resources:
        return market
    items, may = list(market.items), list(market.usable)
    for resource in resources:
        place = market.by_id[resource.id]
        items[place] = offered(resource, setting)
        may[place] = usable(items[place], setting)
    return replace(market, items=tuple(items), usable=tuple(may))


def objections(
    ground: Ground, need: Need, resource: Resource, decisions: Sequence[Decision]
) -> tuple[tuple[Reason, str], ...]:
    """Every rule that shuts a resource out of a need, with its facts; of several demands the nearest counts.

    Need and resource may say something else than in the round, but for their texts. Empty when the resource
    may serve the need.
    """
    against = [
        _objecting((reason, facts) for reason, rule in RULES if (facts := rule(case)) is not None)
        for case in _cases(ground, need, resource, decisions)
    ]
    return min(against, key=len, default=())


def strict_conflicts(ground: Ground, need: Need, resource: Resource) -> tuple[ConflictRule, ...]:
    """The rules on conflicts of interest that shut a resource out of a need."""
    cases = _cases(ground, need, resource, ())
    found = (rule for case in cases for rule in conflicts_of(case, hard=True))
    return tuple(dict.fromkeys(found))


def _cases(
    ground: Ground, need: Need, resource: Resource, decisions: Sequence[Decision]
) -> Iterator[Case]:
    """A need and a resource as they are judged, one case for each demand."""
    setting = replace(ground.setting, forbidden=forbidden_by(decisions, ground.setting.units))
    place = ground.market.by_id[resource.id]
    known = ground.market.items[place]
    offer = known if known.resource is resource else offered(resource, setting)
    ready = next((item for item in ground.open_needs if item.need is need), None)
    ready = ready or wanted(need, setting)
    scored = ground.market.ranker.score_one(need.text, place)
    for demand in ready.demands:
        extra = content_extras(ready, demand.form, offer, scored, setting)
        content = scored.score + sum(part.points for part in extra)
        uses = uses_of(ready.need, demand.form, offer.resource)
        yield Case(ready, demand, offer, scored, content, uses, False, setting)


def _objecting(told: Iterable[tuple[Reason, str]]) -> tuple[tuple[Reason, str], ...]:
    """Each of them; a sum that is too small is told as such, not as a capacity too."""
    found = tuple(told)
    small = any(reason is Reason.BUDGET for reason, _ in found)
    return tuple(one for one in found if not (small and one[0] is Reason.CAPACITY))


def likeness(ground: Ground, need: str, resource: str) -> int:
    """How well the words of a need and a resource fit, 0–1000."""
    text = next(one for one in ground.lists.needs if one.id == need).text
    return ground.market.ranker.score_one(text, ground.market.by_id[resource]).score
