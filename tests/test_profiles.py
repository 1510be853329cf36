"""The suite tries the same examples everywhere."""

import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

Drawn = list[tuple[int, float, str]]


def drawn() -> Drawn:
    """What the suite's profile tries."""
    seen: Drawn = []

    @settings.get_profile("suite")
    @given(st.integers(), st.floats(allow_nan=False), st.text())
    def look(number: int, fraction: float, text: str) -> None:
        seen.append((number, fraction, text))

    look()
    return seen


def test_a_second_run_tries_the_same() -> None:
    assert drawn() == drawn()


def test_what_was_imported_before_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = drawn()
    source = tmp_path / "neighbour.py"
    source.write_text("LITERALS = (777_777_777, 7777.25, 'neighbour')\n", encoding="utf-8")
    neighbour = ModuleType("neighbour")
    neighbour.__file__ = str(source)
    monkeypatch.setitem(sys.modules, "neighbour", neighbour)
    assert drawn() == alone
