"""A database as an earlier version of the program left it: of the second schema, with decisions in it."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from reviewer.store.sqlite.migrations import make
from reviewer.store.sqlite.schema import STEPS

TEXT = "The river rose. It fell."
TIMES = ("2026-01-05T09:00:00.250Z", "2026-01-05T09:00:07.900Z", "2026-01-05T08:59:00.000Z", "2026-01-05T09:00:07.900Z")
"""When the four decisions were made; the clock was set back before the third."""
CLAIM = {
    "document": "d", "reviewer": "ada", "start": 0, "end": 15, "text": "The river rose.", "presupposed": 0,
    "created": TIMES[0], "modified": TIMES[0], "guideline": "g", "origin": "key",
}  # fmt: skip
LABEL = {
    "label": "assertion", "uncertain": 0, "note": "", "created": TIMES[0], "modified": TIMES[0], "guideline": "g",
    "origin": "key", "elapsed_ms": None, "check_worthiness": None, "claim_types": "", "duplicate_of": None,
}  # fmt: skip


def change(on: str, key: list[str], before: Any, after: Any) -> str:
    return json.dumps([{"on": on, "key": key, "before": before, "after": after}])


def make_older(path: Path) -> list[str]:
    """Make a file with an import, a claim, its rewording and a label in it; return the ids of these decisions."""
    decided = [
        ("import", None, change("batch", ["0"], None, {"removed": False})),
        ("claim", 1, change("claim", ["c"], None, {**CLAIM, "text": "It rose."})),
        ("claim", 1, change("claim", ["c"], {**CLAIM, "text": "It rose."}, CLAIM)),
        ("label", 1, change("annotation", ["s0", "ada"], None, LABEL)),
    ]
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        make(old, STEPS[:2])
        old.execute(
            """INSERT INTO documents VALUES
            (1, 'd', 'x', 'r.txt', 'r', NULL, NULL, NULL, NULL, 'utf-8', 's', 't', '0', 0, 2, '{}')"""
        )
        old.execute("INSERT INTO texts VALUES (1, ?)", (TEXT,))
        for number, (start, end) in enumerate(((0, 15), (16, 24))):
            values = (f"s{number}", start, end, TEXT[start:end])
            old.execute(
                """INSERT INTO sentences (uid, document, start, "end", paragraph, kind, text)
                VALUES (?, 1, ?, ?, 0, 'body', ?)""",
                values,
            )
        for number, (action, document, changes) in enumerate(decided):
            entry = (str(number), TIMES[number], action, document, "s0" if document else None, changes)
            old.execute("INSERT INTO decisions VALUES (NULL, ?, ?, 'ada', ?, ?, ?, ?, 'g', 'key', NULL, NULL)", entry)
            old.execute("INSERT INTO undo_stack VALUES ('ada', 0, last_insert_rowid())")
        old.execute(
            "INSERT INTO claims VALUES ('c', 1, 'ada', 0, 15, 'The river rose.', 0, ?, ?, 'g', 'key')", TIMES[:2]
        )
        old.execute("UPDATE claims SET modified = created")
        old.execute(
            f"""INSERT INTO annotations (document, sentence, reviewer, {", ".join(LABEL)})
            VALUES (1, 1, 'ada', {", ".join("?" * len(LABEL))})""",
            tuple(LABEL.values()),
        )
        old.execute("INSERT INTO progress VALUES (1, 'ada', 'assertion', 1)")
    return [str(number) for number in range(len(decided))]
