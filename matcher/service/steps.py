"""The pipeline as the worker uses it: what a test can put in its place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from matcher.domain import Decision, Lists, Progress, Round, SheetKind, Stop


class Load(Protocol):
    """The shape of ``pipeline.load``."""

    def __call__(
        self,
        paths: Sequence[Path],
        *,
        month: str,
        kinds: Mapping[str, SheetKind],
        known: Lists,
        on_progress: Progress,
        stop: Stop,
    ) -> Lists:
        """See ``pipeline.load``."""


class MatchRound(Protocol):
    """The shape of ``pipeline.match``."""

    def __call__(self, round_: Round, *, on_progress: Progress, stop: Stop) -> Round:
        """See ``pipeline.match``."""


class Save(Protocol):
    """The shape of ``pipeline.save``."""

    def __call__(self, round_: Round, folder: Path, *, on_progress: Progress) -> Path:
        """See ``pipeline.save``."""


@dataclass(frozen=True, slots=True)
class Steps:
    """The pipeline as the desk uses it."""

    load: Load
    match: MatchRound
    save: Save
    templates: Callable[[Path], Sequence[Path]]
    with_claims: Callable[[Sequence[Decision], Lists, Lists], tuple[Decision, ...]]
    warm_up: Callable[[], None]
