"""The state of one month: what the ledger keeps, the pipeline turns and the window shows."""

from dataclasses import dataclass

from matcher.domain.decisions import Decision
from matcher.domain.intake import Lists
from matcher.domain.options import Options
from matcher.domain.plan import Outcome
from matcher.domain.vocabulary import NO_CHANGES, VocabularyChanges


@dataclass(frozen=True, slots=True)
class Round:
    """One month's round; replaced whole at every change.

    Attributes:
        month: ``2026-06``.
        lists: Everything imported.
        decisions: Locks, forbids and claims.
        options: How it is matched.
        outcome: The plan on the table; ``None`` before the first match.
        stale: Whether lists, decisions, options or words changed since ``outcome`` was made.
        words: What the office has changed in the vocabulary.
    """

    month: str
    lists: Lists = Lists()
    decisions: tuple[Decision, ...] = ()
    options: Options = Options()
    outcome: Outcome | None = None
    stale: bool = False
    words: VocabularyChanges = NO_CHANGES
