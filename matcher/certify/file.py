"""A certificate as a file: JSON, readable by anything."""

from contextlib import suppress
from pathlib import Path

import msgspec

from matcher.domain import CERTIFICATE_VERSION, Certificate
from matcher.domain.trouble import why
from matcher.errors import CannotWrite, FileRefused

_LARGEST_BYTES = 512 * 2**20


def write(certificate: Certificate, path: Path) -> Path:
    """Write a certificate; the file appears whole or not at all.

    Raises:
        CannotWrite: The folder or file cannot be written.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(msgspec.json.encode(certificate) + b"\n")
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise CannotWrite(
            "证明文件写不进去", f"{path}（{why(error)}）", "请换一个有写入权限的位置"
        ) from error
    return path


def read(path: Path) -> Certificate:
    """Read a certificate.

    Raises:
        FileRefused: There is no such file, or it is no certificate, or of a newer layout.
    """
    again = "请重新取得这份证明文件，或重新导出一份"
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise FileRefused("文件太大，不像证明文件", str(path), again)
        found = msgspec.json.decode(path.read_bytes(), type=Certificate)
    except OSError as error:
        raise FileRefused(
            "证明文件打不开", f"{path}（{why(error)}）", "请检查文件名和位置"
        ) from error
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise FileRefused("这不是完好的证明文件", str(path), again) from error
    if found.version != CERTIFICATE_VERSION:
        raise FileRefused(
            f"证明文件的版本是 {found.version}，本程序认识 {CERTIFICATE_VERSION}",
            str(path),
            "请用相应版本的程序复核",
        )
    return found
