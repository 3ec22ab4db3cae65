"""Whatever is edited: nothing of the work is lost, nothing is attached to other words, and undo is exact."""

import contextlib
import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.articles.sentences import SPLITTER
from reviewer.articles.structure import segment
from reviewer.corrections import Correction, corrections
from reviewer.errors import Refused
from reviewer.formats import Selection
from reviewer.store.marks import Attribution, Claim
from reviewer.store.review import APPROVED, DRAFTED, IN_CHECK, SECOND_REVIEW, TO_CHECK, Evidence
from reviewer.store.sqlite import SqliteStore
from tests.conftest import article, by, place, put, rows
from tests.edits import article as written
from tests.edits import edited
from tests.formats.conftest import exported, findings

LABELS = ("quote", "assertion", "background", "not_a_claim")
STATE = ("documents", "texts", "sentences", "annotations", "progress", "attributions", "claims", "checks", "evidence")


def worked_on(store: SqliteStore, document: int, chance: random.Random) -> None:
    """Let two reviewers label, cut, mark and claim, and the desk check, whatever chance says."""
    sentences = store.sentences(document, 0, 10**9)
    for who in ("ada", "ben"):
        for index, one in enumerate(sentences):
            if chance.random() < 0.7:
                store.annotate(place(store, document, index), by(who), "label", label=chance.choice(LABELS))
            if index and chance.random() < 0.15:
                earlier = chance.choice(sentences[:index]).start
                store.annotate(place(store, document, index), by(who), "duplicate", duplicate_of=earlier)
            words = [one.start + at for at in range(1, len(one.text)) if one.text[at - 1] == " "]
            if len(words) > 2 and chance.random() < 0.4:
                spans = ((one.start, words[0] - 1),), (), ((words[0], one.end),)
                value = Attribution("", document, who, *spans, None, "indirect", "", None, "", "", "", "")
                store.attribute(value, by(who))
            if chance.random() < 0.4:
                store.put_claim(Claim("", document, who, one.start, one.end, one.text, False, "", "", "", ""), by(who))
        for claim in store.claims(document, who):
            checked(store, claim.uid, chance)
    for one in chance.sample(sentences, min(2, len(sentences))):
        spot = store.sentence_at(one.uid)
        space = one.text.find(" ")
        if spot and space > 0:
            store.split(spot, one.start + space + 1, by())


def checked(store: SqliteStore, claim: str, chance: random.Random) -> None:
    """Take a claim some steps towards its verdict."""
    way = (TO_CHECK, IN_CHECK, DRAFTED, SECOND_REVIEW, APPROVED)
    for step in way[: chance.randint(0, len(way))]:
        if step == DRAFTED:
            store.put_evidence(Evidence("", claim, "https://example.org"), by("ada"))
            store.find_out(claim, by("ada"), verdict="refuted", justification="The record says otherwise.")
        store.step(claim, step, by("ben" if step == APPROVED else "ada"))


def state(store: SqliteStore) -> dict[str, list[tuple[object, ...]]]:
    """Return every table of state, row ids of sentences left out: what is cut anew has another."""
    found = {name: rows(store, f"SELECT * FROM {name}") for name in STATE if name not in {"sentences", "annotations"}}
    found["progress"] = [row for row in found["progress"] if row[-1]]
    found["sentences"] = rows(store, 'SELECT uid, start, "end", paragraph, kind, created_by, text FROM sentences')
    found["annotations"] = rows(store, "SELECT s.uid, a.* FROM annotations a JOIN sentences s ON s.id = a.sentence")
    found["annotations"] = [(*row[:2], *row[3:]) for row in found["annotations"]]
    return {name: sorted(table, key=repr) for name, table in found.items()}


def words_of(store: SqliteStore, document: int) -> dict[str, dict[Any, Any]]:
    """Return, for everything that hangs on the article, the words that it hangs on, white space aside."""
    text = store.text(document)

    def cut(start: int, end: int) -> str:
        assert 0 <= start < end <= len(text)
        return " ".join(text[start:end].split())

    given = rows(
        store,
        "SELECT s.uid, a.reviewer, a.label, s.text FROM annotations a JOIN sentences s ON s.id = a.sentence",
    )
    spoken = [one for who in ("ada", "ben") for one in store.attributions(document, who)]
    claimed = [one for who in ("ada", "ben") for one in store.claims(document, who)]
    return {
        "annotation": {row[:2]: (row[2], " ".join(str(row[3]).split())) for row in given},
        "attribution": {one.uid: [cut(*span) for span in (*one.source, *one.content)] for one in spoken},
        "claim": {one.uid: cut(one.start, one.end) for one in claimed},
    }


