"""Papers on pages: nothing clipped, nothing over anything else, headers repeated, pages numbered."""

import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from matcher.domain.papers import PaperKind, Privacy
from matcher.domain.prints import (
    Align,
    Block,
    Grid,
    Print,
    PrintCell,
    PrintPage,
    PrintRow,
    PrintSection,
    Role,
    Sides,
    Words,
)
from matcher.errors import CannotWrite
from matcher.export.prints import prints_of
from tests.export.example import street_round
from ui.printing import PrintPreview, paginated, save_pdf
from ui.printing.drawing import measure_of
from ui.printing.pages import Page, Text
from ui.printing.printer import chosen_range
from ui.printing.wrapping import wrapped

PDFTOTEXT = shutil.which("pdftotext")
SMALL = PrintPage(width=100, height=60, top=10, bottom=10, left=10, right=10)
TEN = 10 / (25.4 / 72)
"""Font size in points whose letters are 10 mm wide under :func:`square`."""


def square(_role: Role, size: float, _character: str) -> float:
    """Every character as wide as the font is high."""
    return size * 25.4 / 72


def paper(*blocks: Block, page: PrintPage = SMALL) -> Print:
    return Print("试", PaperKind.PROJECTS, Privacy.INTERNAL, (PrintSection(page, blocks),))


def table(rows: int, text: str = "甲", header: str = "头") -> Grid:
    size = 10 * 72 / 25.4 / 4
    return Grid(
        (20.0, 60.0),
        (PrintRow((PrintCell(header, head=True), PrintCell("名称", head=True))),),
        tuple(PrintRow((PrintCell(str(number)), PrintCell(text))) for number in range(rows)),
        size,
    )


def lines(page: Page) -> list[str]:
    return [line for text in page.texts for line in text.lines]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一二三四五六七", ("一二三四五", "六七")),
        ("一二三四五。六", ("一二三四", "五。六")),
        ("一二三四（五六）", ("一二三四", "（五六）")),
        ("一二三 abcd", ("一二三", "abcd")),
        ("XM-2026-003", ("XM-", "2026-", "003")),
        ("一\n\n二", ("一", "", "二")),
        ("", ("",)),
    ],
)
def test_a_text_breaks_where_it_should(text: str, expected: tuple[str, ...]) -> None:
    assert wrapped(text, 5.0, lambda _: 1.0) == expected


@given(st.text(alphabet="甲乙，。（）ab-1 \n", max_size=60), st.integers(1, 12))
def test_no_character_is_lost_and_no_line_too_wide(text: str, width: int) -> None:
    broken = wrapped(text, float(width), lambda _: 1.0)

    assert "".join("".join(broken).split()) == "".join(text.split())
    assert all(len(line.rstrip()) <= max(width, 1) for line in broken)


def test_a_long_table_goes_on_with_its_header_on_every_page() -> None:
    pages = paginated(paper(table(20)), square)

    assert len(pages) > 1
    assert all(lines(page)[:2] == ["头", "名称"] for page in pages)
    numbers = [line for page in pages for line in lines(page) if line.isdecimal()]
    assert numbers == [str(number) for number in range(20)]
    assert [(page.number, page.count) for page in pages] == [
        (number, len(pages)) for number in range(1, len(pages) + 1)
    ]
    assert pages[1].foot.lines == (f"第 2 页 共 {len(pages)} 页",)


def test_a_row_higher_than_a_page_is_cut_between_lines() -> None:
    pages = paginated(paper(table(1, text="字" * 400)), square)

    assert len(pages) > 1
    assert sum(line.count("字") for page in pages for line in lines(page)) == 400


def test_a_paragraph_longer_than_a_page_goes_on() -> None:
    pages = paginated(paper(Words("字" * 300, size=TEN, leading=1.0)), square)

    assert [len(lines(page)) for page in pages] == [4] * 9 + [2]


def test_both_sides_of_a_line_stand_beside_each_other() -> None:
    (page,) = paginated(paper(Sides("左", "右", 10)), square)

    left, right = page.texts
    assert (left.y, left.x + left.width) == (right.y, right.x)
    assert right.align is Align.RIGHT


def overlaps(one: Text, other: Text) -> bool:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > 1e-6 and down > 1e-6


