"""Write docs/options.md from the options, rules and levels themselves: ``python -m scripts.options_doc``."""

from pathlib import Path

from matcher.candidates.rules import RULES as PAIR_RULES
from matcher.candidates.rules import WORDS as PAIR_WORDS
from matcher.domain import DEFAULT_CONFLICTS, OptionSpec, option_specs
from matcher.rules import RULES, Heading

FILE = Path(__file__).parent.parent / "docs" / "options.md"

_HEAD = """\
# 设置说明

本页由程序按设置项自身的说明生成（`python -m scripts.options_doc`），请不要手工修改。

窗口“设置”页可以逐项修改，“另存为设置文件”把全部设置连同名称存成一个文件（`*.settings.json`），
“载入设置文件”取回后点“保存设置”生效。文件是普通文本，各项按下表的名称书写；没有写到的项目按默认值。
命令行用 `match --settings 文件` 按同一份设置对接。
"""


def text() -> str:
    """The whole page."""
    groups = dict.fromkeys(spec.group for spec in option_specs())
    parts = [_HEAD, *(_group(group) for group in groups), _conflicts(), _pairs(), _rules()]
    return "\n".join(parts)


def _group(group: str) -> str:
    lines = [f"## {group}", "", "| 设置 | 默认 | 范围 | 说明 |", "|---|---|---|---|"]
    lines += [_line(spec) for spec in option_specs() if spec.group == group]
    return "\n".join(lines) + "\n"


def _line(spec: OptionSpec) -> str:
    if spec.is_switch:
        default, reach = ("启用" if spec.default else "关闭"), "启用或关闭"
    else:
        unit = f" {spec.unit}" if spec.unit else ""
        default, reach = f"{spec.default:g}{unit}", f"{spec.low:,.12g}–{spec.high:,.12g}{unit}"
    return f"| {spec.label} | {default} | {reach} | {spec.description} |"


def _conflicts() -> str:
    lines = [
        "## 利益冲突规则",
        "",
        "单位名称或性质里有“单位用词”、需求里有“需求用词”时提醒；标明必须回避的不作为候选。可在设置页增删改。"
        "单位用词写词库“单位性质词”表里的归属（如“金融机构”）时，指其下所有的词（银行、保险等）。",
        "",
        "| 规则 | 单位用词 | 需求用词 | 默认 | 提醒 |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {rule.name} | {'、'.join(rule.units)} | {'、'.join(rule.needs) or '任何需求'} |"
        f" {'必须回避' if rule.hard else '提醒'} | {rule.advice} |"
        for rule in DEFAULT_CONFLICTS
    ]
    return "\n".join(lines) + "\n"


def _pairs() -> str:
    lines = ["## 哪些对接不作为候选", "", "清单里没有写明的，不作为排除的理由。", ""]
    lines += [f"- {reason.label}：{PAIR_WORDS[rule.__name__]}。" for reason, rule in PAIR_RULES]
    return "\n".join(lines) + "\n"


def _rules() -> str:
    lines = [
        "## 方案遵守的规则",
        "",
        "“必须”的规则任何方案都不违反；“覆盖”在先、“择优”在后，依次逐级取最好。",
        "",
    ]
    for heading in Heading:
        lines += [f"### {heading.label}", ""]
        lines += [f"- {rule.words}。" for rule in RULES if rule.heading is heading]
        lines.append("")
    return "\n".join(lines)


def main() -> None:
    """Write the page anew."""
    FILE.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
