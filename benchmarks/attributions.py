"""Measure what is proposed as attributions on articles marked by hand: spans, speakers of the seed, and time.

    python -m benchmarks.attributions GOLD [--part 0|1|2|dev] [-o PRED.jsonl] [--misses] [--hostile]

GOLD is a file of articles (`{"id","text","attributions":[{source,cue,content,type}]}`) or the folder it and the seed's
gold stand in. Spans are compared without marks and spaces at their ends. A proposal matches a marked attribution when
their contents share at least half of their letters, one to one, the best pairs first; it is exact when all three roles
are the same. "quoted" looks at what holds marks: marked as direct or mixed, and proposed with a double mark in it.
A sentence is a quote when the content of an attribution touches it between marks, single and doubled single ones too,
which the gold's types leave aside. `-o` writes what is proposed.
"""

import argparse
import json
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.candidates import SHAPES, normal, shown
from benchmarks.table import Row, limit, show
from reviewer.articles.article_text import ArticleText
from reviewer.suggest.attributing import attributions
from reviewer.suggest.proposals import Proposed
from reviewer.suggest.speaking import Heard, speakers_of

Spans = tuple[tuple[int, int], ...]
Said = dict[str, Any]

ROLES = ("source", "cue", "content")
GOALS = {"match": 0.84, "exact": 0.50, "sentences": 0.95}
MARK = re.compile(r'[“”"«»]')
SIZE = 100_000
SCORES = ("precision", "recall", "F1")
SEED = Path("seeds/000_85e0a2435721776e.txt")


class Tally(NamedTuple):
    """How many were proposed, how many are marked, and how many of them are right."""

    proposed: int
    marked: int
    right: int

    def figures(self) -> tuple[float, float, float]:
        """Return precision, recall and their harmonic mean."""
        precision, recall = self.right / max(1, self.proposed), self.right / max(1, self.marked)
        return precision, recall, 2 * self.right / max(1, self.proposed + self.marked)


