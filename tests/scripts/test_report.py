"""Tables that benchmark scripts put into the file of all of them."""

from pathlib import Path

from tests.benchmarks.report import table, written


def test_a_section_takes_the_place_of_the_one_of_its_name(tmp_path: Path) -> None:
    path = tmp_path / "benchmarks.md"
    for name, line in (("one", "first"), ("two", "second"), ("one", "third")):
        written(path, name, [line])
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Benchmarks\n")
    assert [line for line in text.splitlines() if line in ("first", "second", "third")] == [
        "third",
        "second",
    ]


def test_a_table_has_a_line_of_titles_and_one_for_each_row() -> None:
    assert table(("a", "b"), [("1", "2")]) == ["| a | b |", "|---|---|", "| 1 | 2 |"]
