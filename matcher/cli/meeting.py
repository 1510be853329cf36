"""The commands ``explain``, ``unlock`` and ``resolve``: the meeting's questions on the command line."""

import json
from argparse import ArgumentParser, Namespace, _ArgumentGroup
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from matcher.cli import decisions, result
from matcher.domain import (
    Assignment,
    Effect,
    Explanation,
    Level,
    Lists,
    NeedShift,
    Outcome,
    Plan,
    PlanStatus,
    Progress,
    Round,
    Stop,
    UnlockList,
    WhyNot,
    WhyThis,
    counted,
    fairness_words,
    proof_words,
)
from matcher.errors import FileRefused
from matcher.ledger import Ledger
from matcher.pipeline import Meeting
from matcher.pipeline.earlier import GetPast, nothing_past, past_of

Json = dict[str, Any]
AddLists = Callable[[ArgumentParser], None]
AddOutput = Callable[[_ArgumentGroup], None]


def add_explain(parser: ArgumentParser, add_lists: AddLists, add_output: AddOutput) -> None:
    """What may be written after ``explain``."""
    # A number behind the files would be taken for one more file, so the usage puts it first.
    parser.usage = (
        "main.py explain 需求 [资源] --needs 文件 … --resources 文件 … [选项]\n"
        "      main.py explain 需求 [资源] --ledger 台账 [选项]"
    )
    asked = parser.add_argument_group("问什么")
    asked.add_argument("need", metavar="需求", help="需求编号：为什么这样安排，或为什么没有满足")
    asked.add_argument(
        "resource", nargs="?", metavar="资源", help="资源编号：为什么是它，或为什么不是它"
    )
    _add_rest(parser, add_lists, add_output)


def add_unlock(parser: ArgumentParser, add_lists: AddLists, add_output: AddOutput) -> None:
    """What may be written after ``unlock``."""
    _add_rest(parser, add_lists, add_output)


def add_resolve(parser: ArgumentParser, add_lists: AddLists, add_output: AddOutput) -> None:
    """What may be written after ``resolve``."""
    _add_rest(parser, add_lists, add_output)


def _add_rest(parser: ArgumentParser, add_lists: AddLists, add_output: AddOutput) -> None:
    add_lists(parser)
    output = parser.add_argument_group("方案和输出")
    output.add_argument(
        "--from",
        dest="plan",
        type=Path,
        metavar="方案.json",
        help="match --json 写出的方案：从它出发，改动最少",
    )
    add_output(output)


def answer(
    round_: Round, arguments: Namespace, progress: Progress, stop: Stop
) -> tuple[Json, list[str]]:
    """Do what one of the commands asks: its JSON, and what is said on the screen.

    Args:
        round_: The month under the decisions written; its plan counts where it is up to date.
        arguments: As written.
        progress: Told before each step.
        stop: Asked now and then.

    Raises:
        FileRefused: The plan cannot be read or does not belong to the lists.
        Contradiction: The decisions exclude each other.
    """
    if arguments.plan is not None:
        plan = read_plan(arguments.plan, round_.lists)
        round_ = replace(round_, outcome=Outcome(plan, (), (), ()), stale=True)
    meeting, past = Meeting(), _past(arguments, round_)
    adopted = round_.outcome is not None and not round_.stale and arguments.command != "resolve"
    matched = round_ if adopted else meeting.match(round_, past, on_progress=progress, stop=stop)
    if arguments.command == "resolve":
        return resolved(matched)
    if arguments.command == "unlock":
        unlocks = meeting.unlocks(matched, past, on_progress=progress, stop=stop)
        return plain(unlocks), unlock_lines(unlocks)
    need = decisions.need_named(round_.lists, arguments.need)
    resource = (
        decisions.resource_named(round_.lists, arguments.resource) if arguments.resource else None
    )
    why = meeting.why(matched, need, resource, past, stop=stop)
    return plain(why), why_lines(why)


def _past(arguments: Namespace, round_: Round) -> GetPast:
    """What the earlier months of the book say, where one is given: its plan was made with that in mind."""
    if arguments.ledger is None:
        return nothing_past
    with Ledger.open(arguments.ledger) as ledger:
        before = [month for month in ledger.months() if month <= round_.month]
        rounds = [one for month in before if (one := ledger.load(month)) is not None]
    found = past_of(rounds, round_.month, with_precedents=round_.options.looks_back)
    return lambda: found


