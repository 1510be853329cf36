"""What the import assistant shows of a draft: rows as values, columns as data."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from matcher.domain import (
    Choices,
    FileReport,
    Issue,
    Layout,
    Proposal,
    Severity,
    SheetKind,
    SheetReport,
    field_label,
)
from matcher.service import DraftView
from ui.tables import Column

_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]*")
_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_TONE = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.INFO: "info"}
CORRECTED = "已改"
"""What stands in place of the severity once the issue is gone."""

# -- sheets


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A table of a sheet with what the user said about it.

    Attributes:
        file: Name of the file.
        sheet: What was understood.
        number: 1 for the first table of the sheet; corrections reach only that one.
        layout: What the user said.
    """

    file: str
    sheet: SheetReport
    number: int
    layout: Layout

    @property
    def key(self) -> str:
        """File, sheet and number."""
        return f"{self.file}\n{self.sheet.sheet}\n{self.number}"

    @property
    def name(self) -> str:
        """The sheet, and which table of it where there are several."""
        more = f"（第 {self.number} 张表）" if self.number > 1 else ""
        return f"{self.sheet.sheet}{more}"

    @property
    def kind(self) -> SheetKind:
        """What it holds, the user's word first."""
        if self.number == 1 and self.layout.kind is not None:
            return self.layout.kind
        return self.sheet.kind

    @property
    def taken(self) -> bool:
        """Whether its rows are imported."""
        shown = not self.sheet.hidden or self.layout.include
        return shown and self.kind is not SheetKind.OTHER

    @property
    def left_out(self) -> bool:
        """Whether it has rows of which none is imported, without the user having said so."""
        if self.sheet.hidden or self.layout.kind is SheetKind.OTHER:
            return False
        return self.sheet.kind is SheetKind.OTHER and self.sheet.rows_read > 0

    @property
    def asked(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Columns to ask about that the user has not answered: pairs (letter, likely fields)."""
        answered = {letter for letter, _ in self.layout.columns} if self.number == 1 else set()
        unsure = self.sheet.unsure if self.taken else ()
        return tuple((letter, codes) for letter, codes in unsure if letter not in answered)

    def field_of(self, letter: str) -> str | None:
        """The field of a column, the user's word first; empty = none, ``None`` = not known."""
        if self.number == 1 and letter in dict(self.layout.columns):
            return dict(self.layout.columns)[letter]
        return dict(self.sheet.columns).get(letter)


def sheet_entries(draft: DraftView, choices: Choices) -> tuple[SheetEntry, ...]:
    """Every table of every usable file."""
    layouts = {(file, sheet): layout for file, sheet, layout in choices.layouts}
    found: list[SheetEntry] = []
    for report in draft.files:
        seen: dict[str, int] = {}
        for sheet in report.sheets:
            seen[sheet.sheet] = seen.get(sheet.sheet, 0) + 1
            layout = layouts.get((report.file, sheet.sheet), Layout())
            found.append(SheetEntry(report.file, sheet, seen[sheet.sheet], layout))
    return tuple(found)


def refused_files(draft: DraftView) -> tuple[FileReport, ...]:
    """Files that could not be used."""
    return tuple(report for report in draft.files if report.refused is not None)


@dataclass(frozen=True, slots=True)
class ColumnState:
    """How well a column is understood.

    Attributes:
        words: 确定, 待确认, 未识别 …
        tone: Colour of the words.
        tip: More about it.
    """

    words: str
    tone: str
    tip: str


def column_state(entry: SheetEntry, letter: str) -> ColumnState:
    """How well a column is understood."""
    if entry.number == 1 and letter in dict(entry.layout.columns):
        return ColumnState("已指定", "good", "由您指定；以后遇到同样的表头会自动照办")
    likely = dict(entry.asked).get(letter)
    if likely:
        names = "、".join(field_label(entry.kind, code) for code in likely)
        return ColumnState("待确认", "warn", f"可能是：{names}。没有把握，请指定")
    if letter in dict(entry.sheet.columns):
        sure = dict(entry.sheet.confidence).get(letter, 100)
        return ColumnState("确定", "good", f"按表头文字和内容识别，把握 {sure}%；不对可以改")
    return ColumnState(
        "未识别", "muted", "不是清单里的栏目，内容原样保留，不参与匹配；需要时可以指定"
    )


# -- problems


@dataclass(frozen=True, slots=True)
class Problem:
    """An issue with what the user made of it.

    Attributes:
        number: Place in the order the files give.
        issue: What is wrong.
        new: What the cell shall say, or the unit meant; ``None`` = nothing was said.
        gone: Whether the correction has settled it.
    """

    number: int
    issue: Issue
    new: str | None = None
    gone: bool = False

    @property
    def key(self) -> str:
        """The same for the same issue before and after a revision."""
        issue = self.issue
        return "\n".join((issue.code, issue.file, issue.sheet, issue.cell, issue.value))


Place = tuple[str, str, str]
"""File, sheet and cell."""


def place_of(issue: Issue) -> Place:
    """Where an issue stands."""
    return issue.file, issue.sheet, issue.cell


def is_fixable(issue: Issue) -> bool:
    """Whether it is about one cell, which can be given another text."""
    return bool(issue.file and issue.sheet and _CELL.fullmatch(issue.cell))


def problems(
    draft: DraftView, choices: Choices, corrected: Mapping[Place, Issue]
) -> tuple[Problem, ...]:
    """Every issue of the draft's files, the grave ones first, then those the user has settled.

    Args:
        draft: What was understood.
        choices: What the user said.
        corrected: The issue at each place the user has corrected, as it was before.
    """
    issues = [issue for report in draft.files if not report.refused for issue in report.issues]
    fixes = {(fix.file, fix.sheet, fix.cell): fix.text for fix in choices.fixes}
    aliases = dict(choices.aliases)
    issues.sort(key=lambda issue: _WEIGHT[issue.severity])
    rows = [Problem(at, issue, _said(issue, fixes, aliases)) for at, issue in enumerate(issues)]
    left = {place_of(issue) for issue in issues}
    units = {issue.value for issue in issues if issue.names}
    for place, issue in corrected.items():
        said = _said(issue, fixes, aliases)
        still = issue.value in units if issue.value in aliases else place in left
        if said is not None and not still:
            rows.append(Problem(len(rows), issue, said, gone=True))
    return tuple(rows)


def _said(issue: Issue, fixes: Mapping[Place, str], aliases: Mapping[str, str]) -> str | None:
    if issue.names and issue.value in aliases:
        return aliases[issue.value]
    return fixes.get(place_of(issue))


def _advice(row: Problem) -> str:
    found = row.issue.names
    return f"就是“{found[0]}”" if found and row.new is None else ""


def _new_words(row: Problem) -> str:
    return "（空）" if row.new == "" else row.new or ""


PROBLEMS: tuple[Column[Problem], ...] = (
    Column(
        "severity",
        "程度",
        lambda row: CORRECTED if row.gone else row.issue.severity.label,
        84,
        sort=lambda row: (row.gone, _WEIGHT[row.issue.severity]),
        tone=lambda row: "good" if row.gone else _TONE[row.issue.severity],
        icon=lambda row: "check" if row.gone else row.issue.severity.value,
    ),
    Column("message", "说明", lambda row: row.issue.message, 290),
    Column(
        "where",
        "位置",
        lambda row: " › ".join(
            part for part in (row.issue.file, row.issue.sheet, row.issue.cell) if part
        ),
        170,
    ),
    Column("value", "现在的内容", lambda row: row.issue.value, 140),
    Column("new", "改成", _new_words, 140, tone=lambda row: "accent"),
    Column("advice", "建议（点一下采用）", _advice, 170, tone=lambda row: "info"),
)

# -- near duplicates


@dataclass(frozen=True, slots=True)
class Twin:
    """Two needs that may be one.

    Attributes:
        proposal: The two.
        first: Title of the one that would stay.
        second: Title of the one that would go into it.
        group: Number of the group they belong to, from 1.
        size: How many needs the group has.
        joined: Whether the user wants them to be one.
    """

    proposal: Proposal
    first: str
    second: str
    group: int
    size: int
    joined: bool

    @property
    def key(self) -> str:
        """Both ids."""
        return f"{self.proposal.first}\n{self.proposal.second}"

    @property
    def pair(self) -> tuple[str, str]:
        """Both ids."""
        return self.proposal.first, self.proposal.second


TWINS: tuple[Column[Twin], ...] = (
    Column(
        "joined",
        "处理",
        lambda row: "归并" if row.joined else "不归并",
        90,
        tone=lambda row: "accent" if row.joined else "muted",
        icon=lambda row: "check" if row.joined else "",
    ),
    Column(
        "score",
        "相似度",
        lambda row: f"{row.proposal.score / 10:.0f}%",
        70,
        sort=lambda row: row.proposal.score,
        right=True,
    ),
    Column(
        "first",
        "保留的需求",
        lambda row: row.first,
        280,
        tip=lambda row: f"{row.first}\n{row.proposal.first}",
    ),
    Column(
        "second",
        "归并进去的需求",
        lambda row: row.second,
        280,
        tip=lambda row: f"{row.second}\n{row.proposal.second}",
    ),
    Column("words", "相同的词", lambda row: "、".join(row.proposal.words), 190),
    Column(
        "group",
        "组",
        lambda row: f"{row.group}（{row.size} 项）",
        80,
        sort=lambda row: row.group,
    ),
)

# -- changes


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one thing.

    Attributes:
        id: Its id; a unit's name.
        state: ``new``, ``changed`` or ``missing``.
        title: What it is called.
    """

    id: str
    state: str
    title: str

    @property
    def kind(self) -> str:
        """Need, resource, project or unit, Chinese."""
        return _KINDS.get(self.id.split("-")[0], "成员单位") if "-" in self.id else "成员单位"


_KINDS = {"XQ": "需求", "ZY": "资源", "XM": "项目"}
_STATES = {"new": ("新增", "good"), "changed": ("有变化", "warn"), "missing": ("未再出现", "muted")}


def change_rows(draft: DraftView) -> tuple[Change, ...]:
    """New and changed things first, then those a file no longer holds; the same ones are only counted."""
    titles = dict(draft.titles)
    return tuple(
        Change(name, state, titles.get(name, name))
        for state in ("new", "changed", "missing")
        for name in getattr(draft.changes, state)
    )


CHANGES: tuple[Column[Change], ...] = (
    Column(
        "state",
        "变化",
        lambda row: _STATES[row.state][0],
        90,
        sort=lambda row: list(_STATES).index(row.state),
        tone=lambda row: _STATES[row.state][1],
        facet=True,
    ),
    Column("kind", "类别", lambda row: row.kind, 90, facet=True),
    Column("title", "名称", lambda row: row.title, 520),
    Column("id", "编号", lambda row: row.id if row.id != row.title else "", 220),
)
