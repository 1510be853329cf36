"""Generalised assignment problems: drawn by their published recipes, read from files, told as candidates.

Types a to d are drawn as P. C. Chu and J. E. Beasley (1997) describe, type e as M. Yagiura, T. Ibaraki and
F. Glover (2004). Files are laid out as in the OR-Library: a number of problems first (left out in files of
one problem), then of each its agents and jobs, costs by agent, uses by agent, capacities.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from random import Random

from matcher.domain import Candidates, Demand, NeedWeight, Offer, Pair, Part, Plan, UnitLimit

TYPES = "abcde"


@dataclass(frozen=True, slots=True)
class Problem:
    """Each job goes to one agent; capacities hold; the costs are to add up to as little as possible.

    Attributes:
        name: Type, agents, jobs and seed, or file and number.
        costs: By agent, then job.
        uses: Likewise.
        capacities: By agent.
        top: What profits were taken from to make them costs; ``None`` = they were costs.
    """

    name: str
    costs: tuple[tuple[int, ...], ...]
    uses: tuple[tuple[int, ...], ...]
    capacities: tuple[int, ...]
    top: int | None = None

    def told(self, cost: int | None) -> int | None:
        """A sum of costs as the problem's own words tell it: as profit where it told profits."""
        if cost is None or self.top is None:
            return cost
        return self.top * self.jobs - cost

    @property
    def agents(self) -> int:
        """How many agents there are."""
        return len(self.capacities)

    @property
    def jobs(self) -> int:
        """How many jobs there are."""
        return len(self.costs[0])


def draw(kind: str, agents: int, jobs: int, seed: int) -> Problem:
    """A problem of a type; the same for the same seed.

    Raises:
        ValueError: There is no such type.
    """
    if kind not in TYPES:
        raise ValueError(f"types are {', '.join(TYPES)}; not {kind}")
    random = Random(f"{kind}/{agents}/{jobs}/{seed}")
    cells = [[_cell(kind, random) for _ in range(jobs)] for _ in range(agents)]
    uses = tuple(tuple(use for use, _ in row) for row in cells)
    costs = tuple(tuple(cost for _, cost in row) for row in cells)
    name = f"{kind}{agents:02d}{jobs:03d}-{seed}"
    return Problem(name, costs, uses, _capacities(kind, costs, uses))


def _cell(kind: str, random: Random) -> tuple[int, int]:
    """What a job uses of an agent, and what it costs there."""
    if kind == "d":
        use = random.randint(1, 100)
        return use, 111 - use + random.randint(-10, 10)
    if kind == "e":
        exact = 1 - 10 * log(1 - random.random())
        return max(1, int(exact)), max(0, int(1000 / exact - 10 * random.random()))
    return random.randint(5, 25), random.randint(10, 50)


def _capacities(
    kind: str, costs: Sequence[Sequence[int]], uses: Sequence[Sequence[int]]
) -> tuple[int, ...]:
    agents, jobs = len(uses), len(uses[0])
    if kind not in "ab":
        return tuple(int(0.8 * sum(row) / agents) for row in uses)
    cheapest = [min((row[job], agent) for agent, row in enumerate(costs))[1] for job in range(jobs)]
    heaviest = max(
        sum(uses[agent][job] for job in range(jobs) if cheapest[job] == agent)
        for agent in range(agents)
    )
    capacity = 0.6 * (jobs / agents) * 15 + 0.4 * heaviest
    return (int(capacity if kind == "a" else 0.7 * capacity),) * agents


def read(path: Path) -> tuple[Problem, ...]:
    """Every problem of a file.

    Raises:
        OSError: It cannot be opened.
        ValueError: The file is not laid out like this: where, and what was expected.
    """
    numbers = _numbers(path)
    for count, start in ((1, 0), (numbers[0] if numbers else 0, 1)):
        try:
            rest = iter(numbers[start:])
            found = [_problem(rest, f"{path.stem}-{at}") for at in range(1, count + 1)]
        except (StopIteration, RuntimeError):
            continue
        if found and next(rest, None) is None:
            return tuple(found)
    raise ValueError(
        f"{path}: its {len(numbers)} numbers do not add up to problems; expected the count of problems (left out"
        " for one), then of each: agents, jobs, costs by agent, uses by agent, capacities"
    )


def _numbers(path: Path) -> list[int]:
    lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    return [
        _number(word, f"{path}, line {at}")
        for at, line in enumerate(lines, start=1)
        for word in line.split()
    ]


def _number(word: str, where: str) -> int:
    if not word.removeprefix("-").isdecimal():
        raise ValueError(f"{where}: expected a whole number, found {word!r}")
    return int(word)


def _problem(numbers: Iterator[int], name: str) -> Problem:
    agents, jobs = next(numbers), next(numbers)
    rows = [[next(numbers) for _ in range(jobs)] for _ in range(2 * agents)]
    capacities = tuple(next(numbers) for _ in range(agents))
    if not rows or not jobs:
        raise StopIteration
    made = tuple(tuple(row) for row in rows)
    return Problem(name, made[:agents], made[agents:], capacities)


def turned(problem: Problem) -> Problem:
    """The same with profits for costs: what was to be large is to be small."""
    top = _top(problem)
    costs = tuple(tuple(top - cost for cost in row) for row in problem.costs)
    return Problem(problem.name, costs, problem.uses, problem.capacities, top)


def _top(problem: Problem) -> int:
    return max(max(row) for row in problem.costs)


def candidates(problem: Problem) -> Candidates:
    """Agents are resources with a capacity, jobs are needs, and a score says how much below the dearest a cost is."""
    top = _top(problem)
    jobs = [f"需{job:05d}" for job in range(problem.jobs)]
    agents = [f"资{agent:04d}" for agent in range(problem.agents)]
    return Candidates(
        needs=tuple(NeedWeight(job, 1, 1) for job in jobs),
        demands=tuple(Demand(job, 0, None, 1) for job in jobs),
        offers=tuple(
            Offer(name, name, room, "次")
            for name, room in zip(agents, problem.capacities, strict=True)
        ),
        limits=tuple(UnitLimit(name, None) for name in agents),
        pairs=tuple(
            Pair(job, 0, name, name, use, top - cost, (Part("cost", "费用", top - cost),))
            for name, costs, uses in zip(agents, problem.costs, problem.uses, strict=True)
            for job, cost, use in zip(jobs, costs, uses, strict=True)
        ),
    )


def cost(problem: Problem, plan: Plan) -> int | None:
    """What a plan costs; ``None`` when it leaves a job out."""
    if len(plan.assignments) < problem.jobs:
        return None
    return sum(problem.costs[int(a.resource[1:])][int(a.need[1:])] for a in plan.assignments)


def bound(problem: Problem, plan: Plan, scale: int) -> int | None:
    """What no assignment of all jobs can cost less than, from the bound of the level of fit."""
    for level in plan.levels:
        if level.name == "fit" and level.bound is not None:
            return _top(problem) * problem.jobs - level.bound // scale
    return None
