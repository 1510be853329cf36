"""The page of words, wired to the session."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from ui.main_window.dialogs import Dialogs
from ui.pages import WordsPage
from ui.session import Session


class TextDesk(QObject):
    """Hears the page, and passes on what it wants."""

    def __init__(self, session: Session, page: WordsPage, dialogs: Dialogs) -> None:
        super().__init__(page)
        self._session, self._page, self._dialogs = session, page, dialogs
        self._connect()

    def _connect(self) -> None:
        page, intents = self._page, self._session.texts
        page.review_wanted.connect(intents.review)
        page.cells.chosen.connect(intents.choose)
        page.lexicon.ticked.connect(intents.take)
        page.lexicon.accepted.connect(intents.accept_preview)
        page.lexicon.given_up.connect(intents.drop_preview)
        page.lexicon.export_wanted.connect(self._export)
        page.lexicon.import_wanted.connect(self._import)

    def _export(self) -> None:
        folder = self._dialogs.folder("vocabulary", "把词库导出到哪个文件夹")
        if folder is not None:
            self._session.texts.export(folder)

    def _import(self) -> None:
        found, _ = QFileDialog.getOpenFileName(
            self._page,
            "选择改好的词库",
            "",
            "表格文件 (*.xlsx *.xlsm *.xls *.et *.ods);;所有文件 (*)",
        )
        if found:
            self._session.texts.preview(Path(found))
