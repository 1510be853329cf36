"""A plan's certificate: the proof that it is the best, for whoever wants to check it without this program's engines."""

from pathlib import Path

from matcher import certify
from matcher.domain import Candidates, Progress, Round, Stop, never, silent
from matcher.errors import UsageError

PROOF_SECONDS = 60.0


def write_proof(
    round_: Round,
    found: Candidates,
    path: Path,
    *,
    seconds: float = PROOF_SECONDS,
    on_progress: Progress = silent,
    stop: Stop = never,
) -> Path:
    """Write the certificate of the plan on the table.

    Args:
        round_: A matched round that is not stale.
        found: What the plan was made from.
        path: The file.
        seconds: How long to search for proofs.
        on_progress: Told now and then.
        stop: Asked now and then; what is proven so far is written.

    Raises:
        UsageError: There is no plan, or it is out of date.
        CannotWrite: The file cannot be written.
    """
    if round_.outcome is None or round_.stale:
        raise UsageError("没有最新的方案，写不出证明", "", "请先匹配，再导出证明")
    made = certify.certificate(
        found,
        round_.decisions,
        round_.options,
        round_.outcome.plan,
        month=round_.month,
        seconds=seconds,
        on_progress=on_progress,
        stop=stop,
    )
    return certify.write(made, path)
