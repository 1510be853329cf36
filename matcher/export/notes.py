"""The 说明 sheet: what the plan is, how good it is known to be, and what it was made from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from matcher.domain import (
    DecisionSource,
    FileReport,
    Level,
    Outcome,
    PlanStatus,
    Round,
    SheetReport,
    counted,
    month_words,
    option_specs,
)
from matcher.export.heights import row_height
from matcher.export.look import OFFICE_PAGE, Fonts, Style, set_page
from matcher.export.table import Value, merge, merged_line, put

_TIE_BREAK = "tie_break"
"""The level whose number means nothing to anybody."""

_WIDTHS = (30, 22, 18, 34, 56)


@dataclass(frozen=True, slots=True)
class Section:
    """A small table with its caption; rows may be shorter than the sheet is wide."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def write_notes(sheet: Worksheet, round_: Round, outcome: Outcome, fonts: Fonts) -> None:
    """Write the whole sheet."""
    title = f"{month_words(round_.month)}三张清单对接说明"
    count = len(_WIDTHS)
    merged_line(sheet, 1, 1, count, title, Style.TITLE)
    sheet.row_dimensions[1].height = row_height([(title, sum(_WIDTHS))], fonts.title_size)
    row = 2
    for section in _sections(round_, outcome):
        row = _write_section(sheet, row, section, fonts)
    for number, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    area = f"A1:{get_column_letter(count)}{row - 1}"
    set_page(sheet, OFFICE_PAGE, header_rows="1:1", area=area)


def level_words(level: Level) -> str:
    """What a level's value and bound mean."""
    if level.proven:
        return "已证明：在上面各级不变的前提下，没有更好的结果。"
    if level.gap is None:
        return "尚不知道还能好多少。"
    verb = "多" if level.maximise else "少"
    return f"在上面各级不变的前提下，最多还能{verb}{counted(level.gap, level.measure)}。"


def _write_section(sheet: Worksheet, row: int, section: Section, fonts: Fonts) -> int:
    count = len(_WIDTHS)
    sheet.row_dimensions[row].height = 10
    merged_line(sheet, row + 1, 1, count, section.caption, Style.SECTION)
    sheet.row_dimensions[row + 1].height = 22
    row = _write_line(sheet, row + 2, section.header, Style.HEAD, fonts.head_size)
    for values in section.rows:
        row = _write_line(sheet, row, values, Style.LEFT, fonts.body_size)
    return row


def _write_line(
    sheet: Worksheet, row: int, values: Sequence[Value], style: Style, size: int
) -> int:
    """One line; its last value takes the columns that are left."""
    count, last = len(_WIDTHS), len(values)
    widths = [*_WIDTHS[: last - 1], sum(_WIDTHS[last - 1 :])]
    for number in range(1, count + 1):
        put(sheet.cell(row, number), values[number - 1] if number <= last else None, style)
    merge(sheet, row, last, count)
    texts = ["" if value is None else str(value) for value in values]
    sheet.row_dimensions[row].height = row_height(zip(texts, widths, strict=True), size)
    return row + 1


def _sections(round_: Round, outcome: Outcome) -> Iterator[Section]:
    yield _summary(round_, outcome)
    yield Section(
        "二、各级目标（从上到下，下一级不损害上一级）",
        ("目标", "达到", "上限", "是否证明", "这意味着"),
        tuple(_level(level) for level in outcome.plan.levels),
    )
    yield _decisions(round_)
    yield Section(
        "四、对接选项", ("选项", "取值", "可选范围", "默认值", "它管什么"), tuple(_options(round_))
    )
    yield Section(
        "五、清单来源",
        ("读取的文件", "读取的表", "认作", "行数核对", "跳过了哪些行"),
        tuple(_sources(round_)),
    )
    yield Section("六、未对接需求的去向", ("去向", "适用情形"), _ROUTE_RULES)


_ROUTE_RULES = (
    ("提级召集", "最紧急的需求已等待一个月以上仍未对接；属部门事项的，等待两个月以上。"),
    (
        "上报街道",
        "最紧急的需求首次未对接；已等待一个月仍没有可用的同类资源；或因任何原因已等待两个月。",
    ),
    ("吹哨部门", "属信号灯、污水管网、加装电梯等部门事项而没有单位能承担；或超出共建职责。"),
    ("结转下月", "其余需求，下月继续参加对接，等待时间计入权重。"),
    ("答复后销号", "不予受理、已撤回或已转其他单位办理的需求。"),
)


