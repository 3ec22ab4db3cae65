"""What `reviewer import` does with files that `reviewer export` wrote: articles and everybody's work come back."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from reviewer.cli import SHOWN_PROBLEMS, complain
from reviewer.cli.progress import Progress
from reviewer.errors import InputError

if TYPE_CHECKING:  # `reviewer --help` loads none of this
    from reviewer.restoring import Restored
    from reviewer.store import Store
    from reviewer.store.rows import Act

_WORDS = {
    "articles": ("new article", "new articles"),
    "labels": ("label", "labels"),
    "attributions": ("attribution", "attributions"),
    "claims": ("claim", "claims"),
    "same": ("there already", "there already"),
}


def sorted_out(paths: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the paths of files of our own records, and all others, each in their order."""
    if not any(path.lower().endswith((".jsonl", ".ndjson")) for path in paths):
        return (), tuple(paths)  # nothing else is read as JSON lines, and needs no look, nor pydantic
    from reviewer.formats.native import is_native  # noqa: PLC0415 - pydantic takes 190 ms

    ours = tuple(path for path in paths if is_native(path))
    return ours, tuple(path for path in paths if path not in ours)


def take_records(store: "Store", act: "Act", paths: Sequence[str], *, suggestions: bool = False) -> int:
    """Take in files of our own records, with `suggestions` as proposals; say what came, and return the exit code.

    The code is 2 where something of them was refused. A file that cannot be read is told, and the next one comes.
    """
    from reviewer.restoring import Restored, Restoring  # noqa: PLC0415 - pydantic takes 190 ms

    refused = 0
    for path in paths:
        progress = Progress(sys.stderr)
        try:
            restoring = Restoring(store, act, path, progress)
            came = restoring.propose() if suggestions else restoring.take()
        except InputError as error:
            came = Restored(refused=1, problems=(error,))
        finally:
            progress.done()
        for problem in came.problems[:SHOWN_PROBLEMS]:
            complain(problem)
        if came.refused > SHOWN_PROBLEMS:
            complain(f"… and {came.refused - SHOWN_PROBLEMS:,} more like these")
        click.echo(f"restored: {', '.join(_told(came, suggestions=suggestions))}", err=True)
        refused += came.refused
    return 2 if refused else 0


def _told(came: "Restored", *, suggestions: bool) -> list[str]:
    """Return what a file brought, in words."""
    counts = {name: getattr(came, name) for name in _WORDS}
    told = [f"{times:,} {_WORDS[name][times != 1]}" for name, times in counts.items() if times]
    if came.suggestions:
        left = "" if suggestions else " left out (--as suggestions takes them)"
        told.append(f"{came.suggestions:,} suggestion{'' if came.suggestions == 1 else 's'}{left}")
    if came.refused:
        told.append(f"{came.refused:,} refused")
    return told or ["nothing"]
