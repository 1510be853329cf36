"""What an office changes in the shipped vocabulary, and what such a change would do."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from matcher.domain.cells import Issue
from matcher.domain.lists import Category


class WordState(StrEnum):
    """How a word counts for its class."""

    STRONG = "strong"
    WEAK = "weak"
    OFF = "off"
    """The word is there but says nothing."""

    @property
    def label(self) -> str:
        """The word users read."""
        return {"strong": "强", "weak": "弱", "off": "停用"}[self.value]


@dataclass(frozen=True, slots=True)
class WordChange:
    """How one word counts for one class from now on, whatever the shipped vocabulary says.

    Attributes:
        category: A second-level category of the vocabulary.
        word: The word, without spaces; ``*`` stands for up to five characters.
        state: See :class:`WordState`.
        note: The user's remark, or empty.
    """

    category: Category
    word: str
    state: WordState
    note: str = ""

    @property
    def subject(self) -> tuple[str, str]:
        """Class and word: what tells changes apart."""
        return (str(self.category), self.word)

    @property
    def words(self) -> str:
        """The change as users read it."""
        return f"{self.category}：{self.word}（{self.state.label}）"


@dataclass(frozen=True, slots=True)
class VocabularyChanges:
    """Everything an office has changed; made by :meth:`of`, so that equal changes are equal.

    Attributes:
        words: At most one for each class and word, sorted by both.
    """

    words: tuple[WordChange, ...] = ()

    @classmethod
    def of(cls, words: Iterable[WordChange]) -> "VocabularyChanges":
        """The changes in their order; of several about one class and word the last counts."""
        by_subject = {change.subject: change for change in words}
        return cls(tuple(by_subject[subject] for subject in sorted(by_subject)))

    def merged(self, other: "VocabularyChanges") -> "VocabularyChanges":
        """These changes with the others on top."""
        return VocabularyChanges.of((*self.words, *other.words))


NO_CHANGES = VocabularyChanges()
"""The vocabulary as it is shipped."""


@dataclass(frozen=True, slots=True)
class PairShift:
    """How a change moves a need and a resource.

    Attributes:
        need: Need id.
        title: Its title.
        resource: Resource id.
        offered: Unit and title of the resource.
        before: Score of 0–1000; ``None`` = not a candidate.
        after: Likewise; never ``None`` together with ``before``.
    """

    need: str
    title: str
    resource: str
    offered: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class BestShift:
    """A need whose best candidate changes; a side is empty where there is none.

    Attributes:
        need: Need id.
        title: Its title.
        before: Unit and title of the best resource so far.
        after: Unit and title of the best resource then.
    """

    need: str
    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class VocabularyEffect:
    """What a change would do to this month's candidates; the lists are cut, the counts are whole.

    Attributes:
        gained: Pairs that become candidates, best first.
        lost: Pairs that no longer are, best first.
        moved: Pairs whose score changes, the largest change first.
        best: Needs whose best resource changes, by id.
        gained_count: All pairs gained.
        lost_count: All pairs lost.
        moved_count: All pairs moved.
        best_count: All needs whose best resource changes.
    """

    gained: tuple[PairShift, ...] = ()
    lost: tuple[PairShift, ...] = ()
    moved: tuple[PairShift, ...] = ()
    best: tuple[BestShift, ...] = ()
    gained_count: int = 0
    lost_count: int = 0
    moved_count: int = 0
    best_count: int = 0


@dataclass(frozen=True, slots=True)
class VocabularyPreview:
    """A vocabulary workbook as it was understood; nothing is changed yet.

    Attributes:
        file: File name without folder.
        changes: Everything that would be in force, complete; accepted as it stands.
        different: What differs from what is in force now, as it would be then.
        issues: Every remark about the file, with its cell.
        effect: What it would do to the month on the table.
    """

    file: str
    changes: VocabularyChanges
    different: tuple[WordChange, ...]
    issues: tuple[Issue, ...]
    effect: VocabularyEffect = VocabularyEffect()


@dataclass(frozen=True, slots=True)
class WordProposal:
    """A change worth asking the user about; never made by itself.

    Attributes:
        change: What would be changed.
        because: The facts, one Chinese sentence.
        pairs: The (need id, resource id) it was seen in, sorted.
    """

    change: WordChange
    because: str
    pairs: tuple[tuple[str, str], ...]
