"""Seeded abstract months at the sizes streets and districts have: candidates as the engine gets them.

Everything is invented: units have a line of work, resources a form and a capacity, needs a line of work,
one or more forms, a number of times, an urgency and a place. Who could serve whom follows from these.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import TypeVar

from matcher.domain import Candidates, Demand, Form, NeedWeight, Offer, Pair, Part, UnitLimit

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Size:
    """How large a month is.

    Attributes:
        needs: Number of needs.
        resources: Number of resources.
        units: Number of units.
        communities: Number of communities.
        candidates: Most pairs of one demand.
        lines: Number of lines of work; fewer give more pairs.
    """

    needs: int
    resources: int
    units: int
    communities: int
    candidates: int
    lines: int


SIZES = {
    "XS": Size(20, 24, 12, 1, 8, 3),
    "S": Size(60, 50, 25, 1, 10, 5),
    "M": Size(110, 107, 60, 10, 14, 9),
    "hard": Size(110, 107, 60, 10, 40, 2),
    "L": Size(400, 250, 120, 20, 15, 14),
    "500": Size(500, 500, 200, 20, 40, 8),
    "XL": Size(1500, 850, 470, 25, 20, 16),
    "district": Size(2600, 5000, 1000, 60, 20, 24),
    "5000": Size(5000, 5000, 1500, 80, 20, 24),
    "city": Size(10000, 10000, 3000, 200, 20, 24),
}
PURE_SIZES = {
    "pure street": Size(110, 107, 60, 10, 14, 1),
    "pure 500": Size(500, 500, 200, 20, 40, 1),
    "pure district": Size(5000, 5000, 1500, 80, 20, 1),
    "pure city": Size(10000, 10000, 3000, 200, 20, 1),
}
"""Months in which every need wants one form once: one flow is the exact optimum."""


@dataclass(frozen=True, slots=True)
class Contest:
    """A street of 110 needs and 107 resources in which every need has some 40 candidates, drawn at random.

    Attributes:
        times: How often a demand is wanted, with weights.
        capacities: What a resource has, with weights.
        sharers: Of one demand, at most.
        uses: Between what a pair takes of it each time.
    """

    times: tuple[tuple[int, int], ...]
    capacities: tuple[tuple[int, int], ...]
    sharers: int
    uses: tuple[int, int] = field(default=(1, 1), repr=False)


_SELDOM = ((1, 60), (2, 20), (3, 10), (4, 10))
_OFTEN = ((1, 40), (2, 20), (3, 20), (4, 10), (6, 10))
_SOME = ((1, 20), (2, 30), (3, 20), (4, 20), (8, 10))
_LITTLE = ((1, 40), (2, 30), (3, 20), (4, 10))
_MOSTLY_ONCE = ((1, 75), (2, 15), (3, 10))
_SEATS = ((8, 1), (12, 1), (15, 1), (20, 1), (25, 1))
CONTESTS = {
    "forty": Contest(_SELDOM, _SOME, 3),
    "forty/2": Contest(_SELDOM, _SOME, 2),
    "scarce": Contest(_OFTEN, _LITTLE, 3),
    "scarce/2": Contest(_OFTEN, _LITTLE, 2),
    "seats": Contest(_MOSTLY_ONCE, _SEATS, 2, (5, 25)),
}
"""Months of random candidates: which resources a need could have says nothing about who else wants these. Of ``seats``
every need takes another amount."""
_RIVALS = 40

_URGENCIES = ((5, 8), (4, 12), (3, 20), (2, 25), (1, 35))
_TIMES = ((1, 70), (2, 8), (3, 5), (4, 8), (6, 3), (12, 3), (20, 2), (60, 1))
_CAPACITIES: tuple[tuple[int | None, int], ...] = (
    (1, 30),
    (2, 22),
    (3, 10),
    (4, 16),
    (6, 6),
    (8, 8),
    (20, 5),
    (None, 3),
)
_FORMS = ((Form.SERVICE, 45), (Form.TALENT, 20), (Form.SITE, 15), (Form.GOODS, 12), (Form.MONEY, 8))


@dataclass(frozen=True, slots=True)
class _Wish:
    need: str
    line: int
    community: int
    people: int
    demands: tuple[Demand, ...]


@dataclass(frozen=True, slots=True)
class _Gift:
    offer: Offer
    line: int
    form: Form
    community: int | None
    per_time: int | None


def month(size: Size, seed: int) -> Candidates:
    """A month of a size; the same for the same seed."""
    random = Random(f"{seed}/{size}")
    units = [f"单位{at:04d}" for at in range(size.units)]
    lines = {unit: random.randrange(size.lines) for unit in units}
    gifts = [_gift(random, at, units, lines, size) for at in range(size.resources)]
    shelves = _shelves(gifts)
    wishes = [_wish(random, at, size) for at in range(size.needs)]
    pairs = [pair for wish in wishes for pair in _pairs(random, wish, shelves, size)]
    return Candidates(
        needs=tuple(
            NeedWeight(wish.need, _pick(random, _URGENCIES), random.randint(1, 20))
            for wish in wishes
        ),
        demands=tuple(demand for wish in wishes for demand in wish.demands),
        offers=tuple(gift.offer for gift in gifts),
        limits=tuple(UnitLimit(unit, random.choice((2, 3, 5, 5, 5))) for unit in units),
        pairs=tuple(pairs),
    )


def pure_month(size: Size, seed: int) -> Candidates:
    """A pure transport month of a size; the same for the same seed."""
    random = Random(f"{seed}/pure/{size}")
    units = [f"单位{at:04d}" for at in range(size.units)]
    offers = tuple(
        Offer(f"ZY-{at:05d}", random.choice(units), random.choice((1, 1, 1, 2, 2, 3)), "次")
        for at in range(size.resources)
    )
    needs = tuple(
        NeedWeight(f"XQ-{at:05d}", _pick(random, _URGENCIES), random.randint(1, 20))
        for at in range(size.needs)
    )
    return Candidates(
        needs=needs,
        demands=tuple(Demand(weight.need, 0, None, 1) for weight in needs),
        offers=offers,
        limits=tuple(UnitLimit(unit, random.choice((2, 3, 5))) for unit in units),
        pairs=tuple(
            _scored(weight.need, offer, random.randint(350, 1000))
            for weight in needs
            for offer in random.sample(offers, size.candidates)
        ),
    )


def contest(kind: Contest, seed: int) -> Candidates:
    """A contested street of a kind; the same for the same seed."""
    random, size = Random(f"{seed}/{kind}"), SIZES["hard"]
    units = [f"单位{at:04d}" for at in range(size.units)]
    offers = tuple(
        Offer(f"ZY-{at:05d}", random.choice(units), _pick(random, kind.capacities), "次")
        for at in range(size.resources)
    )
    needs = tuple(
        NeedWeight(f"XQ-{at:05d}", _pick(random, _URGENCIES), random.randint(1, 20))
        for at in range(size.needs)
    )
    demands: list[Demand] = []
    pairs: list[Pair] = []
    for weight in needs:
        forms = _pick(random, ((1, 78), (2, 17), (3, 5)))
        for index in range(forms):
            demands.append(Demand(weight.need, index, None, _pick(random, kind.times)))
            pairs += (
                replace(
                    _scored(weight.need, offer, random.randint(100, 1000)),
                    demand=index,
                    uses=1 if kind.uses == (1, 1) else random.randint(*kind.uses),
                )
                for offer in random.sample(offers, _RIVALS // forms)
            )
    return Candidates(
        needs=needs,
        demands=tuple(demands),
        offers=offers,
        limits=tuple(UnitLimit(unit, random.choice((3, 5, 5, 8))) for unit in units),
        pairs=tuple(pairs),
    )


def _scored(need: str, offer: Offer, score: int) -> Pair:
    return Pair(need, 0, offer.resource, offer.unit, 1, score, (Part("words", "文字", score),))


def _pick(random: Random, table: Sequence[tuple[_Value, int]]) -> _Value:
    return random.choices([value for value, _ in table], [weight for _, weight in table])[0]


def _gift(
    random: Random, at: int, units: Sequence[str], lines: dict[str, int], size: Size
) -> _Gift:
    unit = random.choice(units)
    form = _pick(random, _FORMS)
    money = form is Form.MONEY
    capacity = random.choice((3000, 10000, 50000)) if money else _pick(random, _CAPACITIES)
    return _Gift(
        Offer(f"ZY-{at:05d}", unit, capacity, "元" if money else "次"),
        line=lines[unit] if random.random() < 0.7 else random.randrange(size.lines),
        form=form,
        community=random.randrange(size.communities) if random.random() < 0.4 else None,
        per_time=random.choice((20, 30, 50)) if random.random() < 0.4 else None,
    )


def _wish(random: Random, at: int, size: Size) -> _Wish:
    need = f"XQ-{at:05d}"
    count = _pick(random, ((1, 78), (2, 17), (3, 5)))
    forms = random.sample([form for form, _ in _FORMS], count)
    named: tuple[Form | None, ...] = tuple(forms)
    if count == 1 and random.random() < 0.5:
        named = (None,)
    demands = tuple(
        Demand(need, index, form, 1 if form is Form.MONEY else _pick(random, _TIMES))
        for index, form in enumerate(named)
    )
    return _Wish(
        need,
        random.randrange(size.lines),
        random.randrange(size.communities),
        random.choice((15, 30, 40, 60, 100)),
        demands,
    )


def _shelves(gifts: Sequence[_Gift]) -> dict[tuple[int, Form | None], list[_Gift]]:
    """Gifts by line of work and form (``None`` = any)."""
    shelves: defaultdict[tuple[int, Form | None], list[_Gift]] = defaultdict(list)
    for gift in gifts:
        shelves[gift.line, gift.form].append(gift)
        shelves[gift.line, None].append(gift)
    return shelves


def _pairs(
    random: Random, wish: _Wish, shelves: dict[tuple[int, Form | None], list[_Gift]], size: Size
) -> list[Pair]:
    found: list[Pair] = []
    for demand in wish.demands:
        near = shelves[wish.line, demand.form] + shelves[(wish.line + 1) % size.lines, demand.form]
        open_to = [gift for gift in near if gift.community in (None, wish.community)]
        made = [_pair(random, wish, demand, gift) for gift in dict.fromkeys(open_to)]
        made.sort(key=lambda pair: (-pair.score, pair.resource))
        found += made[: size.candidates]
    return found


def _pair(random: Random, wish: _Wish, demand: Demand, gift: _Gift) -> Pair:
    words = random.randint(80, 500)
    category = 300 if gift.line == wish.line else 150
    place = 200 if gift.community is not None else 50
    if gift.form is Form.MONEY:
        uses = random.choice((500, 1000, 2500, 5000))
    else:
        uses = 1 if gift.per_time is None else -(-wish.people // gift.per_time)
    return Pair(
        need=wish.need,
        demand=demand.index,
        resource=gift.offer.resource,
        unit=gift.offer.unit,
        uses=uses,
        score=words + category + place,
        parts=(
            Part("words", "文字", words),
            Part("category", "类别", category),
            Part("place", "地点", place),
        ),
    )
