"""Locks and claims waive the floor, and say why where a harder fact stands against them."""

import pytest

from matcher.domain import Contradiction, Decision, DecisionKind, NeedStatus, Unit
from tests.candidates.build import a_need, a_resource, claim, found, lock

STRANGE = "雨污水管网疏通"


def test_a_lock_brings_in_a_pair_the_words_would_not_offer() -> None:
    need, resource = a_need(), a_resource(title=STRANGE)
    (pair,) = found([need], [resource], decisions=[lock(need, resource)]).pairs
    assert pair.forced
    assert pair.flags[0] == "内容相近程度低于最低匹配度，仅因锁定或认领列入"


def test_without_the_lock_it_is_not_offered() -> None:
    assert found([a_need()], [a_resource(title=STRANGE)]).pairs == ()


def test_a_lock_on_a_likely_pair_is_not_forced() -> None:
    need, resource = a_need(), a_resource()
    (pair,) = found([need], [resource], decisions=[lock(need, resource)]).pairs
    assert not pair.forced


def test_a_claim_brings_in_every_resource_of_the_unit_that_facts_allow() -> None:
    need = a_need()
    resources = [
        a_resource(1, title=STRANGE),
        a_resource(2, title="管网抢修", withdrawn=True),
        a_resource(3, title=STRANGE, unit="别的单位"),
    ]
    candidates = found([need], resources, decisions=[claim(need, "城关派出所")])
    assert [pair.resource for pair in candidates.pairs] == [resources[0].id]


def test_a_claim_may_use_an_alias() -> None:
    need = a_need()
    unit = Unit("城关派出所", aliases=("派出所",))
    candidates = found([need], [a_resource()], [unit], [claim(need, "派出所")])
    assert [pair.unit for pair in candidates.pairs] == ["城关派出所"]


def test_every_lock_that_cannot_be_kept_is_named_with_its_fact_and_two_ways_out() -> None:
    one, two = a_need(1), a_need(2, status=NeedStatus.REJECTED)
    resource = a_resource(scope=("关上社区",))
    with pytest.raises(Contradiction) as caught:
        found([one, two], [resource], decisions=[lock(one, resource), lock(two, resource)])
    assert caught.value.clash.decisions == (lock(one, resource), lock(two, resource))
    assert caught.value.what == "有2项锁定或认领无法执行"
    assert "服务范围为关上社区；需求在西站社区" in caught.value.where
    assert "可撤销这项锁定，或把该社区加入资源的服务范围" in caught.value.where
    assert "该需求不予受理" in caught.value.where


def test_a_lock_against_a_forbid() -> None:
    need, resource = a_need(), a_resource()
    forbid = Decision(DecisionKind.FORBID, need=need.id, resource=resource.id)
    with pytest.raises(Contradiction, match="撤销与之相反的禁止") as caught:
        found([need], [resource], decisions=[lock(need, resource), forbid])
    assert caught.value.clash.against == (forbid,)


def test_claims_against_a_general_forbid_name_it_once() -> None:
    one, two, resource = a_need(1), a_need(2), a_resource()
    forbid = Decision(DecisionKind.FORBID, unit="城关派出所")
    wanted = [claim(one, "城关派出所"), claim(two, "城关派出所")]
    with pytest.raises(Contradiction) as caught:
        found([one, two], [resource], decisions=[*wanted, forbid])
    assert caught.value.clash.all == (*wanted, forbid)


def test_a_claim_whose_unit_has_only_expired_resources() -> None:
    need, resource = a_need(), a_resource(withdrawn=True)
    with pytest.raises(Contradiction, match="该资源已由单位撤回"):
        found([need], [resource], decisions=[claim(need, "城关派出所")])


def test_a_claim_of_a_unit_without_resources() -> None:
    need = a_need()
    with pytest.raises(Contradiction, match="补录该单位的资源"):
        found([need], [a_resource()], [Unit("空单位")], [claim(need, "空单位")])


def test_decisions_about_what_is_not_there_are_all_named() -> None:
    need, resource = a_need(), a_resource()
    gone_need, gone_resource = a_need(9), a_resource(9)
    with pytest.raises(Contradiction) as caught:
        found(
            [need],
            [resource],
            decisions=[
                lock(gone_need, resource),
                lock(need, gone_resource),
                claim(need, "无此单位"),
            ],
        )
    assert caught.value.what.startswith("有3条决定")
    for missing in (gone_need.id, gone_resource.id, "无此单位"):
        assert missing in caught.value.where
