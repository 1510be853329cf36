"""What may be seen of a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain import ApplicantType, Child, Lists, Need, Origin, Resource, Unit
from matcher.domain.masking import mask_name, mask_phone, mask_place, names_in, scrub


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("张某某", "张**"),
        ("欧阳某", "欧阳*"),
        ("欧阳某某", "欧阳**"),
        ("张 三", "张*"),
        ("张女士", "张女士"),
        ("李师傅", "李师傅"),
        ("王", "*"),
        ("", ""),
        ("Anna", "A**"),
        ("阿某·买某某", "阿*"),
        ("某某某某", "某**"),
    ],
)
def test_names_keep_the_surname(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("13800000001", "138****0001"),
        ("138-0000-0001", "138****0001"),
        ("+86 138 0000 0001", "138****0001"),
        ("0871-60000001", "0871-******01"),
        ("60000001", "******01"),
    ],
)
def test_phones_keep_three_and_four(phone: str, masked: str) -> None:
    assert mask_phone(phone) == masked


def test_an_offices_landline_may_stay_but_never_a_mobile() -> None:
    assert mask_phone("0871-60000001", keep_landline=True) == "0871-60000001"
    assert mask_phone("13800000001", keep_landline=True) == "138****0001"


@pytest.mark.parametrize(
    ("place", "masked"),
    [
        ("翠园小区3栋2单元501室", "翠园小区**"),
        ("翠园小区3栋", "翠园小区**"),
        ("示例家园12号楼1单元", "示例家园**"),
        ("示例苑三号楼二单元五〇一室", "示例苑**"),
        ("示例里3-2-501", "示例里**"),
        ("5栋1203", "**"),
        ("2单元301", "**"),
        ("示例路12号", "示例路**"),
        ("A座1203室", "**"),
        ("社区活动室", "社区活动室"),
    ],
)
def test_addresses_end_at_the_compound(place: str, masked: str) -> None:
    assert mask_place(place) == masked


@pytest.mark.parametrize(
    ("text", "scrubbed"),
    [
        ("请联系138-0000-0001面谈", "请联系138****0001面谈"),
        ("电话 1 3 8 0 0 0 0 0 0 0 1", "电话 138****0001"),
        ("手机：１３８０００００００１。", "手机：138****0001。"),
        ("座机0871-60000001转8012", "座机******"),
        ("座机（0871）60000001", "座机******"),
        ("社区电话60000001", "社区电话******"),
        ("身份证53010019000101000X", "身份证******"),
        ("证号530100 19000101 0001已登记", "证号******已登记"),
        ("卡号6200 0000 0000 0000 000", "卡号******"),
        ("老证530100000101001", "老证******"),
        ("车牌云A12345被刮", "车牌云A*****被刮"),
        ("新能源车云A·D12345", "新能源车云A*****"),
        ("邮箱abc.d@example.com，微信号：abc_12345", "邮箱******，微信号：******"),
        ("住3栋2单元501室的老人", "住**的老人"),
    ],
)
def test_running_text_is_scrubbed(text: str, scrubbed: str) -> None:
    assert scrub(text) == scrubbed


@pytest.mark.parametrize(
    "text",
    [
        "每周三下午14:00-16:00",
        "2026-06-18至2026-06-20",
        "2026年6月18日",
        "编号XQ-202606-西站-001",
        "17栋楼加装240个充电口",
        "涉及120户、300余人",
        "预算48700元",
        "拨打12345热线",
        "3座凉亭",
        "两室一厅",
        "新建50平方米活动室",
        "地铁3号线",
        "9栋楼下垃圾堆放",
    ],
)
def test_what_tells_nobody_stays(text: str) -> None:
    assert scrub(text) == text


def test_names_of_the_name_columns_are_masked_wherever_they_stand() -> None:
    text = "张某某反映，请李某与张某某联系"

    assert scrub(text, names=("张某某", "李某")) == "张**反映，请李*与张**联系"


def test_longer_names_go_first() -> None:
    assert scrub("王某某和王某", names=("王某", "王某某")) == "王**和王*"


def test_names_are_taken_from_every_name_column() -> None:
    origin = Origin("甲.xlsx", "表", 5)
    lists = Lists(
        needs=(
            Need(
                id="N1",
                title="一",
                applicant="张某某",
                applicant_type=ApplicantType.RESIDENT,
                contact="李某某、王某",
                merged=(Child(origin, "赵某某", ()),),
            ),
            Need(id="N2", title="二", applicant="翠园小区居民代表"),
            Need(id="N4", title="四", applicant="困难家庭"),
            Need(
                id="N3",
                title="三",
                applicant="示例公司",
                applicant_type=ApplicantType.MARKET_ENTITY,
            ),
        ),
        resources=(Resource(id="R1", unit="甲", title="一", contact="钱某某(联络员)"),),
        units=(Unit("甲", contact="孙某某 13800000001", part_time_member="周某"),),
    )

    assert names_in(lists) == {
        "张某某",
        "李某某",
        "王某",
        "赵某某",
        "钱某某",
        "孙某某",
        "周某",
    }


mobiles = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
cards = st.from_regex(r"[1-9][0-9]{16}[0-9X]", fullmatch=True)
around = st.text(alphabet="居民反映，请尽快联系：；。（） \n", max_size=12)


@given(around, st.one_of(mobiles, cards), around)
def test_no_number_gets_through_whatever_stands_around_it(
    before: str, number: str, after: str
) -> None:
    assert number not in scrub(f"{before}{number}{after}")


@given(st.text(max_size=80))
def test_scrubbing_twice_changes_nothing_more(text: str) -> None:
    once = scrub(text)

    assert scrub(once) == once
