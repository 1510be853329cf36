"""The page: which papers, where to, and what became of them; other widgets can be added as tabs."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from matcher.domain.papers import PaperFile, PaperGroup, PaperKind, Papers, papers_of
from matcher.service import WritePapers
from ui.columns.papers import PAPERS
from ui.pages.base import Elided, Page, dress_panel, words
from ui.pages.papers.chooser import Chooser
from ui.pages.papers.office import OfficeForm
from ui.pages.papers.words import careful
from ui.preferences import Preferences
from ui.session import State
from ui.tables import Empty, TablePanel
from ui.theme import Shade

FOLDER = "papers"
"""Under this name the folder used last is remembered."""
_CHOOSER_WIDTH = 270
_WORDS = ("正在写", "已写好", "正在登记")
"""How the progress of writing papers begins."""
_EMPTY = Empty(
    "还没有生成文书",
    "点“会议材料”或“会后文书”一次生成整套，也可以在左边勾选后点“生成勾选的文书”。",
    icon="papers",
)


class PapersPage(Page):
    """Papers of the month.

    Signals:
        wanted: The user wants papers; a :class:`WritePapers`.
        preview_wanted: The user wants to see them as they print; a :class:`WritePapers`.
        folder_wanted: The user wants another folder.
        office_changed: The user wants another office kept; an :class:`Office`.
        cancel_wanted: The user wants the writing stopped.
    """

    name = "papers"
    title = "文书"
    icon = "papers"
    wanted = Signal(object)
    preview_wanted = Signal(object)
    folder_wanted = Signal()
    office_changed = Signal(object)
    cancel_wanted = Signal()

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(preferences, parent)
        self.folder = preferences.folder(FOLDER)
        self.chooser = Chooser()
        self.office = OfficeForm()
        self.written = TablePanel("已生成的文书", PAPERS, lambda file: str(file.path), _EMPTY)
        self.tabs = QTabWidget()
        self.warning = words("", tone="warn")
        self.place = Elided("")
        self.pack = QPushButton(PaperGroup.MEETING.label)
        self.after = QPushButton(PaperGroup.AFTER.label)
        self.ticked = QPushButton("生成勾选的文书")
        self.preview = QPushButton("预览打印…")
        self.change = QPushButton("更改文件夹…")
        self.open_folder = QPushButton("打开文件夹")
        self.bar = QProgressBar()
        self.cancel = QPushButton("停止")
        self._papers: Papers | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.pack.setObjectName("primary")
        self.after.setObjectName("primary")
        self.tabs.setDocumentMode(True)
        self.add_panel(self._results(), "已生成的文书")
        self.add_panel(self.office, "单位和会议信息")
        self.keep_widths(self.written, "papers")
        self.chooser.setFixedWidth(_CHOOSER_WIDTH)
        self.bar.setAccessibleName("生成进度")
        body = QHBoxLayout()
        body.addWidget(self.chooser)
        body.addWidget(self.tabs, 1)
        layout = self.page_layout()
        layout.addLayout(self._buttons())
        layout.addWidget(self.warning)
        layout.addLayout(self._progress())
        layout.addLayout(body, 1)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for button in (self.pack, self.after, self.ticked, self.preview):
            row.addWidget(button)
        row.addSpacing(12)
        row.addWidget(self.place, 1)
        row.addWidget(self.change)
        return row

    def _progress(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        return row

    def _results(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 6, 0, 0)
        column.addWidget(self.written, 1)
        row = QHBoxLayout()
        row.addWidget(words("双击一行打开那份文书", "muted"), 1)
        row.addWidget(self.open_folder)
        column.addLayout(row)
        return holder

    def _connect(self) -> None:
        self.pack.clicked.connect(lambda: self._ask(papers_of(PaperGroup.MEETING)))
        self.after.clicked.connect(lambda: self._ask(papers_of(PaperGroup.AFTER)))
        self.ticked.clicked.connect(lambda: self._ask(self.chooser.kinds()))
        self.preview.clicked.connect(
            lambda: self.preview_wanted.emit(self.request(self.chooser.kinds()))
        )
        self.change.clicked.connect(self.folder_wanted)
        self.open_folder.clicked.connect(self._open_folder)
        self.cancel.clicked.connect(self.cancel_wanted)
        self.chooser.changed.connect(self._mark)
        self.office.saved.connect(self.office_changed)
        self.written.view.opened.connect(lambda key: _open(Path(key)))
        self.written.view.widths_changed.connect(
            lambda changed: self.preferences.remember_widths("papers", changed)
        )

    def add_panel(self, panel: QWidget, title: str) -> None:
        """Add a tab beside the list of written papers."""
        self.tabs.addTab(panel, title)

    def chosen_files(self) -> tuple[PaperFile, ...]:
        """The papers written last."""
        return self._papers.files if self._papers else ()

    def show_folder(self, folder: Path) -> None:
        """Write into this folder from now on."""
        self.folder = folder
        self._mark()

    def draw(self, state: State, before: State | None) -> None:
        """Show what can be written, what is being written and what was."""
        if state.papers is not self._papers:
            self._papers = state.papers
            self.written.show_rows(state.papers.files if state.papers else ())
            self.tabs.setCurrentIndex(0)
        if state.view is not None:
            self.office.show_office(state.view.round.office, _why_not_save(state))
        self._show_progress(state)
        self._mark()

    def dress(self, shade: Shade) -> None:
        """Take on other colours."""
        dress_panel(self.written, shade)

    def request(self, kinds: Iterable[PaperKind]) -> WritePapers:
        """What is asked of the worker for these papers."""
        return WritePapers(
            tuple(kinds),
            self.folder,
            level=self.chooser.wanted_level(),
            encoding=self.chooser.wanted_encoding(),
            dated=self.chooser.dated.isChecked(),
        )

    def _ask(self, kinds: tuple[PaperKind, ...]) -> None:
        self.wanted.emit(self.request(kinds))

    def _show_progress(self, state: State) -> None:
        task = state.working
        shown = task is not None and task.words.startswith(_WORDS)
        self.bar.setVisible(shown)
        self.cancel.setVisible(shown)
        if task is not None and shown:
            self.bar.setMaximum(task.total)
            self.bar.setValue(task.done)
            self.bar.setFormat(f"{task.words}　%v / %m")
            self.cancel.setEnabled(task.can_stop and not task.stopping)

    def _mark(self) -> None:
        why_not = why_not_write(self.state)
        kinds = self.chooser.kinds()
        for button in (self.pack, self.after):
            button.setEnabled(not why_not)
            button.setToolTip(why_not or f"一次生成整套，存到 {self.folder}")
        none = why_not or ("" if kinds else "请先在左边勾选文书")
        self.ticked.setEnabled(not none)
        self.ticked.setToolTip(none)
        self.preview.setEnabled(not none)
        self.preview.setToolTip(none or "看看勾选的文书印出来的样子，可以打印或存为 PDF")
        self.place.setText(f"存到：{self.folder}")
        self.place.setToolTip(str(self.folder))
        self.open_folder.setEnabled(self._papers is not None)
        view = self.state.view if self.state else None
        planned = view is not None and view.round.outcome is not None
        said = careful(view.round, PaperKind) if view is not None and planned else ""
        self.warning.setText(said)
        self.warning.setVisible(bool(said))

    def _open_folder(self) -> None:
        if self._papers is not None:
            _open(common_folder(self._papers))


def common_folder(papers: Papers) -> Path:
    """The folder below which all written files stand."""
    parents = {file.path.parent for file in papers.files}
    return parents.pop() if len(parents) == 1 else papers.folder


def why_not_write(state: State | None) -> str:
    """Why nothing can be written now; empty when it can. A reader may write papers too."""
    if state is None or state.view is None:
        return "台账还没有打开"
    if state.working is not None:
        return f"{state.working.words}，请等它完成或点“取消”"
    return "" if state.view.round.outcome else "还没有方案，请先点“匹配”"


def _why_not_save(state: State) -> str:
    if state.view is None:
        return "台账还没有打开"
    return state.view.read_only


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
