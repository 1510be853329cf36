"""Why this, why not, and what would change it, as cards."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QWidget

from matcher.domain import Effect, Explanation, Standing, WhyNot, WhyThis, counted
from ui.pages.base import card, words
from ui.pages.meeting.effects import effect_parts
from ui.pages.meeting.names import Names
from ui.pages.meeting.sheet import column_of, section
from ui.wording import ROUTE_ADVICE

_TONES = {
    Standing.SERVES: "good",
    Standing.EXCLUDED: "bad",
    Standing.OUTRANKED: "info",
    Standing.IMPOSSIBLE: "bad",
}
Deeds = Callable[[WhyNot], Sequence[QWidget]]
"""The buttons that belong under a refused resource."""


def why_cards(explanation: Explanation, names: Names, deeds: Deeds) -> list[QWidget]:
    """The answer in one sentence, then each pair it is about."""
    cards: list[QWidget] = []
    if explanation.words:
        cards.append(card([section("回答"), words(names.told(explanation.words))]))
    said = explanation.words
    cards += [_served(item, names, said) for item in explanation.served]
    cards += [_refused(item, names, deeds, said) for item in explanation.refused]
    if explanation.unmet is not None:
        unmet = explanation.unmet
        route = f"建议：{unmet.route.label}。{ROUTE_ADVICE[unmet.route]}"
        cards.append(
            card(
                [
                    section("未对接的原因"),
                    words(unmet.reason.label, "sectionTitle", "bad"),
                    words(names.told(unmet.detail)),
                    words(route, "muted"),
                ]
            )
        )
    return cards


def _served(item: WhyThis, names: Names, said: str) -> QWidget:
    parts: list[QWidget] = [
        section("为什么是它"),
        words(names.resource(item.assignment.resource), "sectionTitle"),
    ]
    if item.words and item.words != said:
        parts.append(words(names.told(item.words)))
    given = [share for share in item.shares if share.amount]
    if given:
        parts.append(section("它给方案带来"))
        parts += [
            words(f"{share.label}　+{counted(share.amount, share.measure)}", tone="good")
            for share in given
        ]
    if item.instead_of:
        parts.append(section("其他候选为什么没用"))
        parts += [
            words(f"{names.resource(resource)}：{names.told(why)}")
            for resource, why in item.instead_of
        ]
    return card(parts)


def _refused(item: WhyNot, names: Names, deeds: Deeds, said: str) -> QFrame:
    parts: list[QWidget] = [
        section("为什么不是它"),
        words(names.resource(item.resource), "sectionTitle"),
        words(item.standing.label, tone=_TONES[item.standing]),
    ]
    if item.words and item.words != said:
        parts.append(words(names.told(item.words)))
    parts += [words(names.told(f"{fact.reason.label}：{fact.detail}")) for fact in item.facts]
    if item.instead:
        parts.append(section("它现在承接"))
        parts += [
            words(
                f"{names.need(other.need)}"
                + (f"——{names.told(other.words)}" if other.words else "")
            )
            for other in item.instead
        ]
    if item.effect is not None:
        parts.append(section("如果一定用它"))
        parts += effect_parts(item.effect, names)
    if item.relaxations:
        parts.append(section("怎样才可以"))
        parts += [words(names.told(_relaxed(item, at))) for at in range(len(item.relaxations))]
    frame = card(parts)
    for button in deeds(item):
        column_of(frame).addWidget(button)
    return frame


def _relaxed(item: WhyNot, at: int) -> str:
    relaxation = item.relaxations[at]
    cost = "，别人不受影响" if relaxation.free else _cost(relaxation.effect)
    return f"{at + 1}. {relaxation.words}{cost}"


def _cost(effect: Effect) -> str:
    return f"（{effect.words}）" if effect.words else ""
