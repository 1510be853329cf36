"""The commands from their words to their exit codes, on the small community month."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from matcher import pipeline
from matcher.cli import main
from matcher.domain import Lists, Round
from matcher.service import logs

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "community_2026_06"
NEEDS, RESOURCES, UNITS = (
    str(next(SAMPLE.glob(f"{kind}_*"))) for kind in ("needs", "resources", "units")
)
LISTS = ["--needs", NEEDS, "--resources", RESOURCES, "--units", UNITS, "--month", "2026-06"]


@pytest.fixture(scope="module")
def matched(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, Path]:
    """One run of ``match``: its exit code and the folder with workbook and JSON."""
    folder = tmp_path_factory.mktemp("结果")
    code = main(["match", *LISTS, "--out", str(folder), "--json", str(folder / "结果.json")])
    return code, folder


def _json(folder: Path) -> dict[str, Any]:
    text = (folder / "结果.json").read_text(encoding="utf-8")
    assert "\\u" not in text
    found: dict[str, Any] = json.loads(text)
    return found


def test_match_writes_one_workbook_and_the_json(matched: tuple[int, Path]) -> None:
    code, folder = matched

    assert code == 0
    assert [path.suffix for path in sorted(folder.iterdir())] == [".xlsx", ".json"]
    assert list(_json(folder)) == [
        "status", "levels", "seconds", "seed", "workers", "assignments", "unmet", "idle", "projects",
    ]  # fmt: skip


def test_match_accounts_for_every_need_and_resource(matched: tuple[int, Path]) -> None:
    found = _json(matched[1])
    met = {one["need"] for one in found["assignments"]}
    unmet = {one["need"] for one in found["unmet"]}
    used = {one["resource"] for one in found["assignments"]}
    idle = {one["resource"] for one in found["idle"]}

    assert found["status"] == "proven_best"
    assert all(level["proven"] and level["value"] == level["bound"] for level in found["levels"])
    assert met.isdisjoint(unmet)
    assert len(met | unmet) == 12
    assert used.isdisjoint(idle)
    assert len(used | idle) == 15


def test_the_scores_add_up_from_their_parts(matched: tuple[int, Path]) -> None:
    for one in _json(matched[1])["assignments"]:
        assert one["score"] == sum(part["points"] for part in one["parts"])


def _an_assignment(matched: tuple[int, Path]) -> dict[str, Any]:
    first: dict[str, Any] = _json(matched[1])["assignments"][0]
    return first


def _assigned(folder: Path) -> set[tuple[str, str]]:
    return {(one["need"], one["resource"]) for one in _json(folder)["assignments"]}


def test_a_lock_on_a_pair_of_the_plan_keeps_it_and_a_forbid_removes_it(
    matched: tuple[int, Path], tmp_path: Path
) -> None:
    one = _an_assignment(matched)
    pair = (one["need"], one["resource"])
    for option, stays in (("--lock", True), ("--forbid", False)):
        folder = tmp_path / option
        options = [
            option,
            "=".join(pair),
            "--out",
            str(folder),
            "--json",
            str(folder / "结果.json"),
        ]
        assert main(["match", *LISTS, *options]) == 0
        assert (pair in _assigned(folder)) is stays


def test_decisions_that_exclude_each_other_exit_4_and_name_them(
    matched: tuple[int, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = _an_assignment(matched)
    pair = f"{one['need']}={one['resource']}"

    code = main(["match", *LISTS, "--lock", pair, "--forbid", pair, "--out", str(tmp_path)])

    assert code == 4
    told = capsys.readouterr().err
    assert one["need"] in told
    assert one["resource"] in told
    assert list(tmp_path.iterdir()) == []


def test_match_stops_at_files_that_cannot_be_used_and_names_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a workbook")
    argv = ["match", "--needs", NEEDS, str(broken), "--resources", str(tmp_path / "没有.xlsx")]

    assert main([*argv, "--out", str(tmp_path / "结果")]) == 3
    told = capsys.readouterr().err
    assert "坏.xlsx" in told
    assert "没有.xlsx" in told
    assert not (tmp_path / "结果").exists()


def test_match_refuses_lists_given_in_each_others_place(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    argv = ["match", "--needs", UNITS, "--resources", RESOURCES, "--out", str(tmp_path / "结果")]

    assert main(argv) == 3
    assert "需求清单" in capsys.readouterr().err


def test_match_into_a_place_that_cannot_be_written_exits_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "文件").touch()

    assert main(["match", *LISTS, "--out", str(tmp_path / "文件")]) == 3
    assert str(tmp_path / "文件") in capsys.readouterr().err


def test_an_unknown_number_in_a_lock_exits_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["match", *LISTS, "--lock", "XQ-0=ZY-0"]) == 2
    assert "XQ-0" in capsys.readouterr().err


def test_wrong_usage_exits_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["match"]) == 2
    assert "缺少 --needs" in capsys.readouterr().err


def test_check_tells_every_row_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert main(["check", NEEDS, RESOURCES, UNITS, "--month", "2026-06"]) == 0
    told = capsys.readouterr()
    assert "共读出 需求 12 项、资源 15 项、成员单位 10 个、项目 0 项" in told.out
    assert told.out.count("XQ-202606-") == 12
    assert told.err == ""
    assert list(tmp_path.iterdir()) == []


def test_check_as_json_has_the_documented_shape(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "新" / "check.json"

    assert main(["check", NEEDS, "--json", str(path)]) == 0
    found = json.loads(path.read_text(encoding="utf-8"))
    (file,) = found["files"]
    assert file["refused"] is None
    for sheet in file["sheets"]:
        assert sheet["rows_read"] == (
            sheet["rows_imported"] + sheet["rows_merged"] + sheet["rows_skipped"]
        )
    assert len(found["needs"]) == 12
    capsys.readouterr()


def test_json_on_the_screen_is_nothing_but_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", NEEDS, "--json", "-"]) == 0
    assert len(json.loads(capsys.readouterr().out)["needs"]) == 12


def test_check_reports_all_files_and_exits_3_when_one_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path / "没有.xlsx"), NEEDS]) == 3
    told = capsys.readouterr().out
    assert "没有.xlsx：不能使用" in told
    assert "需求 12 项" in told


def test_templates_are_written_into_a_new_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["template", str(tmp_path / "新" / "模板")]) == 0
    *written, advice = capsys.readouterr().out.splitlines()
    paths = [Path(line.removeprefix("已生成 ")) for line in written]
    assert len(paths) >= 3
    assert "编号" in advice
    assert all(path.is_file() for path in paths)


def test_an_unforeseen_error_is_logged_and_told_without_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> Lists:
        raise ZeroDivisionError

    monkeypatch.setattr(pipeline, "load", broken)
    monkeypatch.setattr(logs, "default_folder", lambda: tmp_path)

    assert main(["check", NEEDS]) == 1
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert str(tmp_path / "command-line.log") in told
    assert "ZeroDivisionError" in (tmp_path / "command-line.log").read_text(encoding="utf-8")


def test_a_plan_that_breaks_a_rule_is_never_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Round, **__: object) -> Round:
        raise pipeline.BrokenPlan(["资源超出容量"])

    monkeypatch.setattr(pipeline, "match", broken)
    monkeypatch.setattr(logs, "default_folder", lambda: tmp_path)

    assert main(["match", *LISTS, "--out", str(tmp_path / "结果")]) == 1
    assert "资源超出容量" in (tmp_path / "command-line.log").read_text(encoding="utf-8")
    assert not (tmp_path / "结果").exists()
    capsys.readouterr()


def test_one_workbook_may_hold_all_lists(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    both = Workbook()
    both.remove(both.worksheets[0])
    for path in (NEEDS, RESOURCES):
        for sheet in load_workbook(path).worksheets:
            copy = both.create_sheet(sheet.title)
            for row in sheet.iter_rows(values_only=True):
                copy.append(row)
    both.save(tmp_path / "三张清单.xlsx")
    one = str(tmp_path / "三张清单.xlsx")

    argv = ["match", "--needs", one, "--resources", one, "--month", "2026-06"]
    assert main([*argv, "--out", str(tmp_path / "结果")]) == 0
    assert "（共 12 项）" in capsys.readouterr().out
