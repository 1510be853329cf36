"""Field values of a record with what is to be said about them."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from matcher.domain import Amount, Certainty, TimeWindow, Windows
from matcher.intake.amounts import amount_of, money_factor, names_households_and_people, yuan_of
from matcher.intake.days import day_of_value, serial_day
from matcher.intake.directory import Directory
from matcher.intake.phones import name_beside, phones_of
from matcher.intake.reports import Remarks
from matcher.intake.rows import Record
from matcher.intake.text import clean, is_nothing, name_like, narrow, one_line
from matcher.intake.windows import windows_of
from matcher.sheets.book import CellKind
from matcher.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Context:
    """What reading a record needs to know.

    Attributes:
        month: The round's month.
        vocabulary: Words of the field.
        remarks: Takes what is to be said.
        units: Field code → units its header tells.
        directory: Known member units.
        community: The community the whole sheet belongs to, or empty.
        unit: The unit that hands in the whole sheet, or empty.
        money: Field code → yuan per unit, decided for the column where the header is silent.
        latest: Field codes whose header asks by when.
    """

    month: str
    vocabulary: Vocabulary
    remarks: Remarks
    units: dict[str, tuple[str, ...]] = field(default_factory=dict)
    directory: Directory = field(default_factory=Directory)
    community: str = ""
    money: dict[str, int] = field(default_factory=dict)
    unit: str = ""
    latest: frozenset[str] = frozenset()


def words(record: Record, code: str) -> str:
    """A short text, one line, empty when there is nothing."""
    return one_line(record.text(code))


def text(record: Record, code: str) -> str:
    """A longer text whose line breaks are kept."""
    return clean(record.text(code))


def name(record: Record, code: str) -> str:
    """A name without blanks between its characters."""
    return name_like(record.text(code))


def amount(record: Record, code: str, context: Context) -> Amount | None:
    """A number of something; said when the words tell none."""
    written = record.text(code)
    if not written:
        return None
    measures = context.units.get(code, ())
    measure = words(record, "measure") if code in {"quantity", "capacity_total"} else ""
    found = amount_of(one_line(written), measure or (measures[0] if measures else ""))
    if found is None:
        context.remarks.warn(
            "number-unclear",
            "看不出是多少，原文已保留；请改写成数字（如 50、约50人、每月2次）",
            cell=record.address(code),
            value=written,
        )
    elif found.certainty is Certainty.SOME:
        context.remarks.tell(
            "number-some",
            "数量写的是“若干”，按数量不明处理；知道数量时请补上",
            cell=record.address(code),
            value=written,
        )
    elif names_households_and_people(one_line(written)):
        context.remarks.tell(
            "people-count",
            f"户数和人数写在一格，按人数计（{found.value}人）",
            cell=record.address(code),
            value=written,
        )
    return found


def yuan(record: Record, code: str, context: Context) -> int | None:
    """A sum in yuan; said when there is no unit anywhere or no number."""
    written = record.text(code)
    if not written:
        return None
    told = money_factor(context.units.get(code, ()))
    factor = told if told is not None else context.money.get(code)
    found = yuan_of(one_line(written), factor)
    if found is None:
        context.remarks.warn(
            "money-unclear",
            "看不出金额，原文已保留；请写成数字并注明元或万元",
            cell=record.address(code),
            value=written,
        )
    return found


def guess_money_unit(texts: list[str]) -> int | None:
    """Yuan per unit of a column that names none: small or broken numbers are 万元, thousands are 元."""
    numbers = [
        float(bare)
        for t in texts
        if re.fullmatch(r"\d+(?:\.\d+)?", bare := narrow(t).replace(",", ""))
    ]
    if not numbers:
        return None
    if all(number >= 100 for number in numbers if number):
        return 1
    return 10_000 if all(number < 100 for number in numbers) else None


def day(record: Record, code: str, context: Context, *, ahead: bool = False) -> date | None:
    """A single day; said when the words tell none."""
    entry = record.entries.get(code)
    if entry is None or not entry.text:
        return None
    value = entry.cell.value if entry.cell.kind in {CellKind.MOMENT, CellKind.NUMBER} else None
    found = day_of_value(value, entry.text, context.month, ahead=ahead)
    if found is None:
        context.remarks.warn(
            "date-unclear",
            "看不出是哪一天，原文已保留；请写成 2026-06-18 这样的日期",
            cell=entry.address,
            value=entry.text,
        )
    return found


def windows(record: Record, code: str, context: Context) -> Windows:
    """Wishes or offers of time; said when the words were not understood."""
    entry = record.entries.get(code)
    if entry is None or not entry.text:
        return ()
    found = windows_of(wish_words(record, code, context), context.month)
    if found is None:
        context.remarks.tell(
            "time-unclear",
            "看不出是什么时间，按时间未注明处理，原文已保留；可改写成“2026年7月”“每周三下午”这样的说法",
            cell=entry.address,
            value=entry.text,
        )
    return found or ()


def wish_words(record: Record, code: str, context: Context) -> str:
    """The words of a time cell; a single day under a header that asks by when reads as until that day (…前)."""
    written = time_words(record, code)
    if code not in context.latest:
        return written
    day, until = (windows_of(text, context.month) for text in (written, f"{written}前"))
    if not day or not until or len(day) != 1:
        return written
    only = day[0]
    is_day = only.first is not None and only == TimeWindow(only.first, only.first, words=only.words)
    return f"{written}前" if is_day and until[0].first is None else written


def time_words(record: Record, code: str) -> str:
    """The words of a time cell; a date cell as its ISO day."""
    entry = record.entries.get(code)
    if entry is None:
        return ""
    value = entry.cell.value
    if entry.cell.kind is CellKind.MOMENT and isinstance(value, date):
        plain = value.date() if isinstance(value, datetime) else value
        return plain.isoformat()
    if entry.cell.kind is CellKind.NUMBER and isinstance(value, int | float):
        counted = serial_day(value)
        return counted.isoformat() if counted else one_line(entry.text)
    return one_line(entry.text)


def phones(record: Record, code: str, context: Context) -> tuple[str, ...]:
    """Phone numbers as digits; said when the cell holds none."""
    entry = record.entries.get(code)
    if entry is None or not entry.text:
        return ()
    found = phones_of(entry.cell.text if entry.cell.kind is CellKind.NUMBER else entry.text)
    if not found:
        context.remarks.warn(
            "phone-unclear",
            "看不出电话号码，原文已保留；请写成 11 位手机号或带区号的座机号",
            cell=entry.address,
            value=entry.text,
        )
    odd = [
        n for n in found if len(n.split("-")[0]) not in {5, 6, 7, 8, 10, 11, 12} and n not in _SHORT
    ]
    odd += [n for n in found if n[0] == "1" and len(n.split("-")[0]) != 11 and len(n) > 6]
    if odd:
        context.remarks.warn(
            "phone-odd", "电话号码的位数不对，请核对", cell=entry.address, value=entry.text
        )
    return found


_SHORT = frozenset({"110", "119", "120", "122"})


def contact(record: Record, code: str, phone_code: str) -> str:
    """The contact's name, from its own column or from beside the phone number."""
    own = name(record, code)
    if own:
        if re.search(r"\d{5,}", own):
            return name_beside(own) or own
        return own
    return name_beside(record.text(phone_code)) if record.text(phone_code) else ""


