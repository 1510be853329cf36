"""What the program makes of the words of a month, and what somebody confirms of it."""

from dataclasses import replace

from matcher.domain import Precedent, Progress, Stop
from matcher.service.desk import Desk, Handlers
from matcher.service.lexicon import earlier
from matcher.service.messages import Changed, ChooseCells, ReviewTexts, TextsReviewed

_KIND, _KEY = "meanings", "texts"
"""Where the month book keeps what the semantic extra made of texts."""


def recall_meanings(desk: Desk) -> None:
    """Take in what the month book keeps of the semantic extra, so that known texts are not encoded again."""
    from matcher.similarity import installed  # noqa: PLC0415 - numpy: the month book is shown without it

    meanings = installed()
    if meanings is not None:
        meanings.take(desk.book().recall(_KIND, _KEY))


def keep_meanings(desk: Desk) -> None:
    """Keep what the semantic extra made of new texts in the month book; a book opened for reading keeps nothing."""
    from matcher.similarity import installed  # noqa: PLC0415 - as above

    meanings = installed()
    if meanings is None or desk.book().read_only:
        return
    written = meanings.written()
    if written is not None:
        desk.book().remember(_KIND, _KEY, written)


def past_cases(desk: Desk) -> tuple[Precedent, ...]:
    """What earlier months say, as far as the options want it."""
    if desk.round.options.precedent_points <= 0:
        return ()
    rounds = (*earlier(desk.book(), desk.round.month), desk.round)
    return desk.steps().precedents_from(rounds, desk.round.month)


def _review(desk: Desk, _request: ReviewTexts, on_progress: Progress, stop: Stop) -> TextsReviewed:
    from matcher import pipeline  # noqa: PLC0415 - as above

    recall_meanings(desk)
    found = pipeline.review(desk.round, past_cases(desk), on_progress=on_progress, stop=stop)
    keep_meanings(desk)
    return TextsReviewed(found)


def _choose(desk: Desk, request: ChooseCells, _on_progress: Progress, _stop: Stop) -> Changed:
    from matcher import pipeline  # noqa: PLC0415 - as above

    before = desk.round
    lists = pipeline.choose(before.lists, request.choices, before.words)
    verb = "撤回" if all(choice.withdrawn for choice in request.choices) else "确认"
    return desk.commit(replace(before, lists=lists), f"{verb}类别或形式：{len(request.choices)} 行")


HANDLERS: Handlers = {
    ReviewTexts: _review,
    ChooseCells: _choose,
}
