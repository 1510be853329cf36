"""Rules that choose between plans that meet as much. Each yields terms of its level."""

from hashlib import blake2b

from matcher.rules.fairness import steps_of
from matcher.rules.levels import (
    CHANGES,
    FIT,
    FIT_SCALE,
    RESERVE,
    TIE_BREAK,
    TIE_LEAST,
    TIE_RANGE,
)
from matcher.rules.month import Month, PairKey
from matcher.rules.rule import Heading, Yield, rule
from matcher.rules.terms import Row, Term


@rule(Heading.PREFER, "后备单位只在没有别的单位能承担时安排")
def reserve_units_last(month: Month) -> Yield:
    """Level ``reserve`` = pairs of reserve units that take part  [pairs], fewest first."""
    for at in month.reserve:
        pair = month.pairs[at]
        yield Term(RESERVE.name, 1, month.takes[at], f"动用后备：{pair.need} ← {pair.resource}")


@rule(Heading.PREFER, "与上一版方案相比，变动的对接越少越好")
def fewest_changes(month: Month) -> Yield:
    """Level ``changes`` = pairs whose times differ from the previous plan  [pairs], fewest first.

    = pairs that newly take part + pairs of the previous plan that do not keep their times. A pair of the
    previous plan that is no longer possible counts always.
    """
    if month.previous is None:
        return
    gone = len(month.previous) - len(month.kept)
    yield Term(CHANGES.name, gone, None, "上一版中已不可能的对接")
    for at, pair in enumerate(month.pairs):
        if at in month.kept:
            yield Term(CHANGES.name, 1, None, f"上一版 {pair.need} ← {pair.resource}")
            yield Term(CHANGES.name, -1, month.kept[at], f"保留 {pair.need} ← {pair.resource}")
            yield from _keeping(month, at, month.previous[pair.key])
        else:
            yield Term(CHANGES.name, 1, month.takes[at], f"新增 {pair.need} ← {pair.resource}")


def _keeping(month: Month, at: int, before: int) -> Yield:
    """Kept = 1 forces times = before: before · kept ≤ times ≤ most - (most - before) · kept."""
    kept, most = month.kept[at], month.variables[at].high
    if kept == at:
        return
    label = f"保留 {month.pairs[at].need} ← {month.pairs[at].resource}"
    yield Row(label, ((1, at), (-before, kept)), low=0)
    if most > before:
        yield Row(label, ((1, at), (most - before, kept)), high=most)


@rule(Heading.PREFER, "对接的平均匹配度越高越好，拆分多家、次数多、形式多都不另加分")
def good_fit(month: Month) -> Yield:
    """Level ``fit`` = sum over pairs of floor(score · 60 / (demands(i) · times(d))) · times(p)  [1/60 point].

    A met need so counts its mean score over its demands, and a demand the mean over its times, each
    0-1000 points; 60 is divisible by the usual numbers of times, so that the division is mostly exact.
    """
    for at, pair in enumerate(month.pairs):
        share = len(month.demands[pair.need]) * month.demand_of(pair).times
        points = pair.score * FIT_SCALE // share
        yield Term(FIT.name, points, at, f"{pair.need} ← {pair.resource} 匹配度{pair.score}")


@rule(Heading.PREFER, "各社区的满足率、各单位的负荷尽量均衡：先顾最差的一档，往月一并累计")
def even_shares_and_loads(month: Month) -> Yield:
    """Levels ``share_1`` … ``share_10`` = communities whose share of needs met reaches v tenths  [communities].

    And then, fewest first, ``load_9`` … ``load_1`` = units whose load exceeds v tenths of their offers  [units].
    Share = (met before + met now) / (asked before + asked now). Load = points / (1000 · offers), where one
    time of a pair has floor(1000 · uses / capacity) points. Levels no plan can change are left out.
    """
    yield from steps_of(month.groups)


@rule(Heading.PREFER, "同样好的方案按固定次序取其一，每次结果相同")
def fixed_choice_between_equals(month: Month) -> Yield:
    """Level ``tie_break`` = sum over pairs of preference(pair, times(d)) · times(p)  [no meaning]."""
    for at, pair in enumerate(month.pairs):
        points = preference(pair.key, month.demand_of(pair).times)
        yield Term(TIE_BREAK.name, points, at, f"{pair.need} ← {pair.resource}")


def preference(key: PairKey, times: int) -> int:
    """1 … 4096 / times (at least 64) from the pair's words alone, the same on every machine.

    The numbers are small so that the level can be joined with the one before it. Two plans that are equal
    in every level before tie here only if the preferences of the pairs in which they differ add up to
    the same sum: about 1 in 4,000 for each exchange that is open. Then both are equally good and
    either may be given.
    """
    words = "\x1f".join((key[0], str(key[1]), key[2]))
    number = int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "big")
    return 1 + number % max(TIE_LEAST, TIE_RANGE // times)
