"""Locks, forbids and claims written on the command line, found in the lists."""

import unicodedata
from argparse import Namespace
from collections.abc import Iterable, Sequence

from matcher.domain import Decision, DecisionKind, Lists
from matcher.errors import UsageError

DECLINED = "单位婉拒（命令行注明）"

Written = Sequence[tuple[str, str]]
"""Pairs (need, resource or unit) as written; numbers of the lists do as well as ids."""


def written_in(arguments: Namespace) -> tuple[Written, ...]:
    """Everything decided on the command line, kind by kind, as :func:`decisions_from` takes it."""
    return (
        arguments.lock,
        arguments.forbid,
        arguments.claim,
        arguments.decline,
        arguments.unit_most,
        arguments.urgency,
        arguments.unit_least,
    )


def decisions_from(
    lists: Lists,
    locks: Written,
    forbids: Written,
    claims: Written,
    declines: Written = (),
    maxima: Written = (),
    urgencies: Written = (),
    minima: Written = (),
) -> tuple[Decision, ...]:
    """The decisions as the engine takes them.

    Raises:
        UsageError: A number or name is not in the lists, or stands for several.
    """
    return (
        *(
            Decision(
                DecisionKind.LOCK,
                need=need_named(lists, left),
                resource=resource_named(lists, right),
            )
            for left, right in locks
        ),
        *(_forbid(lists, left, right) for left, right in forbids),
        *(
            Decision(DecisionKind.CLAIM, need=need_named(lists, left), unit=_unit(lists, right))
            for left, right in claims
        ),
        *(_forbid(lists, left, right, DecisionKind.DECLINE, DECLINED) for left, right in declines),
        *(
            Decision(DecisionKind.UNIT_MOST, unit=_unit(lists, left), amount=_whole(right, 0, 1000))
            for left, right in maxima
        ),
        *(
            Decision(DecisionKind.URGENCY, need=need_named(lists, left), amount=_whole(right, 1, 5))
            for left, right in urgencies
        ),
        *(
            Decision(
                DecisionKind.UNIT_LEAST, unit=_unit(lists, left), amount=_whole(right, 1, 1000)
            )
            for left, right in minima
        ),
    )


def _whole(text: str, low: int, high: int) -> int:
    if not text.isdecimal() or not low <= int(text) <= high:
        raise UsageError(f"要写 {low} 到 {high} 之间的整数", text, "请改正后再试")
    return int(text)


def _forbid(
    lists: Lists,
    left: str,
    right: str,
    kind: DecisionKind = DecisionKind.FORBID,
    reason: str = "",
) -> Decision:
    need = need_named(lists, left)
    if right in _unit_names(lists):
        return Decision(kind, need=need, unit=_unit(lists, right), reason=reason)
    return Decision(kind, need=need, resource=resource_named(lists, right), reason=reason)


def need_named(lists: Lists, text: str) -> str:
    """Id of the need with this id or number in the lists.

    Raises:
        UsageError: There is none, or there are several.
    """
    return _only(text, "需求", ((need.id, need.need_no) for need in lists.needs))


def resource_named(lists: Lists, text: str) -> str:
    """Id of the resource with this id or number in the lists.

    Raises:
        UsageError: There is none, or there are several.
    """
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


def _folded(text: str) -> str:
    """An id however it is typed: small letters, full-width characters."""
    return unicodedata.normalize("NFKC", text).strip().upper()


def _only(text: str, what: str, keys: Iterable[tuple[str, str]]) -> str:
    """The id that is, or whose own number in the list is, ``text``."""
    known = list(keys)
    if any(key == text for key, _ in known):
        return text
    alike = _folded(text)
    if alike in {_folded(key) for key, _ in known}:
        return next(key for key, _ in known if _folded(key) == alike)
    found = [key for key, number in known if _folded(number) == alike]
    if not found:
        raise UsageError(f"清单里没有这个{what}编号", text, f"{what}编号可用 check 命令查看")
    if len(found) > 1:
        raise UsageError(
            f"有 {len(found)} 项{what}用这个编号", text, f"请改写完整编号，例如 {found[0]}"
        )
    return found[0]
