"""Evenness between communities and units in large months: the groups at a step, counted from arrays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.rules.fairness import Group, level_name
from matcher.solve.large.lean import Whole


@dataclass(frozen=True, slots=True)
class Step:
    """One level of evenness: groups of a kind at one step of the scale.

    Attributes:
        community: Whether groups are communities that reach the step, else units that exceed it.
        owner: Of each entry: which of the groups.
        place: Of each entry: the need or the pair.
        size: Of each entry: what the need met, or one time of the pair, adds.
        limit: Of each group whose step depends on the plan.
        certain: Groups at the step whatever is planned.
    """

    community: bool
    owner: Whole
    place: Whole
    size: Whole
    limit: Whole
    certain: int

    def reached(self, met: Whole, times: Whole) -> int:
        """Groups at the step among those that depend on the plan; below 0 where fewer are better."""
        count = self.counted(met, times)
        if self.community:
            return int((count >= self.limit).sum())
        return -int((count > self.limit).sum())

    def counted(self, met: Whole, times: Whole) -> Whole:
        """What each group comes to: needs met, or points of load."""
        amount = self.size * (met if self.community else times)[self.place]
        count = np.zeros(len(self.limit), dtype=np.int64)
        np.add.at(count, self.owner, amount)
        return count

    def members(self) -> dict[int, list[tuple[int, int]]]:
        """Of each need or pair: the groups it belongs to, each with its size."""
        found: dict[int, list[tuple[int, int]]] = {}
        for owner, place, size in zip(
            self.owner.tolist(), self.place.tolist(), self.size.tolist(), strict=True
        ):
            found.setdefault(place, []).append((owner, size))
        return found

    @property
    def ceiling(self) -> int:
        """What :meth:`reached` cannot exceed."""
        return len(self.limit) if self.community else 0


def step_of(groups: Sequence[Group], name: str) -> Step:
    """The groups that the level of a name counts."""
    kind, _, told = name.partition("_")
    step = int(told)
    those = [g for g in groups if level_name(g, step) == name]
    counted = [(g, limit) for g in those for at, limit, _ in g.steps if at == step]
    entries = [
        (owner, place, size) for owner, (g, _) in enumerate(counted) for size, place in g.entries
    ]
    table = np.array(entries, dtype=np.int64).reshape(-1, 3)
    return Step(
        community=kind == "share",
        owner=table[:, 0].copy(),
        place=table[:, 1].copy(),
        size=table[:, 2].copy(),
        limit=np.array([limit for _, limit in counted], dtype=np.int64),
        certain=sum(step in g.certain for g in those),
    )
