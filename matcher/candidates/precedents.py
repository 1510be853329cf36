"""What past months say about a pair: a bonus for what was served then, points off for what was declined.

A past need is like a present one when their likeness reaches the share ``LIKE`` of what each has with
itself; so is a resource of the same unit. Of several past cases the latest counts. With P points set by the option:

    confirmed             +P, up to half of P more for a good rating, down to nothing for a poor one
    declined              -P, never below a score of 0
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from matcher.domain import Part, PastOutcome, Precedent, month_words
from matcher.similarity import Ranker, closeness, likeness_with_itself
from matcher.vocabulary import Vocabulary, fold

if TYPE_CHECKING:
    from matcher.candidates.case import Case

LIKE = 0.63
LEAST_OWN = 0.75
"""What any text has at least in common with itself: its own characters, rounded."""
MOST = 100
"""Past needs looked at for one need."""
LONGEST_TITLE = 20


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """Past cases laid out for comparison; made by :func:`laid_out`.

    Attributes:
        precedents: Sorted, so that their order as given does not matter.
        needs: Their needs' texts; ``None`` when there are none.
    """

    precedents: tuple[Precedent, ...]
    needs: Ranker | None

    def like(self, text: str) -> tuple[int, ...]:
        """The places of past needs like this text."""
        return () if self.needs is None else _like(self.needs, text)

    def offers_like(self, place: int, text: str) -> bool:
        """Whether the resource of a past case is like this one; a case that names none is like all."""
        past = self.precedents[place].resource_text
        if self.needs is None or not past or fold(past) == fold(text):
            return True
        return closeness(past, text, self.needs.vocabulary) >= LIKE


NOTHING_PAST = Past((), None)


@lru_cache(maxsize=8192)
def _like(needs: Ranker, text: str) -> tuple[int, ...]:
    words = needs.vocabulary
    own = likeness_with_itself(text, words)
    found = needs.score([text], top=MOST)[0]
    near = [one for one in found if one.raw >= LIKE * math.sqrt(own * LEAST_OWN)]
    return tuple(
        one.resource
        for one in near
        if one.raw >= LIKE * math.sqrt(own * likeness_with_itself(one.offered.text, words))
    )


def laid_out(precedents: Sequence[Precedent], vocabulary: Vocabulary) -> Past:
    """The past cases made ready, once for the same ones; equal ones count once."""
    return _laid_out(frozenset(precedents), vocabulary) if precedents else NOTHING_PAST


@lru_cache(maxsize=2)
def _laid_out(precedents: frozenset[Precedent], vocabulary: Vocabulary) -> Past:
    ordered = sorted(precedents, key=_order)
    texts = [one.need_text for one in ordered]
    return Past(tuple(ordered), Ranker(texts, vocabulary, offered=False))


def _order(one: Precedent) -> tuple[str, str, str, str, str, str, str, str, int]:
    rating = -101 if one.rating is None else one.rating
    texts = (one.need_text, one.unit, one.resource_text, one.need_title, one.community, one.reason)
    return (one.month, *texts, one.outcome.value, rating)


def precedent_part(case: "Case", so_far: int) -> Part | None:
    """What the latest like case adds or takes away; ``None`` when there is none or it changes nothing."""
    setting = case.setting
    most = setting.options.precedent_points
    if not most or not case.wanted.past:
        return None
    past = setting.past
    places = [
        place
        for place in case.wanted.past
        if setting.unit_name(past.precedents[place].unit) == case.offered.unit
        and past.offers_like(place, case.resource.text)
    ]
    if not places:
        return None
    latest = past.precedents[max(places)]
    points = max(points_of(latest, most), -max(0, so_far))
    return Part("precedent", "往月参照", points, _told(latest)) if points else None


def points_of(precedent: Precedent, most: int) -> int:
    """The points of a past case when the option says ``most``."""
    if precedent.outcome is PastOutcome.DECLINED:
        return -most
    rating = precedent.rating or 0
    return most + (most * rating // 200 if rating > 0 else -(most * -rating // 100))


def _told(precedent: Precedent) -> str:
    title = precedent.need_title
    short = title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE]}…"
    begun = f"参照：{month_words(precedent.month)}“{short}”"
    if precedent.outcome is PastOutcome.CONFIRMED:
        return f"{begun}已与{precedent.unit}对接"
    told = f"（{precedent.reason}）" if precedent.reason else ""
    return f"{begun}未采纳{precedent.unit}{told}"
