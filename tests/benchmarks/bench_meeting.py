"""How long the meeting's questions take: ``python3 scripts/run.py bench meeting --sizes street,M,L,500 --seeds 0,1``.

``street`` is the sample month; the others are months drawn from its nouns with a seed, and those named ``abstract M``
and so on are the engine's own months (``months.py``), which have no lists and so can only be pinned and forbidden.
Each month is matched first, and a question is asked that does not count; then pairs drawn by chance are pinned,
forbidden and asked about. Seconds and processor seconds. Not a test: nothing here asserts how long it may take.
"""

import argparse
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from matcher import pipeline
from matcher.domain import (
    Contradiction,
    Decision,
    DecisionKind,
    Lists,
    Options,
    Plan,
    PlanStatus,
    Round,
)
from matcher.pipeline import Meeting
from matcher.pipeline.earlier import nothing_past
from matcher.pipeline.meeting import RESOLVE_SECONDS
from matcher.solve import solve
from matcher.solve.repair import repair
from tests.benchmarks import months
from tests.benchmarks.bench_months import SIZES, draw

MONTH = "2026-06"
SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "street_2026_06"
STREET = "street"
BARE = "abstract "


@dataclass(slots=True)
class Times:
    """What the questions of one kind took.

    Attributes:
        seconds: Of each, by the clock.
        processor: Of each, processor time of this process and its ended children.
        notes: What came of each, in a word.
    """

    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def take(self, work: Callable[[], str]) -> None:
        """Do it once."""
        clock, processor = time.perf_counter(), _processor()
        self.notes.append(work())
        self.seconds.append(time.perf_counter() - clock)
        self.processor.append(_processor() - processor)

    def line(self, what: str) -> str:
        """Median, nine in ten, worst."""
        if not self.seconds:
            return f"   {what:<22} –"
        told = " ".join(f"{_figures(taken)}" for taken in (self.seconds, self.processor))
        notes = {note: self.notes.count(note) for note in sorted(set(self.notes))}
        words = ", ".join(f"{note} {count}" for note, count in notes.items() if note)
        return f"   {what:<22} {told}   {len(self.seconds):3d} × {words}"


def _figures(taken: Sequence[float]) -> str:
    ordered = sorted(taken)
    often = ordered[min(len(ordered) - 1, int(0.9 * len(ordered)))]
    return f"{statistics.median(ordered):8.3f} {often:7.3f} {ordered[-1]:7.3f}"


def _processor() -> float:
    spent = os.times()
    return time.process_time() + spent.children_user + spent.children_system


def lists_of(name: str, seed: int) -> Lists:
    """The sample month, or a drawn one."""
    if name != STREET:
        return draw(SIZES[name], seed)
    files = tuple(sorted(path for path in SAMPLES.iterdir() if path.suffix != ".md"))
    return pipeline.load(files, month=MONTH)


