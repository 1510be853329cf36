"""The compound files of legacy Office: directory and streams, nothing more."""

import struct
from dataclasses import dataclass

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST = 0xFFFFFFFA
_ENTRY = 128
_ROOM = 109
_FREE = 0xFFFFFFFF
_END = 0xFFFFFFFE
_FAT = 0xFFFFFFFD


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int
    left: int
    right: int
    child: int


class Compound:
    """A compound file; damaged chains give what can be reached.

    Raises:
        ValueError: Not even the directory can be found.
    """

    def __init__(self, content: bytes) -> None:
        if len(content) < 512 or not content.startswith(MAGIC):
            raise ValueError("no compound file")
        self._content = content
        (shift, mini_shift) = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ValueError("odd sector size")
        self._size = 1 << shift
        first_directory, _, cutoff, first_mini = struct.unpack_from("<IIII", content, 48)
        self._cutoff = cutoff
        self._fat = self._table(self._fat_sectors())
        self._entries = self._directory(self._chain(first_directory))
        if not self._entries:
            raise ValueError("no directory")
        self._mini_fat = self._table(self._sectors(first_mini))
        root = next((entry for entry in self._entries if entry.kind == 5), self._entries[0])
        self._mini = self._chain(root.start)
        self._top = self._below(root) or self._entries

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the streams and storages at the top, embedded documents left out."""
        return tuple(entry.name for entry in self._top)

    def stream(self, name: str) -> bytes:
        """A stream's bytes by its name in any case; empty when there is none."""
        for entry in self._top:
            if entry.kind == 2 and entry.name.lower() == name.lower():
                if entry.size < self._cutoff:
                    return self._mini_chain(entry.start)[: entry.size]
                return self._chain(entry.start)[: entry.size]
        return b""

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._content[start : start + self._size]

    def _fat_sectors(self) -> list[int]:
        sectors = list(struct.unpack_from("<109I", self._content, 76))
        (more,) = struct.unpack_from("<I", self._content, 68)
        seen: set[int] = set()
        while more < _LAST and more not in seen:
            seen.add(more)
            block = self._sector(more)
            if len(block) < self._size:
                break
            numbers = struct.unpack(f"<{self._size // 4}I", block)
            sectors.extend(numbers[:-1])
            more = numbers[-1]
        return [sector for sector in sectors if sector < _LAST]

    def _table(self, sectors: list[int]) -> list[int]:
        limit = len(self._content) // self._size + 1
        data = b"".join(self._sector(sector) for sector in sectors[:limit])
        return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))

    def _sectors(self, start: int) -> list[int]:
        found: list[int] = []
        seen: set[int] = set()
        while start < len(self._fat) and start not in seen:
            seen.add(start)
            found.append(start)
            start = self._fat[start]
        return found

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(sector) for sector in self._sectors(start))

    def _mini_chain(self, start: int) -> bytes:
        parts: list[bytes] = []
        seen: set[int] = set()
        while start < len(self._mini_fat) and start not in seen:
            seen.add(start)
            parts.append(self._mini[start * 64 : start * 64 + 64])
            start = self._mini_fat[start]
        return b"".join(parts)

    @staticmethod
    def _directory(data: bytes) -> list[_Entry]:
        entries = []
        for at in range(0, len(data) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", data, at + 64)
            left, right, child = struct.unpack_from("<III", data, at + 68)
            start, size = struct.unpack_from("<II", data, at + 116)
            raw = data[at : at + max(min(length, 64) - 2, 0)]
            name = raw.decode("utf-16-le", "replace")
            entries.append(_Entry(name, kind, start, size, left, right, child))
        return entries

    def _below(self, storage: _Entry) -> list[_Entry]:
        """The entries right below a storage, in the order of the tree."""
        found: dict[int, _Entry] = {}
        waiting = [storage.child]
        while waiting:
            number = waiting.pop()
            if number < len(self._entries) and number not in found:
                entry = self._entries[number]
                found[number] = entry
                waiting += [entry.left, entry.right]
        return [entry for entry in found.values() if entry.kind in (1, 2)]


def wrapped(name: str, stream: bytes) -> bytes:
    """A sound compound file that holds this stream alone.

    Readers that look for a stream by its name anywhere, or stumble over a damaged directory, find it.

    Raises:
        ValueError: The stream is larger than the header has room for, about 7 MB.
    """
    size = 512
    body = stream.ljust(4096, b"\0")
    body += b"\0" * (-len(body) % size)
    count = len(body) // size
    tables = (count + 1) // (size // 4 - 1) + 1
    if tables > _ROOM:
        raise ValueError("too large")
    fat = [_FAT] * tables + [_END]
    first = len(fat)
    fat += [*range(first + 1, first + count), _END]
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(tables * size, b"\xff")
    directory = _written("Root Entry", 5, _END, 0, 1) + _written(name, 2, first, len(body), _FREE)
    return _header(size, tables) + table + directory.ljust(size, b"\0") + body


def _header(size: int, tables: int) -> bytes:
    head = MAGIC + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIIIIIII", 0, tables, tables, 0, 4096, _END, 0, _END, 0)
    head += struct.pack("<109I", *range(tables), *[_FREE] * (_ROOM - tables))
    return head.ljust(size, b"\0")


def _written(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    raw = name.encode("utf-16-le")
    head = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, kind, 1)
    return (
        head
        + struct.pack("<III", _FREE, _FREE, child)
        + b"\0" * 36
        + struct.pack("<III", start, size, 0)
    )
