"""What an import changes: new, changed, same and missing facts by id."""

from dataclasses import replace

from matcher.domain import Changes, Fund, Lists, Need, Project, Resource, Unit


def compare(known: Lists, new: Lists) -> Changes:
    """What becomes different when ``known`` is replaced by ``new``, which was understood with it."""
    before, after = _facts(known), _facts(new)
    fresh = tuple(key for key in after if key not in before)
    missing = tuple(key for key, fact in after.items() if key in before and fact.absent)
    both = [key for key, fact in after.items() if key in before and not fact.absent]
    changed = tuple(key for key in both if _content(before[key]) != _content(after[key]))
    unlike = set(changed)
    return Changes(fresh, changed, tuple(key for key in both if key not in unlike), missing)


_Fact = Need | Resource | Unit | Project | Fund


def _facts(lists: Lists) -> dict[str, _Fact]:
    facts: dict[str, _Fact] = {}
    for group in (lists.needs, lists.resources, lists.units, lists.projects, lists.funds):
        for fact in group:
            facts[_key(fact)] = fact
    return facts


def _key(fact: _Fact) -> str:
    if isinstance(fact, Fund):
        return f"{fact.label}（{fact.year}年度）" if fact.year else fact.label
    return fact.name if isinstance(fact, Unit) else fact.id


def _content(fact: _Fact) -> _Fact:
    """The fact without its place, so that an inserted row changes nothing below it."""
    if isinstance(fact, Need):
        children = tuple((child.origin.file, child.applicant) for child in fact.merged)
        return replace(
            fact, origin=None, merged=(), extra=(*fact.extra, ("", str(sorted(children))))
        )
    if isinstance(fact, Resource):
        return replace(fact, origin=None, merged=())
    return replace(fact, origin=None)
