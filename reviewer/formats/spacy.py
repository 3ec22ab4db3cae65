"""spaCy: a folder of DocBin files, each a bounded number of texts, with labels as categories and marks as spans."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import NamedTuple

import spacy
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab
from srsly import msgpack

from reviewer.errors import ExportError
from reviewer.formats.files import Target
from reviewer.formats.flat import Told, classes, facts, marked, mismatch, pieces, proving, said, told, unheld
from reviewer.formats.losses import Losses
from reviewer.formats.making import units
from reviewer.formats.pieces import Piece
from reviewer.formats.selection import Selection
from reviewer.formats.units import ROLES, Link, Unit
from reviewer.store import Store

SPANS = "sc"
"""The key that spaCy's span categoriser looks under unasked: spans of attributions and claims."""
SENTENCES = "sentences"
"""The key of a document's labelled sentences."""
DROPPED = "spans that are not on token edges"
WIDENED = "spans that were widened to token edges"
LOOSE = "links to spans that were dropped"
UNLIKE = "texts in a language whose tokens need another package; their tokens are those of English"
LONGEST = 1_000_000
"""How many code points a text has at most, where nobody has told spaCy otherwise."""
LONG = f"texts of over {LONGEST:,} code points"
_CODE = re.compile("[a-z]{2,3}")
_TEXTS, _LENGTH = 1000, 500_000
"""How many texts, and code points, one file holds: it is made and read back in memory."""


class _Made(NamedTuple):
    """A text as spaCy has it, and what must be found of it in the file."""

    doc: Doc
    told: Told


def write(store: Store, selection: Selection, target: Target, losses: Losses) -> int:
    """Write files of texts, each of which is read back before the next; return how many texts there are.

    A text that is longer than spaCy's reader takes is left out and counted.
    Raises ExportError when a text or a span's words are not in the file as they were given, and when every text is too
    long.
    """
    records = 0
    names = classes(store, selection.unit)
    with _plain_packing():
        for number, batch in enumerate(_batches(_short(units(store, selection, losses), losses))):
            maker = _Maker(selection, names, losses)
            # Words and spaces are all that is said of tokens: anything more would pass for annotation.
            box = DocBin(attrs=["ORTH"], store_user_data=True)
            wanted = []
            for unit in batch:
                made = maker.made(unit)
                box.add(made.doc)
                wanted.append(made.told)
            with proving("spacy"):
                _prove(target.file(f"{number:04}.spacy").put(box.to_bytes()), wanted)
            records += len(wanted)
    if not records and dict(losses.items()).get(LONG):
        raise ExportError(f"spacy does not hold {LONG}, and there are no others; write sentences: --unit sentence")
    return records


def _short(given: Iterator[Unit], losses: Losses) -> Iterator[Unit]:
    """Yield the units that spaCy takes; its reader cuts each text once more, and refuses one that is too long."""
    for unit in given:
        if len(unit.text) > LONGEST:
            losses.add(LONG)
        else:
            yield unit


@contextmanager
def _plain_packing() -> Iterator[None]:
    """Keep spaCy from looking through all installed packages for encoders at each value: that took most of the time."""
    registries = (msgpack.msgpack_encoders, msgpack.msgpack_decoders)
    before = [registry.entry_points for registry in registries]
    for registry in registries:
        registry.entry_points = False
    try:
        yield
    finally:
        for registry, found in zip(registries, before, strict=True):
            registry.entry_points = found


def _batches(given: Iterator[Unit]) -> Iterator[list[Unit]]:
    batch: list[Unit] = []
    length = 0
    for unit in given:
        batch.append(unit)
        length += len(unit.text)
        if len(batch) == _TEXTS or length > _LENGTH:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch


class _Maker:
    """Makes texts of one file: each tokenizer, with all the words it has met, lives as long as this."""

    def __init__(self, selection: Selection, names: Sequence[str], losses: Losses) -> None:
        self._widens = selection.options.get("alignment") == "expand"
        self._policy = selection.policy
        self._names = names
        self._losses = losses
        self._blank = cache(spacy.blank)

    def made(self, unit: Unit) -> _Made:
        """Return a unit as spaCy has it, with its ids and all that has no place of its own in `user_data`."""
        doc = self._doc(unit)
        unheld(unit, self._losses)
        if unit.label is not None:
            doc.cats = {name: float(name == unit.label) for name in dict.fromkeys((*self._names, unit.label))}
        kept, links = self._spans(doc, unit)
        doc.user_data["reviewer"] = {
            **facts(unit, self._policy),
            **said(unit.said),
            "label": unit.label,
            "spans": [{"id": one.id, "label": one.label, **marked(one.mark)} for one in kept],
            "links": [list(link) for link in links],
        }
        return _Made(doc, told(unit, kept))

    def _doc(self, unit: Unit) -> Doc:
        """Return the tokens of a unit in its language, and in English where spaCy alone cannot cut that."""
        language = _language(unit.origin.language)
        doc = self._blank(language or "en").make_doc(unit.text)
        if language is None or doc.text != unit.text:
            self._losses.add(UNLIKE)
            return self._blank("en").make_doc(unit.text)
        return doc

    def _spans(self, doc: Doc, unit: Unit) -> tuple[list[Piece], list[Link]]:
        """Put the spans of a unit into a text; return those that it holds, as wide as they are now, and their links."""
        groups: dict[str, list[Span]] = {SPANS: []}
        kept: list[Piece] = []
        given, links = pieces(unit)
        mode = "expand" if self._widens else "strict"
        for one in given:
            span = doc.char_span(one.start, one.end, label=one.label, span_id=one.id, alignment_mode=mode)
            if span is None:
                self._losses.add(DROPPED)
                continue
            if (span.start_char, span.end_char) != (one.start, one.end):
                self._losses.add(WIDENED)
            kept.append(one._replace(start=span.start_char, end=span.end_char))
            groups.setdefault(SPANS if one.label in ROLES else SENTENCES, []).append(span)
        for key, spans in groups.items():
            doc.spans[key] = spans
        held = {one.id for one in kept}
        sound = [link for link in links if link.head in held and link.child in held]
        self._losses.add(LOOSE, len(links) - len(sound))
        return kept, sound


@cache
def _language(given: str | None) -> str | None:
    """Return a document's language as spaCy names it, English where it is not known; None: its tokens need more."""
    code = (given or "en").replace("_", "-").partition("-")[0].lower()
    code = {"no": "nb"}.get(code, code)
    try:
        if _CODE.fullmatch(code):
            spacy.blank(code)
            return code
    except (ImportError, ValueError, LookupError, AttributeError):  # what spaCy raises for a language it cannot cut
        pass
    return None


def _prove(written: bytes, wanted: list[Told]) -> None:
    """Raise ExportError unless a file, read with words of its own, holds what it was to hold."""
    box = DocBin(store_user_data=True).from_bytes(written)
    if len(box) != len(wanted):
        raise mismatch("spacy")
    for doc, one in zip(box.get_docs(Vocab()), wanted, strict=True):
        spans = sorted(
            (span for group in doc.spans.values() for span in group), key=lambda span: (span.start_char, -span.end_char)
        )
        there = Told(
            doc.user_data["reviewer"]["id"],
            doc.text,
            next((name for name, share in doc.cats.items() if share), None),
            tuple((span.label_, span.text) for span in spans),
        )
        if there[:3] != one[:3] or sorted(there.spans) != sorted(one.spans):
            raise mismatch("spacy", one.id)
