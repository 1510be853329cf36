"""Answers cross the pipe whole, in short messages, and only what is new in them."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from matcher.domain import FileReport, HistoryEntry, Issue, Lists, Need, Place, Round, Severity
from matcher.service import Changed, Failed, Finished, Progress, Reply, Stopped, View
from matcher.service.wire import SLICE, Receiver, Sender
from tests.ledger.rounds import filled_round
from tests.profiles import examples

RAW = tuple((f"列{at}", "单元格里的原文" * 3) for at in range(20))


def _view(round_: Round) -> View:
    entry = HistoryEntry(1, None, "2026-06-18T09:30:00+08:00", "导入", Place.CURRENT)
    return View(round_, (round_.month,), (entry,), True, False, "", "/月.ledger")


def _needs(count: int) -> tuple[Need, ...]:
    return tuple(Need(id=f"N{at}", title=f"需求{at}", raw=RAW) for at in range(count))


def _pass(sender: Sender, receiver: Receiver, reply: Reply) -> tuple[Reply | None, list[bytes]]:
    messages = list(sender.messages(reply))
    taken = [receiver.take(message) for message in messages]
    assert taken[:-1] == [None] * (len(messages) - 1)
    return taken[-1], messages


def _arrived(reply: Reply | None) -> Round:
    assert isinstance(reply, Changed)
    return reply.view.round


def test_short_replies_are_one_message_each() -> None:
    for reply in (
        Progress("正在读取", 1, 2, id=3),
        Finished("已导出", Path("/a.xlsx"), id=4),
        Failed("CannotWrite", "磁盘已满", "/a", "请清理", id=5),
        Stopped(id=6),
    ):
        assert _pass(Sender(), Receiver(), reply)[0] == reply
        assert len(list(Sender().messages(reply))) == 1


def test_a_view_with_every_field_filled_arrives_equal() -> None:
    changed = Changed(_view(filled_round()), id=7)

    assert _pass(Sender(), Receiver(), changed)[0] == changed


def test_five_thousand_needs_arrive_equal_in_messages_of_at_most_one_slice() -> None:
    changed = Changed(_view(Round("2026-06", Lists(needs=_needs(5000)))), id=1)
    arrived, messages = _pass(Sender(), Receiver(), changed)

    assert arrived == changed
    assert len(messages) > 5000 // SLICE
    assert max(len(message) for message in messages) < 100_000


def test_long_tuples_deep_inside_a_report_travel_in_slices_too() -> None:
    issues = tuple(Issue(Severity.WARNING, "c", f"第{at}条") for at in range(3000))
    files = (FileReport("a.xlsx", issues=issues), FileReport("b.xlsx"))
    changed = Changed(_view(Round("2026-06", Lists(files=files))))
    arrived, messages = _pass(Sender(), Receiver(), changed)

    assert arrived == changed
    assert max(len(message) for message in messages) < 100_000


def test_what_did_not_change_is_not_sent_again_and_is_the_same_object() -> None:
    sender, receiver = Sender(), Receiver()
    before = Round("2026-06", Lists(needs=_needs(500)))
    first = _arrived(_pass(sender, receiver, Changed(_view(before)))[0])
    after = replace(before, stale=True)
    reply, messages = _pass(sender, receiver, Changed(_view(after)))

    assert len(messages) == 1
    assert _arrived(reply) == after
    assert _arrived(reply).lists is first.lists


def test_when_one_list_changes_the_others_are_the_same_objects_however_short() -> None:
    sender, receiver = Sender(), Receiver()
    before = Round("2026-06", Lists(needs=_needs(3), files=(FileReport("a.xlsx"),)))
    first = _arrived(_pass(sender, receiver, Changed(_view(before)))[0])
    after = replace(before, lists=replace(before.lists, files=(FileReport("b.xlsx"),)))
    second = _arrived(_pass(sender, receiver, Changed(_view(after)))[0])

    assert second == after
    assert second.lists.needs is first.lists.needs


def test_what_is_no_longer_shown_is_forgotten_on_both_sides() -> None:
    sender, receiver = Sender(), Receiver()
    _pass(sender, receiver, Changed(_view(Round("2026-06", Lists(needs=_needs(500))))))
    _pass(sender, receiver, Changed(_view(Round("2026-07"))))

    assert all(sent.value != _needs(500) for sent in sender._sent.values())
    assert len(receiver._parts) == len(sender._sent)
    assert _needs(500) not in receiver._parts.values()


PIECES = st.lists(st.integers(0, 90), max_size=3)


@examples(60)
@given(st.lists(st.tuples(st.integers(0, 90), PIECES, st.booleans()), min_size=1, max_size=6))
def test_any_sequence_of_views_arrives_equal(
    steps: list[tuple[int, list[int], bool]],
) -> None:
    sender, receiver = Sender(), Receiver()
    lists = Lists()
    for needs, issue_counts, keep in steps:
        if not keep:
            files = tuple(
                FileReport(f"{at}.xlsx", issues=(Issue(Severity.INFO, "c", str(at)),) * count)
                for at, count in enumerate(issue_counts)
            )
            lists = replace(lists, needs=_needs(needs), files=files)
        changed = Changed(_view(Round("2026-06", lists)))
        assert _pass(sender, receiver, changed)[0] == changed
