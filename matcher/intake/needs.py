"""A record of a need list → a need."""

import re

from matcher.domain import Amount, ApplicantType, Category, Consent, Form, Need, NeedStatus, Origin
from matcher.intake import values
from matcher.intake.directory import split_units
from matcher.intake.rows import Record
from matcher.intake.text import name_like, narrow, split_outside_brackets
from matcher.intake.values import Context
from matcher.intake.wishes import wish
from matcher.intake.words import (
    applicant_type_of,
    audience_of,
    community_name,
    consent_of,
    forms_of,
    is_done,
    looks_like_form,
    own_urgency,
    status_of,
    urgency_of,
)


def need_of(record: Record, context: Context, *, combined: bool = False) -> Need:
    """The need of a row; its id is given later."""
    remarks = context.remarks
    title, detail = _texts(record)
    category, category_words = category_of(record, context)
    lead, coop = _claimers(record, context) if combined else ("", ())
    status, reason = status_of(values.words(record, "status"), values.words(record, "remark"))
    if status is NeedStatus.OPEN and is_done(values.words(record, "status")):
        status, reason = NeedStatus.WITHDRAWN, values.words(record, "status")
        remarks.tell(
            "need-done",
            "状态写的是已经办结，不再参与匹配；仍需对接的请改写状态",
            cell=record.address("status"),
            value=reason,
        )
    population, beneficiaries = _served(record, context)
    times, time_words = wish(record, context)
    return Need(
        id="",
        title=title,
        community=_community(record, context),
        origin=Origin(remarks.file, remarks.sheet, record.row),
        need_no=values.words(record, "need_no"),
        applicant_type=_applicant_type(record, context),
        applicant=values.name(record, "applicant"),
        detail=detail,
        category=category,
        category_words=category_words,
        forms=forms(record, context),
        population=population,
        beneficiaries=beneficiaries,
        quantity=values.amount(record, "quantity", context),
        urgency=_urgency(record, context),
        urgency_words=own_urgency(values.words(record, "urgency")),
        times=times,
        time_words=time_words,
        place=values.words(record, "place"),
        budget_yuan=values.yuan(record, "budget", context),
        skills=values.skills(record, "skills"),
        contact=values.contact(record, "contact", "phone"),
        phones=values.contact_phones(record, "contact", "phone", context),
        collected_on=values.day(record, "collected_on", context),
        remark=values.text(record, "remark"),
        status=status,
        status_reason=reason,
        lead_unit=lead,
        coop_units=coop,
        raw=record.raw,
        extra=record.extra,
        grid=values.words(record, "grid"),
        own_yuan=values.yuan(record, "own_money", context),
        consent=_consent(record, context),
    )


_PLAIN_COUNT = re.compile(
    r"(?:约?\d+[多余]?户[、,，/(]?)?"
    r"约?[\d〇零一二两三四五六七八九十百千]+[多余]?(?:人次?|名|位|个|口人?)?(?:左右|以上)?"
    r"(?:[/(]?\d+户)?\)?"
)


def _served(record: Record, context: Context) -> tuple[tuple[str, ...], Amount | None]:
    """For whom it is and how many they are; a plain count among the former (受益对象/人数) is the latter."""
    if not record.text("beneficiaries") and _PLAIN_COUNT.fullmatch(
        narrow(record.text("population"))
    ):
        return (), values.amount(record, "population", context)
    counted = values.amount(record, "beneficiaries", context)
    return audience_of(record.text("population")).included, counted


def _consent(record: Record, context: Context) -> Consent | None:
    """Whether the owners agree; said when the words do not tell."""
    written = values.words(record, "consent")
    if not written:
        return None
    known, found = consent_of(written)
    if not known:
        context.remarks.warn(
            "consent-unclear",
            "看不出业主是否同意，按不需要表决处理，原文已保留；请写 已同意、待表决 或 不需要",
            cell=record.address("consent"),
            value=written,
        )
    return found


def _texts(record: Record) -> tuple[str, str]:
    """Title and detail; where no title is written the detail stands in for it, then the category."""
    title, detail = values.words(record, "title"), values.text(record, "detail")
    if not title:
        title = values.words(record, "detail") or values.words(record, "category_l1")
    return title, "" if detail == title else detail


def _community(record: Record, context: Context) -> str:
    written = values.name(record, "community")
    if written:
        return community_name(written)
    section = name_like(record.section)
    if section.endswith(("社区", "村")):
        return community_name(section)
    return context.community


def category_of(record: Record, context: Context) -> tuple[Category | None, str]:
    """The category the list's own words name, and those words; unclear ones are said."""
    first, second = values.words(record, "category_l1"), values.words(record, "category_l2")
    written = f"{first}/{second}" if first and second else first or second
    if not written:
        section = name_like(record.section)
        return (context.vocabulary.category_of(section) if section else None), ""
    found = context.vocabulary.category_of(written)
    if found is None and first and second:
        found = context.vocabulary.category_of(second) or context.vocabulary.category_of(first)
    if found is None:
        context.remarks.tell(
            "category-unclear",
            "类别不在分类表中，已保留原文；匹配时按文字判断",
            cell=record.address("category_l1"),
            value=written,
        )
    return found, written


def _applicant_type(record: Record, context: Context) -> ApplicantType | None:
    written = values.words(record, "applicant_type")
    if not written:
        return None
    found = applicant_type_of(written)
    if found is None:
        context.remarks.tell(
            "applicant-type-unclear",
            "看不出需求主体是居民、驻区单位、市场主体还是社区，原文已保留",
            cell=record.address("applicant_type"),
            value=written,
        )
    return found


def _urgency(record: Record, context: Context) -> int:
    written = own_urgency(values.words(record, "urgency"))
    if not written:
        return 1
    found = urgency_of(written)
    if found is None:
        context.remarks.warn(
            "urgency-unclear",
            "看不出紧急程度，暂按“一般”处理；请改成 急、重 或 一般",
            cell=record.address("urgency"),
            value=written,
        )
    return found or 1


def forms(record: Record, context: Context) -> tuple[Form, ...]:
    """Forms named in the form column; unclear words are said."""
    written = values.words(record, "form")
    if not written:
        return _forms_beside(values.words(record, "category_l1"))
    found, unclear = forms_of(written)
    if unclear:
        context.remarks.warn(
            "form-unclear",
            "资源形式应为 场地、人才、资金、物资、服务、工程、信息、岗位 中的一种或几种；没看懂的部分已忽略",
            cell=record.address("form"),
            value="、".join(unclear),
        )
    return found


def _forms_beside(category: str) -> tuple[Form, ...]:
    """Forms a category cell names instead of a field (实物, 工程); 服务 alone says too little."""
    if not category or not looks_like_form(category):
        return ()
    return tuple(form for form in forms_of(category)[0] if form is not Form.SERVICE)


def _claimers(record: Record, context: Context) -> tuple[str, tuple[str, ...]]:
    """Lead and cooperating units; of several names in the lead cell the first leads."""
    where = record.address("lead_unit")
    leads = [values.unit_name(n, context, where) for n in split_units(record.text("lead_unit"))]
    coop = [
        values.unit_name(n, context, record.address("coop_units"))
        for n in split_units(record.text("coop_units"))
    ]
    names = list(dict.fromkeys([*leads, *coop]))
    return (leads[0], tuple(n for n in names if n != leads[0])) if leads else ("", tuple(names))


def list_words(written: str) -> tuple[str, ...]:
    """Items of a cell that lists several."""
    return split_outside_brackets(written, "、,，;；/\n ")
