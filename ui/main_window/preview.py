"""The print preview between the papers page and the session."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from matcher.service import PreviewPapers, WritePapers
from ui.printing import PrintPreview
from ui.session import Session, State


class PreviewDesk(QObject):
    """Asks for pages and shows them in a dialog once they are there.

    Attributes:
        dialog: What was shown last; ``None`` = nothing yet.
    """

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._shown = session.state.prints
        self.dialog: PrintPreview | None = None
        self._connect()

    def _connect(self) -> None:
        self._session.changed.connect(self._take)

    def ask(self, request: WritePapers) -> None:
        """Show what this request would write."""
        if request.kinds:
            wanted = PreviewPapers(request.kinds, request.level, request.dated)
            self._session.ask(wanted, "正在排版", long=True, can_stop=True)

    def _take(self, state: State) -> None:
        if state.prints is self._shown:
            return
        self._shown = state.prints
        if state.prints:
            if self.dialog is not None:
                self.dialog.deleteLater()
            self.dialog = PrintPreview(state.prints, self._page.window())
            self.dialog.resize(self._page.window().size() * 0.94)
            self.dialog.open()
