"""Each exclusion rule: what shuts out, what the sentence says, and what is not known lets in."""

from datetime import date

import pytest

from matcher.domain import (
    Amount,
    ApplicantType,
    Category,
    Decision,
    DecisionKind,
    Form,
    NeedStatus,
    Options,
    Reason,
    TimeWindow,
    Unit,
)
from tests.candidates.build import (
    SUMMER,
    WEDNESDAY_AFTERNOON,
    a_need,
    a_resource,
    excluded,
    judged,
    paired,
)


def test_a_plain_pair_is_let_in() -> None:
    assert paired(a_need(), a_resource()).score >= 300


def test_a_need_out_of_scope_is_closed_with_its_reason() -> None:
    need = a_need(status=NeedStatus.OUT_OF_SCOPE, status_reason="物业职责")
    exclusion = excluded(need, a_resource())
    assert (exclusion.reason, exclusion.detail) == (Reason.OUT_OF_SCOPE, "物业职责")


def test_a_withdrawn_resource_serves_nobody() -> None:
    exclusion = excluded(a_need(), a_resource(withdrawn=True))
    assert (exclusion.reason, exclusion.detail) == (Reason.EXPIRED, "该资源已由单位撤回")


def test_a_unit_that_left_offers_nothing() -> None:
    exclusion = excluded(a_need(), a_resource(), units=[Unit("城关派出所", active=False)])
    assert exclusion.detail == "城关派出所已退出成员单位名单"


def test_a_resource_valid_until_may_is_expired_in_june() -> None:
    exclusion = excluded(a_need(), a_resource(valid_to=date(2026, 5, 31)))
    assert exclusion.reason is Reason.EXPIRED
    assert exclusion.detail == "资源有效期至2026年5月31日；本期自2026年6月1日起"


def test_a_resource_valid_on_the_first_of_june_only_is_not_expired() -> None:
    paired(a_need(), a_resource(valid_to=date(2026, 6, 1)))


def test_a_resource_valid_from_july_is_not_yet_there_in_june() -> None:
    exclusion = excluded(a_need(), a_resource(valid_from=date(2026, 7, 1)))
    assert exclusion.detail == "资源自2026年7月1日起有效；可实施至2026年6月30日"


def test_a_longer_horizon_reaches_a_resource_valid_from_july() -> None:
    paired(a_need(), a_resource(valid_from=date(2026, 7, 1)), options=Options(horizon_months=2))


def test_a_unit_never_serves_its_own_need_under_another_name() -> None:
    unit = Unit("昆明市官渡区人民医院", aliases=("区医院",))
    need = a_need(applicant="区医院")
    exclusion = excluded(need, a_resource(unit="昆明市官渡区人民医院"), units=[unit])
    assert exclusion.reason is Reason.SELF_SERVICE
    assert exclusion.detail == "该需求由区医院提出，昆明市官渡区人民医院不能服务本单位"


def test_a_department_of_the_unit_is_the_unit() -> None:
    need = a_need(applicant="城关派出所工会", applicant_type=ApplicantType.DISTRICT_UNIT)
    assert excluded(need, a_resource()).reason is Reason.SELF_SERVICE


def test_a_resident_whose_name_begins_like_the_unit_is_not_the_unit() -> None:
    need = a_need(applicant="城关派出所家属院居民", applicant_type=ApplicantType.RESIDENT)
    paired(need, a_resource())


@pytest.mark.parametrize("whole", [True, False])
def test_a_forbidden_resource_or_unit_is_kept_out(whole: bool) -> None:
    need, resource = a_need(), a_resource()
    decision = Decision(
        DecisionKind.FORBID,
        need=None if whole else need.id,
        resource=None if whole else resource.id,
        unit="城关派出所" if whole else None,
        reason="会议认为不宜",
    )
    exclusion = excluded(need, resource, decisions=[decision])
    assert exclusion.reason is Reason.FORBIDDEN
    assert "会议认为不宜" in exclusion.detail


