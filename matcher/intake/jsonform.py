"""Lists as the JSON of ``check``: field codes of the lists, sums in 万元, days as ISO dates."""

from collections.abc import Callable
from datetime import date
from typing import Any

from matcher.domain import (
    Amount,
    Certainty,
    FileReport,
    Fund,
    Issue,
    Lists,
    Need,
    Origin,
    Project,
    Resource,
    SheetReport,
    TimeWindow,
    Unit,
    Windows,
)
from matcher.intake.days import plain_day, serial_day
from matcher.intake.phones import phones_of
from matcher.intake.text import clean, is_nothing, one_line

Json = dict[str, Any]
_INTERNAL = frozenset({"measure", "no"})
"""Columns understood that are no field of a list."""


def as_json(lists: Lists) -> Json:
    """The lists as plain values for ``json.dumps``."""
    return {
        "files": [_file(report) for report in lists.files],
        "needs": [_need(need) for need in lists.needs],
        "resources": [_resource(resource) for resource in lists.resources],
        "units": [_unit(unit) for unit in lists.units],
        "projects": [_project(project) for project in lists.projects],
        "funds": [_fund(fund) for fund in lists.funds],
    }


def _file(report: FileReport) -> Json:
    return {
        "file": report.file,
        "format": report.format,
        "refused": report.refused,
        "sheets": [_sheet(sheet) for sheet in report.sheets],
        "issues": [_issue(issue) for issue in report.issues],
    }


def _sheet(sheet: SheetReport) -> Json:
    return {
        "sheet": sheet.sheet,
        "kind": sheet.kind.value,
        "header_row": sheet.header_row,
        "columns": {letter: code for letter, code in sheet.columns if code not in _INTERNAL},
        "unmapped": dict(sheet.unmapped),
        "unsure": {letter: list(codes) for letter, codes in sheet.unsure},
        "hidden": sheet.hidden,
        "rows_read": sheet.rows_read,
        "rows_imported": sheet.rows_imported,
        "rows_merged": sheet.rows_merged,
        "rows_skipped": sheet.rows_skipped,
        "skipped": [{"row": s.row, "reason": s.reason, "text": s.text} for s in sheet.skipped],
    }


def _issue(issue: Issue) -> Json:
    return {
        "severity": issue.severity.value,
        "sheet": issue.sheet,
        "cell": issue.cell,
        "code": issue.code,
        "message": issue.message,
        "value": issue.value,
    }


def _where(origin: Origin | None) -> Json:
    if origin is None:
        return {"file": None, "sheet": None, "row": None}
    return {"file": origin.file, "sheet": origin.sheet, "row": origin.row}


def _or_none(text: str) -> str | None:
    return text or None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _when(words: str | None) -> str | None:
    """Words of time as they are; a cell that is one whole day with its year as an ISO day."""
    if not words:
        return None
    day = plain_day(words, "2000-06") or (serial_day(float(words)) if words.isdecimal() else None)
    return day.isoformat() if day and day.year != 2000 else words


def _wan(yuan: int | None) -> float | int | None:
    """Yuan as 万元, whole where it is."""
    if yuan is None:
        return None
    return yuan // 10_000 if yuan % 10_000 == 0 else yuan / 10_000


def _one_or_list(items: tuple[str, ...]) -> str | list[str] | None:
    if not items:
        return None
    return items[0] if len(items) == 1 else list(items)


def _number(amount: Amount | None, words: str | None) -> int | str | None:
    """A plain number; words where it is a frequency, a range, 若干 or not understood."""
    if amount is None or amount.value is None or amount.per or amount.certainty is Certainty.RANGE:
        return words
    return words if amount.measure.startswith("半") else amount.value


def _amount(amount: Amount | None) -> Json | None:
    if amount is None:
        return None
    return {
        "value": amount.value,
        "high": amount.high,
        "measure": amount.measure,
        "certainty": amount.certainty.value,
        "per": amount.per,
    }


def _windows(windows: Windows) -> list[Json]:
    return [_window(window) for window in windows]


def _window(window: TimeWindow) -> Json:
    return {
        "first": _day(window.first),
        "last": _day(window.last),
        "months": list(window.months),
        "weekdays": list(window.weekdays),
        "month_days": list(window.month_days),
        "start": _clock(window.start),
        "end": _clock(window.end),
    }


