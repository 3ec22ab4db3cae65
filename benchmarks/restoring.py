"""How long restoring many records into an empty database takes, and how much memory; with the undo of all of it.

Run `python -m benchmarks.restoring`; `--documents 2000` is a quick look. Memory is counted from after the imports.
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.export import articles, peak
from reviewer.formats.lines import line, page, whole
from reviewer.labels import NAMES
from reviewer.restoring import Restoring
from reviewer.store.rows import Act, Annotation, Document, Labelled
from reviewer.store.sqlite import SqliteStore
from reviewer.store.sqlite.ids import uuids

MOST_MEBIBYTES = 64.0
TIME = "2026-01-05T09:00:00.000Z"


def write(path: Path, count: int) -> int:
    """Write a file of records of made-up articles with every sentence labelled; return how many there are."""
    records = 0
    with path.open("wb") as stream:
        for article, segments in articles(count):
            document, *names = uuids(len(segments) + 1)
            shared = page(
                Document(
                    0, document, article.sha256, article.name, "A title", article.url, article.published, None, None,
                    "utf-8", "benchmark", "", json.dumps(dict(article.meta)), len(segments),
                ),
                article.text,
            )  # fmt: skip
            cut = json.dumps([(name, *one) for name, one in zip(names, segments, strict=True)], separators=(",", ":"))
            first = whole(shared, cut)
            for index, (name, one) in enumerate(zip(names, segments, strict=True)):
                said = Annotation(NAMES[index % len(NAMES)], False, "", TIME, TIME, "reviewer-1", "key", 900)
                text = article.text[one.start : one.end]
                row = Labelled(0, name, index, *one, text, "", "", "ada", said)
                stream.write(line(shared if index else first, row))
                records += 1
    return records


def main() -> None:
    """Write, restore, undo, and print a table; exit code 1 when the limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=50_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "labels.jsonl"
        records = write(path, given.documents)
        store = SqliteStore.open(Path(folder) / "restored.db")
        before, most = peak(), 0.0
        act = Act("zoe", "reviewer-1", "import")
        for name, done in (("restore", Restoring(store, act, str(path)).take), ("undo", lambda: store.undo(act))):
            begin, busy = time.perf_counter(), time.process_time()
            done()
            most = peak() - before
            took = f"{time.perf_counter() - begin:7.2f} s  {time.process_time() - busy:7.2f} s of the processor"
            print(f"{name:<8} {took}  {most:6.1f} MiB over the imports")
        store.close()
    print(f"{records:,} records; the limit is {MOST_MEBIBYTES:g} MiB")
    sys.exit(most > MOST_MEBIBYTES)


if __name__ == "__main__":
    main()
