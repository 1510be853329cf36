"""The lists beside the lexicon as tables people edit, one sheet each: their lines, and what edited ones change."""

from collections.abc import Iterator, Mapping, Sequence

from matcher.domain import Issue, ListWord, Severity, VocabularyChanges, WordList
from matcher.vocabulary.folding import fold
from matcher.vocabulary.lists import Subject, in_all, shipped_list_words, subject_of
from matcher.vocabulary.reading import load
from matcher.vocabulary.specifics import apart

HEADERS = ("归属", "词", "启用", "备注")
LONGEST = 30
"""Characters of a word."""
YES = frozenset({"", "是", "启用", "√", "1", "y", "yes", "对"})
NO = frozenset({"否", "停用", "不启用", "×", "x", "0", "n", "no"})

Table = Sequence[tuple[int, Mapping[int, str]]]


def list_lines(changes: VocabularyChanges, table: WordList) -> Iterator[tuple[str, str, str, str]]:
    """Every word of a list, in force or switched off, in the order of :data:`HEADERS`."""
    for one in in_all(changes.lists):
        if one.table is table:
            yield (one.owner, one.word, "是" if one.used else "否", one.note)


def understood_lists(
    file: str, sheets: Sequence[tuple[str, Table]], present: Sequence[ListWord]
) -> tuple[tuple[ListWord, ...], tuple[ListWord, ...], tuple[Issue, ...]]:
    """All changes that would be in force, those that differ from now, and every remark; other words stay as they are.

    Args:
        file: File name, for the remarks.
        sheets: Name and lines of each sheet; those not named like a list are passed over.
        present: What is in force now.
    """
    by_name = {table.label: table for table in WordList}
    told: dict[Subject, ListWord] = {}
    issues: list[Issue] = []
    for name, lines in sheets:
        if name in by_name:
            sheet = _Sheet(file, name, by_name[name], present)
            told.update(sheet.take(lines))
            issues += sheet.issues
    own = {subject_of(one): one for one in present}
    wanted = own | told
    clashes = _clashes(wanted, told, file)
    for subject in clashes:
        del wanted[subject]
    issues += clashes.values()
    kept = tuple(one for subject, one in wanted.items() if not _as_shipped(subject, one))
    different = tuple(
        one for subject, one in sorted(wanted.items()) if one.used is not _used(subject, own)
    )
    return kept, different, tuple(issues)


class _Sheet:
    """One sheet being understood."""

    def __init__(self, file: str, name: str, table: WordList, present: Sequence[ListWord]) -> None:
        self._file, self._name, self._table = file, name, table
        self.issues: list[Issue] = []
        self._owners = {
            fold(one.owner): one.owner
            for one in (*present, *shipped_list_words().values())
            if one.table is table
        }

    def take(self, lines: Table) -> dict[Subject, ListWord]:
        """Every line that can be used."""
        told: dict[Subject, ListWord] = {}
        columns: dict[str, int] = {}
        for row, texts in lines:
            if not columns:
                named = {fold(text).strip("*"): at for at, text in texts.items()}
                columns = named if {"词", "启用"} <= named.keys() else {}
                continue
            one = self._line(row, {name: texts.get(at, "").strip() for name, at in columns.items()})
            if one is not None:
                told.setdefault(subject_of(one), one)
        return told

    def _line(self, row: int, cells: Mapping[str, str]) -> ListWord | None:
        word, written, answer = cells["词"], cells.get("归属", ""), fold(cells["启用"])
        if not any(cells.values()):
            return None
        owner = self._owner(written)
        if owner is None:
            self._say(row, "没有这个归属，请照抄表中已有的写法；这一行没有采用", written)
        elif not fold(word) or len(word) > LONGEST:
            self._say(row, f"没有写词，或词太长（最多 {LONGEST} 个字）；这一行没有采用", word)
        elif answer not in YES | NO:
            self._say(row, "启用只能写“是”或“否”（空着按“是”）；这一行没有采用", cells["启用"])
        else:
            self._say_new(row, owner)
            return ListWord(self._table, owner, word, answer in YES, cells.get("备注", ""))
        return None

    def _say_new(self, row: int, owner: str) -> None:
        if self._table is WordList.UNIT_TYPES and fold(owner) not in self._owners:
            self._owners[fold(owner)] = owner
            words = "新的单位性质；在利益冲突规则的“单位用词”里写它才起作用，如是写错请改正"
            self._say(row, words, owner, "list-owner-new", Severity.INFO)

    def _owner(self, written: str) -> str | None:
        """The owner as the list knows it; a new specific thing or type of unit is its own; ``None`` = nobody knows it."""
        if self._table is WordList.NEGATIONS:
            return ""
        if self._table is WordList.GROUPS and written in load().groups:
            return written
        known = self._owners.get(fold(written))
        if known is None and self._table is WordList.UNIT_TYPES:
            return written if fold(written) and len(written) <= LONGEST else None
        if known is not None or self._table is not WordList.SPECIFICS:
            return known
        name, parent = apart(written)
        parents = {apart(owner)[0] for owner in self._owners.values()}
        by_name = {apart(owner)[0]: owner for owner in self._owners.values()}
        if name in by_name and not parent:
            return by_name[name]
        return (
            written if name and name not in by_name and (not parent or parent in parents) else None
        )

    def _say(
        self,
        row: int,
        words: str,
        value: str,
        code: str = "list-word-unusable",
        severity: Severity = Severity.ERROR,
    ) -> None:
        self.issues.append(
            Issue(severity, code, words, self._file, self._name, str(row), value[:LONGEST])
        )


def _clashes(
    wanted: Mapping[Subject, ListWord], told: Mapping[Subject, ListWord], file: str
) -> dict[Subject, Issue]:
    """New words of specific things that already stand for another; a word names one thing only."""
    changed = dict(wanted)
    holders: dict[str, str] = {}
    for subject, shipped in shipped_list_words().items():
        one = changed.pop(subject, shipped)
        if one.table is WordList.SPECIFICS and one.used:
            holders[fold(one.word)] = one.owner
    found: dict[Subject, Issue] = {}
    for subject, one in changed.items():
        if one.table is not WordList.SPECIFICS or not one.used:
            continue
        holder = holders.setdefault(fold(one.word), one.owner)
        if holder != one.owner and subject in told:
            words = f"这个词已属于“{holder}”，请先把那一行停用；这一行没有采用"
            found[subject] = Issue(
                Severity.ERROR, "list-word-twice", words, file, one.table.label, "", one.word
            )
    return found


def _as_shipped(subject: Subject, one: ListWord) -> bool:
    return one.used is (subject in shipped_list_words()) and not one.note


def _used(subject: Subject, own: Mapping[Subject, ListWord]) -> bool:
    return own[subject].used if subject in own else subject in shipped_list_words()
