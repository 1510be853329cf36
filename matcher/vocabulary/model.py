"""What the program knows about the words of the field."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from matcher.domain import Category, Form
from matcher.vocabulary.folding import fold
from matcher.vocabulary.measures import Measures
from matcher.vocabulary.specifics import Specifics

SAME_L2 = 1000
SAME_L1 = 700
OTHER = "其他"
"""The first-level category that says nothing."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A second-level category with the word that names it in explanations."""

    category: Category
    label: str


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence written for a class, as people say such things.

    Attributes:
        concept: Index into :attr:`Vocabulary.concepts`.
        text: The sentence.
        offered: Whether a unit offers it; else a resident asks for it.
    """

    concept: int
    text: str
    offered: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A lexicon word found in a folded text.

    Attributes:
        concept: Index into :attr:`Vocabulary.concepts`.
        word: The piece of folded text that was found.
        weight: 1000 for a strong word, less for a weak one.
        start: Position in the folded text.
        end: Position after it.
    """

    concept: int
    word: str
    weight: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FormHint:
    """A word of a text that speaks for a form."""

    form: Form
    word: str


Pattern = tuple[re.Pattern[str], int, int]
"""Compiled wildcard word, concept, weight."""


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Categories, lexicon, forms, population groups and negations; made by :func:`load`.

    Attributes:
        concepts: Every second-level category in the order of the lexicon.
        concept_names: Their categories in words, in the same order.
        words: Folded lexicon word → (concept, weight 1–1000) of each class it stands in.
        beginnings: Every proper beginning of a lexicon word.
        patterns: Lexicon words with a wildcard.
        category_names: Folded category words → category.
        affinities: Pairs of category texts (``一级`` or ``一级/二级``), both orders → 0–1000.
        form_names: Folded names of forms as they stand in list cells.
        form_words: Folded words in running text that speak for a form, longest first.
        groups: Population group → the group it belongs to; empty for the widest.
        group_words: Folded words → groups they name, longest first.
        unit_types: Folded type of unit (物业, 金融机构) → folded words in such a unit's type or name; of a type all of
            whose words are switched off none.
        qualifications: Folded words of a qualification → the group of words that all vouch for it.
        fungible: Form and category of resources that serve any need asking for that form (一般资金 …).
        negations: Matches a negation with everything up to the next punctuation mark.
        wishes: Matches the word from which on a text says what is wanted, not why.
        at_home: Matches words of a need that has to be served at home (卧床, 上门).
        in_house: Matches words of a resource one has to come to (店内).
        weak_words: Folded words that stand everywhere and tell little (居民, 希望, 服务 …).
        background: Ordinary sentences of the field: what is common there tells little.
        specifics: Specific things, finer than the categories.
        examples: Sentences of each class: how people speak of it without its usual words.
        measures: Counting words and what they count.
    """

    concepts: tuple[Concept, ...]
    concept_names: tuple[str, ...]
    words: Mapping[str, tuple[tuple[int, int], ...]]
    beginnings: frozenset[str]
    patterns: tuple[Pattern, ...]
    category_names: Mapping[str, Category]
    affinities: Mapping[tuple[str, str], int]
    form_names: Mapping[str, Form]
    form_words: tuple[tuple[str, Form], ...]
    groups: Mapping[str, str]
    group_words: tuple[tuple[str, str], ...]
    unit_types: Mapping[str, tuple[str, ...]]
    qualifications: Mapping[str, frozenset[str]]
    fungible: frozenset[tuple[Form, Category]]
    negations: re.Pattern[str]
    wishes: re.Pattern[str]
    at_home: re.Pattern[str]
    in_house: re.Pattern[str]
    weak_words: frozenset[str]
    background: tuple[str, ...]
    examples: tuple[Example, ...]
    specifics: Specifics
    measures: Measures

    @property
    def categories(self) -> tuple[Category, ...]:
        """Every second-level category in the order of the lexicon."""
        return tuple(concept.category for concept in self.concepts)

    def category_of(self, words: str) -> Category | None:
        """The category a coordinator's own words name.

        ``停车充电/电动车充电``, ``A03 停车充电类``, ``法律服务`` and ``3.党建共建`` are understood; of two
        levels the second decides. ``None`` when the words name no category or several.
        """
        whole = bare(words)
        if not whole:
            return None
        if whole in self.category_names:
            return self.category_names[whole]
        if _LISTING.search(fold(words)):
            named = {self.category_of(part) for part in _LISTING.split(fold(words))}
            return named.pop() if len(named) == 1 else None
        parts = [part for part in map(bare, _SEPARATORS.split(fold(words))) if part]
        known = [self._named(part) for part in parts]
        found = [category for category in known if category is not None]
        return self._one_of(found) if len(found) == len(parts) else None

    def affinity(self, a: Category, b: Category) -> int:
        """How well two categories go together: 1000 the same, 0 nothing in common."""
        if a == b:
            return SAME_L2
        best = self.affinities.get((str(a), str(b)))
        if best is not None:
            return best
        if a.l1 == b.l1:
            return SAME_L1 if a.l2 and b.l2 else (SAME_L1 + SAME_L2) // 2
        return self.affinities.get((a.l1, b.l1), 0)

    def forms_of(self, words: str) -> tuple[Form, ...]:
        """Forms named in a list cell (``场地、资金``), in the order of :class:`Form`; empty if unknown."""
        parts = (bare(part) for part in _SEPARATORS.split(fold(words)))
        named = {self.form_names[part] for part in parts if part in self.form_names}
        return tuple(form for form in Form if form in named)

    def form_hints(self, text: str) -> tuple[FormHint, ...]:
        """Words of a running text that speak for a form, longest first; each word once."""
        rest = self.affirmed(fold(text))
        hints = []
        for word, form in self.form_words:
            if word in rest:
                hints.append(FormHint(form, word))
        return tuple(hints)

    def groups_in(self, words: str) -> tuple[str, ...]:
        """Population groups named in the words, the narrowest ones only, sorted."""
        rest = fold(words)
        found: set[str] = set()
        for word, group in self.group_words:
            if word in rest:
                found.add(group)
        return tuple(sorted(group for group in found if not self._has_narrower(group, found)))

    def within(self, group: str, wider: str) -> bool:
        """Whether everybody of ``group`` belongs to ``wider``."""
        current = group
        while current:
            if current == wider:
                return True
            current = self.groups.get(current, "")
        return False

    def unit_words(self, word: str) -> tuple[str, ...]:
        """The folded words that tell a unit of this type (金融机构: 银行, 信用社 …); of no type the word itself."""
        folded = fold(word)
        return self.unit_types.get(folded, (folded,) if folded else ())

    def is_unit_of(self, types: Iterable[str], told: str) -> bool:
        """Whether what is told of a unit (its type, its name) has a word of one of the types."""
        text = fold(told)
        return any(known in text for word in types for known in self.unit_words(word))

    def vouches(self, skill: str, words: str) -> bool:
        """Whether the words of a resource name a skill or one that vouches for it (执业律师 ← 律师事务所)."""
        wanted, offered = fold(skill), fold(words)
        if wanted in offered:
            return True
        groups = [group for word, group in self.qualifications.items() if word in wanted]
        return any(word in offered for group in groups for word in group)

    def affirmed(self, folded: str) -> str:
        """The folded text with negated pieces (``不缺吃穿``) replaced by a mark of the same length."""
        return self.negations.sub(lambda match: "。" * len(match.group()), folded)

    def wish_start(self, folded: str) -> int:
        """Where a folded text begins to say what is wanted (想装个探头); 0 when it does so throughout."""
        match = self.wishes.search(folded)
        return match.start() if match else 0

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Lexicon words of a text that are not negated, by position; of overlapping ones the longest."""
        return self.hits_in(self.affirmed(fold(text)))

    def hits_in(self, folded: str) -> tuple[Hit, ...]:
        """The same for a text already folded and without its negated pieces."""
        found = _longest(self._exact_hits(folded)) + _longest(self._spread_hits(folded))
        return tuple(sorted(found, key=lambda hit: (hit.start, hit.end, hit.concept)))

    def _spread_hits(self, folded: str) -> list[Hit]:
        """Lexicon words with a wildcard, tried only where their beginning stands."""
        openings = _openings(self)
        first = 0 if "" in openings else 1
        found = []
        for start in range(len(folded)):
            for end in range(start + first, len(folded) + 1):
                patterns = openings.get(folded[start:end])
                if patterns is None:
                    break
                for pattern, concept, weight in patterns:
                    if match := pattern.match(folded, start):
                        found.append(Hit(concept, match.group(), weight, start, match.end()))
        return found

    def _exact_hits(self, folded: str) -> list[Hit]:
        found = []
        words, beginnings = self.words, self.beginnings
        for start in range(len(folded)):
            for end in range(start + 1, len(folded) + 1):
                word = folded[start:end]
                if word in words:
                    for concept, weight in words[word]:
                        found.append(Hit(concept, word, weight, start, end))
                if word not in beginnings:
                    break
        return found

    def _named(self, part: str) -> Category | None:
        if part in self.category_names:
            return self.category_names[part]
        classes = self.words.get(part, ())
        strong = [concept for concept, weight in classes if weight == 1000] or [
            concept for concept, _ in classes
        ]
        return self.concepts[strong[0]].category if len(strong) == 1 else None

    @staticmethod
    def _one_of(found: list[Category]) -> Category | None:
        if not found:
            return None
        last = found[-1]
        if all(category.l1 in {last.l1, OTHER} for category in found):
            detailed = [category for category in found if category.l2]
            return detailed[-1] if len(set(detailed)) == 1 else Category(last.l1)
        return last if len(found) == 2 and not found[0].l2 else None

    def _has_narrower(self, group: str, found: set[str]) -> bool:
        return any(other != group and self.within(other, group) for other in found)


