"""What an office changes in the shipped vocabulary, and what such a change would do."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from matcher.domain.categories import Category
from matcher.domain.cells import Issue


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


class WordList(StrEnum):
    """A list of words beside the lexicon."""

    SPECIFICS = "specifics"
    GROUPS = "groups"
    NEGATIONS = "negations"
    UNIT_TYPES = "unit_types"
    HEADERS = "headers"
    MEASURES = "measures"

    @property
    def label(self) -> str:
        """The words users read; the name of its sheet."""
        return {
            "specifics": "具体事项",
            "groups": "人群词",
            "negations": "否定词",
            "unit_types": "单位性质词",
            "headers": "表头别名",
            "measures": "量词",
        }[self.value]


@dataclass(frozen=True, slots=True)
class ListWord:
    """Whether a word counts in one of the lists beside the lexicon, whatever is shipped.

    Attributes:
        table: Which list.
        owner: What the word stands for: a specific thing (a new one may be written ``新事项<上位事项``), a population
            group, a type of unit (``金融机构``, a new one too), ``需求清单/所属社区``,
            what is counted (``物品``); empty in lists that have none.
        word: The word.
        used: Whether it counts.
        note: The user's remark, or empty.
    """

    table: WordList
    owner: str
    word: str
    used: bool = True
    note: str = ""

    @property
    def subject(self) -> tuple[str, str, str]:
        """List, owner and word: what tells them apart."""
        return (self.table.value, self.owner, self.word)

    @property
    def words(self) -> str:
        """The change as users read it."""
        whose = f"{self.table.label}/{self.owner}" if self.owner else self.table.label
        return f"{whose}：{self.word}（{'启用' if self.used else '停用'}）"


@dataclass(frozen=True, slots=True)
class VocabularyChanges:
    """Everything an office has changed; made by :meth:`of`, so that equal changes are equal.

    Attributes:
        words: At most one for each class and word, sorted by both.
        lists: Words of the lists beside the lexicon; at most one for each list, owner and word, sorted.
    """

    words: tuple[WordChange, ...] = ()
    lists: tuple[ListWord, ...] = ()

    @classmethod
    def of(cls, words: Iterable[WordChange], lists: Iterable[ListWord] = ()) -> "VocabularyChanges":
        """The changes in their order; of several about one class and word the last counts."""
        by_subject = {change.subject: change for change in words}
        beside = {change.subject: change for change in lists}
        return cls(
            tuple(by_subject[subject] for subject in sorted(by_subject)),
            tuple(beside[subject] for subject in sorted(beside)),
        )

    def merged(self, other: "VocabularyChanges") -> "VocabularyChanges":
        """These changes with the others on top."""
        return VocabularyChanges.of((*self.words, *other.words), (*self.lists, *other.lists))


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
        remarked: What changes in the remarks of pairs that stay candidates (conflicts of interest …), by pair, Chinese.
        remarked_count: All such pairs.
    """

    gained: tuple[PairShift, ...] = ()
    lost: tuple[PairShift, ...] = ()
    moved: tuple[PairShift, ...] = ()
    best: tuple[BestShift, ...] = ()
    gained_count: int = 0
    lost_count: int = 0
    moved_count: int = 0
    best_count: int = 0
    remarked: tuple[str, ...] = ()
    remarked_count: int = 0


@dataclass(frozen=True, slots=True)
class VocabularyPreview:
    """A vocabulary workbook as it was understood; nothing is changed yet.

    Attributes:
        file: File name without folder.
        changes: Everything that would be in force, complete; accepted as it stands.
        different: What differs from what is in force now, as it would be then.
        issues: Every remark about the file, with its cell.
        effect: What it would do to the month on the table.
        lists: What differs in the lists beside the lexicon.
    """

    file: str
    changes: VocabularyChanges
    different: tuple[WordChange, ...]
    issues: tuple[Issue, ...]
    effect: VocabularyEffect = VocabularyEffect()
    lists: tuple[ListWord, ...] = ()


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
