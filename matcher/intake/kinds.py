"""What kind of list a table is: told by its columns and cells; a title only tips the balance."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matcher.domain import SheetKind
from matcher.intake.columns import Column, Columns, map_columns
from matcher.vocabulary.headers import load_headers, take_apart

LISTS = (
    SheetKind.NEEDS,
    SheetKind.RESOURCES,
    SheetKind.PROJECTS,
    SheetKind.UNITS,
    SheetKind.COMBINED,
    SheetKind.FUNDS,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind of a table with its columns.

    Attributes:
        columns: The mapping for the kind found. For ``OTHER`` it is empty, or, where the kind the user gave
            lacks a column it cannot do without, what was understood so far.
        runner_up: The next likely kind where it is nearly as likely, else ``None``.
    """

    columns: Columns
    runner_up: SheetKind | None = None

    @property
    def kind(self) -> SheetKind:
        """The kind found."""
        return self.columns.kind


def decide(
    columns: Sequence[Column],
    titles: Iterable[str],
    *,
    stated: SheetKind | None = None,
    fixed: Mapping[int, str] | None = None,
) -> Verdict:
    """The kind whose fields the columns hold best.

    Args:
        columns: Columns of the table.
        titles: Title lines, sheet name, file name.
        stated: The kind the user gave; kept when the columns allow it at all.
        fixed: Column number → field code where the user has said so.
    """
    mapped = {kind: map_columns(columns, kind, fixed) for kind in LISTS}
    able = {kind: found for kind, found in mapped.items() if _is_able(found, columns)}
    if stated is not None and stated is not SheetKind.OTHER:
        return _stated(stated, mapped, able)
    if stated is SheetKind.OTHER or not able:
        return Verdict(Columns(SheetKind.OTHER))
    words = tuple(titles)
    scores = {kind: _score(found, columns, words) for kind, found in able.items()}
    ranked = sorted(scores, key=lambda kind: -scores[kind])
    best = ranked[0]
    if scores[best] < _LEAST or not _is_mostly_mapped(able[best], columns, words):
        return Verdict(Columns(SheetKind.OTHER))
    near = len(ranked) > 1 and scores[ranked[1]] > scores[best] - 0.8
    return Verdict(able[best], ranked[1] if near else None)


_LEAST = 1.6


def _stated(
    stated: SheetKind, mapped: Mapping[SheetKind, Columns], able: Mapping[SheetKind, Columns]
) -> Verdict:
    if stated is SheetKind.NEEDS and SheetKind.COMBINED in able:
        return Verdict(able[SheetKind.COMBINED])
    if stated in able or (len(mapped[stated].fields) >= 2 and "title" in mapped[stated].codes):
        return Verdict(mapped[stated])
    lacking = mapped[stated]
    return Verdict(Columns(SheetKind.OTHER, lacking.fields, lacking.unsure))


def _is_able(columns: Columns, all_columns: Sequence[Column]) -> bool:
    """Whether the fields a list of this kind cannot do without have their columns."""
    codes = columns.codes
    if len(codes - {"need_no", "res_no", "project_no", "no"}) < 2 and len(all_columns) > 2:
        return False
    if columns.kind is SheetKind.NEEDS:
        return _is_need(codes)
    if columns.kind is SheetKind.COMBINED:
        return _is_combined(columns, all_columns)
    if columns.kind is SheetKind.RESOURCES:
        return bool(codes & {"title", "detail", "qualification"})
    if columns.kind is SheetKind.PROJECTS:
        told = {
            "lead_unit",
            "coop_units",
            "leader",
            "content",
            "planned_start",
            "planned_end",
            "status",
            "need_refs",
            "res_refs",
            "decision",
        }
        return "title" in codes and bool(codes & told)
    if columns.kind is SheetKind.FUNDS:
        return bool(codes & {"yearly", "left"}) and bool(codes & {"fund", "community"})
    told = {
        "alias",
        "contact",
        "phone",
        "unit_type",
        "community",
        "annual_commitment",
        "round_cap",
        "part_time_member",
    }
    return "unit" in codes and bool(codes & told)


def _is_need(codes: frozenset[str]) -> bool:
    return "title" in codes or ("category_l1" in codes and bool(codes & {"quantity", "skills"}))


_PROJECT_TITLE = re.compile(
    r"^(?:项目名称|服务项目|共建项目|民生实事|民生实事项目|工作任务|任务名称|任务|项目|重点任务|实事项目|目标任务|工作事项)$"
)
_NEED_WORD = re.compile(r"需求|诉求|心愿|问题|困难|急难")


def _is_combined(columns: Columns, all_columns: Sequence[Column]) -> bool:
    """Needs with a claimer: called needs, and not a project list that refers to needs."""
    keys = [
        key for column in all_columns for part in column.path for key in take_apart(part).keys[:1]
    ]
    if not {"title", "lead_unit"} <= columns.codes or any(
        _PROJECT_TITLE.match(key) for key in keys
    ):
        return False
    lead, title = columns.column_of("lead_unit"), columns.column_of("title")
    paths = {column.number: "".join(column.path) for column in all_columns}
    claimed = re.search(
        r"认领|承接|接单|圆梦|对接|帮扶|责任单位|牵头|承办|落实|办理|结对|包联|主责",
        paths[lead or 0],
    )
    needy = (
        _NEED_WORD.search(paths[title or 0])
        or sum(1 for key in keys if _NEED_WORD.search(key)) >= 1
    )
    return bool(claimed) and bool(needy)


def _score(columns: Columns, all_columns: Sequence[Column], titles: Sequence[str]) -> float:
    words = load_headers()
    kind = columns.kind.value
    evidence = sum(_evidence(kind, column) for column in all_columns)
    if columns.kind is SheetKind.COMBINED:
        evidence = sum(
            max(_evidence("needs", column), _evidence("combined", column)) for column in all_columns
        )
    fit = sum(confidence for _, confidence in columns.fields.values())
    told = 1.5 if any(words.titles[kind].search(title) for title in titles) else 0.0
    return evidence + 0.5 * fit + told + _by_cells(columns, all_columns)


def _evidence(kind: str, column: Column) -> float:
    return max(
        (load_headers().evidence_for(kind, take_apart(part)) for part in column.path), default=0.0
    )


def _by_cells(columns: Columns, all_columns: Sequence[Column]) -> float:
    """What the texts themselves say: wishes speak for needs, offers for resources."""
    number = columns.column_of("detail") or columns.column_of("title")
    profile = next((c.profile for c in all_columns if c.number == number), None)
    if profile is None or profile.filled < 2:
        return 0.0
    leaning = 1.5 * (profile.wish - profile.offer)
    if columns.kind in {SheetKind.NEEDS, SheetKind.COMBINED}:
        return leaning
    return -leaning if columns.kind is SheetKind.RESOURCES else 0.0


def _is_mostly_mapped(
    columns: Columns, all_columns: Sequence[Column], titles: Sequence[str]
) -> bool:
    """A table of which only a few columns are understood is none of the lists."""
    named = [column for column in all_columns if column.path]
    share = len(columns.fields) / max(1, len(named))
    told = any(load_headers().titles[columns.kind.value].search(title) for title in titles)
    return share >= (0.3 if told else 0.4)
