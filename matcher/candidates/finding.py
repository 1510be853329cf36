"""Every need against every resource worth looking at, under the meeting's decisions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from matcher.candidates.asked import Asked, asked_for, check_known, check_possible
from matcher.candidates.commitments import least_of
from matcher.candidates.gates import barred
from matcher.candidates.ground import Ground, Judged, lay_out
from matcher.candidates.judging import judge_pair
from matcher.candidates.money import grants_of, limits_of
from matcher.candidates.openings import timetables
from matcher.candidates.preparing import offered, wanted
from matcher.candidates.setting import Setting, forbidden_by, prepare
from matcher.candidates.weights import weight_of
from matcher.domain import (
    Candidates,
    Decision,
    DecisionKind,
    Exclusion,
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
    Unit,
    UnitLimit,
    never,
    silent,
)
from matcher.similarity import Ranker
from matcher.vocabulary import Vocabulary, fold


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
    """Who could serve whom, how well, and who cannot and why: :func:`lay_out`, then :func:`under`.

    Args:
        lists: Everything imported for the month.
        decisions: What the meeting decided.
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
    setting = prepare(lists, decisions, options, month=month, vocabulary=vocabulary)
    check_known(lists, decisions, setting)
    ground = lay_out(
        lists,
        options,
        month=month,
        vocabulary=vocabulary,
        precedents=precedents,
        on_progress=on_progress,
        stop=stop,
    )
    return under(ground, decisions)


def under(ground: Ground, decisions: Sequence[Decision]) -> Candidates:
    """The candidates of a round under decisions; only the needs they concern are looked at again.

    Raises:
        Contradiction: Locks or claims cannot be kept, or name what is not there; all are named.
    """
    setting = replace(ground.setting, forbidden=forbidden_by(decisions, ground.setting.units))
    check_known(ground.lists, decisions, setting)
    asked = asked_for(decisions, setting)
    concerning = _Concerning(decisions, setting)
    judged = {
        item.need.id: ground.under(item, concerning.of(item.need.id, ground.judged[item.need.id]))
        for item in ground.open_needs
    }
    against = dict(_against(judged, asked, ground))
    closed = _closed(ground, asked, against)
    pairs = [pair for found in judged.values() for pair in found.pairs]
    check_possible(asked, pairs, against, dict(_forbids(against, setting, ground)))
    return _candidates(ground, decisions, judged, pairs, closed)


class _Concerning:
    """Which decisions concern a need: its own, and the general ones about what it may be served by."""

    def __init__(self, decisions: Sequence[Decision], setting: Setting) -> None:
        self._own: dict[str, list[Decision]] = {}
        self._general: list[tuple[str, Decision]] = []
        for decision in decisions:
            if decision.kind is DecisionKind.URGENCY or decision.kind.limits:
                continue
            if decision.need is None:
                whom = decision.resource or setting.unit_name(decision.unit or "")
                self._general.append((whom, decision))
            else:
                self._own.setdefault(decision.need, []).append(decision)

    def of(self, need: str, judged: Judged) -> list[Decision]:
        """Those of one need."""
        own = self._own.get(need, [])
        asks = any(not decision.kind.shuts_out for decision in own)
        general = [decision for whom, decision in self._general if asks or whom in judged.reached]
        return [*own, *general]


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


def _against(
    judged: Mapping[str, Judged], asked: Asked, ground: Ground
) -> Iterator[tuple[tuple[str, str], Exclusion]]:
    """What stands against locks and claims, by need and resource or unit; the nearest first counts."""
    items, by_id = ground.market.items, ground.market.by_id
    seen: set[tuple[str, str]] = set()
    for need in {need for need, _ in (*asked.locks, *asked.claims)} & judged.keys():
        for exclusion in judged[need].excluded:
            unit = items[by_id[exclusion.resource]].unit
            for whom, wishes in ((exclusion.resource, asked.locks), (unit, asked.claims)):
                key = (need, whom)
                if key in wishes and key not in seen:
                    seen.add(key)
                    yield key, exclusion


def _forbids(
    against: Mapping[tuple[str, str], Exclusion], setting: Setting, ground: Ground
) -> Iterator[tuple[tuple[str, str], Decision]]:
    """The forbid behind each exclusion that comes from one."""
    items, by_id = ground.market.items, ground.market.by_id
    for key, exclusion in against.items():
        if exclusion.reason is Reason.FORBIDDEN:
            unit = items[by_id[exclusion.resource]].unit
            decision = setting.forbid(exclusion.need, exclusion.resource, unit)
            if decision is not None:
                yield key, decision


def _closed(
    ground: Ground, asked: Asked, against: dict[tuple[str, str], Exclusion]
) -> tuple[tuple[str, Reason, str], ...]:
    closed = []
    for need in sorted(ground.lists.needs, key=lambda need: need.id):
        why = barred(need, ground.setting.options)
        if why is None:
            continue
        reason, words = why
        closed.append((need.id, reason, words))
        for wishes in (asked.locks, asked.claims):
            for whose, whom in wishes:
                if whose == need.id:
                    told = words if need.status is NeedStatus.OPEN else f"该需求{need.status.label}"
                    against[whose, whom] = Exclusion(need.id, whom, reason, told)
    return tuple(closed)


def _candidates(
    ground: Ground,
    decisions: Sequence[Decision],
    judged: Mapping[str, Judged],
    pairs: Sequence[Pair],
    closed: tuple[tuple[str, Reason, str], ...],
) -> Candidates:
    market = ground.market
    paired = {pair.resource for pair in pairs}
    offering = [
        item
        for item, may in zip(market.items, market.usable, strict=True)
        if may or item.resource.id in paired
    ]
    grants = grants_of((item.need for item in ground.open_needs), ground.setting)
    urgency = {d.need: d.amount for d in decisions if d.kind is DecisionKind.URGENCY}
    return Candidates(
        needs=tuple(
            weight_of(item, ground.setting, urgency.get(item.need.id)) for item in ground.open_needs
        ),
        demands=tuple(demand for item in ground.open_needs for demand in item.demands),
        offers=tuple(item.offer for item in offering),
        limits=_limits((item.unit for item in offering), ground.setting, decisions),
        pairs=tuple(pairs),
        exclusions=tuple(one for found in judged.values() for one in found.exclusions),
        closed=closed,
        timetables=timetables(
            pairs,
            ground.open_needs,
            {item.resource.id: item for item in offering},
            ground.setting,
        ),
        funds=limits_of(grants, ground.setting),
        grants=grants,
    )


def _limits(
    units: Iterable[str], setting: Setting, decisions: Sequence[Decision]
) -> tuple[UnitLimit, ...]:
    """What each unit may serve: as decided, else as the unit list says, else by the options."""
    decided = {
        setting.unit_name(d.unit or ""): d.amount
        for d in decisions
        if d.kind is DecisionKind.UNIT_MOST
    }
    return tuple(
        _limit(unit, decided.get(unit), setting, setting.units.get(fold(unit)))
        for unit in sorted(set(units))
    )


def _limit(unit: str, decided: int | None, setting: Setting, known: Unit | None) -> UnitLimit:
    most = _most(unit, decided, setting)
    if known is None:
        return UnitLimit(unit, most)
    return UnitLimit(unit, most, least_of(known, setting), reserve=known.reserve)


def _most(unit: str, decided: int | None, setting: Setting) -> int:
    if decided is not None:
        return decided
    known = setting.units.get(fold(unit))
    cap = None if known is None else known.round_cap
    return setting.options.unit_cap if cap is None else cap
