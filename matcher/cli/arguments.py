"""What may be written on the command line, in Chinese, and what is said about mistakes."""

import argparse
import re
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import NoReturn

from matcher.cli.filling import add_fill, add_forms
from matcher.cli.meeting import add_explain, add_resolve, add_unlock
from matcher.cli.paperwork import add_papers
from matcher.cli.suggesting import add_suggest
from matcher.domain import Options, option_specs
from matcher.errors import UsageError
from matcher.ledger import local_now

_MONTH = re.compile(r"([12]\d{3})-(\d{1,2})")
_WIDTH = 76
_ON_A_LEDGER = ("match", "explain", "unlock", "resolve", "papers", "fill")
"""Commands that can start from a month book; without one they need lists."""

_EPILOG = """\
退出码：
  0    完成
  1    程序内部出错（屏幕上写着日志在哪里）
  2    命令写得不对
  3    有文件不能用或不能写（哪个、为什么、怎么办）
  4    锁定、认领与禁止互相矛盾（哪几条）
  5    证明文件复核不成立（哪几处）
  130  被用户中断

例：
  python main.py match --needs 需求*.xlsx --resources 资源*.xlsx --out 结果
  python main.py match --help           match 的全部选项
  python main.py papers meeting after --needs 需求*.xlsx --resources 资源*.xlsx --out 文书
  python main.py papers after --ledger 台账文件 --month 2026-06 --out 文书
  python main.py --ledger 台账文件      用这本台账打开窗口
"""


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments as values; ``command`` says which command.

    Raises:
        UsageError: Something is missing, unknown or out of range.
        SystemExit: Help was asked for and printed.
    """
    found, unknown = _parser().parse_known_args(argv)
    if unknown:
        raise UsageError(
            f"不认识 {' '.join(unknown)}", "", f"用法见：python main.py {found.command} --help"
        )
    if found.command in _ON_A_LEDGER and found.ledger is None:
        missing = [name for name in ("needs", "resources") if not getattr(found, name)]
        if missing:
            raise UsageError(
                f"缺少 {'、'.join(f'--{name}' for name in missing)}",
                "",
                f"用法见：python main.py {found.command} --help",
            )
    return found


class _Parser(argparse.ArgumentParser):
    """A parser whose mistakes are our own errors."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(_in_chinese(message), "", f"用法见：python {self.prog} --help")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Help in Chinese, at a width that suits characters two columns wide."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30, width=_WIDTH)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


_MESSAGES = (
    (
        r"the following arguments are required: (需求|文书|模板)",
        "缺少 {0}（要写在 --needs 等各项之前）",
    ),
    (r"the following arguments are required: (.+)", "缺少 {0}"),
    (r"argument (.+?): expected one argument", "{0} 后面要写一个值"),
    (r"argument (.+?): expected at least one argument", "{0} 后面至少要写一个值"),
    (r"argument (.+?): expected (\d+) arguments?", "{0} 后面要写 {1} 个值"),
    (
        r"argument (文书|--level|--csv-encoding): invalid choice: '(.*?)' .*",
        "{0} 没有“{1}”这一种；可写哪些见帮助",
    ),
    (r"argument 做什么: invalid choice: '(.*?)' .*", "没有“{0}”这个做法；可写 export 或 check"),
    (
        r"argument .+?: invalid choice: '(.*?)' .*",
        "没有“{0}”这个命令；可用的命令是 "
        "match、explain、unlock、resolve、check、suggest、template、vocabulary、verify、papers、fill、forms、demo",
    ),
    (r"argument (.+?): ignored explicit argument (.+)", "{0} 后面不能写值 {1}"),
    (r"argument (.+?): (.*[\u4e00-\u9fff].*)", "{0} {1}"),
)


def _in_chinese(message: str) -> str:
    for pattern, words in _MESSAGES:
        found = re.fullmatch(pattern, message)
        if found is not None:
            return words.format(*found.groups())
    return f"命令写得不对：{message}"


