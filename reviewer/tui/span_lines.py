"""Attributions in the panel: those of the sentence under the cursor, and the draft of the span mode with its keys."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reviewer.store.marks import ROLES, Attribution, Speaker
from reviewer.text import shorten
from reviewer.tui.lines import Line, Piece
from reviewer.tui.overlays import SIGNS
from reviewer.tui.span_mode import KEYS
from reviewer.tui.wrapping import wrap

if TYPE_CHECKING:  # it brings the rules of attribution with it
    from reviewer.marking import Marking

LEGEND: Line = (
    Piece("  "),
    *(piece for role in ROLES for piece in (Piece(SIGNS[role], "span-sign"), Piece(role, f"span-{role}"), Piece("  "))),
)
"""What the letters in the article stand for, in the looks of the spans."""
WORDS_SHOWN = 400
LINES_SHOWN = 4
LOW = 30
"""Rows; a panel of no more has less room for words and speakers."""


def draft_lines(marking: "Marking", width: int, height: int) -> list[Line]:
    """Return the draft: each role with its words, who it is, and what the keys do."""
    lines: list[Line] = [
        (Piece("who said it", "title"), Piece("  saved before" if marking.editing else "  a draft", "dim")),
        (),
    ]
    for role in ROLES:
        current = role == marking.role
        name = f"{'▸' if current else ' '} {SIGNS[role]} "
        words = shorten(marking.words(role), WORDS_SHOWN) or "–"
        for number, (start, end) in enumerate(wrap(words, width - len(name) - 1)[: LINES_SHOWN if height > LOW else 2]):
            head = Piece(name if number == 0 else " " * len(name), "key" if current else "dim")
            lines.append((head, Piece(words[start:end], f"span-{role}")))
        if current:
            lines.append((Piece(f"    {shorten(marking.reason(), width - 5)}", "dim"),))
    lines += [(), *_speaker(marking, width), ()]
    lines += [
        (Piece(f"  {number} {shorten(speaker.name, width - 5)}", "dim"),)
        for number, speaker in enumerate(marking.choices()[: 5 if height > LOW else 2], 1)
    ]
    lines += [(), LEGEND]
    return [*lines, *_keys(width, height - len(lines))]


def _keys(width: int, room: int) -> list[Line]:
    """Return what the keys do: a line each, or in words packed into lines where there is no room for that."""
    if len(KEYS) <= room:
        return [(Piece(f"{keys:<6}", "key"), Piece(shorten(what, width - 7), "dim")) for keys, what, _ in KEYS]
    packed: list[Line] = [()]
    for keys, _, word in KEYS:
        used = sum(len(piece.text) for piece in packed[-1])
        if used and used + len(keys) + len(word) + 1 > width:
            packed.append(())
        packed[-1] += (Piece(keys, "key"), Piece(f" {word}  ", "dim"))
    return packed


def _speaker(marking: "Marking", width: int) -> list[Line]:
    guess = marking.speaker
    if guess is None:
        lines: list[Line] = [(Piece("  nobody named", "dim"),)]
    else:
        name = shorten(guess.speaker.name, width - 5)
        lines = [(Piece("  → "), Piece(name, "title")), (Piece(f"    {shorten(guess.reason, width - 5)}", "dim"),)]
    if marking.addressee:
        lines.append((Piece(f"  to {shorten(marking.addressee, width - 6)}"),))
    lines.append((Piece(f"    {marking.quote_type()}", "dim"),))
    return lines


def attribution_lines(found: Sequence[Attribution], speakers: Sequence[Speaker], text: str, width: int) -> list[Line]:
    """Return a sentence's attributions, two lines each; `text` is the document's."""
    names = {speaker.uid: speaker.name for speaker in speakers}
    lines: list[Line] = []
    for one in found:
        source = " ".join(text[start:end] for start, end in one.source)
        who = names.get(one.speaker or "", "") or source or "nobody named"
        words = " … ".join(text[start:end] for start, end in one.content)
        nested = "↳ " if one.parent else ""
        lines.append((Piece(f"  {nested}{shorten(who, width - 14)}", "title"), Piece(f"  {one.quote_type}", "dim")))
        lines.append((Piece(f"    {shorten(words, width - 5)}", "span-content"),))
    return [*lines, LEGEND]
