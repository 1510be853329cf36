"""The lexicon as a table people edit: its lines, and what an edited table changes."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from matcher.domain import (
    Category,
    Issue,
    ListWord,
    Severity,
    VocabularyChanges,
    WordChange,
    WordState,
)
from matcher.errors import FileRefused
from matcher.vocabulary.changes import shipped_words
from matcher.vocabulary.folding import fold
from matcher.vocabulary.reading import load
from matcher.vocabulary.sheets import NO, YES, understood_lists

SHEET = "词库"
HEADERS = ("一级", "二级", "词", "强弱", "启用", "备注")
STRENGTHS = ("强", "弱")
ANSWERS = ("是", "否")
LONGEST = 30
"""Characters of a word."""
HEADER_WITHIN = 20
"""Lines in which the header is looked for."""

_MARKS = frozenset("*.-+")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

Table = Sequence[tuple[int, Mapping[int, str]]]
"""Lines of a sheet: row number, and texts by 1-based column."""


def lines(changes: VocabularyChanges) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Every word in force or switched off, in the order of :data:`HEADERS`: class by class, own words last."""
    own = {(str(one.category), fold(one.word)): one for one in changes.words}
    by_class: dict[Category, list[tuple[str, str, str, str, str, str]]] = {
        category: [] for category in load().categories
    }
    for subject, word in shipped_words().items():
        change = own.pop(subject, None)
        state = change.state if change else word.state
        strength = word.state if state is WordState.OFF else state
        note = change.note if change else ""
        by_class[word.category].append(_line(word.category, word.word, strength, state, note))
    for change in own.values():
        if change.category in by_class:
            strength = WordState.STRONG if change.state is WordState.OFF else change.state
            by_class[change.category].append(
                _line(change.category, change.word, strength, change.state, change.note)
            )
    for listed in by_class.values():
        yield from listed


def _line(
    category: Category, word: str, strength: WordState, state: WordState, note: str
) -> tuple[str, str, str, str, str, str]:
    answer = ANSWERS[state is WordState.OFF]
    return (category.l1, category.l2, word, strength.label, answer, note)


@dataclass(frozen=True, slots=True)
class Edited:
    """What an edited table says.

    Attributes:
        changes: Everything that would be in force.
        different: What differs from what was in force before.
        issues: Every remark, with its cell.
        lists: What differs in the lists beside the lexicon.
    """

    changes: VocabularyChanges
    different: tuple[WordChange, ...]
    issues: tuple[Issue, ...]
    lists: tuple[ListWord, ...] = ()


def understood(
    file: str, sheets: Sequence[tuple[str, Table]], present: VocabularyChanges
) -> Edited:
    """What the first sheet with the header and those of the lists say; words they do not mention stay as they are.

    Args:
        file: File name, for the remarks.
        sheets: Name and lines of each sheet.
        present: What is in force now.

    Raises:
        FileRefused: No sheet has the header.
    """
    ordered = sorted(sheets, key=lambda sheet: sheet[0] != SHEET)
    for name, table in ordered:
        header = _header(table)
        if header is not None:
            number, columns = header
            body = [(row, texts) for row, texts in table if row > number]
            edited = _Taking(file, name, columns).take(body, present)
            kept, different, issues = understood_lists(file, sheets, present.lists)
            changes = VocabularyChanges.of(edited.changes.words, kept)
            return Edited(changes, edited.different, (*edited.issues, *issues), different)
    raise FileRefused(
        "文件中没有词库表",
        file,
        f"表头要有“{'”“'.join(HEADERS[:3])}”几栏；请先导出词库，在导出的文件上修改后再导入",
    )


def _header(table: Table) -> tuple[int, dict[str, int]] | None:
    for number, texts in table[:HEADER_WITHIN]:
        columns: dict[str, int] = {}
        for column, text in sorted(texts.items()):
            name = fold(text).strip("*")
            if name in HEADERS:
                columns.setdefault(name, column)
        if {"二级", "词"} <= columns.keys():
            return number, columns
    return None


