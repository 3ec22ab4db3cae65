"""Making all state anew from the articles and the log alone; where nothing is wrong, what was there comes out."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from functools import partial
from typing import Any

from reviewer.store.sqlite import finished, log, timeline
from reviewer.store.sqlite.changes import ANNOTATION, SENTENCE
from reviewer.store.sqlite.claim_words import index_claims
from reviewer.store.sqlite.guards import claims_in
from reviewer.store.sqlite.joining.texts import first_texts, named_in, text_of, write_texts
from reviewer.store.sqlite.mark_rows import MARKS, PLACES
from reviewer.store.sqlite.replay import Bounds, Clash, Replay, Row, State, Texts
from reviewer.store.sqlite.replay.standing import Standing

MOVES = """instr(changes, '"on":"sentence"')"""
"""What tells a decision that moved bounds; a note with these words in it only makes the search a little longer."""
_EMPTIED = (
    "undo_stack", "decision_claims", "conflicts", "annotations", "progress", "evidence", "checks", "claims",
    "attributions", "speakers", "assignments", "compared", "compared_until",
)  # fmt: skip


def passed(connection: sqlite3.Connection) -> list[str]:
    """Return the decisions (uids) that undo passed over: the one thing about undo that the log does not say."""
    rows = connection.execute(
        "SELECT d.uid FROM undo_stack u JOIN decisions d ON d.seq = u.seq WHERE u.undone = ?", (log.PASSED,)
    )
    return [row[0] for row in rows]


def rebuild(connection: sqlite3.Connection, passed_over: Collection[str]) -> None:
    """Replay the log and let all tables of state hold what comes out; to be called inside a transaction.

    Row ids of documents and of sentences that stay are kept. Raises LookupError for a log that speaks of what is
    nowhere.
    """
    documents: dict[str, int] = dict(connection.execute("SELECT uid, id FROM documents"))
    moved = _moved(connection)
    texts = Texts(partial(text_of, connection, documents), named_in(connection))
    replay = Replay(imported(connection, moved), elsewhere(connection), texts)
    for uid, row in first_texts(connection).items():
        replay.state.put("text", (uid,), row)
    batches, claims = set[str](), list[tuple[str, int]]()
    for decision, counts in timeline.in_replay_order(connection):
        if counts:
            replay.step(decision)
        batches.update(change.key[0] for change in decision.changes if change.table == "batch")
        claims += ((claim, decision.seq) for claim in claims_in(decision.changes))
    for table in _EMPTIED:
        connection.execute(f"DELETE FROM {table}")
    finished.forget(connection)
    rewritten = write_texts(connection, replay.state, replay.rewritten, documents)
    _write_sentences(connection, replay.state, {documents[uid] for uid in moved}, documents)
    _write_annotations(connection, replay.state)
    _write_marks(connection, replay.state, documents)
    index_claims(connection)
    _write_batches(connection, replay.state, batches)
    if rewritten:  # corrections say other things now
        claims = [(claim, one.seq) for one in log.in_order(connection) for claim in claims_in(one.changes)]
    connection.executemany("INSERT INTO decision_claims (claim, seq) VALUES (?, ?)", claims)
    _write_stack(connection, _standing(connection), set(passed_over))
    _write_clashes(connection, replay.clashes, documents)


def imported(connection: sqlite3.Connection, documents: Collection[str]) -> dict[str, Row]:
    """Return the sentences of some documents (uids) as they were cut on import, by uid.

    What no decision made was there at first: as the first decision that moved it found it, or as it stands. Where
    another splitter's copy came in, `cuts` has them.
    """
    columns = 'd.uid, s.start, s."end", s.paragraph, s.kind'
    found: dict[str, Row] = {}
    for uid, *values in connection.execute(
        f"SELECT s.uid, {columns} FROM cuts s JOIN documents d ON d.id = s.document WHERE standing"
    ):
        found[uid] = dict(zip(SENTENCE, (*values, None), strict=True))
    asked = set(documents) - {row["document"] for row in found.values()}
    first, made = _moved_first(connection)
    for document in asked:
        for uid, *values in connection.execute(
            f"SELECT s.uid, {columns} FROM sentences s JOIN documents d ON d.id = s.document WHERE d.uid = ?",
            (document,),
        ):
            first.setdefault(uid, dict(zip(SENTENCE, (*values, None), strict=True)))
    found |= {uid: row for uid, row in first.items() if uid not in made and row["document"] in asked}
    return {uid: row for uid, row in found.items() if row["document"] in documents}


def _moved_first(connection: sqlite3.Connection) -> tuple[dict[str, Row], set[str]]:
    """Return the sentences that decisions moved or took away, as the first of these found them, and what they made."""
    first: dict[str, Row] = {}
    otherwise: dict[str, Row] = {}  # as an equal correction found it, in whose database only it was moved
    made: set[str] = set()
    for decision, counts in timeline.in_replay_order(connection, MOVES):
        for table, key, before, _ in decision.changes:
            if table == "sentence" and before is not None:
                (first if counts else otherwise).setdefault(key[0], before)
            elif table == "sentence" and decision.reverts is None:
                made.add(key[0])
    return {**otherwise, **first}, made


def elsewhere(connection: sqlite3.Connection) -> dict[str, Bounds]:
    """Return where the sentences stood that only a copy by another splitter had, by uid."""
    rows = connection.execute(
        'SELECT c.uid, d.uid, c.start, c."end" FROM cuts c JOIN documents d ON d.id = c.document WHERE NOT c.standing'
    )
    return {uid: Bounds(*where) for uid, *where in rows}


def _moved(connection: sqlite3.Connection) -> set[str]:
    """Return the documents (uids) whose sentences may be others than those of the import."""
    rows = connection.execute(
        f"""SELECT uid FROM documents WHERE id IN (SELECT document FROM cuts UNION
        SELECT document FROM decisions WHERE {MOVES})"""
    )
    return {row[0] for row in rows}


def _write_sentences(
    connection: sqlite3.Connection, state: State, moved: Iterable[int], documents: Mapping[str, int]
) -> None:
    """Let the sentences of some documents (row ids) be those of the state."""
    wanted: dict[int, dict[str, Row]] = {document: {} for document in moved}
    for (uid,), row in state.rows["sentence"].items():
        wanted[documents[row["document"]]][uid] = row
    for document, rows in wanted.items():
        stored = connection.execute(
            'SELECT uid, start, "end", paragraph, kind, created_by, id, text FROM sentences WHERE document = ?',
            (document,),
        ).fetchall()
        (whole,) = connection.execute("SELECT text FROM texts WHERE document = ?", (document,)).fetchone()
        same = set()
        for uid, *values, identity, text in stored:
            stays = uid in rows and values == [rows[uid][name] for name in SENTENCE[1:]]
            if stays and text == whole[values[0] : values[1]]:
                same.add(uid)
                continue
            connection.execute(
                "INSERT INTO sentences_fts (sentences_fts, rowid, text) VALUES ('delete', ?, ?)", (identity, text)
            )
            connection.execute("DELETE FROM sentences WHERE id = ?", (identity,))
        for uid, row in sorted(rows.items(), key=lambda one: int(one[1]["start"])):
            if uid not in same:
                _write_sentence(connection, document, uid, row)
        connection.execute("UPDATE documents SET sentences = ? WHERE id = ?", (len(rows), document))


def _write_sentence(connection: sqlite3.Connection, document: int, uid: str, row: Row) -> None:
    cursor = connection.execute(
        """INSERT INTO sentences (uid, document, start, "end", paragraph, kind, created_by, text)
        SELECT ?, ?, ?, ?, ?, ?, ?, substr(text, ?, ?) FROM texts WHERE document = ?""",
        (
            uid, document, *(row[name] for name in SENTENCE[1:]),
            row["start"] + 1, row["end"] - row["start"], document,
        ),
    )  # fmt: skip
    connection.execute(
        "INSERT INTO sentences_fts (rowid, text) SELECT id, text FROM sentences WHERE id = ?", (cursor.lastrowid,)
    )


def _write_annotations(connection: sqlite3.Connection, state: State) -> None:
    rows = state.rows["annotation"]
    done = connection.executemany(
        f"""INSERT INTO annotations (document, sentence, reviewer, {", ".join(ANNOTATION)})
        SELECT document, id, ?, {", ".join("?" * len(ANNOTATION))} FROM sentences WHERE uid = ?""",
        ((layer, *(row[name] for name in ANNOTATION), uid) for (uid, layer), row in rows.items()),
    )
    if done.rowcount != max(len(rows), 0) and rows:
        raise LookupError("the log speaks of a sentence that is nowhere")
    connection.execute(
        """INSERT INTO progress (document, reviewer, label, sentences) SELECT document, reviewer, label, count(*)
        FROM annotations WHERE label IS NOT NULL GROUP BY document, reviewer, label"""
    )


def _write_marks(connection: sqlite3.Connection, state: State, documents: Mapping[str, int]) -> None:
    for table in ("speaker", "attribution", "claim", "check", "evidence"):
        (name, by), columns = PLACES[table], MARKS[table]
        written = ", ".join(f'"{column}"' for column in (by, *columns))
        connection.executemany(
            f"INSERT INTO {name} ({written}) VALUES ({', '.join('?' * (len(columns) + 1))})",
            (
                (*key, *(documents[row[one]] if one == "document" else row[one] for one in columns))
                for key, row in state.rows[table].items()
            ),
        )
    connection.executemany(
        "INSERT INTO assignments (document, layer, at) VALUES (?, ?, ?)",
        ((documents[uid], layer, row["at"]) for (uid, layer), row in state.rows["assignment"].items()),
    )


def _write_batches(connection: sqlite3.Connection, state: State, batches: Iterable[str]) -> None:
    undone = json.dumps([batch for batch in batches if state.get("batch", (batch,)) is None])
    connection.execute("UPDATE copies SET removed = batch IN (SELECT value FROM json_each(?))", (undone,))
    connection.execute(
        """UPDATE documents SET removed = CASE WHEN EXISTS (SELECT 1 FROM copies WHERE document = documents.id)
        THEN NOT EXISTS (SELECT 1 FROM copies WHERE document = documents.id AND NOT removed)
        ELSE batch IN (SELECT value FROM json_each(?)) END""",
        (undone,),
    )


def _standing(connection: sqlite3.Connection) -> Standing:
    standing = Standing()
    for row in connection.execute("SELECT seq, uid, reviewer, action, reverts FROM decisions ORDER BY seq"):
        standing.step(*row)
    return standing


def _write_stack(connection: sqlite3.Connection, standing: Standing, passed_over: set[str]) -> None:
    whose = dict(
        connection.execute(
            "SELECT uid, reviewer FROM decisions WHERE uid IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(passed_over)),),
        )
    )
    rows = [(who, log.PASSED, standing.places[uid]) for uid, who in whose.items()]
    rows += [
        (who, log.UNDONE if undone else log.STANDING, standing.places[uid])
        for uid, (who, undone) in standing.stack.items()
        if uid not in passed_over
    ]
    connection.executemany("INSERT INTO undo_stack (reviewer, undone, seq) VALUES (?, ?, ?)", rows)


def _write_clashes(connection: sqlite3.Connection, clashes: Iterable[Clash], documents: Mapping[str, int]) -> None:
    for one in clashes:
        place: tuple[int | None, ...] = (None, None, None)
        if one.where:
            place = (documents[one.where.document], one.where.start, one.where.end)
        elif one.on == "annotation":
            place = connection.execute(
                'SELECT document, start, "end" FROM sentences WHERE uid = ?', one.key[:1]
            ).fetchone()
        said = (one.on, _json(one.key), one.layer, _json(one.stands), _json(one.aside), one.decision, one.over)
        connection.execute(
            """INSERT INTO conflicts
            (document, start, "end", "on", "key", layer, stands, aside, decision, over, written_over)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (*place, *said, one.written_over),
        )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
