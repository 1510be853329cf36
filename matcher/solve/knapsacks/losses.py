"""What is lost against a bound when a job is served in one way: its own knapsack's loss and that of its other ways.

The knapsacks are filled independently of each other, so what jobs that share no resource lose adds up.
"""

from dataclasses import dataclass

import numpy as np

from matcher.solve.knapsacks.shape import Truth, Whole

_NOTHING = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Losses:
    """What is lost at least.

    Attributes:
        way: When each way is taken.
        own: The same without what jobs elsewhere lose.
        least: Whatever is decided of each job, without those likewise; -1 for jobs without a way.
        certain: Whatever is decided.
    """

    way: Whole
    own: Whole
    least: Whole
    certain: int


def losses(job: Whole, into: Whole, outof: Whole, touched: Truth) -> Losses:
    """Put together what taking a way loses, and what not taking the others of its job loses.

    Args:
        job: Of each way.
        into: What its knapsack loses when each way is taken.
        outof: What it loses when each way is not taken.
        touched: Which resources each job could be served by.
    """
    jobs = len(touched)
    together = np.zeros(jobs, dtype=np.int64)
    np.add.at(together, job, outof)
    own = into - outof + together[job]
    least = np.full(jobs, _NOTHING)
    np.minimum.at(least, job, own)
    least[least == _NOTHING] = -1
    chosen = _apart(least, touched)
    apart = touched[chosen].astype(np.int64)
    near = touched.astype(np.int64) @ apart.T > 0
    certain = int(least[chosen].sum())
    elsewhere = certain - near @ least[chosen]
    return Losses(own + elsewhere[job], own, least, certain)


def _apart(least: Whole, touched: Truth) -> list[int]:
    """Jobs that share no resource, those that lose most first."""
    losing = np.flatnonzero(least > 0)
    chosen: list[int] = []
    covered = np.zeros(touched.shape[1], dtype=np.bool_)
    for at in losing[np.argsort(-least[losing], kind="stable")].tolist():
        if not (touched[at] & covered).any():
            chosen.append(at)
            covered |= touched[at]
            if covered.all():
                break
    return chosen
