"""How long months of every size take: ``python -m tests.benchmarks.bench_months --sizes XS,M --seeds 0,1 --seconds 30``.

Months are drawn from the nouns of the sample street with a seed: other communities, numbers, times and
scopes, the same kinds of needs and resources. Each month runs in a process of its own, so that its peak
memory is its own. Not a test: nothing here asserts anything but that the checker accepts every plan.
"""

import argparse
import multiprocessing
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from matcher.domain import (
    Amount,
    ApplicantType,
    Certainty,
    Form,
    Lists,
    Need,
    Options,
    Resource,
    TimeWindow,
    Unit,
    Windows,
)
from matcher.vocabulary import Vocabulary
from matcher.vocabulary import load as load_vocabulary
from samples.facts import NeedFact, Num, ResourceFact, When
from samples.street_needs import ALL_NEEDS
from samples.street_resources import ALL_RESOURCES
from samples.street_units import UNITS

MONTH = "2026-06"


@dataclass(frozen=True, slots=True)
class Size:
    """How much a month holds."""

    communities: int
    units: int
    needs: int
    resources: int


SIZES = {
    "XS": Size(1, 12, 18, 22),
    "S": Size(1, 25, 58, 50),
    "M": Size(11, 60, 110, 107),
    "L": Size(20, 125, 400, 250),
    "XL": Size(25, 470, 1500, 850),
    "500": Size(20, 200, 500, 500),
    "district": Size(70, 650, 2600, 5000),
    "5000": Size(70, 1500, 5000, 5000),
}
WORKDAYS, WEEKEND = (0, 1, 2, 3, 4), (5, 6)
_JUNE = (date(2026, 6, 1), date(2026, 6, 30))
WINDOWS: dict[str, Windows] = {
    "每天18:00以后": (TimeWindow(start=1080, end=1440),),
    "工作日18:00-次日7:30，周末全天": (
        TimeWindow(weekdays=WORKDAYS, start=1080, end=1890),
        TimeWindow(weekdays=WEEKEND),
    ),
    "工作日上午9:00-11:30": (TimeWindow(weekdays=WORKDAYS, start=540, end=690),),
    "周末": (TimeWindow(weekdays=WEEKEND),),
    "工作日": (TimeWindow(weekdays=WORKDAYS),),
    "每周三下午": (TimeWindow(weekdays=(2,), start=780, end=1080),),
    "每周六上午": (TimeWindow(weekdays=(5,), start=480, end=720),),
    "工作日19:00-21:00": (TimeWindow(weekdays=WORKDAYS, start=1140, end=1260),),
    "周一至周五18:30-21:30": (TimeWindow(weekdays=WORKDAYS, start=1110, end=1290),),
    "工作日16:30-18:00": (TimeWindow(weekdays=WORKDAYS, start=990, end=1080),),
    "工作日7:20-8:00": (TimeWindow(weekdays=WORKDAYS, start=440, end=480),),
    "工作日9:00-17:00": (TimeWindow(weekdays=WORKDAYS, start=540, end=1020),),
    "工作日上午": (TimeWindow(weekdays=WORKDAYS, start=480, end=720),),
    "6月底前": (TimeWindow(last=_JUNE[1]),),
    "2026年6月": (TimeWindow(first=_JUNE[0], last=_JUNE[1]),),
    "6月中旬": (TimeWindow(first=date(2026, 6, 11), last=date(2026, 6, 20)),),
    "6月20日前": (TimeWindow(last=date(2026, 6, 20)),),
    "7月至8月": (TimeWindow(months=(7, 8)),),
    "仅7、8月开放": (TimeWindow(months=(7, 8)),),
    "每月15日": (TimeWindow(month_days=(15,)),),
}
_SOURCES = {item.label: item for item in ApplicantType}
_FORMS = {item.label: item for item in Form}
_DIRECTIONS = "东西南北中"
_PLACES = ("苑", "桥", "湖", "山", "园", "溪", "林", "塘", "庄", "港", "岭", "坪", "湾", "洲")


def community_names(count: int) -> tuple[str, ...]:
    """Invented names, all different."""
    names = [f"{way}{place}社区" for place in _PLACES for way in _DIRECTIONS]
    return tuple(names[:count])