def _clock(minutes: int | None) -> str | None:
    if minutes is None:
        return None
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _told(raw: tuple[tuple[str, str], ...]) -> Callable[[str], str | None]:
    """The list's own words for a field, ``None`` where it says that there is nothing."""
    texts = dict(raw)

    def words(code: str) -> str | None:
        text = texts.get(code, "")
        return None if is_nothing(text) else one_line(text)

    return words


def _levels(words: Callable[[str], str | None]) -> tuple[str | None, str | None]:
    """Both levels of a category; one cell may hold them as 一级/二级."""
    first, second = words("category_l1"), words("category_l2")
    if first and not second:
        for separator in ("/", "—", "-", ">", "·", "：", ":"):
            parts = [part.strip() for part in first.split(separator) if part.strip()]
            if len(parts) == 2:
                return parts[0], parts[1]
    return first, second


def _beside(raw: tuple[tuple[str, str], ...], extra: tuple[tuple[str, str], ...]) -> Json:
    return {"raw": {code: clean(text) for code, text in raw}, "extra": dict(extra)}


def _children(fact: Need | Resource) -> list[Json]:
    return [
        {**_where(child.origin), "applicant": _or_none(child.applicant)} for child in fact.merged
    ]


def _need(need: Need) -> Json:
    words = _told(need.raw)
    first, second = _levels(words)
    return {
        "id": need.id,
        **_where(need.origin),
        "need_no": _or_none(need.need_no),
        "community": _or_none(need.community),
        "applicant_type": words("applicant_type"),
        "applicant": _or_none(need.applicant),
        "title": need.title,
        "detail": _or_none(need.detail) or (words("detail") if words("title") else None),
        "category_l1": first,
        "category_l2": second,
        "population": words("population"),
        "beneficiaries": _number(need.beneficiaries, words("beneficiaries")),
        "quantity": _number(need.quantity, words("quantity")),
        "urgency": words("urgency"),
        "time_wish": _when(need.time_words),
        "place": _or_none(need.place),
        "budget": _wan(need.budget_yuan),
        "skills": words("skills"),
        "contact": _or_none(need.contact),
        "phone": _one_or_list(need.phones),
        "collected_on": _day(need.collected_on) or words("collected_on"),
        "remark": _or_none(need.remark),
        **_claim(need, words),
        "understood": _understood_need(need),
        "merged": _children(need),
        **_beside(need.raw, need.extra),
    }


def _claim(need: Need, words: Callable[[str], str | None]) -> Json:
    """Who claimed a need, in a combined sheet."""
    codes = dict(need.raw)
    if not (need.lead_unit or need.coop_units or "lead_unit" in codes):
        return {"status": words("status")} if "status" in codes else {}
    return {
        "lead_unit": _or_none(need.lead_unit),
        "coop_units": list(need.coop_units) or None,
        "unit_contact": words("unit_contact"),
        "unit_phone": _phones(words("unit_phone")),
        "planned_end": _when(words("planned_end")),
        "status": words("status"),
        "rating": words("rating"),
    }


def _phones(text: str | None) -> str | list[str] | None:
    return _one_or_list(phones_of(text)) or text if text else None


def _understood_need(need: Need) -> Json:
    return {
        "status": need.status.value,
        "status_reason": _or_none(need.status_reason),
        "category": str(need.category) if need.category else None,
        "applicant_type": need.applicant_type.value if need.applicant_type else None,
        "forms": [form.label for form in need.forms],
        "population": list(need.population),
        "beneficiaries": _amount(need.beneficiaries),
        "quantity": _amount(need.quantity),
        "urgency": need.urgency,
        "times": _windows(need.times),
        "skills": list(need.skills),
        "grid": _or_none(need.grid),
        "own_money": _wan(need.own_yuan),
        "consent": need.consent.value if need.consent else None,
    }


