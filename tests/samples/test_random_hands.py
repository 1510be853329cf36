"""Lists by drawn hands: other columns, names, orders, titles and gaps every time, the same understanding."""

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from matcher import pipeline
from samples import hands as h
from samples.facts import NeedFact, ResourceFact
from samples.files import write_csv, write_xlsx
from samples.street_needs import ALL_NEEDS
from samples.street_resources import ALL_RESOURCES
from samples.table import Column, Layout, Line, lay_out, records
from tests.samples.compare import differences

NEEDS: dict[str, Sequence[str]] = {
    "need_no": ("需求编号", "编号", "序号", "NO.", "单号"),
    "community": ("所属社区", "社区", "社区名称", "村（社区）", "所在社区", "涉及社区"),
    "applicant_type": ("需求主体类型", "需求主体", "主体类型", "需求来源", "来源"),
    "applicant": ("需求单位（人）", "提出单位", "申报单位", "提出人", "需求人", "需求方", "反映人"),
    "title": ("需求名称", "需求事项", "需求项目", "诉求", "事项名称", "服务需求"),
    "detail": ("具体内容", "需求内容", "需求描述", "内容描述", "主要内容", "情况说明"),
    "category_l1": ("需求类别", "类别", "需求类型", "服务类别", "项目类别", "所属领域"),
    "form": ("所需资源形式", "需求形式", "资源形式"),
    "population": ("服务对象", "受益对象", "受益群体", "服务人群", "涉及人群", "惠及对象"),
    "beneficiaries": ("受益人数", "惠及人数", "涉及人数", "覆盖人数", "预计人数"),
    "quantity": ("需求数量", "数量", "需求量", "频次"),
    "urgency": ("紧急程度", "缓急程度", "轻重缓急", "优先级", "紧急情况", "等级"),
    "time_wish": ("期望时间", "希望完成时间", "完成时限", "时间要求", "需求时间", "时限"),
    "place": ("服务地点", "地点", "实施地点", "地址"),
    "budget": ("预计经费（万元）", "所需资金(万元)", "预算（万元）", "资金需求（万元）"),
    "contact": ("联系人", "负责人", "经办人", "对接人"),
    "phone": ("联系电话", "电话", "手机", "手机号码", "联系方式"),
}
RESOURCES: dict[str, Sequence[str]] = {
    "res_no": ("资源编号", "编号", "序号"),
    "unit": ("资源单位", "单位名称", "成员单位", "共建单位", "提供单位", "供给单位", "单位"),
    "title": ("资源名称", "资源项目", "服务项目", "可提供资源", "可提供服务"),
    "detail": ("资源内容", "服务内容", "资源描述", "资源情况", "内容说明"),
    "category_l1": ("服务领域", "类别", "服务类别", "领域"),
    "form": ("资源形式", "资源类型", "资源类别", "形式"),
    "scope": ("服务范围", "可服务社区", "服务区域", "覆盖范围"),
    "population": ("面向对象", "服务对象", "面向人群", "适用对象"),
    "capacity_total": ("可服务次数", "数量", "次数", "总量", "可提供数量"),
    "capacity_per_round": ("频次", "服务频次", "频率"),
    "people_per_time": ("每次可服务人数", "单次人数", "容纳人数", "每场人数"),
    "time_window": ("可用时段", "服务时间", "开放时间", "可提供时间", "时间安排"),
    "valid_to": ("有效期", "服务期限", "有效期限"),
    "qualification": ("资质", "专业资质"),
    "contact": ("联系人", "负责人", "联络员"),
    "phone": ("联系电话", "电话", "手机号", "联系方式"),
}
MUST = {"needs": ("community", "title"), "resources": ("unit", "title")}
TITLES = {"needs": "春和街道需求征集情况", "resources": "党建联盟资源征集情况"}


def dressed(header: str, dice: random.Random) -> str:
    """The label as hands write it: starred, spaced, broken, with a demand to fill it in."""
    way = dice.randrange(6)
    if way == 0:
        return f"{header}*"
    if way == 1 and len(header) <= 4:
        return " ".join(header)
    if way == 2 and "（" not in header and "(" not in header:
        return f"{header[:2]}\n{header[2:]}"
    if way == 3 and "（" not in header and "(" not in header:
        return f"{header}（必填）"
    return header


