"""What crosses the pipe arrives as it was."""

import gc
from datetime import date, datetime, time

from hypothesis import given
from hypothesis import strategies as st

from matcher.domain import Issue, Severity
from matcher.sheets import Book, Cell, CellKind, Merge, Row, Sheet
from matcher.sheets.wire import pack, unpack
from tests.profiles import examples

_values = st.one_of(
    st.integers(),
    st.floats(allow_nan=False),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.none(),
)
_typed = st.builds(
    Cell,
    column=st.integers(1, 256),
    text=st.text(min_size=1),
    value=_values,
    kind=st.sampled_from([kind for kind in CellKind if kind is not CellKind.TEXT]),
    format=st.text(),
)
_texts = st.text(min_size=1).map(lambda text: Cell(1, text, text))
_rows = st.builds(
    Row, st.integers(1, 50_000), st.lists(_typed | _texts, max_size=4).map(tuple), st.booleans()
)
_merges = st.builds(Merge, *[st.integers(1, 99)] * 4)
_sheets = st.builds(
    Sheet,
    st.text(),
    st.lists(_rows, max_size=4).map(tuple),
    st.lists(_merges, max_size=3).map(tuple),
    st.booleans(),
    st.lists(st.integers(1, 256)).map(tuple),
)
_issues = st.builds(Issue, st.sampled_from(Severity), st.text(), st.text(), st.text())


@examples(40)
@given(
    st.builds(
        Book,
        st.text(),
        st.text(),
        st.lists(_sheets, max_size=3).map(tuple),
        st.lists(_issues).map(tuple),
    )
)
def test_any_book_comes_back_equal(book: Book) -> None:
    assert unpack(pack(book)) == book


def test_types_of_values_come_back() -> None:
    values = (1, 1.0, True, date(2026, 6, 18), datetime(2026, 6, 18, 9), time(9), None)
    cells = tuple(Cell(n, "x", value, CellKind.NUMBER) for n, value in enumerate(values, start=1))
    back = unpack(pack(Book("a", "xlsx", (Sheet("s", (Row(1, cells),)),))))
    assert [type(cell.value) for cell in back.sheets[0].rows[0].cells] == [
        type(value) for value in values
    ]


def test_unpacking_leaves_garbage_collection_as_it_was() -> None:
    unpack(pack(Book("a", "csv", ())))
    assert gc.isenabled()
