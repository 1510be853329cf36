"""Rounds for tests: a small one told apart by a number, and one in which every field is filled."""

import types
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from matcher.domain import Decision, DecisionKind, Options, Round, TimeWindow

MONTH = "2026-06"


def numbered(number: int, month: str = MONTH) -> Round:
    """A round that differs from others by its seed."""
    return Round(month=month, options=Options(seed=number))


def filled_round() -> Round:
    """A round whose every field, and every field within, differs from its default."""
    made = _filled(Round)
    assert isinstance(made, Round)
    return made


def _filled(kind: Any) -> Any:  # noqa: ANN401 - any type of the domain
    if kind is Options:
        return Options(seed=7)
    if kind is TimeWindow:
        return TimeWindow(date(2026, 6, 1), date(2026, 6, 30), (6,), (2,), (3,), 60, 120, "周三")
    if kind is Decision:
        return Decision(DecisionKind.LOCK, need="甲", resource="乙", reason="会议决定")
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{one.name: _filled(hints[one.name]) for one in fields(kind)})  # type: ignore[operator]  # a class
    if get_origin(kind) in {Union, types.UnionType}:
        return _filled(next(one for one in get_args(kind) if one is not type(None)))
    if get_origin(kind) is tuple:
        return tuple(_filled(one) for one in get_args(kind) if one is not ...)
    if issubclass(kind, Enum):
        return list(kind)[-1]
    return {str: "字，\n“引号”", int: 3, float: 1.5, bool: True, date: date(2026, 6, 18)}[kind]
