"""What was said of a unit as results of Label Studio: choices and texts, spans with what stands beside them, relations.

Offsets are UTF-16 units and exclusive. What stands beside a span has the span's own id and place.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reviewer.formats import labelstudio_config as names
from reviewer.formats.pieces import Piece, Worded, cut, worded
from reviewer.formats.units import CLAIM, SENTENCE, Unit
from reviewer.formats.utf16 import Utf16
from reviewer.store.rows import Annotation

Result = dict[str, Any]


def results(unit: Unit, record: str) -> list[Result]:
    """Return the results of a unit; `record` goes before each id, so that ids differ across the whole file."""
    whole = [*_said(unit.said)]
    if unit.label is not None:
        whole.insert(0, (names.KIND, "choices", {"choices": [unit.label]}))
    made = [_result(f"{record}-k{number}", *one) for number, one in enumerate(whole, 1)]
    if unit.what == CLAIM:  # all of its text is the claim
        return made
    pieces, links = cut(unit)
    places = Utf16(unit.text)
    for piece in pieces:
        made += _at(piece, unit, places, record)
    made += (
        {
            "from_id": f"{record}-{link.head}",
            "to_id": f"{record}-{link.child}",
            "type": "relation",
            "direction": "right",
            "labels": [link.label],
        }
        for link in links
    )
    return made


def _at(piece: Piece, unit: Unit, places: Utf16, record: str) -> Iterator[Result]:
    """Yield a span, and what is known of its mark where it is the first of it."""
    place = {"start": places.unit(piece.start), "end": places.unit(piece.end)}
    words = unit.text[piece.start : piece.end]
    own = f"{record}-{piece.id}"
    yield _result(own, names.LABEL, "labels", place | {"text": words, "labels": [piece.label]})
    if piece.is_first:
        for name, kind, value in _beside(piece):
            yield _result(own, name, kind, place | value)


def _beside(piece: Piece) -> Iterable[tuple[str, str, Result]]:
    mark = piece.mark
    yield from _said(mark.said)
    if mark.attribution is not None and mark.attribution.quote_type:
        yield names.QUOTE_TYPE, "choices", {"choices": [mark.attribution.quote_type]}
    texts = {
        names.SPEAKER: mark.speaker and mark.speaker.name,
        names.ADDRESSEE: mark.attribution and mark.attribution.addressee,
        names.CLAIM_WORDS: mark.claim and mark.claim.text,
    }
    yield from ((name, "textarea", {"text": [text]}) for name, text in texts.items() if text)


def _said(said: Annotation | None) -> Iterable[tuple[str, str, Result]]:
    """Yield what was said of a sentence besides its label: the control, its type, the value."""
    if said is None:
        return
    chosen = {
        names.UNCERTAIN: [names.UNCERTAIN] if said.uncertain else [],
        names.WORTH: [said.check_worthiness] if said.check_worthiness else [],
        names.TYPES: list(said.claim_types),
    }
    yield from ((name, "choices", {"choices": values}) for name, values in chosen.items() if values)
    if said.note:
        yield names.NOTE, "textarea", {"text": [said.note]}


def _result(own: str, name: str, kind: str, value: Result) -> Result:
    return {"id": own, "from_name": name, "to_name": names.TEXT, "type": kind, "value": value}


def seconds(unit: Unit) -> float | None:
    """Return how long the decisions on a unit took together; None where nobody measured it."""
    said = [unit.said] if unit.what == SENTENCE else [mark.said for mark in unit.marks]
    times = [one.elapsed_ms for one in said if one is not None and one.elapsed_ms is not None]
    return sum(times) / 1000 if times else None


def differences(unit: Unit, text: str, given: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield how results that were read back differ from their unit; spans are sliced from the text in UTF-16."""
    data = text.encode("utf-16-le")
    spans: dict[str, Worded] = {}
    kinds: list[str] = []
    related: list[tuple[str, Worded, Worded]] = []
    for one in given:
        if one["type"] == "relation":
            related.append((one["labels"][0], spans[one["from_id"]], spans[one["to_id"]]))
        elif one["type"] == "labels":
            value = one["value"]
            words = data[2 * value["start"] : 2 * value["end"]].decode("utf-16-le", "replace")
            if words != value["text"]:
                yield "the words of a span"
            spans[one["id"]] = (value["labels"][0], words)
        elif one["from_name"] == names.KIND:
            kinds += one["value"]["choices"]
    if kinds != ([] if unit.label is None else [unit.label]):
        yield "its label"
    words_of, relations = worded(unit._replace(marks=(), links=()) if unit.what == CLAIM else unit)
    if Counter(spans.values()) != words_of:
        yield "the words of its spans"
    if Counter(related) != relations:
        yield "its relations"
