"""What earlier months say of needs and units, gathered from their plans, decisions and project lists."""

import re
from collections.abc import Iterable, Iterator, Mapping

from matcher.domain import (
    DecisionSource,
    Need,
    PastOutcome,
    Precedent,
    Project,
    Resource,
    Round,
)

_RATINGS = (
    ("非常不满意", -100),
    ("很不满意", -100),
    ("不满意", -100),
    ("较差", -100),
    ("差评", -100),
    ("基本满意", 0),
    ("比较满意", 50),
    ("较满意", 50),
    ("非常满意", 100),
    ("很满意", 100),
    ("十分满意", 100),
    ("满意", 50),
    ("好评", 50),
    ("优秀", 100),
    ("良好", 50),
    ("合格", 0),
    ("一般", 0),
)
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)[%％]")
_POINTS = re.compile(r"([1-5](?:\.\d)?)(?:分|星)?")
_FAILED = re.compile(r"取消|终止|中止|婉拒|拒接|未采纳|未通过|不予|放弃|流产")
_PLAIN_PERCENT, _PERCENT_STEP = 80, 5


def precedents_from(rounds: Iterable[Round], month: str) -> tuple[Precedent, ...]:
    """The past cases of months before ``month``, sorted; project lists imported into ``month`` itself count too.

    A plan out of date is no case: nobody can say it was carried out. Where an imported project tells how
    a planned one went, the rating is taken over.
    """
    found: set[Precedent] = set()
    for round_ in rounds:
        if round_.month < month:
            found.update(_of_plan(round_))
            found.update(_of_decisions(round_))
        if round_.month <= month:
            found.update(_of_projects(round_))
    return tuple(sorted(found, key=lambda one: (one.month, one.need_text, one.unit, repr(one))))


def _of_plan(round_: Round) -> Iterator[Precedent]:
    if round_.outcome is None or round_.stale:
        return
    needs, resources = _by_id(round_)
    rated = _ratings(round_.lists.projects)
    failed = _failed(round_.lists.projects)
    for assignment in round_.outcome.plan.assignments:
        need, resource = needs.get(assignment.need), resources.get(assignment.resource)
        if (assignment.need, assignment.unit) in failed:
            continue
        if need is not None and resource is not None:
            yield Precedent(
                month=round_.month,
                need_text=need.text,
                unit=assignment.unit,
                outcome=PastOutcome.CONFIRMED,
                need_title=need.title,
                resource_text=resource.text,
                community=need.community,
                rating=rated.get((need.id, assignment.unit)),
            )


def _failed(projects: Iterable[Project]) -> frozenset[tuple[str, str]]:
    """Needs and units whose project came back as declined or given up."""
    return frozenset(
        (need, project.lead_unit)
        for project in projects
        if _FAILED.search(project.status)
        for need in project.need_ids
    )


def _of_decisions(round_: Round) -> Iterator[Precedent]:
    """What the meeting forbade for one need; a forbid for all needs says nothing of this one."""
    needs, resources = _by_id(round_)
    for decision in round_.decisions:
        need = needs.get(decision.need or "")
        by_hand = decision.source is DecisionSource.HAND
        if not decision.kind.shuts_out or need is None or not by_hand:
            continue
        resource = resources.get(decision.resource or "")
        unit = resource.unit if resource else decision.unit
        if unit:
            yield Precedent(
                month=round_.month,
                need_text=need.text,
                unit=unit,
                outcome=PastOutcome.DECLINED,
                need_title=need.title,
                resource_text=resource.text if resource else "",
                community=need.community,
                reason=decision.reason,
            )


def _of_projects(round_: Round) -> Iterator[Precedent]:
    for project in round_.lists.projects:
        if not project.lead_unit:
            continue
        failed = _FAILED.search(project.status) is not None
        text = project.title
        if project.content and project.content != project.title:
            text = f"{project.title}。{project.content}"
        yield Precedent(
            month=_month_of(project, round_.month),
            need_text=text,
            unit=project.lead_unit,
            outcome=PastOutcome.DECLINED if failed else PastOutcome.CONFIRMED,
            need_title=project.title,
            community=project.community,
            reason=project.status if failed else "",
            rating=rating_of(project.rating),
        )


def _month_of(project: Project, month: str) -> str:
    """When the project was, as it says itself, never after the month whose list names it."""
    day = project.planned_start or project.finished_on
    return min(f"{day:%Y-%m}", month) if day else month


def _ratings(projects: Iterable[Project]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for project in projects:
        rating = rating_of(project.rating)
        if rating is not None:
            for need in project.need_ids:
                found[need, project.lead_unit] = rating
    return found


def rating_of(words: str) -> int | None:
    """Satisfaction in words as -100 to 100: 满意 50, 80% 0, 5分 100; ``None`` when it is not understood."""
    text = "".join(words.split())
    percent = _PERCENT.search(text)
    if percent is not None:
        return max(-100, min(100, round((float(percent[1]) - _PLAIN_PERCENT) * _PERCENT_STEP)))
    points = _POINTS.fullmatch(text)
    if points is not None:
        return max(-100, min(100, round((float(points[1]) - 3) * 50)))
    return next((value for word, value in _RATINGS if word in text), None)


def _by_id(round_: Round) -> tuple[Mapping[str, Need], Mapping[str, Resource]]:
    needs = {need.id: need for need in round_.lists.needs}
    return needs, {resource.id: resource for resource in round_.lists.resources}
