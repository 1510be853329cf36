"""对接情况统计: figures of the month in small tables, with the program's own charts beside them."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.chart import BarChart, PieChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from matcher.domain import PlanStatus
from matcher.export.facts import UnitRow, community_rows, unit_rows
from matcher.export.heights import row_height
from matcher.export.look import OFFICE_PAGE, Style, set_page
from matcher.export.papers.material import Material
from matcher.export.table import Value, merged_line, put

TITLE = "{month}对接情况统计"
WIDTHS = (30, 12, 12, 12, 3, 18, 18, 18, 18, 18)
MOST_UNITS = 10
MOST_ROWS = 25
"""A page with longer tables runs on to the next."""
CHART_FROM, CHART_CM = "F", (16.5, 7.2)
_TABLE_WIDTH = 4
_PERCENT = "0.0%"


@dataclass(frozen=True, slots=True)
class Figures:
    """A small table with the chart drawn of it.

    Attributes:
        caption: Above it.
        header: Headings.
        rows: Name, then numbers.
        chart: ``bar``, ``stacked``, ``lying`` (stacked, for long names), ``pie``, or empty for none.
        formats: Number format of each column after the first.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    chart: str = ""
    formats: tuple[str, ...] = ()


def _summary(material: Material) -> Iterator[Figures]:
    yield Figures("一、总体情况", ("指标", "数值"), tuple(_headline(material)))
    communities = community_rows(material.round, material.outcome)
    yield Figures(
        "二、各社区需求满足情况",
        ("社区", "已对接", "未对接", "满足率"),
        tuple((row.name, row.met, row.needs - row.met, row.share) for row in communities),
        "stacked",
        ("0", "0", _PERCENT),
    )


def _details(material: Material) -> Iterator[Figures]:
    units = [(r.unit.name, len(r.led), len(r.joined), r.cap) for r in _busiest(material)]
    yield Figures(
        f"三、承接最多的单位（前{len(units)}个）",
        ("单位", "牵头", "配合", "上限"),
        tuple(units),
        "lying",
        ("0", "0", "0"),
    )
    reasons = Counter(item.reason.label for item in material.outcome.unmet)
    yield Figures("四、未对接原因", ("原因", "项数"), tuple(reasons.most_common()), "bar", ("0",))
    routes = Counter(item.route.label for item in material.outcome.unmet)
    yield Figures(
        "五、未对接需求去向", ("去向", "项数"), tuple(routes.most_common()), "pie", ("0",)
    )


@dataclass(frozen=True, slots=True)
class FigurePage:
    """A sheet of tables that stand on one page."""

    sheet: str
    title: str
    items: Callable[[Material], Iterator[Figures]]


PAGES = (
    FigurePage("对接情况统计", "{month}对接情况统计", _summary),
    FigurePage("单位和未对接统计", "{month}单位承接和未对接情况统计", _details),
)


def _busiest(material: Material) -> list[UnitRow]:
    """The units with the most projects."""
    rows = unit_rows(material.round, material.outcome)
    taken = [row for row in rows if row.led or row.joined]
    return sorted(taken, key=lambda row: -len(row.led) - len(row.joined))[:MOST_UNITS]


def _headline(material: Material) -> Iterator[tuple[Value, ...]]:
    lists, outcome = material.round.lists, material.outcome
    rows = community_rows(material.round, outcome)
    needs, met = sum(row.needs for row in rows), sum(row.met for row in rows)
    urgent, urgent_met = sum(row.urgent for row in rows), sum(row.urgent_met for row in rows)
    usable = [item for item in lists.resources if not item.withdrawn]
    used = len({item.resource for item in outcome.plan.assignments})
    units = {unit for item in outcome.projects for unit in (item.lead_unit, *item.coop_units)}
    yield ("需求总数（项）", len(lists.needs))
    yield ("参加对接的需求（项）", needs)
    yield ("已对接（项）", met)
    yield ("需求满足率", met / needs if needs else None)
    yield ("紧急需求满足率", urgent_met / urgent if urgent else None)
    yield ("资源总数（项）", len(usable))
    yield ("资源利用率", used / len(usable) if usable else None)
    yield ("承接单位（个）", len(units))
    yield ("惠及人数（人次）", sum(row.people for row in rows))
    yield ("方案状态", _status(outcome.plan.status))


