"""What needs share besides resources and units: openings of a place, the money of a fund."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from matcher.domain import Candidates, Grant, Pair, RelaxationKind, Timetable, yuan_words
from matcher.rules.openings import tight_sets
from matcher.whatif.names import Names
from matcher.whatif.table import Table
from matcher.whatif.wider import Change, Wider

YUAN = "元"


def more_openings(table: Table, pair: Pair) -> Iterator[Wider]:
    """More events at a time, where those of the plan leave the pair no opening that suits its need."""
    timetable = next((t for t in table.candidates.timetables if t.resource == pair.resource), None)
    if timetable is None:
        return
    more = _events_short(table, timetable, pair)
    if more > 0:
        known = Names.of(table.lists).resources[pair.resource]
        words = (
            f"若{known.unit}的“{known.title}”每个开放时段多安排{more}场（现为{timetable.room}场）"
        )
        change = _roomier(pair.resource, more)
        yield Wider(RelaxationKind.TIME, pair.resource, more, words, change=change)


def _events_short(table: Table, timetable: Timetable, pair: Pair) -> int:
    """How many events more an opening would have to hold."""
    times = {(d.need, d.index): d.times for d in table.candidates.demands}
    events = Counter({pair.need: pair.uses * times[pair.need, pair.demand]})
    for item in table.plan.assignments:
        if item.resource == pair.resource and item.need != pair.need:
            events[item.need] += item.uses
    short = 0
    for most, needs in tight_sets(timetable):
        if pair.need in needs:
            openings = most // timetable.room
            wanted = sum(events[need] for need in needs)
            short = max(short, -(-(wanted - most) // openings))
    return short


def _roomier(resource: str, more: int) -> Change:
    def changed(found: Candidates) -> Candidates:
        tables = tuple(
            replace(one, room=one.room + more) if one.resource == resource else one
            for one in found.timetables
        )
        return replace(found, timetables=tables)

    return changed


def more_money(table: Table, need: str) -> Iterator[Wider]:
    """More in the fund a need draws on, or more raised by those concerned, where the fund falls short."""
    grant = next((one for one in table.candidates.grants if one.need == need), None)
    if grant is None:
        return
    short = grant.yuan - fund_left(table, grant.fund, without=need)
    over = 0 if grant.cap is None else grant.yuan - grant.cap
    if short > 0 and over <= 0:
        words = f"若{grant.fund}追加{yuan_words(short)}"
        change = richer(grant.fund, short)
        yield Wider(RelaxationKind.BUDGET, grant.fund, short, words, change=change)
    missing = max(short, over)
    if missing > 0:
        yield _own_money(table, grant, min(missing, grant.yuan), capped=over > 0)


def _own_money(table: Table, grant: Grant, more: int, *, capped: bool) -> Wider:
    known = Names.of(table.lists).needs[grant.need]
    raised = replace(known, own_yuan=(known.own_yuan or 0) + more)
    cap = f"（{grant.fund}单项上限{yuan_words(grant.cap or 0)}）" if capped else ""
    words = f"若另外自筹{yuan_words(more)}{cap}"
    return Wider(RelaxationKind.BUDGET, grant.need, more, words, need=raised)


def fund_left(table: Table, fund: str, *, without: str = "") -> int:
    """What the plan leaves of a fund, in yuan, a need left out."""
    candidates = table.candidates
    left = next((one.left for one in candidates.funds if one.fund == fund), 0)
    served = {a.need for a in table.plan.assignments if a.need != without}
    spent = sum(
        one.yuan
        for one in candidates.grants
        if one.fund == fund and one.need in served and not _paid(table, one.need)
    )
    return left - spent


def _paid(table: Table, need: str) -> bool:
    """Whether a resource of money pays for a need, which then draws on no fund."""
    candidates = table.candidates
    money = {offer.resource for offer in candidates.offers if offer.measure == YUAN}
    once = [demand.times for demand in candidates.demands if demand.need == need] == [1]
    return once and all(a.resource in money for a in table.plan.assignments if a.need == need)


def richer(fund: str, more: int) -> Change:
    """A fund that can give so many yuan more."""

    def changed(found: Candidates) -> Candidates:
        funds = tuple(
            replace(one, left=one.left + more) if one.fund == fund else one for one in found.funds
        )
        return replace(found, funds=funds)

    return changed
