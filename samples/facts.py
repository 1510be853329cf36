"""What is true of a need, a resource or a unit, before any hand has written it into a sheet."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Num:
    """A number as a person means it.

    Attributes:
        words: How it is written when the column says nothing about its unit.
        value: ``None`` for 若干 and 不限.
        measure: Counting word, or empty.
        certainty: ``exact``, ``about``, ``at_least``, ``range``, ``some`` or ``unlimited``.
        high: Upper end of a range.
        per: ``week``, ``month``, ``quarter``, ``year`` or empty.
    """

    words: str
    value: int | None
    measure: str = ""
    certainty: str = "exact"
    high: int | None = None
    per: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """A time in words, told by moments at which it is open and moments at which it is not.

    Attributes:
        words: As written.
        open: Moments inside, ISO without seconds.
        closed: Moments outside.
    """

    words: str
    open: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()


def num(value: int, measure: str) -> Num:
    """Exactly so many."""
    return Num(f"{value}{measure}", value, measure)


def about(value: int, measure: str) -> Num:
    """约50人."""
    return Num(f"约{value}{measure}", value, measure, "about")


def over(value: int, measure: str) -> Num:
    """100余人."""
    return Num(f"{value}余{measure}", value, measure, "at_least")


def between(low: int, high: int, measure: str) -> Num:
    """2-3次."""
    return Num(f"{low}-{high}{measure}", low, measure, "range", high)


def every(per: str, value: int, measure: str = "次") -> Num:
    """每月2次."""
    word = {"week": "每周", "month": "每月", "quarter": "每季度", "year": "每年"}[per]
    return Num(f"{word}{value}{measure}", value, measure, per=per)


SOME = Num("若干", None, "", "some")
UNLIMITED = Num("不限", None, "", "unlimited")


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedFact:
    """One need; empty and ``None`` mean that nobody said."""

    key: str
    community: str
    title: str
    detail: str = ""
    who: str = ""
    source: str = "居民"
    category: str = ""
    form: tuple[str, ...] = ()
    population: tuple[str, ...] = ()
    people: Num | None = None
    quantity: Num | None = None
    urgency: int = 1
    when: When | None = None
    place: str = ""
    budget: str = ""
    skills: tuple[str, ...] = ()
    remark: str = ""
    status: str = "open"
    lead: str = ""
    coop: tuple[str, ...] = ()
    sex: str = ""
    age: int | None = None
    contact: str = ""
    phones: tuple[str, ...] = ()
    collected: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceFact:
    """One resource; ``unit`` is the name in the unit list, ``written`` the spelling used instead of it."""

    key: str
    unit: str
    title: str
    detail: str = ""
    written: str = ""
    category: str = ""
    form: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    population: tuple[str, ...] = ()
    total: Num | None = None
    frequency: Num | None = None
    people: Num | None = None
    when: When | None = None
    valid: str = ""
    valid_from: str | None = None
    valid_to: str | None = None
    place: str = ""
    amount: str = ""
    qualification: tuple[str, ...] = ()
    conditions: str = ""
    remark: str = ""
    contact: str = ""
    phones: tuple[str, ...] = ()
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFact:
    """One member unit."""

    name: str
    alias: tuple[str, ...] = ()
    unit_type: str = ""
    community: tuple[str, ...] = ()
    part_time_member: str = ""
    commitment: int | None = None
    cap: int | None = None
    joined: str = ""
    active: bool = True
    remark: str = ""
    contact: str = ""
    phones: tuple[str, ...] = ()
    number: str = ""


Fact = NeedFact | ResourceFact | UnitFact
