"""Measure what the learner adds to the rules, on articles labelled and marked by hand.

    python -m benchmarks.learning GOLD [--orders N] [-o PRED.jsonl]

GOLD is the folder that holds labels/sentences.jsonl and labels/attributions.jsonl. The articles come one after another
in several random orders: each is proposed for by what was learned from those before it, then learned from. After 50 the
learner is measured on the rest. `-o` writes the labels proposed for the rest in the first order, for a scorer.
"""

import argparse
import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.attributions import Article, tallies
from benchmarks.gold import Labelled, labelled
from benchmarks.table import Row, limit, show
from reviewer.articles.structure import segment
from reviewer.labels import NAMES
from reviewer.suggest.attributing import attributions
from reviewer.suggest.engine import page_of
from reviewer.suggest.labelling import judge
from reviewer.suggest.learning.examples import Example, Recorded
from reviewer.suggest.learning.fitting import learn
from reviewer.suggest.learning.learned import VOICES, Learned
from reviewer.suggest.learning.sentences import best

KNOWN = 50
FROM = 20
FOLDS = 6
GOALS = {"macro": 0.76, "gain": 0.05, "right": 0.72, "below": -0.01, "followed": 0.5, "attributions": 0.03}


class Proposal(NamedTuple):
    """The labels of one article: as given, by the rules, and by rules and learner."""

    given: Sequence[str]
    rules: Sequence[str]
    learned: Sequence[str]

    def by(self, which: str) -> Sequence[str]:
        """Return the labels by `rules`, or by rules and learner."""
        return self.rules if which == "rules" else self.learned


def proposed(one: Labelled, given: Sequence[str], learned: Learned | None) -> Proposal:
    """Return what is proposed for an article by what was learned so far."""
    said = attributions(one.page.article)
    judged = judge(one.page, said)
    after = learned.judge(one.page, said, judged) if learned else judged
    return Proposal(given, [best(each) for each in judged], [best(each) for each in after])


def macro(found: Sequence[Proposal], which: str) -> float:
    """Return the mean F1 of the labels."""
    pairs = [pair for one in found for pair in zip(one.given, one.by(which), strict=True)]
    return sum(
        2 * sum(a == b == name for a, b in pairs) / max(1, sum((a == name) + (b == name) for a, b in pairs))
        for name in NAMES
    ) / len(NAMES)


def right(found: Sequence[Proposal], which: str) -> float:
    """Return the share of labels that are right."""
    pairs = [a == b for one in found for a, b in zip(one.given, one.by(which), strict=True)]
    return sum(pairs) / max(1, len(pairs))


def in_turn(articles: Sequence[Labelled], given: Sequence[Sequence[str]]) -> tuple[list[Proposal], Learned]:
    """Return what was proposed for each article by what the ones before taught, and what all of them teach."""
    found: list[Proposal] = []
    examples: list[Example] = []
    learned = None
    for one, labels in zip(articles, given, strict=True):
        found.append(proposed(one, labels, learned))
        examples.append(Example(one.page, labels, ()))
        learned = learn(examples)
    assert learned
    return found, learned


def worst(found: Sequence[Proposal]) -> float:
    """Return the least running difference of the shares right, learner over rules."""
    return min(right(found[:end], "learned") - right(found[:end], "rules") for end in range(1, len(found) + 1))


def labels(articles: list[Labelled], orders: int, output: Path | None) -> Iterator[Row]:
    """Yield the lines for labels: after 50 articles, from the twentieth on, at the worst moment."""
    figures: list[list[float]] = []
    for order in range(orders):
        shuffled = articles[:]
        random.Random(order).shuffle(shuffled)
        found, learned = in_turn(shuffled[:KNOWN], [one.labels for one in shuffled[:KNOWN]])
        rest = [proposed(one, one.labels, learned) for one in shuffled[KNOWN:]]
        figures.append([
            macro(rest, "rules"), macro(rest, "learned"), right(rest, "rules"), right(rest, "learned"),
            right([*found[FROM:], *rest], "learned"), worst(found),
        ])  # fmt: skip
        if output and not order:
            _write(output, shuffled[KNOWN:], rest)
    rules, after, plain, mixed, later, least = (sum(column) / orders for column in zip(*figures, strict=True))
    lowest = min(row[-1] for row in figures)
    yield Row(f"macro-F1 after {KNOWN} articles", f"{after:.3f}", f"{rules:.3f}", "", _goal(after, GOALS["macro"]))
    yield Row("the same over the rules", f"{after - rules:+.3f}", "", "", _goal(after - rules, GOALS["gain"]))
    yield Row("share right", f"{mixed:.3f}", f"{plain:.3f}")
    yield Row(f"share right from article {FROM + 1}", f"{later:.3f}", "", "", _goal(later, GOALS["right"]))
    yield Row("worst running difference", f"{lowest:+.3f}", f"{least:+.3f}", "", _goal(lowest, GOALS["below"]))


def _write(output: Path, articles: Sequence[Labelled], found: Sequence[Proposal]) -> None:
    lines = []
    for one, proposal in zip(articles, found, strict=True):
        names = ["non_content" if name == "not_a_claim" else name for name in proposal.learned]
        lines.append(json.dumps({"id": one.name, "labels": names}) + "\n")
    output.write_text("".join(lines), encoding="utf-8")


