"""How long the window keeps the user waiting: event-loop latency, first window, sorting and filtering.

``python tests/benchmarks/bench_window.py [--rows 5000]`` writes invented workbooks of that many needs,
imports and matches them in the real window (offscreen) with the real worker, and measures every few
milliseconds how late the event loop comes to its timer. Figures of an idle window are printed beside
them, since they tell how busy the machine itself is.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

_HOME = Path(__file__).resolve().parent.parent.parent
_TICK_MS = 5
_IDLE_SECONDS = 4.0
_PATIENCE_SECONDS = 900.0
_HEADERS = (
    "序号", "需求名称", "所属社区", "具体内容", "需求类别", "受益人数",
    "需求数量", "紧急程度", "期望时间", "服务地点", "联系人", "备注",
)  # fmt: skip
_THINGS = (
    "楼道灯",
    "单元门",
    "井盖",
    "座椅",
    "理发",
    "义诊",
    "课业辅导",
    "停车位",
    "普法讲座",
    "电脑维修",
    "绿化",
    "消防演练",
)
_WISHES = ("坏了想修一修", "希望上门服务", "盼增加一些", "想请人来讲一讲", "需要借用", "请帮忙联系")
_TIMES = ("每周三下午", "6月底前", "工作日18:00后", "周末", "尽快", "每月2次", "")


class Stopwatch:
    """Notes how late a short timer comes."""

    def __init__(self) -> None:
        self._late_ms: list[float] = []
        self._last = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)

    def _tick(self) -> None:
        now = time.perf_counter()
        late = max(0.0, (now - self._last) * 1000 - _TICK_MS)
        self._last = now
        self._late_ms.append(late)
        # A click that comes in the middle of a stall waits for the rest of it: count those too.
        self._late_ms += [late - waited for waited in range(_TICK_MS, int(late), _TICK_MS)]

    def during(
        self, done: Callable[[], bool], seconds: float, begin: Callable[[], None] | None = None
    ) -> list[float]:
        """How late, in milliseconds, from the beginning of some work until it is done."""
        self._late_ms = []
        self._last = time.perf_counter()
        self._timer.start()
        if begin is not None:
            begin()
        end = time.monotonic() + seconds
        while not (done() and self._late_ms) and time.monotonic() < end:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self._timer.stop()
        return self._late_ms


def write_needs(path: Path, rows: int, seed: int) -> None:
    """An invented need list of twelve columns."""
    from openpyxl import Workbook  # noqa: PLC0415 - only this script writes workbooks

    chance = random.Random(seed)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("需求清单")
    sheet.append(_HEADERS)
    for number in range(1, rows + 1):
        thing = chance.choice(_THINGS)
        community = f"第{number % 40 + 1}社区"
        sheet.append(
            (
                number,
                f"{number % 97 + 1}号楼{thing}{chance.choice(_WISHES)}",
                community,
                f"居民反映{thing}，{chance.choice(_WISHES)}，请协调共建单位支持。",
                "",
                f"约{chance.randint(3, 300)}人",
                f"{chance.randint(1, 6)}次",
                chance.choice(("急", "重", "常")),
                chance.choice(_TIMES),
                f"{community}活动室",
                "张某某",
                "",
            )
        )
    book.save(path)


def write_resources(path: Path, rows: int, seed: int) -> None:
    """An invented resource list."""
    from openpyxl import Workbook  # noqa: PLC0415 - only this script writes workbooks

    chance = random.Random(seed)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("资源清单")
    sheet.append(
        ("序号", "单位名称", "资源名称", "资源内容", "资源形式", "可服务次数", "可用时段", "联系人")
    )
    for number in range(1, rows + 1):
        thing = chance.choice(_THINGS)
        sheet.append(
            (
                number,
                f"第{number % 60 + 1}共建单位",
                f"{thing}服务",
                f"提供{thing}志愿服务",
                chance.choice(("服务", "人才", "场地", "物资")),
                f"{chance.randint(2, 30)}次",
                chance.choice(_TIMES),
                "李某某",
            )
        )
    book.save(path)


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _line(name: str, late_ms: list[float], seconds: float) -> None:
    ordered = sorted(late_ms) or [0.0]
    at = {share: ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.99)}
    over = sum(late > 50 for late in ordered)
    _say(
        f"{name:<10} {seconds:7.1f} s  {len(ordered):6d} moments  p50 {at[0.5]:6.1f} ms  "
        f"p99 {at[0.99]:6.1f} ms  worst {ordered[-1]:6.1f} ms  over 50 ms: {over}"
    )


def _first_window() -> float:
    """Seconds from the start of a fresh process to its first painted window."""
    code = (
        "import sys, time; start = time.time(); sys.path.insert(0, '.');"
        "from pathlib import Path; from ui.app import Desk, make_application;"
        "from ui.preferences import Preferences; import tempfile;"
        "app = make_application();"
        "desk = Desk(app, Preferences(Path(tempfile.mkdtemp()) / 'w.ini'), lambda: None);"
        "desk.window.show(); app.processEvents(); print(time.time() - float(sys.argv[1]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(time.time())],
        cwd=_HOME,
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


def _measure(desk: "Desk", rows: int, folder: Path) -> None:
    session = desk.session
    watch = Stopwatch()
    needs, resources = folder / "需求清单.xlsx", folder / "资源清单.xlsx"
    write_needs(needs, rows, 1)
    write_resources(resources, max(rows // 10, 20), 2)

    def step(name: str, begin: Callable[[], None]) -> None:
        start = time.perf_counter()
        late = watch.during(lambda: not session.state.tasks, _PATIENCE_SECONDS, begin)
        if session.state.failures:
            raise SystemExit(str(session.state.failures[0]))
        late += watch.during(lambda: False, 0.5)
        _line(name, late, time.perf_counter() - start)

    step("open", lambda: session.open(folder / "三张清单.db", "2026-06"))
    _line("idle", watch.during(lambda: False, _IDLE_SECONDS), _IDLE_SECONDS)
    step("import", lambda: session.import_files([needs, resources]))
    desk.window.navigation.setCurrentRow(2)
    step("match", session.match)
    for page in range(6):
        step(f"page {page}", partial(desk.window.navigation.setCurrentRow, page))
    view = session.state.view
    assert view is not None
    lists = view.round.lists
    _say(f"{len(lists.needs)} needs, {len(lists.resources)} resources in the window")
    panel = desk.window.needs.panel
    for column in range(len(panel.model.columns)):
        ascending = Qt.SortOrder.AscendingOrder
        step(f"sort {column}", partial(panel.view.sortByColumn, column, ascending))
    step("search", lambda: panel.search.setText("理发 第3社区"))


def main() -> int:
    """Measure everything; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=5000)
    rows = parser.parse_args().rows
    seconds = ", ".join(f"{_first_window():.2f} s" for _ in range(3))
    _say(f"first window after {seconds}")
    application = make_application()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk = Desk(
            application, Preferences(folder / "window.ini"), lambda: Client(folder / "logs")
        )
        desk.window.show()
        try:
            _measure(desk, rows, folder)
        finally:
            desk.close()
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(_HOME))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEventLoop, Qt, QTimer
    from PySide6.QtWidgets import QApplication

    from matcher.service import Client
    from ui.app import Desk, make_application
    from ui.preferences import Preferences

    sys.exit(main())
