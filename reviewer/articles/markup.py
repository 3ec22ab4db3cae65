"""Markup to text: a page as a tree, within limits, and the text of a tree with a blank line between paragraphs.

What a parser cannot read in about linear time is taken out or refused before it gets there.
"""

import re
from typing import TYPE_CHECKING, Any

from reviewer.articles.page_data import LONGEST, PageData
from reviewer.articles.wordlists import words

if TYPE_CHECKING:  # a plain text needs none of it
    from lxml.html import HtmlElement

ELEMENTS = 15_000
"""The most elements a page may have: telling an article from its page takes up to 0.3 ms for each."""
LETTERS = 500_000
"""The most code points of text, as a book has: telling an article from its page takes 3 seconds for a million."""
_LONGEST_VALUE = 1_000  # code points; pictures and state are kept in longer attributes, never words
_OVERLONG = re.compile(rf"""\"[^"]{{{_LONGEST_VALUE},}}+\"|'[^']{{{_LONGEST_VALUE},}}+'""")
_LONG_TAG = 2_000
_ATTRIBUTES = 20_000  # signs that may part attributes in one tag; its parser compares each with all others
_CONTROLS = [chr(code) for code in range(1, 32) if chr(code) not in "\t\n\f\r"]
_PRIVATE, _PRIVATE_END = 0xF0000, 0xFFF00  # plane 15, for private use; fonts of icons begin at its low end
_ODD = re.compile("[\x01-\x08\x0b\x0e-\x1f\ufffe\uffff]")
_LOST = {"\ufffe": "\ufffd", "\uffff": "\ufffd"}  # Unicode has no such characters, and parsers stumble over them
_REFERENCE = re.compile(r"&#(?:0*+(\d{1,5})(?!\d)|[xX]0*+([0-9a-fA-F]{1,4})(?![0-9a-fA-F]));?")
_ATTRS = r"""(?:[^"'>]++|"[^"]*"|'[^']*')*+"""
_PIECE = (
    r"<!--.*?(?:-->|\Z)"
    rf"|<(?P<raw>script|style)\b(?P<attrs>{_ATTRS}(?<!/))>.*?(?:</(?P=raw)\s*>|\Z)"
    rf"|<[a-z]{_ATTRS}>?"
)
_DECLARES = re.compile(r"<!DOCTYPE\b[^>\[]{0,1000}\[", re.IGNORECASE)
_HEAD = 64 * 1024  # code points; entities are declared before anything else

_PARAGRAPHS = words(
    """
    address article aside blockquote body caption center code details dialog div dl fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 head header hr html legend list main nav ol p pre quote row section summary table tr ul
    """
)
_LINES = words("dd dt item li option")
# How many line ends part an element from what stands round it.
_GAPS = {**dict.fromkeys(_PARAGRAPHS, 2), **dict.fromkeys(_LINES, 1)}
_ITEMS = {"item", "li"}
_CELLS = {"cell", "td", "th"}
_BREAKS = {"br", "lb"}
_SKIPPED = words(
    "audio button canvas iframe input math noscript object script select style svg template textarea title video"
)
_UNREAD = {"script", "style"}
_MOST_NUMBERED = 99

NEEDS = "needs {0}; install it with: pip install 'reviewer[web]'"


class MarkupError(ValueError):
    """A page that is not taken apart; the message says why and what to do, for use after the file's name."""


def tree_of(markup: str) -> "HtmlElement":
    """Return the tree of a page, without scripts, styles and comments.

    Raises MarkupError beyond the limits, and where lxml is missing. Nothing outside `markup` is read. Control
    characters are to be put aside by a Shield first.
    """
    try:
        from lxml.etree import ParserError  # noqa: PLC0415 - 60 ms; plain text needs none of it
        from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415 - as above
    except ImportError:
        raise MarkupError(NEEDS.format("lxml")) from None

    refuse_entities(markup)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, no_network=True)
    try:
        tree: HtmlElement = document_fromstring(_slimmed(markup).encode("utf-8", "replace"), parser=parser)
    except ParserError:
        raise MarkupError("is an empty page; there is nothing to review") from None
    if any(error.level_name == "FATAL" for error in parser.error_log):
        raise MarkupError("is nested deeper than a page is, or has a piece over 10 MB; save its text as a .txt file")
    _refuse_many(sum(1 for _ in tree.iter()))
    if sum(_letters(one.text) + _letters(one.tail) for one in tree.iter() if one.tag not in _UNREAD) > LETTERS:
        raise MarkupError(f"has more than {LETTERS:,} letters, the most a page may have; save its text as a .txt file")
    return tree


def refuse_entities(markup: str) -> None:
    """Raise MarkupError for a document type that declares something: entities may stand for files, or grow for ever."""
    if _DECLARES.search(markup, 0, _HEAD):
        raise MarkupError("declares entities of its own (<!DOCTYPE … [); save it without them")


