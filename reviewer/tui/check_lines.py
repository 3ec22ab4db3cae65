"""What the check's screen says of a claim: its words, where they stand, its way, what was found, the evidence."""

from collections.abc import Sequence
from itertools import pairwise

from reviewer.checking import Around, State
from reviewer.signs import STANCE_SIGNS
from reviewer.store.review import IN_CHECK, NOT_CHECKABLE, QUOTE_VERDICTS, REOPENED, RETURNED, VERDICTS, Evidence, word
from reviewer.text import one_line, shorten
from reviewer.tui.check_signs import STATUS, signed
from reviewer.tui.lines import Line, Piece
from reviewer.tui.wrapping import wrap

CLAIM_LINES, AROUND_LINES, WORDS_LINES = 3, 3, 4
"""How many rows the claim, its article, and a text of the reviewer's have; the editor shows such a text whole."""
WAY = ("untriaged", "to_check", "in_check", "drafted", "second_review", "approved")
ASIDE = {NOT_CHECKABLE: "to_check", RETURNED: IN_CHECK, REOPENED: IN_CHECK}
"""States beside the way, and the one on it that they stand for or lead back to."""
_SHORT = {"not_enough_evidence": "not enough", "conflicting_evidence": "conflicting"}
VERDICT_KEYS = dict(zip("12345", VERDICTS, strict=True))
QUOTE_KEYS = dict(zip("67890", QUOTE_VERDICTS, strict=True))
"""The verdict that each digit gives."""


def check_lines(state: State, around: Around, chosen: int, width: int) -> tuple[list[Line], tuple[int, int]]:
    """Return all rows, and the half-open stretch of them that holds the chosen piece of evidence (from 0)."""
    claim, check, evidence = state
    lines: list[Line] = [
        (Piece(" " + part, "title"),) for part in _fitting(claim.text + _presupposed(state), width, CLAIM_LINES)
    ]
    whose = f"claim of {claim.reviewer}"
    said = f"said by {around.speaker} · " if around.speaker else ""
    lines.append((Piece(" " + shorten(f"{said}{whose} · {around.title}", width - 2), "dim"),))
    lines += _around(around, width)
    lines += [(), _way(check.status)]
    if check.comment:
        back = f"{word(check.status) if check.status in {RETURNED, REOPENED} else 'last comment'}: {check.comment}"
        lines += [(Piece(" " + part, "flag"),) for part in _fitting(back, width, WORDS_LINES)]
    people = [
        f"{role} {who}"
        for role, who in (
            ("checked by", check.checker),
            ("drafted by", check.drafted_by),
            ("reviewed by", check.reviewed_by),
        )
        if who
    ]
    if people:
        lines.append((Piece(" " + shorten(" · ".join(people), width - 2), "dim"),))
    lines += [(), _choice("verdict", VERDICT_KEYS, check.verdict)]
    if around.quoted or check.quote_verdict:
        lines.append(_choice("quote", QUOTE_KEYS, check.quote_verdict))
    lines += _words("j", "justification", check.justification, width)
    lines += _words("w", "searched", check.searched, width)
    lines += [(), _evidence_head(len(evidence))]
    first = last = len(lines) - 1
    for number, one in enumerate(evidence):
        block = _piece(number, one, width, chosen=number == chosen)
        if number == chosen:
            first, last = len(lines), len(lines) + len(block)
        lines += block
    return lines, (first, last)


def _presupposed(state: State) -> str:
    return " (presupposed)" if state.claim.presupposed else ""


def _fitting(text: str, width: int, rows: int) -> list[str]:
    """Return the first rows of a text, with an ellipsis where it goes on."""
    line = one_line(text[: width * (rows + 2)])
    parts = [line[start:end] for start, end in wrap(line, max(8, width - 2))]
    return parts if len(parts) <= rows else [*parts[: rows - 1], parts[rows - 1][: max(1, width - 4)].rstrip() + " …"]