def nothing_lost(store: SqliteStore, document: int, before: Mapping[str, dict[Any, Any]], told: Correction) -> None:
    after = words_of(store, document)
    listed = {(edit.uid, layer) for edit in (*told.changed, *told.vanished) for layer in edit.said}
    marks = {mark.uid: mark for mark in told.marks}
    for key, said in before["annotation"].items():
        assert (key in after["annotation"]) != (key in listed)
        assert after["annotation"].get(key, said) == said
    assert after["annotation"].keys() <= before["annotation"].keys()
    for uid, words in before["attribution"].items():
        assert (uid in after["attribution"]) != (uid in marks)
        assert after["attribution"].get(uid, words) == words
    for uid, words in before["claim"].items():
        claim = store.claim(uid)
        assert claim is not None
        fate = marks[uid].fate if uid in marks else "kept"
        assert (uid in after["claim"]) == (fate != "vanished") == (claim.vanished is None)
        if fate == "kept":
            assert after["claim"][uid] == words
        elif fate == "changed":
            assert after["claim"][uid] in {" ".join(one.text.split()) for one in store.sentences(document, 0, 10**9)}
            assert store.check(uid).status not in {APPROVED, SECOND_REVIEW, DRAFTED}


def corrected(store: SqliteStore, document: int, text: str) -> None:
    store.correct(document, article(text), segment(text), by("cy"), SPLITTER)


def tried(examples: int, attempt: Callable[[int, int], None]) -> None:
    """Try with so many articles, each edited by chance."""
    chosen = settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    chosen(given(st.integers(0, 10**9), st.integers(1, 6))(attempt))()


def edited_twice(seed: int, edits: int) -> None:
    chance = random.Random(seed)
    store = SqliteStore.open(":memory:")
    (document,) = put(store, text := written(chance))
    worked_on(store, document, chance)
    states: list[Any] = [state(store)]
    evidence = rows(store, "SELECT * FROM evidence ORDER BY uid")
    for _ in range(2):
        new = edited(text, chance, edits)
        if store.by_sha256(article(new).sha256):
            continue
        before, text = words_of(store, document), new
        corrected(store, document, text)
        states.append(state(store))
        nothing_lost(store, document, before, corrections(store, document)[0])
        whole(store, document, text)
        assert rows(store, "SELECT * FROM evidence ORDER BY uid") == evidence
    back_and_forth(store, states)
    store.close()


def whole(store: SqliteStore, document: int, text: str) -> None:
    """Assert that the sentences cover the text, that the search knows them, and that an export proves itself."""
    assert store.text(document) == text
    end = 0
    for one in store.sentences(document, 0, 10**9):
        assert one.text == text[one.start : one.end]
        assert not text[end : one.start].strip()
        end = one.end
    assert not text[end:].strip()
    store.connection.execute("INSERT INTO sentences_fts (sentences_fts, rank) VALUES ('integrity-check', 1)")
    assert not rows(store, "PRAGMA foreign_key_check")
    found = store.document(document)
    assert found
    assert found.sentences == len(store.layout(document).ids)
    assert findings(store, exported(store, Selection(undecided=True))) == []


def back_and_forth(store: SqliteStore, states: Sequence[Any]) -> None:
    for expected in reversed(states[:-1]):
        store.undo(by("cy"))
        assert state(store) == expected
    for expected in states[1:]:
        store.redo(by("cy"))
        assert state(store) == expected


def worked_on_since(seed: int, edits: int) -> None:
    chance = random.Random(seed)
    store = SqliteStore.open(":memory:")
    (document,) = put(store, text := written(chance))
    new = edited(text, chance, edits)
    if not store.by_sha256(article(new).sha256):
        corrected(store, document, new)
        worked_on(store, document, chance)
        before = words_of(store, document)
        with contextlib.suppress(Refused):
            store.undo(by("cy"))
        assert words_of(store, document) == before
        whole(store, document, store.text(document))
    store.close()


def test_nothing_is_lost_nothing_hangs_on_other_words_and_undo_is_exact() -> None:
    tried(15, edited_twice)


def test_work_on_the_new_words_is_never_taken_back_to_the_old_ones() -> None:
    tried(15, worked_on_since)


@pytest.mark.slow
@pytest.mark.parametrize("attempt", [edited_twice, worked_on_since])
def test_corrections_for_a_long_time(attempt: Callable[[int, int], None]) -> None:
    tried(3000, attempt)
