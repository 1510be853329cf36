"""A template opened with care: it comes from outside."""

import io
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from docx import Document
from openpyxl import load_workbook

from matcher.errors import FileRefused

_LARGEST = 20 * 1024 * 1024
_LARGEST_UNPACKED = 120 * 1024 * 1024
_ADVICE = "请用 WPS 或 Excel 另存为 .xlsx，或用 Word 另存为 .docx，再作模板"


def suffix_of(path: Path) -> str:
    """``.xlsx`` or ``.docx``.

    Raises:
        FileRefused: It is neither.
    """
    suffix = path.suffix.lower()
    if suffix not in (".xlsx", ".docx"):
        raise FileRefused("模板只能是 .xlsx 或 .docx 文件", str(path), _ADVICE)
    return suffix


def content_of(path: Path) -> bytes:
    """The bytes of a template.

    Raises:
        FileRefused: It is not there, too large, or no such file.
    """
    try:
        content = path.read_bytes() if path.stat().st_size <= _LARGEST else None
    except OSError as error:
        raise FileRefused(
            "模板打不开", str(path), "请核对文件的位置，关闭打开着它的程序"
        ) from error
    if content is None:
        raise FileRefused("模板太大（超过 20 MB）", str(path), "请去掉模板里的大图片")
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except BadZipFile as error:
        raise FileRefused("模板不是可用的 .xlsx 或 .docx 文件", str(path), _ADVICE) from error
    if unpacked > _LARGEST_UNPACKED:
        raise FileRefused("模板展开后太大", str(path), "请去掉模板里的大图片和多余的工作表")
    return content


def workbook_of(content: bytes, path: Path) -> Any:  # noqa: ANN401 - openpyxl has no types
    """The template as a workbook; macros do not come along.

    Raises:
        FileRefused: It cannot be read as one.
    """
    try:
        return load_workbook(io.BytesIO(content), keep_vba=False, keep_links=False)
    except Exception as error:
        raise FileRefused("模板里的工作簿读不出来", str(path), _ADVICE) from error


def document_of(content: bytes, path: Path) -> Any:  # noqa: ANN401 - python-docx has no types
    """The template as a Word document.

    Raises:
        FileRefused: It cannot be read as one.
    """
    try:
        return Document(io.BytesIO(content))
    except Exception as error:
        raise FileRefused("模板里的文档读不出来", str(path), _ADVICE) from error
