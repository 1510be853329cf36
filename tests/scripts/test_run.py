"""The set-up script's decisions, without setting anything up."""

import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import BinaryIO

import pytest

from scripts import run

ROOT = Path(__file__).resolve().parents[2]


def test_no_command_prints_usage_and_exits_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main([]) == 2
    assert "用法" in capsys.readouterr().out


def test_help_exits_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["--help"]) == 0
    assert "demo" in capsys.readouterr().out


def test_without_the_right_to_install_the_exact_line_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "privilege", lambda: None)

    def stuck(command: str, rest: list[str]) -> int:
        run.ensure_packages(("libegl1", "libgl1"), "缺少窗口所需的系统库")
        return 0

    monkeypatch.setattr(run, "run", stuck)
    assert run.main(["test"]) == 3
    assert (
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 libgl1"
        in capsys.readouterr().out
    )


def test_an_unknown_benchmark_exits_2_and_lists_the_known_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run.run_benchmark(Path(sys.executable), ["no-such"]) == 2
    assert "可用的基准测试" in capsys.readouterr().out


def _commands(monkeypatch: pytest.MonkeyPatch, codes: dict[str, int]) -> list[list[str]]:
    """The commands that would be run; whoever has a name of ``codes`` among its words exits with that."""
    ran: list[list[str]] = []

    def call(command: list[str], environment: dict[str, str] | None = None) -> int:
        ran.append(command)
        return next((code for word, code in codes.items() if word in command), 0)

    def begin(command: list[str], environment: dict[str, str], words: BinaryIO) -> SimpleNamespace:
        words.write("类型".encode())
        return SimpleNamespace(wait=lambda: call(command, environment))

    monkeypatch.setattr(run, "call", call)
    monkeypatch.setattr(run, "begin", begin)
    return ran


def test_every_check_runs_although_one_fails_and_the_time_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = _commands(monkeypatch, {"check": 1, "mypy": 1})
    assert run.run_checks(Path(sys.executable), []) == 1
    assert len(ran) == 5
    told = capsys.readouterr().out
    assert "类型" in told
    assert "未通过: ruff、mypy" in told
    assert re.search(r"用时 \d+ 秒", told)


def test_exploring_draws_by_chance_and_runs_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = _commands(monkeypatch, {"pytest": 5})
    assert run.explore(Path(sys.executable), ["tests/solve"]) == 5
    (command,) = ran
    assert "--hypothesis-profile=explore" in command
    assert command[-1] == "tests/solve"


def test_has_modules_tells_present_from_absent() -> None:
    python = Path(sys.executable)
    assert run.has_modules(python, ["json"])
    assert not run.has_modules(python, ["json", "no_such_module_anywhere"])


def test_script_needs_only_the_standard_library() -> None:
    """Even an isolated interpreter without site packages can run it."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(ROOT / "scripts" / "run.py"), "--help"],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_hash_locked_without_addresses(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "index-url" not in text
    pins = re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", text, re.MULTILINE | re.DOTALL)
    assert len(pins) > 10
    assert all("==" in pin and "--hash=sha256:" in pin for pin in pins)


def test_ci_runs_exactly_the_readme_test_command() -> None:
    last = (ROOT / ".ci" / "run").read_text(encoding="utf-8").strip().splitlines()[-1]
    assert last == "python3 scripts/run.py test"
    assert last in (ROOT / "README.md").read_text(encoding="utf-8")
