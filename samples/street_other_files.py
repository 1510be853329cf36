"""The resource lists and the unit list of the street month."""

from dataclasses import replace

from samples import hands as h
from samples import street_resources as r
from samples.facts import ResourceFact
from samples.street_units import UNITS
from samples.table import Column, Layout, Line, Value, records


def offices() -> Layout:
    """Grouped by kind of unit; the bare header 单位 means the organisation."""
    facts = h.numbered(h.people((*r.OFFICES, *r.INSTITUTIONS), 201))
    first, second = facts[: len(r.OFFICES)], facts[len(r.OFFICES) :]
    return Layout(
        "资源清单",
        "resources",
        (
            Column("序号", "res_no", h.whole),
            Column("单位", "unit"),
            Column("资源名称", "title"),
            Column("资源内容", "detail"),
            Column("服务领域", "category_l1"),
            Column("资源形式", "form"),
            Column("服务范围", "scope", lambda f, _: "、".join(f.scope) or "全街道"),
            Column("面向对象", "population"),
            Column("频次", "capacity_per_round"),
            Column("可服务次数", "capacity_total"),
            Column(
                "每次可服务人数（人）", "people_per_time", lambda f, _: h.plain_number(f.people)
            ),
            Column("可用时段", "time_window"),
            Column("有效期", "valid_to"),
            Column("资质", "qualification"),
            Column("联系人", "contact"),
            Column("联系电话", "phone"),
            Column("备注", "remark"),
        ),
        (
            Line(skip="group", cells=("一、机关单位",), wide=True),
            *records(first),
            Line(skip="group", cells=("二、事业单位、学校、医院和街道阵地",), wide=True),
            *records(second),
            Line(
                skip="signature",
                cells=("填报人：陈某某          审核人：周某某          （盖章）",),
                wide=True,
            ),
        ),
        (("附件2",), ("春和街道党建联盟机关事业单位资源清单",), ("2026年6月13日",)),
    )


def _firms(sheet: str, facts: tuple[ResourceFact, ...]) -> Layout:
    return Layout(
        sheet,
        "resources",
        (
            Column("序号", "res_no", h.whole),
            Column("提供单位", "unit"),
            Column("服务项目", "title"),
            Column("内容说明", "detail"),
            Column("资源类别", "form"),
            Column("数量", "capacity_total", _count),
            Column("单位", "measure"),
            Column("金额（万元）", "amount", lambda f, _: float(f.amount) if f.amount else None),
            Column("服务时间", "time_window"),
            Column("服务区域", "scope"),
            Column("截止时间", "valid_to"),
            Column("联系人", "contact", h.spaced_name),
            Column("手机", "phone", h.phone_number),
        ),
        records(facts),
        ((f"春和街道{sheet}资源清单",),),
    )


def _count(fact: ResourceFact, _: int) -> Value:
    if fact.total is None:
        return None
    return fact.total.value if fact.total.certainty == "exact" else fact.total.words


def firms() -> tuple[Layout, ...]:
    """Two sheets; here the bare header 单位 means the unit of measure."""
    return (
        _firms("国有企业", h.numbered(h.people(r.STATE_FIRMS, 301))),
        _firms("民营企业", h.numbered(h.people(r.PRIVATE_FIRMS, 321))),
    )


def societies() -> Layout:
    """Each unit's name once, merged over its resources."""
    facts = h.numbered(h.people(r.SOCIETIES, 351))
    return Layout(
        "社会组织",
        "resources",
        (
            Column("单位名称", "unit", merge=True),
            Column("可提供服务", "title"),
            Column("服务内容", "detail"),
            Column("服务类别", "category_l1"),
            Column("面向人群", "population"),
            Column("服务频次", "capacity_per_round"),
            Column("次数", "capacity_total"),
            Column("每场人数", "people_per_time"),
            Column("开放时间", "time_window"),
            Column("联络员", "contact"),
            Column("联系方式", "phone", h.phone_dashed),
        ),
        (*records(facts), Line(skip="note", cells=("备注：以上服务均为公益。",), wide=True)),
        (("社会组织和志愿队伍可提供服务一览表",),),
    )


def donations() -> Layout:
    """Money and goods as UTF-8 text; sums in yuan with thousands commas."""
    facts = h.people(r.DONATIONS, 381)
    return Layout(
        "resources_捐赠物资资金",
        "resources",
        (
            Column("成员单位", "unit"),
            Column("资源名称", "title"),
            Column("资源描述", "detail"),
            Column("资源类型", "form"),
            Column("件数", "capacity_total"),
            Column("折合金额(元)", "amount"),
            Column("有效期至", "valid_to"),
            Column("联系电话", "phone"),
        ),
        records(facts),
    )


def units() -> Layout:
    """The member units."""
    facts = tuple(
        replace(
            f, part_time_member=f.contact if place % 2 else "", joined=f"20{21 + place % 4}-03-01"
        )
        for place, f in enumerate(h.numbered(h.people(UNITS, 401)))
    )
    return Layout(
        "成员单位",
        "units",
        (
            Column("序号", "no", h.whole),
            Column("单位名称", "unit"),
            Column("简称/别名", "alias"),
            Column("单位性质", "unit_type"),
            Column("结对社区", "community"),
            Column("兼职委员", "part_time_member"),
            Column("联络员", "contact"),
            Column("联系电话", "phone", h.phone_number),
            Column("年度承诺项数", "annual_commitment"),
            Column("每轮上限", "round_cap"),
            Column("加入日期", "joined_on"),
            Column("状态", "status"),
            Column("备注", "remark"),
        ),
        records(facts),
        (("春和街道党建联盟成员单位名册",), ("截至2026年6月1日",)),
    )
