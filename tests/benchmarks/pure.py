"""What others need for a pure transport month: scipy, where it is installed."""

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from time import perf_counter
from typing import Any

import numpy as np

from matcher.domain import Candidates, Plan


@dataclass(frozen=True, slots=True)
class Peer:
    """What another solver took.

    Attributes:
        name: Of the function.
        seconds: Of the solve alone, its matrices built before.
        told: What it came to beside the engine.
    """

    name: str
    seconds: float
    told: str


def peers(found: Candidates, plan: Plan, seconds: float) -> tuple[Peer, ...]:
    """The same month by others: as many needs met as possible, the best fit among those.

    That is less than the engine does (urgency and weight come first there). ``linear_sum_assignment`` knows neither
    caps of units nor sparse candidates, and is left out where its dense matrix would not fit.
    """
    if find_spec("scipy") is None:
        return ()
    met = len({a.need for a in plan.assignments})
    made = [_milp(found, met, seconds)]
    if len(found.needs) * sum(offer.capacity or 0 for offer in found.offers) <= 2 * 10**7:
        made.append(_assignment(found, met))
    return tuple(made)


def _milp(found: Candidates, met: int, seconds: float) -> Peer:
    optimize: Any = import_module("scipy.optimize")
    sparse: Any = import_module("scipy.sparse")
    groups = (
        ({w.need: at for at, w in enumerate(found.needs)}, [p.need for p in found.pairs]),
        ({o.resource: at for at, o in enumerate(found.offers)}, [p.resource for p in found.pairs]),
        ({u.unit: at for at, u in enumerate(found.limits)}, [p.unit for p in found.pairs]),
    )
    tops = np.concatenate(
        (
            np.ones(len(found.needs)),
            [len(found.needs) if o.capacity is None else o.capacity for o in found.offers],
            [len(found.needs) if u.most is None else u.most for u in found.limits],
        )
    )
    starts = np.cumsum([0, *(len(places) for places, _ in groups)])
    rows = np.concatenate(
        [
            start + np.array([places[name] for name in names])
            for start, (places, names) in zip(starts, groups, strict=False)
        ]
    )
    columns = np.tile(np.arange(len(found.pairs)), 3)
    matrix = sparse.csr_array(
        (np.ones(len(rows)), (rows, columns)), shape=(starts[-1], len(found.pairs))
    )
    cost = np.array([-(10**6 + pair.score) for pair in found.pairs], dtype=np.float64)
    began = perf_counter()
    result = optimize.milp(
        cost,
        constraints=optimize.LinearConstraint(matrix, -np.inf, tops),
        integrality=np.ones(len(cost)),
        bounds=optimize.Bounds(0, 1),
        options={"time_limit": seconds},
    )
    took = perf_counter() - began
    count = 0 if result.x is None else round(result.x.sum())
    return Peer("scipy.optimize.milp", took, f"{count} of {met} needs met")


def _assignment(found: Candidates, met: int) -> Peer:
    optimize: Any = import_module("scipy.optimize")
    first: dict[str, range] = {}
    count = 0
    for offer in found.offers:
        width = min(
            len(found.needs), len(found.needs) if offer.capacity is None else offer.capacity
        )
        first[offer.resource] = range(count, count + width)
        count += width
    matrix = np.zeros((len(found.needs), count))
    rows = {weight.need: at for at, weight in enumerate(found.needs)}
    for pair in found.pairs:
        matrix[rows[pair.need], list(first[pair.resource])] = 10**6 + pair.score
    began = perf_counter()
    chosen = optimize.linear_sum_assignment(matrix, maximize=True)
    took = perf_counter() - began
    served = int((matrix[chosen] > 0).sum())
    return Peer(
        "scipy.optimize.linear_sum_assignment", took, f"{served} met without unit caps; ours {met}"
    )
