"""An edited vocabulary workbook on the command line: what it changes, and what is wrong with it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from matcher import pipeline
from matcher.domain import NO_CHANGES, Severity, VocabularyChanges
from matcher.errors import FileRefused

if TYPE_CHECKING:
    from matcher.vocabulary.workbook import Edited

SHOWN = 20


def words_of(path: Path) -> VocabularyChanges:
    """The changes of a workbook without mistakes.

    Raises:
        FileRefused: It cannot be read, or a line of it cannot be used.
    """
    edited = pipeline.read_vocabulary(path, NO_CHANGES)
    errors = [issue for issue in edited.issues if issue.severity is Severity.ERROR]
    if errors:
        first = errors[0]
        raise FileRefused(
            f"词库中有 {len(errors)} 处不能采用，第一处：{first.message}",
            first.where,
            "请改正后再用；全部问题可用 vocabulary check 命令查看",
        )
    return edited.changes


def has_errors(edited: "Edited") -> bool:
    """Whether a line of the workbook cannot be used."""
    return any(issue.severity is Severity.ERROR for issue in edited.issues)


def report(edited: "Edited") -> Iterator[str]:
    """What the workbook changes, and every remark about it."""
    told = [change.words for change in edited.different]
    told += [change.words for change in edited.lists]
    yield f"与自带词库相比，改动 {len(told)} 个词。"
    for words in told[:SHOWN]:
        yield f"  {words}"
    if len(told) > SHOWN:
        yield f"  ……另有 {len(told) - SHOWN} 个"
    for issue in edited.issues:
        yield f"{issue.severity.label}：{issue.where}：{issue.message}"
