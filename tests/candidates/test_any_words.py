"""Any words at all: nothing breaks, nothing is forced in."""

from hypothesis import given
from hypothesis import strategies as st

from matcher.similarity import near_pairs, suggest, suggest_forms
from tests.candidates.build import WORDS, a_need, a_resource, found
from tests.profiles import examples

words = st.text(max_size=40).filter(bool)


@given(words, words, words)
@examples(60)
def test_any_titles_and_units(title: str, offered: str, unit: str) -> None:
    candidates = found([a_need(title=title)], [a_resource(title=offered, unit=unit)])
    assert len(candidates.needs) == len(candidates.demands) == len(candidates.offers) == 1
    for pair in candidates.pairs:
        assert sum(part.points for part in pair.parts) == pair.score
        assert not pair.forced


@given(words, words)
@examples(60)
def test_any_cells(one: str, other: str) -> None:
    WORDS.category_of(one)
    WORDS.forms_of(one)
    WORDS.groups_in(one)
    WORDS.vouches(one, other)
    suggest(one, WORDS)
    suggest_forms(one, WORDS)
    for pair in near_pairs([one, other], WORDS):
        assert (pair.first, pair.second) == (0, 1)
