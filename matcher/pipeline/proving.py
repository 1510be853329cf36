"""A plan's certificate: the proof that it is the best, for whoever wants to check it without this program's engines."""

from collections.abc import Sequence
from pathlib import Path

from matcher import candidates, certify, vocabulary
from matcher.domain import (
    NO_PAST,
    PastShares,
    Plan,
    Precedent,
    Progress,
    Round,
    Stop,
    never,
    silent,
)
from matcher.errors import UsageError
from matcher.pipeline.evenness import even

PROOF_SECONDS = 60.0


def write_proof(
    round_: Round,
    path: Path,
    *,
    previous: Plan | None = None,
    precedents: Sequence[Precedent] = (),
    past: PastShares = NO_PAST,
    seconds: float = PROOF_SECONDS,
    on_progress: Progress = silent,
    stop: Stop = never,
) -> Path:
    """Write the certificate of the plan on the table.

    Args:
        round_: A matched round that is not stale.
        path: The file.
        previous: The plan from which changes were counted when the plan was made; ``None`` = none.
        precedents: As the plan was made with.
        past: Likewise.
        seconds: How long to search for proofs.
        on_progress: Told now and then.
        stop: Asked now and then; what is proven so far is written.

    Raises:
        UsageError: There is no plan, or it is out of date.
        CannotWrite: The file cannot be written.
    """
    if round_.outcome is None or round_.stale:
        raise UsageError("没有最新的方案，写不出证明", "", "请先匹配，再导出证明")
    found = candidates.find(
        round_.lists,
        round_.decisions,
        round_.options,
        month=round_.month,
        vocabulary=vocabulary.in_force(round_.words),
        precedents=precedents,
        on_progress=on_progress,
        stop=stop,
    )
    made = certify.certificate(
        even(found, round_.lists, past),
        round_.decisions,
        round_.options,
        round_.outcome.plan,
        month=round_.month,
        previous=previous,
        seconds=seconds,
        on_progress=on_progress,
        stop=stop,
    )
    return certify.write(made, path)
