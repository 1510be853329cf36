"""Whatever is done in whatever order: the book behaves as a list of states with a position in it."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from matcher.domain import Place
from matcher.ledger import Ledger
from tests.ledger.rounds import MONTH, numbered
from tests.profiles import examples

if TYPE_CHECKING:
    from matcher.domain import Round


class Book(RuleBasedStateMachine):
    """The real book beside the list: ``states[0]`` is the empty month, ``at`` the state on the table."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "月.ledger"
        self.ledger = Ledger.open(self.path)
        self.states: list[Round | None] = [None]
        self.at = 0
        self.steps = 0

    @initialize(number=st.integers(0, 3))
    def begin(self, number: int) -> None:
        """Something is there to undo."""
        self.commit(number)

    @rule(number=st.integers(0, 3))
    def commit(self, number: int) -> None:
        """Do something new; the same again is no step."""
        changed = numbered(number)
        self.ledger.commit(changed, f"第{number}种")
        if changed != self.states[self.at]:
            self.states = [*self.states[: self.at + 1], changed]
            self.at += 1
            self.steps += 1

    @rule()
    def undo(self) -> None:
        """Go one back."""
        possible = self.at > 0
        assert self.ledger.undo(MONTH) == possible
        self.at -= possible

    @rule()
    def redo(self) -> None:
        """Go one forward."""
        possible = self.at + 1 < len(self.states)
        assert self.ledger.redo(MONTH) == possible
        self.at += possible

    @precondition(lambda self: self.steps > 0)
    @rule()
    def reopen(self) -> None:
        """Close the book and open it again."""
        self.ledger.close()
        self.ledger = Ledger.open(self.path)

    @invariant()
    def the_state_is_the_lists_state(self) -> None:
        """The table shows the state at the position."""
        assert self.ledger.load(MONTH) == self.states[self.at]

    @invariant()
    def what_can_be_done_is_what_the_list_allows(self) -> None:
        """The ends of the list are the ends of undo and redo."""
        assert self.ledger.can_undo(MONTH) == (self.at > 0)
        assert self.ledger.can_redo(MONTH) == (self.at + 1 < len(self.states))

    @invariant()
    def history_forgets_nothing_and_knows_the_way(self) -> None:
        """Every step ever made is listed, with its place."""
        places = [entry.place for entry in self.ledger.history(MONTH)]
        assert len(places) == self.steps
        assert places.count(Place.CURRENT) == (self.at > 0)
        assert places.count(Place.PAST) == max(0, self.at - 1)
        assert places.count(Place.FUTURE) == len(self.states) - 1 - self.at

    def teardown(self) -> None:
        """Close the book."""
        self.ledger.close()
        self.folder.cleanup()


TestBook = Book.TestCase
TestBook.settings = settings(examples(25), stateful_step_count=25)
