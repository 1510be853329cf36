"""What blank or unclear category and form cells may say, on the command line; nothing is filled in."""

from argparse import ArgumentParser, _ArgumentGroup
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from matcher import pipeline
from matcher.domain import CategoryGuess, CellGuesses, FormGuess, Lists, Origin, VocabularyChanges
from matcher.vocabulary import in_force

TO_CONFIRM = "待确认"
CANDIDATES = 3


AddTo = Callable[[_ArgumentGroup], None]


def add_suggest(parser: ArgumentParser, add_month: AddTo, add_answer: AddTo) -> None:
    """What may be written after ``suggest``."""
    group = parser.add_argument_group("参数")
    group.add_argument("files", nargs="+", metavar="文件", help="需求清单或资源清单，可用 * 和 ?")
    add_month(group)
    group.add_argument(
        "--vocabulary", type=Path, metavar="文件", help="按这份改好的词库判断（见 vocabulary 命令）"
    )
    add_answer(group)


def guesses(lists: Lists, words: VocabularyChanges) -> tuple[CellGuesses, ...]:
    """What blank or unclear cells may say, in list order."""
    return pipeline.suggestions(lists, in_force(words))


def as_json(lists: Lists, found: Sequence[CellGuesses]) -> dict[str, Any]:
    """The same as one JSON value; every suggestion still has to be confirmed."""
    places = _places(lists)
    return {"cells": [_cell(one, places[one.row]) for one in found]}


def _cell(one: CellGuesses, place: Origin | None) -> dict[str, Any]:
    return {
        "id": one.row,
        "file": place.file if place else None,
        "sheet": place.sheet if place else None,
        "row": place.row if place else None,
        "title": one.title,
        "written": one.written,
        "clear": one.clear,
        "to_confirm": True,
        "categories": [
            {"category": str(guess.category), "share": guess.share, "words": list(guess.words)}
            for guess in one.categories[:CANDIDATES]
        ],
        "forms": [
            {"form": guess.form.value, "label": guess.form.label, "words": list(guess.words)}
            for guess in one.forms[:CANDIDATES]
        ],
    }


def report(lists: Lists, found: Sequence[CellGuesses]) -> Iterator[str]:
    """Every row with its candidates and the words that speak for them."""
    places = _places(lists)
    for one in found:
        yield f"◆ {one.row}“{one.title}”（{places[one.row]}）"
        yield from _candidates(one)
    categories = sum(bool(one.categories) for one in found)
    forms = sum(bool(one.forms) for one in found)
    clear = sum(one.clear for one in found)
    yield (
        f"类别空着或看不懂的 {categories} 行，其中 {clear} 行有把握预填；形式空着的 {forms} 行。"
        f"以上都是建议，{TO_CONFIRM}：可在窗口的“词库”页逐行确认；清单原文没有改动。"
    )


def _candidates(one: CellGuesses) -> Iterator[str]:
    if one.categories:
        yield f"  类别：清单写的是“{one.written}”" if one.written else "  类别：清单空着"
    for place, guess in enumerate(one.categories[:CANDIDATES], start=1):
        mark = f"，{TO_CONFIRM}" if one.clear and place == 1 else ""
        yield f"    {place}. {guess.category}（{guess.sure}{mark}）{_because(guess)}"
    if one.forms:
        yield "  形式：清单空着"
    for place, form in enumerate(one.forms[:CANDIDATES], start=1):
        yield f"    {place}. {form.form.label}{_because(form)}"


def _because(guess: CategoryGuess | FormGuess) -> str:
    return f"：依据“{'”“'.join(guess.words)}”" if guess.words else "：没有直接对应的词，按整句判断"


def _places(lists: Lists) -> dict[str, Origin | None]:
    needs = {need.id: need.origin for need in lists.needs}
    return needs | {one.id: one.origin for one in lists.resources}
