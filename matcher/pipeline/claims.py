"""Claims that came with the lists: a combined sheet names the units that took a need up (揭榜)."""

from collections.abc import Sequence
from dataclasses import replace

from matcher.domain import (
    Decision,
    DecisionKind,
    DecisionSource,
    FileReport,
    Issue,
    Lists,
    Need,
    NeedStatus,
    Severity,
)

UNKNOWN = "claim-unit-unknown"
IDLE = "claim-unit-without-resource"
TOO_MANY = "claim-more-units-than-forms"
_CODES = frozenset({UNKNOWN, IDLE, TOO_MANY})


def claims_from(lists: Lists) -> tuple[tuple[Decision, ...], tuple[Issue, ...]]:
    """The claims of all open needs, and what is to be said about those that cannot be one.

    The lead unit comes first, then the cooperating ones, as many as the need asks for forms: more
    could not all serve it. A unit that offers no resource claims nothing.
    """
    names = _known_names(lists)
    offering = {resource.unit for resource in lists.resources if not resource.withdrawn}
    decisions: list[Decision] = []
    issues: list[Issue] = []
    for need in lists.needs:
        if need.status is NeedStatus.OPEN:
            claimed, remarks = _claims_of(need, names, offering)
            decisions.extend(claimed)
            issues.extend(remarks)
    return tuple(decisions), tuple(issues)


def with_claims(decisions: Sequence[Decision], before: Lists, after: Lists) -> tuple[Decision, ...]:
    """The decisions once ``before`` has become ``after``.

    Claims that are new in the lists are added, those gone from them are dropped; what people decided
    stays, and a claim they took back does not return until the lists name it anew.
    """
    old, new = set(claims_from(before)[0]), claims_from(after)[0]
    gone = old - set(new)
    decided = {_subject(decision) for decision in decisions}
    added = [claim for claim in new if claim not in old and _subject(claim) not in decided]
    return (*(decision for decision in decisions if decision not in gone), *added)


def with_remarks(lists: Lists) -> Lists:
    """The lists whose reports say which claims could not be taken over (and no longer say old ones)."""
    _, issues = claims_from(lists)
    files = tuple(_with_remarks(report, issues) for report in lists.files)
    return lists if files == lists.files else replace(lists, files=files)


def _with_remarks(report: FileReport, issues: Sequence[Issue]) -> FileReport:
    others = tuple(issue for issue in report.issues if issue.code not in _CODES)
    mine = tuple(issue for issue in issues if issue.file == report.file)
    return replace(report, issues=(*others, *mine))


def _known_names(lists: Lists) -> dict[str, str]:
    """Every name a unit goes by, with its full name."""
    names = {resource.unit: resource.unit for resource in lists.resources if resource.unit}
    for unit in lists.units:
        names |= {alias: unit.name for alias in unit.aliases if alias not in names}
    return names | {unit.name: unit.name for unit in lists.units}


def _claims_of(
    need: Need, names: dict[str, str], offering: set[str]
) -> tuple[list[Decision], list[Issue]]:
    claims: list[Decision] = []
    issues: list[Issue] = []
    room = max(1, len(need.forms))
    written = dict.fromkeys(name for name in (need.lead_unit, *need.coop_units) if name)
    for name in written:
        unit = names.get(name)
        if unit is None:
            issues.append(_remark(need, name, UNKNOWN))
        elif unit not in offering:
            issues.append(_remark(need, name, IDLE))
        elif len(claims) >= room:
            issues.append(_remark(need, name, TOO_MANY))
        else:
            claims.append(_claim(need, unit))
    return claims, issues


def _claim(need: Need, unit: str) -> Decision:
    return Decision(
        DecisionKind.CLAIM,
        need=need.id,
        unit=unit,
        source=DecisionSource.IMPORTED,
        reason="清单注明认领",
    )


_WORDS = {
    UNKNOWN: (
        Severity.WARNING,
        "认领单位在成员单位和资源清单中都没有，认领没有生效；请核对单位名称，或补报该单位的资源",
    ),
    IDLE: (Severity.WARNING, "认领单位没有登记可用的资源，认领没有生效；请补报该单位的资源"),
    TOO_MANY: (
        Severity.INFO,
        "配合单位多于需求所要求的形式，没有作为必须参与处理；需要时请在会议页面为它添加认领",
    ),
}


def _remark(need: Need, name: str, code: str) -> Issue:
    severity, message = _WORDS[code]
    origin = need.origin
    return Issue(
        severity=severity,
        code=code,
        message=message,
        file=origin.file if origin else "",
        sheet=origin.sheet if origin else "",
        cell=str(origin.row) if origin else "",
        value=name,
    )


def _subject(decision: Decision) -> tuple[str | None, str | None, str | None]:
    return (decision.need, decision.resource, decision.unit)
