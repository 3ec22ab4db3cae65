"""Measure the labels that the rules propose, on articles labelled by hand, and what they cost.

    python -m benchmarks.labels GOLD.jsonl [--part 0|1|2|dev] [-o PREDICTIONS.jsonl] [--seed SEED.jsonl TEXT]

A line of the gold file is `{"id","headline","sents":[{"para","text","label"}]}`; its own sentences are taken, as body
text, and the headline is given to the rules beside them. `non_content` is our `not_a_claim`. `--part` takes each third
article; dev is parts 0 and 1. `-o` writes `{"id","labels"}`, as the gold's own scorer reads it. With `--seed`, kinds,
labels and check-worthiness of one article are compared with one expert's: labels where its `ambiguous` is null.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.table import Row, limit, show
from reviewer.articles.article_text import ArticleText
from reviewer.articles.structure import segment
from reviewer.labels import NAMES
from reviewer.suggest.attributing import attributions
from reviewer.suggest.engine import page_of, propose
from reviewer.suggest.labelling import judge
from reviewer.suggest.proposals import Judged, Page

GOAL_F1 = 0.71
GOAL_MS, GOAL_ARTICLE_MS, GOAL_IMPORT_MS = 3, 10, 100
SENTENCES = 40
FEWEST = 10
OURS = {"non_content": "not_a_claim"}
COMPILED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
THEIRS = {ours: theirs for theirs, ours in OURS.items()}


def page(document: dict[str, Any]) -> Page:
    """Return a gold article as a page: a space between sentences, a blank line between paragraphs."""
    text = ""
    bounds: list[tuple[int, int]] = []
    paragraphs: list[int] = []
    for sentence in document["sents"]:
        if paragraphs:
            text += " " if sentence["para"] == paragraphs[-1] else "\n\n"
        bounds.append((len(text), len(text) + len(sentence["text"])))
        paragraphs.append(sentence["para"])
        text += sentence["text"]
    article = ArticleText(text, bounds, paragraphs)
    opening = (document["headline"], *(one["text"] for one in document["sents"][:1]))
    return Page(article, ["body"] * len(bounds), 0, len(bounds), opening)


def best(judged: Judged) -> str:
    """Return the label with the largest share."""
    return max(judged.scores, key=lambda name: judged.scores[name])


class Tally:
    """What was proposed for sentences, beside what they are."""

    def __init__(self) -> None:
        self.pairs: list[tuple[str, str, float, str]] = []

    def add(self, gold: str, judged: Judged) -> None:
        """Count one sentence."""
        label = best(judged)
        self.pairs.append((OURS.get(gold, gold), label, judged.scores[label], f"{label}: {judged.rule}"))

    def labels(self) -> Iterator[Row]:
        """Yield macro-F1 and accuracy, then F1 and counts of each label."""
        hits = Counter(gold for gold, label, _, _ in self.pairs if gold == label)
        golds = Counter(gold for gold, _, _, _ in self.pairs)
        given = Counter(label for _, label, _, _ in self.pairs)
        scores = {name: 2 * hits[name] / max(1, golds[name] + given[name]) for name in NAMES}
        macro = sum(scores.values()) / len(scores)
        yield Row("macro-F1", f"{macro:.3f}", "", "", f">= {GOAL_F1} {'met' if macro >= GOAL_F1 else 'MISSED'}")
        yield Row("accuracy", f"{hits.total() / max(1, len(self.pairs)):.3f}", f"{len(self.pairs)} sentences")
        for name, score in scores.items():
            yield Row(f"F1 {name}", f"{score:.3f}", f"{golds[name]} gold", f"{given[name]} given")

    def calibration(self) -> Iterator[Row]:
        """Yield for each tenth of the score how often it is right; the floor is the mean score."""
        tenths: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
        for gold, label, score, _ in self.pairs:
            tenths[int(score * 10)].append((score, gold == label))
        for tenth, some in sorted(tenths.items()):
            right = statistics.mean(hit for _, hit in some)
            yield Row(
                f"score .{tenth}",
                f"{right:.2f} right",
                f"{statistics.mean(one for one, _ in some):.2f}",
                f"{len(some)}",
            )

    def rules(self) -> Iterator[Row]:
        """Yield for each rule how often it is right."""
        by_rule: defaultdict[str, list[bool]] = defaultdict(list)
        for gold, label, _, rule in self.pairs:
            by_rule[rule].append(gold == label)
        for rule, some in sorted(by_rule.items()):
            if len(some) >= FEWEST:
                yield Row(rule, f"{statistics.mean(some):.2f} right", "", f"{len(some)}")


def seed_rows(gold: Path, text_file: Path) -> Iterator[Row]:
    """Yield how often kinds, labels and check-worthiness of one article are those of an expert."""
    text = text_file.read_bytes().decode()
    segments = segment(text)
    wanted = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    if [(one.start, one.end) for one in segments] != [(one["start"], one["end"]) for one in wanted]:
        yield Row("sentences", "differ", "", "", "MISSED")
        return
    given = propose(page_of(text, segments))
    kinds = [one.kind == want["kind"] for one, want in zip(segments, wanted, strict=True)]
    labels = [
        one.label == OURS.get(want["label"], want["label"])
        for one, want in zip(given, wanted, strict=True)
        if not want["ambiguous"]
    ]
    worth = [
        one.check_worthiness == want["check_worthiness"]
        for one, want in zip(given, wanted, strict=True)
        if want["check_worthiness"] and one.check_worthiness
    ]
    for name, some in (("kinds", kinds), ("labels not ambiguous", labels)):
        yield Row(name, f"{sum(some)} of {len(some)}", "", "", f"all {'met' if all(some) else 'MISSED'}")
    yield Row("check-worthiness, where proposed", f"{sum(worth)} of {len(worth)}")


def cost(documents: list[dict[str, Any]]) -> Iterator[Row]:
    """Yield what 40 sentences cost, and what the engine's import costs over bare Python."""
    labels, whole, sentences = 0.0, 0.0, 0
    for document in documents:
        began = time.process_time()
        one = page(document)
        said = attributions(one.article)
        read = time.process_time()
        judge(one, said)
        judged = time.process_time()
        labels += judged - read
        whole += judged - began
        sentences += len(one.kinds)
    scale = 1000 * SENTENCES / max(1, sentences)
    yield limit("labels, 40 sentences", labels * scale, GOAL_MS)
    yield limit("preparing, attributions and labels, 40 sentences", whole * scale, GOAL_ARTICLE_MS)
    bare, engine = ([run(code) for _ in range(9)] for code in ("pass", "import reviewer.suggest.engine"))
    yield limit(
        "import of the engine over bare Python", statistics.median(engine) - statistics.median(bare), GOAL_IMPORT_MS
    )


