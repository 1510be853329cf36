"""What the levels before leave no choice about: pairs that all plans as good as this one have in common."""

from collections.abc import Sequence
from dataclasses import replace

from matcher.certify.exact import Box, Statement
from matcher.rules import Row


def others(
    statement: Statement, kept: Row, times: Sequence[int], pairs: Sequence[int]
) -> tuple[Statement, int]:
    """A statement about plans that differ from the times given in some pairs, and what none of them may exceed.

    What is as low as it can be can only rise and what is as high only fall, so differences never cancel out. The
    goal is that of a level before: where no such plan reaches what is kept of it, the pairs are the same in all.

    Args:
        statement: About plans as good as these times so far.
        kept: The condition that the level is no worse, one of its rows.
        times: Of each pair.
        pairs: Positions of pairs that stand at one of their ends.

    Raises:
        ValueError: A pair is not there or could go both ways, or the row has no least value.
    """
    if kept.low is None:
        raise ValueError("所依据的一级没有最低要求")
    differing = different(statement.box, times, pairs)
    goal = {at: coefficient for coefficient, at in kept.entries}
    # With the condition itself among the rows, prices would say no more than that it is kept.
    rows = tuple(row for row in statement.rows if row is not kept)
    return replace(statement, rows=(*rows, differing), goal=goal), kept.low - 1


def different(box: Box, times: Sequence[int], pairs: Sequence[int]) -> Row:
    """The condition that some pairs differ from the times given; see :func:`others`."""
    entries = tuple((_way(box, times, at), at) for at in sorted(set(pairs)))
    least = 1 + sum(way * times[at] for way, at in entries)
    return Row("与本方案不同", entries, low=least)


def one_way(box: Box, times: Sequence[int]) -> tuple[int, ...]:
    """Pairs that are not fixed and stand at one of their ends."""
    return tuple(at for at, n in enumerate(times) if box[at][0] < box[at][1] and n in box[at])


def _way(box: Box, times: Sequence[int], at: int) -> int:
    if not 0 <= at < len(times) or times[at] not in box[at]:
        raise ValueError(f"第{at}对不能算已经确定")
    return 1 if times[at] == box[at][0] else -1
