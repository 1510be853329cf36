"""When a need is wanted: the wish, and the first day where a column of its own tells that."""

import re
from dataclasses import replace
from datetime import date

from matcher.domain import TimeWindow, Windows
from matcher.intake import values
from matcher.intake.rows import Record
from matcher.intake.values import Context
from matcher.intake.windows import windows_of

_WISH, _START = "time_wish", "time_from"
_FROM = re.compile(r"(?:起|开始|[之以]?后)$")
_BY = re.compile(r"[之以]?前(?:完成|办结)?$")


def wish(record: Record, context: Context) -> tuple[Windows, str]:
    """When a need is wanted, and in which words; what was not understood is said."""
    wished = values.windows(record, _WISH, context)
    told = values.wish_words(record, _WISH, context)
    starts = values.windows(record, _START, context)
    first = min((window.first for window in starts if window.first), default=None)
    begun = _FROM.sub("", values.time_words(record, _START))
    if first is None:
        return (wished, told) if wished or told else (starts, begun)
    if wished and all(window.last and window.last < first for window in wished):
        context.remarks.warn(
            "start-late",
            f"希望开始的日子在“{told}”之后，按“{told}”处理；请核对两处时间",
            cell=record.address(_START),
            value=begun,
        )
        return wished, told
    return _from(first, begun, wished, told, context.month)


def _from(first: date, begun: str, wished: Windows, told: str, month: str) -> tuple[Windows, str]:
    """The wish not before a day; in words that read the same again where there are such."""
    cut = tuple(
        replace(window, first=max(window.first or first, first))
        for window in wished or (TimeWindow(),)
        if window.last is None or window.last >= first
    )
    ways = (f"{begun}起", begun) if not told else (f"{begun}至{_BY.sub('', told)}", told)
    for words in ways:
        read = windows_of(words, month)
        if read is not None and _bare(read) == _bare(cut):
            return read, words
    return cut, f"{begun}起，{told}" if told else f"{begun}起"


def _bare(windows: Windows) -> Windows:
    return tuple(replace(window, words="") for window in windows)
