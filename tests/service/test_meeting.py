"""The meeting's requests: one undoable step each, nothing changed by a question, giving way."""

from collections.abc import Iterator
from dataclasses import replace
from multiprocessing import Pipe
from pathlib import Path

import pytest

from matcher.domain import (
    AgendaRecord,
    Contradiction,
    Decision,
    DecisionKind,
    PlanStatus,
    Round,
    ShiftKind,
    UnitLimit,
    never,
    silent,
)
from matcher.errors import Cancelled, UsageError
from matcher.service import (
    AskAgenda,
    AskPrechecks,
    AskPrices,
    AskWhy,
    CompareSchemes,
    Confirm,
    DropScheme,
    FindUnlocks,
    Match,
    OpenLedger,
    PreviewDecision,
    Prove,
    RecordAgenda,
    Redo,
    Reply,
    Request,
    Resolve,
    SaveScheme,
    SwitchScheme,
    Undo,
    View,
)
from matcher.service.desk import Desk
from matcher.service.entry import pipeline_steps
from matcher.service.handlers import HANDLERS
from matcher.service.messages import (
    AgendaListed,
    Changed,
    Compared,
    Explained,
    Foreseen,
    Prechecked,
    Priced,
    Unlocked,
)
from matcher.service.worker import Worker
from tests.service.fakes import STEPS
from tests.whatif.street import BARBER, CUTS, LISTS, POLICE, TALKS

