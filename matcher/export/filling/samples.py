"""Our own papers as templates, made from the layout they are written with: to be changed and given back."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from openpyxl import Workbook

from matcher.domain.office import Office
from matcher.domain.papers import PaperKind
from matcher.export.files import WorkbookWriter, place
from matcher.export.filling.names import FACTS, NUMBER, SUBJECT, fields_of, list_names, plain
from matcher.export.heights import row_height
from matcher.export.look import Style, add_styles, fonts_of
from matcher.export.papers import dispatch, needs, notice, projects, replies
from matcher.export.papers.layout import ListPaper
from matcher.export.papers.word import (
    OFFICIAL,
    Face,
    add_page_numbers,
    add_table,
    add_words,
    new_document,
    write_document,
)
from matcher.export.result import MAKER
from matcher.export.table import FIRST_ROW, Column, Heading, Overflow, put, write_table

_WORKBOOKS: tuple[tuple[str, ListPaper], ...] = (
    ("项目", projects.PAPER),
    ("派单", dispatch.PAPER),
    ("回告", replies.PAPER),
    ("公示", notice.PAPER),
    ("需求", needs.PAPER),
)
_WORDS = {
    "month": "{{月份}}",
    "office": "{{填报单位}}",
    "day": "{{日期}}",
    "subject": f"{{{{{SUBJECT}}}}}",
    "phone": "{{联系电话}}",
    "address": "{{单位地址}}",
    "when": "{{会议时间}}",
    "place": "{{会议地点}}",
    "chair": "{{主持人}}",
    "contact": "{{联系人}}",
    "version": "",
}
_BY_HAND = frozenset({"接单意见", "责任人", "完成日期", "反馈说明", "回告情况", "回告日期"})
_MINUTES = (
    ("序号", 10.0),
    ("项目名称", 36.0),
    ("所属社区", 22.0),
    ("牵头单位", 32.0),
    ("配合单位", 32.0),
    ("计划时间", 24.0),
)
_STILL = datetime(2020, 1, 1)
GUIDE = "可用占位符.xlsx"


def write_form_templates(folder: Path, office: Office | None = None) -> tuple[Path, ...]:
    """Write our papers as templates and a list of all placeholders; nothing that exists is overwritten.

    Args:
        folder: Made when missing.
        office: Whose fonts they are set in; ``None`` = the usual ones.

    Raises:
        CannotWrite: A file could not be written.
    """
    mine = office or Office()
    paths = [
        place(WorkbookWriter(_form(name, paper, mine)), folder, f"{paper.kind.label}-模板.xlsx")[0]
        for name, paper in _WORKBOOKS
    ]
    paths.append(place(_minutes(mine), folder, f"{PaperKind.MINUTES.label}-模板.docx")[0])
    paths.append(place(WorkbookWriter(_guide(mine)), folder, GUIDE)[0])
    return tuple(paths)


def _workbook(office: Office) -> Workbook:
    workbook = Workbook()
    workbook.remove(workbook.active)
    add_styles(workbook, fonts_of(office))
    workbook.properties.creator = workbook.properties.lastModifiedBy = MAKER
    workbook.properties.created = workbook.properties.modified = _STILL
    return workbook


def _form(name: str, paper: ListPaper, office: Office) -> Workbook:
    workbook = _workbook(office)
    sheet = workbook.create_sheet(paper.sheet)
    write_table(
        sheet,
        Heading(*(text.format_map(_WORDS) for text in (paper.title, paper.left, paper.right))),
        [_column(name, column) for column in paper.columns],
        [name],
        fonts=fonts_of(office),
        overflow=Overflow(),
        frozen=paper.frozen,
        page=paper.page,
        signature=paper.signature.format_map(_WORDS),
    )
    # As low as a row may be: what is filled in makes it as high as it needs.
    sheet.row_dimensions[FIRST_ROW].height = row_height((), fonts_of(office).body_size)
    return workbook


def _column(name: str, column: Column[Any]) -> Column[Any]:
    """The column with its placeholder for a value; what is filled in by hand stays blank."""
    heading = plain(column.header)
    by_hand = name in ("派单", "回告") and heading in _BY_HAND
    text = None if by_hand else f"{{{{{name}.{heading}}}}}"
    return Column(column.header, column.width, lambda _: text, column.align, choices=column.choices)


def _minutes(office: Office) -> Any:  # noqa: ANN401 - writes into a stream
    sheet = OFFICIAL
    document = new_document(office, "会议纪要", _STILL, MAKER, sheet)
    heavy = Face(office.title_fonts[0], sheet.title_size)
    head, body = Face(office.head_fonts[0], sheet.size), Face(office.body_fonts[0], sheet.size)
    add_words(document, "{{月份}}党建联席会议纪要", heavy, line=36, align="center")
    for label, value in _facts():
        add_words(document, f"{label}：{value}", body, line=sheet.line)
    for words, face in (
        ("一、会议内容", head),
        ("（{{议程.序号}}）{{议程.议题}}。{{议程.要点}}", body),
        ("二、会议审议通过的项目服务清单", head),
        ("会议审议项目{{项目数}}项，未对接需求{{未对接数}}项，详见附件。", body),
        ("三、会议要求", head),
        ("各牵头单位要按清单明确责任人，主动与社区对接，按时完成。", body),
    ):
        add_words(document, words, face, line=sheet.line, indent=2)
    for words in ("{{填报单位}}", "{{日期}}"):
        add_words(document, words, body, line=sheet.line, align="right", before=6)
    document.add_page_break()
    add_words(document, "附件", head, line=sheet.line)
    caption = Face(office.title_fonts[0], 18)
    add_words(document, "{{月份}}项目服务清单", caption, line=sheet.line, align="center")
    add_table(
        document,
        [heading for heading, _ in _MINUTES],
        [width for _, width in _MINUTES],
        [[f"{{{{项目.{heading}}}}}" for heading, _ in _MINUTES]],
        Face(office.head_fonts[0], sheet.table_size),
        Face(office.body_fonts[0], sheet.table_size),
    )
    add_page_numbers(document, Face("宋体", 14))

    def write(stream: IO[bytes]) -> None:
        write_document(document, stream, "")

    return write


def _facts() -> Iterator[tuple[str, str]]:
    yield "时　　间", "{{会议时间}}"
    yield "地　　点", "{{会议地点}}"
    yield "主 持 人", "{{主持人}}"
    yield "记 录 人", "{{记录人}}"
    yield "参会人员", "{{参会人员}}"


def _guide(office: Office) -> Workbook:
    """Every placeholder with what it stands for; written with brackets of another kind, so that it is no template."""
    workbook = _workbook(office)
    sheet = workbook.create_sheet("可用占位符")
    rows = [("写法", "说明")]
    rows += [(f"｛｛{name}｝｝", "整份文书只有一个值") for name in FACTS]
    rows.append((f"｛｛{SUBJECT}｝｝", "派单的单位、回告的社区；每个单位（社区）各生成一份"))
    for name in list_names():
        for field in (NUMBER, *(one.name for one in fields_of(name))):
            rows.append((f"｛｛{name}.{field}｝｝", f"所在的行按“{name}”清单逐项重复"))
    for number, line in enumerate(rows, 1):
        for column, text in enumerate(line, 1):
            put(sheet.cell(number, column), text, Style.HEAD if number == 1 else Style.LEFT)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 34, 60
    sheet.freeze_panes = "A2"
    return workbook
