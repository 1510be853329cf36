"""When two rows say the same: normalised words, and the buildings that keep them apart."""

import re

from matcher.domain import Need, Project, Resource, bare_words
from matcher.intake.amounts import chinese_number
from matcher.intake.text import narrow
from matcher.intake.words import community_stem

_BUILDING = re.compile(
    r"([\da-zA-Z]+|[一二三四五六七八九十百]+)(?:号|#)?(?:-[\da-zA-Z]+)?(楼栋|号楼|幢|栋|座|号院|单元|层|楼(?!道|梯|下|上|顶|宇|院|里|房|栋|门)|室)"
)
_KIND = {"楼栋": "栋", "号楼": "栋", "幢": "栋", "座": "栋", "楼": "楼"}


def buildings(text: str) -> frozenset[tuple[str, str]]:
    """Buildings, entrances and flats named: 三号楼2单元 → {(栋, 3), (单元, 2)}."""
    found = set()
    for number, kind in _BUILDING.findall(narrow(text)):
        value = chinese_number(number) if not number.isascii() else None
        found.add((_KIND.get(kind, kind), str(value) if value is not None else number.lower()))
    return frozenset(found)


def need_key(need: Need) -> tuple[object, ...]:
    """Equal for needs that say exactly the same of the same place and time."""
    words = bare_words(need.title), bare_words(need.detail)
    return (
        community_stem(need.community),
        words,
        bare_words(need.place),
        bare_words(need.time_words),
        buildings(f"{need.title} {need.detail} {need.place} {need.applicant}"),
        (need.lead_unit, need.coop_units),
        need.forms,
        need.status,
    )


def need_words(need: Need) -> tuple[object, ...]:
    """What a need is found again by."""
    return (community_stem(need.community), bare_words(need.title), bare_words(need.detail))


def resource_key(resource: Resource) -> tuple[object, ...]:
    """Equal for resources of one unit that say exactly the same."""
    return (
        *resource_words(resource),
        bare_words(resource.time_words),
        bare_words(resource.place),
        resource.forms,
        resource.scope,
        _figures(resource),
    )


def resource_words(resource: Resource) -> tuple[object, ...]:
    """What a resource is found again by."""
    return (bare_words(resource.unit), bare_words(resource.title), bare_words(resource.detail))


def _figures(resource: Resource) -> tuple[object, ...]:
    told = dict(resource.raw)
    return tuple(
        bare_words(told.get(code, ""))
        for code in (
            "capacity_total",
            "capacity_per_round",
            "people_per_time",
            "valid_to",
            "amount",
        )
    )


def project_words(project: Project) -> tuple[object, ...]:
    """What a project is found again by."""
    return (
        community_stem(project.community),
        bare_words(project.title),
        bare_words(project.content),
        project.lead_unit,
    )
