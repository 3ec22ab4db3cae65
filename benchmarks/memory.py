"""Measure the memory: how well earlier claims are found, how fast, and which sentences are told to say the same.

    python -m benchmarks.memory CLAIMS.tsv QUERIES.tsv QRELS     a claim-matching set: MAP@5, MRR, P@1, and the time
    python -m benchmarks.memory --repeats FILE                   near-duplicates, on copies of its sentences
    python -m benchmarks.memory --sizes 1000 10000 100000        only the time, on claims that are made up

CLAIMS.tsv has a head line and `id, claim, title`, QUERIES.tsv a head line and `id, text`, as CheckThat! 2020 task 2
has them; QRELS has lines `query 0 claim relevance`. FILE is plain text with a line a sentence, or JSONL with `text`, or
with `sents` that have one; sentences of fewer than five words are left out. Each of 2,000 is changed in four ways (a
fifth of its words dropped, another attribution before or behind it, other marks and case, its end cut off), and
compared with the 30 sentences of other articles that share most words with it. What misses its goal says MISSED.
"""

import argparse
import csv
import json
import random
import re
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from benchmarks.sample import WORDS
from benchmarks.table import Row, limit, p95, show
from reviewer.articles.article import Article
from reviewer.articles.structure import Segment
from reviewer.earlier import View, earlier_claims
from reviewer.store.rows import Act
from reviewer.store.sqlite import SqliteStore
from reviewer.store.sqlite.claim_words import index_claims
from reviewer.suggest.likeness import REPEATED, jaccard, repeats, words

SIZES = (1_000, 10_000, 100_000)
ACT = Act("ada", "g", "key")
VIEW = View("ada", sees_others=True)
PUBLISHED = {"BM25 with stemming": 0.899, "without": 0.849}
"""MAP@5 on the 10,375 claims of CheckThat! 2020, for comparison."""
CHANGED, HARD = 2_000, 30
"""How many sentences are changed, and with how many of the others each is compared."""
NAMES = ("a spokesman said", "officials said on Tuesday", "the agency reported", "according to the ministry")
ATTRIBUTION = re.compile(r",?\s+(?:he|she|they|[A-Z]\w+(?: [A-Z]\w+)*) (?:said|says|added)[.,]?")


def stored(store: SqliteStore, claims: Sequence[tuple[str, str]]) -> list[str]:
    """Put claims, given by their text and their article's title, into a database; return their uids."""
    uids, numbers = [], defaultdict(list)
    for number, (_, title) in enumerate(claims):
        numbers[title].append(number)
    articles = [
        (Article("x", f"{at:064x}", str(at), "utf-8", title=title), [Segment(0, 1, 0, "body")])
        for at, title in enumerate(numbers)
    ]
    documents = dict(zip(numbers, store.add(articles, ACT, "none"), strict=True))
    with store.transaction() as connection:
        for number, (text, title) in enumerate(claims):
            uids.append(f"c{number}")
            connection.execute(
                "INSERT INTO claims VALUES (?, ?, 'ada', 0, 1, ?, 0, ?, ?, 'g', 'key', NULL, NULL)",
                (uids[-1], documents[title], text, *["2026-01-05T09:00:00.000Z"] * 2),
            )
        index_claims(connection)
    store.tidy()
    return uids


def found(store: SqliteStore, query: str) -> tuple[list[str], float]:
    """Return the five claims (uids) nearest to a query, and how many milliseconds that took."""
    began = time.perf_counter()
    near = earlier_claims(store, query, VIEW, 5)
    return [one.found.claim or "" for one in near], 1e3 * (time.perf_counter() - began)


def matching(claims: Path, queries: Path, qrels: Path) -> list[Row]:
    """Score the queries of a claim-matching set."""
    rows = _table(claims)
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for line in qrels.read_text("utf-8").splitlines():
        query, _, claim, relevance = line.split()[:4]
        if relevance != "0":
            wanted[query].add(claim)
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore.open(Path(folder) / "claims.db")
        ids = dict(zip(stored(store, [(row[1], (*row, "")[2]) for row in rows]), (row[0] for row in rows), strict=True))
        precisions, reciprocals, firsts, times = [], [], [], []
        for query, text, *_ in _table(queries):
            if query not in wanted:
                continue
            near, spent = found(store, text)
            hits = [ids[one] in wanted[query] for one in near]
            at = [place for place, hit in enumerate(hits, 1) if hit]
            precisions.append(sum(n / place for n, place in enumerate(at, 1)) / min(5, len(wanted[query])))
            reciprocals.append(1 / at[0] if at else 0.0)
            firsts.append(float(at[:1] == [1]))
            times.append(spent)
        store.close()
    return [
        least(f"MAP@5, {len(precisions)} queries, {len(rows):,} claims", statistics.mean(precisions), 0.9),
        *(Row(f"  {name}, published", f"{value:.3f}") for name, value in PUBLISHED.items()),
        Row("MRR@5", f"{statistics.mean(reciprocals):.3f}"),
        Row("P@1", f"{statistics.mean(firsts):.3f}"),
        limit("a query, p95", p95(times), 40),
    ]


