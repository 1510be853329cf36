"""Plans put by under a name, and the one that was sent out."""

from dataclasses import dataclass
from hashlib import blake2b

from matcher.domain.decisions import Decision
from matcher.domain.plan import Plan


@dataclass(frozen=True, slots=True)
class Scheme:
    """A plan put by under a name (方案 A, 方案 B), with the decisions that made it.

    Attributes:
        name: Unique in the month, never empty.
        decisions: The meeting's decisions then.
        plan: The plan then.
        saved: Local time with its offset, ISO 8601 to the second.
    """

    name: str
    decisions: tuple[Decision, ...]
    plan: Plan
    saved: str


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The plan was confirmed and may go out (确认下发).

    Attributes:
        digest: :func:`plan_digest` of the plan confirmed.
        time: Local time with its offset, ISO 8601 to the second.
        by: Who confirmed it, as typed; may be empty.
        scheme: Name of the scheme it was adopted as, or empty.
        met: How many needs it meets.
    """

    digest: str
    time: str
    by: str = ""
    scheme: str = ""
    met: int = 0


def plan_digest(plan: Plan) -> str:
    """Sixteen hexadecimal digits that tell plans apart by what they assign, not by how they were found."""
    lines = sorted(f"{a.need}\x1f{a.demand}\x1f{a.resource}\x1f{a.times}" for a in plan.assignments)
    return blake2b("\n".join(lines).encode("utf-8"), digest_size=8).hexdigest()
