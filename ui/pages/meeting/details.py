"""The panel beside the plan: one need, why this, why not, what was decided."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from matcher.domain import (
    Assignment,
    Decision,
    DecisionKind,
    Explanation,
    Resource,
    Standing,
    Unmet,
    WhyNot,
)
from ui.charts import Waterfall
from ui.columns import PlanRow
from ui.pages.base import card, words
from ui.pages.meeting.names import Names
from ui.pages.meeting.sheet import Sheet, add_row, column_of, holder, section
from ui.pages.meeting.verbs import Verb, pair_verbs, revoke_verbs
from ui.pages.meeting.why import why_cards
from ui.session import Meeting
from ui.theme import Shade
from ui.wording import ROUTE_ADVICE, amount, counted_urgency, forms, money


class Details(Sheet):
    """One need in full.

    Signals:
        decided: A decision the user took.
        revoked: A decision the user took back.
        wanted: Something that needs another question first: name of an action of the page.
        why_wanted: Why it is so: need id, resource id or ``None``.
    """

    decided = Signal(object)
    revoked = Signal(object)
    wanted = Signal(str)
    why_wanted = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("需求详情", parent)
        self._why_not_ask = ""

    def show_row(
        self,
        row: PlanRow | None,
        names: Names,
        why_not: str,
        shade: Shade,
        meeting: Meeting | None = None,
        why_not_ask: str = "",
    ) -> None:
        """Show a need; ``why_not`` says why nothing can be decided now, ``why_not_ask`` why nothing asked."""
        mine = meeting if row and meeting and _is_about(meeting, row) else None
        told = mine.explanation if mine else None
        waiting = mine is not None and told is None
        if not self.is_new(row, names, why_not, shade, told, waiting, why_not_ask):
            return
        self._why_not_ask = why_not_ask
        self.begin(shade, why_not)
        if row is None:
            self.fill([self._nothing()])
            return
        self.fill(self._parts(row, names, told, waiting=waiting))

    # -- parts

    def _nothing(self) -> QWidget:
        return words(
            "在左边选一项需求，这里说明为什么这样对接、为什么没有对接，以及可以怎么改。", "muted"
        )

    def _parts(
        self, row: PlanRow, names: Names, told: Explanation | None, *, waiting: bool
    ) -> list[QWidget]:
        parts: list[QWidget] = [self._head(row, names)]
        if told is not None:
            parts += why_cards(told, names, lambda item: self._refused_deeds(row, item))
        elif waiting:
            parts.append(card([words("正在查找原因…", "muted")]))
        parts += [self._assignment(row, item, names, found) for item, found in row.assignments]
        if row.unmet is not None and (told is None or told.unmet is None):
            parts.append(self._unmet(row, row.unmet, names))
        if row.backup is not None:
            parts.append(self._backup(row, names))
        parts.append(self._more(row))
        if row.decisions:
            parts.append(self._decisions(row, names))
        return parts

    def _head(self, row: PlanRow, names: Names) -> QWidget:
        need = row.need
        facts = [need.id, need.community, counted_urgency(row.urgency), need.applicant]
        told = {
            "所需形式": forms(need.forms),
            "数量": amount(need.quantity),
            "受益人数": amount(need.beneficiaries),
            "期望时间": need.time_words,
            "地点": need.place,
            "预计经费": money(need.budget_yuan),
            "资质要求": "、".join(need.skills),
        }
        facts += [f"{label} {value}" for label, value in told.items() if value]
        line = " · ".join(names.spoken(fact) for fact in facts if fact)
        labels = [words(names.spoken(need.title), "sectionTitle"), words(line, "muted")]
        if need.detail and need.detail != need.title:
            labels.append(words(names.spoken(need.detail)))
        if row.changed is not None:
            before = names.supplies(row.changed.before)
            labels.append(words(f"本次变动：{row.changed.kind.label}；原为{before}", tone="warn"))
        frame = card(labels)
        if row.planned:
            ask = self.button(
                "问为什么",
                "info",
                "说清为什么这样对接，给方案带来什么；没有对接的，说清怎样才可以",
                lambda: self.why_wanted.emit(need.id, None),
                why_not=self._why_not_ask,
            )
            other = self.button(
                "为什么不是…",
                "search",
                "任选一项资源，问它为什么没有承接这项需求",
                lambda: self.wanted.emit("why_not"),
                why_not=self._why_not_ask,
            )
            add_row(frame, [ask, other])
        return frame

    def _assignment(
        self, row: PlanRow, item: Assignment, names: Names, resource: Resource | None
    ) -> QWidget:
        title = resource.title if resource else item.resource
        form = f" · {item.form.label}" if item.form else ""
        times = f" · {item.times} 次" if item.times > 1 else ""
        when = f" · {resource.time_words}" if resource and resource.time_words else ""
        frame = card(
            [
                words(f"拟由 {item.unit}", "muted"),
                words(names.spoken(title), "sectionTitle"),
                words(f"{item.resource}{form}{times}{when}", "muted"),
            ]
        )
        buttons = [self._verb_button(verb) for verb in pair_verbs(row, item.resource, title)]
        if all(not verb.revoke for verb in pair_verbs(row, item.resource, title)):
            decline = self.button(
                "婉拒…",
                "cancel",
                f"{item.unit}不能承接，记下缘由",
                lambda: self.wanted.emit(f"decline\n{item.resource}"),
            )
            buttons.append(decline)
        add_row(frame, buttons)
        fall = Waterfall(item.parts, item.score)
        if self.shade:
            fall.set_shade(self.shade)
        column_of(frame).addSpacing(4)
        for part in (fall, *(words(flag, tone="warn") for flag in item.flags)):
            column_of(frame).addWidget(part)
        return frame

    def _unmet(self, row: PlanRow, unmet: Unmet, names: Names) -> QWidget:
        frame = card(
            [
                words("没有对接", "muted"),
                words(unmet.reason.label, "sectionTitle", "bad"),
                words(names.told(unmet.detail)),
                words(f"建议：{unmet.route.label}。{ROUTE_ADVICE[unmet.route]}", "muted"),
            ]
        )
        if unmet.nearest:
            column_of(frame).addSpacing(4)
            column_of(frame).addWidget(section("最接近的资源"))
        for resource, lack in unmet.nearest:
            label = names.resource(resource)
            add_row(frame, [self._lock_button(row, resource, label)], words(label))
            column_of(frame).addWidget(words(names.told(lack), tone="warn"))
        return frame

    def _lock_button(self, row: PlanRow, resource: str, label: str) -> QPushButton:
        decision = Decision(DecisionKind.LOCK, row.need.id, resource)
        return self._verb_button(Verb("指定它", "lock", decision, long_words=f"指定 {label}"))

    def _refused_deeds(self, row: PlanRow, item: WhyNot) -> list[QWidget]:
        if item.standing is Standing.EXCLUDED and item.effect is None:
            return []
        return [self._lock_button(row, item.resource, item.resource)]

    def _backup(self, row: PlanRow, names: Names) -> QWidget:
        assert row.backup is not None
        backup = row.backup
        parts: list[QWidget] = [section("备选")]
        if backup.alone:
            parts.append(
                words(f"只有{backup.unit}一家能承担；它若退出，没有别家可以接", tone="warn")
            )
        parts += [words(names.resource(key)) for key in backup.resources]
        if not backup.resources and not backup.alone:
            parts.append(words("没有还有余量的备选资源", tone="warn"))
        return card(parts)

    def _more(self, row: PlanRow) -> QWidget:
        grid = QGridLayout()
        grid.setHorizontalSpacing(6)
        for at, (text, drawing, tip, name) in enumerate(
            (
                ("改派给…", "add", "从全部资源里选一项承接这项需求", "give"),
                ("单位认领…", "claim", "记下某个单位认领了这项需求", "claim"),
                ("紧急程度…", "warning", "改这项需求本轮的紧急程度", "urgency"),
                ("单位上限…", "info", "改承接单位本轮最多承接几项", "most"),
                ("单位下限…", "info", "要求承接单位本轮至少承接几项", "least"),
            )
        ):
            button = self.button(text, drawing, tip, partial(self.wanted.emit, name))
            grid.addWidget(button, at // 2, at % 2)
        return holder(grid)

    def _decisions(self, row: PlanRow, names: Names) -> QWidget:
        frame = card([section("对这项需求的决定")])
        for verb, decision in zip(revoke_verbs(row, names), row.decisions, strict=True):
            why = f"\n{decision.reason}" if decision.reason else ""
            source = f"（{decision.source.label}）"
            label = words(names.decision(decision) + source + names.spoken(why))
            add_row(frame, [self._verb_button(verb)], label)
        return frame

    def _verb_button(self, verb: Verb) -> QPushButton:
        signal = self.revoked if verb.revoke else self.decided
        return self.button(
            verb.words, verb.icon, verb.long_words, lambda: signal.emit(verb.decision)
        )


def _is_about(meeting: Meeting, row: PlanRow) -> bool:
    return meeting.asked is not None and meeting.asked[0] == row.need.id