@given(
    st.lists(
        st.one_of(
            st.builds(
                Words, st.text("字a，", max_size=80), size=st.sampled_from([8.0, 12.0, 20.0])
            ),
            st.builds(Sides, st.text("左", max_size=30), st.text("右", max_size=30)),
            st.builds(table, st.integers(0, 8), st.text("行b", max_size=90)),
        ),
        max_size=5,
    )
)
def test_nothing_lies_over_anything_else_or_over_the_margin(blocks: list[Block]) -> None:
    for page in paginated(paper(*blocks), square):
        ordered = sorted(page.texts, key=lambda text: text.y)
        for text in ordered:
            assert text.y >= SMALL.top - 1e-6
            assert text.y + text.height <= SMALL.height - SMALL.bottom + 1e-6
        assert not any(
            overlaps(one, other) for at, one in enumerate(ordered) for other in ordered[at + 1 :]
        )
        rows = sorted({(box.y, round(box.y + box.height, 6)) for box in page.boxes})
        assert all(first[1] <= second[0] + 1e-4 for first, second in pairwise(rows))


@pytest.fixture(scope="module")
def street() -> tuple[Print, ...]:
    wanted = (PaperKind.PROJECTS, PaperKind.MINUTES, PaperKind.CARD)
    return prints_of(street_round(12), wanted)[:4]


def said(one: Print) -> Iterator[str]:
    for section in one.sections:
        for block in section.blocks:
            match block:
                case Words():
                    yield block.text
                case Sides():
                    yield from (block.left, block.right)
                case Grid():
                    yield from (cell.text for row in block.rows for cell in row.cells)


RADICALS = dict(
    zip(
        "⻚⻋⻔⻓⻛⻝⻅⻆⻉⻘⻢⻥⻩⻬⻮⻰⻁⻄⺟⺠⻣⻤⻙⻜",
        "页车门长风食见角贝青马鱼黄齐齿龙虎西母民骨鬼韦飞",
        strict=True,
    )
)
"""Of two characters with one shape a PDF names only one; these are the ones NFKC does not unite."""


def bare(text: str) -> str:
    """Without blanks, and without hyphens, which the reader drops at line ends."""
    folded = unicodedata.normalize("NFKC", text)
    folded = "".join(RADICALS.get(character, character) for character in folded)
    return "".join(folded.replace("-", "").split())


@pytest.mark.skipif(not PDFTOTEXT, reason="pdftotext is not installed")
def test_the_pdf_says_everything(street: tuple[Print, ...], tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "全部.pdf"
    count = save_pdf(street, path)

    told = subprocess.run(
        [str(PDFTOTEXT), "-raw", str(path), "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode()

    first = len(paginated(street[0], measure_of(street[0].fonts)))
    for page, text in enumerate(told.split("\f")[:first], 1):
        assert f"第{page}页共{first}页" in bare(text)
    assert told.count("\f") == count
    whole = bare(told)
    assert [words for one in street for words in said(one) if bare(words) not in whole] == []


def test_a_pdf_that_cannot_be_written_is_told(
    street: tuple[Print, ...], tmp_path: Path, qtbot: QtBot
) -> None:
    with pytest.raises(CannotWrite):
        save_pdf(street[:1], tmp_path / "没有" / "这里.pdf")


def test_the_preview_shows_leafs_zooms_and_saves(
    street: tuple[Print, ...], tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = PrintPreview(street)
    qtbot.addWidget(dialog)
    dialog.show()
    everything = len(dialog.sheets.pages)

    dialog.choose.setCurrentIndex(1)
    assert dialog.shown == street[:1]
    assert 0 < len(dialog.sheets.pages) < everything
    narrow = dialog.sheets.dots_per_mm
    dialog.zooms.setCurrentIndex(dialog.zooms.count() - 1)
    assert dialog.sheets.dots_per_mm > narrow
    dialog.save_to(tmp_path / "项目")

    assert (tmp_path / "项目.pdf").read_bytes().startswith(b"%PDF")
    assert not dialog.grab().isNull()


def test_charts_that_are_only_in_the_file_are_told(street: tuple[Print, ...], qtbot: QtBot) -> None:
    (figures,) = prints_of(street_round(12), [PaperKind.FIGURES])
    assert figures.charts > 0
    tables = [block for block in figures.sections[0].blocks if isinstance(block, Grid)]
    assert [len(table.widths) for table in tables] == [2, 4]
    assert {paper.charts for paper in street} == {0}
    dialog = PrintPreview((street[0], figures))
    qtbot.addWidget(dialog)
    assert f"“{figures.name}”的 {figures.charts} 张图表只在导出的文件里" in dialog.note.text()
    dialog.choose.setCurrentIndex(1)
    assert "图表" not in dialog.note.text()


@pytest.mark.parametrize(
    ("first", "last", "expected"), [(0, 0, (0, 5)), (2, 3, (1, 3)), (4, 9, (3, 5)), (9, 9, (4, 5))]
)
def test_the_range_of_pages_is_kept_to(first: int, last: int, expected: tuple[int, int]) -> None:
    assert chosen_range(first, last, 5) == expected


def test_a_printer_can_be_made_here(qtbot: QtBot) -> None:
    assert QPrinter(QPrinter.PrinterMode.HighResolution).resolution() > 0
