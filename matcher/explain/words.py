"""Small phrases the explanations are put together from."""

from collections.abc import Iterable, Sequence

from matcher.domain import Need, Resource, yuan_words
from matcher.explain.sight import Sight

MONEY = "元"
"""The measure of an offer of money."""

_NAMED = 3


def amount_words(amount: int, measure: str) -> str:
    """A number with its counting word; yuan become 万元 where that is shorter."""
    return yuan_words(amount) if measure == MONEY else f"{amount}{measure}"


def phone_words(phones: Sequence[str]) -> str:
    """Phone numbers side by side."""
    return "、".join(phones)


def contact_words(name: str, phones: Sequence[str]) -> str:
    """Name and phones, whichever is known."""
    return " ".join(part for part in (name, phone_words(phones)) if part)


def need_words(need: Need) -> str:
    """A need as it is named inside a sentence."""
    return f"“{need.title}”（{need.id}）"


def resource_words(resource: Resource) -> str:
    """A resource as it is named inside a sentence."""
    return f"{resource.unit}的“{resource.title}”"


def needs_words(ids: Iterable[str], sight: Sight) -> str:
    """Up to three needs by title and id, most urgent first, and how many more there are."""
    needs = sorted((sight.needs[need] for need in set(ids)), key=lambda n: (-n.urgency, n.id))
    named = "、".join(need_words(need) for need in needs[:_NAMED])
    return f"{named}等{len(needs)}项" if len(needs) > _NAMED else named


def listed(words: Iterable[str], separator: str = "、") -> str:
    """Non-empty words, each once, in the order given."""
    return separator.join(dict.fromkeys(word for word in words if word))
