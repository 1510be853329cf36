"""How fast the month book keeps an action, a street is written, and a reading stops: prints medians and worst cases.

``python3 scripts/run.py bench service``
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from matcher import pipeline
from matcher.domain import Decision, DecisionKind, Round
from matcher.errors import Cancelled
from matcher.ledger import Ledger

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "street_2026_06"
FILES = tuple(sorted(path for path in SAMPLES.iterdir() if path.suffix != ".md"))
ROWS = 5000


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def tell(what: str, measured: list[float]) -> None:
    """One line: median and worst in milliseconds."""
    middle, worst = statistics.median(measured) * 1000, max(measured) * 1000
    print(f"{what:<46} 中位 {middle:9.1f} ms   最差 {worst:9.1f} ms   （{len(measured)} 次）")


def bench_lock(street: Round, folder: Path) -> None:
    """A lock on a street month, until it is on the disk."""
    measured = []
    with Ledger.open(folder / "月.ledger") as ledger:
        round_ = street
        ledger.commit(round_, "导入")
        pairs = zip(street.lists.needs, street.lists.resources, strict=False)
        for need, resource in list(pairs)[:50]:
            lock = Decision(DecisionKind.LOCK, need=need.id, resource=resource.id)
            round_ = replace(round_, decisions=(*round_.decisions, lock))
            changed = round_
            measured.append(seconds(lambda: ledger.commit(changed, lock.words)))  # noqa: B023 - called at once
    tell("锁定一对，写入台账", measured)


def bench_cancel(folder: Path) -> None:
    """Stopping the import of 5,000 rows at different moments."""
    path = folder / "需求.csv"
    rows = "\n".join(f"{at},西苑社区,{at % 90}栋楼道灯坏了第{at}次" for at in range(ROWS))
    path.write_text(f"需求编号,所属社区,需求名称\n{rows}\n", encoding="utf-8")
    measured = []
    for wait in (0.1, 0.4, 0.8, 1.2, 1.6, 2.0):
        asked: list[float] = []
        begin = time.perf_counter()

        def stop(begin: float = begin, wait: float = wait, asked: list[float] = asked) -> bool:
            now = time.perf_counter()
            if now - begin >= wait and not asked:
                asked.append(begin + wait)
            return bool(asked)

        try:
            pipeline.load([path], month="2026-06", stop=stop)
        except Cancelled:
            measured.append(time.perf_counter() - asked[0])
    tell("导入 5,000 行时取消", measured or [0.0])


def main() -> None:
    """Run every measurement."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tell(
            "读取街道样例", [seconds(lambda: pipeline.load(FILES, month="2026-06")) for _ in "123"]
        )
        lists = pipeline.load(FILES, month="2026-06")
        street = Round("2026-06", lists)
        pipeline.warm_up()
        tell("匹配街道样例", [seconds(lambda: pipeline.match(street)) for _ in "123"])
        matched = pipeline.match(street)
        tell("写出结果工作簿", [seconds(lambda: pipeline.save(matched, folder)) for _ in "123"])
        bench_lock(matched, folder)
        bench_cancel(folder)


if __name__ == "__main__":
    main()
