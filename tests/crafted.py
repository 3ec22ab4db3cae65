"""Databases as somebody else may have made them: whole ones, changed behind the program's back."""

import sqlite3
from contextlib import closing
from pathlib import Path

from reviewer.session import Session
from reviewer.store.review import Evidence
from reviewer.store.sqlite import SqliteStore
from tests.conftest import BUDGET, by, place, put
from tests.formats.canary import canary


def whole(path: Path) -> None:
    """Make a database with something of everything: marks, a claim with its check and evidence, suggestions, places."""
    store = SqliteStore.open(path)
    document = canary(store)
    (other,) = put(store, BUDGET)
    store.annotate(place(store, other, 0), by("ben"), "label", label="quote")
    store.annotate(place(store, other, 0), by("ada"), "label", label="assertion")
    (claim, *_) = store.claims(document, "ada")
    for status in ("to_check", "in_check"):
        store.step(claim.uid, status, by("ada"))
    store.find_out(claim.uid, by("ada"), verdict="supported", justification="It did.", searched="All of it.")
    told = ("https://a.example/", "https://b.example/", "A page", "A paper", "2026-01-01")
    store.put_evidence(Evidence("", claim.uid, *told, locator="p. 1", excerpt="It rose.", note="Yes."), by("ada"))
    store.step(claim.uid, "drafted", by("ada"))
    store.set_preference("ada", "theme", "night")
    store.set_position("ada", document, 0)
    store.keep_guideline("reviewer-1", "Words.")
    Session(store, "ada", store.document_ids()).leave()
    store.close()


def changed(path: Path, *statements: str) -> None:
    """Run statements on a database as anybody can, past the program and its rules."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            raw.execute(statement)
