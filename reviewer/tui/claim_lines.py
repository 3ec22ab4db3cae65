"""Claims in the panel: check-worthiness, types, the link to an earlier sentence, the claims, and a candidate for it."""

from collections.abc import Mapping, Sequence

from reviewer.claiming import Candidate
from reviewer.keys import BY_ID
from reviewer.labels import SUGGESTED_GLYPH, Label
from reviewer.store.marks import CHECK_WORTHINESS, CLAIM_TYPES, Claim
from reviewer.store.review import UNTRIAGED, Check
from reviewer.store.rows import Annotation
from reviewer.suggesting import Offered
from reviewer.text import one_line
from reviewer.tui.check_signs import STATUS, VERDICT, VERDICT_LOOKS, signed
from reviewer.tui.lines import Line, Piece
from reviewer.tui.wrapping import cells, wrap

KEYS_AT = 6
"""Columns from the right edge where the panel's keys begin, unless they need more."""
CLAIM_LINES = 4
"""How much of a claim is shown that is not the chosen one."""

Keys = Mapping[str, str]
"""The keys of each action as they are shown."""


def claim_rows(
    given: Annotation | None, same_as: int | None, claims: int, keys: Keys, width: int, *, offered: Offered | None
) -> list[Line]:
    """Return the four rows that are always there, each with its keys; `same_as` counts sentences from 0.

    What is `offered` stands with its sign where nothing is said yet.
    """
    types = given.claim_types if given else ()
    same, same_look = ("  same as", "dim") if same_as is None else (f"= sentence {same_as + 1}", "")
    if same_as is None and offered and offered.repeats is not None:
        same = f"{SUGGESTED_GLYPH} as sentence {offered.repeats + 1}"
    head, head_look = (f"  claims {claims}", "") if claims else ("  claims", "dim")
    return [
        _worthiness(
            given.check_worthiness if given else None, offered.check_worthiness if offered else None, keys, width
        ),
        _types(types, keys, width),
        _row(Piece(same, same_look, "duplicate"), [("duplicate", "key")], keys, width),
        _row(Piece(head, head_look, "claim"), [("claim", "key")], keys, width),
    ]


def claim_lines(
    claims: Sequence[Claim], checks: Mapping[str, Check], chosen: int | None, width: int, room: int
) -> list[Line]:
    """Return the claims, numbered, in at most `room` lines; the chosen one (from 0) is whole, and in view.

    A claim whose check was begun (`checks`, by uid) has a line that says how far it is, and the verdict.
    """
    blocks = [
        [*_claim(number, claim, chosen, width), *_checked(checks.get(claim.uid))] for number, claim in enumerate(claims)
    ]
    first = 0
    while chosen is not None and first < chosen and sum(map(len, blocks[first : chosen + 1])) > room:
        first += 1
    lines = [line for block in blocks[first:] for line in block]
    if len(lines) > room > 0:
        return [*lines[: room - 1], (Piece("   …", "dim"),)]
    return lines[: max(0, room)]


def candidate_lines(one: Candidate, known: Label | None, claims: int, width: int, room: int) -> list[Line]:
    """Return an earlier sentence that may say the same, with what could be taken over, in at most `room` lines."""
    word = (Piece(f"{known.glyph} {known.word}", known.look),) if known else (Piece("· undecided", "dim"),)
    count = (Piece(f" · {claims} claim{'s' if claims > 1 else ''}", "dim"),) if claims else ()
    line = one_line(one.text)
    lines = [(Piece("  " + line[start:end]),) for start, end in wrap(line, width - 3)]
    if len(lines) > room - 2:
        lines = [*lines[: max(0, room - 3)], (Piece("  …", "dim"),)]
    return [(Piece(f"= sentence {one.at + 1}?", "title"),), (Piece("  "), *word, *count), *lines]


def _worthiness(chosen: str | None, proposed: str | None, keys: Keys, width: int) -> Line:
    names = [(name, f"worthiness.{name.lower()}") for name in CHECK_WORTHINESS]
    signs = {proposed: SUGGESTED_GLYPH, chosen: "▸"}
    pieces = [
        Piece(f"{signs.get(name, ' ')}{name} ", "title" if name == chosen else "dim", action) for name, action in names
    ]
    shown = [(action, "mark" if name == chosen else "key") for name, action in names]
    return (*pieces, *_row(Piece(""), shown, keys, width - sum(cells(piece.text) for piece in pieces)))


def _types(chosen: Sequence[str], keys: Keys, width: int) -> Line:
    shown = [(f"claim_type.{name}", "mark" if name in chosen else "key") for name in CLAIM_TYPES]
    room = width - _keys_width(shown, keys) - 1
    words = [BY_ID[f"claim_type.{name}"].label for name in CLAIM_TYPES if name in chosen]
    text = "  type" if not words else f"▸ {', '.join(words)}"
    if cells(text) > room and len(words) > 1:
        text = f"▸ {words[0]} +{len(words) - 1}"
    return _row(Piece(text, "" if words else "dim"), shown, keys, width)


def _row(name: Piece, actions: Sequence[tuple[str, str]], keys: Keys, width: int) -> Line:
    """Return a name with, on the right, the keys of some actions, each in its look."""
    gap = width - max(KEYS_AT, _keys_width(actions, keys) + 1) - cells(name.text)
    pieces = [name, Piece(" " * gap, "", name.action)]
    for action, look in actions:
        pieces += [Piece(keys[action], look, action), Piece(" ")]
    return tuple(pieces[:-1])


def _keys_width(actions: Sequence[tuple[str, str]], keys: Keys) -> int:
    return sum(cells(keys[action]) + 1 for action, _ in actions) - 1


def _checked(check: Check | None) -> list[Line]:
    if check is None or check.status == UNTRIAGED:
        return []
    look = VERDICT_LOOKS.get(check.verdict or "", "")
    verdict = (Piece(" · ", "dim"), Piece(signed(VERDICT, check.verdict), look)) if check.verdict else ()
    return [(Piece(f"   {signed(STATUS, check.status)}", "dim"), *verdict)]


def _claim(number: int, claim: Claim, chosen: int | None, width: int) -> list[Line]:
    text = one_line(claim.text) + (" (presupposed)" if claim.presupposed else "")
    shown = wrap(text, width - 5)
    head = f"{'▸' if number == chosen else ' '}{number + 1} "
    look = "title" if number == chosen else ""
    lines: list[Line] = [
        (Piece(head if line == 0 else " " * len(head), "key"), Piece(text[start:end], look, "claim"))
        for line, (start, end) in enumerate(shown)
    ]
    if number != chosen and len(lines) > CLAIM_LINES:
        return [*lines[: CLAIM_LINES - 1], (Piece("   …", "dim"),)]
    return lines
