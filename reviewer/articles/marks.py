"""Quotation marks in a text: of which family each is, and what it may do by its form and its neighbours."""

from typing import NamedTuple

from reviewer.articles.patterns import compiled

DOUBLE = "double"
SINGLE = "single"

_OPENING = {
    DOUBLE: ("“", "„", "‟", "``", "‘‘", ",,", "〝"),
    SINGLE: ("‘", "‚", "‛"),
    "guillemet": ("«",),
    "single guillemet": ("‹",),
    "corner": ("「",),
    "white corner": ("『",),
}
_CLOSING = {
    DOUBLE: ("”", "’’", "〞", "〟"),
    SINGLE: ("’",),
    "guillemet": ("»",),
    "single guillemet": ("›",),
    "corner": ("」",),
    "white corner": ("』",),
}
_NEUTRAL = {DOUBLE: ('"', "''", "＂"), SINGLE: ("'",)}
_FORMS = {
    sign: (family, form)
    for form, table in (("opens", _OPENING), ("closes", _CLOSING), ("either", _NEUTRAL))
    for family, signs in table.items()
    for sign in signs
}
# What a sign may begin with is asked first: it is all there is to ask of nearly every character.
_SIGN = r"(?=[\"“”„‟〝〞〟＂«»‹›「」『』‘’‚‛'`,])(?:''|``|‘‘|’’|(?<!\w),,(?=\w)|[^`,])"
# Words and years that begin with an apostrophe.
_ELISION = r"(?:\d\ds?|em|til|till|tis|twas|n|cause|bout|round|cuz|neath|cept)\b"
# What may stand before an opening mark; after a stop or a letter a mark of either form closes.
_STOPS = ".,!?;…%"
# Scripts that put no space between words: a letter beside the mark says nothing.
_UNSPACED_FROM = "⺀"


class Mark(NamedTuple):
    """One quotation mark: code points, half-open; `form` is opens, closes or either; what its neighbours allow."""

    start: int
    end: int
    family: str
    form: str
    may_open: bool
    may_close: bool


def marks(text: str) -> list[Mark]:
    """Return the quotation marks of a text in order; apostrophes inside words are none.

    Two single marks in a row are one double mark, as agencies and TeX write it.
    """
    found: list[Mark] = []
    for sign in compiled(_SIGN).finditer(text):
        start, end = sign.span()
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        family, form = _FORMS[sign.group()]
        if family == SINGLE and form != "opens" and _is_letter(before) and _is_letter(after):
            continue
        if form == "either":
            may_open, may_close = _allowed(before, after)
        else:
            inward = not before.isspace() and not _is_letter(after) and before not in "([{—–-"
            may_open = form == "opens" or (before.isspace() and not after.isspace())
            may_close = form == "closes" or (inward and form == "opens")
        if family == SINGLE and may_open and form != "closes" and _is_elision(text, end):
            may_open = False
        found.append(Mark(start, end, family, form, may_open, may_close))
    return found


def is_possessive(text: str, mark: Mark) -> bool:
    """Say whether a single mark may be the apostrophe of a plural, as in "the players’ union"."""
    return text[mark.start - 1 : mark.start] in {"s", "S"} and text[mark.end : mark.end + 1] == " "


def _allowed(before: str, after: str) -> tuple[bool, bool]:
    """Return whether a mark of either form may open and may close between these two characters."""
    if before.isspace() and after.isspace():
        return True, True
    may_open = not after.isspace() and not _is_letter(before) and before not in _STOPS
    may_close = not before.isspace() and not _is_letter(after)
    return may_open, may_close


def _is_letter(character: str) -> bool:
    return character.isalnum() and character < _UNSPACED_FROM


def _is_elision(text: str, at: int) -> bool:
    return compiled(_ELISION).match(text, at, at + 8) is not None
