"""What can be decided about a need, worked out from the row alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.domain import Decision, DecisionKind, NeedStatus, Resource
from ui.columns import PlanRow


@dataclass(frozen=True, slots=True)
class Verb:
    """One decision the user can take or take back.

    Attributes:
        words: On the button.
        icon: Name of the drawing.
        decision: What is decided.
        revoke: Whether it is taken back.
        long_words: In menus: with the resource or unit it is about.
    """

    words: str
    icon: str
    decision: Decision
    revoke: bool = False
    long_words: str = ""


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


def revoke_verbs(row: PlanRow, titles: dict[str, str]) -> tuple[Verb, ...]:
    """Take back each decision about the need."""
    return tuple(
        Verb("撤回", "unlock", item, revoke=True, long_words=f"撤回{decision_words(item, titles)}")
        for item in row.decisions
    )


def menu_verbs(row: PlanRow, titles: dict[str, str]) -> tuple[Verb, ...]:
    """Everything that can be decided about the proposed pairs, then what can be taken back."""
    proposed = [
        verb
        for item, resource in row.assignments
        for verb in pair_verbs(row, item.resource, resource.title if resource else item.resource)
    ]
    taken = {verb.decision for verb in proposed if verb.revoke}
    rest = [verb for verb in revoke_verbs(row, titles) if verb.decision not in taken]
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


def decision_words(decision: Decision, titles: dict[str, str]) -> str:
    """A decision with the resource's title instead of its id."""
    whom = titles.get(decision.resource or "", decision.resource) or decision.unit or ""
    return f"{decision.kind.label}：{whom}"


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


def titles_of(resources: Sequence[Resource]) -> dict[str, str]:
    """Title and unit of each resource, by id."""
    return {item.id: f"{item.title}（{item.unit}）" for item in resources}
