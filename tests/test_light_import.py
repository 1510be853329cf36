"""A fresh interpreter: importing the core loads neither Qt nor the solver, and the window's doors load no readers.

One interpreter does all of it step by step; whatever a step is the first to load is held against it.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HEAVY = ("PySide6", "shiboken6", "ortools", "pandas")
READERS = ("numpy", "openpyxl", "python_calamine", "rapidfuzz", "docx", "lxml")

DOORS = ("matcher.errors", "matcher.domain", "matcher.service", "main", "matcher.sheets")
"""What the window imports, and what it lets read; these come first."""
REST = (
    "matcher.vocabulary", "matcher.similarity", "matcher.intake", "matcher.candidates",
    "matcher.rules", "matcher.model", "matcher.check", "matcher.solve", "matcher.certify",
    "matcher.explain", "matcher.whatif", "matcher.export", "matcher.ledger", "matcher.pipeline",
    "matcher.service.worker", "matcher.cli",
)  # fmt: skip
WARMING = "from matcher import solve; solve.warm_up()"

PROGRAM = """
import json, sys
before = set()
for step in json.loads(sys.argv[1]):
    exec(step, {})
    now = {name.split(".")[0] for name in sys.modules}
    print(json.dumps([step, sorted(now - before)]))
    before = now
"""


@pytest.fixture(scope="module")
def loaded() -> dict[str, set[str]]:
    """Top-level packages that each step is the first to load."""
    steps = [*(f"import {module}" for module in (*DOORS, *REST)), WARMING]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, json.dumps(steps)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return {step: set(names) for step, names in map(json.loads, done.stdout.splitlines())}


@pytest.mark.parametrize("module", [*DOORS, *REST])
def test_importing_the_core_loads_neither_qt_nor_the_solver(
    module: str, loaded: dict[str, set[str]]
) -> None:
    assert loaded[f"import {module}"].isdisjoint(HEAVY)


@pytest.mark.parametrize("module", DOORS)
def test_what_the_window_imports_loads_no_readers(module: str, loaded: dict[str, set[str]]) -> None:
    assert loaded[f"import {module}"].isdisjoint(READERS)


def test_warming_up_loads_the_solver(loaded: dict[str, set[str]]) -> None:
    assert "ortools" in loaded[WARMING]
