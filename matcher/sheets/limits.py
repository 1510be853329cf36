"""How large a file may be before it is refused."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one file, checked before and while it is parsed.

    Attributes:
        seconds: Wall-clock seconds for one file.
        memory_mb: Address space of the reading process in MiB; kept on Linux only.
        file_mb: Size of the file in MiB.
        entries: Parts in a zipped workbook.
        part_mb: Unpacked size of one part in MiB.
        total_mb: Unpacked size of all parts in MiB.
        rows: Rows that hold something, per sheet; cells below this row number are strays.
        columns: Columns that hold something, per sheet; cells right of this column are strays.
        cells: Cells that hold something, in the whole file.
        strays: Cells outside ``rows`` × ``columns`` that are left out with a warning before
            the sheet counts as too large.
        text: Characters kept of one cell (as in a spreadsheet program).
        characters: Characters of all cells of the file.
        sheets: Sheets in one file.
    """

    seconds: float = 60.0
    memory_mb: int = 1536
    file_mb: int = 50
    entries: int = 2_000
    part_mb: int = 150
    total_mb: int = 300
    rows: int = 50_000
    columns: int = 256
    cells: int = 500_000
    strays: int = 100
    text: int = 32_767
    characters: int = 50_000_000
    sheets: int = 500
