"""Where the worker process begins: nothing of the pipeline is imported until it runs."""

import faulthandler
import logging
from collections.abc import Callable
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matcher.service.steps import Steps

CRASH_FILE = "worker-crash.log"

Entry = Callable[[Connection, Path], None]
"""What the new process runs, with its end of the pipe and the folder for log files."""


def run(connection: Connection, log_folder: Path) -> None:
    """Work with the real pipeline until told to stop."""
    # The worker itself, like all below, is of no use to the window that starts this process.
    from matcher.service.worker import Worker  # noqa: PLC0415 - see the line above

    write_down_crashes(log_folder)
    Worker(connection, pipeline_steps, log_folder).serve()


@cache
def pipeline_steps() -> "Steps":
    """The real pipeline; the first call takes the better part of a second."""
    # The readers, numpy and what else the pipeline needs: the month book is shown without waiting for it.
    from matcher import pipeline  # noqa: PLC0415 - see the line above
    from matcher.service.steps import Steps  # noqa: PLC0415 - see run

    return Steps(
        load=pipeline.load,
        read_files=pipeline.read_files,
        draft=pipeline.draft,
        learnt=pipeline.learnt,
        match=pipeline.match,
        save=pipeline.save,
        templates=pipeline.templates,
        with_claims=pipeline.with_claims,
        precedents_from=pipeline.precedents_from,
        write_vocabulary=pipeline.write_vocabulary,
        preview_vocabulary=pipeline.preview_vocabulary,
        proposed_words=pipeline.proposed_words,
        warm_up=pipeline.warm_up,
        meeting=pipeline.Meeting,
        handed_out=pipeline.handed_out,
        sent_of=pipeline.sent_of,
    )


def write_down_crashes(log_folder: Path) -> None:
    """Have a crash in a library leave its stack in a file, where one can be made."""
    try:
        log_folder.mkdir(parents=True, exist_ok=True)
        # Open for as long as the process lives; a context manager would end before the crash.
        file = (log_folder / CRASH_FILE).open("a", encoding="utf-8")
    except OSError:
        logging.getLogger(__name__).warning("no crash file in %s", log_folder)
    else:
        faulthandler.enable(file)
