"""Compound files: streams at the top, whatever their size; embedded documents left out."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.sheets import ole
from matcher.sheets.kinds import Kind
from matcher.sheets.sniff import sniff
from tests.hostile import workbooks as w
from tests.profiles import examples


@examples(25)
@given(st.integers(min_value=0, max_value=300_000))
def test_wrapped_stream_comes_back(size: int) -> None:
    stream = (b"0123456789abcdef" * (size // 16 + 1))[:size]
    assert ole.Compound(ole.wrapped("Book", stream)).stream("book")[:size] == stream


def test_stream_too_large_to_wrap_is_said() -> None:
    with pytest.raises(ValueError, match="too large"):
        ole.wrapped("Book", b"x" * (8 << 20))


def test_short_stream_is_read_from_the_mini_stream() -> None:
    content = bytearray(
        w.compound({"Root fat": b"mini stream text".ljust(64, b"\0"), "Mini fat": b""})
    )
    compound = ole.Compound(bytes(content))
    assert compound.names == ("Root fat", "Mini fat")
    mini_table = struct.pack("<I", 0xFFFFFFFE).ljust(512, b"\xff")
    first, second = 2, 10
    content[512 * (second + 1) : 512 * (second + 2)] = mini_table
    content[60:68] = struct.pack("<II", second, 1)
    root = 512 * 2
    content[root + 116 : root + 124] = struct.pack("<II", first, 512)
    small = root + 128
    content[small + 116 : small + 124] = struct.pack("<II", 0, 16)
    assert ole.Compound(bytes(content)).stream("root FAT") == b"mini stream text"


def test_letter_with_an_embedded_workbook_is_a_letter() -> None:
    content = bytearray(w.compound({"WordDocument": b"x", "Pool": b"", "Workbook": b"x"}))
    storage = 512 * 2 + 2 * 128
    content[storage + 66] = 1  # a storage …
    content[storage + 72 : storage + 80] = struct.pack(
        "<II", 0xFFFFFFFF, 3
    )  # … that holds the workbook
    assert ole.Compound(bytes(content)).names == ("WordDocument", "Pool")
    assert sniff(bytes(content)) is Kind.WORD
