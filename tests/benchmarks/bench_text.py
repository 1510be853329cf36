"""How well short texts are understood: ranking, categories, duplicates, the floor, speed.

Run as a script: everything with the semantic extra where it is installed, then everything without it. The
labelled texts are looked for in ``../shared/text`` beside the project and were known when the lexicon was grown; the
phrasings beside this file are our own. ``fifth`` avoids the usual words as far as possible; ``sixth`` is how people
would put it. Neither is among the lexicon's words or the examples of classes, but one hand wrote them all.
"""

import argparse
import csv
import json
import math
import os
import random
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from matcher.domain import Options
from matcher.similarity import near_pairs, rank, standing, suggest
from matcher.similarity.semantic import SWITCH
from matcher.vocabulary import Vocabulary, load

HERE = Path(__file__).parent
COUNTS = frozenset({"n", "floor", "size", "MB"})
LABELLED = HERE.parents[2] / "shared" / "text"

Grades = Mapping[int, int]
"""Resource index → 2 (fits) or 1 (helps too); absent = does not fit."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """Texts with their true categories; the first is the main one."""

    texts: tuple[str, ...]
    categories: tuple[tuple[str, ...], ...]


def read_labelled(path: Path) -> tuple[tuple[str, ...], Labelled]:
    """Ids and texts of a file of labelled lines."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    texts = tuple(row["text"] for row in rows)
    return tuple(row["id"] for row in rows), Labelled(texts, tuple(tuple(r["cats"]) for r in rows))


def read_phrasings(path: Path, vocabulary: Vocabulary) -> Labelled:
    """Our own phrasings with the class each was written for."""
    by_name = {category.l2: str(category) for category in vocabulary.categories}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return Labelled(
        tuple(row["text"] for row in rows), tuple((by_name[row["class"]],) for row in rows)
    )


def read_grades(path: Path, needs: Sequence[str], resources: Sequence[str]) -> list[Grades]:
    """What fits each need, by people's judgement."""
    number = {name: index for index, name in enumerate(resources)}
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found[row["need"]][number[row["res"]]] = row["grade"]
    return [found[name] for name in needs]


def grades_by_class(needs: Labelled, resources: Labelled) -> list[Grades]:
    """What fits each phrasing: resources of its class (2 where it is their main one)."""
    return [
        {
            index: 2 if classes[0] == wanted[0] else 1
            for index, classes in enumerate(resources.categories)
            if wanted[0] in classes
        }
        for wanted in needs.categories
    ]


def ranking_figures(
    needs: Sequence[str], resources: Sequence[str], grades: Sequence[Grades], words: Vocabulary
) -> dict[str, float]:
    """Share of needs whose first suggestion is right, and the usual figures of ranked lists."""
    ranked = rank(needs, resources, words, top=len(resources))
    judged = [
        [right.get(item.resource, 0) for item in found]
        for found, right in zip(ranked, grades, strict=True)
        if right
    ]
    ideal = [sorted(right.values(), reverse=True) for right in grades if right]
    return {
        "n": len(judged),
        "first": _mean(bool(line) and line[0] > 0 for line in judged),
        "first best": _mean(bool(line) and line[0] == 2 for line in judged),
        "in 3": _mean(any(line[:3]) for line in judged),
        "in 5": _mean(any(line[:5]) for line in judged),
        "nDCG@5": _mean(
            _gain(line) / _gain(best) for line, best in zip(judged, ideal, strict=True)
        ),
        "MRR": _mean(
            next((1 / place for place, grade in enumerate(line, 1) if grade), 0) for line in judged
        ),
    }


def _gain(grades: Sequence[int]) -> float:
    return math.fsum(
        (2.0**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades[:5], 1)
    )


def _mean(values: Iterable[float]) -> float:
    numbers = [float(value) for value in values]
    return sum(numbers) / len(numbers) if numbers else 0.0


def category_figures(labelled: Labelled, words: Vocabulary) -> dict[str, float]:
    """Share of texts whose first, or one of the first three, suggested categories is right."""
    first = third = count = clear = clear_right = 0
    for text, truth in zip(labelled.texts, labelled.categories, strict=True):
        if truth[0].startswith("其他"):
            continue
        count += 1
        found = suggest(text, words)
        names = [str(item.category) for item in found]
        first += bool(names) and names[0] in truth
        third += bool(set(names) & set(truth))
        if found and found[0].clear:
            clear += 1
            clear_right += names[0] in truth
    return {
        "n": count,
        "first": first / count,
        "in 3": third / count,
        "clear": clear / count,
        "clear and right": clear_right / clear if clear else 0.0,
    }


