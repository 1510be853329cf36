"""The shipped vocabulary with an office's own words on top."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from matcher.domain import NO_CHANGES, Category, VocabularyChanges, WordChange, WordState
from matcher.vocabulary import Vocabulary, in_force, load, with_changes
from matcher.vocabulary.changes import ShippedWord, shipped_words
from tests.profiles import examples

LAMPS = Category("物业维修", "照明电路")
NEW = "小夜灯笼草"


def changed(*words: WordChange) -> Vocabulary:
    """The shipped vocabulary with these changes."""
    return with_changes(load(), VocabularyChanges.of(words))


def classes(vocabulary: Vocabulary, text: str) -> dict[tuple[str, str], int]:
    """Class and word of each hit → weight."""
    return {
        (str(vocabulary.concepts[hit.concept].category), hit.word): hit.weight
        for hit in vocabulary.hits(text)
    }


def test_no_changes_is_the_shipped_vocabulary_itself() -> None:
    assert in_force(NO_CHANGES) is load()


def test_an_added_word_speaks_for_its_class() -> None:
    words = changed(WordChange(LAMPS, NEW, WordState.STRONG))
    assert classes(words, f"换一个{NEW}")[str(LAMPS), NEW] == 1000


def test_an_added_weak_word_weighs_400() -> None:
    words = changed(WordChange(LAMPS, NEW, WordState.WEAK))
    assert classes(words, NEW)[str(LAMPS), NEW] == 400


def test_a_word_switched_off_says_nothing_for_its_class() -> None:
    words = changed(WordChange(LAMPS, "楼道灯", WordState.OFF))
    assert (str(LAMPS), "楼道灯") in classes(load(), "楼道灯")
    assert (str(LAMPS), "楼道灯") not in classes(words, "楼道灯")


def test_a_shipped_word_made_weak_weighs_400() -> None:
    words = changed(WordChange(LAMPS, "楼道灯", WordState.WEAK))
    assert classes(words, "楼道灯")[str(LAMPS), "楼道灯"] == 400


def test_an_added_word_with_a_wildcard_matches_what_lies_between() -> None:
    words = changed(WordChange(LAMPS, "小夜*笼草", WordState.STRONG))
    assert (str(LAMPS), "小夜好看的笼草") in classes(words, "一棵小夜好看的笼草")


def test_a_shipped_wildcard_can_be_switched_off() -> None:
    subject = next(word for word in shipped_words().values() if "*" in word.word)
    words = changed(WordChange(subject.category, subject.word, WordState.OFF))
    assert len(words.patterns) == len(load().patterns) - 1


def test_a_class_the_vocabulary_does_not_have_changes_nothing() -> None:
    assert changed(WordChange(Category("没有", "这类"), NEW, WordState.STRONG)) is load()


def test_the_shipped_vocabulary_is_not_touched() -> None:
    before = dict(load().words)
    changed(WordChange(LAMPS, NEW, WordState.STRONG), WordChange(LAMPS, "楼道灯", WordState.OFF))
    assert dict(load().words) == before


def test_equal_changes_give_the_same_object() -> None:
    one, other = (VocabularyChanges.of([WordChange(LAMPS, NEW, WordState.WEAK)]) for _ in range(2))
    assert in_force(one) is in_force(other)


_SHIPPED = sorted(shipped_words().values(), key=lambda word: (str(word.category), word.word))
SAMPLE = st.lists(st.sampled_from(_SHIPPED), max_size=5)


@examples(20)
@given(SAMPLE)
def test_saying_what_is_shipped_again_changes_nothing(words: list[ShippedWord]) -> None:
    same = with_changes(
        load(),
        VocabularyChanges.of(WordChange(word.category, word.word, word.state) for word in words),
    )
    assert dict(same.words) == dict(load().words)
    assert {(p.pattern, c): w for p, c, w in same.patterns} == {
        (p.pattern, c): w for p, c, w in load().patterns
    }


CHANGES = st.lists(
    st.builds(
        WordChange,
        st.sampled_from(load().categories[:3]),
        st.sampled_from(["甲乙", "丙丁", "楼道灯"]),
        st.sampled_from(list(WordState)),
    ),
    unique_by=lambda change: change.subject,
)


@given(CHANGES, st.randoms(use_true_random=False))
def test_the_order_of_changes_does_not_matter(words: list[WordChange], random: Random) -> None:
    shuffled = list(words)
    random.shuffle(shuffled)
    assert VocabularyChanges.of(words) == VocabularyChanges.of(shuffled)
