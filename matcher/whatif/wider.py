"""A fact, rule or decision made wider, before it is tried."""

from collections.abc import Callable
from dataclasses import dataclass, field

from matcher.domain import Candidates, Decision, Need, Options, RelaxationKind, Resource

Change = Callable[[Candidates], Candidates]
"""What would be different in a month that is laid out and decided upon."""


@dataclass(frozen=True, slots=True)
class Wider:
    """Something made wider, not tried yet.

    Attributes:
        kind: See :class:`RelaxationKind`.
        subject: What is widened.
        amount: How much.
        words: Chinese.
        need: The need as it would be; ``None`` = as it is.
        resource: The resource as it would be; ``None`` = as it is.
        decision: A decision made besides.
        revoked: Decisions taken back.
        options: Options under which the pair would be judged; ``None`` = as they are.
        change: What else would be different; ``None`` = nothing.
        limits: Options by which the month would be solved; ``None`` = as they are.
    """

    kind: RelaxationKind
    subject: str
    amount: int
    words: str
    need: Need | None = None
    resource: Resource | None = None
    decision: Decision | None = None
    revoked: tuple[Decision, ...] = field(default=())
    options: Options | None = None
    change: Change | None = None
    limits: Options | None = None
