"""How an office writes sums, days and months, and in which order names stand."""

import re
import unicodedata
from datetime import date
from functools import lru_cache

_SHARE = re.compile(r"1?/(\d+)(.+)")


def by_name(text: str) -> tuple[bytes, str]:
    """Sort key for Chinese names: common characters by pinyin, as GB 2312 orders them; blank last."""
    return (text.encode("gb18030", "replace") if text else b"\xff", text)


@lru_cache(maxsize=65_536)
def bare_words(text: str) -> str:
    """Only letters, digits and characters, folded: what two cells that say the same share."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())


def yuan_words(yuan: int) -> str:
    """A sum as an office writes it: 万元 from a thousand yuan on where that is short, else 元."""
    return f"{yuan / 10_000:g}万元" if yuan >= 1000 and yuan % 100 == 0 else f"{yuan}元"


def day_words(day: date) -> str:
    """2026年6月18日."""
    return f"{day.year}年{day.month}月{day.day}日"


def month_words(month: str) -> str:
    """2026年6月, from ``2026-06``."""
    year, number = month.split("-")
    return f"{int(year)}年{int(number)}月"


def counted(value: int, measure: str) -> str:
    """A number with its measure; ``1/60分`` counts sixtieths of a point and is told in points."""
    share = _SHARE.fullmatch(measure)
    return f"{value / int(share[1]):.1f}{share[2]}" if share else f"{value}{measure}"


def title_with_detail(title: str, detail: str) -> str:
    """Both as one text; a detail that is empty or only repeats the title is left out."""
    return f"{title}。{detail}" if detail and detail != title else title
