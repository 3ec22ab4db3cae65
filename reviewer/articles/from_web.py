"""Articles out of what was saved from the web: pages, pages in one file, web archives and feeds."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import BinaryIO

from reviewer.articles.article import LIMIT_BYTES, Article
from reviewer.articles.feeds import FEED_BYTES, Entry, FeedError, entries
from reviewer.articles.mhtml import MEDIA, unpack
from reviewer.articles.source_files import SourceFile
from reviewer.articles.web_archives import ArchiveError, Record, pages
from reviewer.articles.web_pages import PAGE_BYTES, TOO_LARGE, Page, PageError, read_page
from reviewer.errors import InputError
from reviewer.text import one_line

_NO_PAGE = "is no web page saved as one file (MHTML); save the page as .html"
_NO_PAGES = "holds no web page that was sent whole (status 200); there is nothing to review"


def page(stream: BinaryIO, name: str) -> Iterator[Article | InputError]:
    """Yield the article of a page."""
    data = stream.read(PAGE_BYTES + 1)
    yield _taken(name, lambda: _article(read_page(data), name, SourceFile.of("text/html", data)))


def mhtml(stream: BinaryIO, name: str) -> Iterator[Article | InputError]:
    """Yield the article of a page that was saved as one file, pictures and all."""
    data = stream.read(LIMIT_BYTES + 1)
    if len(data) > LIMIT_BYTES:
        yield InputError(one_line(name), TOO_LARGE)
        return
    found = unpack(data)
    if found is None:
        yield InputError(one_line(name), _NO_PAGE)
        return

    def read() -> Article:
        inside = read_page(found.data, charset=found.charset, url=found.url)
        return _article(inside, name, SourceFile.of(MEDIA, data))

    yield _taken(name, read)


def archive(stream: BinaryIO, name: str) -> Iterator[Article | InputError]:
    """Yield the articles of a web archive: one for each page in it that has one."""
    empty = True
    try:
        for record in pages(stream):
            empty = False
            yield _taken(f"{name}:{record.number}", partial(_archived, record, name))
    except ArchiveError as error:
        yield InputError(one_line(name), str(error))
        return
    if empty:
        yield InputError(one_line(name), _NO_PAGES)


def _archived(record: Record, name: str) -> Article:
    found = read_page(record.data, charset=record.charset, url=record.url)
    made = _article(found, f"{name}:{record.number}", SourceFile.of("text/html", record.data))
    meta = {**made.meta, **({"archived": record.date} if record.date else {})}
    return made._replace(published=made.published or record.date, meta=MappingProxyType(meta))


def feed(stream: BinaryIO, name: str) -> Iterator[Article | InputError]:
    """Yield the articles of a feed: one for each entry with a text."""
    try:
        for entry in entries(stream.read(FEED_BYTES + 1)):
            if isinstance(entry, FeedError):
                yield InputError(one_line(f"{name}:{entry.number}"), str(entry))
            else:
                yield _entered(entry, name)
    except FeedError as error:
        yield InputError(one_line(name), str(error))


def _entered(entry: Entry, name: str) -> Article:
    source = SourceFile.of(entry.media, entry.given)
    made = _article(entry, f"{name}:{entry.number}", source)
    return made._replace(external_id=entry.external_id)


def _taken(name: str, read: Callable[[], Article]) -> Article | InputError:
    """Return what `read` returns, or why there is nothing, with the name of what it was read from."""
    try:
        return read()
    except PageError as error:
        return InputError(one_line(name), str(error))
    except MemoryError:
        return InputError(one_line(name), "does not fit into memory; split it")


def _article(found: Page | Entry, name: str, source: SourceFile) -> Article:
    """Return an article by what was found.

    It is known by its text: the same article, saved again with other advertisements round it, is no other one.
    """
    return Article(
        text=found.text,
        sha256=hashlib.sha256(found.text.encode()).hexdigest(),
        name=name,
        encoding=found.encoding,
        title=found.title,
        url=found.url,
        published=found.published,
        language=found.language,
        meta=MappingProxyType({"author": found.author} if found.author else {}),
        source=source,
    )


READERS: Mapping[str, Callable[[BinaryIO, str], Iterator[Article | InputError]]] = MappingProxyType(
    {"page": page, "mhtml": mhtml, "warc": archive, "feed": feed}
)
"""Who reads a file of each kind that comes from the web; each yields what cannot be taken as an InputError."""
