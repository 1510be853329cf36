"""A zipped workbook, opened with care."""

import contextlib
import lzma
import struct
import zlib
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from matcher.errors import FileRefused
from matcher.sheets.limits import Limits

_CHUNK = 1 << 16
_MIB = 1 << 20
_PROLOG = 1 << 20
_XML = (".xml", ".rels", ".vml")
_BAD_ZIP = (
    BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    LookupError,
    RuntimeError,
    OverflowError,
)
"""What a damaged archive makes the standard library raise (NotImplementedError is a RuntimeError)."""

DAMAGED_ADVICE = "请用 WPS 或 Excel 打开检查，另存为 .xlsx 后再导入；打不开时请向对方重新要一份"


class Package:
    """The parts of a zipped workbook, by name whatever its case, slash or leading slash.

    Raises:
        FileRefused: Too many or too large parts, declared or real; a DOCTYPE; a damaged directory.
    """

    def __init__(self, content: bytes, file: str, limits: Limits) -> None:
        self.file = file
        self.limits = limits
        try:
            self._zip = ZipFile(BytesIO(content))
        except _BAD_ZIP as error:
            raise self.damaged() from error
        infos = self._zip.infolist()
        if len(infos) > limits.entries:
            raise self._bomb(f"压缩包内有 {len(infos)} 个部件，超过 {limits.entries} 个")
        self._check_sizes([info.file_size for info in infos])
        self._infos: dict[str, ZipInfo] = {}
        for info in infos:
            self._infos.setdefault(_key(info.filename), info)
        self._budget = limits.total_mb * _MIB

    @property
    def names(self) -> tuple[str, ...]:
        """Part names, lower case, without leading slash."""
        return tuple(self._infos)

    def written(self, name: str) -> str:
        """The part's name as the file writes it."""
        return self._infos[_key(name)].filename

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return _key(name) in self._infos

    def read(self, name: str) -> bytes:
        """The unpacked part as far as it is sound; empty when there is none.

        What a damaged part lacks is its end, so that whoever parses it notices.

        Raises:
            FileRefused: A bomb.
        """
        info = self._infos.get(_key(name))
        chunks: list[bytes] = []
        with contextlib.suppress(*_BAD_ZIP):
            if info is not None:
                with self._zip.open(info) as stream:
                    self._drain(stream, chunks)
        return b"".join(chunks)

    def check(self) -> None:
        """Unpack every part once: real sizes within the limits, no DOCTYPE in any XML.

        Raises:
            FileRefused: A bomb, a DOCTYPE.
        """
        for name in self.names:
            content = self.read(name)
            if name.endswith(_XML):
                refuse_doctype(content, self.file)
        self._budget = self.limits.total_mb * _MIB

    def damaged(self) -> FileRefused:
        """The refusal of a package that cannot be unpacked."""
        return FileRefused("文件已损坏或没有传完整，读不出来", self.file, DAMAGED_ADVICE)

    def _drain(self, stream: IO[bytes], chunks: list[bytes]) -> None:
        size = 0
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            self._budget -= len(chunk)
            if size > self.limits.part_mb * _MIB or self._budget < 0:
                raise self._bomb("解压后的内容超出上限")
            chunks.append(chunk)

    def _check_sizes(self, sizes: list[int]) -> None:
        if max(sizes, default=0) > self.limits.part_mb * _MIB:
            raise self._bomb(f"有部件解压后超过 {self.limits.part_mb} MB")
        if sum(sizes) > self.limits.total_mb * _MIB:
            raise self._bomb(f"全部部件解压后超过 {self.limits.total_mb} MB")

    def _bomb(self, why: str) -> FileRefused:
        return FileRefused(
            f"文件内部异常庞大（{why}），为安全起见没有打开",
            self.file,
            "请把要用的清单复制到新建的表格文件里，再导入新文件",
        )


class _Prolog(Exception):
    """The prolog is over."""


def refuse_doctype(content: bytes, file: str) -> None:
    """Refuse XML that declares a document type; what is no XML passes.

    Raises:
        FileRefused: There is a DOCTYPE before the first element.
    """
    found: list[bool] = []

    def doctype(*_: object) -> None:
        found.append(True)
        raise _Prolog

    def element(*_: object) -> None:
        raise _Prolog

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = element
    with contextlib.suppress(_Prolog, expat.ExpatError, ValueError, LookupError):
        # At once and to its end: newer expats put off what a chunk leaves unfinished.
        parser.Parse(content[:_PROLOG], True)
    if found or (b"<!DOCTYPE" in content[:_PROLOG] and b"<!ENTITY" in content[:_PROLOG]):
        raise FileRefused(
            "文件内嵌了文档类型声明（DOCTYPE），可能引用外部内容，为安全起见没有打开",
            file,
            "请用 WPS 或 Excel 打开后另存为 .xlsx，再导入新文件",
        )


def _key(name: str) -> str:
    return str(PurePosixPath("/", name.replace("\\", "/"))).lstrip("/").lower()
