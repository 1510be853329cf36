"""The commands ``fill`` and ``forms``: an office's own templates filled in, and ours to start from."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from matcher.cli.paperwork import planned
from matcher.domain import Progress, Round, Stop
from matcher.domain.papers import Privacy
from matcher.ledger import local_now
from matcher.pipeline.filling import check, fill, forms


def add_forms(parser: ArgumentParser) -> None:
    """What may be written after ``forms``."""
    group = parser.add_argument_group("参数")
    group.add_argument("folder", type=Path, metavar="文件夹", help="模板放在哪里")
    group.add_argument("-h", "--help", action="help", help="显示这份说明")


def add_fill(parser: ArgumentParser, add_lists: Callable[[ArgumentParser], None]) -> None:
    """What may be written after ``fill``."""
    parser.usage = (
        "main.py fill 模板 … --needs 文件 … --resources 文件 … [选项]\n"
        "      main.py fill 模板 … --ledger 台账 [选项]"
    )
    what = parser.add_argument_group("参数")
    what.add_argument(
        "templates", nargs="+", type=Path, metavar="模板", help=".xlsx 或 .docx，可写多个"
    )
    add_lists(parser)
    looks = parser.add_argument_group("文书")
    looks.add_argument(
        "--level",
        choices=[level.value for level in Privacy],
        default=Privacy.PUBLIC.value,
        metavar="版本",
        help="internal 内部版、meeting 会议版、public 公示版（默认，不含姓名电话）",
    )
    looks.add_argument("--office", default="", metavar="名称", help="填报（派单）单位")
    looks.add_argument("--chair", default="", metavar="姓名", help="主持人")
    looks.add_argument("--time", default="", metavar="时间", help="会议时间")
    looks.add_argument("--place", default="", metavar="地点", help="会议地点")
    looks.add_argument("--undated", action="store_true", help="日期留空手写")
    looks.add_argument(
        "--out", type=Path, default=Path("out"), metavar="文件夹", help="放在哪里，默认 out"
    )
    looks.add_argument("-h", "--help", action="help", help="显示这份说明")


def write(round_: Round, arguments: Namespace, progress: Progress, stop: Stop) -> tuple[Path, ...]:
    """Match the month and fill in every template.

    Raises:
        MatcherError: The month cannot be matched, a template is no good, or a file cannot be written.
        Cancelled: Stopped before there was a plan.
    """
    for template in arguments.templates:
        check(template)
    matched = planned(round_, arguments, progress, stop)
    day = None if arguments.undated else local_now().date()
    return tuple(
        path
        for template in arguments.templates
        for path in fill(
            template,
            matched,
            arguments.out,
            level=Privacy(arguments.level),
            day=day,
            on_progress=progress,
            stop=stop,
        )
    )


def write_forms(folder: Path) -> tuple[Path, ...]:
    """Our papers as templates, and what placeholders there are.

    Raises:
        CannotWrite: A file could not be written.
    """
    return forms(folder)
