"""The reading process: warm, limited, stopped at once, never outliving its parent, never writing."""

import contextlib
import hashlib
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, NoReturn, cast

import pytest

from matcher import errors, sheets
from matcher.sheets.limits import Limits
from matcher.sheets.opening import open_book
from matcher.sheets.reader import Reader
from tests.hostile import workbooks as w

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """One for all: whatever a test does to its child, the next file starts a new one."""
    made = Reader()
    yield made
    made.close()


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("good") / "清单.xlsx"
    path.write_bytes(w.good())
    return path


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that takes many seconds."""
    line = "<row>" + "".join(w.cell(n) for n in range(90)) + "</row>"
    path = tmp_path_factory.mktemp("slow") / "慢.xlsx"
    path.write_bytes(w.workbook(w.sheet(line * 5_500)))
    return path


class Asked:
    """A stop that counts its questions, and from one of them on says yes or does something else first."""

    def __init__(self, until: int, then: Callable[[], object] = lambda: True) -> None:
        self.count = 0
        self._until = until
        self._then = then

    def __call__(self) -> bool:
        """Whether to stop."""
        self.count += 1
        return self.count == self._until and bool(self._then())


class Silent:
    """A connection on which no answer comes; it tells how long it was listened to each time."""

    def __init__(self) -> None:
        self.waited: list[float] = []

    def poll(self, seconds: float) -> bool:
        """Nothing yet."""
        self.waited.append(seconds)
        return False


def _pid(reader: Reader) -> int | None:
    return reader._process.pid if reader._process else None


def test_one_child_reads_file_after_file(reader: Reader, good: Path) -> None:
    first = reader.read(good, limits=sheets.Limits())
    pid = _pid(reader)
    assert reader.read(good, limits=sheets.Limits()) == first
    assert _pid(reader) == pid


def test_book_crosses_the_pipe_unchanged(reader: Reader, good: Path) -> None:
    assert reader.read(good, limits=sheets.Limits()) == open_book(good, sheets.Limits())


def test_file_is_not_touched(reader: Reader, good: Path) -> None:
    before = good.stat()
    book = reader.read(good, limits=sheets.Limits())
    after = good.stat()
    assert (after.st_mtime_ns, after.st_size) == (before.st_mtime_ns, before.st_size)
    assert book.digest == hashlib.sha256(good.read_bytes()).hexdigest()


def test_stop_ends_the_reading_and_the_next_file_is_read(
    reader: Reader, slow: Path, good: Path
) -> None:
    reader.read(good, limits=sheets.Limits())
    stop = Asked(until=5)
    with pytest.raises(errors.Cancelled):
        reader.read(slow, limits=sheets.Limits(), stop=stop)
    assert stop.count == 5
    assert reader.read(good, limits=sheets.Limits()).sheets


def test_stop_is_asked_at_least_every_twentieth_of_a_second() -> None:
    silent, stop = Silent(), Asked(until=20)
    with pytest.raises(errors.Cancelled):
        Reader()._answer(cast("Any", silent), 60.0, stop)
    assert len(silent.waited) == stop.count == 20
    assert max(silent.waited) <= 0.05


def test_file_that_takes_too_long_is_refused_and_the_next_is_read(
    reader: Reader, slow: Path, good: Path
) -> None:
    with pytest.raises(errors.FileRefused, match=r"0\.4 秒"):
        reader.read(slow, limits=sheets.Limits(seconds=0.4))
    assert reader.read(good, limits=sheets.Limits()).sheets


@pytest.mark.skipif(sys.platform != "linux", reason="address space is limited on Linux only")
def test_file_that_needs_too_much_memory_is_refused(reader: Reader, slow: Path, good: Path) -> None:
    with pytest.raises(errors.FileRefused, match=r"内存|无法继续"):
        reader.read(slow, limits=sheets.Limits(memory_mb=120))
    assert reader.read(good, limits=sheets.Limits()).sheets


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_child_that_dies_is_replaced(reader: Reader, good: Path) -> None:
    reader.read(good, limits=sheets.Limits())
    pid = _pid(reader)
    assert pid is not None
    assert reader._process is not None
    os.kill(pid, 9)
    reader._process.join()
    assert reader.read(good, limits=sheets.Limits()).sheets
    assert _pid(reader) != pid


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_death_in_mid_file_is_a_refusal(reader: Reader, slow: Path, good: Path) -> None:
    reader.read(good, limits=sheets.Limits())
    pid = _pid(reader)
    assert pid is not None
    killed = Asked(until=5, then=partial(os.kill, pid, 11))
    with pytest.raises(errors.FileRefused, match="无法继续"):
        reader.read(slow, limits=sheets.Limits(), stop=killed)


def _broken_off(*_: object) -> NoReturn:
    raise errors.Cancelled


def test_reading_broken_off_while_its_child_is_ended_leaves_nothing_half_closed(
    reader: Reader, good: Path
) -> None:
    reader.read(good, limits=sheets.Limits())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(reader._process), "kill", _broken_off)
        with pytest.raises(errors.Cancelled):
            reader.close()
    assert reader.read(good, limits=sheets.Limits()).sheets


def _again_and_again(reader: Reader) -> None:
    for _ in count():
        reader.read(Path("清单.xlsx"), limits=Limits())


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs a timer that interrupts")
def test_reading_interrupted_anywhere_keeps_nobody_else_from_reading(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Hundreds of interrupts a few microseconds apart strike at every step of a reading."""
    monkeypatch.setattr(Reader, "_read", lambda *_: None)
    before = signal.signal(signal.SIGALRM, _broken_off)
    held = 0
    try:
        for round_ in range(300):
            reader = Reader()
            with contextlib.suppress(errors.Cancelled):
                signal.setitimer(signal.ITIMER_REAL, 1e-6 * (1 + round_ % 40))
                _again_and_again(reader)
            held += reader._lock.locked()
    finally:
        signal.signal(signal.SIGALRM, before)
    assert held == 0


