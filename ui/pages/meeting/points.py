"""The points of the agenda in words: titles, a line for each item of a bundle, what was kept about them."""

from collections.abc import Sequence

from matcher.domain import AgendaItem, AgendaKind, AgendaPoint, AgendaRecord, Round
from ui.pages.meeting.deeds import Deed
from ui.pages.meeting.names import Names
from ui.wording import counted_urgency


def point_title(point: AgendaPoint, names: Names) -> str:
    """What a point is about in a few words, for lists."""
    if point.is_bundle:
        return names.told(point.words.partition("。")[0])
    return f"{point.kind.label}：{_subject(point.items[0], names)}"


def _subject(item: AgendaItem, names: Names) -> str:
    if item.kind is AgendaKind.OVER_ASKED and item.units:
        return names.spoken("、".join(item.units))
    return "、".join(names.need_title(need) for need in item.needs) or names.told(item.words)


def item_lines(point: AgendaPoint, round_: Round, names: Names) -> tuple[str, ...]:
    """Each item of a bundle in one line: the need, and what there is to say about it alone."""
    told = [names.spoken(_said(item, round_, names)) for item in point.items]
    shared = len(set(told)) == 1
    return tuple(
        _subject_line(item, names) + ("" if shared or not said else f"：{said}")
        for item, said in zip(point.items, told, strict=True)
    )


def _subject_line(item: AgendaItem, names: Names) -> str:
    if not item.needs:
        return names.told(item.words)
    counted = names.counted.get(item.needs[0])
    urgent = f"　{counted_urgency(counted)}" if counted else ""
    return names.need(item.needs[0]) + urgent


def _said(item: AgendaItem, round_: Round, names: Names) -> str:
    if item.kind is AgendaKind.URGENT_UNMET and round_.outcome is not None:
        return "".join(one.reason.label for one in round_.outcome.unmet if one.need in item.needs)
    if item.kind is AgendaKind.AMBIGUOUS:
        return _rivals(item, round_, names)
    if item.kind is AgendaKind.CHANGED:
        now = _serving(item, round_)
        return f"现由{now}承接" if now else "现无人承接"
    return "、".join(item.units)


def _rivals(item: AgendaItem, round_: Round, names: Names) -> str:
    now = _serving(item, round_)
    others = (names.unit_of(resource) for resource in item.resources)
    also = "、".join(unit for unit in dict.fromkeys(others) if unit not in now)
    return f"现由{now}承接" + (f"，{also}也合适" if also else "")


def _serving(item: AgendaItem, round_: Round) -> str:
    given = round_.outcome.plan.assignments if round_.outcome else ()
    return "、".join(dict.fromkeys(one.unit for one in given if one.need in item.needs))


# -- records


def kept_of(point: AgendaPoint, round_: Round | None) -> dict[str, AgendaRecord]:
    """What was kept about its items, by key of the item."""
    keys = {item.key for item in point.items}
    kept = round_.agenda if round_ else ()
    return {record.key: record for record in kept if record.key in keys}


def is_settled(point: AgendaPoint, round_: Round | None) -> bool:
    """Whether something was kept about every item."""
    return len(kept_of(point, round_)) == len(point.items)


def records_of(
    point: AgendaPoint,
    deed: Deed,
    round_: Round,
    speakers_for: Sequence[str] = (),
    speakers_against: Sequence[str] = (),
    responsible: str = "",
) -> tuple[AgendaRecord, ...]:
    """What is kept when a bundle is decided in one: what was decided about single items before stands."""
    kept = {} if is_settled(point, round_) else kept_of(point, round_)
    decision = deed.words.removeprefix("一并")
    return tuple(
        AgendaRecord(
            item.key,
            item.words,
            decision,
            tuple(speakers_for),
            tuple(speakers_against),
            responsible,
            bundle=point.key,
        )
        for item in point.items
        if item.key not in kept
    )


def record_words(record: AgendaRecord) -> str:
    """What was decided, who spoke for it and who sees to it."""
    parts = [record.decision or "已讨论，未作决定"]
    for title, who in (
        ("赞成", "、".join(record.speakers_for)),
        ("不赞成", "、".join(record.speakers_against)),
        ("落实", record.responsible),
    ):
        if who:
            parts.append(f"{title}：{who}")
    return "；".join(parts)


def minutes_words(points: Sequence[AgendaPoint]) -> str:
    """约 32 分钟."""
    return f"约 {sum(point.minutes for point in points)} 分钟" if points else ""
