"""The round on the table, the month book under it, the pipeline beside it.

What is done with each request stands in one module per subject; each offers a table
``HANDLERS`` from the class of a request to a function ``(desk, request, on_progress, stop) -> Reply``.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from matcher.domain import HistoryEntry, Lists, Options, Place, Progress, Round, Stop
from matcher.errors import LedgerReadOnly, UsageError
from matcher.ledger import READ_ONLY_ADVICE, Ledger
from matcher.service.messages import Changed, Reply, Request, View
from matcher.service.steps import Steps

if TYPE_CHECKING:
    from matcher.pipeline import Meeting
    from matcher.service.drafting import Drafting

HISTORY_SHOWN = 200
_ID = re.compile(r"(?:XQ|ZY)-\d{6}-[\w-]+")
_MONTH = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])")

Handler = Callable[["Desk", Any, Progress, Stop], Reply]
"""Does what one class of requests asks; raises :class:`~matcher.errors.MatcherError` when it cannot be done."""
Handlers = Mapping[type[Request], Handler]


class NothingToDo(UsageError):
    """There is nothing to undo or redo, and no draft to go on with."""


class Desk:
    """One month on the table; use it from one thread.

    Args:
        steps: The pipeline, asked for only when a request needs it.
        handlers: What is done with each class of requests.

    Attributes:
        steps: As given.
        round: The month on the table.
        drafting: The import being drafted, if any.
    """

    def __init__(self, steps: Callable[[], Steps], handlers: Handlers) -> None:
        self.steps = steps
        self.round = Round(month="")
        self.drafting: Drafting | None = None
        self._meeting: Meeting | None = None
        self._handlers = handlers
        self._ledger: Ledger | None = None

    def handle(self, request: Request, on_progress: Progress, stop: Stop) -> Reply:
        """Do what is asked; a change is on the disk when this returns.

        Raises:
            MatcherError: It cannot be done; nothing changed.
            Cancelled: ``stop`` said so; nothing changed.
        """
        return self._handlers[type(request)](self, request, on_progress, stop)

    def open(self, ledger: Ledger) -> None:
        """Put a month book in the place of the one that is open."""
        self.close()
        self._ledger = ledger

    def close(self) -> None:
        """Close the month book, if one is open."""
        if self._ledger is not None:
            self._ledger.close()
            self._ledger = None

    def book(self) -> Ledger:
        """The month book.

        Raises:
            UsageError: None is open.
        """
        if self._ledger is None:
            raise UsageError("还没有打开台账", "", "请先新建或打开一个台账")
        return self._ledger

    def writable(self) -> Ledger:
        """The month book, asked for before work is spent on what could not be kept.

        Raises:
            LedgerReadOnly: Another window holds it.
            UsageError: None is open.
        """
        book = self.book()
        if book.read_only:
            raise LedgerReadOnly(book.read_only, str(book.path), READ_ONLY_ADVICE)
        return book

    def meeting(self) -> "Meeting | None":
        """What answers the meeting's questions and keeps the month laid out; ``None`` where the steps have none."""
        make = self.steps().meeting
        if self._meeting is None and make is not None:
            self._meeting = make()
        return self._meeting

    def put(self, month: str) -> None:
        """Put a month on the table; a blank one takes options and words of the latest before it."""
        self._meeting = None
        self.round = self.book().load(month) or self.blank(month)

    def blank(self, month: str) -> Round:
        """A month that holds nothing yet."""
        book = self.book()
        before = [other for other in book.months() if other < month]
        last = book.load(before[-1]) if before else None
        if last is None:
            return Round(month=month, options=Options())
        office = last.office.for_next_month()
        return Round(month=month, options=last.options, words=last.words, office=office)

    def commit(self, changed: Round, action: str) -> Changed:
        """Put a changed month on the table and on the disk.

        Its plan is marked as out of date where something it rests on changed.

        Args:
            changed: The month as it shall be.
            action: What was done, for the history.
        """
        self.keep(_stale(self.round, changed), action)
        return self.changed()

    def keep(self, changed: Round, action: str) -> None:
        """Put a month on the table and on the disk just as it is (a plan just made, say)."""
        self.writable().commit(changed, action)
        self.round = changed

    def move(self, step: Callable[[str], bool], otherwise: str) -> Changed:
        """Move along the history of the month.

        Raises:
            NothingToDo: There is nowhere to go; ``otherwise`` says so.
        """
        month = self.round.month
        if not step(month):
            raise NothingToDo(otherwise)
        blank = replace(self.blank(month), options=self.round.options)
        found = self.book().load(month) or blank
        self.round = _with_same_lists(found, self.round.lists)
        return self.changed()

    def changed(self) -> Changed:
        """What the window shows now."""
        book, month = self.book(), self.round.month
        return Changed(
            View(
                round=self.round,
                months=tuple(sorted({*book.months(), month})),
                history=_titled(_shown(book.history(month)), self.round.lists),
                can_undo=book.can_undo(month) and not book.read_only,
                can_redo=book.can_redo(month) and not book.read_only,
                read_only=book.read_only,
                ledger=str(book.path),
            )
        )


def checked(month: str) -> str:
    """The month, if it is one.

    Raises:
        UsageError: It is not written like 2026-06.
    """
    if not _MONTH.fullmatch(month):
        raise UsageError("月份写法不对", month, "请写成 2026-06 这样的年份和月份")
    return month


def _stale(before: Round, changed: Round) -> Round:
    """The changed round, with its plan marked as out of date where something it rests on changed."""
    same = (_matched(before.lists), before.decisions, before.options, before.words) == (
        _matched(changed.lists),
        changed.decisions,
        changed.options,
        changed.words,
    )
    stale = changed.outcome is not None and (before.stale or not same)
    return replace(changed, stale=stale)


def _matched(lists: Lists) -> tuple[object, ...]:
    """What of the lists a plan rests on: neither reports nor what is reported back of projects and needs."""
    needs = tuple(replace(need, extra=(), absent=False) for need in lists.needs)
    return (needs, lists.resources, lists.units, lists.funds)


def _with_same_lists(found: Round, lists: Lists) -> Round:
    """The round with the very object ``lists`` where nothing in it differs, so that no table is redrawn."""
    same = all(getattr(found.lists, one.name) is getattr(lists, one.name) for one in fields(Lists))
    return replace(found, lists=lists) if same else found


def _shown(history: tuple[HistoryEntry, ...]) -> tuple[HistoryEntry, ...]:
    """The latest entries, from no later than shortly before the one on the table."""
    current = [at for at, entry in enumerate(history) if entry.place is Place.CURRENT]
    start = max(0, len(history) - HISTORY_SHOWN)
    if current:
        start = min(start, max(0, current[0] - HISTORY_SHOWN // 2))
    return history[start : start + HISTORY_SHOWN]


def _titled(history: tuple[HistoryEntry, ...], lists: Lists) -> tuple[HistoryEntry, ...]:
    """The history with titles in place of the ids of needs and resources that are still there."""
    if not any(_ID.search(entry.action) for entry in history):
        return history
    titles = {need.id: f"“{need.title}”" for need in lists.needs}
    titles |= {item.id: f"“{item.title}”（{item.unit}）" for item in lists.resources}
    return tuple(
        replace(entry, action=_ID.sub(lambda found: titles.get(found[0], found[0]), entry.action))
        for entry in history
    )
