"""Why each need is not met: the deciding reason, the nearest resources, the next step."""

from collections import Counter
from collections.abc import Iterator, Sequence

from matcher.domain import Demand, Exclusion, Need, NeedStatus, Reason, Route, Unmet, by_name
from matcher.explain.crowding import crowded_out, lack_of
from matcher.explain.routes import department, route
from matcher.explain.sight import Sight
from matcher.explain.words import listed, resource_words

_NEAREST = 3


def unmet_needs(sight: Sight) -> tuple[Unmet, ...]:
    """Every need without a project, most urgent first, then by community and id."""
    left = [need for need in sight.needs.values() if need.id not in sight.served]
    left.sort(
        key=lambda need: (sight.is_closed(need), -need.urgency, by_name(need.community), need.id)
    )
    return tuple(_unmet(need, sight) for need in left)


def _unmet(need: Need, sight: Sight) -> Unmet:
    if sight.is_closed(need):
        reason, detail = _closed(need, sight)
        step = route(need, reason, has_candidates=False)
        return Unmet(need.id, reason, _with_department(detail, need, step), step)
    reason, detail = _deciding(need, sight)
    step = route(need, reason, has_candidates=bool(sight.need_pairs(need.id)))
    note = f"{sight.notes[need.id]}。" if need.id in sight.notes else ""
    return Unmet(
        need=need.id,
        reason=reason,
        detail=note + _with_department(detail, need, step),
        route=step,
        nearest=_nearest(need, sight),
    )


def _closed(need: Need, sight: Sight) -> tuple[Reason, str]:
    if need.id in sight.closed:
        reason, detail = sight.closed[need.id]
    else:
        reason, detail = Reason.OUT_OF_SCOPE, ""
    return reason, detail or listed((need.status.label, need.status_reason), "：")


def _with_department(detail: str, need: Need, step: Route) -> str:
    if step not in (Route.WHISTLE, Route.UPGRADE) or need.status in (
        NeedStatus.REJECTED,
        NeedStatus.WITHDRAWN,
    ):
        return detail
    name = department(need)
    return f"{detail.rstrip('。')}。属{name}事项。" if name else detail


def _deciding(need: Need, sight: Sight) -> tuple[Reason, str]:
    demands = sight.demands.get(need.id, ())
    bare = [demand for demand in demands if not sight.pairs.get((need.id, demand.index))]
    if not bare and demands:
        return crowded_out(need, demands, sight)
    if bare and len(bare) < len(demands):
        return _part_missing(need, demands, bare, sight)
    return _nobody(need, demands, sight)


def _part_missing(
    need: Need, demands: Sequence[Demand], bare: Sequence[Demand], sight: Sight
) -> tuple[Reason, str]:
    """Some required form has candidates, another has none."""
    there = listed(_form(demand) for demand in demands if demand not in bare)
    missing = listed(_form(demand) for demand in bare)
    forms = {demand.form for demand in bare}
    near = [
        item
        for item in _near(need, sight)
        if item.reason is not Reason.FORM and forms & set(sight.resources[item.resource].forms)
    ]
    reason = near[0].reason if near else Reason.FORM
    why = f"最接近的是{_fact(near[0], sight)}" if near else "本期没有单位能提供"
    return reason, f"需要的形式须同时具备：{there}有候选，{missing}没有。{why}。"


def _nobody(need: Need, demands: Sequence[Demand], sight: Sight) -> tuple[Reason, str]:
    """No resource may serve any demand."""
    near = _near(need, sight)
    wanted = listed(_form(demand) for demand in demands if demand.form is not None)
    what = f"（{need.category}）" if need.category else ""
    if not near:
        form = f"，需要的形式：{wanted}" if wanted else ""
        return Reason.NO_RESOURCE, f"本期资源清单中没有同类资源{what}{form}。"
    reason = _commonest([item for item in near if item.reason is not Reason.FORM] or near)
    same = [item for item in near if item.reason is reason]
    more = f"；同样原因的还有{len(same) - 1}项" if len(same) > 1 else ""
    told = wanted and (reason is Reason.FORM or len(demands) > 1)
    form = f"需要{wanted}；" if told else ""
    return reason, f"{form}最接近的是{_fact(same[0], sight)}{more}。"


def _near(need: Need, sight: Sight) -> list[Exclusion]:
    """Exclusions of resources of the kind, the likest first."""
    kept = [item for item in sight.exclusions.get(need.id, ()) if sight.akin(item)]
    return sorted(kept, key=lambda item: (-item.likeness, item.resource))


def _commonest(near: Sequence[Exclusion]) -> Reason:
    """The reason most of the near ones share; of equals the one of the nearest."""
    counts = Counter(item.reason for item in near)
    return max(counts, key=lambda reason: counts[reason])


def _fact(item: Exclusion, sight: Sight) -> str:
    return f"{resource_words(sight.resources[item.resource])}，{_lack(item)}"


def _lack(item: Exclusion) -> str:
    detail = item.detail.rstrip("。")
    return f"{item.reason.label}：{detail}" if detail else item.reason.label


def _form(demand: Demand) -> str:
    return demand.form.label if demand.form else "任一形式"


def _nearest(need: Need, sight: Sight) -> tuple[tuple[str, str], ...]:
    """Up to three resources, candidates first, with what each lacks."""
    found: dict[str, str] = {}
    for resource, lack in _ranked(need, sight):
        found.setdefault(resource, lack)
        if len(found) == _NEAREST:
            break
    return tuple(found.items())


def _ranked(need: Need, sight: Sight) -> Iterator[tuple[str, str]]:
    for pair in sight.need_pairs(need.id):
        yield pair.resource, lack_of(need, pair, sight)
    near = sorted(
        sight.exclusions.get(need.id, ()), key=lambda item: (-item.likeness, item.resource)
    )
    for item in near:
        if item.resource in sight.resources:
            yield item.resource, _lack(item)
