"""What the columns of each kind of list are called."""

from collections.abc import Mapping

from matcher.domain.intake import SheetKind

_NEEDS = {
    "need_no": "需求编号",
    "community": "所属社区",
    "applicant_type": "需求主体类型",
    "applicant": "需求单位（人）",
    "title": "需求名称",
    "detail": "具体内容",
    "category_l1": "需求类别",
    "category_l2": "二级类别",
    "form": "需求形式",
    "population": "服务对象",
    "beneficiaries": "受益人数",
    "quantity": "需求数量",
    "measure": "计量单位",
    "urgency": "紧急程度",
    "time_wish": "期望时间",
    "place": "服务地点",
    "budget": "预计经费",
    "skills": "资质要求",
    "contact": "联系人",
    "phone": "联系电话",
    "collected_on": "征集日期",
    "status": "需求状态",
    "remark": "备注",
}
_RESOURCES = {
    "res_no": "资源编号",
    "unit": "资源单位",
    "unit_type": "单位性质",
    "title": "资源名称",
    "detail": "资源内容",
    "category_l1": "服务领域",
    "category_l2": "二级类别",
    "form": "资源形式",
    "scope": "服务范围",
    "population": "面向对象",
    "capacity_total": "可服务次数",
    "measure": "计量单位",
    "capacity_per_round": "频次",
    "people_per_time": "每次可服务人数",
    "time_window": "可用时段",
    "valid_from": "有效期起",
    "valid_to": "有效期止",
    "place": "地点",
    "amount": "资金/物资额度",
    "qualification": "资质",
    "conditions": "使用条件",
    "contact": "联系人",
    "phone": "联系电话",
    "status": "资源状态",
    "remark": "备注",
}
_UNITS = {
    "no": "序号",
    "unit": "单位名称",
    "alias": "简称",
    "unit_type": "单位性质",
    "community": "所属社区",
    "part_time_member": "兼职委员",
    "contact": "联络员",
    "phone": "联系电话",
    "annual_commitment": "年度承诺项数",
    "round_cap": "每轮上限",
    "joined_on": "加入日期",
    "status": "状态（在册/退出）",
    "place": "地址",
    "remark": "备注",
}
_PROJECTS = {
    "project_no": "项目编号",
    "community": "所属社区",
    "title": "项目名称",
    "need_refs": "对应需求",
    "res_refs": "对应资源",
    "content": "服务内容",
    "category_l1": "项目类别",
    "category_l2": "二级类别",
    "population": "服务对象",
    "beneficiaries": "受益人数",
    "lead_unit": "牵头单位",
    "coop_units": "配合单位",
    "leader": "责任人",
    "community_contact": "社区对接人",
    "unit_contact": "单位联络员",
    "phone": "联系电话",
    "planned_start": "计划时间",
    "planned_end": "完成时限",
    "times": "服务次数",
    "hours": "服务时长",
    "place": "服务地点",
    "budget": "经费",
    "fund_source": "资金来源",
    "status": "进展情况",
    "finished_on": "办结日期",
    "rating": "满意度",
    "decision": "审议意见",
    "remark": "备注",
}
_CLAIMS = {
    "lead_unit": "认领单位",
    "coop_units": "配合单位",
    "unit_contact": "单位联系人",
    "unit_phone": "单位联系电话",
    "planned_end": "计划完成时间",
    "status": "进展情况",
    "rating": "满意度",
}

FIELDS: Mapping[SheetKind, Mapping[str, str]] = {
    SheetKind.NEEDS: _NEEDS,
    SheetKind.RESOURCES: _RESOURCES,
    SheetKind.UNITS: _UNITS,
    SheetKind.PROJECTS: _PROJECTS,
    SheetKind.COMBINED: {**_NEEDS, **_CLAIMS},
    SheetKind.OTHER: {},
}
"""Kind of list → field code → what users call it, in the order of the blank lists."""


def field_label(kind: SheetKind, code: str) -> str:
    """What users call a field of a list of this kind; the code itself when there is no such field."""
    return FIELDS[kind].get(code, code)
