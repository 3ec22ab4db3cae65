"""`reviewer split`: shards of articles become shards of segmented, suggested records, without a database."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reviewer.cli import SHOWN_PROBLEMS, complain, complain_of
from reviewer.cli.progress import Progress
from reviewer.errors import InputError
from reviewer.text import one_line

if TYPE_CHECKING:  # `reviewer --help` loads none of this
    from reviewer.corpus import Shard, ShardResult

FORMS = ("jsonl", "parquet")
MOST_WORKERS = 256


@click.command("split", epilog="Example: reviewer split wire.jsonl more.jsonl -o suggested")
@click.argument("shards", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FOLDER", required=True, help="Where to; one file a shard, of its name.")
@click.option(
    "--workers", type=click.IntRange(1, MOST_WORKERS), metavar="N", help="How many processes [default: one a core]."
)
@click.option("--no-suggestions", is_flag=True, help="Only cut into sentences; propose nothing, which is faster.")
@click.option("--format", "form", type=click.Choice(FORMS), default="jsonl", show_default=True, help="What is written.")
def command(shards: tuple[str, ...], output: str, *, workers: int | None, no_suggestions: bool, form: str) -> int:
    """Cut SHARDS of a corpus into sentences and say what the program would of each.

    SHARDS are JSONL files (also .gz and .zst), Parquet files, or folders of them, with an article a line or row. The
    records are those of `reviewer suggest`. A shard that was finished before, from the same file by the same rules, is
    passed over, so that what was interrupted goes on where it was when it is run again. No database is read or made.
    """
    from reviewer.corpus import split  # noqa: PLC0415 - pydantic takes 190 ms; help does without

    folder = Path(output)
    found, refused = _found(shards, folder, form)
    complain_of(refused)
    progress = Progress(sys.stderr)
    results = split(
        found, folder, form=form, suggest=not no_suggestions, workers=workers or _cores(), progress=progress
    )
    try:
        summed = _Sum(results)
    finally:
        progress.done()
    complain_of(summed.problems)
    if summed.unshown:
        complain(f"… and {summed.unshown:,} more like these")
    click.echo(f"{one_line(output)}: {summed.told(len(refused))}", err=True)
    return 2 if refused or summed.refused else 0


def _found(given: tuple[str, ...], folder: Path, form: str) -> tuple[list["Shard"], list[InputError]]:
    """Return the shards, and what is none: among these also a shard whose place another one takes."""
    from reviewer.corpus import find  # noqa: PLC0415 - as above
    from reviewer.corpus.splitting import FORMS as SUFFIX  # noqa: PLC0415 - as above

    shards: dict[str, Shard] = {}
    refused: list[InputError] = []
    for one in find(given, folder):
        if isinstance(one, InputError):
            refused.append(one)
            continue
        shown, target = one_line(str(one.path)), folder / f"{one.stem}{SUFFIX[form]}"
        first = shards.get(one.stem)
        if target.exists() and target.samefile(one.path):
            refused.append(InputError(shown, "would be replaced by what is made of it; give another folder with -o"))
        elif first is not None and not first.path.samefile(one.path):
            why = f"would be written to the same file as {one_line(str(first.path))}; rename it, or give another -o"
            refused.append(InputError(shown, why))
        else:
            shards[one.stem] = one
    return list(shards.values()), refused


class _Sum:
    """What all shards came to, with the first few problems in words."""

    def __init__(self, results: Iterator["ShardResult"]) -> None:
        self.shards = self.skipped = self.articles = self.sentences = self.refused = 0
        self.problems: list[str] = []
        for one in results:
            self.shards += bool(one.articles)
            self.skipped += one.skipped
            self.articles += one.articles
            self.sentences += one.sentences
            self.refused += one.refused
            self.problems += one.problems[: SHOWN_PROBLEMS - len(self.problems)]

    @property
    def unshown(self) -> int:
        """How many problems are only counted."""
        return self.refused - len(self.problems)

    def told(self, refused: int) -> str:
        """Return what was done as one line; `refused` paths were no shards."""
        refused += self.refused
        done = f"{_counted(self.sentences, 'sentence')} of {_counted(self.articles, 'article')}"
        parts = [
            f"{done} in {_counted(self.shards, 'shard')}",
            *([f"{self.skipped:,} finished before"] if self.skipped else []),
            *([f"{refused:,} refused"] if refused else []),
        ]
        return ", ".join(parts)


def _cores() -> int:
    """Return how many cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # not on every system
    return min(MOST_WORKERS, len(affinity(0)) if affinity else os.cpu_count() or 1)


def _counted(count: int, name: str) -> str:
    return f"{count:,} {name}" if count == 1 else f"{count:,} {name}s"
