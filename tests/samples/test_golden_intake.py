"""Every sample file is understood as it was meant: kinds, headers, columns, rows, each field of each record."""

import json
from pathlib import Path
from typing import Any

import pytest

from matcher import pipeline
from samples.make_samples import HERE, MONTHS
from tests.samples.compare import differences
from tests.samples.months import loaded

Case = tuple[str, Any, Any]


def cases() -> list[Case]:
    found: list[Case] = []
    for month in MONTHS:
        truth = json.loads((HERE / f"expected/{month}.json").read_text(encoding="utf-8"))
        found += [(month, file, sheet) for file in truth["files"] for sheet in file["sheets"]]
    return found


def name(case: Case) -> str:
    return f"{case[1]['file']}-{case[2]['sheet']}"


@pytest.mark.parametrize("case", cases(), ids=name)
def test_sheet_is_understood_as_it_was_meant(case: Case) -> None:
    month, file, sheet = case
    assert differences(loaded(month), file, sheet) == []


@pytest.mark.parametrize("month", list(MONTHS))
def test_format_is_told_by_content(month: str) -> None:
    truth = json.loads((HERE / f"expected/{month}.json").read_text(encoding="utf-8"))
    wanted = {file["file"]: file["format"] for file in truth["files"]}
    assert {report.file: report.format for report in loaded(month).files} == wanted


def test_order_of_files_does_not_change_the_ids() -> None:
    paths = sorted((HERE / "street_2026_06").iterdir(), key=lambda path: path.name[::-1])
    turned = pipeline.load([Path(path) for path in paths], month="2026-06")
    one, other = loaded("street_2026_06"), turned
    assert {n.id: n.title for n in one.needs} == {n.id: n.title for n in other.needs}
    assert {r.id: r.title for r in one.resources} == {r.id: r.title for r in other.resources}
