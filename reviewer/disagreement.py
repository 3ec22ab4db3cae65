"""What reviewers differ on: comparing what their layers say of one sentence; pure functions over sides."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from reviewer.layers import is_own
from reviewer.store.marks import Attribution
from reviewer.store.rows import Annotation
from reviewer.store.sides import Side
from reviewer.store.uniting import SAID, Conflict

LABEL, WORTH, SPANS = "label", "check-worthiness", "who said it"
"""What is compared, in the order in which it is shown."""
DOUBT, TYPES, SAME, NOTE = "uncertain", "types", "same as", "note"
"""What else is said of a sentence: each reviewer's own, unless a merge found two words of one reviewer."""
NAMES: Mapping[str, str] = {
    "label": LABEL, "uncertain": DOUBT, "check_worthiness": WORTH, "claim_types": TYPES, "duplicate_of": SAME,
    "note": NOTE,
}  # fmt: skip
"""What each field of an annotation is called here."""
ASIDE = ", set aside"
"""What follows the layer's name in that of a side which a merge set aside."""


def deciding(sides: Sequence[Side]) -> tuple[Side, ...]:
    """Return the sides that count: reviewers' first answers with a label. Who has not decided does not disagree."""
    return tuple(side for side in sides if is_own(side.layer) and side.label is not None)


def differences(sides: Sequence[Side]) -> tuple[str, ...]:
    """Return what two or more deciding sides differ on; empty where they agree.

    Compared are the label, the check-worthiness of those who gave one, and the attributions that begin in the sentence:
    the same spans in each role, by the same speaker. A doubt, a note, types and claims are each reviewer's own.
    """
    given = deciding(sides)
    worth = {side.annotation.check_worthiness for side in given if side.annotation} - {None}
    differ = {
        LABEL: len({side.label for side in given}) > 1,
        WORTH: len(worth) > 1,
        SPANS: len({frozenset(map(marked, side.attributions)) for side in given}) > 1,
    }
    return tuple(name for name, apart in differ.items() if apart)


def agreed(sides: Sequence[Side]) -> Side:
    """Return what deciding sides that agree say together.

    What they need not agree on is not lost: it is uncertain where one is in doubt, and check-worthiness, types, note,
    duplicate and claims are those of the first, by name, who gave any.
    """
    given = deciding(sides)
    said = [side.annotation for side in given if side.annotation]
    together = said[0]._replace(
        uncertain=any(one.uncertain for one in said),
        note=next((one.note for one in said if one.note), ""),
        check_worthiness=next((one.check_worthiness for one in said if one.check_worthiness), None),
        claim_types=next((one.claim_types for one in said if one.claim_types), ()),
        duplicate_of=next((one.duplicate_of for one in said if one.duplicate_of is not None), None),
    )
    return given[0]._replace(annotation=together, claims=next((side.claims for side in given if side.claims), ()))


def common(sides: Sequence[Side]) -> frozenset[Hashable]:
    """Return the attributions, as `marked` has them, that all the deciding sides hold."""
    found = [frozenset(map(marked, side.attributions)) for side in deciding(sides)]
    return found[0].intersection(*found) if found else frozenset()


def marked(one: Attribution) -> Hashable:
    """Return what is compared of an attribution: the spans of each role, and who it is."""
    return one.source, one.cue, one.content, one.speaker


def with_set_aside(sides: Sequence[Side], conflicts: Sequence[Conflict]) -> tuple[Side, ...]:
    """Return the deciding sides of a sentence with what merges set aside, each after the side that stands against it.

    `sides` are all of the sentence. That which stands against a conflict is among them also where it has no label. One
    that was set aside is called "<layer>, set aside"; spans and claims are those of its layer.
    """
    given: list[Side] = []
    whose = {one.layer for one in conflicts}
    known = {layer: Side(layer, None) for layer in whose} | {side.layer: side for side in sides}
    for layer, side in sorted(known.items()):
        given += [side] if deciding([side]) or (layer in whose and is_own(layer)) else []
        said = [side.annotation] if side.annotation else []
        # Of a sentence that was joined of two both words were set aside: then what stood is none that stands.
        for one in (one for one in conflicts if one.layer == layer):
            for row in filter(None, (one.aside, one.stands)):
                value = _overlaid(side.annotation, row, one.fields)
                if not any(_says(value) == _says(other) for other in said):
                    said.append(value)
                    given.append(side._replace(layer=layer + ASIDE, annotation=value))
    return tuple(given)


def _overlaid(standing: Annotation | None, row: Mapping[str, Any], fields: Sequence[str]) -> Annotation:
    """Return what stands of a sentence with some fields as a row of state has them; without any, the row."""
    values = {name: row[name] for name in Annotation._fields}
    values |= {"uncertain": bool(row["uncertain"]), "claim_types": tuple(row["claim_types"].split())}
    return standing._replace(**{name: values[name] for name in fields}) if standing else Annotation(**values)


def _says(one: Annotation) -> tuple[object, ...]:
    return tuple(getattr(one, name) for name in SAID)
