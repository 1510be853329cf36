"""Putting workbooks where they are asked."""

import os
from pathlib import Path

import pytest
from openpyxl import Workbook

from matcher.errors import CannotWrite
from matcher.export.files import save


def test_an_existing_file_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "清单.xlsx").write_bytes(b"someone else's")

    second = save(Workbook(), tmp_path, "清单.xlsx")
    third = save(Workbook(), tmp_path, "清单.xlsx")

    assert (second.name, third.name) == ("清单(2).xlsx", "清单(3).xlsx")
    assert (tmp_path / "清单.xlsx").read_bytes() == b"someone else's"


def test_nothing_else_is_left_in_the_folder(tmp_path: Path) -> None:
    save(Workbook(), tmp_path, "清单.xlsx")

    assert [path.name for path in tmp_path.iterdir()] == ["清单.xlsx"]


def test_missing_folders_are_made(tmp_path: Path) -> None:
    assert save(Workbook(), tmp_path / "甲" / "乙", "清单.xlsx").is_file()


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    place = tmp_path / "文件"
    place.write_text("x")

    with pytest.raises(CannotWrite, match="不是文件夹"):
        save(Workbook(), place, "清单.xlsx")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_rights_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    with pytest.raises(CannotWrite, match="没有写入这个文件夹的权限"):
        save(Workbook(), tmp_path, "清单.xlsx")


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("openpyxl.writer.excel.ExcelWriter.write_data", full)

    with pytest.raises(CannotWrite, match="磁盘已满"):
        save(Workbook(), tmp_path, "清单.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_cannot_be_taken_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(self: Path, target: Path) -> None:
        raise PermissionError(13, "held", str(self), None, str(target))

    monkeypatch.setattr(Path, "replace", held)

    with pytest.raises(CannotWrite):
        save(Workbook(), tmp_path, "清单.xlsx")
    assert list(tmp_path.iterdir()) == []
