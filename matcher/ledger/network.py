"""Whether a path lies on another computer, where SQLite's write-ahead log does not work."""

import ctypes
import re
import sys
from pathlib import Path

_NETWORK_TYPES = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ncpfs", "davfs"}
    | {f"fuse.{name}" for name in ("sshfs", "gvfsd-fuse", "rclone", "davfs2", "s3fs")}
)
_DRIVE_REMOTE = 4


def on_network(path: Path) -> bool:
    """Whether the path lies on another computer, as far as this one tells."""
    if str(path).startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        root = f"{path.absolute().drive}\\"
        return bool(ctypes.windll.kernel32.GetDriveTypeW(root) == _DRIVE_REMOTE)
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return mount_type(path.absolute(), mounts) in _NETWORK_TYPES


def mount_type(path: Path, mounts: str) -> str:
    """The file system type of the deepest mount the path lies under (text as in ``/proc/mounts``)."""
    found = ("", "")
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = _without_escapes(parts[1])
        if path.is_relative_to(point) and len(point) >= len(found[0]):
            found = (point, parts[2])
    return found[1]


def _without_escapes(text: str) -> str:
    r"""``\040`` is a space in ``/proc/mounts``."""
    return re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), text)
