"""How long the whole pack of papers takes: 110 projects, 60 units, 12 communities.

Run as ``python -m tests.benchmarks.bench_papers``. The aim is under 15 s with progress.
"""

import os
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from matcher.domain import Round, never, silent
from matcher.domain.papers import PaperGroup, PaperKind, papers_of
from matcher.export import write_papers
from matcher.ledger import Ledger
from matcher.service.desk import Desk
from matcher.service.entry import pipeline_steps
from matcher.service.handlers import HANDLERS
from matcher.service.messages import OpenLedger, PapersWritten, WritePapers
from tests.export.example import MONTH, street_round

PROJECTS, UNITS, COMMUNITIES = 110, 60, 12
LONGEST_WAIT = 2.0
"""Seconds between two words of progress that a user would take for a standstill."""


def full_month() -> Round:
    """A month in which every unit leads a project and every community has needs."""
    round_ = street_round(PROJECTS)
    assert round_.outcome is not None
    community = {
        need.id: f"示例{at % COMMUNITIES + 1:02d}社区" for at, need in enumerate(round_.lists.needs)
    }
    needs = tuple(replace(need, community=community[need.id]) for need in round_.lists.needs)
    projects = tuple(
        replace(
            project,
            community=community[project.need_ids[0]],
            lead_unit=f"示例第{at % UNITS + 1}共建单位",
        )
        for at, project in enumerate(round_.outcome.projects)
    )
    outcome = replace(round_.outcome, projects=projects)
    return replace(round_, lists=replace(round_.lists, needs=needs), outcome=outcome)


def main() -> int:
    """Measure and tell; 1 when the aim is missed."""
    round_ = full_month()
    kinds = (*papers_of(PaperGroup.MEETING), *papers_of(PaperGroup.AFTER))
    with tempfile.TemporaryDirectory() as folder:
        alone = _alone(round_, kinds, Path(folder) / "alone")
        whole = _at_the_desk(round_, kinds, Path(folder))
    print(f"load {os.getloadavg()[0]:.1f}")
    return 1 if max(alone, whole) > 15 else 0


def _alone(round_: Round, kinds: tuple[PaperKind, ...], folder: Path) -> float:
    told = [time.perf_counter()]
    before = (time.perf_counter(), time.process_time())
    papers = write_papers(
        round_, kinds, folder, on_progress=lambda *_: told.append(time.perf_counter())
    )
    wall, cpu = time.perf_counter() - before[0], time.process_time() - before[1]
    counts = Counter(file.kind.label for file in papers.files)
    wait = max(after - earlier for earlier, after in pairwise(told))
    print(f"{len(papers.files)} files in {wall:.1f} s ({cpu:.1f} s of CPU)")
    print("  " + ", ".join(f"{name} {count}" for name, count in counts.items()))
    print(f"  longest wait between two words of progress {wait:.2f} s (aim {LONGEST_WAIT:.0f} s)")
    return wall


def _at_the_desk(round_: Round, kinds: tuple[PaperKind, ...], folder: Path) -> float:
    """Through the worker's desk, which also notes what may come back."""
    book = folder / "book.ledger"
    with Ledger.open(book) as ledger:
        ledger.commit(round_, "匹配")
    desk = Desk(pipeline_steps, HANDLERS)
    desk.handle(OpenLedger(book, MONTH), silent, never)
    before = time.perf_counter()
    reply = desk.handle(WritePapers(kinds, folder / "desk"), silent, never)
    wall = time.perf_counter() - before
    assert isinstance(reply, PapersWritten)
    desk.close()
    print(f"through the desk, with what may come back noted: {wall:.1f} s")
    return wall


if __name__ == "__main__":
    sys.exit(main())