def _parser() -> _Parser:
    parser = _Parser(
        prog="main.py",
        description="三张清单对接助手：需求清单、资源清单 → 项目服务清单。不写命令时打开窗口。",
        epilog=_EPILOG,
        formatter_class=_Formatter,
        add_help=False,
        allow_abbrev=False,
    )
    _add_help(parser.add_argument_group("选项"))
    commands = parser.add_subparsers(
        dest="command", required=True, title="命令", metavar="命令", parser_class=_Parser
    )
    _add_match(_command(commands, "match", "把需求和资源对接成项目服务清单"))
    for name, words, add in (
        ("explain", "为什么这样安排、为什么不是它，怎样才能安排", add_explain),
        ("unlock", "再多一项什么，能多满足最多的需求", add_unlock),
        ("resolve", "按新的决定调整方案，改动最少", add_resolve),
    ):
        add(_command(commands, name, words), _add_lists_or_ledger, _add_answer)
    _add_check(_command(commands, "check", "逐行说明导入时看懂了什么，不写别的文件"))
    add_suggest(
        _command(commands, "suggest", "类别、形式空着或看不懂的，按文字各给出三个候选和依据"),
        _add_month,
        _add_answer,
    )
    _add_template(_command(commands, "template", "生成可下发的空白清单（带下拉选项和示例行）"))
    _add_vocabulary(_command(commands, "vocabulary", "导出词库，或检查改好的词库"))
    _add_verify(_command(commands, "verify", "复核一份方案证明：只用整数算术，不经求解器"))
    add_papers(_command(commands, "papers", "写出会议材料和会后文书"), _add_lists_or_ledger)
    add_fill(_command(commands, "fill", "按本单位自己的模板填写文书"), _add_lists_or_ledger)
    add_forms(_command(commands, "forms", "导出可以修改的文书模板和占位符说明"))
    _add_demo(_command(commands, "demo", "用样例月份演示一遍"))
    return parser


def _command(commands: "argparse._SubParsersAction[_Parser]", name: str, text: str) -> _Parser:
    return commands.add_parser(
        name,
        help=text,
        description=f"{text}。",
        formatter_class=_Formatter,
        add_help=False,
        allow_abbrev=False,
    )


def _add_help(group: argparse._ArgumentGroup) -> None:
    group.add_argument("-h", "--help", action="help", help="显示这份说明")


def _add_lists_or_ledger(parser: argparse.ArgumentParser) -> None:
    """As :func:`_add_lists`, on top of a month book where one is given."""
    _add_lists(parser, needed=False)
    parser.add_argument_group("台账").add_argument(
        "--ledger",
        type=Path,
        metavar="台账",
        help="沿用这本台账当月的清单、编号、决定和设置，这时可以不给清单，交回的清单只取改动；台账本身不变",
    )


def _add_match(parser: _Parser) -> None:
    _add_lists_or_ledger(parser)
    output = parser.add_argument_group("输出")
    output.add_argument(
        "--out",
        type=Path,
        default=Path("out"),
        metavar="文件夹",
        help="结果工作簿放在哪里，默认 out",
    )
    _add_json(output)
    output.add_argument(
        "--proof", type=Path, metavar="文件", help="另写一份方案证明，可用 verify 命令复核"
    )
    _add_help(output)


def _add_lists(parser: argparse.ArgumentParser, *, needed: bool = True) -> None:
    """The lists, the meeting's decisions and how they are matched."""
    lists = parser.add_argument_group("清单（可写多个文件，可用 * 和 ?）")
    for name, words, required in (
        ("--needs", "需求清单", needed),
        ("--resources", "资源清单", needed),
        ("--units", "成员单位清单", False),
        ("--funds", "经费清单", False),
    ):
        lists.add_argument(
            name,
            nargs="+",
            action="extend",
            default=[],
            required=required,
            metavar="文件",
            help=words,
        )
    _add_month(lists)
    decisions = parser.add_argument_group("会议的决定（可写多条）")
    for name, metavar, words in (
        ("--lock", "需求=资源", "锁定：这项需求由这项资源承担"),
        ("--forbid", "需求=资源或单位", "禁止：这项需求不由它承担"),
        ("--claim", "需求=单位", "认领：这项需求由这个单位参与"),
        ("--decline", "需求=资源或单位", "婉拒：单位不承担这项需求"),
        ("--unit-most", "单位=数", "这个单位本轮至多承接几项"),
        ("--unit-least", "单位=数", "这个单位本轮至少承接几项"),
        ("--urgency", "需求=级", "这项需求本轮按几级紧急（1–5）"),
    ):
        decisions.add_argument(
            name,
            nargs="+",
            action="extend",
            default=[],
            type=partial(_pair, metavar),
            metavar=metavar,
            help=words,
        )
    solving = parser.add_argument_group("求解")
    for name, kind in (("seconds", float), ("seed", int), ("workers", int)):
        _add_option(solving, name, kind)
    solving.add_argument(
        "--settings", type=Path, metavar="文件", help="按这份设置对接（在窗口的设置页另存）"
    )
    solving.add_argument(
        "--vocabulary", type=Path, metavar="文件", help="按这份改好的词库对接（见 vocabulary 命令）"
    )


