"""Small months made of literals, one helper per noun."""

from collections.abc import Mapping, Sequence

from matcher.domain import (
    Assignment,
    Candidates,
    Decision,
    Demand,
    Exclusion,
    Form,
    FundLimit,
    Grant,
    Level,
    Lists,
    Need,
    NeedWeight,
    Offer,
    Options,
    Outcome,
    Pair,
    Part,
    Plan,
    PlanStatus,
    Reason,
    Resource,
    Timetable,
    Unit,
    UnitLimit,
)
from matcher.explain import outcome

MONTH = "2026-06"
PARTS = (Part("words", "字词", 700),)
DEFAULTS = Options()


def need(number: int, title: str = "", **more: object) -> Need:
    """A need ``N1`` titled 需求1 unless told otherwise."""
    return Need(id=f"N{number}", title=title or f"需求{number}", **more)  # type: ignore[arg-type]  # test literals


def resource(number: int, unit: str = "甲单位", **more: object) -> Resource:
    """A resource ``R1`` titled 资源1."""
    return Resource(id=f"R{number}", unit=unit, title=f"资源{number}", **more)  # type: ignore[arg-type]  # test literals


def demand(need_id: str, times: int = 1, form: Form | None = None, index: int = 0) -> Demand:
    return Demand(need_id, index, form, times)


def pair(need_id: str, to: Resource, score: int = 700, uses: int = 1, index: int = 0) -> Pair:
    return Pair(need_id, index, to.id, to.unit, uses, score, PARTS)


def serve(
    need_id: str,
    by: Resource,
    times: int = 1,
    uses: int | None = None,
    index: int = 0,
    score: int = 700,
    form: Form | None = None,
) -> Assignment:
    return Assignment(
        need_id, index, by.id, by.unit, form, times, times if uses is None else uses, score, PARTS
    )


def shut(
    need_id: str, out: Resource, reason: Reason, detail: str = "事实", likeness: int = 500
) -> Exclusion:
    return Exclusion(need_id, out.id, reason, detail, likeness)


def said(
    needs: Sequence[Need],
    resources: Sequence[Resource],
    *,
    demands: Sequence[Demand],
    pairs: Sequence[Pair] = (),
    plan: Sequence[Assignment] = (),
    capacity: dict[str, int | None] | None = None,
    measure: str = "次",
    caps: dict[str, int] | None = None,
    exclusions: Sequence[Exclusion] = (),
    closed: tuple[tuple[str, Reason, str], ...] = (),
    units: Sequence[Unit] = (),
    decisions: Sequence[Decision] = (),
    options: Options = DEFAULTS,
    status: PlanStatus = PlanStatus.PROVEN_BEST,
    notes: Mapping[str, str] = {},
    timetables: Sequence[Timetable] = (),
    funds: Sequence[FundLimit] = (),
    grants: Sequence[Grant] = (),
) -> Outcome:
    """The outcome of a month; every resource offers once unless ``capacity`` says otherwise."""
    given = capacity or {}
    candidates = Candidates(
        needs=tuple(NeedWeight(n.id, n.urgency, 1, notes.get(n.id, "")) for n in needs),
        demands=tuple(demands),
        offers=tuple(Offer(r.id, r.unit, given.get(r.id, 1), measure) for r in resources),
        limits=tuple(UnitLimit(unit, most) for unit, most in (caps or {}).items()),
        pairs=tuple(pairs),
        exclusions=tuple(exclusions),
        closed=closed,
        timetables=tuple(timetables),
        funds=tuple(funds),
        grants=tuple(grants),
    )
    lists = Lists(needs=tuple(needs), resources=tuple(resources), units=tuple(units))
    made = Plan(
        status=status,
        levels=(Level("needs", "满足需求", 0, 0, True),),
        assignments=tuple(plan),
        seconds=0.1,
        seed=0,
        workers=1,
    )
    return outcome(lists, candidates, decisions, options, made, month=MONTH)
