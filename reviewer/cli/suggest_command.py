"""`reviewer suggest`: what the program would say of articles, as records, without a database."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reviewer.cli import complain_of
from reviewer.cli.context import data_stream
from reviewer.cli.progress import Progress
from reviewer.errors import ExportError
from reviewer.text import one_line

if TYPE_CHECKING:  # `reviewer --help` loads none of this
    from reviewer.formats.suggestions import Written


@click.command("suggest", epilog="Example: reviewer suggest story.txt -o suggested.jsonl")
@click.argument("paths", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE", default="-", show_default=True, help="Where to; - is stdout.")
def command(paths: tuple[str, ...], output: str) -> int:
    """Write what the program would say of each sentence of PATHS.

    PATHS are text files, JSONL files, saved web pages, web archives, feeds, folders, patterns, or - for standard input;
    an article that comes twice is written once. The records are those of an export, with `suggestion` in the
    decision's place. No database is read or made, nothing is decided, and nothing leaves this machine.
    """
    written = _to_stdout(paths) if output == "-" else _to_file(paths, output)
    complain_of(written.problems)
    parts = [
        f"{_counted(written.sentences, 'sentence')} of {_counted(written.articles, 'article')}",
        *([f"{written.again} that came before"] if written.again else []),
        *([f"{len(written.problems)} refused"] if written.problems else []),
    ]
    click.echo(f"suggestions for {', '.join(parts)}", err=True)
    return 2 if written.problems else 0


def _to_file(paths: tuple[str, ...], output: str) -> "Written":
    from reviewer.formats.files import replaced  # noqa: PLC0415 - pydantic takes 190 ms; help does without
    from reviewer.formats.suggestions import write  # noqa: PLC0415 - as above

    progress = Progress(sys.stderr)
    with replaced(Path(output)) as sink:
        try:
            written = write(paths, sink, output, progress)
        finally:
            progress.done()
        if not written.sentences:
            complain_of(written.problems)
            raise ExportError(f"{one_line(output)}: there is no article to write of; no file was made")
    return written


def _to_stdout(paths: tuple[str, ...]) -> "Written":
    from reviewer.formats.files import StreamSink  # noqa: PLC0415 - as above
    from reviewer.formats.suggestions import write  # noqa: PLC0415 - as above

    stream = data_stream()
    progress = Progress(sys.stderr)

    def told(articles: int) -> None:
        """Let a reader have the article's records before the next one is read."""
        stream.flush()
        if not sys.stdout.isatty():
            progress(articles)

    try:
        return write(paths, StreamSink(stream), None, told)
    finally:
        progress.done()


def _counted(count: int, name: str) -> str:
    return f"{count:,} {name}" if count == 1 else f"{count:,} {name}s"