def _status(status: PlanStatus) -> str:
    return "已证明最好" if status is PlanStatus.PROVEN_BEST else "目前最好"


def add_figures(workbook: Workbook, material: Material) -> None:
    """Add a sheet for each page of tables and charts."""
    for page in PAGES:
        items = tuple(item for item in page.items(material) if item.rows)
        if items:
            _write_page(workbook.create_sheet(page.sheet), page, items, material)


def _write_page(
    sheet: Worksheet, page: FigurePage, items: Sequence[Figures], material: Material
) -> None:
    fonts, count = material.fonts, len(WIDTHS)
    for number, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    title = material.words(page.title)
    merged_line(sheet, 1, 1, count, title, Style.TITLE)
    sheet.row_dimensions[1].height = row_height([(title, sum(WIDTHS))], fonts.title_size)
    row = 2
    for item in items:
        row = _write_figures(sheet, row, item, material)
    sheet.freeze_panes = "A2"
    area = f"A1:{get_column_letter(count)}{row - 1}"
    set_page(sheet, OFFICE_PAGE, header_rows="1:1", area=area)
    if len(items[-1].rows) <= MOST_ROWS:
        sheet.page_setup.fitToHeight = 1


def _write_figures(sheet: Worksheet, row: int, item: Figures, material: Material) -> int:
    fonts = material.fonts
    sheet.row_dimensions[row].height = 10
    merged_line(sheet, row + 1, 1, _TABLE_WIDTH, item.caption, Style.SECTION)
    sheet.row_dimensions[row + 1].height = 24
    head = row + 2
    for number, words in enumerate(item.header, 1):
        put(sheet.cell(head, number), words, Style.HEAD)
    sheet.row_dimensions[head].height = row_height([("", 10)], fonts.head_size)
    for offset, values in enumerate(item.rows, 1):
        _write_values(sheet, head + offset, values, item.formats)
        texts = [(str(values[0]), float(WIDTHS[0]))]
        sheet.row_dimensions[head + offset].height = row_height(texts, fonts.body_size)
    last = head + len(item.rows)
    if item.chart:
        sheet.add_chart(_chart(sheet, item, head, last), f"{CHART_FROM}{row + 1}")
        last = _below_chart(sheet, row + 1, last)
    return last + 1


def _write_values(
    sheet: Worksheet, row: int, values: Sequence[Value], formats: Sequence[str]
) -> None:
    put(sheet.cell(row, 1), values[0], Style.LEFT)
    for number, value in enumerate(values[1:], 2):
        known = formats[number - 2] if formats else ""
        share = _PERCENT if isinstance(value, float) else "0"
        put(sheet.cell(row, number), value, Style.CENTRE, known or share)


def _below_chart(sheet: Worksheet, first: int, last: int) -> int:
    """The last row the chart covers, rows given a height so that it is known."""
    needed = (CHART_CM[1] + 0.4) / 2.54 * 72
    row, high = first, 0.0
    while high < needed or row <= last:
        if sheet.row_dimensions[row].height is None:
            sheet.row_dimensions[row].height = 18
        high += sheet.row_dimensions[row].height
        row += 1
    return row - 1


def _chart(sheet: Worksheet, item: Figures, head: int, last: int) -> BarChart | PieChart:
    chart = PieChart() if item.chart == "pie" else BarChart()
    stacked = item.chart in ("stacked", "lying")
    data = Reference(sheet, min_col=2, max_col=3 if stacked else 2, min_row=head, max_row=last)
    chart.add_data(data, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=head + 1, max_row=last))
    chart.title = None
    chart.width, chart.height = CHART_CM
    chart.dataLabels = DataLabelList(
        numFmt="0;;",
        showVal=True,
        showSerName=False,
        showCatName=False,
        showLegendKey=False,
        showPercent=False,
    )
    if isinstance(chart, BarChart):
        _dress_bars(chart, stacked=stacked)
        if item.chart == "lying":
            chart.type = "bar"
            chart.x_axis.scaling.orientation = "maxMin"
    return chart


def _dress_bars(chart: BarChart, *, stacked: bool) -> None:
    chart.type = "col"
    chart.gapWidth = 60
    if stacked:
        chart.grouping, chart.overlap = "stacked", 100
        chart.legend.position = "b"
    else:
        chart.legend = None
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.majorGridlines = None
    chart.y_axis.number_format = "0"
