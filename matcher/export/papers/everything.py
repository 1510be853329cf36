"""Everything the month holds as JSON, and a project list read back from it to compare with."""

import msgspec

from matcher.domain import Project, Round
from matcher.domain.papers import PaperVersion, Privacy
from matcher.errors import FileRefused

FORMAT, VERSION = "three-lists-month", 1


def json_bytes(round_: Round, level: Privacy) -> bytes:
    """The month, field by field as ``docs/data-dictionary.md`` tells, indented."""
    whole = {"format": FORMAT, "version": VERSION, "level": level.value, "month": round_}
    return msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n"


class _Outcome(msgspec.Struct):
    projects: tuple[Project, ...] = ()


class _Month(msgspec.Struct):
    outcome: _Outcome | None = None


class _Whole(msgspec.Struct):
    format: str = ""
    month: _Month | None = None


def version_from(body: bytes, where: str) -> PaperVersion:
    """The project list of a file that :func:`json_bytes` wrote.

    Raises:
        FileRefused: It is no such file, or holds no plan.
    """
    advice = "请给出由本程序导出的“全部数据”JSON 文件"
    try:
        whole = msgspec.json.decode(body, type=_Whole)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise FileRefused("这个文件不是本程序导出的数据", where, advice) from error
    if whole.format != FORMAT or whole.month is None:
        raise FileRefused("这个文件不是本程序导出的数据", where, advice)
    if whole.month.outcome is None:
        raise FileRefused("这个文件里没有对接方案", where, advice)
    return PaperVersion("", whole.month.outcome.projects)


def version_json(version: PaperVersion) -> str:
    """A version as the month book remembers it."""
    return msgspec.json.encode(version).decode()


def version_of(text: str) -> PaperVersion:
    """A remembered version."""
    return msgspec.json.decode(text.encode(), type=PaperVersion)
