"""Making and checking the proofs of all levels of a plan, in the order of the levels."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from matcher.certify.exact import Box, Statement, bound, tightened
from matcher.certify.narrowing import Narrowing
from matcher.certify.settled import others
from matcher.certify.statement import above, between, of_level, turned
from matcher.certify.tree import NO_PRICES, proven_bound
from matcher.domain import LevelProof, Node, Progress, RowPrices
from matcher.domain.certificate import Settled
from matcher.model import Model
from matcher.rules import FIT, TIE_BREAK, LevelSpec, Row

if TYPE_CHECKING:
    from matcher.solve.engine import Clock

_TREE_SHARE = 0.5
"""Most of the time left that the cases of one level may take."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A level to be proven, under what the levels before reached.

    Attributes:
        spec: The level.
        statement: What has to be bounded.
        reached: The goal's value of the plan.
        shift: What to add to the goal to have the level's own figure, sign turned.
    """

    spec: LevelSpec
    statement: Statement
    reached: int
    shift: int

    def level(self, goal: int) -> int:
        """The level's own figure for a value of the goal."""
        return turned(self.spec, goal + self.shift)


@dataclass
class _Ladder:
    """Goes through the levels: what each step proves narrows those after it.

    Attributes:
        model: The month.
        values: What the plan reaches in each level.
        times: Of each pair in the plan.
        box: Where the plans can lie that are as good so far.
        kept: That they are.
    """

    model: Model
    values: Mapping[str, int]
    times: Sequence[int]
    box: Box = field(init=False)
    kept: tuple[Row, ...] = ()

    def __post_init__(self) -> None:
        self.box = Narrowing(self.model.rows).box(self.model.bounds())

    def step(self, spec: LevelSpec) -> _Step:
        """What has to be proven of a level now; say :meth:`passed` before the next."""
        shift = turned(spec, self.model.constant(spec.name))
        reached = turned(spec, self.values[spec.name]) - shift
        return _Step(spec, self.about(spec), reached, shift)

    def others(self, spec: LevelSpec, level: str, pairs: Sequence[int]) -> tuple[Statement, int]:
        """See :func:`~matcher.certify.settled.others`: among plans as good so far, by a level passed.

        Raises:
            ValueError: That level has not been passed, or see there.
        """
        passed = [one.name for one in self.model.levels[: len(self.kept)]]
        if level not in passed:
            raise ValueError(f"“{level}”不是前面已经证明过的一级")
        kept = self.kept[passed.index(level)]
        return others(self.about(spec), kept, self.times, pairs)

    def about(self, spec: LevelSpec) -> Statement:
        """The statement about a level among plans as good so far."""
        return of_level(self.model, spec, self.kept, self.box)

    def settle(self, pairs: Sequence[int]) -> None:
        """Go on with plans that agree with this one in these pairs."""
        box = list(self.box)
        for at in pairs:
            box[at] = (self.times[at], self.times[at])
        self._narrow(tuple(box))

    def passed(self, step: _Step, root: RowPrices, best: int) -> None:
        """Go on with plans that are no worse in this level, and no better than proven."""
        box = tightened(step.statement, self.box, root, step.reached)
        value = self.values[step.spec.name]
        self.kept = (*self.kept, between(self.model, step.spec, value, best))
        self._narrow(box)

    def _narrow(self, box: Box) -> None:
        self.box = Narrowing((*self.model.rows, *self.kept)).box(box)


def proofs(
    model: Model,
    values: Mapping[str, int],
    times: Sequence[int],
    clock: "Clock",
    on_progress: Progress,
) -> tuple[LevelProof, ...]:
    """Prove as much as there is time for that no plan beats these values, level by level.

    Args:
        model: The month.
        values: What the plan reaches in each level.
        times: Of each pair in the plan.
        clock: When to end.
        on_progress: Told at each level.
    """
    ladder = _Ladder(model, values, times)
    found = []
    for number, spec in enumerate(model.levels):
        on_progress(f"正在写出证明：{spec.label}", number, len(model.levels))
        settled = _settled(ladder, spec, clock) if _worth_settling(model, number) else None
        step = ladder.step(spec)
        root, tree = _argued(step.statement, step.reached, clock)
        best = step.level(_proven(step.statement, step.reached, root, tree))
        found.append(LevelProof(spec.name, values[spec.name], best, root, tree, settled))
        ladder.passed(step, root, best)
    return tuple(found)


