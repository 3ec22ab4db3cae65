"""One article as it came in: its exact text with its hash and metadata, and how large it may be."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from reviewer.articles.source_files import SourceFile

LIMIT_BYTES = 64 * 1024 * 1024
"""The largest text file, standard input or single JSONL line that is read.

A JSONL file or a web archive may be of any length; pages and feeds have smaller limits of their own.
"""


class Article(NamedTuple):
    r"""One article as it came in.

    `text` is what the bytes decode to, without a byte order mark, line ends as they stand. `sha256` (hex) is of the
    bytes of the file; of a text that was taken out of something else (a JSONL line, a page, an archive, a feed), of the
    text in UTF-8. `name` is where it came from: a path, '-', or 'batch.jsonl:17'; a byte of a path that is no UTF-8 is
    written `\xff` in it. `encoding` is 'utf-8', 'utf-8-sig', 'utf-16-le', 'utf-16-be', or what the fallback found, by
    Python's name. The rest is a JSONL line's metadata, as given, or a page's, as far as it says. `source` is the page.
    """

    text: str
    sha256: str
    name: str
    encoding: str
    title: str | None = None
    url: str | None = None
    published: str | None = None
    external_id: str | None = None
    language: str | None = None
    meta: Mapping[str, object] = MappingProxyType({})
    source: SourceFile | None = None
