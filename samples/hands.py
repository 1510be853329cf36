"""How different hands write the same facts."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from samples.facts import NeedFact, Num, ResourceFact, UnitFact
from samples.table import Value

SURNAMES = "张李王赵钱孙周吴郑冯陈褚卫蒋沈韩杨朱秦尤许何吕施孔曹严华金魏陶姜"
F = TypeVar("F", NeedFact, ResourceFact, UnitFact)


def people(facts: Sequence[F], first: int) -> tuple[F, ...]:
    """Give each fact an invented contact and a test number, counted from ``first``."""
    return tuple(
        replace(
            fact,
            contact=SURNAMES[(first + place) % len(SURNAMES)] + ("某某" if place % 3 else "某"),
            phones=(f"1380000{first + place:04d}",),
        )
        for place, fact in enumerate(facts)
    )


def numbered(facts: Sequence[F], write: Callable[[int], str] = str) -> tuple[F, ...]:
    """Give each fact its own number, counted from 1."""
    return tuple(replace(fact, number=write(place)) for place, fact in enumerate(facts, 1))


def whole(fact: NeedFact | ResourceFact | UnitFact, _: int) -> Value:
    """The running number as a number cell."""
    return int(fact.number) if fact.number else None


def spaced_name(fact: NeedFact | ResourceFact | UnitFact, _: int) -> Value:
    """张 某: a two-character name stretched to the width of three."""
    return " ".join(fact.contact) if len(fact.contact) == 2 else fact.contact


def phone_number(fact: NeedFact | ResourceFact | UnitFact, _: int) -> Value:
    """A number cell, as when somebody typed digits into an unformatted column."""
    return float(fact.phones[0]) if fact.phones else None


def phone_dashed(fact: NeedFact | ResourceFact | UnitFact, _: int) -> Value:
    """138-0000-0001; several joined by a slash."""
    return " / ".join(_dash(phone) for phone in fact.phones)


def _dash(phone: str) -> str:
    if phone.startswith("0"):
        return f"{phone[:4]}-{phone[4:]}"
    return f"{phone[:3]}-{phone[3:7]}-{phone[7:]}"


def phone_spaced(fact: NeedFact | ResourceFact | UnitFact, _: int) -> Value:
    """138 0000 0001."""
    return "\n".join(f"{p[:3]} {p[3:7]} {p[7:]}" if p[0] == "1" else _dash(p) for p in fact.phones)


def plain_number(amount: Num | None) -> Value:
    """The bare number where the header says what is counted and nothing else is to be said."""
    if amount is None:
        return None
    if amount.certainty == "exact" and not amount.per:
        return amount.value
    return amount.words


def full_width(text: str) -> str:
    """１２３ for 123."""
    return text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def urgency(words: dict[int, str]) -> Callable[[NeedFact, int], Value]:
    """Urgency in this hand's words."""
    return lambda fact, _: words[fact.urgency]


def ditto(take: Callable[[NeedFact], str]) -> Callable[[NeedFact, int], Value]:
    """同上 where the line above says the same."""
    seen: list[str] = [""]

    def write(fact: NeedFact, place: int) -> Value:
        text = take(fact)
        same = place > 0 and text != "" and seen[0] == text
        seen[0] = text
        return "同上" if same else text

    return write
