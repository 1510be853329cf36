"""Lists that come back: taken out of an import, compared row by row, laid into the month."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from matcher.domain import (
    NOTHING_LEARNT,
    Layout,
    Lists,
    Need,
    Project,
    Resource,
    SheetKind,
    Stop,
    never,
)
from matcher.domain.differences import Difference, DifferenceKind
from matcher.domain.handouts import Answer, HandedSheet, Returns, Sent
from matcher.intake.grid import Grid, grid_of
from matcher.intake.returns.comparing import (
    Change,
    Sight,
    changes,
    headings_of,
    taken_over,
    told_after,
)
from matcher.intake.returns.finding import Back, backs
from matcher.intake.returns.rows import Fact, Line, TypeWork, lines_of, paired
from matcher.intake.returns.slips import STATES, is_answer, layout_of
from matcher.intake.returns.telling import Reading, reports_of, returned_of
from matcher.intake.sheetwork import Wishes, Work, work_on
from matcher.intake.understanding import typed_lists
from matcher.sheets.book import Book, Cell, Row, Sheet
from matcher.vocabulary import Vocabulary

_HANDED_HEADER = 1


@dataclass(frozen=True, slots=True)
class Taken:
    """An import without the rows that came back.

    Attributes:
        rest: Tables to be understood like any other, new rows of lists that came back among them.
        layouts: (file, sheet) → how sheets are read, those of lists that came back added.
        readings: The rows that came back.
    """

    rest: tuple[Book, ...]
    layouts: Mapping[tuple[str, str], Layout]
    readings: tuple[Reading, ...]

    def into(
        self, lists: Lists, planned: Sequence[Project], answers: Sequence[Answer]
    ) -> tuple[Lists, Returns]:
        """The lists with what came back laid into them, and all that is to be said of it.

        Args:
            lists: The month, the rest of the import understood into it.
            planned: The projects of the plan on the table.
            answers: What the user decided of differences; without an answer theirs is taken only
                where nobody here has changed the cell.
        """
        told = {(one.file, one.sheet, one.cell): one.take for one in answers}
        lists = _renumbered(lists, planned, self.readings)
        month = _Month.of(lists, planned)
        differences: list[Difference] = []
        for reading in self.readings:
            differences.extend(month.lay(reading, told))
        sheets = tuple(returned_of(one, differences) for one in self.readings)
        merged = replace(month.lists(lists), returned=_latest(lists.returned, differences, told))
        return (
            replace(merged, files=reports_of(merged.files, self.readings, differences)),
            Returns(sheets, tuple(differences)),
        )


def take_back(
    books: Sequence[Book],
    sent: Sequence[Sent],
    *,
    month: str,
    vocabulary: Vocabulary,
    known: Lists,
    layouts: Mapping[tuple[str, str], Layout] = {},
    stop: Stop = never,
) -> Taken:
    """Find the lists of ours among the tables of an import and their rows by their ids.

    Args:
        books: Files as read.
        sent: What was handed out.
        month: ``2026-06``.
        vocabulary: Words of the field.
        known: What the month holds.
        layouts: (file, sheet) → corrections of this import.
        stop: Asked at every sheet.

    Raises:
        Cancelled: ``stop`` said so.
    """

    def facts(work: Work) -> Sequence[Fact]:
        lists = typed_lists([work], known, month, vocabulary, NOTHING_LEARNT, stop)
        return (*lists.needs, *lists.resources, *lists.projects)

    wanted = dict(layouts)
    readings: list[Reading] = []
    for back in backs(books, sent):
        place = (back.book.file, back.sheet.name)
        if wanted.get(place, Layout()).kind is SheetKind.OTHER:
            continue
        layout = layout_of(back.handed.header, back.handed.kind, _HANDED_HEADER, Layout())
        came_layout = layout_of(
            _headings(back),
            layout.kind or back.handed.kind,
            None,
            wanted.get(place, Layout()),
        )
        base, base_grid = _work(_as_book(back.handed), layout)
        came, came_grid = _work(replace(back.book, sheets=(back.sheet,)), came_layout)
        answer = is_answer(_headings(back))
        handed_lines = _lines(base, base_grid, facts, answer=is_answer(back.handed.header))
        came_lines = _lines(came, came_grid, facts, answer=answer)
        wanted[place] = came_layout
        pairing = paired(handed_lines, came_lines, came_grid)
        readings.append(Reading(back, came, _sight(back, base, came), pairing))
    for place in _summaries(books, readings):
        wanted.setdefault(place, Layout(kind=SheetKind.OTHER))
    return Taken(_rest(books, readings), wanted, tuple(readings))


def _summaries(books: Sequence[Book], readings: Sequence[Reading]) -> Iterator[tuple[str, str]]:
    """Sheets of our own that only sum up what the lists beside them say: nothing of them is read."""
    for book in books:
        handed = [one.back for one in readings if one.back.book is book]
        own = {
            sheet.sheet
            for back in handed
            for sheet in back.sent.handout.sheets
            if sheet.kind is SheetKind.OTHER and sheet.file == back.handed.file
        }
        yield from ((book.file, sheet.name) for sheet in book.sheets if sheet.name in own)


def _renumbered(lists: Lists, planned: Sequence[Project], readings: Sequence[Reading]) -> Lists:
    """New projects of lists that came back get numbers no planned project has."""
    fresh = {
        (one.sight.file, one.sight.sheet, line.record.row)
        for one in readings
        for line in one.pairing.fresh
    }
    taken = {project.id for project in planned}
    highest = max((_number(one.id) for one in (*planned, *lists.projects)), default=0)
    found: list[Project] = []
    for project in lists.projects:
        place = project.origin and (
            project.origin.file,
            project.origin.sheet,
            project.origin.row,
        )
        if project.id in taken and place in fresh:
            highest += 1
            project = replace(project, id=f"{project.id.rpartition('-')[0]}-{highest:03d}")
        found.append(project)
    return replace(lists, projects=tuple(found)) if found != list(lists.projects) else lists


def _number(identifier: str) -> int:
    number = identifier.rpartition("-")[2]
    return int(number) if number.isdecimal() else 0


def _headings(back: Back) -> tuple[str, ...]:
    width = max(back.table.paths, default=0)
    return tuple(" ".join(back.table.paths.get(column, ())) for column in range(1, width + 1))


def _as_book(handed: HandedSheet) -> Book:
    """A list as handed out as a table to be read by the same rules as the one that came back."""
    texts = (handed.header, *handed.rows)
    rows = tuple(
        Row(number, tuple(Cell(at, text, text) for at, text in enumerate(line, 1) if text))
        for number, line in enumerate(texts, _HANDED_HEADER)
    )
    return Book(handed.file, "xlsx", (Sheet(handed.sheet, rows),))


def _work(book: Book, layout: Layout) -> tuple[Work, Grid]:
    (sheet,) = book.sheets
    wishes = Wishes(None, {(book.file, sheet.name): layout}, NOTHING_LEARNT)
    return next(iter(work_on(book, wishes))), grid_of(sheet)


def _lines(work: Work, grid: Grid, facts: TypeWork, *, answer: bool) -> tuple[Line, ...]:
    lines = lines_of(work, grid, facts)
    return tuple(_stated(line) for line in lines) if answer else lines


def _stated(line: Line) -> Line:
    """A unit's answer as the state of the project."""
    fact = line.fact
    if not isinstance(fact, Project):
        return line
    return replace(line, fact=replace(fact, status=STATES.get(fact.status, fact.status)))


