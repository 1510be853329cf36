"""The print preview over the desk: what would be written, laid out, and nothing written."""

from pathlib import Path

import pytest

from matcher.domain import never, silent
from matcher.domain.papers import PaperKind, Privacy
from matcher.domain.prints import Grid
from matcher.errors import UsageError
from matcher.ledger import Ledger
from matcher.service import PapersShown, PreviewPapers
from matcher.service.desk import Desk
from matcher.service.entry import pipeline_steps
from matcher.service.handlers import HANDLERS
from matcher.service.messages import OpenLedger
from tests.export.example import MONTH, small_round


def desk(folder: Path, *, matched: bool) -> Desk:
    if matched:
        with Ledger.open(folder / "book.ledger") as ledger:
            ledger.commit(small_round(), "匹配")
    made = Desk(pipeline_steps, HANDLERS)
    made.handle(OpenLedger(folder / "book.ledger", MONTH), silent, never)
    return made


def test_papers_are_shown_as_they_would_be_written(tmp_path: Path) -> None:
    shown = desk(tmp_path, matched=True).handle(
        PreviewPapers((PaperKind.NOTICE, PaperKind.DISPATCH, PaperKind.CSV)), silent, never
    )

    assert isinstance(shown, PapersShown)
    assert [one.name for one in shown.prints] == [
        "2026年6月-任务派单-示例第一小学",
        "2026年6月-任务派单-示例区人民医院",
        "2026年6月-公示表",
    ]
    assert shown.prints[-1].level is Privacy.PUBLIC
    (grid,) = [b for b in shown.prints[0].sections[0].blocks if isinstance(b, Grid)]
    assert grid.rows[0].cells[2].text == "老年人义诊"
    assert not any(path.suffix in (".xlsx", ".docx") for path in tmp_path.rglob("*"))


def test_without_a_plan_there_is_nothing_to_show(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有可以预览的内容"):
        desk(tmp_path, matched=False).handle(PreviewPapers((PaperKind.NOTICE,)), silent, never)
