"""Facts laid out as a sheet, and the truth about that sheet, made side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from samples.facts import Fact, NeedFact, Num, ResourceFact, UnitFact, When

Value = str | int | float | date | None
Json = Any
_NO_FACT = ("status", "rating")
"""Columns of a combined sheet that say nothing about the need itself."""
Write = Callable[[Any, int], Value]

NOTHING: tuple[Value, ...] = (None, "", "/", "无", "—", "-", "〃 ")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a hand-made sheet.

    Attributes:
        header: Its label.
        code: Field code, or empty when no field of ours is meant.
        write: How this hand writes the fact, given the fact and its 0-based place; ``None`` = plainly.
        group: Label of the header line above, shared by neighbours; empty = none.
        merge: Whether equal neighbours are written once in a merged cell.
    """

    header: str
    code: str = ""
    write: Write | None = None
    group: str = ""
    merge: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line below the header.

    Attributes:
        fact: The record; ``None`` for a line that is none.
        into: Key of the record this line repeats; empty when it stands for itself.
        skip: Why the line is no record; ``blank`` for an empty one; empty for records.
        cells: What stands in a line that is no record, from its first column on.
        wide: Whether the first cell is merged over the whole width.
    """

    fact: Fact | None = None
    into: str = ""
    skip: str = ""
    cells: tuple[Value, ...] = ()
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole sheet as somebody laid it out.

    Attributes:
        name: Sheet name.
        kind: What it holds: ``needs``, ``resources``, ``units``, ``combined`` or ``other``.
        columns: Left to right.
        lines: Below the header.
        above: Lines above the header; a tuple of one is merged over the whole width.
        community: Said by title, sheet or file name where no column says it.
    """

    name: str
    kind: str
    columns: tuple[Column, ...] = ()
    lines: tuple[Line, ...] = ()
    above: tuple[tuple[Value, ...], ...] = ()
    community: str = ""


@dataclass(slots=True)
class Grid:
    """Cells by (row, column), 1-based, with merged ranges and the header rows."""

    name: str
    width: int
    cells: dict[tuple[int, int], Value] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    header_rows: tuple[int, ...] = ()
    last_row: int = 0

    def put(self, row: int, column: int, value: Value) -> None:
        """Write one cell; nothing is written for ``None`` and the empty string."""
        self.last_row = max(self.last_row, row)
        if value is not None and value != "":
            self.cells[row, column] = value


def records(facts: Sequence[Fact]) -> tuple[Line, ...]:
    """One line for each fact."""
    return tuple(Line(fact=fact) for fact in facts)


def lay_out(layout: Layout) -> tuple[Grid, Json]:
    """The grid of a layout and the truth about it."""
    grid = Grid(layout.name, max(1, len(layout.columns)))
    row = _above(grid, layout)
    if not layout.columns:
        return grid, {"sheet": layout.name, "kind": layout.kind}
    row = _header(grid, layout, row)
    truth = _truth_head(layout, row)
    _body(grid, layout, row, truth)
    return grid, truth


def _above(grid: Grid, layout: Layout) -> int:
    row = 0
    for texts in layout.above:
        row += 1
        _write_free_line(grid, row, texts, wide=len(texts) == 1 and len(layout.columns) > 1)
    return row


def _write_free_line(grid: Grid, row: int, cells: Sequence[Value], *, wide: bool) -> None:
    grid.last_row = max(grid.last_row, row)
    for column, value in enumerate(cells, 1):
        grid.put(row, column, value)
    if wide and grid.width > 1:
        grid.merges.append((row, 1, row, grid.width))


def _header(grid: Grid, layout: Layout, row: int) -> int:
    grouped = any(column.group for column in layout.columns)
    top = row + 1
    bottom = top + 1 if grouped else top
    for number, column in enumerate(layout.columns, 1):
        if grouped and not column.group:
            grid.put(top, number, column.header)
            grid.merges.append((top, number, bottom, number))
        else:
            grid.put(bottom, number, column.header)
    if grouped:
        for first, last, label in _runs([column.group for column in layout.columns]):
            if label:
                grid.put(top, first, label)
                if last > first:
                    grid.merges.append((top, first, top, last))
    grid.header_rows = tuple(range(top, bottom + 1))
    return bottom


def _runs(values: Sequence[str]) -> list[tuple[int, int, str]]:
    """Runs of equal values as (first, last, value), 1-based."""
    runs: list[tuple[int, int, str]] = []
    for place, value in enumerate(values, 1):
        if runs and runs[-1][2] == value:
            runs[-1] = (runs[-1][0], place, value)
        else:
            runs.append((place, place, value))
    return runs


def letter(column: int) -> str:
    """``A`` for 1, ``AA`` for 27."""
    text = ""
    while column:
        column, digit = divmod(column - 1, 26)
        text = chr(ord("A") + digit) + text
    return text


