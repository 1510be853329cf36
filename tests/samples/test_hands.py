"""Layouts the sample months do not have are understood as they were meant, too."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from matcher import pipeline
from tests.samples.compare import differences
from tests.samples.hands import HANDS


@pytest.mark.parametrize("hand", HANDS, ids=lambda hand: str(hand.__name__))
def test_hand_is_understood(hand: Callable[[Path], Any], tmp_path: Path) -> None:
    file = hand(tmp_path)
    lists = pipeline.load(sorted(tmp_path.iterdir()), month="2026-06")
    assert [remark for sheet in file["sheets"] for remark in differences(lists, file, sheet)] == []


def test_ids_do_not_depend_on_the_order_of_sheets_and_files(tmp_path: Path) -> None:
    for hand in HANDS:
        hand(tmp_path)
    paths = sorted(tmp_path.iterdir())
    one = pipeline.load(paths, month="2026-06")
    other = pipeline.load(paths[::-1], month="2026-06")
    assert {n.id: n.title for n in one.needs} == {n.id: n.title for n in other.needs}


def test_every_row_is_accounted_for(tmp_path: Path) -> None:
    for hand in HANDS:
        hand(tmp_path)
    lists = pipeline.load(sorted(tmp_path.iterdir()), month="2026-06")
    for sheet in (sheet for report in lists.files for sheet in report.sheets):
        parts = sheet.rows_imported + sheet.rows_merged + sheet.rows_skipped
        assert sheet.rows_read == parts, sheet.sheet
