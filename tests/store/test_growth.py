"""What a key waits for does not grow with the database: counted in the steps of SQLite's machine, not in time."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.big_database import build
from reviewer.articles.sentences import SPLITTER
from reviewer.articles.structure import segment
from reviewer.earlier import Earlier
from reviewer.session import Session
from reviewer.store.sides import Shared
from reviewer.store.sqlite import SqliteStore
from tests.conftest import article, by, place

SMALL, LARGE = 30, 300
GROWTH = 1.5
GRAIN = 10
"""How many steps are counted as one."""
LARGE_TABLES = (
    "decisions", "annotations", "sentences", "texts", "undo_stack", "decision_claims", "attributions", "positions",
    "progress", "documents",
)  # fmt: skip


class Desk:
    """A store and ada's session on it, at her second article, of which all but the last of all are labelled."""

    def __init__(self, path: Path) -> None:
        self.store = SqliteStore.open(path, make=False)
        self.session = Session(self.store, "ada", self.store.document_ids())
        self.session.open_article(2)

    def steps(self, act: Callable[["Desk"], object]) -> int:
        """Return how many steps an act takes, once what is remembered is there."""
        act(self)
        counted = 0

        def count() -> int:
            nonlocal counted
            counted += 1
            return 0

        self.store.connection.set_progress_handler(count, GRAIN)
        act(self)
        self.store.connection.set_progress_handler(None, GRAIN)
        return counted

    def statements(self, act: Callable[["Desk"], object]) -> list[str]:
        """Return the statements an act runs, with their values in them."""
        found: list[str] = []
        act(self)
        self.store.connection.set_trace_callback(found.append)
        act(self)
        self.store.connection.set_trace_callback(None)
        return [one for one in found if one.startswith(("SELECT", "INSERT", "UPDATE", "DELETE", "WITH"))]


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Desk]]:
    """Give a small and a large database, labelled by two reviewers."""
    folder = tmp_path_factory.mktemp("growth")
    made = []
    for articles in (SMALL, LARGE):
        build(folder / f"{articles}.db", articles)
        made.append(Desk(folder / f"{articles}.db"))
    yield made[0], made[1]
    for one in made:
        one.store.close()


def decide(desk: Desk) -> None:
    desk.session.decide("quote")
    desk.session.go(0)


def undo(desk: Desk) -> None:
    desk.session.decide("quote")
    desk.session.undo()


def next_undecided(desk: Desk) -> None:
    desk.session.open_article(2)
    desk.session.next_undecided()


def correct(desk: Desk) -> None:
    text = f"Again. {desk.store.text(1)}"
    desk.store.correct(1, article(text), segment(text), by("zoe"), SPLITTER)
    assert desk.store.corrections(1)


KEYS: dict[str, Callable[[Desk], object]] = {
    "decide": decide,
    "undo": undo,
    "next undecided": next_undecided,
    "open an article": lambda desk: desk.session.open_article(3).sheet and desk.session.open_article(2),
    "history": lambda desk: desk.session.history(),
    "what others wrote": lambda desk: desk.store.news(desk.store.news(0, 0, "ada")[0] - 1, 1, "ada"),
    "whether all is done": lambda desk: desk.session.finished(),
    "differences of an article": lambda desk: desk.store.shared("ada", [2]),
    "a correction, and what became of the sentences": correct,
    "an article by its hash": lambda desk: desk.store.by_sha256("0" * 64),
}

BOUNDED: dict[str, Callable[[Desk], object]] = {
    "earlier claims": lambda desk: Earlier(desk.session).look(),
    "search": lambda desk: desk.store.find("railway", 50),
    "search, an unfinished word": lambda desk: desk.store.find("railwa", 50),
}
"""What reads more rows where there are more, up to a bound."""


@pytest.mark.parametrize("name", KEYS)
def test_no_key_takes_more_steps_in_a_large_database(desks: tuple[Desk, Desk], name: str) -> None:
    small, large = (desk.steps(KEYS[name]) for desk in desks)
    assert large <= GROWTH * small + 5


@pytest.mark.parametrize("name", [*KEYS, *BOUNDED])
def test_no_key_reads_a_large_table_from_end_to_end(desks: tuple[Desk, Desk], name: str) -> None:
    desk = desks[1]
    for statement in desk.statements({**KEYS, **BOUNDED}[name]):
        if re.search(r"LIMIT [0-9]+\)?$", statement):
            continue  # it ends with the first rows
        plan = [row[3] for row in desk.store.connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
        scanned = [step for step in plan if re.fullmatch(rf"SCAN ({'|'.join(LARGE_TABLES)})\b.*", step)]
        assert not scanned, statement


def test_how_it_stands_with_all_articles_is_compared_once(desks: tuple[Desk, Desk]) -> None:
    desk = desks[1]
    every = desk.store.shared("", desk.store.document_ids())
    assert desk.store.shared("") == every
    whole = desk.steps(lambda desk: desk.store.shared("", range(1, LARGE)))
    again = desk.steps(lambda desk: desk.store.shared(""))
    assert again < whole / 10
    desk.store.annotate(place(desk.store, 7, 3), by("ben"), "label", label="quote")
    desk.store.annotate(place(desk.store, 8, 3), by("ben"), "label", label="background")
    assert desk.store.shared("") == desk.store.shared("", desk.store.document_ids()) != every


def test_what_a_sitting_compares_in_passing_is_what_is_told(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    build(path, 10)
    with closing(SqliteStore.open(path)) as store:
        before = store.shared("")
        assert [one.document for one in before] == list(range(1, 8))
        for document, label in ((1, "quote"), (9, "quote")):
            for reviewer in ("ada", "ben"):
                store.annotate(place(store, document, 0), by(reviewer), "label", label=label)
        store.tidy()
        changes = store.connection.total_changes
        told = store.shared("")
        assert store.connection.total_changes == changes, "all was compared already"
        assert told[-1] == Shared(9, 1, 0, 0, 0)
        store.undo(by("ben"))
        assert store.shared("") == told[:-1]


def test_an_import_that_is_taken_back_is_not_compared_and_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    build(path, 10)
    with closing(SqliteStore.open(path)) as store:
        told = store.shared("")
        (batch,) = store.connection.execute("SELECT DISTINCT batch FROM documents").fetchone()
        store.connection.execute("UPDATE documents SET removed = 1")
        assert store.shared("") == []
        store.connection.execute("UPDATE documents SET removed = 0 WHERE batch = ?", (batch,))
        assert store.shared("") == told


def test_what_is_done_is_remembered_until_somebody_takes_a_label_off(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    build(path, 10)
    with closing(SqliteStore.open(path)) as store, closing(SqliteStore.open(path)) as elsewhere:
        every = store.document_ids()
        assert store.first_unfinished("ada", every) == 8
        assert store.first_unfinished("cy", every) == 1
        assert store.first_unfinished("ada", every) == 8
        elsewhere.annotate(place(elsewhere, 3, 5), by("ada"), "clear", label=None)
        assert store.first_unfinished("ada", every) == 3
        elsewhere.undo(by("ada"))
        assert store.first_unfinished("ada", every) == 8
        assert store.has_finished("ada")
        assert not store.has_finished("cy")
