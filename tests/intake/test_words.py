"""Words of the field in single cells."""

import pytest

from matcher.domain import ApplicantType, Form, NeedStatus, Unit
from matcher.intake.directory import directory_of, split_units
from matcher.intake.words import (
    applicant_type_of,
    audience_of,
    community_name,
    community_stem,
    forms_of,
    is_done,
    is_left,
    scope_of,
    status_of,
    urgency_of,
)


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("急", 5), ("特急", 5), ("紧急", 5), ("红", 5), ("红色", 5), ("较急", 4), ("重", 3), ("重要", 3), ("黄", 3),
        ("一般", 1), ("蓝", 1), ("常", 1), ("普通", 1), ("不急", 1),
        ("很急", 5), ("迫切", 5), ("比较迫切", 4), ("不太急", 1), ("不着急", 1),
        ("4", 4), ("2.0", 2), ("★★★", 3), ("？", None),
    ],
)  # fmt: skip
def test_urgency(words: str, level: int | None) -> None:
    assert urgency_of(words) == level


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("居民", ApplicantType.RESIDENT),
        ("社区居民", ApplicantType.RESIDENT),
        ("驻区单位", ApplicantType.DISTRICT_UNIT),
        ("市场主体", ApplicantType.MARKET_ENTITY),
        ("辖区企业", ApplicantType.MARKET_ENTITY),
        ("社区", ApplicantType.COMMUNITY),
        ("其他", None),
    ],
)
def test_applicant_type(words: str, kind: ApplicantType | None) -> None:
    assert applicant_type_of(words) == kind


def test_several_forms_in_one_cell() -> None:
    assert forms_of("场地+资金") == ((Form.SITE, Form.MONEY), ())
    assert forms_of("场地阵地、工程、人才（消防）") == ((Form.SITE, Form.TALENT, Form.WORKS), ())
    assert forms_of("物资、未知") == ((Form.GOODS,), ("未知",))


def test_whom_it_is_for() -> None:
    assert audience_of("老年人、儿童").included == ("老年人", "儿童")
    assert audience_of("全体居民").included == ()
    only = audience_of("仅限党员")
    assert (only.included, only.only) == (("党员",), True)
    shut_out = audience_of("除未成年人外")
    assert shut_out.excluded == ("未成年人",)
    assert not shut_out.only


@pytest.mark.parametrize("words", ["全街道", "各社区", "不限", "辖区各社区"])
def test_the_whole_street_is_no_list_of_communities(words: str) -> None:
    assert scope_of(words) == ()


def test_communities_named_in_a_cell() -> None:
    assert scope_of("西站社区、东站社区") == ("西站社区", "东站社区")


def test_a_community_goes_by_one_name() -> None:
    assert community_name("西站社区居委会（盖章）") == "西站社区"
    assert community_name("春和街道西站社区") == "西站社区"
    assert community_name("西站居委会") == "西站社区"
    assert community_stem("西站社区") == community_stem("西站") == "西站"


@pytest.mark.parametrize(
    ("status", "remark", "expected"),
    [
        ("", "物业职责", NeedStatus.OUT_OF_SCOPE),
        ("", "属物业公司职责，已告知", NeedStatus.OUT_OF_SCOPE),
        ("不予受理", "", NeedStatus.REJECTED),
        ("已撤回", "", NeedStatus.WITHDRAWN),
        ("", "不属于物业职责", NeedStatus.OPEN),
        ("", "物业公司可配合", NeedStatus.OPEN),
        ("待对接", "", NeedStatus.OPEN),
    ],
)
def test_needs_that_step_aside(status: str, remark: str, expected: NeedStatus) -> None:
    assert status_of(status, remark)[0] is expected


def test_done_and_left() -> None:
    assert is_done("已办结")
    assert not is_done("完成50%")
    assert not is_done("未完成")
    assert is_left("退出")
    assert not is_left("在册")


UNITS = (
    Unit("昆明市官渡区人民医院", aliases=("区医院",)),
    Unit("官渡区第一小学"),
    Unit("春和物业服务（集团）有限公司"),
)


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("区医院", "昆明市官渡区人民医院"),
        ("官渡区人民医院", "昆明市官渡区人民医院"),
        ("官渡区 第一小学", "官渡区第一小学"),
        ("春和物业服务(集团)有限公司", "春和物业服务（集团）有限公司"),
        ("官渡区第二小学", None),
        ("人民医院", None),
    ],
)
def test_unit_names(written: str, full: str | None) -> None:
    assert directory_of(UNITS).resolve(written) == full


def test_schools_that_differ_by_a_number_are_never_proposed_for_one_another() -> None:
    assert directory_of(UNITS).look_alikes("官渡区第二小学") == ()
    assert directory_of(UNITS).look_alikes("官渡人民医院") == ("昆明市官渡区人民医院",)


def test_a_short_form_two_units_share_is_not_resolved() -> None:
    two = directory_of([Unit("甲市城关区人民医院"), Unit("乙市城关区人民医院")])
    assert two.resolve("城关区人民医院") is None


def test_several_units_in_one_cell() -> None:
    assert split_units("区住建局\n区财政局、各街道") == ("区住建局", "区财政局", "各街道")
    assert split_units("春和物业（东区、西区）") == ("春和物业（东区、西区）",)
    assert split_units("区城管局等单位") == ("区城管局",)
