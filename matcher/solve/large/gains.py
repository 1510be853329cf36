"""The levels of a large month as lists, for pieces that look at few needs at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.solve.large.aims import Aim
from matcher.solve.large.evenness import Step
from matcher.solve.large.lean import Whole
from matcher.solve.large.table import Table


@dataclass(frozen=True, slots=True)
class Gains:
    """The levels as lists, the first counting most; the fixed choice between equals is not among them.

    Attributes:
        names: Of each level.
        met: What meeting each need adds to each level.
        times: What each time of each pair adds.
        takes: What each pair adds that is used at all.
        kept: What each pair adds that keeps its times.
        before: Times of each pair in the previous plan; empty without one.
        busy: What each unit adds that honours its promise.
        honouring: Whether each pair would honour it; empty where no level asks.
        steps: What each level of evenness counts, by its place among the levels, with who belongs where.
    """

    names: tuple[str, ...]
    met: tuple[list[int], ...]
    times: tuple[list[int], ...]
    takes: tuple[list[int], ...]
    kept: tuple[list[int], ...]
    before: list[int]
    busy: tuple[list[int], ...]
    honouring: list[bool]
    steps: tuple[tuple[int, Step, dict[int, list[tuple[int, int]]]], ...] = ()

    def worth(self, level: int, at: int, times: int) -> int:
        """What a pair adds to a level that happens so often."""
        total = self.times[level][at] * times
        if times:
            total += self.takes[level][at]
        if self.before and times == self.before[at]:
            total += self.kept[level][at] if times else 0
        return total


def gains_of(table: Table, aims: Sequence[Aim]) -> Gains:
    """The levels as lists."""
    month = table.month
    promising = any(aim.busy.any() for aim in aims)
    nothing: dict[int, list[int]] = {}

    def listed(values: Whole) -> list[int]:
        found: list[int] = values.tolist() if values.any() else []
        return found or nothing.setdefault(len(values), [0] * len(values))

    return Gains(
        names=tuple(aim.spec.name for aim in aims),
        met=tuple(listed(aim.met) for aim in aims),
        times=tuple(listed(aim.times) for aim in aims),
        takes=tuple(listed(aim.takes) for aim in aims),
        kept=tuple(listed(aim.kept) for aim in aims),
        before=[] if month.before is None else month.before.tolist(),
        busy=tuple(listed(aim.busy) for aim in aims),
        honouring=month.honouring.tolist() if promising else [],
        steps=tuple(
            (level, aim.step, aim.step.members())
            for level, aim in enumerate(aims)
            if aim.step is not None
        ),
    )
