"""A database after months of work beside a small one: whether anything a key or a command waits for has grown.

    python -m benchmarks.big [--markdown] [ARTICLES [FOLDER]]

ARTICLES (default 50,000: a million sentences, two million decisions) is the size of the big one; the small one has 200.
Times are CPU time, but where it is said: the clock of a machine that does other work says little of growth.
Databases in FOLDER are used if they are there, and kept; to make the big one takes some minutes and 2.5 GB. With
`--markdown` the lines are rows for docs/reliability.md.
"""

import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from time import process_time
from typing import NamedTuple

from benchmarks.big_database import build
from benchmarks.start import PAINTED, first_paint, run
from benchmarks.table import Row, limit, markdown, row, show
from benchmarks.terminal import ROOT, environment, python
from reviewer.articles.article import Article
from reviewer.articles.sentences import SPLITTER
from reviewer.articles.structure import segment
from reviewer.corrections import corrections
from reviewer.earlier import Earlier
from reviewer.ledger import Ledger
from reviewer.session import Session
from reviewer.store import Store, open_store
from reviewer.store.queue import Queue
from reviewer.store.rows import Act

SMALL = 200
GROWTH = 1.5
STATUS_MS = 1000.0
ROUNDS = 5
IN_A_ROW = 20
WORDS = ("railway", "council railway", "railwa", "the of a to")
"""What is searched for: a word, two, an unfinished one, the commonest, which 2 sentences of the small one hold."""
HITS = 50
FILES = 200
"""How many files that are known already are given at once."""


class Desk(NamedTuple):
    """A database, an article of it as a file, and a session in which all but the last articles are labelled."""

    path: Path
    article: Path
    store: Store
    session: Session


@contextmanager
def desk(path: Path) -> Iterator[Desk]:
    """Sit down at a database, with its first article as a file beside it."""
    store = open_store(path, make=False)
    article = path.with_suffix(".txt")
    article.write_text(store.text(1), "utf-8")
    try:
        one = Desk(path, article, store, Session(store, "ada", store.document_ids()))
        _to_undecided(one)
        store.tidy()  # as an earlier sitting has done it
        yield one
    finally:
        store.close()


def _decide_and_undo(one: Desk) -> None:
    one.session.open_article(49)
    one.session.go(3)
    one.store.annotate(one.session.current().place(3), one.session.act("key"), "label", label="quote")
    one.session.undo()


def _decide_and_come_back(one: Desk) -> None:
    """Decide on a sentence of a finished article, which leads to the next unfinished one, and undo it."""
    one.session.open_article(49)
    one.session.go(3)
    one.session.decide("quote")
    one.session.undo()


def _to_undecided(one: Desk) -> None:
    one.session.open_article(2)
    one.session.next_undecided()


def _queue_anew(one: Desk) -> None:
    """Have the next key be the first of a sitting: of its queue only what an earlier one wrote down is known."""
    one.session.open_article(2)
    one.session.queue = Queue(one.session.queue)


def _correct(one: Desk) -> None:
    """Take in an article with another sentence before the others, tell what became of it, and take it back."""
    text = f"Corrected after {one.store.news(0, 0, 'ada')[0]} decisions. {one.store.text(60)}"
    article = Article(text, hashlib.sha256(text.encode()).hexdigest(), "60.txt", "utf-8")
    act = Act("cy", "reviewer-1", "import")
    one.store.correct(60, article, segment(text), act, SPLITTER)
    corrections(one.store, 60)
    one.store.undo(act)


def _find(words: str, one: Desk) -> None:
    one.store.find(words, HITS)


def _ledger(one: Desk) -> None:
    Ledger(one.store, "ada").read()


def _reopened(one: Desk) -> None:
    Session(one.store, "ada", one.store.document_ids())


