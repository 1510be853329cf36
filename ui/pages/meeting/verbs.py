"""What can be decided about a need, worked out from the row alone."""

from dataclasses import dataclass

from matcher.domain import Clash, Decision, DecisionKind, NeedStatus, Round, UnitLimit
from ui.columns import PlanRow
from ui.pages.meeting.names import Names
from ui.session import Change


@dataclass(frozen=True, slots=True)
class Verb:
    """One decision the user can take or take back.

    Attributes:
        words: On the button.
        icon: Name of the drawing.
        decision: What is decided.
        revoke: Whether it is taken back.
        long_words: In menus: with the resource or unit it is about.
        instead_of: Decisions taken back with it.
        also: Decisions taken with it.
    """

    words: str
    icon: str
    decision: Decision
    revoke: bool = False
    long_words: str = ""
    instead_of: tuple[Decision, ...] = ()
    also: tuple[Decision, ...] = ()

    @property
    def change(self) -> Change:
        """It as a change to consider."""
        return Change(self.decision, self.revoke, self.instead_of, self.also)


def pair_verbs(row: PlanRow, resource: str, title: str) -> tuple[Verb, ...]:
    """Lock or unlock, and forbid, one proposed pair."""
    lock = next(
        (
            item
            for item in row.decisions
            if item.kind is DecisionKind.LOCK and item.resource == resource
        ),
        None,
    )
    if lock is not None:
        return (Verb("解除锁定", "unlock", lock, revoke=True, long_words=f"解除锁定：{title}"),)
    return (
        Verb(
            "锁定",
            "lock",
            Decision(DecisionKind.LOCK, row.need.id, resource),
            long_words=f"锁定：{title}",
        ),
        Verb(
            "禁止",
            "forbid",
            Decision(DecisionKind.FORBID, row.need.id, resource),
            long_words=f"禁止：{title}",
        ),
    )


def revoke_verbs(row: PlanRow, names: Names) -> tuple[Verb, ...]:
    """Take back each decision about the need."""
    return tuple(
        Verb("撤回", "unlock", item, revoke=True, long_words=f"撤回{names.decision(item)}")
        for item in row.decisions
    )


def menu_verbs(row: PlanRow, names: Names) -> tuple[Verb, ...]:
    """Everything that can be decided about the proposed pairs, then what can be taken back."""
    proposed = [
        verb
        for item, resource in row.assignments
        for verb in pair_verbs(row, item.resource, resource.title if resource else item.resource)
    ]
    taken = {verb.decision for verb in proposed if verb.revoke}
    rest = [verb for verb in revoke_verbs(row, names) if verb.decision not in taken]
    return (*proposed, *unit_verbs(row), *rest)


def unit_verbs(row: PlanRow) -> tuple[Verb, ...]:
    """Keep a proposed unit from this need, or from every need of the month."""
    units = dict.fromkeys(item.unit for item, _ in row.assignments)
    verbs: list[Verb] = []
    for unit in units:
        for need, words in (
            (row.need.id, f"不由{unit}承接这项需求"),
            (None, f"{unit}本期不再承接任何需求"),
        ):
            decision = Decision(DecisionKind.FORBID, need, unit=unit)
            verbs.append(Verb("禁止单位", "forbid", decision, long_words=words))
    return tuple(verbs)


def why_not_decide(read_only: str, busy: str, row: PlanRow | None) -> str:
    """Why nothing can be decided now; empty when it can."""
    if row is None:
        return "请先在左边选一项需求"
    if read_only:
        return read_only
    if busy:
        return f"{busy}，请等它完成或点“取消”"
    if row.need.status is not NeedStatus.OPEN:
        return f"这项需求不参加匹配（{row.need.status.label}）"
    return ""


def unit_most(round_: Round, unit: str) -> int:
    """How many needs a unit may serve in this round: as decided, as its list says, as set for all."""
    decided = _decided(round_, DecisionKind.UNIT_MOST, unit)
    caps = {item.name: item.round_cap for item in round_.lists.units}
    return caps.get(unit) or round_.options.unit_cap if decided is None else decided


def unit_least(round_: Round, unit: str) -> int:
    """How many needs a unit has to serve in this round: as decided, else one to begin with."""
    return _decided(round_, DecisionKind.UNIT_LEAST, unit) or 1


def _decided(round_: Round, kind: DecisionKind, unit: str) -> int | None:
    """The number decided for a unit; ``None`` where there is none."""
    those = (one for one in round_.decisions if one.kind is kind and one.unit == unit)
    return next((one.amount or 0 for one in those), None)


def moved(row: PlanRow, resource: str) -> Change:
    """Give a need to another resource; the locks and claims of the need that stand against it are taken back."""
    others = tuple(
        item
        for item in row.decisions
        if item.kind in (DecisionKind.LOCK, DecisionKind.CLAIM) and item.resource != resource
    )
    return Change(Decision(DecisionKind.LOCK, row.need.id, resource), instead_of=others)


def change_words(change: Change, names: Names) -> str:
    """What is being considered, with what is decided with it."""
    along = [names.change(one, revoke=False) for one in change.also]
    return "；".join((names.change(change.decision, revoke=change.revoke), *along))


# -- ways out of decisions that exclude each other


def ways_out(change: Change, clash: Clash | None, round_: Round, names: Names) -> list[Verb]:
    """What to do about a change that cannot be: take back what stands against it, or let the unit serve one more."""
    if clash is None:
        return []
    against = [
        item
        for item in clash.all
        if item in round_.decisions and item.subject != change.decision.subject
    ]
    ways = [
        Verb(
            f"撤回“{names.change(item, revoke=False)}”，换成这个改动",
            "unlock",
            change.decision,
            revoke=change.revoke,
            instead_of=(*change.instead_of, item),
            also=change.also,
        )
        for item in against
    ]
    return ways if clash.limit is None else [_one_more(change, clash.limit), *ways]


def _one_more(change: Change, limit: UnitLimit) -> Verb:
    """A unit at its maximum serves one need more; the change goes with it."""
    most = (limit.most or 0) + 1
    raised = Decision(DecisionKind.UNIT_MOST, unit=limit.unit, amount=most)
    others = tuple(one for one in change.also if one.subject != raised.subject)
    return Verb(
        f"请{limit.unit}多承接一项，上限提到 {most} 项，再照这个改动办",
        "add",
        change.decision,
        revoke=change.revoke,
        instead_of=change.instead_of,
        also=(*others, raised),
    )


def clash_lines(clash: Clash, names: Names) -> list[str]:
    """Why decisions cannot be kept: as a whole, then each that cannot be kept by itself."""
    facts = zip(clash.decisions, clash.facts, strict=False)
    own = [f"{names.change(item, revoke=False)}：{names.told(fact)}" for item, fact in facts]
    return [names.told(clash.why), *own]