def test_texts_without_anything_in_common_are_shut_out_with_both_categories() -> None:
    need = a_need(category=Category("宣讲培训", "反诈宣传"))
    resource = a_resource(title="雨污水管网疏通", category=Category("物业维修", "给排水"))
    exclusion = excluded(need, resource)
    assert exclusion.reason is Reason.CATEGORY
    assert exclusion.detail.startswith("需求类别为宣讲培训/反诈宣传，资源类别为物业维修/给排水；")
    assert exclusion.likeness < 300


def test_the_floor_is_the_option() -> None:
    pair = paired(a_need(), a_resource())
    strict = Options(score_floor=min(1000, pair.score + 1))
    assert excluded(a_need(), a_resource(), options=strict).reason is Reason.CATEGORY


def test_the_same_declared_category_lets_strange_words_in() -> None:
    category = Category("文体活动", "兴趣社团")
    need = a_need(title="盼一位先生", category=category)
    resource = a_resource(title="吴老每周可来", category=category)
    parts = {part.name: part.points for part in paired(need, resource).parts}
    assert parts["declared"] >= 300


def test_a_form_the_resource_does_not_have() -> None:
    exclusion = excluded(a_need(forms=(Form.SITE,)), a_resource(forms=(Form.TALENT, Form.INFO)))
    assert (exclusion.reason, exclusion.detail) == (
        Reason.FORM,
        "需求要求场地；该资源为人才、信息",
    )


def test_a_resource_without_form_is_judged_by_its_words_and_flagged() -> None:
    need = a_need(title="想借会议室开会", forms=(Form.SITE,))
    pair = paired(need, a_resource(title="会议室可借用开会", unit="街道文化站"))
    assert any(flag.startswith("资源形式未注明，按文字判断为场地") for flag in pair.flags)


def test_another_community_is_out_of_scope() -> None:
    exclusion = excluded(a_need(community="关上社区"), a_resource(scope=("西站社区", "和平社区")))
    assert (exclusion.reason, exclusion.detail) == (
        Reason.SCOPE,
        "服务范围为西站社区、和平社区；需求在关上社区",
    )


@pytest.mark.parametrize("place", ["西站", "西站社区居委会", "全街道", "各社区"])
def test_scopes_that_hold_the_community(place: str) -> None:
    paired(a_need(community="西站社区"), a_resource(scope=(place,)))


def test_a_need_without_community_is_flagged_where_the_scope_is_narrow() -> None:
    pair = paired(a_need(community=""), a_resource(scope=("西站社区",)))
    assert "需求未注明社区；该资源仅服务西站社区" in pair.flags


def test_summer_only_does_not_meet_wednesdays_in_june() -> None:
    need = a_need(times=WEDNESDAY_AFTERNOON, time_words="每周三下午")
    exclusion = excluded(need, a_resource(times=SUMMER, time_words="仅暑期"))
    assert exclusion.reason is Reason.TIME
    assert exclusion.detail == "资源时段为仅暑期（7、8月）；需求时间为每周三下午"


def test_summer_only_is_closed_in_june_for_a_need_without_time() -> None:
    exclusion = excluded(a_need(), a_resource(times=SUMMER, time_words="仅暑期"))
    assert exclusion.detail == "资源时段为仅暑期（7、8月）；本期实施时间为6月1日至6月30日"


def test_a_need_for_july_may_wait_for_july() -> None:
    july = (TimeWindow(first=date(2026, 7, 1), last=date(2026, 7, 31), words="7月"),)
    paired(a_need(times=july, time_words="7月"), a_resource(times=SUMMER, time_words="仅暑期"))


def test_office_hours_do_not_meet_evenings() -> None:
    evening = (TimeWindow(start=19 * 60, end=21 * 60, words="晚上"),)
    office = (TimeWindow(weekdays=(0, 1, 2, 3, 4), start=9 * 60, end=17 * 60, words="工作日"),)
    need, resource = a_need(times=evening, time_words="晚上"), a_resource(times=office)
    assert excluded(need, resource).detail == "资源时段为工作日；需求时间为晚上"