class Article:
    """An article with what is marked by hand in it and what is proposed for it."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.name: str = document["id"]
        self.text: str = document["text"]
        self.prepared = ArticleText.of(self.text)
        self.proposed = attributions(self.prepared)
        self.marked: list[Said] = document["attributions"]

    def sides(self, *, quoted: bool) -> tuple[list[Said], list[Proposed]]:
        """Return the marked and the proposed attributions, `quoted` only those with quotation marks."""
        if not quoted:
            return self.marked, self.proposed
        return (
            [one for one in self.marked if one["type"] != "indirect"],
            [one for one in self.proposed if self._has_mark(one.content)],
        )

    def _has_mark(self, spans: Spans) -> bool:
        return any(MARK.search(self.text, max(0, start - 1), end + 1) for start, end in spans)

    def letters(self, spans: Sequence[Sequence[int]]) -> set[int]:
        """Return the places of the letters and digits in spans."""
        return {at for start, end in spans for at in range(start, end) if self.text[at].isalnum()}

    def pairs(self, marked: list[Said], proposed: list[Proposed]) -> Iterator[tuple[Said, Proposed]]:
        """Yield the marked attributions that a proposal matches, each with it."""
        mine = [self.letters(one["content"]) for one in marked]
        theirs = [self.letters(one.content) for one in proposed]
        alike = [
            (len(a & b) / len(a | b), i, j) for i, a in enumerate(mine) for j, b in enumerate(theirs) if a and a & b
        ]
        used: set[tuple[str, int]] = set()
        for share, i, j in sorted(alike, reverse=True):
            if share >= 0.5 and not {("marked", i), ("proposed", j)} & used:
                used |= {("marked", i), ("proposed", j)}
                yield marked[i], proposed[j]

    def exact(self, marked: Said, proposed: Proposed, role: str) -> bool:
        """Return whether a role of a proposal is as it is marked, its ends trimmed."""
        want = tuple((start, end) for start, end in marked[role])
        return normal(self.text, want) == normal(self.text, getattr(proposed, role))

    def quotes(self, contents: Sequence[Spans]) -> set[int]:
        """Return the sentences which contents touch between quotation marks."""
        outer, found = self.prepared.outer, set[int]()
        for start, end in (span for content in contents for span in content):
            for first, last in (outer.spans[place] for place in outer.within(start, end)):
                inside = self.prepared.sentence_at(max(start, first)), self.prepared.sentence_at(min(end, last) - 1)
                found |= set(range(inside[0], inside[1] + 1))
        return found


def _heard(article: ArticleText) -> Heard:
    return Heard(article.text, article.sentences)


def tallies(articles: list[Article], *, quoted: bool) -> dict[str, Tally]:
    """Return how many attributions match, have a role exactly, have all three."""
    marked = proposed = 0
    right: dict[str, int] = dict.fromkeys(("match", *ROLES, "exact"), 0)
    for article in articles:
        mine, theirs = article.sides(quoted=quoted)
        marked, proposed = marked + len(mine), proposed + len(theirs)
        for one, other in article.pairs(mine, theirs):
            hits = [article.exact(one, other, role) for role in ROLES]
            for name, hit in zip(("match", *ROLES, "exact"), (True, *hits, all(hits)), strict=True):
                right[name] += hit
    return {name: Tally(proposed, marked, count) for name, count in right.items()}


def sentences(articles: list[Article]) -> Tally:
    """Return how many sentences are quotes, are proposed to be, are both."""
    counts = [0, 0, 0]
    for article in articles:
        mine = article.quotes([tuple((start, end) for start, end in one["content"]) for one in article.marked])
        theirs = article.quotes([one.content for one in article.proposed])
        counts = [total + len(found) for total, found in zip(counts, (theirs, mine, mine & theirs), strict=True)]
    return Tally(*counts)


def table(articles: list[Article]) -> list[Row]:
    """Return the lines for some articles."""
    rows = []
    for name, quoted in (("quoted", True), ("all", False)):
        for what, tally in tallies(articles, quoted=quoted).items():
            rows.append(_row(f"{name} {what}", tally, GOALS.get(what) if quoted else None))
    return [*rows, _row("sentences that are quotes", sentences(articles), GOALS["sentences"])]


def _row(name: str, tally: Tally, goal: float | None) -> Row:
    precision, recall, mean = tally.figures()
    met = "" if goal is None else f">= {goal:.2f} {'met' if mean >= goal else 'MISSED'}"
    return Row(name, f"{precision:.3f}", f"{recall:.3f}", f"{mean:.3f}", met)


def rules(articles: list[Article]) -> Iterator[str]:
    """Yield for each rule how often it proposes, how often that is exactly right, how often it matches, its score."""
    counts: defaultdict[str, list[float]] = defaultdict(lambda: [0, 0, 0, 0])
    for article in articles:
        hits = {id(other): (one, other) for one, other in article.pairs(article.marked, article.proposed)}
        for one in article.proposed:
            pair = hits.get(id(one))
            row = counts[f"{'marks' if one.quote_type != 'indirect' else 'plain'} {one.rule}"]
            exact = pair is not None and all(article.exact(*pair, role) for role in ROLES)
            for at, value in enumerate((1, exact, pair is not None, one.score)):
                row[at] += value
    yield f"{'rule':40}{'proposed':>9}{'exact':>8}{'match':>8}{'score':>8}"
    for name, (count, *sums) in sorted(counts.items(), key=lambda item: -item[1][0]):
        yield f"{name:40}{count:9.0f}" + "".join(f"{value / count:8.2f}" for value in sums)


def misses(articles: list[Article]) -> Iterator[str]:
    """Yield what is marked and not proposed exactly, and what is proposed and not marked."""
    for article in articles:
        mine, theirs = article.sides(quoted=True)
        pairs = list(article.pairs(mine, theirs))
        found = {id(one) for pair in pairs for one in pair}
        wrong = [pair for pair in pairs if not all(article.exact(*pair, role) for role in ROLES)]
        lines = [f"  want {_roles(article, one)}\n  got  {_roles(article, other._asdict())} [{other.rule}]"
                 for one, other in wrong]  # fmt: skip
        lines += [f"  lacks {_roles(article, one)}" for one in mine if id(one) not in found]
        lines += [f"  spurious {_roles(article, one._asdict())} [{one.rule}]" for one in theirs if id(one) not in found]
        yield "\n".join([article.name, *lines])


def _roles(article: Article, one: Said) -> str:
    return " | ".join(shown(article.text, tuple((start, end) for start, end in one[role])) for role in ROLES)


def seed(gold: Path) -> list[Row]:
    """Return the lines for the seed article: attributions with all three spans, and who speaks in those it matches."""
    marked = [one for line in gold.read_text(encoding="utf-8").splitlines() for one in json.loads(line)["attributions"]]
    article = Article({"id": "seed", "text": SEED.read_text(encoding="utf-8"), "attributions": marked})
    heard = dict(
        zip(
            map(id, article.proposed),
            speakers_of(_heard(article.prepared), [one.source for one in article.proposed]),
            strict=True,
        )
    )
    pairs = list(article.pairs(marked, article.proposed))
    exact = sum(all(article.exact(*pair, role) for role in ROLES) for pair in pairs)
    who = [(one["speaker"].partition(" (")[0], heard[id(other)]) for one, other in pairs]
    named = sum(guess is not None and guess.speaker.name == name for name, guess in who)
    return [
        Row("attributions exact", f"{exact} of {len(marked)}", "", "", f">= 15 {_met(exact >= 15)}"),
        Row("their speakers", f"{named} of {len(who)}", "", "", f"all {_met(named == len(who))}"),
    ]


def _met(met: object) -> str:
    return "met" if met else "MISSED"


def times(articles: list[Article]) -> list[Row]:
    """Return the lines for the time an article of 40 sentences takes, and the import."""
    prepared = proposed = heard = 0.0
    count = 0
    for article in articles:
        began = time.perf_counter()
        sentences = [(start, end) for start, end in article.prepared.sentences]
        fresh = ArticleText(article.text, sentences, article.prepared.paragraphs)
        middle = time.perf_counter()
        said = attributions(fresh)
        last = time.perf_counter()
        speakers_of(_heard(fresh), [one.source for one in said])
        heard += time.perf_counter() - last
        proposed += last - middle
        prepared += middle - began
        count += len(sentences)
    each = 1e3 * 40 / max(1, count)
    program = "import time; t = time.perf_counter(); import reviewer.suggest.engine; print(time.perf_counter() - t)"
    loaded = min(float(subprocess.check_output([sys.executable, "-c", program])) for _ in range(3))
    return [
        limit("finding quotations, 40 sentences", prepared * each, 4),
        limit("attributions, 40 sentences", proposed * each, 6),
        limit("their speakers, 40 sentences", heard * each, 4),
        limit("import of the engine", 1e3 * loaded, 100),
    ]


def hostile() -> Iterator[str]:
    """Yield a line a shape: milliseconds for attributions of a text of this shape, at half the size and at full."""
    yield f"{'shape':20}{SIZE // 2:>11,}{SIZE:>11,}"
    for name, unit in SHAPES.items():
        spent = []
        for size in (SIZE // 2, SIZE):
            article = ArticleText.of(unit * (size // len(unit)))
            began = time.perf_counter()
            attributions(article)
            spent.append(1e3 * (time.perf_counter() - began))
        yield f"{name:20}" + "".join(f"{one:11.1f}" for one in spent)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("gold", type=Path)
    parser.add_argument("--part", choices=("0", "1", "2", "dev"))
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--hostile", action="store_true")
    options = parser.parse_args()
    folder = options.gold.is_dir()
    path = options.gold / "labels" / "attributions.jsonl" if folder else options.gold
    documents = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    parts = {"dev": (0, 1), None: (0, 1, 2)}.get(options.part) or (int(options.part),)
    chosen = [(number % 3, Article(one)) for number, one in enumerate(documents) if number % 3 in parts]
    articles = [article for _, article in chosen]
    if options.output:
        lines = (json.dumps({"id": one.name, "attributions": [p._asdict() for p in one.proposed]}) for one in articles)
        options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if options.misses:
        print(*misses(articles), sep="\n")
    for part in parts if len(parts) > 1 else ():
        show(f"part {part}", table([article for number, article in chosen if number == part]), SCORES)
    show("all parts" if len(parts) > 1 else f"part {parts[0]}", table(articles), SCORES)
    print(*rules(articles), "", sep="\n")
    show("time", times(articles))
    if folder:
        show("seed", seed(options.gold / "seed.jsonl"))
    if options.hostile:
        print(*hostile(), sep="\n")


if __name__ == "__main__":
    main()
