"""The funds of the month, typed in the window."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from matcher.domain import Fund, Progress, Stop
from matcher.domain.funds import fault_in, in_order
from matcher.errors import UsageError
from matcher.service.desk import Desk, Handlers
from matcher.service.messages import Changed, SetFunds


def _set(desk: Desk, request: SetFunds, _on_progress: Progress, _stop: Stop) -> Changed:
    fault = fault_in(request.funds)
    if fault:
        raise UsageError(fault, "经费清单", "请改正后再保存")
    before = desk.round
    lists = replace(before.lists, funds=in_order(request.funds))
    return desk.commit(
        replace(before, lists=lists), action_words(before.lists.funds, request.funds)
    )


def action_words(before: Sequence[Fund], after: Sequence[Fund]) -> str:
    """What was done, for the history."""
    return f"修改经费清单（{'，'.join(_changes(before, after))}）"


def _changes(before: Sequence[Fund], after: Sequence[Fund]) -> Iterator[str]:
    was, now = {fund.key: fund for fund in before}, {fund.key: fund for fund in after}
    added, gone = now.keys() - was.keys(), was.keys() - now.keys()
    changed = [key for key in now.keys() & was.keys() if now[key] != was[key]]
    counts = (("新增", len(added)), ("修改", len(changed)), ("删除", len(gone)))
    told = [f"{what}{count}笔" for what, count in counts if count]
    yield from told or ("没有变化",)


HANDLERS: Handlers = {SetFunds: _set}
