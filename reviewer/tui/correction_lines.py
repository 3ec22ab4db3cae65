"""A sentence that came back because the article was corrected, in the panel: what it was, and a word diff."""

from reviewer.articles.worddiff import abridged
from reviewer.corrections import Was
from reviewer.labels import Scheme
from reviewer.text import one_line
from reviewer.tui.lines import Line, Piece
from reviewer.tui.wrapping import wrap

LINES_SHOWN = 8
_MARKS = {" ": ("", "", ""), "-": ("[-", "-]", "removed"), "+": ("{+", "+}", "added")}


def correction_lines(was: Was, now: str, labels: Scheme, width: int) -> list[Line]:
    """Return in which version the sentence changed, what this reviewer had said of it, and the words of both."""
    label = was.said["label"]
    known = labels.word(label or "")
    more = [
        *([f"was: {known}"] if known else []),
        *(["uncertain"] if was.said["uncertain"] else []),
        *filter(None, (was.said["check_worthiness"], was.said["claim_types"].replace("_", " "))),
        *([f"note: {one_line(was.said['note'])}"] if was.said["note"] else []),
    ]
    head = f"changed in version {was.version}"
    lines: list[Line] = [(Piece(head, "flag"),)]
    told = " · ".join(more)
    lines += [(Piece(f"  {told[start:end]}"),) for start, end in wrap(told, width - 3)] if told else []
    return [*lines, *_diff(was.words, now, width)]


def _diff(was: str, now: str, width: int) -> list[Line]:
    """Return what has changed with a few words around it; signs say what is gone and added, and looks say it again."""
    text, looks = "", []
    for part in abridged(was, now):
        opening, closing, look = _MARKS[part.sign]
        words = f"{opening}{one_line(part.text)}{closing}"
        text += " " if text else ""
        looks.append((len(text), len(text) + len(words), look))
        text += words
    lines: list[Line] = []
    for first, last in wrap(text, width - 3):
        pieces = [Piece("  ")]
        at = first
        for start, end, look in looks:
            low, high = max(start, first), min(end, last)
            if low < high:
                pieces += [Piece(text[at:low]), Piece(text[low:high], look)]
                at = high
        lines.append(tuple(pieces))
    return lines if len(lines) <= LINES_SHOWN else [*lines[: LINES_SHOWN - 1], (Piece("  …", "dim"),)]