def policy(articles: list[Labelled], orders: int) -> Iterator[Row]:
    """Yield the lines for a reviewer who counts paraphrase as quote, after twenty articles."""
    figures = []
    for order in range(orders):
        shuffled = articles[:]
        random.Random(order).shuffle(shuffled)
        learned = learn([Example(one.page, one.attributed, ()) for one in shuffled[:FROM]])
        rest = [proposed(one, one.attributed, learned) for one in shuffled[FROM:]]
        figures.append([
            *(_paraphrases(shuffled[FROM:], rest, which) for which in ("rules", "learned")),
            *(macro(rest, which) for which in ("rules", "learned")),
        ])  # fmt: skip
    plain, after, rules, mixed = (sum(column) / orders for column in zip(*figures, strict=True))
    yield Row(
        f"paraphrases that are proposed as quotes, after {FROM}", f"{after:.3f}", f"{plain:.3f}", "",
        _goal(after, GOALS["followed"]),
    )  # fmt: skip
    yield Row("macro-F1 by that policy", f"{mixed:.3f}", f"{rules:.3f}")


def _paraphrases(articles: Sequence[Labelled], found: Sequence[Proposal], which: str) -> float:
    """Return how many of the sentences that are quotes by that policy only are proposed as quotes."""
    every = [
        label == "quote"
        for one, proposal in zip(articles, found, strict=True)
        for verbatim, attributed, label in zip(one.labels, one.attributed, proposal.by(which), strict=True)
        if attributed == "quote" != verbatim
    ]
    return sum(every) / max(1, len(every))


def recorded(document: dict[str, Any]) -> Example:
    """Return an article whose attributions are marked as one that is finished; its labels teach nothing."""
    page = page_of(document["text"], segment(document["text"]))
    marks = [
        Recorded(*(tuple((start, end) for start, end in one[role]) for role in ("content", "cue", "source")))
        for one in document["attributions"]
    ]
    return Example(page, ["assertion"] * len(page.article.sentences), marks)


def crossvalidated(documents: list[dict[str, Any]]) -> Iterator[Row]:
    """Yield the lines for attributions: each sixth of the articles after learning from the others."""
    examples = [recorded(document) for document in documents]
    rules, after = [Article(document) for document in documents], [Article(document) for document in documents]
    order = list(range(len(documents)))
    random.Random(0).shuffle(order)
    for fold in range(FOLDS):
        learned = learn([examples[at] for place, at in enumerate(order) if place % FOLDS != fold])
        for at in order[fold::FOLDS]:
            after[at].proposed = learned.attributions(examples[at].page, rules[at].proposed)
    for name, quoted in (("quoted", True), ("all", False)):
        before, then = tallies(rules, quoted=quoted), tallies(after, quoted=quoted)
        for what in ("match", "exact"):
            was, now = before[what].figures()[2], then[what].figures()[2]
            gain = f"{_goal(now - was, GOALS['attributions'])} over the rules" if quoted else ""
            yield Row(f"{name} {what}", f"{now:.3f}", f"{was:.3f}", f"{now - was:+.3f}", gain)


def times(articles: list[Labelled]) -> Iterator[Row]:
    """Yield the lines for time: proposing with the learner for 40 sentences, learning, the import of what learns."""
    examples = [_as_proposed(one) for one in articles]
    for count in (20, 50, 100, 150):
        many = (examples * 2)[:count]
        began = time.perf_counter()
        learned = learn(many)
        spent = time.perf_counter() - began
        kept = learned.to_bytes()
        began = time.perf_counter()
        learned = Learned.from_bytes(kept)
        read = time.perf_counter() - began
        yield Row(
            f"learning from {count} articles",
            f"{spent:.2f} s",
            "",
            "",
            f"{len(kept) // 1024} KiB, {1e3 * read:.0f} ms to read",
        )
    loud = {name: getattr(learned, name)._replace(speaks=True) for name in VOICES}
    learned = Learned(**loud, known=learned.habits)
    began = time.perf_counter()
    for one in articles:
        said = attributions(one.page.article)
        judged = judge(one.page, said)
        learned.judge(one.page, said, judged)
        learned.attributions(one.page, said)
    each = 40e3 * (time.perf_counter() - began) / sum(len(one.labels) for one in articles)
    yield limit("proposing with the learner, 40 sentences", each, 150)
    program = "import time; t = time.perf_counter(); import pycrfsuite; print(time.perf_counter() - t)"
    loaded = min(float(subprocess.check_output([sys.executable, "-c", program])) for _ in range(3))
    yield limit("import of CRFsuite, where something is learned", 1e3 * loaded, 100)


def _as_proposed(one: Labelled) -> Example:
    """Return an article whose attributions are recorded as they are proposed."""
    said = attributions(one.page.article)
    return Example(one.page, one.labels, [Recorded(each.content, each.cue, each.source) for each in said])


def _goal(measured: float, goal: float) -> str:
    return f">= {goal:g} {'met' if measured >= goal else 'MISSED'}"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("gold", type=Path)
    parser.add_argument("--orders", type=int, default=4)
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    folder = options.gold / "labels"
    articles = list(labelled(folder / "sentences.jsonl"))
    marked = (folder / "attributions.jsonl").read_text(encoding="utf-8").splitlines()
    show("labels (floor: rules)", list(labels(articles, options.orders, options.output)))
    show("policy (floor: rules)", list(policy(articles, options.orders)))
    show("attributions (floor: rules)", list(crossvalidated([json.loads(line) for line in marked])))
    show("time", list(times(articles)))


if __name__ == "__main__":
    main()
