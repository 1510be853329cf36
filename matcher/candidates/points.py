"""The score of a pair, step by step.

    content   words, lexicon, category   likeness of the texts (0–1000, see ``similarity``)
              specific                   the very thing is named on both sides: 40 % of what is missing to 1000,
                                         less where the words are below 200 points
              general                    only something more general is offered: -15 %
              declared                   categories the lists name: up to 35 % of what is missing to 1000,
                                         by the square of their affinity
              fungible                   a general fund or volunteers where just that form is asked for:
                                         40 % of what is missing to 1000
              reach                      people who cannot leave home would have to come: -40 %
    fit       place       +60 +40 -20    own grid; own community (the resource names it, or its unit is paired
                                         with it); the whole district, where the street would be nearer
              time        +30            both sides tell times and they meet
              population  +20            both sides tell for whom and it agrees
              certainty   +10            the list says how much there is
              reciprocity +10            whoever asks gives something this month too
    past      precedent                  what became of like needs in past months, see ``precedents``
    limit                                what exceeds 1000

The points of the fit are set by the options; the figures are their defaults.
Only the content is compared with the option 最低匹配度; the fit tells plausible pairs apart.
"""

import re

from matcher.candidates.case import Case, Offered, Wanted
from matcher.candidates.quantities import capacity_known
from matcher.candidates.setting import Setting, community_key
from matcher.domain import Form, Part, Resource
from matcher.similarity import Scored
from matcher.vocabulary import OTHER, Vocabulary, fold, said

HIGHEST = 1000
SPECIFIC_PERCENT = 40
SURE = 200
GENERAL_PERCENT = 15
REACH_PERCENT = 40
DECLARED_PERCENT = 35
FUNGIBLE_PERCENT = 40
GRID_PERCENT = 150
DISTRICT_PERCENT = 50


def content_extras(
    wanted: Wanted, form: Form | None, item: Offered, scored: Scored, setting: Setting
) -> tuple[Part, ...]:
    """What the specific things and the categories of the lists say beyond the words."""
    so_far = scored.score
    parts = []
    for find in (_specific, _declared, _fungible, _out_of_reach):
        part = find(wanted, form, item, so_far, setting.vocabulary)
        if part is not None:
            parts.append(part)
            so_far += part.points
    return tuple(parts)


def may_reach(wanted: Wanted, item: Offered, scored: Scored, setting: Setting) -> bool:
    """Whether the content could reach the floor: quick to say no where nothing adds to the words."""
    return (
        scored.score >= setting.options.score_floor
        or not wanted.specifics.isdisjoint(item.specifics)
        or (wanted.need.category is not None and item.resource.category is not None)
        or any(
            (demand.form, item.main_category) in setting.vocabulary.fungible
            for demand in wanted.demands
        )
    )


