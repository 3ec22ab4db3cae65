"""What is suggested for the sentence under the cursor, in the panel: it stands where the answers will stand."""

from collections.abc import Sequence

from reviewer.labels import SUGGESTED_GLYPH
from reviewer.suggesting import Offer, Offered
from reviewer.text import one_line, shorten
from reviewer.tui.lines import Line, Piece
from reviewer.tui.wrapping import wrap

REASONS = 3
"""How many lines the reasons take."""


def taking_line(offered: Offered | None, key: str, width: int, *, failed: bool = False) -> Line:
    """Return the row below the labels, which is always there: how sure the program is, and the key that takes it.

    Of what another program has proposed, it says which that is: how sure it is stands among its reasons.
    """
    if offered is None:
        return (Piece("  nothing suggested" if failed else "  …", "dim", "accept"),)
    by = offered.suggestion.engine
    sure = f"  by {one_line(by)}" if by else f"  {offered.suggestion.score:.0%} sure"
    return (
        Piece(sure[: width - len(key) - 2].ljust(width - len(key) - 1), "dim", "accept"),
        Piece(key, "key", "accept"),
    )


def suggestion_lines(offered: Offered, width: int) -> list[Line]:
    """Return who is suggested to say what, and why the label is."""
    lines: list[Line] = [()]
    for one in offered.attributions:
        lines += _attribution(one, width)
    why = one_line("; ".join(offered.suggestion.reasons))
    return lines + [(Piece(f"  {why[start:end]}", "dim"),) for start, end in wrap(why, width - 3)[:REASONS]]


def _attribution(one: Offer, width: int) -> Sequence[Line]:
    name = (one.speaker.speaker.name if one.speaker else "") or one.source or "nobody named"
    return (
        (
            Piece(f"{SUGGESTED_GLYPH} {shorten(name, width - 12)}", "title"),
            Piece(f"  {one.proposed.quote_type}", "dim"),
        ),
        (Piece("    "), Piece(shorten(one.content, width - 5), "offer-content")),
    )
