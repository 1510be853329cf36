"""What the computer remembers about the window."""

from pathlib import Path

from PySide6.QtCore import QByteArray

from ui.preferences import Preferences


def again(path: Path, first: Preferences) -> Preferences:
    first.write()
    return Preferences(path)


def test_widths_come_back_and_changes_are_added(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    first = Preferences(path)
    first.remember_widths("needs", {"id": 120, "title": 300})
    first.remember_widths("needs", {"title": 333})
    assert again(path, first).widths("needs") == {"id": 120, "title": 333}
    assert again(path, first).widths("resources") == {}


def test_damaged_widths_are_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    path.write_text('[widths]\nneeds="{not json"\nunits="{\\"name\\": 100000}"\n', encoding="utf-8")
    assert Preferences(path).widths("needs") == {}
    assert Preferences(path).widths("units") == {}


def test_a_folder_that_is_gone_is_not_offered(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    kept = tmp_path / "kept"
    kept.mkdir()
    first = Preferences(path)
    first.remember_folder("export", kept)
    assert again(path, first).folder("export") == kept
    kept.rmdir()
    assert again(path, first).folder("export") in {Path.home(), Path.home() / "Documents"}


def test_look_and_shape_come_back(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    first = Preferences(path)
    assert first.look == "system"
    assert not first.auto_match
    first.look = "dark"
    first.auto_match = True
    first.remember_shape("window", QByteArray(b"\x01\x02"))
    second = again(path, first)
    assert second.look == "dark"
    assert second.auto_match
    assert second.shape("window") == QByteArray(b"\x01\x02")
