"""Our own ids in the number column of a list: which hold, which were damaged, and rows that hold nothing else."""

import re
from collections.abc import Mapping

from rapidfuzz.distance import Levenshtein

from matcher.domain.ids import check_holds, is_batch, is_blank_id, kind_of_id, normal, without_check
from matcher.intake.text import is_nothing
from matcher.sheets.book import Cell

_PLAIN = re.compile(
    r"(?:XQ-\d{6}-(?P<middle>[\u3400-\u9fffA-Z0-9]+)|(?:ZY|XM)-\d{6}(?:-(?P<batch>[A-Z0-9]{4}))?)-\d{3,}"
)
"""Ids as the program gives them, without a check character."""

_NUMBERS = frozenset({"need_no", "res_no"})
_DEFAULTS = frozenset(
    {"community", "applicant_type", "category_l1", "form", "urgency", "unit", "unit_type", "status"}
)
"""Drop-downs, and whose list it is: what somebody may fill in for all rows beforehand."""

_SHAPE = "xx-xxxxxx-xxxx-xxx-x"
_SLIPS = 2


def own_id(text: str, kind: str = "") -> str:
    """The id a row goes by, or empty when its number is the list's own or does not hold.

    Args:
        text: What stands in the number column.
        kind: ``XQ``, ``ZY`` or ``XM``: what the row is; empty = any.
    """
    number = normal(text)
    if check_holds(number):
        if not is_blank_id(number):
            return without_check(number)
        return number if kind in ("", kind_of_id(number)) else ""
    return number if _PLAIN.fullmatch(number) and not is_damaged(number) else ""


def is_damaged(text: str) -> bool:
    """Whether this was once an id with a check character, but is none now: mistyped, cut off, counted on."""
    number = normal(text)
    if check_holds(number):
        return False
    plain = _PLAIN.fullmatch(number)
    if plain:
        return is_batch(plain["middle"] or plain["batch"] or "")
    if number[-2:-1] == "-" and _PLAIN.fullmatch(number[:-2]):
        return number[-1].isalnum()
    return _like_a_blank_id(number)


def _like_a_blank_id(number: str) -> bool:
    """Whether at most two characters are missing, wrong or too many for an id of a blank list."""
    prefixed = number[:1] in "XZ" or number[1:2] in "QY" or number[:2] in ("QX", "YZ")
    if not (number.isascii() and prefixed):
        return False
    shape = re.sub(r"[A-Z0-9]", "x", number)
    digits = sum(character.isdecimal() for character in number[2:10])
    return digits >= 5 and Levenshtein.distance(shape, _SHAPE) <= _SLIPS


def is_unfilled(cells: Mapping[int, Cell], fields: Mapping[int, tuple[str, float]]) -> bool:
    """Whether a row holds an id of a blank list and nothing of its own beside it."""
    marked = False
    for column, cell in cells.items():
        code = fields.get(column, ("", 0.0))[0]
        if code in _NUMBERS and (is_blank_id(normal(cell.text)) or is_damaged(cell.text)):
            marked = True
        elif code not in _DEFAULTS and not is_nothing(cell.text):
            return False
    return marked