_LISTING = re.compile(r"[、,;+&]")
_SEPARATORS = re.compile(r"[/\\|>、,;:·—\-_+&]|和|及|与")
_NUMBERING = re.compile(r"^(?:[a-z]?\d{1,2}|[一二三四五六七八九十]{1,2}(?=[、.]))[、.)]?")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_ESCAPED = re.compile(r"\\(.)")
_SUFFIX = re.compile(r"(?<=..)(?:类别|类型|领域|类|方面)$")


@lru_cache(maxsize=4)
def _openings(vocabulary: Vocabulary) -> dict[str, list[Pattern]]:
    """What a wildcard word begins with → such words; every shorter beginning → none."""
    openings: dict[str, list[Pattern]] = {}
    for pattern in vocabulary.patterns:
        head = _ESCAPED.sub(r"\1", pattern[0].pattern.partition("[^")[0])
        for end in range(1, len(head)):
            openings.setdefault(head[:end], [])
        openings.setdefault(head, []).append(pattern)
    return openings


def bare(words: str) -> str:
    """A category word without numbering, bracketed remarks and 类."""
    folded = fold(words)
    plain = _BRACKETS.sub("", folded) or folded.strip("()[]【】")
    plain = _NUMBERING.sub("", plain) or plain
    return _SUFFIX.sub("", plain.strip(" .、:/-·"))


def _longest(found: list[Hit]) -> list[Hit]:
    """Hits not lying strictly inside a longer hit."""
    spans = sorted({(hit.start, hit.end) for hit in found}, key=lambda span: (span[0], -span[1]))
    kept: set[tuple[int, int]] = set()
    reach = -1
    for start, end in spans:
        if end > reach:
            kept.add((start, end))
            reach = end
    return [hit for hit in found if (hit.start, hit.end) in kept]
