"""One file from disk to book: sniffed, checked, given to the reader for what it is. Runs in the child."""

import hashlib
import stat
from pathlib import Path

from matcher.domain import Severity
from matcher.errors import FileRefused
from matcher.sheets.book import Book
from matcher.sheets.budget import Settled
from matcher.sheets.calamine import read_calamine
from matcher.sheets.clean import seen
from matcher.sheets.collect import Collector
from matcher.sheets.delimited import read_delimited
from matcher.sheets.encoding import decode, decode_markup
from matcher.sheets.kinds import NAMES, REFUSALS, SUFFIXES, Kind
from matcher.sheets.limits import Limits
from matcher.sheets.opendocument import read_fods, read_ods
from matcher.sheets.package import Package
from matcher.sheets.sniff import sniff
from matcher.sheets.spreadsheetml import read_spreadsheetml
from matcher.sheets.webpage import read_html, read_mht
from matcher.sheets.xlsb import without_far_cells
from matcher.sheets.xlsx import read_xlsx

_MIB = 1 << 20
_MARKUP = (Kind.HTML, Kind.MHT, Kind.XML, Kind.FODS)
_ZIPPED = {Kind.XLSX: read_xlsx, Kind.ODS: read_ods}


def open_book(path: Path, limits: Limits) -> Book:
    """Read one file, from its bytes in memory: the file itself is opened once, for reading only.

    Raises:
        FileRefused: It cannot be used; the sentence says why and what to do.
    """
    content = _bytes(path, limits)
    return book_of(content, seen(path.name), limits)


def book_of(content: bytes, file: str, limits: Limits) -> Book:
    """The book in ``content``, the bytes of a file called ``file``.

    Raises:
        FileRefused: It cannot be used.
    """
    kind = sniff(content)
    collector = Collector(file, limits)
    _read(kind, content, collector)
    if not any(draft.rows for draft in collector.drafts):
        raise FileRefused(
            "表格里没有任何内容", file, "请用 WPS 或 Excel 打开看看，确认选对了文件、内容已经保存"
        )
    _tell_suffix(kind, collector)
    return collector.book(kind.value, hashlib.sha256(content).hexdigest())


def _read(kind: Kind, content: bytes, collector: Collector) -> None:
    if kind in REFUSALS:
        what, advice = REFUSALS[kind]
        raise FileRefused(what, collector.file, advice)
    if kind in _ZIPPED:
        _read_package(kind, content, collector)
    elif kind is Kind.CSV:
        decoded = decode(content)
        if decoded is not None:
            read_delimited(decoded, collector, Path(collector.file).stem)
    elif kind in _MARKUP:
        _read_markup(kind, content, collector)
    else:
        if kind is Kind.XLSB:
            package = Package(content, collector.file, collector.limits)
            package.check()
            content = without_far_cells(package, content, collector)
        read_calamine(content, collector)


def _read_markup(kind: Kind, content: bytes, collector: Collector) -> None:
    name = Path(collector.file).stem
    if kind is Kind.MHT:
        read_mht(content, collector, name)
    elif kind is Kind.FODS:
        read_fods(content, collector)
    elif decoded := decode_markup(content):
        if kind is Kind.HTML:
            read_html(decoded.text, collector, name)
        else:
            read_spreadsheetml(decoded.text, collector)


def _read_package(kind: Kind, content: bytes, collector: Collector) -> None:
    package = Package(content, collector.file, collector.limits)
    package.check()
    try:
        _ZIPPED[kind](package, collector)
    except Settled:
        raise
    except FileRefused:
        if collector.cells:
            raise
        collector.reset()
        read_calamine(content, collector)
        return
    if not collector.cells and not any(draft.strays for draft in collector.drafts):
        collector.reset()
        read_calamine(content, collector)


def _tell_suffix(kind: Kind, collector: Collector) -> None:
    suffix = Path(collector.file).suffix.lower()
    if suffix not in SUFFIXES[kind]:
        words = f"文件名以“{suffix or '（无后缀）'}”结尾，实际内容是{NAMES[kind]}，已按实际内容读入"
        collector.say(Severity.INFO, "suffix", words, value=collector.file)


def _bytes(path: Path, limits: Limits) -> bytes:
    """The file's bytes.

    Raises:
        FileRefused: Missing, not a file, locked by another program, too large, a lock file.
    """
    name = seen(path.name)
    if name.startswith(("~$", ".~")):
        raise FileRefused(
            "这是表格打开时自动产生的临时锁文件，不是表格本身",
            name,
            "请改选名字前面不带“~$”或“.~”的那个文件",
        )
    try:
        info = path.stat()
        if stat.S_ISDIR(info.st_mode):
            raise FileRefused("这是文件夹，不是文件", name, "请选择文件夹里的表格文件")
        if not stat.S_ISREG(info.st_mode):
            raise FileRefused(
                "这不是普通文件", name, "请选择表格文件（.xlsx、.xls、.et、.ods、.csv）"
            )
        with path.open("rb") as stream:
            content = stream.read(limits.file_mb * _MIB + 1)
    except FileNotFoundError as error:
        raise FileRefused(
            "找不到这个文件", seen(str(path)), "请检查文件是否被移动、改名或删除"
        ) from error
    except PermissionError as error:
        raise FileRefused(
            "文件打不开：没有读取权限，或正被别的程序独占",
            name,
            "请先在 WPS 或 Excel 里关闭它，再导入",
        ) from error
    except (OSError, ValueError) as error:
        raise FileRefused(
            "文件读不出来（磁盘、网络或文件名有问题）", name, "请把文件复制到本机桌面后再导入"
        ) from error
    if len(content) > limits.file_mb * _MIB:
        raise FileRefused(
            f"文件超过 {limits.file_mb} MB",
            name,
            "请只保留要用的清单（去掉图片和多余的表），另存后再导入",
        )
    return content
