"""What stands in the way besides resources and units: openings, funds, consent, conflicts of interest."""

from dataclasses import replace
from datetime import date

from matcher.domain import (
    Amount,
    ConflictRule,
    Consent,
    Form,
    Fund,
    Lists,
    Need,
    Options,
    ProjectKind,
    Reason,
    RelaxationKind,
    Resource,
    Round,
    ShiftKind,
    TimeWindow,
    Unit,
    UnlockKind,
    WhyNot,
)
from matcher.pipeline import Meeting
from matcher.pipeline.earlier import nothing_past
from matcher.whatif import UnlockSearch
from tests.whatif.street import need, resource

_DAY = date(2026, 6, 3)
_HALL = resource(
    1,
    "第一小学",
    "礼堂可用于文艺演出",
    4,
    forms=(Form.SITE,),
    times=(TimeWindow(first=_DAY, last=_DAY),),
)
_SHOWS = (
    need(1, "借用礼堂开展文艺演出", "西站社区", 5, forms=(Form.SITE,)),
    need(2, "借用礼堂开展文艺演出", "河东社区", 2, forms=(Form.SITE,)),
)
_PAINTER = resource(2, "和顺工程队", "楼道粉刷改造", 9)
_WALLS = (
    need(3, "楼道粉刷改造", "西站社区", 4, budget_yuan=5000),
    need(4, "楼道粉刷改造", "河东社区", 2, budget_yuan=5000),
)


def _refusal(
    needs: tuple[Need, ...],
    offered: Resource,
    *,
    funds: tuple[Fund, ...] = (),
    options: Options | None = None,
) -> WhyNot:
    """Why the resource does not serve the last need of a month that is matched."""
    lists = Lists(needs, (offered,), (Unit(offered.unit),), funds=funds)
    meeting = Meeting()
    start = Round(month="2026-06", lists=lists, options=options or Options())
    round_ = meeting.match(start, nothing_past)
    (found,) = meeting.why(round_, needs[-1].id, offered.id, nothing_past).refused
    return found


def test_a_hall_that_is_taken_on_its_only_day_may_hold_one_event_more() -> None:
    (wider,) = _refusal(_SHOWS, _HALL).relaxations
    assert (wider.kind, wider.subject, wider.amount) == (RelaxationKind.TIME, _HALL.id, 1)
    assert wider.words == "若第一小学的“礼堂可用于文艺演出”每个开放时段多安排1场（现为1场）"
    assert wider.free
    assert wider.effect.of(ShiftKind.GAINS) == (_SHOWS[1].id,)
    assert wider.effect.of(ShiftKind.LOSES) == ()


def test_a_fund_that_is_spent_is_to_give_more_or_those_concerned_raise_it() -> None:
    """8000 yuan pay for one of two projects of 5000; the other lacks 2000."""
    fund = Fund("街道经费", yearly_yuan=8000)
    told = _refusal(_WALLS, _PAINTER, funds=(fund,)).relaxations
    assert [(one.kind, one.subject, one.amount, one.words) for one in told] == [
        (RelaxationKind.BUDGET, "街道经费", 2000, "若街道经费追加0.2万元"),
        (RelaxationKind.BUDGET, _WALLS[1].id, 2000, "若另外自筹0.2万元"),
    ]
    assert all(one.free for one in told)


def test_beyond_the_most_of_one_project_only_own_money_helps() -> None:
    """Painting walls is works; 5000 yuan are 2000 more than one project may get."""
    fund = Fund("街道经费", yearly_yuan=90_000, caps=((ProjectKind.WORKS, 3000),))
    (wider,) = _refusal(_WALLS[:1], _PAINTER, funds=(fund,)).relaxations
    assert (wider.subject, wider.amount) == (_WALLS[0].id, 2000)
    assert wider.words == "若另外自筹0.2万元（街道经费单项上限0.3万元）"


def test_owners_who_have_not_agreed_yet_may_agree() -> None:
    waiting = replace(_WALLS[0], consent=Consent.WAITING)
    why = _refusal((waiting,), _PAINTER)
    assert [fact.reason for fact in why.facts] == [Reason.CONSENT]
    (wider,) = why.relaxations
    assert (wider.kind, wider.words) == (RelaxationKind.CONSENT, "若业主表决同意")


