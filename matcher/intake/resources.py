"""A record of a resource list → a resource."""

from dataclasses import dataclass
from datetime import date

from matcher.domain import Origin, Resource
from matcher.intake import values
from matcher.intake.days import day_of_value
from matcher.intake.directory import split_units
from matcher.intake.needs import category_of, forms
from matcher.intake.rows import Record
from matcher.intake.values import Context
from matcher.intake.windows import windows_of
from matcher.intake.words import audience_of, is_left, scope_of


def resource_of(record: Record, context: Context) -> Resource:
    """The resource of a row; its id is given later."""
    remarks = context.remarks
    title, detail = _texts(record)
    category, category_words = category_of(record, context)
    audience = audience_of(record.text("population"))
    valid = _validity(record, context)
    return Resource(
        id="",
        unit=_unit(record, context),
        title=title,
        origin=Origin(remarks.file, remarks.sheet, record.row),
        res_no=values.words(record, "res_no"),
        unit_type=values.words(record, "unit_type"),
        detail=detail,
        category=category,
        category_words=category_words,
        forms=forms(record, context),
        scope=scope_of(record.text("scope")),
        population=audience.included,
        population_excluded=audience.excluded,
        population_only=audience.only,
        capacity_total=values.amount(record, "capacity_total", context),
        capacity_per_round=values.amount(record, "capacity_per_round", context),
        people_per_time=values.amount(record, "people_per_time", context),
        times=values.windows(record, "time_window", context),
        time_words=values.time_words(record, "time_window"),
        valid_from=valid.first,
        valid_to=valid.last,
        place=values.words(record, "place"),
        amount_yuan=values.yuan(record, "amount", context),
        qualifications=values.skills(record, "qualification"),
        conditions=values.text(record, "conditions"),
        contact=values.contact(record, "contact", "phone"),
        phones=values.contact_phones(record, "contact", "phone", context),
        remark=values.text(record, "remark"),
        withdrawn=is_left(values.words(record, "status")),
        raw=record.raw,
        extra=record.extra,
    )


def _texts(record: Record) -> tuple[str, str]:
    title, detail = values.words(record, "title"), values.text(record, "detail")
    if not title:
        title = values.words(record, "detail") or values.words(record, "qualification")
    return title, "" if detail == title else detail


def _unit(record: Record, context: Context) -> str:
    """The unit's name; of several in one cell the first, which is said."""
    cell = record.address("unit")
    names = split_units(record.text("unit"))
    if not names and context.unit:
        return values.unit_name(context.unit, context, cell)
    if not names:
        context.remarks.warn(
            "unit-missing", "没有写资源单位，请补写；不知道是谁提供的资源不能参与匹配", cell=cell
        )
        return ""
    if len(names) > 1:
        context.remarks.warn(
            "units-several",
            "一格里有几个单位，按第一个作为资源单位，其余保留在原文；各单位都能独立提供时请分行填写",
            cell=cell,
            value=record.text("unit"),
        )
    return values.unit_name(names[0], context, cell)


@dataclass(frozen=True, slots=True)
class _Validity:
    first: date | None = None
    last: date | None = None


def _validity(record: Record, context: Context) -> _Validity:
    """First and last day of validity from one column or two; 长期 is open on both sides."""
    start = _bounds(record, "valid_from", context)
    end = _bounds(record, "valid_to", context)
    first = start.first or start.last or (end.first if end.first != end.last else None)
    last = end.last or (start.last if start.last != start.first else None)
    if first and last and last < first:
        context.remarks.warn(
            "validity-reversed",
            "有效期的结束早于开始，没有使用；请核对",
            cell=record.address("valid_to"),
            value=record.text("valid_to"),
        )
        return _Validity()
    return _Validity(first, last)


def _bounds(record: Record, code: str, context: Context) -> _Validity:
    entry = record.entries.get(code)
    if entry is None or not entry.text:
        return _Validity()
    typed = day_of_value(entry.cell.value, "", context.month)
    if typed is not None:
        return _Validity(typed, typed)
    found = windows_of(values.time_words(record, code), context.month)
    if found is None:
        context.remarks.warn(
            "validity-unclear",
            "看不出有效期，按长期有效处理，原文已保留；请写成 2026-06-01 至 2026-12-31",
            cell=entry.address,
            value=entry.text,
        )
        return _Validity()
    return _Validity(found[0].first, found[0].last)