def duplicate_figures(path: Path, words: Vocabulary) -> dict[str, float]:
    """Precision and recall of proposed pairs against the true clusters."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    clusters = [row["cluster"] for row in rows]
    true = sum(clusters[i] == clusters[j] for i in range(len(rows)) for j in range(i))
    pairs = near_pairs([row["text"] for row in rows], words)
    right = sum(clusters[pair.first] == clusters[pair.second] for pair in pairs)
    precision, recall = right / max(len(pairs), 1), right / max(true, 1)
    return {
        "n": len(rows),
        "precision": precision,
        "recall": recall,
        "F1": 2 * precision * recall / max(precision + recall, 1e-9),
    }


def floor_figures(
    needs: Sequence[str], resources: Sequence[str], grades: Sequence[Grades], words: Vocabulary
) -> dict[str, float]:
    """What the default score floor lets through."""
    floor = Options().score_floor
    kept = [
        {item.resource for item in found if item.score >= floor}
        for found in rank(needs, resources, words, top=len(resources))
    ]
    right = sum(len(chosen & set(truth)) for chosen, truth in zip(kept, grades, strict=True))
    best = sum(grade == 2 for truth in grades for grade in truth.values())
    best_kept = sum(
        truth[index] == 2
        for chosen, truth in zip(kept, grades, strict=True)
        for index in chosen & set(truth)
    )
    return {
        "floor": floor,
        "kept per need": _mean(len(chosen) for chosen in kept),
        "precision": right / max(sum(map(len, kept)), 1),
        "recall": right / max(sum(map(len, grades)), 1),
        "recall of the best": best_kept / max(best, 1),
    }


def speed_figures(texts: Sequence[str], size: int, words: Vocabulary) -> dict[str, float]:
    """Seconds and memory for ``size`` × ``size``, top 20, of clauses put together anew."""
    chance = random.Random(1)
    clauses = [piece for text in texts for piece in text.split("，") if len(piece) > 3]
    made = ["，".join(chance.sample(clauses, chance.choice((2, 2, 3)))) for _ in range(2 * size)]
    rank(made[:1], made[:1], words, top=1)
    start = time.perf_counter()
    rank(made[:size], made[size:], words, top=20)
    seconds = time.perf_counter() - start
    return {"size": size, "seconds": seconds, "MB": peak_megabytes()}


def peak_megabytes() -> float:
    """The most memory the process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def show(name: str, figures: Mapping[str, float]) -> None:
    """One line of the report."""
    told = "  ".join(
        f"{label} {value:.0f}" if label in COUNTS else f"{label} {value:.3f}"
        for label, value in figures.items()
    )
    print(f"{name:<28}{told}", flush=True)


def report(folder: Path, sizes: Sequence[int]) -> None:
    """Everything that can be measured with what is there."""
    words = load()
    needs_ids, needs = read_labelled(folder / "needs.jsonl")
    resource_ids, resources = read_labelled(folder / "resources.jsonl")
    grades = read_grades(folder / "relevance.jsonl", needs_ids, resource_ids)
    steps: list[tuple[str, Callable[[], Mapping[str, float]]]] = [
        ("ranking, labelled", lambda: ranking_figures(needs.texts, resources.texts, grades, words)),
        ("floor, labelled", lambda: floor_figures(needs.texts, resources.texts, grades, words)),
        ("category, needs", lambda: category_figures(needs, words)),
        ("category, resources", lambda: category_figures(resources, words)),
        ("duplicates", lambda: duplicate_figures(folder / "duplicates.jsonl", words)),
    ]
    for name, measure in steps:
        show(name, measure())
    for path in sorted((HERE / "phrasings").glob("*.csv")):
        own = read_phrasings(path, words)
        fits = grades_by_class(own, resources)
        show(f"ranking, {path.stem}", ranking_figures(own.texts, resources.texts, fits, words))
        show(f"floor, {path.stem}", floor_figures(own.texts, resources.texts, fits, words))
        show(f"category, {path.stem}", category_figures(own, words))
    for size in sizes:
        show("speed", speed_figures(needs.texts + resources.texts, size, words))


def main() -> None:
    """Reads the command line and prints the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=LABELLED, help="the labelled texts")
    parser.add_argument("--sizes", type=int, nargs="*", default=[110], help="texts per side")
    arguments = parser.parse_args()
    if not arguments.folder.is_dir():
        parser.error(f"没有标注文本的文件夹：{arguments.folder}（用 --folder 指定）")
    print(f"── {standing().words}", flush=True)
    report(arguments.folder, arguments.sizes)
    if standing().used:
        environment = {**os.environ, SWITCH: "off"}
        subprocess.run([sys.executable, *sys.argv], env=environment, check=True)


if __name__ == "__main__":
    main()
