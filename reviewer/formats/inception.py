"""INCEpTION: a folder of UIMA files, XMI with its type system or JSON, one for each article and layer."""

import json
import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import NamedTuple
from xml.etree import ElementTree as ET

from reviewer.formats.files import Target
from reviewer.formats.flat import mismatch, pieces, proving, unheld
from reviewer.formats.losses import Losses
from reviewer.formats.making import units
from reviewer.formats.selection import Selection
from reviewer.formats.uima import CLAIM, LABEL, SPAN, article, in_xml, layer_of, type_system
from reviewer.formats.units import Mark, Unit
from reviewer.store import Store

TYPES = "TypeSystem.xml"
NO_XML = "characters that XML has no place for (U+FFFD stands there)"
_NAME = re.compile(r"[^A-Za-z0-9._-]+")


class _Stands(NamedTuple):
    """An annotation as it stands in a file: its layer, its label, and its words, cut out by UTF-16 units."""

    layer: str
    label: str
    words: str


def write(store: Store, selection: Selection, target: Target, losses: Losses) -> int:
    """Write a file for each document and layer, and the type system; return how many documents there are.

    Raises ExportError when an annotation's words, cut out of the file by its UTF-16 offsets, are not those marked.
    """
    types = type_system()
    as_json = selection.options.get("form") == "json"
    records = 0
    for records, unit in enumerate(units(store, selection, losses), 1):
        unheld(unit, losses)
        held = unit if as_json else _in_xml(unit, losses)
        cas = article(types, held, selection.policy, _sentences(store, held))
        made = cas.to_json() if as_json else cas.to_xmi()
        name = f"{records:05}-{_name(unit)}.{'json' if as_json else 'xmi'}"
        written = target.file(name).put(made.encode())
        with proving("inception", name):
            _prove(name, written, held, as_json=as_json)
    layers = types.to_xml().encode()
    if target.file(TYPES).put(layers) != layers:
        raise mismatch("inception", TYPES)
    return records


def _sentences(store: Store, unit: Unit) -> Sequence[tuple[int, int]]:
    """Return where the sentences of a unit's document stand."""
    document = store.by_sha256(unit.origin.sha256 or "")
    layout = store.layout(document.id) if document else None
    return list(zip(layout.starts, layout.ends, strict=True)) if layout else [(0, len(unit.text))]


def _name(unit: Unit) -> str:
    """Return a name for the file of a unit, of signs that every system takes."""
    stem = PurePath(unit.origin.name or "article").stem
    return "-".join(_NAME.sub("_", part)[:80] for part in (stem, unit.layer) if part)


def _in_xml(unit: Unit, losses: Losses) -> Unit:
    """Return a unit whose strings XML can hold, each as long as before; what had to be replaced is counted."""

    def held(text: str | None) -> str | None:
        if text is None:
            return None
        kept, times = in_xml(text)
        losses.add(NO_XML, times)
        return kept

    def mark(one: Mark) -> Mark:
        said, attribution, speaker, claim = one.said, one.attribution, one.speaker, one.claim
        return one._replace(
            said=said and said._replace(note=held(said.note) or "", suggestion=held(said.suggestion)),
            attribution=attribution
            and attribution._replace(
                addressee=held(attribution.addressee) or "", suggestion=held(attribution.suggestion)
            ),
            speaker=speaker
            and speaker._replace(
                name=held(speaker.name) or "",
                role=held(speaker.role) or "",
                aliases=tuple(held(alias) or "" for alias in speaker.aliases),
            ),
            claim=claim and claim._replace(text=held(claim.text) or ""),
        )

    origin = unit.origin
    return unit._replace(
        text=held(unit.text) or "",
        layer=held(unit.layer),
        id=held(unit.id) or "",
        origin=origin._replace(**{name: held(getattr(origin, name)) for name in origin._fields if name != "sha256"}),
        marks=tuple(mark(one) for one in unit.marks),
    )


def _prove(name: str, written: bytes, unit: Unit, *, as_json: bool) -> None:
    """Raise ExportError unless a file, read without the library that wrote it, has the text and each span's words."""
    text, found = _from_json(written) if as_json else _from_xmi(written)
    wanted = [_Stands(layer_of(one), one.label, unit.text[one.start : one.end]) for one in pieces(unit)[0]]
    if text != unit.text or sorted(found) != sorted(wanted):
        raise mismatch("inception", name)


def _from_xmi(written: bytes) -> tuple[str, list[_Stands]]:
    root = ET.fromstring(written)  # noqa: S314 - it was written a moment ago, by this program
    sofa = root.find("{http:///uima/cas.ecore}Sofa")
    text = "" if sofa is None else sofa.get("sofaString", "")
    layers = {f"{{http:///webanno/custom.ecore}}{name.rpartition('.')[2]}": name for name in (LABEL, SPAN, CLAIM)}
    return text, [
        _Stands(
            layers[one.tag], one.get("label", ""), _words(text, int(one.get("begin", "0")), int(one.get("end", "0")))
        )
        for one in root
        if one.tag in layers
    ]


def _from_json(written: bytes) -> tuple[str, list[_Stands]]:
    given = json.loads(written)["%FEATURE_STRUCTURES"]
    text = next(one["sofaString"] for one in given if one["%TYPE"] == "uima.cas.Sofa")
    return text, [
        _Stands(one["%TYPE"], one["label"], _words(text, one["begin"], one["end"]))
        for one in given
        if one["%TYPE"] in {LABEL, SPAN, CLAIM}
    ]


def _words(text: str, begin: int, end: int) -> str:
    """Return what stands between two UTF-16 offsets."""
    return text.encode("utf-16-le")[2 * begin : 2 * end].decode("utf-16-le", "replace")
