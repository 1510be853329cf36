"""Locks and claims: what they ask for, and what makes them impossible."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matcher.candidates.setting import Setting
from matcher.domain import (
    Clash,
    Contradiction,
    Decision,
    DecisionKind,
    Exclusion,
    Lists,
    Pair,
    Reason,
)

_WAYS_OUT: Mapping[Reason, str] = {
    Reason.OUT_OF_SCOPE: "把该需求改回“待对接”",
    Reason.EXPIRED: "更新资源的有效期或状态",
    Reason.SELF_SERVICE: "改由其他单位承接",
    Reason.FORBIDDEN: "撤销与之相反的禁止",
    Reason.CONSENT: "业主同意后改写“业主同意情况”",
    Reason.CONFLICT: "改由其他单位承接，或在设置中调整利益冲突规则",
    Reason.FORM: "修改需求要求的形式或资源形式",
    Reason.SCOPE: "把该社区加入资源的服务范围",
    Reason.TIME: "与双方商定时间后修改时段",
    Reason.POPULATION: "修改服务对象",
    Reason.QUALIFICATION: "补充资源的资质",
    Reason.CAPACITY: "增加资源的可服务次数或减少需求人数",
    Reason.BUDGET: "下调预计经费或改用其他资金",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which pairs locks and claims ask for.

    Attributes:
        locks: (need id, resource id) → the lock.
        claims: (need id, unit name) → the claim.
    """

    locks: Mapping[tuple[str, str], Decision]
    claims: Mapping[tuple[str, str], Decision]

    def wants(self, need: str, resource: str, unit: str) -> bool:
        """Whether a lock or claim asks for this pair."""
        return (need, resource) in self.locks or (need, unit) in self.claims


NOTHING_ASKED = Asked({}, {})


def asked_for(decisions: Sequence[Decision], setting: Setting) -> Asked:
    """The pairs the decisions ask for."""
    locks = {
        (decision.need or "", decision.resource or ""): decision
        for decision in decisions
        if decision.kind is DecisionKind.LOCK
    }
    claims = {
        (decision.need or "", setting.unit_name(decision.unit or "")): decision
        for decision in decisions
        if decision.kind is DecisionKind.CLAIM
    }
    return Asked(locks, claims)


def check_known(lists: Lists, decisions: Sequence[Decision], setting: Setting) -> None:
    """Every need, resource and unit a decision names must be there.

    Raises:
        Contradiction: Some are not; all are named.
    """
    needs = {need.id for need in lists.needs}
    resources = {resource.id for resource in lists.resources}
    units = {unit.name for unit in lists.units} | {
        setting.unit_name(resource.unit) for resource in lists.resources
    }
    missing: dict[Decision, list[str]] = {}
    for decision in decisions:
        if decision.need is not None and decision.need not in needs:
            missing.setdefault(decision, []).append(f"本期没有需求{decision.need}")
        if decision.resource is not None and decision.resource not in resources:
            missing.setdefault(decision, []).append(f"本期没有资源{decision.resource}")
        if decision.unit is not None and setting.unit_name(decision.unit) not in units:
            missing.setdefault(decision, []).append(f"没有成员单位{decision.unit}")
    if missing:
        why = f"有{len(missing)}条决定所指的需求、资源或单位不在本期清单中"
        facts = tuple("，".join(dict.fromkeys(told)) for told in missing.values())
        raise Contradiction(
            Clash(why, tuple(missing), facts),
            "请撤销这些决定，或重新导入包含它们的清单",
        )


def check_possible(
    asked: Asked,
    pairs: Iterable[Pair],
    exclusions: Mapping[tuple[str, str], Exclusion],
    forbids: Mapping[tuple[str, str], Decision],
) -> None:
    """Every lock and claim must have a pair it can be kept with.

    Args:
        asked: What locks and claims ask for.
        pairs: Every pair made.
        exclusions: (need id, resource id or unit name) → what stands against a lock or claim.
        forbids: Likewise → the forbid, where that is what stands against it.

    Raises:
        Contradiction: Some have none; every one is named with the fact against it and two ways out.
    """
    made = {(pair.need, pair.resource) for pair in pairs}
    made |= {(pair.need, pair.unit) for pair in pairs}
    wished = {**asked.locks, **asked.claims}
    broken = [key for key in sorted(wished) if key not in made]
    if broken:
        those = tuple(wished[key] for key in broken)
        facts = tuple(_fact(wished[key], exclusions.get(key)) for key in broken)
        against = tuple(dict.fromkeys(forbids[key] for key in broken if key in forbids))
        raise Contradiction(
            Clash(f"有{len(broken)}项锁定或认领无法执行", those, facts, against),
            "请逐项撤销该决定，或按括号中的办法修改清单后重新匹配",
        )


def _fact(decision: Decision, exclusion: Exclusion | None) -> str:
    """What stands against it, and two ways out."""
    if exclusion is None:
        return f"{decision.unit}本期没有可用的资源（可撤销该认领，或补录该单位的资源）"
    way = _WAYS_OUT.get(exclusion.reason, "修改清单")
    facts = f"{exclusion.reason.label}，{exclusion.detail}"
    return f"{facts}（可撤销这项{decision.kind.label}，或{way}）"
