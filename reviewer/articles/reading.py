"""Reading articles: a file, a JSONL line, a page or standard input becomes exact text with its hash and metadata."""

# Paths are plain strings: names stay as they were given, and a Path drops a leading "./".
# ruff: noqa: PTH116, PTH123

import codecs
import hashlib
import io
import os
import sys
from collections.abc import Iterator
from types import MappingProxyType
from typing import BinaryIO

from reviewer.articles.article import LIMIT_BYTES, Article
from reviewer.articles.encodings import NotTextError, decode, refuse_binary
from reviewer.articles.sources import STDIN, Source, refusal, unreadable
from reviewer.errors import InputError
from reviewer.text import one_line, shorten

_EMPTY = "is empty; there is nothing to review"
_TOO_LARGE = f"is over the limit of {LIMIT_BYTES // 1024**2} MiB for one article; split it"
_BUFFER_BYTES = 256 * 1024
_BLANK_BYTES = 64 * 1024  # so much of blank lines on standard input, and it is no JSONL
_PAGE_BEGINS = (b"<!doctype html", b"<html")


def read(source: Source) -> Iterator[Article | InputError]:
    """Yield the articles of `source`, one of them in memory at a time.

    What cannot be taken is yielded as an InputError and raises nothing: the rest of a JSONL file, and the
    other files of the call, still go in.
    """
    try:
        if source.kind == "stdin":
            yield from _read_stdin()
            return
        with opened(source.path) as stream:
            if source.kind == "jsonl":
                yield from read_lines(stream, source.path)
            elif source.kind != "text":
                yield from _read_web(stream, source)
            else:
                yield _from_bytes(stream.read(LIMIT_BYTES + 1), source.path)
    except InputError as problem:
        yield problem
    except (OSError, ValueError) as error:
        yield unreadable(source.path, error)
    except MemoryError:
        yield InputError(one_line(source.path), "does not fit into memory; split it")


def opened(path: str) -> BinaryIO:
    """Open a regular file for reading bytes; InputError for anything else, which is never opened or never read.

    The name may come to stand for something else between the look and the opening, so what was opened is looked at too.
    """
    if why := refusal(os.stat(path).st_mode):
        raise InputError(one_line(path), why)
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags | getattr(os, "O_CLOEXEC", 0))
    if why := refusal(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise InputError(one_line(path), why)
    return open(descriptor, "rb", buffering=_BUFFER_BYTES)


def _read_web(stream: BinaryIO, source: Source) -> Iterator[Article | InputError]:
    from reviewer.articles.from_web import READERS  # noqa: PLC0415 - only what comes from the web needs it

    return READERS[source.kind](stream, _storable(source.path))


def _from_bytes(data: bytes, path: str) -> Article:
    """Return the article that is the whole of a file; InputError if it is none."""
    name = one_line(path)
    if len(data) > LIMIT_BYTES:
        raise InputError(name, _TOO_LARGE)
    try:
        text, encoding = decode(data)
    except NotTextError as error:
        raise InputError(name, str(error)) from None
    if not text or text.isspace():
        raise InputError(name, _EMPTY)
    return Article(text, hashlib.sha256(data).hexdigest(), _storable(path), encoding)


def read_lines(stream: BinaryIO, path: str, head: bytes = b"") -> Iterator[Article | InputError]:
    """Yield the articles of JSONL, one a line; blank lines count but hold none. `head` is what was read already."""
    name, empty = _storable(path), True
    for number, line in enumerate(_lines(stream, head), 1):
        where = f"{name}:{number}"
        if number == 1:
            line = _jsonl_begin(line, path)  # noqa: PLW2901 - the line without its byte order mark is the line
        if not line or line.isspace():
            continue
        empty = False
        if b"\0" in line:
            raise InputError(one_line(where), "is binary (a NUL byte); nothing after it was read; give a text file")
        try:
            yield from_line(line, where)
        except InputError as problem:
            yield problem
        except MemoryError:
            yield InputError(one_line(where), "does not fit into memory; split it")
    if empty:
        yield InputError(one_line(path), _EMPTY)


def _lines(stream: BinaryIO, head: bytes) -> Iterator[bytes]:
    """Yield the lines of `head`, then of `stream`; of one over the limit, its first LIMIT_BYTES + 1 bytes."""
    yield from io.BytesIO(head)
    while line := stream.readline(LIMIT_BYTES + 1):
        yield line
        while len(line) > LIMIT_BYTES and not line.endswith(b"\n"):
            line = stream.readline(LIMIT_BYTES + 1)


def from_line(line: bytes, where: str) -> Article:
    """Return the article in one JSONL line; InputError if it is none."""
    from reviewer.models.article import parse  # noqa: PLC0415 - pydantic takes 190 ms; only JSONL pays for it

    if len(line) > LIMIT_BYTES:
        raise InputError(one_line(where), _TOO_LARGE)
    try:
        fields = parse(line)
    except ValueError as error:
        raise InputError(one_line(where), shorten(str(error), 200)) from None
    if not fields.text or fields.text.isspace():
        raise InputError(one_line(where), 'has an empty "text"; there is nothing to review')
    return Article(
        text=fields.text,
        sha256=hashlib.sha256(fields.text.encode()).hexdigest(),
        name=where,
        encoding="utf-8",
        title=fields.title,
        url=fields.url,
        published=fields.published,
        external_id=fields.id,
        language=fields.language,
        meta=MappingProxyType(fields.meta),
    )


def _jsonl_begin(line: bytes, path: str) -> bytes:
    """Return the first line without a UTF-8 mark; InputError if the file cannot be JSONL at all."""
    try:
        refuse_binary(line)
    except NotTextError as error:
        raise InputError(one_line(path), str(error)) from None
    if line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise InputError(one_line(path), "is UTF-16, and JSONL is UTF-8; save it again as UTF-8")
    return line.removeprefix(codecs.BOM_UTF8)


def _read_stdin() -> Iterator[Article | InputError]:
    """Yield what stands on standard input, by its first line with words on it: JSONL, a page, or a text."""
    if sys.stdin is None:  # the program was started with its standard input closed
        raise InputError(STDIN, "standard input is closed; pipe an article in")
    stream = sys.stdin.buffer
    head = bytearray()
    while line := stream.readline(LIMIT_BYTES + 1 - len(head)):
        head += line
        if not line.removeprefix(codecs.BOM_UTF8).isspace() or len(head) > _BLANK_BYTES:
            break
    if len(head) <= LIMIT_BYTES and _begins_jsonl(line):
        yield from read_lines(stream, STDIN, bytes(head))
        return
    data = bytes(head) + stream.read(LIMIT_BYTES + 1 - len(head))
    if line.removeprefix(codecs.BOM_UTF8).lstrip()[:14].lower().startswith(_PAGE_BEGINS):
        yield from _read_web(io.BytesIO(data), Source(STDIN, "page"))
        return
    yield _from_bytes(data, STDIN)


def _begins_jsonl(line: bytes) -> bool:
    """Whether `line` is an article as JSON; plain text costs no import."""
    line = line.removeprefix(codecs.BOM_UTF8).lstrip()
    if not line.startswith(b"{"):
        return False
    from reviewer.models.article import is_article  # noqa: PLC0415 - as in read_lines

    return is_article(line)


def _storable(path: str) -> str:
    """Return `path` in characters that UTF-8 can hold; Unix names may hold any bytes."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