TAKE = Decision(DecisionKind.LOCK, CUTS[1].id, BARBER.id)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book whose month is matched."""
    path = tmp_path_factory.mktemp("meeting") / "月.ledger"
    desk = Desk(pipeline_steps, HANDLERS)
    desk.handle(OpenLedger(path, "2026-06"), silent, never)
    desk.keep(Round(month="2026-06", lists=LISTS), "导入")
    desk.handle(Match(), silent, never)
    desk.close()
    return path


@pytest.fixture
def desk(book: Path, tmp_path: Path) -> Iterator[Desk]:
    own = tmp_path / "月.ledger"
    own.write_bytes(book.read_bytes())
    made = Desk(pipeline_steps, HANDLERS)
    made.handle(OpenLedger(own, "2026-06"), silent, never)
    yield made
    made.close()


def ask(desk: Desk, request: Request) -> Reply:
    return desk.handle(request, silent, never)


def changed(desk: Desk, request: Request) -> View:
    answer = ask(desk, request)
    assert isinstance(answer, Changed)
    return answer.view


def _holder(desk: Desk) -> set[str]:
    assert desk.round.outcome is not None
    return {a.need for a in desk.round.outcome.plan.assignments if a.resource == BARBER.id}


def test_a_decision_and_its_plan_are_one_step_back_and_forth(desk: Desk) -> None:
    before = desk.round
    view = changed(desk, Resolve(TAKE))
    assert _holder(desk) == {CUTS[1].id}
    assert not view.round.stale
    assert view.round.outcome is not None
    assert {shift.kind for shift in view.round.outcome.changed} == {
        ShiftKind.GAINS,
        ShiftKind.LOSES,
    }
    told = f"锁定：“{CUTS[1].title}” ↔ “{BARBER.title}”（{BARBER.unit}）"
    assert view.history[-1].action == f"{told}（变动 2 项：多满足 1 项，少满足 1 项）"
    changed(desk, Undo())
    assert desk.round.decisions == before.decisions
    assert _holder(desk) == {CUTS[0].id}
    changed(desk, Redo())
    assert _holder(desk) == {CUTS[1].id}


def test_what_was_foreseen_is_what_comes(desk: Desk) -> None:
    before = desk.round
    answer = ask(desk, PreviewDecision(TAKE))
    assert isinstance(answer, Foreseen)
    assert desk.round is before
    view = changed(desk, Resolve(TAKE))
    assert view.round.outcome is not None
    assert view.round.outcome.changed == answer.effect.shifts


def test_a_decision_taken_back_gives_the_plan_back(desk: Desk) -> None:
    changed(desk, Resolve(TAKE))
    changed(desk, Resolve(TAKE, revoke=True))
    assert desk.round.decisions == ()
    assert _holder(desk) == {CUTS[0].id}


def test_locks_that_contradict_each_other_change_nothing_and_name_the_smallest_set(
    desk: Desk,
) -> None:
    other = Decision(DecisionKind.LOCK, CUTS[0].id, BARBER.id)
    changed(desk, Resolve(Decision(DecisionKind.LOCK, TALKS[0].id, POLICE.id)))
    changed(desk, Resolve(other))
    before = desk.round
    with pytest.raises(Contradiction) as told:
        ask(desk, Resolve(TAKE))
    assert desk.round is before
    assert set(told.value.where.split("；")) == {other.words, TAKE.words}
    assert "（2）" in told.value.advice
    foreseen = ask(desk, PreviewDecision(TAKE))
    assert isinstance(foreseen, Foreseen)
    assert foreseen.effect.clash == told.value.clash
    assert set(told.value.clash.decisions) == {other, TAKE}


def test_schemes_are_put_by_compared_and_adopted(desk: Desk) -> None:
    changed(desk, SaveScheme("方案 A"))
    changed(desk, Resolve(TAKE))
    changed(desk, SaveScheme("方案 B"))
    answer = ask(desk, CompareSchemes("方案 A", "方案 B"))
    assert isinstance(answer, Compared)
    assert {shift.need for shift in answer.difference.shifts} == {one.id for one in CUTS}
    assert answer.difference.decisions_second == (TAKE.words,)
    changed(desk, SwitchScheme("方案 A"))
    assert desk.round.decisions == ()
    assert _holder(desk) == {CUTS[0].id}
    changed(desk, DropScheme("方案 A"))
    assert [scheme.name for scheme in desk.round.schemes] == ["方案 B"]
    with pytest.raises(UsageError):
        ask(desk, SwitchScheme("方案 A"))


def test_a_scheme_whose_scores_have_changed_tells_why_and_what_to_do(desk: Desk) -> None:
    changed(desk, SaveScheme("方案 A"))
    lists = desk.round.lists
    resources = tuple(
        replace(one, detail="上门服务") if one.id == BARBER.id else one for one in lists.resources
    )
    desk.keep(replace(desk.round, lists=replace(lists, resources=resources)), "改清单")
    with pytest.raises(UsageError) as told:
        ask(desk, SwitchScheme("方案 A"))
    assert "匹配度与清单不一致" in told.value.where
    assert told.value.advice.startswith("请按现在的清单重新匹配，另存为方案")


def test_a_confirmed_plan_is_marked_once_it_is_changed(desk: Desk, tmp_path: Path) -> None:
    view = changed(desk, Confirm("李某某"))
    assert view.round.confirmed
    assert view.round.confirmation is not None
    assert (view.round.confirmation.by, view.round.confirmation.met) == ("李某某", 4)
    assert not changed(desk, Resolve(TAKE)).round.confirmed
    assert changed(desk, Undo()).round.confirmed
    assert not changed(desk, Undo()).round.confirmed
    changed(desk, Redo())
    again = changed(desk, OpenLedger(tmp_path / "月.ledger", "2026-06"))
    assert again.round.confirmed


def test_a_record_of_the_agenda_replaces_the_one_before(desk: Desk) -> None:
    listed = ask(desk, AskAgenda())
    assert isinstance(listed, AgendaListed)
    key = listed.items[0].key
    changed(desk, RecordAgenda(AgendaRecord(key, decision="结转下月")))
    changed(desk, RecordAgenda(AgendaRecord(key, decision="上报街道", responsible="张某某")))
    (record,) = desk.round.agenda
    assert (record.decision, record.responsible) == ("上报街道", "张某某")
    assert record.time


def test_what_was_decided_in_one_is_kept_for_each_item_and_undone_in_one(desk: Desk) -> None:
    both = (AgendaRecord("single_unit:1", decision="维持"), AgendaRecord("single_unit:2"))
    changed(desk, RecordAgenda(both[0], both[1:]))
    assert [record.key for record in desk.round.agenda] == ["single_unit:1", "single_unit:2"]
    assert all(record.time for record in desk.round.agenda)
    assert changed(desk, Undo()).round.agenda == ()


def test_a_change_and_its_record_are_one_step(desk: Desk) -> None:
    record = AgendaRecord("ambiguous:1", decision="定为春和理发店")
    changed(desk, Resolve(TAKE, records=(record,)))
    assert [kept.decision for kept in desk.round.agenda] == ["定为春和理发店"]
    undone = changed(desk, Undo()).round
    assert (undone.agenda, undone.decisions) == ((), ())


def test_a_unit_serves_one_more_and_what_was_wanted_follows_in_the_same_step(desk: Desk) -> None:
    full = Decision(DecisionKind.UNIT_MOST, unit=BARBER.unit, amount=0)
    more = Decision(DecisionKind.UNIT_MOST, unit=BARBER.unit, amount=1)
    changed(desk, Resolve(full))
    refused, foreseen = (
        ask(desk, request)
        for request in (PreviewDecision(TAKE), PreviewDecision(TAKE, also=(more,)))
    )
    assert isinstance(refused, Foreseen)
    assert isinstance(foreseen, Foreseen)
    assert refused.effect.clash is not None
    assert refused.effect.clash.limit == UnitLimit(BARBER.unit, 0)
    assert refused.effect.clash.why == f"这条决定无法执行：{BARBER.unit}本轮至多承接0项"
    assert not foreseen.effect.impossible
    done = changed(desk, Resolve(TAKE, also=(more,)))
    assert desk.round.decisions == (more, TAKE)
    assert _holder(desk) == {CUTS[1].id}
    assert "至多1项，锁定：" in done.history[-1].action
    undone = changed(desk, Undo()).round
    assert undone.decisions == (full,)


def test_a_unit_that_has_to_serve_more_than_it_can_is_told_how_much_it_can(desk: Desk) -> None:
    three, one = (Decision(DecisionKind.UNIT_LEAST, unit=BARBER.unit, amount=n) for n in (3, 1))
    refused = ask(desk, PreviewDecision(three))
    assert isinstance(refused, Foreseen)
    assert refused.effect.clash is not None
    assert refused.effect.clash.decisions == (three,)
    assert f"{BARBER.unit}本轮最多能承接" in refused.effect.impossible
    changed(desk, Resolve(one))
    outcome = desk.round.outcome
    assert outcome is not None
    assert BARBER.unit in {entry.unit for entry in outcome.plan.assignments}
    assert outcome.plan.status is PlanStatus.PROVEN_BEST


def test_questions_change_nothing(desk: Desk) -> None:
    before = desk.round
    assert isinstance(ask(desk, AskWhy(CUTS[1].id, BARBER.id)), Explained)
    assert isinstance(ask(desk, AskPrechecks()), Prechecked)
    assert isinstance(ask(desk, AskPrices()), Priced)
    assert isinstance(ask(desk, FindUnlocks()), Unlocked)
    assert isinstance(ask(desk, Prove()), Changed)
    assert desk.round is before


def test_without_a_plan_the_questions_say_so(desk: Desk) -> None:
    changed(desk, Undo())
    for request in (AskWhy(CUTS[0].id), Resolve(TAKE), Confirm(), SaveScheme("甲"), AskAgenda()):
        with pytest.raises(UsageError, match="还没有匹配结果"):
            ask(desk, request)


def test_what_is_not_in_the_month_cannot_be_asked_about(desk: Desk) -> None:
    with pytest.raises(UsageError, match="没有这项需求"):
        ask(desk, AskWhy("XQ-202606-西站-999"))


def test_a_request_of_the_background_gives_way_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = Pipe()
    worker = Worker(theirs, lambda: STEPS, tmp_path)
    order: list[str] = []

    def handle(request: Request, _on_progress: object, stop: object) -> Reply:
        assert callable(stop)
        order.append(type(request).__name__)
        if isinstance(request, FindUnlocks) and len(order) == 1:
            worker._waiting.put(Undo(id=2))
            assert stop()
            raise Cancelled
        return Reply(id=request.id)

    monkeypatch.setattr(worker._desk, "handle", handle)
    assert worker._answer(FindUnlocks(id=1)) is None
    second = worker._next(1.0)
    assert worker._answer(second) == Reply(id=2)
    third = worker._next(1.0)
    assert worker._answer(third) == Reply(id=1)
    assert order == ["FindUnlocks", "Undo", "FindUnlocks"]
    ours.close()
    theirs.close()
