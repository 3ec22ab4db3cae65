"""Whatever reviewers do, in whatever order, the state stays whole, and the log alone accounts for it."""

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from reviewer.errors import Refused
from reviewer.labels import NAMES
from reviewer.store.rows import ACCEPTED, offered
from reviewer.store.sqlite import SqliteStore
from reviewer.store.sqlite.changes import ANNOTATION, LATER
from tests.conftest import by, place, put, rows

REVIEWERS = ("ada", "ben")
ARTICLES = (
    "Flood closes bridge\n\nThe river rose  on Monday. The mayor closed the bridge. It was built in 1932.",
    "Zoë Ⅳ\n\n“No \U0001f600 comment,” she said. Rates rise.\r\nThe vote was 7 to 2. ",
    "One line.",
)
State = dict[tuple[str, ...], Mapping[str, Any]]

who = st.sampled_from(REVIEWERS)
where = st.integers(0, 30)


def state(store: SqliteStore) -> State:
    """Return all that decisions add up to, every reviewer's, under names that do not depend on row ids."""
    found: State = {}
    for uid, removed in rows(store, "SELECT uid, removed FROM documents"):
        found["document", str(uid)] = {"removed": removed}
    for uid, *values in rows(
        store,
        """SELECT s.uid, d.uid, s.start, s."end", s.paragraph, s.kind, s.created_by
        FROM sentences s JOIN documents d ON d.id = s.document""",
    ):
        found["sentence", str(uid)] = dict(
            zip(("document", "start", "end", "paragraph", "kind", "created_by"), values, strict=True)
        )
    for uid, reviewer, *values in rows(
        store,
        f"SELECT s.uid, a.reviewer, {', '.join('a.' + name for name in ANNOTATION)} "
        "FROM annotations a JOIN sentences s ON s.id = a.sentence",
    ):
        found["annotation", str(uid), str(reviewer)] = dict(zip(ANNOTATION, values, strict=True))
    return found


def replayed(store: SqliteStore) -> tuple[State, set[tuple[str, ...]]]:
    """Return what the log alone says of the state, and the keys it says are no more."""
    found: State = {}
    gone: set[tuple[str, ...]] = set()
    batches: dict[object, object] = {uid: batch for uid, batch in rows(store, "SELECT uid, batch FROM documents")}  # noqa: C416 - rows are tuples of any length
    removed: dict[object, int] = {}
    for (written,) in rows(store, "SELECT changes FROM decisions ORDER BY seq"):
        for change in json.loads(str(written)):
            key = (change["on"], *change["key"])
            if change["on"] == "annotation":  # older entries leave unsaid what came later
                change |= {
                    side: change[side] and {**LATER["annotation"], **change[side]} for side in ("before", "after")
                }
            if change["on"] == "batch":
                removed[change["key"][0]] = int(change["after"] is None)
            elif change["after"] is None:
                assert found.pop(key, change["before"]) == change["before"]
                gone.add(key)
            else:
                found[key] = change["after"]
                gone.discard(key)
    for uid, batch in batches.items():
        found["document", str(uid)] = {"removed": removed[batch]}
    return found, gone


