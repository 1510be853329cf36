"""What was read, field by field, against the truth written beside the samples."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from matcher.domain import (
    Amount,
    ApplicantType,
    Form,
    Lists,
    Need,
    Project,
    Resource,
    SheetReport,
    Unit,
    Windows,
)

Json = Any
Record = Need | Resource | Unit | Project

EVERYBODY = {"全体居民", "居民"}
GROUPS = {
    "小学生": "儿童",
    "低保户": "困难群众",
    "困难家庭": "困难群众",
    "慢性病患者": "慢病患者",
}
"""The group that a list's own words for people mean, where it has another name."""
REASONS = {
    "total": ("合计", "小计", "总计"),
    "header": ("表头",),
    "note": ("说明", "备注", "注"),
    "signature": ("签", "填报", "落款", "制表", "表尾"),
    "foot": ("签", "落款", "说明", "注", "标题"),
    "title": ("标题",),
    "none": ("零报告", "无需求"),
    "group": ("分组", "小标题", "分类", "标题"),
}


def differences(lists: Lists, file: Json, sheet: Json) -> list[str]:
    """Every disagreement about one sheet, in words; empty when all is as it should be."""
    report = next((r for r in lists.files if r.file == file["file"]), None)
    if report is None:
        return [f"no report of {file['file']}"]
    if report.refused is not None:
        return [f"refused: {report.refused}"]
    tables = [s for s in report.sheets if s.sheet == sheet["sheet"]]
    tables.sort(key=lambda s: s.header_row != sheet.get("header_row"))
    found = tables[0] if tables else None
    if found is None:
        return [f"no sheet {sheet['sheet']}, only {[s.sheet for s in report.sheets]}"]
    if found.kind.value != sheet["kind"]:
        return [f"kind {found.kind.value} ≠ {sheet['kind']}"]
    if found.hidden != sheet.get("hidden", False):
        return [f"hidden {found.hidden}"]
    if sheet["kind"] == "other" or found.hidden:
        return [] if found.rows_imported == 0 else [f"{found.rows_imported} rows imported"]
    return [
        *_head(found, sheet),
        *_skipped(found, sheet),
        *_records(_by_row(lists, file["file"], sheet["sheet"]), sheet, _others(file, sheet)),
    ]


def _others(file: Json, sheet: Json) -> set[int]:
    """Rows of other tables on the same sheet."""
    return {
        record["row"]
        for other in file["sheets"]
        if other is not sheet and other["sheet"] == sheet["sheet"]
        for record in other.get("records", [])
    }


def _head(found: SheetReport, sheet: Json) -> Iterable[str]:
    if found.header_row != sheet["header_row"]:
        yield f"header row {found.header_row} ≠ {sheet['header_row']}"
    mapped, wanted = dict(found.columns), sheet["columns"]
    for letter in sorted(mapped.keys() | wanted.keys()):
        if mapped.get(letter) != wanted.get(letter):
            yield f"column {letter}: {mapped.get(letter)} ≠ {wanted.get(letter)}"
    for name in ("rows_read", "rows_imported", "rows_merged", "rows_skipped"):
        if getattr(found, name) != sheet[name]:
            yield f"{name}: {getattr(found, name)} ≠ {sheet[name]}"


def _skipped(found: SheetReport, sheet: Json) -> Iterable[str]:
    reasons = {skipped.row: skipped.reason for skipped in found.skipped}
    for wanted in sheet["skipped"]:
        reason = reasons.pop(wanted["row"], None)
        if reason is None:
            yield f"row {wanted['row']} not skipped ({wanted['reason']})"
        elif not any(word in reason for word in REASONS[wanted["reason"]]):
            yield f"row {wanted['row']}: skipped as {reason}, not as {wanted['reason']}"
    for row, reason in reasons.items():
        yield f"row {row} skipped as {reason}"


def _by_row(lists: Lists, file: str, sheet: str) -> dict[int, Record]:
    everything: tuple[Record, ...] = (
        *lists.needs,
        *lists.resources,
        *lists.units,
        *lists.projects,
    )
    return {
        record.origin.row: record
        for record in everything
        if record.origin and (record.origin.file, record.origin.sheet) == (file, sheet)
    }


def _records(found: dict[int, Record], sheet: Json, others: set[int]) -> Iterable[str]:
    for wanted in sheet["records"]:
        record = found.pop(wanted["row"], None)
        if record is None:
            yield f"row {wanted['row']}: no record"
            continue
        yield from _fields(record, wanted)
    for row in found.keys() - others:
        record = found[row]
        yield f"row {row}: a record nobody wrote: {record}"


def _fields(record: Record, wanted: Json) -> Iterable[str]:
    row = wanted["row"]
    if isinstance(record, Need | Resource):
        rows = sorted(
            child.origin.row
            for child in record.merged
            if record.origin and child.origin.sheet == record.origin.sheet
        )
        if rows != wanted["merged_rows"]:
            yield f"row {row}: merged {rows} ≠ {wanted['merged_rows']}"
    for code, value in wanted["fields"].items():
        remark = _field(record, code, value)
        if remark:
            yield f"row {row} {code}: {remark}"


def _field(record: Record, code: str, wanted: Json) -> str:
    """What is wrong with one field; empty when nothing."""
    if code == "measure":
        return ""
    if code in ("time_wish", "time_window"):
        assert isinstance(record, Need | Resource)
        return _times(record.times, record.time_words, wanted)
    value = _readers(record)[code](record)
    if code in ("population", "form", "scope"):
        value, wanted = _as_set(value), _as_set(wanted)
    if code == "form" and not wanted and not isinstance(record, Unit | Project):
        wanted = value & {record.category_words}  # a form written into the category column counts
    if isinstance(wanted, dict) and "certainty" in wanted and not wanted["measure"]:
        value = value and {**value, "measure": ""}
    return "" if value == wanted else f"{value!r} ≠ {wanted!r}"


