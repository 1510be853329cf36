"""How fast the engine is on seeded months: ``python tests/benchmarks/bench_engine.py --sizes M,L --seeds 5``.

Each month is solved in a process of its own, so that its memory can be told. Every plan is checked.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

if sys.platform != "win32":
    import resource

from matcher import check
from matcher.domain import Candidates, Level, Options
from matcher.model import build
from matcher.solve import solve
from matcher.solve.greedy import first_plan
from matcher.solve.lexicographic import bounds_of
from tests.benchmarks.months import SIZES, month


@dataclass(frozen=True, slots=True)
class Run:
    """What one month took.

    Attributes:
        size: Name of the size.
        seed: Seed of the month.
        pairs: Candidate pairs.
        first_ms: Milliseconds from candidates to the first plan.
        seconds: Seconds of the whole solve, libraries loaded before.
        busy: Seconds of processor time, children included; tells more than seconds on a shared machine.
        megabytes: Peak memory of the process and its largest child; 0 where it cannot be told.
        levels: As the plan tells them.
    """

    size: str
    seed: int
    pairs: int
    first_ms: float
    seconds: float
    busy: float
    megabytes: float
    levels: tuple[Level, ...]


def measure(size: str, seed: int, seconds: float, workers: int) -> Run:
    """Solve one month and check the plan.

    Raises:
        RuntimeError: The plan breaks a rule or tells a level wrongly.
    """
    found = month(SIZES[size], seed)
    options = Options(seconds=seconds, seed=seed, workers=workers)
    first_ms = _first_plan_ms(found, options)
    import_module("matcher.solve.run")
    busy = sum(os.times()[:4])
    began = perf_counter()
    plan = solve(found, (), options)
    took = perf_counter() - began
    busy = sum(os.times()[:4]) - busy
    if broken := check.violations(found, (), options, plan):
        raise RuntimeError(broken[0])
    if {level.name: level.value for level in plan.levels} != check.level_values(
        found, options, plan
    ):
        raise RuntimeError("a level tells another value than the plan")
    return Run(size, seed, len(found.pairs), first_ms, took, busy, _peak_megabytes(), plan.levels)


def _first_plan_ms(found: Candidates, options: Options) -> float:
    began = perf_counter()
    model = build(found, (), options)
    first_plan(model, bounds_of(model), [0] * len(model.month.pairs))
    return (perf_counter() - began) * 1000


def _peak_megabytes() -> float:
    if sys.platform == "win32":
        return 0.0
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024


def rows(run: Run) -> list[str]:
    """The lines of a run in the table."""
    head = (
        f"{run.size:<9}{run.seed:>4}{run.pairs:>8}{run.first_ms:>8.0f}{run.seconds:>8.2f}"
        f"{run.busy:>7.2f}"
        f"{run.megabytes:>7.0f}"
    )
    found: list[str] = []
    for level in run.levels:
        bound = "-" if level.bound is None else str(level.bound)
        gap = "-" if level.gap is None else f"{100 * level.gap / max(1, abs(level.value)):.2f}%"
        told = f"  {level.name:<10}{level.value:>12}{bound:>12}{gap:>8}  {'proven' if level.proven else ''}"
        found.append((head if not found else " " * len(head)) + told)
    return found


def _summary(runs: Sequence[Run]) -> str:
    seconds = sorted(run.seconds for run in runs)
    proven = sum(all(level.proven for level in run.levels) for run in runs)
    worst = seconds[min(len(seconds) - 1, len(seconds) * 9 // 10)]
    return (
        f"{runs[0].size}: {len(runs)} months, {proven} proven best, first plan median "
        f"{median(run.first_ms for run in runs):.0f} ms, solve median {median(seconds):.2f} s, "
        f"p90 {worst:.2f} s, "
        f"busy median {median(run.busy for run in runs):.2f} s, memory at most {max(run.megabytes for run in runs):.0f} MB"
    )


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one table for all sizes and a line of summary for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="XS,S,M,L", help=f"of {', '.join(SIZES)}")
    parser.add_argument("--seeds", type=int, default=5, help="months of each size")
    parser.add_argument("--seconds", type=float, default=30.0, help="time limit of each month")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--brief", action="store_true", help="only the summary")
    told = parser.parse_args(arguments)
    if not told.brief:
        _say(
            "size     seed   pairs first/ms  seconds   busy     MB  level            value       bound     gap"
        )
    for size in told.sizes.split(","):
        runs = []
        for seed in range(told.seeds):
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
                run = pool.submit(measure, size, seed, told.seconds, told.workers).result()
            runs.append(run)
            if not told.brief:
                _say("\n".join(rows(run)))
        _say(_summary(runs))
    return 0


if __name__ == "__main__":
    sys.exit(main())
