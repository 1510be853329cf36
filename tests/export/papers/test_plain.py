"""Plain tables and JSON: everything is there, and no text becomes a formula."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from matcher.domain import Round
from matcher.domain.papers import CsvEncoding, PaperKind
from matcher.errors import FileRefused
from matcher.export import version_from, version_json, version_of, write_papers
from matcher.export.papers.plain import plain_value
from tests.export.example import NEEDS, small_round


def tables(
    folder: Path, encoding: CsvEncoding, round_: Round | None = None
) -> dict[str, list[list[str]]]:
    papers = write_papers(round_ or small_round(), [PaperKind.CSV], folder, encoding=encoding)
    return {
        file.path.stem.removeprefix("2026年6月-"): list(
            csv.reader(io.StringIO(file.path.read_bytes().decode(encoding.value), newline=""))
        )
        for file in papers.files
    }


@pytest.mark.parametrize("encoding", list(CsvEncoding))
def test_every_list_is_written_in_the_characters_asked_for(
    tmp_path: Path, encoding: CsvEncoding
) -> None:
    found = tables(tmp_path, encoding)

    assert list(found) == [
        "需求清单", "资源清单", "成员单位清单", "项目服务清单", "未对接需求清单", "闲置资源清单",
        "单位任务汇总", "社区汇总", "变动情况",
    ]  # fmt: skip
    assert [row[0] for row in found["需求清单"][1:]] == [
        "XQ-202606-东风-001", "XQ-202606-东风-002", "XQ-202606-西站-001", "XQ-202606-西站-002",
    ]  # fmt: skip


def test_utf8_carries_the_mark_spreadsheet_programs_look_for(tmp_path: Path) -> None:
    (first, *_) = write_papers(small_round(), [PaperKind.CSV], tmp_path).files

    assert first.path.read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-3", "'-3"),
        ("@sum", "'@sum"),
        ("＝1+1", "'＝1+1"),
        ("老年人=", "老年人="),
        (-3, -3),
        (0.1 + 0.2, 0.3),
        ("钟声\x07响", "钟声响"),
        (None, None),
    ],
)
def test_texts_stay_texts_and_numbers_numbers(value: object, written: object) -> None:
    assert plain_value(value) == written  # type: ignore[arg-type]  # the values of cells, as listed above


def test_rare_characters_survive_gb18030(tmp_path: Path) -> None:
    need = replace(NEEDS[0], title="𠮷祥里老年人义诊")
    small = small_round()
    round_ = replace(small, lists=replace(small.lists, needs=(need, *NEEDS[1:])))

    rows = tables(tmp_path, CsvEncoding.GB18030, round_)["需求清单"]

    assert "𠮷祥里老年人义诊" in [row[3] for row in rows]


def test_json_holds_the_whole_month(tmp_path: Path) -> None:
    (file,) = write_papers(small_round(), [PaperKind.JSON], tmp_path).files
    whole = json.loads(file.path.read_text(encoding="utf-8"))

    assert (whole["format"], whole["version"], whole["level"]) == (
        "three-lists-month",
        1,
        "internal",
    )
    assert [need["id"] for need in whole["month"]["lists"]["needs"]] == [need.id for need in NEEDS]
    assert whole["month"]["outcome"]["projects"][0]["lead_unit"] == "示例第一小学"


def test_a_project_list_is_read_back_from_the_json(tmp_path: Path) -> None:
    round_ = small_round()
    (file,) = write_papers(round_, [PaperKind.JSON], tmp_path).files
    assert round_.outcome is not None

    version = version_from(file.path.read_bytes(), file.path.name)

    assert version.projects == round_.outcome.projects
    assert version_of(version_json(version)) == version


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"not json", "不是本程序导出的数据"),
        (b"{}", "不是本程序导出的数据"),
        (b"\xff\xfe", "不是本程序导出的数据"),
        (b'{"format": "three-lists-month", "month": {"outcome": null}}', "没有对接方案"),
    ],
)
def test_other_files_are_refused_in_words(body: bytes, words: str) -> None:
    with pytest.raises(FileRefused, match=words) as refused:
        version_from(body, "上月.json")

    assert refused.value.where == "上月.json"
