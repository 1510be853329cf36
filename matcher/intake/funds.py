"""A record of a fund list → a fund; funds of several files put together."""

import re
from collections.abc import Sequence
from dataclasses import replace

from matcher.domain import Fund, Origin, ProjectKind
from matcher.intake import values
from matcher.intake.returning import read_again
from matcher.intake.rows import Record
from matcher.intake.values import Context
from matcher.intake.words import community_name

UNNAMED = "社区经费"
STREET_FUND = "街道经费"
_STREET = re.compile(r"^(?:街道|街道本级|本级|全街道|全街|各社区|统筹|街道统筹|不限|所有社区)$")
_CAPS = {
    "cap_works": ProjectKind.WORKS,
    "cap_service": ProjectKind.SERVICE,
    "cap_goods": ProjectKind.GOODS,
}


def fund_of(record: Record, context: Context) -> Fund:
    """The fund of a row."""
    remarks = context.remarks
    community = _community(record, context)
    yearly, used = _sums(record, context)
    if yearly is not None and used > yearly:
        remarks.warn(
            "fund-overspent",
            "已使用的比年度额度还多，本年余额按 0 处理；请核对",
            cell=record.address("used"),
            value=record.text("used"),
        )
    return Fund(
        name=values.words(record, "fund") or (UNNAMED if community else STREET_FUND),
        community=community,
        origin=Origin(remarks.file, remarks.sheet, record.row),
        yearly_yuan=yearly,
        used_yuan=used,
        caps=_caps(record, context),
        year=_year(record, context),
        remark=values.text(record, "remark"),
        raw=record.raw,
        extra=record.extra,
    )


def _community(record: Record, context: Context) -> str:
    written = values.name(record, "community")
    if _STREET.match(written) or written.endswith("街道"):
        return ""
    return community_name(written) if written else context.community


def _sums(record: Record, context: Context) -> tuple[int | None, int]:
    """The sum for the year and what is used of it; what is left stands in for either."""
    yearly, used = values.yuan(record, "yearly", context), values.yuan(record, "used", context)
    left = values.yuan(record, "left", context)
    if yearly is None and left is not None:
        return left + (used or 0), used or 0
    if used is None and left is not None and yearly is not None:
        return yearly, max(0, yearly - left)
    return yearly, used or 0


def _caps(record: Record, context: Context) -> tuple[tuple[ProjectKind, int], ...]:
    """Limits of one project: of its kind, else the one for every kind."""
    general = values.yuan(record, "cap", context)
    told = {kind: values.yuan(record, code, context) for code, kind in _CAPS.items()}
    return tuple(
        (kind, cap) for kind, own in told.items() if (cap := general if own is None else own)
    )


def _year(record: Record, context: Context) -> int | None:
    written = values.words(record, "year")
    if not written:
        return None
    found = re.search(r"(20\d\d)", written)
    if found is None:
        context.remarks.warn(
            "year-unclear",
            "看不出是哪一年，按本年度处理；请写成 2026",
            cell=record.address("year"),
            value=written,
        )
    return int(found[1]) if found else None


def funds_together(
    typed: Sequence[Fund], before: Sequence[Fund], again: frozenset[str]
) -> tuple[tuple[Fund, ...], frozenset[Origin]]:
    """Funds by community, name and year; of equal ones the row read now counts, else the later one.

    Returns:
        The funds, and the rows that gave way to another.
    """
    kept: dict[tuple[str, str, int | None], Fund] = {}
    gone: set[Origin] = set()
    for fund in typed:
        key = fund.key
        if key in kept and (origin := kept[key].origin) is not None:
            gone.add(origin)
        kept[key] = fund
    for fund in before:
        if fund.key not in kept:
            kept[fund.key] = replace(fund, absent=True) if read_again(fund.origin, again) else fund
    ordered = sorted(kept.values(), key=lambda fund: (fund.community, fund.name, fund.year or 0))
    return tuple(ordered), frozenset(gone)
