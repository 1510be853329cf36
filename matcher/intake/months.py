"""Which month a list says it is for, and a word where that is not the month it goes into."""

import re
from collections.abc import Iterable

from matcher.domain import SheetKind, month_words
from matcher.intake.sheetwork import Work
from matcher.intake.text import one_line

_TOLD = re.compile(r"(20\d\d)年(\d{1,2})月(?!\d)")
_DATED = ("日期", "时间")
_MONTHLY = frozenset({SheetKind.NEEDS, SheetKind.COMBINED, SheetKind.PROJECTS})


def told_month(titles: Iterable[str]) -> str | None:
    """The month of the first title line that names one (2026年6月 …), as ``2026-06``; not the day it was filled in."""
    for title in titles:
        words = one_line(title).replace(" ", "")
        found = _TOLD.search(words)
        if found and not any(word in words for word in _DATED) and 1 <= int(found[2]) <= 12:
            return f"{found[1]}-{int(found[2]):02d}"
    return None


def tell_other_months(works: Iterable[Work], month: str) -> None:
    """Remark on each sheet whose title names another month than it goes into."""
    for work in works:
        told = told_month(work.titles) if work.kind in _MONTHLY else None
        if told is not None and told != month:
            work.remarks.tell(
                "other-month",
                f"标题写的是{month_words(told)}，现在归入{month_words(month)}；如果不对，请撤销导入，换到{month_words(told)}再导入",
                value=month_words(told),
            )