class _Taking:
    """One sheet being understood."""

    def __init__(self, file: str, sheet: str, columns: Mapping[str, int]) -> None:
        self._file, self._sheet, self._columns = file, sheet, columns
        self._issues: list[Issue] = []
        self._categories = {fold(one.l2): one for one in load().categories}

    def take(self, body: Table, present: VocabularyChanges) -> Edited:
        """The changes and remarks of all lines."""
        told: dict[tuple[str, str], tuple[int, WordChange]] = {}
        for row, texts in body:
            change = self._row(row, texts)
            if change is None:
                continue
            subject = (str(change.category), fold(change.word))
            first = told.setdefault(subject, (row, change))
            if first[0] != row:
                self._twice(row, change, *first)
        own = {(str(one.category), fold(one.word)): one for one in present.words}
        wanted = own | {subject: change for subject, (_, change) in told.items()}
        self._say_missing(own, told)
        changes = VocabularyChanges.of(
            change for subject, change in wanted.items() if not _as_shipped(subject, change)
        )
        return Edited(changes, _different(wanted, own), tuple(self._issues))

    def _row(self, row: int, texts: Mapping[int, str]) -> WordChange | None:
        """The change a line asks for; ``None`` where it is blank or cannot be used."""
        cells = {name: _clean(texts.get(column, "")) for name, column in self._columns.items()}
        if not any(cells.values()):
            return None
        category = self._category(row, cells)
        word = self._word(row, cells)
        state = self._state(row, cells)
        if category is None or word is None or state is None:
            return None
        return WordChange(category, word, state, cells.get("备注", ""))

    def _category(self, row: int, cells: Mapping[str, str]) -> Category | None:
        l1, l2 = cells.get("一级", ""), cells["二级"]
        category = self._categories.get(fold(l2))
        if category is None:
            advice = "请从下拉中选一个已有的二级类别；这一行没有采用"
            self._say(row, "二级", "class-unknown", f"没有这个二级类别，{advice}", l2)
            return None
        if l1 and fold(l1) != fold(category.l1):
            words = f"“{category.l2}”属于“{category.l1}”，与所写的一级类别不符；这一行没有采用，请改成一致"
            self._say(row, "一级", "class-mismatch", words, l1)
            return None
        return category

    def _word(self, row: int, cells: Mapping[str, str]) -> str | None:
        word = "".join(cells["词"].split()).replace("＊", "*")
        trouble = _trouble(word)
        if trouble:
            self._say(row, "词", "word-unusable", f"{trouble}；这一行没有采用", cells["词"])
            return None
        return word

    def _state(self, row: int, cells: Mapping[str, str]) -> WordState | None:
        strength, answer = cells.get("强弱", "") or STRENGTHS[0], fold(cells.get("启用", ""))
        if strength not in STRENGTHS:
            words = "强弱只能写“强”或“弱”（空着按“强”）；这一行没有采用"
            self._say(row, "强弱", "strength-unknown", words, strength)
            return None
        if answer in NO:
            return WordState.OFF
        if answer in YES:
            return WordState.STRONG if strength == STRENGTHS[0] else WordState.WEAK
        words = "启用只能写“是”或“否”（空着按“是”）；这一行没有采用"
        self._say(row, "启用", "answer-unknown", words, cells["启用"])
        return None

    def _twice(self, row: int, change: WordChange, first_row: int, first: WordChange) -> None:
        same = change.state is first.state
        severity = Severity.INFO if same else Severity.ERROR
        words = f"这个词在同一类中已写在第{first_row}行"
        told = "两行相同" if same else "两行说法不同，按前一行；请删去其中一行"
        self._say(row, "词", "word-twice", f"{words}，{told}", change.word, severity)

    def _say_missing(
        self,
        own: Mapping[tuple[str, str], WordChange],
        told: Mapping[tuple[str, str], object],
    ) -> None:
        missing = len((shipped_words().keys() | own.keys()) - told.keys())
        if missing:
            words = f"词库中另有 {missing} 个词没有写在表里，保持不变；要停用某个词，请保留该行并把“启用”写成“否”"
            self._issues.append(
                Issue(Severity.INFO, "words-missing", words, self._file, self._sheet)
            )

    def _say(
        self,
        row: int,
        column: str,
        code: str,
        words: str,
        value: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        at = self._columns.get(column)
        cell = f"{_letters(at)}{row}" if at else str(row)
        self._issues.append(
            Issue(severity, code, words, self._file, self._sheet, cell, value[:LONGEST])
        )


def _clean(text: str) -> str:
    """The text in one line, without characters no sheet may hold."""
    plain = "".join(" " if unicodedata.category(one) == "Cc" else one for one in text)
    return plain.strip()


def _trouble(word: str) -> str:
    """Why a word cannot be used; empty when it can."""
    if not word:
        return "没有写词"
    if len(word) > LONGEST:
        return f"词太长（最多 {LONGEST} 个字），请拆成几个词，一行一个"
    if word.startswith("*") or word.endswith("*") or "**" in word:
        return "* 号只能写在词的中间，代表其间的几个字"
    folded = fold(word)
    if not all(one.isalnum() or one in _MARKS for one in folded) or not _any_letter(folded):
        return "词里只能有汉字、字母、数字和 * . - + 号，不能有其他标点；几个词请分几行写"
    return ""


def _any_letter(folded: str) -> bool:
    return any(one.isalnum() for one in folded)


def _as_shipped(subject: tuple[str, str], change: WordChange) -> bool:
    shipped = shipped_words().get(subject)
    state = WordState.OFF if shipped is None else shipped.state
    return change.state is state and not change.note


def _state_of(subject: tuple[str, str], own: Mapping[tuple[str, str], WordChange]) -> WordState:
    if subject in own:
        return own[subject].state
    shipped = shipped_words().get(subject)
    return WordState.OFF if shipped is None else shipped.state


def _different(
    wanted: Mapping[tuple[str, str], WordChange], own: Mapping[tuple[str, str], WordChange]
) -> tuple[WordChange, ...]:
    return tuple(
        wanted[subject]
        for subject in sorted(wanted)
        if wanted[subject].state is not _state_of(subject, own)
    )


def _letters(column: int) -> str:
    words = ""
    while column:
        column, rest = divmod(column - 1, 26)
        words = _LETTERS[rest] + words
    return words
