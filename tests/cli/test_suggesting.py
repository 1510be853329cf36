"""Suggestions for blank and unclear cells on the command line."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from matcher.cli import main

HEADER = ("序号", "所属社区", "需求名称", "具体内容", "需求类别", "所需资源形式")
ROWS = (
    (1, "西站社区", "小区楼道灯损坏", "老人夜间出行不便", "", "服务"),
    (2, "西站社区", "想给合唱队请个老师", "每周排练一次", "居民提的", ""),
    (3, "西站社区", "下水道三天两头堵", "污水外冒", "物业维修", "服务"),
)


@pytest.fixture
def needs(tmp_path: Path) -> str:
    book = Workbook()
    for row in (HEADER, *ROWS):
        book.worksheets[0].append(row)
    path = tmp_path / "西站社区需求清单.xlsx"
    book.save(path)
    return str(path)


def cells(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    assert main(["suggest", *words, "--month", "2026-06", "--json", "-"]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["cells"]
    return found


def test_only_blank_and_unclear_cells_are_told(
    needs: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = cells(capsys, needs)
    assert [(one["row"], one["written"]) for one in found] == [(2, ""), (3, "居民提的")]
    assert [bool(one["forms"]) for one in found] == [False, True]
    assert all(one["to_confirm"] for one in found)


def test_candidates_stand_best_first_with_words_of_the_row(
    needs: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lamps, choir = cells(capsys, needs)
    assert lamps["categories"][0]["category"] == "物业维修/照明电路"
    assert lamps["clear"]
    for one, row in ((lamps, ROWS[0]), (choir, ROWS[1])):
        shares = [guess["share"] for guess in one["categories"]]
        assert 1 <= len(shares) <= 3
        assert shares == sorted(shares, reverse=True)
        told = [word for guess in (*one["categories"], *one["forms"]) for word in guess["words"]]
        assert told
        assert [word for word in told if word not in f"{row[2]}{row[3]}"] == []


def test_the_screen_says_where_the_row_stands_and_that_nothing_is_changed(
    needs: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["suggest", needs, "--month", "2026-06"]) == 0
    told = capsys.readouterr().out
    assert "西站社区需求清单.xlsx › Sheet › 第2行" in told
    assert "清单写的是“居民提的”" in told
    assert "类别空着或看不懂的 2 行" in told
    assert "待确认" in told


def test_an_office_s_own_words_count(
    needs: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = Workbook()
    book.worksheets[0].append(("一级", "二级", "词", "强弱", "启用", "备注"))
    book.worksheets[0].append(("物业维修", "照明电路", "排练一次", "强"))
    path = tmp_path / "改.xlsx"
    book.save(path)

    def words(*more: str) -> list[str]:
        guesses = cells(capsys, needs, *more)[1]["categories"]
        lamps = [one for one in guesses if one["category"] == "物业维修/照明电路"]
        return [word for one in lamps for word in one["words"]]

    assert (words(), words("--vocabulary", str(path))) == ([], ["排练一次"])


def test_a_file_that_cannot_be_read_is_told_and_exits_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["suggest", str(tmp_path / "没有.xlsx")]) == 3
    assert "没有.xlsx" in capsys.readouterr().err
