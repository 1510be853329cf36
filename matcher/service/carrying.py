"""Needs of the month before that were not met, taken over into the month on the table."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from matcher.domain import Need, NeedStatus, Progress, Reason, Round, Stop
from matcher.errors import UsageError
from matcher.service.desk import Desk, Handlers
from matcher.service.messages import CarryOver, Changed


def _carry(desk: Desk, _request: CarryOver, _on_progress: Progress, _stop: Stop) -> Changed:
    now, book = desk.round, desk.book()
    earlier = [month for month in book.months() if month < now.month]
    last = book.load(earlier[-1]) if earlier else None
    if last is None:
        raise UsageError("没有更早的月份可以结转", now.month, "请先切换到新的一期")
    if last.outcome is None:
        raise UsageError("上月还没有方案，分不清哪些需求没有对接", last.month, "请先匹配上月")
    needs = carried(last, now)
    if not needs:
        raise UsageError(
            "没有可以结转的需求：上月未对接的都已在本月", last.month, "不用再做什么，可以接着导入"
        )
    lists = replace(now.lists, needs=(*now.lists.needs, *needs))
    return desk.commit(replace(now, lists=lists), f"结转上月未对接的需求：{len(needs)} 项")


def carried(last: Round, now: Round) -> tuple[Need, ...]:
    """The needs ``last`` left unmet, as they stand in ``now``; those that are there already are not named again.

    Needs outside the alliance's duty are not carried. A number of their own is dropped: next month's lists
    count from 1 again.
    """
    here = {need.id for need in now.lists.needs} | set(_words(now.lists.needs))
    unmet = {
        entry.need
        for entry in (last.outcome.unmet if last.outcome else ())
        if entry.reason is not Reason.OUT_OF_SCOPE
    }
    first = date.fromisoformat(f"{now.month}-01")
    return tuple(
        _aged(need, first)
        for need in last.lists.needs
        if need.id in unmet
        and need.status is NeedStatus.OPEN
        and here.isdisjoint({need.id, *_words((need,))})
    )


def _words(needs: Iterable[Need]) -> list[str]:
    return [f"{need.community}\n{need.title}" for need in needs]


def _aged(need: Need, first: date) -> Need:
    """The need a month later; days that are over are no wish any more, but stay in its remarks."""
    left = tuple(window for window in need.times if window.last is None or window.last >= first)
    over = bool(need.times) and not left
    return replace(
        need,
        need_no="",
        raw=tuple(pair for pair in need.raw if pair[0] != "need_no"),
        months_waited=need.months_waited + 1,
        times=left,
        time_words="" if over else need.time_words,
        extra=(*need.extra, ("原期望时间", need.time_words)) if over else need.extra,
        absent=False,
    )


HANDLERS: Handlers = {CarryOver: _carry}
