"""A round taken apart into named JSON parts, and put together again.

Every field of the round but its month is a part, and so is every field of its lists, so that a lock
stores a few hundred bytes and a corrected need list does not store the resources again. A field the
program gains later needs no migration: where an old revision lacks its part, the default stands.
"""

import hashlib
import zlib
from dataclasses import dataclass, fields
from typing import Any, get_type_hints

import msgspec

from matcher.domain import Lists, Round

_LISTS = "lists"
_MONTH = "month"
_PACK_FROM_BYTES = 1024


@dataclass(frozen=True, slots=True)
class Packed:
    """A part as it is stored.

    Attributes:
        digest: SHA-256 of the plain JSON.
        packed: Whether ``body`` is deflated.
        body: The JSON, deflated or not.
    """

    digest: bytes
    packed: bool
    body: bytes


def _types() -> dict[str, Any]:
    """The type of every part, by name."""
    hints = get_type_hints(Lists) | get_type_hints(Round)
    names = [item.name for item in (*fields(Lists), *fields(Round))]
    return {name: hints[name] for name in names if name not in {_LISTS, _MONTH}}


PART_TYPES = _types()
_LIST_NAMES = tuple(item.name for item in fields(Lists))
_ROUND_NAMES = tuple(name for name in PART_TYPES if name not in _LIST_NAMES)


def take_apart(round_: Round) -> dict[str, Any]:
    """The parts of a round by name."""
    lists = {name: getattr(round_.lists, name) for name in _LIST_NAMES}
    return lists | {name: getattr(round_, name) for name in _ROUND_NAMES}


def put_together(month: str, parts: dict[str, Any]) -> Round:
    """The round that has these parts; those missing take their default."""
    lists = {name: parts[name] for name in _LIST_NAMES if name in parts}
    others = {name: parts[name] for name in _ROUND_NAMES if name in parts}
    return Round(month=month, lists=Lists(**lists), **others)


def pack(value: object) -> Packed:
    """The part as it is stored."""
    plain = msgspec.json.encode(value)
    digest = hashlib.sha256(plain).digest()
    if len(plain) < _PACK_FROM_BYTES:
        return Packed(digest, packed=False, body=plain)
    return Packed(digest, packed=True, body=zlib.compress(plain, 1))


def unpack(name: str, body: bytes, *, packed: bool) -> Any:  # noqa: ANN401 - the type depends on the part's name
    """The value of the part.

    Raises:
        ValueError: The stored bytes are not what the part should be.
    """
    try:
        plain = zlib.decompress(body) if packed else body
        return msgspec.json.decode(plain, type=PART_TYPES[name])
    except (zlib.error, msgspec.DecodeError) as error:
        raise ValueError(f"part {name} cannot be understood") from error
