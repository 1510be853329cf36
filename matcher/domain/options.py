"""Everything a user can set, as data: default, range, unit and description stand beside each option."""

from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any

from matcher.domain.conflicts import DEFAULT_CONFLICTS, ConflictRule

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
        default: Value when not set; ``bool`` for what is on or off.
        description: One Chinese sentence.
        group: Under which heading it is shown.
    """

    name: str
    label: str
    unit: str
    low: float
    high: float
    default: float
    description: str
    group: str = ""

    @property
    def is_switch(self) -> bool:
        """Whether it is on or off, rather than a number."""
        return isinstance(self.default, bool)

    @property
    def is_whole(self) -> bool:
        """Whether it is a whole number."""
        return isinstance(self.default, int)


def _option(
    default: float, label: str, unit: str, low: float, high: float, text: str, group: str
) -> Any:  # noqa: ANN401 - likewise
    return field(default=default, metadata={_SPEC: (label, unit, low, high, default, text, group)})


def _switch(label: str, text: str, group: str, *, on: bool = True) -> Any:  # noqa: ANN401 - likewise
    return field(default=on, metadata={_SPEC: (label, "", 0, 1, on, text, group)})


_SOLVING = "求解"
_AMOUNTS = "数量与上限"
_GATES = "资格与回避"
_MONEY = "经费"
_WEIGHTS = "需求分量"
_POINTS = "匹配度"
_ORDER = "择优"
_CLOCKS = "红黄蓝时限"


@dataclass(frozen=True, slots=True)
class Options:
    """How lists are matched.

    Raises:
        ValueError: A value lies outside its range.
    """

    seconds: float = _option(
        30.0, "求解时限", "秒", 0.1, 3600, "超过时限时给出目前最好的方案及其差距。", _SOLVING
    )
    seed: int = _option(
        0, "随机种子", "", 0, 2**31 - 1, "同样的清单、选项和种子得到同样的方案。", _SOLVING
    )
    workers: int = _option(2, "并行线程", "个", 1, 64, "求解使用的线程数。", _SOLVING)
    unit_cap: int = _option(
        5,
        "单位每轮上限",
        "项",
        1,
        100,
        "成员单位清单未注明每轮上限时，一个单位最多承接的项目数。",
        _AMOUNTS,
    )
    split_limit: int = _option(
        3,
        "每种形式最多由几家承担",
        "家",
        1,
        10,
        "一项需求的同一形式最多拆分给几项资源。",
        _AMOUNTS,
    )
    units_per_project: int = _option(
        5,
        "每个项目最多参与单位",
        "家",
        1,
        20,
        "一个项目由一家单位牵头，连同配合单位最多几家。",
        _AMOUNTS,
    )
    blank_capacity: int = _option(
        1,
        "未注明次数时按",
        "次",
        1,
        100,
        "资源没有写可服务次数和频次时，本轮按几次计。",
        _AMOUNTS,
    )
    score_floor: int = _option(
        350, "最低匹配度", "分", 0, 1000, "低于此分的需求与资源不作为候选。", _POINTS
    )
    candidates_per_need: int = _option(
        40, "每项需求最多候选", "项", 1, 1000, "每项需求的每种形式保留的候选资源数。", _SOLVING
    )
    horizon_months: int = _option(
        1,
        "实施期",
        "个月",
        1,
        12,
        "需求没有写明时间时，从本期月份起几个月内可以实施。",
        _AMOUNTS,
    )
    precedent_points: int = _option(
        60,
        "往月对接加减分",
        "分",
        0,
        200,
        "与往月相近的需求，对当时对接的资源加分、对当时未采纳的减分；满意度再调整，0 为不参照往月。",
        _POINTS,
    )
    urgent_from: int = _option(
        3, "紧急起点", "级", 2, 5, "紧急程度达到此级的需求逐级优先满足。", _ORDER
    )
    timetable: bool = _switch(
        "核对场次",
        "场地和按日期开放的服务，在同一个开放时段不重复安排（每月1日、每周三下午各只有若干场）。",
        _AMOUNTS,
    )
    events_per_opening: int = _option(
        1,
        "每个开放时段可安排",
        "场",
        1,
        20,
        "核对场次时，一个开放时段至多安排几场；清单写明的频次更多时按清单。",
        _AMOUNTS,
    )
    consent_gate: bool = _switch(
        "业主同意后才安排",
        "注明须经业主表决（双3/4）而尚未通过的需求，本轮不参加对接。",
        _GATES,
    )
    conflict_check: bool = _switch(
        "利益冲突提醒",
        "按利益冲突规则提醒或回避（物业不监督自己、培训机构不招生、金融机构不营销等）。",
        _GATES,
    )
    minors_check: bool = _switch(
        "未成年人提醒",
        "服务对象含未成年人时，提醒核实人员资质并取得监护人同意。",
        _GATES,
    )
    funds: bool = _switch(
        "核对经费",
        "有经费清单时，同一笔资金本年的安排不超过余额，单个项目不超过单项上限。",
        _MONEY,
    )
    fund_percent: int = _option(
        100, "本轮可动用余额", "%", 1, 100, "本轮最多动用每笔资金年度余额的百分之几。", _MONEY
    )
    partial_grants: bool = _switch(
        "允许部分资助",
        "预计经费超过单项上限时按上限资助，其余自筹；关闭时这样的需求不予资助。",
        _MONEY,
        on=False,
    )
    waiting_points: int = _option(
        5, "等待加分量", "分量/月", 0, 100, "需求每结转一个月增加的分量，0 为不考虑。", _WEIGHTS
    )
    waiting_months: int = _option(
        6, "等待最多计", "个月", 0, 36, "等待时间最多按几个月计分量。", _WEIGHTS
    )
    breadth_points: int = _option(
        1,
        "受益面加分量",
        "分量/倍",
        0,
        50,
        "受益人数每翻一倍增加的分量（1人1份、50人6份、1000人10份，至多14份），0 为不考虑。",
        _WEIGHTS,
    )
    priority_points: int = _option(
        3,
        "重点人群加分量",
        "分量",
        0,
        100,
        "服务对象是独居老人、残疾人、低保、特困、困境儿童等重点人群时增加的分量，0 为不考虑。",
        _WEIGHTS,
    )
    reciprocity_points: int = _option(
        10,
        "互惠加分",
        "分",
        0,
        200,
        "提出需求的单位本期也提供资源（双向认领）时增加的匹配度，0 为不考虑。",
        _POINTS,
    )
    place_points: int = _option(
        40,
        "就近加分",
        "分",
        0,
        200,
        "资源在本社区时加的分：同一网格（小区）加一倍半，全街道不加，全区的减一半；0 为不考虑。",
        _POINTS,
    )
    time_points: int = _option(
        30, "时间相合加分", "分", 0, 200, "双方都写了时间并且合得上时加的分，0 为不考虑。", _POINTS
    )
    population_points: int = _option(
        20,
        "对象相合加分",
        "分",
        0,
        200,
        "双方都写了服务对象并且相合时加的分，0 为不考虑。",
        _POINTS,
    )
    certainty_points: int = _option(
        10, "数量明确加分", "分", 0, 200, "资源写明可服务次数时加的分，0 为不考虑。", _POINTS
    )
    commitments: bool = _switch(
        "兼顾年度承诺",
        "年度承诺项数还没有按进度兑现的单位，尽量每家至少安排一项。",
        _ORDER,
    )
    commitment_points: int = _option(
        100,
        "兑现承诺最多让出",
        "分",
        0,
        1000,
        "为兑现承诺而安排的资源，匹配度至多比该需求的最好候选低多少分；差得更多的不算兑现。",
        _ORDER,
    )
    reserve_last: bool = _switch("后备单位最后用", "后备单位只在没有别的单位能承担时安排。", _ORDER)
    fairness: bool = _switch(
        "兼顾均衡",
        "同样好的方案中，先让满足率最低的社区满足得多一些，再让负荷最重的单位轻一些；往月的一并累计。",
        _ORDER,
    )
    fairness_first: bool = _switch(
        "均衡先于匹配度", "先求各社区、各单位均衡，再求匹配度；平时反过来。", _ORDER, on=False
    )
    overdue_raises: bool = _switch(
        "超期提升一级",
        "超过红黄蓝时限还没有办结的需求，紧急程度提升一级（至多5级）。",
        _CLOCKS,
    )
    red_days: int = _option(
        1,
        "红色（急）",
        "天",
        0,
        365,
        "紧急程度5级的需求从征集起几天内应当答复，0 为不计时。",
        _CLOCKS,
    )
    yellow_days: int = _option(
        5,
        "黄色（重）",
        "天",
        0,
        365,
        "紧急程度3级和4级的需求从征集起几天内应当答复，0 为不计时。",
        _CLOCKS,
    )
    blue_days: int = _option(
        60,
        "蓝色（常）",
        "天",
        0,
        365,
        "紧急程度1级和2级的需求从征集起几天内应当答复，0 为不计时。",
        _CLOCKS,
    )
    conflicts: tuple[ConflictRule, ...] = DEFAULT_CONFLICTS

    @property
    def looks_back(self) -> bool:
        """Whether past months matter: for like needs, or for what units have done of their promises."""
        return self.precedent_points > 0 or self.commitments

    def __post_init__(self) -> None:
        for spec in option_specs():
            value = getattr(self, spec.name)
            if not spec.low <= value <= spec.high:
                raise ValueError(f"{spec.label}：{value} 不在 {spec.low:g}–{spec.high:g} 之内")


@lru_cache(maxsize=1)
def option_specs() -> tuple[OptionSpec, ...]:
    """The specification of every option, in the order they are shown."""
    return tuple(
        OptionSpec(item.name, *item.metadata[_SPEC])
        for item in fields(Options)
        if _SPEC in item.metadata
    )