class Desk(RuleBasedStateMachine):
    """Two reviewers at one store; `stores` holds the connection each of them works on."""

    stores: Mapping[str, SqliteStore]

    def connect(self) -> Mapping[str, SqliteStore]:
        shared = SqliteStore.open(":memory:")
        return dict.fromkeys(REVIEWERS, shared)

    @initialize()
    def open(self) -> None:
        self.stores = self.connect()
        self.documents = put(self.stores["ada"], *ARTICLES[:2])
        self.passed_over = False

    @property
    def store(self) -> SqliteStore:
        return self.stores["ada"]

    def annotate(self, reviewer: str, at: int, action: str, **fields: Any) -> None:
        store = self.stores[reviewer]
        document = self.documents[at % len(self.documents)]
        here = place(store, document, at % len(store.layout(document).ids))
        try:
            store.annotate(here, by(reviewer), action, **fields)
        except Refused as refused:
            assert "taken out" in str(refused)  # noqa: PT017 - most of the time nothing is refused

    @rule(reviewer=who, at=where, name=st.sampled_from(NAMES))
    def label(self, reviewer: str, at: int, name: str) -> None:
        self.annotate(reviewer, at, "label", label=name)

    @rule(reviewer=who, at=where, name=st.sampled_from(NAMES))
    def accept(self, reviewer: str, at: int, name: str) -> None:
        store = self.stores[reviewer]
        document = self.documents[at % len(self.documents)]
        taken = by(reviewer)._replace(suggestion=offered(ACCEPTED, name, 0.7, "lead", "rules/1"))
        try:
            store.accept(place(store, document, at % len(store.layout(document).ids)), taken, label=name)
        except Refused as refused:
            assert "taken out" in str(refused)  # noqa: PT017 - as above

    @rule(reviewer=who, at=where)
    def clear(self, reviewer: str, at: int) -> None:
        self.annotate(reviewer, at, "clear", label=None)

    @rule(reviewer=who, at=where, doubt=st.booleans())
    def uncertain(self, reviewer: str, at: int, doubt: bool) -> None:
        self.annotate(reviewer, at, "uncertain", uncertain=doubt)

    @rule(reviewer=who, at=where, text=st.sampled_from(["", "why?", "see archive"]))
    def note(self, reviewer: str, at: int, text: str) -> None:
        self.annotate(reviewer, at, "note", note=text)

    @rule(reviewer=who, at=where, share=st.floats(0, 1))
    def split(self, reviewer: str, at: int, share: float) -> None:
        store = self.stores[reviewer]
        document = self.documents[at % len(self.documents)]
        layout = store.layout(document)
        index = at % len(layout.ids)
        cut = layout.starts[index] + round(share * (layout.ends[index] - layout.starts[index]))
        try:
            store.split(place(store, document, index), cut, by(reviewer))
        except Refused as refused:
            assert "edge" in str(refused) or "taken out" in str(refused)  # noqa: PT017 - as above

    @rule(reviewer=who, at=where)
    def merge(self, reviewer: str, at: int) -> None:
        store = self.stores[reviewer]
        document = self.documents[at % len(self.documents)]
        try:
            store.merge(place(store, document, at % len(store.layout(document).ids)), by(reviewer))
        except Refused as refused:
            assert "built upon" not in str(refused)  # noqa: PT017 - as above

    @rule(reviewer=who, which=st.integers(0, 2))
    def bring_in(self, reviewer: str, which: int) -> None:
        (document,) = put(self.stores[reviewer], ARTICLES[which], reviewer=reviewer)
        self.documents = list(dict.fromkeys((*self.documents, document)))

    @rule(reviewer=who, again=st.booleans())
    def turn(self, reviewer: str, again: bool) -> None:
        store = self.stores[reviewer]
        try:
            store.redo(by(reviewer)) if again else store.undo(by(reviewer))
        except Refused as refused:
            self.passed_over |= "built upon" in str(refused)

    @invariant()
    def sentences_cover_the_text(self) -> None:
        for document in self.documents:
            text, end = self.store.text(document), 0
            for sentence in self.store.sentences(document, 0, len(text)):
                assert sentence.start >= end
                assert not text[end : sentence.start].strip()
                assert sentence.text == text[sentence.start : sentence.end]
                assert sentence.text == sentence.text.strip() != ""
                end = sentence.end
            assert not text[end:].strip()

    @invariant()
    def counts_are_what_is_there(self) -> None:
        counted = rows(
            self.store,
            """SELECT document, reviewer, label, count(*) FROM annotations WHERE label IS NOT NULL
            GROUP BY document, reviewer, label ORDER BY document, reviewer, label""",
        )
        assert [(document, *count) for document, count in self.store.counts()] == counted
        wrong = "SELECT 1 FROM documents d WHERE sentences <> (SELECT count(*) FROM sentences WHERE document = d.id)"
        assert not rows(self.store, wrong)

    @invariant()
    def nothing_points_nowhere(self) -> None:
        self.store.connection.execute("INSERT INTO sentences_fts (sentences_fts) VALUES ('integrity-check')")
        assert not rows(self.store, "PRAGMA foreign_key_check")
        assert not rows(self.store, "SELECT 1 FROM annotations WHERE label IS NULL AND NOT uncertain AND note = ''")

    @precondition(lambda self: len(self.documents) > 1)
    @rule()
    def the_log_alone_accounts_for_the_state(self) -> None:
        there = state(self.store)
        told, gone = replayed(self.store)
        assert not gone & there.keys()
        assert {key: value for key, value in there.items() if key in told} == told
        untold = {key[0]: value for key, value in there.items() if key not in told}
        assert untold.keys() <= {"sentence"}  # as the splitter cut them
        assert untold.get("sentence", {}).get("created_by") is None

    def teardown(self) -> None:
        if hasattr(self, "documents") and not self.passed_over:
            self.undo_all_and_redo_all()
        for store in getattr(self, "stores", {}).values():
            store.close()

    def undo_all_and_redo_all(self) -> None:
        """Undo in the order of the log, newest first, whoever decided; then the other way."""
        later, taken_back = state(self.store), []
        newest = "SELECT reviewer FROM undo_stack WHERE undone = 0 ORDER BY seq DESC LIMIT 1"
        while found := rows(self.store, newest):
            reviewer = str(found[0][0])
            try:
                self.stores[reviewer].undo(by(reviewer))
            except Refused:
                return  # it was decided on a sentence that an undo has taken away since: that is passed over for good
            taken_back.append(reviewer)
        first = state(self.store)
        assert {key[0] for key in first} == {"document", "sentence"}
        assert all(value["created_by"] is None for key, value in first.items() if key[0] == "sentence")
        assert all(value["removed"] for key, value in first.items() if key[0] == "document")
        for reviewer in reversed(taken_back):
            self.stores[reviewer].redo(by(reviewer))
        assert state(self.store) == later


class TwoConnections(Desk):
    """The same, each reviewer on a connection of their own to one file."""

    def connect(self) -> Mapping[str, SqliteStore]:
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "desk.db"
        return {reviewer: SqliteStore.open(path) for reviewer in REVIEWERS}

    def teardown(self) -> None:
        super().teardown()
        if hasattr(self, "folder"):
            self.folder.cleanup()


def run(machine: type[Desk], examples: int, steps: int) -> None:
    chosen = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(machine, settings=chosen)


def test_two_reviewers_on_one_connection() -> None:
    run(Desk, 20, 30)


def test_two_reviewers_on_two_connections() -> None:
    run(TwoConnections, 10, 20)


@pytest.mark.slow
@pytest.mark.parametrize("machine", [Desk, TwoConnections])
def test_two_reviewers_for_a_long_time(machine: type[Desk]) -> None:
    run(machine, 600, 80)
