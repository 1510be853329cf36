"""How needs, resources and decisions are called before people."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from matcher.domain import (
    CountedUrgency,
    Decision,
    DecisionKind,
    Need,
    Resource,
    Round,
    Supply,
    counted_urgencies,
)
from ui.wording import urgency

NOBODY = "无人承接"
_ID = re.compile(r"(?<![（(\w-])(?:XQ|ZY)-\d{6}-[\w-]+")
"""An id in running text, unless it stands in brackets behind its title."""


@dataclass(frozen=True, slots=True)
class Names:
    """Needs and resources by id, told by title.

    Attributes:
        needs: By id.
        resources: By id.
        spoken: What every name goes through before it is shown (the projector masks persons).
        counted: How urgent each need counts, by id.
    """

    needs: dict[str, Need] = field(default_factory=dict)
    resources: dict[str, Resource] = field(default_factory=dict)
    spoken: Callable[[str], str] = str
    counted: Mapping[str, CountedUrgency] = field(default_factory=dict)

    def need(self, key: str | None) -> str:
        """A need by title, with its community."""
        found = self.needs.get(key or "")
        if found is None:
            return key or "所有需求"
        where = f"（{found.community}）" if found.community else ""
        return self.spoken(f"{found.title}{where}")

    def need_title(self, key: str) -> str:
        """A need by title alone."""
        found = self.needs.get(key)
        return self.spoken(found.title) if found else key

    def resource(self, key: str | None) -> str:
        """A resource by title and unit."""
        found = self.resources.get(key or "")
        return self.spoken(f"{found.title}（{found.unit}）") if found else key or ""

    def unit_of(self, resource: str) -> str:
        """Unit of a resource, or empty."""
        found = self.resources.get(resource)
        return found.unit if found else ""

    def told(self, text: str) -> str:
        """Running text with titles in place of ids."""
        return self.spoken(_ID.sub(lambda found: self._title(found[0]), text))

    def _title(self, key: str) -> str:
        if key in self.needs:
            return f"“{self.needs[key].title}”"
        found = self.resources.get(key)
        return f"{found.unit}的“{found.title}”" if found else key

    def supplies(self, given: Iterable[Supply]) -> str:
        """Who serves a need."""
        words = [
            self.resource(item.resource) + (f" ×{item.times}" if item.times > 1 else "")
            for item in given
        ]
        return "、".join(words) or NOBODY

    def whom(self, decision: Decision) -> str:
        """The resource or unit of a decision, or what it is set to."""
        if decision.kind is DecisionKind.URGENCY:
            return urgency(decision.amount or 1)
        if decision.kind.limits:
            return f"{decision.unit} {decision.kind.how} {decision.amount} 项"
        return self.resource(decision.resource) if decision.resource else decision.unit or ""

    def decision(self, decision: Decision) -> str:
        """A decision about a need that is already named: 锁定：理发（顺和美发店）."""
        return f"{decision.kind.label}：{self.whom(decision)}"

    def change(self, decision: Decision, *, revoke: bool) -> str:
        """What is being considered, in full."""
        what = f"撤回{decision.kind.label}" if revoke else decision.kind.label
        if decision.kind.limits:
            return f"{what}：{self.whom(decision)}"
        link = "→" if decision.kind is DecisionKind.URGENCY else "↔"
        return f"{what}：{self.need(decision.need)} {link} {self.whom(decision)}"


def names_of(round_: Round | None, spoken: Callable[[str], str] = str) -> Names:
    """The names of a month."""
    if round_ is None:
        return Names(spoken=spoken)
    return Names(
        {need.id: need for need in round_.lists.needs},
        {item.id: item for item in round_.lists.resources},
        spoken,
        counted_urgencies(round_),
    )
