"""Saved web pages: the article in a page, with its title, author, date and address, told from what stands round it."""

import logging
import re
from datetime import datetime
from typing import Any, NamedTuple

from reviewer.articles.charsets import decode_markup, has_lost
from reviewer.articles.encodings import NotTextError
from reviewer.articles.markup import NEEDS, MarkupError, Shield, text_of, tree_of
from reviewer.text import is_web

PAGE_BYTES = 16 * 1024 * 1024
"""The largest page that is read: with pictures kept inside it, pages of this size are read in about a second."""

TOO_LARGE = f"is over the limit of {PAGE_BYTES // 1024**2} MiB for a web page; save its text as a .txt file"
BROKEN = "is UTF-8 with broken bytes in the article; save it as UTF-8 again"
_NO_ARTICLE = "has no article that can be told from the page round it; save its text as a .txt file"
_OURS = re.compile(r'<meta name="generator" content="reviewer">')
_LIVE = "LiveBlogPosting"  # how a page says so that its posts are one article, in the words of schema.org
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(\S{1,2000})\s*-->", re.IGNORECASE)
_HEAD = 4096  # code points in which a page says where it was saved from
_LOGGERS = ("trafilatura", "htmldate", "courlan", "justext", "readability", "charset_normalizer")
_ISO = "%Y-%m-%dT%H:%M:%S%z"
_ALIKE = 0.5  # which share of a title's words a headline has in common with it
_FIRST_LINES = 3


class Page(NamedTuple):
    """An article as it stands in a page; `encoding` by Python's name, `published` as an ISO date, maybe with a time."""

    text: str
    encoding: str
    title: str | None
    author: str | None
    published: str | None
    url: str | None
    language: str | None


class PageError(ValueError):
    """A page out of which no article can be taken; the message says why, for use after the file's name."""


def read_page(data: bytes, *, charset: str | None = None, url: str | None = None) -> Page:
    """Return the article in the bytes of a page; `charset` and `url` are what it was sent with, if that is known.

    Raises PageError for a page that has none, that is over the limits, or where trafilatura is missing.
    """
    if len(data) > PAGE_BYTES:
        raise PageError(TOO_LARGE)
    try:
        markup, encoding = decode_markup(data, charset)
        if _OURS.search(markup, 0, _HEAD):
            raise PageError("is a report that reviewer wrote, not an article; give the article itself")
        saved = _SAVED_FROM.search(markup, 0, _HEAD)
        shield = Shield(markup)
        tree = tree_of(shield.on(markup))
    except (NotTextError, MarkupError) as error:
        raise PageError(str(error)) from None
    address = url if url and is_web(url) else None
    if _LIVE in markup:
        _join_posts(tree)
    headlines = [text_of(one) for one in tree.iter("h1")]
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    found = _extracted(tree, address or (saved[1] if saved else None))
    text = shield.off(text_of(found.body)) if found is not None and found.body is not None else ""
    if not text or text.isspace():
        raise PageError(_NO_ARTICLE)
    title = shield.off(found.title) if found.title else None
    text = _headed(text, title, [shield.off(one) for one in headlines])
    if has_lost(data, encoding) and "\ufffd" in text:
        raise PageError(BROKEN)
    return Page(
        text=text,
        encoding=encoding,
        title=title,
        author=shield.off(found.author) if found.author else None,
        published=_date(found.date),
        url=next((one for one in (address, found.url) if one and is_web(one)), None),
        language=language.strip() if language and language.strip() else None,
    )


def _extracted(tree: Any, url: str | None) -> Any:
    """Return what trafilatura finds in a tree; None when it finds nothing. It is told to ask nobody on the net."""
    try:
        from trafilatura import bare_extraction  # noqa: PLC0415 - 600 ms, and only pages need it
    except ImportError:
        raise PageError(NEEDS.format("trafilatura")) from None
    _silence()
    dates = {"original_date": True, "extensive_search": False, "outputformat": _ISO}
    try:
        return bare_extraction(tree, url=url, include_comments=False, with_metadata=True, date_extraction_params=dates)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a page is foreign, and what its reader raises is written nowhere
        raise PageError(f"cannot be taken apart ({type(error).__name__}); save its text as a .txt file") from None


def _join_posts(tree: Any) -> None:
    """Let the posts of a live page be parts of one article, where each is marked up as an article of its own."""
    posts = list(tree.iter("article"))
    if len(posts) < 2:
        return
    stream = posts[0].getparent()
    for post in posts:
        if post.getparent() is stream:
            post.tag = "div"
            post.attrib.clear()  # a class such as "post" would make an article of it again
    if stream.tag != "body":
        stream.tag = "article"


def _silence() -> None:
    """Keep libraries from writing to the terminal what stands in a page."""
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        logger.propagate = False
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())


def _date(found: str | None) -> str | None:
    """Return a date in ISO form; without a time where the page gives none."""
    if not found:
        return None
    try:
        at = datetime.fromisoformat(found)
    except ValueError:
        return found
    whole = at.tzinfo is None and (at.hour, at.minute, at.second) == (0, 0, 0)
    return at.date().isoformat() if whole else at.isoformat()


def _headed(text: str, title: str | None, headlines: list[str]) -> str:
    """Return an article with its headline, where that stands on the page but outside of what was taken for the article.

    Of several headlines the one like the title is meant; a page's name is no headline.
    """
    wanted = _words(title or "")
    first = [_words(line) for line in text.split("\n") if line.strip()][:_FIRST_LINES]
    for headline in headlines:
        own = _words(headline)
        if own and own in first:
            return text
        if own and len(set(own) & set(wanted)) >= _ALIKE * max(len(set(own)), len(set(wanted))):
            return f"{' '.join(headline.split())}\n\n{text}"
    return text


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