def _resource(resource: Resource) -> Json:
    words = _told(resource.raw)
    first, second = _levels(words)
    return {
        "id": resource.id,
        **_where(resource.origin),
        "res_no": _or_none(resource.res_no),
        "unit": _or_none(resource.unit),
        "unit_type": _or_none(resource.unit_type),
        "title": resource.title,
        "detail": _or_none(resource.detail) or (words("detail") if words("title") else None),
        "category_l1": first,
        "category_l2": second,
        "form": words("form"),
        "scope": words("scope"),
        "population": words("population"),
        "capacity_total": _number(resource.capacity_total, words("capacity_total")),
        "capacity_per_round": _number(resource.capacity_per_round, words("capacity_per_round")),
        "people_per_time": _number(resource.people_per_time, words("people_per_time")),
        "time_window": _when(resource.time_words),
        "valid_from": _day(resource.valid_from),
        "valid_to": _day(resource.valid_to) or words("valid_to"),
        "place": _or_none(resource.place),
        "amount": _wan(resource.amount_yuan),
        "qualification": words("qualification"),
        "conditions": _or_none(resource.conditions),
        "contact": _or_none(resource.contact),
        "phone": _one_or_list(resource.phones),
        "remark": _or_none(resource.remark),
        "understood": _understood_resource(resource),
        "merged": _children(resource),
        **_beside(resource.raw, resource.extra),
    }


def _understood_resource(resource: Resource) -> Json:
    return {
        "withdrawn": resource.withdrawn,
        "category": str(resource.category) if resource.category else None,
        "forms": [form.label for form in resource.forms],
        "scope": list(resource.scope),
        "population": list(resource.population),
        "population_excluded": list(resource.population_excluded),
        "population_only": resource.population_only,
        "capacity_total": _amount(resource.capacity_total),
        "capacity_per_round": _amount(resource.capacity_per_round),
        "people_per_time": _amount(resource.people_per_time),
        "times": _windows(resource.times),
        "qualifications": list(resource.qualifications),
    }


def _unit(unit: Unit) -> Json:
    words = _told(unit.raw)
    return {
        "id": unit.name,
        **_where(unit.origin),
        "unit": unit.name,
        "alias": _one_or_list(unit.aliases),
        "unit_type": _or_none(unit.unit_type),
        "community": _one_or_list(unit.communities),
        "part_time_member": _or_none(unit.part_time_member),
        "contact": _or_none(unit.contact),
        "phone": _one_or_list(unit.phones),
        "annual_commitment": unit.annual_commitment,
        "round_cap": unit.round_cap,
        "joined_on": _day(unit.joined_on) or words("joined_on"),
        "status": words("status"),
        "remark": _or_none(unit.remark),
        "understood": {"active": unit.active},
        **_beside(unit.raw, unit.extra),
    }


def _fund(fund: Fund) -> Json:
    return {
        **_where(fund.origin),
        "fund": fund.name,
        "community": _or_none(fund.community),
        "year": fund.year,
        "yearly": _wan(fund.yearly_yuan),
        "used": _wan(fund.used_yuan),
        **{f"cap_{kind.value}": _wan(cap) for kind, cap in fund.caps},
        "remark": _or_none(fund.remark),
        **_beside(fund.raw, fund.extra),
    }


def _project(project: Project) -> Json:
    words = _told(project.raw)
    return {
        "id": project.id,
        **_where(project.origin),
        "project_no": words("project_no"),
        "community": _or_none(project.community),
        "title": project.title,
        "need_refs": _one_or_list(project.need_ids),
        "res_refs": _one_or_list(project.resource_ids),
        "content": _or_none(project.content),
        "population": _or_none(project.population),
        "beneficiaries": project.beneficiaries
        if project.beneficiaries is not None
        else words("beneficiaries"),
        "lead_unit": _or_none(project.lead_unit),
        "coop_units": list(project.coop_units) or None,
        "leader": _or_none(project.leader),
        "community_contact": _or_none(project.community_contact),
        "unit_contact": words("unit_contact"),
        "phone": _phones(words("phone")),
        "planned_start": _when(words("planned_start")) or _day(project.planned_start),
        "planned_end": _when(words("planned_end")) or _day(project.planned_end),
        "times": project.times if project.times is not None else words("times"),
        "hours": words("hours"),
        "budget": _wan(project.budget_yuan),
        "fund_source": _or_none(project.fund_source),
        "status": _or_none(project.status),
        "finished_on": _day(project.finished_on) or words("finished_on"),
        "rating": _or_none(project.rating),
        "decision": _or_none(project.decision),
        "remark": _or_none(project.remark),
        "understood": {
            "planned_start": _day(project.planned_start),
            "planned_end": _day(project.planned_end),
        },
        **_beside(project.raw, project.extra),
    }