@dataclass(frozen=True, slots=True)
class Asking:
    """A matched month and those who ask about it.

    Attributes:
        meeting: Keeps it laid out.
        round: The month.
        dice: What is asked by chance.
        many: How many questions of a kind.
    """

    meeting: Meeting
    round: Round
    dice: random.Random
    many: int

    def run(self) -> Iterator[str]:
        """Ask everything; one line for each kind."""
        self._resolve(self._pins()[:1])
        yield self._resolve(self._pins()).line("pin")
        yield self._resolve(self._forbids()).line("forbid")
        yield self._why(self._met()).line("why this")
        yield self._why(self._candidates()).line("why not, a candidate")
        yield self._why(self._barred()).line("why not, shut out")
        yield self._why(self._unmet()).line("why nobody")
        yield self._unlocks().line("unlock list")

    def _drawn(self, those: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        return self.dice.sample(list(those), min(self.many, len(those)))

    def _pairs(self) -> list[tuple[str, str]]:
        """Candidates that the plan does not use."""
        table = self.meeting.table(self.round, nothing_past)
        used = {(one.need, one.resource) for one in table.plan.assignments}
        return sorted({(p.need, p.resource) for p in table.candidates.pairs} - used)

    def _pins(self) -> list[Decision]:
        return [Decision(DecisionKind.LOCK, *pair) for pair in self._drawn(self._pairs())]

    def _forbids(self) -> list[Decision]:
        assert self.round.outcome is not None  # it is matched
        used = sorted({(one.need, one.resource) for one in self.round.outcome.plan.assignments})
        return [Decision(DecisionKind.FORBID, *pair) for pair in self._drawn(used)]

    def _met(self) -> list[tuple[str, str | None]]:
        assert self.round.outcome is not None  # it is matched
        met = sorted({one.need for one in self.round.outcome.plan.assignments})
        return [(need, None) for need in self.dice.sample(met, min(self.many, len(met)))]

    def _candidates(self) -> list[tuple[str, str | None]]:
        return [(need, resource) for need, resource in self._drawn(self._pairs())]

    def _barred(self) -> list[tuple[str, str | None]]:
        table = self.meeting.table(self.round, nothing_past)
        shut = sorted({(one.need, one.resource) for one in table.candidates.exclusions})
        return [(need, resource) for need, resource in self._drawn(shut)]

    def _unmet(self) -> list[tuple[str, str | None]]:
        assert self.round.outcome is not None  # it is matched
        unmet = sorted(one.need for one in self.round.outcome.unmet)
        return [(need, None) for need in self.dice.sample(unmet, min(self.many, len(unmet)))]

    def _resolve(self, decisions: Sequence[Decision]) -> Times:
        """Each of them alone, from the same plan."""
        found = Times()
        for decision in decisions:
            found.take(lambda one=decision: self._resolved(one))  # type: ignore[misc]  # bound at once
        return found

    def _resolved(self, decision: Decision) -> str:
        try:
            made = self.meeting.resolved(self.round, (decision,), nothing_past)
        except Contradiction:
            return "contradiction"
        assert made.outcome is not None  # what resolving is for
        return _proof(made.outcome.plan)

    def _why(self, questions: Sequence[tuple[str, str | None]]) -> Times:
        found = Times()
        for need, resource in questions:
            found.take(lambda of=need, by=resource: self._answered(of, by))  # type: ignore[misc]  # bound at once
        return found

    def _answered(self, need: str, resource: str | None) -> str:
        self.meeting.why(self.round, need, resource, nothing_past)
        return ""

    def _unlocks(self) -> Times:
        """Each time by somebody who was not asked before."""
        found = Times()
        found.take(self._listed)
        return found

    def _listed(self) -> str:
        told = self.meeting.unlocks(replace(self.round), nothing_past)
        best = told.unlocks[0].net if told.unlocks else 0
        return (
            f"{told.tried} tried, {len(told.unlocks)} listed, best {best}, {len(told.pairs)} pairs,"
        )


def _proof(plan: Plan) -> str:
    """How far a plan is proven, in a word."""
    if plan.status is PlanStatus.PROVEN_BEST:
        return "proven"
    upto = [one.name for one in plan.levels].index("changes") + 1
    return "changes proven" if all(one.proven for one in plan.levels[:upto]) else "unproven"


def measure_bare(name: str, seed: int, many: int, seconds: float) -> None:
    """A month without lists: pins and forbids alone, from the candidates to the plan."""
    options, dice = Options(seconds=seconds), random.Random(seed)
    found = months.month(months.SIZES[name], seed)
    plan = solve(found, (), options)
    say(f"== abstract {name} seed {seed}: {len(found.pairs)} pairs, {plan.status.value}")
    used = sorted({(one.need, one.resource) for one in plan.assignments})
    free = sorted({(p.need, p.resource) for p in found.pairs} - set(used))

    def asked(kind: DecisionKind, pair: tuple[str, str]) -> str:
        shut = kind is DecisionKind.FORBID
        left = tuple(p for p in found.pairs if not shut or (p.need, p.resource) != pair)
        made = repair(
            replace(found, pairs=left),
            (Decision(kind, *pair),),
            options,
            plan,
            stricter=True,
            seconds=RESOLVE_SECONDS,
        )
        return "none" if made.plan is None else _proof(made.plan)

    for words, kind, those in (
        ("pin", DecisionKind.LOCK, free),
        ("forbid", DecisionKind.FORBID, used),
    ):
        times = Times()
        for pair in dice.sample(those, min(many, len(those))):
            times.take(lambda of=kind, by=pair: asked(of, by))  # type: ignore[misc]  # bound at once
        say(times.line(words))


def measure(name: str, seed: int, many: int, seconds: float) -> None:
    """One month, from its lists to every line."""
    meeting = Meeting()
    start = Round(MONTH, lists_of(name, seed), options=Options(seconds=seconds))
    matched = meeting.match(start, nothing_past)
    assert matched.outcome is not None  # what matching is for
    pairs = len(meeting.table(matched, nothing_past).candidates.pairs)
    needs, resources = len(matched.lists.needs), len(matched.lists.resources)
    say(
        f"== {name} seed {seed}: {needs} × {resources}, {pairs} pairs, {matched.outcome.plan.status.value}"
    )
    for line in Asking(meeting, matched, random.Random(seed), many).run():
        say(line)


def say(text: str) -> None:
    """Print at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the months asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    names = (STREET, *SIZES, *(f"{BARE}{name}" for name in months.SIZES))
    known = ", ".join(names)
    parser.add_argument("--sizes", default="street,M", help=f"of {known}")
    parser.add_argument("--seeds", default="0,1", help="numbers joined by commas")
    parser.add_argument("--many", type=int, default=20, help="questions of each kind")
    parser.add_argument(
        "--seconds", type=float, default=20.0, help="time limit of the match before"
    )
    chosen = parser.parse_args(arguments)
    sizes = chosen.sizes.split(",")
    unknown = [name for name in sizes if name not in names]
    if unknown:
        parser.error(f"unknown sizes {unknown}; known are {known}")
    say(f"{'':25}seconds: median, 9 in 10, worst; processor seconds: the same")
    for name in sizes:
        for seed in chosen.seeds.split(",") if name != STREET else ("0",):
            bare = name.removeprefix(BARE)
            work = measure if bare == name else measure_bare
            work(bare, int(seed), chosen.many, chosen.seconds)
    if hasattr(os, "getloadavg"):
        say(f"load {os.getloadavg()[0]:.1f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
