"""The speakers of the project: naming, renaming and merging them, each one decision."""

import json
import operator
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from reviewer.errors import Refused
from reviewer.store.marks import Speaker
from reviewer.store.rows import Act, Change, Decision
from reviewer.store.sqlite import log
from reviewer.store.sqlite.changes import read
from reviewer.store.sqlite.connection import Engine
from reviewer.store.sqlite.ids import uuid7

_Row = tuple[str, str, str, str]


class _Remembered(NamedTuple):
    """The speakers as they were read, by their rows, and the state of the database then."""

    state: tuple[int, ...]
    rows: Mapping[_Row, Speaker]
    speakers: Sequence[Speaker]


class SpeakersPart(Engine):
    """The part of the engine that knows who says things."""

    _speakers = _Remembered((), {}, [])

    def speakers(self) -> Sequence[Speaker]:
        """Return the speakers of the project by name; the same object as long as they are the same."""
        before, state = self._speakers, self._state()
        if before.state != state:
            found = self.connection.execute("SELECT uid, name, aliases, role FROM speakers ORDER BY name, uid")
            rows: dict[_Row, Speaker] = {row: before.rows.get(row) or _speaker(row) for row in found}
            same = len(rows) == len(before.rows) and all(map(operator.eq, rows, before.rows))
            now = _Remembered(state, rows, before.speakers if same else list(rows.values()))
            if self.connection.in_transaction:  # what stands now may be taken back
                return now.speakers
            self._speakers = now
        return self._speakers.speakers

    def said_by(self) -> Mapping[str, int]:
        """Return how many attributions name each speaker (uid), of all reviewers, in articles not taken out."""
        rows = self.connection.execute(
            """SELECT a.speaker, count(*) FROM attributions a JOIN documents d ON d.id = a.document AND NOT d.removed
            WHERE a.speaker IS NOT NULL GROUP BY a.speaker"""
        )
        return dict(rows.fetchall())

    def put_speaker(self, value: Speaker, act: Act) -> Decision:
        """Record a speaker, a new one where its uid is empty; another name changes it wherever it is named."""
        with self.transaction() as connection:
            return log.append(connection, act, "speaker", [speaker_change(connection, value)])

    def merge_speakers(self, uid: str, into: str, act: Act) -> Decision:
        """Let one speaker be another: its attributions, whoever made them, name that one; its names become aliases."""
        if uid == into:
            raise Refused("a speaker cannot be merged with itself")
        with self.transaction() as connection:
            gone, kept = known_speaker(connection, uid), known_speaker(connection, into)
            changes = []
            for (one,) in connection.execute("SELECT uid FROM attributions WHERE speaker = ?", (uid,)).fetchall():
                row = read(connection, "attribution", (one,)) or {}
                changes.append(Change("attribution", (one,), row, {**row, "speaker": into}))
            aliases = [*json.loads(kept["aliases"]), gone["name"], *json.loads(gone["aliases"])]
            joined = Speaker(into, kept["name"], tuple(aliases), kept["role"] or gone["role"])
            changes += [speaker_change(connection, joined), Change("speaker", (uid,), gone, None)]
            return log.append(connection, act, "merge_speakers", changes)


def _speaker(row: _Row) -> Speaker:
    return Speaker(row[0], row[1], tuple(json.loads(row[2])), row[3])


def known_speaker(connection: sqlite3.Connection, uid: str) -> Mapping[str, Any]:
    """Return a speaker's row; raises Refused when there is none."""
    row = read(connection, "speaker", (uid,))
    if row is None:
        raise Refused("that speaker is no more; it was merged or undone elsewhere")
    return row


def speaker_change(connection: sqlite3.Connection, value: Speaker) -> Change:
    """Return the change that records a speaker, a new one where its uid is empty; raises Refused without a name."""
    name = " ".join(value.name.split())
    if not name:
        raise Refused("a speaker needs a name")
    before = known_speaker(connection, value.uid) if value.uid else None
    aliases = [
        alias for alias in dict.fromkeys(" ".join(one.split()) for one in value.aliases) if alias not in {"", name}
    ]
    row = {"name": name, "aliases": json.dumps(aliases, ensure_ascii=False), "role": " ".join(value.role.split())}
    return Change("speaker", (value.uid or uuid7(),), before, row)
