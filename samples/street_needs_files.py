"""The need lists of the street month: nine files by nine hands."""

from dataclasses import replace
from datetime import date

from samples import hands as h
from samples import street_needs as n
from samples.facts import Fact, NeedFact
from samples.table import Column, Layout, Line, records

_THREE = {5: "急", 4: "急", 3: "重", 2: "常", 1: "常"}


def _insert(lines: tuple[Line, ...], places: dict[int, tuple[Line, ...]]) -> tuple[Line, ...]:
    """Put lines in front of the given places."""
    out: list[Line] = []
    for place, line in enumerate(lines):
        out.extend(places.get(place, ()))
        out.append(line)
    return tuple(out)


def xiyuan() -> Layout:
    """The tidy one: attachment mark, title, sub-line, every column, total, notes, signatures."""
    facts = h.numbered(h.people(n.XIYUAN, 1))
    return Layout(
        "需求清单",
        "needs",
        (
            Column("序号", "need_no", h.whole),
            Column("所属社区", "community"),
            Column("需求主体类型", "applicant_type"),
            Column("需求单位（人）", "applicant"),
            Column("需求名称*", "title"),
            Column("具体内容", "detail"),
            Column("需求类别", "category_l1"),
            Column("所需资源形式", "form"),
            Column("服务对象", "population"),
            Column("受益人数", "beneficiaries"),
            Column("需求数量", "quantity"),
            Column("紧急程度", "urgency", h.urgency(_THREE)),
            Column("期望时间", "time_wish"),
            Column("服务地点", "place"),
            Column("预计经费（万元）", "budget"),
            Column("联系人", "contact"),
            Column("联系电话", "phone"),
            Column("备注", "remark"),
        ),
        (
            *records(facts),
            Line(skip="total", cells=("合计", None, None, None, "12项", *[None] * 9, 7.1)),
            Line(
                skip="note",
                cells=("填表说明：1.紧急程度分急、重、常三类；2.经费单位为万元。",),
                wide=True,
            ),
            Line(
                skip="signature",
                cells=("填报人：张某某      审核人：李某某      联系电话：0871-60000001",),
                wide=True,
            ),
        ),
        (
            ("附件1",),
            ("2026年6月春和街道西苑社区党建联盟需求清单",),
            ("填报单位：西苑社区党委（盖章）                填报日期：2026年6月12日",),
        ),
    )


def wutong() -> Layout:
    """A header of two merged lines; the community stands in the title only."""
    facts = h.numbered(h.people(n.WUTONG, 21))
    return Layout(
        "汇总表",
        "needs",
        (
            Column("序号", "need_no", h.whole),
            Column("提出单位", "applicant", group="需求方"),
            Column("主体类型", "applicant_type", group="需求方"),
            Column("需求事项", "title", group="需求内容"),
            Column("情况说明", "detail", group="需求内容"),
            Column("类别", "category_l1", group="需求内容"),
            Column("所需资源形式", "form", group="需求内容"),
            Column(
                "受益群体",
                "population",
                lambda f, _: "、".join(f.population) or "/",
                group="服务要求",
            ),
            Column("惠及人数", "beneficiaries", group="服务要求"),
            Column("频次/数量", "quantity", group="服务要求"),
            Column("完成时限", "time_wish", group="服务要求"),
            Column("轻重缓急", "urgency", h.urgency(_THREE)),
            Column("姓名", "contact", h.spaced_name, group="联系人"),
            Column("电话", "phone", h.phone_number, group="联系人"),
        ),
        (
            *records(facts),
            Line(skip="signature", cells=("制表：赵某某", None, None, None, "审核：钱某某")),
        ),
        (("春和街道梧桐社区2026年6月群众需求汇总表",),),
        community="梧桐社区",
    )


def hedong() -> Layout:
    """Needs and who claimed them in one sheet; one wish came from thirteen people."""
    facts = h.numbered(
        tuple(replace(f, phones=(f"138000002{i:02d}",)) for i, f in enumerate(n.HEDONG)), str
    )
    sports = facts[0]
    also = tuple(
        replace(sports, who=who, sex=sex, age=age, phones=(f"138000003{place:02d}",), number="")
        for place, (who, sex, age) in enumerate(n.HEDONG_SPORTS_ALSO)
    )
    repeated = tuple(Line(fact=fact, into=sports.key) for fact in also)
    return Layout(
        "需求事项汇总",
        "combined",
        (
            Column("姓名", "applicant"),
            Column("性别", "", lambda f, _: f.sex),
            Column("年龄", "", lambda f, _: f.age),
            Column("电话", "phone", h.phone_dashed),
            Column("需求事项", "title"),
            Column("类别", "category_l1"),
            Column("希望完成时间", "time_wish"),
            Column("认领单位", "lead_unit"),
            Column("配合单位", "coop_units", lambda f, _: "\n".join(f.coop)),
            Column("办理情况", "status", lambda f, _: "已认领" if f.lead else "待认领"),
            Column("满意度", "rating", lambda *_: None),
        ),
        (
            Line(fact=sports),
            *repeated[:7],
            *records(facts[1:6]),
            *repeated[7:],
            *records(facts[6:]),
        ),
        (("河东社区需求事项及认领情况汇总表（2026年第二季度）",),),
        community="河东社区",
    )


