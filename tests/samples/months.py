"""A sample month, loaded and matched once, with its records under the keys of the sample data."""

import json
from dataclasses import dataclass
from functools import cache

from matcher import pipeline
from matcher.domain import Assignment, Lists, Need, Outcome, Resource, Round, Unmet
from samples.make_samples import HERE


@dataclass(frozen=True, slots=True)
class Month:
    """A matched month; everything is found by the keys of the sample data.

    Attributes:
        round: The matched round.
        needs: Key → need.
        resources: Key → resource.
    """

    round: Round
    needs: dict[str, Need]
    resources: dict[str, Resource]

    @property
    def outcome(self) -> Outcome:
        """The plan with everything said about it."""
        assert self.round.outcome is not None
        return self.round.outcome

    def assignments(self, need: str) -> tuple[Assignment, ...]:
        """Who serves this need."""
        wanted = self.needs[need].id
        return tuple(a for a in self.outcome.plan.assignments if a.need == wanted)

    def served_by(self, need: str) -> set[str]:
        """Keys of the resources that serve this need."""
        keys = {resource.id: key for key, resource in self.resources.items()}
        return {keys[assignment.resource] for assignment in self.assignments(need)}

    def unmet(self, need: str) -> Unmet:
        """What is said about a need that is not met."""
        wanted = self.needs[need].id
        return next(unmet for unmet in self.outcome.unmet if unmet.need == wanted)

    def idle(self) -> dict[str, str]:
        """Keys of the idle resources, with what is said about them."""
        said = {idle.resource: idle.detail for idle in self.outcome.idle}
        return {key: said[r.id] for key, r in self.resources.items() if r.id in said}

    def levels(self) -> dict[str, int]:
        """Value of each level but the tie-break."""
        return {level.name: level.value for level in self.outcome.plan.levels[:-1]}


@cache
def loaded(month: str) -> Lists:
    """All files of a month, understood together."""
    return pipeline.load(sorted((HERE / month).iterdir()), month="2026-06")


def keyed_needs(month: str) -> dict[str, Need]:
    """Key of the sample data → need as read."""
    keys = _keys(month)
    return {keys[str(n.origin)]: n for n in loaded(month).needs if str(n.origin) in keys}


@cache
def matched(month: str) -> Month:
    """Load the month's files, take over the claims in them, and match."""
    lists = loaded(month)
    claims, _ = pipeline.claims_from(lists)
    keys = _keys(month)
    return Month(
        round=pipeline.match(Round("2026-06", lists, claims)),
        needs=keyed_needs(month),
        resources={keys[str(r.origin)]: r for r in lists.resources if str(r.origin) in keys},
    )


def _keys(month: str) -> dict[str, str]:
    truth = json.loads((HERE / f"expected/{month}.json").read_text(encoding="utf-8"))
    return {
        f"{file['file']} › {sheet['sheet']} › 第{record['row']}行": record["key"]
        for file in truth["files"]
        for sheet in file["sheets"]
        for record in sheet.get("records", [])
    }
