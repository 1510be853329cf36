"""What the meeting asks, considers and settles, without a window."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from matcher.domain import AgendaRecord, Clash, Decision, DecisionKind, PlanStatus, Round
from matcher.service import (
    AskAgenda,
    AskPrechecks,
    AskWhy,
    Changed,
    Decide,
    Failed,
    FindUnlocks,
    Match,
    PreviewDecision,
    Prove,
    Reply,
    Request,
    Resolve,
    Revoke,
)
from tests.ui import example
from tests.ui.fake_client import FakeClient
from ui.session import AGENDA, CHECKS, UNLOCKS, Change, Session, State
from ui.session.meeting import is_overtaken
from ui.theme import LIGHT
from ui.worker import Worker

NEED, RESOURCE = "XQ-202606-柳岸-002", "ZY-202606-002"
FORBID = Change(Decision(DecisionKind.FORBID, NEED, RESOURCE))


def session_on(qtbot: QtBot, client: FakeClient) -> Iterator[Session]:
    worker = Worker(lambda: client)
    made = Session(worker, State(), lambda look: LIGHT)
    made.open(Path("三张清单.db"))
    settle(qtbot, made)
    yield made
    worker.close()


@pytest.fixture
def client() -> FakeClient:
    return FakeClient(example.round_())


@pytest.fixture
def session(qtbot: QtBot, client: FakeClient) -> Iterator[Session]:
    yield from session_on(qtbot, client)


def settle(qtbot: QtBot, session: Session) -> State:
    qtbot.waitUntil(lambda: not session.state.tasks, timeout=3000)
    return session.state


def now(session: Session) -> Round:
    assert session.state.view is not None
    return session.state.view.round


def test_a_change_shows_its_effect_and_changes_nothing(
    qtbot: QtBot, session: Session, client: FakeClient
) -> None:
    before = now(session)
    session.meeting.propose(FORBID)
    state = settle(qtbot, session)
    assert state.meeting.change == FORBID
    assert state.meeting.effect is not None
    assert [shift.need for shift in state.meeting.effect.shifts] == [NEED]
    assert now(session) is before
    assert isinstance(client.sent[-1], PreviewDecision)


def test_an_accepted_change_is_carried_out_in_one_step(
    qtbot: QtBot, session: Session, client: FakeClient
) -> None:
    session.meeting.propose(FORBID)
    settle(qtbot, session)
    session.meeting.accept()
    state = settle(qtbot, session)
    assert client.sent[-1] == Resolve(FORBID.decision, id=3)
    assert state.meeting.change is None
    outcome = now(session).outcome
    assert outcome is not None
    assert [shift.need for shift in outcome.changed] == [NEED]


def test_a_change_that_was_given_up_is_gone(
    qtbot: QtBot, session: Session, client: FakeClient
) -> None:
    session.meeting.propose(FORBID)
    session.meeting.give_up()
    state = settle(qtbot, session)
    assert (state.meeting.change, state.meeting.effect) == (None, None)
    session.meeting.accept()
    assert isinstance(client.sent[-1], PreviewDecision)


def test_a_change_is_not_accepted_before_its_effect_is_known(
    session: Session, client: FakeClient
) -> None:
    session.meeting.propose(FORBID)
    session.meeting.accept()
    assert isinstance(client.sent[-1], PreviewDecision)


def test_of_two_previews_only_the_last_counts(qtbot: QtBot, session: Session) -> None:
    session.meeting.propose(FORBID)
    other = Change(Decision(DecisionKind.LOCK, NEED, RESOURCE))
    session.meeting.propose(other)
    state = settle(qtbot, session)
    assert state.meeting.change == other
    assert state.meeting.effect is not None
    assert state.meeting.effect.shifts == ()


def test_what_cannot_be_carried_out_is_no_longer_considered(
    qtbot: QtBot, session: Session, client: FakeClient
) -> None:
    session.meeting.propose(FORBID)
    settle(qtbot, session)
    client.override = lambda request: Failed("Contradiction", "矛盾", id=request.id)
    session.meeting.accept()
    state = settle(qtbot, session)
    assert state.meeting.change is None
    assert not state.meeting.accepting
    assert [failure.kind for failure in state.failures] == ["Contradiction"]


def test_without_a_plan_that_holds_it_is_decided_at_once(qtbot: QtBot) -> None:
    client = FakeClient(replace(example.round_(), stale=True))
    for session in session_on(qtbot, client):
        old = now(session).decisions[0]
        session.meeting.propose(Change(FORBID.decision, instead_of=(old,)))
        settle(qtbot, session)
        assert client.sent[-2:] == [Revoke(old, id=2), Decide(FORBID.decision, id=3)]
        assert session.state.meeting.change is None


def test_an_answer_to_another_question_is_not_shown(qtbot: QtBot, session: Session) -> None:
    session.meeting.ask_why(NEED)
    session.meeting.ask_why("XQ-202606-望湖-004", "ZY-202606-001")
    state = settle(qtbot, session)
    assert state.meeting.explanation is not None
    assert state.meeting.explanation.need == "XQ-202606-望湖-004"


def test_a_question_that_failed_is_no_longer_asked(
    qtbot: QtBot, session: Session, client: FakeClient
) -> None:
    client.override = lambda request: (
        Failed("UsageError", "问不了", id=request.id) if isinstance(request, AskWhy) else None
    )
    session.meeting.ask_why(NEED)
    assert settle(qtbot, session).meeting.asked is None


def test_what_is_watched_is_asked_for_again_after_a_change(
    qtbot: QtBot, session: Session, client: FakeClient
) -> None:
    session.meeting.watch(AGENDA)
    first = settle(qtbot, session).meeting.agenda
    assert first
    session.meeting.propose(FORBID)
    settle(qtbot, session)
    session.meeting.accept()
    qtbot.waitUntil(lambda: sum(isinstance(sent, AskAgenda) for sent in client.sent) == 2)
    again = settle(qtbot, session).meeting.agenda
    assert again is not None
    assert again[0].needs == (NEED,)


def test_what_was_asked_is_forgotten_with_the_plan_it_was_about(
    qtbot: QtBot, session: Session
) -> None:
    session.meeting.ask_why(NEED)
    session.meeting.ask_prices()
    settle(qtbot, session)
    session.undo()
    session.match_here()
    state = settle(qtbot, session)
    assert state.meeting.explanation is None
    assert state.meeting.prices is None


def test_a_record_does_not_make_the_agenda_forgotten(qtbot: QtBot, session: Session) -> None:
    session.meeting.watch(AGENDA)
    items = settle(qtbot, session).meeting.agenda
    session.meeting.record([AgendaRecord("urgent", "怎么办", "结转下月")])
    state = settle(qtbot, session)
    assert state.meeting.agenda is items
    assert [record.decision for record in now(session).agenda] == ["结转下月"]


def test_the_record_of_a_change_is_kept_only_when_it_was_carried_out(
    qtbot: QtBot, session: Session, client: FakeClient
) -> None:
    record = AgendaRecord("urgent", "怎么办", "禁止")
    session.meeting.propose(FORBID, record)
    settle(qtbot, session)
    session.meeting.give_up()
    session.meeting.propose(FORBID, record)
    settle(qtbot, session)
    session.meeting.accept()
    settle(qtbot, session)
    assert client.sent[-1] == Resolve(FORBID.decision, records=(record,), id=4)
    assert [kept.decision for kept in now(session).agenda] == ["禁止"]
    session.undo()
    settle(qtbot, session)
    assert now(session).agenda == ()


def test_a_search_that_was_stopped_is_not_begun_again(
    qtbot: QtBot, session: Session, client: FakeClient
) -> None:
    client.hold = True
    session.meeting.watch(UNLOCKS)
    assert session.state.meeting.finding == 2
    assert session.state.working is None
    session.cancel()
    state = settle(qtbot, session)
    assert state.meeting.finding == 0
    assert sum(isinstance(sent, FindUnlocks) for sent in client.sent) == 1
    client.hold = False
    session.meeting.watch(UNLOCKS)
    found = settle(qtbot, session).meeting.unlocks
    assert found is not None
    assert found.unlocks[0].net == 5


def test_schemes_are_put_by_compared_and_adopted(qtbot: QtBot, session: Session) -> None:
    session.meeting.save_scheme("方案A")
    settle(qtbot, session)
    kept = now(session).decisions
    session.meeting.propose(FORBID)
    settle(qtbot, session)
    session.meeting.accept()
    settle(qtbot, session)
    session.meeting.compare("方案A")
    difference = settle(qtbot, session).meeting.difference
    assert difference is not None
    assert [shift.need for shift in difference.shifts] == [NEED]
    session.meeting.adopt("方案A")
    settle(qtbot, session)
    assert now(session).decisions == kept
    session.meeting.drop_scheme("方案A")
    settle(qtbot, session)
    assert now(session).schemes == ()


def test_a_plan_changed_after_confirming_is_no_longer_the_confirmed_one(
    qtbot: QtBot, session: Session
) -> None:
    session.meeting.confirm("李某某")
    settle(qtbot, session)
    assert now(session).confirmed
    session.meeting.propose(FORBID)
    settle(qtbot, session)
    session.meeting.accept()
    settle(qtbot, session)
    assert now(session).confirmation is not None
    assert not now(session).confirmed


def test_an_unproven_plan_is_proven_in_the_background(
    qtbot: QtBot, session: Session, client: FakeClient
) -> None:
    open_plan(client)
    session.meeting.propose(FORBID)
    settle(qtbot, session)
    session.meeting.accept()
    qtbot.waitUntil(lambda: any(isinstance(sent, Prove) for sent in client.sent))
    assert session.state.working is None


def open_plan(client: FakeClient) -> None:
    """From now on re-solved plans come unproven."""

    def unproven(request: Request) -> Reply | None:
        if not isinstance(request, Resolve):
            return None
        client._turn(request)
        view = client.view()
        outcome = view.round.outcome
        assert outcome is not None
        plan = replace(outcome.plan, status=PlanStatus.BEST_FOUND)
        round_ = replace(view.round, outcome=replace(outcome, plan=plan))
        return Changed(replace(view, round=round_), id=request.id)

    client.override = unproven


def test_a_proof_that_finds_nothing_better_disturbs_nobody(
    qtbot: QtBot, session: Session, client: FakeClient
) -> None:
    session.meeting.propose(FORBID)
    before = settle(qtbot, session).meeting
    view = client.view()
    assert view.round.outcome is not None
    proven = replace(view.round, outcome=replace(view.round.outcome, idle=()))
    client.override = lambda request: Changed(replace(view, round=proven), id=request.id)
    session.ask(Prove(), "正在继续证明方案")
    state = settle(qtbot, session)
    assert state.meeting is before
    assert state.notice is None


def test_a_better_plan_found_meanwhile_is_told_and_compared_with(
    qtbot: QtBot, session: Session, client: FakeClient
) -> None:
    session.meeting.propose(FORBID)
    settle(qtbot, session)
    view = client.view()
    better = replace(view.round, outcome=example.outcome(view.round.lists, (FORBID.decision,)))

    def prove(request: Request) -> Reply | None:
        wanted = isinstance(request, Prove)
        return Changed(replace(view, round=better), id=request.id) if wanted else None

    client.override = prove
    session.ask(Prove(), "正在继续证明方案")
    state = settle(qtbot, session)
    assert state.notice is not None
    assert "后台找到了更好的方案" in state.notice.words
    qtbot.waitUntil(lambda: sum(isinstance(sent, PreviewDecision) for sent in client.sent) == 2)
    assert settle(qtbot, session).meeting.change == FORBID


def test_nothing_is_checked_before_both_lists_are_there(qtbot: QtBot) -> None:
    whole = example.round_()
    client = FakeClient(Round("2026-07", lists=replace(whole.lists, resources=())))
    for session in session_on(qtbot, client):
        session.meeting.watch(CHECKS)
        state = settle(qtbot, session)
        assert not any(isinstance(sent, AskPrechecks) for sent in client.sent)
        assert state.failures == ()


def test_a_search_the_month_was_changed_under_fails_in_silence() -> None:
    failed = Failed("UsageError", "还没有匹配结果", "")
    assert is_overtaken(FindUnlocks(), failed, None)
    assert not is_overtaken(Resolve(), failed, None)
    assert not is_overtaken(FindUnlocks(), replace(failed, kind="internal"), None)


def test_decisions_that_exclude_each_other_are_a_question_not_an_error(
    qtbot: QtBot, session: Session, client: FakeClient
) -> None:
    lock = now(session).decisions[0]
    clash = Clash("这2条决定互相矛盾", (lock,))
    failed = Failed("Contradiction", clash.why, clash.where, "可任选一种办法", clash)
    client.override = lambda request: (
        replace(failed, id=request.id) if isinstance(request, Match) else None
    )
    session.match()
    state = settle(qtbot, session)
    assert state.failures == ()
    assert state.meeting.clash == clash
    assert state.focus is not None
    assert state.focus.page == "meeting"
    client.override = lambda request: None
    session.meeting.give_way(lock)
    assert settle(qtbot, session).meeting.clash is None
    assert lock not in now(session).decisions
    assert not now(session).stale


def test_what_was_stopped_says_that_the_plan_is_as_it_was(
    qtbot: QtBot, session: Session, client: FakeClient
) -> None:
    client.hold = True
    session.match()
    session.cancel()
    notice = settle(qtbot, session).notice
    assert notice is not None
    assert notice.words.startswith("已停止匹配，方案没有改动")
