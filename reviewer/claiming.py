"""What a sentence claims: check-worthiness, types, claims in stand-alone words, and where it was said before."""

from typing import NamedTuple, Unpack

from reviewer.errors import Refused
from reviewer.session import Moved, Session
from reviewer.store.marks import CHECK_WORTHINESS, CLAIM_TYPES, Claim
from reviewer.store.rows import Act, Annotation, Decision, Place, Said
from reviewer.suggest.likeness import SIMILAR, jaccard, repeats, words

CANDIDATES = 9


class Candidate(NamedTuple):
    """An earlier sentence that may say the same: where it is (its index), its text, and the word Jaccard (0 to 1).

    `again` says that it is the same but for a few words.
    """

    at: int
    text: str
    likeness: float
    again: bool


class Claiming:
    """Acts on the sentence under a session's cursor; each is one decision, on the disk when the call returns."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def index(self) -> int:
        """The sentence under the cursor, counted from 0."""
        return self._session.cursor

    # Beside the label

    def worthiness(self, name: str, origin: str = "key") -> Moved:
        """Say how worth checking the sentence is (NFS, UFS, CFS); the same again takes it off."""
        if name not in CHECK_WORTHINESS:
            raise Refused(f"there is no check-worthiness {name!r}")
        given = self._annotation()
        chosen = None if given and given.check_worthiness == name else name
        return self._annotate("check_worthiness", origin, check_worthiness=chosen)

    def claim_type(self, name: str, origin: str = "key") -> Moved:
        """Give the sentence one more type of claim, or take it off; several may hold."""
        if name not in CLAIM_TYPES:
            raise Refused(f"there is no claim type {name!r}")
        given = self._annotation()
        chosen = set(given.claim_types if given else ()) ^ {name}
        return self._annotate("claim_types", origin, claim_types=" ".join(one for one in CLAIM_TYPES if one in chosen))

    # Claims

    def claims(self, index: int | None = None) -> list[Claim]:
        """Return this reviewer's claims of a sentence, the one under the cursor unless `index` says another."""
        sheet = self._session.sheet
        if not sheet:
            return []
        index = self._session.cursor if index is None else index
        start, end = sheet.layout.starts[index], sheet.layout.ends[index]
        found = self._session.store.claims(sheet.document.id, self._session.layer)
        return [claim for claim in found if start <= claim.start < end]

    def draft(self) -> Claim:
        """Return a claim of the sentence that has no words yet, to be filled in; nothing is recorded."""
        sheet, index = self._session.current(), self._session.cursor
        start, end = sheet.layout.starts[index], sheet.layout.ends[index]
        return Claim("", sheet.document.id, self._session.layer, start, end, "", False, "", "", "", "")

    def save_claim(
        self,
        uid: str,
        text: str,
        presupposed: bool = False,
        origin: str = "key",
        *,
        start: int | None = None,
        end: int | None = None,
    ) -> Moved:
        """Record a claim, a new one where `uid` is empty; the same words again are no decision.

        `start` and `end` (code points of the document) say where its words stand: else the sentence, or where it was.
        Raises Refused for a claim without words, and for one that is no more.
        """
        session = self._session
        document = session.current().document.id
        known = self._claim(uid) if uid else self.draft()
        words = " ".join(text.split())
        value = known._replace(
            text=words,
            presupposed=presupposed,
            start=known.start if start is None else start,
            end=known.end if end is None else end,
        )
        if uid and value == known:
            return Moved()
        self._noted(session.store.put_claim(value._replace(document=document), session.act(origin)))
        return self._here()

    def remove_claim(self, uid: str, origin: str = "key") -> Moved:
        """Take a claim away; raises Refused when it is no more."""
        self._session.current()
        self._noted(self._session.store.remove_claim(uid, self._session.act(origin)))
        return self._here()

    def toggle_presupposed(self, uid: str, origin: str = "key") -> Moved:
        """Mark a claim as presupposed (taken for granted by the sentence, not said), or take the mark off."""
        claim = self._claim(uid)
        return self.save_claim(uid, claim.text, not claim.presupposed, origin)

    # The same claim again

    def same_as(self) -> int | None:
        """Return the index of the earlier sentence that this one is linked to."""
        sheet, given = self._session.sheet, self._annotation()
        return sheet.index_at(given.duplicate_of) if sheet and given and given.duplicate_of is not None else None

    def candidates(self) -> list[Candidate]:
        """Return earlier sentences of the article that may say the same: equal ones first, then by common words.

        Case, punctuation and the number of times a word occurs do not count. One pass over the article before the
        cursor, about 5 ms for 1,000 sentences.
        """
        session, sheet = self._session, self._session.current()
        places = {identity: index for index, identity in enumerate(sheet.layout.ids[: session.cursor])}
        said = words(sheet.sentence(session.cursor).text)
        wanted, found = frozenset(said), []
        for identity, text in session.store.texts(sheet.document.id):
            index = places.get(identity)
            if index is None:
                continue
            listed = words(text)
            likeness = jaccard(wanted, frozenset(listed))
            if likeness >= SIMILAR:
                found.append((listed != said, -likeness, index, text, repeats(said, listed)))
        return [Candidate(index, text, -less, again) for _, less, index, text, again in sorted(found)[:CANDIDATES]]

    def link_duplicate(self, index: int, origin: str = "key") -> Moved:
        """Say that the sentence makes the same claim as an earlier one of this article; Refused for a later one."""
        start, given = self._earlier(index), self._annotation()
        if given and given.duplicate_of == start:
            return Moved()
        return self._annotate("duplicate", origin, duplicate_of=start)

    def unlink(self, origin: str = "key") -> Moved:
        """Take the link to an earlier sentence off; raises Refused when there is none."""
        given = self._annotation()
        if given is None or given.duplicate_of is None:
            raise Refused("this sentence is not linked to an earlier one")
        return self._annotate("duplicate", origin, duplicate_of=None)

    def take_over(self, index: int, origin: str = "key") -> Moved:
        """Link the sentence to an earlier one, take over its label and claims, and move on as a label does.

        Raises Refused when the earlier one has no label, and when all of it was taken over already.
        """
        session, sheet = self._session, self._session.current()
        start, label = self._earlier(index), sheet.label(index)
        if label is None:
            raise Refused(f"sentence {index + 1} has no label to take over; enter only links the two")
        given = self._annotation()
        texts = {claim.text for claim in self.claims()}
        linked = given is not None and given.duplicate_of == start and given.label == label
        if linked and all(claim.text in texts for claim in self.claims(index)):
            raise Refused(f"the label and the claims of sentence {index + 1} were taken over already")

        def record(place: Place, act: Act, _next_start: int) -> Decision:
            return session.store.take_over(place, start, act)

        moved = session.record(record, origin, session.became(label))
        session.leave()
        return moved

    def _annotation(self) -> Annotation | None:
        focus = self._session.focus()
        return focus.annotation if focus else None

    def _annotate(self, action: str, origin: str, **fields: Unpack[Said]) -> Moved:
        session = self._session
        place = session.current().place(session.cursor)
        self._noted(session.store.annotate(place, session.act(origin), action, **fields))
        return self._here()

    def _claim(self, uid: str) -> Claim:
        session = self._session
        for claim in session.store.claims(session.current().document.id, session.layer):
            if claim.uid == uid:
                return claim
        raise Refused("that claim is no more; it was taken away elsewhere")

    def _earlier(self, index: int) -> int:
        """Return where an earlier sentence begins."""
        sheet = self._session.current()
        if not 0 <= index < self._session.cursor:
            raise Refused("a sentence can be the same as an earlier one of this article only")
        return sheet.layout.starts[index]

    def _noted(self, decision: Decision) -> Decision:
        return self._session.noted(decision)

    def _here(self) -> Moved:
        return Moved(touched=(self._session.cursor,))
