"""The rows of the lists: what each sheet knows about one project, need, resource, unit or community."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matcher.domain import (
    CountedUrgency,
    Idle,
    Need,
    NeedStatus,
    Outcome,
    Project,
    Reason,
    Resource,
    Round,
    Unit,
    Unmet,
    by_name,
    counted_urgencies,
)

NOWHERE = "（未注明社区）"


@dataclass(frozen=True, slots=True)
class UnmetRow:
    """A need without a project; ``urgency`` is how it counts."""

    need: Need
    unmet: Unmet
    nearest: str
    urgency: CountedUrgency


@dataclass(frozen=True, slots=True)
class IdleRow:
    """A resource without an assignment."""

    resource: Resource
    idle: Idle


@dataclass(frozen=True, slots=True)
class UnitRow:
    """What one unit brings and does.

    Attributes:
        unit: Its entry; made up of the name alone when no unit list was imported.
        led: Projects it leads.
        joined: Projects it cooperates in.
        cap: Most projects in the round.
        offered: Resources not taken back.
        used: Of these, in the plan.
    """

    unit: Unit
    led: tuple[Project, ...]
    joined: tuple[Project, ...]
    cap: int
    offered: int
    used: int


@dataclass(frozen=True, slots=True)
class CommunityRow:
    """How one community fares.

    Attributes:
        name: Of the community.
        needs: Needs that take part.
        met: Of these, with a project.
        urgent: Of these, urgent ones.
        urgent_met: Urgent ones with a project.
        closed: Needs that do not take part.
        people: People reached by the met needs, where a number is known.
    """

    name: str
    needs: int
    met: int
    urgent: int
    urgent_met: int
    closed: int
    people: int

    @property
    def share(self) -> float | None:
        """Met needs by needs; ``None`` without needs."""
        return self.met / self.needs if self.needs else None


def unmet_rows(round_: Round, outcome: Outcome) -> tuple[UnmetRow, ...]:
    """The needs left over, in the order of the outcome."""
    needs = {need.id: need for need in round_.lists.needs}
    resources = {resource.id: resource for resource in round_.lists.resources}
    counted = counted_urgencies(round_)
    return tuple(
        UnmetRow(needs[item.need], item, _nearest(item, resources), counted[item.need])
        for item in outcome.unmet
    )


def idle_rows(round_: Round, outcome: Outcome) -> tuple[IdleRow, ...]:
    """The resources left over, in the order of the outcome."""
    resources = {resource.id: resource for resource in round_.lists.resources}
    return tuple(IdleRow(resources[item.resource], item) for item in outcome.idle)


def unit_rows(round_: Round, outcome: Outcome) -> tuple[UnitRow, ...]:
    """Every unit of any list, by name."""
    used = {item.resource for item in outcome.plan.assignments}
    offers = [item for item in round_.lists.resources if not item.withdrawn]
    offered = Counter(item.unit for item in offers)
    taken = Counter(item.unit for item in offers if item.id in used)
    return tuple(
        UnitRow(
            unit=unit,
            led=tuple(item for item in outcome.projects if item.lead_unit == unit.name),
            joined=tuple(item for item in outcome.projects if unit.name in item.coop_units),
            cap=round_.options.unit_cap if unit.round_cap is None else unit.round_cap,
            offered=offered[unit.name],
            used=taken[unit.name],
        )
        for unit in _units(round_, outcome)
    )


def community_rows(round_: Round, outcome: Outcome) -> tuple[CommunityRow, ...]:
    """Every community that has needs, by name."""
    met = {need for project in outcome.projects for need in project.need_ids}
    closed = {item.need for item in outcome.unmet if item.reason is Reason.OUT_OF_SCOPE}
    closed |= {need.id for need in round_.lists.needs if need.status is not NeedStatus.OPEN}
    names = sorted({need.community for need in round_.lists.needs}, key=by_name)
    counted = counted_urgencies(round_)
    urgent = {key for key, told in counted.items() if told.counts >= round_.options.urgent_from}
    return tuple(
        _community(
            name,
            [need for need in round_.lists.needs if need.community == name],
            met,
            closed,
            urgent,
        )
        for name in names
    )


def _community(
    name: str, needs: Iterable[Need], met: set[str], closed: set[str], urgent_ids: set[str]
) -> CommunityRow:
    every = list(needs)
    part = [need for need in every if need.id not in closed]
    urgent = [need for need in part if need.id in urgent_ids]
    return CommunityRow(
        name=name or NOWHERE,
        needs=len(part),
        met=sum(need.id in met for need in part),
        urgent=len(urgent),
        urgent_met=sum(need.id in met for need in urgent),
        closed=len(every) - len(part),
        people=sum(_people(need) for need in part if need.id in met),
    )


def _people(need: Need) -> int:
    return (need.beneficiaries.value or 0) if need.beneficiaries else 0


def _units(round_: Round, outcome: Outcome) -> list[Unit]:
    units = {unit.name: unit for unit in round_.lists.units}
    named = [resource.unit for resource in round_.lists.resources]
    for project in outcome.projects:
        named += [project.lead_unit, *project.coop_units]
    for name in named:
        if name and name not in units:
            units[name] = Unit(name=name)
    return sorted(units.values(), key=lambda unit: by_name(unit.name))


def _nearest(item: Unmet, resources: Mapping[str, Resource]) -> str:
    """One line for each of the nearest resources."""
    lines = []
    for number, (key, lack) in enumerate(item.nearest, 1):
        resource = resources[key]
        lines.append(f"{number}. {resource.unit}“{resource.title}”：{lack}")
    return "\n".join(lines)
