"""The workbook on paper, as LibreOffice prints it."""

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell

from matcher.export import write_result
from tests.export.example import street_round

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
PDFTOTEXT = shutil.which("pdftotext")

pytestmark = pytest.mark.skipif(
    not (SOFFICE and PDFTOTEXT), reason="LibreOffice or poppler is not installed"
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A street's workbook and the words of each of its pages without white space."""
    folder = tmp_path_factory.mktemp("print")
    path = write_result(street_round(40), folder)
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            str(SOFFICE),
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=100,
    )
    pdf = path.with_suffix(".pdf")
    done = subprocess.run(
        [str(PDFTOTEXT), "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=30
    )
    pages = done.stdout.decode("utf-8").split("\f")[:-1]
    return path, [re.sub(r"\s", "", page) for page in pages]


def test_every_page_says_which_of_how_many_it_is(printed: tuple[Path, list[str]]) -> None:
    _, pages = printed

    for number, page in enumerate(pages, 1):
        assert f"第{number}页共{len(pages)}页" in page
    assert 6 <= len(pages) <= 16


def test_the_header_stands_on_every_page_of_a_list(printed: tuple[Path, list[str]]) -> None:
    _, pages = printed
    of_projects = [page for page in pages if "XM-202606-" in page and "情况" in page]

    assert len(of_projects) >= 3
    rows = sum(len(re.findall(r"拟定", page)) for page in of_projects)
    assert rows == 40


def test_nothing_is_too_wide_for_its_column(printed: tuple[Path, list[str]]) -> None:
    _, pages = printed

    assert not [page for page in pages if "###" in page]


def test_every_character_of_every_cell_is_on_paper(printed: tuple[Path, list[str]]) -> None:
    """Wrapped cells stand side by side in the text of a page, so characters are counted, not sentences."""
    path, pages = printed
    cells = Counter(
        character
        for sheet in load_workbook(path).worksheets
        for row in sheet.iter_rows()
        for cell in row
        for character in re.sub(r"\s", "", shown(cell))
    )

    assert cells - Counter("".join(pages)) == Counter()


def shown(cell: Cell) -> str:
    """What a cell shows."""
    if cell.value is None:
        return ""
    return f"{cell.value:.0%}" if cell.number_format == "0%" else str(cell.value)


def test_phones_and_numbers_are_on_paper_unbroken(printed: tuple[Path, list[str]]) -> None:
    path, pages = printed
    paper = "".join(pages)
    words = re.findall(
        r"XM-\d{6}-\d+|1[38]\d{9}",
        " ".join(
            shown(cell)
            for sheet in load_workbook(path).worksheets
            for row in sheet.iter_rows()
            for cell in row
        ),
    )

    assert len(words) > 100
    assert not [word for word in words if word not in paper]