@pytest.mark.parametrize(
    ("start", "end", "meets"), [(6, 7, True), (7, 8, True), (8, 17, False), (17, 19, True)]
)
def test_a_car_park_from_18_00_to_7_30_of_the_next_day(start: int, end: int, meets: bool) -> None:
    """From six in the evening for thirteen and a half hours: until half past seven of the morning after."""
    night = (TimeWindow(start=18 * 60, end=31 * 60 + 30, words="18:00–次日7:30"),)
    wish = (TimeWindow(start=start * 60, end=end * 60, words=f"{start}点"),)
    need, resource = a_need(times=wish, time_words=f"{start}点"), a_resource(times=night)
    if meets:
        assert paired(need, resource).resource == resource.id
    else:
        assert excluded(need, resource).reason is Reason.TIME


def test_the_first_of_each_month_does_not_meet_a_wish_for_the_second_half() -> None:
    first = (TimeWindow(month_days=(1,), words="每月1日"),)
    late = (TimeWindow(first=date(2026, 6, 16), last=date(2026, 6, 30), words="6月下旬"),)
    assert excluded(a_need(times=late), a_resource(times=first)).reason is Reason.TIME
    early = (TimeWindow(first=date(2026, 6, 1), last=date(2026, 6, 10), words="6月上旬"),)
    assert paired(a_need(times=early), a_resource(times=first)).need == a_need().id


def test_validity_cuts_the_resources_days() -> None:
    last_week = (TimeWindow(first=date(2026, 6, 24), last=date(2026, 6, 30), words="月底"),)
    resource = a_resource(times=(TimeWindow(words="全天"),), valid_to=date(2026, 6, 20))
    assert excluded(a_need(times=last_week), resource).reason is Reason.TIME


def test_unknown_times_are_let_in_and_flagged() -> None:
    pair = paired(a_need(), a_resource())
    assert {"需求未注明时间", "资源未注明时段"} <= set(pair.flags)


def test_a_wish_that_has_passed_is_open_again_and_flagged() -> None:
    may = (TimeWindow(first=date(2026, 5, 1), last=date(2026, 5, 31), words="5月"),)
    pair = paired(a_need(times=may, time_words="5月"), a_resource(times=WEDNESDAY_AFTERNOON))
    assert "期望时间（5月）已过，需另行商定" in pair.flags


def test_for_members_only_shuts_residents_out() -> None:
    need = a_need(population=("全体居民",))
    exclusion = excluded(need, a_resource(population=("党员",), population_only=True))
    assert (exclusion.reason, exclusion.detail) == (
        Reason.POPULATION,
        "该资源仅限党员；需求对象为居民",
    )


def test_old_people_living_alone_are_old_people() -> None:
    need = a_need(population=("独居老人",))
    paired(need, a_resource(population=("老年人",), population_only=True))


def test_a_narrower_offer_serves_some_of_them_and_is_flagged() -> None:
    need = a_need(population=("老年人",))
    pair = paired(need, a_resource(population=("独居老人",), population_only=True))
    assert "该资源仅限独居老人，只能服务其中一部分人" in pair.flags


def test_excluded_people_are_shut_out() -> None:
    exclusion = excluded(
        a_need(population=("儿童",)), a_resource(population_excluded=("未成年人",))
    )
    assert exclusion.detail == "该资源不面向未成年人；需求对象为儿童"


def test_a_preference_shuts_nobody_out() -> None:
    paired(a_need(population=("儿童",)), a_resource(population=("老年人",)))


def test_people_only_guessed_from_the_words_are_not_shut_out() -> None:
    need = a_need(title="老人希望开展反诈知识讲座")
    pair = paired(need, a_resource(population=("党员",), population_only=True))
    assert "该资源仅限党员；需求未注明服务对象" in pair.flags


