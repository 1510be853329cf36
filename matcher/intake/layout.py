"""Where the tables of a sheet are: header rows, bodies, and rows that are no record."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from matcher.intake.grid import Grid
from matcher.intake.text import narrow
from matcher.sheets.book import Cell, CellKind
from matcher.vocabulary.headers import fold_header, load_headers, take_apart

_LOOK_AT = 60
"""Rows searched for the first header."""

_STRONG = 4.0
"""Known header words that make a row a header whatever else the sheet holds."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet.

    Attributes:
        first: First header row.
        header: Last header row.
        paths: Column → header texts from the top line down, without repetition.
        body: Row numbers below the header that belong to the table.
        above: Texts standing above the header: title, sub-line.
    """

    first: int
    header: int
    paths: Mapping[int, tuple[str, ...]]
    body: tuple[int, ...]
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    first: int
    last: int
    paths: Mapping[int, tuple[str, ...]]
    score: float
    known: int


def find_tables(grid: Grid, header_row: int | None = None) -> tuple[Table, ...]:
    """Every table of the sheet, top down; empty when no row looks like a header.

    Args:
        grid: The sheet.
        header_row: The (last) header line where the user has said so.
    """
    first = _stated(grid, header_row) if header_row else _first_header(grid)
    if first is None:
        return ()
    heads = [first, *_further_headers(grid, first)]
    tables = []
    previous = 0
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        end = following.first if following else None
        body = tuple(n for n in grid.numbers if n > head.last and (end is None or n < end))
        above = tuple(_texts_between(grid, previous, head.first))
        tables.append(Table(head.first, head.last, head.paths, body, above))
        previous = body[-5] if len(body) > 5 else head.last
    return tuple(tables)


def _texts_between(grid: Grid, after: int, before: int) -> Iterator[str]:
    for number in grid.numbers:
        if after < number < before:
            for _, cell in sorted(grid.cells[number].items()):
                yield cell.text


def _stated(grid: Grid, header_row: int) -> _Candidate | None:
    """The header that ends in the stated row, with the group line above it where there is one."""
    if header_row not in grid.cells:
        return None
    starts = [n for n in grid.numbers if header_row - 3 < n <= header_row]
    for start in starts:
        window = _extended(grid, start)
        if header_row in window and (start != header_row or len(window) == 1):
            return _candidate(grid, window[: window.index(header_row) + 1])
    return _candidate(grid, (header_row,))


def _first_header(grid: Grid) -> _Candidate | None:
    found = [
        best for number in grid.numbers[:_LOOK_AT] if (best := _best_from(grid, number)) is not None
    ]
    if not found:
        return _by_shape(grid)
    top = max(candidate.score for candidate in found)
    return next(c for c in found if c.score >= 0.6 * top or _is_strong(c))


def _is_strong(candidate: _Candidate) -> bool:
    return candidate.known >= _STRONG and candidate.known >= 0.7 * len(candidate.paths)


def _best_from(grid: Grid, number: int) -> _Candidate | None:
    """The best header that begins in this row; ``None`` when none can."""
    cells = grid.cells[number]
    if len(cells) < 2 or not _may_head(cells.values()):
        return None
    window = _extended(grid, number)
    least = len(window) if _is_bound(grid, window) else 1
    options = [_candidate(grid, window[:length]) for length in range(least, len(window) + 1)]
    best = max(options, key=lambda option: (option.score, option.last))
    enough = best.known >= 2 and best.known >= 0.34 * len(best.paths)
    return best if enough and not _is_form(grid, best) else None


def _is_form(grid: Grid, best: _Candidate) -> bool:
    """Whether labels stand beside their values line by line, as on a card for one need."""
    if best.known > 0.67 * len(best.paths):
        return False
    below = [n for n in grid.numbers if n > best.last][:4]
    firsts = [grid.cells[n][min(grid.cells[n])].text for n in below]
    return sum(1 for text in firsts if _exactly_known(text)) >= 2


def _candidate(grid: Grid, window: Sequence[int]) -> _Candidate:
    paths = _paths(grid, window)
    familiar = [_familiarity(path) for path in paths.values()]
    odd = sum(1 for path in paths.values() if not _header_like(path[-1]))
    known = sum(1 for value in familiar if value >= 0.75)
    return _Candidate(window[0], window[-1], paths, sum(familiar) - 0.7 * odd, known)


@lru_cache(maxsize=4096)
def _familiarity(path: tuple[str, ...]) -> float:
    words = load_headers()
    joined = "".join(path)
    return max(words.familiarity(take_apart(text)) for text in dict.fromkeys((path[-1], joined)))


def _may_head(cells: Collection[Cell]) -> bool:
    plain = sum(1 for cell in cells if cell.kind is CellKind.TEXT and _header_like(cell.text))
    return plain >= 2 and plain >= 0.6 * len(cells)


_SUBLINE = re.compile(r"[:：]\s*\S|[:：]\s*$|填表日期|年\s*月\s*日|[。！；]|？.|盖章|签字")
_DIGITS = re.compile(r"^[\d.,/\-%]+$|\d{6,}")


@lru_cache(maxsize=8192)
def _header_like(text: str) -> bool:
    """Whether the text could head a column: short, no sentence, no number, no filled-in line."""
    bare = narrow(text)
    short = len(re.sub(r"[(（\[【].*?[)）\]】]", "", bare)) <= 16 and len(bare) <= 90
    unbracketed = re.sub(r"\([^()]*\)", "", bare).rstrip(":*")
    return (
        short
        and not _DIGITS.search(bare)
        and not _SUBLINE.search(unbracketed)
        and bool(unbracketed)
    )


def _extended(grid: Grid, start: int) -> tuple[int, ...]:
    """The row with the lines below it that are part of the same header (at most three)."""
    window = [start]
    position = grid.numbers.index(start)
    for number in grid.numbers[position + 1 : position + 3]:
        if not _is_under(grid, window, number):
            break
        window.append(number)
    return tuple(window)


def _is_under(grid: Grid, window: Sequence[int], number: int) -> bool:
    """Whether the row holds sub-headings of the header lines above it."""
    own = grid.cells[number]
    if _is_sub_line(grid.cells[window[-1]].values()):
        return False
    if not all(cell.kind is CellKind.TEXT and _header_like(cell.text) for cell in own.values()):
        return False
    upper = window[-1]
    heads = grid.cells[upper]
    groups = [merge for column in heads if (merge := grid.spans.get((upper, column)))]
    if any(merge.last_row >= number for merge in groups):
        return True
    wide = [m for m in groups if m.last_column > m.first_column]
    if len(heads) < 2:
        return False
    inside = {c for m in wide for c in range(m.first_column, m.last_column + 1)}
    if wide and (set(own) <= inside or _mostly_known(own.values())):
        return True
    gaps = [column for column in own if column not in heads]
    alone = [column for column in heads if column not in own]
    return bool(gaps) and bool(alone) and min(heads) not in own and _mostly_known(own.values())


_REPORTED = re.compile(r"^(?:填报|报送|上报|制表|填表)(?:单位|部门|社区)")


def _is_sub_line(cells: Collection[Cell]) -> bool:
    """A line such as 填报单位 | 西站社区 | 填报日期 | 2026-06-05, each part in its own cell."""
    return any(
        cell.kind is not CellKind.TEXT
        or _REPORTED.match(narrow(cell.text))
        or re.search(r"\d{4}", cell.text)
        for cell in cells
    )


def _is_bound(grid: Grid, window: Sequence[int]) -> bool:
    """Whether merged ranges tie the lines of a header together."""
    return any(
        merge.last_row > window[0] or merge.last_column > merge.first_column
        for number in window[:-1]
        for column in grid.cells[number]
        if (merge := grid.spans.get((number, column)))
    )


def _mostly_known(cells: Collection[Cell]) -> bool:
    known = sum(1 for cell in cells if _familiarity((cell.text,)) >= 0.75)
    return known >= 0.5 * len(cells)


def _paths(grid: Grid, window: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Header texts of each column; a group heading without a merged range reaches to the next one."""
    columns = sorted({c for n in window for c in grid.cells[n]} | _covered_columns(grid, window))
    paths = {}
    for column in columns:
        texts = [
            cell.text
            for level, number in enumerate(window)
            if (cell := _heading(grid, window, level, number, column)) is not None
        ]
        kept = tuple(dict.fromkeys(texts))
        if kept:
            paths[column] = kept
    return paths


