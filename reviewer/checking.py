"""The check of claims in a sitting: steps, verdicts, evidence, and what each of them waits for; plain Python."""

import re
from bisect import bisect_right
from datetime import UTC, date, datetime
from typing import NamedTuple, Unpack

from reviewer.errors import Refused
from reviewer.layers import is_own
from reviewer.links import accepted
from reviewer.session import Moved, Session
from reviewer.store.marks import Claim, overlap
from reviewer.store.review import MEDIA, QUOTE_VERDICTS, STANCES, STEPS, VERDICTS, Check, Evidence, Found, refusal
from reviewer.store.rows import Change, Decision

COMMENTED = {"returned": "what is to be done", "reopened": "why it is opened again"}
"""Steps that are taken with words, and what these are to say."""

GONE = "that claim is no more; it was taken away elsewhere"

_PUBLISHED = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


class State(NamedTuple):
    """A claim with its check and its evidence, as the store holds them now."""

    claim: Claim
    check: Check
    evidence: tuple[Evidence, ...]


class Around(NamedTuple):
    """Where a claim stands: its article's title, its sentence with the words before and after it, and who said it.

    `quoted` says that a quote verdict may be due: the sentence is a quote, or somebody is named for it. In a blind
    sitting neither is told of what another layer says of a sentence that this one has not decided: nobody is named, and
    a quote verdict may be due.
    """

    title: str
    before: str
    sentence: str
    after: str
    speaker: str
    quoted: bool


