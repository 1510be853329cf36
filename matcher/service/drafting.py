"""The import being drafted: the tables once read, and what the corrections so far make of them."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from matcher.domain import (
    NO_CHOICES,
    NOTHING_LEARNT,
    Changes,
    Choices,
    Draft,
    Lists,
    Memory,
    Need,
    Progress,
    Project,
    Proposal,
    Resource,
    Stop,
    VocabularyChanges,
)
from matcher.domain.handouts import Sent
from matcher.ledger import Ledger
from matcher.service.messages import DraftView
from matcher.service.steps import Steps

if TYPE_CHECKING:
    from matcher.pipeline import Reading, SentFor

_KIND, _KEY = "import", "memory"


def remembered(ledger: Ledger) -> Memory:
    """What the month book remembers of earlier imports; nothing when it cannot be understood any more."""
    text = ledger.recall(_KIND, _KEY)
    if text is None:
        return NOTHING_LEARNT
    try:
        return msgspec.json.decode(text, type=Memory)
    except msgspec.DecodeError:
        return NOTHING_LEARNT


def remember(ledger: Ledger, memory: Memory) -> None:
    """Keep what was learnt of an import."""
    ledger.remember(_KIND, _KEY, msgspec.json.encode(memory).decode())


@dataclass(frozen=True, slots=True)
class Drafting:
    """A draft with what it is made from.

    Attributes:
        paths: The files.
        reading: Their tables.
        month: Whose import it is.
        known: What the month held when the draft was made.
        memory: What was remembered then.
        words: What the office has changed in the vocabulary.
        draft: What the import would do.
        sent: Lists handed out that may be among the files.
    """

    paths: tuple[Path, ...]
    reading: "Reading"
    month: str
    known: Lists
    memory: Memory
    words: VocabularyChanges
    draft: Draft
    sent: tuple[Sent, ...] = ()

    def revised(
        self,
        steps: Steps,
        choices: Choices,
        known: Lists,
        words: VocabularyChanges,
        stop: Stop,
        planned: tuple[Project, ...] = (),
    ) -> "Drafting":
        """The same tables with other corrections."""
        made = steps.draft(
            self.reading,
            choices,
            month=self.month,
            known=known,
            memory=self.memory,
            before=self.draft,
            words=words,
            sent=self.sent,
            planned=planned,
            stop=stop,
        )
        return replace(self, known=known, words=words, draft=made)

    @property
    def view(self) -> DraftView:
        """What the window shows of it."""
        return DraftView(
            files=tuple(file for file in self.draft.lists.files if file.file in self.reading.paths),
            samples=self.draft.samples,
            changes=self.draft.changes,
            titles=_titles(self.draft.lists, self.draft.changes, self.draft.proposals),
            proposals=self.draft.proposals,
            choices=self.draft.choices,
            returns=self.draft.returns,
        )


def begun(
    steps: Steps,
    paths: tuple[Path, ...],
    *,
    month: str,
    known: Lists,
    memory: Memory,
    words: VocabularyChanges,
    sent_for: "SentFor",
    planned: tuple[Project, ...],
    on_progress: Progress,
    stop: Stop,
) -> Drafting:
    """Read the files and draft their import."""
    reading = steps.read_files(paths, known, on_progress=on_progress, stop=stop)
    sent = tuple(sent_for(reading.marks))
    made = steps.draft(
        reading,
        NO_CHOICES,
        month=month,
        known=known,
        memory=memory,
        before=None,
        words=words,
        sent=sent,
        planned=planned,
        stop=stop,
    )
    return Drafting(paths, reading, month, known, memory, words, made, sent)


def _titles(
    lists: Lists, changes: Changes, proposals: tuple[Proposal, ...]
) -> tuple[tuple[str, str], ...]:
    wanted = {*changes.new, *changes.changed, *changes.missing}
    wanted |= {name for pair in proposals for name in (pair.first, pair.second)}
    facts: tuple[Need | Resource | Project, ...] = (
        *lists.needs,
        *lists.resources,
        *lists.projects,
    )
    return tuple((fact.id, fact.title) for fact in facts if fact.id in wanted)
