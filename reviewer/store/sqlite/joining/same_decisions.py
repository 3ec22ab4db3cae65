"""Taking in the decisions of another database: each once, under the ids that count, in the order of their ticks."""

import sqlite3
from collections import Counter
from collections.abc import Mapping

from reviewer.errors import StoreError
from reviewer.store.sqlite import log
from reviewer.store.sqlite.joining.identity import first_speakers, renamed
from reviewer.store.sqlite.joining.texts import keep_cut, take_cuts

_COLUMNS = (
    "uid", "at", "reviewer", "action", "tick", "reverts", "document", "sentence", "changes", "guideline", "origin",
    "elapsed_ms", "text",
)  # fmt: skip
_SAME = 6
"""So many of the columns, from the first, are the same in every database that holds the decision."""


def known_by(ours: sqlite3.Connection, theirs: sqlite3.Connection, names: Mapping[str, str]) -> dict[str, str]:
    """Return the ids that are no more, speakers' with them, and let our log name what stands for them."""
    known = dict(names)
    here, there = first_speakers(ours), first_speakers(theirs)
    for who in here.keys() & there.keys():
        first, later = sorted((here[who], there[who]))
        if first != later:
            known[later] = first
    if known:
        changed = [
            (after, seq)
            for seq, changes in ours.execute("SELECT seq, changes FROM decisions")
            if (after := renamed(changes, known)) != changes
        ]
        ours.executemany("UPDATE decisions SET changes = ? WHERE seq = ?", changed)
        originals = ours.execute("SELECT decision, changes, sentence FROM originals").fetchall()
        ours.executemany(
            "UPDATE originals SET changes = ?, sentence = ? WHERE decision = ?",
            [(renamed(changes, known), known.get(sentence, sentence), uid) for uid, changes, sentence in originals],
        )
        ours.executemany(
            "UPDATE decisions SET sentence = ? WHERE sentence = ?", [(new, old) for old, new in known.items()]
        )
    return known


def take_decisions(
    ours: sqlite3.Connection,
    theirs: sqlite3.Connection,
    ids: Mapping[int, int],
    names: Mapping[str, str],
    shown: str,
) -> Counter[tuple[str, bool]]:
    """Take in the decisions that are not here; return how many each reviewer made, new here or not.

    `ids` leads from their documents' row ids to ours, `names` to the ids that count. Raises StoreError where one id
    stands for two decisions.
    """
    came: Counter[tuple[str, bool]] = Counter()
    known = {row[0]: row for row in ours.execute(f"SELECT {', '.join(_COLUMNS[:_SAME])} FROM decisions")}
    corrections = dict(ours.execute("SELECT uid, changes FROM decisions WHERE action = 'correct'"))
    new = []
    for row in theirs.execute(f"SELECT {', '.join(_COLUMNS)} FROM decisions ORDER BY seq"):
        uid, reviewer = row[0], row[2]
        if uid in known and known[uid] != row[:_SAME]:
            raise StoreError(
                f"{shown}: the decision {uid} is another one here; one of the two databases was changed by hand"
            )
        came[reviewer, uid not in known] += 1
        if uid in corrections and corrections[uid] != (theirs_made := renamed(row[_SAME + 2], names)):
            keep_cut(ours, ids[row[_SAME]], log.read(theirs_made))
        if uid not in known:
            document, sentence, changes = row[_SAME : _SAME + 3]
            place = None if document is None else ids[document]
            new.append((*row[:_SAME], place, names.get(sentence, sentence), renamed(changes, names), *row[_SAME + 3 :]))
    take_cuts(ours, theirs, ids, names)
    if new:
        columns = ", ".join(_COLUMNS)
        ours.executemany(f"INSERT INTO decisions ({columns}) VALUES ({', '.join('?' * len(_COLUMNS))})", new)
        _put_in_order(ours, min((row[4], row[0]) for row in new))
    return came


def _put_in_order(ours: sqlite3.Connection, first: tuple[int, str]) -> None:
    """Give the decisions from `first` (tick, uid) on new places behind all others, in the order of their ticks.

    None keeps a place that it had: a sitting that is open elsewhere finds all of them new, and looks again.
    """
    for table in ("undo_stack", "decision_claims"):  # they name places, and are made anew from the log
        ours.execute(f"DELETE FROM {table}")
    (last,) = ours.execute("SELECT max(seq) FROM decisions").fetchone()
    later = ours.execute("SELECT seq FROM decisions WHERE (tick, uid) >= (?, ?) ORDER BY tick, uid", first).fetchall()
    ours.executemany(
        "UPDATE decisions SET seq = ? WHERE seq = ?", [(last + place, seq) for place, (seq,) in enumerate(later, 1)]
    )


def take_guidelines(ours: sqlite3.Connection, theirs: sqlite3.Connection) -> list[str]:
    """Keep the words of guidelines that are not known here; return the versions that have other words there."""
    here = dict(ours.execute("SELECT version, text FROM guidelines"))
    there = theirs.execute("SELECT version, text, since FROM guidelines").fetchall()
    ours.executemany(
        "INSERT INTO guidelines (version, text, since) VALUES (?, ?, ?)", [row for row in there if row[0] not in here]
    )
    return [version for version, text, _ in there if here.get(version, text) != text]
