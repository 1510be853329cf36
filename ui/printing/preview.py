"""Papers shown as they will print: pages to leaf through, to print and to save as PDF."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, QTimer
from PySide6.QtGui import (
    QColor,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from matcher.domain.prints import Print
from matcher.errors import CannotWrite
from ui.printing.drawing import draw_page, missing_fonts
from ui.printing.pages import Page
from ui.printing.pdf import pages_of, save_pdf
from ui.printing.printer import print_pages

_DESK, _PAPER = QColor("#8a8d91"), QColor("#ffffff")
_GAP = 14
_MM_PER_INCH = 25.4
_WHOLE_WIDTH = 0.0
_ZOOMS = (
    ("适合宽度", _WHOLE_WIDTH),
    ("50%", 0.5),
    ("75%", 0.75),
    ("100%", 1.0),
    ("150%", 1.5),
    ("200%", 2.0),
)
_ALL = -1


class Sheets(QWidget):
    """Pages one below the other; only those in sight are drawn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages: tuple[tuple[Page, Print], ...] = ()
        self.dots_per_mm = 3.0
        self.setAccessibleName("打印预览")

    def show_pages(self, pages: Sequence[tuple[Page, Print]]) -> None:
        """Show these pages."""
        self.pages = tuple(pages)
        self._fit()

    def zoom(self, dots_per_mm: float) -> None:
        """Show them at this resolution."""
        self.dots_per_mm = dots_per_mm
        self._fit()

    def top_of(self, number: int) -> int:
        """Where a page begins, counted from 0."""
        above = (page.paper.height for page, _ in self.pages[:number])
        return round(sum(height * self.dots_per_mm + _GAP for height in above)) + _GAP

    def number_at(self, y: int) -> int:
        """The page at a height, counted from 0."""
        found = [number for number in range(len(self.pages)) if self.top_of(number) <= y + _GAP]
        return found[-1] if found else 0

    @property
    def widest(self) -> float:
        """Width of the widest page in millimetres."""
        return max((page.paper.width for page, _ in self.pages), default=210.0)

    def _fit(self) -> None:
        width = round(self.widest * self.dots_per_mm) + 2 * _GAP
        self.setMinimumSize(QSize(width, self.top_of(len(self.pages))))
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in sight."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), _DESK)
        for number, (page, paper) in enumerate(self.pages):
            wide, high = page.paper.width * self.dots_per_mm, page.paper.height * self.dots_per_mm
            place = QRectF((self.width() - wide) / 2, self.top_of(number), wide, high)
            if not place.intersects(QRectF(event.rect())):
                continue
            painter.fillRect(place, _PAPER)
            painter.save()
            painter.translate(QPointF(place.x(), place.y()))
            draw_page(painter, page, paper.fonts, self.dots_per_mm)
            painter.restore()
        painter.end()