def amount(number: Num | None, factor: float = 1.0) -> Amount | None:
    """The typed amount, its value multiplied."""
    if number is None:
        return None
    value = None if number.value is None else max(1, round(number.value * factor))
    high = None if number.high is None else max(value or 1, round(number.high * factor))
    return Amount(
        value, number.measure, Certainty(number.certainty), high, number.per, number.words
    )


def windows(when: When | None) -> Windows:
    """The typed time; words the table does not know are as good as none."""
    return () if when is None else WINDOWS.get(when.words, ())


def draw(size: Size, seed: int) -> Lists:
    """A month of this size; the same seed gives the same month."""
    dice = random.Random(seed)
    vocabulary = load_vocabulary()
    communities = community_names(size.communities)
    units = _units(size, communities, dice)
    return Lists(
        needs=_needs(size, communities, dice, vocabulary),
        resources=_resources(size, communities, units, dice, vocabulary),
        units=units,
    )


def _units(size: Size, communities: Sequence[str], dice: random.Random) -> tuple[Unit, ...]:
    units = []
    for place in range(size.units):
        fact = UNITS[place % len(UNITS)]
        turn = place // len(UNITS)
        name = f"{fact.name}第{turn + 1}分部" if turn else fact.name
        paired = tuple(dice.sample(communities, 1)) if fact.community else ()
        cap = fact.cap if fact.cap is None else max(1, fact.cap + dice.randint(-1, 1))
        units.append(Unit(name, unit_type=fact.unit_type, communities=paired, round_cap=cap))
    return tuple(units)


Fact = TypeVar("Fact", NeedFact, ResourceFact)


def _deal(facts: Sequence[Fact], count: int, dice: random.Random) -> list[Fact]:
    """As many as asked for, each template about equally often, in drawn order."""
    dealt: list[Fact] = []
    while len(dealt) < count:
        dealt += dice.sample(list(facts), min(len(facts), count - len(dealt)))
    return dealt


def _needs(
    size: Size, communities: Sequence[str], dice: random.Random, vocabulary: Vocabulary
) -> tuple[Need, ...]:
    needs = []
    for place, fact in enumerate(_deal(ALL_NEEDS, size.needs, dice), 1):
        community = dice.choice(communities)
        factor = dice.choice((0.6, 0.8, 1.0, 1.0, 1.25))
        budget = round(float(fact.budget) * factor, 2) if fact.budget else None
        category = vocabulary.category_of(fact.category) if dice.random() < 0.5 else None
        needs.append(
            Need(
                id=f"XQ-202606-{community[:-2]}-{place:04d}",
                title=f"{dice.randint(1, 60)}号院{fact.title}",
                community=community,
                applicant_type=_SOURCES[fact.source],
                applicant=fact.who,
                detail=fact.detail,
                category=category,
                forms=tuple(_FORMS[label] for label in fact.form),
                population=fact.population,
                beneficiaries=amount(fact.people, factor),
                quantity=amount(fact.quantity, factor),
                urgency=fact.urgency,
                times=windows(fact.when) if dice.random() < 0.8 else (),
                time_words=fact.when.words if fact.when else "",
                budget_yuan=None if budget is None else round(budget * 10000),
                skills=fact.skills,
                months_waited=dice.choice((0, 0, 0, 1, 2)),
            )
        )
    return tuple(needs)


def _resources(
    size: Size,
    communities: Sequence[str],
    units: Sequence[Unit],
    dice: random.Random,
    vocabulary: Vocabulary,
) -> tuple[Resource, ...]:
    owners: dict[str, list[str]] = {}
    for unit in units:
        owners.setdefault(unit.name.split("第")[0], []).append(unit.name)
    everybody = [unit.name for unit in units]
    resources = []
    for place, fact in enumerate(_deal(ALL_RESOURCES, size.resources, dice), 1):
        factor = dice.choice((0.5, 0.8, 1.0, 1.2))
        yuan = _yuan(fact.amount)
        resources.append(
            Resource(
                id=f"ZY-202606-{place:04d}",
                unit=dice.choice(owners.get(fact.unit.split("第")[0], everybody)),
                title=fact.title,
                detail=fact.detail,
                category=vocabulary.category_of(fact.category) if dice.random() < 0.5 else None,
                forms=tuple(_FORMS[label] for label in fact.form),
                scope=_scope(fact, communities, dice),
                population=fact.population,
                capacity_total=amount(fact.total, factor),
                capacity_per_round=amount(fact.frequency, factor),
                people_per_time=amount(fact.people, factor),
                times=windows(fact.when),
                time_words=fact.when.words if fact.when else "",
                amount_yuan=None if yuan is None else round(yuan * factor),
                qualifications=fact.qualification,
            )
        )
    return tuple(resources)


