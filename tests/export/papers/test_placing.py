"""Our own untouched files are replaced; what anybody else wrote, changed or has open stays."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from matcher.domain.office import Office
from matcher.domain.papers import PaperFile, PaperKind, Placing, Privacy
from matcher.export import write_papers
from tests.export.example import small_round


def written(folder: Path, name: str, kind: PaperKind = PaperKind.AGENDA) -> PaperFile:
    """The agenda as an office of that name hands it out."""
    (file,) = write_papers(small_round(), [kind], folder, office=Office(chair=name)).files
    return file


def test_the_same_content_is_left_as_it_is(tmp_path: Path) -> None:
    first = written(tmp_path, "张某某")
    before = first.path.stat().st_mtime_ns

    again = written(tmp_path, "张某某")

    assert (again.placing, again.path) == (Placing.SAME, first.path)
    assert first.path.stat().st_mtime_ns == before


@pytest.mark.parametrize("kind", [PaperKind.AGENDA, PaperKind.MINUTES])
def test_our_own_untouched_file_is_replaced(tmp_path: Path, kind: PaperKind) -> None:
    first = written(tmp_path, "张某某", kind)
    before = first.path.read_bytes()

    again = written(tmp_path, "李某某", kind)

    assert (again.placing, again.path) == (Placing.REPLACED, first.path)
    assert again.path.read_bytes() != before


def test_a_file_somebody_changed_stays_and_ours_stands_beside(tmp_path: Path) -> None:
    first = written(tmp_path, "张某某")
    book = load_workbook(first.path)
    book.active["B4"] = "会议室里手写的一句"
    book.save(first.path)

    again = written(tmp_path, "李某某")

    assert again.placing is Placing.BESIDE
    assert again.path.name == "2026年6月-会议议程(2).xlsx"
    assert "已被修改过" in again.note
    assert load_workbook(first.path).active["B4"].value == "会议室里手写的一句"


def test_a_file_of_that_name_from_elsewhere_is_never_touched(tmp_path: Path) -> None:
    place = written(tmp_path, "张某某").path
    place.write_bytes(b"somebody else's")

    again = written(tmp_path, "张某某")

    assert again.placing is Placing.BESIDE
    assert place.read_bytes() == b"somebody else's"


@pytest.mark.parametrize("lock", ["~$", ".~", ".~lock."])
def test_a_file_open_in_another_program_is_told_and_left(tmp_path: Path, lock: str) -> None:
    first = written(tmp_path, "张某某")
    before = first.path.read_bytes()
    mark = f"{lock}{first.path.name}" + ("#" if lock.endswith(".") else "")
    (first.path.parent / mark).touch()

    again = written(tmp_path, "李某某")

    assert again.placing is Placing.BESIDE
    assert "正在 WPS 等程序中打开" in again.note
    assert first.path.read_bytes() == before


def test_a_file_another_program_holds_is_told_and_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = written(tmp_path, "张某某")
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        if target == first.path:
            raise PermissionError(13, "held")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)
    again = written(tmp_path, "李某某")

    assert again.placing is Placing.BESIDE
    assert "正在 WPS 等程序中打开" in again.note


def test_a_mark_copied_into_other_content_does_not_vouch_for_it(tmp_path: Path) -> None:
    first = written(tmp_path, "张某某")
    with zipfile.ZipFile(first.path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(
        b"</worksheet>", b"<!-- --></worksheet>"
    )
    with zipfile.ZipFile(first.path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)

    assert written(tmp_path, "李某某").placing is Placing.BESIDE


def test_a_posted_file_is_never_replaced(tmp_path: Path) -> None:
    first = write_papers(small_round(), [PaperKind.NOTICE], tmp_path).files[0]
    again = write_papers(
        small_round(), [PaperKind.NOTICE], tmp_path, office=Office(name="示例街道")
    ).files[0]

    assert again.path != first.path


def test_stopping_keeps_what_was_written(tmp_path: Path) -> None:
    asked = iter((False, False, True))

    papers = write_papers(
        small_round(), [PaperKind.AGENDA, PaperKind.DISPATCH], tmp_path, stop=lambda: next(asked)
    )

    assert papers.stopped
    assert [file.kind for file in papers.files] == [PaperKind.AGENDA, PaperKind.DISPATCH]
    assert all(file.path.exists() for file in papers.files)


def test_another_level_stands_beside_under_its_own_name(tmp_path: Path) -> None:
    (file,) = write_papers(small_round(), [PaperKind.NEEDS], tmp_path, level=Privacy.INTERNAL).files

    assert file.path.name == "2026年6月-需求清单（内部版）.xlsx"
