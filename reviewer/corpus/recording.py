"""One article of a corpus, as a value in and records out: the step that a pipeline of any library can call."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from reviewer.articles.reading import from_line
from reviewer.errors import InputError
from reviewer.formats.suggestions import proved
from reviewer.text import one_line


def records(article: Mapping[str, Any], name: str = "-", *, suggest: bool = True) -> Iterator[dict[str, Any]]:
    """Yield the records of one article, in the order of its text: a sentence each, with what is proposed for it.

    `article` holds what a line of an article file does: `text`, and `id`, `title`, `url`, `published`, `language` and
    `meta` if there are any; all else goes into `meta`. `name` says where it came from, and stands in each record.
    Offsets are code points of `text`, half-open. Without `suggest` the records hold the sentences alone. The same
    article gives the same records, in any process. Raises InputError when it is no article, ExportError when a record
    does not match it.
    """
    try:
        line = json.dumps(article).encode()
    except (TypeError, ValueError, RecursionError) as error:
        why = f"holds what JSON cannot ({one_line(str(error))}); give texts, numbers, lists and objects"
        raise InputError(one_line(name), why) from None
    for lines in proved(from_line(line, name), suggest=suggest):
        yield from map(json.loads, lines)