def _as_set(words: Json) -> set[str]:
    return {GROUPS.get(word, word) for word in words or ()} - EVERYBODY


def _readers(record: Record) -> dict[str, Callable[[Any], Json]]:
    if isinstance(record, Need):
        return NEED
    if isinstance(record, Resource):
        return RESOURCE
    return UNIT if isinstance(record, Unit) else PROJECT


def _times(windows: Windows, words: str, wanted: Json) -> str:
    if wanted is None:
        return "" if not windows else f"{windows} though nothing is said"
    if words != wanted["words"]:
        return f"words {words!r} ≠ {wanted['words']!r}"
    for moment in wanted["open"]:
        if not is_open(windows, datetime.fromisoformat(moment)):
            return f"{words}: closed at {moment}, {windows}"
    for moment in wanted["closed"]:
        if is_open(windows, datetime.fromisoformat(moment)):
            return f"{words}: open at {moment}, {windows}"
    return ""


def is_open(windows: Windows, moment: datetime) -> bool:
    """Whether a moment lies in one of the windows; no window at all is always open."""
    minute = moment.hour * 60 + moment.minute
    day = moment.date()
    before = day.fromordinal(day.toordinal() - 1)
    return not windows or any(
        (window.opens_on(day) and window.minutes[0] <= minute < window.minutes[1])
        or (window.opens_on(before) and minute + 1440 < window.minutes[1])
        for window in windows
    )


def _amount(amount: Amount | None) -> Json:
    if amount is None:
        return None
    return {
        "value": amount.value,
        "certainty": amount.certainty.value,
        "high": amount.high,
        "per": amount.per,
        "measure": amount.measure,
    }


def _wan(yuan: int | None) -> float | None:
    return None if yuan is None else yuan / 10000


def _forms(forms: tuple[Form, ...]) -> list[str] | None:
    return [form.label for form in forms] or None


def _validity(resource: Resource) -> Json:
    first, last = resource.valid_from, resource.valid_to
    if first is None and last is None:
        return None
    return {"from": first and first.isoformat(), "to": last and last.isoformat()}


NEED: dict[str, Callable[[Need], Json]] = {
    "need_no": lambda n: n.need_no or None,
    "community": lambda n: n.community or None,
    "applicant_type": lambda n: n.applicant_type and ApplicantType(n.applicant_type).value,
    "applicant": lambda n: n.applicant or None,
    "title": lambda n: n.title,
    "detail": lambda n: n.detail or None,
    "category_l1": lambda n: n.category_words or None,
    "form": lambda n: _forms(n.forms),
    "population": lambda n: list(n.population),
    "beneficiaries": lambda n: _amount(n.beneficiaries),
    "quantity": lambda n: _amount(n.quantity),
    "urgency": lambda n: n.urgency,
    "place": lambda n: n.place or None,
    "budget": lambda n: _wan(n.budget_yuan),
    "skills": lambda n: list(n.skills) or None,
    "contact": lambda n: n.contact or None,
    "phone": lambda n: list(n.phones) or None,
    "collected_on": lambda n: n.collected_on and n.collected_on.isoformat(),
    "remark": lambda n: n.remark or None,
    "status": lambda n: n.status.value,
    "lead_unit": lambda n: n.lead_unit or None,
    "coop_units": lambda n: list(n.coop_units) or None,
}
RESOURCE: dict[str, Callable[[Resource], Json]] = {
    "res_no": lambda r: r.res_no or None,
    "unit": lambda r: r.unit,
    "title": lambda r: r.title,
    "detail": lambda r: r.detail or None,
    "category_l1": lambda r: r.category_words or None,
    "form": lambda r: _forms(r.forms),
    "scope": lambda r: list(r.scope) or None,
    "population": lambda r: list(r.population),
    "capacity_total": lambda r: _amount(r.capacity_total),
    "capacity_per_round": lambda r: _amount(r.capacity_per_round),
    "people_per_time": lambda r: _amount(r.people_per_time),
    "valid_to": lambda r: _validity(r),
    "amount": lambda r: _wan(r.amount_yuan),
    "qualification": lambda r: list(r.qualifications) or None,
    "contact": lambda r: r.contact or None,
    "phone": lambda r: list(r.phones) or None,
    "remark": lambda r: r.remark or None,
}
UNIT: dict[str, Callable[[Unit], Json]] = {
    "no": lambda u: next((value for code, value in u.raw if code == "no"), None),
    "unit": lambda u: u.name,
    "alias": lambda u: list(u.aliases) or None,
    "unit_type": lambda u: u.unit_type or None,
    "community": lambda u: list(u.communities) or None,
    "part_time_member": lambda u: u.part_time_member or None,
    "contact": lambda u: u.contact or None,
    "phone": lambda u: list(u.phones) or None,
    "annual_commitment": lambda u: u.annual_commitment,
    "round_cap": lambda u: u.round_cap,
    "joined_on": lambda u: u.joined_on and u.joined_on.isoformat(),
    "status": lambda u: "active" if u.active else "left",
    "remark": lambda u: u.remark or None,
}
PROJECT: dict[str, Callable[[Project], Json]] = {
    "title": lambda p: p.title,
    "content": lambda p: p.content or None,
    "lead_unit": lambda p: p.lead_unit or None,
    "coop_units": lambda p: list(p.coop_units) or None,
    "leader": lambda p: p.leader or None,
    "planned_end": lambda p: p.planned_end and p.planned_end.isoformat(),
}
