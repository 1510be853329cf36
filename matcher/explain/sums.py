"""What the plan leaves of openings and funds, and the words for it."""

from collections.abc import Iterable

from matcher.domain import Grant, Pair, Reason, yuan_words
from matcher.explain.sight import Sight
from matcher.explain.words import MONEY, needs_words


def events_left(pair: Pair, sight: Sight, *, alone: bool = False) -> int | None:
    """How many more events of the need the resource's openings hold beside the plan.

    Args:
        pair: Need and resource.
        sight: The round.
        alone: As if nobody else were served.

    Returns:
        Times of the pair; ``None`` where openings do not matter.
    """
    table = sight.tables.get(pair.resource)
    sets = {need: frozenset(days) for need, days in table.suiting} if table else {}
    own = sets.get(pair.need)
    if table is None or own is None:
        return None
    used: dict[str, int] = {}
    for item in () if alone else sight.taken.get(pair.resource, ()):
        used[item.need] = used.get(item.need, 0) + item.uses
    free = min(
        table.room * len(those) - sum(used.get(n, 0) for n, days in sets.items() if days <= those)
        for those in _unions(own, sets.values())
    )
    return max(0, free) // pair.uses


def _unions(own: frozenset[int], sets: Iterable[frozenset[int]]) -> set[frozenset[int]]:
    """Every union of a set with some of the others."""
    found = {own}
    for one in set(sets):
        found |= {one | other for other in found}
    return found


def out_of_reach(need: str, sight: Sight) -> str:
    """Why no fund could ever pay for a need, with the facts; empty when one could."""
    grant = sight.grants.get(need)
    if grant is None:
        return ""
    if grant.cap is not None and grant.yuan > grant.cap:
        return f"{grant.words}，需资助{yuan_words(grant.yuan)}；{grant.fund}单项上限{yuan_words(grant.cap)}。"
    left = sight.funds[grant.fund]
    if grant.yuan > left:
        return f"{grant.words}，需资助{yuan_words(grant.yuan)}；{grant.fund}本轮可用{yuan_words(left)}。"
    return ""


def used_up(need: str, sight: Sight) -> str:
    """That the fund's money has gone to other needs, with the facts; empty when enough is left."""
    grant = sight.grants.get(need)
    if grant is None:
        return ""
    paid = [one for one in sight.grants.values() if one.fund == grant.fund and _paid(one, sight)]
    left = sight.funds[grant.fund] - sum(one.yuan for one in paid)
    if grant.yuan <= left:
        return ""
    return (
        f"{grant.words}，需资助{yuan_words(grant.yuan)}；{grant.fund}本轮可用"
        f"{yuan_words(sight.funds[grant.fund])}，已用于{needs_words((one.need for one in paid), sight)}，"
        f"只剩{yuan_words(max(0, left))}。"
    )


def _paid(grant: Grant, sight: Sight) -> bool:
    """Whether the plan meets the need with the fund's money."""
    those = sight.served.get(grant.need, ())
    demands = sight.demands.get(grant.need, ())
    single = len(demands) == 1 and demands[0].times == 1
    money = all(sight.offers[item.resource].measure == MONEY for item in those)
    return bool(those) and not (single and money)


def fund_reason(need: str, sight: Sight, *, ever: bool) -> tuple[Reason, str] | None:
    """经费不足 with its facts, where money is what a need lacks: ever, or because others got it."""
    facts = out_of_reach(need, sight) if ever else used_up(need, sight)
    return (Reason.BUDGET, facts) if facts else None