def _sight(back: Back, base: Work, came: Work) -> Sight:
    titles = dict(came.report.headers)
    letters = {code: letter for letter, code in came.report.columns}
    return Sight(
        kind=came.kind,
        file=came.file,
        sheet=came.sheet,
        batch=back.sent.handout.batch,
        origin=(back.handed.file, back.handed.sheet),
        letters=letters,
        headings=headings_of(came.report.headers, came.report.columns),
        handed=frozenset(code for _, code in base.report.columns),
        names={code: titles.get(letter, "") for code, letter in letters.items()},
    )


def _rest(books: Sequence[Book], readings: Sequence[Reading]) -> tuple[Book, ...]:
    """The tables without the rows that came back; a sheet with nothing else left goes altogether."""
    mine = {(one.back.book.file, one.back.sheet.name): one for one in readings}
    found = []
    for book in books:
        sheets = tuple(
            left
            for sheet in book.sheets
            if (left := _left(sheet, mine.get((book.file, sheet.name)))) is not None
        )
        if sheets == book.sheets:
            found.append(book)
        elif sheets:
            found.append(replace(book, sheets=sheets))
    return tuple(found)


def _left(sheet: Sheet, reading: Reading | None) -> Sheet | None:
    if reading is None:
        return sheet
    fresh = {line.record.row for line in reading.pairing.fresh}
    if not fresh:
        return None
    top = reading.back.table.header
    rows = tuple(row for row in sheet.rows if row.number <= top or row.number in fresh)
    return replace(sheet, rows=rows)


