"""Short ways to write a need, a resource and a round by hand."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from matcher import candidates
from matcher.domain import (
    Candidates,
    Decision,
    DecisionKind,
    Exclusion,
    Lists,
    Need,
    Options,
    Pair,
    Resource,
    TimeWindow,
    Unit,
)
from matcher.vocabulary import load

MONTH = "2026-06"
WORDS = load()
DEFAULTS = Options()


def a_need(number: int = 1, **facts: Any) -> Need:  # noqa: ANN401 - fields of any type
    """A need for a talk against fraud in 西站社区 unless told otherwise."""
    told = {"title": "希望开展反诈知识讲座", "community": "西站社区"} | facts
    return Need(id=f"XQ-202606-西站-{number:03d}", **told)


def a_resource(number: int = 1, **facts: Any) -> Resource:  # noqa: ANN401 - fields of any type
    """A talk against fraud by the police station unless told otherwise."""
    told = {"title": "民警反诈宣讲进社区", "unit": "城关派出所"} | facts
    return Resource(id=f"ZY-202606-{number:03d}", **told)


def judged(
    need: Need,
    resource: Resource,
    units: Sequence[Unit] = (),
    decisions: Sequence[Decision] = (),
    options: Options = DEFAULTS,
) -> tuple[Pair, ...] | Exclusion:
    """The judgement of one need and one resource in June 2026."""
    lists = Lists(needs=(need,), resources=(resource,), units=tuple(units))
    return candidates.judge(
        need, resource, lists, decisions, options, month=MONTH, vocabulary=WORDS
    )


def excluded(need: Need, resource: Resource, **more: Any) -> Exclusion:  # noqa: ANN401 - see judged
    """The exclusion there must be."""
    answer = judged(need, resource, **more)
    assert isinstance(answer, Exclusion), answer
    return answer


def paired(need: Need, resource: Resource, **more: Any) -> Pair:  # noqa: ANN401 - see judged
    """The one pair there must be."""
    answer = judged(need, resource, **more)
    assert isinstance(answer, tuple), answer
    assert len(answer) == 1
    return answer[0]


def found(
    needs: Sequence[Need],
    resources: Sequence[Resource],
    units: Sequence[Unit] = (),
    decisions: Sequence[Decision] = (),
    options: Options = DEFAULTS,
) -> Candidates:
    """The candidates of June 2026."""
    lists = Lists(needs=tuple(needs), resources=tuple(resources), units=tuple(units))
    return candidates.find(lists, decisions, options, month=MONTH, vocabulary=WORDS)


def lock(need: Need, resource: Resource) -> Decision:
    """This resource serves this need."""
    return Decision(DecisionKind.LOCK, need=need.id, resource=resource.id)


def claim(need: Need, unit: str) -> Decision:
    """This unit serves this need."""
    return Decision(DecisionKind.CLAIM, need=need.id, unit=unit)


WEDNESDAY_AFTERNOON = (TimeWindow(weekdays=(2,), start=14 * 60, end=17 * 60, words="每周三下午"),)
SUMMER = (TimeWindow(months=(7, 8), words="仅暑期"),)
JUNE_20 = (TimeWindow(first=date(2026, 6, 20), last=date(2026, 6, 20), words="6月20日"),)
