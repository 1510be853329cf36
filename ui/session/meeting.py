"""What the joint meeting asks, considers and settles: the nouns of the state, the intents, what replies make of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matcher.domain import (
    AgendaItem,
    AgendaRecord,
    ChangePrices,
    Clash,
    Decision,
    Effect,
    Explanation,
    PlanStatus,
    Precheck,
    Round,
    SchemeDifference,
    UnlockList,
)
from matcher.service import (
    AgendaListed,
    AskAgenda,
    AskPrechecks,
    AskPrices,
    AskWhy,
    Changed,
    Compared,
    CompareSchemes,
    Confirm,
    DropScheme,
    Explained,
    Failed,
    FindUnlocks,
    Foreseen,
    Match,
    Prechecked,
    PreviewDecision,
    Priced,
    Prove,
    RecordAgenda,
    Reply,
    Request,
    Resolve,
    SaveScheme,
    Stopped,
    SwitchScheme,
    Unlocked,
    View,
)

if TYPE_CHECKING:
    from ui.session.session import Session

AGENDA = "agenda"
UNLOCKS = "unlocks"
CHECKS = "checks"
"""What the window watches: asked for again whenever the plan has changed."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change the meeting considers.

    Attributes:
        decision: What would be decided.
        revoke: Whether it would be taken back instead.
        instead_of: Decisions taken back with it.
        also: Decisions taken with it.
    """

    decision: Decision
    revoke: bool = False
    instead_of: tuple[Decision, ...] = ()
    also: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """What was asked about the plan on the table, and answered; forgotten when the plan changes.

    Attributes:
        asked: Need and resource (``None`` = the need as a whole) asked about last.
        explanation: The answer; ``None`` while it is not there.
        change: What is being considered; ``None`` = nothing.
        effect: What it would do; ``None`` while it is not known.
        accepting: Whether it was accepted and is being carried out.
        unlocks: What would help; ``None`` = not known.
        finding: Number of the request that finds it, 0 = none under way.
        checks: Arithmetic shortages; ``None`` = not known.
        prices: Quality against changes; ``None`` = not known.
        difference: Of the two schemes compared last.
        agenda: What is to be decided; ``None`` = not known.
        watched: Names of what is asked for again after each change.
        clash: The decisions that cannot be kept, after a match; ``None`` = all can, or it is not known.
    """

    asked: tuple[str, str | None] | None = None
    explanation: Explanation | None = None
    change: Change | None = None
    effect: Effect | None = None
    accepting: bool = False
    unlocks: UnlockList | None = None
    finding: int = 0
    checks: tuple[Precheck, ...] | None = None
    prices: ChangePrices | None = None
    difference: SchemeDifference | None = None
    agenda: tuple[AgendaItem, ...] | None = None
    watched: frozenset[str] = frozenset()
    clash: Clash | None = None


NO_MEETING = Meeting()


def is_fresh(view: View | None) -> bool:
    """Whether there is a plan that fits the lists and decisions on the table."""
    return view is not None and view.round.outcome is not None and not view.round.stale


def is_overtaken(request: Request | None, failure: Failed, view: View | None) -> bool:
    """Whether what the window asked of itself came to nothing because the month has changed meanwhile."""
    asked = isinstance(request, AskPrechecks | AskAgenda | FindUnlocks)
    return asked and failure.kind == "UsageError" and not is_fresh(view)


def is_clash(request: Request | None, failure: Failed) -> bool:
    """Whether matching failed because the decisions exclude each other: the meeting has to give one up."""
    of_all = isinstance(request, Match) or (isinstance(request, Resolve) and not request.decision)
    return failure.clash is not None and of_all


# -- what replies make of it


def after(
    meeting: Meeting, request: Request | None, reply: Reply, before: View | None, view: View | None
) -> Meeting:
    """The meeting after a reply; ``before`` and ``view`` are what the window showed and shows."""
    if isinstance(reply, Changed):
        return _after_change(meeting, request, before, reply.view)
    if isinstance(reply, Failed) and is_clash(request, reply):
        return replace(_after_failure(meeting, request), clash=reply.clash)
    if isinstance(reply, Failed | Stopped):
        return _after_failure(meeting, request)
    if isinstance(reply, Explained) and isinstance(request, AskWhy):
        wanted = (request.need, request.resource) == meeting.asked
        return replace(meeting, explanation=reply.explanation) if wanted else meeting
    if isinstance(reply, Foreseen) and isinstance(request, PreviewDecision):
        return replace(meeting, effect=reply.effect) if _is_about(request, meeting) else meeting
    return _after_answer(meeting, reply)


def _after_answer(meeting: Meeting, reply: Reply) -> Meeting:
    if isinstance(reply, Unlocked):
        return replace(meeting, unlocks=reply.unlocks, finding=0)
    if isinstance(reply, Prechecked):
        return replace(meeting, checks=reply.checks)
    if isinstance(reply, Priced):
        return replace(meeting, prices=reply.prices)
    if isinstance(reply, Compared):
        return replace(meeting, difference=reply.difference)
    if isinstance(reply, AgendaListed):
        return replace(meeting, agenda=reply.items)
    return meeting


def _after_failure(meeting: Meeting, request: Request | None) -> Meeting:
    """A question without an answer is no longer asked; a change that cannot be is no longer considered."""
    if isinstance(request, FindUnlocks):
        return replace(meeting, finding=0, watched=meeting.watched - {UNLOCKS})
    if isinstance(request, AskAgenda):
        return replace(meeting, watched=meeting.watched - {AGENDA})
    if isinstance(request, AskPrechecks):
        return replace(meeting, watched=meeting.watched - {CHECKS})
    if isinstance(request, AskWhy) and (request.need, request.resource) == meeting.asked:
        return replace(meeting, asked=None)
    if isinstance(request, Resolve) or (
        isinstance(request, PreviewDecision) and _is_about(request, meeting)
    ):
        return replace(meeting, change=None, effect=None, accepting=False)
    return meeting


def _after_change(
    meeting: Meeting, request: Request | None, before: View | None, view: View
) -> Meeting:
    if isinstance(request, Resolve):
        meeting = replace(meeting, change=None, effect=None, accepting=False)
    if before is None or before.round.decisions != view.round.decisions:
        meeting = replace(meeting, clash=None)
    if before is not None and _same_plan(before.round, view.round):
        return replace(meeting, difference=None)
    proving = isinstance(request, Prove)
    if proving and before is not None and _same_assignments(before.round, view.round):
        return meeting
    same_lists = before is not None and before.round.lists is view.round.lists
    return Meeting(
        change=meeting.change if proving else None,
        finding=meeting.finding,
        checks=meeting.checks if same_lists else None,
        watched=meeting.watched,
    )


def _same_plan(before: Round, now: Round) -> bool:
    return (
        before.outcome is now.outcome
        and before.lists is now.lists
        and before.decisions == now.decisions
        and before.stale == now.stale
    )


def _same_assignments(before: Round, now: Round) -> bool:
    """Whether a proof that went on has left the plan as it was."""
    if before.outcome is None or now.outcome is None:
        return False
    return before.outcome.plan.assignments == now.outcome.plan.assignments


def _is_about(request: PreviewDecision, meeting: Meeting) -> bool:
    change = Change(request.decision, request.revoke, request.instead_of, request.also)
    return change == meeting.change


def _is_open(round_: Round) -> bool:
    """Whether the plan on the table may not be the best yet."""
    return round_.outcome is not None and round_.outcome.plan.status is PlanStatus.BEST_FOUND


# -- intents


class MeetingIntents:
    """What the meeting can ask for; every one goes through :meth:`Session.ask`."""

    def __init__(self, session: "Session") -> None:
        self._session = session
        self._record: AgendaRecord | None = None

    @property
    def _now(self) -> Meeting:
        return self._session.state.meeting

    def _put(self, meeting: Meeting) -> None:
        self._session.put_meeting(meeting)

    def ask_why(self, need: str, resource: str | None = None) -> None:
        """Ask why a need is served as it is, or why not by this resource."""
        self._put(replace(self._now, asked=(need, resource), explanation=None))
        self._session.ask(AskWhy(need, resource), "正在查找原因")

    def propose(self, change: Change, record: AgendaRecord | None = None) -> None:
        """Show what a change would do.

        Without a plan that holds there is nothing to compare with: it is decided at once.

        Args:
            change: What is considered.
            record: Kept with the agenda when the change has been carried out; ``None`` = nothing is kept.
        """
        if not is_fresh(self._session.state.view):
            for decision in change.instead_of:
                self._session.revoke(decision)
            for decision in change.also:
                self._session.decide(decision)
            (self._session.revoke if change.revoke else self._session.decide)(change.decision)
            return
        self._record = record
        self._put(replace(self._now, change=change, effect=None, accepting=False, clash=None))
        request = PreviewDecision(change.decision, change.revoke, change.instead_of, change.also)
        self._session.ask(request, "正在推演")

    def propose_instead(self, change: Change) -> None:
        """Consider a way out of what cannot be; what was to be kept with the agenda still fits the same decision."""
        now = self._now.change
        same = now is not None and now.decision == change.decision
        self.propose(change, self._record if same else None)

    def settled(self, request: Request | None, reply: Reply) -> None:
        """Go on proving a plan that was changed; ask for what is watched and no longer known."""
        if isinstance(request, Resolve):
            self._record = None
            if isinstance(reply, Changed) and _is_open(reply.view.round):
                self._session.ask(Prove(), "正在继续证明方案", can_stop=True)
        elif isinstance(request, Prove):
            self._foresee_again()
        self.catch_up()

    def _foresee_again(self) -> None:
        """A better plan was found meanwhile: what is being considered is compared with that."""
        now = self._now
        if now.change is not None and now.effect is None and self._once(PreviewDecision):
            self.propose(now.change, self._record)

    def accept(self) -> None:
        """Carry out what is being considered, with the fewest further changes."""
        change = self._now.change
        if change is None or self._now.accepting or self._now.effect is None:
            return
        self._put(replace(self._now, accepting=True))
        records = (self._record,) if self._record else ()
        request = Resolve(change.decision, change.revoke, change.instead_of, records, change.also)
        self._session.ask(request, "正在更新方案", long=True, can_stop=True)

    def give_up(self) -> None:
        """Consider it no longer; nothing changes."""
        if not self._now.accepting:
            self._put(replace(self._now, change=None, effect=None, clash=None))

    def give_way(self, decision: Decision) -> None:
        """Take back a decision that excludes others, and match again."""
        self._put(replace(self._now, clash=None))
        self._session.revoke(decision)
        if not self._session.state.auto_match:
            self._session.match_here()

    def update(self) -> None:
        """Solve again what is decided, changing the plan as little as possible."""
        self._session.ask(Resolve(), "正在更新方案", long=True, can_stop=True)

    def watch(self, what: str) -> None:
        """Ask for the agenda, the unlocks or the checks now, and again after each change."""
        self._put(replace(self._now, watched=self._now.watched | {what}))
        self.catch_up()

    def unwatch(self, what: str) -> None:
        """Ask for it no longer."""
        if what in self._now.watched:
            self._put(replace(self._now, watched=self._now.watched - {what}))

    def catch_up(self) -> None:
        """Ask for what is watched and not known."""
        now = self._now
        view = self._session.state.view
        both = view is not None and bool(view.round.lists.needs and view.round.lists.resources)
        if both and CHECKS in now.watched and now.checks is None and self._once(AskPrechecks):
            self._session.ask(AskPrechecks(), "正在核对供需")
        if not is_fresh(view):
            return
        if AGENDA in now.watched and now.agenda is None and self._once(AskAgenda):
            self._session.ask(AskAgenda(), "正在整理议程")
        if UNLOCKS in now.watched and now.unlocks is None and self._once(FindUnlocks):
            number = self._session.ask(FindUnlocks(), "正在测算还差什么", can_stop=True)
            self._put(replace(self._now, finding=number))

    def _once(self, kind: type[Request]) -> bool:
        return self._session.state.view is not None and not self._session.is_asking(kind)

    def ask_prices(self) -> None:
        """Ask how good the plan could be with 0, 1, 2 … further changes."""
        self._session.ask(AskPrices(), "正在测算改动的代价", long=True, can_stop=True)

    def record(self, records: Sequence[AgendaRecord]) -> None:
        """Keep what was decided about items of the agenda, in one step."""
        if records:
            self._session.ask(RecordAgenda(records[0], tuple(records[1:])), "正在记录")

    def undo(self) -> str:
        """Take the last step back; why it cannot be, or empty."""
        view = self._session.state.view
        reason = self._held_back() or ("" if view and view.can_undo else "没有可以撤销的操作")
        if not reason:
            self._session.undo()
        return reason

    def redo(self) -> str:
        """Do again what was undone last; why it cannot be, or empty."""
        view = self._session.state.view
        reason = self._held_back() or ("" if view and view.can_redo else "没有撤销过的操作可以重做")
        if not reason:
            self._session.redo()
        return reason

    def _held_back(self) -> str:
        """Why nothing can be changed now; empty when it can."""
        state = self._session.state
        if state.working is not None:
            return f"{state.working.words}，请等它完成"
        return state.view.read_only if state.view else "台账还没有打开"

    def save_scheme(self, name: str) -> None:
        """Put the plan by under a name."""
        self._session.ask(SaveScheme(name), "正在保存方案")

    def adopt(self, name: str) -> None:
        """Put a scheme on the table."""
        self._session.ask(SwitchScheme(name), "正在换上方案")

    def drop_scheme(self, name: str) -> None:
        """Forget a scheme."""
        self._session.ask(DropScheme(name), "正在删除方案")

    def compare(self, first: str, second: str = "") -> None:
        """Show what two schemes do differently; an empty name is the plan on the table."""
        self._session.ask(CompareSchemes(first, second), "正在比较")

    def confirm(self, by: str = "", scheme: str = "") -> None:
        """Confirm the plan on the table (确认下发)."""
        self._session.ask(Confirm(by, scheme), "正在确认下发")
