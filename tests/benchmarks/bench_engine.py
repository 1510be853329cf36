"""How fast the engine is on seeded months: ``python tests/benchmarks/bench_engine.py --sizes M,L --seeds 5``.

Each month is solved in a process of its own, so that its memory can be told. Every plan is checked. With
``--write docs/benchmarks.md`` the table of the engine in that file is made anew. ``--pure`` adds pure transport
months, which scipy (where it is installed) solves in the same run as a mixed-integer program, and as a plain
assignment without units and capacities.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from importlib import import_module
from multiprocessing import active_children, get_context
from pathlib import Path
from statistics import median
from threading import Event, Thread
from time import perf_counter

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from matcher import candidates, check
from matcher.domain import Candidates, Level, Options
from matcher.pipeline.evenness import even
from matcher.solve import solve
from matcher.solve.highs import stable
from matcher.solve.large.run import begun
from matcher.vocabulary import load as load_vocabulary
from tests.benchmarks import bench_months
from tests.benchmarks.months import CONTESTS, PURE_SIZES, SIZES, contest, month, pure_month
from tests.benchmarks.pure import Peer, peers
from tests.benchmarks.report import circumstances, table, written

DRAWN = {
    "street": bench_months.SIZES["M"],
    **{
        f"drawn {name}": bench_months.SIZES[name] for name in ("L", "500", "XL", "district", "5000")
    },
}
"""Months drawn from the nouns of the sample street, with the candidates that such lists really have, and evenness."""


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
        megabytes: Most memory of the process with its children, the month included; 0 where it cannot be told.
        levels: As the plan tells them.
        limit: Seconds it might take.
        peers: What others took for the same pure month.
    """

    size: str
    seed: int
    pairs: int
    first_ms: float
    seconds: float
    busy: float
    megabytes: float
    levels: tuple[Level, ...]
    limit: float
    peers: tuple[Peer, ...] = ()


def measure(size: str, seed: int, seconds: float, workers: int) -> Run:
    """Solve one month and check the plan.

    Raises:
        RuntimeError: The plan breaks a rule or tells a level wrongly.
    """
    _without_script()
    found = _found(size, seed)
    options = _options(size, seconds, seed, workers)
    first_ms = _first_plan_ms(found, options)
    import_module("matcher.solve.run")
    busy = sum(os.times()[:4])
    began = perf_counter()
    with _Memory() as memory:
        plan = solve(found, (), options)
        took = perf_counter() - began
    stable().empty()
    busy = sum(os.times()[:4]) - busy
    if broken := check.violations(found, (), options, plan):
        raise RuntimeError(broken[0])
    if {level.name: level.value for level in plan.levels} != check.level_values(
        found, options, plan
    ):
        raise RuntimeError("a level tells another value than the plan")
    megabytes = memory.peak
    others = peers(found, plan, seconds) if size in PURE_SIZES else ()
    return Run(
        size, seed, len(found.pairs), first_ms, took, busy, megabytes, plan.levels, seconds, others
    )


def _options(size: str, seconds: float, seed: int, workers: int) -> Options:
    """Those of a size."""
    options = Options(seconds=seconds, seed=seed, workers=workers)
    return replace(options, split_limit=CONTESTS[size].sharers) if size in CONTESTS else options


def _found(size: str, seed: int) -> Candidates:
    """The candidates of a month."""
    if size in CONTESTS:
        return contest(CONTESTS[size], seed)
    if size in DRAWN:
        lists = bench_months.draw(DRAWN[size], seed)
        vocabulary = load_vocabulary()
        return even(
            candidates.find(lists, (), Options(), month=bench_months.MONTH, vocabulary=vocabulary),
            lists,
        )
    return month(SIZES[size], seed) if size in SIZES else pure_month(PURE_SIZES[size], seed)


def _first_plan_ms(found: Candidates, options: Options) -> float:
    began = perf_counter()
    begun(found, (), options, None, {})
    return (perf_counter() - began) * 1000


class _Memory:
    """Looks now and then how much memory this process and its children hold together.

    The peaks that the system tells of ended children are of no use: they count what their parent held when it
    started them.
    """

    def __init__(self) -> None:
        self.peak = 0.0
        self._ended = Event()
        self._thread = Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "_Memory":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._look()
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(0.1):
            self._look()

    def _look(self) -> None:
        pids = [os.getpid(), *(child.pid for child in active_children() if child.pid)]
        self.peak = max(self.peak, sum(_megabytes(pid) for pid in pids))


