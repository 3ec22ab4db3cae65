"""The texts of documents as a replay needs them and leaves them, and where sentences were in them elsewhere."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from operator import itemgetter

from reviewer.store.rows import Change, Decision
from reviewer.store.sqlite import log, timeline
from reviewer.store.sqlite.joining.identity import renamed
from reviewer.store.sqlite.replay import Row, State
from reviewer.store.sqlite.replay.corrections import Named
from reviewer.store.sqlite.versions import TEXT, read_text

_CORRECTED = "action = 'correct'"


def text_of(connection: sqlite3.Connection, documents: Mapping[str, int], uid: str, sha256: str) -> str:
    """Return a text that a document (uid) has or had; raises LookupError when it is not here."""
    found = connection.execute(
        """SELECT t.text FROM texts t JOIN documents d ON d.id = t.document WHERE d.id = ?1 AND d.sha256 = ?2
        UNION ALL SELECT text FROM versions WHERE document = ?1 AND sha256 = ?2""",
        (documents[uid], sha256),
    ).fetchone()
    if found is None:
        raise LookupError(f"the text {sha256} of the document {uid} is nowhere")
    text: str = found[0]
    return text


def named_in(connection: sqlite3.Connection) -> Named:
    """Return where the sentences stood that corrections named, those that were made anew since among them."""
    found: dict[tuple[str, str], dict[str, list[tuple[int, int]]]] = {}
    for uid, sha256, sentence, *where in connection.execute(
        'SELECT d.uid, c.sha256, c.uid, c.start, c."end" FROM corrected_cuts c JOIN documents d ON d.id = c.document'
    ):
        found.setdefault((uid, sha256), {}).setdefault(sentence, []).append((where[0], where[1]))
    made = connection.execute(f"SELECT changes FROM decisions WHERE {_CORRECTED} UNION SELECT changes FROM originals")
    for (written,) in made:
        changes = log.read(written)
        head = changes[0]
        known = found.setdefault((head.key[0], (head.after or {})["sha256"]), {})
        for sentence, start, end in cut_by(changes):
            known.setdefault(sentence, []).append((start, end))
    return found


def cut_by(changes: Iterable[Change]) -> list[tuple[str, int, int]]:
    """Return the sentences (uid, bounds) that a correction names in its text."""
    return [
        (change.key[0], change.after["start"], change.after["end"])
        for change in changes
        if change.table == "sentence" and change.after
    ]


def keep_cut(connection: sqlite3.Connection, document: int, changes: Iterable[Change]) -> None:
    """Remember what a correction of a document (row id) named what, as its maker had it."""
    changes = tuple(changes)
    sha256 = (changes[0].after or {})["sha256"]
    connection.executemany(
        "INSERT OR IGNORE INTO corrected_cuts VALUES (?, ?, ?, ?, ?)",
        [(document, sha256, *one) for one in cut_by(changes)],
    )


def take_cuts(
    ours: sqlite3.Connection, theirs: sqlite3.Connection, ids: Mapping[int, int], names: Mapping[str, str]
) -> None:
    """Take in what another database remembers of how corrections were made; `ids` and `names` lead to ours."""
    ours.executemany(
        "INSERT OR IGNORE INTO corrected_cuts VALUES (?, ?, ?, ?, ?)",
        [
            (ids[document], sha256, names.get(uid, uid), *where)
            for document, sha256, uid, *where in theirs.execute("SELECT * FROM corrected_cuts")
        ],
    )
    ours.executemany(
        "INSERT OR IGNORE INTO originals (decision, changes, sentence) VALUES (?, ?, ?)",
        [
            (decision, renamed(changes, names), names.get(sentence, sentence))
            for decision, changes, sentence in theirs.execute("SELECT decision, changes, sentence FROM originals")
        ],
    )


def set_first(connection: sqlite3.Connection, first: Mapping[int, Row]) -> None:
    """Let the corrections of documents (row ids) tell the same particulars of the text that these came with."""
    for document, row in first.items():
        rows = connection.execute(
            """SELECT uid, changes, 0 FROM decisions WHERE document = ?1 AND instr(changes, '"on":"text"')
            UNION ALL SELECT o.decision, o.changes, 1 FROM originals o JOIN decisions d ON d.uid = o.decision
            WHERE d.document = ?1""",
            (document,),
        ).fetchall()
        for uid, written, original in rows:
            changes = json.loads(written)  # as it stands there, so that all else in it stays letter for letter
            for one in changes:
                for side in ("before", "after"):
                    told = one[side]
                    if one["on"] == "text" and told and told["sha256"] == row["sha256"]:
                        told.update(row)
            written_anew = json.dumps(changes, ensure_ascii=False, separators=(",", ":"))
            if written_anew != written:
                table, name = ("originals", "decision") if original else ("decisions", "uid")
                connection.execute(f"UPDATE {table} SET changes = ? WHERE {name} = ?", (written_anew, uid))


def write_texts(
    connection: sqlite3.Connection, state: State, rewritten: Mapping[str, Decision], documents: Mapping[str, int]
) -> bool:
    """Let documents have the texts that they have in the state, and corrections do in the log what they did in it.

    Those that do not count, as others were first or as they were taken back, say there what their maker said.
    Return whether any says something else now.
    """
    counting, before = _counting(connection), connection.total_changes
    for uid, decision in rewritten.items():
        if uid in counting and decision.document is not None:
            keep_cut(connection, decision.document, log.get(connection, decision.seq).changes)
            connection.execute(
                "INSERT OR IGNORE INTO originals SELECT uid, changes, sentence FROM decisions WHERE uid = ?", (uid,)
            )
            connection.execute(
                "UPDATE decisions SET changes = ?, sentence = ? WHERE uid = ?",
                (_in_one_order(decision.changes), decision.sentence, uid),
            )
    replaced = """SELECT o.decision, o.changes, o.sentence, d.document, d.changes
        FROM originals o JOIN decisions d ON d.uid = o.decision WHERE d.changes <> o.changes"""
    for uid, changes, sentence, document, made in connection.execute(replaced).fetchall():
        if uid not in counting or log.read(changes) == log.read(made):
            keep_cut(connection, document, log.read(made))
            connection.execute("UPDATE decisions SET changes = ?, sentence = ? WHERE uid = ?", (changes, sentence, uid))
    changed = connection.total_changes > before
    for (uid,), row in state.rows["text"].items():
        document = documents[uid]
        if read_text(connection, uid) != row:
            _write_text(connection, document, row, text_of(connection, documents, uid, row["sha256"]))
        _number(connection, document)
    return changed


def _in_one_order(changes: Iterable[Change]) -> str:
    """Return changes as the log keeps them, letter for letter the same wherever the rows came from."""
    return json.dumps(
        json.loads(log.written(tuple(changes))), ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )


def first_texts(connection: sqlite3.Connection) -> dict[str, Row]:
    """Return what is known of the texts that corrected documents (uids) came with."""
    found: dict[str, Row] = {}
    for decision in log.in_order(connection, _CORRECTED):
        head = decision.changes[0]
        found.setdefault(head.key[0], head.before or {})
    return found


def _write_text(connection: sqlite3.Connection, document: int, row: Row, text: str) -> None:
    """Let a document have another of its texts, and keep the one that it had."""
    connection.execute(
        """INSERT OR IGNORE INTO versions (document, version, sha256, encoding, splitter, imported, text)
        SELECT d.id, d.version, d.sha256, d.encoding, d.splitter, d.imported, t.text
        FROM documents d JOIN texts t ON t.document = d.id WHERE d.id = ?""",
        (document,),
    )
    connection.execute(
        f"UPDATE documents SET {', '.join(f'{name} = ?' for name in TEXT)} WHERE id = ?",
        (*(row[name] for name in TEXT), document),
    )
    connection.execute("UPDATE texts SET text = ? WHERE document = ?", (text, document))
    connection.execute("DELETE FROM versions WHERE document = ? AND sha256 = ?", (document, row["sha256"]))


def _counting(connection: sqlite3.Connection) -> set[str]:
    """Return the corrections (uids) that led to the texts that documents have."""
    lines = map(timeline.line, timeline.events(connection).values())
    return {link.named for one in lines if one for link in one.links}


def _number(connection: sqlite3.Connection, document: int) -> None:
    """Let the older texts of a document have the numbers that its corrections give them."""
    numbers: dict[str, Row] = {}
    found = timeline.line(timeline.events(connection, document).get(document, ()))
    named = {link.named for link in found.links} if found else set()
    decisions = list(log.in_order(connection, f"document = {document} AND {_CORRECTED}"))
    for decision in sorted(decisions, key=lambda one: one.uid in named):  # those that count say it last
        before, after = decision.changes[0].before or {}, decision.changes[0].after or {}
        for row in (before, after):
            known = numbers.get(row["sha256"], row)
            numbers[row["sha256"]] = row if decision.uid in named else min(row, known, key=itemgetter("version"))
    connection.executemany(
        "UPDATE versions SET version = ?, encoding = ?, splitter = ?, imported = ? WHERE document = ? AND sha256 = ?",
        [
            (*(row[name] for name in ("version", "encoding", "splitter", "imported")), document, sha256)
            for sha256, row in numbers.items()
        ],
    )
