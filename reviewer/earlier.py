"""What was claimed and said before in all articles, as far as a reviewer may see it, and linking a claim to it."""

from datetime import datetime
from typing import NamedTuple

from reviewer.claiming import Claiming
from reviewer.errors import Refused
from reviewer.labels import Scheme
from reviewer.layers import is_again
from reviewer.session import Moved, Session
from reviewer.store.interface import Store
from reviewer.store.marks import Claim
from reviewer.store.memory import LOOKED_AT, Recalled
from reviewer.store.review import APPROVED, DRAFTED, SECOND_REVIEW, UNTRIAGED, word
from reviewer.suggest.likeness import grams, share
from reviewer.suggest.wanted import FEWEST, Nearest, nearest, telling, wanted
from reviewer.text import local_time

SHORTLIST = 50
"""How many of what the store finds are compared letter by letter."""
LISTED = 9
"""How many claims, and how many sentences, a sitting lists."""
LEAST = 0.2
"""The least likeness (0 to 1) of what a sitting lists: what is less like the sentence only shares a word with it."""
GLANCE = 1_000
"""In place of LOOKED_AT where nothing was asked for: what says the same again shares the rarest words."""
CHECKED = {APPROVED: "checked", SECOND_REVIEW: "drafted", DRAFTED: "drafted"}
"""How a verdict stands that is no longer being looked for."""


class View(NamedTuple):
    """Whose eyes look: a layer, and whether it is shown what others say; beside second answers nothing else is."""

    layer: str
    sees_others: bool = False

    @property
    def blind(self) -> str | None:
        """The layer, where it is filled in blind; None where everything is shown."""
        return self.layer if is_again(self.layer) or not self.sees_others else None


def earlier_claims(
    store: Store, text: str, view: View, limit: int, *, outside: int | None = None, most: int = LOOKED_AT
) -> list[Nearest]:
    """Return the claims nearest to a text, those that say the same first; `outside` leaves out one document's.

    `most` bounds the time, as it does in the store.
    """
    only = view.layer if is_again(view.layer) else None
    found = store.recall_claims(wanted(text), SHORTLIST, reviewer=only, seen_by=view.blind, outside=outside, most=most)
    return nearest(text, found, limit)


def earlier_sentences(
    store: Store,
    text: str,
    view: View,
    limit: int,
    *,
    decided: bool = False,
    outside: int | None = None,
    most: int = LOOKED_AT,
) -> list[Nearest]:
    """Return the sentences nearest to a text, with the label that the view may see; `decided` asks for one."""
    found = store.recall_sentences(
        wanted(text), SHORTLIST, layer=view.blind, decided=decided, outside=outside, most=most
    )
    return nearest(text, found, limit)


def without(claims: list[Nearest], sentences: list[Nearest], limit: int) -> list[Nearest]:
    """Return claims, then the sentences that none of them was taken from, at most `limit` of these."""
    places = {one.found.place for one in claims}
    return [*claims, *[one for one in sentences if one.found.place not in places][:limit]]


def became(found: Recalled, labels: Scheme) -> str:
    """Return in words what became of a claim or a sentence, and when: `checked on 3 March: refuted`.

    `labels` are those of all documents.
    """
    at = day(found.at)
    if found.status in CHECKED and found.verdict:
        return f"{CHECKED[found.status]} on {at}: {word(found.verdict)}"
    if found.status != UNTRIAGED:
        return f"{word(found.status)} since {at}"
    label = labels.get(found.label)
    if found.claim:
        return f"{label.word if label else 'claim'} of {at}, not checked"
    return f"{label.word} of {at}" if label else "undecided"


def day(at: str, month: str = "%B") -> str:
    """Return a moment (UTC, ISO 8601) as a day of the reader's own calendar, with the year unless it is this one.

    `month` is how strftime writes it.
    """
    local = local_time(at)
    year = "" if local.year == datetime.now().astimezone().year else f" {local.year}"
    return f"{local.day} {local.strftime(month)}{year}"


class Earlier:
    """Looks for what is like the sentence under a session's cursor in other articles, and links its claim to it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._claiming = Claiming(session)

    @property
    def index(self) -> int:
        """The sentence under the cursor, counted from 0."""
        return self._session.cursor

    def look(self) -> list[Nearest]:
        """Return the claims of other articles that are like the sentence, then their sentences that were decided.

        Of both, what says the same again comes first.
        """
        return self._look(LISTED, LOOKED_AT, LEAST)

    def glance(self) -> Nearest | None:
        """Return what says the same as the sentence in another article, its claim first; cheap, and may miss some.

        Of sentences that say little, as many articles have them, it finds nothing.
        """
        sheet = self._session.current()
        if len(telling(sheet.sentence(self._session.cursor).text)) < FEWEST:
            return None
        return next((one for one in self._look(1, GLANCE, 0.0) if one.again), None)

    def _look(self, limit: int, most: int, least: float) -> list[Nearest]:
        session, sheet = self._session, self._session.current()
        view, here = View(session.layer, session.sees_others), sheet.document.id
        text = sheet.sentence(session.cursor).text
        claimed = " ".join(claim.text for claim in self._claiming.claims())
        claims = earlier_claims(session.store, claimed or text, view, limit, outside=here, most=most)
        said = earlier_sentences(session.store, text, view, limit + len(claims), decided=True, outside=here, most=most)
        found = [one for one in without(claims, said, limit) if one.likeness >= least]
        return sorted(found, key=lambda one: not one.again)

    def linked(self) -> list[str]:
        """Return the claims (uids) of other sentences that those of this one are linked to."""
        return [claim.same_as for claim in self._claiming.claims() if claim.same_as]

    def link(self, uid: str, origin: str = "key") -> Moved:
        """Say that the sentence claims the same as an earlier claim; one that has no claim takes over its words.

        Of several claims of the sentence, the one most like it is linked. Raises Refused when it is no more.
        """
        session = self._session
        session.current()
        earlier = session.store.claim(uid)
        if earlier is None:
            raise Refused("that claim is no more; it was taken away elsewhere")
        claims = self._claiming.claims()
        sought = grams(earlier.text)
        own = max(claims, key=lambda claim: share(sought, grams(claim.text)), default=None)
        if own and own.same_as == uid:
            return Moved()
        value = (own or self._claiming.draft()._replace(text=earlier.text))._replace(same_as=uid)
        return self._put(value, origin)

    def unlink(self, origin: str = "key") -> Moved:
        """Take the link of the sentence's claim off; raises Refused when there is none."""
        for claim in self._claiming.claims():
            if claim.same_as:
                return self._put(claim._replace(same_as=None), origin)
        raise Refused("no claim of this sentence is linked to an earlier one")

    def _put(self, value: Claim, origin: str) -> Moved:
        session = self._session
        session.noted(session.store.put_claim(value, session.act(origin)))
        return Moved(touched=(session.cursor,))
