"""Pages on a printer the user chooses."""

from collections.abc import Sequence

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QDialog, QWidget

from matcher.domain.prints import Print
from matcher.errors import CannotWrite
from ui.printing.drawing import draw_page
from ui.printing.pages import Page
from ui.printing.pdf import layout_of, turn_page

_MM_PER_INCH = 25.4
_NO_PRINTER = "可以先“另存为 PDF”，再到连着打印机的电脑上打印"


def print_pages(pages: Sequence[tuple[Page, Print]], name: str, parent: QWidget) -> bool:
    """Ask for printer, copies and range of pages, and print; whether anything was printed.

    Raises:
        CannotWrite: The printer takes nothing.
    """
    try:
        # Loads the printing system of the computer, which nobody needs before.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - see the line above
    except ImportError as error:
        raise CannotWrite("这台电脑没有可用的打印组件", "", _NO_PRINTER) from error
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setFullPage(True)
    printer.setPageLayout(layout_of(pages[0][0].paper))
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, len(pages))
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    first, last = chosen_range(printer.fromPage(), printer.toPage(), len(pages))
    painter = QPainter()
    if not painter.begin(printer):
        raise CannotWrite("打印机没有响应", printer.printerName(), _NO_PRINTER)
    try:
        for number, (page, paper) in enumerate(pages[first:last]):
            if number:
                turn_page(printer, page.paper, printer.newPage)
            draw_page(painter, page, paper.fonts, printer.resolution() / _MM_PER_INCH)
    except OSError as error:
        raise CannotWrite("打印中断", printer.printerName(), _NO_PRINTER) from error
    finally:
        painter.end()
    return True


def chosen_range(first: int, last: int, count: int) -> tuple[int, int]:
    """The pages to print as a slice, from what the dialog says (from 1; 0 = all)."""
    start = min(max(first, 1), count) - 1
    return start, count if last == 0 else min(max(last, start + 1), count)
