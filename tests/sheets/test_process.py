"""The reading process: warm, limited, stopped at once, never outliving its parent, never writing."""

import hashlib
import os
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from matcher import errors, sheets
from matcher.sheets.opening import book_of, open_book
from matcher.sheets.reader import Reader
from matcher.sheets.wire import pack, unpack
from tests.hostile import workbooks as w

ROOT = Path(__file__).parents[2]


@pytest.fixture
def reader() -> Iterator[Reader]:
    made = Reader()
    yield made
    made.close()


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "清单.xlsx"
    path.write_bytes(w.good())
    return path


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that takes many seconds."""
    line = "<row>" + "".join(w.cell(n) for n in range(90)) + "</row>"
    path = tmp_path_factory.mktemp("slow") / "慢.xlsx"
    path.write_bytes(w.workbook(w.sheet(line * 5_500)))
    return path


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


def test_stop_ends_the_reading_at_once_and_the_next_file_is_read(
    reader: Reader, slow: Path, good: Path
) -> None:
    reader.read(good, limits=sheets.Limits())
    pressed: list[float] = []

    def stop() -> bool:
        if time.monotonic() - started > 0.3 and not pressed:
            pressed.append(time.monotonic())
        return bool(pressed)

    started = time.monotonic()
    with pytest.raises(errors.Cancelled):
        reader.read(slow, limits=sheets.Limits(), stop=stop)
    assert time.monotonic() - pressed[0] < 0.5
    assert reader.read(good, limits=sheets.Limits()).sheets


def test_stop_is_asked_at_least_every_fiftieth_of_a_second_and_a_bit(
    reader: Reader, slow: Path
) -> None:
    asked: list[float] = []

    def stop() -> bool:
        asked.append(time.monotonic())
        return len(asked) > 20

    with pytest.raises(errors.Cancelled):
        reader.read(slow, limits=sheets.Limits(), stop=stop)
    gaps = sorted(after - before for before, after in pairwise(asked))
    assert gaps[len(gaps) // 2] < 0.05


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
    os.kill(pid, 9)
    time.sleep(0.1)
    assert reader.read(good, limits=sheets.Limits()).sheets
    assert _pid(reader) != pid


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_death_in_mid_file_is_a_refusal(reader: Reader, slow: Path, good: Path) -> None:
    reader.read(good, limits=sheets.Limits())
    pid = _pid(reader)
    assert pid is not None
    timer = threading.Timer(0.4, os.kill, (pid, 11))
    timer.start()
    with pytest.raises(errors.FileRefused, match="无法继续"):
        reader.read(slow, limits=sheets.Limits())
    timer.join()


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_child_ends_when_its_parent_is_killed(slow: Path) -> None:
    program = textwrap.dedent(
        """
        import sys, threading, time
        from pathlib import Path
        from matcher.sheets.limits import Limits
        from matcher.sheets.reader import Reader

        if __name__ == "__main__":
            reader = Reader()
            work = lambda: reader.read(Path(sys.argv[1]), limits=Limits())
            threading.Thread(target=work, daemon=True).start()
            while reader._process is None or reader._process.pid is None:
                time.sleep(0.01)
            print(reader._process.pid, flush=True)
            time.sleep(60)
        """
    )
    script = slow.parent / "parent.py"
    script.write_text(program, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, str(script), str(slow)], stdout=subprocess.PIPE, text=True, env=environment
    ) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        time.sleep(1.0)
        parent.kill()
    until = time.monotonic() + 10
    while Path(f"/proc/{pid}").exists() and time.monotonic() < until:
        time.sleep(0.05)
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


def test_reading_leaves_the_heavy_libraries_out_of_the_caller() -> None:
    program = (
        "import sys, matcher.sheets; "
        "sys.exit(any(name in sys.modules for name in ('openpyxl', 'python_calamine', 'lxml', 'numpy')))"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


def test_five_thousand_rows_in_twelve_columns_take_less_than_four_seconds() -> None:
    line = "<row>" + "".join(w.cell(f"需求内容{n}") for n in range(12)) + "</row>"
    content = w.workbook(w.sheet(line * 5_000))
    started = time.process_time()
    book = unpack(pack(book_of(content, "大表.xlsx", sheets.Limits())))
    assert len(book.sheets[0].rows) == 5_000
    assert time.process_time() - started < 4
