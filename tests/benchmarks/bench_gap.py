"""How good the engine is on generalised assignment: ``bench_gap.py --type d --agents 20 --jobs 100 --seeds 3``.

Problems are drawn by their published recipes, or read from files laid out as in the OR-Library
(``bench_gap.py gap1.txt gapd.txt``). Every plan is checked. ``--best N,N,…`` tells the known optima, in order.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

if sys.platform != "win32":
    import resource

from matcher import check
from matcher.domain import Options
from matcher.rules import FIT_SCALE
from matcher.solve import solve, warm_up
from tests.benchmarks import gap

HEAD = "problem              agents  jobs      value      bound     gap  to best  seconds    busy     MB"


def measure(problem: gap.Problem, best: int | None, seconds: float, workers: int) -> str:
    """Solve one problem: its line in the table.

    Raises:
        RuntimeError: The plan breaks a rule.
    """
    found = gap.candidates(problem)
    options = Options(seconds=seconds, workers=workers, urgent_from=5)
    warm_up()
    busy, began = sum(os.times()[:4]), perf_counter()
    plan = solve(found, (), options)
    took = perf_counter() - began
    if broken := check.violations(found, (), options, plan):
        raise RuntimeError(broken[0])
    value = problem.told(gap.cost(problem, plan))
    bound = problem.told(gap.bound(problem, plan, FIT_SCALE))
    return (
        f"{problem.name:<20}{problem.agents:>7}{problem.jobs:>6}{value or '-':>11}{bound or '-':>11}"
        f"{'proven' if value == bound else _percent(value, bound):>8}{_percent(value, best):>9}{took:>9.2f}"
        f"{sum(os.times()[:4]) - busy:>8.2f}{_megabytes():>7.0f}"
    )


def _percent(value: int | None, other: int | None) -> str:
    if value is None or other is None:
        return "-"
    return f"{100 * abs(value - other) / max(1, abs(other)):.3f}%"


def _megabytes() -> float:
    if sys.platform == "win32":
        return 0.0
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024


def _problems(told: argparse.Namespace) -> list[gap.Problem]:
    if not told.files:
        seeds = range(told.seeds)
        return [gap.draw(kind, told.agents, told.jobs, s) for kind in told.type for s in seeds]
    found = [problem for path in told.files for problem in gap.read(path)]
    return [gap.turned(problem) for problem in found] if told.maximise else found


def _optima(told: str) -> list[int]:
    try:
        return [int(word) for word in told.split(",") if word]
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"whole numbers joined by commas, not {told!r}") from error


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one line for each problem."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="laid out as in the OR-Library")
    parser.add_argument("--maximise", action="store_true", help="the files tell profits, not costs")
    parser.add_argument("--type", default="a", help="one or more of a, b, c, d, e: abcde")
    parser.add_argument("--agents", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=100)
    parser.add_argument("--seeds", type=int, default=1, help="problems of each type")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--best", type=_optima, default=[], help="known optima, joined by commas")
    told = parser.parse_args(arguments)
    best = told.best
    try:
        problems = _problems(told)
    except (OSError, ValueError) as error:
        parser.error(str(error))
    sys.stdout.write(HEAD + "\n")
    for at, problem in enumerate(problems):
        known = best[at] if at < len(best) else None
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            line = pool.submit(measure, problem, known, told.seconds, told.workers).result()
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