class Checking:
    """Acts on claims by their uid, each one decision, on the disk when the call returns.

    `unsaved` keeps words that were typed and left unsaved, by claim and field, `unfinished` such evidence, by claim and
    its own uid (empty for a new piece), both for as long as the sitting lasts.
    """

    def __init__(self, session: Session) -> None:
        self.unsaved: dict[tuple[str, str], str] = {}
        self.unfinished: dict[tuple[str, str], Evidence] = {}
        self._session = session

    @property
    def reviewer(self) -> str:
        """Who is at work."""
        return self._session.reviewer

    def exists(self, uid: str) -> bool:
        """Return whether a claim is there still."""
        return self._session.store.claim(uid) is not None

    def state(self, uid: str) -> State:
        """Return a claim with its check; raises Refused when it is no more."""
        store = self._session.store
        claim = store.claim(uid)
        if claim is None:
            raise Refused(GONE)
        return State(claim, store.check(uid), tuple(store.evidence(uid)))

    def refusals(self, uid: str) -> dict[str, str]:
        """Return, for each state that the claim cannot go to now, which guard keeps it; words are asked for later.

        A claim that is no more can go nowhere.
        """
        if not self.exists(uid):
            return dict.fromkeys(STEPS, GONE)
        known = self.state(uid)
        reasons = {to: refusal(known.check, known.evidence, to, self.reviewer, comment="asked for") for to in STEPS}
        return {to: why for to, why in reasons.items() if why}

    def around(self, claim: Claim, reach: int = 240) -> Around:
        """Return where a claim stands, with up to `reach` code points of the article on either side."""
        store = self._session.store
        document, text, layout = (
            store.document(claim.document),
            store.text(claim.document),
            store.layout(claim.document),
        )
        at = bisect_right(layout.starts, claim.start) - 1
        told = at >= 0 and self._may_see(claim, layout.ids[at])
        start, end = (layout.starts[at], layout.ends[at]) if at >= 0 else (claim.start, claim.end)
        here = [
            one
            for one in store.attributions(claim.document, claim.reviewer)
            if told and any(overlap(span, (start, end)) for span in one.spans())
        ]
        names = {speaker.uid: speaker.name for speaker in store.speakers()} if here else {}
        said = [names.get(one.speaker or "") or " ".join(text[a:b] for a, b in one.source) for one in here]
        own = document is not None and document.scheme.is_own  # nobody knows which of them is for quotations
        quoted = not told or bool(here) or own or self._label(layout.ids[at], claim.reviewer) == "quote"
        return Around(
            document.title if document else "",
            text[max(0, start - reach) : start],
            text[start:end],
            text[end : end + reach],
            ", ".join(dict.fromkeys(filter(None, said))),
            quoted,
        )

    def _may_see(self, claim: Claim, sentence: int) -> bool:
        """Return whether what a claim's layer says of its sentence (row id) may be told in this sitting."""
        session, whose = self._session, claim.reviewer
        if session.sees_others or whose == session.layer:
            return True
        return is_own(whose) and self._label(sentence, session.layer) is not None

    def _label(self, sentence: int, layer: str) -> str | None:
        said = self._session.store.annotation(sentence, layer)
        return said.label if said else None

    # What one reviewer does

    def step(self, uid: str, to: str, comment: str = "", origin: str = "key") -> Moved:
        """Take a claim one step on its way; raises Refused with the guard that keeps it, and what is missing."""
        return self._did(uid, self._session.store.step(uid, to, self._session.act(origin), comment))

    def verdict(self, uid: str, name: str, origin: str = "key") -> Moved:
        """Give the verdict; the same again takes it off."""
        if name not in VERDICTS:
            raise Refused(f"there is no verdict {name!r}")
        given = self.state(uid).check.verdict
        return self._find(uid, origin, verdict=None if given == name else name)

    def quote_verdict(self, uid: str, name: str, origin: str = "key") -> Moved:
        """Say how a quotation stands to what was said; the same again takes it off."""
        if name not in QUOTE_VERDICTS:
            raise Refused(f"there is no quote verdict {name!r}")
        given = self.state(uid).check.quote_verdict
        return self._find(uid, origin, quote_verdict=None if given == name else name)

    def write(self, uid: str, field: str, text: str, origin: str = "key") -> Moved:
        """Write the `justification`, or what was `searched`; the same words again are no decision."""
        check, words = self.state(uid).check, text.strip()
        if words == (check.justification if field == "justification" else check.searched):
            return Moved()
        found: Found = {"justification": words} if field == "justification" else {"searched": words}
        return self._find(uid, origin, **found)

    def put(self, value: Evidence, origin: str = "key") -> Moved:
        """Record a piece of evidence, a new one where its uid is empty; the same again is no decision.

        Raises Refused, naming the field, for addresses and days that cannot be taken.
        """
        one = value._replace(
            source_url=_address("URL", value.source_url),
            archive_url=_address("archive URL", value.archive_url) if value.archive_url.strip() else "",
            published_on=published(value.published_on),
            accessed_at=accessed(value.accessed_at),
        )
        if one.stance not in STANCES or one.medium not in MEDIA:
            raise Refused(f"there is no stance {one.stance!r} with medium {one.medium!r}")
        if one.uid and one in self.state(one.claim).evidence:
            return Moved()
        return self._did(one.claim, self._session.store.put_evidence(one, self._session.act(origin)))

    def remove(self, value: Evidence, origin: str = "key") -> Moved:
        """Take a piece of evidence away."""
        return self._did(value.claim, self._session.store.remove_evidence(value, self._session.act(origin)))

    def undo(self) -> Decision:
        """Undo this reviewer's last decision, whatever it was about."""
        return self._session.undo()[1]

    def redo(self) -> Decision:
        """Do again what this reviewer undid last."""
        return self._session.redo()[1]

    def history(self, uid: str) -> list[Decision]:
        """Return every decision about a claim, its check and its evidence, newest first, with what it did to these.

        What else it did is left out: a label that was settled with the claim, or other sentences' claims.
        """
        return [
            decision._replace(
                changes=tuple(one for one in decision.changes if one.table == "text" or _about(one) == uid)
            )
            for decision in self._session.store.claim_history(uid)
        ]

    def _find(self, uid: str, origin: str, **found: Unpack[Found]) -> Moved:
        return self._did(uid, self._session.store.find_out(uid, self._session.act(origin), **found))

    def _did(self, uid: str, decision: Decision) -> Moved:
        session = self._session
        session.noted(decision)
        claim, sheet = session.store.claim(uid), session.sheet
        here = claim is not None and sheet is not None and sheet.document.id == claim.document
        return Moved(touched=(sheet.index_at(claim.start),)) if here and sheet and claim else Moved()


def _about(change: Change) -> str | None:
    """Return the claim (uid) that a change is about."""
    if change.table == "evidence":
        claim: str = (change.after or change.before or {})["claim"]
        return claim
    return change.key[0] if change.table in {"claim", "check"} else None


def published(written: str) -> str:
    """Return a day, a month or a year as YYYY-MM-DD, YYYY-MM or YYYY; empty for none; raises Refused for another."""
    day = written.strip()
    if not day:
        return ""
    known = day.isascii() and _PUBLISHED.fullmatch(day)
    try:
        date.fromisoformat(f"{day}-01-01"[:10] if known else "")
    except ValueError:
        raise Refused("published: write YYYY, YYYY-MM or YYYY-MM-DD") from None
    return day


def accessed(written: str) -> str:
    """Return a time in UTC, ISO 8601; empty where it is to be filled in; raises Refused for one that cannot be read."""
    moment = written.strip()
    if not moment:
        return ""
    try:
        read = datetime.fromisoformat(moment)
    except ValueError:
        raise Refused("looked at: write YYYY-MM-DD, or YYYY-MM-DD HH:MM in UTC; empty is now") from None
    utc = read.replace(tzinfo=read.tzinfo or UTC).astimezone(UTC)
    return utc.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _address(field: str, written: str) -> str:
    try:
        return accepted(written)
    except Refused as refused:
        raise Refused(f"{field}: {refused}") from None
