"""Find the best plan, level by level, with its proof or an honest bound."""

from collections.abc import Sequence

from matcher.domain import Candidates, Decision, Options, Plan, Progress, Stop, never, silent


def solve(
    candidates: Candidates,
    decisions: Sequence[Decision],
    options: Options,
    *,
    previous: Plan | None = None,
    on_progress: Progress = silent,
    stop: Stop = never,
) -> Plan:
    """Find the plan that is best level by level; the same plan whatever the order of the rows.

    Engines run in processes of their own, which import the script that started them: a script calls this under
    ``if __name__ == "__main__":`` only.

    Args:
        candidates: Who could serve whom.
        decisions: Locks, forbids and claims; the plan obeys them all.
        options: Time limit, seed, threads and limits of the plan.
        previous: The plan on the table, from which to change as little as the levels before allow.
        on_progress: Told before each step.
        stop: Asked about every 20 ms, on the caller's thread; the best plan so far is returned after it says so.

    Raises:
        Contradiction: The decisions exclude each other; a smallest set of those that do is named.
        Cancelled: The user stopped before there was a first plan: a very large month was being laid out, or it
            was not yet known whether the decisions exclude each other.
        ValueError: The candidates contradict themselves.
    """
    from matcher.solve import run  # noqa: PLC0415 - the solvers take 0.5 s to load; the child needs one only

    return run.solve(
        candidates, decisions, options, previous=previous, on_progress=on_progress, stop=stop
    )


def warm_up() -> None:
    """Load the solvers now (0.5 s), so that the first :func:`solve` need not."""
    from matcher.solve import run  # noqa: PLC0415 - see solve

    del run


__all__ = ["solve", "warm_up"]
