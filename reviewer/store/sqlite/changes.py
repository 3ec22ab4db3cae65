"""Applying changes of state: each kind of row is read and written in one way, by decisions and by undo."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from reviewer.store.rows import Annotation, Change
from reviewer.store.sqlite.check_rows import check_of, evidence_of
from reviewer.store.sqlite.guards import unsound
from reviewer.store.sqlite.mark_rows import MARKS, read_mark, write_mark
from reviewer.store.sqlite.versions import change_text, read_text

ANNOTATION = (
    "label", "uncertain", "note", "created", "modified", "guideline", "origin", "elapsed_ms",
    "check_worthiness", "claim_types", "duplicate_of", "suggestion",
)  # fmt: skip
LATER: Mapping[str, Mapping[str, Any]] = {
    "annotation": {"check_worthiness": None, "claim_types": "", "duplicate_of": None, "suggestion": None},
    "attribution": {"suggestion": None},
    "claim": {"vanished": None, "same_as": None},
}
"""What decisions from before these columns leave unsaid of a row."""
SENTENCE = ("document", "start", "end", "paragraph", "kind", "created_by")

Row = Mapping[str, Any]


class Conflict(Exception):  # noqa: N818 - it is caught where undo explains it
    """The state is no longer what the decision left behind: somebody has built upon it."""


def annotation_of(row: Sequence[Any]) -> Annotation:
    """Return an annotation from its columns, those of ANNOTATION."""
    return Annotation._make((row[0], bool(row[1]), *row[2:9], tuple(row[9].split()), *row[10:]))


def fresh(at: str) -> dict[str, Any]:
    """Return an annotation that says nothing yet, begun at this time."""
    return {"label": None, "uncertain": 0, "note": "", "created": at, **LATER["annotation"]}


_NESTED = """SELECT 1 FROM attributions a JOIN documents d ON d.id = a.document
    WHERE d.uid = ? AND a.parent = ? LIMIT 1"""


def apply(connection: sqlite3.Connection, changes: Iterable[Change]) -> None:
    """Write the `after` of every change, in order; raises Conflict where they would break what must hold."""
    changes, gone = tuple(changes), []
    if not change_text(connection, changes):  # first, whatever the order: what is made next is cut from this text
        raise Conflict
    for change in changes:
        if change.table == "text" or (change.table == "sentence" and change.before and change.after):
            continue
        _WRITERS[change.table](connection, change.key, change.before, change.after)
        if change.table == "attribution" and change.after is None and change.before is not None:
            gone.append((change.before["document"], *change.key))
    for where in gone:  # only at the end: the changes themselves may part what lay in it
        if connection.execute(_NESTED, where).fetchone():
            raise Conflict  # another attribution, which stays, lies in this one
    if unsound(changes, partial(check_of, connection), partial(evidence_of, connection)):
        raise Conflict  # a check would lose what it rests on, or what was signed off would change


def inverted(connection: sqlite3.Connection, changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes that take `changes` back; raises Conflict when the state is not what they left."""
    back = tuple(change._replace(before=change.after, after=change.before) for change in reversed(tuple(changes)))
    for change in back:
        if change.table != "batch" and read(connection, change.table, change.key) != change.before:
            raise Conflict
    return back


def read(connection: sqlite3.Connection, table: str, key: tuple[str, ...]) -> Row | None:
    """Return one row of state as a change holds it, None when there is none."""
    if table in MARKS:
        return read_mark(connection, table, key)
    if table == "text":
        return read_text(connection, *key)
    if table == "sentence":
        sql = """SELECT d.uid, s.start, s."end", s.paragraph, s.kind, s.created_by
            FROM sentences s JOIN documents d ON d.id = s.document WHERE s.uid = ?"""
        columns: tuple[str, ...] = SENTENCE
    elif table == "assignment":
        sql = """SELECT a.at FROM assignments a JOIN documents d ON d.id = a.document
            WHERE d.uid = ? AND a.layer = ?"""
        columns = ("at",)
    else:
        sql = f"""SELECT {", ".join("a." + name for name in ANNOTATION)}
            FROM sentences s JOIN annotations a ON a.document = s.document AND a.sentence = s.id
            WHERE s.uid = ? AND a.reviewer = ?"""
        columns = ANNOTATION
    found = connection.execute(sql, key).fetchone()
    return None if found is None else dict(zip(columns, found, strict=True))


