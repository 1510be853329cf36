"""Does the plan say what the lists say, and serve needs as a whole?"""

from collections import Counter
from collections.abc import Iterator

from matcher.check.case import Case


def each_pair_once(case: Case) -> Iterator[str]:
    """No pair stands in the plan twice."""
    counts = Counter(assignment.key for assignment in case.plan.assignments)
    for (need, demand, resource), count in counts.items():
        if count > 1:
            yield f"{need} 第{demand + 1}项要求与 {resource} 的对接出现了{count}次"


def only_candidates(case: Case) -> Iterator[str]:
    """Only pairs that may serve are used."""
    for assignment in case.plan.assignments:
        if assignment.key not in case.pairs:
            yield f"{assignment.need} 与 {assignment.resource} 不是可以对接的一对"


def facts_as_in_the_data(case: Case) -> Iterator[str]:
    """Unit, form and score of each pair are those of the lists."""
    for a in case.plan.assignments:
        pair = case.pairs.get(a.key)
        if pair is None:
            continue
        form = case.demands[a.need, a.demand].form
        told = (a.unit, a.form, a.score, a.parts, a.flags)
        if told != (pair.unit, form, pair.score, pair.parts, pair.flags):
            yield f"{a.need} 与 {a.resource} 的单位、形式或匹配度与清单不一致"
        if sum(part.points for part in a.parts) != a.score:
            yield f"{a.need} 与 {a.resource} 的匹配度{a.score}不等于各部分之和"


def times_are_positive(case: Case) -> Iterator[str]:
    """Whoever is planned serves at least once."""
    for assignment in case.plan.assignments:
        if assignment.times < 1:
            yield f"{assignment.need} 与 {assignment.resource} 安排了{assignment.times}次"


def uses_follow_times(case: Case) -> Iterator[str]:
    """What is taken of a resource follows from the times."""
    for a in case.plan.assignments:
        pair = case.pairs.get(a.key)
        if pair is not None and a.uses != a.times * pair.uses:
            yield f"{a.need} 占用 {a.resource} 应为{a.times * pair.uses}，方案写的是{a.uses}"


def all_forms_or_none(case: Case) -> Iterator[str]:
    """A need that is met gets all it asks for."""
    served = Counter[tuple[str, int]]()
    for a in case.plan.assignments:
        served[a.need, a.demand] += a.times
    met = {need for need, _ in served}
    for (need, index), demand in case.demands.items():
        if need in met and served[need, index] != demand.times:
            yield f"{need} 第{index + 1}项要求{demand.times}次，方案安排了{served[need, index]}次"


def open_needs_only(case: Case) -> Iterator[str]:
    """Only needs that wait for it are served."""
    known = {weight.need for weight in case.candidates.needs}
    for need in sorted({a.need for a in case.plan.assignments} - known):
        yield f"{need} 不在本轮待对接需求之中"
