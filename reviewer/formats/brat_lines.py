"""The lines of brat's annotation files: spans, relations, attributes and notes, read as anybody writes them."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Final, NamedTuple

from reviewer.formats.differences import shown
from reviewer.formats.parts import annotation, attribution, claim, unfit, whole
from reviewer.formats.units import CLAIMED, CONTENT, LINKS, ROLES, Link, Mark
from reviewer.store.marks import CHECK_WORTHINESS, CLAIM_TYPES, QUOTE_TYPES, Attribution, Spans, Speaker
from reviewer.store.rows import Annotation

NOTE: Final = "AnnotatorNotes"
"""brat's own kind of note: of a sentence the reviewer's note, of a claim the claim in words of its own."""
SPEAKER, ALIAS, ROLE, ADDRESSEE, REPEATS = "Speaker", "Speaker_alias", "Speaker_role", "Addressee", "Repeats"
UNCERTAIN, WORTH, QUOTE_TYPE, PRESUPPOSED = "Uncertain", "Check_worthiness", "Quote_type", "Presupposed"
ENDS: Final = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
"""What ends a line somewhere: a fragment holds none of them, or its line in the file would be two."""
_CUT = re.compile("[^" + "".join(ENDS) + "]+")
_SPAN = re.compile(r"(T\S+)\t(\S+) (\d{1,9} \d{1,9}(?:;\d{1,9} \d{1,9})*)(?:\t(.*))?", re.DOTALL)
_RELATION = re.compile(r"(R\S+)\t(\S+) [^\s:]+:(\S+) [^\s:]+:(\S+)\s*")
_ATTRIBUTE = re.compile(r"([AM]\S+)\t(\S+) (\S+)(?: (\S+))?\s*")
_NOTE = re.compile(r"(#\S*)\t(\S+) (\S+)(?:\t(.*))?", re.DOTALL)
_ESCAPE = re.compile(r"\\(\\|n|u[0-9a-f]{4})")


class _Read(NamedTuple):
    """What was read of a file so far; `left` counts the lines that were passed over, by their kind."""

    text: str
    spans: dict[str, tuple[str, Spans]]
    relations: list[tuple[int, Link]]
    attributes: list[tuple[int, str, str, str]]
    notes: list[tuple[int, str, str, str]]
    wrong: list[tuple[int, str]]
    left: Counter[str]


def parsed(given: str, text: str, *, ours: bool) -> tuple[tuple[Mark, ...], tuple[Link, ...], list[tuple[int, str]]]:
    """Return the marks and links of an annotation file, and what of it does not fit, by its line (from 1).

    `ours` says that this program wrote it: labels begin with a small letter then, and notes have escapes.
    """
    read = _Read(text, {}, [], [], [], [], Counter())
    readers: dict[str, Callable[[int, str, _Read], bool]] = {
        "T": _span, "R": _relation, "A": _attribute, "M": _attribute, "#": _note,
    }  # fmt: skip
    number = 0
    for number, line in enumerate(given.split("\n"), 1):
        bare = line.rstrip("\r")
        if not bare.strip():
            continue
        take = readers.get(bare[0])
        if take is None:
            read.left[bare[0]] += 1
        elif not take(number, bare, read):
            read.wrong.append((number, f"{shown(bare)} is no line of brat's standoff format"))
    marks, links = _made(read, ours=ours)
    if read.left:
        kinds = ", ".join(f"{times} of {shown(name, quotes=False)}" for name, times in sorted(read.left.items()))
        read.wrong.append((number, f"lines of kinds that have no place here were left out: {kinds}"))
    return marks, links, sorted(read.wrong)


def fragments(text: str, spans: Spans) -> Spans:
    """Return spans cut where a line ends in them: code points, half-open, ascending."""
    return tuple(found.span() for start, end in spans for found in _CUT.finditer(text, start, end))


def joined(text: str, spans: Spans) -> Spans:
    """Return spans with those made one that nothing but line ends stands between."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start > found[-1][1] and ENDS.issuperset(text[found[-1][1] : start]):
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return tuple(found)


def escaped(note: str) -> str:
    """Return a note on one line: a line end and a backslash are written as escapes."""
    return "".join("\\n" if sign == "\n" else "\\\\" if sign == "\\" else _escape(sign) for sign in note)


def _escape(sign: str) -> str:
    return f"\\u{ord(sign):04x}" if sign in ENDS else sign


def _unescaped(note: str) -> str:
    def sign(found: re.Match[str]) -> str:
        name = found[1]
        return "\n" if name == "n" else "\\" if name == "\\" else chr(int(name[1:], 16))

    return _ESCAPE.sub(sign, note)


def _span(number: int, line: str, read: _Read) -> bool:
    found = _SPAN.fullmatch(line)
    if found is None:
        return False
    name, label, offsets, given = found.groups()
    spans = tuple(
        sorted((int(start), int(end)) for start, _, end in (one.partition(" ") for one in offsets.split(";")))
    )
    wrong = unfit(read.text, spans)
    parts = [read.text[start:end] for start, end in spans]
    if (
        wrong is None
        and given is not None
        and given.rstrip() not in {" ".join(parts).rstrip(), "".join(parts).rstrip()}
    ):
        wrong = f"its words are {shown(given)}, but the text has {shown(' '.join(parts))} there"
    if wrong is None and name in read.spans:
        wrong = "has come before"
    if wrong is not None:
        read.wrong.append((number, f"{shown(name, quotes=False)}: {wrong}"))
    else:
        read.spans[name] = label, joined(read.text, spans)
    return True


