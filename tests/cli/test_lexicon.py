"""The vocabulary on the command line."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from matcher.cli import main

HEADER = ("一级", "二级", "词", "强弱", "启用", "备注")


def a_workbook(folder: Path, *rows: tuple[str, ...]) -> Path:
    """An edited vocabulary with these lines."""
    book = Workbook()
    for row in (HEADER, *rows):
        book.worksheets[0].append(row)
    path = folder / "改.xlsx"
    book.save(path)
    return path


def test_check_names_what_changes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = a_workbook(tmp_path, ("物业维修", "照明电路", "楼道灯", "弱", "是", ""))
    assert main(["vocabulary", "check", str(path)]) == 0
    told = capsys.readouterr().out
    assert "改动 1 个词" in told
    assert "物业维修/照明电路：楼道灯（弱）" in told


def test_check_names_the_cell_of_a_mistake_and_exits_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_workbook(tmp_path, ("物业维修", "照明电路", "楼道灯", "中", "是", ""))
    assert main(["vocabulary", "check", str(path)]) == 3
    assert "改.xlsx › Sheet › D2 › 中" in capsys.readouterr().out


def test_match_refuses_a_vocabulary_with_mistakes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_workbook(tmp_path, ("物业维修", "没有这类", "楼道灯"))
    lists = ["--needs", "无.xlsx", "--resources", "无.xlsx"]
    assert main(["match", *lists, "--vocabulary", str(path)]) == 3
    assert "B2" in capsys.readouterr().err


def test_a_missing_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vocabulary", "check", str(tmp_path / "没有.xlsx")]) == 3
    assert "没有.xlsx" in capsys.readouterr().err


def test_without_an_action_the_command_is_wrong() -> None:
    assert main(["vocabulary"]) == 2


def test_an_unknown_action_is_told_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vocabulary", "nix"]) == 2
    assert "可写 export 或 check" in capsys.readouterr().err
