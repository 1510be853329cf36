"""Write the sample months and the truth about them: ``python -m samples.make_samples [FOLDER]``."""

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from samples import community_files, street_needs_files, street_other_files
from samples.files import write_csv, write_html_as_xls, write_xlsx
from samples.table import Grid, Json, Layout, lay_out

HERE = Path(__file__).parent
Writer = Callable[[Path, Sequence[Grid]], None]


def _gbk(path: Path, grids: Sequence[Grid]) -> None:
    write_csv(path, grids[0], encoding="gbk")


def _utf8(path: Path, grids: Sequence[Grid]) -> None:
    write_csv(path, grids[0], encoding="utf-8-sig")


def _html(path: Path, grids: Sequence[Grid]) -> None:
    write_html_as_xls(path, grids[0])


def _street() -> dict[str, tuple[Writer, str, tuple[Layout, ...]]]:
    needs, other = street_needs_files, street_other_files
    return {
        "needs_西苑社区需求清单.xlsx": (write_xlsx, "xlsx", (needs.xiyuan(),)),
        "needs_梧桐社区群众需求汇总表.xlsx": (write_xlsx, "xlsx", (needs.wutong(),)),
        "needs_河东社区需求及认领情况.xlsx": (write_xlsx, "xlsx", (needs.hedong(),)),
        "needs_北片三社区6月需求.xlsx": (write_xlsx, "xlsx", needs.north()),
        "needs_南湖社区微心愿征集.csv": (_gbk, "csv", (needs.nanhu(),)),
        "needs_锦绣社区_系统导出.xls": (_html, "html", (needs.jinxiu(),)),
        "needs_文昌书院民情台账.xlsx": (write_xlsx, "xlsx", (needs.wenchang(),)),
        "needs_万象社区楼宇企业需求.xlsx": (write_xlsx, "xlsx", (needs.wanxiang(),)),
        "needs_驻区单位需求征集.xlsx": (write_xlsx, "xlsx", (needs.resident_units(),)),
        "resources_机关事业单位资源清单.xlsx": (write_xlsx, "xlsx", (other.offices(),)),
        "resources_企业资源清单.xlsx": (write_xlsx, "xlsx", other.firms()),
        "resources_社会组织服务一览.xlsx": (write_xlsx, "xlsx", (other.societies(),)),
        "resources_捐赠物资资金.csv": (_utf8, "csv", (other.donations(),)),
        "units_成员单位名册.xlsx": (write_xlsx, "xlsx", (other.units(),)),
    }


def _community() -> dict[str, tuple[Writer, str, tuple[Layout, ...]]]:
    return {
        "needs_桃李社区需求清单.xlsx": (write_xlsx, "xlsx", (community_files.needs(),)),
        "resources_桃李社区大党委资源清单.xlsx": (
            write_xlsx,
            "xlsx",
            (community_files.resources(),),
        ),
        "units_桃李社区大党委成员单位.xlsx": (write_xlsx, "xlsx", (community_files.units(),)),
    }


MONTHS = {"street_2026_06": _street, "community_2026_06": _community}


def make(folder: Path) -> None:
    """Write every month and its truth into the folder."""
    (folder / "expected").mkdir(parents=True, exist_ok=True)
    for month, files in MONTHS.items():
        (folder / month).mkdir(exist_ok=True)
        truths = [_make_file(folder / month / name, *made) for name, made in files().items()]
        text = json.dumps({"month": "2026-06", "files": truths}, ensure_ascii=False, indent=1)
        (folder / "expected" / f"{month}.json").write_text(text + "\n", encoding="utf-8")


def _make_file(path: Path, write: Writer, format_: str, layouts: tuple[Layout, ...]) -> Json:
    laid = [lay_out(layout) for layout in layouts]
    write(path, [grid for grid, _ in laid])
    return {"file": path.name, "format": format_, "sheets": [truth for _, truth in laid]}


def main(arguments: Sequence[str]) -> int:
    """Write the samples beside this script, or into the folder that is named."""
    folder = Path(arguments[0]) if arguments else HERE
    make(folder)
    print(f"样例已写入 {folder}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
