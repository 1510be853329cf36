"""Dealing until the time is up, on both cores: each works among its own half of the resources, chosen anew each round.

At first nothing may get worse; then a deal may lose a little more than before, less and less of it, so that the choice
comes out of where it is stuck. The best one seen is kept.
"""

from collections.abc import Callable
from contextlib import ExitStack
from time import monotonic

import numpy as np

from matcher.solve.engine import POLL_SECONDS, Clock
from matcher.solve.knapsacks.companion import Companion, worth_one
from matcher.solve.knapsacks.deal import Dealer, Weighed
from matcher.solve.knapsacks.shape import Better, Truth, Whole
from matcher.solve.process import Answering

Heard = Callable[[Whole], None]

_ROUND_SECONDS = 1.0
"""How long both work before they put together what they have."""
_WORTH_AGENTS = 10
"""With fewer resources a second process is not worth its start."""
_PATIENCE = 10
"""How many deals in a row bring nothing where the choice is stuck."""
_HOT, _COLD = 2.0, 0.85
"""How much more a deal may lose at first, in what is lost at a resource in the mean; and from which part of the time
on nothing may get worse."""
_STRICT = 0.25
"""How likely a deal may not lose more at any time."""


def dealt(
    known: Weighed,
    taken: Whole,
    best: Better | None,
    clock: Clock,
    *,
    seed: int,
    workers: int,
    heard: Heard,
    patience: int | None = None,
) -> Better | None:
    """The best choice that dealing finds.

    Args:
        known: What prices say.
        taken: 1 for each way taken at the beginning; jobs may be left out.
        best: The best choice known.
        clock: When to end.
        seed: Of what is left to chance.
        workers: How many processes may work.
        heard: Told of better choices.
        patience: How many deals may bring nothing; ``None`` = deal until the time is up, and let it get worse on the way.
    """
    dealer = Dealer(known, taken, seed)
    dealer.place()
    run = _Run(known, dealer, best, heard)
    run.look()
    if patience is not None:
        run.once(clock, patience)
        return run.best
    with ExitStack() as stack:
        half: _Half | None = None
        if len(known.shape.room) >= _WORTH_AGENTS and worth_one(clock, workers):
            companion = Companion(_dealing, "dealing", (known, seed + 1))
            half = _Half(stack.enter_context(companion), seed + 1)
        while not clock.over and not run.proven:
            run.round(half, clock)
    return run.best


class _Run:
    def __init__(self, known: Weighed, dealer: Dealer, best: Better | None, heard: Heard) -> None:
        self._known, self._dealer, self.best, self._heard = known, dealer, best, heard
        self._idle, self._stuck, self._settled = 0, 0.0, False

    @property
    def proven(self) -> bool:
        """Whether nothing can be better."""
        return self.best is not None and self.best.gain >= self._known.most

    def look(self) -> None:
        """Keep the choice if it is the best so far."""
        dealer = self._dealer
        if dealer.complete and (self.best is None or dealer.gain > self.best.gain):
            self.best = Better(dealer.taken, dealer.gain)
            self._heard(self.best.taken)

    def once(self, clock: Clock, patience: int) -> None:
        """Deal until so many deals in a row bring nothing."""
        idle = 0
        while idle < patience and not clock.over and not self.proven:
            idle = 0 if self._dealer.deal(self._dealer.everybody) else idle + 1
            self.look()

    def settle(self) -> None:
        """Go back to the best choice, once."""
        if not self._settled and self.best is not None:
            self._dealer.take(self.best.taken)
        self._settled = True

    def heat(self, clock: Clock) -> float:
        """How hot it is: not at all before it is stuck, then less and less."""
        if self._idle < _PATIENCE and not self._stuck:
            return 0.0
        self._stuck = self._stuck or monotonic()
        gone = (monotonic() - self._stuck) / max(POLL_SECONDS, clock.deadline - self._stuck)
        return max(0.0, 1.0 - gone / _COLD)

    def round(self, half: "_Half | None", clock: Clock) -> None:
        """Deal for a while, a companion likewise among half of the resources."""
        dealer, until, heat = self._dealer, clock.sooner(_ROUND_SECONDS), self.heat(clock)
        if self._stuck and heat == 0.0:
            self.settle()
        mine = dealer.everybody
        theirs = None if half is None else half.ask(dealer, heat, until.left)
        if theirs is not None:
            mine &= ~theirs
        while not until.over and not self.proven:
            self._idle = 0 if _deal(dealer, mine, heat) else self._idle + 1
            self.look()
        if half is not None and theirs is not None and (now := half.told(clock)) is not None:
            others = theirs[dealer.agents]
            dealer.now = np.where(others, now, dealer.now)
            self.look()


def _deal(dealer: Dealer, among: Truth, heat: float) -> bool:
    """One deal, that may lose more than before while it is hot; whether the choice is better."""
    hot = heat > 0.0 and dealer.random.random() > _STRICT
    return dealer.deal(among, int(_HOT * heat * dealer.lost.sum() / len(among)) if hot else 0)


class _Half:
    """Deals among half of the resources by a companion, chosen anew each time."""

    def __init__(self, companion: Companion, seed: int) -> None:
        self._companion, self._random = companion, np.random.default_rng(seed)

    def ask(self, dealer: Dealer, heat: float, seconds: float) -> Truth | None:
        """Have it deal among half of the resources, which are told; ``None`` when it cannot."""
        self._companion.told(0.0)
        theirs = dealer.everybody
        half = self._random.permutation(len(theirs) - 1)
        theirs[half[: (len(half) + 1) // 2]] = False
        theirs[-1] = False
        asked = self._companion.ask((dealer.now, theirs, heat, seconds))
        return theirs if asked else None

    def told(self, clock: Clock) -> Whole | None:
        """Wait for what it has made of the choice; ``None`` when it has died, or the time is up."""
        now: Whole | None = None
        while now is None and self._companion.busy and not clock.over:
            now = self._companion.told(POLL_SECONDS)
        return now


_Asked = tuple[Weighed, int] | tuple[Whole, Truth, float, float]
"""What to choose from and a seed, at first; then a choice, among whom to deal, how hot, and for how many seconds."""


def _dealing() -> Answering:
    """In the process: what deals."""
    known: list[Dealer] = []

    def answer(asked: _Asked) -> object:
        if len(asked) == 2:
            weights, seed = asked
            nobody = np.zeros(len(weights.shape.job), dtype=np.int64)
            known[:] = [Dealer(weights, nobody, seed)]
            return True
        dealer = known[0]
        dealer.now, among, heat, seconds = asked
        until = Clock(monotonic() + seconds)
        while not until.over:
            _deal(dealer, among, heat)
        return dealer.now

    return answer
