"""The office's own words and its past months, as the desk asks for them."""

from matcher.domain import Round, VocabularyChanges
from matcher.errors import LedgerDamaged
from matcher.ledger import Ledger

MONTHS_BACK = 12
"""Earlier months that count as precedents."""


def earlier(book: Ledger, month: str) -> tuple[Round, ...]:
    """The latest rounds before a month, ascending; a month that cannot be read is told when it is opened."""
    found = []
    for other in [one for one in book.months() if one < month][-MONTHS_BACK:]:
        try:
            round_ = book.load(other)
        except LedgerDamaged:
            continue
        if round_ is not None:
            found.append(round_)
    return tuple(found)


def accepted(
    present: VocabularyChanges, told: VocabularyChanges, *, added: bool
) -> VocabularyChanges:
    """The changes in force once these are accepted."""
    return present.merged(told) if added else VocabularyChanges.of(told.words)


def action_words(before: VocabularyChanges, after: VocabularyChanges) -> str:
    """What was done, for the history."""
    subjects = {change.subject for change in set(before.words) ^ set(after.words)}
    return f"修改词库：{len(subjects)} 个词"
