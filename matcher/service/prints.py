"""Papers laid out for the window's preview."""

from matcher.domain import Progress, Stop
from matcher.errors import UsageError
from matcher.ledger import local_now
from matcher.service.desk import Desk, Handlers
from matcher.service.messages.prints import PapersShown, PreviewPapers
from matcher.service.papers import compared_with
from matcher.service.returning import batch_for


def _preview(desk: Desk, request: PreviewPapers, on_progress: Progress, stop: Stop) -> PapersShown:
    # As in papers: the pipeline comes when it is needed.
    from matcher.pipeline.printing import prints  # noqa: PLC0415 - see the line above

    round_ = desk.round
    if round_.outcome is None:
        raise UsageError("还没有匹配结果，没有可以预览的内容", "", "请先进行匹配")
    made = prints(
        round_,
        request.kinds,
        level=request.level,
        day=local_now().date() if request.dated else None,
        previous=compared_with(desk),
        batch=batch_for(round_, request.level.value if request.level else ""),
        on_progress=on_progress,
        stop=stop,
    )
    return PapersShown(made)


HANDLERS: Handlers = {PreviewPapers: _preview}
