"""The verify command: what it says and its exit code."""

from dataclasses import replace
from pathlib import Path

import pytest

from matcher.certify import certificate, write
from matcher.cli import main
from matcher.domain import Certificate, Options
from matcher.solve import solve
from tests.strategies import candidates, demand, need, offer, pair


@pytest.fixture(scope="module")
def proof() -> Certificate:
    found = candidates([need("甲")], [demand("甲")], [offer("R1")], [pair("甲", "R1", 900)])
    options = Options(seconds=5.0, workers=1)
    plan = solve(found, (), options)
    return certificate(found, (), options, plan, month="2026-06", seconds=10.0)


def test_a_true_certificate_is_confirmed(
    proof: Certificate, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(write(proof, tmp_path / "证明.json"))]) == 0
    out = capsys.readouterr().out
    assert "已证明：没有更好的方案" in out
    assert "没有一处只凭求解引擎" in out


def test_a_changed_certificate_is_told_apart_and_says_where(
    proof: Certificate, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = replace(proof.assignments[0], times=3)
    changed = replace(proof, assignments=(first,))
    assert main(["verify", str(write(changed, tmp_path / "证明.json"))]) == 5
    out = capsys.readouterr().out
    assert "不成立" in out
    assert "方案安排了3次" in out


def test_another_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "清单.txt"
    path.write_text("需求名称", encoding="utf-8")
    assert main(["verify", str(path)]) == 3
    assert "不是完好的证明文件" in capsys.readouterr().err
