"""A paper as PDF, without any other program."""

import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from matcher.domain.prints import Print, PrintPage
from matcher.errors import CannotWrite
from ui.printing.drawing import draw_page, measure_of
from ui.printing.pages import Page, paginated

_DOTS_PER_INCH = 600
_MM_PER_INCH = 25.4
_MAKER = "三张清单对接助手"


def save_pdf(papers: Sequence[Print], path: Path) -> int:
    """Write papers into one PDF, whole or not at all; how many pages it has.

    Args:
        papers: At least one.
        path: Of the file; one that is there is replaced, as the file dialog has asked.

    Raises:
        CannotWrite: It could not be written.
    """
    try:
        handle, raw = tempfile.mkstemp(prefix="~三张清单-", suffix=".pdf", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise _refusal(path) from error
    draft = Path(raw)
    try:
        count = _write(papers, draft)
        draft.chmod(0o644)
        draft.replace(path)
    except OSError as error:
        raise _refusal(path) from error
    finally:
        draft.unlink(missing_ok=True)
    return count


def _refusal(path: Path) -> CannotWrite:
    return CannotWrite(
        "PDF 没有写成", str(path), "请关闭打开着的同名文件，或换一个可以写入的文件夹后再试"
    )


def _write(papers: Sequence[Print], draft: Path) -> int:
    writer = QPdfWriter(str(draft))
    writer.setCreator(_MAKER)
    writer.setTitle(papers[0].name)
    writer.setResolution(_DOTS_PER_INCH)
    sheets = pages_of(papers)
    writer.setPageLayout(layout_of(sheets[0][0].paper))
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError(str(draft))
    try:
        for number, (page, paper) in enumerate(sheets):
            if number:
                turn_page(writer, page.paper, writer.newPage)
            draw_page(painter, page, paper.fonts, _DOTS_PER_INCH / _MM_PER_INCH)
    finally:
        painter.end()
    return len(sheets)


def layout_of(paper: PrintPage) -> QPageLayout:
    """The page with no margins: they are part of what is drawn."""
    lying = paper.width > paper.height
    size = QSizeF(min(paper.width, paper.height), max(paper.width, paper.height))
    orientation = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    return QPageLayout(
        QPageSize(size, QPageSize.Unit.Millimeter),
        orientation,
        QMarginsF(0, 0, 0, 0),
        QPageLayout.Unit.Millimeter,
    )


def turn_page(device: QPagedPaintDevice, paper: PrintPage, new_page: Callable[[], bool]) -> None:
    """Begin the next page, of this size and orientation."""
    device.setPageLayout(layout_of(paper))
    if not new_page():
        raise OSError("no further page")


def pages_of(papers: Sequence[Print]) -> tuple[tuple[Page, Print], ...]:
    """Every page of papers with the paper it belongs to."""
    return tuple(
        (page, paper) for paper in papers for page in paginated(paper, measure_of(paper.fonts))
    )
