"""Filling in an office's own templates, and handing out ours to start from."""

from matcher.domain import Progress, Stop
from matcher.errors import UsageError
from matcher.ledger import local_now
from matcher.service.desk import Desk, Handlers
from matcher.service.messages import Finished
from matcher.service.messages.filling import FillTemplates, WriteForms


def _fill(desk: Desk, request: FillTemplates, on_progress: Progress, stop: Stop) -> Finished:
    # As in papers: the pipeline comes when it is needed.
    from matcher.pipeline.filling import fill  # noqa: PLC0415 - see the line above

    if desk.round.outcome is None:
        raise UsageError("还没有匹配结果，没有可以填写的内容", "", "请先进行匹配")
    day = local_now().date() if request.dated else None
    paths = [
        path
        for template in request.templates
        for path in fill(
            template,
            desk.round,
            request.folder,
            level=request.level,
            day=day,
            on_progress=on_progress,
            stop=stop,
        )
    ]
    place = paths[0] if len(paths) == 1 else request.folder
    return Finished(f"已按模板生成 {len(paths)} 份文书（{request.level.label}）", place)


def _forms(desk: Desk, request: WriteForms, _on_progress: Progress, _stop: Stop) -> Finished:
    from matcher.pipeline.filling import forms  # noqa: PLC0415 - as in _fill

    paths = forms(request.folder, desk.round.office)
    return Finished(f"已生成 {len(paths) - 1} 份模板和占位符说明", request.folder)


HANDLERS: Handlers = {FillTemplates: _fill, WriteForms: _forms}
