"""Making and checking the proofs of all levels of a plan, in the order of the levels."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matcher.certify.exact import Box, Statement, bound, tightened
from matcher.certify.statement import at_least, of_level, turned
from matcher.certify.tree import NO_PRICES, proven_bound
from matcher.domain import LevelProof, Progress, RowPrices
from matcher.model import Model
from matcher.rules import LevelSpec, Row

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
    """Goes through the levels: what each step proves narrows those after it."""

    model: Model
    values: Mapping[str, int]
    box: Box
    kept: tuple[Row, ...] = ()

    def steps(self) -> Iterator[_Step]:
        """One step after the other; say :meth:`passed` before taking the next."""
        for spec in self.model.levels:
            shift = turned(spec, self.model.constant(spec.name))
            reached = turned(spec, self.values[spec.name]) - shift
            statement = of_level(self.model, spec, self.kept, self.box)
            yield _Step(spec, statement, reached, shift)

    def passed(self, step: _Step, root: RowPrices) -> None:
        """Go on with plans that are no worse in this level."""
        self.box = tightened(step.statement, self.box, root, step.reached)
        row = at_least(self.model, step.spec, self.values[step.spec.name])
        self.kept = (*self.kept, row)


def proofs(
    model: Model, values: Mapping[str, int], clock: "Clock", on_progress: Progress
) -> tuple[LevelProof, ...]:
    """Prove as much as there is time for that no plan beats these values, level by level."""
    # Only making a proof needs a solver; checking one does without it.
    from matcher.certify.cases import grown  # noqa: PLC0415 - see the line above
    from matcher.certify.prices import priced  # noqa: PLC0415 - see the line above

    ladder = _Ladder(model, values, model.bounds())
    found = []
    for number, step in enumerate(ladder.steps()):
        on_progress(f"正在写出证明：{step.spec.label}", number, len(model.levels))
        relaxed = None if clock.over else priced(step.statement, ladder.box, max(clock.left, 0.01))
        root = NO_PRICES if relaxed is None or relaxed.prices.empty else relaxed.prices
        proof = LevelProof(step.spec.name, values[step.spec.name], 0, root)
        if _by_root(step, root) > step.reached:
            inner = replace(step.statement, box=_better_only(step, root))
            tree = grown(inner, step.reached, clock.sooner(clock.left * _TREE_SHARE))
            proof = replace(proof, tree=tree)
        found.append(replace(proof, bound=step.level(_proven(step, proof))))
        ladder.passed(step, root)
    return tuple(found)


def checked(
    model: Model, values: Mapping[str, int], given: tuple[LevelProof, ...]
) -> Iterator[tuple[LevelSpec, int]]:
    """Each level with the bound that its proof really proves.

    Raises:
        ValueError: A proof is no proof, or they do not belong to these levels.
    """
    if [proof.name for proof in given] != [spec.name for spec in model.levels]:
        raise ValueError("other levels")
    ladder = _Ladder(model, values, model.bounds())
    for step, proof in zip(ladder.steps(), given, strict=True):
        yield step.spec, step.level(_proven(step, proof))
        ladder.passed(step, proof.root)


def _by_root(step: _Step, root: RowPrices) -> int:
    """What the prices for all plans prove."""
    return bound(step.statement, step.statement.box, root)


def _better_only(step: _Step, root: RowPrices) -> Box:
    """The part of the box where plans can lie that are better than the one at hand."""
    return tightened(step.statement, step.statement.box, root, step.reached + 1)


def _proven(step: _Step, proof: LevelProof) -> int:
    """The goal's bound that a proof proves: the plan's own value where nothing better is left."""
    by_root = _by_root(step, proof.root)
    if by_root <= step.reached or not proof.tree:
        return max(by_root, step.reached)
    inner = replace(step.statement, box=_better_only(step, proof.root))
    by_cases = proven_bound(inner, proof.tree)
    best = step.reached if by_cases is None else max(step.reached, by_cases)
    return min(by_root, best)
