"""Articles labelled by hand, as the engine sees an article."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from reviewer.articles.article_text import ArticleText
from reviewer.suggest.proposals import Page

_NAMES = {"non_content": "not_a_claim"}
_KEYS = ("label", "label_attr")


class Labelled(NamedTuple):
    """An article with the label of each sentence; `attributed` are the labels where paraphrase counts as quote too."""

    name: str
    page: Page
    labels: list[str]
    attributed: list[str]


def labelled(path: Path) -> Iterator[Labelled]:
    """Yield the articles of a file of lines `{"id","headline","sents":[{"para","text","label","label_attr"}]}`.

    The text is made of the sentences as they are cut: a space between two of a paragraph, else a blank line.
    """
    for line in path.read_text(encoding="utf-8").splitlines():
        document: dict[str, Any] = json.loads(line)
        given = document["sents"]
        text, bounds = "", list[tuple[int, int]]()
        for before, one in zip([None, *given], given, strict=False):
            if before is not None:
                text += " " if before["para"] == one["para"] else "\n\n"
            bounds.append((len(text), len(text) + len(one["text"])))
            text += one["text"]
        article = ArticleText(text, bounds, [one["para"] for one in given])
        page = Page(article, ["body"] * len(given), 0, len(given), (document["headline"], given[0]["text"]))
        yield Labelled(document["id"], page, *([_NAMES.get(one[key], one[key]) for one in given] for key in _KEYS))
