"""What may stand in a row that this program writes: its columns, their types, and the values that are possible."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from reviewer.store.marks import CHECK_WORTHINESS, CLAIM_TYPES
from reviewer.store.review import QUOTE_VERDICTS, STANCES, STATUSES, VERDICTS
from reviewer.store.rows import is_offered
from reviewer.store.sqlite.changes import ANNOTATION, LATER, SENTENCE
from reviewer.store.sqlite.ids import UID
from reviewer.store.sqlite.mark_rows import MARKS
from reviewer.store.sqlite.versions import TEXT

COLUMNS: Mapping[str, tuple[str, ...]] = {
    **MARKS,
    "annotation": ANNOTATION,
    "sentence": SENTENCE,
    "assignment": ("at",),
    "batch": ("removed",),
    "text": TEXT,
}
LARGEST = 1 << 53
"""Over every number that is written: code points, milliseconds, and microseconds since 1970 up to the year 2255."""
_NUMBERS = frozenset({"start", "end", "paragraph", "presupposed", "primary", "uncertain", "removed", "version"})
_MAYBE_NUMBERS = frozenset({"elapsed_ms", "duplicate_of", "vanished"})
_MAYBE = frozenset({"label", "check_worthiness", "speaker", "parent", "verdict", "quote_verdict", "created_by"}) | {
    "suggestion",
    "same_as",
}
_ONE_OF: Mapping[str, frozenset[Any]] = {
    "check_worthiness": frozenset({None, *CHECK_WORTHINESS}),
    "status": frozenset(STATUSES),
    "verdict": frozenset({None, *VERDICTS}),
    "quote_verdict": frozenset({None, *QUOTE_VERDICTS}),
    "stance": frozenset(STANCES),
    "uncertain": frozenset({0, 1}),
    "presupposed": frozenset({0, 1}),
    "primary": frozenset({0, 1}),
}


class Told(NamedTuple):
    """What rows may speak of: documents (uids) with the length (code points) of their longest text; labels."""

    lengths: Mapping[str, int]
    labels: frozenset[str | None]


class Strange(Exception):  # noqa: N818 - it is caught where the file is named
    """Something in a database that this program would not have written; the text says what."""


def right_row(table: str, row: Mapping[str, Any], what: str, told: Told) -> None:
    """Raise Strange for a row of state, as a change holds it, that this program would not have written.

    `table` is a change's; `what` says whose row it is.
    """
    row = {**LATER.get(table, {}), **row}
    need(row.keys() == set(COLUMNS[table]), f"{what} says other things than this program does")
    for name, value in row.items():
        need(_right(name, value) and value in _ONE_OF.get(name, {value}), f"{what} has a wrong {name}")
    need(row.get("label") in told.labels, f"{what} has a wrong label")
    need(set(row.get("claim_types", "").split()) <= set(CLAIM_TYPES), f"{what} has a wrong claim_types")
    if row.get("suggestion") is not None:
        need(is_offered(row["suggestion"]), f"{what} has a wrong suggestion")
    if table == "speaker":
        need(_all(parsed(row["aliases"]), lambda one: isinstance(one, str)), f"{what} has wrong aliases")
    if table == "text":
        cut = [] if not row["cut"] else parsed(row["cut"])
        need(isinstance(cut, list) and all(map(_is_segment, cut)), f"{what} cuts its text wrongly")
        ends = [0, *(end for one in cut for end in one[:2])]
        need(ends == sorted(ends), f"{what} cuts its text wrongly")
    if "document" in row:
        length = told.lengths.get(row["document"], -1)
        spans = [[row["start"], row["end"]]] if "end" in row else []
        for role in ("source", "cue", "content") if table == "attribution" else ():
            spans += _spans(parsed(row[role]), what)
        fits = all(0 <= start < end <= length for start, end in spans) and 0 <= row["start"] <= length
        need(fits, f"{what} is about words that are not in its text")


def _right(name: str, value: Any) -> bool:
    if value is None:
        return name in _MAYBE or name in _MAYBE_NUMBERS
    if name in _NUMBERS or name in _MAYBE_NUMBERS:
        return isinstance(value, int) and -LARGEST < value < LARGEST
    return isinstance(value, str)


def _spans(given: Any, what: str) -> list[list[int]]:
    pair = lambda one: isinstance(one, list) and len(one) == 2 and all(type(end) is int for end in one)  # noqa: E731
    need(_all(given, pair), f"{what} has wrong spans")
    return list(given)


def _is_segment(given: Any) -> bool:
    if not isinstance(given, list) or len(given) != 4:
        return False
    return all(type(one) is int for one in given[:3]) and given[0] < given[1] and isinstance(given[3], str)


def _all(given: Any, right: Callable[[Any], bool]) -> bool:
    return isinstance(given, list) and all(map(right, given))


def parsed(written: Any) -> Any:
    """Return what JSON text says; raises Strange."""
    try:
        return json.loads(written)
    except (TypeError, ValueError, RecursionError):
        raise Strange("something in it is no JSON") from None


def is_uid(value: Any) -> bool:
    """Return whether a value is an id that a database of this program gave."""
    return isinstance(value, str) and UID.fullmatch(value) is not None


def is_moment(value: Any) -> bool:
    """Return whether a value is a time as ISO 8601 writes it."""
    try:
        datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return len(value) >= len("2026-01-01T00:00:00")


def need(holds: Any, why: str) -> None:
    """Raise Strange unless something holds."""
    if not holds:
        raise Strange(why)
