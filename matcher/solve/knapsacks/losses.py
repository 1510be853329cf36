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
    certain, elsewhere = _elsewhere(least, touched)
    return Losses(own + elsewhere[job], own, least, certain)


def _elsewhere(least: Whole, touched: Truth) -> tuple[int, Whole]:
    """What jobs lose together that share no resource, those that lose most first; and of these, beside each job."""
    left = np.maximum(least, 0)
    near = np.zeros(len(least), dtype=np.int64)
    certain = 0
    while (loss := int(left[at := int(left.argmax())])) > 0:
        sharing = touched[:, touched[at]].any(axis=1)
        near[sharing] += loss
        left[sharing] = 0
        certain += loss
    return certain, certain - near
