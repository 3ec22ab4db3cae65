"""How much memory exports of many records take, each a process of its own, over an export of ten.

    python -m benchmarks.export_memory FORMAT… [--records 1000000] [--database FILE] [--with OPTION=VALUE]

The database holds so many labelled sentences, an attribution an article, and approved claims: one an article, and with
`claimreview`, in FILE-claims.db beside it, one a sentence. FILE is kept, or used if it is there. Memory is the most
that the whole process has held, interpreter and imports included; what an export of ten holds does not grow.
"""

import argparse
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from benchmarks.export import SENTENCES, build
from benchmarks.table import Row, show
from benchmarks.terminal import environment, python
from reviewer.store.sqlite import SqliteStore

RECORDS, FEW = 1_000_000, 10
MOST_MEBIBYTES = 64.0
TIME = "2026-01-05T09:00:00.000Z"
PUBLISHER = """[publisher]
name = "Desk"
url = "https://desk.example"
reviews = "https://desk.example/checks"
"""
# What the process before this one held counts in ru_maxrss on Linux, where /proc says it of the program alone.
CHILD = """
import re, resource, sys
from pathlib import Path
from reviewer.cli import run
code = run(sys.argv[1:])
status = Path("/proc/self/status")
if status.exists():
    peak = int(re.findall(r"VmHWM:\\s+(\\d+)", status.read_text())[0]) / 1024
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
print(peak)
sys.exit(code)
"""


class Export(NamedTuple):
    """What one export took: seconds, MiB at most, and the MiB of what was written."""

    seconds: float
    peak: float
    size: float


def mark(path: Path, *, every: bool) -> None:
    """Give each article an attribution of its first sentence and an approved claim of it, or a claim of `every` one."""
    store = SqliteStore.open(path)
    where = "" if every else "AND s.start = 0"
    with store.transaction() as db:
        rows = "FROM sentences s JOIN texts t ON t.document = s.document"
        db.execute(
            f"""INSERT OR IGNORE INTO attributions SELECT 'a' || s.id, s.document, 'ada', 0, '[]', '[]',
            json_array(json_array(0, s."end")), NULL, 'direct', '', NULL, ?, ?, 'g', 'key', NULL {rows}
            WHERE s.start = 0""",
            (TIME, TIME),
        )
        db.execute(
            f"""INSERT OR IGNORE INTO claims SELECT 'c' || s.id, s.document, 'ada', s.start, s."end",
            'It is said so.', 0, ?, ?, 'g', 'key', NULL, NULL {rows} WHERE 1 {where}""",
            (TIME, TIME),
        )
        db.execute(
            """INSERT OR IGNORE INTO checks SELECT uid, 'approved', 'supported', NULL, 'It says so.',
            'The archive.', '', 'ada', 'ada', 'ben', ?, ? FROM claims""",
            (TIME, TIME),
        )
    store.tidy()
    store.close()


def made(path: Path, records: int, *, every: bool) -> Path:
    """Return a database of so many labelled sentences, made if not there; with claims of `every` one, beside it."""
    if not path.exists():
        half = path.with_suffix(".half")
        build(half, -(-records // SENTENCES))
        mark(half, every=False)
        half.rename(path)
    (path.parent / "reviewer.toml").write_text(PUBLISHER, "utf-8")
    if not every:
        return path
    claimed = path.with_name(f"{path.stem}-claims.db")
    if not claimed.exists():
        half = Path(shutil.copyfile(path, claimed.with_suffix(".half")))
        mark(half, every=True)
        half.rename(claimed)
    return claimed


def exported(name: str, database: Path, folder: Path, options: Sequence[str]) -> Export:
    """Run one export as a process of its own."""
    path = folder / f"export-{name}"
    given = [word for option in options for word in ("--with", option)]
    command = python("-c", CHILD, "export", "--format", name, "-o", path, "--db", database, *given)
    begun = perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, check=False)
    seconds = perf_counter() - begun
    if done.returncode:
        raise SystemExit(f"{name}: {done.stderr}")
    files = [one for one in folder.rglob(f"{path.name}*") if one.is_file()]
    files += [one for one in path.rglob("*") if one.is_file()] if path.is_dir() else []
    return Export(seconds, float(done.stdout.split()[-1]), sum(one.stat().st_size for one in files) / 1024**2)


def measured(names: Sequence[str], records: int, kept: Path | None, options: Sequence[str]) -> Iterator[Row]:
    """Yield two lines for each format: memory, and speed."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name in names:
            every = name == "claimreview"
            many = made(kept or folder / "many.db", records, every=every)
            few = made(folder / "few.db", FEW, every=every)
            base, whole = exported(name, few, folder, options), exported(name, many, folder, options)
            goal = f"<= {MOST_MEBIBYTES:g} MiB {'met' if whole.peak <= MOST_MEBIBYTES else 'MISSED'}"
            yield Row(
                f"{name}, peak memory", f"{whole.peak:.1f} MiB", f"{base.peak:.1f} MiB",
                f"{whole.peak - base.peak:+.1f} MiB", goal,
            )  # fmt: skip
            rate = records / (whole.seconds - base.seconds)
            yield Row(f"  records a second; {whole.size:,.0f} MiB", f"{rate:,.0f}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("formats", nargs="+")
    parser.add_argument("--records", type=int, default=RECORDS)
    parser.add_argument("--database", type=Path)
    parser.add_argument("--with", dest="options", action="append", default=[])
    given = parser.parse_args()
    rows = list(measured(given.formats, given.records, given.database, given.options))
    show(f"{given.records:,} records", rows, ("measured", f"of {FEW}", "growth"))


if __name__ == "__main__":
    main()
