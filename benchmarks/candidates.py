"""Measure the span candidates on articles with attributions marked by hand, and how fast a key is answered.

    python -m benchmarks.candidates [GOLD.jsonl or its folder] [--part 0|1|2|dev] [--misses QUESTION]

Each direct or mixed attribution of the gold file (`{"id","text","attributions":[{source,cue,content,type}]}`) is asked
for once a role, in the sentence its content starts in. Where that sentence holds several quotations or attributions,
the cursor stands at the start of the marked content, or no answer could be the right one; elsewhere there is no cursor.
"With content" hands the marked content over as the anchor, as after a reviewer marked it. Rates are given trimmed
(compared without marks and spaces at the ends of spans, as the gold's own scorer does) and exact (every character). A
role the gold leaves empty is not asked for. `--part` takes each third article; dev is parts 0 and 1.
"""

import argparse
import gc
import json
import re
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from reviewer.articles.article_text import ArticleText
from reviewer.articles.candidates import Role, candidates

Spans = tuple[tuple[int, int], ...]

EDGE = " \t\n“”\"«»„‟'‘’`,.;:!?—–-…"
ASKED: tuple[tuple[str, Role, bool], ...] = (
    ("content", "content", False),
    ("cue", "cue", False),
    ("source", "source", False),
    ("cue with content", "cue", True),
    ("source with content", "source", True),
)
TOP = 3
PROSE = """\
“We are ready to talk,” said Jane B. Roe, a lawyer who speaks for the ministry. “Nothing else matters to us now. And \
we have time.” Mr. Doe, who leads the other delegation, told reporters on Monday that 4.5% of the “so-called” savings \
were gone. According to two aides, the talks cost $3.5 million; he called them "a waste of money," and left.

"""
SHAPES = {
    "prose": PROSE,
    "one line": PROSE.replace("\n", " "),
    "straight marks": '"',
    "alternating marks": "\"'",
    "opening marks": "“",
    "closing marks": "”",
    "marked words": "“a” ",
    "re-opened": "“a\n\n",
    "apostrophes": "it's ",
    "cues": "said ",
    "weak cues": "called ",
    "commas": "A, ",
    "colons": "A: ",
    "dashes": "— A ",
    "digits": "1",
    "decimals": "1.",
    "numbers": "$1 million to ",
    "brackets": "(",
    "no space": "x",
    "spaces": " ",
    "CJK": "他说「你好」。",
    "right to left": "قال «نعم» ",
    "combining": "e\u0301 ",
}
SIZES = (10_000, 100_000, 1_000_000)


