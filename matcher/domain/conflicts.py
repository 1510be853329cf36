"""Conflicts of interest as data: who had better not be given what, and how strictly."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ConflictRule:
    """Units of some type do not go together with needs of some kind.

    A rule concerns a pair when the unit matches and the need matches. Words that name no type of unit are looked
    for as they stand.

    Attributes:
        name: What it is about, Chinese, never empty; tells rules apart.
        units: Types of unit (金融机构; the vocabulary knows the words that tell one) or words in the unit's type or
            name; at least one.
        needs: Words in the need's title or details; empty = any.
        categories: Categories of the need, ``l1`` or ``l1/l2``; empty = any.
        hard: Whether it shuts the pair out; otherwise the pair is shown with a remark.
        on: Whether it is in force.
        advice: What is said about it, Chinese.
    """

    name: str
    units: tuple[str, ...]
    needs: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    hard: bool = False
    on: bool = True
    advice: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip() or not self.units:
            raise ValueError("利益冲突规则要写名称和至少一个单位用词")


DEFAULT_CONFLICTS: tuple[ConflictRule, ...] = (
    ConflictRule(
        "物业不监督自己",
        ("物业",),
        needs=(
            "监督物业",
            "物业监督",
            "物业履约",
            "物业服务质量",
            "评议物业",
            "物业评议",
            "物业费",
            "投诉物业",
            "更换物业",
        ),
        hard=True,
        advice="涉及对物业的监督评议，物业企业应当回避",
    ),
    ConflictRule(
        "物业合同内的本职事项",
        ("物业",),
        needs=(
            "楼道保洁",
            "垃圾清运",
            "电梯维保",
            "电梯维修",
            "公共照明",
            "楼道灯",
            "门禁维修",
            "消防设施维护",
            "绿化养护",
            "公共部位维修",
            "秩序维护",
        ),
        advice="可能属物业合同内的本职事项，属本职的不作为共建项目",
    ),
    ConflictRule(
        "培训机构不借机招生",
        ("培训机构",),
        needs=(
            "托管",
            "辅导",
            "课业",
            "兴趣班",
            "夏令营",
            "冬令营",
            "学生",
            "儿童",
            "少儿",
            "亲子",
        ),
        advice="承接单位为培训机构，活动中不得招生、推销课程",
    ),
    ConflictRule(
        "金融机构不借机营销",
        ("金融机构",),
        needs=("讲座", "宣讲", "宣传", "防诈", "反诈", "理财", "培训", "课堂", "咨询", "活动"),
        advice="承接单位为金融机构，活动中不得推销金融产品",
    ),
    ConflictRule(
        "医药保健企业不借机推销",
        ("医药保健企业",),
        needs=("健康", "义诊", "体检", "讲座", "养生", "老年", "老人", "血压"),
        advice="承接单位为医药保健企业，活动中不得推销药品和保健品",
    ),
)
"""What the office starts from; every rule can be edited, shut off or made strict."""
