"""Every community learns what became of its needs."""

from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook

from matcher.domain import Child, Origin, Round
from matcher.domain.papers import PaperKind
from matcher.export import write_papers
from matcher.export.papers.replies import replies_of
from tests.export.example import NEEDS, small_round


def written(round_: Round, folder: Path) -> tuple[Path, ...]:
    papers = write_papers(round_, [PaperKind.REPLY], folder)
    return tuple(file.path for file in papers.files)


def merged_round() -> Round:
    """The small round with two rows merged into its first need."""
    small = small_round()
    origin = Origin("西站.xlsx", "需求", 9)
    children = (
        Child(origin, "周某某", (("title", "给老人量血压"),)),
        Child(origin, "吴某某", ()),
    )
    needs = (replace(NEEDS[0], merged=children), *NEEDS[1:])
    return replace(small, lists=replace(small.lists, needs=needs))


def test_one_file_for_each_community(tmp_path: Path) -> None:
    paths = written(small_round(), tmp_path)

    assert [path.name for path in paths] == [
        "2026年6月-社区回告单-东风社区.xlsx",
        "2026年6月-社区回告单-西站社区.xlsx",
    ]


def test_everybody_who_asked_is_answered_in_their_own_words() -> None:
    round_ = merged_round()
    assert round_.outcome is not None

    replies = list(replies_of("西站社区", round_, round_.outcome))

    assert [(reply.asker, reply.words) for reply in replies] == [
        ("居民代表张某某", "老年人义诊"),
        ("周某某", "给老人量血压"),
        ("吴某某", "老年人义诊"),
        ("", "=1+1 是公式样的名称"),
    ]
    assert replies[1].explanation.startswith("与同类需求合并办理（XQ-202606-西站-001）。")


def test_met_and_unmet_needs_say_what_comes_next(tmp_path: Path) -> None:
    east, west = written(small_round(), tmp_path)

    met = [cell.value for cell in load_workbook(west)["社区回告单"][4]]
    assert met[3] == "已对接"
    assert met[5] == "示例第一小学"
    light = [cell.value for cell in load_workbook(east)["社区回告单"][4]]
    assert light[3] == "未对接：无同类资源"
    assert light[4] == ("本期资源清单中没有同类资源。属交通管理部门事项。下一步：吹哨部门。")


def test_needs_without_a_community_are_answered_too(tmp_path: Path) -> None:
    small = small_round()
    needs = (*NEEDS[:3], replace(NEEDS[3], community=""))
    round_ = replace(small, lists=replace(small.lists, needs=needs))

    names = [path.name for path in written(round_, tmp_path)]

    assert names[-1] == "2026年6月-社区回告单-（未注明社区）.xlsx"
