"""Looking through another database before any of it is taken in: nothing comes in that could not be made here."""

import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from reviewer.errors import StoreError
from reviewer.labels import NAMES
from reviewer.schemes import read
from reviewer.store.marks import CHECK_WORTHINESS
from reviewer.store.review import QUOTE_VERDICTS, STANCES, STATUSES, VERDICTS
from reviewer.store.rows import is_offered
from reviewer.store.sqlite.changes import ANNOTATION, LATER, SENTENCE
from reviewer.store.sqlite.ids import UID
from reviewer.store.sqlite.mark_rows import MARKS
from reviewer.store.sqlite.versions import TEXT

LAST_TICK = 1 << 53
"""Microseconds, in the year 2255: a clock that is far ahead would take every later decision along."""
_KEYS = {"annotation": 2, "assignment": 2}
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    **MARKS,
    "annotation": ANNOTATION,
    "sentence": SENTENCE,
    "assignment": ("at",),
    "batch": ("removed",),
    "text": TEXT,
}
_NUMBERS = frozenset({"start", "end", "paragraph", "presupposed", "primary", "uncertain", "removed", "version"})
_MAYBE_NUMBERS = frozenset({"elapsed_ms", "duplicate_of", "vanished"})
_MAYBE = frozenset({"label", "check_worthiness", "speaker", "parent", "verdict", "quote_verdict", "created_by"}) | {
    "suggestion",
    "same_as",
}
_ONE_OF: Mapping[str, frozenset[Any]] = {
    "check_worthiness": frozenset({None, *CHECK_WORTHINESS}),
    "status": frozenset(STATUSES),
    "verdict": frozenset({None, *VERDICTS}),
    "quote_verdict": frozenset({None, *QUOTE_VERDICTS}),
    "stance": frozenset(STANCES),
    "uncertain": frozenset({0, 1}),
    "presupposed": frozenset({0, 1}),
    "primary": frozenset({0, 1}),
}


class Told(NamedTuple):
    """What decisions may speak of: documents (uids) with the length (code points) of their longest text; labels."""

    lengths: Mapping[str, int]
    labels: frozenset[str | None]


class Strange(Exception):  # noqa: N818 - it is caught where the file is named
    """Something in the other database that this program would not have written; the text says what."""


def vet(connection: sqlite3.Connection, shown: str) -> None:
    """Read all that would be taken in; raises StoreError in one line, with the first thing that cannot be."""
    try:
        told = Told(dict(_documents(connection)), _labels(connection))
        known = _sentences(connection, told.lengths)
        _decisions(connection, told, known)
        _originals(connection, told)
    except Strange as strange:
        raise StoreError(f"{shown}: {strange}; it was changed by hand or is damaged, and is not taken in") from None


def _labels(connection: sqlite3.Connection) -> frozenset[str | None]:
    """Return the names of all labels that decisions may give."""
    found: set[str | None] = {None, *NAMES}
    for uid, labels, since in connection.execute("SELECT uid, labels, since FROM schemes"):
        try:
            found.update(read(uid, labels).names)
        except (ValueError, TypeError, RecursionError):
            raise Strange("labels in it are none that reviewer.toml could give") from None
        _need(isinstance(since, str), "labels in it are none that reviewer.toml could give")
    return frozenset(found)


