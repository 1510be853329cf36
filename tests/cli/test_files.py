"""Files named on the command line."""

import json
from pathlib import Path

import pytest

from matcher import cli
from matcher.cli.files import expand, unusable
from matcher.domain import FileReport, Lists, Options, SheetKind, SheetReport, SkippedRow
from matcher.domain.profiles import Profile, profile_text
from matcher.errors import FileRefused


def test_patterns_are_spelled_out_in_order_and_once(tmp_path: Path) -> None:
    for name in ("需求2.xlsx", "需求1.xlsx", "资源.xlsx"):
        (tmp_path / name).touch()

    found = expand([str(tmp_path / "需求?.xlsx"), str(tmp_path / "需求1.xlsx")])

    assert [path.name for path in found] == ["需求1.xlsx", "需求2.xlsx"]


def test_a_name_with_brackets_that_exists_is_no_pattern(tmp_path: Path) -> None:
    (tmp_path / "需求[6月].xlsx").touch()

    assert expand([str(tmp_path / "需求[6月].xlsx")]) == (tmp_path / "需求[6月].xlsx",)


def test_a_plain_name_stays_even_if_there_is_no_such_file() -> None:
    assert expand(["没有.xlsx"]) == (Path("没有.xlsx"),)


def test_a_pattern_without_files_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileRefused) as caught:
        expand([str(tmp_path / "*.xlsx")])

    assert caught.value.exit_code == 3
    assert "*.xlsx" in caught.value.where


def _sheet(kind: SheetKind, imported: int) -> SheetReport:
    return SheetReport("表", kind, rows_read=imported, rows_imported=imported)


def _report(
    name: str, *, sheets: tuple[SheetReport, ...] = (), refused: str | None = None
) -> FileReport:
    return FileReport(name, refused=refused, sheets=sheets, path=str(Path(name).resolve()))


WANTED = {
    SheetKind.NEEDS: (Path("a.xlsx"), Path("b.xlsx")),
    SheetKind.RESOURCES: (Path("c.xlsx"),),
    SheetKind.UNITS: (),
}


def test_files_that_hold_what_they_were_given_as_are_fine() -> None:
    lists = Lists(
        files=(
            _report("a.xlsx", sheets=(_sheet(SheetKind.NEEDS, 3),)),
            _report("b.xlsx", sheets=(_sheet(SheetKind.COMBINED, 2),)),
            _report("c.xlsx", sheets=(_sheet(SheetKind.OTHER, 0), _sheet(SheetKind.RESOURCES, 1))),
        )
    )

    assert unusable(WANTED, lists) == ()


def test_every_unusable_file_is_told_with_its_reason() -> None:
    lists = Lists(
        files=(
            _report("a.xlsx", refused="文件已加密。"),
            _report("b.xlsx", sheets=(_sheet(SheetKind.RESOURCES, 3),)),
            _report("c.xlsx", sheets=(_sheet(SheetKind.RESOURCES, 0),)),
        )
    )

    found = unusable(WANTED, lists)

    assert found[0] == "a.xlsx：文件已加密。"
    assert "b.xlsx：没有从中读出需求清单" in found[1]
    assert "c.xlsx：没有从中读出资源清单" in found[2]
    assert len(found) == 3


@pytest.mark.parametrize(
    ("sheet", "why", "what_to_do"),
    [
        (SheetReport("表", SheetKind.OTHER), "工作表“表”里没有找到表头", "核对文件是否给对"),
        (
            SheetReport("表", SheetKind.UNITS, header_row=1, rows_read=2, rows_imported=2),
            "工作表“表”是成员单位清单",
            "核对文件是否给对",
        ),
        (
            SheetReport("表", SheetKind.NEEDS, header_row=1),
            "工作表“表”的表头下面没有填写",
            "请填好后再试",
        ),
        (
            SheetReport(
                "表",
                SheetKind.NEEDS,
                header_row=1,
                rows_read=2,
                rows_skipped=2,
                skipped=(SkippedRow(2, "合计行"), SkippedRow(3, "示例行")),
            ),
            "工作表“表”的 2 行都没有导入：合计行、示例行",
            "核对文件是否给对",
        ),
    ],
)
def test_a_file_that_gave_no_row_tells_what_stands_in_its_way(
    sheet: SheetReport, why: str, what_to_do: str
) -> None:
    lists = Lists(files=(_report("a.xlsx", sheets=(sheet,)),))
    (told,) = unusable({SheetKind.NEEDS: (Path("a.xlsx"),)}, lists)
    assert f"（{why}）" in told
    assert what_to_do in told


def test_text_with_the_name_of_a_workbook_is_told_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken, resources = tmp_path / "需求.xlsx", tmp_path / "资源.csv"
    broken.write_text("not a workbook\n", encoding="utf-8")
    resources.write_text(
        "资源单位,资源名称,可服务次数\n城建公司,电动车停车棚施工,2\n", encoding="utf-8"
    )
    arguments = ["match", "--month", "2026-06", "--out", str(tmp_path / "out")]
    assert cli.main([*arguments, "--needs", str(broken), "--resources", str(resources)]) == 3
    told = capsys.readouterr().err
    assert "文件名以“.xlsx”结尾，内容却是文本，不是表格文件" in told
    assert "另存为 .xlsx 后再试" in told


def test_settings_and_funds_are_heeded(tmp_path: Path) -> None:
    """With the fund checked the shed (80,000 of 50,000 yuan) is not met; with that rule off it is."""
    needs = tmp_path / "需求.csv"
    needs.write_text(
        "社区,需求名称,预计经费（元）\n西站社区,小区电动车停车棚建设,80000\n", encoding="utf-8"
    )
    resources = tmp_path / "资源.csv"
    resources.write_text(
        "资源单位,资源名称,可服务次数,资源形式\n城建公司,电动车停车棚施工建设,2,工程\n",
        encoding="utf-8",
    )
    funds = tmp_path / "经费.csv"
    funds.write_text(
        "资金名称,所属社区,年度额度（元）\n民生微实事,西站社区,50000\n", encoding="utf-8"
    )
    settings = tmp_path / "不核对.settings.json"
    settings.write_text(profile_text(Profile("不核对", Options(funds=False))), encoding="utf-8")
    arguments = ["match", "--month", "2026-06", "--out", str(tmp_path / "out")]
    arguments += ["--needs", str(needs), "--resources", str(resources), "--funds", str(funds)]
    counts = []
    for more in ([], ["--settings", str(settings)]):
        out = tmp_path / "match.json"
        assert cli.main([*arguments, *more, "--json", str(out)]) == 0
        said = json.loads(out.read_text(encoding="utf-8"))
        counts.append((len(said["projects"]), [unmet["reason"] for unmet in said["unmet"]]))
    assert counts == [(0, ["budget"]), (1, [])]
