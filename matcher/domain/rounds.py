"""The state of one month: what the ledger keeps, the pipeline turns and the window shows."""

from dataclasses import dataclass

from matcher.domain.agenda import AgendaRecord
from matcher.domain.decisions import Decision
from matcher.domain.intake import Lists
from matcher.domain.office import Office
from matcher.domain.options import Options
from matcher.domain.plan import Outcome
from matcher.domain.projects import Project
from matcher.domain.schemes import Confirmation, Scheme, plan_digest
from matcher.domain.vocabulary import NO_CHANGES, VocabularyChanges


@dataclass(frozen=True, slots=True)
class Round:
    """One month's round; replaced whole at every change.

    Attributes:
        month: ``2026-06``.
        lists: Everything imported.
        decisions: What people have decided.
        options: How it is matched.
        outcome: The plan on the table; ``None`` before the first match.
        stale: Whether lists, decisions, options or words changed since ``outcome`` was made.
        words: What the office has changed in the vocabulary.
        schemes: Plans put by under a name, the oldest first.
        confirmation: When which plan was confirmed; ``None`` = none was. It stays when the plan is changed
            afterwards: :attr:`confirmed` says whether it still holds.
        agenda: What was decided about the items of the agenda, the latest last; one for each item.
        office: Who hands out the papers, and the facts of the meeting.
    """

    month: str
    lists: Lists = Lists()
    decisions: tuple[Decision, ...] = ()
    options: Options = Options()
    outcome: Outcome | None = None
    stale: bool = False
    words: VocabularyChanges = NO_CHANGES
    schemes: tuple[Scheme, ...] = ()
    confirmation: Confirmation | None = None
    agenda: tuple[AgendaRecord, ...] = ()
    office: Office = Office()

    @property
    def projects(self) -> tuple[Project, ...]:
        """The plan's projects, each as the list that came back has it where one did; empty without a plan."""
        brought = {(one.id, one.need_ids): one for one in self.lists.projects}
        planned = self.outcome.projects if self.outcome else ()
        return tuple(brought.get((one.id, one.need_ids), one) for one in planned)

    @property
    def confirmed(self) -> bool:
        """Whether the plan on the table is the one that was confirmed, unchanged since."""
        if self.confirmation is None or self.outcome is None or self.stale:
            return False
        return self.confirmation.digest == plan_digest(self.outcome.plan)
