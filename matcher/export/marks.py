"""How our own files are known again: an identifier in the properties that holds only while nobody changes the file.

``SQD1-<what it is about>-<sum of everything else in the file>``; any program that saves the file anew
changes the sum or drops the identifier.
"""

import re
from hashlib import blake2b
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

PLACEHOLDER = "SQD-IDENTITY"
"""Stands in the property ``identifier`` until the file is written."""

_CORE = "docProps/core.xml"
_MARK = re.compile(rb"SQD1-([0-9a-f]{16})-([0-9a-f]{32})")
_STILL = (1980, 1, 1, 0, 0, 0)


class StillZip(ZipFile):
    """A zip file whose entries carry no time; the properties come last, so that they can vouch for the rest."""

    def __init__(self, stream: IO[bytes], identity: str = "") -> None:
        super().__init__(stream, "w", ZIP_DEFLATED)
        self._identity = identity
        self._core: bytes | None = None

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:  # noqa: ANN401 - openpyxl passes what it likes
        """Write one entry under a fixed date."""
        name = getattr(zinfo_or_arcname, "filename", zinfo_or_arcname)
        if name == _CORE:
            self._core = data.encode("utf-8") if isinstance(data, str) else data
            return
        self._put(name, data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:  # noqa: ANN401 - as above
        """Write one file under a fixed date."""
        self.writestr(arcname or filename, Path(filename).read_bytes())

    def close(self) -> None:
        """Write the properties with their mark, and end the file."""
        core, self._core = self._core, None
        if core is not None:
            mark = f"SQD1-{_short(self._identity)}-{_sum(self)}".encode()
            self._put(_CORE, core.replace(PLACEHOLDER.encode(), mark))
        super().close()

    def _put(self, name: str, data: bytes | str) -> None:
        entry = ZipInfo(name, date_time=_STILL)
        entry.compress_type = ZIP_DEFLATED
        super().writestr(entry, data)


def is_ours(path: Path, identity: str) -> bool:
    """Whether this program wrote the file about ``identity`` and nobody has changed it since."""
    try:
        with ZipFile(path) as archive:
            found = _MARK.search(archive.read(_CORE))
            return found is not None and (found[1].decode(), found[2].decode()) == (
                _short(identity),
                _sum(archive),
            )
    except (OSError, BadZipFile, KeyError):
        return False


def _short(identity: str) -> str:
    return blake2b(identity.encode("utf-8"), digest_size=8).hexdigest()


def _sum(archive: ZipFile) -> str:
    """A sum of every entry but the properties."""
    lines = sorted(
        f"{entry.filename}\x1f{entry.CRC:08x}\x1f{entry.file_size}"
        for entry in archive.infolist()
        if entry.filename != _CORE
    )
    return blake2b("\n".join(lines).encode("utf-8"), digest_size=16).hexdigest()
