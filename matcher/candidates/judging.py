"""One need, one resource: the pairs they make, or why they make none."""

from dataclasses import dataclass

from matcher.candidates.case import Case, Offered, Wanted
from matcher.candidates.flags import flags_of
from matcher.candidates.points import content_parts, fit_parts, limited
from matcher.candidates.quantities import uses_of
from matcher.candidates.rules import first_objection
from matcher.candidates.setting import Setting
from matcher.domain import Exclusion, Pair, Part
from matcher.similarity import Likeness

ONLY_WORDS = "内容相近程度低于最低匹配度，仅因锁定或认领列入"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of a need and a resource: pairs, or one exclusion."""

    pairs: tuple[Pair, ...]
    exclusion: Exclusion | None


def judge_pair(
    wanted: Wanted, offered: Offered, likeness: Likeness, setting: Setting, *, asked: bool
) -> Judgement:
    """Every demand of the need against the resource.

    Where no demand can be served, the objection that comes last in the order of the rules is told: it is
    the demand the resource came nearest to serving.
    """
    pairs: list[Pair] = []
    objections = []
    for demand in wanted.demands:
        content = content_parts(wanted.need, demand.form, offered, likeness, setting.vocabulary)
        score = sum(part.points for part in content)
        uses = uses_of(wanted.need, demand.form, offered.resource)
        case = Case(wanted, demand, offered, likeness, score, uses, asked, setting)
        objection = first_objection(case)
        if objection is None:
            pairs.append(_pair(case, content))
        else:
            objections.append(objection)
    if pairs:
        return Judgement(tuple(pairs), None)
    _, reason, facts = max(objections, key=lambda objection: objection[0])
    exclusion = Exclusion(wanted.need.id, offered.resource.id, reason, facts, likeness.score)
    return Judgement((), exclusion)


def _pair(case: Case, content: tuple[Part, ...]) -> Pair:
    parts = limited(content + fit_parts(case))
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