def _covered_columns(grid: Grid, window: Sequence[int]) -> set[int]:
    """Columns that only a group heading reaches (its sub-heading was left blank)."""
    if len(window) == 1:
        return set()
    return {column for (row, column) in grid.covered if row in window}


def _heading(
    grid: Grid, window: Sequence[int], level: int, number: int, column: int
) -> Cell | None:
    cell = grid.seen(number, column)
    if cell is not None or level == len(window) - 1:
        return cell
    below = any(grid.own(lower, column) for lower in window[level + 1 :])
    if not below:
        return None
    left = [c for c in grid.cells[number] if c < column]
    return grid.own(number, max(left)) if left else None


def _by_shape(grid: Grid) -> _Candidate | None:
    """A row of short words over rows filled alike, for tables whose words are not known."""
    for position, number in enumerate(grid.numbers[:_LOOK_AT]):
        cells = grid.cells[number]
        alike = all(
            cell.kind is CellKind.TEXT and _header_like(cell.text) for cell in cells.values()
        )
        below = grid.numbers[position + 1 : position + 3]
        filled = all(len(set(grid.cells[n]) & set(cells)) >= 0.5 * len(cells) for n in below)
        distinct = len({cell.text for cell in cells.values()}) == len(cells)
        if len(cells) >= 3 and alike and below and filled and distinct:
            return _candidate(grid, (number,))
    return None


