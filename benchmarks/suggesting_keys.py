"""Replay articles marked by hand through a sitting, and count the keys that suggestions leave to press.

    python -m benchmarks.suggesting_keys [GOLD or its folder `labels`]

GOLD is a folder with `attributions.jsonl` (`{"id","text","attributions":[{source,cue,content,type}]}`) and
`sentences.jsonl` (`{"id","headline","sents":[{"text","para","label"}]}`). Each article is imported into a database in
memory and reviewed by the session that the screen draws. In the first file space takes every sentence; then what was
recorded with quotation marks is put as it is marked: five keys for each span of a quoted (direct or mixed) attribution
that is not the marked one, fifteen for one that is not there, one for one too many. A proposal is meant to be the
marked one that shares at least half of its letters; spans are compared without marks and spaces at their ends, and
the replay fails unless the database holds the marked ones in the end. Keys are told for 40 sentences and 7 such
attributions: 40 keys are the floor, 151 were counted by hand. In the second file it is space or a label key.
"""

import argparse
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

from benchmarks.candidates import normal
from benchmarks.table import Row, limit, note, show
from reviewer.articles.article import Article
from reviewer.articles.sentences import SPLITTER
from reviewer.articles.structure import Segment, segment
from reviewer.session import Session
from reviewer.settings import GUIDELINE_VERSION
from reviewer.store.marks import Attribution, Spans
from reviewer.store.rows import Act
from reviewer.store.sqlite import SqliteStore
from reviewer.suggesting import Suggesting

SENTENCES, QUOTED = 40, 7
MOST_KEYS = 80
SPAN, SPURIOUS = 5, 1
ROLES = ("source", "cue", "content")
MARK = re.compile(r'[“”"«»]')
LABELS = {"non_content": "not_a_claim"}
WHO = "replay"


class Replay(NamedTuple):
    """What one article took: keys for its sentences, spans put otherwise, attributions taken away, and how many."""

    sentences: int
    quoted: int
    wrong: int
    spurious: int
    spurious_unquoted: int
    seconds: float


class Sitting:
    """A sitting over one article, in a database of its own."""

    def __init__(self, text: str, segments: list[Segment]) -> None:
        self.text = text
        self.store = SqliteStore.open(":memory:")
        article = Article(text, hashlib.sha256(text.encode()).hexdigest(), "gold", "utf-8")
        (self.document,) = self.store.add([(article, segments)], Act(WHO, GUIDELINE_VERSION, "import"), SPLITTER)
        self.session = Session(self.store, WHO, [self.document])
        self.suggesting = Suggesting(self.session)
        began = perf_counter()
        self.suggesting.work_out()
        self.seconds = perf_counter() - began

    def recorded(self) -> list[Attribution]:
        """Return the attributions that stand in the database."""
        return self.store.attributions(self.document, WHO)

    def put(self, marked: dict[str, Any], instead: Attribution | None) -> None:
        """Record an attribution as it is marked."""
        source, cue, content = (tuple((start, end) for start, end in marked[role]) for role in ROLES)
        blank = Attribution("", self.document, WHO, (), (), (), None, marked["type"], "", None, "", "", "", "")
        value = (instead or blank)._replace(source=source, cue=cue, content=content, quote_type=marked["type"])
        self.session.attribute(value, None)


def replayed(gold: dict[str, Any]) -> Replay:
    """Review an article: space for each sentence, then what was recorded is put as it is marked."""
    sitting = Sitting(gold["text"], segment(gold["text"]))
    presses = 0
    while not sitting.session.finished():
        sitting.suggesting.accept()
        presses += 1
    text, recorded = sitting.text, sitting.recorded()
    given = [one for one in recorded if has_mark(text, one.content)]
    marked = [one for one in gold["attributions"] if one["type"] != "indirect"]
    partner = dict(pairs(text, marked, given))
    wrong = 0
    for number, one in enumerate(given):
        if number not in partner.values():
            sitting.session.remove_attribution(one)
    for number, want in enumerate(marked):
        found = given[partner[number]] if number in partner else None
        differ = len(ROLES) if found is None else sum(not same(text, want, found, role) for role in ROLES)
        wrong += differ
        if differ:
            sitting.put(want, found)
    proved(sitting, marked)
    others = [one for one in recorded if one not in given]
    loose = len(others) - len(list(pairs(text, gold["attributions"], others)))
    sitting.store.close()
    return Replay(presses, len(marked), wrong, len(given) - len(partner), loose, sitting.seconds)


def proved(sitting: Sitting, marked: Sequence[dict[str, Any]]) -> None:
    """Fail unless the database holds every marked attribution and a label for every sentence."""
    there = sitting.recorded()
    for want in marked:
        if not any(all(same(sitting.text, want, one, role) for role in ROLES) for one in there):
            raise SystemExit(f"not recorded: {want}")


def has_mark(text: str, spans: Spans) -> bool:
    """Return whether a double quotation mark stands in or right beside spans."""
    return any(MARK.search(text, max(0, start - 1), end + 1) for start, end in spans)


def same(text: str, want: dict[str, Any], one: Attribution, role: str) -> bool:
    """Return whether a role is as it is marked, its ends trimmed."""
    marked: Spans = tuple((start, end) for start, end in want[role])
    spans: Spans = getattr(one, role)
    return normal(text, marked) == normal(text, spans)