def _scope(fact: ResourceFact, communities: Sequence[str], dice: random.Random) -> tuple[str, ...]:
    if not fact.scope and dice.random() < 0.8:
        return ()
    count = min(len(communities), dice.randint(1, 6))
    return tuple(dice.sample(list(communities), count))


def _yuan(words: str) -> int | None:
    if not words:
        return None
    return int(words.replace(",", "")) if "," in words else round(float(words) * 10000)


def run(name: str, seed: int, seconds: float) -> None:
    """Draw one month, take it through candidates, solver and checker, and print what it took."""
    from matcher import candidates, check  # noqa: PLC0415 - each month loads its own
    from matcher.solve import solve  # noqa: PLC0415 - likewise

    size, options = SIZES[name], Options(seconds=seconds)
    clock = _Clock()
    lists = draw(size, seed)
    clock.lap("draw")
    found = candidates.find(lists, (), options, month=MONTH, vocabulary=load_vocabulary())
    clock.lap("candidates")
    plan = solve(found, (), options)
    clock.lap("solve")
    broken = check.violations(found, (), options, plan)
    clock.lap("check")
    _say(
        f"\n== {name} seed {seed}: {len(lists.needs)} needs, {len(lists.resources)} resources, "
        f"{len(lists.units)} units, {len(found.pairs)} pairs, {len(found.demands)} demands"
    )
    own, child = _peak_mb()
    _say(
        f"   {clock.words}; solver {plan.seconds:.2f} s by {plan.engine}; "
        f"peak {own:.0f} MB, child {child:.0f} MB"
    )
    met = len({assignment.need for assignment in plan.assignments})
    _say(f"   {plan.status.value}; needs met {met}; {len(broken)} violations")
    for level in plan.levels:
        mark = "proven" if level.proven else f"gap {level.gap}"
        _say(f"   {level.name:<16} {level.value:>12} bound {level.bound!s:>12} {mark}")
    if broken:
        raise SystemExit("\n".join(broken))


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


class _Clock:
    """Seconds per step."""

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self._laps: list[str] = []

    def lap(self, step: str) -> None:
        """End a step."""
        now = time.perf_counter()
        self._laps.append(f"{step} {now - self._last:.2f} s")
        self._last = now

    @property
    def words(self) -> str:
        """All steps so far."""
        return ", ".join(self._laps)


def _peak_mb() -> tuple[float, float]:
    """Megabytes of this process and of its largest child that has ended."""
    if sys.platform == "win32":
        return float("nan"), float("nan")
    import resource  # noqa: PLC0415 - Unix only

    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    own, child = (resource.getrusage(kind).ru_maxrss for kind in kinds)
    factor = 1024 * 1024 if sys.platform == "darwin" else 1024
    return own / factor, child / factor


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the months asked for, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="XS,S,M", help=f"of {', '.join(SIZES)}")
    parser.add_argument("--seeds", default="0", help="numbers joined by commas")
    parser.add_argument("--seconds", type=float, default=30.0, help="time limit of the solver")
    chosen = parser.parse_args(arguments)
    sizes = chosen.sizes.split(",")
    unknown = [name for name in sizes if name not in SIZES]
    if unknown:
        parser.error(f"unknown sizes {unknown}; known are {', '.join(SIZES)}")
    spawn = multiprocessing.get_context("spawn")
    failed = 0
    for name in sizes:
        for seed in chosen.seeds.split(","):
            process = spawn.Process(target=run, args=(name, int(seed), chosen.seconds))
            process.start()
            process.join()
            failed += process.exitcode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
