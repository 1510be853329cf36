"""What blank cells may say, what somebody confirms of it, and what becomes of that on the next import."""

import pytest

from matcher.domain import (
    Category,
    CellChoice,
    Form,
    Lists,
    Need,
    Options,
    PastOutcome,
    Precedent,
    Resource,
    Round,
)
from matcher.errors import UsageError
from matcher.pipeline import choose, review
from matcher.pipeline.suggesting import carried_over

LAMPS = Category("物业维修", "照明电路")
FRAUD = Category("宣讲培训", "反诈宣传")
BLANK = Need(id="N1", title="楼道灯坏了，摸黑上楼", category_words="民生类")
TOLD = Need(id="N2", title="开展反诈讲座", category=FRAUD, forms=(Form.SERVICE,))
OFFER = Resource(id="R1", unit="供电所", title="电路检修", forms=(Form.SERVICE,))
LISTS = Lists(needs=(BLANK, TOLD), resources=(OFFER,))


def test_a_review_offers_three_candidates_with_words_of_the_text() -> None:
    cells = {one.row: one for one in review(Round("2026-06", lists=LISTS)).cells}
    assert cells["N1"].categories[0].category == LAMPS
    assert len(cells["N1"].categories) <= 3
    assert all(word in BLANK.text for guess in cells["N1"].categories for word in guess.words)
    assert (cells["N1"].title, cells["N1"].written) == (BLANK.title, "民生类")


def test_rows_that_say_all_themselves_are_not_asked_about() -> None:
    assert "N2" not in {one.row for one in review(Round("2026-06", lists=LISTS)).cells}


def test_what_is_chosen_stands_beside_the_lists_own_words() -> None:
    chosen = choose(LISTS, [CellChoice("N1", category=LAMPS)]).needs[0]
    assert (chosen.category, chosen.category_words) == (LAMPS, "民生类")
    assert chosen.confirmed == ("category",)


def test_what_was_chosen_is_told_and_can_be_taken_back() -> None:
    lists = choose(LISTS, [CellChoice("N1", category=LAMPS, forms=(Form.SERVICE,))])
    told = review(Round("2026-06", lists=lists)).confirmed
    assert [one.words for one in told] == ["类别：物业维修/照明电路；形式：服务"]
    assert choose(lists, [CellChoice("N1", withdrawn=True)]) == LISTS


def test_a_choice_may_be_changed() -> None:
    lists = choose(LISTS, [CellChoice("N1", category=FRAUD)])
    assert choose(lists, [CellChoice("N1", category=LAMPS)]).needs[0].category == LAMPS


@pytest.mark.parametrize(
    "choice",
    [
        CellChoice("N9", category=LAMPS),
        CellChoice("N2", category=LAMPS),
        CellChoice("R1", forms=(Form.GOODS,)),
        CellChoice("N1", category=Category("物业维修", "不存在")),
    ],
)
def test_what_cannot_be_chosen_is_refused(choice: CellChoice) -> None:
    with pytest.raises(UsageError):
        choose(LISTS, [choice])


def test_a_choice_outlives_the_next_import_of_the_same_row() -> None:
    known = choose(LISTS, [CellChoice("N1", category=LAMPS)])
    assert carried_over(known, LISTS).needs[0].category == LAMPS


def test_the_lists_own_word_wins_over_an_earlier_choice() -> None:
    known = choose(LISTS, [CellChoice("N1", category=FRAUD)])
    now = Lists(needs=(Need(id="N1", title=BLANK.title, category=LAMPS), TOLD))
    assert carried_over(known, now).needs[0].category == LAMPS
    assert carried_over(known, now).needs[0].confirmed == ()


def test_a_row_with_other_words_is_asked_about_anew() -> None:
    known = choose(LISTS, [CellChoice("N1", category=LAMPS)])
    now = Lists(needs=(Need(id="N1", title="想学书法"),))
    assert carried_over(known, now) == now


def test_past_cases_are_shown_in_words() -> None:
    past = Precedent(
        "2026-05", BLANK.text, "供电所", PastOutcome.CONFIRMED, need_title="楼道灯坏了"
    )
    round_ = Round("2026-06", lists=LISTS, options=Options(precedent_points=60))
    shown = review(round_, [past]).past
    assert [(one.need, one.unit) for one in shown] == [("N1", "供电所")]
    assert shown[0].words == "参照：2026年5月“楼道灯坏了”已与供电所对接"
    assert shown[0].points == 60


def test_whether_the_extra_is_there_is_said() -> None:
    told = review(Round("2026-06"))
    assert not told.semantic_used
    assert told.semantic.startswith("语义扩展：")
