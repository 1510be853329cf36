"""The command ``papers``: kinds spelled out, wrong words told, a sample community's papers written."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from matcher.cli import main
from matcher.cli.paperwork import kinds_of
from matcher.domain.papers import PaperGroup, PaperKind, papers_of

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "community_2026_06"


def lists() -> list[str]:
    return [
        "--needs", str(SAMPLE / "needs_*"), "--resources", str(SAMPLE / "resources_*"),
        "--units", str(SAMPLE / "units_*"), "--month", "2026-06", "--seconds", "5",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "kinds"),
    [
        (["after"], papers_of(PaperGroup.AFTER)),
        (["json", "book", "book"], (PaperKind.BOOK, PaperKind.JSON)),
        (["all"], tuple(PaperKind)),
    ],
)
def test_groups_are_spelled_out_in_order(written: list[str], kinds: tuple[PaperKind, ...]) -> None:
    assert kinds_of(written) == kinds


def test_papers_of_a_month_are_written_and_compared_with_an_earlier_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ["--out", str(tmp_path), "--office", "桃李社区", "--undated"]
    assert (
        main(["papers", "json", "notice", "csv", *lists(), *out, "--csv-encoding", "gb18030"]) == 0
    )
    told = capsys.readouterr().out
    data = tmp_path / "2026年6月数据文件"
    assert "公示表（公示版） 1 份" in told
    assert "需求编号" in (data / "2026年6月-需求清单.csv").read_text(encoding="gb18030")

    against = ["--against", str(data / "2026年6月-全部数据（JSON）.json")]
    assert main(["papers", "changes", *lists(), *out, *against]) == 0
    sheet = load_workbook(tmp_path / "2026年6月会议材料" / "2026年6月-变动情况表.xlsx").active
    assert sheet["A4"].value == "（没有变动）"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["papers", "nothing"], "没有“nothing”这一种"),
        (["papers", "book", "--level", "secret"], "没有“secret”这一种"),
        (["papers"], "缺少"),
    ],
)
def test_wrong_words_are_told_in_chinese(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--needs", "a.xlsx", "--resources", "b.xlsx"]) == 2

    assert told in capsys.readouterr().err


def test_a_file_to_compare_with_that_is_none_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "上月.json"
    wrong.write_text("{}", encoding="utf-8")

    code = main(["papers", "changes", *lists(), "--out", str(tmp_path), "--against", str(wrong)])

    assert code == 3
    assert "不是本程序导出的数据" in capsys.readouterr().err


def test_papers_keep_to_the_meetings_decisions(tmp_path: Path) -> None:
    month = tmp_path / "2026年6月数据文件" / "2026年6月-全部数据（JSON）.json"
    assert main(["papers", "json", *lists(), "--out", str(tmp_path)]) == 0
    pair = json.loads(month.read_bytes())["month"]["outcome"]["plan"]["assignments"][0]
    month.unlink()

    forbid = ["--forbid", f"{pair['need']}={pair['resource']}"]
    assert main(["papers", "json", *lists(), "--out", str(tmp_path), *forbid]) == 0

    told = json.loads(month.read_bytes())["month"]
    pairs = [(one["need"], one["resource"]) for one in told["outcome"]["plan"]["assignments"]]
    assert [one["kind"] for one in told["decisions"]] == ["forbid"]
    assert (pair["need"], pair["resource"]) not in pairs
