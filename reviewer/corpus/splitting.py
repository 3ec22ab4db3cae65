"""One shard's work: its articles in, its records out, whole or not at all, and not again where they are there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Protocol

from reviewer.articles.article import Article
from reviewer.corpus.columns import PARQUET, Rows
from reviewer.corpus.manifest import Manifest, is_still, load, made_by, make_folder, save, stamp
from reviewer.corpus.shards import articles
from reviewer.errors import ExportError, InputError
from reviewer.formats.files import Target, replaced
from reviewer.formats.suggestions import proved
from reviewer.text import one_line

FORMS = {"jsonl": ".jsonl", "parquet": PARQUET}
"""What a shard can be written as, with the suffix of its name."""
SHOWN = 20
"""How many of a shard's refused lines are kept in words; all are counted."""


class ShardResult(NamedTuple):
    """What became of one shard: its articles, sentences and refused lines, and whether all of it was there before."""

    name: str
    articles: int = 0
    sentences: int = 0
    refused: int = 0
    problems: tuple[str, ...] = ()
    skipped: bool = False


class _Out(Protocol):
    def put(self, lines: list[bytes]) -> None:
        """Take some records as lines of JSON."""

    def prove(self) -> None:
        """Say that there are no more, and hold what was written against what was given."""


def _untold(_articles: int) -> None:
    """Tell nobody."""


def split_shard(
    source: Path,
    target: Path,
    *,
    name: str | None = None,
    suggest: bool = True,
    tell: Callable[[int], None] = _untold,
) -> ShardResult:
    """Write the records of all articles of one shard to `target`, which is replaced whole or left alone.

    `source` is JSONL, plain or packed, or Parquet; `target` ends in .jsonl or .parquet. `name` is what the shard is
    called in its records, unasked the file's name. Where `target` is there already, made from the same bytes by the
    same rules, nothing is done. A line that is no article is counted, the first few are told in `problems`, and the
    rest goes on; where there is no article, no file is made. `tell` is told how many articles were read so far; what
    it raises ends the work, and leaves everything as it was. Raises ExportError when the file cannot be written or
    proved, SettingsError when a package is missing.
    """
    name = name or source.name
    made = made_by(name, suggest=suggest)
    before = load(target)
    if (
        before is not None
        and before.made == made
        and is_still(source, before.source)
        and is_still(target, before.target)
    ):
        return ShardResult(name, before.articles, before.sentences, before.refused, before.problems, skipped=True)
    try:
        was = stamp(source)
    except OSError as error:
        raise ExportError(f"{one_line(str(source))}: cannot be read ({error.strerror}); no file was made") from error
    make_folder(target.parent)
    try:
        with replaced(target) as file:
            with _out(file, target) as out:
                result = _write(articles(source, name), out, name, suggest=suggest, tell=tell)
                out.prove()
            if not is_still(source, was):
                raise ExportError(f"{one_line(str(source))}: was changed while it was read; no file was made")
            written = stamp(file.place())
    except _NothingError as nothing:
        return nothing.result
    save(Manifest(made, was, written, result.articles, result.sentences, result.refused, result.problems), target)
    return result


class _NothingError(Exception):
    """There is no article in a shard, and its file must not take its name."""

    def __init__(self, result: ShardResult) -> None:
        super().__init__()
        self.result = result


def _write(
    found: Iterator[Article | InputError], out: _Out, name: str, *, suggest: bool, tell: Callable[[int], None]
) -> ShardResult:
    count = sentences = refused = 0
    problems: list[str] = []
    for one in found:
        if isinstance(one, InputError):
            refused += 1
            if len(problems) < SHOWN:
                problems.append(str(one))
            continue
        for lines in proved(one, suggest=suggest):
            out.put(lines)
            sentences += len(lines)
        count += 1
        tell(count)
    result = ShardResult(name, count, sentences, refused, tuple(problems))
    if not count:
        raise _NothingError(result)
    return result


@contextmanager
def _out(file: Target, target: Path) -> Iterator[_Out]:
    if target.suffix != PARQUET:
        yield _Lines(file, target)
        return
    rows = Rows(file.place())
    try:
        yield rows
    finally:
        rows.close()


class _Lines:
    """JSONL: lines are compared as they are written."""

    def __init__(self, file: Target, target: Path) -> None:
        self._file, self._target = file, target

    def put(self, lines: list[bytes]) -> None:
        """Write lines and compare what stands there; raises ExportError."""
        written = b"".join(lines)
        if self._file.put(written) != written:
            raise ExportError(f"{one_line(str(self._target))}: what was written does not match; no file was made")

    def prove(self) -> None:
        """Everything has been compared already."""
