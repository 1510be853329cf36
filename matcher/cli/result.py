"""A matched round as JSON and as the short summary on the terminal."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec

from matcher.domain import (
    Assignment,
    Level,
    Lists,
    Outcome,
    Plan,
    PlanStatus,
    Project,
    Round,
    Severity,
)

Json = dict[str, Any]

_OTHER_MONTH = "other-month"
_SHARE = re.compile(r"1?/(\d+)(.*)")
_NOT_WRITTEN = frozenset({"origin", "raw", "extra"})


def as_json(outcome: Outcome) -> Json:
    """The plan with everything said about it, as the command line documents it."""
    plan = outcome.plan
    return {
        "status": plan.status.value,
        "levels": [_level(level) for level in plan.levels],
        "seconds": round(plan.seconds, 3),
        "seed": plan.seed,
        "workers": plan.workers,
        "assignments": [_assignment(assignment) for assignment in plan.assignments],
        "unmet": [
            {"need": one.need, "reason": one.reason.value, "detail": one.detail}
            for one in outcome.unmet
        ],
        "idle": [{"resource": one.resource, "detail": one.detail} for one in outcome.idle],
        "projects": [_project(project) for project in outcome.projects],
    }


def _level(level: Level) -> Json:
    return {
        "name": level.name,
        "value": level.value,
        "bound": level.bound,
        "proven": level.proven,
    }


def _assignment(assignment: Assignment) -> Json:
    return {
        "need": assignment.need,
        "demand": assignment.demand,
        "resource": assignment.resource,
        "unit": assignment.unit,
        "times": assignment.times,
        "score": assignment.score,
        "parts": _plain(assignment.parts),
    }


def _project(project: Project) -> Json:
    fields: Json = _plain(project)
    return {name: value for name, value in fields.items() if name not in _NOT_WRITTEN}


def _plain(value: object) -> Any:  # noqa: ANN401 - whatever JSON makes of it
    return msgspec.json.decode(msgspec.json.encode(value))


def summary(round_: Round, outcome: Outcome, workbook: Path) -> list[str]:
    """What a reader wants to know first, line by line."""
    plan = outcome.plan
    met = len({assignment.need for assignment in plan.assignments})
    used = len({assignment.resource for assignment in plan.assignments})
    return [
        f"{round_.month} 项目服务清单",
        f"  满足需求  {met} 项（共 {len(round_.lists.needs)} 项），"
        f"形成项目 {len(outcome.projects)} 项，未对接 {len(outcome.unmet)} 项",
        f"  使用资源  {used} 项（共 {len(round_.lists.resources)} 项）",
        f"  方案      {_proof(plan)}",
        *(f"    {level_words(level)}" for level in plan.levels),
        f"  用时      {plan.seconds:.1f} 秒（种子 {plan.seed}，{plan.workers} 线程）",
        *_remarks(round_.lists),
        f"  工作簿    {workbook.resolve()}",
    ]


def _remarks(lists: Lists) -> list[str]:
    """How much of the lists somebody should look at; nothing where nothing is."""
    counts = Counter(issue.severity for issue in lists.issues)
    told = [
        f"{severity.label} {counts[severity]} 条"
        for severity in (Severity.ERROR, Severity.WARNING)
        if counts[severity]
    ]
    here = [f"  清单提示  {'、'.join(told)}，可用 check 命令逐条查看"] if told else []
    return [*_other_months(lists), *here]


def _other_months(lists: Lists) -> list[str]:
    """That lists are titled with another month than they were taken for: most dates would not fit."""
    named = dict.fromkeys(one.value for one in lists.issues if one.code == _OTHER_MONTH)
    if not named:
        return []
    return [
        f"  请核对月份  清单标题写的是{'、'.join(named)}；如果不是本次的月份，请用 --month 写明"
    ]


def _proof(plan: Plan) -> str:
    if plan.status is PlanStatus.PROVEN_BEST:
        return plan.status.label
    open_levels = "、".join(level.label for level in plan.levels if not level.proven)
    return f"{plan.status.label}（尚未证明：{open_levels}）" if open_levels else plan.status.label


def level_words(level: Level) -> str:
    """What a level comes to and what is proven of it, in a few words."""
    if not level.measure and level.proven:
        return f"{level.label}，已证明"
    value = f"{level.label} {_counted(level.value, level.measure)}"
    if level.proven:
        return f"{value}，已证明最好"
    if level.gap is None:
        return f"{value}，尚无上界"
    if level.gap == 0:
        return f"{value}，在前面各级未证明的情况下已到上限"
    return (
        f"{value}，最多还能{'多' if level.maximise else '少'} {_counted(level.gap, level.measure)}"
    )


def _counted(value: int, measure: str) -> str:
    """The number with its measure; ``1/60分`` counts sixtieths of a point."""
    share = _SHARE.fullmatch(measure)
    return f"{value / int(share[1]):.1f} {share[2]}" if share else f"{value} {measure}".rstrip()
