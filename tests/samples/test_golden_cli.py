"""The command line says of the sample months what the golden values say."""

import json
from pathlib import Path
from typing import Any

import pytest

from matcher import cli
from samples.make_samples import HERE


def files(month: str, kind: str = "") -> list[str]:
    return [str(path) for path in sorted((HERE / month).glob(f"{kind}*"))]


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("check") / "check.json"
    assert cli.main(["check", *files("street_2026_06"), "--json", str(out)]) == 0
    said: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return said


def test_check_counts_what_the_month_holds(checked: dict[str, Any]) -> None:
    counts = {part: len(checked[part]) for part in ("needs", "resources", "units", "projects")}
    assert counts == {"needs": 110, "resources": 107, "units": 60, "projects": 0}


def test_check_accounts_for_every_row(checked: dict[str, Any]) -> None:
    sheets = [sheet for file in checked["files"] for sheet in file["sheets"]]
    assert len(sheets) == 12 + 5 + 1
    for sheet in sheets:
        parts = sheet["rows_imported"] + sheet["rows_merged"] + sheet["rows_skipped"]
        assert sheet["rows_read"] == parts
    assert sum(sheet["rows_merged"] for sheet in sheets) == 12


def test_check_refuses_nothing(checked: dict[str, Any]) -> None:
    assert [file["file"] for file in checked["files"] if file["refused"]] == []


def test_match_of_the_community_month(tmp_path: Path) -> None:
    out = tmp_path / "match.json"
    month = "community_2026_06"
    arguments = ["match", "--month", "2026-06", "--out", str(tmp_path), "--json", str(out)]
    for option in ("needs", "resources", "units"):
        arguments += [f"--{option}", *files(month, option)]
    assert cli.main(arguments) == 0
    said = json.loads(out.read_text(encoding="utf-8"))
    assert said["status"] == "proven_best"
    levels = {level["name"]: level["value"] for level in said["levels"]}
    assert (levels["urgent_5"], levels["urgent_3"], levels["weighted"]) == (1, 6, 149)
    assert len(said["projects"]) == 10
    assert {unmet["reason"] for unmet in said["unmet"]} == {"no_resource", "out_of_scope"}
    assert [path.suffix for path in tmp_path.iterdir() if path != out] == [".xlsx"]
