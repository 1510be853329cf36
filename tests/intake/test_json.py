"""The JSON of check: field codes, 万元, digits, ISO days, null."""

import json

from matcher.domain import Lists
from matcher.intake import as_json
from tests.intake.building import read, table

NEEDS = table(
    ["序号", "所属社区", "需求主体类型", "需求单位（人）", "需求名称", "具体内容", "需求类别", "受益人数", "紧急程度",
     "期望时间", "预计经费（元）", "联系人及电话", "征集日期", "备注"],
    [1, "西站社区", "居民", "张某某", "停车棚", "无处停放", "停车充电/电动车充电", "约200人", "急",
     "12月底前", 5000, "李某某 138-0000-0001、0871-60000001", "2026.6.5", "/"],
    file="需求.xlsx",
)  # fmt: skip


def test_values_of_a_need() -> None:
    need = as_json(read(NEEDS))["needs"][0]
    expected = {
        "id": "XQ-202606-西站-001",
        "file": "需求.xlsx",
        "sheet": "Sheet1",
        "row": 2,
        "need_no": "1",
        "community": "西站社区",
        "applicant_type": "居民",
        "applicant": "张某某",
        "title": "停车棚",
        "detail": "无处停放",
        "category_l1": "停车充电",
        "category_l2": "电动车充电",
        "population": None,
        "beneficiaries": 200,
        "urgency": "急",
        "time_wish": "12月底前",
        "budget": 0.5,
        "contact": "李某某",
        "phone": ["13800000001", "087160000001"],
        "collected_on": "2026-06-05",
        "remark": None,
    }
    assert {code: need[code] for code in expected} == expected
    assert need["understood"]["times"][0]["last"] == "2026-12-31"
    assert need["raw"]["remark"] == "/"


def test_shape_of_the_files() -> None:
    file = as_json(read(NEEDS))["files"][0]
    sheet = file["sheets"][0]
    assert (file["file"], file["refused"]) == ("需求.xlsx", None)
    assert (sheet["kind"], sheet["header_row"], sheet["columns"]["E"]) == ("needs", 1, "title")
    assert (
        sheet["rows_read"] == sheet["rows_imported"] + sheet["rows_merged"] + sheet["rows_skipped"]
    )


def test_issues_name_severity_place_code_and_what_to_do() -> None:
    lists = read(
        table(
            ["社区", "需求名称", "受益人数"], ["西站社区", "甲事", 3], ["西站社区", "乙事", "待定"]
        )
    )
    issue = as_json(lists)["files"][0]["issues"][0]
    assert {code: issue[code] for code in ("severity", "sheet", "cell", "code")} == {
        "severity": "warning",
        "sheet": "Sheet1",
        "cell": "C3",
        "code": "number-unclear",
    }
    assert "请" in issue["message"]


def test_values_of_a_resource() -> None:
    offers = table(
        [
            "资源单位",
            "资源名称",
            "资源形式",
            "频次",
            "可服务次数",
            "可用时段",
            "有效期",
            "金额（元）",
            "电话",
        ],
        [
            "区医院",
            "义诊",
            "人才",
            "每月1次",
            "12次",
            "每周三下午",
            "2026.1.1-2026.12.31",
            "2万元",
            13800000001.0,
        ],
    )
    resource = as_json(read(offers))["resources"][0]
    expected = {
        "id": "ZY-202606-001",
        "unit": "区医院",
        "title": "义诊",
        "form": "人才",
        "capacity_per_round": "每月1次",
        "capacity_total": 12,
        "time_window": "每周三下午",
        "valid_from": "2026-01-01",
        "valid_to": "2026-12-31",
        "amount": 2,
        "phone": "13800000001",
    }
    assert {code: resource[code] for code in expected} == expected


def test_claims_of_a_combined_sheet() -> None:
    lists = read(
        table(
            ["社区", "需求名称", "认领单位", "单位联系人", "单位联系电话"],
            ["西站社区", "路灯", "区城管局、区供电局", "张某某", "138-0000-0001"],
        )
    )
    need = as_json(lists)["needs"][0]
    assert (need["lead_unit"], need["coop_units"]) == ("区城管局", ["区供电局"])
    assert need["unit_phone"] == "13800000001"


def test_units_and_projects() -> None:
    lists = read(
        table(
            ["单位名称", "简称", "每轮上限", "状态"],
            ["官渡区人民医院", "区医院", 5, "在册"],
            file="单位.xlsx",
        ),
        table(
            ["项目名称", "牵头单位", "完成时限", "经费(万元)"],
            ["清洁家园", "区医院", "2026年6月30日", 0.3],
            file="项目.xlsx",
        ),
    )
    told = as_json(lists)
    assert (told["units"][0]["unit"], told["units"][0]["alias"], told["units"][0]["round_cap"]) == (
        "官渡区人民医院",
        "区医院",
        5,
    )
    project = told["projects"][0]
    assert (project["lead_unit"], project["planned_end"], project["budget"]) == (
        "官渡区人民医院",
        "2026-06-30",
        0.3,
    )


def test_everything_can_be_written_as_json() -> None:
    assert json.loads(json.dumps(as_json(read(NEEDS)), ensure_ascii=False))["needs"]
    assert as_json(Lists()) == {
        "files": [],
        "needs": [],
        "resources": [],
        "units": [],
        "projects": [],
        "funds": [],
    }


def test_wishes_stay_words_and_plain_days_become_iso_days() -> None:
    lists = read(
        table(
            ["社区", "需求名称", "期望时间"],
            ["西站社区", "甲事", "2026年6月30日"],
            ["西站社区", "乙事", "6月底前"],
            ["西站社区", "丙事", 46_176],
            ["西站社区", "丁事", "7月上旬"],
        )
    )
    told = {need["title"]: need["time_wish"] for need in as_json(lists)["needs"]}
    assert told == {
        "甲事": "2026-06-30",
        "乙事": "6月底前",
        "丙事": "2026-06-03",
        "丁事": "7月上旬",
    }


def test_deadlines_in_words_stay_words_beside_the_day_understood() -> None:
    lists = read(table(["项目名称", "责任单位", "完成时限"], ["清洁家园", "区城管局", "12月底前"]))
    project = as_json(lists)["projects"][0]
    assert (project["planned_end"], project["understood"]["planned_end"]) == (
        "12月底前",
        "2026-12-31",
    )
