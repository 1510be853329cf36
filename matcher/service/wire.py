"""How a long answer crosses the pipe: in pieces, and only what the other side does not have yet.

Unpickling holds the interpreter of the window, so no single message may be long. A :class:`Sender` takes
a :class:`Changed` or :class:`Drafted` apart: long tuples travel in slices, lists, plans and outcomes are numbered, and what
was sent before is only referred to. A :class:`Receiver` puts them together again; what did not change
is the very same object as in the answer before.
"""

import pickle
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from matcher.domain import (
    Changes,
    FileReport,
    Lists,
    Outcome,
    Plan,
    Round,
    Scheme,
    SheetReport,
    VocabularyChanges,
)
from matcher.service.messages import Changed, Drafted, DraftView, Reply, View

SLICE = 40
"""Items of a long tuple in one message: about 1 ms of unpickling for needs with all their raw cells."""

_SHARED = (Lists, Outcome, Plan, VocabularyChanges)
"""Numbered, and so are the tuples directly in them, however short."""
_OPENED = (
    Changed,
    View,
    Drafted,
    DraftView,
    Changes,
    Round,
    Scheme,
    FileReport,
    SheetReport,
    *_SHARED,
)
"""Looked into for long tuples; everything else is short by nature."""


@dataclass(frozen=True, slots=True)
class _Ref:
    """Stands for the numbered value."""

    number: int


@dataclass(frozen=True, slots=True)
class _Apart:
    """A dataclass some of whose fields are references."""

    kind: type
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Slice:
    """The next items of the numbered tuple."""

    number: int
    items: tuple[Any, ...]
    last: bool


@dataclass(frozen=True, slots=True)
class _Whole:
    """The numbered value."""

    number: int
    value: Any


@dataclass(frozen=True, slots=True)
class _End:
    """The answer itself, and the numbers still needed after it."""

    changed: Any
    keep: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Sent:
    """A value the other side has; kept alive so that no other object gets its identity.

    Attributes:
        value: The value.
        number: Its number.
        within: Its number and those of all values in it.
    """

    value: Any
    number: int
    within: frozenset[int]


class Sender:
    """The worker's end."""

    def __init__(self) -> None:
        self._sent: dict[int, _Sent] = {}
        self._next = 0

    def messages(self, reply: Reply) -> Iterator[bytes]:
        """The reply as the messages to be sent one after the other."""
        if not isinstance(reply, Changed | Drafted):
            yield _dump(reply)
            return
        taking = _Taking(self)
        shell = taking.take(reply)
        keep = frozenset(taking.within)
        if isinstance(reply, Drafted):
            # The window still shows the month; a draft beside it must not make it forget that.
            keep |= {sent.number for sent in self._sent.values()}
        self._sent = {key: sent for key, sent in self._sent.items() if sent.number in keep}
        for part in taking.parts:
            yield _dump(part)
        yield _dump(_End(shell, keep))

    def known(self, value: object) -> _Sent | None:
        """What is on the other side already; ``None`` when this object is not."""
        return self._sent.get(id(value))

    def number(self, value: object, within: set[int]) -> _Sent:
        """Give a value its number."""
        self._next += 1
        sent = _Sent(value, self._next, frozenset({self._next, *within}))
        self._sent[id(value)] = sent
        return sent


class _Taking:
    """One answer being taken apart.

    Attributes:
        parts: The messages that go before the answer itself, in order.
        within: Numbers referred to so far.
    """

    def __init__(self, sender: Sender) -> None:
        self._sender = sender
        self.parts: list[object] = []
        self.within: set[int] = set()

    def take(self, value: Any, *, numbered: bool = False) -> Any:  # noqa: ANN401 - any value of the domain
        """What stands for the value."""
        sent = self._sender.known(value)
        if sent is not None:
            self.within |= sent.within
            return _Ref(sent.number)
        if isinstance(value, tuple):
            return self._tuple(value, numbered=numbered)
        if isinstance(value, _OPENED):
            return self._dataclass(value)
        return value

    def _tuple(self, value: tuple[Any, ...], *, numbered: bool) -> Any:  # noqa: ANN401 - any tuple
        outside, self.within = self.within, set()
        standing = value
        if value and isinstance(value[0], _OPENED):
            standing = tuple(self.take(item) for item in value)
        taken: Any = standing
        if value and (numbered or len(value) > SLICE):
            sent = self._sender.number(value, self.within)
            self.within = set(sent.within)
            taken = _Ref(sent.number)
            starts = range(0, len(standing), SLICE)
            self.parts += [
                _Slice(sent.number, standing[at : at + SLICE], at == starts[-1]) for at in starts
            ]
        self.within |= outside
        return taken

    def _dataclass(self, value: Any) -> Any:  # noqa: ANN401 - one of _OPENED
        shared = isinstance(value, _SHARED)
        outside, self.within = self.within, set()
        parts = tuple(getattr(value, item.name) for item in fields(value))
        values = tuple(self.take(part, numbered=shared) for part in parts)
        taken: Any = _Apart(type(value), values)
        if shared:
            sent = self._sender.number(value, self.within)
            self.within = set(sent.within)
            self.parts.append(_Whole(sent.number, taken))
            taken = _Ref(sent.number)
        self.within |= outside
        return taken


class Receiver:
    """The window's end."""

    def __init__(self) -> None:
        self._parts: dict[int, Any] = {}
        self._slices: dict[int, list[Any]] = {}

    def take(self, message: bytes) -> Reply | None:
        """The reply this message completes; ``None`` when more is to come."""
        part = pickle.loads(message)
        if isinstance(part, _Slice):
            self._take_slice(part)
            return None
        if isinstance(part, _Whole):
            self._parts[part.number] = self._put(part.value)
            return None
        if isinstance(part, _End):
            reply: Changed | Drafted = self._put(part.changed)
            self._parts = {number: self._parts[number] for number in part.keep}
            return reply
        short: Reply = part
        return short

    def _take_slice(self, part: _Slice) -> None:
        items = self._slices.setdefault(part.number, [])
        items.extend(self._put(item) for item in part.items)
        if part.last:
            self._parts[part.number] = tuple(self._slices.pop(part.number))

    def _put(self, value: Any) -> Any:  # noqa: ANN401 - any value of the domain
        if isinstance(value, _Ref):
            return self._parts[value.number]
        if isinstance(value, _Apart):
            return value.kind(
                **{
                    item.name: self._put(part)
                    for item, part in zip(fields(value.kind), value.values, strict=True)
                }
            )
        if type(value) is tuple and value and isinstance(value[0], _Ref | _Apart):
            return tuple(self._put(item) for item in value)
        return value


def _dump(part: object) -> bytes:
    return pickle.dumps(part, protocol=pickle.HIGHEST_PROTOCOL)
