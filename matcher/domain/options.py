"""Everything a user can set, as data: default, range, unit and description stand beside each option."""

from dataclasses import dataclass, field, fields
from typing import Any

_SPEC = "spec"


@dataclass(frozen=True, slots=True)
class OptionSpec:
    """What a settings page, the documentation and validation need to know of one option.

    Attributes:
        name: Attribute of :class:`Options`.
        label: What users read.
        unit: 秒, 次, 分 …, or empty.
        low: Smallest value allowed.
        high: Largest value allowed.
        default: Value when not set.
        description: One Chinese sentence.
    """

    name: str
    label: str
    unit: str
    low: float
    high: float
    default: float
    description: str


def _option(default: float, label: str, unit: str, low: float, high: float, text: str) -> Any:  # noqa: ANN401 - a dataclass field stands for any type
    return field(
        default=default,
        metadata={_SPEC: (label, unit, low, high, text)},
    )


@dataclass(frozen=True, slots=True)
class Options:
    """How lists are matched.

    Raises:
        ValueError: A value lies outside its range.
    """

    seconds: float = _option(
        30.0, "求解时限", "秒", 0.1, 3600, "超过时限时给出目前最好的方案及其差距。"
    )
    seed: int = _option(0, "随机种子", "", 0, 2**31 - 1, "同样的清单、选项和种子得到同样的方案。")
    workers: int = _option(2, "并行线程", "个", 1, 64, "求解使用的线程数。")
    unit_cap: int = _option(
        5, "单位每轮上限", "项", 1, 100, "成员单位清单未注明每轮上限时，一个单位最多承接的项目数。"
    )
    split_limit: int = _option(
        3, "每种形式最多由几家承担", "家", 1, 10, "一项需求的同一形式最多拆分给几项资源。"
    )
    blank_capacity: int = _option(
        1, "未注明次数时按", "次", 1, 100, "资源没有写可服务次数和频次时，本轮按几次计。"
    )
    score_floor: int = _option(350, "最低匹配度", "分", 0, 1000, "低于此分的需求与资源不作为候选。")
    candidates_per_need: int = _option(
        40, "每项需求最多候选", "项", 1, 1000, "每项需求的每种形式保留的候选资源数。"
    )
    horizon_months: int = _option(
        1, "实施期", "个月", 1, 12, "需求没有写明时间时，从本期月份起几个月内可以实施。"
    )
    precedent_points: int = _option(
        60,
        "往月对接加减分",
        "分",
        0,
        200,
        "与往月相近的需求，对当时对接的资源加分、对当时未采纳的减分；满意度再调整，0 为不参照往月。",
    )
    urgent_from: int = _option(3, "紧急起点", "级", 2, 5, "紧急程度达到此级的需求逐级优先满足。")

    def __post_init__(self) -> None:
        for spec in option_specs():
            value = getattr(self, spec.name)
            if not spec.low <= value <= spec.high:
                raise ValueError(f"{spec.label}：{value} 不在 {spec.low:g}–{spec.high:g} 之内")


def option_specs() -> tuple[OptionSpec, ...]:
    """The specification of every option, in the order they are shown."""
    return tuple(
        OptionSpec(
            name=item.name,
            label=item.metadata[_SPEC][0],
            unit=item.metadata[_SPEC][1],
            low=item.metadata[_SPEC][2],
            high=item.metadata[_SPEC][3],
            default=item.default,
            description=item.metadata[_SPEC][4],
        )
        for item in fields(Options)
        if isinstance(item.default, int | float)
    )
