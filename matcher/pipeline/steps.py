"""From workbooks to a round, from a round to its plan, from a plan to workbooks."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from matcher import candidates, vocabulary
from matcher.domain import (
    NO_CHANGES,
    NO_PAST,
    NOTHING_LEARNT,
    Candidates,
    Choices,
    Lists,
    Memory,
    PastShares,
    Precedent,
    Progress,
    Project,
    Round,
    SheetKind,
    Stop,
    VocabularyChanges,
    never,
    silent,
)
from matcher.errors import Cancelled
from matcher.pipeline.drafts import taken_in
from matcher.pipeline.evenness import even
from matcher.pipeline.outcomes import explained
from matcher.pipeline.reading import read_files
from matcher.pipeline.returning import SentFor, nothing_sent

_NOTHING = Lists()


def load(
    paths: Iterable[Path],
    *,
    month: str,
    kinds: Mapping[str, SheetKind] = {},
    known: Lists = _NOTHING,
    memory: Memory = NOTHING_LEARNT,
    words: VocabularyChanges = NO_CHANGES,
    sent_for: SentFor = nothing_sent,
    planned: Sequence[Project] = (),
    on_progress: Progress = silent,
    stop: Stop = never,
) -> Lists:
    """Read the files and understand them together; one that cannot be used becomes a refused report.

    Args:
        paths: Files; one named twice is read once.
        month: ``2026-06``.
        kinds: What a file holds, by file name, where the user has said so.
        known: What the month already holds; it keeps its ids.
        memory: What was remembered of earlier imports.
        words: What the office has changed in the vocabulary.
        sent_for: Finds the lists handed out by the codes that stand in the files.
        planned: The projects of the plan on the table.
        on_progress: Told at each file.
        stop: Asked now and then.

    Raises:
        Cancelled: ``stop`` said so.
    """
    reading = read_files(paths, known, on_progress=on_progress, stop=stop)
    told = tuple(
        (name, kinds[path.name]) for name, path in reading.paths.items() if path.name in kinds
    )
    lists, _ = taken_in(
        reading,
        Choices(kinds=told),
        month=month,
        known=known,
        memory=memory,
        words=words,
        sent=sent_for(reading.marks),
        planned=planned,
        stop=stop,
    )
    if stop():
        raise Cancelled
    return lists


def match(
    round_: Round,
    *,
    precedents: Sequence[Precedent] = (),
    past: PastShares = NO_PAST,
    on_progress: Progress = silent,
    stop: Stop = never,
) -> Round:
    """The round with its best plan, checked and explained.

    Args:
        round_: Lists, decisions, options and words.
        precedents: What became of needs in past months.
        past: What past months add to evenness between communities and between units.
        on_progress: Told now and then.
        stop: Asked now and then; a plan already found is kept.

    Raises:
        Contradiction: Locks, claims and forbids exclude each other.
        Cancelled: Stopped before there was any plan.
        BrokenPlan: A bug; the plan breaks a hard rule and is not handed out.
    """
    # OR-Tools takes 0.5 s to import and belongs to the worker alone; it comes with the first match.
    from matcher.solve import solve  # noqa: PLC0415 - see the line above

    decisions, options = round_.decisions, round_.options
    found = compared(round_, precedents=precedents, past=past, on_progress=on_progress, stop=stop)
    previous = None if round_.outcome is None else round_.outcome.plan
    plan = solve(found, decisions, options, previous=previous, on_progress=on_progress, stop=stop)
    on_progress("正在整理说明", 0, 0)
    return explained(round_, found, plan)


def compared(
    round_: Round,
    *,
    precedents: Sequence[Precedent] = (),
    past: PastShares = NO_PAST,
    on_progress: Progress = silent,
    stop: Stop = never,
) -> Candidates:
    """Who could serve whom, under the round's decisions; the arguments are those of :func:`match`.

    Raises:
        Cancelled: ``stop`` said so.
    """
    found = candidates.find(
        round_.lists,
        round_.decisions,
        round_.options,
        month=round_.month,
        vocabulary=vocabulary.in_force(round_.words),
        precedents=precedents,
        on_progress=on_progress,
        stop=stop,
    )
    return even(found, round_.lists, past)


def warm_up() -> None:
    """Load what the first match would otherwise have to wait for."""
    from matcher import solve  # noqa: PLC0415 - as in match

    vocabulary.load()
    solve.warm_up()


def save(round_: Round, folder: Path, *, batch: str = "", on_progress: Progress = silent) -> Path:
    """Write the result workbook of a matched round into the folder.

    Args:
        round_: With an outcome.
        folder: Made when missing.
        batch: Code by which its project list is known again when it comes back; empty = none.
        on_progress: Told sheet by sheet.

    Raises:
        CannotWrite: The folder or file cannot be written.
    """
    # openpyxl takes 0.2 s to import; reading, checking and matching do without it.
    from matcher import export  # noqa: PLC0415 - see the line above

    return export.write_result(round_, folder, batch=batch, on_progress=on_progress)


def templates(folder: Path) -> tuple[Path, ...]:
    """Write blank lists to hand out into the folder.

    Raises:
        CannotWrite: The folder or a file cannot be written.
    """
    from matcher import export  # noqa: PLC0415 - as in save

    return export.write_templates(folder)
