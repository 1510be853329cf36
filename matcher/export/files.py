"""Putting a file where it was asked without ever harming what is already there."""

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from matcher.domain.papers import Placing
from matcher.domain.trouble import why
from matcher.errors import CannotWrite
from matcher.export.marks import StillZip, is_ours
from matcher.sheets import Book, WrittenCell, WrittenSheet, written

_MOST_COPIES = 999
_LOCK_NAMES = ("~${name}", "~${rest}", ".~{name}", ".~lock.{name}#")

Result = TypeVar("Result")

Write = Callable[[IO[bytes]], None]
"""Writes a whole file into an open stream."""


def save(workbook: Workbook, folder: Path, name: str) -> Path:
    """Save under ``name`` or, where that is taken, under the next free one: ``name(2)``, ``name(3)``.

    The file appears whole or not at all. The same content always gives the same bytes.

    Raises:
        CannotWrite: The folder cannot be written to, or the disk is full.
    """
    draft = _draft(WorkbookWriter(workbook), folder)
    return _finish(draft, folder, lambda: _beside(draft, folder, name))


def place(
    write: Write, folder: Path, name: str, *, identity: str = ""
) -> tuple[Path, Placing, str]:
    """Write a file whole or not at all; where it is, how it came there, and why it is named otherwise.

    A file that is there already stays untouched, unless it has the very same content or is the one this
    program wrote for ``identity`` and nobody has changed or opened since: that one is replaced.

    Args:
        write: Writes the content.
        folder: Made when missing.
        name: Wanted name; where it is taken by something else, ``name(2)``, ``name(3)`` …
        identity: What the file is about; empty = never replace.

    Raises:
        CannotWrite: The folder cannot be written to, or the disk is full.
    """
    draft = _draft(write, folder)
    return _finish(draft, folder, lambda: _placed(draft, folder, name, identity))


@dataclass(frozen=True, slots=True)
class WorkbookWriter:
    """Writes a workbook without any time in it, marked as ours when it has an identity."""

    workbook: Workbook
    identity: str = ""

    def __call__(self, stream: IO[bytes]) -> None:
        """Write it into an open stream."""
        with StillZip(stream, self.identity) as archive:
            ExcelWriter(self.workbook, archive).write_data()


def as_read(workbook: Workbook, file: str) -> Book:
    """What reading a workbook back would give, once it is written under this file name."""
    return written(file, (_as_written(sheet) for sheet in workbook.worksheets))


def _as_written(sheet: Worksheet) -> WrittenSheet:
    cells = tuple(
        WrittenCell(cell.row, cell.column, cell.value, cell.number_format)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    )
    merges = (merge.bounds for merge in sheet.merged_cells.ranges)
    corners = tuple((top, left, bottom, right) for left, top, right, bottom in merges)
    return WrittenSheet(sheet.title, cells, corners)


def is_open(path: Path) -> bool:
    """Whether a spreadsheet or word program says that it has the file open."""
    names = (words.format(name=path.name, rest=path.name[2:]) for words in _LOCK_NAMES)
    return any((path.parent / name).exists() for name in names)


def _draft(write: Write, folder: Path) -> Path:
    """The content under a passing name in the same folder."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, raw = tempfile.mkstemp(prefix="~三张清单-", suffix=".tmp", dir=folder)
    except OSError as error:
        raise _refusal(error, folder) from error
    draft = Path(raw)
    try:
        with os.fdopen(handle, "w+b") as stream:
            write(stream)
        draft.chmod(0o644)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise _refusal(error, folder) from error
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return draft


def _finish(draft: Path, folder: Path, move: Callable[[], Result]) -> Result:
    try:
        return move()
    except OSError as error:
        raise _refusal(error, folder) from error
    finally:
        draft.unlink(missing_ok=True)


def _names(folder: Path, name: str) -> Iterator[Path]:
    """The name asked for, then ``name(2)``, ``name(3)`` and so on."""
    yield folder / name
    stem, suffix = Path(name).stem, Path(name).suffix
    for number in range(2, _MOST_COPIES + 1):
        yield folder / f"{stem}({number}){suffix}"


def _beside(draft: Path, folder: Path, name: str) -> Path:
    """Take the first free name."""
    for target in _names(folder, name):
        if _claim(target):
            _move(draft, target)
            return target
    raise _too_many(folder, name)


def _placed(draft: Path, folder: Path, name: str, identity: str) -> tuple[Path, Placing, str]:
    note = ""
    for number, target in enumerate(_names(folder, name)):
        if _claim(target):
            _move(draft, target)
            return target, Placing.BESIDE if number else Placing.NEW, note
        if _same(draft, target):
            return target, Placing.SAME, ""
        if identity and is_ours(target, identity):
            if not is_open(target) and _replaced(draft, target):
                return target, Placing.REPLACED, ""
            reason = "正在 WPS 等程序中打开，没有覆盖；关闭后可重新生成"
        else:
            reason = "已被修改过或不是本程序写的，没有覆盖"
        note = note or f"“{target.name}”{reason}"
    raise _too_many(folder, name)


def _claim(target: Path) -> bool:
    """Take a name by creating an empty file there, so that nobody else can; whether it was free."""
    try:
        target.touch(mode=0o644, exist_ok=False)
    except FileExistsError:
        return False
    return True


def _move(draft: Path, target: Path) -> None:
    """Put the finished draft over the empty file that holds its name."""
    try:
        draft.replace(target)
    except OSError:
        target.unlink(missing_ok=True)
        raise


def _replaced(draft: Path, target: Path) -> bool:
    """Put the draft over our own earlier file; false where another program holds that."""
    try:
        draft.replace(target)
    except PermissionError:
        return False
    return True


def _same(draft: Path, target: Path) -> bool:
    try:
        return (
            target.is_file()
            and draft.stat().st_size == target.stat().st_size
            and draft.read_bytes() == target.read_bytes()
        )
    except PermissionError:
        return False


def _too_many(folder: Path, name: str) -> CannotWrite:
    return CannotWrite(
        f"文件夹里名为“{Path(name).stem}”的文件已太多",
        str(folder),
        "请清理旧文件或换一个文件夹",
    )


def _refusal(error: OSError, folder: Path) -> CannotWrite:
    if isinstance(error, PermissionError):
        return CannotWrite(
            "没有写入这个文件夹的权限，或文件正在 WPS 等程序中打开",
            str(folder),
            "请关闭打开的文件，或换一个文件夹，例如“文档”或“桌面”",
        )
    if isinstance(error, NotADirectoryError | FileExistsError):
        return CannotWrite("这个位置是文件，不是文件夹", str(folder), "请选择一个文件夹")
    if error.errno == 28:
        return CannotWrite("磁盘已满，文件没有写成", str(folder), "请腾出空间后重新导出")
    return CannotWrite(f"文件没有写成：{why(error)}", str(folder), "请检查文件夹后重新导出")