def _write_annotation(
    connection: sqlite3.Connection, key: tuple[str, ...], before: Row | None, after: Row | None
) -> None:
    uid, reviewer = key
    found = connection.execute("SELECT id, document FROM sentences WHERE uid = ?", (uid,)).fetchone()
    if found is None:
        if before is None and after is None:
            return  # nothing was said of it, and nothing is
        raise Conflict  # another reviewer has split or merged the sentence since
    sentence, document = found
    if after is None:
        connection.execute(
            "DELETE FROM annotations WHERE document = ? AND sentence = ? AND reviewer = ?",
            (document, sentence, reviewer),
        )
    else:
        connection.execute(
            f"""INSERT OR REPLACE INTO annotations (document, sentence, reviewer, {", ".join(ANNOTATION)})
            VALUES (?, ?, ?, {", ".join("?" * len(ANNOTATION))})""",
            (document, sentence, reviewer, *(after[name] for name in ANNOTATION)),
        )
    old, new = _label(before), _label(after)
    if old != new:
        _count(connection, document, reviewer, old, -1)
        _count(connection, document, reviewer, new, 1)


def _label(row: Row | None) -> str | None:
    label: str | None = row["label"] if row else None
    return label


def _count(connection: sqlite3.Connection, document: int, reviewer: str, label: str | None, step: int) -> None:
    if label is not None:
        connection.execute(
            """INSERT INTO progress (document, reviewer, label, sentences) VALUES (?, ?, ?, ?)
            ON CONFLICT (document, reviewer, label) DO UPDATE SET sentences = sentences + excluded.sentences""",
            (document, reviewer, label, step),
        )


def _write_sentence(
    connection: sqlite3.Connection, key: tuple[str, ...], before: Row | None, after: Row | None
) -> None:
    (uid,) = key
    if before is not None:
        old = connection.execute("SELECT id, text, document FROM sentences WHERE uid = ?", (uid,)).fetchone()
        if connection.execute("SELECT 1 FROM annotations WHERE sentence = ? LIMIT 1", (old[0],)).fetchone():
            raise Conflict  # another reviewer has labelled this part since
        connection.execute("INSERT INTO sentences_fts (sentences_fts, rowid, text) VALUES ('delete', ?, ?)", old[:2])
        connection.execute("DELETE FROM sentences WHERE id = ?", old[:1])
        connection.execute("UPDATE documents SET sentences = sentences - 1 WHERE id = ?", old[2:])
    if after is not None:
        document = connection.execute("SELECT id FROM documents WHERE uid = ?", (after["document"],)).fetchone()[0]
        cursor = connection.execute(
            """INSERT INTO sentences (uid, document, start, "end", paragraph, kind, created_by, text)
            SELECT ?, ?, ?, ?, ?, ?, ?, substr(text, ?, ?) FROM texts WHERE document = ?""",
            (
                uid, document, after["start"], after["end"], after["paragraph"], after["kind"], after["created_by"],
                after["start"] + 1, after["end"] - after["start"], document,
            ),
        )  # fmt: skip
        connection.execute(
            "INSERT INTO sentences_fts (rowid, text) SELECT id, text FROM sentences WHERE id = ?", (cursor.lastrowid,)
        )
        connection.execute("UPDATE documents SET sentences = sentences + 1 WHERE id = ?", (document,))


def _write_assignment(
    connection: sqlite3.Connection, key: tuple[str, ...], before: Row | None, after: Row | None
) -> None:
    del before
    uid, layer = key
    document = connection.execute("SELECT id FROM documents WHERE uid = ?", (uid,)).fetchone()[0]
    connection.execute("DELETE FROM assignments WHERE document = ? AND layer = ?", (document, layer))
    if after is not None:
        connection.execute(
            "INSERT INTO assignments (document, layer, at) VALUES (?, ?, ?)", (document, layer, after["at"])
        )


def _write_batch(connection: sqlite3.Connection, key: tuple[str, ...], before: Row | None, after: Row | None) -> None:
    del before
    connection.execute("UPDATE documents SET removed = ? WHERE batch = ?", (after is None, *key))
    # An article that was imported into several databases stands as long as one of its imports does.
    connection.execute("UPDATE copies SET removed = ? WHERE batch = ?", (after is None, *key))
    connection.execute(
        """UPDATE documents
        SET removed = NOT EXISTS (SELECT 1 FROM copies WHERE document = documents.id AND NOT removed)
        WHERE id IN (SELECT document FROM copies WHERE batch = ?)""",
        key,
    )


_WRITERS: Mapping[str, Callable[[sqlite3.Connection, tuple[str, ...], Row | None, Row | None], None]] = {
    "annotation": _write_annotation,
    "sentence": _write_sentence,
    "batch": _write_batch,
    "assignment": _write_assignment,
    **{table: partial(write_mark, table) for table in MARKS},
}
