"""Papers as they will print, for a window that draws them."""

from collections.abc import Iterable
from datetime import date

from matcher.domain import Progress, Round, Stop, never, silent
from matcher.domain.papers import PaperKind, PaperVersion, Privacy
from matcher.domain.prints import Print


def prints(
    round_: Round,
    kinds: Iterable[PaperKind],
    *,
    level: Privacy | None = None,
    day: date | None = None,
    previous: PaperVersion | None = None,
    batch: str = "",
    on_progress: Progress = silent,
    stop: Stop = never,
) -> tuple[Print, ...]:
    """The papers as blocks to be drawn; see ``export.prints.prints_of``.

    Raises:
        Cancelled: ``stop`` said so.
        InputError: The round has not been matched yet.
    """
    # What writes workbooks takes a while to import; most sessions preview nothing.
    from matcher.export.prints import prints_of  # noqa: PLC0415 - see the line above

    return prints_of(
        round_,
        kinds,
        level=level,
        day=day,
        previous=previous,
        batch=batch,
        on_progress=on_progress,
        stop=stop,
    )
