"""How long it takes to take in another database: two reviewers who labelled the same articles apart.

Run it from the repository: `.venv/bin/python -m benchmarks.merging [DECISIONS EACH]`. It says how many seconds and how
much memory `reviewer merge` takes, the first time and again.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from reviewer.articles.article import Article
from reviewer.articles.sentences import SPLITTER
from reviewer.articles.structure import segment
from reviewer.store.rows import Act, Place
from reviewer.store.sqlite import SqliteStore

PER_ARTICLE = 100
EACH = 50_000


def desk(path: Path, reviewer: str, decisions: int) -> None:
    """Make a database in which a reviewer has labelled one sentence after the other, and cut some."""
    import hashlib  # noqa: PLC0415 - only what is measured runs without it

    store = SqliteStore.open(path)
    store.connection.execute("PRAGMA synchronous = OFF")
    texts = [
        "\n\n".join(f"The flood number {article}-{n} came in on Monday." for n in range(PER_ARTICLE))
        for article in range(decisions // PER_ARTICLE)
    ]
    articles = [Article(text, hashlib.sha256(text.encode()).hexdigest(), "flood.txt", "utf-8") for text in texts]
    act = Act(reviewer, "reviewer-1", "key", 1200)
    for number, document in enumerate(store.add([(one, segment(one.text)) for one in articles], act, SPLITTER)):
        for position, sentence in enumerate(store.layout(document).ids):
            place = Place(document, sentence)
            if number % 10 == 0 and position == 7:
                store.split(place, store.layout(document).starts[position] + 9, act)
            else:
                store.annotate(place, act, "label", label=("quote", "assertion")[position % 2])
    store.close()


def main() -> None:
    """Print a line for each time."""
    each = int(sys.argv[1]) if len(sys.argv) > 1 else EACH
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{name}.db" for name in ("ada", "ben")]
        for path in paths:
            desk(path, path.stem, each)
        for run in ("first", "again"):
            begun = time.perf_counter()
            command = [sys.executable, "-m", "reviewer", "merge", "--db", str(paths[0]), str(paths[1])]
            subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
            seconds = time.perf_counter() - begun
            memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
            print(f"{2 * each:,} decisions, {run}: {seconds:.1f} s, {memory} MB at most")


if __name__ == "__main__":
    main()
