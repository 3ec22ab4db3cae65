"""brat's configuration: which types of spans, relations and attributes there are, and how they are drawn."""

import re
from collections.abc import Iterable
from typing import Final

from reviewer.formats.brat_lines import PRESUPPOSED, QUOTE_TYPE, UNCERTAIN, WORTH
from reviewer.formats.units import CLAIMED, CONTENT, CUE, CUED_BY, NESTED_IN, ROLES, SAID_BY, SOURCE
from reviewer.store.marks import CHECK_WORTHINESS, CLAIM_TYPES, QUOTE_TYPES

CLAIM_TYPE: Final = {name: name.capitalize() for name in CLAIM_TYPES}
"""What a claim type is called as an attribute: brat gives an attribute one value, and several types may hold."""
_UNKNOWN = re.compile(r"[^A-Za-z0-9_-]")
_COLOURS = {SOURCE: "#ffd6a5", CUE: "#fdffb6", CONTENT: "#a0c4ff", CLAIMED: "#ffadad"}


def kind(label: str) -> str:
    """Return the type that a sentence's label is in brat, where types begin with a capital: `quote` is `Quote`."""
    name = _UNKNOWN.sub("_", label)
    return name[:1].upper() + name[1:]


def annotation_conf(labels: Iterable[str]) -> str:
    """Return annotation.conf for sentences with these labels and for spans of every role."""
    sentences = sorted(map(kind, labels))
    sections = {
        "entities": [*ROLES, *sentences],
        "relations": [
            f"{SAID_BY}\tArg1:{CONTENT}, Arg2:{SOURCE}",
            f"{CUED_BY}\tArg1:{CONTENT}, Arg2:{CUE}",
            f"{NESTED_IN}\tArg1:{CONTENT}, Arg2:{CONTENT}",
            "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>",
        ],
        "events": [],
        "attributes": [
            *(f"{name}\tArg:{'|'.join(sentences)}" for name in (UNCERTAIN, *CLAIM_TYPE.values())),
            f"{WORTH}\tArg:{'|'.join(sentences)}, Value:{'|'.join(CHECK_WORTHINESS)}",
            f"{QUOTE_TYPE}\tArg:{CONTENT}, Value:{'|'.join(QUOTE_TYPES)}",
            f"{PRESUPPOSED}\tArg:{CLAIMED}",
        ],
    }
    return "\n".join(f"[{name}]\n" + "".join(f"{line}\n" for line in lines) for name, lines in sections.items())


def visual_conf(labels: Iterable[str]) -> str:
    """Return visual.conf: roles in colours, sentences in grey under them, a question mark for doubt."""
    drawn = [f"{name}\tbgColor:{colour}" for name, colour in _COLOURS.items()]
    drawn += [f"{kind(name)}\tbgColor:#e5e5e5" for name in sorted(labels)]
    names = [f"{kind(name)} | {name.replace('_', ' ')}" for name in sorted(labels)]
    return (
        "[labels]\n" + "".join(f"{line}\n" for line in names) + "\n[drawing]\n"
        "SPAN_DEFAULT\tfgColor:black, bgColor:lightgrey, borderColor:darken\n"
        "ARC_DEFAULT\tcolor:black, dashArray:-, arrowHead:triangle-5\n"
        "ATTRIBUTE_DEFAULT\tglyph:*\n" + "".join(f"{line}\n" for line in drawn) + f"{UNCERTAIN}\tglyph:?\n"
    )  # fmt: skip