def test_a_strict_rule_on_conflicts_may_be_set_aside_by_the_meeting() -> None:
    rule = ConflictRule("工程队不承接自己的验收", units=("工程队",), needs=("粉刷",), hard=True)
    why = _refusal(_WALLS[:1], _PAINTER, options=Options(conflicts=(rule,)))
    assert [fact.reason for fact in why.facts] == [Reason.CONFLICT]
    (wider,) = why.relaxations
    assert (wider.kind, wider.subject) == (RelaxationKind.CONFLICT, rule.name)
    assert wider.words == "若会议同意对此不适用利益冲突规则“工程队不承接自己的验收”"
    assert wider.effect.of(ShiftKind.GAINS) == (_WALLS[0].id,)


def test_more_in_a_fund_is_among_what_would_help_most() -> None:
    fund = Fund("街道经费", yearly_yuan=8000)
    lists = Lists(_WALLS, (_PAINTER,), (Unit(_PAINTER.unit),), funds=(fund,))
    meeting = Meeting()
    round_ = meeting.match(Round(month="2026-06", lists=lists), nothing_past)
    told = UnlockSearch(meeting.table(round_, nothing_past)).run().unlocks
    (found,) = [one for one in told if one.kind is UnlockKind.FUND]
    assert (found.subject, found.amount) == ("街道经费", 2000)
    assert found.words == "街道经费追加 0.2万元，可多满足 1 项"
    assert found.gained == (_WALLS[1].id,)


_TEACHERS = tuple(
    resource(at, f"第{at}培训站", "智能手机使用培训", 2, forms=(Form.SERVICE,))
    for at in range(1, 5)
)
_COURSE = need(
    8,
    "老年人智能手机使用培训",
    "西站社区",
    3,
    forms=(Form.SERVICE,),
    quantity=Amount(8, "次"),
)


def _course(options: Options) -> tuple[Meeting, Round]:
    lists = Lists((_COURSE,), _TEACHERS, tuple(Unit(one.unit) for one in _TEACHERS))
    meeting = Meeting()
    return meeting, meeting.match(Round("2026-06", lists, options=options), nothing_past)


def test_a_course_that_three_cannot_give_may_be_shared_by_four() -> None:
    """Eight sessions, four units with two each, at most three may share: with four it is just enough."""
    meeting, round_ = _course(Options())
    (why,) = meeting.why(round_, _COURSE.id, _TEACHERS[3].id, nothing_past).refused
    (wider,) = [one for one in why.relaxations if one.kind is RelaxationKind.SPLIT]
    assert (wider.kind, wider.subject, wider.amount) == (RelaxationKind.SPLIT, "split_limit", 1)
    assert wider.words == "若允许同一形式由4家共同承担（现至多3家）"
    assert wider.free
    assert wider.effect.of(ShiftKind.GAINS) == (_COURSE.id,)


def test_where_too_few_units_may_take_part_one_more_is_offered_and_does_allow_the_pair() -> None:
    options = Options(split_limit=4, units_per_project=3)
    meeting, round_ = _course(options)
    (why,) = meeting.why(round_, _COURSE.id, _TEACHERS[0].id, nothing_past).refused
    (wider,) = [one for one in why.relaxations if one.kind is RelaxationKind.SPLIT]
    assert (wider.kind, wider.subject) == (RelaxationKind.SPLIT, "units_per_project")
    assert wider.words == "若允许由4家单位共同承接（现至多3家）"
    _, allowed = _course(replace(options, units_per_project=4))
    assert allowed.outcome is not None
    assert {one.resource for one in allowed.outcome.plan.assignments} == {
        one.id for one in _TEACHERS
    }


def test_sharing_by_more_is_among_what_would_help_most() -> None:
    meeting, round_ = _course(Options())
    told = meeting.unlocks(round_, nothing_past).unlocks
    (found,) = [one for one in told if one.kind is UnlockKind.SPLIT]
    assert (found.subject, found.amount, found.gained) == ("split_limit", 1, (_COURSE.id,))
    assert found.words == "允许同一形式由4家共同承担（现至多3家），可多满足 1 项"
