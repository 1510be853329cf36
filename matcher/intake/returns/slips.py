"""What the columns of our own slips mean where the importer's vocabulary alone would not tell."""

from collections.abc import Mapping, Sequence

from matcher.domain import Layout, SheetKind
from matcher.sheets.book import column_letter
from matcher.vocabulary.headers import fold_header

ANSWER = "接单意见"
STATES: Mapping[str, str] = {"接单": "已接单", "需协商": "待单位确认"}
"""What a unit answers → the state of the project; other words stay as written."""

_DISPATCH = {
    ANSWER: "status",
    "完成日期": "finished_on",
    "责任人": "leader",
    "满意度": "rating",
    "本单位角色": "",
    "合作单位": "",
    "反馈说明": "",
}
_REPLY = {
    "需求编号": "need_no",
    "需求名称": "title",
    "提出人": "applicant",
    "办理结果": "",
    "情况说明": "",
    "承接单位": "",
    "单位联络员": "",
    "计划时间": "",
    "回告情况": "",
    "回告日期": "",
    "备注": "",
}
_SLIPS: tuple[tuple[str, SheetKind, Mapping[str, str]], ...] = (
    (ANSWER, SheetKind.PROJECTS, _DISPATCH),
    ("回告情况", SheetKind.NEEDS, _REPLY),
)
"""A heading only this slip has → what it holds, heading → field (empty = kept under its heading)."""


def layout_of(
    header: Sequence[str], kind: SheetKind, header_row: int | None, wish: Layout
) -> Layout:
    """How a list of ours is read: by the meaning of its headings, the user's corrections on top.

    Args:
        header: Headings by column, from the first on.
        kind: What it was handed out as.
        header_row: 1-based row of the header; ``None`` = where it looks like one.
        wish: What the user has corrected of the sheet.
    """
    folded = [fold_header(text) for text in header]
    columns: dict[str, str] = {}
    for mark, of_slip, meaning in _SLIPS:
        if fold_header(mark) in folded:
            kind = of_slip
            known = {fold_header(text): code for text, code in meaning.items()}
            columns = {
                column_letter(number): known[text]
                for number, text in enumerate(folded, 1)
                if text in known
            }
    return Layout(
        kind=wish.kind or kind,
        header_row=wish.header_row or header_row,
        columns=tuple((columns | dict(wish.columns)).items()),
        include=True,
    )


def is_answer(header: Sequence[str]) -> bool:
    """Whether the state of a project stands in the words of a unit's answer."""
    return fold_header(ANSWER) in {fold_header(text) for text in header}
