"""The vocabulary and past months at the desk; the ledger is real, the matching small."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from multiprocessing import Pipe
from pathlib import Path

import pytest

from matcher.domain import (
    NO_CHANGES,
    Category,
    Decision,
    DecisionKind,
    PastOutcome,
    Precedent,
    Progress,
    Round,
    Stop,
    VocabularyChanges,
    WordChange,
    WordState,
    never,
    silent,
)
from matcher.service import (
    AcceptVocabulary,
    Changed,
    Decide,
    ExportVocabulary,
    ImportFiles,
    Match,
    OpenLedger,
    Previewed,
    PreviewVocabulary,
    Proposed,
    ProposeWords,
    Redo,
    SwitchMonth,
    Undo,
    View,
)
from matcher.service.desk import Desk
from matcher.service.handlers import HANDLERS
from matcher.service.messages import Finished, Request
from matcher.service.wire import Receiver, Sender
from matcher.service.worker import Worker
from tests.service.fakes import STEPS, match

LAMPS = Category("物业维修", "照明电路")
OWN = VocabularyChanges.of([WordChange(LAMPS, "小夜灯笼草", WordState.STRONG)])
OTHER = VocabularyChanges.of([WordChange(LAMPS, "楼道灯", WordState.OFF)])
IMPORT = ImportFiles((Path("needs-3"), Path("resources-2")))
SEEN: list[tuple[Precedent, ...]] = []


def _noting(
    round_: Round, *, precedents: Sequence[Precedent], on_progress: Progress, stop: Stop
) -> Round:
    SEEN.append(tuple(precedents))
    return match(round_, precedents=precedents, on_progress=on_progress, stop=stop)


def _exported(changes: VocabularyChanges, folder: Path) -> Path:
    """Where the real one would write for some seconds; the name tells how many words it was given."""
    return folder / f"{len(changes.words)}.xlsx"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    SEEN.clear()
    made = Desk(lambda: replace(STEPS, match=_noting, write_vocabulary=_exported), HANDLERS)
    made.handle(OpenLedger(tmp_path / "月.ledger", "2026-06"), silent, never)
    yield made
    made.close()


def ask(desk: Desk, request: Request) -> View:
    answer = desk.handle(request, silent, never)
    assert isinstance(answer, Changed)
    return answer.view


def test_accepted_words_are_on_the_disk(desk: Desk, tmp_path: Path) -> None:
    ask(desk, AcceptVocabulary(OWN))
    assert ask(desk, OpenLedger(tmp_path / "月.ledger", "2026-06")).round.words == OWN


def test_accepting_words_makes_the_plan_stale_and_undo_takes_both_back(desk: Desk) -> None:
    ask(desk, IMPORT)
    ask(desk, Match())
    changed = ask(desk, AcceptVocabulary(OWN)).round
    assert (changed.words, changed.stale) == (OWN, True)
    undone = ask(desk, Undo()).round
    assert (undone.words, undone.stale) == (NO_CHANGES, False)
    assert ask(desk, Redo()).round == changed


def test_accepting_words_can_be_undone_in_a_blank_month(desk: Desk) -> None:
    ask(desk, AcceptVocabulary(OWN))
    assert ask(desk, Undo()).round.words == NO_CHANGES


def test_ticked_words_go_on_top_of_those_in_force(desk: Desk) -> None:
    ask(desk, AcceptVocabulary(OWN))
    assert ask(desk, AcceptVocabulary(OTHER, added=True)).round.words == OWN.merged(OTHER)


def test_a_preview_goes_in_the_place_of_those_in_force(desk: Desk) -> None:
    ask(desk, AcceptVocabulary(OWN))
    assert ask(desk, AcceptVocabulary(OTHER)).round.words == OTHER


def test_a_month_begun_later_takes_the_words_over_and_an_earlier_one_does_not(desk: Desk) -> None:
    ask(desk, AcceptVocabulary(OWN))
    assert ask(desk, SwitchMonth("2026-07")).round.words == OWN
    assert ask(desk, SwitchMonth("2026-05")).round.words == NO_CHANGES


def test_the_history_says_how_many_words(desk: Desk) -> None:
    assert ask(desk, AcceptVocabulary(OWN)).history[-1].action == "修改词库：1 个词"


def test_the_words_in_force_are_exported(desk: Desk, tmp_path: Path) -> None:
    ask(desk, AcceptVocabulary(OWN))
    written = desk.handle(ExportVocabulary(tmp_path / "词"), silent, never)
    assert written == Finished("已导出词库", tmp_path / "词" / "1.xlsx")


def test_a_preview_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "改.csv"
    path.write_text("二级,词,启用\n照明电路,楼道灯,否\n", encoding="utf-8")
    preview = desk.handle(PreviewVocabulary(path), silent, never)
    assert isinstance(preview, Previewed)
    assert preview.preview.changes == OTHER
    assert ask(desk, SwitchMonth("2026-06")).round.words == NO_CHANGES


def test_proposals_of_a_month_without_decisions_are_none(desk: Desk) -> None:
    ask(desk, IMPORT)
    assert desk.handle(ProposeWords(), silent, never) == Proposed(())


def test_matching_is_told_what_earlier_months_declined(desk: Desk) -> None:
    ask(desk, IMPORT)
    ask(desk, Decide(Decision(DecisionKind.FORBID, need="N0", resource="R1", reason="太远")))
    ask(desk, SwitchMonth("2026-07"))
    ask(desk, IMPORT)
    ask(desk, Match())
    ((case,),) = SEEN
    assert (case.month, case.outcome, case.reason) == ("2026-06", PastOutcome.DECLINED, "太远")


def test_matching_the_earlier_month_is_told_nothing_of_the_later(desk: Desk) -> None:
    ask(desk, IMPORT)
    ask(desk, Decide(Decision(DecisionKind.FORBID, need="N0", resource="R1")))
    ask(desk, SwitchMonth("2026-05"))
    ask(desk, IMPORT)
    ask(desk, Match())
    assert SEEN == [()]


def test_the_worker_answers_with_replies_of_their_own(tmp_path: Path) -> None:
    ours, theirs = Pipe()
    path = tmp_path / "改.csv"
    path.write_text("二级,词,启用\n照明电路,楼道灯,否\n", encoding="utf-8")
    worker = Worker(theirs, lambda: STEPS, tmp_path)
    worker._answer(OpenLedger(tmp_path / "月.ledger", "2026-06", id=1))
    previewed = worker._answer(PreviewVocabulary(path, id=2))
    proposed = worker._answer(ProposeWords(id=3))
    for end in (ours, theirs):
        end.close()
    assert isinstance(previewed, Previewed)
    assert (previewed.id, previewed.preview.changes) == (2, OTHER)
    assert proposed == Proposed((), id=3)


def test_words_cross_the_pipe_and_stay_the_same_object(desk: Desk) -> None:
    sender, receiver = Sender(), Receiver()
    ask(desk, IMPORT)
    first, second = ask(desk, AcceptVocabulary(OWN)), ask(desk, Match())
    taken = []
    for view in (first, second):
        replies = [receiver.take(message) for message in sender.messages(Changed(view))]
        reply = replies[-1]
        assert isinstance(reply, Changed)
        taken.append(reply.view.round.words)
    assert taken[0] == OWN
    assert taken[1] is taken[0]
