"""One spelling for each community in all lists: 西站 beside 西站社区 is 西站社区."""

from collections.abc import Iterable
from dataclasses import replace

from matcher.domain import Lists
from matcher.intake.words import community_stem


def unify_communities(lists: Lists, known: Lists) -> Lists:
    """The lists with each community written in its fullest form found in any of them."""
    written = [
        *(need.community for need in (*known.needs, *lists.needs)),
        *(project.community for project in (*known.projects, *lists.projects)),
        *(fund.community for fund in (*known.funds, *lists.funds)),
        *(name for unit in (*known.units, *lists.units) for name in unit.communities),
        *(name for resource in (*known.resources, *lists.resources) for name in resource.scope),
    ]
    full = _fullest(written)
    if not full:
        return lists

    def one(name: str) -> str:
        return full.get(name, name)

    def several(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one(name) for name in names))

    return replace(
        lists,
        needs=tuple(
            replace(n, community=one(n.community)) if n.community in full else n
            for n in lists.needs
        ),
        resources=tuple(
            replace(r, scope=several(r.scope)) if r.scope else r for r in lists.resources
        ),
        units=tuple(
            replace(u, communities=several(u.communities)) if u.communities else u
            for u in lists.units
        ),
        projects=tuple(
            replace(p, community=one(p.community)) if p.community in full else p
            for p in lists.projects
        ),
        funds=tuple(
            replace(f, community=one(f.community)) if f.community in full else f
            for f in lists.funds
        ),
    )


def _fullest(names: Iterable[str]) -> dict[str, str]:
    """Shorter spelling → the spelling with 社区, where both occur."""
    found = {name for name in names if name}
    full = {community_stem(name): name for name in found if name.endswith("社区")}
    return {
        name: full[stem]
        for name in found
        if (stem := community_stem(name)) in full and full[stem] != name and not name.endswith("村")
    }
