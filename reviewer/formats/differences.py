"""Putting into words how a record differs from its document and from the record that the database gives."""

from collections.abc import Iterator
from typing import TypeGuard

from reviewer.models.document import DocumentPart
from reviewer.models.record import REACH, Record
from reviewer.text import shorten

STALE = "the export is stale; export again"
_APART = frozenset(
    {"text", "target.selector.1", "attributions", "claims", "document.text", "document.sentences"}
)  # fmt: skip
"""What is sliced from the document by `misplaced`, or compared by itself."""
_DECIDED = frozenset({"label", "label_given", "check_worthiness", "claim_types", "duplicate_of"})
_SHOWN = 60
"""How much of a value is shown, in code points."""


def misplaced(record: Record, text: str) -> list[str]:
    """Return what is wrong with a record's spans: its offsets, and the words it says stand there and around."""
    position, quote = record.target.selector
    start, end = position.start, position.end
    if not start < end <= len(text):
        return [f"target: offsets {start} to {end} are out of range; the document has {len(text)} code points"]
    stands = {
        "target exact": (quote.exact, text[start:end]),
        "target prefix": (quote.prefix, text[max(0, start - REACH) : start]),
        "target suffix": (quote.suffix, text[end : end + REACH]),
        "text": (record.text, text[start:end]),
    }
    found = [
        f"{name} is {shown(said)}, but the document has {shown(there)} there"
        for name, (said, there) in stands.items()
        if said != there
    ]
    return found + misplaced_whole(record.document, text)


def misplaced_whole(document: DocumentPart, text: str) -> list[str]:
    """Return what is wrong with the article as a record holds it: its text, and where its sentences stand."""
    found = [] if document.text in {None, text} else ["document.text is not the text of the document"]
    end = 0
    for place, (_, begin, stop, _, _) in enumerate(document.sentences or ()):
        if not end <= begin < stop <= len(text):
            return [*found, f"document.sentences.{place}: offsets {begin} to {stop} are out of order or out of range"]
        end = stop
    return found


def differences(record: Record, wanted: Record) -> list[str]:
    """Return where a record's values are not those the database gives now; spans and marks are looked at apart."""
    said, now = record.model_dump(), wanted.model_dump()
    if (said["label"], now["label"]) == (said["label_given"], now["label_given"]):
        said["label_given"] = now["label_given"]  # one thing that differs is one finding
    return list(differing("", said, now))


def differing(path: str, said: object, now: object) -> Iterator[str]:
    """Yield where the value at a dotted path, and the values within it, are not those of the database."""
    if path in _APART:
        return
    if isinstance(said, dict) and isinstance(now, dict) and path != "document.meta":
        for name in said.keys() | now.keys():
            yield from differing(f"{path}.{name}".lstrip("."), said.get(name), now.get(name))
    elif _parts(said) and _parts(now) and len(said) == len(now):
        for place, (one, other) in enumerate(zip(said, now, strict=True)):
            yield from differing(f"{path}.{place}", one, other)
    elif said != now:
        stale = f": {STALE}" if path in _DECIDED else ""
        yield f"{path} is {_value(said)}, the database has {_value(now)} now{stale}"


def _parts(value: object) -> TypeGuard[tuple[dict[str, object], ...]]:
    """Whether a value is a list of parts, which are compared one by one."""
    return isinstance(value, tuple) and bool(value) and all(isinstance(one, dict) for one in value)


def shown(value: object, *, quotes: bool = True) -> str:
    """Return a value for a finding: one line, safe to print, and not too long."""
    if isinstance(value, str):
        short = shorten(value, _SHOWN)
        return f"'{short}'" if quotes else short
    return shorten(str(value), _SHOWN)


def _value(value: object) -> str:
    return "null" if value is None else shown(value)
