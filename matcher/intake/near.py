"""Needs that say nearly the same, proposed side by side; nothing is merged without a person."""

from collections.abc import Sequence

from matcher.domain import Lists, Need, Proposal, Stop, never
from matcher.intake.sameness import buildings
from matcher.intake.words import community_stem
from matcher.similarity import near_pairs
from matcher.vocabulary import Vocabulary


def near_duplicates(
    lists: Lists, vocabulary: Vocabulary, *, stop: Stop = never
) -> tuple[Proposal, ...]:
    """Pairs of needs of one community that seem to say the same, the most alike first.

    Different buildings or entrances, wherever in the row they are told, keep needs apart.

    Raises:
        Cancelled: ``stop`` said so.
    """
    needs = sorted(lists.needs, key=lambda need: need.id)
    places = [_places(need) for need in needs]
    pairs = near_pairs([need.text for need in needs], vocabulary, stop=stop)
    return tuple(
        Proposal(needs[pair.first].id, needs[pair.second].id, pair.score, pair.words)
        for pair in pairs
        if _may_be_one(needs, places, pair.first, pair.second)
    )


def _places(need: Need) -> dict[str, frozenset[str]]:
    """Numbers of buildings, entrances and flats by kind."""
    found: dict[str, set[str]] = {}
    for kind, number in buildings(f"{need.title} {need.detail} {need.place} {need.applicant}"):
        found.setdefault(kind, set()).add(number)
    return {kind: frozenset(numbers) for kind, numbers in found.items()}


def _may_be_one(
    needs: Sequence[Need], places: Sequence[dict[str, frozenset[str]]], one: int, other: int
) -> bool:
    a, b = needs[one].community, needs[other].community
    if a and b and community_stem(a) != community_stem(b):
        return False
    shared = places[one].keys() & places[other].keys()
    return all(places[one][kind] & places[other][kind] for kind in shared)
