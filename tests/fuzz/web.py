"""Pages, pages saved as one file, web archives and feeds."""

import gzip
import io
from collections.abc import Callable, Iterator
from functools import partial

from reviewer.articles.article import Article
from reviewer.articles.from_web import READERS
from reviewer.articles.structure import segment
from reviewer.errors import InputError
from tests.articles.web import ATOM, FEED, LIVE, NEWS, mhtml, response, warc
from tests.fuzz.target import Target, is_message


def out_of_the_web(kind: str, data: bytes) -> None:
    """Make sure that what comes is an article with words, or one line."""
    found = list(READERS[kind](io.BytesIO(data), "a.html"))
    assert found
    for one in found:
        if isinstance(one, InputError):
            assert is_message(one)
        else:
            assert isinstance(one, Article)
            assert one.text.strip()
            one.text.encode()
            "".join(given for given in (one.title, one.url, one.published, one.language) if given).encode()
            segment(one.text)


def _pages() -> Iterator[bytes]:
    yield NEWS.encode()
    yield LIVE.encode()
    yield NEWS[:400].encode("utf-16")


def _saved() -> Iterator[bytes]:
    yield mhtml(NEWS)
    yield mhtml(LIVE)


def _archives() -> Iterator[bytes]:
    answers = (
        response("https://news.example/a", NEWS.encode()),
        response("https://news.example/b", gzip.compress(LIVE.encode()), packed="gzip"),
    )
    yield warc(*answers, packed=False)
    yield warc(*answers)


def _feeds() -> Iterator[bytes]:
    yield FEED.encode()
    yield ATOM.encode()


_MARKUP = (
    b"<", b">", b"</", b"<p>", b"<article>", b"</body>", b"<svg>", b"<table><tr><td>", b"<frameset>", b"<!--", b"-->",
    b"<![CDATA[", b"]]>", b"&#27;", b"&#xD800;", b"&#xFFFE;", b"&amp;", b"&nbsp;", b'<meta charset="utf-16">', b"<h1>",
    b"<base href='http://[::1'>", b"<script>", b"<pre>", b"<br>", b"<blockquote>", b'<html lang="', b"<title>",
    b'<script type="application/ld+json">{"@type":"LiveBlogPosting"', b"\xff", b"\x1b", b"\xef\xbb\xbf",
)  # fmt: skip
_HEADS = (
    b"\r\n\r\n", b"Content-Length: -1\r\n", b"Content-Length: 99999999999999\r\n", b"Content-Type: text/html\r\n",
    b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n", b"boundary=", b"charset=utf-7",
    b"base64", b"multipart/related", b"WARC/1.0\r\n", b"WARC-Type: response\r\n", b"HTTP/1.1 200 OK\r\n", b"\x1f\x8b",
    b"Content-Location: ", b"=?utf-8?q?=1b?=", b"message/rfc822",
)  # fmt: skip
_PARTS = (
    b"<item>", b"</item>", b"<entry>", b"<description>", b"<content:encoded>", b"<pubDate>", b"<updated>", b"<guid>",
    b'<content type="xhtml">', b'xml:lang="', b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"<?xml version='1.0'?>",
)  # fmt: skip


def _target(name: str, kind: str, seeds: Callable[[], Iterator[bytes]], *words: bytes) -> Target:
    return Target(name, partial(out_of_the_web, kind), seeds, (*_MARKUP, *words))


TARGETS = (
    _target("pages", "page", _pages),
    _target("saved-pages", "mhtml", _saved, *_HEADS),
    _target("archives", "warc", _archives, *_HEADS),
    _target("feeds", "feed", _feeds, *_PARTS),
)
