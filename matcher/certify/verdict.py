"""Checking a certificate: from its own data alone, in whole numbers, without any solver."""

from dataclasses import dataclass
from time import monotonic

from matcher import check
from matcher.certify.proving import checked
from matcher.certify.wording import grounds, rests_on_the_engine
from matcher.domain import Assignment, Certificate, Level, PairTimes, Plan, PlanStatus
from matcher.model import Model, build
from matcher.rules import LevelSpec


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checking a certificate found.

    Attributes:
        breaches: Chinese sentences, one for each rule the plan breaks and each claim that does not hold;
            empty = everything it claims is true.
        levels: Each level with the bound that its proof really proves.
        seconds: How long it took.
        grounds: What the figures of each level rest on, one Chinese phrase each.
        believed: Labels of the levels that only the engine calls proven.
    """

    breaches: tuple[str, ...]
    levels: tuple[Level, ...]
    seconds: float
    grounds: tuple[str, ...] = ()
    believed: tuple[str, ...] = ()

    @property
    def best(self) -> bool:
        """Whether there is no better plan."""
        return not self.breaches and all(level.proven for level in self.levels)


def verdict(certificate: Certificate) -> Verdict:
    """Check everything a certificate claims."""
    began = monotonic()
    try:
        breaches, levels = _judged(certificate)
    except (ValueError, KeyError, IndexError) as error:
        breaches, levels = (f"证明文件前后矛盾，无法复核（{_reason(error)}）",), ()
    claims = {proof.name: proof for proof in certificate.proofs}
    words = {word.name: word for word in certificate.words}
    return Verdict(
        breaches,
        levels,
        monotonic() - began,
        tuple(grounds(one, claims[one.name], words.get(one.name)) for one in levels),
        tuple(one.label for one in levels if rests_on_the_engine(one, words.get(one.name))),
    )


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"没有“{error.args[0]}”"
    return "提到的编号不存在" if isinstance(error, IndexError) else str(error)


def stated(certificate: Certificate) -> tuple[Plan, Plan | None, Model]:
    """The plan, the plan before it and the model of a certificate."""
    plan = _plan(certificate.assignments)
    pairs = certificate.previous
    previous = None if pairs is None else _plan(tuple(_assigned(pair) for pair in pairs))
    model = build(
        certificate.candidates, certificate.decisions, certificate.options, previous=previous
    )
    return plan, previous, model


def _judged(certificate: Certificate) -> tuple[tuple[str, ...], tuple[Level, ...]]:
    plan, previous, model = stated(certificate)
    candidates, options = certificate.candidates, certificate.options
    breaches = list(check.violations(candidates, certificate.decisions, options, plan))
    if breaches:
        return tuple(breaches), ()
    values = check.level_values(candidates, options, plan, previous)
    levels: list[Level] = []
    proven = True
    claims = {proof.name: proof for proof in certificate.proofs}
    times = times_of(plan, model)
    for spec, bound in checked(model, values, times, certificate.proofs):
        value, claim = values[spec.name], claims[spec.name]
        if claim.value != value:
            breaches.append(f"{spec.label}：证明文件写的是{claim.value}，按方案计算是{value}")
        if not _at_least_as_strong(spec, bound, claim.bound):
            breaches.append(f"{spec.label}：证明文件写的上界是{claim.bound}，复核得到{bound}")
        proven = proven and bound == value
        levels.append(
            Level(spec.name, spec.label, value, bound, proven, spec.maximise, spec.measure)
        )
    return tuple(breaches), tuple(levels)


def times_of(plan: Plan, model: Model) -> tuple[int, ...]:
    """How often each pair of a model happens in a plan."""
    times = {a.key: a.times for a in plan.assignments}
    return tuple(times.get(pair.key, 0) for pair in model.month.pairs)


def _at_least_as_strong(spec: LevelSpec, bound: int, claimed: int) -> bool:
    return bound <= claimed if spec.maximise else bound >= claimed


def _assigned(pair: PairTimes) -> Assignment:
    need, demand, resource, times = pair
    return Assignment(need, demand, resource, "", None, times, uses=times, score=0, parts=())


def _plan(assignments: tuple[Assignment, ...]) -> Plan:
    return Plan(PlanStatus.BEST_FOUND, (), assignments, seconds=0.0, seed=0, workers=1)