def _documents(connection: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """Yield the uid of every document, and the length (code points) of the longest text that it has or had."""
    rows = connection.execute(
        """SELECT d.uid, d.sha256, d.meta, (SELECT max(length(text)) FROM versions WHERE document = d.id),
        d.batch, d.name, d.title, d.imported, t.text FROM documents d LEFT JOIN texts t ON t.document = d.id"""
    )
    for uid, sha256, meta, longest, *texts in rows:
        _need(_is_uid(uid) and isinstance(sha256, str) and re.fullmatch("[0-9a-f]{64}", sha256), "a document has no id")
        _need(all(isinstance(one, str) for one in texts), f"the document {uid} has no text")
        _need(isinstance(_parsed(meta), dict), f"the metadata of document {uid} are no JSON object")
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
        _need(_is_uid(uid) and numbers and document in lengths, "a sentence is nowhere")
        begins = last[1] if last[0] == document else 0
        _need(same and begins <= start < end <= lengths[document], f"the sentence {uid} does not fit its text")
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
        _need(_is_uid(uid), "a decision has no id")
        texts = all(isinstance(one, str) and one for one in (at, reviewer, action, changes, guideline, origin))
        maybe = all(one is None or isinstance(one, int) for one in (document, elapsed))
        _need(texts and maybe and (sentence is None or _is_uid(sentence)), f"the decision {uid} is incomplete")
        _need(isinstance(tick, int) and last < tick < LAST_TICK, f"the decision {uid} is out of time")
        _need(text is None or (isinstance(text, str) and document is not None), f"the decision {uid} is incomplete")
        _need(reverts is None or reverts in known, f"the decision {uid} takes back what is not there")
        _need((reverts is not None) == (action in {"undo", "redo"}), f"the decision {uid} takes nothing back")
        known.add(uid)
        last = tick
        written = _parsed(changes)
        _need(isinstance(written, list), f"the decision {uid} cannot be read")
        for change in written:
            _change(change, uid, told)
            if change["on"] == "sentence":
                sentences.add(change["key"][0])
            elif change["on"] == "annotation":
                spoken_of[change["key"][0]] = uid
    for sentence, uid in spoken_of.items():
        _need(sentence in sentences, f"the decision {uid} is about a sentence that is nowhere")


def _originals(connection: sqlite3.Connection, told: Told) -> None:
    for uid, written, sentence, right in connection.execute(
        """SELECT o.decision, o.changes, o.sentence, d.action = 'correct'
        FROM originals o LEFT JOIN decisions d ON d.uid = o.decision"""
    ):
        changes = _parsed(written)
        _need(right and isinstance(changes, list) and changes, f"the decision {uid} cannot be read")
        _need(sentence is None or _is_uid(sentence), f"the decision {uid} is incomplete")
        for change in changes:
            _change(change, uid, told)
    _need(all(_is_uid(row[0]) for row in connection.execute("SELECT uid FROM corrected_cuts")), "a sentence is nowhere")


def _change(change: Any, uid: str, told: Told) -> None:
    _need(
        isinstance(change, dict) and {"on", "key", "before", "after"} == change.keys(),
        f"the decision {uid} cannot be read",
    )
    table, key = change["on"], change["key"]
    _need(isinstance(table, str) and table in _COLUMNS, f"the decision {uid} is about something unknown")
    _need(
        isinstance(key, list) and len(key) == _KEYS.get(table, 1) and all(isinstance(one, str) and one for one in key),
        f"the decision {uid} names nothing",
    )
    for row in (change["before"], change["after"]):
        if row is not None:
            _need(isinstance(row, dict), f"the decision {uid} cannot be read")
            _row(table, row, uid, told)


def _row(table: str, row: dict[str, Any], uid: str, told: Told) -> None:
    row = {**LATER.get(table, {}), **row}
    _need(row.keys() == set(_COLUMNS[table]), f"the decision {uid} says other things than this program does")
    for name, value in row.items():
        _need(_right(name, value) and value in _ONE_OF.get(name, {value}), f"the decision {uid} has a wrong {name}")
    _need(row.get("label") in told.labels, f"the decision {uid} has a wrong label")
    if row.get("suggestion") is not None:
        _need(is_offered(row["suggestion"]), f"the decision {uid} has a wrong suggestion")
    if table == "speaker":
        _need(_all(_parsed(row["aliases"]), lambda one: isinstance(one, str)), f"the decision {uid} has wrong aliases")
    if table == "text":
        cut = [] if not row["cut"] else _parsed(row["cut"])
        _need(isinstance(cut, list) and all(map(_is_segment, cut)), f"the decision {uid} cuts its text wrongly")
        ends = [0, *(end for one in cut for end in one[:2])]
        _need(ends == sorted(ends), f"the decision {uid} cuts its text wrongly")
    if "document" in row:
        length = told.lengths.get(row["document"], -1)
        spans = [[row["start"], row["end"]]] if "end" in row else []
        for role in ("source", "cue", "content") if table == "attribution" else ():
            spans += _spans(_parsed(row[role]), uid)
        fits = all(0 <= start < end <= length for start, end in spans) and 0 <= row["start"] <= length
        _need(fits, f"the decision {uid} is about words that are not in its text")


def _right(name: str, value: Any) -> bool:
    if name in _NUMBERS:
        return isinstance(value, int)
    if value is None:
        return name in _MAYBE or name in _MAYBE_NUMBERS
    return isinstance(value, int if name in _MAYBE_NUMBERS else str)


def _spans(given: Any, uid: str) -> list[list[int]]:
    pair = lambda one: isinstance(one, list) and len(one) == 2 and all(type(end) is int for end in one)  # noqa: E731
    _need(_all(given, pair), f"the decision {uid} has wrong spans")
    return list(given)


def _is_segment(given: Any) -> bool:
    if not isinstance(given, list) or len(given) != 4:
        return False
    return all(type(one) is int for one in given[:3]) and given[0] < given[1] and isinstance(given[3], str)


def _all(given: Any, right: Callable[[Any], bool]) -> bool:
    return isinstance(given, list) and all(map(right, given))


def _parsed(written: Any) -> Any:
    try:
        return json.loads(written)
    except (TypeError, ValueError, RecursionError):
        raise Strange("something in it is no JSON") from None


def _is_uid(value: Any) -> bool:
    return isinstance(value, str) and UID.fullmatch(value) is not None


def _need(holds: Any, why: str) -> None:
    if not holds:
        raise Strange(why)
