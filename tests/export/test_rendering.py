"""Workbooks on paper, as LibreOffice prints them: the result workbook and one of every paper.

LibreOffice is started once for all of them. Word papers are rendered where its writer is installed.
"""

import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell

from matcher.domain import Round
from matcher.domain.office import Office
from matcher.domain.papers import PaperKind, PaperVersion
from matcher.export import write_papers, write_result
from matcher.export.look import OFFICE_PAGE, PORTRAIT_PAGE, WIDE_PAGE, Page
from tests.export.example import street_round

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
PDFTOTEXT = shutil.which("pdftotext")
OFFICE = Office(
    name="示例街道党工委",
    chair="张某某",
    meeting_time="2026年6月24日上午9:00",
    place="街道三楼会议室",
)
PORTRAIT = frozenset({"会议议程", "服务记录卡"})
WIDE = frozenset({"需求清单", "资源清单", "项目服务清单"})

pytestmark = pytest.mark.skipif(
    not (SOFFICE and PDFTOTEXT), reason="LibreOffice or poppler is not installed"
)


@dataclass(frozen=True)
class Printed:
    """A workbook and its pages.

    Attributes:
        path: Of the workbook.
        pages: The words of each page without white space.
        boxes: For each page its size and the boxes of its words, in points.
    """

    path: Path
    pages: tuple[str, ...]
    boxes: tuple[tuple[tuple[float, float], tuple[tuple[float, float, float, float], ...]], ...]


def month() -> Round:
    """A street's month in which something changed since the list was handed out."""
    return replace(street_round(40), office=OFFICE)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Printed]:
    """By what stands in the file name: the result workbook and the first of every paper."""
    folder = tmp_path_factory.mktemp("print")
    round_ = month()
    assert round_.outcome is not None
    first, *others = round_.outcome.projects
    before = PaperVersion(
        "2026-06-18T09:30:00+08:00", (replace(first, lead_unit="示例旧单位"), *others[:-1])
    )
    kinds = [kind for kind in PaperKind if kind not in (PaperKind.CSV, PaperKind.JSON)]
    papers = write_papers(round_, kinds, folder, day=date(2026, 6, 18), previous=before)
    paths = {file.kind.label: file.path for file in reversed(papers.files)}
    paths["结果"] = write_result(round_, folder).rename(folder / "结果.xlsx")
    subprocess.run(
        [
            str(SOFFICE),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder / "pdf"),
            *(str(path) for path in paths.values()),
        ],
        check=True,
        capture_output=True,
        timeout=110,
    )
    made = {name: folder / "pdf" / f"{path.stem}.pdf" for name, path in paths.items()}
    return {
        name: _printed(paths[name], pdf)
        for name, pdf in made.items()
        if name != PaperKind.MINUTES.label or pdf.exists()
    }


def _printed(path: Path, pdf: Path) -> Printed:
    done = subprocess.run(
        [str(PDFTOTEXT), "-bbox", str(pdf), "-"], check=True, capture_output=True, timeout=30
    )
    tree = ET.fromstring(re.sub(r"[\x00-\x08\x0b-\x1f]", "", done.stdout.decode("utf-8")))
    space = {"x": "http://www.w3.org/1999/xhtml"}
    pages, boxes = [], []
    for page in tree.iterfind(".//x:page", space):
        words = page.findall("x:word", space)
        pages.append("".join(word.text or "" for word in words))
        size = (float(page.get("width", 0)), float(page.get("height", 0)))
        edges = ("xMin", "yMin", "xMax", "yMax")
        placed = tuple(tuple(float(word.get(edge, 0)) for edge in edges) for word in words)
        boxes.append((size, placed))
    return Printed(path, tuple(pages), tuple(boxes))  # type: ignore[arg-type]  # four edges each, as listed above


WORKBOOKS = [
    "结果",
    *(
        kind.label
        for kind in PaperKind
        if kind not in (PaperKind.CSV, PaperKind.JSON, PaperKind.MINUTES)
    ),
]


def cells(path: Path) -> Iterator[Cell]:
    for sheet in load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            yield from row


def shown(cell: Cell) -> str:
    """What a cell shows."""
    if cell.value is None:
        return ""
    if cell.number_format in ("0%", "0.0%"):
        return f"{cell.value:.{cell.number_format.count('.')}%}"
    return str(cell.value)