def run(code: str) -> float:
    """Return how long Python takes to run a line, in milliseconds."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, env=COMPILED)
    return 1000 * (time.perf_counter() - began)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--part", choices=("0", "1", "2", "dev"))
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--seed", nargs=2, type=Path, metavar=("SEED", "TEXT"))
    asked = parser.parse_args()
    every = [json.loads(line) for line in asked.gold.read_text(encoding="utf-8").splitlines()]
    parts = {"0": {0}, "1": {1}, "2": {2}, "dev": {0, 1}}.get(asked.part, {0, 1, 2})
    documents = [one for number, one in enumerate(every) if number % 3 in parts]
    tally, lines = Tally(), []
    for document in documents:
        one = page(document)
        judged = judge(one, attributions(one.article))
        for sentence, each in zip(document["sents"], judged, strict=True):
            tally.add(sentence["label"], each)
        labels = [THEIRS.get(best(each), best(each)) for each in judged]
        lines.append(json.dumps({"id": document["id"], "labels": labels}))
    show("labels", list(tally.labels()))
    show("score: is it as right as it says?", list(tally.calibration()))
    show(f"rules, proposed at least {FEWEST} times", list(tally.rules()))
    if asked.seed:
        show("seed", list(seed_rows(*asked.seed)))
    show("cost", list(cost(documents)))
    if asked.output:
        asked.output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
