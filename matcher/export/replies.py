"""社区回告单: one workbook for each community, saying what became of every one of its needs.

A row that was merged into another gets its own line, so that everybody who asked is answered.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from matcher.domain import (
    Need,
    Outcome,
    Progress,
    Project,
    Round,
    Unmet,
    by_name,
    day_words,
    month_words,
    silent,
)
from matcher.export.columns import planned
from matcher.export.facts import NOWHERE
from matcher.export.look import OFFICE_FONTS, Fonts, Style
from matcher.export.result import matched
from matcher.export.single import write_single
from matcher.export.table import Column, Heading
from matcher.export.texts import file_stem

MET, LEFT = "已对接", "未对接"
REPLIED = ("已回告", "未回告", "联系不上")
SIGNATURE = "回告人：　　　　　　　　　　审核人：　　　　　　　　　　社区负责人签字（盖章）："


@dataclass(frozen=True, slots=True)
class Reply:
    """What one asker is told.

    Attributes:
        need: The need itself, or the one it was merged into.
        asker: Who asked.
        words: What was asked, in the asker's own row.
        merged: Whether the asker's row was merged into ``need``.
        project: The project that meets it, or ``None``.
        unmet: Why there is none, or ``None``.
    """

    need: Need
    asker: str
    words: str
    merged: bool
    project: Project | None
    unmet: Unmet | None

    @property
    def result(self) -> str:
        """已对接, or why not."""
        if self.project is not None:
            return MET
        return f"{LEFT}：{self.unmet.reason.label}" if self.unmet else LEFT

    @property
    def explanation(self) -> str:
        """What will be done, or what stands against it and where it goes next."""
        note = f"与同类需求合并办理（{self.need.id}）。" if self.merged else ""
        if self.project is not None:
            return note + self.project.content
        if self.unmet is None:
            return note
        return f"{note}{self.unmet.detail.rstrip('。')}。下一步：{self.unmet.route.label}。"


_CENTRE = Style.CENTRE

REPLIES: tuple[Column[Reply], ...] = (
    Column("需求编号", 12, lambda r: r.need.id, _CENTRE),
    Column("需求名称", 22, lambda r: r.words),
    Column("提出人", 13, lambda r: r.asker, _CENTRE),
    Column("办理结果", 14, lambda r: r.result, _CENTRE),
    Column("情况说明", 46, lambda r: r.explanation),
    Column("承接单位", 16, lambda r: r.project.lead_unit if r.project else None, _CENTRE),
    Column("单位联络员", 14, lambda r: r.project.unit_contact if r.project else None, _CENTRE),
    Column("计划时间", 14, lambda r: planned(r.project) if r.project else None, _CENTRE),
    Column("回告情况", 9, lambda _: None, _CENTRE, choices=REPLIED),
    Column("回告日期", 11, lambda _: None, _CENTRE),
    Column("备注", 13, lambda _: None),
)


def write_replies(
    round_: Round,
    folder: Path,
    *,
    office: str = "",
    filled_on: date | None = None,
    fonts: Fonts = OFFICE_FONTS,
    on_progress: Progress = silent,
) -> tuple[Path, ...]:
    """Write one workbook for each community that has needs; return where they are, by name.

    Args:
        round_: With an outcome.
        folder: Made when missing.
        office: Who answers; empty = left to be written by hand.
        filled_on: When; ``None`` = left to be written by hand.
        fonts: Names and sizes.
        on_progress: Told community by community.

    Raises:
        CannotWrite: A file could not be written.
        InputError: The round has not been matched yet.
    """
    outcome = matched(round_)
    names = sorted({need.community for need in round_.lists.needs}, key=by_name)
    month = month_words(round_.month)
    day = day_words(filled_on) if filled_on else "　　　年　　月　　日"
    paths: list[Path] = []
    for done, name in enumerate(names):
        shown = name or NOWHERE
        on_progress(f"正在写{shown}的回告单", done, len(names))
        path = write_single(
            folder,
            f"{month}-社区回告单-{file_stem(shown)}.xlsx",
            "社区回告单",
            Heading(
                f"{month}社区回告单", f"回告单位：{office}　　　　社区：{shown}", f"日期：{day}"
            ),
            REPLIES,
            list(replies_of(name, round_, outcome)),
            month=round_.month,
            fonts=fonts,
            signature=SIGNATURE,
        )
        paths.append(path)
    on_progress("已写好", len(names), len(names))
    return tuple(paths)


def replies_of(community: str, round_: Round, outcome: Outcome) -> Iterator[Reply]:
    """Every asker of a community, need by need; merged rows follow the need they were merged into."""
    projects = {key: project for project in outcome.projects for key in project.need_ids}
    unmet = {item.need: item for item in outcome.unmet}
    for need in sorted(round_.lists.needs, key=lambda need: need.id):
        if need.community == community:
            yield from _askers(need, projects, unmet)


def _askers(
    need: Need, projects: Mapping[str, Project], unmet: Mapping[str, Unmet]
) -> Iterator[Reply]:
    project, reason = projects.get(need.id), unmet.get(need.id)
    yield Reply(need, need.applicant, need.title, False, project, reason)
    for child in need.merged:
        words = dict(child.raw).get("title") or need.title
        yield Reply(need, child.applicant, words, True, project, reason)
