"""Where a row of a workbook is shown in the window."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from matcher.domain import Issue, Lists, Origin


@dataclass(frozen=True, slots=True)
class Spot:
    """A page and a row on it."""

    page: str
    key: str


def spot_of(issue: Issue, lists: Lists) -> Spot | None:
    """Where the row an issue is about is shown; ``None`` when it became no record."""
    digits = re.search(r"\d+", issue.cell)
    if not digits:
        return None
    wanted = Origin(issue.file, issue.sheet, int(digits[0]))
    return next((spot for spot, origins in _places(lists) if wanted in origins), None)


def _places(lists: Lists) -> Iterable[tuple[Spot, tuple[Origin | None, ...]]]:
    for need in lists.needs:
        yield Spot("needs", need.id), (need.origin, *(child.origin for child in need.merged))
    for resource in lists.resources:
        merged = (child.origin for child in resource.merged)
        yield Spot("resources", resource.id), (resource.origin, *merged)
    for project in lists.projects:
        yield Spot("projects", project.id), (project.origin,)
    for unit in lists.units:
        yield Spot("resources", unit.name), (unit.origin,)
