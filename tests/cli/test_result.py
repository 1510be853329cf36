"""The JSON of a plan and the summary on the terminal."""

import json
from pathlib import Path

from matcher.cli.result import as_json, level_words, summary
from matcher.domain import (
    Assignment,
    FileReport,
    Form,
    Idle,
    Issue,
    Level,
    Lists,
    Need,
    Origin,
    Outcome,
    Part,
    Plan,
    PlanStatus,
    Project,
    Reason,
    Resource,
    Round,
    Route,
    Severity,
    Unmet,
)
from tests.intake.building import read, table

LEVELS = (
    Level("urgency_5", "五级需求", 2, 2, proven=True, measure="项"),
    Level("fit", "匹配度", 900, 1000, proven=False, measure="1/60分"),
    Level("changes", "变动", 3, None, proven=False, maximise=False, measure="项"),
)
PLAN = Plan(
    PlanStatus.BEST_FOUND,
    LEVELS,
    (
        Assignment(
            "XQ-1",
            0,
            "ZY-1",
            "供电所",
            Form.SERVICE,
            2,
            2,
            700,
            (Part("words", "文字", 700, "灯"),),
        ),
    ),
    seconds=1.23456,
    seed=5,
    workers=2,
)
OUTCOME = Outcome(
    PLAN,
    projects=(
        Project(
            id="XM-1",
            title="修灯",
            origin=Origin("a", "b", 1),
            need_ids=("XQ-1",),
            raw=(("a", "b"),),
        ),
    ),
    unmet=(Unmet("XQ-2", Reason.NO_RESOURCE, "没有同类资源", Route.ESCALATE),),
    idle=(Idle("ZY-2", "没有需求"),),
)


def test_the_plan_as_json() -> None:
    found = as_json(OUTCOME)
    project = found.pop("projects")[0]

    assert found == {
        "status": "best_found",
        "levels": [
            {"name": "urgency_5", "value": 2, "bound": 2, "proven": True},
            {"name": "fit", "value": 900, "bound": 1000, "proven": False},
            {"name": "changes", "value": 3, "bound": None, "proven": False},
        ],
        "seconds": 1.235,
        "seed": 5,
        "workers": 2,
        "assignments": [
            {
                "need": "XQ-1",
                "demand": 0,
                "resource": "ZY-1",
                "unit": "供电所",
                "times": 2,
                "score": 700,
                "parts": [{"name": "words", "label": "文字", "points": 700, "note": "灯"}],
            }
        ],
        "unmet": [{"need": "XQ-2", "reason": "no_resource", "detail": "没有同类资源"}],
        "idle": [{"resource": "ZY-2", "detail": "没有需求"}],
    }
    assert (project["id"], project["title"], project["need_ids"]) == ("XM-1", "修灯", ["XQ-1"])
    assert {"raw", "extra", "origin"}.isdisjoint(project)


def test_the_json_can_be_written() -> None:
    assert json.loads(json.dumps(as_json(OUTCOME))) == as_json(OUTCOME)


def test_the_summary_says_needs_met_resources_used_proof_and_where() -> None:
    lists = Lists(
        needs=(Need(id="XQ-1", title="灯"), Need(id="XQ-2", title="水")),
        resources=(
            Resource(id="ZY-1", unit="供电所", title="电工"),
            Resource(id="ZY-2", unit="学校", title="操场"),
        ),
    )
    text = "\n".join(summary(Round("2026-06", lists), OUTCOME, Path("/结果/a.xlsx")))

    assert "满足需求  1 项（共 2 项）" in text
    assert "使用资源  1 项（共 2 项）" in text
    assert "在限定时间内找到的最好方案（尚未证明：匹配度、变动）" in text
    assert "五级需求 2 项，已证明最好" in text
    assert "匹配度 15.0 分，最多还能多 1.7 分" in text
    assert "变动 3 项，尚无上界" in text
    assert "1.2 秒" in text
    assert str(Path("/结果/a.xlsx").resolve()) in text


def test_the_summary_counts_what_somebody_should_look_at_in_the_lists() -> None:
    issues = (
        Issue(Severity.WARNING, "a", "请核对"),
        Issue(Severity.WARNING, "b", "请核对"),
        Issue(Severity.INFO, "c", "说明"),
    )
    lists = Lists(files=(FileReport("a.xlsx", issues=issues),))

    text = "\n".join(summary(Round("2026-06", lists), OUTCOME, Path("a.xlsx")))
    assert "清单提示  提醒 2 条，可用 check 命令逐条查看" in text
    assert "清单提示" not in "\n".join(summary(Round("2026-06"), OUTCOME, Path("a.xlsx")))


def test_the_summary_asks_about_the_month_when_a_list_names_another() -> None:
    lists = read(
        table(["西站社区2026年5月需求清单"], ["需求名称", "所属社区"], ["灯坏了", "西站社区"])
    )
    (line,) = [
        line for line in summary(Round("2026-06", lists), OUTCOME, Path("a.xlsx")) if "月份" in line
    ]

    assert "2026年5月" in line
    assert "--month" in line


def test_a_bound_that_is_reached_is_not_told_as_room_for_nothing() -> None:
    level = Level("even", "满足率达到九成的社区", 4, 4, proven=False, measure="个")
    assert level_words(level) == "满足率达到九成的社区 4 个，在前面各级未证明的情况下已到上限"
