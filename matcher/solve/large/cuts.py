"""Rows that whole numbers keep and fractions break: of a resource's capacity, divided and rounded down.

From ``sum(uses · times) ≤ capacity`` follows ``sum(⌊part · uses⌋ · times) ≤ ⌊part · capacity⌋`` for any part.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from math import gcd

import numpy as np

from matcher.rules import Pack, PackKind
from matcher.solve.large.lean import UNLIMITED, Lean

_FINEST = 24
"""Parts are fractions with denominators up to this."""
_MOST_USES = 12
"""Resources with more different uses are left as they are."""

Rounded = tuple[tuple[int, ...], int]
"""A coefficient for each of the uses, and the right-hand side."""


def with_cuts(month: Lean) -> Lean:
    """The month with its rounded rows beside its own."""
    return replace(month, packs=(*month.packs, *cuts(month)))


def cuts(month: Lean) -> tuple[Pack, ...]:
    """Rounded rows of every resource that can run out."""
    most = np.bincount(
        month.resource, month.uses * month.most.astype(np.float64), minlength=len(month.capacity)
    )
    tight = (most > month.capacity) & (month.capacity < UNLIMITED)
    using = np.flatnonzero(tight[month.resource] & (month.most > 0))
    using = using[np.argsort(month.resource[using], kind="stable")]
    found: list[Pack] = []
    for pairs in np.split(using, np.flatnonzero(np.diff(month.resource[using])) + 1):
        if len(pairs):
            found += _of(month, pairs.tolist(), int(month.capacity[month.resource[pairs[0]]]))
    return tuple(found)


def _of(month: Lean, pairs: list[int], capacity: int) -> Iterable[Pack]:
    uses = [int(month.uses[at]) for at in pairs]
    unit = gcd(*uses)
    distinct = tuple(sorted({use // unit for use in uses}))
    if len(distinct) > _MOST_USES:
        return
    for entries, high in rounded(capacity // unit, distinct):
        of_use = dict(zip(distinct, entries, strict=True))
        sized = ((of_use[use // unit], at) for use, at in zip(uses, pairs, strict=True))
        yield Pack(PackKind.OPENINGS, "", tuple(one for one in sized if one[0]), (), high)


@cache
def rounded(capacity: int, uses: tuple[int, ...]) -> tuple[Rounded, ...]:
    """Rounded rows that say more than the row itself, and than each other."""
    found: dict[tuple[int, ...], int] = {}
    for below in range(2, min(capacity, _FINEST) + 1):
        for above in range(1, below):
            entries = tuple(use * above // below for use in uses)
            high = capacity * above // below
            if any(entry * capacity > use * high for entry, use in zip(entries, uses, strict=True)):
                found[entries] = min(high, found.get(entries, high))
    rows = sorted(found.items())
    return tuple(
        row
        for at, row in enumerate(rows)
        if not any(
            _says(other, row) and (at > place or not _says(row, other))
            for place, other in enumerate(rows)
            if place != at
        )
    )


def _says(one: Rounded, other: Rounded) -> bool:
    """Whether all that keeps one row keeps the other."""
    (entries, high), (weaker, top) = one, other
    return all(w * high <= e * top for e, w in zip(entries, weaker, strict=True))
