"""Pictures say in words what they show, and show it in proportion."""

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from matcher.domain import Part
from ui.charts import Bar, BarChart, Waterfall
from ui.graph import Link, LinkGraph, links
from ui.theme import DARK, LIGHT


def drawn(widget: QWidget, width: int, height: int) -> QImage:
    widget.resize(width, height)
    return widget.grab().toImage()


def count(picture: QImage, colour: str, line: int) -> int:
    """Pixels of a colour in a line of the picture."""
    wanted = QColor(colour)
    return sum(picture.pixelColor(x, line) == wanted for x in range(picture.width()))


def test_a_half_full_bar_is_half_as_long_as_its_track() -> None:
    chart = BarChart("社区")
    chart.show_bars([Bar("东桥", 5, 10, "5 / 10 项")])
    picture = drawn(chart, 500, chart.line_height())
    middle = chart.line_height() // 2
    full, rest = count(picture, LIGHT.info, middle), count(picture, LIGHT.line, middle)
    assert full > 50
    assert abs(full - rest) <= 6


def test_bars_take_on_other_colours() -> None:
    chart = BarChart("社区")
    chart.show_bars([Bar("东桥", 5, 10, "5 / 10 项", "warn")])
    chart.set_shade(DARK)
    picture = drawn(chart, 500, chart.line_height())
    assert count(picture, DARK.warn, chart.line_height() // 2) > 50


def test_a_chart_can_be_read_aloud() -> None:
    chart = BarChart("社区")
    chart.show_bars([Bar("东桥", 5, 10, "5 / 10 项"), Bar("柳岸", 1, 2, "1 / 2 项")])
    assert chart.accessibleDescription() == "东桥：5 / 10 项；柳岸：1 / 2 项"


def test_a_chart_without_bars_is_drawn_empty() -> None:
    chart = BarChart("社区")
    chart.show_bars([])
    assert not drawn(chart, 300, 40).isNull()


def test_the_waterfall_names_every_part_and_the_sum() -> None:
    parts = (Part("category", "类别", 400, "同一小类"), Part("time", "时间", -50))
    fall = Waterfall(parts, 350)
    assert fall.tips() == ["类别 +400 分：同一小类", "时间 -50 分", "匹配度 350 分（满分 1000）"]
    picture = drawn(fall, 400, fall.sizeHint().height())
    height = fall.line_height()
    assert count(picture, LIGHT.good, height // 2) > 20
    assert count(picture, LIGHT.bad, height + height // 2) >= 2
    assert count(picture, LIGHT.info, 2 * height + height // 2) > 20


def test_links_are_counted_and_the_strongest_come_first() -> None:
    pairs = [("东桥", "理发店"), ("柳岸", "医院"), ("东桥", "理发店")]
    assert links(pairs) == (Link("东桥", "理发店", 2), Link("柳岸", "医院", 1))


def test_the_graph_draws_its_lines_between_the_names() -> None:
    graph = LinkGraph("连线")
    graph.show_links(links([("东桥", "理发店"), ("柳岸", "医院")]))
    picture = drawn(graph, 600, 120)
    background = picture.pixelColor(300, 2)
    inked = sum(picture.pixelColor(300, y) != background for y in range(120))
    assert inked >= 2
    assert graph.accessibleDescription() == "东桥 — 理发店：1 项；柳岸 — 医院：1 项"


def test_names_stand_beside_those_they_serve() -> None:
    graph = LinkGraph("连线")
    graph.show_links(links([("甲", "子"), ("甲", "子"), ("甲", "丑"), ("乙", "寅")]))
    assert graph._left == ("甲", "乙")
    assert graph._right[-1] == "寅"
