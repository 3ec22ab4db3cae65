"""The state can always be made anew from the log: every kind of decision, here and taken in, with all state lost."""

import random
import re
from contextlib import closing, suppress
from pathlib import Path

import pytest

from reviewer.articles.sentences import SPLITTER
from reviewer.articles.structure import segment
from reviewer.errors import Refused, StoreError
from reviewer.layers import ADJUDICATED
from reviewer.store.marks import Claim, Speaker
from reviewer.store.review import (
    APPROVED,
    DRAFTED,
    IN_CHECK,
    NOT_CHECKABLE,
    REOPENED,
    RETURNED,
    SECOND_REVIEW,
    STEPS,
    TO_CHECK,
    UNTRIAGED,
    Evidence,
)
from reviewer.store.rows import Act
from reviewer.store.sqlite import SqliteStore
from reviewer.store.sqlite.log import PASSED
from reviewer.store.sqlite.replay.state import TABLES
from tests.conftest import article, by, place, put, rows
from tests.schemes import SCHEME
from tests.store.desks import Dump, Worker, dump, sound

REVIEWERS = ("ada", "ben")
PACKAGE = Path(__file__).parents[2] / "reviewer"
STATE = (
    "annotations", "progress", "undo_stack", "decision_claims", "evidence", "checks", "claims", "attributions",
    "speakers", "assignments", "conflicts", "compared",
)  # fmt: skip
"""Tables that hold nothing but what the log adds up to."""
ACTIONS = {
    "label", "clear", "accept", "uncertain", "note", "check_worthiness", "claim_types", "duplicate", "split", "merge",
    "attribution", "speaker", "merge_speakers", "claim", "evidence", "assign", "import", "bring", "correct",
    "adjudicate", "check", *(set(STEPS) - {UNTRIAGED}), "undo", "redo",
}  # fmt: skip
OWN = "Own labels here\n\nThe vote was 7 to 2. It is a shame. It was raining."


def settle(store: SqliteStore, document: int, index: int, layer: str) -> None:
    """Settle a sentence as a layer has it."""
    sentence = place(store, document, index).sentence
    side = next(one for one in store.sides(document, sentence)[sentence] if one.layer == layer)
    store.settle(document, [(sentence, side)], Act("zoe", "reviewer-1", "key", layer=ADJUDICATED))


def done(store: SqliteStore) -> set[str]:
    """Return the actions of all decisions."""
    return {str(row[0]) for row in rows(store, "SELECT DISTINCT action FROM decisions")}


def work_on(store: SqliteStore, seed: int) -> None:
    """Let two people do everything that can be done, and a third settle what they differ on."""
    chance = random.Random(seed)
    documents = put(store, "Council votes\n\nThe vote was 7 to 2. The mayor said it was late. Rain fell. Rain fell.")
    documents += store.add([(article(OWN), segment(OWN))], by(), SPLITTER, SCHEME)
    for number, (name, label) in enumerate(zip(REVIEWERS, ("quote", "assertion"), strict=True)):
        at, own = place(store, documents[0], 1), place(store, documents[1], 1)
        store.annotate(at, by(name), "label", label=label)
        store.annotate(at, by(name), "check_worthiness", check_worthiness=("CFS", "NFS")[number])
        store.annotate(at, by(name), "claim_types", claim_types="event")
        store.annotate(own, by(name), "label", label=("fact", "opinion")[number])
        store.annotate(place(store, documents[0], 2), by(name), "clear", label=None)
        start = store.layout(documents[0]).starts[3]
        store.take_over(place(store, documents[0], 4), start, by(name))
        store.undo(by(name))
        store.redo(by(name))
    for document in documents:
        settle(store, document, 1, "ben")
    check(store, documents[0])
    store.merge(place(store, documents[1], 2), by())
    for name in ("Ann Poe", "A. Poe"):
        store.put_speaker(Speaker("", name), by())
    one, other = (speaker.uid for speaker in store.speakers()[:2])
    store.merge_speakers(one, other, by())
    workers = [Worker(store, name, chance) for name in REVIEWERS]
    for _ in range(80):
        for worker in workers:
            worker.work(2)
        if done(store) >= ACTIONS:
            break
    with suppress(Refused):
        store.undo(Act("zoe", "reviewer-1", "key", layer=ADJUDICATED))


def check(store: SqliteStore, document: int) -> None:
    """Check a claim to the end, have it returned on the way, and reopen it."""
    store.put_claim(Claim("", document, "ada", 15, 34, "It was 7 to 2.", False, "", "", "", ""), by())
    (claim,) = store.claims(document, "ada")
    drafted = (IN_CHECK, DRAFTED, SECOND_REVIEW)
    for step in (NOT_CHECKABLE, TO_CHECK, *drafted, RETURNED, *drafted, APPROVED, REOPENED):
        if step == DRAFTED:
            store.put_evidence(Evidence("", claim.uid, "https://council.example/votes"), by())
            store.find_out(claim.uid, by(), verdict="supported", justification="The minutes say so.")
        store.step(claim.uid, step, by("ben" if step in {APPROVED, RETURNED} else "ada"), "because")


def undo_again(found: Dump) -> Dump:
    """Return a dump in which undo comes once more to what it passed over, as others had built upon it.

    That it did is the one thing that the log does not say.
    """
    return {**found, "undo": sorted((*row[:2], row[2] % PASSED) for row in found["undo"])}


def lose_all_state(store: SqliteStore) -> None:
    """Empty every table that the log adds up to."""
    with store.transaction() as connection:
        connection.execute("PRAGMA defer_foreign_keys = ON")
        for table in STATE:
            connection.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 30))])
def test_a_database_that_has_lost_all_state_gets_it_back_from_its_log(tmp_path: Path, seed: int) -> None:
    with closing(SqliteStore.open(tmp_path / "ben.db")) as other:
        work_on(other, -seed)
    with closing(SqliteStore.open(tmp_path / "ada.db")) as store:
        work_on(store, seed)
        with suppress(StoreError):  # corrections here and there may exclude each other
            store.unite([tmp_path / "ben.db"])
        assert done(store) >= ACTIONS, f"nobody did {ACTIONS - done(store)}"
        changed = {
            str(row[0])
            for row in rows(
                store,
                """SELECT DISTINCT json_extract(c.value, '$.on')
            FROM decisions, json_each(decisions.changes) c""",
            )
        }
        assert changed == set(TABLES), "every kind of change"
        before = undo_again(dump(store))
        lose_all_state(store)
        assert not list(store.labels(1, "ada"))
        store.mend()
        assert dump(store) == before
        assert sound(store)
        assert not list(store.examine())


def test_no_decision_has_an_action_that_this_is_not_tried_with() -> None:
    source = "".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    found = re.findall(r'(?:log\.append\(|annotate\(|_annotate\(|_recorded\(|_append\()[^"\n]*"([a-z_]+)"', source)
    assert set(found) <= ACTIONS