def contact_phones(record: Record, code: str, phone_code: str, context: Context) -> tuple[str, ...]:
    """The contact's numbers, from the phone column or from beside the name."""
    found = phones(record, phone_code, context)
    beside = record.text(code)
    if not found and re.search(r"\d{7,}|\d{3,4}-\d{4}", beside):
        return phones_of(beside)
    return found


def unit_name(written: str, context: Context, cell: str) -> str:
    """The unit's full name where it is surely known, else as written; look-alikes are asked about."""
    shown = name_like(written)
    found = context.directory.resolve(shown)
    if found is not None or not context.directory.names or not shown:
        return found or shown
    similar = _similar(context.directory, shown)
    if similar:
        message = f"成员单位清单里没有这个名称，是不是“{'”或“'.join(similar)}”？是的话请改成全称，或在成员单位清单的简称一栏补上"
        context.remarks.warn("unit-unsure", message, cell=cell, value=shown, names=similar)
    else:
        context.remarks.tell(
            "unit-unknown",
            "成员单位清单里没有这个单位，按原名使用；需要时请补进成员单位清单",
            cell=cell,
            value=shown,
        )
    return shown


def _similar(directory: Directory, shown: str) -> tuple[str, ...]:
    return directory.look_alikes(shown)


def skills(record: Record, code: str) -> tuple[str, ...]:
    """Qualifications asked for or offered, one word group each."""
    return _word_groups(one_line(record.text(code)))


@lru_cache(maxsize=4096)
def _word_groups(joined: str) -> tuple[str, ...]:
    if is_nothing(joined) or re.fullmatch(r"不限|无要求|无特殊要求|均可|没有要求|无需", joined):
        return ()
    pieces = re.split(r"[、，,;；/\n]|(?<=[^A-Za-z]) +", joined)
    return tuple(dict.fromkeys(piece.strip() for piece in pieces if piece.strip()))