@dataclass(slots=True)
class _Month:
    """The facts of a month by id while lists that came back are laid into them."""

    facts: dict[str, Fact]
    planned: dict[str, Project]
    touched: set[str]
    returned: tuple[Difference, ...]

    @classmethod
    def of(cls, lists: Lists, planned: Sequence[Project]) -> "_Month":
        facts: dict[str, Fact] = {one.id: one for one in lists.needs}
        facts |= {one.id: one for one in lists.resources}
        facts |= {one.id: one for one in lists.projects}
        return cls(facts, {one.id: one for one in planned}, set(), lists.returned)

    def lay(self, reading: Reading, told: Mapping[tuple[str, str, str], bool]) -> list[Difference]:
        """Take over what a list brings back; every difference with what became of it."""
        found: list[Difference] = []
        for handed, came, several in reading.pairing.pairs:
            then = _then(reading.back.sent, handed.id)
            ours = self._ours(handed, then)
            last = self._last(reading, ours.id)
            for change in changes(reading.sight, handed, came, ours, then, last, several=several):
                take = _decided(change, told)
                if take:
                    ours = taken_over(ours, change)
                    self._keep(ours)
                found.append(replace(change.told, taken=take, after=told_after(ours, change)))
        return found

    def _last(self, reading: Reading, identifier: str) -> dict[str, Difference]:
        """How the cells of a row came back before, by column."""
        place = (reading.sight.batch, reading.sight.origin, identifier)
        return {one.label: one for one in self.returned if one.subject[:3] == place}

    def _ours(self, handed: Line, then: Fact | None) -> Fact:
        """What the month holds of a row: the fact of that id, or the project that meets the same needs now."""
        here = self.facts.get(handed.id)
        if here is not None:
            return here
        if isinstance(then, Project):
            same = (p for p in self.planned.values() if p.need_ids == then.need_ids)
            now = next(same, None)
            if now is not None:
                return self.facts.get(now.id, now)
            return then
        planned = self.planned.get(handed.id)
        return planned or then or replace(handed.fact, id=handed.id)

    def _keep(self, fact: Fact) -> None:
        self.facts[fact.id] = replace(fact, absent=False)
        self.touched.add(fact.id)

    def lists(self, before: Lists) -> Lists:
        """The lists with these facts; the very same object when nothing was touched."""
        if not self.touched:
            return before
        every = [self.facts[key] for key in sorted(self.facts)]
        return replace(
            before,
            needs=tuple(one for one in every if isinstance(one, Need)),
            resources=tuple(one for one in every if isinstance(one, Resource)),
            projects=tuple(one for one in every if isinstance(one, Project)),
        )


def _then(sent: Sent, identifier: str) -> Fact | None:
    """What the month held when the list was handed out."""
    lists = sent.lists or Lists()
    every: tuple[Fact, ...] = (*lists.needs, *lists.resources, *lists.projects, *sent.projects)
    return next((fact for fact in every if fact.id == identifier), None)


def _latest(
    before: Sequence[Difference],
    now: Sequence[Difference],
    told: Mapping[tuple[str, str, str], bool],
) -> tuple[Difference, ...]:
    """Each cell as it came back last; one that waits for an answer is asked again next time."""
    settled = [one for one in now if one.taken or one.key in told]
    every = {one.subject: one for one in (*before, *settled)}
    return tuple(before) if not settled else tuple(every[key] for key in sorted(every))


def _decided(change: Change, told: Mapping[tuple[str, str, str], bool]) -> bool:
    if change.told.kind is DifferenceKind.UNREADABLE:
        return False
    return told.get(change.told.key, change.told.taken)
