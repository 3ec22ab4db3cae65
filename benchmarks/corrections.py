"""Measure corrections: how many sentences of edited articles are found again, how many rightly, and how fast.

Run: python -m benchmarks.corrections [FILE ...]; without files, on the seed. JSONL files hold articles as `text`.
"""

import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from reviewer.articles.anchors import alike, place
from reviewer.articles.structure import segment
from tests.edits import EDITS, edited, sentence

SEED = Path(__file__).parents[1] / "seeds" / "000_85e0a2435721776e.txt"
ROUNDS = 20
LINE = "{:<12} {:>9} {:>9} {:>9} {:>9}"


def texts(paths: list[str]) -> Iterator[str]:
    """Yield the articles of some files."""
    for path in map(Path, paths):
        if path.suffix == ".jsonl":
            for line in path.read_text("utf-8").splitlines():
                yield json.loads(line)["text"]
        else:
            yield path.read_text("utf-8")


def found_again(articles: list[str]) -> None:
    """Print, for every kind of edit, what became of the sentences."""
    chance = random.Random(1)
    print(LINE.format("edit", "sentences", "same", "changed", "gone"))
    for kind in EDITS:
        told: Counter[str] = Counter()
        for text in articles:
            for _ in range(max(1, ROUNDS // len(articles))):
                told.update(fates(text, kind(text, chance)))
        print(LINE.format(kind.__name__, told.total(), told["same"], told["changed"], told["gone"]))


def fates(old: str, new: str) -> list[str]:
    """Return what became of each sentence."""
    placed = place(old, segment(old), new, segment(new))
    return ["gone" if one is None else "same" if one.likeness == 1 else "changed" for one in placed.partners]


def rightly(articles: list[str]) -> None:
    """Print how many sentences that lost or changed one word are paired with themselves."""
    chance = random.Random(2)
    right = wrong = lost = 0
    for text in articles:
        cut = segment(text)
        for _ in range(max(1, ROUNDS // len(articles))):
            changed = set(chance.sample(range(len(cut)), max(1, len(cut) // 5)))
            new, parts, at = [], [], 0
            for number, one in enumerate(cut):
                words = text[one.start : one.end].split(" ")
                if number in changed:
                    words[chance.randrange(len(words))] = "altered"
                new += [text[at : one.start], " ".join(words)]
                parts.append(sum(map(len, new)))
                at = one.end
            made = "".join(new)
            there = segment(made)
            placed = place(text, cut, made, there)
            for number in changed:
                partner = placed.partners[number]
                if partner is None:
                    lost += 1
                elif abs(placed.segments[partner.at].end - parts[number]) <= 1:
                    right += 1
                else:
                    wrong += 1
    print(f"\none word changed: {right} paired rightly, {wrong} with another, {lost} not at all")


def others(articles: list[str]) -> None:
    """Print how alike versions of one article are, and two articles of the same source."""
    chance = random.Random(3)
    own = [alike(text, edited(text, chance, 10)) for text in articles for _ in range(5)]
    print(f"ten edits later: at least {min(own):.2f} of the shorter text stands in the other")
    if len(articles) > 1:
        print(f"two articles: at most {max(alike(*two) for two in pairwise(articles)):.2f}")


def speed() -> None:
    """Print how long great articles take, and such as try to take long."""
    chance = random.Random(4)
    great = "\n\n".join(" ".join(sentence(chance) for _ in range(5)) for _ in range(2000)) + "\n"
    same = "The same again and again.\n\n" * 10_000
    cases = {
        "10,000 sentences, 100 edits": (great, edited(great, chance, 100)),
        "10,000 times the same, some more": (same, same + same[: len(same) // 10]),
        "10,000 times the same, other words between": (same, same.replace("same again", "same twice", 5000)),
        "one paragraph of 10,000 sentences": (
            great.replace("\n\n", " "),
            edited(great, chance, 9).replace("\n\n", " "),
        ),
    }
    print()
    for name, (old, new) in cases.items():
        before, cut = segment(old), segment(new)
        began = time.perf_counter()
        place(old, before, new, cut)
        print(f"{name}: {time.perf_counter() - began:.2f} s")


if __name__ == "__main__":
    chosen = list(texts(sys.argv[1:] or [str(SEED)]))
    found_again(chosen)
    rightly(chosen)
    others(chosen)
    speed()
