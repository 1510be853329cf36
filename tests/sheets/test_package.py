"""Zipped workbooks are weighed before and while they are unpacked."""

import struct

import pytest

from matcher.errors import FileRefused
from matcher.sheets import Limits
from matcher.sheets.package import Package, refuse_doctype
from tests.hostile import workbooks as w

_MIB = 1 << 20


def _package(size: int, *, part_mb: int, total_mb: int, entries: int = 2_000) -> Package:
    content = w.workbook("", extra={"xl/blank.bin": b" " * size})
    return Package(content, "a.xlsx", Limits(part_mb=part_mb, total_mb=total_mb, entries=entries))


def test_part_over_the_limit_is_refused_by_its_declared_size() -> None:
    with pytest.raises(FileRefused, match="异常庞大"):
        _package(_MIB + 1, part_mb=1, total_mb=9)


def test_all_parts_over_the_limit_are_refused_by_their_declared_size() -> None:
    with pytest.raises(FileRefused, match="全部部件"):
        _package(_MIB, part_mb=2, total_mb=1)


def test_too_many_parts_are_refused() -> None:
    with pytest.raises(FileRefused, match="6 个部件"):
        _package(1, part_mb=1, total_mb=1, entries=5)


def test_declared_size_that_lies_does_not_let_more_through() -> None:
    content = bytearray(w.workbook("", extra={"xl/blank.bin": b" " * (3 * _MIB)}))
    honest = struct.pack("<I", 3 * _MIB)
    at = content.find(honest)
    while at >= 0:
        content[at : at + 4] = struct.pack("<I", 10)
        at = content.find(honest)
    package = Package(bytes(content), "a.xlsx", Limits(part_mb=1, total_mb=1))
    package.check()
    assert len(package.read("xl/blank.bin")) <= 10


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_doctype_is_refused_in_any_encoding(encoding: str) -> None:
    page = f'<?xml version="1.0" encoding="{encoding}"?>\n<!-- {"x" * 9_000} --><!DOCTYPE a><a/>'
    with pytest.raises(FileRefused, match="DOCTYPE"):
        refuse_doctype(page.encode(encoding), "a.xml")


def test_the_word_doctype_in_a_cell_is_no_doctype() -> None:
    refuse_doctype(b"<a><![CDATA[<!DOCTYPE a>]]></a>", "a.xml")


def test_damaged_part_is_read_as_far_as_it_is_sound() -> None:
    content = bytearray(w.zipped([("a.xml", bytes(range(256)) * 2_000)]))
    content[-60] ^= 0xFF  # inside the packed data's last bytes or its checksum
    content[400] ^= 0xFF
    package = Package(bytes(content), "a.xlsx", Limits())
    assert len(package.read("a.xml")) < 512_000


def test_part_names_are_found_whatever_case_and_slashes() -> None:
    package = Package(w.zipped([("\\XL\\Workbook.XML", "x")]), "a.xlsx", Limits())
    assert package.read("/xl/workbook.xml") == b"x"
