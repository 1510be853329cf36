"""A need's demand and a resource side by side, with what was worked out about them."""

from dataclasses import dataclass

from matcher.candidates.setting import Setting
from matcher.domain import (
    Category,
    Demand,
    Form,
    Need,
    Offer,
    Period,
    Resource,
    TimeWindow,
    Windows,
)
from matcher.similarity import Scored
from matcher.vocabulary import Mention


@dataclass(frozen=True, slots=True)
class Wanted:
    """A need with what is worked out once for it.

    Attributes:
        need: The need.
        demands: Its demands.
        period: Days on which it can be served.
        times: Its wishes, or the whole period when it tells none or all have passed.
        times_known: Whether the wishes are its own.
        groups: Population groups it is for; empty when unknown.
        groups_told: Whether the list says so; else its words do.
        applicant: Who raises it, as the unit list has it where it is a unit.
        at_home: Whether it has to be served at home.
        specifics: Specific things its title names, else its whole text.
        titled: Whether the title names them.
        mentions: The words of its text that name specific things.
        past: Places of the past cases whose need is like it.
    """

    need: Need
    demands: tuple[Demand, ...]
    period: Period
    times: Windows
    times_known: bool
    groups: tuple[str, ...]
    groups_told: bool
    applicant: str
    at_home: bool
    specifics: frozenset[str]
    titled: bool
    mentions: tuple[Mention, ...]
    past: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Offered:
    """A resource with what is worked out once for it.

    Attributes:
        resource: The resource.
        unit: Its unit as the unit list has it.
        active: Whether the unit is still a member.
        home: Communities the unit is paired with.
        offer: Its capacity.
        forms: What it is, by the list or by its words; empty when unknown.
        forms_told: Whether the list says so.
        groups: Population groups it is for.
        groups_out: Population groups it is not for.
        main_category: As the list says, else what its words point to; ``None`` when unclear.
        words: Everything it says about itself, for qualifications.
        specifics: Specific things its text names.
        mentions: The words that name them.
        in_house: Whether one has to come to it.
    """

    resource: Resource
    unit: str
    active: bool
    home: tuple[str, ...]
    offer: Offer
    forms: frozenset[Form]
    forms_told: bool
    groups: tuple[str, ...]
    groups_out: tuple[str, ...]
    main_category: Category | None
    words: str
    specifics: frozenset[str]
    mentions: tuple[Mention, ...]
    in_house: bool


@dataclass(frozen=True, slots=True)
class Case:
    """What is judged.

    Attributes:
        wanted: The need.
        demand: One of its demands.
        offered: The resource.
        scored: How alike their words are.
        content: 0–1000, words and category together; compared with the floor.
        uses: Capacity taken each time.
        asked: Whether a lock or claim asks for it.
        setting: The round.
    """

    wanted: Wanted
    demand: Demand
    offered: Offered
    scored: Scored
    content: int
    uses: int
    asked: bool
    setting: Setting

    @property
    def need(self) -> Need:
        """The need."""
        return self.wanted.need

    @property
    def resource(self) -> Resource:
        """The resource."""
        return self.offered.resource


WHOLE_PERIOD: Windows = (TimeWindow(),)
