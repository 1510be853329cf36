"""The joint meeting: asked why and why not, shown what would help, changed live, put by, confirmed.

=====================  =============================================================
request                last reply when all goes well
=====================  =============================================================
``AskWhy``             ``Explained``
``PreviewDecision``    ``Foreseen``
``Resolve``            ``Changed`` (one undoable step: the decision with its new plan)
``Prove``              ``Changed``, ``Stopped`` (background)
``FindUnlocks``        ``Unlocked``, ``Stopped`` (background)
``AskPrechecks``       ``Prechecked``
``AskPrices``          ``Priced``, ``Stopped``
``SaveScheme``         ``Changed`` (one undoable step)
``SwitchScheme``       ``Changed`` (one undoable step)
``DropScheme``         ``Changed`` (one undoable step)
``CompareSchemes``     ``Compared``
``Confirm``            ``Changed`` (one undoable step)
``AskAgenda``          ``AgendaListed``
``RecordAgenda``       ``Changed`` (one undoable step)
=====================  =============================================================

All of them fail with kind ``UsageError`` when there is no plan on the table, ``AskWhy`` and those after it also
when the plan is stale (match first).
"""

from dataclasses import dataclass

from matcher.domain import (
    AgendaItem,
    AgendaRecord,
    ChangePrices,
    Decision,
    Effect,
    Explanation,
    Precheck,
    SchemeDifference,
    UnlockList,
)
from matcher.service.messages.base import BackgroundRequest, Reply, Request


@dataclass(frozen=True, slots=True)
class AskWhy(Request):
    """Ask why a need is served as it is, or why not by this resource; nothing is changed.

    Attributes:
        need: Need id.
        resource: Resource id; ``None`` = the need as a whole (why this when it is met, why nobody when not).
    """

    need: str
    resource: str | None = None


@dataclass(frozen=True, slots=True)
class Explained(Reply):
    """Why, and why not."""

    explanation: Explanation


@dataclass(frozen=True, slots=True)
class PreviewDecision(Request):
    """Ask what a decision would do before it is accepted; nothing is changed.

    Attributes:
        decision: Any kind.
        revoke: Ask instead what taking it back would do.
        instead_of: Decisions that would be taken back with it (a need dragged from one resource to another).
        also: Decisions that would be taken with it (a unit serves one need more, so that it can be locked).
    """

    decision: Decision
    revoke: bool = False
    instead_of: tuple[Decision, ...] = ()
    also: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Foreseen(Reply):
    """This is what the decision would do; nothing changed."""

    decision: Decision
    effect: Effect


@dataclass(frozen=True, slots=True)
class Resolve(Request):
    """Decide and solve again with the fewest changes to the plan on the table, as one undoable step.

    The plan comes at once; where the time was too short for its proof its status says so, and :class:`Prove`
    goes on. ``outcome.changed`` lists what changed. Fails with kind ``Contradiction`` (nothing changed) when
    no plan obeys the decisions: ``where`` names the smallest set that excludes each other, ``advice`` the ways out.

    Attributes:
        decision: Any kind; ``None`` = solve again what is decided already (after an undo, an import).
        revoke: Take the decision back instead.
        instead_of: Decisions taken back with it.
        records: What is kept about the agenda with it; see :class:`RecordAgenda`.
        also: Decisions taken with it.
    """

    decision: Decision | None = None
    revoke: bool = False
    instead_of: tuple[Decision, ...] = ()
    records: tuple[AgendaRecord, ...] = ()
    also: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Prove(BackgroundRequest):
    """Go on proving the plan on the table; it is replaced only by a better one.

    Replies ``Changed``: a better plan is one undoable step, and ``outcome.changed`` lists what it does
    differently; else the plan is the same and only its proof is better.
    """


@dataclass(frozen=True, slots=True)
class FindUnlocks(BackgroundRequest):
    """Find what one more of would help most; nothing is changed. A change of the month begins it anew."""


@dataclass(frozen=True, slots=True)
class Unlocked(Reply):
    """What would help most; nothing changed."""

    unlocks: UnlockList


@dataclass(frozen=True, slots=True)
class AskPrechecks(Request):
    """Compare what is wanted with what there is, before any solving; needs no plan."""


@dataclass(frozen=True, slots=True)
class Prechecked(Reply):
    """Where there is too little whatever the plan, the largest shortage first; nothing changed."""

    checks: tuple[Precheck, ...]


@dataclass(frozen=True, slots=True)
class AskPrices(Request):
    """Ask how good the plan could be with 0, 1, 2 … changes; nothing is changed. May be asked while stale.

    Attributes:
        most: Most points to be worked out, 1–20.
    """

    most: int = 6


@dataclass(frozen=True, slots=True)
class Priced(Reply):
    """Quality against changes; nothing changed."""

    prices: ChangePrices


@dataclass(frozen=True, slots=True)
class SaveScheme(Request):
    """Put the plan on the table by under a name; a scheme of that name is replaced.

    Attributes:
        name: 1–20 characters (方案 A).
    """

    name: str


@dataclass(frozen=True, slots=True)
class SwitchScheme(Request):
    """Put a scheme on the table with its decisions, in place of the present plan (adopt it).

    Fails with kind ``UsageError`` when the lists have changed so that its plan is no longer possible.
    """

    name: str


@dataclass(frozen=True, slots=True)
class DropScheme(Request):
    """Forget a scheme."""

    name: str


@dataclass(frozen=True, slots=True)
class CompareSchemes(Request):
    """Show what two schemes do differently; nothing is changed.

    Attributes:
        first: Name; empty = the plan on the table.
        second: Likewise.
    """

    first: str
    second: str = ""


@dataclass(frozen=True, slots=True)
class Compared(Reply):
    """What two schemes do differently; nothing changed."""

    difference: SchemeDifference


@dataclass(frozen=True, slots=True)
class Confirm(Request):
    """Confirm the plan on the table (确认下发); ``round.confirmed`` tells later whether it still is that plan.

    Attributes:
        by: Who confirms, or empty.
        scheme: Name of the scheme it is, or empty.
    """

    by: str = ""
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class AskAgenda(Request):
    """Ask for the items to decide; nothing is changed."""


@dataclass(frozen=True, slots=True)
class AgendaListed(Reply):
    """The items to decide, the most pressing first; what was recorded stands in ``round.agenda`` by key."""

    items: tuple[AgendaItem, ...]


@dataclass(frozen=True, slots=True)
class RecordAgenda(Request):
    """Keep what was decided about an item, and about others with it; replaces what was kept. The time is set here."""

    record: AgendaRecord
    others: tuple[AgendaRecord, ...] = ()