def _around(around: Around, width: int) -> list[Line]:
    """Return the sentence in the words round it, its own in brackets as well as in a look."""
    room = max(8, width - 2)
    sentence = shorten(around.sentence, room * AROUND_LINES - 4)
    spare = max(0, room * AROUND_LINES - len(sentence) - 6) // 2
    before = " ".join(one_line(around.before).split())[-spare:] if spare else ""
    after = " ".join(one_line(around.after).split())[:spare] if spare else ""
    text = f"{before} [{sentence}] {after}".strip()
    start = text.index("[" + sentence)
    end = start + len(sentence) + 2
    lines = []
    for first, last in wrap(text, room)[:AROUND_LINES]:
        cuts = sorted({first, last, *(at for at in (start, end) if first < at < last)})
        pieces = [Piece(text[a:b], "" if a >= start and b <= end else "faint") for a, b in pairwise(cuts)]
        lines.append((Piece(" "), *pieces))
    return lines


def _way(status: str) -> Line:
    """Return the way of a claim with the state it is in marked; one that stands beside the way is named before it."""
    pieces = [Piece(" ")]
    if status in ASIDE:
        pieces.append(Piece(f"▸{signed(STATUS, status)}", "chosen"))
        pieces.append(Piece("  ⟶ ", "dim"))
    steps = WAY if status not in ASIDE else WAY[WAY.index(ASIDE[status]) :]
    for number, name in enumerate(steps):
        if number:
            pieces.append(Piece(" → ", "dim"))
        here = name == status
        pieces.append(Piece(f"{'▸' if here else ''}{signed(STATUS, name)}", "chosen" if here else "dim"))
    return tuple(pieces)


def _choice(head: str, keys: dict[str, str], given: str | None) -> Line:
    pieces = [Piece(f" {head:<7}", "dim")]
    for key, name in keys.items():
        chosen = name == given
        pieces.append(Piece(f"{'▸' if chosen else ' '}{key}", "key"))
        pieces.append(Piece(f" {_SHORT.get(name, word(name))} ", "chosen" if chosen else ""))
    return tuple(pieces)


def _words(key: str, name: str, text: str, width: int) -> list[Line]:
    head = (Piece(f" {key} ", "key"), Piece(name if text else f"{name}: —", "dim"))
    if not text:
        return [head]
    return [head, *((Piece("   " + part),) for part in _fitting(text, width - 3, WORDS_LINES))]


def _evidence_head(count: int) -> Line:
    more = Piece("  paste a URL, or e, to add", "faint") if not count else Piece("")
    return (Piece(" e ", "key"), Piece(f"evidence {count or ''}".rstrip(), "dim"), more)


def _piece(number: int, one: Evidence, width: int, *, chosen: bool) -> list[Line]:
    """Return a piece of evidence: a row of it, and all of it where it is chosen."""
    about = " · ".join(filter(None, (one.publisher, one.title))) or one.source_url
    day = one.published_on or (f"looked at {one.accessed_at[:10]}" if one.accessed_at else "no day")
    head: Line = (
        Piece("▶" if chosen else " ", "key"),
        Piece(f"{number + 1:>2} ", "dim"),
        Piece(f"{STANCE_SIGNS.get(one.stance, '~')} {one.stance:<9}", "title"),
        Piece("★ primary " if one.primary else ""),
        Piece(shorten(f"{about} · {day}", max(8, width - 15 - (10 if one.primary else 0))), "chosen" if chosen else ""),
    )
    if not chosen:
        return [head]
    said: Sequence[tuple[str, str]] = (
        ("URL", one.source_url),
        ("archive", one.archive_url),
        ("", " · ".join(filter(None, (one.publisher, one.title)))),
        ("", _dates(one)),
        ("words", f"“{one.excerpt}”" if one.excerpt else ""),
        ("note", one.note),
    )
    lines = [head]
    for name, text in said:
        if text:
            line = one_line(f"{name}: {text}" if name else text)
            lines += [(Piece("     " + line[start:end]),) for start, end in wrap(line, max(8, width - 6))]
    return lines


def _dates(one: Evidence) -> str:
    parts = (
        f"published {one.published_on}" if one.published_on else "",
        f"looked at {one.accessed_at[:16].replace('T', ' ')} UTC" if one.accessed_at else "",
        one.locator,
        word(one.medium),
        f"added by {one.added_by}" if one.added_by else "",
    )
    return " · ".join(filter(None, parts))