class PrintPreview(QDialog):
    """Shows papers; they can be printed and saved from here."""

    def __init__(self, papers: Sequence[Print], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.papers = tuple(papers)
        self.setWindowTitle("打印预览")
        self.setMinimumSize(720, 480)
        self.sheets = Sheets(self)
        self.area = QScrollArea(self)
        self.choose = QComboBox(self)
        self.zooms = QComboBox(self)
        self.place = QLabel(self)
        self.note = QLabel(self)
        self.print_button = QPushButton("打印…", self)
        self.pdf_button = QPushButton("另存为 PDF…", self)
        self.close_button = QPushButton("关闭", self)
        self._build()
        self._connect()
        self._choose(0)

    def _build(self) -> None:
        self.area.setWidget(self.sheets)
        self.area.setWidgetResizable(True)
        self.choose.setAccessibleName("看哪一份")
        self.zooms.setAccessibleName("缩放")
        if len(self.papers) > 1:
            self.choose.addItem(f"全部（{len(self.papers)} 份）", _ALL)
        for number, paper in enumerate(self.papers):
            self.choose.addItem(paper.name, number)
        self.choose.setMinimumContentsLength(24)
        self.choose.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for words, factor in _ZOOMS:
            self.zooms.addItem(words, factor)
        self.note.setObjectName("muted")
        self.note.setWordWrap(True)
        bar = QHBoxLayout()
        for widget in (self.choose, self.zooms, self.place):
            bar.addWidget(widget)
        bar.addStretch(1)
        for button in (self.print_button, self.pdf_button, self.close_button):
            button.setAutoDefault(False)
            bar.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addLayout(bar)
        layout.addWidget(self.note)
        layout.addWidget(self.area, 1)

    def _connect(self) -> None:
        self.choose.currentIndexChanged.connect(self._choose)
        self.zooms.currentIndexChanged.connect(lambda *_: self._zoom())
        self.area.verticalScrollBar().valueChanged.connect(lambda *_: self._tell_place())
        self.print_button.clicked.connect(lambda *_: self._print())
        self.pdf_button.clicked.connect(lambda *_: self._save())
        self.close_button.clicked.connect(self.reject)
        for keys, step in (
            (QKeySequence.StandardKey.ZoomIn, 1),
            (QKeySequence.StandardKey.ZoomOut, -1),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda step=step: self._step_zoom(step))
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self).activated.connect(self._print)

    @property
    def shown(self) -> tuple[Print, ...]:
        """The papers shown now."""
        number = self.choose.currentData()
        return self.papers if number in (_ALL, None) else (self.papers[number],)

    def _choose(self, _index: int) -> None:
        shown = self.shown
        self.sheets.show_pages(pages_of(shown))
        self.note.setText("\n".join(notes_of(shown)))
        self.note.setVisible(bool(self.note.text()))
        self._zoom()
        self.area.verticalScrollBar().setValue(0)
        self._tell_place()

    def _zoom(self) -> None:
        factor = self.zooms.currentData()
        if factor == _WHOLE_WIDTH:
            room = self.area.viewport().width() - 2 * _GAP
            self.sheets.zoom(max(1.0, room / self.sheets.widest))
        else:
            self.sheets.zoom(self.logicalDpiX() / _MM_PER_INCH * factor)
        self._tell_place()

    def _step_zoom(self, step: int) -> None:
        self.zooms.setCurrentIndex(min(max(self.zooms.currentIndex() + step, 1), len(_ZOOMS) - 1))

    def _tell_place(self) -> None:
        count = len(self.sheets.pages)
        now = self.sheets.number_at(self.area.verticalScrollBar().value())
        self.place.setText(f"第 {now + 1} 页 / 共 {count} 页" if count else "没有内容")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pages as wide as the window where that is wanted."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._refit)

    def showEvent(self, event: QShowEvent) -> None:
        """Only now it is known how wide the window is."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._refit)

    def _refit(self) -> None:
        if self.zooms.currentData() == _WHOLE_WIDTH:
            self._zoom()

    def _print(self) -> None:
        try:
            print_pages(pages_of(self.shown), self.shown[0].name, self)
        except CannotWrite as error:
            QMessageBox.warning(self, "打印", str(error))

    def _save(self) -> None:
        name = self.shown[0].name if len(self.shown) == 1 else "打印预览"
        chosen, _ = QFileDialog.getSaveFileName(self, "另存为 PDF", f"{name}.pdf", "PDF (*.pdf)")
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Save what is shown as PDF, and say so."""
        target = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
        try:
            count = save_pdf(self.shown, target)
        except CannotWrite as error:
            QMessageBox.warning(self, "另存为 PDF", str(error))
            return
        self.place.setText(f"已存 {count} 页：{target.name}")
        self.place.setToolTip(str(target))


def notes_of(papers: Sequence[Print]) -> list[str]:
    """What differs from the files: fonts this computer does not have, and charts."""
    missing = dict.fromkeys(name for paper in papers for name in missing_fonts(paper.fonts))
    drawn = [f"“{paper.name}”的 {paper.charts} 张图表" for paper in papers if paper.charts]
    notes = []
    if missing:
        names = "、".join(missing)
        notes.append(f"这台电脑没有 {names}，预览和 PDF 用相近的字体代替；文件里仍写原来的字体名。")
    if drawn:
        notes.append(
            f"{'、'.join(drawn)}只在导出的文件里，预览、打印和 PDF 里只有表格；"
            "要带图表请导出后用 WPS 或 Excel 打印。"
        )
    return notes
