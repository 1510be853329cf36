"""The steps in order, on the small community month and on files that cannot be used."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from matcher import check, pipeline
from matcher.domain import (
    Decision,
    DecisionKind,
    Lists,
    Need,
    Options,
    Plan,
    PlanStatus,
    Round,
    Route,
    SheetKind,
)
from matcher.errors import Cancelled
from matcher.pipeline import reading

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "community_2026_06"
FILES = tuple(sorted(SAMPLE.iterdir()))


@pytest.fixture(scope="module")
def lists() -> Lists:
    return pipeline.load(FILES, month="2026-06")


def test_load_reads_every_list(lists: Lists) -> None:
    assert (len(lists.needs), len(lists.resources), len(lists.units)) == (12, 15, 10)
    assert [report.refused for report in lists.files] == [None, None, None]


def test_loading_again_on_top_changes_nothing(lists: Lists) -> None:
    assert pipeline.load(FILES, month="2026-06", known=lists) == lists


def test_the_order_of_files_makes_no_difference(lists: Lists) -> None:
    assert pipeline.load(reversed(FILES), month="2026-06") == lists


def test_a_file_named_twice_is_read_once(lists: Lists) -> None:
    assert pipeline.load((*FILES, FILES[0].parent / "." / FILES[0].name), month="2026-06") == lists


def test_a_refused_file_is_reported_and_the_others_go_on(tmp_path: Path, lists: Lists) -> None:
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a workbook")
    found = pipeline.load((*FILES, broken), month="2026-06")

    (report,) = [report for report in found.files if report.file == "坏.xlsx"]
    assert report.refused
    assert report.refused.endswith("。")
    assert [issue.code for issue in report.issues] == ["file-refused"]
    assert found.needs == lists.needs


def test_a_refused_file_put_right_is_no_longer_reported_as_refused(tmp_path: Path) -> None:
    path = tmp_path / FILES[0].name
    path.write_bytes(b"PK\x03\x04 not a workbook")
    refused = pipeline.load((path,), month="2026-06")
    path.write_bytes(FILES[0].read_bytes())
    found = pipeline.load((path,), month="2026-06", known=refused)

    assert [report.refused for report in found.files] == [None]


def test_a_good_file_that_later_is_refused_keeps_its_facts(tmp_path: Path) -> None:
    path = tmp_path / FILES[0].name
    path.write_bytes(FILES[0].read_bytes())
    before = pipeline.load((path,), month="2026-06")
    path.write_bytes(b"PK\x03\x04 not a workbook")
    after = pipeline.load((path,), month="2026-06", known=before)

    assert after.needs == before.needs
    assert [bool(report.refused) for report in after.files] == [True]


def test_two_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    for folder in ("甲社区", "乙社区"):
        (tmp_path / folder).mkdir()
    first, second = tmp_path / "甲社区" / "清单.xlsx", tmp_path / "乙社区" / "清单.xlsx"
    first.write_bytes(FILES[0].read_bytes())
    second.write_bytes(FILES[1].read_bytes())
    found = pipeline.load((first, second), month="2026-06")

    assert sorted(report.file for report in found.files) == ["乙社区/清单.xlsx", "甲社区/清单.xlsx"]
    assert (len(found.needs), len(found.resources)) == (12, 15)
    assert {need.origin.file for need in found.needs if need.origin} == {"甲社区/清单.xlsx"}


def test_what_the_user_says_a_file_holds_reaches_the_importer(lists: Lists) -> None:
    found = pipeline.load(FILES, month="2026-06", kinds={FILES[0].name: SheetKind.OTHER})

    assert found.needs == ()
    assert len(found.resources) == len(lists.resources)


def test_progress_names_each_file() -> None:
    told: list[tuple[str, int, int]] = []
    pipeline.load(FILES, month="2026-06", on_progress=lambda *words: told.append(words))

    assert [(done, total) for _, done, total in told] == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert all(path.name in words for path, (words, _, _) in zip(FILES, told, strict=False))


@pytest.mark.parametrize("after", range(4))
def test_load_stops_when_asked(after: int) -> None:
    asked = iter(range(1000))

    with pytest.raises(Cancelled):
        pipeline.load(FILES, month="2026-06", stop=lambda: next(asked) >= after)


def test_a_match_is_proven_checked_explained_and_no_longer_stale(lists: Lists) -> None:
    round_ = replace(Round("2026-06", lists), stale=True)
    matched = pipeline.match(round_)

    assert matched.outcome is not None
    assert not matched.stale
    assert matched.outcome.plan.status is PlanStatus.PROVEN_BEST
    assert {one.need for one in matched.outcome.plan.assignments} | {
        one.need for one in matched.outcome.unmet
    } == {need.id for need in lists.needs}


def test_matching_again_gives_the_same_plan_whatever_the_order_of_rows(lists: Lists) -> None:
    turned = replace(
        lists, needs=tuple(reversed(lists.needs)), resources=tuple(reversed(lists.resources))
    )
    first = pipeline.match(Round("2026-06", lists)).outcome
    second = pipeline.match(Round("2026-06", turned)).outcome

    assert first is not None
    assert second is not None
    assert first.plan.assignments == second.plan.assignments


def test_matching_on_top_of_a_plan_keeps_it(lists: Lists) -> None:
    once = pipeline.match(Round("2026-06", lists))
    twice = pipeline.match(once)

    assert once.outcome is not None
    assert twice.outcome is not None
    assert twice.outcome.plan.assignments == once.outcome.plan.assignments


def test_a_plan_that_breaks_a_rule_is_not_handed_out(
    lists: Lists, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> tuple[str, ...]:
        return ("资源超出容量",)

    monkeypatch.setattr(check, "violations", broken)
    with pytest.raises(pipeline.BrokenPlan) as caught:
        pipeline.match(Round("2026-06", lists))

    assert caught.value.violations == ("资源超出容量",)


def test_what_becomes_of_an_unmet_need_follows_the_urgency_decided() -> None:
    need = Need("XQ-202606-西站-001", "上门理发", community="西站", urgency=1)
    decided = Decision(DecisionKind.URGENCY, need=need.id, amount=5)
    matched = pipeline.match(Round("2026-06", Lists(needs=(need,)), decisions=(decided,)))

    assert matched.outcome is not None
    assert [one.route for one in matched.outcome.unmet] == [Route.ESCALATE]


def test_the_seed_and_workers_used_stand_in_the_plan(lists: Lists) -> None:
    matched = pipeline.match(Round("2026-06", lists, options=Options(seed=11, workers=1)))

    assert matched.outcome is not None
    plan: Plan = matched.outcome.plan
    assert (plan.seed, plan.workers) == (11, 1)


def test_save_and_templates_write_files(lists: Lists, tmp_path: Path) -> None:
    matched = pipeline.match(Round("2026-06", lists))

    assert pipeline.save(matched, tmp_path).is_file()
    assert all(path.is_file() for path in pipeline.templates(tmp_path / "模板"))


def test_names_of_files_alone_are_their_names() -> None:
    assert reading._names([Path("/a/x.xlsx"), Path("/b/y.xlsx")], {}) == {
        Path("/a/x.xlsx"): "x.xlsx",
        Path("/b/y.xlsx"): "y.xlsx",
    }


def _copy(file: Path, folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(file.read_bytes())
    return folder / name


def test_a_file_of_the_same_name_from_elsewhere_replaces_nothing(tmp_path: Path) -> None:
    needs = _copy(FILES[0], tmp_path / "甲社区", "清单.xlsx")
    resources = _copy(FILES[1], tmp_path / "乙社区", "清单.xlsx")
    before = pipeline.load((needs,), month="2026-06")
    after = pipeline.load((resources,), month="2026-06", known=before)

    assert after.needs == before.needs
    assert len(after.resources) == 15
    assert [report.file for report in after.files] == ["乙社区/清单.xlsx", "清单.xlsx"]
    assert pipeline.load((resources,), month="2026-06", known=after) == after


def test_the_same_list_from_another_folder_adds_no_rows(tmp_path: Path) -> None:
    before = pipeline.load((_copy(FILES[0], tmp_path / "甲", "清单.xlsx"),), month="2026-06")
    copy = _copy(FILES[0], tmp_path / "乙", "清单.xlsx")
    after = pipeline.load((copy,), month="2026-06", known=before)

    assert [need.id for need in after.needs] == [need.id for need in before.needs]


def test_a_report_says_where_its_file_was(lists: Lists) -> None:
    assert [report.path for report in lists.files] == [str(path) for path in FILES]


def test_names_grow_until_they_tell_files_apart() -> None:
    paths = [Path("/a/x/清单.xlsx"), Path("/b/x/清单.xlsx"), Path("/b/y/清单.xlsx")]

    assert list(reading._names(paths, {}).values()) == [
        "/a/x/清单.xlsx",
        "/b/x/清单.xlsx",
        "y/清单.xlsx",
    ]


def test_links_that_run_in_a_circle_are_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "甲.xlsx").symlink_to(tmp_path / "乙.xlsx")
    (tmp_path / "乙.xlsx").symlink_to(tmp_path / "甲.xlsx")
    (report,) = pipeline.load([tmp_path / "甲.xlsx"], month="2026-06").files
    assert report.refused


@pytest.mark.skipif(os.name == "nt", reason="Windows file names are always text")
def test_a_file_name_that_is_no_text_is_shown_with_a_mark(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.csv"))
    path.write_text("需求名称,所属社区\n路灯坏了,西站社区\n", encoding="utf-8")
    (report,) = pipeline.load([path], month="2026-06").files
    assert report.file == "�.csv"
    report.path.encode()
