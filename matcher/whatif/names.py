"""Needs and resources as they are named inside a sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matcher.domain import Lists, Need, Resource

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Names:
    """Needs and resources of a month by id."""

    needs: Mapping[str, Need]
    resources: Mapping[str, Resource]

    @staticmethod
    def of(lists: Lists) -> "Names":
        """Those of a month."""
        return Names(
            {need.id: need for need in lists.needs},
            {resource.id: resource for resource in lists.resources},
        )

    def need(self, need: str) -> str:
        """“楼道灯不亮”."""
        known = self.needs.get(need)
        return f"“{known.title}”" if known else need

    def resource(self, resource: str) -> str:
        """某电工服务队的“电路检修”."""
        known = self.resources.get(resource)
        return f"{known.unit}的“{known.title}”" if known else resource

    def some(self, needs: Iterable[str]) -> str:
        """Up to three needs by title, the most urgent first, and how many there are."""
        ordered = sorted(
            set(needs),
            key=lambda need: (-(self.needs[need].urgency if need in self.needs else 0), need),
        )
        told = "、".join(self.need(need) for need in ordered[:_NAMED])
        return f"{told}等{len(ordered)}项" if len(ordered) > _NAMED else told
