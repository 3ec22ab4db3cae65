"""Feeds (RSS and Atom): every entry one article, with its title, address, author and date."""

import html
import io
import re
import time
from collections.abc import Iterator
from typing import Any, NamedTuple

from reviewer.articles.charsets import decode_markup, has_lost
from reviewer.articles.encodings import NotTextError
from reviewer.articles.markup import NEEDS, MarkupError, Shield, refuse_entities, text_of, tree_of
from reviewer.articles.web_pages import BROKEN, PAGE_BYTES
from reviewer.text import is_web

FEED_BYTES = 8 * 1024 * 1024
"""The largest feed that is read: a few thousand entries, in some seconds."""
_SIGNS = 150_000  # tags and references; where a feed is not well-formed, each takes up to 30 microseconds
_TOO_LARGE = f"is over the limit of {FEED_BYTES // 1024**2} MiB for a feed; split it"
_ROOT = re.compile(
    r"(?:\s++|<\?(?:(?!\?>).)*+\?>|<!--(?:(?!-->).)*+-->|<!DOCTYPE[^>]*+>)*+<(?:\w{1,40}:)?(?:rss|feed|rdf)[\s>]",
    re.DOTALL | re.IGNORECASE,
)
_HTML = {"text/html", "application/xhtml+xml"}


class Entry(NamedTuple):
    """An article out of a feed: its number from 1, its text, and what the feed gave for it, in UTF-8, with its type."""

    number: int
    text: str
    encoding: str
    title: str | None
    author: str | None
    published: str | None
    url: str | None
    external_id: str | None
    language: str | None
    media: str
    given: bytes


class FeedError(ValueError):
    """A feed or an entry that cannot be read; `number` is that of the entry. The message goes after the file's name."""

    def __init__(self, why: str, number: int | None = None) -> None:
        super().__init__(why)
        self.number = number


def entries(data: bytes) -> Iterator[Entry | FeedError]:
    """Yield the entries of a feed; in the place of one without text, a FeedError.

    Raises FeedError for what is no feed, is over the limits, or declares entities of its own, and where feedparser is
    missing.
    """
    if len(data) > FEED_BYTES:
        raise FeedError(_TOO_LARGE)
    try:
        markup, encoding = decode_markup(data)
        refuse_entities(markup)
    except (NotTextError, MarkupError) as error:
        raise FeedError(str(error)) from None
    if not _ROOT.match(markup):
        raise FeedError("is XML but no RSS or Atom feed; save its text as a .txt file")
    if markup.count("<") + markup.count("&") > _SIGNS:
        raise FeedError(f"has more than {_SIGNS:,} tags and references; split it")
    shield = Shield(markup)
    feed = _parsed(shield.on(markup))
    reader = _Entries(shield, encoding, feed.feed.get("language"), lost=has_lost(data, encoding))
    if not feed.entries:
        raise FeedError("is a feed without entries; there is nothing to review")
    for number, entry in enumerate(feed.entries, 1):
        try:
            yield reader.entry(entry, number)
        except (FeedError, MarkupError) as error:
            yield FeedError(str(error), number)


def _parsed(markup: str) -> Any:
    """Return what feedparser makes of a feed. It is given bytes in memory, so it asks nobody on the net."""
    try:
        import feedparser  # noqa: PLC0415 - 70 ms, and only feeds need it
    except ImportError:
        raise FeedError(NEEDS.format("feedparser")) from None
    # It decides by these headers alone how to read the bytes, whatever the feed says it was written in.
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        return feedparser.parse(
            io.BytesIO(markup.encode("utf-8", "replace")),
            response_headers=headers,
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a feed is foreign, and what its reader raises is written nowhere
        raise FeedError(f"cannot be read as a feed ({type(error).__name__})") from None


class _Entries:
    """Makes articles of what feedparser found in one feed."""

    def __init__(self, shield: Shield, encoding: str, language: str | None, *, lost: bool) -> None:
        self._shield = shield
        self._encoding = encoding
        self._language = language
        self._lost = lost

    def entry(self, entry: Any, number: int) -> Entry:
        """Return an entry; raises FeedError or MarkupError for one without a text."""
        given, media = _given(entry)
        if len(given) > PAGE_BYTES:
            raise FeedError("is over the limit of one page; split it")
        text = self._text(given, media)
        if not text:
            raise FeedError("has neither content nor a summary; there is nothing to review")
        detail = entry.get("title_detail") or {}
        title = " ".join(self._text(detail.get("value") or "", detail.get("type") or "").split()) or None
        if title and not text.startswith(title):
            text = f"{title}\n\n{text}"
        if self._lost and "\ufffd" in text:
            raise FeedError(BROKEN)
        return Entry(
            number=number,
            text=text,
            encoding=self._encoding,
            title=title,
            author=self._plain(entry.get("author")),
            published=self._date(entry),
            url=next((one for one in (entry.get("link"), entry.get("id")) if one and is_web(one)), None),
            external_id=self._plain(entry.get("id")),
            language=self._plain(self._language),
            media=media,
            given=self._shield.off(given).encode("utf-8", "replace"),
        )

    def _text(self, given: str, media: str) -> str:
        if media not in _HTML:
            return self._shield.off(given).strip()
        if "<" not in given:
            return self._shield.off(html.unescape(given)).strip()
        tree = tree_of(f"<html><body>{given}</body></html>")
        body = tree.find("body")
        return self._shield.off(text_of(tree if body is None else body)).strip()

    def _plain(self, value: str | None) -> str | None:
        return self._shield.off(value).strip() or None if value else None

    def _date(self, entry: Any) -> str | None:
        """Return when an entry was published, else updated, in ISO form where it can be read."""
        for name in ("published", "updated", "created"):
            if parsed := entry.get(f"{name}_parsed"):
                return time.strftime("%Y-%m-%dT%H:%M:%S+00:00", parsed)
            if entry.get(name):
                return self._plain(entry[name])
        return None


def _given(entry: Any) -> tuple[str, str]:
    """Return the whole content of an entry, else its summary, and the type it has."""
    contents = [one for one in entry.get("content") or () if (one.get("value") or "").strip()]
    best = max(contents, key=lambda one: len(one["value"]), default=entry.get("summary_detail") or {})
    return best.get("value") or "", best.get("type") or "text/html"
