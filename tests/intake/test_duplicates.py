"""Equal rows become one; nearly equal ones are only proposed."""

from matcher.domain import Need
from matcher.intake import near_duplicates
from tests.intake.building import Line, read, table, words

HEAD = ["序号", "社区", "反映人", "诉求内容", "受益人数"]


def needs_of(*rows: Line) -> dict[str, Need]:
    return {need.title: need for need in read(table(HEAD, *rows)).needs}


def test_the_same_words_in_one_community_are_one_need_with_children() -> None:
    found = needs_of(
        [1, "西站社区", "张某某", "举办老年运动会", ""],
        [2, "西站社区", "李某某", "举办老年运动会。", ""],
        [3, "西站社区", "王某某", "举办 老年运动会", ""],
    )
    need = found["举办老年运动会"]
    assert [child.applicant for child in need.merged] == ["李某某", "王某某"]
    assert need.beneficiaries is not None
    assert need.beneficiaries.value == 3


def test_another_community_or_building_keeps_rows_apart() -> None:
    found = needs_of(
        [1, "西站社区", "张某某", "路灯不亮", ""],
        [2, "东站社区", "张某某", "3号楼路灯不亮", ""],
        [3, "西站社区", "李某某", "3号楼路灯不亮", ""],
        [4, "西站社区", "王某某", "4号楼路灯不亮", ""],
        [5, "西站社区", "王某某", "4号楼2单元路灯不亮", ""],
    )
    assert (
        len(
            read(
                table(
                    HEAD,
                    [1, "西站社区", "张某某", "路灯不亮", ""],
                    [2, "东站社区", "张某某", "路灯不亮", ""],
                )
            ).needs
        )
        == 2
    )
    assert all(not need.merged for need in found.values())


def test_people_of_distinct_applicants_add_up() -> None:
    need = needs_of(
        [1, "西站社区", "甲小区", "增设停车棚", 120],
        [2, "西站社区", "乙小区", "增设停车棚", 80],
    )["增设停车棚"]
    assert need.beneficiaries is not None
    assert need.beneficiaries.value == 200


def test_people_told_twice_by_one_applicant_count_once() -> None:
    need = needs_of(
        [1, "西站社区", "甲小区", "增设停车棚", 120],
        [2, "西站社区", "甲小区", "增设停车棚", 120],
    )["增设停车棚"]
    assert need.beneficiaries is not None
    assert need.beneficiaries.value == 120


def test_the_most_urgent_of_equal_rows_counts() -> None:
    lists = read(
        table(
            ["社区", "需求名称", "紧急程度"],
            ["西站社区", "路灯", "一般"],
            ["西站社区", "路灯", "急"],
        )
    )
    assert [need.urgency for need in lists.needs] == [5]


def test_different_places_or_times_are_not_the_same() -> None:
    lists = read(
        table(
            ["社区", "需求名称", "服务地点"],
            ["西站社区", "路灯不亮", "东门"],
            ["西站社区", "路灯不亮", "西门"],
        )
    )
    assert len(lists.needs) == 2


def test_nearly_equal_needs_are_proposed_and_not_merged() -> None:
    lists = read(
        table(
            ["社区", "需求名称"],
            ["西站社区", "3号楼2单元楼道灯坏了，晚上上楼看不见"],
            ["西站社区", "3栋二单元楼道灯不亮，老人摸黑"],
            ["西站社区", "5栋二单元楼道灯不亮，老人摸黑"],
            ["西站社区", "希望组织免费技能培训"],
        )
    )
    by_id = {need.id: need.title for need in lists.needs}
    pairs = {frozenset((by_id[p.first], by_id[p.second])) for p in near_duplicates(lists, words())}
    assert pairs == {
        frozenset(("3号楼2单元楼道灯坏了，晚上上楼看不见", "3栋二单元楼道灯不亮，老人摸黑"))
    }


def test_needs_of_two_communities_are_not_proposed() -> None:
    lists = read(
        table(
            ["社区", "需求名称"],
            ["西站社区", "小区西门路灯一排都不亮"],
            ["东站社区", "小区西门路灯一排不亮"],
        )
    )
    assert near_duplicates(lists, words()) == ()