def plain(value: object) -> Json:
    """A value of the domain as JSON makes of it."""
    found: Json = msgspec.json.decode(msgspec.json.encode(value))
    return found


def resolved(round_: Round) -> tuple[Json, list[str]]:
    """A plan made from another one, with what changed."""
    outcome = round_.outcome
    assert outcome is not None  # what matching is for
    lines = [
        f"{round_.month} 满足需求 {len({a.need for a in outcome.plan.assignments})} 项",
        proof_words(outcome.plan),
        fairness_words(round_.lists, outcome.plan),
        *(f"  {_shift_words(shift, round_.lists)}" for shift in outcome.changed),
    ]
    changed = [plain(shift) for shift in outcome.changed]
    return result.as_json(outcome) | {"changed": changed}, [line for line in lines if line]


def _shift_words(shift: NeedShift, lists: Lists) -> str:
    """What changed about a need: its id and title, and who served it before and serves it now."""
    title = next((need.title for need in lists.needs if need.id == shift.need), "")
    before, after = (
        "、".join(dict.fromkeys(one.unit for one in supplies)) or "无"
        for supplies in (shift.before, shift.after)
    )
    return f"{shift.kind.label} {shift.need}“{title}”：{before} → {after}"


def why_lines(why: Explanation) -> list[str]:
    """The answer line by line."""
    lines = [why.words]
    for served in why.served:
        lines += _served_lines(served)
    for refused in why.refused:
        lines += _refused_lines(refused)
    return lines


def _served_lines(why: WhyThis) -> list[str]:
    parts = [
        f"    {part.label} {part.points:+d}{f'（{part.note}）' if part.note else ''}"
        for part in why.assignment.parts
    ]
    shares = [f"    {share.words}" for share in why.shares if share.words]
    return [f"  匹配度 {why.assignment.score} 分：", *parts, "  对方案的贡献：", *shares]


def _refused_lines(why: WhyNot) -> list[str]:
    lines = [f"  {why.words}"]
    if why.effect is not None and not why.effect.impossible:
        lines += [f"    {line}" for line in effect_lines(why.effect)]
    lines += [f"    {one.words}：{one.effect.words}" for one in why.relaxations]
    lines += [f"    {one.words}" for one in why.instead]
    return lines


def effect_lines(effect: Effect) -> list[str]:
    """What a change does, level by level where something changes."""
    return [
        f"{level.label} {counted(level.before or 0, level.measure)} → "
        f"{counted(level.after, level.measure)}"
        for level in effect.levels
        if level.before != level.after
    ]


def unlock_lines(unlocks: UnlockList) -> list[str]:
    """What would help most, line by line."""
    alone = [f"  {one.words}" for one in unlocks.unlocks]
    together = [f"  {one.words}" for one in unlocks.pairs]
    return [unlocks.words, *alone, *(["两项同时增加：", *together] if together else [])]


def read_plan(path: Path, lists: Lists) -> Plan:
    """A plan as ``match --json`` wrote it; nothing it says of its proof is believed.

    Raises:
        FileRefused: It cannot be read, is no plan, or does not belong to the lists.
    """
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
        rows = [_assignment(row) for row in value["assignments"]]
        levels = tuple(_level(row) for row in value["levels"])
    except OSError as error:
        raise FileRefused("方案文件读不出来", str(path), "请检查文件是否存在") from error
    except (ValueError, KeyError, TypeError) as error:
        raise FileRefused(
            "这不是 match --json 写出的方案文件", str(path), "请用 match --json 重新写出方案"
        ) from error
    needs, resources = {n.id for n in lists.needs}, {r.id for r in lists.resources}
    for row in rows:
        if row.need not in needs or row.resource not in resources:
            raise FileRefused(
                "方案中的需求或资源不在给出的清单里",
                f"{path} › {row.need} ↔ {row.resource}",
                "请给出与方案同一期的清单",
            )
    return Plan(PlanStatus.BEST_FOUND, levels, tuple(rows), 0.0, 0, 1)


def _assignment(row: Mapping[str, Any]) -> Assignment:
    return Assignment(
        need=str(row["need"]),
        demand=int(row.get("demand", 0)),
        resource=str(row["resource"]),
        unit=str(row["unit"]),
        form=None,
        times=int(row["times"]),
        uses=int(row["times"]),
        score=int(row["score"]),
        parts=(),
    )


def _level(row: Mapping[str, Any]) -> Level:
    name = str(row["name"])
    return Level(name, name, int(row["value"]), None, proven=False)
