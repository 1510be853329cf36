"""Built-in number format codes by number, the Chinese ones included."""

from openpyxl.styles.numbers import BUILTIN_FORMATS

_YEAR_MONTH = 'yyyy"年"m"月"'
_MONTH_DAY = 'm"月"d"日"'
_HALF_DAY = '上午/下午h"时"mm"分"'
_CHINESE = {
    27: _YEAR_MONTH,
    28: _MONTH_DAY,
    29: _MONTH_DAY,
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: _HALF_DAY,
    35: _HALF_DAY + 'ss"秒"',
    36: _YEAR_MONTH,
    50: _YEAR_MONTH,
    51: _MONTH_DAY,
    52: _YEAR_MONTH,
    53: _MONTH_DAY,
    54: _MONTH_DAY,
    55: _HALF_DAY,
    56: _HALF_DAY + 'ss"秒"',
    57: _YEAR_MONTH,
    58: _MONTH_DAY,
}


_MAX_CODE = 255
_GENERAL = frozenset({"general", "g/通用格式", "standard", "@"})


def code_of(number: int, own: dict[int, str]) -> str:
    """The code of a format by its number: the workbook's own first; empty for General and plain text."""
    code = own.get(number, "") or builtin_code(number)
    return "" if code.lower() in _GENERAL else code[:_MAX_CODE]


def builtin_code(number: int) -> str:
    """The code of a built-in format as Chinese Excel and WPS mean it; empty for unknown ones."""
    if number in _CHINESE:
        return _CHINESE[number]
    code: str = BUILTIN_FORMATS.get(number, "")
    return code
