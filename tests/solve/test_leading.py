"""Gains that join two levels are taken apart: what counts first decides, and what is told of both holds."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from matcher.solve.knapsacks.leading import leading
from matcher.solve.knapsacks.shape import Shape
from tests.profiles import examples
from tests.solve.test_knapsacks import choices, shapes, whole

_TWO_JOBS = Shape(
    whole([0, 0, 1, 1]),
    whole([0, 1, 0, 1]),
    whole([1] * 4),
    whole([1005, 2003, 2001, 7]),
    whole([2, 2]),
    2,
    1,
)


def test_multiples_and_the_most_that_the_rest_can_be() -> None:
    """From 7 to 2003 two steps of 998: 0, 1, 2 and 2 of them; 7 or less is left of each way."""
    found = leading(_TWO_JOBS)
    assert found is not None
    assert found.shape.gain.tolist() == [1, 2, 2, 0]
    assert (found.unit, found.rest) == (998, 14)
    assert found.bound(4) == 4 * 998 + 14


def test_gains_of_one_level_are_not_taken_apart() -> None:
    assert leading(replace(_TWO_JOBS, gain=whole([3, 4, 5, 6]))) is None
    assert leading(replace(_TWO_JOBS, gain=whole([3, 3, 3, 3]))) is None


@examples(60)
@given(shapes(), st.data())
def test_whoever_gains_more_has_no_fewer_multiples_and_keeps_the_bound(
    shape: Shape, data: st.DataObject
) -> None:
    count = len(shape.gain)
    rests = whole(data.draw(st.lists(st.integers(0, 9), min_size=count, max_size=count)))
    joint = replace(shape, gain=shape.gain * 1000 + rests)
    found = leading(joint)
    if found is None:
        return
    gains = [(int(joint.gain @ taken), int(found.shape.gain @ taken)) for taken in choices(shape)]
    multiples = [several for _, several in sorted(gains)]
    assert multiples == sorted(multiples)
    assert all(gain <= found.bound(several) for gain, several in gains)
