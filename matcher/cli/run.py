"""One command from its words to its exit code; nothing escapes as a traceback."""

import json
import os
import signal
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType
from typing import Any

from matcher import pipeline
from matcher.cli import (
    decisions,
    filling,
    lexicon,
    meeting,
    paperwork,
    proof,
    result,
    returned,
    suggesting,
    understood,
)
from matcher.cli.arguments import parse
from matcher.cli.files import expand, files_of, load_as, unusable
from matcher.cli.screen import ProgressLine, say, use_utf8, warn
from matcher.domain import (
    NO_CHANGES,
    Lists,
    Options,
    Progress,
    Round,
    SheetKind,
    Stop,
    month_words,
)
from matcher.domain.handouts import NO_RETURNS, Returns
from matcher.domain.profiles import read_profile
from matcher.errors import Cancelled, CannotWrite, FileRefused, MatcherError
from matcher.intake import as_json
from matcher.ledger import why
from matcher.service import collector, logs

DONE, UNUSABLE, UNPROVEN, INTERNAL, INTERRUPTED = 0, 3, 5, 1, 130

_LOG_FILE = "command-line.log"
_SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "street_2026_06"
_SAMPLE_MONTH = "2026-06"


def main(argv: Sequence[str]) -> int:
    """Run one command; the exit code is as the help says."""
    use_utf8()
    collector.calm()
    try:
        arguments = parse(argv)
        return _COMMANDS[arguments.command](arguments)
    except MatcherError as error:
        warn(str(error))
        return error.exit_code
    except (Cancelled, KeyboardInterrupt):
        warn("已停止。")
        return INTERRUPTED
    except BrokenPipeError:  # whoever read our words has heard enough
        return DONE
    except Exception as error:  # noqa: BLE001 - the last resort: logged, told, no traceback
        path = logs.note(error, logs.default_folder(), _LOG_FILE)
        warn(f"程序内部出错（{type(error).__name__}），没有完成。日志：{path or '无法写入'}")
        return INTERNAL
    finally:
        _hand_over()


