"""The meeting page and the projector, wired to the session."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from ui.pages import MeetingPage
from ui.pages.meeting.projector import Projector
from ui.pages.meeting.schemes import (
    CONFIRM_TIP,
    ConfirmDialog,
    scheme_on_table,
    why_not_confirm_now,
)
from ui.session import AGENDA, Session, State


class MeetingRoom(QObject):
    """Hears the page and the projector, and passes on what they want."""

    def __init__(self, session: Session, page: MeetingPage) -> None:
        super().__init__(page)
        self.session = session
        self.page = page
        self.projector: Projector | None = None
        self.confirm_action = QAction("确认下发…", self)
        self._connect()

    def _connect(self) -> None:
        page, intents = self.page, self.session.meeting
        page.proposed.connect(intents.propose)
        page.recorded.connect(intents.record)
        page.why_wanted.connect(intents.ask_why)
        page.watched.connect(intents.watch)
        page.unwatched.connect(intents.unwatch)
        page.update_wanted.connect(intents.update)
        page.projector_wanted.connect(self.toggle_projector)
        page.preview.accepted.connect(intents.accept)
        page.preview.given_up.connect(intents.give_up)
        page.preview.proposed.connect(intents.propose_instead)
        page.preview.revoked.connect(intents.give_way)
        page.changes.prices_wanted.connect(intents.ask_prices)
        page.help.stop_wanted.connect(self.session.cancel)
        page.schemes.saved.connect(intents.save_scheme)
        page.schemes.compared.connect(intents.compare)
        page.schemes.adopted.connect(intents.adopt)
        page.schemes.forgotten.connect(intents.drop_scheme)
        page.schemes.confirm_wanted.connect(self.confirm)
        self.confirm_action.triggered.connect(self.confirm)

    def confirm(self) -> None:
        """The separate step: ask, then send the plan out."""
        view = self.session.state.view
        if view is None or view.round.outcome is None:
            return
        scheme = scheme_on_table(view.round)
        dialog = ConfirmDialog(view.round, scheme, self.page)
        if dialog.exec():
            self.session.meeting.confirm(dialog.name(), scheme)
        dialog.deleteLater()

    # -- projector

    def toggle_projector(self) -> None:
        """Show the plan large on the projector, or no longer."""
        if self.projector is not None and self.projector.isVisible():
            self.projector.close()
            return
        if self.projector is None:
            self.projector = Projector(self.session.meeting)
        self.session.meeting.watch(AGENDA)
        self.projector.start(self.session.state, self.page.window().screen())

    def show_state(self, state: State) -> None:
        """Say whether the plan can be confirmed; pass the state on to the projector while it is shown."""
        why_not = why_not_confirm_now(state)
        self.confirm_action.setEnabled(not why_not)
        self.confirm_action.setToolTip(f"现在不能确认：{why_not}" if why_not else CONFIRM_TIP)
        if self.projector is not None and self.projector.isVisible():
            self.projector.show_state(state)

    def close(self) -> None:
        """The window closes; the projector goes with it."""
        if self.projector is not None:
            self.projector.close()
            self.projector.deleteLater()
            self.projector = None
