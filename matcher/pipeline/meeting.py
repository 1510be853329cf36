"""The joint meeting's questions and changes, about the month that stays laid out between them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from matcher import candidates, vocabulary, whatif
from matcher.candidates import Ground
from matcher.domain import (
    AgendaItem,
    Candidates,
    ChangePrices,
    Contradiction,
    Decision,
    Effect,
    Explanation,
    PlanStatus,
    Precheck,
    Progress,
    Round,
    Scheme,
    SchemeDifference,
    Stop,
    UnlockList,
    never,
    shifts_between,
    silent,
)
from matcher.errors import UsageError
from matcher.pipeline.earlier import NOTHING_PAST, GetPast
from matcher.pipeline.evenness import even
from matcher.pipeline.outcomes import BrokenPlan, explained
from matcher.pipeline.proving import write_proof
from matcher.whatif import Table, Tried

WHY_SECONDS = 2.5
"""How long one question may take; a street needs a small part of it."""
PREVIEW_SECONDS = 5.0
PRICE_SECONDS = 20.0
RESOLVE_SECONDS = 0.5
"""How long a change waits for its proof before the plan is shown without."""


class Meeting:
    """Keeps a month laid out, so that what follows a decision takes milliseconds; use it from one thread.

    The month is laid out anew when its lists, options or words are others than the last time.
    """

    def __init__(self) -> None:
        self._of: Round | None = None
        self._ground: Ground | None = None
        self._past = NOTHING_PAST
        self._laid: tuple[Round, Table] | None = None
        self._search: tuple[Round, whatif.UnlockSearch] | None = None
        self._foreseen: tuple[Round, Tried] | None = None
        self._unproven: tuple[Round, Table] | None = None

    def forget(self) -> None:
        """Lay the next month out anew whatever it is (earlier months may have changed)."""
        self._of = self._ground = self._laid = None

    def ground(
        self, round_: Round, past: GetPast, on_progress: Progress = silent, stop: Stop = never
    ) -> Ground:
        """The month before any decision.

        Raises:
            Cancelled: ``stop`` said so.
        """
        if self._ground is None or self._of is None or not _same(self._of, round_):
            self._past = past()
            self._ground = candidates.lay_out(
                round_.lists,
                round_.options,
                month=round_.month,
                vocabulary=vocabulary.in_force(round_.words),
                precedents=self._past.precedents,
                on_progress=on_progress,
                stop=stop,
            )
        self._of = round_
        return self._ground

    def table(
        self, round_: Round, past: GetPast, on_progress: Progress = silent, stop: Stop = never
    ) -> Table:
        """The month with its plan.

        Raises:
            UsageError: There is no plan.
            Contradiction: The decisions cannot be kept.
            Cancelled: ``stop`` said so.
        """
        if round_.outcome is None:
            raise UsageError("还没有匹配结果", "", "请先进行匹配")
        ground = self.ground(round_, past, on_progress, stop)
        if self._laid is not None and self._laid[0] is round_ and self._laid[1].ground is ground:
            return self._laid[1]
        plan, finish = round_.outcome.plan, self._finish(round_)
        table = whatif.lay(ground, round_.month, round_.decisions, round_.options, plan, finish)
        self._laid = (round_, table)
        return table

    def _finish(self, round_: Round) -> Callable[[Candidates], Candidates]:
        shares = self._past.shares
        return lambda found: even(found, round_.lists, shares)

    def _under(self, round_: Round, ground: Ground, decisions: Sequence[Decision]) -> Candidates:
        """Who could serve whom under these decisions, and between whom the plan is to be even."""
        return self._finish(round_)(candidates.under(ground, decisions))

    def match(
        self,
        round_: Round,
        past: GetPast,
        *,
        on_progress: Progress = silent,
        stop: Stop = never,
    ) -> Round:
        """The round with its best plan, checked and explained; as :func:`matcher.pipeline.match`."""
        from matcher.solve import solve  # noqa: PLC0415 - the solver comes with the first match

        ground = self.ground(round_, past, on_progress, stop)
        found = self._under(round_, ground, round_.decisions)
        previous = None if round_.outcome is None else round_.outcome.plan
        plan = solve(
            found,
            round_.decisions,
            round_.options,
            previous=previous,
            on_progress=on_progress,
            stop=stop,
        )
        return explained(round_, found, plan)

    def proof(
        self,
        round_: Round,
        path: Path,
        past: GetPast,
        *,
        on_progress: Progress = silent,
        stop: Stop = never,
    ) -> Path:
        """Write the certificate of the plan on the table; see :func:`matcher.pipeline.write_proof`."""
        ground = self.ground(round_, past, on_progress, stop)
        found = self._under(round_, ground, round_.decisions)
        return write_proof(round_, found, path, on_progress=on_progress, stop=stop)

    def resolved(
        self,
        round_: Round,
        decisions: Sequence[Decision],
        past: GetPast,
        *,
        on_progress: Progress = silent,
        stop: Stop = never,
    ) -> Round:
        """The round under these decisions, its plan changed as little as they ask for.

        Raises:
            Contradiction: No plan obeys them; the smallest set that excludes each other is named.
            UsageError: There is no plan to change.
            Cancelled: ``stop`` said so before there was any plan.
        """
        made = replace(round_, decisions=tuple(decisions))
        if round_.outcome is None:
            raise UsageError("还没有匹配结果", "", "请先进行匹配")
        before = self._before(round_, past, on_progress, stop)
        if before is None:
            return self.match(made, past, on_progress=on_progress, stop=stop)
        what = self._known(round_, decisions)
        if what is None:
            what = whatif.tried(before, decisions, seconds=RESOLVE_SECONDS, stop=stop)
        if what.refused is not None:
            raise what.refused
        if what.plan is None:
            return self.match(made, past, on_progress=on_progress, stop=stop)
        done = explained(made, what.candidates, what.plan)
        self._unproven = (done, before)
        self._laid = (
            done,
            replace(before, decisions=done.decisions, candidates=what.candidates, plan=what.plan),
        )
        return done

    def _known(self, round_: Round, decisions: Sequence[Decision]) -> Tried | None:
        """What was foreseen of these decisions just before, if it was."""
        if self._foreseen is None:
            return None
        about, what = self._foreseen
        same = about is round_ and what.decisions == tuple(decisions) and what.plan is not None
        return what if same else None

    def _before(
        self, round_: Round, past: GetPast, on_progress: Progress, stop: Stop
    ) -> Table | None:
        """The month with its plan, when that was made from it as it is; ``None`` when it was not."""
        if round_.stale or round_.outcome is None:
            return None
        try:
            return self.table(round_, past, on_progress, stop)
        except Contradiction:
            return None

    def proven(
        self,
        round_: Round,
        past: GetPast,
        *,
        on_progress: Progress = silent,
        stop: Stop = never,
    ) -> Round:
        """The round with the proof of its plan, or with a better plan where the proof finds one.

        Raises:
            Cancelled: ``stop`` said so; nothing was found out.
        """
        outcome = round_.outcome
        if outcome is None or outcome.plan.status is PlanStatus.PROVEN_BEST:
            return round_
        better = self._repaired_further(round_, stop)
        if better is None:
            better = self.match(round_, past, on_progress=on_progress, stop=stop)
        assert better.outcome is not None  # what matching is for
        if shifts_between(outcome.plan, better.outcome.plan):
            return better
        changed = replace(better.outcome, changed=outcome.changed)
        return replace(better, outcome=changed)

    def _repaired_further(self, round_: Round, stop: Stop) -> Round | None:
        """The repair that had too little time, taken to its proof from the plan before it; ``None`` = no proof."""
        if self._unproven is None or not _same_plan(self._unproven[0], round_):
            return None
        before, seconds = self._unproven[1], round_.options.seconds
        what = whatif.tried(before, round_.decisions, seconds=seconds, stop=stop)
        if what.plan is None or what.plan.status is not PlanStatus.PROVEN_BEST:
            return None
        return explained(round_, what.candidates, what.plan)

    def why(
        self,
        round_: Round,
        need: str,
        resource: str | None,
        past: GetPast,
        *,
        stop: Stop = never,
    ) -> Explanation:
        """Why a need is served as it is, or why not."""
        table = self.table(round_, past, stop=stop)
        assert round_.outcome is not None  # a table has one
        unmet = next((one for one in round_.outcome.unmet if one.need == need), None)
        return whatif.explanation(table, need, resource, unmet, seconds=WHY_SECONDS, stop=stop)

    def foreseen(
        self,
        round_: Round,
        decisions: Sequence[Decision],
        past: GetPast,
        *,
        stop: Stop = never,
    ) -> Effect:
        """What other decisions would do to the plan on the table."""
        table = self.table(round_, past, stop=stop)
        what = whatif.tried(table, decisions, seconds=PREVIEW_SECONDS, stop=stop)
        self._foreseen = (round_, what)
        return whatif.effect_of(table, what)

    def unlocks(
        self,
        round_: Round,
        past: GetPast,
        *,
        on_progress: Progress = silent,
        stop: Stop = never,
    ) -> UnlockList:
        """What one more of would help most; a search that was stopped goes on while the month is the same.

        Raises:
            Cancelled: ``stop`` said so; what was tried is kept.
        """
        kept = self._search
        if kept is None or not _same_plan(kept[0], round_):
            table = self.table(round_, past, on_progress, stop)
            kept = self._search = (round_, whatif.UnlockSearch(table))
        return kept[1].run(on_progress, stop)

    def prechecks(
        self,
        round_: Round,
        past: GetPast,
        *,
        on_progress: Progress = silent,
        stop: Stop = never,
    ) -> tuple[Precheck, ...]:
        """Where there is too little whatever the plan, and whatever the meeting decided."""
        ground = self.ground(round_, past, on_progress, stop)
        categories = whatif.categories_of(round_.lists.needs, ground.setting.vocabulary)
        return whatif.prechecks(round_.lists, candidates.under(ground, ()), categories)

    def prices(
        self, round_: Round, past: GetPast, *, most: int, stop: Stop = never
    ) -> ChangePrices:
        """Quality against the number of changes to the plan on the table."""
        table = self.table(round_, past, stop=stop)
        return whatif.prices(table, most=most, seconds=PRICE_SECONDS, stop=stop)

    def adopted(self, round_: Round, scheme: Scheme, past: GetPast) -> Round:
        """The round with a scheme's decisions and plan on the table.

        Raises:
            UsageError: The lists have changed so that its plan is no longer possible.
        """
        made = replace(round_, decisions=scheme.decisions)
        ground = self.ground(round_, past)
        try:
            found = self._under(round_, ground, scheme.decisions)
            return explained(made, found, scheme.plan)
        except (BrokenPlan, Contradiction) as error:
            raise UsageError(
                "清单、选项或词库改动后，这个方案已不能照原样执行",
                f"{scheme.name}：{_first_words(error)}",
                "请按现在的清单重新匹配，另存为方案；原方案作过哪些决定，可与现在的方案比较着看",
            ) from error

    def compared(
        self, round_: Round, first: Scheme | None, second: Scheme | None, past: GetPast
    ) -> SchemeDifference:
        """What two schemes do differently; ``None`` = the plan on the table."""
        table = self.table(round_, past)
        present = ("", table.plan, round_.decisions)
        sides = [
            present if one is None else (one.name, one.plan, one.decisions)
            for one in (first, second)
        ]
        return whatif.compared(table.candidates, round_.options, sides[0], sides[1])

    def agenda(self, round_: Round, past: GetPast) -> tuple[AgendaItem, ...]:
        """The items to decide."""
        table = self.table(round_, past)
        assert round_.outcome is not None  # a table has one
        return whatif.agenda(round_, round_.outcome, table)


def _first_words(error: Exception) -> str:
    if isinstance(error, BrokenPlan):
        return error.violations[0]
    return str(error)


def _same_plan(one: Round, other: Round) -> bool:
    return (
        _same(one, other)
        and one.outcome is other.outcome
        and one.decisions == other.decisions
        and one.stale == other.stale
    )


def _same(one: Round, other: Round) -> bool:
    """Whether two rounds are laid out alike."""
    return (
        one.month == other.month
        and (one.lists is other.lists or one.lists == other.lists)
        and one.options == other.options
        and one.words == other.words
    )
