"""Finding out which pairs all plans as good as this one have in common: an engine looks for others that differ."""

from collections.abc import Sequence

from matcher.certify.exact import Statement
from matcher.certify.settled import different, one_way
from matcher.rules import Row
from matcher.solve.cpsat import run
from matcher.solve.engine import Answer, Clock, Found, Task
from matcher.solve.reduction import reduced

_LOOK_SECONDS = 5.0
"""For how long the engine looks for a plan that differs; it is asked for as much difference as it finds."""


def same_in_all(statement: Statement, times: Sequence[int], clock: Clock) -> tuple[int, ...]:
    """Pairs that the engine finds to be the same in all plans of a statement; none when the time was too short.

    It is not believed: what it finds is worth trying to prove.
    """
    pairs = one_way(statement.box, times)
    while pairs and not clock.over:
        row = different(statement.box, times, pairs)
        answer = _other(statement, row, clock.sooner(_LOOK_SECONDS))
        if answer.found is Found.NONE:
            return pairs
        if answer.values is None:
            return ()
        values = answer.values
        pairs = tuple(at for at in pairs if values[at] == times[at])
    return ()


def _other(statement: Statement, row: Row, clock: Clock) -> Answer:
    """A plan that differs, by as much as the engine finds."""
    small = reduced(Task(statement.box, (*statement.rows, row), row.entries))
    return small.answer(run(small.task, clock))
