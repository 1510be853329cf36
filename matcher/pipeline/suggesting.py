"""Blank category and form cells: what their rows' words speak for, and what somebody confirmed of it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from matcher import candidates
from matcher.domain import (
    NO_CHANGES,
    Category,
    CategoryGuess,
    CellChoice,
    CellGuesses,
    ConfirmedCell,
    Form,
    FormGuess,
    Lists,
    Need,
    PastCase,
    Precedent,
    Progress,
    Resource,
    Round,
    Stop,
    TextReview,
    VocabularyChanges,
    never,
    silent,
)
from matcher.errors import UsageError
from matcher.pipeline.proposing import proposed_words
from matcher.similarity import standing, suggest, suggest_forms
from matcher.vocabulary import Vocabulary, in_force

CATEGORY, FORMS = "category", "forms"
Fact = TypeVar("Fact", Need, Resource)


def suggestions(lists: Lists, vocabulary: Vocabulary) -> tuple[CellGuesses, ...]:
    """What the blank cells of needs, then of resources, may say; in list order.

    Rows with both cells filled, and rows whose words speak for nothing, are left out.
    """
    guesses = (_guesses(row, vocabulary) for row in _facts(lists))
    return tuple(guess for guess in guesses if guess.categories or guess.forms)


def _facts(lists: Lists) -> list[Need | Resource]:
    return [*lists.needs, *lists.resources]


def _guesses(row: Need | Resource, vocabulary: Vocabulary) -> CellGuesses:
    found = suggest(row.text, vocabulary) if row.category is None else ()
    forms = suggest_forms(row.text, vocabulary) if not row.forms else ()
    return CellGuesses(
        row.id,
        tuple(CategoryGuess(item.category, item.score, item.words) for item in found),
        clear=bool(found) and found[0].clear,
        forms=tuple(FormGuess(item.form, item.words) for item in forms),
        title=row.title,
        written=row.category_words,
    )


def choose(
    lists: Lists, choices: Sequence[CellChoice], words: VocabularyChanges = NO_CHANGES
) -> Lists:
    """The lists with what somebody says blank or unclear cells mean; the list's own words stay.

    Raises:
        UsageError: A row is not there, its cell says something itself, or there is no such category; nothing changed.
    """
    by_row = {choice.row: choice for choice in choices}
    missing = by_row.keys() - {fact.id for fact in _facts(lists)}
    if missing:
        raise UsageError("本月没有这一行", "、".join(sorted(missing)), "请刷新后再选一次")
    categories = in_force(words).categories
    for choice in by_row.values():
        if choice.category is not None and choice.category not in categories:
            raise UsageError("没有这个类别", str(choice.category), "请从列出的类别中选择")
    return replace(
        lists,
        needs=tuple(_chosen(need, by_row.get(need.id)) for need in lists.needs),
        resources=tuple(_chosen(one, by_row.get(one.id)) for one in lists.resources),
    )


def _chosen(fact: Fact, choice: CellChoice | None) -> Fact:
    if choice is None:
        return fact
    if choice.withdrawn:
        return _withdrawn(fact)
    marks = set(fact.confirmed)
    category, forms = fact.category, fact.forms
    if choice.category is not None:
        _refuse_overruling(fact, CATEGORY, said=category is not None)
        category = choice.category
        marks.add(CATEGORY)
    if choice.forms:
        _refuse_overruling(fact, FORMS, said=bool(forms))
        forms = tuple(form for form in Form if form in choice.forms)
        marks.add(FORMS)
    return replace(fact, category=category, forms=forms, confirmed=tuple(sorted(marks)))


def _refuse_overruling(fact: Need | Resource, field: str, *, said: bool) -> None:
    if said and field not in fact.confirmed:
        name = "类别" if field == CATEGORY else "形式"
        raise UsageError(f"清单里已写明{name}", fact.id, "要改动请修改清单后重新导入")


def _withdrawn(fact: Fact) -> Fact:
    category: Category | None = None if CATEGORY in fact.confirmed else fact.category
    forms = () if FORMS in fact.confirmed else fact.forms
    return replace(fact, category=category, forms=forms, confirmed=())


def carried_over(known: Lists, lists: Lists) -> Lists:
    """Newly read lists with what was confirmed of the same rows before, where the lists still say nothing."""
    before = {fact.id: fact for fact in _facts(known) if fact.confirmed}
    if not before:
        return lists
    return replace(
        lists,
        needs=tuple(_carried(need, before.get(need.id)) for need in lists.needs),
        resources=tuple(_carried(one, before.get(one.id)) for one in lists.resources),
    )


def _carried(fact: Fact, before: Need | Resource | None) -> Fact:
    if before is None or fact.confirmed or fact.text != before.text:
        return fact
    keep_category = CATEGORY in before.confirmed and fact.category is None
    keep_forms = FORMS in before.confirmed and not fact.forms
    marks = [name for name, kept in ((CATEGORY, keep_category), (FORMS, keep_forms)) if kept]
    if not marks:
        return fact
    return replace(
        fact,
        category=before.category if keep_category else fact.category,
        forms=before.forms if keep_forms else fact.forms,
        confirmed=tuple(marks),
    )


def confirmed_cells(lists: Lists) -> tuple[ConfirmedCell, ...]:
    """What was confirmed, in list order."""
    return tuple(
        ConfirmedCell(fact.id, fact.title, _confirmed_words(fact))
        for fact in _facts(lists)
        if fact.confirmed
    )


def _confirmed_words(fact: Need | Resource) -> str:
    told = [f"类别：{fact.category}"] if CATEGORY in fact.confirmed else []
    if FORMS in fact.confirmed:
        told.append(f"形式：{'、'.join(form.label for form in fact.forms)}")
    return "；".join(told)


def review(
    round_: Round,
    precedents: Sequence[Precedent] = (),
    *,
    on_progress: Progress = silent,
    stop: Stop = never,
) -> TextReview:
    """What the program makes of the words of a month; nothing is changed.

    Raises:
        Cancelled: ``stop`` said so.
    """
    now = standing()
    return TextReview(
        semantic=now.words,
        semantic_used=now.used,
        cells=suggestions(round_.lists, in_force(round_.words)),
        confirmed=confirmed_cells(round_.lists),
        proposals=proposed_words(round_),
        past=tuple(_past(round_, precedents, on_progress, stop)) if precedents else (),
        own_words=len(round_.words.words) + len(round_.words.lists),
        categories=in_force(round_.words).categories,
    )


def _past(
    round_: Round, precedents: Sequence[Precedent], on_progress: Progress, stop: Stop
) -> Iterator[PastCase]:
    found = candidates.find(
        round_.lists,
        (),
        round_.options,
        month=round_.month,
        vocabulary=in_force(round_.words),
        precedents=precedents,
        on_progress=on_progress,
        stop=stop,
    )
    titles = {need.id: need.title for need in round_.lists.needs}
    told = {
        (pair.need, pair.resource): PastCase(
            pair.need, titles[pair.need], pair.resource, pair.unit, part.points, part.note
        )
        for pair in found.pairs
        for part in pair.parts
        if part.name == "precedent"
    }
    yield from (case for _, case in sorted(told.items()))