def _north(
    sheet: str, facts: tuple[NeedFact, ...], columns: tuple[Column, ...], *above: str
) -> Layout:
    return Layout(
        sheet, "needs", columns, records(facts), tuple((text,) for text in above), community=sheet
    )


def north() -> tuple[Layout, ...]:
    """Three communities in one workbook, each sheet by its own hand, and a sheet of instructions."""
    one = h.numbered(h.people(n.XINZHAN, 41))
    two = h.numbered(h.people(n.YUNQIAO, 51), lambda i: f"YQ-{i:02d}")
    three = n.HUAIYIN
    return (
        Layout(
            "填表须知",
            "other",
            (),
            (),
            (("请各社区于每月12日前报送。",), ("紧急程度请填：紧急、较重、一般。",)),
        ),
        _north(
            "新站社区",
            one,
            (
                Column("编号", "need_no", h.whole),
                Column("诉求事项", "title"),
                Column("诉求描述", "detail"),
                Column("反映人", "applicant"),
                Column("手机号码", "phone", h.phone_number),
                Column("轻重缓急", "urgency", h.urgency({5: "紧急", 3: "较重", 1: "一般"})),
                Column("时间要求", "time_wish"),
                Column("资质要求", "skills"),
                Column("备注", "remark"),
            ),
            "新站社区6月需求",
        ),
        _north(
            "云桥社区",
            two,
            (
                Column("需求编号", "need_no"),
                Column("紧急程度", "urgency", h.urgency(_THREE)),
                Column("需求项目", "title"),
                Column("具体需求", "detail"),
                Column("需求人", "applicant"),
                Column("所需资源形式", "form"),
                Column("数量", "quantity"),
                Column(
                    "所需资金(元)",
                    "budget",
                    lambda f, _: f"{float(f.budget) * 10000:,.0f}" if f.budget else None,
                ),
                Column("时限", "time_wish", lambda f, _: f.when.words if f.when else "—"),
                Column("负责人", "contact"),
                Column("联系方式", "phone", h.phone_spaced),
            ),
        ),
        _north(
            "槐荫社区",
            three,
            (
                Column("需求内容", "title"),
                Column("涉及人数", "beneficiaries"),
                Column("等级", "urgency", h.urgency(_THREE)),
                Column("完成时限", "time_wish"),
                Column("专业要求", "skills"),
            ),
            "春和街道 槐荫社区",
            "2026年6月",
        ),
    )


def nanhu() -> Layout:
    """Micro-wishes as GBK text."""
    facts = tuple(
        replace(f, collected=f"2026-06-{3 + place % 8:02d}")
        for place, f in enumerate(h.numbered(h.people(n.NANHU, 61), lambda i: f"2026060{i:03d}"))
    )
    return Layout(
        "needs_南湖社区微心愿征集",
        "needs",
        (
            Column("单号", "need_no"),
            Column("心愿人", "applicant"),
            Column("心愿内容", "title"),
            Column("对象", "population"),
            Column("数量", "quantity", lambda f, _: h.full_width(f.quantity.words)),
            Column("紧急程度", "urgency", h.urgency(_THREE)),
            Column("需求时间", "time_wish"),
            Column("联系人及电话", "phone", lambda f, _: f"{f.contact} {f.phones[0]}"),
            Column("登记时间", "collected_on", lambda f, p: _dates(f.collected, p)),
        ),
        records(facts),
        (("南湖社区2026年6月微心愿征集表",),),
        community="南湖社区",
    )


def _dates(iso: str, place: int) -> str:
    day = date.fromisoformat(iso)
    return (
        f"2026.{day.month}.{day.day}",
        f"2026/{day.month}/{day.day}",
        f"2026年{day.month}月{day.day}日",
    )[place % 3]