@pytest.mark.parametrize("name", WORKBOOKS)
def test_every_page_says_which_of_how_many_it_is(printed: dict[str, Printed], name: str) -> None:
    pages = printed[name].pages

    for number, page in enumerate(pages, 1):
        assert f"第{number}页共{len(pages)}页" in page


@pytest.mark.parametrize("name", WORKBOOKS)
def test_every_character_of_every_cell_is_on_paper(printed: dict[str, Printed], name: str) -> None:
    """Wrapped cells stand side by side in the text of a page, so characters are counted, not sentences."""
    wanted = Counter(
        character
        for cell in cells(printed[name].path)
        for character in re.sub(r"\s", "", shown(cell))
    )

    assert wanted - Counter("".join(printed[name].pages)) == Counter()


@pytest.mark.parametrize("name", WORKBOOKS)
def test_nothing_is_too_wide_for_its_column_or_over_the_margin(
    printed: dict[str, Printed], name: str
) -> None:
    page = PORTRAIT_PAGE if name in PORTRAIT else WIDE_PAGE if name in WIDE else None

    assert not [words for words in printed[name].pages if "###" in words]
    for size, placed in printed[name].boxes:
        assert outside(size, placed, page or smallest(size)) == []


def smallest(size: tuple[float, float]) -> Page:
    """The narrowest margins a page of a workbook with several sheets may have."""
    return PORTRAIT_PAGE if size[0] < size[1] else replace(OFFICE_PAGE, left=10, right=10, top=18)


def outside(
    size: tuple[float, float], placed: tuple[tuple[float, float, float, float], ...], page: Page
) -> list[tuple[float, float, float, float]]:
    """Words that reach over a margin by more than a point; the page number stands in the lower one."""
    points = 72 / 25.4
    left, top = page.left * points - 1, page.top * points - 1
    right, foot = size[0] - page.right * points + 1, size[1]
    return [
        box for box in placed if box[0] < left or box[1] < top or box[2] > right or box[3] > foot
    ]


def test_the_papers_take_as_many_pages_as_they_should(printed: dict[str, Printed]) -> None:
    assert 6 <= len(printed["结果"].pages) <= 16
    for name in ("会议议程", "任务派单", "吹哨上报单", "变动情况表"):
        assert len(printed[name].pages) == 1
    assert len(printed["对接情况统计"].pages) == 2
    cards = load_workbook(printed["服务记录卡"].path).sheetnames
    assert len(printed["服务记录卡"].pages) == len(cards)


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("需求清单", "办理结果"),
        ("资源清单", "使用情况"),
        ("项目服务清单", "备选单位"),
        ("社区回告单", "回告情况"),
        ("公示表", "受益人数"),
        ("满意度评价表", "意见建议"),
    ],
)
def test_the_header_stands_on_every_page_of_a_list(
    printed: dict[str, Printed], name: str, header: str
) -> None:
    listed = [page for page in printed[name].pages if re.search(r"X[MQ]-2026|ZY-2026", page)]

    assert listed
    assert [page for page in listed if header not in page] == []


def test_every_project_of_the_result_stands_on_one_line(printed: dict[str, Printed]) -> None:
    pages = [page for page in printed["结果"].pages if "XM-202606-" in page and "情况" in page]

    assert len(pages) >= 3
    assert sum(len(re.findall(r"拟定", page)) for page in pages) == 40


def test_phones_and_numbers_are_on_paper_unbroken(printed: dict[str, Printed]) -> None:
    paper = "".join(printed["结果"].pages)
    words = re.findall(
        r"XM-\d{6}-\d+|1[38]\d{9}", " ".join(shown(cell) for cell in cells(printed["结果"].path))
    )

    assert len(words) > 100
    assert not [word for word in words if word not in paper]


def test_the_minutes_on_paper_hold_every_project(printed: dict[str, Printed]) -> None:
    if PaperKind.MINUTES.label not in printed:
        pytest.skip("the writer of LibreOffice is not installed")
    paper = "".join(printed[PaperKind.MINUTES.label].pages)

    assert "党建联席会议纪要" in paper
    assert "示例街道党工委" in paper
