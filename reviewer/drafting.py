"""A draft of spans near one sentence: what the text offers for each role, taken in turn or moved by hand."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

from reviewer.articles.article_text import ArticleText, quote_type
from reviewer.articles.candidates import Candidate, candidates
from reviewer.errors import Refused
from reviewer.store.marks import ROLES, Role, Spans
from reviewer.store.rows import Layout

REACH = 150
"""How many sentences on either side are looked at: a quotation that runs longer is cut."""
WORD_REACH = 400
"""How many characters on either side of a span's end the next word is looked for."""
WHOLE = "the whole sentence"
"""Why a content is offered where the text holds no speech."""

Snap = Literal["reporting_clause", "number", "clause"]
_WORD = re.compile(r"\S+")


class Draft:
    """Spans of one attribution before it is saved; `role` is the one the keys act on.

    `text` is the document's, `position` the sentence's place in `layout`. All spans are code points of the document;
    only whole paragraphs near the sentence are prepared, so that a very long article answers as fast.
    """

    def __init__(self, text: str, layout: Layout, position: int) -> None:
        first, last = max(0, position - REACH), min(len(layout.ids) - 1, position + REACH)
        while first and layout.paragraphs[first - 1] == layout.paragraphs[first] and position - first < 2 * REACH:
            first -= 1
        self._text = text
        self._base = base = layout.starts[first]
        self._number = position - first
        self._sentence = (layout.starts[position], layout.ends[position])
        bounds = [(layout.starts[i] - base, layout.ends[i] - base) for i in range(first, last + 1)]
        near = text[base : layout.ends[last]]
        self._article = ArticleText(near, bounds, list(layout.paragraphs[first : last + 1]))
        self._offers: dict[Role, list[Candidate]] = {}
        self._at: dict[Role, int] = dict.fromkeys(ROLES, -1)
        self._added: Role | None = None
        self.spans: dict[Role, Spans] = dict.fromkeys(ROLES, ())
        self.role: Role = "content"

    # What the text offers

    def offers(self, role: Role) -> list[Candidate]:
        """Return what the text offers for a role, best first; offsets are those of the document."""
        if role not in self._offers:
            anchor = _moved(self.spans["content"], -self._base) if role != "content" else ()
            found = candidates(self._article, self._number, role, anchor=anchor or None)
            offers = [offer._replace(spans=_moved(offer.spans, self._base)) for offer in found]
            if role == "content" and not offers:
                offers = [Candidate((self._sentence,), WHOLE)]
            self._offers[role] = offers
        return self._offers[role]

    def next(self, role: Role, step: int = 1) -> None:
        """Take the next candidate for a role (or the one before), and let what hangs on it follow."""
        self.role = role
        self._added = None
        offers = self.offers(role)
        if not offers:
            raise Refused(f"no {role} is offered here; mark it with the arrows")
        self._at[role] = (self._at[role] + step) % len(offers) if self._at[role] >= 0 or step > 0 else len(offers) - 1
        offer = offers[self._at[role]]
        self.spans[role] = offer.spans
        if role == "content":
            self._follow(speech=offer.reason != WHOLE)

    def _follow(self, *, speech: bool) -> None:
        """Take the best cue and source for a new content; none for a sentence in which nobody is seen to speak."""
        self._forget_joined()
        for other in ("cue", "source"):
            self._at[other], self.spans[other] = -1, ()
            if speech and self.offers(other) and self._near(self.offers(other)[0].spans):
                self._at[other], self.spans[other] = 0, self.offers(other)[0].spans

    def _near(self, spans: Spans) -> bool:
        """Return whether spans stand in a paragraph of the content."""
        return bool(self._paragraphs(spans) & self._paragraphs(self.spans["content"]))

    def _paragraphs(self, spans: Spans) -> set[int]:
        article = self._article
        places = [(article.sentence_at(a), article.sentence_at(b - 1)) for a, b in _moved(spans, -self._base)]
        return {article.paragraphs[place] for first, last in places for place in range(first, last + 1)}

    def _forget_joined(self) -> None:
        for other in ("cue", "source"):
            self._offers.pop(other, None)
            self._at[other] = -1

    def snap(self, kind: Snap) -> None:
        """Put the current role on the next reporting clause, number or clause of the sentence."""
        found = [_moved(offer.spans, self._base) for offer in candidates(self._article, self._number, kind)]
        if not found:
            raise Refused(f"there is no {kind.replace('_', ' ')} in this sentence")
        here = self.spans[self.role]
        self.put(found[(found.index(here) + 1) % len(found)] if here in found else found[0])

    def reason(self) -> str:
        """Return in a few words which of how many the current candidate is, and why it is offered."""
        at = self._at[self.role]
        offers = self._offers.get(self.role, [])
        if 0 <= at < len(offers):
            return f"{at + 1} of {len(offers)} · {offers[at].reason}"
        return "as marked" if self.spans[self.role] else "not marked"

    # By hand

    def move_end(self, step: int, *, by_word: bool = True) -> None:
        """Move the end of the last span of the current role by words or characters; it never becomes empty."""
        spans = self.spans[self.role] or ((self._sentence[0], self._sentence[0]),)
        start, end = spans[-1]
        end = self._stepped(end, step, ends=True) if by_word else end + step
        self._replace((*spans[:-1], (start, min(max(end, start + 1), len(self._text)))))

    def move_start(self, step: int, *, by_word: bool = True) -> None:
        """Move the beginning of the current role's first span, or of the one added last; it never becomes empty."""
        spans = list(self.spans[self.role] or (self._sentence,))
        at = len(spans) - 1 if self._added == self.role else 0
        start, end = spans[at]
        start = self._stepped(start, step, ends=False) if by_word else start + step
        spans[at] = (max(spans[at - 1][1] if at else 0, min(start, end - 1)), end)
        self._replace(tuple(spans))

    def add(self) -> None:
        """Begin a further span of the current role: the next word behind its last one, to be moved by the arrows."""
        spans = self.spans[self.role]
        start = self._stepped(spans[-1][1], 1, ends=False) if spans else self._sentence[0]
        end = self._stepped(start, 1, ends=True)
        if spans and not spans[-1][1] <= start < end:
            raise Refused("there is no further word to mark")
        self.put((*spans, (start, end)))
        self._added = self.role

    def clear(self) -> None:
        """Take the spans of the current role out of the draft."""
        self.put(())

    def put(self, spans: Spans) -> None:
        """Give the current role these spans."""
        self._added = None
        self.spans[self.role] = spans
        self._at[self.role] = -1
        if self.role == "content":
            self._forget_joined()

    def _replace(self, spans: Spans) -> None:
        """Give the current role spans moved by hand: the arrows go on with the same one."""
        added = self._added
        self.put(spans)
        self._added = added

    def _stepped(self, offset: int, step: int, *, ends: bool) -> int:
        """Return the next or previous beginning (or end) of a word, with its punctuation and without.

        A sentence's full stop and the comma behind a cue belong to no span, a quotation mark does.
        """
        low, high = max(0, offset - WORD_REACH), min(len(self._text), offset + WORD_REACH)
        places: set[int] = set()
        for found in _WORD.finditer(self._text, low, high):
            places |= set(_edges(self._text, *found.span(), ends=ends))
        if step > 0:
            return min((place for place in places if place > offset), default=offset)
        return max((place for place in places if place < offset), default=offset)

    # What is drawn

    def words(self, role: Role) -> str:
        """Return the words of a role as they stand, spans parted by an ellipsis."""
        return " … ".join(self._text[start:end] for start, end in self.spans[role])

    def quote_type(self) -> str:
        """Return `direct` when all content is in marks, `mixed` when some is, else `indirect`."""
        return quote_type(self._article, _moved(self.spans["content"], -self._base))


def _edges(text: str, start: int, end: int, *, ends: bool) -> tuple[int, int]:
    """Return both ends of a word, or both beginnings: with the punctuation round it, and without."""
    bare, last = start, end
    while bare < last and unicodedata.category(text[bare])[0] == "P":
        bare += 1
    while last > bare and unicodedata.category(text[last - 1])[0] == "P":
        last -= 1
    if bare == last:
        return (end, end) if ends else (start, start)
    return (last, end) if ends else (start, bare)


def _moved(spans: Sequence[tuple[int, int]], by: int) -> Spans:
    return tuple((start + by, end + by) for start, end in spans)
