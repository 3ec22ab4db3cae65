"""What the program would say of articles, written as records with a suggestion in the decision's place; no database."""

import os.path
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from pydantic import ValidationError

from reviewer.articles.article import Article
from reviewer.articles.reading import read
from reviewer.articles.sources import find
from reviewer.articles.structure import segment
from reviewer.errors import ExportError, InputError
from reviewer.formats.differences import misplaced
from reviewer.formats.files import Sink
from reviewer.formats.mark_differences import misplaced_proposals
from reviewer.formats.proposal_lines import blocks
from reviewer.models.record import Record
from reviewer.text import one_line


class Written(NamedTuple):
    """What a call wrote: how many articles and sentences; how many articles had come before, and what was refused."""

    articles: int
    sentences: int
    again: int
    problems: tuple[InputError, ...]


def write(paths: Sequence[str], sink: Sink, output: str | None, progress: Callable[[int], None]) -> Written:
    """Write a record for each sentence of the articles that `paths` stand for, one article in memory at a time.

    `output` is the file the sink leads to, which is not read; `progress` is told the number of articles written so far.
    What is no article is told in the result and raises nothing; raises ExportError when what stands in the sink is not
    what should.
    """
    seen: set[bytes] = set()
    problems: list[InputError] = []
    sentences = again = 0
    for found in _articles(paths, output):
        if isinstance(found, InputError):
            problems.append(found)
        elif (known := bytes.fromhex(found.sha256)) in seen:
            again += 1
        else:
            seen.add(known)
            sentences += put(found, sink)
            progress(len(seen))
    return Written(len(seen), sentences, again, tuple(problems))


def _articles(paths: Sequence[str], output: str | None) -> Iterator[Article | InputError]:
    for source in find(paths):
        if isinstance(source, InputError):
            yield source
        elif output is not None and _are_one(source.path, output):
            yield InputError(one_line(source.path), "is the file that is written, and is not read")
        else:
            yield from read(source)


def _are_one(path: str, other: str) -> bool:
    """Return whether two paths lead to one file; what is no file (yet, or any more) is none."""
    with suppress(OSError):
        return os.path.samefile(path, other)  # noqa: PTH121 - paths are strings, as they came from the command line
    return False


def proved(article: Article, *, suggest: bool = True) -> Iterator[list[bytes]]:
    """Yield the lines of an article's records, in order, a few hundred at a time, each held against the article.

    Without `suggest` nothing is proposed: only the sentences are there. Raises ExportError when a line is not right.
    """
    for lines in blocks(article, segment(article.text), suggest=suggest):
        for what in _wrong(lines, article.text):
            raise ExportError(f"{one_line(article.name)}: a record does not match the article ({what})")
        yield lines


def put(article: Article, sink: Sink, *, suggest: bool = True) -> int:
    """Write the proved records of one article and compare what stands there; return how many there are.

    Raises ExportError when something does not match.
    """
    records = 0
    for lines in proved(article, suggest=suggest):
        written = b"".join(lines)
        if sink.put(written) != written:
            raise ExportError(f"{one_line(article.name)}: what was written does not match the article (other bytes)")
        records += len(lines)
    return records


def _wrong(lines: Sequence[bytes], text: str) -> Iterator[str]:
    """Yield what is wrong with records: every one is read by the model, and all its spans are sliced from the text."""
    for data in lines:
        try:
            record = Record.model_validate_json(data)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            yield f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
        else:
            yield from (*misplaced(record, text), *misplaced_proposals(record, text))
