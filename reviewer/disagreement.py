"""What reviewers differ on: comparing what their layers say of one sentence; pure functions over sides."""

from collections.abc import Hashable, Sequence

from reviewer.layers import is_own
from reviewer.store.marks import Attribution
from reviewer.store.sides import Side

LABEL, WORTH, SPANS = "label", "check-worthiness", "who said it"
"""What is compared, in the order in which it is shown."""


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
