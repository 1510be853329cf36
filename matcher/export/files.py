"""Putting a workbook where it was asked without ever touching a file that is already there."""

import os
import tempfile
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from matcher.errors import CannotWrite

_MOST_COPIES = 999
_STILL = (1980, 1, 1, 0, 0, 0)


def save(workbook: Workbook, folder: Path, name: str) -> Path:
    """Save under ``name`` or, where that is taken, under the next free one: ``name(2)``, ``name(3)``.

    The file appears whole or not at all. The same content always gives the same bytes.

    Raises:
        CannotWrite: The folder cannot be written to, or the disk is full.
    """
    _ready(folder)
    try:
        handle, raw = tempfile.mkstemp(prefix="~三张清单-", suffix=".tmp", dir=folder)
    except OSError as error:
        raise _refusal(error, folder) from error
    draft = Path(raw)
    try:
        with os.fdopen(handle, "w+b") as stream, _StillZip(stream, "w", ZIP_DEFLATED) as archive:
            ExcelWriter(workbook, archive).write_data()
        draft.chmod(0o644)
        target = _claim(folder, name)
        _move(draft, target)
    except OSError as error:
        raise _refusal(error, folder) from error
    finally:
        draft.unlink(missing_ok=True)
    return target


def _ready(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refusal(error, folder) from error


def _claim(folder: Path, name: str) -> Path:
    """Take the first free name by creating an empty file there, so that nobody else can."""
    stem, suffix = Path(name).stem, Path(name).suffix
    for number in range(1, _MOST_COPIES + 1):
        target = folder / (name if number == 1 else f"{stem}({number}){suffix}")
        try:
            target.touch(mode=0o644, exist_ok=False)
        except FileExistsError:
            continue
        return target
    raise CannotWrite(
        f"文件夹里名为“{stem}”的文件已太多", str(folder), "请清理旧文件或换一个文件夹"
    )


def _move(draft: Path, target: Path) -> None:
    """Put the finished draft over the empty file that holds its name."""
    try:
        draft.replace(target)
    except OSError:
        target.unlink(missing_ok=True)
        raise


def _refusal(error: OSError, folder: Path) -> CannotWrite:
    if isinstance(error, PermissionError):
        return CannotWrite(
            "没有写入这个文件夹的权限", str(folder), "请换一个文件夹，例如“文档”或“桌面”"
        )
    if isinstance(error, NotADirectoryError | FileExistsError):
        return CannotWrite("这个位置是文件，不是文件夹", str(folder), "请选择一个文件夹")
    if error.errno == 28:
        return CannotWrite("磁盘已满，文件没有写成", str(folder), "请腾出空间后重新导出")
    return CannotWrite(
        f"文件没有写成：{error.strerror or error}", str(folder), "请检查文件夹后重新导出"
    )


class _StillZip(ZipFile):
    """A zip file whose entries carry no time."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:  # noqa: ANN401 - openpyxl passes what it likes
        """Write one entry under a fixed date."""
        name = getattr(zinfo_or_arcname, "filename", zinfo_or_arcname)
        entry = ZipInfo(name, date_time=_STILL)
        entry.compress_type = ZIP_DEFLATED
        super().writestr(entry, data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:  # noqa: ANN401 - as above
        """Write one file under a fixed date."""
        self.writestr(arcname or filename, Path(filename).read_bytes())
