"""An office's own templates between the papers page and the session."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from matcher.domain.papers import Privacy
from matcher.service import FillTemplates, WriteForms
from ui.main_window.dialogs import Dialogs
from ui.pages import PapersPage
from ui.pages.papers.page import why_not_write
from ui.pages.papers.templates import TemplatesPanel
from ui.session import Session

_FORMS = "forms"
"""Under this name the folder of templates is remembered."""


class TemplateDesk(QObject):
    """Asks for templates and turns what is wanted into requests."""

    def __init__(self, session: Session, page: PapersPage, dialogs: Dialogs) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._dialogs = dialogs
        self.panel = TemplatesPanel()
        page.add_panel(self.panel, "自己的模板")
        self._connect()

    def _connect(self) -> None:
        self.panel.fill_wanted.connect(self._fill)
        self.panel.forms_wanted.connect(self._forms)
        self._session.changed.connect(lambda state: self.panel.mark(why_not_write(state)))

    def _fill(self, level: Privacy) -> None:
        found, _ = QFileDialog.getOpenFileNames(
            self._page, "选择模板（可一次选多个）", "", "模板 (*.xlsx *.docx)"
        )
        self.fill([Path(name) for name in found], level)

    def fill(self, templates: list[Path], level: Privacy) -> None:
        """Fill these templates in."""
        if templates:
            dated = self._page.chooser.dated.isChecked()
            request = FillTemplates(tuple(templates), self._page.folder, level, dated)
            self._session.ask(request, "正在填写模板", long=True, can_stop=True)

    def _forms(self) -> None:
        if folder := self._dialogs.folder(_FORMS, "把模板存到哪个文件夹"):
            self._session.ask(WriteForms(folder), "正在生成模板", long=True)
