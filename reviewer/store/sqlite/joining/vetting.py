"""Looking through another database before any of it is taken in: nothing comes in that could not be made here."""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from reviewer.errors import StoreError
from reviewer.labels import NAMES
from reviewer.schemes import read
from reviewer.store.sqlite.right_rows import COLUMNS, LARGEST, Strange, Told, is_moment, is_uid, need, parsed, right_row

LAST_TICK = LARGEST
"""Microseconds, in the year 2255: a clock that is far ahead would take every later decision along."""
_KEYS = {"annotation": 2, "assignment": 2}


def vet(connection: sqlite3.Connection, shown: str) -> None:
    """Read all that would be taken in; raises StoreError in one line, with the first thing that cannot be."""
    if found := strange(connection):
        raise StoreError(f"{shown}: {found}; it was changed by hand or is damaged, and is not taken in")


def strange(connection: sqlite3.Connection) -> str | None:
    """Return the first thing in articles and log that this program would not have written, None where all is right."""
    try:
        told = what_there_is(connection)
        known = _sentences(connection, told.lengths)
        _decisions(connection, told, known)
        _originals(connection, told)
    except Strange as found:
        return str(found)
    return None


def what_there_is(connection: sqlite3.Connection) -> Told:
    """Return what rows may speak of; raises Strange for articles or labels that are none."""
    return Told(dict(_documents(connection)), _labels(connection))


def _labels(connection: sqlite3.Connection) -> frozenset[str | None]:
    """Return the names of all labels that decisions may give."""
    found: set[str | None] = {None, *NAMES}
    for uid, labels, since in connection.execute("SELECT uid, labels, since FROM schemes"):
        try:
            found.update(read(uid, labels).names)
        except (ValueError, TypeError, RecursionError):
            raise Strange("labels in it are none that reviewer.toml could give") from None
        need(isinstance(since, str), "labels in it are none that reviewer.toml could give")
    return frozenset(found)


def _documents(connection: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """Yield the uid of every document, and the length (code points) of the longest text that it has or had."""
    rows = connection.execute(
        """SELECT d.uid, d.sha256, d.meta, (SELECT max(length(text)) FROM versions WHERE document = d.id),
        d.batch, d.name, d.title, d.imported, t.text FROM documents d LEFT JOIN texts t ON t.document = d.id"""
    )
    for uid, sha256, meta, longest, *texts in rows:
        need(is_uid(uid) and isinstance(sha256, str) and re.fullmatch("[0-9a-f]{64}", sha256), "a document has no id")
        need(all(isinstance(one, str) for one in texts), f"the document {uid} has no text")
        need(isinstance(parsed(meta), dict), f"the metadata of document {uid} are no JSON object")
        yield uid, max(longest or 0, len(texts[-1]))


def _sentences(connection: sqlite3.Connection, lengths: Mapping[str, int]) -> set[str]:
    """Return the uids of all sentences that stand, or stood in another copy."""
    rows = connection.execute(
        """SELECT d.uid, s.uid, s.start, s."end", s.paragraph, s.kind,
        s.text = substr(t.text, s.start + 1, s."end" - s.start)
        FROM sentences s LEFT JOIN documents d ON d.id = s.document LEFT JOIN texts t ON t.document = s.document
        ORDER BY s.document, s.start"""
    )
    known = {row[0] for row in connection.execute("SELECT uid FROM cuts UNION SELECT uid FROM corrected_cuts")}
    last: tuple[str, int] = ("", 0)
    for document, uid, start, end, paragraph, kind, same in rows:
        numbers = all(isinstance(one, int) for one in (start, end, paragraph)) and isinstance(kind, str)
        need(is_uid(uid) and numbers and document in lengths, "a sentence is nowhere")
        begins = last[1] if last[0] == document else 0
        need(same and begins <= start < end <= lengths[document], f"the sentence {uid} does not fit its text")
        last = (document, end)
        known.add(uid)
    return known


def _decisions(connection: sqlite3.Connection, told: Told, sentences: set[str]) -> None:
    rows = connection.execute(
        """SELECT uid, at, reviewer, action, document, sentence, changes, guideline, origin, elapsed_ms, reverts, tick,
        text
        FROM decisions ORDER BY seq"""
    )
    known, last, spoken_of = set[str](), -1, dict[str, str]()
    for (
        uid,
        at,
        reviewer,
        action,
        document,
        sentence,
        changes,
        guideline,
        origin,
        elapsed,
        reverts,
        tick,
        text,
    ) in rows:
        need(is_uid(uid), "a decision has no id")
        texts = all(isinstance(one, str) and one for one in (at, reviewer, action, changes, guideline, origin))
        maybe = all(one is None or isinstance(one, int) for one in (document, elapsed))
        need(texts and maybe and (sentence is None or is_uid(sentence)), f"the decision {uid} is incomplete")
        need(is_moment(at), f"the decision {uid} was made at no time")
        need(isinstance(tick, int) and last < tick < LAST_TICK, f"the decision {uid} is out of time")
        need(text is None or (isinstance(text, str) and document is not None), f"the decision {uid} is incomplete")
        need(reverts is None or reverts in known, f"the decision {uid} takes back what is not there")
        need((reverts is not None) == (action in {"undo", "redo"}), f"the decision {uid} takes nothing back")
        known.add(uid)
        last = tick
        written = parsed(changes)
        need(isinstance(written, list), f"the decision {uid} cannot be read")
        for change in written:
            _change(change, uid, told)
            if change["on"] == "sentence":
                sentences.add(change["key"][0])
            elif change["on"] == "annotation":
                spoken_of[change["key"][0]] = uid
    for sentence, uid in spoken_of.items():
        need(sentence in sentences, f"the decision {uid} is about a sentence that is nowhere")


def _originals(connection: sqlite3.Connection, told: Told) -> None:
    for uid, written, sentence, right in connection.execute(
        """SELECT o.decision, o.changes, o.sentence, d.action = 'correct'
        FROM originals o LEFT JOIN decisions d ON d.uid = o.decision"""
    ):
        changes = parsed(written)
        need(right and isinstance(changes, list) and changes, f"the decision {uid} cannot be read")
        need(sentence is None or is_uid(sentence), f"the decision {uid} is incomplete")
        for change in changes:
            _change(change, uid, told)
    need(all(is_uid(row[0]) for row in connection.execute("SELECT uid FROM corrected_cuts")), "a sentence is nowhere")


def _change(change: Any, uid: str, told: Told) -> None:
    need(
        isinstance(change, dict) and {"on", "key", "before", "after"} == change.keys(),
        f"the decision {uid} cannot be read",
    )
    table, key = change["on"], change["key"]
    need(isinstance(table, str) and table in COLUMNS, f"the decision {uid} is about something unknown")
    need(
        isinstance(key, list) and len(key) == _KEYS.get(table, 1) and all(isinstance(one, str) and one for one in key),
        f"the decision {uid} names nothing",
    )
    for row in (change["before"], change["after"]):
        if row is not None:
            need(isinstance(row, dict), f"the decision {uid} cannot be read")
            right_row(table, row, f"the decision {uid}", told)
