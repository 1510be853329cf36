"""Rows that come back with an id of ours: they replace what the id stood for, or it is said why not."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from matcher.domain import Child, Need, Origin, Raw, Resource, SheetKind
from matcher.domain.ids import is_blank_id, kind_of_id, normal
from matcher.intake.marks import is_damaged, own_id
from matcher.intake.merging import recount
from matcher.intake.numbering import Naming, alike, claim
from matcher.intake.reports import Remarks
from matcher.intake.sheetwork import Work

_FIELDS = {
    SheetKind.NEEDS: ("need_no", "XQ"),
    SheetKind.COMBINED: ("need_no", "XQ"),
    SheetKind.RESOURCES: ("res_no", "ZY"),
}
_LISTS = {"XQ": "需求清单", "ZY": "资源清单", "XM": "项目服务清单"}
_Fact = TypeVar("_Fact", Need, Resource)


def say_damaged(works: Sequence[Work]) -> None:
    """A warning for each id of ours that does not hold or belongs to another kind of list."""
    for work in works:
        if work.kind not in _FIELDS:
            continue
        code, kind = _FIELDS[work.kind]
        for record in work.records:
            text = record.text(code)
            fault = _fault(text, kind)
            if fault:
                work.remarks.warn("id-check", fault, cell=record.address(code), value=text)


def _fault(text: str, kind: str) -> str:
    if not text:
        return ""
    if is_damaged(text):
        return (
            "编号与末位的校验码对不上，可能改动、抄错或下拉填充过；没有采用这个编号，"
            "这一行按自己的内容导入。请对照原来的空白表改正编号，或清空编号后重新导入"
        )
    number = normal(text)
    if is_blank_id(number) and kind_of_id(number) != kind:
        return (
            f"这是{_LISTS[kind_of_id(number)]}的编号，没有采用，这一行按自己的内容导入；"
            f"请改用{_LISTS[kind]}空白表里的编号，或清空编号后重新导入"
        )
    return ""


def read_again(origin: Origin | None, again: frozenset[str]) -> bool:
    """Whether a row stands in one of the files read this time."""
    return origin is not None and origin.file in again


def staying(
    before: Sequence[_Fact],
    typed: Sequence[_Fact],
    again: frozenset[str],
    naming: Naming,
    key: Callable[[_Fact], Hashable],
    works: Sequence[Work],
) -> list[_Fact]:
    """Facts of files that were not read again, but for those a row read now brings up to date by its id."""
    kept = [fact for fact in before if not read_again(fact.origin, again)]
    renewed = _replaced(kept, typed, naming, works)
    kept = [fact for fact in kept if fact.id not in renewed]
    _say_twice(kept, typed, before, naming, key, works)
    return kept


def without_returned(
    before: Sequence[Need], typed: Sequence[Need], naming: Naming
) -> tuple[Need, ...]:
    """Needs without children that stand in a row of their own again."""
    returned = _returned_ids(typed, naming)
    result = []
    for need in before:
        left = _children_left(need, returned, naming)
        changed = left != need.merged
        result.append(recount(replace(need, merged=left, beneficiaries=None)) if changed else need)
    return tuple(result)


def _replaced(
    kept: Sequence[_Fact], typed: Sequence[_Fact], naming: Naming, works: Sequence[Work]
) -> frozenset[str]:
    """Ids of facts of other files that a row read now brings up to date.

    The id alone is not enough: one blank list may have been handed to two communities, or be filled in anew
    next month. The row must come from the same community or unit, be recognisably about the same, and its
    list must have every column the earlier one had something in.
    """
    columns = _columns(works)
    old = {fact.id: fact for fact in kept if is_blank_id(fact.id)}
    return frozenset(
        identifier
        for fact in typed
        if (identifier := own_id(naming.own(fact), naming.kind)) in old
        and naming.holder(fact) == naming.holder(old[identifier])
        and {code for code, _ in old[identifier].raw} <= columns.get(_place(fact.origin), set())
        and _same_subject(old[identifier].raw, fact.raw)
    )


def _columns(works: Sequence[Work]) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for work in works:
        found.setdefault((work.file, work.sheet), set()).update(c for _, c in work.report.columns)
    return found


def _place(origin: Origin | None) -> tuple[str, str]:
    return (origin.file, origin.sheet) if origin else ("", "")


def _same_subject(old: Raw, new: Raw) -> bool:
    """A title or a text that is alike, or nothing but the title changed."""
    one, other = dict(old), dict(new)
    told = ((one.get(code, ""), other.get(code, "")) for code in ("title", "detail"))
    if any(first and second and alike(first, second) for first, second in told):
        return True
    one.pop("title", None)
    other.pop("title", None)
    return one == other


def _children_left(
    need: Need, returned: Mapping[tuple[str, str], Raw], naming: Naming
) -> tuple[Child, ...]:
    """The need's children that do not stand in a row of their own again."""
    holder = naming.holder(need)
    return tuple(
        child
        for child in need.merged
        if (row := returned.get((holder, _child_id(child)))) is None
        or not _same_subject(child.raw, row)
    )


def _child_id(child: Child) -> str:
    return own_id(dict(child.raw).get("need_no", ""), "XQ")


def _returned_ids(typed: Sequence[Need], naming: Naming) -> dict[tuple[str, str], Raw]:
    """(Holder, id) → what the row says, of the rows that carry an id of a blank list."""
    return {
        (naming.holder(need), identifier): need.raw
        for need in typed
        if is_blank_id(identifier := own_id(naming.own(need), naming.kind))
    }


def _say_twice(
    kept: Sequence[_Fact],
    typed: Sequence[_Fact],
    known: Sequence[_Fact],
    naming: Naming,
    key: Callable[[_Fact], Hashable],
    works: Sequence[Work],
) -> None:
    """A warning for each row whose id another row has already; both stay.

    Args:
        kept: Facts of files that were not read again.
        typed: Facts of the rows read now.
        known: All facts from before.
        naming: How facts are told apart.
        key: Equal for rows that are merged, of which nothing need be said.
        works: Take the warnings.
    """
    old = {fact.id: fact for fact in known}
    first: dict[str, Origin | None] = {fact.id: fact.origin for fact in kept}
    keys = {fact.id: key(fact) for fact in kept}
    cells = _cells(works)
    marked = [(own_id(naming.own(fact), naming.kind), fact) for fact in typed]
    for identifier, fact in sorted(
        (pair for pair in marked if pair[0]),
        key=lambda pair: claim(pair[1], old.get(pair[0]), naming),
    ):
        if identifier not in first:
            first[identifier] = fact.origin
        elif keys.get(identifier) != key(fact) and fact.origin is not None:
            remarks, cell = cells[fact.origin]
            remarks.warn(
                "id-twice",
                f"这个编号已经用在“{first[identifier] or '先前的清单'}”，两行都保留，这一行另给编号；"
                "不是同一项的请清空这一行的编号，是同一项的请删去一行，再重新导入。"
                "一份空白表只能给一个社区（单位）用一次",
                cell=cell,
                value=naming.own(fact),
            )


def _cells(works: Sequence[Work]) -> Mapping[Origin, tuple[Remarks, str]]:
    return {
        Origin(work.file, work.sheet, record.row): (
            work.remarks,
            record.address(_FIELDS[work.kind][0]),
        )
        for work in works
        if work.kind in _FIELDS
        for record in work.records
    }
