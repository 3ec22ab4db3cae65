"""Sides in columns: what each layer says of a sentence, row by row beside the others, with a sign where they differ."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import NamedTuple

from reviewer.disagreement import ASIDE, DOUBT, LABEL, NOTE, SAME, SPANS, TYPES, WORTH, marked
from reviewer.keys import BY_ID
from reviewer.labels import UNDECIDED_GLYPH, Scheme
from reviewer.store.marks import Attribution, Role, by_role
from reviewer.store.sides import Side
from reviewer.text import one_line, shorten
from reviewer.tui.lines import Line, Piece
from reviewer.tui.overlays import SIGNS
from reviewer.tui.wrapping import cells, wrap

READ: tuple[Role, ...] = ("source", "cue", "content")
"""Roles in the order in which they are read."""
NARROWEST = 22
"""Columns of the screen that a side needs at least."""
DIFFERS = "≠ "
_BETWEEN = " │ "
NOTE_LINES = SPAN_LINES = CLAIM_LINES = 30
"""Whole but for monsters: sides may differ in their last word only, and the rows can be scrolled."""


class Column(NamedTuple):
    """A side to be drawn under a name; `key` takes it, empty where none does, and `action` is what a click does."""

    side: Side
    name: str
    key: str = ""
    action: str = ""
    chosen: bool = False


class Article(NamedTuple):
    """What sides refer to: the article's text, speakers' names by uid, which sentence (from 1) is at a code point.

    `common` are the attributions that all the sides hold; the others are marked. `labels` are the article's.
    """

    text: str
    speakers: Mapping[str, str]
    number: Callable[[int], int]
    common: frozenset[Hashable]
    labels: Scheme


def room_for(width: int) -> int:
    """Return how many sides stand beside each other in a width."""
    return max(1, (width - len(DIFFERS)) // (NARROWEST + len(_BETWEEN)))


def side_lines(columns: Sequence[Column], differ: Sequence[str], article: Article, width: int) -> list[Line]:
    """Return the columns side by side, a field below the other; `differ` names what the sides differ on.

    Such a field is marked in its first row, of attributions each that not all the sides hold.
    """
    room = max(4, (width - len(DIFFERS)) // max(1, len(columns)) - len(_BETWEEN))
    lines = [_beside([_head(column, room) for column in columns], room, "")]
    fields = [_fields(column.side, article, room) for column in columns]
    for name in fields[0] if fields else ():
        height = max(len(field[name]) for field in fields)
        for row in range(height):
            parts = [field[name][row] if row < len(field[name]) else () for field in fields]
            lines.append(_beside(parts, room, DIFFERS if name in differ and name != SPANS and row == 0 else ""))
    return lines


def summary(side: Side, speakers: Mapping[str, str], labels: Scheme, width: int) -> list[Line]:
    """Return what a side says in a few lines, for a place where it stands under others; `speakers` are names by uid."""
    said, label = side.annotation, _label(side, labels)
    name = shorten(side.layer, max(4, width - cells(label.text) - 4))
    lines: list[Line] = [(Piece(name, "title"), Piece("  "), label)]
    more = [said.check_worthiness or "", "! uncertain" if said.uncertain else ""] if said else []
    more += [f"{len(side.claims)} claim{'s' if len(side.claims) > 1 else ''}"] if side.claims else []
    lines += _wrapped(" · ".join(filter(None, more)), width - 3, "dim", 3)
    for one in side.attributions:
        lines += _wrapped(f"→ {_who(one, speakers)}, {one.quote_type}".replace("_", " "), width - 3, "dim", 1)
    lines += _wrapped(f"; {said.note}" if said and said.note else "", width - 3, "furniture", 2)
    return [lines[0], *((Piece("  "), *line) for line in lines[1:])]


def _beside(parts: Sequence[Line], room: int, sign: str) -> Line:
    """Return parts of one row side by side, each filled up to its room."""
    pieces = [Piece(sign or " " * len(DIFFERS), "flag")]
    for number, part in enumerate(parts):
        used = sum(cells(one_line(piece.text)) for piece in part)
        pieces += [Piece(_BETWEEN, "faint")] if number else []
        pieces += [*part, Piece(" " * max(0, room - used))]
    return tuple(pieces)


def _head(column: Column, room: int) -> Line:
    key = f"{column.key} " if column.key else ""
    mark = "▸" if column.chosen else " "
    whose = column.name.removesuffix(ASIDE)
    aside = column.name[len(whose) :]  # a long name must not hide it
    name = shorten(whose, max(1, room - len(key) - 1 - len(aside))) + aside
    look = "title" if column.key else "done"
    return (Piece(f"{mark}{key}", "key", column.action), Piece(name, look, column.action))


def _fields(side: Side, article: Article, room: int) -> dict[str, list[Line]]:
    """Return the lines of each field; those of a field that says nothing are none."""
    said = side.annotation
    types = [BY_ID[f"claim_type.{name}"].label for name in said.claim_types] if said else []
    same = said.duplicate_of if said else None
    return {
        LABEL: [(_label(side, article.labels),)],
        DOUBT: [(Piece("! uncertain", "flag"),)] if said and said.uncertain else [],
        WORTH: [(Piece(said.check_worthiness, "title"),)] if said and said.check_worthiness else [],
        TYPES: _wrapped(", ".join(types), room, "", 2),
        SAME: [(Piece(f"= sentence {article.number(same)}"),)] if same is not None else [],
        NOTE: _wrapped(f"; {said.note}" if said and said.note else "", room, "furniture", NOTE_LINES),
        SPANS: [line for one in side.attributions for line in _attribution(one, article, room)],
        "claims": [
            line
            for number, one in enumerate(side.claims, 1)
            for line in _wrapped(
                f"{number} {one.text}{' (presupposed)' if one.presupposed else ''}", room, "", CLAIM_LINES
            )
        ],
    }


def _label(side: Side, labels: Scheme) -> Piece:
    known = labels.get(side.label)
    return Piece(f"{known.glyph} {known.word}", known.look) if known else Piece(f"{UNDECIDED_GLYPH} undecided", "dim")


def _attribution(one: Attribution, article: Article, room: int) -> list[Line]:
    who = _who(one, article.speakers)
    kind = f" {one.quote_type}".replace("_", " ") if room > 30 else ""
    sign = "" if marked(one) in article.common else DIFFERS
    name = Piece(f"→ {shorten(who, room - 2 - len(kind) - len(sign))}", "title")
    lines: list[Line] = [(Piece(sign, "flag"), name, Piece(kind, "dim"))]
    roles = by_role(one)
    for role in READ:
        words = " … ".join(article.text[start:end] for start, end in roles[role])
        for number, line in enumerate(_wrapped(words, room - 2, f"span-{role}", SPAN_LINES)):
            lines.append((Piece(f"{SIGNS[role]} " if number == 0 else "  ", "dim"), *line))
    return lines


def _who(one: Attribution, speakers: Mapping[str, str]) -> str:
    return speakers.get(one.speaker or "", "") or "nobody named"


def _wrapped(text: str, room: int, look: str, most: int) -> list[Line]:
    """Return a text in at most so many lines, with an ellipsis where it was cut."""
    line = one_line(text[: room * (most + 1)])
    if not line:
        return []
    lines: list[Line] = [(Piece(line[start:end], look),) for start, end in wrap(line, room)]
    kept = lines[:most]
    if len(lines) > most or len(text) > len(line):
        kept[-1] = (Piece(kept[-1][0].text[: room - 1].rstrip() + "…", look),)
    return kept
