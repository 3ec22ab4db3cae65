"""One Web Annotation as it was written by anybody: what it says, of which words, of which article, and by whom."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import unquote

from reviewer.formats.differences import shown
from reviewer.formats.units import Misfit, Origin
from reviewer.store.marks import Speaker
from reviewer.text import is_web

_LABELLING = frozenset({"tagging", "classifying", "assessing", "identifying"})
"""Motivations under which a text without a purpose of its own is a tag; under others it is a comment."""
_ARTICLE = (
    "schema:sha256", "schema:name", "dcterms:title", "schema:url", "dcterms:issued", "dcterms:language",
    "dcterms:identifier",
)  # fmt: skip
"""What an article is told by, in the order of Origin, after its id."""


class Bodies(NamedTuple):
    """What the bodies of an annotation say: texts by their purposes, and who is identified."""

    texts: Sequence[tuple[str, str]]
    speaker: Speaker | None


class Noted(NamedTuple):
    """An annotation that could be read. `places` are where its words begin in the article (code points) and the words.

    Of a link, `target` and `body` are the ids of what is linked. `uid` is the store's id for what is annotated.
    """

    line: int
    id: str
    uid: str
    motivation: str
    tag: str | None
    bodies: Bodies
    places: Sequence[tuple[int | None, str]]
    origin: Origin
    layer: str | None
    created: str
    modified: str
    target: str
    body: str

    def goes_with(self, other: "Noted") -> bool:
        """Return whether it is of the same article and by the same person; a link is of no article."""
        return self.layer == other.layer and (self.motivation == "linking" or self.origin == other.origin)

    @property
    def size(self) -> int:
        """About how many characters it holds."""
        return sum(len(exact) for _, exact in self.places) + sum(len(value) for _, value in self.bodies.texts)

    @property
    def exact(self) -> str:
        """The words it is of."""
        return " ".join(exact for _, exact in self.places)

    def of(self, purpose: str) -> list[str]:
        """Return the texts with a purpose."""
        return [value for kind, value in self.bodies.texts if kind == purpose]


def noted(line: int, value: Any) -> Noted | Misfit:
    """Return the annotation in a JSON value, or why there is none."""
    try:
        return _noted(line, value)
    except ValueError as error:
        return Misfit(line, str(error))


def _noted(line: int, value: Any) -> Noted:
    if not isinstance(value, dict) or "Annotation" not in _several(value.get("type")):
        raise ValueError('is no Annotation; give {"@context": …, "type": "Annotation", …}')
    motivation = _first_text(value.get("motivation")).rpartition("#")[2].removeprefix("oa:")
    given = _several(value.get("body"))
    bodies = _bodies(value, given, motivation)
    tags = [text for purpose, text in bodies.texts if purpose == "tagging"]
    if len(tags) > 1:
        raise ValueError(f"has several tags ({shown(', '.join(tags))}); give one")
    targets = _several(value.get("target"))
    name = value.get("id") if isinstance(value.get("id"), str) else f"annotation {line}"
    linked = motivation == "linking"
    target = targets[0] if targets and isinstance(targets[0], str) else ""
    places, origin = ([], Origin()) if linked else _places(targets)
    return Noted(
        line=line, id=str(name), uid=_uid(str(name)), motivation=motivation, tag=tags[0] if tags else None,
        bodies=bodies, places=places, origin=origin, layer=_layer(value.get("creator")),
        created=_text(value.get("created")), modified=_text(value.get("modified")), target=target,
        body=next((one for one in given if isinstance(one, str)), ""),
    )  # fmt: skip


def _bodies(value: Mapping[str, Any], given: Sequence[Any], motivation: str) -> Bodies:
    unsaid = "tagging" if motivation in _LABELLING else "commenting"
    texts: list[tuple[str, str]] = []
    speaker = None
    if isinstance(value.get("bodyValue"), str):
        texts.append((unsaid, value["bodyValue"]))
    for body in given:
        if not isinstance(body, dict):
            continue
        purpose = _first_text(body.get("purpose")) or unsaid
        if isinstance(body.get("value"), str):
            texts.append((purpose, body["value"]))
        elif purpose == "identifying" and isinstance(body.get("source"), dict):
            speaker = _speaker(body["source"])
    return Bodies(texts, speaker)


def _speaker(given: Mapping[str, Any]) -> Speaker | None:
    name = _text(given.get("name"))
    aliases = tuple(one for one in _several(given.get("nickname")) if isinstance(one, str))
    uid = _uid(_text(given.get("id")))
    return Speaker(uid, name, aliases, _text(given.get("schema:jobTitle"))) if name else None


def _places(targets: Sequence[Any]) -> tuple[list[tuple[int | None, str]], Origin]:
    """Return where the words of targets stand, and of which article they are; raises ValueError."""
    found: list[tuple[int | None, str]] = []
    origins: list[Origin] = []
    if not all(isinstance(target, dict) for target in targets):
        raise ValueError("has a target without a selector; give a TextQuoteSelector")
    for target in targets:
        start = exact = None
        for selector in _several(target.get("selector")):
            if not isinstance(selector, dict):
                continue
            if selector.get("type") == "TextQuoteSelector" and isinstance(selector.get("exact"), str):
                exact = selector["exact"]
            elif selector.get("type") == "TextPositionSelector":
                start = selector.get("start"), selector.get("end")
        found.append(_place(start, exact))
        origins.append(_origin(target))
    if not found or len(set(origins)) > 1:
        raise ValueError("has no target, or targets in several articles")
    return found, origins[0]


def _place(position: tuple[Any, Any] | None, exact: str | None) -> tuple[int | None, str]:
    if not exact:
        raise ValueError("has no exact words; give a TextQuoteSelector")
    if position is None:
        return None, exact
    start, end = position
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise ValueError(f"offsets {shown(start)} to {shown(end)} are none; give whole numbers of code points")
    if end - start != len(exact):
        raise ValueError(f"offsets {start} to {end} are off; the exact words are {len(exact)} code points")
    return start, exact


def _origin(target: Mapping[str, Any]) -> Origin:
    source = target.get("source")
    url = source if isinstance(source, str) else _text(source.get("id")) if isinstance(source, dict) else ""
    part = target.get("dcterms:isPartOf")
    if not isinstance(part, dict):
        return Origin(uid=_uid(url) or None, url=url if is_web(url) else None)
    return Origin(_uid(_text(part.get("id"))) or None, *(_text(part.get(name)) or None for name in _ARTICLE))


def _layer(creator: Any) -> str | None:
    first = next(iter(_several(creator)), None)
    if isinstance(first, dict):
        return _text(first.get("name")) or _text(first.get("id")) or None
    return first if isinstance(first, str) else None


def _uid(iri: str) -> str:
    """Return the id of the store that an IRI was made of, empty for another."""
    if iri.startswith("urn:uuid:"):
        return iri.removeprefix("urn:uuid:")
    return unquote(iri.split(":", 3)[3]) if iri.startswith("urn:reviewer:") and iri.count(":") >= 3 else ""


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _first_text(value: Any) -> str:
    return next(_texts(value), "")


def _texts(value: Any) -> Iterator[str]:
    yield from (one for one in _several(value) if isinstance(one, str))