def _megabytes(pid: int) -> float:
    """What a process holds, its part of what it shares with others included; 0 where it cannot be told."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in told if line.startswith("Pss:")) / 2**10
    except (OSError, ValueError, IndexError, StopIteration):
        return 0.0


def _without_script() -> None:
    """Children of this process do not load this script anew: those of the program have a light one."""
    script = sys.modules["__main__"]
    script.__spec__ = None
    vars(script).pop("__file__", None)


def rows(run: Run) -> list[str]:
    """The lines of a run in the table."""
    head = (
        f"{run.size:<15}{run.seed:>4}{run.pairs:>8}{run.first_ms:>8.0f}{run.seconds:>8.2f}"
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


_SHAPES = {**SIZES, **PURE_SIZES, **dict.fromkeys(CONTESTS, SIZES["hard"])}


def _row(runs: Sequence[Run]) -> tuple[str, ...]:
    """A size as a row of the table."""
    seconds = sorted(run.seconds for run in runs)
    worst = seconds[min(len(seconds) - 1, len(seconds) * 9 // 10)]
    name = runs[0].size
    size = DRAWN[name] if name in DRAWN else _SHAPES[name]
    proven = sum(all(level.proven for level in run.levels) for run in runs)
    return (
        f"{name} ({size.needs} × {size.resources})",
        f"{runs[0].limit:g} s",
        f"{median(run.pairs for run in runs):.0f}",
        f"{proven} / {len(runs)}",
        f"{median(run.first_ms for run in runs):.0f} ms",
        f"{median(seconds):.2f} s",
        f"{worst:.2f} s",
        f"{median(run.busy for run in runs):.2f} s",
        _gaps(runs),
        f"{max(run.megabytes for run in runs):.0f} MB",
    )


def _gaps(runs: Sequence[Run]) -> str:
    """The largest gap of each level that is not proven in every month, the choice between equals left out."""
    worst: dict[str, float] = {}
    for level in (level for run in runs for level in run.levels if not level.proven):
        gap = 100.0 if level.gap is None else 100 * level.gap / max(1, abs(level.value))
        worst[level.name] = max(worst.get(level.name, 0.0), gap)
    worst.pop("tie_break", None)
    return ", ".join(f"{name} {gap:.2f} %" for name, gap in worst.items()) or "none"


def section(sizes: Sequence[Sequence[Run]], workers: int) -> list[str]:
    """The part of the file that is about the engine."""
    titles = (
        "month (needs × resources)",
        "time limit",
        "pairs",
        "all levels proven",
        "first plan",
        "solve, median",
        "p90",
        "processor, median",
        "largest gap where unproven",
        "memory with children",
    )
    return [
        "## The engine on seeded months",
        "",
        f"`bench_engine.py`, {circumstances(workers)} "
        "Each month in a new process with the libraries loaded but no solver child waiting; every plan "
        "passed the independent checker.",
        "",
        *table(titles, [_row(runs) for runs in sizes]),
        *_pure_lines(sizes),
    ]


def _pure_lines(sizes: Sequence[Sequence[Run]]) -> list[str]:
    """How others compare on the pure months, in the same run."""
    pure = [run for runs in sizes for run in runs if run.size in PURE_SIZES]
    if not pure:
        return []
    if not any(run.peers for run in pure):
        return ["", "scipy is not installed: pure months were not compared with it."]
    rows = [
        (
            f"{run.size}, seed {run.seed}",
            f"{run.seconds:.2f} s",
            peer.name,
            f"{peer.seconds:.2f} s",
            f"{peer.seconds / max(1e-9, run.seconds):.1f}×",
            peer.told,
        )
        for run in pure
        for peer in run.peers
    ]
    titles = ("pure month", "engine", "other", "its time", "ratio", "its result")
    return ["", *table(titles, rows)]


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one table for all sizes and a line of summary for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    known = ", ".join((*DRAWN, *SIZES, *CONTESTS))
    parser.add_argument(
        "--sizes", default="XS,S,M,L", help=f"of {known}; 5000:1:60 = one month of it, in 60 s"
    )
    parser.add_argument("--seeds", type=int, default=5, help="months of each size")
    parser.add_argument("--seconds", type=float, default=30.0, help="time limit of each month")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--brief", action="store_true", help="only the summary")
    parser.add_argument("--pure", action="store_true", help="pure transport months too")
    parser.add_argument("--write", type=Path, help="file whose table of the engine is made anew")
    told = parser.parse_args(arguments)
    sizes: list[list[Run]] = []
    if not told.brief:
        _say(
            "size           seed   pairs first/ms  seconds   busy     MB  level            value       bound     gap"
        )
    for named in (*told.sizes.split(","), *(PURE_SIZES if told.pure else ())):
        size, count, limit = (*named.split(":"), "", "")[:3]
        runs = []
        for seed in range(int(count or told.seeds)):
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
                run = pool.submit(
                    measure, size, seed, float(limit or told.seconds), told.workers
                ).result()
            runs.append(run)
            if not told.brief:
                _say("\n".join(rows(run)))
        _say(_summary(runs))
        sizes.append(runs)
    if told.write is not None:
        written(told.write, "engine", section(sizes, told.workers))
    return 0


if __name__ == "__main__":
    sys.exit(main())
