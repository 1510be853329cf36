"""What is noted of lists while they are written is what reading them would give."""

from dataclasses import replace
from pathlib import Path

from matcher import sheets
from matcher.domain.papers import PaperKind, Privacy
from matcher.export import write_papers
from matcher.intake import handed_sheets
from tests.export.example import small_round

RETURNING = [kind for kind in PaperKind if kind.spec.returns]


def test_lists_are_noted_as_they_would_be_read(tmp_path: Path) -> None:
    round_ = small_round()
    odd = "=1+1\n第二行 _x0041_ 　'引号' 13.0"
    needs = tuple(replace(need, title=odd) for need in round_.lists.needs)
    round_ = replace(round_, lists=replace(round_.lists, needs=needs))
    noted: list[sheets.Book] = []
    papers = write_papers(
        round_,
        RETURNING,
        tmp_path,
        level=Privacy.INTERNAL,
        batch="K7Q2",
        on_returning=noted.append,
    )
    read = [sheets.read(file.path) for file in papers.files]
    assert [handed_sheets(book) for book in noted] == [handed_sheets(book) for book in read]


def test_what_is_posted_is_not_noted(tmp_path: Path) -> None:
    noted: list[sheets.Book] = []
    write_papers(
        small_round(), RETURNING, tmp_path, level=Privacy.PUBLIC, on_returning=noted.append
    )
    assert noted == []
