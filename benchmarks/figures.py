"""How long the numbers about reviewers take: `reviewer stats`, `agreement`, `status` and `assign`, each a process.

Run `python -m benchmarks.figures [DOCUMENTS [DATABASE]]`; a database that is named is kept, or used if it is there.
The floor of a command fetches the rows that it must read, in a process that imports what its numbers are computed with.
"""

import os
import random
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

from benchmarks.export import articles
from benchmarks.table import Row, show
from benchmarks.terminal import ROOT, environment, python
from reviewer.articles.structure import Segment
from reviewer.labels import NAMES
from reviewer.store.marks import Attribution
from reviewer.store.rows import Act, Place
from reviewer.store.sqlite import SqliteStore

DOCUMENTS, SENTENCES, REVIEWERS = 2000, 40, ("ann", "ben", "cy")
DAYS = 30
ROUNDS = 3
_READ = "import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); [0 for q in sys.argv[2:] for _ in d.execute(q)]"
_LOG = """SELECT reviewer, at, action, origin, elapsed_ms, json_extract(changes, '$[0].after.label') FROM decisions
    ORDER BY seq"""
_ANSWERS = "SELECT document, sentence, reviewer, label FROM annotations ORDER BY document, sentence, reviewer"
_SPANS = "SELECT * FROM attributions ORDER BY document"
_COMPUTES = "import numpy, krippendorff, statsmodels.stats.inter_rater; "
MEASURED = (
    (("stats", "--no-plots"), "", (_LOG,), 4),
    (("stats",), "", (_LOG,), 4),
    (("agreement", "--bootstrap", "0"), _COMPUTES, (_ANSWERS, _SPANS), 4),
    (("agreement",), _COMPUTES, (_ANSWERS, _SPANS), 6),
    (("status",), "", (_ANSWERS,), None),
    (("assign", "--to", "ann", "--to", "ben", "--dry-run"), "", ("SELECT * FROM documents",), None),
)
"""A command, what its floor imports, what that reads, and how many times the floor it may take."""


def build(path: Path, documents: int) -> None:
    """Make a database in which three reviewers have labelled every sentence, differing on a fifth, over some days."""
    noise = random.Random(1)
    store = SqliteStore.open(path)
    store.connection.execute("PRAGMA synchronous = OFF")  # as in benchmarks/export.py
    acts = [Act(reviewer, "reviewer-1", "key") for reviewer in REVIEWERS]
    every = ((one, [_cut(part) for part in parts]) for one, parts in articles(documents))
    store.add(((one, [half for halves in parts for half in halves]) for one, parts in every), acts[0], "benchmark")
    for document in store.document_ids():
        layout = store.layout(document)
        for index, sentence in enumerate(layout.ids):
            for act in acts:
                label = NAMES[index % 4] if noise.random() < 0.8 else noise.choice(NAMES)
                timed = act._replace(elapsed_ms=noise.randint(500, 9000))
                store.annotate(Place(document, sentence), timed, "label", label=label)
        for act in acts:
            for start, end in zip(layout.starts[::10], layout.ends[::10], strict=True):
                content = ((start, end - noise.choice((0, 0, 3))),)
                said = Attribution("", document, "", (), (), content, None, "indirect", "", None, "", "", "", "")
                store.attribute(said, act)
        if document % 200 == 0:
            store.tidy()
    _spread(store)
    store.tidy()
    store.close()


def _cut(part: Segment) -> list[Segment]:
    middle = (part.start + part.end) // 2
    return [part._replace(end=middle), part._replace(start=middle)]


def _spread(store: SqliteStore) -> None:
    """Let the decisions have been made over some days: all of them were made in a minute."""
    (last,) = store.connection.execute("SELECT max(seq) FROM decisions").fetchone()
    first = datetime.now(UTC) - timedelta(days=DAYS)
    for day in range(DAYS):
        at = (first + timedelta(days=day)).isoformat(timespec="seconds")
        bounds = (last * day // DAYS, last * (day + 1) // DAYS)
        store.connection.execute("UPDATE decisions SET at = ? WHERE seq > ? AND seq <= ?", (at, *bounds))


def timed(command: list[str]) -> tuple[float, int]:
    """Return the fewest seconds of some runs of a command, and the most memory it held, in MiB."""
    seconds, most = [], 0
    for _ in range(ROUNDS):
        begun = perf_counter()
        running = subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(running.pid, 0)
        seconds.append(perf_counter() - begun)
        if status:
            raise SystemExit(f"{command} failed")
        most = max(most, used.ru_maxrss // 1024)
    return min(seconds), most


def main() -> None:
    """Build what is missing, and print a line for each command."""
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(folder) / "figures.db"
        if not path.exists():
            build(path, documents)
        rows = []
        for command, computes, queries, goal in MEASURED:
            seconds, memory = timed(python("-m", "reviewer", *command, "--db", path))
            floor, _ = timed(python("-c", computes + _READ, path, *queries))
            met = "" if goal is None else f"<= {goal}x {'met' if seconds <= goal * floor else 'MISSED'}"
            name = f"{' '.join(command)} ({memory} MiB)"
            rows.append(Row(name, f"{seconds:.2f} s", f"{floor:.2f} s", f"{seconds / floor:.2f}x", met))
    show(f"{documents:,} documents of {SENTENCES} sentences, {len(REVIEWERS)} reviewers", rows)


if __name__ == "__main__":
    main()
