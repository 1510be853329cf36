"""The program as a process: exit codes, encoding, pipes that close early."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import main as program

ROOT = Path(__file__).resolve().parents[2]
NEEDS = str(next((ROOT / "samples" / "community_2026_06").glob("needs_*")))


def run(*argv: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *argv],
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, **environment},
        timeout=100,
        check=False,
    )


def test_words_are_utf_8_whatever_the_console_says() -> None:
    done = run("check", NEEDS, PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")

    assert done.returncode == 0
    assert "需求清单" in done.stdout.decode("utf-8")
    assert done.stderr == b""


def test_the_exit_code_of_wrong_usage_reaches_the_shell() -> None:
    done = run("match")

    assert done.returncode == 2
    assert "缺少 --needs" in done.stderr.decode("utf-8")
    assert done.stdout == b""


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX pipe")
def test_a_reader_that_has_heard_enough_is_no_error() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    try:
        done = subprocess.run(
            [sys.executable, "main.py", "check", "--help"],
            stdout=writer,
            stderr=subprocess.PIPE,
            env=buffered,
            cwd=ROOT,
            timeout=100,
            check=False,
        )
    finally:
        os.close(writer)

    assert (done.returncode, done.stderr) == (0, b"")


def test_without_the_window_the_program_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui" / "__init__.py").write_text("raise ImportError('PySide6')")
    (tmp_path / "main.py").write_text((ROOT / "main.py").read_text(encoding="utf-8"))
    done = subprocess.run(
        [sys.executable, "main.py"], cwd=tmp_path, capture_output=True, timeout=100, check=False
    )

    assert done.returncode == 3
    told = done.stderr.decode("utf-8")
    assert "窗口打不开" in told
    assert "Traceback" not in told


def test_an_interrupt_while_something_is_still_being_imported_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(program, "_run", interrupted)

    assert program.main(["check"]) == 130
    assert capsys.readouterr().err == "已停止。\n"


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="elsewhere there is always a desktop"
)
def test_without_a_desktop_the_window_says_so() -> None:
    done = run(DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")

    assert done.returncode == 3
    assert "没有图形桌面" in done.stderr.decode("utf-8")