FIRST = "the same, the first of a sitting"
BEFORE: dict[str, Callable[[Desk], None]] = {FIRST: _queue_anew}
"""What is done before, and not measured, by name."""
INSIDE: tuple[tuple[str, Callable[[Desk], object]], ...] = (
    ("a decision and its undo, in the same article", _decide_and_undo),
    ("a decision that leads to the next unfinished article, and its undo", _decide_and_come_back),
    ("next undecided sentence, behind all the other articles", _to_undecided),
    (FIRST, lambda one: one.session.next_undecided()),
    ("history of a sentence", lambda one: one.store.history(one.store.sentences(3, 0, 1)[0].uid)),
    ("others' decisions taken in", lambda one: one.store.news(one.store.news(0, 0, "ada")[0] - 1, 1, "ada")),
    ("an article taken in corrected, what became of its sentences, and its undo", _correct),
    *((f"search for {words!r}, the first {HITS}", partial(_find, words)) for words in WORDS),
)
"""What is measured in a session, by name."""
GROWING: tuple[tuple[str, Callable[[Desk], object]], ...] = (
    ("a session begins: the queue is read", _reopened),
    ("earlier sentences and claims like this one, of 10,000 rows at most", lambda one: Earlier(one.session).look()),
    ("what says the same, whenever the cursor rests, of 1,000 rows at most", lambda one: Earlier(one.session).glance()),
    ("ledger, which reads every claim: 2,000 and 8", _ledger),
)
"""What reads more where there is more, so that it has no goal."""


def inside(desks: tuple[Desk, Desk]) -> list[Row]:
    """Measure what keys wait for, in turn in the small and the big database, once each was done before."""
    rows = []
    for name, act in INSIDE + GROWING:
        times: list[list[float]] = [[], []]
        for _ in range(IN_A_ROW + 1):
            for taken, one in zip(times, desks, strict=True):
                if name in BEFORE:
                    BEFORE[name](one)
                began = process_time()
                act(one)
                taken.append((process_time() - began) * 1e3)
        goal = None if (name, act) in GROWING else GROWTH
        rows.append(row(name, times[1][1:], times[0][1:], goal))
    return rows


def outside(paths: tuple[Path, Path]) -> list[Row]:
    """Measure what a process takes, in turn on the small and the big database."""
    painted: dict[str, list[list[float]]] = {}
    status: list[list[float]] = [[], []]
    given: list[list[float]] = [[], []]
    for _ in range(ROUNDS):
        for number, path in enumerate(paths):
            screen = python("-m", "reviewer", "open", "--reviewer", "ada", "--db", path)
            named = [*screen, str(path.with_suffix(".txt"))]
            for name, command in (("reviewer open", screen), ("reviewer open FILE, known", named)):
                painted.setdefault(name, [[], []])[number].append(first_paint(command, *PAINTED))
            status[number].append(_cpu(python("-m", "reviewer", "status", "--db", path)))
            files = path.with_suffix("")
            given[number].append(_cpu(python("-m", "reviewer", "import", "--reviewer", "ada", "--db", path, files)))
    return [
        *(row(f"{name}: first paint, by the clock", taken[1], taken[0], GROWTH) for name, taken in painted.items()),
        row(f"reviewer import of {FILES} files that are known, the interpreter included", given[1], given[0], GROWTH),
        row("reviewer status, the interpreter included", status[1], status[0], None),
        limit("reviewer status on the big one", median(status[1]), STATUS_MS),
    ]


def _cpu(command: list[str]) -> float:
    """Return the milliseconds of CPU time that a command takes."""
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run(command, check=True, env=environment(), cwd=ROOT, capture_output=True)
    after = getrusage(RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1e3


def _write_files(path: Path) -> None:
    """Write articles of a database into the folder beside it that has its name."""
    folder = path.with_suffix("")
    folder.mkdir(exist_ok=True)
    with closing(open_store(path, make=False)) as store:
        for document in store.document_ids()[-FILES:]:
            (folder / f"{document}.txt").write_text(store.text(document), "utf-8")


def main() -> None:
    """Make what is not there, and print the table."""
    given = [one for one in sys.argv[1:] if one != "--markdown"]
    as_markdown = len(given) < len(sys.argv) - 1
    articles = int(given[0]) if given else 50_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(given[1] if len(given) > 1 else name)
        paths = folder / f"{SMALL}.db", folder / f"{articles}.db"
        for path, count in zip(paths, (SMALL, articles), strict=True):
            if not path.exists():
                build(path, count)
            run(python("-m", "reviewer", "status", "--db", path))
        with desk(paths[0]) as small, desk(paths[1]) as big:
            rows = inside((small, big))
        for path in paths:
            _write_files(path)
        rows += outside(paths)
        if as_markdown:
            markdown(rows)
        else:
            show(f"{articles:,} articles", rows, (f"{articles:,}", f"{SMALL}", "growth"))


if __name__ == "__main__":
    main()
