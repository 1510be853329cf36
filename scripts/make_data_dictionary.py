"""Writes docs/data-dictionary.md from the field tables of the program; ``--check`` only compares.

Run as ``python scripts/make_data_dictionary.py``.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from matcher.domain import FIELDS, SheetKind  # noqa: E402 - the path comes first
from matcher.domain.papers import PaperGroup, papers_of  # noqa: E402 - as above
from matcher.export.blanks import LISTS, Blank  # noqa: E402 - as above
from matcher.export.papers.plain import LISTS as PLAIN_LISTS  # noqa: E402 - as above

TARGET = ROOT / "docs" / "data-dictionary.md"
_ALIASES = ROOT / "matcher" / "vocabulary" / "data" / "headers.json"
_MOST_ALIASES = 12

_TOP = """\
# 数据字典

本文由 `scripts/make_data_dictionary.py` 从程序的字段表生成，请勿手工修改。

- **清单字段**：导入时认得的栏目。表头不必与“栏目名”完全一致，常见叫法都能认出。
- **文书**：程序能写出的文书，以及各自平时的版本（内部版、会议版、公示版）。
- **CSV**：每张清单的列。以 `=` `+` `-` `@` 开头的文字前加一个 `'`，以免被表格软件当成公式。
- **JSON**：“全部数据”文件的结构；字段代码与下表一致。

金额在 JSON 里一律以元为单位（`budget_yuan`、`amount_yuan`），日期写作 `2026-06-18`，没有的内容为 `null` 或空。
"""

_JSON = """\
## 四、JSON 文件

最外层四项：`format` 固定为 `three-lists-month`；`version` 为 `1`；`level` 为版本（`internal`、`meeting`、`public`）；
`month` 为本月全部内容：

| 字段 | 内容 |
|---|---|
| `month` | 月份，如 `2026-06` |
| `lists.needs` / `resources` / `units` / `projects` / `funds` | 导入的各清单，一行一项 |
| `lists.files` | 每个文件读了哪些表、跳过哪些行、有哪些问题（仅内部版） |
| `decisions` | 锁定、禁止、认领等会议决定 |
| `options` | 对接选项 |
| `outcome.plan` | 方案：状态、各级目标、每项需求由哪项资源承担 |
| `outcome.projects` | 项目服务清单 |
| `outcome.unmet` | 未对接的需求、原因代码、去向 |
| `outcome.idle` | 闲置的资源和原因 |
| `outcome.backups` | 每个项目的备选单位 |
| `agenda` | 会议记录（公示版没有） |
| `confirmation` | 确认下发的时间 |
| `office` | 填报单位和会议信息（公示版没有） |

`raw` 是单元格里的原文（按字段代码），`extra` 是未识别栏目的原文（按表头），只在内部版里有。
"""


def dictionary() -> str:
    """The whole text."""
    parts = [_TOP, "## 一、清单字段\n", *_lists(), "## 二、文书\n", *_papers()]
    parts += ["## 三、CSV 文件\n", *_plain(), _JSON]
    return "\n".join(parts)


def _lists() -> Iterator[str]:
    known = _aliases()
    blanks = {blank_list.name: blank_list.columns for blank_list in LISTS}
    for kind, fields in FIELDS.items():
        if not fields:
            continue
        hints = {_plain_name(blank.name): blank for blank in blanks.get(kind.label, ())}
        lines = ["| 代码 | 栏目名 | 怎么填 | 例子 | 也认得的叫法 |", "|---|---|---|---|---|"]
        for code, label in fields.items():
            blank = hints.get(_plain_name(label))
            others = [name for name in known.get(kind, {}).get(code, ()) if name != label]
            lines.append(_field(code, label, blank, others))
        yield f"### {kind.label}\n\n" + "\n".join(lines) + "\n"


def _field(code: str, label: str, blank: Blank | None, others: list[str]) -> str:
    must = "**必填**。" if blank is not None and blank.required else ""
    note = f"{must}{blank.note}" if blank is not None else ""
    example = blank.example if blank is not None and blank.example != "示例" else ""
    names = "、".join(others[:_MOST_ALIASES]) + ("……" if len(others) > _MOST_ALIASES else "")
    cells = (f"`{code}`", label, note, example, names)
    return "| " + " | ".join(cell.replace("|", "／") for cell in cells) + " |"


def _papers() -> Iterator[str]:
    for group in PaperGroup:
        lines = ["| 代码 | 文书 | 平时的版本 | 内容 |", "|---|---|---|---|"]
        for kind in papers_of(group):
            level = "总是公示版" if kind.spec.posted else kind.spec.level.label
            lines.append(f"| `{kind.value}` | {kind.label} | {level} | {kind.spec.about} |")
        yield f"### {group.label}（`{group.value}`）\n\n" + "\n".join(lines) + "\n"


def _plain() -> Iterator[str]:
    lines = ["| 文件 | 列（*斜体*的列公示版没有） |", "|---|---|"]
    for one in PLAIN_LISTS:
        names = (
            f"*{column.header}*" if column.private else column.header for column in one.columns
        )
        columns = "、".join(name.replace("\n", "") for name in names)
        lines.append(f"| {one.name} | {columns} |")
    yield "\n".join(lines) + "\n"


def _aliases() -> Mapping[SheetKind, Mapping[str, tuple[str, ...]]]:
    """Kind → field code → other headings it is known by, makeshifts left out."""
    told = json.loads(_ALIASES.read_text(encoding="utf-8"))["aliases"]
    return {
        kind: {
            code: tuple(name for name in names if not name.startswith("~"))
            for code, names in told.get(kind.value, {}).items()
        }
        for kind in SheetKind
    }


def _plain_name(words: str) -> str:
    """A heading without brackets and their content, for finding it in the blank lists."""
    for mark in ("（", "("):
        words = words.split(mark)[0]
    return words.replace("\n", "")


def main() -> int:
    """Write the file, or with ``--check`` say whether it is as it should be; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    wanted = dictionary()
    if parser.parse_args().check:
        same = TARGET.exists() and TARGET.read_text(encoding="utf-8") == wanted
        print("up to date" if same else "docs/data-dictionary.md is out of date")
        return 0 if same else 1
    TARGET.write_text(wanted, encoding="utf-8")
    print(f"written {TARGET.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
