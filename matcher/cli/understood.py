"""What the importer understood, row by row, for a reader at a terminal."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from matcher.domain import (
    Amount,
    FileReport,
    Fund,
    Issue,
    Lists,
    Need,
    NeedStatus,
    Origin,
    Project,
    Resource,
    Severity,
    SheetReport,
    SkippedRow,
    Unit,
    field_label,
    yuan_words,
)

Record = Need | Resource | Unit | Project | Fund

_EMPTY = "未填写的空行"
"""Why a row of a blank list was skipped that holds nothing but its id."""


def report(lists: Lists) -> Iterator[str]:
    """Line by line: every file, sheet, column and row, then the counts."""
    records = _by_sheet(lists)
    for file in lists.files:
        yield from _file(file, records)
        yield ""
    yield (
        f"共读出 需求 {len(lists.needs)} 项、资源 {len(lists.resources)} 项、"
        f"成员单位 {len(lists.units)} 个、项目 {len(lists.projects)} 项"
        + (f"、经费 {len(lists.funds)} 笔" if lists.funds else "")
    )
    counts = Counter(issue.severity for issue in lists.issues)
    yield "，".join(f"{severity.label} {counts[severity]} 条" for severity in Severity)


def _by_sheet(lists: Lists) -> dict[tuple[str, str], list[tuple[Origin, Record]]]:
    found: defaultdict[tuple[str, str], list[tuple[Origin, Record]]] = defaultdict(list)
    every: Iterable[Record] = (
        *lists.needs,
        *lists.resources,
        *lists.units,
        *lists.projects,
        *lists.funds,
    )
    for record in every:
        if record.origin is not None:
            found[record.origin.file, record.origin.sheet].append((record.origin, record))
    for rows in found.values():
        rows.sort(key=lambda row: row[0].row)
    return found


def _file(
    file: FileReport, records: dict[tuple[str, str], list[tuple[Origin, Record]]]
) -> Iterator[str]:
    if file.refused is not None:
        yield f"■ {file.file}：不能使用。{file.refused}"
        return
    yield f"■ {file.file}（{file.format}）" if file.format else f"■ {file.file}"
    for sheet in file.sheets:
        yield from _sheet(sheet, records.get((file.file, sheet.sheet), []))
        yield from _issues(issue for issue in file.issues if issue.sheet == sheet.sheet)
    names = {sheet.sheet for sheet in file.sheets}
    yield from _issues(issue for issue in file.issues if issue.sheet not in names)


def _sheet(sheet: SheetReport, records: list[tuple[Origin, Record]]) -> Iterator[str]:
    hidden = "（隐藏）" if sheet.hidden else ""
    header = f"表头在第 {sheet.header_row} 行" if sheet.header_row else "没有找到表头"
    yield f"  ▪ 工作表“{sheet.sheet}”{hidden}：{sheet.kind.label}，{header}"
    if sheet.columns:
        yield "    列：" + " ".join(
            f"{at}={field_label(sheet.kind, code)}" for at, code in sheet.columns
        )
    if sheet.unmapped:
        yield "    未识别的列：" + " ".join(f"{at}={text}" for at, text in sheet.unmapped)
    yield (
        f"    读取 {sheet.rows_read} 行 = 导入 {sheet.rows_imported} + "
        f"归并 {sheet.rows_merged} + 跳过 {sheet.rows_skipped}"
    )
    yield from _skipped(sheet.skipped)
    for origin, record in records:
        yield f"    第 {origin.row} 行 {_words(record)}"


def _skipped(rows: Sequence[SkippedRow]) -> Iterator[str]:
    """Every skipped row; of empty rows of a blank list that follow each other only the first and last."""
    for _, group in groupby(enumerate(rows), lambda item: _run(*item)):
        run = [row for _, row in group]
        if len(run) > 1:
            yield f"    第 {run[0].row}–{run[-1].row} 行 跳过（{run[0].reason}）"
            continue
        text = f"：{run[0].text}" if run[0].text else ""
        yield f"    第 {run[0].row} 行 跳过（{run[0].reason}）{text}"


def _run(position: int, row: SkippedRow) -> tuple[bool, int]:
    """Equal for empty rows of a blank list that follow each other."""
    empty = row.reason == _EMPTY
    return (empty, row.row - position if empty else position)


def _issues(issues: Iterable[Issue]) -> Iterator[str]:
    for issue in issues:
        where = " › ".join(part for part in (issue.cell, issue.value) if part)
        yield f"    [{issue.severity.label}] {where}{'：' if where else ''}{issue.message}"


def _words(record: Record) -> str:
    match record:
        case Need():
            parts = _need_parts(record)
        case Resource():
            parts = _resource_parts(record)
        case Unit():
            parts = [record.name, "、".join(record.aliases), record.unit_type, record.contact]
        case Project():
            parts = [record.id, record.title, record.community, record.lead_unit]
        case Fund():
            parts = _fund_parts(record)
    return "｜".join(part for part in parts if part)


def _fund_parts(fund: Fund) -> list[str]:
    left = fund.left_yuan
    return [
        fund.name,
        fund.community or "全街道",
        f"{fund.year}年度" if fund.year else "",
        "" if fund.yearly_yuan is None else f"额度{yuan_words(fund.yearly_yuan)}",
        f"已用{yuan_words(fund.used_yuan)}" if fund.used_yuan else "",
        "" if left is None else f"余{yuan_words(left)}",
        *(f"{kind.label}单项至多{yuan_words(cap)}" for kind, cap in fund.caps),
    ]


def _need_parts(need: Need) -> list[str]:
    return [
        need.id,
        need.title,
        need.community,
        str(need.category or ""),
        "、".join(form.label for form in need.forms),
        f"紧急{need.urgency}级",
        _amount("受益", need.beneficiaries),
        _amount("数量", need.quantity),
        need.time_words,
        "" if need.budget_yuan is None else f"{need.budget_yuan}元",
        f"认领：{need.lead_unit}" if need.lead_unit else "",
        "" if need.status is NeedStatus.OPEN else need.status.label,
        f"归并 {len(need.merged)} 行" if need.merged else "",
    ]


def _resource_parts(resource: Resource) -> list[str]:
    return [
        resource.id,
        resource.title,
        resource.unit,
        str(resource.category or ""),
        "、".join(form.label for form in resource.forms),
        _amount("共", resource.capacity_total),
        _amount("频次", resource.capacity_per_round),
        _amount("每次", resource.people_per_time),
        resource.time_words,
        "" if resource.amount_yuan is None else f"{resource.amount_yuan}元",
        "已撤回" if resource.withdrawn else "",
        f"归并 {len(resource.merged)} 行" if resource.merged else "",
    ]


def _amount(label: str, amount: Amount | None) -> str:
    if amount is None:
        return ""
    return f"{label}{amount.words or f'{amount.value}{amount.measure}'}"
