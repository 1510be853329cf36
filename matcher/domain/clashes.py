"""Decisions that cannot be kept: as data, and as the error that carries it."""

from dataclasses import dataclass
from typing import ClassVar

from matcher.domain.decisions import Decision
from matcher.domain.matching import UnitLimit
from matcher.errors import InputError


@dataclass(frozen=True, slots=True)
class Clash:
    """Decisions that cannot be kept: together, or each for itself.

    Attributes:
        why: One Chinese sentence without its full stop; it does not list the decisions.
        decisions: Those that exclude each other (without any one of them there is a plan), or those none of which
            can be kept whatever the others are.
        facts: What stands against each for itself, Chinese, in the same order; empty where they exclude each other.
        against: Forbids and declines that stand against those; taking one back may help as well.
        limit: The unit they ask for more needs than its maximum; ``None`` = no maximum stands in their way.
    """

    why: str
    decisions: tuple[Decision, ...]
    facts: tuple[str, ...] = ()
    against: tuple[Decision, ...] = ()
    limit: UnitLimit | None = None

    @property
    def all(self) -> tuple[Decision, ...]:
        """Every decision it is about, each once."""
        return tuple(dict.fromkeys((*self.decisions, *self.against)))

    @property
    def where(self) -> str:
        """The decisions in words, each with what stands against it."""
        told = [decision.words for decision in self.decisions]
        if self.facts:
            told = [f"{words}：{fact}" for words, fact in zip(told, self.facts, strict=True)]
        return "；".join(told)


class Contradiction(InputError):
    """Locks, claims and forbids cannot be kept; ``where`` names those that cannot.

    Args:
        clash: Which, and why.
        advice: What to do next, Chinese.
    """

    exit_code: ClassVar[int] = 4

    def __init__(self, clash: Clash, advice: str) -> None:
        super().__init__(clash.why, clash.where, advice)
        self.args = (clash, advice)
        self.clash = clash
