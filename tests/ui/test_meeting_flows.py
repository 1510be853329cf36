"""The picture of a plan: groups, single links, bands; and where they stand."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest

from matcher.domain import Decision, DecisionKind, NeedShift, ShiftKind
from tests.ui import example
from ui.columns import PlanRow, plan_rows
from ui.graph import Band, Flow, FlowView, Node
from ui.graph.layout import Span, ribbons, spans
from ui.pages.meeting.flows import REST, LeftBy, RightBy, Wish, flow_of

ROUND = example.round_()
ROWS = plan_rows(ROUND)
RESOURCES = ROUND.lists.resources
WISH = Wish()


def flow(rows: tuple[PlanRow, ...] = ROWS, wish: Wish = WISH) -> Flow:
    return flow_of(rows, RESOURCES, wish)


def node(made: Flow, side: str, key: str) -> Node:
    return next(node for node in made.column(side) if node.key == key)


def links(made: Flow) -> int:
    return sum(band.count for band in made.bands)


def test_needs_are_grouped_by_category_with_how_many_are_met() -> None:
    """Of 24 needs the 8th is out of scope; of each eight the 4th and the 8th, both about the young, are not met."""
    made = flow()
    care = node(made, "left", "为老服务")
    assert (care.part, care.whole) == (6, 6)
    young = node(made, "left", "未成年人")
    assert (young.part, young.whole, young.is_open) == (0, 5, False)


def test_before_the_first_plan_nothing_is_short() -> None:
    before = flow(plan_rows(example.round_(planned=False)))
    assert all(entry.waiting for entry in before.left)
    assert not any(entry.waiting for entry in flow().left)


def test_needs_can_be_grouped_by_community() -> None:
    made = flow(wish=Wish(left_by=LeftBy.COMMUNITY))
    assert {entry.key for entry in made.left} == set(example.COMMUNITIES)
    assert sum(entry.whole for entry in made.left) == 23


def test_every_served_need_is_in_the_bands_however_it_is_grouped() -> None:
    served = sum(bool(row.assignments) for row in ROWS)
    for left in LeftBy:
        for right in RightBy:
            assert links(flow(wish=Wish(left_by=left, right_by=right))) == served


def test_an_open_group_shows_its_single_links() -> None:
    made = flow(wish=Wish(opened=frozenset({("left", "为老服务")})))
    lines = [entry for entry in made.left if entry.group == "为老服务"]
    assert next(entry.key for entry in lines) == "XQ-202606-东桥-001"
    assert len(lines) == 6
    keys = {entry.key for entry in lines}
    assert all(band.count == 1 for band in made.bands if band.left in keys)
    assert not any(band.left == "为老服务" for band in made.bands)


def test_small_groups_are_put_together_when_there_is_no_room() -> None:
    made = flow(wish=Wish(room=5))
    assert len(made.right) == 5
    assert made.right[-1].key == REST
    assert links(made) == links(flow(wish=Wish(room=99)))


def test_the_small_groups_are_listed_when_asked_for_and_can_be_closed_again() -> None:
    made = flow(wish=Wish(room=5, opened=frozenset({("right", REST)})))
    assert len(made.right) > 5
    assert made.right[-1].label == "收起小组"


def test_an_open_group_is_never_among_the_small_ones() -> None:
    last = flow(wish=Wish(room=99)).right[-1].key
    made = flow(wish=Wish(room=3, opened=frozenset({("right", last)})))
    assert node(made, "right", last).is_open


def test_resources_that_serve_none_are_left_out_under_a_filter() -> None:
    row = next(row for row in ROWS if row.assignments)
    made = flow((row,), Wish(everything=False))
    assert [entry.label for entry in made.right] == [row.units]


def test_changed_and_locked_links_are_marked() -> None:
    row = next(row for row in ROWS if row.assignments)
    item = row.assignments[0][0]
    shift = NeedShift(row.need.id, ShiftKind.GAINS, (), ())
    lock = Decision(DecisionKind.LOCK, row.need.id, item.resource)
    made = flow((replace(row, changed=shift, decisions=(lock,)),), Wish(everything=False))
    assert made.bands == (Band(row.category, item.unit, 1, 1, 1),)


def test_a_need_without_category_stands_with_what_serves_it() -> None:
    row = next(row for row in ROWS if row.assignments)
    blank = replace(row, need=replace(row.need, category=None))
    served_by = blank.assignments[0][1]
    assert served_by is not None
    assert served_by.category is not None
    assert blank.category == served_by.category.l1
    assert replace(blank, assignments=()).category == "未注明类别"


# -- where they stand


@given(
    weights=st.lists(st.integers(0, 300), min_size=1, max_size=40),
    height=st.floats(10, 4000),
    line=st.floats(5, 60),
)
def test_every_line_is_readable_and_the_room_is_used(
    weights: list[int], height: float, line: float
) -> None:
    nodes = [Node(str(at), "", weight, weight) for at, weight in enumerate(weights)]
    found = list(spans(nodes, height, line).values())
    assert all(span.height >= line - 1e-6 for span in found)
    assert all(a.bottom == pytest.approx(b.top) for a, b in itertools.pairwise(found))
    least = line * len(nodes)
    wanted = max(height, least) if sum(weights) else least
    assert found[-1].bottom == pytest.approx(wanted)


@given(st.dictionaries(st.tuples(st.integers(0, 6), st.integers(0, 6)), st.integers(1, 50)))
def test_bands_stay_inside_their_nodes_and_never_overlap(
    counts: dict[tuple[int, int], int],
) -> None:
    bands = tuple(Band(f"l{a}", f"r{b}", count) for (a, b), count in counts.items())
    left = {f"l{at}": span for at, span in enumerate(_rows(7))}
    right = {f"r{at}": span for at, span in enumerate(_rows(7))}
    for end in ("left", "right"):
        places = {"left": left, "right": right}[end]
        for key, span in places.items():
            mine = sorted(
                (getattr(ribbon, end) for ribbon in ribbons(Flow(bands=bands), left, right)
                 if getattr(ribbon.band, end) == key),
                key=lambda piece: piece.top,
            )  # fmt: skip
            assert all(span.top - 1e-6 <= piece.top for piece in mine)
            assert all(piece.bottom <= span.bottom + 1e-6 for piece in mine)
            assert all(a.bottom <= b.top + 1e-6 for a, b in itertools.pairwise(mine))


def _rows(count: int) -> list[Span]:
    nodes = [Node(str(at), "", 1, 1) for at in range(count)]
    return list(spans(nodes, 700, 20).values())


# -- looked at and worked with


@pytest.fixture
def view() -> FlowView:
    made = FlowView("连线")
    made.resize(700, 500)
    opened = frozenset({("left", "为老服务"), ("right", "顺和美发店")})
    made.show_flow(flow(wish=Wish(opened=opened)))
    return made


def press(view: FlowView, side: str, key: str) -> QPoint:
    place = view.place_of(side, key)
    assert place is not None
    return place.toPoint()


def test_a_click_opens_a_group_and_chooses_a_single_need(view: FlowView) -> None:
    toggled: list[tuple[str, str]] = []
    picked: list[tuple[str, str]] = []
    view.toggled.connect(lambda side, key: toggled.append((side, key)))
    view.picked.connect(lambda side, key: picked.append((side, key)))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=press(view, "left", "平安建设"))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=press(view, "left", "XQ-202606-东桥-001"))
    assert toggled == [("left", "平安建设")]
    assert picked == [("left", "XQ-202606-东桥-001")]


def test_what_is_pointed_at_stands_out_and_the_rest_steps_back(view: FlowView) -> None:
    at = QPointF(press(view, "left", "XQ-202606-东桥-001"))
    none = Qt.MouseButton.NoButton
    move = QMouseEvent(QEvent.Type.MouseMove, at, at, none, none, Qt.KeyboardModifier.NoModifier)
    view.mouseMoveEvent(move)
    mine = {band for band in view.flow.bands if band.left == "XQ-202606-东桥-001"}
    assert mine
    assert all(view.focus_of(band) is (band in mine) for band in view.flow.bands)


def test_a_need_is_dragged_onto_a_resource(view: FlowView) -> None:
    dropped: list[tuple[str, str]] = []
    view.dropped.connect(lambda need, onto: dropped.append((need, onto)))
    _drag(view, "XQ-202606-东桥-001", "ZY-202606-001")
    assert dropped == [("XQ-202606-东桥-001", "ZY-202606-001")]


def test_nothing_is_dragged_where_nothing_can_be_decided(view: FlowView) -> None:
    dropped: list[str] = []
    view.dropped.connect(lambda need, onto: dropped.append(need))
    view.why_no_drag = "只能查看"
    _drag(view, "XQ-202606-东桥-001", "ZY-202606-001")
    assert dropped == []


def _drag(view: FlowView, need: str, onto: str) -> None:
    start, end = press(view, "left", need), press(view, "right", onto)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start + QPoint(60, 0))
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)


def test_the_picture_is_walked_through_by_keyboard(view: FlowView) -> None:
    toggled: list[tuple[str, str]] = []
    view.toggled.connect(lambda side, key: toggled.append((side, key)))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(view, key)
    assert toggled == [("left", view.flow.left[0].key)]
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert len(toggled) == 2
    assert toggled[1][0] == "right"


def test_the_picture_can_be_read_aloud_and_tips_go_through_the_mask(view: FlowView) -> None:
    assert "为老服务" not in view.accessibleDescription()
    assert "行动不便老人上门理发 — 志愿理发队上门服务：1 项" in view.accessibleDescription()
    view.spoken = lambda text: text.replace("老人", "**")
    place = press(view, "left", "XQ-202606-东桥-001")
    assert "**" in view.tip_at(place.x(), place.y())


def test_three_hundred_links_fit_one_screen() -> None:
    big = example.round_(400, 300)
    made = FlowView("连线")
    made.resize(900, 700)
    made.show_flow(flow_of(plan_rows(big), big.lists.resources, Wish(room=24)))
    assert links(made.flow) >= 280
    assert len(made.flow.right) <= 24
    assert not made.grab().isNull()
