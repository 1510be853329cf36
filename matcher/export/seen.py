"""The month as it may be seen: every personal value masked or left out once, before any paper is written.

A paper that only knows what this module hands out cannot tell more; what it does not name is not handed on.
What is *internal* is whole; at a
*meeting* residents are surnames, mobiles are shortened, addresses end at the building; in *public* there are
no contacts at all, residents are 居民, addresses end at the compound, texts are scrubbed of every name of the
month, and groups smaller than four are not told.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from matcher.domain import (
    AgendaRecord,
    Amount,
    ApplicantType,
    Child,
    Lists,
    Need,
    Origin,
    Outcome,
    Project,
    Resource,
    Round,
    Unit,
)
from matcher.domain.funds import Fund
from matcher.domain.ids import is_id
from matcher.domain.masking import (
    mask_name,
    mask_phone,
    mask_place,
    scrub,
    scrub_numbers,
    spoken_name,
)
from matcher.domain.office import Office
from matcher.domain.papers import Privacy
from matcher.export.people import names_of, people_in

LEAST_GROUP = 4
"""Groups of fewer people are not told in public."""

_NOWHERE = Origin("", "", 0)
_DIGITS = r"[\d一二三四五六七八九十]+"
_ROOM = re.compile(
    rf"(?<=[栋幢楼座]){_DIGITS}单元(?:{_DIGITS}(?:号房|室|房|号)?)?|(?<=[栋幢楼座])\d{{3,4}}(?:号房|室|房|号)?"
    rf"|{_DIGITS}单元{_DIGITS}(?:号房|室|房)?|(?<!\d)\d{{3,4}}(?:室|号房)"
)


@dataclass(frozen=True, slots=True)
class Mask:
    """How one level shows each sort of value.

    Attributes:
        text: Running text.
        resident: Name of a resident.
        liaison: Name of a liaison of a unit or community.
        phone: Telephone number; empty = not shown.
        place: Address.
        public: Whether small groups and everything that is nobody's business outside are left out.
    """

    text: Callable[[str], str]
    resident: Callable[[str], str]
    liaison: Callable[[str], str]
    phone: Callable[[str], str]
    place: Callable[[str], str]
    public: bool


def seen(round_: Round, level: Privacy) -> Round:
    """The month as a level may see it; the internal one is the month itself."""
    if level is Privacy.INTERNAL:
        return round_
    mask = _public(people_in(round_)) if level is Privacy.PUBLIC else _MEETING_MASK
    lists, confirmation = round_.lists, round_.confirmation
    return Round(
        month=round_.month,
        lists=Lists(
            needs=tuple(_need(need, mask) for need in lists.needs),
            resources=tuple(_resource(resource, mask) for resource in lists.resources),
            units=tuple(_unit(unit, mask) for unit in lists.units),
            projects=tuple(_project(project, mask) for project in lists.projects),
            funds=tuple(_fund(fund, mask) for fund in lists.funds),
        ),
        decisions=tuple(
            replace(decision, reason=mask.text(decision.reason)) for decision in round_.decisions
        ),
        options=round_.options,
        outcome=None
        if round_.outcome is None
        else _outcome(replace(round_.outcome, projects=round_.projects), mask),
        stale=round_.stale,
        agenda=() if mask.public else tuple(_record(record, mask) for record in round_.agenda),
        confirmation=None
        if confirmation is None
        else replace(confirmation, by=mask.liaison(confirmation.by)),
        office=Office() if mask.public else round_.office,
    )


def seen_office(office: Office, level: Privacy) -> Office:
    """Who hands the papers out: in public where it can be reached and who chairs, no other person."""
    if level is not Privacy.PUBLIC:
        return office
    return replace(office, contact="", recorder="", present="", absent="")


def seen_projects(
    round_: Round, projects: tuple[Project, ...], level: Privacy
) -> tuple[Project, ...]:
    """Projects of an earlier version as a level may see them."""
    if level is Privacy.INTERNAL:
        return projects
    mask = _public(people_in(round_)) if level is Privacy.PUBLIC else _MEETING_MASK
    return tuple(_project(project, mask) for project in projects)


def _aloud(text: str) -> str:
    """Running text as it may be shown in a meeting: no numbers of persons, addresses end at the building."""
    return _ROOM.sub("", scrub_numbers(text))


def _meeting_phone(phone: str) -> str:
    return mask_phone(phone, keep_landline=True)


_MEETING_MASK = Mask(
    text=_aloud,
    resident=spoken_name,
    liaison=_aloud,
    phone=_meeting_phone,
    place=_aloud,
    public=False,
)


def _public(names: frozenset[str]) -> Mask:
    ordered = sorted(names, key=lambda name: (-len(name), name))
    found = re.compile("|".join(re.escape(name) for name in ordered) or r"(?!)")

    def text(words: str) -> str:
        return found.sub(lambda match: mask_name(match[0]), scrub(words)) if words else ""

    return Mask(
        text=text,
        resident=lambda name: "",
        liaison=lambda name: "",
        phone=lambda phone: "",
        place=lambda place: text(mask_place(place)),
        public=True,
    )


def _record(record: AgendaRecord, mask: Mask) -> AgendaRecord:
    return replace(
        record,
        item=mask.text(record.item),
        decision=mask.text(record.decision),
        responsible=mask.text(record.responsible),
        remark=mask.text(record.remark),
    )


def _need(need: Need, mask: Mask) -> Need:
    small = mask.public and _is_small(need.beneficiaries)
    told = _general if small or (mask.public and need.beneficiaries is None) else str
    return replace(
        need,
        title=told(mask.text(need.title)),
        origin=None,
        applicant=_applicant(need.applicant, need.applicant_type, mask),
        detail=told(mask.text(need.detail)),
        category_words=mask.text(need.category_words),
        population=() if small else tuple(mask.text(words) for words in need.population),
        beneficiaries=Amount(None, words=f"少于{LEAST_GROUP}人") if small else need.beneficiaries,
        time_words=mask.text(need.time_words),
        urgency_words=mask.text(need.urgency_words),
        place=mask.place(need.place),
        skills=tuple(mask.text(words) for words in need.skills),
        contact=mask.liaison(need.contact),
        phones=_phones(need.phones, mask),
        remark=told(mask.text(need.remark)),
        status_reason=mask.text(need.status_reason),
        merged=tuple(_child(child, need, mask) for child in need.merged),
        raw=(),
        extra=(),
    )


_HARDSHIP = re.compile(
    r"(?:残疾|低保|特困|低收入|重病|大病|癌症|肿瘤|尿毒症|精神障碍|智力障碍|失独|单亲|困境)(?:人家庭|人员|患者|家庭|儿童|老人|户|人)"
    r"(?!联合会|联谊会|协会|基金会|服务中心)"
)
_WHO = (("家庭", "困难家庭"), ("户", "困难家庭"), ("老人", "困难老人"), ("儿童", "困难儿童"))


def _general(text: str) -> str:
    """Hardship told in general words, where so few are meant that neighbours would know whom: 残疾家庭 is 困难家庭."""
    return _HARDSHIP.sub(lambda match: _who(match[0]), text)


def _who(words: str) -> str:
    return next((general for end, general in _WHO if words.endswith(end)), "困难群众")


def _child(child: Child, need: Need, mask: Mask) -> Child:
    """A merged row keeps what its reply shows: who asked and what for."""
    title = dict(child.raw).get("title", "")
    return Child(
        origin=_NOWHERE,
        applicant=_applicant(child.applicant, need.applicant_type, mask),
        raw=(("title", mask.text(title)),) if title else (),
    )


def _applicant(words: str, kind: ApplicantType | None, mask: Mask) -> str:
    """Who asks: an organisation is told, a resident only as far as the level lets."""
    if not words:
        return ""
    if kind in (ApplicantType.DISTRICT_UNIT, ApplicantType.MARKET_ENTITY, ApplicantType.COMMUNITY):
        return mask.text(words)
    if mask.public:
        return ApplicantType.RESIDENT.label
    text = mask.text(words)
    for name in names_of(words):
        text = text.replace(name, mask.resident(name))
    return text


def _resource(resource: Resource, mask: Mask) -> Resource:
    return replace(
        resource,
        title=mask.text(resource.title),
        origin=None,
        detail=mask.text(resource.detail),
        category_words=mask.text(resource.category_words),
        time_words=mask.text(resource.time_words),
        place=mask.text(resource.place),
        qualifications=tuple(mask.text(words) for words in resource.qualifications),
        conditions=mask.text(resource.conditions),
        contact=mask.liaison(resource.contact),
        phones=_phones(resource.phones, mask),
        remark=mask.text(resource.remark),
        merged=(),
        raw=(),
        extra=(),
    )


def _unit(unit: Unit, mask: Mask) -> Unit:
    return replace(
        unit,
        origin=None,
        part_time_member=mask.liaison(unit.part_time_member),
        contact=mask.liaison(unit.contact),
        phones=_phones(unit.phones, mask),
        remark=mask.text(unit.remark),
        raw=(),
        extra=(),
    )


def _fund(fund: Fund, mask: Mask) -> Fund:
    return replace(fund, origin=None, remark=mask.text(fund.remark), raw=(), extra=())


def _project(project: Project, mask: Mask) -> Project:
    small = mask.public and project.beneficiaries in range(1, LEAST_GROUP)
    told = _general if small or (mask.public and project.beneficiaries is None) else str
    return replace(
        project,
        title=told(mask.text(project.title)),
        origin=None,
        need_ids=tuple(_reference(words, mask) for words in project.need_ids),
        resource_ids=tuple(_reference(words, mask) for words in project.resource_ids),
        content=told(mask.text(project.content)),
        population="" if small else mask.text(project.population),
        beneficiaries=None if small else project.beneficiaries,
        leader=mask.liaison(project.leader),
        community_contact=_contact(project.community_contact, mask),
        unit_contact=_contact(project.unit_contact, mask),
        fund_source=mask.text(project.fund_source),
        status=mask.text(project.status),
        rating=mask.text(project.rating),
        decision=mask.text(project.decision),
        remark=mask.text(project.remark),
        time_words=mask.text(project.time_words),
        raw=(),
        extra=(),
    )


def _reference(words: str, mask: Mask) -> str:
    """An id stays; an imported list's own words for a need do not."""
    return words if is_id(words) else mask.text(words)


def _outcome(outcome: Outcome, mask: Mask) -> Outcome:
    plan = outcome.plan
    return replace(
        outcome,
        plan=replace(plan, assignments=tuple(replace(item, parts=()) for item in plan.assignments)),
        projects=tuple(_project(project, mask) for project in outcome.projects),
        unmet=tuple(
            replace(
                item,
                detail=mask.text(item.detail),
                nearest=tuple((key, mask.text(lack)) for key, lack in item.nearest),
            )
            for item in outcome.unmet
        ),
        idle=tuple(replace(item, detail=mask.text(item.detail)) for item in outcome.idle),
    )


def _contact(words: str, mask: Mask) -> str:
    """Name and phones in one cell."""
    return "" if mask.public else mask.text(words)


def _phones(phones: tuple[str, ...], mask: Mask) -> tuple[str, ...]:
    return tuple(shown for phone in phones if (shown := mask.phone(phone)))


def _is_small(count: Amount | None) -> bool:
    return count is not None and count.value is not None and 0 < count.value < LEAST_GROUP
