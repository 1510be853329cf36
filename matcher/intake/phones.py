"""Phone numbers in a cell → digits, an extension after a dash."""

import re
from functools import lru_cache

from matcher.intake.text import narrow

_FLOAT = re.compile(r"^1\.(\d{10}|\d{9})[eE]\+?10$")
_TAIL = re.compile(r"\.0+$")
_COUNTRY = re.compile(r"(?<!\d)(?:\+|00)?86[- ]?(?=1[3-9]\d{9})|\+86[- ]?")
_EXTENSION = r"(?:(?:转|轉|ext\.?|分机:?|#)(\d{1,6}))?"
_NUMBER = re.compile(
    rf"(?<!\d)(?:(1\d{{2}})-?(\d{{4}})-?(\d{{4}})|\(?(0\d{{2,3}})\)?[-)]?(\d{{7,8}})|([48]00)-?(\d{{3,4}})-?(\d{{3,4}})|([2-9]\d{{6,7}})|(1[012]\d{{3}}|1\d{{2}}|9\d{{4}}))(?!\d)(?:-(\d{{1,4}})(?!\d))?(?!\*){_EXTENSION}",
    re.IGNORECASE,
)


@lru_cache(maxsize=16_384)
def phones_of(text: str) -> tuple[str, ...]:
    """Every phone number in the text, in order; masked ones (138****0001) are none."""
    bare = _COUNTRY.sub("", _TAIL.sub("", narrow(_spaced(text))))
    if match := _FLOAT.match(bare):
        bare = "1" + match.group(1).ljust(10, "0")
    found = []
    for match in _NUMBER.finditer(bare):
        *parts, short, dialled = match.groups()
        extension = short or dialled
        digits = "".join(part for part in parts if part)
        found.append(f"{digits}-{extension}" if extension else digits)
    return tuple(dict.fromkeys(found))


def _spaced(text: str) -> str:
    """Blanks inside a number closed, blanks between two numbers kept apart."""
    joined = re.sub(r"(?<=\d)[  ]*[-－—–][  ]*(?=\d)", "-", text)
    tight = re.sub(r"(?<!\d)(1\d{2})[  ](\d{4})[  ](\d{4})(?!\d)", r"\1\2\3", joined)
    return re.sub(r"(?<=\d{7})[\s ]+(?=\d)", "、", tight)


def name_beside(text: str) -> str:
    """What a cell of name and number holds besides the number: the name."""
    without = re.sub(r"[\d+()（）\-—–－/、，,;；:： \s*＊转#.]+", " ", text)
    names = [part for part in without.split() if re.fullmatch(r"[\u3400-\u9fff·]{2,6}", part)]
    words = {
        "电话",
        "手机",
        "联系电话",
        "联系人",
        "座机",
        "办公",
        "办公室",
        "固话",
        "微信同号",
        "微信",
    }
    return next((name for name in names if name not in words), "")