class Shield:
    """Puts the control characters of one text aside while it is parsed, as private characters that it does not use."""

    def __init__(self, text: str) -> None:
        used = {ord(sign) & ~31 for sign in set(text)}
        first = next((base for base in range(_PRIVATE_END, _PRIVATE, -32) if base not in used), None)
        self._aside = _LOST | {sign: "" if first is None else chr(first + ord(sign)) for sign in _CONTROLS}
        self._back = {ord(self._aside[sign]): sign for sign in _CONTROLS if self._aside[sign]}

    def on(self, text: str) -> str:
        """Return a text with its control characters, and references to them, put aside; white space stays."""
        return _ODD.sub(lambda found: self._aside[found[0]], _REFERENCE.sub(_referred, text))

    def off(self, text: str) -> str:
        """Return a text with its control characters where they were."""
        return text.translate(self._back)


def _referred(found: re.Match[str]) -> str:
    sign = chr(int(found[1]) if found[1] else int(found[2], 16))
    return sign if sign in _LOST or sign in _CONTROLS else found[0]


def _slimmed(markup: str) -> str:
    """Return a page without scripts (but for data about it), styles, and overlong values of attributes."""
    count, data = 0, PageData()

    def slim(found: re.Match[str]) -> str:
        nonlocal count
        piece = found[0]
        if piece.startswith("<!--"):
            return piece
        count += 1
        _refuse_many(count)  # at once: a page of millions is refused in the time that one of the limit takes
        if found["raw"]:
            return _with_safe_data(piece, data) if "json" in found["attrs"].lower() else ""
        if len(piece) > _LONG_TAG:
            piece = _OVERLONG.sub('""', piece)
            if len(re.findall(r"[\s/=]", piece)) > _ATTRIBUTES:
                raise MarkupError("has a tag with thousands of attributes; save its text as a .txt file")
        return piece

    return re.sub(_PIECE, slim, markup, flags=re.DOTALL | re.IGNORECASE)


def _letters(text: str | None) -> int:
    return len(" ".join(text.split())) if text else 0


def _with_safe_data(piece: str, data: PageData) -> str:
    """Return a script of JSON with data that can be read in about linear time."""
    if len(piece) > LONGEST:
        return ""
    inside = re.fullmatch(rf"(<script{_ATTRS}>)(.*?)(</script\s*>)?", piece, flags=re.DOTALL | re.IGNORECASE)
    safe = data.safe(inside[2]) if inside else ""
    return f"{inside[1]}{safe}</script>" if inside and safe else ""


def _refuse_many(elements: int) -> None:
    if elements > ELEMENTS:
        raise MarkupError(
            f"has more than {ELEMENTS:,} elements, the most a page may have; save its text as a .txt file"
        )


def text_of(root: "HtmlElement") -> str:
    """Return the words below `root`: blank lines between paragraphs, items of lists behind a bullet or their number.

    White space is one blank, as a browser shows it; line breaks stay. Cells of a row are parted by strokes.
    """
    from lxml.etree import iterwalk  # noqa: PLC0415 - as in tree_of

    lines = _Lines()
    walk = iterwalk(root, events=("start", "end"))
    for event, element in walk:
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            lines.enter(name, element)
            if name in _SKIPPED or not name:
                walk.skip_subtree()
            else:
                lines.say(element.text)
        else:
            lines.leave(name)
            if element is not root:
                lines.say(element.tail)
    return "".join(lines.said)


class _Lines:
    """Text as it grows: what was said, how many line ends are due, and what stands before the next words."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self._due = 0
        self._blank = False
        self._before = ""
        self._numbers: list[int | None] = []
        self._items = 0
        self._cells = 0
        self._cell = 0

    def enter(self, name: str, element: Any) -> None:
        """Begin an element."""
        self._part(name)
        if name in _BREAKS:
            self._due = min(2, self._due + 1)
        elif name in {"list", "ol", "ul"}:
            self._numbers.append(1 if name == "ol" or element.get("rend") == "ol" else None)
        elif name in _ITEMS:
            self._items += 1
            self._before = self._bullet()
        elif name in {"row", "tr"}:
            self._cell = 0
        elif name in _CELLS:
            self._cells += 1
            self._cell += 1
            self._before = " | " if self._cell > 1 else ""

    def leave(self, name: str) -> None:
        """End an element."""
        if name in {"list", "ol", "ul"}:
            self._numbers.pop()
        elif name in _ITEMS:
            self._items -= 1
            self._before = ""
        elif name in _CELLS:
            self._cells -= 1
        self._part(name)

    def _part(self, name: str) -> None:
        if gap := _GAPS.get(name):
            if self._cells:
                self._blank = True
            else:
                self._due = max(self._due, min(gap, 1) if self._items else gap)

    def _bullet(self) -> str:
        number = self._numbers[-1] if self._numbers else None
        if number is None or number > _MOST_NUMBERED:
            return "• "
        self._numbers[-1] = number + 1
        return f"{number}. "

    def say(self, text: str | None) -> None:
        """Add words."""
        spoken = re.sub(r"[ \t\n\r\f]+", " ", text or "")
        if not spoken.strip(" "):
            self._blank = self._blank or bool(spoken)
            return
        apart = self._blank or spoken.startswith(" ")
        if self._due and self.said:
            self.said.append("\n" * self._due)
        elif apart and self.said and not self._before.startswith(" "):
            self.said.append(" ")
        self.said += (self._before, spoken.strip(" "))
        self._due, self._before, self._blank = 0, "", spoken.endswith(" ")
