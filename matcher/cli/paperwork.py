"""The command ``papers``: what may be written, and what it does with it."""

from argparse import ArgumentParser, Namespace, _ArgumentGroup
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from matcher import pipeline
from matcher.domain import Progress, Round, Stop
from matcher.domain.papers import (
    CsvEncoding,
    PaperGroup,
    PaperKind,
    Papers,
    Placing,
    Privacy,
    papers_of,
)
from matcher.ledger import local_now

ALL = "all"
_ENCODINGS = {"utf8": CsvEncoding.UTF8, "gb18030": CsvEncoding.GB18030}


def add_papers(parser: ArgumentParser, add_lists: Callable[[ArgumentParser], None]) -> None:
    """What may be written after ``papers``."""
    parser.epilog = kinds_table()
    parser.usage = (
        "main.py papers 文书 … --needs 文件 … --resources 文件 … [选项]\n"
        "      main.py papers 文书 … --ledger 台账 [选项]"
    )
    what = parser.add_argument_group("参数")
    groups = [group.value for group in PaperGroup]
    what.add_argument(
        "kinds",
        nargs="+",
        metavar="文书",
        choices=[*groups, ALL, *(kind.value for kind in PaperKind)],
        help=_kinds_words(),
    )
    add_lists(parser)
    _add_looks(parser.add_argument_group("文书"))


def _add_looks(group: _ArgumentGroup) -> None:
    group.add_argument(
        "--level",
        choices=[level.value for level in Privacy],
        metavar="版本",
        help="internal 内部版、meeting 会议版、public 公示版；默认按各文书自己的版本。公示表总是公示版",
    )
    group.add_argument("--office", default="", metavar="名称", help="填报（派单）单位")
    group.add_argument("--chair", default="", metavar="姓名", help="主持人")
    group.add_argument("--time", default="", metavar="时间", help="会议时间")
    group.add_argument("--place", default="", metavar="地点", help="会议地点")
    group.add_argument(
        "--against",
        type=Path,
        metavar="文件",
        help="与这份“全部数据”JSON 里的项目清单比较，列出变动",
    )
    group.add_argument(
        "--csv-encoding",
        choices=tuple(_ENCODINGS),
        default="utf8",
        metavar="编码",
        help="CSV 的编码：utf8（带标记，默认）或 gb18030",
    )
    group.add_argument("--undated", action="store_true", help="日期留空手写")
    group.add_argument(
        "--out", type=Path, default=Path("out"), metavar="文件夹", help="放在哪里，默认 out"
    )
    group.add_argument("-h", "--help", action="help", help="显示这份说明")


def _kinds_words() -> str:
    return f"写哪些，可写多种；{ALL} 为全部，各种写法见下"


def kinds_table() -> str:
    """Every word that can be written after ``papers``, for its help."""
    lines = []
    for group in PaperGroup:
        lines.append(f"{group.value:<10}{group.label}，即下面各种：")
        lines += [f"  {kind.value:<10}{kind.label}：{kind.spec.about}" for kind in papers_of(group)]
    return "\n".join(lines)


def kinds_of(written: Sequence[str]) -> tuple[PaperKind, ...]:
    """The papers meant, groups spelled out, in their order."""
    found: set[PaperKind] = set()
    for word in written:
        if word == ALL:
            found.update(PaperKind)
        elif word in set(PaperGroup):
            found.update(papers_of(PaperGroup(word)))
        else:
            found.add(PaperKind(word))
    return tuple(kind for kind in PaperKind if kind in found)


def write(round_: Round, arguments: Namespace, progress: Progress, stop: Stop) -> Papers:
    """Match the month and write what was asked for.

    Raises:
        MatcherError: The month cannot be matched, or a file cannot be written.
        Cancelled: Stopped before there was a plan.
    """
    previous = pipeline.version_in(arguments.against) if arguments.against else None
    matched = planned(round_, arguments, progress, stop)
    return pipeline.papers(
        matched,
        kinds_of(arguments.kinds),
        arguments.out,
        level=Privacy(arguments.level) if arguments.level else None,
        day=None if arguments.undated else local_now().date(),
        previous=previous,
        encoding=_ENCODINGS[arguments.csv_encoding],
        on_progress=progress,
        stop=stop,
    )


def planned(round_: Round, arguments: Namespace, progress: Progress, stop: Stop) -> Round:
    """The month with its plan (a month book's own where nothing has changed since) and what was told of the meeting.

    Raises:
        MatcherError: The month cannot be matched.
        Cancelled: Stopped before there was a plan.
    """
    told = {
        "name": arguments.office,
        "chair": arguments.chair,
        "meeting_time": arguments.time,
        "place": arguments.place,
    }
    office = replace(round_.office, **{name: words for name, words in told.items() if words})
    if round_.outcome is None or round_.stale:
        round_ = pipeline.match(round_, on_progress=progress, stop=stop)
    return replace(round_, office=office)


def report(papers: Papers) -> Iterator[str]:
    """How many of each, where, and which stand under another name."""
    counts = Counter((file.kind, file.level) for file in papers.files)
    for (kind, level), count in counts.items():
        yield f"  {kind.label}（{level.label}） {count} 份"
    for file in papers.files:
        if file.placing is Placing.BESIDE:
            yield f"  注意：{file.note}；这一份在 {file.path.name}"
    if papers.stopped:
        yield f"已停止，前 {len(papers.files)} 份已写好"
    if papers.files:
        yield f"  位置 {papers.folder.resolve()}"
