"""Blank lists to hand out: drop-downs, input notes, one example row the importer skips, ids for the others."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from matcher import vocabulary
from matcher.domain.ids import batch_code, blank_ids
from matcher.export.blanks import CATEGORIES, EXAMPLE, LISTS, Blank, BlankList
from matcher.export.files import save
from matcher.export.heights import row_height
from matcher.export.look import OFFICE_FONTS, OFFICE_PAGE, Fonts, Style, set_page
from matcher.export.result import new_workbook
from matcher.export.table import (
    FIRST_ROW,
    HEAD_ROW,
    LINE_ROW,
    TITLE_ROW,
    merged_line,
    put,
)

BLANK_ROWS = 50
"""Empty rows with borders; more can be added below."""

LAST_ROW = 1000
"""Drop-downs and text format reach this row."""

GUIDE, OPTIONS = "填表说明", "选项"
_PROMPT_LONGEST = 250
_ROW_HEIGHT = 30.0
"""Points; room for an id on two lines, also in a broader font that stands in."""

_GUIDE_WIDTH = 130
_SIGNATURE = "填报人：　　　　　审核人：　　　　　负责人签字（盖章）："

_RULES = (
    "1．带 * 的栏目必须填写；其余栏目有就填，没有可空着，不要写“同上”。",
    "2．第4行是填写示例，导入时自动跳过，不必删除；请从第5行开始填写，一行一项。",
    "3．请不要改动表头，不要合并单元格；行数不够时接着往下填写即可。",
    "4．下拉中没有合适的词时，可以直接填写自己的说法。",
    "5．请不要填写身份证号码等与对接无关的个人信息。",
)
_NUMBER_RULE = (
    "6．灰色的编号已经填好，请勿改动、复制或下拉；更正后再报时，程序靠它找到同一行。"
    "一份空白表只给一个社区（单位）用一次，再发请重新生成。"
)


def write_templates(
    folder: Path,
    *,
    fonts: Fonts = OFFICE_FONTS,
    month: str | None = None,
    seed: int | None = None,
) -> tuple[Path, ...]:
    """Write the four blank lists and return where they are; nothing that exists is overwritten.

    The empty rows of needs and resources carry ids; those of two calls differ.

    Args:
        folder: Made when it is not there.
        fonts: What they are set in.
        month: The ids' month, ``2026-06``; ``None`` = this month.
        seed: Gives the same ids each time; ``None`` = by chance.

    Raises:
        CannotWrite: A file could not be written.
    """
    named = month or f"{date.today():%Y-%m}"
    batch = batch_code(seed)
    return tuple(_write(spec, folder, fonts, _ids(spec, named, batch)) for spec in LISTS)


def _ids(spec: BlankList, month: str, batch: str) -> tuple[str, ...]:
    """Ids of the empty rows; none where no column takes any."""
    kind = next((column.numbered for column in spec.columns if column.numbered), "")
    return blank_ids(kind, month, batch, BLANK_ROWS) if kind else ()


def _write(spec: BlankList, folder: Path, fonts: Fonts, ids: Sequence[str]) -> Path:
    workbook = new_workbook(f"{spec.name}（空白表）", None, fonts)
    sheet = workbook.create_sheet(spec.name)
    _write_form(sheet, spec, fonts)
    _write_ids(sheet, spec, ids)
    _write_guide(workbook, spec, fonts)
    options = {CATEGORIES: tuple(str(item) for item in vocabulary.load().categories)}
    wanted = {column.options for column in spec.columns if column.options}
    used = {name: words for name, words in options.items() if name in wanted}
    if used:
        _write_options(workbook, used)
    _add_rules(sheet, spec, used)
    return save(workbook, folder, f"{spec.name}.xlsx")


def _write_form(sheet: Worksheet, spec: BlankList, fonts: Fonts) -> None:
    count = len(spec.columns)
    total = sum(column.width for column in spec.columns)
    merged_line(sheet, TITLE_ROW, 1, count, f"　　　　年　　月{spec.name}", Style.TITLE)
    sheet.row_dimensions[TITLE_ROW].height = row_height([("", total)], fonts.title_size)
    half = count // 2
    merged_line(sheet, LINE_ROW, 1, half, "填报单位：", Style.LINE_LEFT)
    merged_line(
        sheet, LINE_ROW, half + 1, count, "填报日期：　　　年　　月　　日", Style.LINE_RIGHT
    )
    sheet.row_dimensions[LINE_ROW].height = row_height([("", total)], fonts.line_size)
    for number, column in enumerate(spec.columns, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = column.width
        put(sheet.cell(HEAD_ROW, number), column.heading, Style.HEAD)
        put(sheet.cell(FIRST_ROW, number), column.example, Style.EXAMPLE)
        for row in range(FIRST_ROW + 1, FIRST_ROW + 1 + BLANK_ROWS):
            put(sheet.cell(row, number), None, Style.LEFT)
        if column.text:
            _keep_digits(sheet, letter, number)
    heads = [(column.heading, column.width) for column in spec.columns]
    sheet.row_dimensions[HEAD_ROW].height = row_height(heads, fonts.head_size)
    examples = [(column.example, column.width) for column in spec.columns]
    sheet.row_dimensions[FIRST_ROW].height = row_height(examples, fonts.body_size)
    for row in range(FIRST_ROW + 1, FIRST_ROW + 1 + BLANK_ROWS):
        sheet.row_dimensions[row].height = _ROW_HEIGHT
    sheet.freeze_panes = sheet.cell(FIRST_ROW, 1)
    set_page(sheet, OFFICE_PAGE, header_rows=f"{HEAD_ROW}:{HEAD_ROW}")
    sheet.oddFooter.left.text = _SIGNATURE
    sheet.oddFooter.center.text = ""
    sheet.oddFooter.right.text = "第 &P 页 共 &N 页"


def _write_ids(sheet: Worksheet, spec: BlankList, ids: Sequence[str]) -> None:
    for number, column in enumerate(spec.columns, 1):
        if column.numbered:
            for row, identifier in enumerate(ids, FIRST_ROW + 1):
                put(sheet.cell(row, number), identifier, Style.FIXED)
                sheet.cell(row, number).number_format = "@"


def _keep_digits(sheet: Worksheet, letter: str, number: int) -> None:
    """Text format for the whole column, so that a phone stays as it is typed."""
    sheet.column_dimensions[letter].number_format = "@"
    for row in range(FIRST_ROW, FIRST_ROW + 1 + BLANK_ROWS):
        sheet.cell(row, number).number_format = "@"


def _add_rules(sheet: Worksheet, spec: BlankList, options: Mapping[str, tuple[str, ...]]) -> None:
    """Drop-downs where there are choices, and the note for every column."""
    for number, column in enumerate(spec.columns, 1):
        source = _source(column, options)
        rule = DataValidation(type="list" if source else None, formula1=source, allow_blank=True)
        rule.promptTitle = column.name
        rule.prompt = _prompt(column)
        rule.showInputMessage = True
        if source:
            rule.errorStyle = "warning"
            rule.showErrorMessage = True
            rule.errorTitle = column.name
            rule.error = "这个词不在下拉选项中，仍要使用吗？"
        if column.numbered:
            _warn_of_changes(rule, column)
        sheet.add_data_validation(rule)
        letter = get_column_letter(number)
        rule.add(f"{letter}{FIRST_ROW + 1}:{letter}{LAST_ROW}")


def _warn_of_changes(rule: DataValidation, column: Blank) -> None:
    """Whatever is typed over an id is asked about first."""
    rule.type, rule.formula1 = "custom", "FALSE"
    rule.errorStyle = "warning"
    rule.showErrorMessage = True
    rule.errorTitle = column.name
    rule.error = "编号已填好，请勿改动；改动后这一行会当作新的一项。仍要改动吗？"


def _source(column: Blank, options: Mapping[str, tuple[str, ...]]) -> str | None:
    if column.choices:
        return f'"{",".join(column.choices)}"'
    if column.options:
        letter = get_column_letter(list(options).index(column.options) + 1)
        last = len(options[column.options]) + 1
        return f"{quote_sheetname(OPTIONS)}!${letter}$2:${letter}${last}"
    return None


def _prompt(column: Blank) -> str:
    must = "必填。" if column.required else ""
    return f"{must}{column.note}"[:_PROMPT_LONGEST]


def _write_guide(workbook: Workbook, spec: BlankList, fonts: Fonts) -> None:
    """Sentences in one column: a table of headings would be read back as one more list."""
    sheet = workbook.create_sheet(GUIDE)
    put(sheet.cell(1, 1), f"{spec.name}填表说明（{spec.who}）", Style.TITLE)
    sheet.row_dimensions[1].height = row_height([("", _GUIDE_WIDTH)], fonts.title_size)
    numbered = any(column.numbered for column in spec.columns)
    rules = (*_RULES, _NUMBER_RULE) if numbered else _RULES
    lines = [*rules, "各栏目怎么填：", *(_guidance(column) for column in spec.columns)]
    for row, words in enumerate(lines, 2):
        put(sheet.cell(row, 1), words, Style.NOTE)
        sheet.row_dimensions[row].height = row_height([(words, _GUIDE_WIDTH)], fonts.body_size)
    sheet.column_dimensions["A"].width = _GUIDE_WIDTH
    set_page(sheet, OFFICE_PAGE, header_rows="1:1", area=f"A1:A{len(lines) + 1}")
    sheet.page_setup.fitToHeight = 1


def _guidance(column: Blank) -> str:
    must = "必填" if column.required else "选填"
    example = f"例如：{column.example}" if column.example not in ("", EXAMPLE) else ""
    return f"　　{column.name}（{must}）：{column.note}。{example}"


def _write_options(workbook: Workbook, options: Mapping[str, tuple[str, ...]]) -> None:
    sheet = workbook.create_sheet(OPTIONS)
    for number, (name, words) in enumerate(options.items(), 1):
        put(sheet.cell(1, number), name, Style.HEAD)
        for row, word in enumerate(words, 2):
            put(sheet.cell(row, number), word, Style.LEFT)
        sheet.column_dimensions[get_column_letter(number)].width = 36
    sheet.freeze_panes = "A2"
    set_page(sheet, OFFICE_PAGE, header_rows="1:1")
