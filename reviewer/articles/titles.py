"""What an article is called."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reviewer.text import shorten

if TYPE_CHECKING:  # reopening what is known needs no splitter, which costs 20 ms to load
    from reviewer.articles.article import Article
    from reviewer.articles.structure import Segment

TITLE_LENGTH = 200
"""How many code points a title has at most."""


def title_of(article: "Article", segments: "Sequence[Segment]", otherwise: str) -> str:
    """Return what an article is called: its own title, else its headline, else `otherwise`."""
    if article.title and article.title.strip():
        return shorten(article.title, TITLE_LENGTH)
    for segment in segments:
        if segment.kind == "headline":
            return shorten(article.text[segment.start : segment.end], TITLE_LENGTH)
    return shorten(otherwise, TITLE_LENGTH)