def _level(level: Level) -> tuple[Value, ...]:
    proven = "已证明" if level.proven else "未证明"
    if level.name == _TIE_BREAK:
        return (level.label, "—", "—", proven, "同样好的方案按固定次序取其一，每次结果相同。")
    bound = "未知" if level.bound is None else counted(level.bound, level.measure)
    return (level.label, counted(level.value, level.measure), bound, proven, level_words(level))


_CHECKED = (
    "每条硬性规则已由不经求解器的程序用整数逐条复核，全部遵守。各级上限的证明可用“导出方案证明”另存，"
    "任何人可用 verify 命令重新核算，并会说明哪几级由它核算、哪几级只凭求解引擎。"
)


def _summary(round_: Round, outcome: Outcome) -> Section:
    plan, lists = outcome.plan, round_.lists
    used = len({item.resource for item in plan.assignments})
    gaps = "；".join(
        f"{level.label}{level_words(level)}"
        for level in plan.levels
        if not level.proven and level.name != _TIE_BREAK
    )
    status = plan.status.label
    if plan.status is not PlanStatus.PROVEN_BEST and gaps:
        status = f"{status}。{gaps}"
    rows: list[tuple[Value, ...]] = [
        ("月份", month_words(round_.month)),
        ("方案状态", status),
        (
            "需求",
            f"共{len(lists.needs)}项，已对接{len(outcome.projects)}项，未对接{len(outcome.unmet)}项",
        ),
        ("资源", f"共{len(lists.resources)}项，已使用{used}项，闲置{len(outcome.idle)}项"),
        (
            "求解",
            f"用时{plan.seconds:.1f}秒，{plan.workers}个线程，随机种子{plan.seed}，引擎{plan.engine}",
        ),
        ("复核", _CHECKED),
    ]
    if round_.stale:
        rows.append(("注意", "清单、决定或选项在本方案之后有改动，请重新对接后再下发。"))
    return Section("一、方案", ("要点", "情况"), tuple(rows))


def _decisions(round_: Round) -> Section:
    sources = {
        DecisionSource.HAND: "会议决定",
        DecisionSource.INHERITED: "上月沿用",
        DecisionSource.IMPORTED: "随清单导入",
    }
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            item.kind.label,
            item.need or "所有需求",
            item.resource or item.unit,
            sources[item.source],
            item.reason,
        )
        for item in round_.decisions
    )
    header = ("决定", "涉及的需求", "涉及的资源或单位", "由谁决定", "为什么")
    return Section("三、锁定、禁止与认领", header, rows or (("（无）", None, None, None, None),))


def _options(round_: Round) -> Iterator[tuple[Value, ...]]:
    for spec in option_specs():
        value = getattr(round_.options, spec.name)
        yield (
            spec.label,
            f"{_plain(value)}{spec.unit}",
            f"{_plain(spec.low)}–{_plain(spec.high)}{spec.unit}",
            f"{_plain(spec.default)}{spec.unit}",
            spec.description,
        )


def _plain(number: float) -> str:
    """A number without exponent or idle decimals."""
    return f"{number:.0f}" if number == int(number) else f"{number:g}"


def _sources(round_: Round) -> Iterator[tuple[Value, ...]]:
    if not round_.lists.files:
        yield ("（无）", None, None, None, None)
    for report in round_.lists.files:
        if report.refused is not None:
            yield (report.file, None, "未能使用", None, report.refused)
        for sheet in report.sheets:
            yield _source(report, sheet)


def _source(report: FileReport, sheet: SheetReport) -> tuple[Value, ...]:
    counts = (
        f"读取{sheet.rows_read} = 导入{sheet.rows_imported}"
        f" + 归并{sheet.rows_merged} + 跳过{sheet.rows_skipped}"
    )
    skipped = "；".join(f"第{item.row}行：{item.reason}" for item in sheet.skipped)
    hidden = "隐藏的工作表" if sheet.hidden else ""
    words = "；".join(part for part in (hidden, skipped) if part)
    return (report.file, sheet.sheet, sheet.kind.label, counts, words)
