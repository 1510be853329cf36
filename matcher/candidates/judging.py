"""One need, one resource: the pairs they make, or why they make none."""

from dataclasses import dataclass

from matcher.candidates.case import Case, Offered, Wanted
from matcher.candidates.flags import flags_of
from matcher.candidates.points import content_extras, fit_parts, limited, may_reach
from matcher.candidates.precedents import precedent_part
from matcher.candidates.quantities import uses_of
from matcher.candidates.rules import first_objection
from matcher.candidates.setting import Setting
from matcher.domain import Exclusion, Pair, Part
from matcher.similarity import Scored

ONLY_WORDS = "内容相近程度低于最低匹配度，仅因锁定或认领列入"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of a need and a resource: pairs, or one exclusion."""

    pairs: tuple[Pair, ...]
    exclusion: Exclusion | None


NOTHING = Judgement((), None)


def judge_pair(
    wanted: Wanted,
    offered: Offered,
    scored: Scored,
    setting: Setting,
    *,
    asked: bool,
    brief: bool = False,
) -> Judgement:
    """Every demand of the need against the resource.

    Where no demand can be served, the objection that comes last in the order of the rules is told: it is
    the demand the resource came nearest to serving.

    Args:
        wanted: The need.
        offered: The resource.
        scored: How alike their words are.
        setting: The round.
        asked: Whether a lock or claim asks for it.
        brief: Leave out the exclusion of a resource whose content is below the floor.
    """
    if brief and not asked and not may_reach(wanted, offered, scored, setting):
        return NOTHING
    extras = [
        content_extras(wanted, demand.form, offered, scored, setting) for demand in wanted.demands
    ]
    contents = [scored.score + sum(part.points for part in extra) for extra in extras]
    if brief and not asked and max(contents) < setting.options.score_floor:
        return NOTHING
    pairs: list[Pair] = []
    objections = []
    for demand, extra, content in zip(wanted.demands, extras, contents, strict=True):
        uses = uses_of(wanted.need, demand.form, offered.resource)
        case = Case(wanted, demand, offered, scored, content, uses, asked, setting)
        objection = first_objection(case)
        if objection is None:
            pairs.append(_pair(case, extra))
        else:
            objections.append(objection)
    if pairs:
        return Judgement(tuple(pairs), None)
    _, reason, facts = max(objections, key=lambda objection: objection[0])
    exclusion = Exclusion(wanted.need.id, offered.resource.id, reason, facts, scored.score)
    return Judgement((), exclusion)


def _pair(case: Case, extra: tuple[Part, ...]) -> Pair:
    present = case.scored.explain().parts + extra + fit_parts(case)
    past = precedent_part(case, sum(part.points for part in present))
    parts = limited((*present, past) if past else present)
    forced = case.asked and case.content < case.setting.options.score_floor
    flags = flags_of(case)
    return Pair(
        need=case.need.id,
        demand=case.demand.index,
        resource=case.resource.id,
        unit=case.offered.unit,
        uses=case.uses,
        score=sum(part.points for part in parts),
        parts=parts,
        flags=(ONLY_WORDS, *flags) if forced else flags,
        forced=forced,
    )
