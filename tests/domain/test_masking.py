"""What the people before the projector may read of a person."""

import pytest

from matcher.domain import Lists, Need, Resource
from matcher.domain.masking import meeting_mask, spoken_name


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("张三", "张某某"),
        ("张某某", "张某某"),
        ("欧阳某", "欧阳某某"),
        ("李师傅", "李师傅"),
        ("", ""),
        ("Anna", "A**"),
    ],
)
def test_a_name_is_said_as_surname_and_somebody(name: str, said: str) -> None:
    assert spoken_name(name) == said


LISTS = Lists(
    needs=(Need("XQ-1", "为张小某送餐", applicant="张小某", contact="李某"),),
    resources=(Resource("ZY-1", "顺和美发店", "理发", contact="欧阳某某"),),
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("为张小某送餐", "为张某某送餐"),
        ("请找李某，13800005678", "请找李某某，138****5678"),
        ("联系欧阳某某", "联系欧阳某某"),
        ("翠园小区3栋2单元501室", "翠园小区**"),
        ("楼道照明维修", "楼道照明维修"),
    ],
)
def test_running_text_hides_names_phones_and_doors(text: str, shown: str) -> None:
    assert meeting_mask(LISTS)(text) == shown


def test_a_month_without_names_hides_the_rest_all_the_same() -> None:
    assert meeting_mask(Lists())("电话 13800005678") == "电话 138****5678"
