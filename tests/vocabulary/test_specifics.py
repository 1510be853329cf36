"""Specific things a text names, and when two sides speak of different ones."""

from matcher.vocabulary import Specifics, load_specifics

TABLE = Specifics(
    words={"辅具": "康复辅具", "轮椅": "轮椅", "拐杖": "助行器", "血糖仪": "血糖仪"},
    parents={"轮椅": "康复辅具", "助行器": "康复辅具"},
)


def test_a_text_names_every_specific_whose_word_stands_in_it() -> None:
    assert TABLE.named("借轮椅、拐杖各一") == {"轮椅", "助行器"}


def test_different_things_clash() -> None:
    assert TABLE.clash({"轮椅"}, {"血糖仪"})


def test_siblings_clash() -> None:
    assert TABLE.clash({"轮椅"}, {"助行器"})


def test_one_thing_in_common_is_enough() -> None:
    assert not TABLE.clash({"轮椅"}, {"血糖仪", "轮椅"})


def test_the_general_answers_the_particular_and_the_other_way_round() -> None:
    assert not TABLE.clash({"轮椅"}, {"康复辅具"})
    assert not TABLE.clash({"康复辅具"}, {"轮椅"})


def test_a_side_that_names_nothing_clashes_with_nobody() -> None:
    assert not TABLE.clash(set(), {"轮椅"})
    assert not TABLE.clash({"轮椅"}, set())


def test_the_shipped_table_keeps_a_wheelchair_from_a_glucose_meter() -> None:
    shipped = load_specifics()
    assert shipped.clash(shipped.named("想借一辆轮椅"), shipped.named("血糖仪捐赠"))
    assert not shipped.clash(shipped.named("想借一辆轮椅"), shipped.named("轮椅、助行器借用"))
