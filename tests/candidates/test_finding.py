"""All needs against all resources: what is kept, what adds up, and what must not matter."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import candidates
from matcher.domain import (
    Amount,
    Exclusion,
    Lists,
    Need,
    NeedStatus,
    Options,
    Reason,
    Resource,
    Unit,
)
from matcher.errors import Cancelled
from tests.candidates.build import (
    DEFAULTS,
    MONTH,
    WEDNESDAY_AFTERNOON,
    WORDS,
    a_need,
    a_resource,
    found,
    paired,
)
from tests.profiles import examples

TITLES = (
    "希望开展反诈知识讲座",
    "楼道灯损坏，老人夜间出行不便",
    "暑期无人照看儿童",
    "下水道三天两头堵，污水往外冒",
    "想找个地方开会",
    "独居老人想有人陪聊",
)
OFFERS = (
    ("城关派出所", "民警反诈宣讲进社区"),
    ("城东供电所", "党员服务队电路检修"),
    ("团区委", "暑期爱心托管班，限40人"),
    ("市政管理所", "雨污水管网疏通、路灯维护"),
    ("街道文化站", "多功能厅可借用开会"),
    ("阳光社工站", "独居老人定期探访和陪伴聊天"),
)
COMMUNITIES = ("西站社区", "关上社区", "")

needs_of = st.lists(
    st.builds(
        lambda title, community: {"title": title, "community": community},
        st.sampled_from(TITLES),
        st.sampled_from(COMMUNITIES),
    ),
    min_size=1,
    max_size=8,
)
resources_of = st.lists(
    st.builds(
        lambda offer, scope, times: {
            "unit": offer[0],
            "title": offer[1],
            "scope": scope,
            "times": times,
        },
        st.sampled_from(OFFERS),
        st.sampled_from([(), ("西站社区",), ("关上社区",)]),
        st.sampled_from([(), WEDNESDAY_AFTERNOON]),
    ),
    min_size=1,
    max_size=8,
)


def month(
    needs: list[dict[str, object]], resources: list[dict[str, object]]
) -> tuple[list[Need], list[Resource]]:
    return (
        [a_need(number, **facts) for number, facts in enumerate(needs)],
        [a_resource(number, **facts) for number, facts in enumerate(resources)],
    )


@given(needs_of, resources_of, st.randoms(use_true_random=False))
@examples(25)
def test_the_order_of_rows_does_not_matter(
    needs: list[dict[str, object]], resources: list[dict[str, object]], chance: random.Random
) -> None:
    some_needs, some_resources = month(needs, resources)
    before = found(some_needs, some_resources)
    chance.shuffle(some_needs)
    chance.shuffle(some_resources)
    assert found(some_needs, some_resources) == before


@given(needs_of, resources_of)
@examples(25)
def test_parts_add_up_to_a_score_within_bounds(
    needs: list[dict[str, object]], resources: list[dict[str, object]]
) -> None:
    for pair in found(*month(needs, resources)).pairs:
        assert pair.score == sum(part.points for part in pair.parts)
        assert 300 <= pair.score <= 1000
        assert pair.uses >= 1


@given(needs_of, resources_of)
@examples(25)
def test_judging_one_pair_alone_gives_the_same_answer(
    needs: list[dict[str, object]], resources: list[dict[str, object]]
) -> None:
    some_needs, some_resources = month(needs, resources)
    everything = found(some_needs, some_resources)
    lists = Lists(needs=tuple(some_needs), resources=tuple(some_resources))
    need, resource = some_needs[0], some_resources[0]
    alone = candidates.judge(need, resource, lists, (), DEFAULTS, month=MONTH, vocabulary=WORDS)
    together = tuple(
        pair for pair in everything.pairs if (pair.need, pair.resource) == (need.id, resource.id)
    )
    assert together == (() if isinstance(alone, Exclusion) else alone)


def test_closed_needs_are_told_and_take_no_part() -> None:
    closed = a_need(2, status=NeedStatus.OUT_OF_SCOPE, status_reason="物业职责")
    candidates = found([a_need(1), closed], [a_resource()])
    assert [need.need for need in candidates.needs] == [a_need(1).id]
    assert candidates.closed == ((closed.id, Reason.OUT_OF_SCOPE, "物业职责"),)


def test_a_need_nobody_can_serve_still_counts() -> None:
    candidates = found([a_need(title="我家猫丢了")], [a_resource()])
    assert len(candidates.needs) == len(candidates.demands) == 1
    assert candidates.pairs == ()


def test_what_is_withdrawn_expired_or_of_a_unit_that_left_is_no_offer() -> None:
    resources = [
        a_resource(1),
        a_resource(2, withdrawn=True),
        a_resource(3, valid_to=date(2026, 1, 1)),
        a_resource(4, unit="退出单位"),
    ]
    candidates = found([a_need()], resources, [Unit("退出单位", active=False)])
    assert [offer.resource for offer in candidates.offers] == [resources[0].id]


def test_a_unit_has_its_own_cap_or_the_options() -> None:
    resources = [a_resource(1, unit="甲单位"), a_resource(2, unit="乙单位")]
    candidates = found(
        [a_need()], resources, [Unit("甲单位", round_cap=2)], options=Options(unit_cap=7)
    )
    assert {limit.unit: limit.most for limit in candidates.limits} == {"甲单位": 2, "乙单位": 7}


def test_only_the_best_candidates_are_kept() -> None:
    resources = [a_resource(number, title=f"民警反诈宣讲进社区{number}") for number in range(9)]
    candidates = found([a_need()], resources, options=Options(candidates_per_need=4))
    assert len(candidates.pairs) == 4


def test_of_the_excluded_the_eight_nearest_are_kept_nearest_first() -> None:
    resources = [
        a_resource(number, title=f"民警反诈宣讲{number}", scope=("关上社区",))
        for number in range(12)
    ]
    exclusions = found([a_need()], resources).exclusions
    assert len(exclusions) == 8
    assert [item.likeness for item in exclusions] == sorted(
        (item.likeness for item in exclusions), reverse=True
    )


def test_the_own_community_counts_more_than_the_whole_street() -> None:
    near = paired(a_need(), a_resource(scope=("西站社区",)))
    wide = paired(a_need(), a_resource())
    assert near.score - wide.score == 40


def test_known_times_and_amounts_count() -> None:
    need = a_need(times=WEDNESDAY_AFTERNOON, time_words="每周三下午")
    sure = a_resource(times=WEDNESDAY_AFTERNOON, capacity_total=Amount(4, "次"))
    assert paired(need, sure).score - paired(need, a_resource()).score == 40


def test_stopping_is_heard() -> None:
    with pytest.raises(Cancelled):
        candidates.find(
            Lists(needs=(a_need(),), resources=(a_resource(),)),
            (),
            DEFAULTS,
            month=MONTH,
            vocabulary=WORDS,
            stop=lambda: True,
        )


def test_progress_ends_with_everything_done() -> None:
    told: list[tuple[int, int]] = []
    candidates.find(
        Lists(needs=(a_need(1), a_need(2)), resources=(a_resource(),)),
        (),
        DEFAULTS,
        month=MONTH,
        vocabulary=WORDS,
        on_progress=lambda words, done, total: told.append((done, total)),
    )
    assert told[-1] == (2, 2)


def test_equal_waterfalls_are_kept_once() -> None:
    """A city has a million of them, most of them alike."""
    needs = [a_need(number, title=TITLES[0]) for number in (1, 2)]
    resource = a_resource(unit=OFFERS[0][0], title=OFFERS[0][1])
    first, second = found(needs, [resource]).pairs
    assert first.parts
    assert first.parts is second.parts
    assert first.flags is second.flags