def jinxiu() -> Layout:
    """The export of a web system: an HTML table under the suffix .xls."""
    facts = tuple(
        replace(f, collected="2026-06-08")
        for f in h.numbered(h.people(n.JINXIU, 81), lambda i: f"JX2026{i:04d}")
    )
    return Layout(
        "needs_锦绣社区_系统导出",
        "needs",
        (
            Column("需求单号", "need_no"),
            Column("社区名称", "community"),
            Column("需求主体", "applicant_type"),
            Column("发布人", "applicant"),
            Column("需求名称", "title"),
            Column("需求描述", "detail"),
            Column("所属领域", "category_l1"),
            Column("所需资源形式", "form"),
            Column("涉及人数(人)", "beneficiaries", lambda f, _: h.plain_number(f.people)),
            Column("紧急情况", "urgency", h.urgency(_THREE)),
            Column("期望时间", "time_wish"),
            Column("估算投资(万元)", "budget"),
            Column("联系人电话", "phone"),
            Column("受理时间", "collected_on", lambda f, _: f"{f.collected} 09:30:00"),
        ),
        records(facts),
    )


def wenchang() -> Layout:
    """Merged community cells, 同上, gaps in the numbers, a header printed again, a subtotal, empty lines."""
    colours = {5: "红", 3: "黄", 1: "蓝"}
    both = (*h.people(n.WENCHANG, 101), *h.people(n.SHUYUAN, 111))
    facts: tuple[Fact, ...] = tuple(
        replace(f, number=str(place if place < 4 else place + 2)) for place, f in enumerate(both, 1)
    )
    lines = _insert(
        records(facts),
        {
            5: (Line(skip="header"),),
            7: (Line(skip="total", cells=("小计", None, None, "7项")), Line(skip="blank")),
        },
    )
    return Layout(
        "台账",
        "needs",
        (
            Column("序号", "need_no", h.whole),
            Column("社区", "community", merge=True),
            Column("提出人", "applicant", h.ditto(lambda f: f.who)),
            Column("需求事项", "title"),
            Column("具体情况", "detail"),
            Column("所需资源形式", "form"),
            Column("受益群体", "population", lambda f, _: "、".join(f.population) or "无"),
            Column("涉及人数", "beneficiaries"),
            Column("需求量", "quantity"),
            Column("颜色（红黄蓝）", "urgency", h.urgency(colours)),
            Column("时间要求", "time_wish"),
            Column("责任人", "contact", h.spaced_name),
            Column("联系方式", "phone", h.phone_dashed),
        ),
        (
            *lines,
            Line(skip="blank"),
            Line(skip="note", cells=("注：红为急事，黄为较重，蓝为一般。",), wide=True),
        ),
        (("春和街道文昌、书院社区民情台账",), ("表1", None, None, "统计时间：2026年6月")),
    )


def wanxiang() -> Layout:
    """Companies in office towers: levels as digits, full-width digits, two phones in a cell."""
    facts = tuple(
        replace(f, phones=(f"087160000{place:03d}", *f.phones) if place % 4 == 0 else f.phones)
        for place, f in enumerate(h.numbered(h.people(n.WANXIANG, 131)), 1)
    )
    return Layout(
        "楼宇企业",
        "needs",
        (
            Column("NO.", "need_no", lambda f, _: h.full_width(f.number)),
            Column("申报单位", "applicant"),
            Column("来源", "applicant_type"),
            Column("需求项目", "title"),
            Column("主要内容", "detail"),
            Column("服务领域", "category_l1"),
            Column("所需资源形式", "form"),
            Column("覆盖人数", "beneficiaries"),
            Column("次数", "quantity"),
            Column("优先级\n（1-5，5最急）", "urgency", lambda f, _: f.urgency),
            Column("希望完成时间", "time_wish"),
            Column("实施地点", "place"),
            Column("专业要求", "skills"),
            Column("联络员", "contact", h.spaced_name),
            Column("手机", "phone", h.phone_dashed),
        ),
        records(facts),
        (
            ("万象社区商圈楼宇市场主体需求征集表",),
            ("填报单位：万象社区党委", *[None] * 8, "2026.6.11"),
        ),
        community="万象社区",
    )


def resident_units() -> Layout:
    """Needs that the member units raise themselves."""
    facts = h.numbered(h.people(n.RESIDENT_UNITS, 151))
    return Layout(
        "Sheet1",
        "needs",
        (
            Column("序号", "need_no", h.whole),
            Column("申报单位", "applicant"),
            Column("需求主体", "applicant_type"),
            Column("涉及社区", "community"),
            Column("需求事项", "title"),
            Column("需求说明", "detail"),
            Column("需求类型", "category_l1"),
            Column("所需资源形式", "form"),
            Column("预计人数", "beneficiaries"),
            Column("数量", "quantity"),
            Column("缓急程度", "urgency", h.urgency(_THREE)),
            Column("服务时间", "time_wish"),
            Column("地点", "place"),
            Column("所需资质", "skills"),
            Column("经办人", "contact"),
            Column("联系电话", "phone", h.phone_number),
        ),
        records(facts),
        (("驻区单位需求征集表",),),
    )