def _further_headers(grid: Grid, first: _Candidate) -> Iterator[_Candidate]:
    """Headers of other tables below the first one (a repetition of the same is none)."""
    current = first
    for number in grid.numbers:
        if number <= current.last or not _worth_a_look(grid, number):
            continue
        candidate = _best_from(grid, number)
        if candidate is None or not _is_strong(candidate):
            continue
        if not _same_header(candidate.paths, current.paths):
            yield candidate
            current = candidate


def _worth_a_look(grid: Grid, number: int) -> bool:
    cells = grid.cells[number]
    return (
        len(cells) >= _STRONG
        and all(len(cell.text) <= 30 and cell.kind is CellKind.TEXT for cell in cells.values())
        and _exactly_known(next(iter(cells.values())).text)
    )


@lru_cache(maxsize=8192)
def _exactly_known(text: str) -> bool:
    header = take_apart(text) if len(text) <= 30 else None
    words = load_headers()
    return header is not None and any(
        key in words.ignored or any(key in table for table in words.aliases.values())
        for key in header.keys
    )


def _same_header(one: Mapping[int, tuple[str, ...]], other: Mapping[int, tuple[str, ...]]) -> bool:
    same = sum(
        1
        for column, path in one.items()
        if fold_header(path[-1]) == fold_header(other.get(column, ("",))[-1])
    )
    return same >= 0.6 * max(len(one), len(other))


def repeats_header(grid: Grid, table: Table, number: int) -> bool:
    """Whether the row says again what the header says (after a page break)."""
    own = grid.cells[number]
    heads = _folded(tuple(part for path in table.paths.values() for part in path))
    if not any(fold_header(cell.text) in heads for cell in islice(own.values(), 3)):
        return False
    texts = {column: fold_header(cell.text) for column, cell in own.items() if len(cell.text) <= 60}
    same = sum(
        1
        for column, text in texts.items()
        if text and any(text == fold_header(part) for part in table.paths.get(column, ()))
    )
    return same >= 2 and same >= 0.6 * len(own)


@lru_cache(maxsize=256)
def _folded(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold_header, texts))
