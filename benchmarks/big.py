"""A database after months of work beside a small one: whether anything a key or a command waits for has grown.

    python -m benchmarks.big [ARTICLES [FOLDER]]

ARTICLES (default 50,000: a million sentences, two million decisions) is the size of the big one; the small one has 200.
Databases in FOLDER are used if they are there, and kept; to make the big one takes some minutes and 2.5 GB.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from benchmarks.big_database import build
from benchmarks.start import PAINTED, first_paint, run
from benchmarks.table import Row, limit, row, show
from benchmarks.terminal import python
from reviewer.earlier import Earlier
from reviewer.ledger import Ledger
from reviewer.session import Session
from reviewer.store import Store, open_store

SMALL = 200
GROWTH = 1.5
STATUS_MS = 1000.0
ROUNDS = 5
IN_A_ROW = 20
WORDS = ("railway", "council railway", "railwa", "the of a to")


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
        yield Desk(path, article, store, Session(store, "ada", store.document_ids()))
    finally:
        store.close()


def _search(one: Desk) -> None:
    for words in WORDS:
        one.store.find(words, 50)


def _decide_and_undo(one: Desk) -> None:
    one.session.decide("quote")
    one.session.undo()


def _to_undecided(one: Desk) -> None:
    one.session.open_article(2)
    one.session.next_undecided()


def _ledger(one: Desk) -> None:
    Ledger(one.store, "ada").read()


def _reopened(one: Desk) -> None:
    Session(one.store, "ada", one.store.document_ids())


INSIDE: tuple[tuple[str, Callable[[Desk], object]], ...] = (
    ("a decision and its undo", _decide_and_undo),
    ("a session begins", _reopened),
    ("next undecided sentence, over all articles", _to_undecided),
    ("four searches of all articles, 50 hits", _search),
    ("earlier sentences and claims like this one", lambda one: Earlier(one.session).look()),
    ("history of a sentence", lambda one: one.session.history()),
    ("others' decisions taken in", lambda one: one.store.news(one.store.news(0, 0, "ada")[0] - 1, 1, "ada")),
    ("ledger of all claims, 1 in 25 articles", _ledger),
)
"""What is measured in a session, by name."""


def inside(desks: tuple[Desk, Desk]) -> list[Row]:
    """Measure what keys wait for, in turn in the small and the big database."""
    rows = []
    for name, act in INSIDE:
        times: list[list[float]] = [[], []]
        for _ in range(IN_A_ROW):
            for taken, one in zip(times, desks, strict=True):
                began = perf_counter()
                act(one)
                taken.append((perf_counter() - began) * 1e3)
        rows.append(row(name, times[1], times[0], GROWTH))
    return rows


def outside(paths: tuple[Path, Path]) -> list[Row]:
    """Measure what a process takes, in turn on the small and the big database."""
    times: dict[str, list[list[float]]] = {}

    def took(name: str, number: int, milliseconds: float) -> None:
        times.setdefault(name, [[], []])[number].append(milliseconds)

    for _ in range(ROUNDS):
        for number, path in enumerate(paths):
            screen = python("-m", "reviewer", "open", "--reviewer", "ada", "--db", path)
            took("first paint, reviewer open", number, first_paint(screen, *PAINTED))
            named = [*screen, str(path.with_suffix(".txt"))]
            took("first paint, reviewer open FILE, known", number, first_paint(named, *PAINTED))
            took("reviewer status", number, run(python("-m", "reviewer", "status", "--db", path)))
    rows = [row(name, taken[1], taken[0], GROWTH) for name, taken in times.items() if "status" not in name]
    status = times["reviewer status"]
    return [
        *rows,
        row("reviewer status", status[1], status[0], None),
        limit("reviewer status, on the big one", median(status[1]), STATUS_MS),
        row("reviewer stats, which reads the whole log", *_once(paths), None, "s"),
    ]


def _once(paths: tuple[Path, Path]) -> tuple[list[float], list[float]]:
    small, big = ([run(python("-m", "reviewer", "stats", "--no-plots", "--db", path)) / 1e3] for path in paths)
    return big, small


def main() -> None:
    """Make what is not there, and print the table."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(sys.argv[2] if len(sys.argv) > 2 else name)
        paths = folder / f"{SMALL}.db", folder / f"{articles}.db"
        for path, count in zip(paths, (SMALL, articles), strict=True):
            if not path.exists():
                build(path, count)
            run(python("-m", "reviewer", "status", "--db", path))
        with desk(paths[0]) as small, desk(paths[1]) as big:
            rows = inside((small, big))
        rows += outside(paths)
        show(f"{articles:,} articles", rows, (f"{articles:,}", f"{SMALL}", "growth"))


if __name__ == "__main__":
    main()
