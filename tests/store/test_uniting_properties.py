"""Whoever works apart and takes in whom, in whatever order and however often: all databases come to hold the same."""

import random
import re
import tempfile
from contextlib import closing, suppress
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from reviewer.articles.sentences import SPLITTER
from reviewer.articles.structure import Segment, segment
from reviewer.corrections import corrections
from reviewer.errors import Refused, StoreError
from reviewer.store.rows import Decision
from reviewer.store.sqlite import SqliteStore
from reviewer.store.sqlite.joining.rebuild import passed, rebuild
from tests.conftest import article, by, put
from tests.edits import article as written
from tests.edits import edited
from tests.store.desks import ARTICLES, Dump, Worker, dump, sound
from tests.store.test_corrections_properties import (
    corrected,
    nothing_lost,
    state,
    tried,
    whole,
    words_of,
    worked_on,
)

APART = re.compile("of its own in the other|taken back in one database|cut into sentences so differently")
REVIEWERS = ("ada", "ben", "cy")
FILES = range(3)
files = st.sampled_from(FILES)


def coarse(text: str) -> list[Segment]:
    """Return the sentences of a splitter that joins the first two of a paragraph."""
    first, *rest = segment(text)
    joined: list[Segment] = []
    for one in rest:
        if len(joined) == 1 and joined[0].paragraph == one.paragraph:
            joined[0] = joined[0]._replace(end=one.end)
        else:
            joined.append(one)
    return [first, *joined]


class Apart(RuleBasedStateMachine):
    """Three databases, from a common beginning or each from its own, and the same or different people at them."""

    @initialize(common=st.booleans(), splitters=st.lists(st.booleans(), min_size=3, max_size=3))
    def begin(self, common: bool, splitters: list[bool]) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.stores: list[SqliteStore] = []
        for file, other in zip(FILES, splitters, strict=True):
            if common and file:
                self.stores[0].connection.execute("VACUUM INTO ?", (str(self.path(file)),))
            self.stores.append(SqliteStore.open(self.path(file)))
            if other and not common:
                items = [(article(text), coarse(text)) for text in ARTICLES[:2]]
                self.stores[file].add(items, by(REVIEWERS[file]), "coarse/1")
            elif not common or not file:
                put(self.stores[file], *ARTICLES[: 2 + file % 2], reviewer=REVIEWERS[file])
                Worker(self.stores[file], "ada", random.Random(file)).work(8)

    def path(self, file: int | str) -> Path:
        return Path(self.folder.name) / f"{file}.db"

    @rule(file=files, who=st.sampled_from(REVIEWERS), chance=st.randoms(use_true_random=False), acts=st.integers(1, 8))
    def work(self, file: int, who: str, chance: random.Random, acts: int) -> None:
        Worker(self.stores[file], who, chance).work(acts)

    @rule(file=files, other=files)
    def meet(self, file: int, other: int) -> None:
        if file != other:
            log = {decision.uid: essence(decision) for decision in self.stores[file].log()}
            before = dump(self.stores[file])
            try:
                self.stores[file].unite([self.path(other)])
            except StoreError as error:
                refused_rightly(error)
                assert dump(self.stores[file]) == before
                return
            after = {decision.uid: essence(decision) for decision in self.stores[file].log()}
            assert after.items() >= log.items()
            assert sound(self.stores[file])
            self.the_log_alone_accounts_for_the_state(self.stores[file])

    def the_log_alone_accounts_for_the_state(self, store: SqliteStore) -> None:
        before = dump(store)
        with store.transaction() as connection:
            rebuild(connection, passed(connection))
        assert dump(store) == before

    def teardown(self) -> None:
        if not hasattr(self, "stores"):
            return
        for store in self.stores:
            self.the_log_alone_accounts_for_the_state(store)
        decisions = {decision.uid for store in self.stores for decision in store.log()}
        results = [self.united(order) for order in permutations(FILES)] + [self.united_by_two(), self.united_at_once()]
        came = [result for result in results if result]
        assert all(result == came[0] for result in came)
        for result in came[:1]:
            assert sorted(row[0] for row in result["log"]) == sorted(decisions)
        for store in self.stores:
            store.close()
        self.folder.cleanup()

    def united(self, order: tuple[int, ...]) -> Dump | None:
        """Let a copy of the first take in the others, one after the other, and again; None where that is refused."""
        store = self.copy(order[0], "".join(map(str, order)))
        found = taken_in(store, *([self.path(file)] for file in (*order[1:], *order)))
        if found:
            with closing(SqliteStore.open(self.path("".join(map(str, order))))) as again:
                assert sound(again)
                self.the_log_alone_accounts_for_the_state(again)
        return found

    def united_by_two(self) -> Dump | None:
        if not taken_in(self.copy(1, "second"), [self.path(2)]):
            return None
        return taken_in(self.copy(0, "first"), [self.path("second")])

    def united_at_once(self) -> Dump | None:
        return taken_in(self.copy(2, "at once"), [self.path(0), self.path(1)])

    def copy(self, file: int, name: str) -> SqliteStore:
        self.stores[file].connection.execute("VACUUM INTO ?", (str(self.path(name)),))
        return SqliteStore.open(self.path(name))