def _hand_over() -> None:
    """Write what is still in the buffer, here and not at the very end, where a reader that has gone is an error."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@dataclass(frozen=True, slots=True)
class _Read:
    """The month a command is about, or what is wrong with its files; and what came back with them."""

    round: Round | None
    refused: tuple[str, ...] = ()
    came: Returns = NO_RETURNS


def _match(arguments: Namespace) -> int:
    def read(on_progress: Progress, stop: Stop) -> _Read:
        return _read(arguments, on_progress, stop)

    return _make_plan(read, arguments.out, arguments.json, arguments.proof)


def _options(arguments: Namespace, usual: Options = Options()) -> Options:  # noqa: B008 - frozen
    """As the settings file says, or else ``usual``; what is written on the command line counts before it."""
    kept = read_profile(arguments.settings).options if arguments.settings else usual
    plain = Options()
    told = {
        name: value
        for name in ("seconds", "seed", "workers")
        if (value := getattr(arguments, name)) != getattr(plain, name)
    }
    return replace(kept, **told)


def _make_plan(
    read: Callable[[Progress, Stop], _Read],
    out: Path,
    json_path: Path | None,
    proof_path: Path | None = None,
) -> int:
    with _working() as (progress, stop):
        found = read(progress, stop)
        if found.round is None:
            progress.clear()
            return _refuse(found)
        matched = pipeline.match(found.round, on_progress=progress, stop=stop)
        workbook = pipeline.save(matched, out, on_progress=progress)
        if proof_path is not None:
            pairs = pipeline.compared(matched, on_progress=progress, stop=stop)
            pipeline.write_proof(matched, pairs, proof_path, on_progress=progress, stop=stop)
    assert matched.outcome is not None  # what matching is for
    if json_path is not None:
        _write_json(result.as_json(matched.outcome), json_path)
    if json_path != Path("-"):
        for line in (
            *result.summary(matched, matched.outcome, workbook),
            *returned.report(found.came),
        ):
            say(line)
    return DONE


def _refuse(found: _Read) -> int:
    for complaint in found.refused:
        warn(complaint)
    return UNUSABLE


def _check(arguments: Namespace) -> int:
    with _working() as (progress, stop):
        paths = expand(arguments.files)
        if arguments.ledger is None:
            came = NO_RETURNS
            lists = pipeline.load(paths, month=arguments.month, on_progress=progress, stop=stop)
        else:
            found = returned.read_against(paths, arguments.ledger, arguments.month, progress, stop)
            lists, came = found.lists, found.returns
    if arguments.json is not None:
        _write_json(as_json(lists), arguments.json)
    if arguments.json != Path("-"):
        for line in (*understood.report(lists), *returned.report(came)):
            say(line)
    return UNUSABLE if any(report.refused is not None for report in lists.files) else DONE


def _suggest(arguments: Namespace) -> int:
    words = lexicon.words_of(arguments.vocabulary) if arguments.vocabulary else NO_CHANGES
    with _working() as (progress, stop):
        paths = expand(arguments.files)
        lists = pipeline.load(
            paths, month=arguments.month, words=words, on_progress=progress, stop=stop
        )
        found = suggesting.guesses(lists, words)
    if arguments.json is not None:
        _write_json(suggesting.as_json(lists, found), arguments.json)
    if arguments.json != Path("-"):
        for line in suggesting.report(lists, found):
            say(line)
    refused = [report for report in lists.files if report.refused is not None]
    for report in refused:
        warn(f"{report.path}：{report.refused}")
    return UNUSABLE if refused else DONE


def _template(arguments: Namespace) -> int:
    for path in pipeline.templates(arguments.folder):
        say(f"已生成 {path.resolve()}")
    say(
        "需求清单和资源清单的空行已编好号（灰色，请勿改动），更正后再报时靠编号找到同一行；"
        "每个社区（单位）请各生成一份"
    )
    return DONE


def _vocabulary(arguments: Namespace) -> int:
    if arguments.action == "export":
        path = pipeline.write_vocabulary(NO_CHANGES, arguments.folder)
        say(f"已生成 {path.resolve()}")
        return DONE
    edited = pipeline.read_vocabulary(arguments.file, NO_CHANGES)
    for line in lexicon.report(edited):
        say(line)
    return UNUSABLE if lexicon.has_errors(edited) else DONE


def _verify(arguments: Namespace) -> int:
    lines, holds = proof.report(arguments.file)
    for line in lines:
        say(line)
    return DONE if holds else UNPROVEN


def _read(arguments: Namespace, on_progress: Progress, stop: Stop) -> _Read:
    """The month as the lists, decisions and settings of a command make it, on top of a month book where one is given."""
    wanted = {kind: expand(names) for kind, names in files_of(arguments).items()}
    words = lexicon.words_of(arguments.vocabulary) if arguments.vocabulary else NO_CHANGES
    month = arguments.month
    if arguments.ledger is None:
        known, came = Round(month), NO_RETURNS
        lists = load_as(wanted, month, on_progress, stop, words)
    else:
        paths = [path for files in wanted.values() for path in files]
        found = returned.read_against(paths, arguments.ledger, month, on_progress, stop)
        known, lists, came = found.known, found.lists, found.returns
    refused = unusable(wanted, lists)
    if refused:
        return _Read(None, refused)
    if not lists.needs and not lists.resources:
        raise FileRefused(
            f"台账里没有{month_words(month)}的清单",
            str(arguments.ledger),
            "请用 --month 写明月份，或同时给出清单",
        )
    by_hand = decisions.decisions_from(lists, *decisions.written_in(arguments))
    claimed = pipeline.with_claims((*known.decisions, *by_hand), known.lists, lists)
    options = _options(arguments, known.options)
    words = words if arguments.vocabulary else known.words
    made = replace(known, lists=lists, decisions=claimed, options=options, words=words)
    return _Read(replace(made, stale=known.stale or made != known), came=came)


def _papers(arguments: Namespace) -> int:
    with _working() as (progress, stop):
        found = _read(arguments, progress, stop)
        if found.round is None:
            progress.clear()
            return _refuse(found)
        papers = paperwork.write(found.round, arguments, progress, stop)
    for line in (*paperwork.report(papers), *returned.report(found.came)):
        say(line)
    return INTERRUPTED if papers.stopped else DONE


def _fill(arguments: Namespace) -> int:
    with _working() as (progress, stop):
        found = _read(arguments, progress, stop)
        if found.round is None:
            progress.clear()
            return _refuse(found)
        paths = filling.write(found.round, arguments, progress, stop)
    for path in paths:
        say(f"已生成 {path.resolve()}")
    for line in returned.report(found.came):
        say(line)
    return DONE


def _forms(arguments: Namespace) -> int:
    for path in filling.write_forms(arguments.folder):
        say(f"已生成 {path.resolve()}")
    say("改好后用 fill 命令或“文书”页的“自己的模板”填写；能用哪些占位符见“可用占位符”")
    return DONE


def _meeting(arguments: Namespace) -> int:
    with _working() as (progress, stop):
        found = _read(arguments, progress, stop)
        if found.round is None:
            progress.clear()
            return _refuse(found)
        said = meeting.answer(found.round, arguments, progress, stop)
    if arguments.json is not None:
        _write_json(said[0], arguments.json)
    if arguments.json != Path("-"):
        for line in (*said[1], *returned.report(found.came)):
            say(line)
    return DONE


def _demo(arguments: Namespace) -> int:
    wanted = {
        SheetKind.NEEDS: _samples("needs"),
        SheetKind.RESOURCES: _samples("resources"),
        SheetKind.UNITS: _samples("units"),
    }

    def read(on_progress: Progress, stop: Stop) -> _Read:
        lists = load_as(wanted, _SAMPLE_MONTH, on_progress, stop)
        refused = unusable(wanted, lists)
        claimed = pipeline.with_claims((), Lists(), lists)
        return _Read(None, refused) if refused else _Read(Round(_SAMPLE_MONTH, lists, claimed))

    return _make_plan(read, arguments.out, arguments.json)


_COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "match": _match,
    "explain": _meeting,
    "unlock": _meeting,
    "resolve": _meeting,
    "check": _check,
    "suggest": _suggest,
    "template": _template,
    "vocabulary": _vocabulary,
    "verify": _verify,
    "papers": _papers,
    "fill": _fill,
    "forms": _forms,
    "demo": _demo,
}


def _samples(prefix: str) -> tuple[Path, ...]:
    found = tuple(sorted(_SAMPLE.glob(f"{prefix}*")))
    if not found and prefix != "units":
        raise FileRefused("样例文件不在", str(_SAMPLE), "请重新取得完整的程序文件夹")
    return found


def _write_json(value: dict[str, Any], path: Path) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1)
    if path == Path("-"):
        say(text)
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise CannotWrite(
            "JSON 文件写不进去", f"{path}（{why(error)}）", "请换一个有写入权限的位置"
        ) from error


@contextmanager
def _working() -> Iterator[tuple[ProgressLine, Callable[[], bool]]]:
    """Progress on the terminal, and a first Ctrl+C that asks to stop; a second one breaks off."""
    asked = False

    def ask(_number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True

    line = ProgressLine()
    before = signal.signal(signal.SIGINT, ask)
    try:
        yield line, lambda: asked
    finally:
        signal.signal(signal.SIGINT, before)
        line.clear()
