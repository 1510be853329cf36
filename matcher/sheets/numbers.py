"""Numbers as a spreadsheet program shows them."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from math import isfinite

_TOKEN = re.compile(r'"([^"]*)"?|\\(.)|_.|\*.|\[([^\]]*)\]|(General|G/通用格式)|(.)', re.S | re.I)
_CONDITION = re.compile(r"^(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)$")
_PLACEHOLDERS = frozenset("0#?")
_MAX_DECIMALS = 30

Token = tuple[str, str]
"""(kind, text): ``lit`` a literal, ``ph`` a placeholder, ``if`` a condition, else the sign itself."""


def plain(value: float) -> str:
    """A number without format: all digits, no float tail, no exponent where digits will do."""
    if isinstance(value, int):
        return str(value)
    if not isfinite(value):
        return str(value)
    number = _exact(value)
    if number and not -9 <= number.adjusted() < 21:
        return format(value, ".15G")
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown(value: float, code: str) -> str:
    """A number under a number format code; formats beyond this module show it plainly."""
    if not code or code in {"General", "@"}:
        return plain(value)
    section, signed = _section(value, code)
    text = _render(value, section, signed)
    return text or plain(value)


def _render(value: float, section: tuple[Token, ...], signed: bool) -> str | None:
    """The number in one section of a format, or ``None`` when the section asks for more than digits."""
    kinds = {kind for kind, _ in section}
    if "general" in kinds:
        body = plain(abs(value) if not signed else value)
        return "".join(
            body if kind == "general" else text
            for kind, text in section
            if kind in {"lit", "general"}
        )
    if "ph" not in kinds or "other" in kinds or not isfinite(value) or abs(value) >= 1e21:
        return None
    number = abs(_exact(value))
    number *= Decimal(100) ** sum(kind == "%" for kind, _ in section)
    number = number.scaleb(-3 * _scalings(section))
    point = next((at for at, (kind, _) in enumerate(section) if kind == "."), len(section))
    decimals = min(sum(kind == "ph" for kind, _ in section[point:]), _MAX_DECIMALS)
    rounded = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    whole, _, fraction = format(rounded, "f").partition(".")
    text = _whole(whole, section[:point]) + _fraction(fraction, section[point:])
    minus = "-" if signed and value < 0 and rounded else ""
    return minus + text.strip()


def _exact(value: float) -> Decimal:
    """The number to the fifteen digits a spreadsheet program keeps; whole numbers in full."""
    return Decimal(value if value == int(value) and abs(value) < 1e15 else format(value, ".15g"))


def _scalings(section: tuple[Token, ...]) -> int:
    """How often the format divides by a thousand: commas after the last digit of its part."""
    before = after = 0
    pointed = False
    for kind, _ in section:
        pointed = pointed or kind == "."
        if kind == "ph" and not pointed:
            before = 0
        elif kind == ",":
            before, after = (before, after + 1) if pointed else (before + 1, after)
    return before + after


def _whole(digits: str, section: tuple[Token, ...]) -> str:
    """Digits before the point, set into their placeholders from the right."""
    places = [at for at, (kind, _) in enumerate(section) if kind == "ph"]
    grouped = bool(places) and any(kind == "," for kind, _ in section[places[0] : places[-1] + 1])
    left = digits.lstrip("0")
    parts: list[str] = []
    count = 0

    def group(digit: str) -> str:
        nonlocal count
        count += 1
        return f"{digit}," if grouped and count > 1 and count % 3 == 1 else digit

    for at in range(len(section) - 1, -1, -1):
        kind, text = section[at]
        if kind == "lit" or kind == "%":
            parts.append(text)
        elif kind == "ph":
            run = left if places and at == places[0] else left[-1:]
            left = left[: len(left) - len(run)]
            run = run or ("0" if text == "0" else "")
            parts.extend(group(digit) for digit in reversed(run))
    return "".join(reversed(["".join(part) for part in parts]))


def _fraction(digits: str, section: tuple[Token, ...]) -> str:
    """The point and what follows it."""
    out: list[str] = []
    places = [text for kind, text in section if kind == "ph"]
    keep = len(places)
    while keep and places[keep - 1] != "0" and digits[keep - 1 : keep] in {"0", ""}:
        keep -= 1
    at = 0
    for kind, text in section:
        if kind == "." and keep:
            out.append(".")
        elif kind in {"lit", "%"}:
            out.append(text)
        elif kind == "ph":
            out.append(digits[at : at + 1] if at < keep else "")
            at += 1
    return "".join(out)


def _section(value: float, code: str) -> tuple[tuple[Token, ...], bool]:
    """The section of the format that is for this value, and whether the minus is still to be written."""
    sections = _sections(code)
    for section in sections[:2]:
        condition = next((text for kind, text in section if kind == "if"), "")
        if condition and _holds(value, condition):
            return section, True
    if any(kind == "if" for kind, _ in sections[0]):
        return sections[min(2 if len(sections) > 2 else 1, len(sections) - 1)], True
    if value < 0 and len(sections) > 1:
        return sections[1], False
    if value == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], True


def _holds(value: float, condition: str) -> bool:
    match = _CONDITION.match(condition)
    if not match:
        return False
    sign, bound = match.group(1), float(match.group(2))
    return {
        "<": value < bound,
        ">": value > bound,
        "=": value == bound,
        "<=": value <= bound,
        ">=": value >= bound,
        "<>": value != bound,
    }[sign]


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[tuple[Token, ...], ...]:
    sections: list[list[Token]] = [[]]
    for kind, text in _tokens(code[:255]):
        if kind == ";":
            sections.append([])
        else:
            sections[-1].append((kind, text))
    return tuple(tuple(section) for section in sections)


def _tokens(code: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(code):
        quoted, escaped, bracket, general, char = match.groups()
        if quoted is not None or escaped is not None:
            yield "lit", quoted or escaped or ""
        elif bracket is not None:
            yield from _bracket(bracket)
        elif general is not None:
            yield "general", general
        elif char is not None:
            yield _sign(char)


def _bracket(inside: str) -> Iterator[Token]:
    if _CONDITION.match(inside):
        yield "if", inside
    elif inside.startswith("$"):
        yield "lit", inside[1:].partition("-")[0]


def _sign(char: str) -> Token:
    if char in _PLACEHOLDERS:
        return "ph", char
    if char in ".,%;":
        return char, char
    if char in "/@" or char in "eEdmyhsgDMYHSG":
        return "other", char
    return "lit", char