def test_answer_to_a_reading_broken_off_is_not_taken_for_the_next_file(
    reader: Reader, good: Path, tmp_path: Path
) -> None:
    other = tmp_path / "另一张.csv"
    other.write_bytes(b"a,b")
    reader.read(good, limits=sheets.Limits())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "_answer", _broken_off)
        with pytest.raises(errors.Cancelled):
            reader.read(good, limits=sheets.Limits())
    assert reader.read(other, limits=sheets.Limits()).file == other.name


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_child_ends_when_its_parent_is_killed(slow: Path, good: Path) -> None:
    program = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from matcher.sheets.limits import Limits
        from matcher.sheets.reader import Reader

        if __name__ == "__main__":
            reader, asked = Reader(), []
            reader.read(Path(sys.argv[1]), limits=Limits())

            def told():
                asked.append(None)
                if len(asked) == 5:
                    print(reader._process.pid, flush=True)
                return False

            reader.read(Path(sys.argv[2]), limits=Limits(), stop=told)
        """
    )
    script = slow.parent / "parent.py"
    script.write_text(program, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(script), str(good), str(slow)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.kill()
    until = time.monotonic() + 30
    while Path(f"/proc/{pid}").exists() and time.monotonic() < until:
        time.sleep(0.02)
    assert not Path(f"/proc/{pid}").exists()


def test_missing_file_and_folder_are_refused(reader: Reader, tmp_path: Path) -> None:
    with pytest.raises(errors.FileRefused, match="找不到"):
        reader.read(tmp_path / "没有.xlsx", limits=sheets.Limits())
    with pytest.raises(errors.FileRefused, match="文件夹"):
        reader.read(tmp_path, limits=sheets.Limits())


@pytest.mark.skipif(sys.platform == "win32", reason="no such names and links")
@pytest.mark.parametrize("name", ["a\0b.xlsx", "x" * 5_000, "ring.xlsx"])
def test_path_no_system_can_open_is_refused(reader: Reader, tmp_path: Path, name: str) -> None:
    ring = tmp_path / "ring.xlsx"
    ring.symlink_to(ring)
    with pytest.raises(errors.FileRefused, match="读不出来"):
        reader.read(tmp_path / name, limits=sheets.Limits())


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text")
def test_file_name_that_is_no_text_can_be_shown(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xff.csv")
    path.write_bytes(b"a,b")
    assert reader.read(path, limits=sheets.Limits()).file == "\ufffd.csv"


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in the file system")
def test_pipe_in_the_file_system_is_refused_at_once(reader: Reader, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.xlsx")
    with pytest.raises(errors.FileRefused, match="不是普通文件"):
        reader.read(tmp_path / "管道.xlsx", limits=sheets.Limits())


def test_file_over_the_limit_is_refused_by_its_size(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "大.csv"
    path.write_bytes(b"a,b\n" * 300_000)
    with pytest.raises(errors.FileRefused, match="超过 1 MB"):
        reader.read(path, limits=sheets.Limits(file_mb=1))
