"""How many times, how much of it: demands of a need, capacity of a resource, uses of a pair."""

from matcher.domain import Amount, Certainty, Demand, Form, Need, Offer, Options, Resource
from matcher.vocabulary.measures import Measures, shipped_measures

PEOPLE = frozenset(["", "人", "名", "位", "人次", "余人", "个人"])
YUAN = "元"
_PER_MONTH = {"week": (4, 1), "month": (1, 1), "quarter": (1, 3), "year": (1, 12)}


def in_one_month(amount: Amount) -> int | None:
    """A frequency counted in one month, a plain count as it is; ``None`` for 不限 and 若干.

    A week counts four times; what comes quarterly or yearly is spread evenly, at least once.
    Of a range the lower end counts.
    """
    if amount.value is None:
        return None
    times, months = _PER_MONTH.get(amount.per, (1, 1))
    if amount.value == 0:
        return 0
    return max(1, amount.value * times // months)


def demands_of(need: Need, goods: bool, measures: Measures | None = None) -> tuple[Demand, ...]:
    """One demand per required form, or one of any form.

    Args:
        need: The need.
        goods: Whether a need that names no form asks for things, judged by its words.
        measures: What counting words count; ``None`` = as shipped.
    """
    counted = measures or shipped_measures()
    forms: tuple[Form | None, ...] = tuple(dict.fromkeys(need.forms)) or (None,)
    return tuple(
        Demand(need.id, index, form, _times(need.quantity, _counts_things(form, goods), counted))
        for index, form in enumerate(forms)
    )


def _counts_things(form: Form | None, goods: bool) -> bool:
    return form is Form.GOODS or (form is None and goods)


def _times(quantity: Amount | None, things: bool, measures: Measures) -> int:
    """Sessions count always, things only where things are wanted; people and places count once."""
    if quantity is None:
        return 1
    countable = bool(quantity.per) or quantity.measure in measures.sessions
    if not countable and not (things and quantity.measure in measures.things):
        return 1
    return max(1, in_one_month(quantity) or 1)


def is_fund(resource: Resource) -> bool:
    """Whether a resource is counted in yuan."""
    return Form.MONEY in resource.forms and resource.amount_yuan is not None


def offer_of(resource: Resource, unit: str, options: Options) -> Offer:
    """What a resource can give in the round."""
    if is_fund(resource):
        return Offer(resource.id, unit, resource.amount_yuan, YUAN)
    return Offer(resource.id, unit, _capacity(resource, options), _measure(resource))


def capacity_known(resource: Resource) -> bool:
    """Whether the list says how much there is."""
    return (
        is_fund(resource)
        or resource.capacity_total is not None
        or resource.capacity_per_round is not None
    )


def _capacity(resource: Resource, options: Options) -> int | None:
    told = [
        in_one_month(amount)
        for amount in (resource.capacity_per_round, resource.capacity_total)
        if amount is not None
    ]
    if not told:
        return options.blank_capacity
    limits = [value for value in told if value is not None]
    return min(limits) if limits else None


def _measure(resource: Resource) -> str:
    for amount in (resource.capacity_total, resource.capacity_per_round):
        if amount is not None and amount.measure:
            return amount.measure
    return "次"


def people_of(need: Need) -> int | None:
    """How many people a need is for; ``None`` when unknown or counted in households."""
    return head_count(need.beneficiaries)


def head_count(amount: Amount | None) -> int | None:
    """A number of people; ``None`` when unknown, unlimited or counted in something else."""
    if amount is None or amount.measure not in PEOPLE:
        return None
    if amount.certainty in {Certainty.UNLIMITED, Certainty.SOME}:
        return None
    return amount.value


def uses_of(need: Need, form: Form | None, resource: Resource) -> int:
    """Capacity taken each time: the sessions needed for everybody, else 1.

    Of a fund the budget in yuan, less what is raised otherwise (自筹).
    """
    if is_fund(resource):
        asked = (need.budget_yuan or 0) - (need.own_yuan or 0)
        return max(1, asked if form in {Form.MONEY, None} else 1)
    people, room = people_of(need), head_count(resource.people_per_time)
    if people and room and form is not Form.GOODS:
        return -(-people // room)
    return 1
