"""Writing the proof that the plan is the best."""

from matcher.domain import Progress, Stop, month_words
from matcher.service.desk import Desk, Handlers
from matcher.service.lexicon import past_of
from matcher.service.meeting import meeting_of
from matcher.service.messages import Finished
from matcher.service.messages.proof import WriteProof


def _write(desk: Desk, request: WriteProof, on_progress: Progress, stop: Stop) -> Finished:
    name = f"{month_words(desk.round.month)}-方案证明.json"
    path = meeting_of(desk).proof(
        desk.round, request.folder / name, past_of(desk), on_progress=on_progress, stop=stop
    )
    return Finished("已写出方案证明", path)


HANDLERS: Handlers = {WriteProof: _write}
