"""The picture of a plan worked out from its rows: groups, the single lines of open ones, bands between them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from matcher.domain import DecisionKind, NeedStatus, Resource
from ui.columns import PlanRow
from ui.graph import Band, Flow, Node
from ui.wording import counted_urgency

REST = "\u0000rest"
"""Key of the node that stands for the small groups not drawn singly."""
_UNKNOWN = "未注明"

Group = tuple[str, str]
"""Side and key of a group."""


class LeftBy(StrEnum):
    """By what needs are grouped."""

    CATEGORY = "category"
    COMMUNITY = "community"

    @property
    def label(self) -> str:
        """The words users read."""
        return {"category": "需求按类别", "community": "需求按社区"}[self.value]


class RightBy(StrEnum):
    """By what resources are grouped."""

    UNIT = "unit"
    CATEGORY = "category"

    @property
    def label(self) -> str:
        """The words users read."""
        return {"unit": "资源按单位", "category": "资源按类别"}[self.value]


@dataclass(frozen=True, slots=True)
class Wish:
    """How the picture is wanted.

    Attributes:
        left_by: See :class:`LeftBy`.
        right_by: See :class:`RightBy`.
        opened: Groups shown line by line.
        room: How many lines a column may have before its small groups are put together.
        everything: Whether resources that serve none of the rows are wanted too.
    """

    left_by: LeftBy = LeftBy.CATEGORY
    right_by: RightBy = RightBy.UNIT
    opened: frozenset[Group] = frozenset()
    room: int = 20
    everything: bool = True


@dataclass(frozen=True, slots=True)
class _Line:
    """A need or resource with the group it belongs to."""

    key: str
    label: str
    group: str
    used: bool
    tone: str
    tip: str
    waiting: bool = False


def need_group(row: PlanRow, by: LeftBy) -> str:
    """The group of a need."""
    if by is LeftBy.COMMUNITY:
        return row.need.community or f"{_UNKNOWN}社区"
    return row.category


def resource_group(resource: Resource, by: RightBy) -> str:
    """The group of a resource."""
    if by is RightBy.UNIT:
        return resource.unit
    return resource.category.l1 if resource.category else f"{_UNKNOWN}类别"


def flow_of(rows: Sequence[PlanRow], resources: Sequence[Resource], wish: Wish) -> Flow:
    """The picture of these rows; needs that do not take part are left out."""
    open_rows = [row for row in rows if row.need.status is NeedStatus.OPEN]
    served = {item.resource for row in open_rows for item, _ in row.assignments}
    offered = [
        item for item in resources if item.id in served or (wish.everything and not item.withdrawn)
    ]
    needs = [_need_line(row, wish.left_by) for row in open_rows]
    givers = [_resource_line(item, wish.right_by, item.id in served) for item in offered]
    left_groups, left_ends = _column("left", needs, wish, _by_size)
    right_groups, right_ends = _column("right", givers, wish, _by_use)
    bands = _bands(open_rows, left_ends, right_ends)
    return Flow(left_groups, _beside(right_groups, left_groups, bands), bands)


def _need_line(row: PlanRow, by: LeftBy) -> _Line:
    need = row.need
    what = row.proposal or row.reason or row.status
    tip = f"{need.title}\n{need.community}　{counted_urgency(row.urgency)}\n{what}"
    tone = "" if row.assignments or not row.planned else "bad"
    waiting = not row.planned
    return _Line(
        need.id, need.title, need_group(row, by), bool(row.assignments), tone, tip, waiting
    )


def _resource_line(item: Resource, by: RightBy, used: bool) -> _Line:
    tip = "\n".join(filter(None, (item.title, item.unit, item.time_words)))
    return _Line(item.id, item.title, resource_group(item, by), used, "" if used else "muted", tip)


# -- columns


_Order = Callable[[Sequence[_Line]], tuple[int, int]]


def _by_size(lines: Sequence[_Line]) -> tuple[int, int]:
    return (-len(lines), -sum(line.used for line in lines))


def _by_use(lines: Sequence[_Line]) -> tuple[int, int]:
    return (-sum(line.used for line in lines), -len(lines))


def _column(
    side: str, lines: Iterable[_Line], wish: Wish, order: _Order
) -> tuple[tuple[Node, ...], dict[str, str]]:
    """The nodes of a side, and for each line the node at which its links end."""
    groups: dict[str, list[_Line]] = defaultdict(list)
    for line in lines:
        groups[line.group].append(line)
    names = sorted(groups, key=lambda name: (*order(groups[name]), name))
    shown = set(_shown(side, names, groups, wish))
    nodes: list[Node] = []
    ends: dict[str, str] = {}
    for name in names:
        if name not in shown:
            ends |= {line.key: REST for line in groups[name]}
            continue
        is_open = (side, name) in wish.opened
        nodes.append(_group_node(name, groups[name], is_open=is_open))
        ends |= {line.key: line.key if is_open else name for line in groups[name]}
        if is_open:
            nodes += [_line_node(line) for line in groups[name]]
    rest = [name for name in names if name not in shown]
    if rest:
        nodes.append(_rest_node(rest, [line for name in rest for line in groups[name]]))
    elif (side, REST) in wish.opened:
        nodes.append(Node(REST, "收起小组", 0, 0, openable=True, is_open=True, tone="muted"))
    return tuple(nodes), ends


def _shown(
    side: str, names: Sequence[str], groups: dict[str, list[_Line]], wish: Wish
) -> Sequence[str]:
    """The groups drawn singly: as many as there is room for, and those that are open."""
    if len(names) <= wish.room or (side, REST) in wish.opened:
        return names
    kept = names[: wish.room - 1]
    return [*kept, *(name for name in names[wish.room - 1 :] if (side, name) in wish.opened)]


def _group_node(name: str, lines: Sequence[_Line], *, is_open: bool) -> Node:
    used = sum(line.used for line in lines)
    tip = f"{name}：{used} / {len(lines)} 项\n点一下{'收起' if is_open else '展开'}"
    waiting = all(line.waiting for line in lines)
    return Node(
        name, name, used, len(lines), openable=True, is_open=is_open, tip=tip, waiting=waiting
    )


def _line_node(line: _Line) -> Node:
    return Node(
        line.key,
        line.label,
        int(line.used),
        1,
        group=line.group,
        tone=line.tone,
        tip=line.tip,
        waiting=line.waiting,
    )


def _rest_node(names: Sequence[str], lines: Sequence[_Line]) -> Node:
    used = sum(line.used for line in lines)
    tip = "、".join(names[:12]) + (" 等" if len(names) > 12 else "") + "\n点一下全部列出"
    waiting = all(line.waiting for line in lines)
    label = f"其余 {len(names)} 组"
    return Node(REST, label, used, len(lines), openable=True, tip=tip, waiting=waiting)


# -- bands


def _bands(
    rows: Iterable[PlanRow], left: dict[str, str], right: dict[str, str]
) -> tuple[Band, ...]:
    needs: dict[tuple[str, str], set[str]] = defaultdict(set)
    changed: dict[tuple[str, str], set[str]] = defaultdict(set)
    locked: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        fixed = {
            whom
            for decision in row.decisions
            if decision.kind in (DecisionKind.LOCK, DecisionKind.CLAIM)
            for whom in (decision.resource, decision.unit)
        }
        for item, _ in row.assignments:
            if item.resource not in right:
                continue
            ends = (left[row.need.id], right[item.resource])
            needs[ends].add(row.need.id)
            if row.changed is not None:
                changed[ends].add(row.need.id)
            if item.resource in fixed or item.unit in fixed:
                locked[ends].add(row.need.id)
    return tuple(
        Band(*ends, len(needs[ends]), len(changed[ends]), len(locked[ends]))
        for ends in sorted(needs, key=lambda ends: (-len(needs[ends]), ends))
    )


def _beside(right: Sequence[Node], left: Sequence[Node], bands: Iterable[Band]) -> tuple[Node, ...]:
    """Right groups near the middle of the needs they serve, so that few bands cross; those that serve none last."""
    place = {node.key: at for at, node in enumerate(left)}
    owner = {node.key: node.group or node.key for node in right}
    weight: dict[str, int] = defaultdict(int)
    moment: dict[str, int] = defaultdict(int)
    for band in bands:
        weight[owner[band.right]] += band.count
        moment[owner[band.right]] += band.count * place[band.left]

    def rank(node: Node) -> tuple[bool, bool, float]:
        group = owner[node.key]
        idle = group not in weight
        return (group == REST, idle, 0.0 if idle else moment[group] / weight[group])

    return tuple(sorted(right, key=rank))