def _relation(number: int, line: str, read: _Read) -> bool:
    found = _RELATION.fullmatch(line)
    if found is not None:
        read.relations.append((number, Link(found[3], found[4], found[2])))
    return found is not None


def _attribute(number: int, line: str, read: _Read) -> bool:
    found = _ATTRIBUTE.fullmatch(line)
    if found is not None:
        read.attributes.append((number, found[2], found[3], found[4] or ""))
    return found is not None


def _note(number: int, line: str, read: _Read) -> bool:
    found = _NOTE.fullmatch(line)
    if found is not None:
        read.notes.append((number, found[2], found[3], found[4] or ""))
    return found is not None


def _made(read: _Read, *, ours: bool) -> tuple[tuple[Mark, ...], tuple[Link, ...]]:
    """Return the marks and links, once all lines are read: a line may be about one that stands below it."""
    marks = {name: _mark(name, label, spans, ours=ours) for name, (label, spans) in read.spans.items()}
    links: list[Link] = []
    for number, link in read.relations:
        if link.label not in LINKS or link.head not in marks or link.child not in marks:
            read.wrong.append((number, f"{shown(link.label)} is no relation of these, or of a span that is not there"))
        else:
            links.append(link)
    for _, name, where, value in read.attributes:
        if where not in marks or (mark := _attributed(marks[where], name, value)) is None:
            read.left[f"attribute {name}"] += 1
        else:
            marks[where] = mark
    for _, name, where, value in read.notes:
        words = _unescaped(value) if ours else value.strip()
        if where not in marks or (mark := _noted(marks[where], name, words)) is None:
            read.left[f"note {name}"] += 1
        else:
            marks[where] = mark
    return whole(marks.values(), links), tuple(links)


def _mark(name: str, label: str, spans: Spans, *, ours: bool) -> Mark:
    if label not in ROLES:
        label = label[:1].lower() + label[1:] if ours else label
        return Mark(name, label, spans, said=annotation(label))
    made = Mark(name, label, spans)
    if label == CONTENT:
        return made._replace(attribution=attribution(None, spans))
    return made._replace(claim=claim(None, made.bounds, "")) if label == CLAIMED else made


def _attributed(mark: Mark, name: str, value: str) -> Mark | None:
    """Return a mark with an attribute, None where it can have none of that name."""
    said, claimed, kind = mark.said, mark.claim, name.casefold()
    if said is not None:
        given = _said(said, kind, value)
        return None if given is None else mark._replace(said=given)
    if mark.attribution is not None and name == QUOTE_TYPE and value in QUOTE_TYPES:
        return mark._replace(attribution=mark.attribution._replace(quote_type=value))
    if claimed is not None and name == PRESUPPOSED:
        return mark._replace(claim=claimed._replace(presupposed=True))
    return None


def _said(said: Annotation, kind: str, value: str) -> Annotation | None:
    if kind == UNCERTAIN.casefold():
        return said._replace(uncertain=True)
    if kind == WORTH.casefold() and value in CHECK_WORTHINESS:
        return said._replace(check_worthiness=value)
    if kind in CLAIM_TYPES:
        return said._replace(claim_types=(*said.claim_types, kind))
    return None


def _noted(mark: Mark, name: str, words: str) -> Mark | None:
    """Return a mark with a note, None where it can have none of that name."""
    said, told, claimed = mark.said, mark.attribution, mark.claim
    if said is not None:
        if name == NOTE:
            return mark._replace(said=said._replace(note=_more(said.note, words)))
        repeats = name == REPEATS and words.isascii() and words.isdigit() and len(words) < 10
        return mark._replace(said=said._replace(duplicate_of=int(words))) if repeats else None
    if claimed is not None and name == NOTE:
        return mark._replace(claim=claimed._replace(text=_more(claimed.text, words)))
    return _told(mark, told, name, words) if told is not None else None


def _told(mark: Mark, told: Attribution, name: str, words: str) -> Mark | None:
    who = mark.speaker or Speaker("", "")
    if name == SPEAKER:
        return mark._replace(speaker=who._replace(name=words))
    if name == ALIAS:
        return mark._replace(speaker=who._replace(aliases=(*who.aliases, words)))
    if name == ROLE:
        return mark._replace(speaker=who._replace(role=words))
    return mark._replace(attribution=told._replace(addressee=words)) if name == ADDRESSEE else None


def _more(before: str, words: str) -> str:
    return f"{before}\n{words}" if before else words


__all__ = [
    "ADDRESSEE", "ALIAS", "ENDS", "NOTE", "PRESUPPOSED", "QUOTE_TYPE", "REPEATS", "ROLE", "SPEAKER", "UNCERTAIN",
    "WORTH", "escaped", "fragments", "joined", "parsed",
]  # fmt: skip