def _table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t"))[1:]


def least(name: str, measured: float, wanted: float) -> Row:
    """Return the line of a share that has a goal."""
    return Row(name, f"{measured:.3f}", goal=f">= {wanted:g} {'met' if measured >= wanted else 'MISSED'}")


def times(sizes: Sequence[int]) -> Iterator[Row]:
    """Yield how long queries take among claims of words as often as in a language: 12 words each, asked for by 25."""
    chance = random.Random(5)
    known = [f"{word}{number or ''}" for number in range(60) for word in WORDS]
    weights = list(accumulate(1 / (place + 3) for place in range(len(known))))
    for size in sizes:
        made = [
            (" ".join(chance.choices(known, cum_weights=weights, k=12)), f"title {number // 100}")
            for number in range(size)
        ]
        with tempfile.TemporaryDirectory() as folder:
            store = SqliteStore.open(Path(folder) / "claims.db")
            stored(store, made)
            spent = [found(store, " ".join(chance.choices(known, cum_weights=weights, k=25)))[1] for _ in range(200)]
            store.close()
        yield limit(f"a query among {size:,} claims, p95", p95(spent), 40)
        yield Row("  p50", f"{statistics.median(spent):.2f} ms")


def changed(text: str, chance: random.Random) -> dict[str, str]:
    """Return the copies of a sentence that still say the same."""
    tokens = text.split()
    said = ATTRIBUTION.sub("", text, count=1).strip(" .")
    who = chance.choice(NAMES)
    marks = str.maketrans({'"': "“", "'": "’", "-": "–", " ": "\u00a0"})
    return {
        "words dropped": " ".join([one for one in tokens if chance.random() > 0.2] or tokens),
        "attribution": chance.choice((f"{said}, {who}.", f"{who[0].upper()}{who[1:]}: {said}.")),
        "typography": chance.choice((text.translate(marks), text.upper())),
        "cut off": " ".join(tokens[: max(3, round(len(tokens) * chance.uniform(0.4, 0.9)))]) + "…",
    }


def sentences(path: Path) -> list[tuple[int, str]]:
    """Return the sentences of a file, each with the number of its article."""
    lines = path.read_text("utf-8").splitlines()
    read: list[dict[str, Any]]
    read = [json.loads(line) for line in lines] if path.suffix == ".jsonl" else [{"text": line} for line in lines]
    every = [(at, str(one["text"])) for at, article in enumerate(read) for one in article.get("sents", [article])]
    return [(at, text) for at, text in every if len(words(text)) >= 5]


def repeated(path: Path) -> list[Row]:
    """Score what is taken for the same again: changed copies of a file's sentences, and its other sentences."""
    chance = random.Random(5)
    every = list({tuple(words(text)): (at, text) for at, text in sentences(path)}.values())
    said = [words(text) for _, text in every]
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(said):
        for word in set(one):
            holding[word].append(number)
    chosen = chance.sample(range(len(every)), min(CHANGED, len(every)))
    kept: Counter[str] = Counter()
    alarms = pairs = 0
    for number in chosen:
        for name, copy in changed(every[number][1], chance).items():
            kept[name] += repeats(said[number], words(copy))
        common = [word for word in set(said[number]) if len(holding[word]) < len(every) / 10]
        shared = Counter(other for word in common for other in holding[word] if every[other][0] != every[number][0])
        others = [other for other, _ in shared.most_common(HARD)]
        hits = sum(repeats(said[number], said[other]) for other in others)
        alarms, pairs = alarms + (hits > 0), pairs + hits
    total = len(chosen)
    near = 1 - alarms / total
    return [
        least(f"copies found, of {4 * total:,} (Jaccard {REPEATED:g})", kept.total() / (4 * total), 0.97),
        *(Row(f"  {name}", f"{count / total:.3f}") for name, count in kept.items()),
        limit("false alarms of 100 pairs that share most words", 100 * pairs / (HARD * total), 1, ""),
        Row("sentences without one", f"{near:.3f}"),
        Row("  of them alike by chance, Jaccard p99", f"{_chance(said, chance):.2f}"),
    ]


def _chance(said: Sequence[list[str]], chance: random.Random) -> float:
    pairs = [chance.sample(range(len(said)), 2) for _ in range(20_000)]
    return sorted(jaccard(frozenset(said[one]), frozenset(said[other])) for one, other in pairs)[-200]


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("set", nargs="*", type=Path)
    parser.add_argument("--repeats", type=Path)
    parser.add_argument("--sizes", nargs="*", type=int)
    given = parser.parse_args()
    if len(given.set) == 3:
        show("claim matching", matching(*given.set))
    if given.repeats:
        show("near-duplicates", repeated(given.repeats))
    if given.sizes is not None or not (given.set or given.repeats):
        show("time", list(times(given.sizes or SIZES)))


if __name__ == "__main__":
    main()