def _worth_settling(model: Model, number: int) -> bool:
    """Before evenness begins, and before the choice between equals."""
    spec = model.levels[number]
    first = spec.even and not model.levels[number - 1].even
    return first or spec.name == TIE_BREAK.name


def _settled(ladder: _Ladder, spec: LevelSpec, clock: "Clock") -> Settled | None:
    """A proof that some pairs are the same in all plans as good so far; ``None`` when none was found."""
    from matcher.certify.settling import same_in_all  # noqa: PLC0415 - only making a proof needs a solver

    before = [one.name for one in ladder.model.levels[: len(ladder.kept)]]
    pairs = same_in_all(ladder.about(spec), ladder.times, clock.sooner(clock.left * _TREE_SHARE))
    if not pairs:
        return None
    level = FIT.name if FIT.name in before else before[-1]
    statement, most = ladder.others(spec, level, pairs)
    root, tree = _argued(statement, most, clock)
    if _proven(statement, most, root, tree) > most:
        return None
    ladder.settle(pairs)
    return Settled(level, pairs, root, tree)


def _argued(
    statement: Statement, reached: int, clock: "Clock"
) -> tuple[RowPrices, tuple[Node, ...]]:
    """Prices for all plans at once, and cases where these leave a gap, as far as there is time."""
    from matcher.certify.cases import grown  # noqa: PLC0415 - only making a proof needs a solver
    from matcher.certify.prices import priced  # noqa: PLC0415 - likewise

    if bound(statement, statement.box, NO_PRICES) <= reached:
        return NO_PRICES, ()
    relaxed = None if clock.over else priced(statement, statement.box, max(clock.left, 0.01))
    root = NO_PRICES if relaxed is None or relaxed.prices.empty else relaxed.prices
    if bound(statement, statement.box, root) <= reached:
        return root, ()
    inner, narrowing = _better_only(statement, reached, root)
    return root, grown(inner, narrowing, reached, clock.sooner(clock.left * _TREE_SHARE))


def checked(
    model: Model, values: Mapping[str, int], times: Sequence[int], given: tuple[LevelProof, ...]
) -> Iterator[tuple[LevelSpec, int]]:
    """Each level with the bound that its proof really proves.

    Raises:
        ValueError: A proof is no proof, or they do not belong to these levels.
    """
    if [proof.name for proof in given] != [spec.name for spec in model.levels]:
        raise ValueError("证明的各级目标与这个月的不一致")
    ladder = _Ladder(model, values, times)
    for spec, proof in zip(model.levels, given, strict=True):
        if proof.settled is not None:
            _check_settled(ladder, spec, proof.settled)
        step = ladder.step(spec)
        best = step.level(_proven(step.statement, step.reached, proof.root, proof.tree))
        yield spec, best
        ladder.passed(step, proof.root, best)


def _check_settled(ladder: _Ladder, spec: LevelSpec, settled: Settled) -> None:
    """Take over what a proof settles.

    Raises:
        ValueError: It does not prove that.
    """
    statement, most = ladder.others(spec, settled.level, settled.pairs)
    if _proven(statement, most, settled.root, settled.tree) > most:
        raise ValueError(f"{spec.label}：所列各对未证明在同样好的方案中都相同")
    ladder.settle(settled.pairs)


def _better_only(
    statement: Statement, reached: int, root: RowPrices
) -> tuple[Statement, Narrowing]:
    """The statement about plans alone that are better than the one at hand, and what narrows its cases."""
    narrowing = Narrowing((*statement.rows, above(statement, reached)))
    box = tightened(statement, statement.box, root, reached + 1)
    return replace(statement, box=narrowing.box(box)), narrowing


def _proven(statement: Statement, reached: int, root: RowPrices, tree: tuple[Node, ...]) -> int:
    """The goal's bound that a proof proves: the plan's own value where nothing better is left."""
    plain = bound(statement, statement.box, NO_PRICES)
    by_root = min(plain, bound(statement, statement.box, root))
    if by_root <= reached or not tree:
        return max(by_root, reached)
    by_cases = proven_bound(*_better_only(statement, reached, root), reached + 1, tree)
    best = reached if by_cases is None else max(reached, by_cases)
    return min(by_root, best)
