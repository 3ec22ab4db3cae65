"""Marking who said what in the sentence under the cursor: a draft whose spans snap to what the text offers."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from reviewer.articles.article_text import ArticleText
from reviewer.articles.candidates import Candidate, candidates
from reviewer.errors import Refused
from reviewer.session import Session
from reviewer.speakers import Guess, guess, is_pronoun, recent
from reviewer.store.marks import ROLES, Attribution, Role, Spans, Speaker, by_role
from reviewer.walk import Moved

REACH = 150
"""How many sentences on either side are looked at: a quotation that runs longer is cut."""

_WORD = re.compile(r"\S+")


class Piece(NamedTuple):
    """A stretch of the draft as it stands in the document."""

    role: Role
    spans: Spans
    text: str


class Marking:
    """A draft of one attribution. `role` is the one the keys act on; nothing is recorded before `save`."""

    def __init__(self, session: Session) -> None:
        focus = session.focus()
        if focus is None:
            raise Refused("there is no sentence here; add an article with: reviewer open FILE")
        self._session = session
        self._sentence = focus.sentence
        self._text = session.store.text(session.current().document.id)
        self._article, self._base, self._number = self._around(focus.position)
        self.attributions = session.store.attributions(session.current().document.id, session.reviewer)
        self._offers: dict[Role, list[Candidate]] = {}
        self._at: dict[Role, int] = dict.fromkeys(ROLES, -1)
        self.spans: dict[Role, Spans] = dict.fromkeys(ROLES, ())
        self.role: Role = "content"
        self.editing: Attribution | None = None
        self.speaker: Guess | None = None
        self.addressee = ""
        self._begin()

    def _around(self, position: int) -> tuple[ArticleText, int, int]:
        """Prepare the text near a sentence, whole paragraphs of it, so that a very long article answers as fast."""
        layout = self._session.current().layout
        first, last = max(0, position - REACH), min(len(layout.ids) - 1, position + REACH)
        while first and layout.paragraphs[first - 1] == layout.paragraphs[first] and position - first < 2 * REACH:
            first -= 1
        base = layout.starts[first]
        spans = [(layout.starts[i] - base, layout.ends[i] - base) for i in range(first, last + 1)]
        text = self._text[base : layout.ends[last]]
        return ArticleText(text, spans, list(layout.paragraphs[first : last + 1])), base, position - first

    def _begin(self) -> None:
        """Propose what is not marked yet; where all is, take up the first attribution that touches the sentence."""
        marked = [span for one in self.attributions for span in one.content]
        offers = [
            offer
            for offer in self.offers("content")
            if not any(_overlap(span, other) for span in self._absolute(offer.spans) for other in marked)
        ]
        here = [one for one in self.attributions if any(self._touches(span) for span in one.spans())]
        if offers or not here:
            self._offers["content"] = offers or self.offers("content")
            self.next("content")
        else:
            self._edit(here[0])

    def _edit(self, one: Attribution) -> None:
        self.editing = one
        self.spans = by_role(one)
        self.addressee = one.addressee
        known = {speaker.uid: speaker for speaker in self._session.store.speakers()}
        self.speaker = Guess(known[one.speaker], "as saved") if one.speaker in known else None

    # What the text offers

    def offers(self, role: Role) -> list[Candidate]:
        """Return what the text offers for a role, best first; offsets are those of the text near the sentence."""
        if role not in self._offers:
            anchor = self._relative(self.spans["content"]) if role != "content" else ()
            found = candidates(self._article, self._number, role, anchor=anchor or None)
            if role == "content" and not found:
                found = [Candidate((self._article.sentences[self._number],), "the whole sentence")]
            self._offers[role] = found
        return self._offers[role]

    def next(self, role: Role, step: int = 1) -> None:
        """Take the next candidate for a role (or the one before), and let what hangs on it follow."""
        self.role = role
        offers = self.offers(role)
        if not offers:
            raise Refused(f"no {role} is offered here; mark it with the arrows")
        self._at[role] = (self._at[role] + step) % len(offers)
        self.spans[role] = self._absolute(offers[self._at[role]].spans)
        if role == "content":
            for other in ("cue", "source"):
                self._offers.pop(other, None)
                self._at[other] = -1
                self.spans[other] = ()
                if self.offers(other):
                    self._at[other] = 0
                    self.spans[other] = self._absolute(self.offers(other)[0].spans)
        if role != "cue":
            self._propose_speaker()

    def snap(self, kind: Literal["reporting_clause", "number", "clause"]) -> None:
        """Put the current role on the next reporting clause, number or clause of the sentence."""
        found = [self._absolute(offer.spans) for offer in candidates(self._article, self._number, kind)]
        if not found:
            raise Refused(f"there is no {kind.replace('_', ' ')} in this sentence")
        here = self.spans[self.role]
        self._put(found[(found.index(here) + 1) % len(found)] if here in found else found[0])

    def reason(self) -> str:
        """Return in a few words why the current candidate is offered, and which of how many it is."""
        at = self._at[self.role]
        offers = self._offers.get(self.role, [])
        return f"{offers[at].reason} · {at + 1} of {len(offers)}" if 0 <= at < len(offers) else "as marked"

    # By hand

    def move_end(self, step: int, *, by_word: bool = True) -> None:
        """Move the end of the last span of the current role by words or characters; it never becomes empty."""
        spans = self.spans[self.role] or ((self._sentence.start, self._sentence.start),)
        start, end = spans[-1]
        end = self._stepped(end, step, ends=True) if by_word else end + step
        self._put((*spans[:-1], (start, min(max(end, start + 1), len(self._text)))))

    def move_start(self, step: int, *, by_word: bool = True) -> None:
        """Move the beginning of the first span of the current role; it never becomes empty."""
        spans = self.spans[self.role] or ((self._sentence.start, self._sentence.end),)
        start, end = spans[0]
        start = self._stepped(start, step, ends=False) if by_word else start + step
        self._put(((max(0, min(start, end - 1)), end), *spans[1:]))

    def clear(self) -> None:
        """Take the span of the current role out of the draft."""
        self.spans[self.role] = ()
        self._at[self.role] = -1
        if self.role == "source":
            self.speaker = None

    def _put(self, spans: Spans) -> None:
        self.spans[self.role] = spans
        self._at[self.role] = -1
        if self.role == "source":
            self._propose_speaker()

    def _stepped(self, offset: int, step: int, *, ends: bool) -> int:
        """Return the next or previous beginning (or end) of a word."""
        reach = 400
        low, high = max(0, offset - reach), min(len(self._text), offset + reach)
        words = [(found.start() + low, found.end() + low) for found in _WORD.finditer(self._text[low:high])]
        places = [end if ends else start for start, end in words]
        if step > 0:
            return next((place for place in places if place > offset), offset)
        return next((place for place in reversed(places) if place < offset), offset)

    # Who it is

    def choices(self) -> list[Speaker]:
        """Return the speakers that a digit chooses, the one named last first."""
        return recent(self.attributions, self._session.store.speakers(), self._sentence.end)

    def choose(self, number: int) -> None:
        """Take the speaker of a number, from 1; raises Refused when there is none."""
        choices = self.choices()
        if not 1 <= number <= len(choices):
            raise Refused("no speaker has that number yet")
        self.speaker = Guess(choices[number - 1], "chosen")

    def name(self, name: str) -> None:
        """Take a speaker by name: a known one of that name or alias, else a new one; an empty name takes it away."""
        plain = " ".join(name.split())
        known = {alias.casefold(): one for one in self._session.store.speakers() for alias in (*one.aliases, one.name)}
        found = known.get(plain.casefold())
        self.speaker = None
        if plain:
            self.speaker = Guess(found, "named") if found else Guess(Speaker("", plain), "new speaker", new=True)

    def _propose_speaker(self) -> None:
        source = self.spans["source"]
        choices = self.choices()
        last = choices[0] if choices and self.attributions else None
        self.speaker = guess(self.words("source"), choices, last, self._article.text) if source else None

    # What is drawn, and what is recorded

    def words(self, role: Role) -> str:
        """Return the words of a role as they stand, spans parted by an ellipsis."""
        return " … ".join(self._text[start:end] for start, end in self.spans[role])

    def quote_type(self) -> str:
        """Return `direct` when all content is in marks, `mixed` when some is, else `indirect`."""
        inside = outside = 0
        for start, end in self._relative(self.spans["content"]):
            quoted = [(max(a, start), min(b, end)) for a, b in self._article.outer.spans if a < end and b > start]
            within = sum(_letters(self._article.text, a, b) for a, b in quoted)
            inside += within
            outside += _letters(self._article.text, start, end) - within
        return "indirect" if not inside else "mixed" if outside > 0 else "direct"

    def save(self, origin: str = "key") -> Moved:
        """Record the draft as one decision; raises Refused without content."""
        document = self._session.current().document.id
        value = Attribution(
            uid=self.editing.uid if self.editing else "", document=document, reviewer=self._session.reviewer,
            source=self.spans["source"], cue=self.spans["cue"], content=self.spans["content"],
            speaker=self.speaker.speaker.uid or None if self.speaker else None, quote_type=self.quote_type(),
            addressee=self.addressee, parent=self._parent(), created="", modified="", guideline="", origin="",
        )  # fmt: skip
        return self._session.attribute(value, self._changed_speaker(), origin)

    def remove(self, origin: str = "key") -> Moved:
        """Take the attribution away that the draft was begun from; raises Refused when there is none."""
        if self.editing is None:
            raise Refused("this draft is not saved yet: esc leaves it")
        return self._session.remove_attribution(self.editing, origin)

    def _changed_speaker(self) -> Speaker | None:
        """Return the speaker when it is new, or gets the source's words as a further alias."""
        if self.speaker is None:
            return None
        speaker, words = self.speaker.speaker, " ".join(self.words("source").split())
        known = {one.casefold() for one in (speaker.name, *speaker.aliases)}
        if words and not is_pronoun(words) and words.casefold() not in known:
            return speaker._replace(aliases=(*speaker.aliases, words))
        return speaker if self.speaker.new else None

    def _parent(self) -> str | None:
        """Return the attribution whose content this one's content lies in: the smallest, when it lies in several."""
        mine = self.spans["content"]
        holders = [
            one
            for one in self.attributions
            if (self.editing is None or one.uid != self.editing.uid)
            and all(any(a <= start and end <= b for a, b in one.content) for start, end in mine)
            and one.content != mine
        ]
        return min(holders, key=lambda one: one.content[-1][1] - one.content[0][0]).uid if holders else None

    def _touches(self, span: tuple[int, int]) -> bool:
        return _overlap(span, (self._sentence.start, self._sentence.end))

    def _absolute(self, spans: Sequence[tuple[int, int]]) -> Spans:
        return tuple((start + self._base, end + self._base) for start, end in spans)

    def _relative(self, spans: Spans) -> Spans:
        return tuple((start - self._base, end - self._base) for start, end in spans)


def _overlap(first: tuple[int, int], second: tuple[int, int]) -> bool:
    return first[0] < second[1] and second[0] < first[1]


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end]))