def test_a_missing_qualification() -> None:
    need = a_need(title="反诈法律讲座", skills=("执业律师",))
    exclusion = excluded(need, a_resource())
    assert (exclusion.reason, exclusion.detail) == (
        Reason.QUALIFICATION,
        "需求要求执业律师；该资源未注明此资质",
    )


def test_a_law_firm_vouches_for_its_lawyers() -> None:
    need = a_need(title="想咨询遗产继承", skills=("执业律师",))
    paired(need, a_resource(unit="明正律师事务所", title="每周三下午解答婚姻、继承问题"))


def test_nobody_asks_a_room_for_its_licence() -> None:
    need = a_need(title="借会议室开会", skills=("执业律师",), forms=(Form.SITE,))
    paired(need, a_resource(title="会议室可借用开会", forms=(Form.SITE,)))


def test_a_fund_smaller_than_the_budget() -> None:
    need = a_need(title="口袋花园缺项目资金", budget_yuan=80_000, forms=(Form.MONEY,))
    fund = a_resource(title="出资支持社区公益项目资金", forms=(Form.MONEY,), amount_yuan=15_000)
    exclusion = excluded(need, fund)
    assert (exclusion.reason, exclusion.detail) == (
        Reason.BUDGET,
        "需求预计经费8万元；该资金额度1.5万元",
    )


@pytest.mark.parametrize(("own", "amount"), [(None, 80_000), (30_000, 50_000)])
def test_a_fund_that_just_covers_what_is_not_raised_otherwise(own: int | None, amount: int) -> None:
    need = a_need(title="口袋花园缺项目资金", budget_yuan=80_000, own_yuan=own, forms=(Form.MONEY,))
    title = "出资支持社区公益项目资金"
    fund = a_resource(title=title, forms=(Form.MONEY,), amount_yuan=amount)
    assert paired(need, fund).uses == amount
    smaller = a_resource(title=title, forms=(Form.MONEY,), amount_yuan=amount - 1)
    assert excluded(need, smaller).reason is Reason.BUDGET


def test_eighty_people_are_just_held_by_four_sessions_of_twenty() -> None:
    need = a_need(beneficiaries=Amount(80, "人"))
    resource = a_resource(people_per_time=Amount(20, "人"), capacity_total=Amount(4, "次"))
    assert paired(need, resource).uses == 4


def test_a_decision_about_another_need_keeps_nobody_out() -> None:
    need, other, resource = a_need(), a_need(2), a_resource()
    decision = Decision(DecisionKind.FORBID, need=other.id, resource=resource.id)
    assert paired(need, resource, decisions=[decision]).resource == resource.id


def test_more_people_than_all_sessions_hold() -> None:
    need = a_need(beneficiaries=Amount(90, "人"))
    resource = a_resource(people_per_time=Amount(20, "人"), capacity_total=Amount(4, "次"))
    exclusion = excluded(need, resource)
    assert (exclusion.reason, exclusion.detail) == (
        Reason.CAPACITY,
        "需求90人，每次可服务20人，需5次；本期可提供4次",
    )


def test_the_first_rule_in_order_is_told() -> None:
    resource = a_resource(valid_to=date(2026, 5, 1), scope=("关上社区",))
    assert excluded(a_need(), resource).reason is Reason.EXPIRED


def test_of_several_forms_the_one_that_fits_makes_the_pair() -> None:
    need = a_need(forms=(Form.SITE, Form.TALENT))
    answer = judged(need, a_resource(forms=(Form.TALENT,)))
    assert isinstance(answer, tuple)
    assert [pair.demand for pair in answer] == [1]


def test_a_thing_only_the_detail_names_does_not_outweigh_words_that_meet() -> None:
    need = a_need(title="想办营业执照不会网上操作", detail="开早餐店的夫妻")
    paired(need, a_resource(title="政务帮办。窗口人员帮办营业执照"))
