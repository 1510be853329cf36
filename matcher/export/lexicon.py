"""The lexicon as one workbook to be edited: filters, drop-downs, and a sheet that says how."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from matcher.domain import VocabularyChanges, WordList
from matcher.export.files import save
from matcher.export.look import OFFICE_FONTS, Fonts
from matcher.export.result import new_workbook
from matcher.vocabulary import load
from matcher.vocabulary.sheets import HEADERS as LIST_HEADERS
from matcher.vocabulary.sheets import list_lines
from matcher.vocabulary.workbook import ANSWERS, HEADERS, SHEET, STRENGTHS, lines

NAME = "词库.xlsx"
GUIDE, CLASSES = "说明", "类别"
SPARE_ROWS = 2000
"""Lines below the last one that have drop-downs too."""

_WIDTHS = (12, 18, 24, 8, 8, 30)
_LIST_WIDTHS = (30, 24, 8, 30)
_RULES = (
    "本表是程序判断“哪项资源适合哪项需求”所用的词库，一行一个词。",
    "增加词：在表末空行填写二级类别和词，强弱、启用可空（按“强”“是”）。一级类别可空，由二级类别确定。",
    "停用词：保留该行，把“启用”改成“否”。从表中删去一行不会停用它。",
    "强弱：强＝看到它基本就能断定是这一类；弱＝只是有点像。拿不准时填“弱”。",
    "词中间可写 * 号，代表其间最多五个字，如“没*灯”；词里不能有标点和空格。",
    "类别不能增减；同一个词可以写在几个类别里，各写一行。",
    "“具体事项”表：轮椅、血糖仪等同一类别里不能互相代替的事项；新增事项写“名称<上位事项”，没有上位的只写名称。",
    "“人群词”“否定词”“表头别名”表：写法同上，一行一个词，归属照抄表中已有的写法；停用某词请把“启用”改成“否”。",
    "“单位性质词”表：单位名称或性质里有哪些词就算哪一类单位，供利益冲突规则使用；可以新增归属，再在规则的“单位用词”里写它。",
    "“量词”表：数量后面的词。归属写“场次”的按次数算（3场＝3次），写“物品”的在要东西时按件数算（奶粉3罐＝3件），“其他”的（户、处、平方米）不算次数；量词在下次导入清单时起作用。",
    "改好后在程序中导入：先看到会影响哪些对接，确认后才生效，生效后请重新匹配。",
)


def write_lexicon(changes: VocabularyChanges, folder: Path, *, fonts: Fonts = OFFICE_FONTS) -> Path:
    """Write the words in force and those switched off; nothing that exists is overwritten.

    Raises:
        CannotWrite: The file could not be written.
    """
    workbook = new_workbook(SHEET, None, fonts)
    sheet = workbook.create_sheet(SHEET)
    last = _write_words(sheet, changes, fonts)
    _write_guide(workbook.create_sheet(GUIDE), fonts)
    for table in WordList:
        _write_list(workbook.create_sheet(table.label), changes, table, fonts)
    classes = _write_classes(workbook)
    _add_choices(sheet, last + SPARE_ROWS, classes)
    return save(workbook, folder, NAME)


def _write_words(sheet: Worksheet, changes: VocabularyChanges, fonts: Fonts) -> int:
    _head(sheet, HEADERS, _WIDTHS, fonts)
    row = 1
    for row, line in enumerate(lines(changes), start=2):
        for column, text in enumerate(line, start=1):
            if text:
                _text(sheet, row, column, text)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(HEADERS))}{row}"
    return row


def _write_list(
    sheet: Worksheet, changes: VocabularyChanges, table: WordList, fonts: Fonts
) -> None:
    _head(sheet, LIST_HEADERS, _LIST_WIDTHS, fonts)
    row = 1
    for row, line in enumerate(list_lines(changes, table), start=2):
        for column, text in enumerate(line, start=1):
            if text:
                _text(sheet, row, column, text)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(LIST_HEADERS))}{row}"
    rule = DataValidation(type="list", formula1=f'"{",".join(ANSWERS)}"', allow_blank=True)
    rule.showErrorMessage = True
    rule.add(f"C2:C{row + SPARE_ROWS}")
    sheet.add_data_validation(rule)


def _head(sheet: Worksheet, names: Sequence[str], widths: Sequence[int], fonts: Fonts) -> None:
    head = Font(name=fonts.head, size=fonts.head_size, bold=True)
    for column, name in enumerate(names, start=1):
        cell = sheet.cell(1, column, name)
        cell.font = head
        cell.fill = PatternFill("solid", fgColor="EEEEEE")
        cell.alignment = Alignment(horizontal="center", vertical="center")
        sheet.column_dimensions[get_column_letter(column)].width = widths[column - 1]


def _text(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """A cell that is text whatever it begins with: no remark is a formula."""
    cell = sheet.cell(row, column)
    cell.value = text
    cell.data_type = "s"


def _write_guide(sheet: Worksheet, fonts: Fonts) -> None:
    sheet.column_dimensions["A"].width = 100
    for row, rule in enumerate(_RULES, start=1):
        cell = sheet.cell(row, 1, f"{row}．{rule}")
        cell.font = Font(name=fonts.body, size=fonts.body_size)
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _write_classes(workbook: Workbook) -> Worksheet:
    sheet = workbook.create_sheet(CLASSES)
    for row, category in enumerate(load().categories, start=1):
        sheet.cell(row, 1, category.l1)
        sheet.cell(row, 2, category.l2)
    sheet.column_dimensions["A"].width = sheet.column_dimensions["B"].width = 18
    return sheet


def _add_choices(sheet: Worksheet, last: int, classes: Worksheet) -> None:
    firsts = ",".join(dict.fromkeys(category.l1 for category in load().categories))
    seconds = f"{quote_sheetname(CLASSES)}!$B$1:$B${classes.max_row}"
    choices = {
        "A": f'"{firsts}"',
        "B": seconds,
        "D": f'"{",".join(STRENGTHS)}"',
        "E": f'"{",".join(ANSWERS)}"',
    }
    for letter, formula in choices.items():
        rule = DataValidation(type="list", formula1=formula, allow_blank=True)
        rule.showErrorMessage = True
        rule.errorTitle, rule.error = "请从下拉中选择", "这一栏只能填写下拉中的选项。"
        rule.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(rule)
