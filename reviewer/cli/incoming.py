"""What `reviewer import --format` does: work from other formats, as decisions or as suggestions."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from reviewer.articles.sources import unreadable
from reviewer.cli import SHOWN_PROBLEMS, complain
from reviewer.cli.context import name_of, store_at
from reviewer.cli.progress import Progress
from reviewer.cli.tables import many
from reviewer.errors import InputError
from reviewer.formats import Format, formats, named
from reviewer.formats.export import NATIVE
from reviewer.incoming import Incoming, Options
from reviewer.incoming.layering import ATTRIBUTIONS, CLAIMS, KEPT, KNOWN, SENTENCES, SILENT, VERDICTS
from reviewer.incoming.taking import ARTICLES, PROPOSED
from reviewer.settings import Settings
from reviewer.store.rows import Act
from reviewer.text import one_line


class _Problems:
    """Shows the first lines that are wrong as they come, and counts the rest."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self.count = 0

    def __call__(self, problem: InputError) -> None:
        self.count += 1
        if self.count <= SHOWN_PROBLEMS:
            self._progress.done()
            complain(problem)

    def tell_the_rest(self) -> None:
        if self.count > SHOWN_PROBLEMS:
            complain(f"… and {self.count - SHOWN_PROBLEMS:,} more like these")


def take_in(paths: Sequence[str], name: str, options: Options, db: str | None, chosen: Settings) -> int:
    """Take files in a format in, and say what came; return the exit code: 2 where something of them did not fit."""
    form = _readable(name)
    act = Act(name_of(options.reviewer, chosen.reviewer), chosen.guideline_version, "import")
    progress = Progress(sys.stderr, "records")
    problems = _Problems(progress)
    incoming = Incoming(store_at(db, make=True), act, options, problems, progress)
    try:
        for path in paths:
            try:
                incoming.take(Path(path), form)
            except InputError as problem:
                problems(problem)
            except OSError as error:
                problems(unreadable(path, error))
    finally:
        progress.done()
    problems.tell_the_rest()
    click.echo(", ".join(_told(incoming.came().counts, options, problems.count)), err=True)
    return 2 if problems.count else 0


def mapped(given: Sequence[str]) -> dict[str, str]:
    """Return what `--map FROM=TO` says, by the file's names; raises UsageError."""
    found = {}
    for one in given:
        name, sign, meant = one.rpartition("=")
        if not sign or not name.strip() or not meant.strip():
            raise click.UsageError(f"--map takes FROM=TO, such as --map Citation=quote, not {one_line(one)!r}")
        found[name] = meant
    return found


def _readable(name: str) -> Format:
    form = named(name)
    if "read" not in form.does:
        known = ", ".join((NATIVE, *(one.name for one in formats().values() if "read" in one.does)))
        raise click.UsageError(f"{form.name} is only written; what can be taken in: {known}")
    return form


def _told(counts: Mapping[str, int], options: Options, refused: int) -> Iterator[str]:
    """Yield what came of it all, in words."""
    of = {name: counts.get(name, 0) for name in (SENTENCES, ATTRIBUTIONS, CLAIMS, ARTICLES, KNOWN, KEPT, SILENT)}
    what = "suggestions for " if options.suggestions else ""
    yield f"{what}{many(of[SENTENCES], 'sentence')}"
    for name, one in ((ATTRIBUTIONS, "attribution"), (CLAIMS, "claim"), (ARTICLES, "new article")):
        if of[name]:
            yield many(of[name], one)
    if of[KNOWN]:
        yield f"{of[KNOWN]:,} there already"
    if of[KEPT]:
        yield f"{of[KEPT]:,} decided otherwise here and kept (--overwrite takes the file's)"
    if of[SILENT]:
        yield f"{of[SILENT]:,} with nothing said"
    if left := counts.get(PROPOSED, 0):
        yield f"{left:,} that a program proposed left out (--as suggestions takes them)"
    if left := counts.get(VERDICTS, 0):
        yield f"{many(left, 'verdict')} left out, which need their evidence"
    if refused:
        yield f"{refused:,} refused"