def _specific(
    wanted: Wanted, _form: Form | None, item: Offered, so_far: int, _vocabulary: Vocabulary
) -> Part | None:
    """Points for naming the very thing; fewer where only something more general is named."""
    shared = wanted.specifics & item.specifics
    if shared:
        sure = min(so_far, SURE)
        points = (HIGHEST - so_far) * SPECIFIC_PERCENT * sure // (100 * SURE)
        return Part("specific", "具体事项相同", points, _both(*_said(wanted, item, shared)))
    if not wanted.specifics or not item.specifics:
        return None
    points = -(so_far * GENERAL_PERCENT // 100)
    if points == 0:
        return None
    ours, theirs = _said(wanted, item, wanted.specifics | item.specifics)
    return Part("general", "未写明具体事项", points, f"需求写的是{ours}，资源只写{theirs}")


def _said(wanted: Wanted, item: Offered, names: frozenset[str]) -> tuple[str, str]:
    """The words with which need and resource name specific things, as they stand there."""
    ours = names & wanted.specifics
    return "、".join(said(wanted.mentions, ours)), "、".join(said(item.mentions, names))


def _both(ours: str, theirs: str) -> str:
    return ours if ours == theirs else f"{ours} ↔ {theirs}"


def _declared(
    wanted: Wanted, _form: Form | None, item: Offered, so_far: int, vocabulary: Vocabulary
) -> Part | None:
    """Points for the categories both lists name."""
    ours, theirs = wanted.need.category, item.resource.category
    if ours is None or theirs is None or OTHER in {ours.l1, theirs.l1}:
        return None
    affinity = vocabulary.affinity(ours, theirs)
    points = (HIGHEST - so_far) * DECLARED_PERCENT * affinity * affinity // 100_000_000
    note = f"同为{ours}" if ours == theirs else f"{ours} ↔ {theirs}"
    return Part("declared", "清单类别", points, note) if points > 0 else None


def _fungible(
    _wanted: Wanted, form: Form | None, item: Offered, so_far: int, vocabulary: Vocabulary
) -> Part | None:
    """Points for a resource that serves any need asking for its form."""
    category = item.main_category
    if form is None or category is None or form not in item.forms:
        return None
    if (form, category) not in vocabulary.fungible:
        return None
    points = (HIGHEST - so_far) * FUNGIBLE_PERCENT // 100
    return Part("fungible", "通用资源", points, f"需求要求{form.label}，该资源为{category.l2}")


def _out_of_reach(
    wanted: Wanted, _form: Form | None, item: Offered, so_far: int, _words: Vocabulary
) -> Part | None:
    """Points off where people who cannot leave home would have to come."""
    if not (wanted.at_home and item.in_house):
        return None
    points = -(so_far * REACH_PERCENT // 100)
    return Part("reach", "需要上门", points, "该资源须到场享受") if points < 0 else None


def fit_parts(case: Case) -> tuple[Part, ...]:
    """What place, time, people and certainty add to plausible content."""
    found = (
        _place(case),
        _time(case),
        _population(case),
        _certainty(case),
        _reciprocity(case),
    )
    return tuple(part for part in found if part is not None and part.points)


def limited(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts with a last one that takes away what exceeds 1000."""
    over = sum(part.points for part in parts) - HIGHEST
    return (*parts, Part("limit", "满分封顶", -over)) if over > 0 else parts


def _place(case: Case) -> Part | None:
    """Own grid before own community before the street before the district (小事不出网格)."""
    points, community = case.setting.options.place_points, case.need.community
    grid = fold(case.need.grid)
    if len(grid) > 1 and any(grid in fold(words) for words in _whereabouts(case.resource)):
        return Part("place", "就近", points * GRID_PERCENT // 100, f"就在{case.need.grid}")
    if community:
        key = community_key(community)
        if key in {community_key(place) for place in case.resource.scope}:
            return Part("place", "就近", points, f"服务范围含{community}")
        if key in {community_key(place) for place in case.offered.home}:
            return Part("place", "就近", points, f"{case.offered.unit}结对{community}")
    if any(_DISTRICT.search(fold(words)) for words in case.resource.scope):
        return Part("place", "就近", -(points * DISTRICT_PERCENT // 100), "面向全区的资源")
    return None


_DISTRICT = re.compile(r"全区|全市|全县")


def _whereabouts(resource: Resource) -> tuple[str, ...]:
    return (resource.place, *resource.scope)


def _time(case: Case) -> Part | None:
    if not case.wanted.times_known or not case.resource.times:
        return None
    words = [words for words in (case.need.time_words, case.resource.time_words) if words]
    return Part("time", "时间相合", case.setting.options.time_points, " ↔ ".join(words))


def _population(case: Case) -> Part | None:
    within, points = case.setting.vocabulary.within, case.setting.options.population_points
    for group in case.wanted.groups:
        for theirs in case.offered.groups:
            if within(group, theirs):
                return Part("population", "对象相合", points, f"{group} ↔ {theirs}")
    return None


def _certainty(case: Case) -> Part | None:
    if not capacity_known(case.resource):
        return None
    offer = case.offered.offer
    amount = "不限" if offer.capacity is None else f"{offer.capacity}{offer.measure}"
    return Part(
        "certainty", "数量明确", case.setting.options.certainty_points, f"本期可提供{amount}"
    )


def _reciprocity(case: Case) -> Part | None:
    """Whoever gives also receives (双向认领)."""
    who = case.wanted.applicant
    if not who or who not in case.setting.giving:
        return None
    return Part(
        "reciprocity", "互惠", case.setting.options.reciprocity_points, f"{who}本期也提供资源"
    )
