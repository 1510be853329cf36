"""A worker whose pipeline is small and told what to do by the file names it is given."""

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from matcher.domain import (
    Decision,
    Lists,
    Memory,
    Need,
    Outcome,
    Plan,
    PlanStatus,
    Precedent,
    Progress,
    Project,
    Resource,
    Round,
    SheetKind,
    Stop,
    VocabularyChanges,
)
from matcher.errors import Cancelled, CannotWrite
from matcher.service.entry import write_down_crashes
from matcher.service.steps import Steps
from matcher.service.worker import Worker


def load(
    paths: Sequence[Path],
    *,
    month: str,
    kinds: Mapping[str, SheetKind],
    known: Lists,
    memory: Memory,
    words: VocabularyChanges,
    sent_for: object,
    planned: Sequence[Project],
    on_progress: Progress,
    stop: Stop,
) -> Lists:
    """``needs-30`` adds that many needs; ``slow`` obeys; ``deaf`` does not; ``bug`` and ``die`` do so."""
    lists = known
    for path in paths:
        word, _, number = path.name.partition("-")
        if word == "needs":
            needs = tuple(Need(id=f"N{at}", title=f"需求{at}") for at in range(int(number)))
            lists = replace(lists, needs=needs)
        elif word == "resources":
            found = tuple(
                Resource(id=f"R{at}", unit="甲单位", title=f"资源{at}") for at in range(int(number))
            )
            lists = replace(lists, resources=found)
        elif word == "slow":
            for step in range(3000):
                on_progress("正在读取", step, 3000)
                time.sleep(0.01)
                if stop():
                    raise Cancelled
        elif word == "deaf":
            end = time.monotonic() + 30
            while time.monotonic() < end:
                on_progress("正在读取", 0, 0)
        elif word == "bug":
            raise ZeroDivisionError
        elif word == "die":
            os._exit(1)
    return lists


def match(
    round_: Round, *, precedents: Sequence[Precedent], on_progress: Progress, stop: Stop
) -> Round:
    """A plan that meets nothing."""
    plan = Plan(PlanStatus.PROVEN_BEST, (), (), 0.1, round_.options.seed, 1)
    return replace(round_, outcome=Outcome(plan, (), (), ()), stale=False)


def save(round_: Round, folder: Path, *, batch: str, on_progress: Progress) -> Path:
    """Writes the month's name."""
    if not folder.is_dir():
        raise CannotWrite("文件夹不存在", str(folder), "请换一个文件夹")
    path = folder / "结果.txt"
    path.write_text(round_.month, encoding="utf-8")
    return path


def templates(folder: Path) -> tuple[Path, ...]:
    """Writes one file."""
    path = folder / "模板.txt"
    path.write_text("模板", encoding="utf-8")
    return (path,)


def _keep(decisions: Sequence[Decision], _before: Lists, _after: Lists) -> tuple[Decision, ...]:
    return tuple(decisions)


def _real(name: str) -> Any:  # noqa: ANN401 - one of the pipeline's functions
    """That function of the pipeline, whose import takes longer than most tests, imported when it is called."""

    def call(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as the function has them
        return getattr(import_module("matcher.pipeline"), name)(*args, **kwargs)

    return call


STEPS = Steps(
    load=load,
    read_files=_real("read_files"),
    draft=_real("draft"),
    learnt=_real("learnt"),
    match=match,
    save=save,
    templates=templates,
    with_claims=_keep,
    precedents_from=_real("precedents_from"),
    write_vocabulary=_real("write_vocabulary"),
    preview_vocabulary=_real("preview_vocabulary"),
    proposed_words=_real("proposed_words"),
    warm_up=lambda: None,
    handed_out=_real("handed_out"),
    sent_of=_real("sent_of"),
)


def run(connection: Connection, log_folder: Path) -> None:
    """What the worker process runs in place of the real pipeline."""
    write_down_crashes(log_folder)
    Worker(connection, lambda: STEPS, log_folder).serve()
