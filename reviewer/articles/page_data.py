"""What a page says of itself in JSON-LD, made short and whole: what reads it takes time by the square of odd texts."""

import json
import re
from typing import Any

LONGEST = 256_000
"""Code points of one piece; it takes 150 times its size to read."""
_MOST = 1_000_000
"""Code points of all pieces of a page."""
_LONGEST_TEXT = 1_000
"""Code points of a name, a date, an address; only the article itself is longer."""
_MOST_OPEN = 100
"""Brackets that open a tag and close none; its reader looks for the end of each."""
_BODIES = frozenset({"articleBody", "reviewBody"})
_TAG = re.compile("<[^<>]*>")


class PageData:
    """Goes through the pieces of JSON of one page, which together may have a million code points."""

    def __init__(self) -> None:
        self._left = _MOST

    def safe(self, written: str) -> str:
        """Return a piece with long texts cut; empty for one that is no JSON, or too long.

        What is no JSON would be searched for names by patterns that take minutes for some pieces of 200 kB.
        """
        if len(written) > min(LONGEST, self._left):
            return ""
        self._left -= len(written)
        try:
            # As its reader does: raw control characters in a text are let through, and tags taken out.
            safe = json.dumps(_cut(json.loads(written, strict=False)), ensure_ascii=False)
        except (ValueError, RecursionError):
            return ""
        return "" if safe.count("<") > _MOST_OPEN else safe.replace("</", "<\\/")


def _cut(value: Any) -> Any:
    if isinstance(value, str):
        return _TAG.sub("", value)[:_LONGEST_TEXT]
    if isinstance(value, list):
        return [_cut(one) for one in value]
    if isinstance(value, dict):
        return {
            name[:_LONGEST_TEXT]: _TAG.sub("", one) if _is_body(name, one) else _cut(one) for name, one in value.items()
        }
    return value


def _is_body(name: str, value: Any) -> bool:
    return name in _BODIES and isinstance(value, str)
