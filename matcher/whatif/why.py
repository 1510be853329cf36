"""Why this: the score of a pair step by step, and what it gives each level of the plan."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matcher.domain import Assignment, LevelShare, WhyThis, counted
from matcher.model import Model, build
from matcher.rules import LevelSpec
from matcher.whatif.effects import CHANGES, TIE_BREAK
from matcher.whatif.names import Names
from matcher.whatif.table import Table

_INSTEAD = 3


def why_these(table: Table, assignments: Sequence[Assignment]) -> tuple[WhyThis, ...]:
    """Why some pairs of the plan are in it."""
    if not assignments:
        return ()
    model = build(table.candidates, table.decisions, table.options)
    shares = _Shares.of(model, table.plan.assignments)
    names = Names.of(table.lists)
    return tuple(_why(table, item, shares, names) for item in assignments)


def _why(table: Table, item: Assignment, shares: "_Shares", names: Names) -> WhyThis:
    best = max(
        (p.score for p in table.candidates.pairs if (p.need, p.demand) == (item.need, item.demand)),
        default=item.score,
    )
    rank = "是该需求匹配度最高的候选" if item.score >= best else f"最高的候选为{best}分"
    return WhyThis(
        assignment=item,
        shares=tuple(shares.of_pair(item)),
        instead_of=tuple(_others(table, item, names)),
        words=f"{names.resource(item.resource)}承担{names.need(item.need)}：匹配度{item.score}分，{rank}",
    )


@dataclass(frozen=True, slots=True)
class _Shares:
    """The terms of the levels, shared out among the pairs of a plan.

    Attributes:
        model: The month.
        place: Position of each pair by key.
        terms: Of each level by variable.
        fellows: How many pairs serve each need.
        first: The first pair of each need: it takes what cannot be shared evenly.
    """

    model: Model
    place: dict[tuple[str, int, str], int]
    terms: dict[str, dict[int, int]]
    fellows: Counter[str]
    first: dict[str, tuple[str, int, str]]

    @staticmethod
    def of(model: Model, assignments: Sequence[Assignment]) -> "_Shares":
        first: dict[str, tuple[str, int, str]] = {}
        for item in assignments:
            first.setdefault(item.need, item.key)
        return _Shares(
            model,
            {pair.key: at for at, pair in enumerate(model.month.pairs)},
            {spec.name: model.coefficients(spec.name) for spec in model.levels},
            Counter(item.need for item in assignments),
            first,
        )

    def of_pair(self, item: Assignment) -> Iterator[LevelShare]:
        """What a pair gives each level; of the urgency levels only the need's own is told."""
        for spec in self.model.levels:
            if spec.name in (CHANGES, TIE_BREAK):
                continue
            amount = self._amount(spec, item)
            if amount == 0 and (spec.even or self._of_other_urgency(spec, item)):
                continue
            words = _share_words(spec, amount) if amount else ""
            yield LevelShare(spec.name, spec.label, amount, spec.measure, words)

    def _of_other_urgency(self, spec: LevelSpec, item: Assignment) -> bool:
        if spec.urgency is None:
            return False
        return self.model.month.met[item.need] not in self.terms[spec.name]

    def _amount(self, spec: LevelSpec, item: Assignment) -> int:
        month, terms = self.model.month, self.terms[spec.name]
        at = self.place[item.key]
        amount = terms.get(at, 0) * item.times
        takes = month.takes.get(at, at)
        if takes != at:
            amount += terms.get(takes, 0)
        return amount + self._of_need(terms.get(month.met[item.need], 0), item)

    def _of_need(self, whole: int, item: Assignment) -> int:
        """A whole number shared among the pairs of a need; the first takes what is left over."""
        fellows = self.fellows[item.need]
        share = whole // fellows
        return whole - share * (fellows - 1) if self.first[item.need] == item.key else share


def _share_words(spec: LevelSpec, amount: int) -> str:
    if spec.urgency is not None:
        return f"满足 {amount} 项紧急程度{spec.urgency}级需求"
    return f"{spec.label} +{counted(amount, spec.measure)}"


def _others(table: Table, item: Assignment, names: Names) -> Iterator[tuple[str, str]]:
    """Other candidates of the same demand, and why the plan does not use them here."""
    mine = {a.resource for a in table.plan.assignments if a.need == item.need}
    others = [
        pair
        for pair in table.candidates.pairs
        if (pair.need, pair.demand) == (item.need, item.demand) and pair.resource not in mine
    ]
    others.sort(key=lambda pair: (-pair.score, pair.resource))
    for pair in others[:_INSTEAD]:
        users = sorted({a.need for a in table.plan.assignments if a.resource == pair.resource})
        used = f"，已用于{names.some(users)}" if users else "，本方案未使用"
        lower = "匹配度较低" if pair.score < item.score else "匹配度不低"
        yield pair.resource, f"{lower}（{pair.score}分）{used}"
