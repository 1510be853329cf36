"""Words worth asking the user about, found in what people decided against the scores."""

from collections.abc import Iterable, Iterator

from matcher.domain import (
    Category,
    DecisionKind,
    DecisionSource,
    Need,
    Resource,
    Round,
    WordChange,
    WordProposal,
    WordState,
)
from matcher.similarity import suggest
from matcher.vocabulary import Vocabulary, fold, in_force

LOW = 500
"""Pairs of the plan scored below this rest on few known words."""
SHORTEST, LONGEST = 2, 6
MOST = 60
OFTEN = 0.01
"""Words in a larger share of ordinary sentences tell little."""
_STRONG_WEIGHT = 1000

_Seen = dict[tuple[str, str], set[tuple[str, str]]]


def proposed_words(round_: Round) -> tuple[WordProposal, ...]:
    """Words to add or to weaken, those seen most often first; nothing is changed.

    To add: what the two sides of a pair locked by hand, or planned with a low score, have in common and the
    lexicon does not know for the resource's class. To weaken: strong words that made a pair forbidden by hand alike.
    """
    vocabulary = in_force(round_.words)
    pairs, refused = _pairs(round_, _served(round_)), _pairs(round_, _decided(round_, "FORBID"))
    proposals = [*_additions(pairs, vocabulary), *_weakenings(refused, vocabulary)]
    proposals.sort(key=lambda one: (-len(one.pairs), one.change.subject))
    return tuple(proposals[:MOST])


def _decided(round_: Round, kind: str) -> Iterator[tuple[str, str]]:
    for decision in round_.decisions:
        by_hand = decision.source is DecisionSource.HAND
        if decision.kind is DecisionKind[kind] and by_hand and decision.need and decision.resource:
            yield decision.need, decision.resource


def _served(round_: Round) -> Iterator[tuple[str, str]]:
    yield from _decided(round_, "LOCK")
    if round_.outcome is not None and not round_.stale:
        for assignment in round_.outcome.plan.assignments:
            if assignment.score < LOW:
                yield assignment.need, assignment.resource


def _pairs(round_: Round, keys: Iterable[tuple[str, str]]) -> list[tuple[Need, Resource]]:
    needs = {need.id: need for need in round_.lists.needs}
    resources = {resource.id: resource for resource in round_.lists.resources}
    return [
        (needs[need], resources[resource])
        for need, resource in sorted(set(keys))
        if need in needs and resource in resources
    ]


def _additions(
    pairs: Iterable[tuple[Need, Resource]], vocabulary: Vocabulary
) -> Iterator[WordProposal]:
    seen: _Seen = {}
    classes: dict[str, Category] = {}
    for need, resource in pairs:
        category = _class_of(need, resource, vocabulary)
        if category is None:
            continue
        classes[str(category)] = category
        for word in shared_words(need.text, resource.text, vocabulary):
            if not _known(word, category, vocabulary):
                seen.setdefault((str(category), word), set()).add((need.id, resource.id))
    for (name, word), where in seen.items():
        state = WordState.STRONG if len({need for need, _ in where}) > 1 else WordState.WEAK
        because = f"{len(where)} 对由人确认或得分偏低的对接，需求和资源都写有“{word}”"
        change = WordChange(classes[name], word, state, "由对接结果建议")
        yield WordProposal(change, because, tuple(sorted(where)))


def _class_of(need: Need, resource: Resource, vocabulary: Vocabulary) -> Category | None:
    """The class a shared word would stand in: as the lists say, else as the resource's words do."""
    for category in (resource.category, need.category):
        if category is not None and category in vocabulary.categories:
            return category
    found = suggest(resource.text, vocabulary)
    return found[0].category if found else None


def _known(word: str, category: Category, vocabulary: Vocabulary) -> bool:
    return any(
        vocabulary.concepts[concept].category == category
        for concept, _ in vocabulary.words.get(word, ())
    )


def shared_words(one: str, other: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The longest telling pieces of 2 to 6 characters that stand in both texts, not denied in either."""
    ours, theirs = vocabulary.affirmed(fold(one)), vocabulary.affirmed(fold(other))
    found: list[str] = []
    for length in range(LONGEST, SHORTEST - 1, -1):
        for start in range(len(ours) - length + 1):
            word = ours[start : start + length]
            if word in theirs and not any(word in longer for longer in found):
                found.append(word)
    return tuple(sorted(word for word in found if _telling(word, vocabulary)))


def _telling(word: str, vocabulary: Vocabulary) -> bool:
    if not all("\u4e00" <= character <= "\u9fff" for character in word):
        return False
    ordinary = {weak for weak in vocabulary.weak_words if len(weak) > 1}
    ordinary |= {group for group, _ in vocabulary.group_words if len(group) > 1}
    if any(common in word or word in common for common in ordinary):
        return False
    often = sum(word in sentence for sentence in vocabulary.background)
    return often <= OFTEN * len(vocabulary.background)


def _weakenings(
    pairs: Iterable[tuple[Need, Resource]], vocabulary: Vocabulary
) -> Iterator[WordProposal]:
    seen: dict[tuple[int, str], set[tuple[str, str]]] = {}
    for need, resource in pairs:
        theirs = {hit.concept for hit in vocabulary.hits(resource.text)}
        for hit in vocabulary.hits(need.text):
            exact = hit.word in vocabulary.words
            if exact and hit.weight == _STRONG_WEIGHT and hit.concept in theirs:
                seen.setdefault((hit.concept, hit.word), set()).add((need.id, resource.id))
    for (concept, word), where in seen.items():
        category = vocabulary.concepts[concept].category
        because = f"{len(where)} 对被会议禁止的对接因“{word}”被看作同属“{category}”"
        change = WordChange(category, word, WordState.WEAK, "由会议禁止建议")
        yield WordProposal(change, because, tuple(sorted(where)))
