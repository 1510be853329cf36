"""A fresh interpreter: importing the core loads neither Qt nor the solver, and the window's doors load no readers."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HEAVY = ("PySide6", "shiboken6", "ortools", "pandas")
READERS = ("numpy", "openpyxl", "python_calamine", "rapidfuzz", "docx")


def loaded_by(statement: str) -> set[str]:
    """Top-level packages that a fresh interpreter holds after the statement."""
    program = (
        f"import sys; {statement}; print(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "module",
    [
        "matcher.errors", "matcher.domain", "matcher.vocabulary", "matcher.sheets",
        "matcher.similarity", "matcher.intake", "matcher.candidates", "matcher.check",
        "matcher.explain", "matcher.export", "matcher.ledger", "matcher.pipeline",
        "matcher.service", "matcher.service.worker", "matcher.cli", "main",
    ],
)  # fmt: skip
def test_importing_the_core_loads_neither_qt_nor_the_solver(module: str) -> None:
    assert loaded_by(f"import {module}").isdisjoint(HEAVY)


@pytest.mark.parametrize("module", ["matcher.domain", "matcher.service", "main"])
def test_what_the_window_imports_loads_no_readers(module: str) -> None:
    assert loaded_by(f"import {module}").isdisjoint(READERS)
