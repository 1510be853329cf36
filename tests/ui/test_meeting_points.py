"""The points of the agenda in words, and what is kept about them."""

from dataclasses import replace

from matcher.domain import AgendaBundle, AgendaItem, AgendaKind, AgendaPoint, AgendaRecord
from tests.ui import example
from ui.pages.meeting.deeds import Deed
from ui.pages.meeting.names import names_of
from ui.pages.meeting.points import is_settled, item_lines, minutes_words, point_title, records_of

ROUND = example.round_()
NAMES = names_of(ROUND)
MET, ALSO = "XQ-202606-柳岸-002", "XQ-202606-和平-003"
BUNDLE = AgendaBundle("together", "2项需求只有两家可以承担。是否同意？")


def item(need: str, unit: str) -> AgendaItem:
    key = f"single_unit:{need}"
    return AgendaItem(key, AgendaKind.SINGLE_UNIT, "一家", (need,), units=(unit,), bundle=BUNDLE)


def point(*units: str) -> AgendaPoint:
    needs = (MET, ALSO)
    items = tuple(item(need, unit) for need, unit in zip(needs, units, strict=True))
    return AgendaPoint("together", items)


def test_a_point_is_titled_by_its_need_or_its_first_sentence() -> None:
    both = point("甲单位", "乙单位")
    assert point_title(both, NAMES) == "2项需求只有两家可以承担"
    alone = AgendaPoint("single_unit", both.items[:1])
    assert point_title(alone, NAMES) == "仅一家单位可承担：楼道照明维修"


def test_lines_say_what_tells_the_items_apart() -> None:
    assert [
        line.endswith("单位") for line in item_lines(point("甲单位", "乙单位"), ROUND, NAMES)
    ] == [
        True,
        True,
    ]
    same = item_lines(point("甲单位", "甲单位"), ROUND, NAMES)
    assert same[0].startswith("楼道照明维修（柳岸社区）")
    assert not any("甲单位" in line for line in same)


def test_what_was_decided_about_one_item_before_stands() -> None:
    both = point("甲单位", "乙单位")
    deed = Deed("一并维持方案不变")
    before = AgendaRecord(both.items[0].key, decision="会后再议")
    begun = replace(ROUND, agenda=(before,))
    (record,) = records_of(both, deed, begun, ("柳岸社区",))
    assert (record.key, record.decision) == (both.items[1].key, "维持方案不变")
    assert record.speakers_for == ("柳岸社区",)
    settled = replace(ROUND, agenda=(before, record))
    assert is_settled(both, settled)
    assert len(records_of(both, deed, settled)) == 2


def test_how_long_it_takes_is_added_up() -> None:
    urgent = AgendaItem("urgent", AgendaKind.URGENT_UNMET, "怎么办？")
    points = (point("甲单位", "乙单位"), AgendaPoint("urgent", (urgent,)))
    assert minutes_words(points) == "约 5 分钟"
    assert minutes_words(()) == ""