def normal(text: str, spans: Spans) -> Spans:
    """Return spans without marks and spaces at their ends, joined where no word stands between them."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        first, last = start, end
        while first < last and text[first] in EDGE:
            first += 1
        while last > first and text[last - 1] in EDGE:
            last -= 1
        if first == last:
            continue
        if joined and not re.search(r"\w", text[joined[-1][1] : first]):
            first = joined.pop()[0]
        joined.append((first, last))
    return tuple(joined)


def questions(article: ArticleText, marked: list[dict[str, Any]]) -> Iterator[tuple[int, int | None, dict[str, Any]]]:
    """Yield the sentence, the cursor and the gold of each direct or mixed attribution."""
    quoted = [one for one in marked if one["type"] != "indirect" and one["content"]]
    sentences = [article.sentence_at(one["content"][0][0]) for one in quoted]
    for sentence, one in zip(sentences, quoted, strict=True):
        several = sentences.count(sentence) > 1 or len(article.outer.within(*article.sentences[sentence])) > 1
        yield sentence, one["content"][0][0] if several else None, one


def rates(documents: list[dict[str, Any]], misses: str | None) -> Iterator[str]:
    """Yield a line a question: how often the first and one of the first three are the marked spans."""
    counts: dict[str, list[int]] = {name: [0] * 5 for name, _, _ in ASKED}
    for document in documents:
        text = document["text"]
        article = ArticleText.of(text)
        for sentence, cursor, gold in questions(article, document["attributions"]):
            content: Spans = tuple((start, end) for start, end in gold["content"])
            for name, role, anchored in ASKED:
                want: Spans = tuple((start, end) for start, end in gold[role])
                if not want:
                    continue
                found = candidates(article, sentence, role, anchor=content if anchored else None, cursor=cursor)
                exact = [one.spans for one in found[:TOP]]
                trimmed = [normal(text, spans) for spans in exact]
                wanted = normal(text, want)
                hits = [1, wanted in trimmed[:1], wanted in trimmed, want in exact[:1], want in exact]
                counts[name] = [total + hit for total, hit in zip(counts[name], hits, strict=True)]
                if misses == name and wanted not in trimmed[:1]:
                    yield f"  {document['id'][:24]:24} want {shown(text, want)}\n" + "\n".join(
                        f"{'':27}got  {shown(text, one.spans)} ({one.reason})" for one in found[:TOP]
                    )
    yield f"{'':22}{'asked':>6}{'first':>9}{'top 3':>9}{'first':>9}{'top 3':>9}"
    for name, (asked, *hits) in counts.items():
        yield f"{name:22}{asked:6}" + "".join(f"{hit / max(1, asked):9.3f}" for hit in hits)


def shown(text: str, spans: Spans) -> str:
    """Return spans as one short line."""
    return " // ".join(" ".join(text[start:end].split())[:100] for start, end in spans)


def answers(documents: list[dict[str, Any]]) -> Iterator[str]:
    """Yield what a key costs on the gold articles: each role in each sentence, in milliseconds."""
    spent = []
    for document in documents:
        article = ArticleText.of(document["text"])
        for sentence, (start, _) in enumerate(article.sentences):
            for role in get_args(Role):
                began = time.perf_counter()
                candidates(article, sentence, role, cursor=start)
                spent.append(1e3 * (time.perf_counter() - began))
    if spent:
        yield f"a key: p50 {statistics.median(spent):.2f} ms, max {max(spent):.2f} ms over {len(spent)} keys"


def growth() -> Iterator[str]:
    """Yield a line a shape: milliseconds to prepare each size, its sentences included, and the slowest key."""
    yield f"{'shape, prepared at':20}" + "".join(f"{size:>11,}" for size in SIZES) + f"{'slowest key':>14}"
    for name, unit in SHAPES.items():
        prepared, slowest = [], 0.0
        for size in SIZES:
            text = unit * (size // len(unit))
            gc.collect()
            began = time.perf_counter()
            article = ArticleText.of(text)
            prepared.append(1e3 * (time.perf_counter() - began))
            slowest = max(slowest, slowest_key(article))
        yield f"{name:20}" + "".join(f"{spent:11.1f}" for spent in prepared) + f"{slowest:11.2f} ms"


def slowest_key(article: ArticleText) -> float:
    """Return what the slowest key costs at the start, middle and end of an article, in milliseconds, best of three."""
    last = len(article.sentences) - 1
    slowest = 0.0
    for sentence in {0, last // 2, last} if last >= 0 else ():
        for role in get_args(Role):
            spent = []
            for _ in range(3):
                began = time.perf_counter()
                candidates(article, sentence, role, cursor=article.sentences[sentence][0])
                spent.append(1e3 * (time.perf_counter() - began))
            slowest = max(slowest, min(spent))
    return slowest


def main() -> None:
    """Print the rates on gold articles, when any are named, then the times."""
    parser = argparse.ArgumentParser()
    parser.add_argument("gold", nargs="?", type=Path)
    parser.add_argument("--part", choices=("0", "1", "2", "dev"))
    parser.add_argument("--misses", choices=[name for name, _, _ in ASKED])
    options = parser.parse_args()
    if options.gold:
        path = options.gold / "labels" / "attributions.jsonl" if options.gold.is_dir() else options.gold
        documents = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        if options.part:
            parts = {"dev": (0, 1)}.get(options.part) or (int(options.part),)
            documents = [one for number, one in enumerate(documents) if number % 3 in parts]
        print(f"{'':28}{'trimmed':>18}{'exact':>18}")
        for line in (*rates(documents, options.misses), *answers(documents)):
            print(line)
    if not options.misses:
        for line in growth():
            print(line, flush=True)


if __name__ == "__main__":
    main()
