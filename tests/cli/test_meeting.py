"""``explain``, ``unlock`` and ``resolve`` on the small community month, from a plan that match wrote."""

import json
from pathlib import Path
from typing import Any

import pytest

from matcher.cli import main
from matcher.ledger import Ledger
from tests.cli.test_commands import LISTS
from tests.export.example import MONTH, small_round


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan as ``match`` writes it."""
    folder = tmp_path_factory.mktemp("方案")
    path = folder / "方案.json"
    assert main(["match", *LISTS, "--out", str(folder), "--json", str(path)]) == 0
    return path


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_resolving_with_nothing_new_gives_the_plan_back(plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "新.json"
    assert main(["resolve", *LISTS, "--from", str(plan), "--json", str(out)]) == 0
    found, before = _read(out), _read(plan)
    assert found["assignments"] == before["assignments"]
    assert found["changed"] == []
    assert found["status"] == "proven_best"


def test_a_forbid_changes_what_it_must(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = _read(plan)["assignments"][0]
    forbid = f"{first['need']}={first['resource']}"
    out = tmp_path / "新.json"
    code = main(["resolve", *LISTS, "--from", str(plan), "--forbid", forbid, "--json", str(out)])
    assert code == 0
    found = _read(out)
    assert first["need"] in {shift["need"] for shift in found["changed"]}
    pairs = {(one["need"], one["resource"]) for one in found["assignments"]}
    assert (first["need"], first["resource"]) not in pairs
    assert "已证明：没有更好的方案" in capsys.readouterr().out


def test_explain_tells_the_waterfall_and_unlock_what_would_help(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = _read(plan)["assignments"][0]
    assert main(["explain", first["need"], *LISTS, "--json", "-"]) == 0
    why = json.loads(capsys.readouterr().out)
    served = why["served"][0]["assignment"]
    assert sum(part["points"] for part in served["parts"]) == served["score"]
    assert main(["unlock", *LISTS]) == 0
    assert capsys.readouterr().out.startswith("试算")


def test_a_file_that_is_no_plan_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "别的.json"
    path.write_text("{}", encoding="utf-8")
    assert main(["resolve", *LISTS, "--from", str(path)]) == 3
    assert "不是 match --json 写出的方案文件" in capsys.readouterr().err


def test_a_maximum_that_is_no_number_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["resolve", *LISTS, "--unit-most", "城关派出所=多"]) == 2
    assert capsys.readouterr().err


def test_a_month_book_is_asked_about_the_plan_it_holds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, round_ = tmp_path / "book.ledger", small_round()
    assert round_.outcome is not None
    plan = round_.outcome.plan
    item = plan.assignments[0]
    with Ledger.open(book) as ledger:
        ledger.commit(round_, "匹配")
        before = ledger.revision(MONTH)
    told = ["--month", MONTH, "--ledger", str(book), "--json", "-"]

    assert main(["explain", item.need, *told]) == 0
    why = json.loads(capsys.readouterr().out)
    assert item.resource in {one["assignment"]["resource"] for one in why["served"]}

    assert main(["unlock", *told]) == 0
    assert json.loads(capsys.readouterr().out)["words"].startswith("试算")

    assert main(["resolve", "--urgency", f"{item.need}=4", *told]) == 0
    made = json.loads(capsys.readouterr().out)
    assert {(one["need"], one["resource"]) for one in made["assignments"]} == {
        (one.need, one.resource) for one in plan.assignments
    }
    assert made["changed"] == []
    with Ledger.open(book) as ledger:
        assert ledger.revision(MONTH) == before


def test_without_lists_or_month_book_a_question_is_wrong(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["unlock"]) == 2
    assert "缺少 --needs、--resources" in capsys.readouterr().err