def drawn(kind: str, seed: int) -> Layout:
    """A list by a hand that nobody has seen before."""
    dice = random.Random(f"{kind}{seed}")
    pool = NEEDS if kind == "needs" else RESOURCES
    codes = [code for code in pool if code in MUST[kind] or dice.random() < 0.6]
    dice.shuffle(codes)
    write = {"need_no": h.whole, "res_no": h.whole}
    columns = [
        Column(dressed(dice.choice(pool[code]), dice), code, write.get(code)) for code in codes
    ]
    facts: tuple[NeedFact, ...] | tuple[ResourceFact, ...]
    if kind == "needs":
        chosen = [replace(f, urgency=f.urgency // 2 * 2 + 1) for f in dice.sample(ALL_NEEDS, 12)]
        facts = h.numbered(h.people(tuple(_plain(fact, codes) for fact in chosen), 700))
    else:
        facts = h.numbered(h.people(tuple(dice.sample(ALL_RESOURCES, 12)), 700))
        facts = tuple(replace(fact, written="") for fact in facts)
    lines = list(records(facts))
    for place in sorted(dice.sample(range(1, 12), 2), reverse=True):
        lines.insert(place, Line(skip=dice.choice(("blank", "header"))))
    if dice.random() < 0.5:
        lines.append(Line(skip="note", cells=("备注：本表由各单位自行填报。",), wide=True))
    above = tuple((line,) for line in (TITLES[kind], "2026年6月") if dice.random() < 0.6)
    return Layout("Sheet1", kind, tuple(columns), tuple(lines), above)


GROUPS = {
    ("contact", "phone"): "联系方式",
    ("title", "detail"): "内容",
    ("capacity_total", "capacity_per_round"): "服务能力",
}


def varied(layout: Layout, dice: random.Random) -> Layout:
    """The list with a second header line, merged cells, a total and a line for signatures, by chance."""
    columns, lines = list(layout.columns), list(layout.lines)
    if dice.random() < 0.5:
        columns = _grouped(columns, dice)
        lines = [line for line in lines if line.skip != "header"]
    if dice.random() < 0.4:
        code = "community" if layout.kind == "needs" else "unit"
        columns = [replace(c, merge=True) if c.code == code else c for c in columns]
        lines = sorted(
            (line for line in lines if line.fact), key=lambda line: getattr(line.fact, code)
        )
    if dice.random() < 0.4:
        lines.append(Line(skip="total", cells=("合计",)))
    if dice.random() < 0.4:
        foot = "填报人：张某某    审核人：李某某    填报日期：2026年6月12日"
        lines.append(Line(skip="signature", cells=(foot,), wide=True))
    return replace(layout, columns=tuple(columns), lines=tuple(lines))


def _grouped(columns: list[Column], dice: random.Random) -> list[Column]:
    for pair, label in GROUPS.items():
        mine = [column for column in columns if column.code in pair]
        if len(mine) == 2:
            columns = [column for column in columns if column.code not in pair]
            place = dice.randrange(len(columns) + 1)
            columns[place:place] = [replace(column, group=label) for column in mine]
    return columns


def _plain(fact: NeedFact, codes: Sequence[str]) -> NeedFact:
    """Urgency in three steps; without a remark column nobody says that a need is out of scope."""
    step = {5: 5, 3: 3, 1: 1}.get(fact.urgency, 3)
    return replace(fact, urgency=step, status="open", key=f"{fact.key}{len(codes)}")


@pytest.mark.parametrize("kind", ["needs", "resources"])
@pytest.mark.parametrize("seed", range(6))
def test_drawn_hand_is_understood(kind: str, seed: int, tmp_path: Path) -> None:
    is_text = seed % 4 == 3
    plain = drawn(kind, seed)
    grid, truth = lay_out(plain if is_text else varied(plain, random.Random(seed)))
    path = tmp_path / f"清单{seed}.{'csv' if is_text else 'xlsx'}"
    if path.suffix == ".csv":
        write_csv(path, grid, encoding="gb18030")
        truth["sheet"] = path.stem
    else:
        write_xlsx(path, [grid])
    lists = pipeline.load([path], month="2026-06")
    assert differences(lists, {"file": path.name, "sheets": [truth]}, truth) == []