def essence(decision: Decision) -> tuple[object, ...]:
    """Return what of a decision is the same in every database; what a correction did depends on what it found."""
    changes = 0 if decision.action == "correct" else len(decision.changes)
    return decision.at, decision.reviewer, decision.action, decision.tick, decision.reverts, changes


def refused_rightly(error: StoreError) -> None:
    """Let corrections that exclude each other be the only reason."""
    assert APART.search(str(error))


def taken_in(store: SqliteStore, *others: list[Path]) -> Dump | None:
    """Return what a database holds when it has taken in others; None where corrections exclude each other."""
    with closing(store):
        try:
            for paths in others:
                store.unite(paths)
        except StoreError as error:
            refused_rightly(error)
            return None
        return dump(store)


def work_in(store: SqliteStore) -> dict[str, list[tuple[object, ...]]]:
    """Return all that was made of an article, but for when it came in."""
    return {name: rows for name, rows in state(store).items() if name != "documents"}


def corrected_elsewhere(seed: int, edits: int) -> None:
    """Let one correct an article while the other works on, and each take in the other's file."""
    chance = random.Random(seed)
    text = written(chance)
    new = edited(text, chance, edits)
    with tempfile.TemporaryDirectory() as folder:
        mine, theirs = Path(folder) / "ada.db", Path(folder) / "ben.db"
        with closing(SqliteStore.open(mine)) as ada:
            (document,) = put(ada, text)
            ada.connection.execute("VACUUM INTO ?", (str(theirs),))
            with closing(SqliteStore.open(theirs)) as ben, suppress(Refused):
                if chance.random() < 0.5:
                    worked_on(ben, document, chance)
                corrected(ada, document, new)
                worked_on(ben, document, chance)
                before = words_of(ben, document)
                try:
                    ada.unite([theirs])
                except StoreError as error:
                    refused_rightly(error)
                    return
                (told,) = corrections(ada, document)
                nothing_lost(ada, document, before, told)
                whole(ada, document, new)
                corrected(ben, document, new)
                assert work_in(ada) == work_in(ben), "as if it had been corrected afterwards"
                ben.unite([mine])
                ada.unite([theirs])
                assert dump(ada) == dump(ben)


def run(examples: int, steps: int) -> None:
    chosen = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(Apart, settings=chosen)


@pytest.mark.parametrize("seed", range(10))
def test_the_state_made_anew_from_the_log_is_the_state_that_was(seed: int) -> None:
    chance = random.Random(seed)
    store = SqliteStore.open(":memory:")
    put(store, ARTICLES[0])
    for _ in range(150):
        Worker(store, chance.choice(REVIEWERS), chance).act()
    before = dump(store)
    with store.transaction() as connection:
        rebuild(connection, passed(connection))
    assert dump(store) == before
    assert store.conflicts() == []
    store.close()


def test_it_does_not_matter_who_takes_in_whom() -> None:
    run(3, 10)


def test_work_on_a_text_that_was_corrected_elsewhere_is_where_it_would_be_if_the_correction_came_last() -> None:
    tried(8, corrected_elsewhere)


@pytest.mark.slow
def test_work_on_texts_that_were_corrected_elsewhere_for_a_long_time() -> None:
    tried(1500, corrected_elsewhere)


@pytest.mark.slow
def test_it_does_not_matter_for_a_long_time() -> None:
    run(400, 30)


def test_the_splitters_differ() -> None:
    assert SPLITTER != "coarse/1"
    assert coarse(ARTICLES[0]) != segment(ARTICLES[0])
