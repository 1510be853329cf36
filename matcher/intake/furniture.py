"""Rows of office lists that are no record: totals, notes, signatures, hints, examples."""

import re
from collections.abc import Mapping, Sequence

from matcher.intake.text import is_nothing, narrow
from matcher.sheets.book import Cell

_TOTAL = re.compile(
    r"(?:本页|本表|全街道?|社区|分类|本月|各项)?(?:合计|小计|总计|共计|累计|总数)(?:[:(].*|\d.*|共.*|[项条个件]|)$"
)
_NOTE = re.compile(
    r"^(?:备注|注|说明|填表说明|填报说明|填写说明|填表要求|填报要求|注意事项|附注|温馨提示|提示)(?:\d*[:.、]|$)"
    r"|^(?:填报人|填表人|制表人?|审核人?|审批人|经办人|负责人|单位负责人|社区负责人|主要负责人|分管领导|领导签字|联系人|联系电话|报送单位|填报单位|填报时间|填报日期|填表日期|制表日期|日期|书记签字|社区书记)"
    r"(?:签字|签名|签章|\(签字\)|\(签章\)|\(盖章\)|\(签名\))?[:_]"
    r"|^\(?(?:盖章|公章|签字|签章|签名)\)?[:_]?$|\((?:盖章|公章|签章|签字盖章)\)|^\(?联系电话[:]"
    r"|^\d{4}年\d*_*月\d*_*日$|^_*年_*月_*日$|以下空白|以下为空"
)
_EXAMPLE = re.compile(
    r"^(?:示例|样例|范例|填写示例|填报示例|例)(?:\d*|行)(?:[:：].*|[(（].*|)$|^[(（【\[](?:示例|样例|范例|例)[)）】\]]"
)


def is_total(text: str) -> bool:
    """合计, 小 计, 总计：12项."""
    return len(text) <= 40 and _TOTAL.match(narrow(text)) is not None


def is_note(text: str) -> bool:
    """The beginning of a footer: 备注：…, 填报人：, 签字盖章."""
    return _NOTE.search(narrow(text)) is not None


_LABEL = re.compile(
    r"^(?:填报人|填表人|制表人|制表|审核人|审核|审批人|复核人|单位负责人|社区负责人|主要负责人|分管领导|负责人签字|领导签字|签字|盖章|公章)$"
)
_INSTRUCTION = re.compile(
    r"^(?:请(?!求|愿)|以上|如有|各(?:社区|单位|支部)请|此表|本表|[*※]|特此)|报送至|报至|发送至|填写完整|前报送|统一填写"
)
_HINT = re.compile(
    r"^(?:如[::,]|例如|例[::]|请(?:填|选|按|写)|填写|填(?:全称|数字|姓名)|下拉|必填|选填|格式|单选|多选|\(.+\)$)"
)


def is_label(text: str) -> bool:
    """A label of the signature line without its colon: 填报人, 审核人."""
    return _LABEL.match(narrow(text)) is not None


def is_instruction(text: str) -> bool:
    """A line that tells what to do with the list."""
    return _INSTRUCTION.search(narrow(text)) is not None


def is_hint_row(texts: Sequence[str]) -> bool:
    """A line below the header that says how to fill in each column."""
    hints = sum(1 for text in texts if _HINT.match(narrow(text)))
    return hints >= 2 and hints >= 0.6 * len(texts)


def is_column_numbers(texts: Sequence[str]) -> bool:
    """A line below the header that counts the columns: 1 2 3 4, (1) (2) (3), 甲 1 2 3."""
    bare = [narrow(text).strip("()[]") for text in texts]
    if bare and bare[0] in {"甲", "栏次", "列次"}:
        bare = bare[1:]
    numbers = [int(text) for text in bare if text.isdecimal() and len(text) <= 2]
    return len(numbers) >= 3 and numbers == list(range(numbers[0], numbers[0] + len(bare)))


def is_example(text: str) -> bool:
    """A row that shows how to fill in the list."""
    return _EXAMPLE.match(narrow(text)) is not None


def is_blank_row(cells: Mapping[int, Cell]) -> bool:
    """Whether every cell says that there is nothing."""
    return all(is_nothing(cell.text) for cell in cells.values())