def _truth_head(layout: Layout, header_row: int) -> Json:
    return {
        "sheet": layout.name,
        "kind": layout.kind,
        "header_row": header_row,
        "columns": {letter(n): c.code for n, c in enumerate(layout.columns, 1) if c.code},
        "records": [],
        "skipped": [],
    }


def _body(grid: Grid, layout: Layout, header_row: int, truth: Json) -> None:
    row, place = header_row, 0
    by_key: dict[str, Json] = {}
    open_merges: dict[int, tuple[int, Value]] = {}
    for line in layout.lines:
        row += 1
        if line.fact is None:
            _close_merges(grid, open_merges, row - 1)
            cells = _repeat_header(layout) if line.skip == "header" else line.cells
            _write_free_line(grid, row, cells, wide=line.wide)
            if line.skip != "blank":
                truth["skipped"].append({"row": row, "reason": line.skip})
            continue
        fields = _write_record(grid, layout, line.fact, row, place, open_merges)
        place += 1
        if line.into:
            by_key[line.into]["merged_rows"].append(row)
        else:
            key = getattr(line.fact, "key", "")
            entry = {"row": row, "key": key, "merged_rows": [], "fields": fields}
            by_key[key] = entry
            truth["records"].append(entry)
    _close_merges(grid, open_merges, row)
    merged = sum(len(entry["merged_rows"]) for entry in truth["records"])
    truth["rows_imported"] = len(truth["records"])
    truth["rows_merged"] = merged
    truth["rows_skipped"] = len(truth["skipped"])
    truth["rows_read"] = len(truth["records"]) + merged + len(truth["skipped"])


def _repeat_header(layout: Layout) -> tuple[Value, ...]:
    return tuple(column.header for column in layout.columns)


def _write_record(
    grid: Grid,
    layout: Layout,
    fact: Fact,
    row: int,
    place: int,
    open_merges: dict[int, tuple[int, Value]],
) -> Json:
    fields: dict[str, Json] = {}
    for number, column in enumerate(layout.columns, 1):
        value = plain(fact, column.code) if column.write is None else column.write(fact, place)
        if column.merge:
            _write_merged(grid, open_merges, row, number, value)
        else:
            grid.put(row, number, value)
        if column.code and not (isinstance(fact, NeedFact) and column.code in _NO_FACT):
            fields[column.code] = None if value in NOTHING else truth_of(fact, column.code, value)
    if isinstance(fact, NeedFact):
        fields.setdefault("community", layout.community or None)
        fields["status"] = fact.status
    return fields


def _write_merged(
    grid: Grid, open_merges: dict[int, tuple[int, Value]], row: int, number: int, value: Value
) -> None:
    start = open_merges.get(number)
    if start is not None and start[1] == value:
        return
    if start is not None:
        _close(grid, number, start[0], row - 1)
    grid.put(row, number, value)
    open_merges[number] = (row, value)


def _close_merges(grid: Grid, open_merges: dict[int, tuple[int, Value]], last: int) -> None:
    for number, (first, _) in open_merges.items():
        _close(grid, number, first, last)
    open_merges.clear()


def _close(grid: Grid, number: int, first: int, last: int) -> None:
    if last > first:
        grid.merges.append((first, number, last, number))


def _num(value: Num | None) -> Json:
    if value is None:
        return None
    return {
        "value": value.value,
        "certainty": value.certainty,
        "high": value.high,
        "per": value.per,
        "measure": value.measure,
    }


def _when(value: When | None) -> Json:
    return value and {"words": value.words, "open": list(value.open), "closed": list(value.closed)}


