"""A record of a unit list → a unit; a record of a project list → a project."""

import re
from datetime import date

from matcher.domain import Origin, Project, Unit
from matcher.intake import values
from matcher.intake.directory import split_units
from matcher.intake.needs import list_words
from matcher.intake.rows import Record
from matcher.intake.text import clean, name_like, one_line, split_outside_brackets
from matcher.intake.values import Context
from matcher.intake.windows import windows_of
from matcher.intake.words import community_name, is_left, is_reserve, scope_of


def unit_of(record: Record, context: Context) -> Unit:
    """The unit of a row."""
    remarks = context.remarks
    return Unit(
        name=values.name(record, "unit"),
        aliases=_aliases(record),
        origin=Origin(remarks.file, remarks.sheet, record.row),
        unit_type=values.words(record, "unit_type"),
        communities=scope_of(record.text("community")),
        part_time_member=values.name(record, "part_time_member"),
        contact=values.contact(record, "contact", "phone"),
        phones=values.contact_phones(record, "contact", "phone", context),
        annual_commitment=_whole(record, "annual_commitment", context),
        round_cap=_whole(record, "round_cap", context),
        joined_on=values.day(record, "joined_on", context),
        active=not is_left(values.words(record, "status")),
        remark=values.text(record, "remark"),
        raw=record.raw,
        extra=record.extra,
        reserve=is_reserve(values.words(record, "reserve"), values.words(record, "status")),
    )


def _aliases(record: Record) -> tuple[str, ...]:
    return tuple(
        name_like(p) for p in split_outside_brackets(clean(record.text("alias")), "\n、，,;；/|")
    )


def _whole(record: Record, code: str, context: Context) -> int | None:
    found = values.amount(record, code, context)
    return found.value if found else None


def project_of(record: Record, context: Context) -> Project:
    """The project of a row; its id is given later."""
    remarks = context.remarks
    leads = [
        values.unit_name(n, context, record.address("lead_unit"))
        for n in split_units(record.text("lead_unit"))
    ]
    coop = [
        values.unit_name(n, context, record.address("coop_units"))
        for n in split_units(record.text("coop_units"))
    ]
    start, end, time_words = _span(record, context)
    written = values.name(record, "community")
    return Project(
        id="",
        title=values.words(record, "title") or values.words(record, "content"),
        community=community_name(written) if written else context.community,
        origin=Origin(remarks.file, remarks.sheet, record.row),
        need_ids=list_words(one_line(record.text("need_refs"))),
        resource_ids=list_words(one_line(record.text("res_refs"))),
        content=values.text(record, "content"),
        population=values.words(record, "population"),
        beneficiaries=_whole(record, "beneficiaries", context),
        lead_unit=leads[0] if leads else "",
        coop_units=tuple(dict.fromkeys([*leads[1:], *coop])),
        leader=values.name(record, "leader"),
        community_contact=values.words(record, "community_contact"),
        unit_contact=_unit_contact(record),
        planned_start=start,
        planned_end=end,
        time_words=time_words,
        times=_whole(record, "times", context),
        budget_yuan=values.yuan(record, "budget", context),
        fund_source=values.words(record, "fund_source"),
        status=values.words(record, "status"),
        finished_on=values.day(record, "finished_on", context),
        rating=values.words(record, "rating"),
        decision=values.text(record, "decision"),
        remark=values.text(record, "remark"),
        raw=record.raw,
        extra=record.extra,
    )


def _unit_contact(record: Record) -> str:
    contact, phone = values.words(record, "unit_contact"), values.words(record, "phone")
    return " ".join(part for part in (contact, re.sub(r"\.0$", "", phone)) if part)


def _span(record: Record, context: Context) -> tuple[date | None, date | None, str]:
    """Planned start and end with the words they were told in."""
    start = windows_of(values.time_words(record, "planned_start"), context.month) or ()
    end = windows_of(values.time_words(record, "planned_end"), context.month) or ()
    told = " ".join(
        w for c in ("planned_start", "planned_end") if (w := values.time_words(record, c))
    )
    first = start[0].first if start else None
    last = end[0].last if end else None
    if end and first is None and end[0].first != end[0].last:
        first = end[0].first
    if start and last is None and not record.text("planned_end"):
        last = start[0].last if start[0].last != start[0].first else None
    if first and last and last < first:
        first = None
    return first, last, told
