"""The samples that are kept are the samples the script makes, and they hold what the README says."""

import json
import zipfile
from pathlib import Path

import pytest

from samples import make_samples, street_needs, street_resources, street_units

SAMPLES = Path(make_samples.__file__).parent


def content(path: Path) -> object:
    """The bytes of a file; of a package its parts, as compression may differ between builds."""
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    make_samples.make(folder)
    return folder


@pytest.mark.parametrize("part", ["street_2026_06", "community_2026_06", "expected"])
def test_kept_samples_are_what_the_script_makes(made: Path, part: str) -> None:
    names = sorted(path.name for path in (made / part).iterdir())
    assert names == sorted(path.name for path in (SAMPLES / part).iterdir())
    for name in names:
        assert content(made / part / name) == content(SAMPLES / part / name), name


def test_street_month_has_the_announced_size() -> None:
    assert len(street_needs.ALL_NEEDS) == 110
    assert len(street_resources.ALL_RESOURCES) == 107
    assert len(street_units.UNITS) == 60
    assert len({need.community for need in street_needs.ALL_NEEDS}) == 11


def test_every_unit_offers_and_every_resource_has_a_unit() -> None:
    names = {unit.name for unit in street_units.UNITS}
    assert {resource.unit for resource in street_resources.ALL_RESOURCES} == names


def test_thirteen_people_asked_for_the_sports_day() -> None:
    truth = json.loads((SAMPLES / "expected/street_2026_06.json").read_text(encoding="utf-8"))
    records = [r for f in truth["files"] for s in f["sheets"] for r in s.get("records", [])]
    merged = [r for r in records if r["merged_rows"]]
    assert [(r["key"], len(r["merged_rows"])) for r in merged] == [("hd01", 12)]


@pytest.mark.parametrize("month", list(make_samples.MONTHS))
def test_truth_accounts_for_every_row(month: str) -> None:
    truth = json.loads((SAMPLES / f"expected/{month}.json").read_text(encoding="utf-8"))
    for sheet in (s for f in truth["files"] for s in f["sheets"] if s["kind"] != "other"):
        parts = sheet["rows_imported"] + sheet["rows_merged"] + sheet["rows_skipped"]
        assert sheet["rows_read"] == parts
        assert sheet["rows_imported"] == len(sheet["records"])