def _add_answer(group: argparse._ArgumentGroup) -> None:
    _add_json(group)
    _add_help(group)


def _add_check(parser: _Parser) -> None:
    group = parser.add_argument_group("参数")
    group.add_argument("files", nargs="+", metavar="文件", help="任何清单，可用 * 和 ?")
    _add_month(group)
    group.add_argument(
        "--ledger",
        type=Path,
        metavar="台账",
        help="与这本台账比对：交回的清单改了哪些格、与台账有无冲突",
    )
    _add_json(group)
    _add_help(group)


def _add_template(parser: _Parser) -> None:
    group = parser.add_argument_group("参数")
    group.add_argument("folder", type=Path, metavar="文件夹", help="空白清单放在哪里")
    _add_help(group)


def _add_vocabulary(parser: _Parser) -> None:
    _add_help(parser.add_argument_group("选项"))
    actions = parser.add_subparsers(
        dest="action", required=True, title="做什么", metavar="做什么", parser_class=_Parser
    )
    export = _command(actions, "export", "把词库写成一份可修改的工作簿")
    words = export.add_argument_group("参数")
    words.add_argument("folder", type=Path, metavar="文件夹", help="词库放在哪里")
    _add_help(words)
    check = _command(actions, "check", "说明改好的词库改了什么、有哪些问题，不写别的文件")
    words = check.add_argument_group("参数")
    words.add_argument("file", type=Path, metavar="文件", help="改好的词库")
    _add_help(words)


def _add_verify(parser: _Parser) -> None:
    group = parser.add_argument_group("参数")
    group.add_argument("file", type=Path, metavar="文件", help="match --proof 写出的证明文件")
    _add_help(group)


def _add_demo(parser: _Parser) -> None:
    group = parser.add_argument_group("参数")
    group.add_argument(
        "--out",
        type=Path,
        default=Path("out"),
        metavar="文件夹",
        help="结果工作簿放在哪里，默认 out",
    )
    _add_json(group)
    _add_help(group)


def _add_month(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--month",
        type=_month,
        default=f"{local_now():%Y-%m}",
        metavar="年-月",
        help="例如 2026-06，默认本月",
    )


def _add_json(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--json", type=Path, metavar="文件", help="另写一份 JSON；- 表示写到屏幕")


def _add_option(group: argparse._ArgumentGroup, name: str, kind: type[float] | type[int]) -> None:
    spec = next(spec for spec in option_specs() if spec.name == name)

    def number(text: str) -> float | int:
        try:
            value = kind(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(f"要写数字，不能写“{text}”") from error
        if not spec.low <= value <= spec.high:
            raise argparse.ArgumentTypeError(
                f"要在 {spec.low:g} 到 {spec.high:g} 之间，不能是 {text}"
            )
        return value

    default = getattr(Options(), name)
    text = f"{spec.label}，默认 {default:g}{spec.unit and ' ' + spec.unit}"
    group.add_argument(f"--{name}", type=number, default=default, metavar="数", help=text)


def _month(text: str) -> str:
    found = _MONTH.fullmatch(text.strip())
    if found is None or not 1 <= int(found[2]) <= 12:
        raise argparse.ArgumentTypeError(f"要写成 2026-06 这样的年和月，不能写“{text}”")
    return f"{found[1]}-{int(found[2]):02d}"


def _pair(asked: str, text: str) -> tuple[str, str]:
    """Both sides of what is written as asked for."""
    left, equals, right = (part.strip() for part in text.partition("="))
    if not (left and equals and right):
        raise argparse.ArgumentTypeError(f"要写成 {asked}，不能写“{text}”")
    return left, right
