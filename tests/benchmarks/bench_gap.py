"""How good the engine is on generalised assignment: ``bench_gap.py --type d --agents 20 --jobs 100 --seeds 3``.

Problems are drawn by their published recipes, or read from files laid out as in the OR-Library
(``bench_gap.py gap1.txt gapd.txt``). Every plan is checked. ``--best N,N,…`` tells the known optima, in order.
With ``--drawn c20400,d20100 --write docs/benchmarks.md`` the table of these problems in that file is made anew.
"""

import argparse
import os
import re
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
from tests.benchmarks.report import circumstances, table, written

TITLES = ("problem", "agents", "jobs", "value", "bound", "gap", "to best", "seconds", "busy", "MB")
_WIDTHS = (-20, 7, 6, 11, 11, 8, 9, 9, 8, 7)
_NAMED = re.compile(r"([a-e])([0-9]{2})([0-9]{3,})")


def measure(
    problem: gap.Problem, best: int | None, seconds: float, workers: int
) -> tuple[str, ...]:
    """Solve one problem: its row of the table.

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
        problem.name,
        str(problem.agents),
        str(problem.jobs),
        str(value or "-"),
        str(bound or "-"),
        "proven" if value == bound else _percent(value, bound),
        _percent(value, best),
        f"{took:.2f}",
        f"{sum(os.times()[:4]) - busy:.2f}",
        f"{_megabytes():.0f}",
    )


def line(cells: Sequence[str]) -> str:
    """A row as it is printed."""
    return "".join(
        cell.ljust(-width) if width < 0 else cell.rjust(width)
        for cell, width in zip(cells, _WIDTHS, strict=True)
    )


def section(rows: Sequence[Sequence[str]], seconds: float, workers: int) -> list[str]:
    """The part of the file that is about generalised assignment."""
    return [
        "## The engine on generalised assignment",
        "",
        f"`bench_gap.py`, {circumstances(workers)} At most {seconds:g} s for each problem, drawn by the published "
        "recipe of its type (no published file); the gap is that to the engine's own bound. A proven cost does not "
        "end the time: the choice between equal plans is looked for. Every plan passed the independent checker.",
        "",
        *table(TITLES, rows),
    ]


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
    seeds = range(told.seeds)
    if told.drawn:
        drawn: list[tuple[str, int, int]] = told.drawn
        return [gap.draw(*size, seed) for size in drawn for seed in seeds]
    if not told.files:
        return [gap.draw(kind, told.agents, told.jobs, s) for kind in told.type for s in seeds]
    found = [problem for path in told.files for problem in gap.read(path)]
    return [gap.turned(problem) for problem in found] if told.maximise else found


def _optima(told: str) -> list[int]:
    try:
        return [int(word) for word in told.split(",") if word]
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"whole numbers joined by commas, not {told!r}") from error


def _drawn(told: str) -> list[tuple[str, int, int]]:
    found = [_NAMED.fullmatch(word) for word in told.split(",")]
    if not all(found):
        raise argparse.ArgumentTypeError(f"names like c20400 joined by commas, not {told!r}")
    return [(one[1], int(one[2]), int(one[3])) for one in found if one]


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
    parser.add_argument("--drawn", type=_drawn, help="type, agents, jobs in one: c20400,d801600")
    parser.add_argument("--write", type=Path, help="file whose table of these is made anew")
    parser.add_argument("--best", type=_optima, default=[], help="known optima, joined by commas")
    told = parser.parse_args(arguments)
    best = told.best
    try:
        problems = _problems(told)
    except (OSError, ValueError) as error:
        parser.error(str(error))
    sys.stdout.write(line(TITLES) + "\n")
    rows = []
    for at, problem in enumerate(problems):
        known = best[at] if at < len(best) else None
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            rows.append(pool.submit(measure, problem, known, told.seconds, told.workers).result())
        sys.stdout.write(line(rows[-1]) + "\n")
        sys.stdout.flush()
    if told.write is not None:
        written(told.write, "gap", section(rows, told.seconds, told.workers))
    return 0


if __name__ == "__main__":
    sys.exit(main())
