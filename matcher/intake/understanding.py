"""Tables of all files → typed lists with every issue at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from matcher.domain import (
    NOTHING_LEARNT,
    FileReport,
    Fund,
    Issue,
    Layout,
    Lists,
    Memory,
    Need,
    Origin,
    Project,
    Resource,
    SheetKind,
    SheetReport,
    Stop,
    Unit,
    bare_words,
    never,
)
from matcher.errors import Cancelled
from matcher.intake.communities import unify_communities
from matcher.intake.directory import Directory, directory_of
from matcher.intake.funds import fund_of, funds_together
from matcher.intake.merging import (
    merge_needs,
    merge_projects,
    merge_resources,
    merge_units,
    recount,
)
from matcher.intake.months import tell_other_months
from matcher.intake.needs import need_of
from matcher.intake.numbering import (
    give_ids,
    need_naming,
    project_naming,
    resource_naming,
)
from matcher.intake.places import reporting_unit, sheet_community
from matcher.intake.resources import resource_of
from matcher.intake.returning import read_again, say_damaged, staying, without_returned
from matcher.intake.rows import Record
from matcher.intake.sameness import need_key, resource_key
from matcher.intake.sheetwork import Wishes, Work, work_on
from matcher.intake.units import project_of, unit_of
from matcher.intake.values import Context, guess_money_unit
from matcher.sheets.book import Book
from matcher.vocabulary import Vocabulary

NO_LISTS = Lists()


def understand(
    books: Sequence[Book],
    *,
    month: str,
    vocabulary: Vocabulary,
    kinds: Mapping[str, SheetKind] = {},
    known: Lists = NO_LISTS,
    stop: Stop = never,
    memory: Memory = NOTHING_LEARNT,
    layouts: Mapping[tuple[str, str], Layout] = {},
) -> Lists:
    """Understand the tables of all files together.

    Args:
        books: Files as read.
        month: The round, ``2026-06``.
        vocabulary: Words of the field.
        kinds: File name → kind the user stated.
        known: What the month already holds; its ids are kept, nothing is deleted by absence.
        stop: Asked at every sheet and every few hundred rows.
        memory: Layouts and unit names remembered from earlier imports.
        layouts: (file, sheet) → corrections of this import.

    Raises:
        Cancelled: ``stop`` said so.
    """
    works: list[Work] = []
    for book in books:
        for work in work_on(book, Wishes(kinds.get(book.file), layouts, memory)):
            _obey(stop)
            works.append(work)
    tell_other_months(works, month)
    say_damaged(works)
    again = frozenset(book.file for book in books)
    before = _still_valid(known, works, again)
    typed = typed_lists(works, before, month, vocabulary, memory, stop)
    merged, gone = _merged(typed, before, again, month, works)
    reports = _reports(books, works, gone)
    others = tuple(report for report in known.files if report.file not in again)
    return replace(merged, files=tuple(sorted((*others, *reports), key=lambda report: report.file)))


def _obey(stop: Stop) -> None:
    if stop():
        raise Cancelled


def _still_valid(known: Lists, works: Sequence[Work], again: frozenset[str]) -> Lists:
    """Known facts, without those of sheets that are now read as another kind of list."""
    holds: dict[tuple[str, str], set[SheetKind]] = {}
    for work in works:
        holds.setdefault((work.file, work.sheet), set()).add(work.kind)

    def stays(origin: Origin | None, *allowed: SheetKind) -> bool:
        if origin is None or origin.file not in again:
            return True
        found = holds.get((origin.file, origin.sheet))
        return found is None or bool(found & set(allowed))

    return replace(
        known,
        needs=tuple(n for n in known.needs if stays(n.origin, SheetKind.NEEDS, SheetKind.COMBINED)),
        resources=tuple(r for r in known.resources if stays(r.origin, SheetKind.RESOURCES)),
        units=tuple(u for u in known.units if stays(u.origin, SheetKind.UNITS)),
        projects=tuple(p for p in known.projects if stays(p.origin, SheetKind.PROJECTS)),
        funds=tuple(f for f in known.funds if stays(f.origin, SheetKind.FUNDS)),
    )


def typed_lists(
    works: Sequence[Work],
    before: Lists,
    month: str,
    vocabulary: Vocabulary,
    memory: Memory,
    stop: Stop,
) -> Lists:
    """Every record as a fact without an id; units first, because the others name them."""
    units: list[Unit] = []
    for work in _of_kind(works, SheetKind.UNITS):
        context = _context(work, works, month, vocabulary, Directory())
        units.extend(unit_of(record, context) for record in _watched(work.records, stop))
    directory = directory_of([*units, *before.units], memory.unit_aliases)
    needs: list[Need] = []
    resources: list[Resource] = []
    projects: list[Project] = []
    funds: list[Fund] = []
    for work in works:
        context = _context(work, works, month, vocabulary, directory)
        records = _watched(work.records, stop)
        if work.kind in {SheetKind.NEEDS, SheetKind.COMBINED}:
            combined = work.kind is SheetKind.COMBINED
            read = [need_of(record, context, combined=combined) for record in records]
            _tell_missing_communities(read, context)
            needs.extend(read)
        elif work.kind is SheetKind.RESOURCES:
            resources.extend(resource_of(record, context) for record in records)
        elif work.kind is SheetKind.PROJECTS:
            projects.extend(project_of(record, context) for record in records)
        elif work.kind is SheetKind.FUNDS:
            funds.extend(fund_of(record, context) for record in records)
    lists = Lists(tuple(needs), tuple(resources), tuple(units), tuple(projects), funds=tuple(funds))
    return unify_communities(lists, before)


def _tell_missing_communities(needs: Sequence[Need], context: Context) -> None:
    """Remark on rows without a community where others of the sheet have one."""
    missing = [need for need in needs if not need.community]
    if len(missing) == len(needs):
        return
    for need in missing:
        context.remarks.tell(
            "community-missing",
            "这一行没有写社区，按街道的需求处理；和上一行一样的，请写“同上”",
            cell=str(need.origin.row) if need.origin else "",
        )


def _watched(records: Sequence[Record], stop: Stop) -> Iterable[Record]:
    for position, record in enumerate(records):
        if position % 200 == 0:
            _obey(stop)
        yield record


def _of_kind(works: Sequence[Work], kind: SheetKind) -> Iterable[Work]:
    return (work for work in works if work.kind is kind)


def _context(
    work: Work, works: Sequence[Work], month: str, vocabulary: Vocabulary, directory: Directory
) -> Context:
    siblings = [
        w.sheet
        for w in works
        if w.file == work.file and w.sheet != work.sheet and w.kind is work.kind
    ]
    community = (
        ""
        if work.kind in {SheetKind.RESOURCES, SheetKind.UNITS, SheetKind.OTHER}
        else sheet_community(work.titles, work.sheet, work.file, siblings)
    )
    return Context(
        month=month,
        vocabulary=vocabulary,
        remarks=work.remarks,
        units=dict(work.units),
        directory=directory,
        community=community,
        money=_money_units(work),
        unit=reporting_unit(work.titles) if work.kind is SheetKind.RESOURCES else "",
        latest=work.latest,
    )


_MONEY = (
    "budget",
    "amount",
    "own_money",
    "yearly",
    "used",
    "left",
    "cap",
    "cap_works",
    "cap_service",
    "cap_goods",
)


def _money_units(work: Work) -> dict[str, int]:
    """Yuan per unit of money columns whose header and title name none; said once for the column."""
    found: dict[str, int] = {}
    for code in _MONEY:
        entries = [record.entries[code] for record in work.records if record.text(code)]
        if not entries or any("元" in unit or "万" in unit for unit in work.units.get(code, ())):
            continue
        told = next((t for t in work.titles if "单位" in t and "元" in t), "")
        factor = (
            (10_000 if "万元" in told else 1)
            if told
            else guess_money_unit([e.text for e in entries])
        )
        if factor is None:
            continue
        found[code] = factor
        bare = [entry for entry in entries if not any(c in entry.text for c in "元万块")]
        if bare and not told:
            unit = "万元" if factor == 10_000 else "元"
            work.remarks.warn(
                "money-unit-assumed",
                f"表头没有写明金额的单位，没有注明单位的数按“{unit}”读取；不对的话请在表头写上（元）或（万元）",
                cell=bare[0].address,
                value=bare[0].text,
            )
    return found


def _merged(
    typed: Lists, before: Lists, again: frozenset[str], month: str, works: Sequence[Work]
) -> tuple[Lists, frozenset[Origin]]:
    """Ids given, equal rows merged, facts of other files and absent rows kept."""
    of_needs, of_resources = need_naming(month), resource_naming(month)
    earlier = without_returned(before.needs, typed.needs, of_needs)
    needs = merge_needs(
        [
            *(
                _without_children(need, again)
                for need in staying(earlier, typed.needs, again, of_needs, need_key, works)
            ),
            *typed.needs,
        ]
    )
    resources = merge_resources(
        [
            *staying(before.resources, typed.resources, again, of_resources, resource_key, works),
            *typed.resources,
        ]
    )
    projects = merge_projects(
        [*(p for p in before.projects if not read_again(p.origin, again)), *typed.projects]
    )
    units = merge_units(
        [*typed.units, *(u for u in before.units if not read_again(u.origin, again))]
    )
    funds, replaced = funds_together(typed.funds, before.funds, again)
    named_needs = give_ids(needs.facts, before.needs, of_needs)
    named_resources = give_ids(resources.facts, before.resources, of_resources)
    named_projects = give_ids(projects.facts, before.projects, project_naming(month))
    lists = replace(
        before,
        needs=_with_absent(_with_old_children(named_needs, earlier, again), before.needs, again),
        resources=_with_absent(named_resources, before.resources, again),
        units=_with_absent_units(units.facts, before.units, again),
        projects=_with_absent(named_projects, before.projects, again),
        funds=funds,
    )
    return lists, needs.gone | resources.gone | projects.gone | units.gone | replaced


def _without_children(need: Need, again: frozenset[str]) -> Need:
    """The need without children that will come again from a file read anew."""
    left = tuple(child for child in need.merged if child.origin.file not in again)
    return need if left == need.merged else recount(replace(need, merged=left, beneficiaries=None))


def _with_old_children(
    needs: Sequence[Need], before: Sequence[Need], again: frozenset[str]
) -> tuple[Need, ...]:
    """Needs with how long they waited and the children they had from files that were not read this time."""
    old = {need.id: need for need in before}
    result = []
    for need in needs:
        earlier = old.get(need.id)
        here = {child.origin for child in need.merged}
        lost = [
            child
            for child in (earlier.merged if earlier else ())
            if child.origin.file not in again
            and child.origin not in here
            and child.origin != need.origin
        ]
        if earlier and earlier.months_waited > need.months_waited:
            need = replace(need, months_waited=earlier.months_waited)
        result.append(recount(replace(need, merged=(*need.merged, *lost))) if lost else need)
    return tuple(result)


_Fact = TypeVar("_Fact", Need, Resource, Project)


def _with_absent(
    facts: Sequence[_Fact], before: Sequence[_Fact], again: frozenset[str]
) -> tuple[_Fact, ...]:
    """Facts by id, with the known ones that no row holds any more: nothing is deleted by absence."""
    here = {fact.id for fact in facts}
    swallowed = {child.origin for fact in facts for child in getattr(fact, "merged", ())}
    absent: list[_Fact] = [
        replace(old, absent=True) if read_again(old.origin, again) else old
        for old in before
        if old.id not in here and old.origin not in swallowed
    ]
    everything = list(facts)
    everything.extend(absent)
    return tuple(sorted(everything, key=lambda fact: fact.id))


def _with_absent_units(
    units: Sequence[Unit], before: Sequence[Unit], again: frozenset[str]
) -> tuple[Unit, ...]:
    here = {bare_words(unit.name) for unit in units}
    absent = [
        replace(unit, absent=True) if read_again(unit.origin, again) else unit
        for unit in before
        if bare_words(unit.name) not in here
    ]
    return tuple(sorted((*units, *absent), key=lambda unit: unit.name))


def _reports(
    books: Sequence[Book], works: Sequence[Work], gone: frozenset[Origin]
) -> tuple[FileReport, ...]:
    reports = []
    for book in books:
        own = [work for work in works if work.file == book.file]
        issues = [issue for work in own for issue in work.remarks.issues]
        reports.append(
            FileReport(
                file=book.file,
                format=book.format,
                sheets=tuple(_counted(work, gone) for work in own),
                issues=(*book.issues, *_in_order(issues, book)),
            )
        )
    return tuple(reports)


def _counted(work: Work, gone: frozenset[Origin]) -> SheetReport:
    merged = sum(1 for r in work.records if Origin(work.file, work.sheet, r.row) in gone)
    return replace(
        work.report, rows_imported=work.report.rows_imported - merged, rows_merged=merged
    )


def _in_order(issues: Iterable[Issue], book: Book) -> list[Issue]:
    """By sheet, then row, then column; remarks about a whole sheet first."""
    place = {sheet.name: number for number, sheet in enumerate(book.sheets)}

    def key(issue: Issue) -> tuple[int, int, str]:
        digits = "".join(c for c in issue.cell if c.isdecimal())
        letters = "".join(c for c in issue.cell if c.isalpha())
        return (place.get(issue.sheet, -1), int(digits or 0), letters.rjust(3))

    return sorted(issues, key=key)