_SOURCES = {
    "居民": "resident",
    "驻区单位": "district_unit",
    "市场主体": "market_entity",
    "社区": "community",
}
_PLAIN_NEED: dict[str, Callable[[NeedFact], Value]] = {
    "need_no": lambda f: f.number,
    "community": lambda f: f.community,
    "applicant_type": lambda f: f.source,
    "applicant": lambda f: f.who,
    "title": lambda f: f.title,
    "detail": lambda f: f.detail,
    "category_l1": lambda f: f.category,
    "form": lambda f: "、".join(f.form),
    "population": lambda f: "、".join(f.population),
    "beneficiaries": lambda f: f.people.words if f.people else None,
    "quantity": lambda f: f.quantity.words if f.quantity else None,
    "urgency": lambda f: {5: "急", 3: "重", 1: "常"}[f.urgency],
    "time_wish": lambda f: f.when.words if f.when else None,
    "place": lambda f: f.place,
    "budget": lambda f: float(f.budget) if f.budget else None,
    "skills": lambda f: "、".join(f.skills),
    "contact": lambda f: f.contact,
    "phone": lambda f: "、".join(f.phones),
    "collected_on": lambda f: f.collected,
    "remark": lambda f: f.remark,
    "lead_unit": lambda f: f.lead,
    "coop_units": lambda f: "、".join(f.coop),
}
_PLAIN_RESOURCE: dict[str, Callable[[ResourceFact], Value]] = {
    "res_no": lambda f: f.number,
    "unit": lambda f: f.written or f.unit,
    "title": lambda f: f.title,
    "detail": lambda f: f.detail,
    "category_l1": lambda f: f.category,
    "form": lambda f: "、".join(f.form),
    "scope": lambda f: "、".join(f.scope),
    "population": lambda f: "、".join(f.population),
    "capacity_total": lambda f: f.total.words if f.total else None,
    "capacity_per_round": lambda f: f.frequency.words if f.frequency else None,
    "people_per_time": lambda f: f.people.words if f.people else None,
    "time_window": lambda f: f.when.words if f.when else None,
    "valid_to": lambda f: f.valid,
    "place": lambda f: f.place,
    "amount": lambda f: f.amount,
    "measure": lambda f: f.total.measure if f.total else None,
    "qualification": lambda f: "、".join(f.qualification),
    "conditions": lambda f: f.conditions,
    "contact": lambda f: f.contact,
    "phone": lambda f: "、".join(f.phones),
    "remark": lambda f: f.remark,
}
_PLAIN_UNIT: dict[str, Callable[[UnitFact], Value]] = {
    "no": lambda f: f.number,
    "unit": lambda f: f.name,
    "alias": lambda f: "、".join(f.alias),
    "unit_type": lambda f: f.unit_type,
    "community": lambda f: "、".join(f.community),
    "part_time_member": lambda f: f.part_time_member,
    "contact": lambda f: f.contact,
    "phone": lambda f: "、".join(f.phones),
    "annual_commitment": lambda f: f.commitment,
    "round_cap": lambda f: f.cap,
    "joined_on": lambda f: f.joined,
    "status": lambda f: "在册" if f.active else "退出",
    "remark": lambda f: f.remark,
}


def plain(fact: Fact, code: str) -> Value:
    """The fact as a careful hand writes it."""
    if isinstance(fact, NeedFact):
        return _PLAIN_NEED[code](fact)
    if isinstance(fact, ResourceFact):
        return _PLAIN_RESOURCE[code](fact)
    return _PLAIN_UNIT[code](fact)


_TRUE_NEED: dict[str, Callable[[NeedFact], Json]] = {
    "applicant_type": lambda f: _SOURCES[f.source],
    "form": lambda f: list(f.form),
    "population": lambda f: list(f.population),
    "beneficiaries": lambda f: _num(f.people),
    "quantity": lambda f: _num(f.quantity),
    "urgency": lambda f: f.urgency,
    "time_wish": lambda f: _when(f.when),
    "skills": lambda f: list(f.skills),
    "phone": lambda f: list(f.phones),
    "coop_units": lambda f: list(f.coop),
}
_TRUE_RESOURCE: dict[str, Callable[[ResourceFact], Json]] = {
    "unit": lambda f: f.unit,
    "form": lambda f: list(f.form),
    "scope": lambda f: list(f.scope),
    "population": lambda f: list(f.population),
    "capacity_total": lambda f: _num(f.total),
    "capacity_per_round": lambda f: _num(f.frequency),
    "people_per_time": lambda f: _num(f.people),
    "time_window": lambda f: _when(f.when),
    "valid_to": lambda f: {"from": f.valid_from, "to": f.valid_to},
    "qualification": lambda f: list(f.qualification),
    "phone": lambda f: list(f.phones),
}
_TRUE_UNIT: dict[str, Callable[[UnitFact], Json]] = {
    "alias": lambda f: list(f.alias),
    "community": lambda f: list(f.community),
    "phone": lambda f: list(f.phones),
    "status": lambda f: "active" if f.active else "left",
}


def truth_of(fact: Fact, code: str, written: Value) -> Json:
    """What a reader must understand where the cell holds ``written``."""
    if isinstance(fact, NeedFact):
        if code in _TRUE_NEED:
            return _TRUE_NEED[code](fact)
        return _PLAIN_NEED[code](fact)
    if isinstance(fact, ResourceFact):
        if code in _TRUE_RESOURCE:
            return _TRUE_RESOURCE[code](fact)
        return _money(fact) if code == "amount" else _PLAIN_RESOURCE[code](fact)
    if code in _TRUE_UNIT:
        return _TRUE_UNIT[code](fact)
    return _PLAIN_UNIT[code](fact)


def _money(fact: ResourceFact) -> float | None:
    """万元: amounts with a thousands comma are facts in yuan."""
    if not fact.amount:
        return None
    if "," in fact.amount:
        return float(fact.amount.replace(",", "")) / 10000
    return float(fact.amount)