def pairs(text: str, marked: Sequence[dict[str, Any]], given: Sequence[Attribution]) -> Iterator[tuple[int, int]]:
    """Yield which marked attribution (by its place) is which of those given, one to one, the most alike first."""
    mine = [letters(text, one["content"]) for one in marked]
    theirs = [letters(text, one.content) for one in given]
    alike = [(len(a & b) / len(a | b), i, j) for i, a in enumerate(mine) for j, b in enumerate(theirs) if a & b]
    left, right = set(range(len(mine))), set(range(len(theirs)))
    for share, i, j in sorted(alike, reverse=True):
        if share >= 0.5 and i in left and j in right:
            left.discard(i)
            right.discard(j)
            yield i, j


def letters(text: str, spans: Sequence[Sequence[int]]) -> set[int]:
    """Return the places of the letters and digits in spans."""
    return {at for start, end in spans for at in range(start, end) if text[at].isalnum()}


def keys(articles: Sequence[Replay]) -> float:
    """Return the keys an article of 40 sentences and 7 quoted attributions takes."""
    sentences, quoted = sum(one.sentences for one in articles), sum(one.quoted for one in articles)
    presses = sum(one.sentences for one in articles) / max(1, sentences)
    puts = sum(SPAN * one.wrong + SPURIOUS * one.spurious for one in articles) / max(1, quoted)
    return SENTENCES * presses + QUOTED * puts


def key_rows(articles: Sequence[Replay]) -> Iterator[Row]:
    """Yield the table of the keys, of all articles and of each third of them."""
    name = f"keys, {SENTENCES} sentences, {QUOTED} quoted attributions"
    yield limit(name, keys(articles), MOST_KEYS, "keys")
    for third in range(3):
        part = articles[third::3]
        yield limit(f"the same, part {third} of 3 ({len(part)} articles)", keys(part), MOST_KEYS, "keys")
    quoted = max(1, sum(one.quoted for one in articles))
    yield note("wrong spans a quoted attribution, of three", [sum(one.wrong for one in articles) / quoted], "")
    yield note("one too many for each", [sum(one.spurious for one in articles) / quoted], "")
    loose = sum(one.spurious_unquoted for one in articles) / max(1, len(articles))
    yield note("without marks and not marked by hand, an article", [loose], "")
    forty = [1e3 * SENTENCES * one.seconds / one.sentences for one in articles if one.sentences]
    yield note(f"to propose for {SENTENCES} sentences, the session's reading included", forty)


def by_label(gold: dict[str, Any]) -> tuple[int, int]:
    """Review an article by space where the label is the one given by hand, else by a label key; return both counts."""
    text, segments = laid_out(gold)
    sitting = Sitting(text, segments)
    taken = 0
    for number, one in enumerate(gold["sents"], 1):
        sitting.session.go(number)
        label = LABELS.get(one["label"], one["label"])
        suggestion = sitting.suggesting.suggestion(number)
        if suggestion and suggestion.label == label:
            sitting.suggesting.accept()
            taken += 1
        else:
            sitting.session.decide(label)
    sitting.store.close()
    return taken, len(gold["sents"])


def laid_out(gold: dict[str, Any]) -> tuple[str, list[Segment]]:
    """Return an article made of its headline and sentences, cut as it was by hand, with the kinds the program sees."""
    text = gold["headline"] or "(no headline)"
    segments = [Segment(0, len(text), 0, "headline")]
    paragraph = None
    for one in gold["sents"]:
        text += " " if one["para"] == paragraph else "\n\n"
        paragraph = one["para"]
        segments.append(Segment(len(text), len(text) + len(one["text"]), one["para"] + 1, "body"))
        text += one["text"]
    seen = {one.start: one.kind for one in segment(text)}
    return text, [one._replace(kind=seen.get(one.start, one.kind)) for one in segments]


def label_rows(documents: Sequence[dict[str, Any]]) -> Iterator[Row]:
    """Yield how many sentences space answers, of all articles and of each third of them."""
    counts = [by_label(one) for one in documents]
    for name, part in (("all", counts), *((f"part {third} of 3", counts[third::3]) for third in range(3))):
        taken, sentences = sum(one for one, _ in part), sum(one for _, one in part)
        yield note(f"answered by space, {name} ({sentences:,} sentences)", [100 * taken / max(1, sentences)], "%")


def read(path: Path) -> list[dict[str, Any]]:
    """Return the articles of a file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("gold", type=Path)
    given = parser.parse_args().gold
    folder = given / "labels" if (given / "labels").is_dir() else given
    articles = [replayed(one) for one in read(folder / "attributions.jsonl")]
    show(f"keys of {len(articles)} articles", list(key_rows(articles)))
    print(f"an article takes between {min(map(per, articles)):.0f} and {max(map(per, articles)):.0f} keys, "
          f"half of them at most {median(map(per, articles)):.0f}\n")  # fmt: skip
    show("labels", list(label_rows(read(folder / "sentences.jsonl"))))


def per(one: Replay) -> float:
    """Return the keys of one article as it is."""
    return one.sentences + SPAN * one.wrong + SPURIOUS * one.spurious


if __name__ == "__main__":
    main()
