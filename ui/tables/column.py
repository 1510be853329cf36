"""What a table shows of a row."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")
_NUMBERS = re.compile("[0-9]+")
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column.

    Attributes:
        key: Stable identifier, under which its width is remembered.
        title: Header.
        text: Cell words of a row, empty for nothing.
        width: Default width in pixels at 100 %.
        sort: What rows are ordered by; ``None`` = the words. It may answer ``None`` for "nothing", which
            comes last in both directions.
        right: Whether words stand at the right edge (numbers).
        tip: Words under the mouse; ``None`` = the cell words, where they do not fit.
        tone: Name of a colour of the shade (``good``, ``bad`` …) or empty; ``None`` = ordinary.
        icon: Name of a drawing or empty; ``None`` = no drawings in this column.
        facet: Whether rows can be narrowed down to one value of this column.
        values: The values a row has in a facet where it may have several; ``None`` = the cell words.
    """

    key: str
    title: str
    text: Callable[[Row], str]
    width: int = 110
    sort: Callable[[Row], Any] | None = None
    right: bool = False
    tip: Callable[[Row], str] | None = None
    tone: Callable[[Row], str] | None = None
    icon: Callable[[Row], str] | None = None
    facet: bool = False
    values: Callable[[Row], Sequence[str]] | None = None

    def values_of(self, row: Row) -> Sequence[str]:
        """What the row can be narrowed down by."""
        if self.values is not None:
            return self.values(row)
        text = self.text(row)
        return (text,) if text else ()

    def order_of(self, row: Row) -> Any:  # noqa: ANN401 - whatever can be compared within the column
        """What the row is ordered by; ``None`` = nothing there."""
        if self.sort is not None:
            return self.sort(row)
        text = self.text(row)
        return words_key(text) if text else None


def words_key(text: str) -> bytes:
    """Order of words: numbers by size, Chinese as in GB 18030 (common characters by pinyin)."""
    padded = _NUMBERS.sub(lambda found: found[0].zfill(_DIGITS), text)
    return padded.encode("gb18030", "replace")
