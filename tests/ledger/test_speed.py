"""A step at street size is on the disk before anybody notices."""

from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter

from matcher.domain import Decision, DecisionKind, Lists, Need, Resource, Round
from matcher.ledger import Ledger

RAW = tuple((f"列{at}", "单元格里的原文" * 3) for at in range(20))
STREET = Lists(
    needs=tuple(Need(id=f"N{at}", title=f"需求{at}", raw=RAW) for at in range(110)),
    resources=tuple(
        Resource(id=f"R{at}", unit="甲", title=f"资源{at}", raw=RAW) for at in range(107)
    ),
)


def test_a_lock_is_on_the_disk_within_twenty_milliseconds(tmp_path: Path) -> None:
    seconds = []
    with Ledger.open(tmp_path / "月.ledger") as ledger:
        round_ = Round("2026-06", STREET)
        ledger.commit(round_, "导入")
        for number in range(21):
            lock = Decision(DecisionKind.LOCK, need=f"N{number}", resource="R1")
            round_ = replace(round_, decisions=(*round_.decisions, lock))
            start = perf_counter()
            ledger.commit(round_, lock.words)
            seconds.append(perf_counter() - start)

    assert median(seconds) < 0.020
