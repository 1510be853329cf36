"""Who hands the papers out, and writing them; the version handed out last is remembered to be compared with."""

import contextlib
from dataclasses import dataclass, replace
from types import ModuleType
from typing import TYPE_CHECKING

from matcher.domain import Progress, Stop
from matcher.domain.papers import PaperGroup, Papers, PaperVersion
from matcher.errors import CannotWrite, LedgerReadOnly, UsageError
from matcher.ledger import local_now
from matcher.service.desk import Desk, Handlers
from matcher.service.messages import Changed
from matcher.service.messages.papers import PapersWritten, SetOffice, WritePapers
from matcher.service.returning import batch_for, hand_out

if TYPE_CHECKING:
    from matcher.sheets import Book

_LAST, _BEFORE = "papers-last", "papers-before"
"""Under these kinds the book remembers, month by month, the versions handed out."""


@dataclass(frozen=True, slots=True)
class Versions:
    """The two versions handed out last; ``None`` = there was none."""

    last: PaperVersion | None = None
    before: PaperVersion | None = None

    def compared(self, now: PaperVersion) -> PaperVersion | None:
        """What a list is compared with: the last version that differs from it."""
        if self.last is None or self.last.projects != now.projects:
            return self.last
        return self.before

    def after(self, now: PaperVersion) -> "Versions":
        """The versions once a list was handed out."""
        if self.last is not None and self.last.projects == now.projects:
            return self
        return Versions(now, self.last)


def _pipeline() -> ModuleType:
    # What the pipeline needs takes the better part of a second to import; the month book is shown without it.
    from matcher import pipeline  # noqa: PLC0415 - see the line above

    return pipeline


def _set_office(desk: Desk, request: SetOffice, _on_progress: Progress, _stop: Stop) -> Changed:
    return desk.commit(replace(desk.round, office=request.office), "修改单位和会议信息")


def _write(desk: Desk, request: WritePapers, on_progress: Progress, stop: Stop) -> PapersWritten:
    round_ = desk.round
    if round_.outcome is None:
        raise UsageError("还没有匹配结果，没有可以导出的内容", "", "请先进行匹配")
    now = local_now()
    version = PaperVersion(now.isoformat(timespec="seconds"), round_.outcome.projects)
    known = _versions(desk)
    batch = batch_for(round_, request.level.value if request.level else "")
    returning: list[Book] = []
    papers: Papers = _pipeline().papers(
        round_,
        request.kinds,
        request.folder,
        level=request.level,
        day=now.date() if request.dated else None,
        previous=known.compared(version),
        encoding=request.encoding,
        batch=batch,
        on_returning=returning.append,
        on_progress=on_progress,
        stop=stop,
    )
    if _handed_out(papers):
        on_progress("正在登记发出的清单，以便交回时核对", 0, 0)
        _note(desk, batch, papers, returning)
        _remember(desk, known, known.after(version))
    return PapersWritten(papers)


def _note(desk: Desk, batch: str, papers: Papers, returning: "list[Book]") -> None:
    """Note what stands in the lists that may come back, as it was when they were written."""
    names = {book.file for book in returning}
    kinds = dict.fromkeys(file.kind.label for file in papers.files if file.path.name in names)
    hand_out(desk, batch, "、".join(kinds), returning)


def compared_with(desk: Desk) -> PaperVersion | None:
    """The version the list on the table is compared with; ``None`` = it is the first."""
    projects = desk.round.outcome.projects if desk.round.outcome else ()
    return _versions(desk).compared(PaperVersion("", projects))


def _handed_out(papers: Papers) -> bool:
    """Whether anybody got to see the plan; plain data are not handed out."""
    return any(file.kind.spec.group is not PaperGroup.DATA for file in papers.files)


def _versions(desk: Desk) -> Versions:
    return Versions(_recalled(desk, _LAST), _recalled(desk, _BEFORE))


def _recalled(desk: Desk, kind: str) -> PaperVersion | None:
    """A version as remembered; one that cannot be understood any more counts as none."""
    text = desk.book().recall(kind, desk.round.month)
    if text is None:
        return None
    try:
        version: PaperVersion = _pipeline().version_of(text)
    except ValueError:
        return None
    return version


def _remember(desk: Desk, known: Versions, after: Versions) -> None:
    """Keep the versions; where the book cannot be written, the papers are there all the same."""
    if after == known:
        return
    with contextlib.suppress(LedgerReadOnly, CannotWrite):
        for kind, version in ((_BEFORE, after.before), (_LAST, after.last)):
            if version is not None:
                desk.book().remember(kind, desk.round.month, _pipeline().version_json(version))


HANDLERS: Handlers = {SetOffice: _set_office, WritePapers: _write}
