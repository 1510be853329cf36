"""Our workbooks saved by another program in another format: every row is known again.

LibreOffice is started once for each format.
"""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from matcher import pipeline
from matcher.domain import Lists
from matcher.domain.papers import PaperKind
from matcher.intake import compare
from tests.export import test_returning_lists as blank_lists
from tests.export.example import small_round, street_round
from tests.pipeline import test_returning as papers

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")

pytestmark = pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> blank_lists.Handed:
    return blank_lists.hand_out(tmp_path_factory.mktemp("blank"))


@pytest.fixture(scope="module")
def first(blank: blank_lists.Handed) -> Lists:
    return pipeline.load((blank.needs, blank.resources, blank.units), month=blank_lists.MONTH)


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> papers.Case:
    folder = tmp_path_factory.mktemp("street")
    return papers.handed(street_round(6), folder, PaperKind.PROJECTS)


@pytest.fixture(scope="module")
def slips(tmp_path_factory: pytest.TempPathFactory) -> papers.Case:
    return papers.handed(small_round(), tmp_path_factory.mktemp("slips"), PaperKind.DISPATCH)


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profile")


@pytest.fixture(
    scope="module",
    params=[
        "xls:MS Excel 97",
        "csv:Text - txt - csv (StarCalc):44,34,76,1",
        "xlsx:Calc MS Excel 2007 XML",
    ],
    ids=lambda target: target.partition(":")[0],
)
def saved(
    request: pytest.FixtureRequest,
    blank: blank_lists.Handed,
    street: papers.Case,
    slips: papers.Case,
    profile: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[Path], Path]:
    """Where a workbook stands after it was saved in the other format."""
    target: str = request.param
    suffix = target.partition(":")[0]
    folder = tmp_path_factory.mktemp(suffix)
    subprocess.run(
        [
            str(SOFFICE),
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            target,
            "--outdir",
            str(folder),
            *map(str, (blank.needs, street.paths[0], *slips.paths)),
        ],
        check=True,
        capture_output=True,
        timeout=100,
    )
    return lambda path: folder / f"{path.stem}.{suffix}"


def test_ids_of_blank_lists_survive(
    saved: Callable[[Path], Path], blank: blank_lists.Handed, first: Lists
) -> None:
    again = pipeline.load((saved(blank.needs),), month=blank_lists.MONTH, known=first)

    assert set(compare(first, again).same) == {*blank.need_ids, *blank.resource_ids}
    assert [issue.code for issue in again.issues if issue.code.startswith("id-")] == []


def test_project_list_and_slips_survive(
    saved: Callable[[Path], Path], street: papers.Case, slips: papers.Case
) -> None:
    for case, path in ((street, street.paths[0]), *((slips, one) for one in slips.paths)):
        draft = case.back(saved(path))
        (sheet,) = draft.returns.sheets
        assert (draft.returns.differences, draft.lists.issues) == ((), ())
        assert (sheet.untouched, sheet.marked, sheet.missing) == (sheet.rows, True, ())
        assert sheet.rows == (6 if case is street else 1)
