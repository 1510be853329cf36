"""Locks, forbids and claims written on the command line, found in the lists."""

from collections.abc import Iterable, Sequence

from matcher.domain import Decision, DecisionKind, Lists
from matcher.errors import UsageError

Written = Sequence[tuple[str, str]]
"""Pairs (need, resource or unit) as written; numbers of the lists do as well as ids."""


def decisions_from(
    lists: Lists, locks: Written, forbids: Written, claims: Written
) -> tuple[Decision, ...]:
    """The decisions as the engine takes them.

    Raises:
        UsageError: A number or name is not in the lists, or stands for several.
    """
    return (
        *(
            Decision(DecisionKind.LOCK, need=_need(lists, left), resource=_resource(lists, right))
            for left, right in locks
        ),
        *(_forbid(lists, left, right) for left, right in forbids),
        *(
            Decision(DecisionKind.CLAIM, need=_need(lists, left), unit=_unit(lists, right))
            for left, right in claims
        ),
    )


def _forbid(lists: Lists, left: str, right: str) -> Decision:
    need = _need(lists, left)
    if right in _unit_names(lists):
        return Decision(DecisionKind.FORBID, need=need, unit=_unit(lists, right))
    return Decision(DecisionKind.FORBID, need=need, resource=_resource(lists, right))


def _need(lists: Lists, text: str) -> str:
    return _only(text, "需求", ((need.id, need.need_no) for need in lists.needs))


def _resource(lists: Lists, text: str) -> str:
    return _only(text, "资源", ((one.id, one.res_no) for one in lists.resources))


def _unit(lists: Lists, text: str) -> str:
    names = _unit_names(lists)
    if text not in names:
        raise UsageError("清单里没有这个单位", text, "单位名称可用 check 命令查看")
    return names[text]


def _unit_names(lists: Lists) -> dict[str, str]:
    names = {alias: unit.name for unit in lists.units for alias in unit.aliases}
    return (
        names
        | {one.unit: one.unit for one in lists.resources}
        | {u.name: u.name for u in lists.units}
    )


def _only(text: str, what: str, keys: Iterable[tuple[str, str]]) -> str:
    """The id that is, or whose own number in the list is, ``text``."""
    known = list(keys)
    if any(key == text for key, _ in known):
        return text
    found = [key for key, number in known if number == text]
    if not found:
        raise UsageError(f"清单里没有这个{what}编号", text, f"{what}编号可用 check 命令查看")
    if len(found) > 1:
        raise UsageError(
            f"有 {len(found)} 项{what}用这个编号", text, f"请改写完整编号，例如 {found[0]}"
        )
    return found[0]
