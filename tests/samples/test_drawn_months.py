"""The benchmark's months: as large as announced, the same for the same seed, different for another."""

import pytest

from tests.benchmarks.bench_months import SIZES, draw


@pytest.mark.parametrize("name", ["XS", "S", "M", "L"])
def test_month_is_as_large_as_announced(name: str) -> None:
    size, lists = SIZES[name], draw(SIZES[name], 0)
    assert (len(lists.needs), len(lists.resources), len(lists.units)) == (
        size.needs,
        size.resources,
        size.units,
    )
    assert len({need.community for need in lists.needs}) <= size.communities
    assert {resource.unit for resource in lists.resources} <= {unit.name for unit in lists.units}
    assert len({need.id for need in lists.needs}) == size.needs


def test_seed_decides_the_month() -> None:
    assert draw(SIZES["M"], 7) == draw(SIZES["M"], 7)
    assert draw(SIZES["M"], 7) != draw(SIZES["M"], 8)
