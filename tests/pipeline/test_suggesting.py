"""Suggestions for blank category and form cells."""

from matcher.domain import Category, CellGuesses, Form, Lists, Need, Resource
from matcher.pipeline import suggestions
from matcher.vocabulary import load

LAMPS = Category("物业维修", "照明电路")


def of(*needs: Need, resources: tuple[Resource, ...] = ()) -> tuple[CellGuesses, ...]:
    return suggestions(Lists(needs=needs, resources=resources), load())


def test_a_blank_category_gets_candidates_with_words_of_the_text() -> None:
    (guess,) = of(Need(id="N1", title="小区楼道灯损坏"))
    best = guess.categories[0]
    assert guess.row == "N1"
    assert best.category == LAMPS
    assert best.words
    assert all(word in "小区楼道灯损坏" for word in best.words)
    assert guess.clear


def test_words_that_point_two_ways_are_not_clear() -> None:
    (guess,) = of(Need(id="N1", title="既想理发，又想量血压"))
    assert guess.categories
    assert not guess.clear


def test_a_filled_category_is_left_alone() -> None:
    need = Need(id="N1", title="小区楼道灯损坏", category=LAMPS)
    assert all(not guess.categories for guess in of(need))


def test_blank_forms_get_those_the_words_speak_for() -> None:
    room = Resource(id="R1", unit="文化站", title="二楼会议室可借用")
    (guess,) = of(resources=(room,))
    assert Form.SITE in [found.form for found in guess.forms]


def test_filled_forms_are_left_alone() -> None:
    room = Resource(id="R1", unit="文化站", title="二楼会议室可借用", forms=(Form.SITE,))
    assert all(not guess.forms for guess in of(resources=(room,)))
