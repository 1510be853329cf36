"""The papers page between the session and the user: asks before papers go out that should not yet."""

from PySide6.QtCore import QObject

from matcher.domain.office import Office
from matcher.service import SetOffice, WritePapers
from ui.main_window.dialogs import Dialogs
from ui.main_window.preview import PreviewDesk
from ui.main_window.templates import TemplateDesk
from ui.pages import PapersPage
from ui.pages.papers import careful
from ui.pages.papers.page import FOLDER
from ui.session import Session


class PaperDesk(QObject):
    """Turns the page's wishes into requests."""

    def __init__(self, session: Session, page: PapersPage, dialogs: Dialogs) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._dialogs = dialogs
        self.preview = PreviewDesk(session, page)
        self.templates = TemplateDesk(session, page, dialogs)
        self._connect()

    def _connect(self) -> None:
        self._page.wanted.connect(self._write)
        self._page.preview_wanted.connect(self.preview.ask)
        self._page.folder_wanted.connect(self._choose_folder)
        self._page.office_changed.connect(self._keep)
        self._page.cancel_wanted.connect(self._session.cancel)

    def _write(self, request: WritePapers) -> None:
        view = self._session.state.view
        if view is None:
            return
        said = careful(view.round, request.kinds)
        if said and not self._dialogs.sure(f"{said}。", "仍要生成"):
            return
        self._session.ask(request, "正在写文书", long=True, can_stop=True)

    def _choose_folder(self) -> None:
        if folder := self._dialogs.folder(FOLDER, "把文书存到哪个文件夹"):
            self._page.show_folder(folder)

    def _keep(self, office: Office) -> None:
        self._session.ask(SetOffice(office), "正在保存单位和会议信息")
