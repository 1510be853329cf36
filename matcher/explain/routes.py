"""Where an unmet need goes next.

The rules, first that fits:

1. Rejected, withdrawn or already handed on (已转…): 答复后销号.
2. Outside the alliance's duty: 吹哨部门. Waiting for the owners' consent: 结转下月.
3. A department's matter (信号灯, 污水管网, 加装电梯 …) for which nobody has anything: 吹哨部门;
   urgency 5 that has already waited two months: 提级召集.
4. Urgency 5: 上报街道; after a month of waiting: 提级召集.
5. Waited a month and still no resource that could do it, or waited two months for whatever reason: 上报街道.
6. Otherwise: 结转下月.
"""

from matcher.domain import Need, NeedStatus, Reason, Route

_DEPARTMENTS = (
    ("交通管理部门", ("信号灯", "红绿灯", "交通标线", "斑马线", "减速带", "隔离护栏", "违停")),
    ("交通运输部门", ("公交站", "公交线路", "公交车站")),
    (
        "水务或住建部门",
        ("污水管", "排水管网", "雨污", "下水管网", "管网改造", "内涝", "河道", "供水管网"),
    ),
    (
        "住房和城乡建设部门",
        ("加装电梯", "电梯加装", "加梯", "危房", "房屋鉴定", "路面塌陷", "道路拓宽"),
    ),
    ("自然资源和应急部门", ("边坡", "滑坡", "地质灾害")),
    ("城市管理部门", ("违建", "违章建筑", "占道经营", "油烟扰民", "噪音扰民", "夜间施工")),
    ("供电单位", ("变压器", "电力增容", "高压线", "电线入地", "强弱电")),
    ("燃气主管部门", ("燃气管", "天然气改造", "通天然气")),
    ("消防部门", ("消防通道被占", "消防栓无水")),
    ("人力资源和社会保障部门", ("欠薪", "拖欠工资")),
)

_STRUCTURAL = frozenset(
    {
        Reason.NO_RESOURCE,
        Reason.CATEGORY,
        Reason.FORM,
        Reason.SCOPE,
        Reason.QUALIFICATION,
        Reason.POPULATION,
        Reason.TIME,
        Reason.EXPIRED,
        Reason.BUDGET,
        Reason.CONFLICT,
    }
)
"""Reasons that another month alone does not cure."""

_HANDED_ON = ("已转", "已移交", "转交")

_FINAL = frozenset({NeedStatus.REJECTED, NeedStatus.WITHDRAWN})


def department(need: Need) -> str:
    """The department whose matter a need is by its words, or empty."""
    text = f"{need.title} {need.detail} {need.category_words}"
    for name, words in _DEPARTMENTS:
        if any(word in text for word in words):
            return name
    return ""


def route(need: Need, reason: Reason, *, has_candidates: bool) -> Route:
    """The suggested next step by the rules at the top of this module."""
    if need.status in _FINAL or any(word in need.status_reason for word in _HANDED_ON):
        return Route.REPLY
    if reason is Reason.OUT_OF_SCOPE:
        return Route.WHISTLE
    if reason is Reason.CONSENT:
        return Route.CARRY_OVER
    if department(need) and not has_candidates:
        stuck = need.urgency == 5 and need.months_waited >= 2
        return Route.UPGRADE if stuck else Route.WHISTLE
    if need.urgency == 5:
        return Route.UPGRADE if need.months_waited >= 1 else Route.ESCALATE
    lacking = reason in _STRUCTURAL and need.months_waited >= 1
    if lacking or need.months_waited >= 2:
        return Route.ESCALATE
    return Route.CARRY_OVER
