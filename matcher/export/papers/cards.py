"""服务记录卡: one page for each project, filled in whenever it is served; a workbook for each leading unit."""

from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from matcher.domain import Project, by_name
from matcher.export.columns import planned
from matcher.export.heights import row_height
from matcher.export.look import PORTRAIT_PAGE, Style, set_page
from matcher.export.papers.material import Material
from matcher.export.table import Value, merge, merged_line, put
from matcher.export.texts import clean, sheet_name

TITLE = "服务记录卡"
WIDTHS = (7, 13, 15, 15, 11, 26, 12)
HEADS = ("次序", "服务日期", "起止时间", "服务地点", "服务人数", "服务内容和成效", "受益方\n签字")
LEAST_LINES, MOST_LINES = 4, 12
LINE_HEIGHT = 34.0
SIGNATURE = "牵头单位（盖章）：　　　　　　　　　　　　　　社区（盖章）：　　　　　　　　　　　　年　　月　　日"


@dataclass(frozen=True, slots=True)
class Fact:
    """A field of the card's upper part: two to a line, a wide one takes the whole line."""

    label: str
    value: Value
    wide: bool = False


def lead_units(material: Material) -> tuple[str, ...]:
    """Every unit that leads a project, by name."""
    units = {project.lead_unit for project in material.outcome.projects}
    return tuple(sorted(units - {""}, key=by_name))


def facts_of(project: Project, material: Material) -> tuple[Fact, ...]:
    """What is known beforehand."""
    people = f"{project.beneficiaries}人" if project.beneficiaries else ""
    served = "，".join(part for part in (project.population, people) if part)
    facts = (
        Fact("项目编号", project.id),
        Fact("所属社区", project.community),
        Fact("项目名称", project.title, wide=True),
        Fact("服务内容", project.content, wide=True),
        Fact("牵头单位", project.lead_unit),
        Fact("配合单位", "\n".join(project.coop_units)),
        Fact("服务对象", served),
        Fact("计划时间", planned(project)),
    )
    if material.public:
        return facts
    return (
        *facts,
        Fact("社区对接人", project.community_contact),
        Fact("单位联络员", project.unit_contact),
    )


def add_cards(workbook: Workbook, material: Material, unit: str) -> None:
    """Add a sheet for each project the unit leads."""
    for project in material.outcome.projects:
        if project.lead_unit == unit:
            name = sheet_name(project.id, frozenset(workbook.sheetnames))
            _write(workbook.create_sheet(name), project, material)


def _write(sheet: Worksheet, project: Project, material: Material) -> None:
    count, fonts = len(WIDTHS), material.fonts
    for number, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    title = f"{material.month}{TITLE}"
    merged_line(sheet, 1, 1, count, title, Style.TITLE)
    sheet.row_dimensions[1].height = row_height([(title, sum(WIDTHS))], fonts.title_size)
    merged_line(sheet, 2, 1, count, f"派单单位：{material.office.name}", Style.LINE_LEFT)
    sheet.row_dimensions[2].height = row_height([("", 10)], fonts.line_size)
    row = _write_facts(sheet, 3, facts_of(project, material), fonts.body_size)
    head = row
    for number, words in enumerate(HEADS, 1):
        put(sheet.cell(head, number), words, Style.HEAD)
    sheet.row_dimensions[head].height = row_height(zip(HEADS, WIDTHS, strict=True), fonts.head_size)
    lines = min(MOST_LINES, max(LEAST_LINES, project.times or 1))
    for number in range(1, lines + 1):
        _write_blank(sheet, head + number, number)
    last = head + lines + 1
    merged_line(sheet, last, 1, count, SIGNATURE, Style.SIGN)
    sheet.row_dimensions[last].height = 36
    set_page(
        sheet,
        PORTRAIT_PAGE,
        header_rows="1:1",
        area=f"A1:{get_column_letter(count)}{last}",
    )
    sheet.page_setup.fitToHeight = 1


def _write_blank(sheet: Worksheet, row: int, number: int) -> None:
    put(sheet.cell(row, 1), number, Style.CENTRE)
    for column in range(2, len(WIDTHS) + 1):
        put(sheet.cell(row, column), None, Style.CENTRE)
    sheet.row_dimensions[row].height = LINE_HEIGHT


def _write_facts(sheet: Worksheet, row: int, facts: tuple[Fact, ...], size: int) -> int:
    """Label and value, two pairs to a line; the row after the last."""
    waiting: list[Fact] = []
    for fact in facts:
        if fact.wide:
            row = _write_pair(sheet, row, waiting, size)
            waiting = []
            row = _write_pair(sheet, row, [fact], size)
        else:
            waiting.append(fact)
            if len(waiting) == 2:
                row = _write_pair(sheet, row, waiting, size)
                waiting = []
    return _write_pair(sheet, row, waiting, size)


_HALVES = ((1, 2, 3, 4), (5, 5, 6, 7))
"""First and last column of label and value, left and right."""


def _write_pair(sheet: Worksheet, row: int, facts: list[Fact], size: int) -> int:
    if not facts:
        return row
    count = len(WIDTHS)
    for column in range(1, count + 1):
        put(sheet.cell(row, column), None, Style.LEFT)
    texts = []
    for place, fact in enumerate(facts):
        first, until, start, end = _HALVES[place]
        end = count if fact.wide else end
        put(sheet.cell(row, first), fact.label, Style.HEAD)
        for column in range(first + 1, until + 1):
            put(sheet.cell(row, column), None, Style.HEAD)
        merge(sheet, row, first, until)
        value = clean(fact.value) if isinstance(fact.value, str) else fact.value
        put(sheet.cell(row, start), value, Style.LEFT)
        merge(sheet, row, start, end)
        texts.append(("" if value is None else str(value), float(sum(WIDTHS[start - 1 : end]))))
    sheet.row_dimensions[row].height = max(26.0, row_height(texts, size))
    return row + 1
