"""Words proposed from what people decided; hand-made pairs."""

from matcher.domain import (
    Category,
    Decision,
    DecisionKind,
    DecisionSource,
    Lists,
    Need,
    Resource,
    Round,
    WordState,
)
from matcher.pipeline import proposed_words
from matcher.pipeline.proposing import shared_words
from matcher.vocabulary import load

LAMPS = Category("物业维修", "照明电路")
NEEDS = (
    Need(id="N1", title="葫芦巷口的蓝铃铛不响"),
    Need(id="N2", title="蓝铃铛总是坏"),
    Need(id="N3", title="楼道灯不亮"),
)
RESOURCES = (
    Resource(id="R1", unit="供电所", title="检修蓝铃铛", category=LAMPS),
    Resource(id="R2", unit="供电所", title="路灯检修", category=LAMPS),
)


def proposed(*decisions: Decision) -> list[tuple[str, WordState]]:
    """Word and state of each proposal."""
    round_ = Round("2026-06", Lists(needs=NEEDS, resources=RESOURCES), decisions)
    return [(one.change.word, one.change.state) for one in proposed_words(round_)]


def lock(need: str, resource: str, source: DecisionSource = DecisionSource.HAND) -> Decision:
    """A lock."""
    return Decision(DecisionKind.LOCK, need=need, resource=resource, source=source)


def test_a_shared_word_of_a_locked_pair_is_proposed_weak() -> None:
    assert proposed(lock("N1", "R1")) == [("蓝铃铛", WordState.WEAK)]


def test_seen_with_two_needs_it_is_proposed_strong() -> None:
    assert proposed(lock("N1", "R1"), lock("N2", "R1")) == [("蓝铃铛", WordState.STRONG)]


def test_a_lock_not_made_by_hand_proposes_nothing() -> None:
    assert proposed(lock("N1", "R1", DecisionSource.INHERITED)) == []


def test_what_the_lexicon_knows_is_not_proposed_again() -> None:
    assert all(word != "楼道灯" for word, _ in proposed(lock("N3", "R2")))


def test_the_strong_word_behind_a_forbidden_pair_is_proposed_to_be_weak() -> None:
    forbid = Decision(DecisionKind.FORBID, need="N3", resource="R2")
    assert ("楼道灯", WordState.WEAK) in proposed(forbid)


def test_no_decision_proposes_nothing() -> None:
    assert proposed() == []


def test_every_proposal_names_its_pairs_and_class() -> None:
    round_ = Round("2026-06", Lists(needs=NEEDS, resources=RESOURCES), (lock("N1", "R1"),))
    (one,) = proposed_words(round_)
    assert (one.change.category, one.pairs) == (LAMPS, (("N1", "R1"),))
    assert "蓝铃铛" in one.because


def test_shared_words_stand_in_both_texts() -> None:
    assert shared_words("检修蓝铃铛", "蓝铃铛的检修点", load()) != ()
    for word in shared_words("葫芦巷口的蓝铃铛", "检修蓝铃铛在葫芦巷", load()):
        assert word in "葫芦巷口的蓝铃铛"
        assert word in "检修蓝铃铛在葫芦巷"
