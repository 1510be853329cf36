"""The plan as the meeting reads it: one row for each need."""

from dataclasses import dataclass

from matcher.domain import (
    Assignment,
    Backup,
    CountedUrgency,
    Decision,
    DecisionKind,
    DecisionSource,
    Need,
    NeedShift,
    NeedStatus,
    Resource,
    Round,
    Unmet,
    counted_urgencies,
)
from ui.columns.lists import urgency_tone
from ui.tables import Column
from ui.wording import counted_urgency, urgency


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A need with what the plan proposes for it.

    Attributes:
        need: The need.
        assignments: Each with its resource; empty when not met.
        unmet: Why not; ``None`` when met or before the first match.
        decisions: Those that name the need.
        planned: Whether there is a plan at all.
        backup: Who could step in; ``None`` when not met or not known.
        changed: What the last change did to it; ``None`` = nothing.
        counted: How urgent it counts; ``None`` = as the list says.
    """

    need: Need
    assignments: tuple[tuple[Assignment, Resource | None], ...] = ()
    unmet: Unmet | None = None
    decisions: tuple[Decision, ...] = ()
    planned: bool = False
    backup: Backup | None = None
    changed: NeedShift | None = None
    counted: CountedUrgency | None = None

    @property
    def urgency(self) -> CountedUrgency:
        """How urgent it counts."""
        return self.counted or CountedUrgency(self.need.urgency, self.need.urgency)

    @property
    def category(self) -> str:
        """The first of the two steps of its category; where the list does not say, that of the resource that serves it."""
        told = (self.need.category, *(item.category for _, item in self.assignments if item))
        return next((category.l1 for category in told if category), "未注明类别")

    @property
    def backup_words(self) -> str:
        """Who could step in, in words."""
        if self.backup is None:
            return ""
        if self.backup.alone:
            return f"仅{self.backup.unit}一家"
        return "、".join(dict.fromkeys(self.backup.units)) or "无余量"

    @property
    def backup_tone(self) -> str:
        """Colour of the backups: one unit alone is a risk."""
        if self.backup is None or (self.backup.units and not self.backup.alone):
            return ""
        return "warn"

    @property
    def status(self) -> str:
        """已对接, 未对接, 待匹配 or why the need does not take part."""
        if self.assignments:
            return "已对接"
        if self.need.status is not NeedStatus.OPEN:
            return self.need.status.label
        return "未对接" if self.planned else "待匹配"

    @property
    def tone(self) -> str:
        """Colour of the status."""
        return {"已对接": "good", "未对接": "bad", "待匹配": "info"}.get(self.status, "muted")

    @property
    def picture(self) -> str:
        """Drawing of the status."""
        return {"已对接": "check", "未对接": "unmet", "待匹配": "info"}.get(self.status, "cancel")

    @property
    def proposal(self) -> str:
        """The proposed resources in words."""
        return "；".join(
            f"{resource.title if resource else item.resource}"
            + (f" ×{item.times}" if item.times > 1 else "")
            for item, resource in self.assignments
        )

    @property
    def units(self) -> str:
        """The units that serve it."""
        return "、".join(dict.fromkeys(item.unit for item, _ in self.assignments))

    @property
    def reason(self) -> str:
        """Why it is not met, or what to look at."""
        if self.unmet is not None:
            mark = f"（变动：{self.changed.kind.label}）" if self.changed else ""
            return self.unmet.reason.label + mark
        flags = dict.fromkeys(flag for item, _ in self.assignments for flag in item.flags)
        marks = [f"变动：{self.changed.kind.label}"] if self.changed else []
        return "、".join([*marks, *flags])

    @property
    def score(self) -> int | None:
        """Of the proposed pairs, the lowest; ``None`` without any."""
        return min((item.score for item, _ in self.assignments), default=None)

    @property
    def decided(self) -> str:
        """What was decided about it, one word each; what was not decided here says where it comes from."""
        return "、".join(dict.fromkeys(_decided(decision) for decision in self.decisions))


def _decided(decision: Decision) -> str:
    label = decision.kind.label
    if decision.source is DecisionSource.HAND:
        return label
    return f"{label}（{decision.source.label}）"


def plan_rows(round_: Round) -> tuple[PlanRow, ...]:
    """One row for each need of the round, in list order."""
    resources = {resource.id: resource for resource in round_.lists.resources}
    given: dict[str, list[tuple[Assignment, Resource | None]]] = {}
    unmet: dict[str, Unmet] = {}
    backups: dict[str, Backup] = {}
    changed: dict[str, NeedShift] = {}
    if round_.outcome is not None:
        for item in round_.outcome.plan.assignments:
            given.setdefault(item.need, []).append((item, resources.get(item.resource)))
        unmet = {item.need: item for item in round_.outcome.unmet}
        backups = {item.need: item for item in round_.outcome.backups}
        changed = {item.need: item for item in round_.outcome.changed}
    counted = counted_urgencies(round_)
    decisions: dict[str, list[Decision]] = {}
    for decision in round_.decisions:
        decisions.setdefault(decision.need or "", []).append(decision)
    return tuple(
        PlanRow(
            need,
            tuple(given.get(need.id, ())),
            unmet.get(need.id),
            tuple(decisions.get(need.id, ())),
            round_.outcome is not None,
            backups.get(need.id),
            changed.get(need.id),
            counted.get(need.id),
        )
        for need in round_.lists.needs
    )


_DECISION_ICONS = {
    DecisionKind.LOCK: "lock",
    DecisionKind.CLAIM: "claim",
    DecisionKind.FORBID: "forbid",
    DecisionKind.DECLINE: "forbid",
    DecisionKind.UNIT_MOST: "info",
    DecisionKind.UNIT_LEAST: "info",
    DecisionKind.URGENCY: "warning",
}


def _lock_icon(row: PlanRow) -> str:
    kinds = {decision.kind for decision in row.decisions}
    return next((name for kind, name in _DECISION_ICONS.items() if kind in kinds), "")


PLAN: tuple[Column[PlanRow], ...] = (
    Column(
        "status",
        "状态",
        lambda row: row.status,
        96,
        tone=lambda row: row.tone,
        icon=lambda row: row.picture,
        facet=True,
    ),
    Column(
        "urgency",
        "紧急",
        lambda row: counted_urgency(row.urgency),
        66,
        sort=lambda row: row.urgency.counts,
        tip=lambda row: row.urgency.note or counted_urgency(row.urgency),
        tone=lambda row: urgency_tone(row.urgency.counts),
        facet=True,
        values=lambda row: (urgency(row.urgency.counts),),
    ),
    Column("community", "社区", lambda row: row.need.community, 84, facet=True),
    Column(
        "title",
        "需求",
        lambda row: row.need.title,
        176,
        tip=lambda row: f"{row.need.text}\n{row.reason}" if row.changed else row.need.text,
        icon=lambda row: "changed" if row.changed else "",
    ),
    Column("proposal", "拟对接资源", lambda row: row.proposal, 156),
    Column(
        "units",
        "单位",
        lambda row: row.units,
        130,
        facet=True,
        values=lambda row: tuple(dict.fromkeys(item.unit for item, _ in row.assignments)),
    ),
    Column("category", "类别", lambda row: row.category, 84, facet=True),
    Column(
        "score",
        "匹配度",
        lambda row: "" if row.score is None else str(row.score),
        72,
        sort=lambda row: row.score,
        right=True,
    ),
    Column(
        "reason",
        "原因 / 提醒",
        lambda row: row.reason,
        150,
        tip=lambda row: row.unmet.detail if row.unmet else row.reason,
        tone=lambda row: "bad" if row.unmet else "warn",
    ),
    Column("backup", "备选", lambda row: row.backup_words, 140, tone=lambda row: row.backup_tone),
    Column("decided", "决定", lambda row: row.decided, 100, icon=_lock_icon, facet=True),
    Column("id", "编号", lambda row: row.need.id, 165),
)


def _whom(decision: Decision) -> str:
    if decision.kind is DecisionKind.URGENCY:
        return f"{decision.amount} 级"
    if decision.kind.limits:
        return f"{decision.unit} {decision.kind.how} {decision.amount} 项"
    return decision.resource or decision.unit or ""


DECISIONS: tuple[Column[Decision], ...] = (
    Column(
        "kind",
        "决定",
        lambda decision: decision.kind.label,
        84,
        icon=lambda decision: _DECISION_ICONS[decision.kind],
    ),
    Column("need", "需求", lambda decision: decision.need or "所有需求", 165),
    Column("whom", "资源 / 单位", _whom, 170),
    Column("source", "来源", lambda decision: decision.source.label, 84),
    Column("reason", "缘由", lambda decision: decision.reason, 160),
)
