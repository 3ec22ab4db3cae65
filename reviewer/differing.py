"""Where reviewers differ: the articles and sentences that several have decided, and every way to move among them.

Whoever reviews an article is not shown what others say of a sentence before deciding it alone: such sentences wait.
"""

from collections.abc import Callable, Sequence
from time import monotonic
from typing import NamedTuple

from reviewer.disagreement import NAMES, differences, with_set_aside
from reviewer.errors import Refused
from reviewer.labels import BUILT_IN, Scheme
from reviewer.layers import ADJUDICATED
from reviewer.store.interface import Store
from reviewer.store.rows import Document, Sentence
from reviewer.store.sides import Side
from reviewer.store.uniting import Conflict

AGREED, OPEN, SETTLED, WAITING = "agreed", "open", "settled", "waiting"
"""How it stands with a sentence that several reviewers have decided."""
LISTED = "reviewer merge --conflicts"
"""What lists the conflicts of a merge, those among them that no side shows."""


class Compared(NamedTuple):
    """A sentence that several have decided: its place among the document's (from 0), their sides, and the settled one.

    `differ` says what the sides differ on, see disagreement.differences; `aside` in which fields (see
    disagreement.NAMES) a merge set something aside: then it is open, whoever has decided it.
    """

    position: int
    sentence: Sentence
    sides: tuple[Side, ...]
    gold: Side | None
    differ: tuple[str, ...]
    state: str
    aside: tuple[str, ...] = ()


class Differing:
    """A walk over what several reviewers have decided, in all documents (row ids) or in some, article by article.

    `articles` are those with such sentences; `shown` are the sentences of the current one that may be seen, `cursor`
    an index of it, and `waiting` is how many may not be. `unshown` is how many conflicts of a merge about the article
    no side shows: those about claims, checks, evidence, attributions and bounds.
    """

    def __init__(
        self,
        store: Store,
        reviewer: str,
        documents: Sequence[int] | None = None,
        *,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.store = store
        self.reviewer = reviewer
        self.article = 0
        self.document: Document | None = None
        self.shown: list[Compared] = []
        self.waiting = 0
        self.unshown = 0
        self.cursor = 0
        self._documents = documents
        self._clock = clock
        self._since = clock()
        self._sentences: list[Sentence] = []
        store.changed_elsewhere()
        self.articles = store.shared(reviewer, documents)
        self.article = next((number for number, one in enumerate(self.articles) if one.open), 0)
        self._open(first=OPEN)

    # What there is

    @property
    def scheme(self) -> Scheme:
        """The labels of the article."""
        return self.document.scheme if self.document else BUILT_IN

    def current(self) -> Compared | None:
        """Return the sentence under the cursor; None when there is none to be seen."""
        return self.shown[self.cursor] if self.shown else None

    def counts(self) -> dict[str, int]:
        """Return how many sentences of the article are in each state."""
        found = dict.fromkeys((AGREED, OPEN, SETTLED), 0)
        for one in self.shown:
            found[one.state] += 1
        return {**found, WAITING: self.waiting}

    def left(self) -> int:
        """Return how many sentences are open in all the articles."""
        return sum(one.open for one in self.articles)

    def around(self) -> tuple[str, str]:
        """Return the texts of the sentences before and after the current one, "" at an edge."""
        one = self.current()
        if one is None:
            return "", ""
        before = self._sentences[one.position - 1].text if one.position else ""
        return before, self._sentences[one.position + 1].text if one.position + 1 < len(self._sentences) else ""

    def size(self) -> int:
        """Return how many sentences the article has."""
        return len(self._sentences)

    def number(self, offset: int) -> int:
        """Return which sentence of the article, from 1, begins at or last before a code point."""
        return max(1, sum(one.start <= offset for one in self._sentences))

    # Moving

    def move(self, step: int) -> None:
        """Go some sentences on or back among those of this article that may be seen; Refused past the ends."""
        if not 0 <= self.cursor + step < len(self.shown):
            raise Refused(f"this is the {'last' if step > 0 else 'first'} sentence here that several have decided")
        self._go(self.cursor + step)

    def next_open(self) -> None:
        """Go to the next open sentence, in another article if need be; raises Refused when there is none."""
        here = [number for number, one in enumerate(self.shown) if one.state == OPEN]
        after = [number for number in here if number > self.cursor]
        if after:
            self._go(after[0])
            return
        count = len(self.articles)
        for step in range(1, count):
            number = (self.article + step) % count
            if self.articles[number].open:
                self.article = number
                self._open(first=OPEN)
                return
        if not here or here == [self.cursor]:
            raise Refused("this is the only one left that is open" if here else self.finished())
        self._go(here[0])

    def previous_open(self) -> None:
        """Go to the last open sentence before this one in the article; raises Refused when there is none."""
        before = [number for number, one in enumerate(self.shown[: self.cursor]) if one.state == OPEN]
        if not before:
            raise Refused("no sentence before this one is open here")
        self._go(before[-1])

    def next_article(self, step: int) -> None:
        """Go to the next article that several have labels in (`step` 1), or the one before it (-1)."""
        if not 0 <= self.article + step < len(self.articles):
            raise Refused("this is the last article" if step > 0 else "this is the first article")
        self.article += step
        self._open(first=OPEN)

    def go_to(self, document: int) -> None:
        """Go to an article (row id) if something is open in it."""
        found = next((n for n, one in enumerate(self.articles) if one.document == document and one.open), None)
        if found is not None:
            self.article = found
            self._open(first=OPEN)

    def finished(self) -> str:
        """Return what is to be said where nothing is open."""
        waits = sum(one.waiting for one in self.articles)
        if waits:
            return f"nothing else is open; {many(waits)} for your own label first"
        unshown = sum(not one.is_side for one in self.store.conflicts())
        return f"all is settled{f' but {conflicts(unshown)}: {LISTED}' if unshown else ''}"

    # Keeping up

    def catch_up(self) -> None:
        """Read anew what there is if another process has written, and stay at the same sentence if it is there."""
        if self.store.changed_elsewhere():
            self.renew()

    def renew(self, document: int | None = None) -> None:
        """Read anew what there is, in all articles or, after a decision on one of them (row id), in that one."""
        here, one = self.document, self.current()
        known = next((n for n, shared in enumerate(self.articles) if shared.document == document), None)
        fresh = self.store.shared(self.reviewer, self._documents if known is None else [document or 0])
        if known is None or not fresh:
            self.articles = fresh if known is None else self.store.shared(self.reviewer, self._documents)
        else:
            self.articles[known] = fresh[0]
        places = [n for n, shared in enumerate(self.articles) if here and shared.document == here.id]
        self.article = places[0] if places else max(0, min(self.article, len(self.articles) - 1))
        since = self._since
        self._open(first="" if places else OPEN)
        if one and places:
            # What a merge had set aside may have been all there was to compare: then the next sentence is in its place.
            after = (number for number, other in enumerate(self.shown) if other.position >= one.position)
            self._go(next(after, max(0, len(self.shown) - 1)))
            if self._find(one.sentence.uid):
                self._since = since

    def _open(self, first: str = "") -> None:
        """Show the current article, at its first sentence in this state."""
        self.shown, self.waiting, self.unshown, self._sentences = [], 0, 0, []
        shared = self.articles[self.article] if self.articles else None
        self.document = self.store.document(shared.document) if shared else None
        if self.document is not None:
            document = self.document.id
            own = self.store.fills_in(self.reviewer, document)
            sides, clashing = self.store.sides(document), self.store.conflicts(document)
            self._sentences = self.store.sentences(document, 0, self.store.layout(document).ends[-1])
            aside: dict[int | None, list[Conflict]] = {}
            for conflict in clashing:
                if conflict.is_side:
                    aside.setdefault(conflict.sentence, []).append(conflict)
            found = [
                compared(number, one, sides.get(one.id, ()), own, aside.get(one.id, ()))
                for number, one in enumerate(self._sentences)
            ]
            self.shown = [one for one in found if one and one.state != WAITING]
            self.waiting = sum(one is not None for one in found) - len(self.shown)
            self.unshown = sum(not one.is_side for one in clashing)
        self._go(next((number for number, one in enumerate(self.shown) if one.state == first), 0))

    def _go(self, cursor: int) -> None:
        self.cursor, self._since = cursor, self._clock()

    def _find(self, uid: str) -> bool:
        found = next((number for number, one in enumerate(self.shown) if one.sentence.uid == uid), None)
        if found is not None:
            self._go(found)
        return found is not None


def compared(
    position: int, sentence: Sentence, sides: Sequence[Side], own: Sequence[str], clashing: Sequence[Conflict] = ()
) -> Compared | None:
    """Return how it stands with a sentence; None unless two or more have decided it, or a merge set something aside.

    `own` are the layers of who asks that are filled in here: the sentence waits until each of them has a label.
    `clashing` are the conflicts about what is said of it.
    """
    given = with_set_aside(sides, clashing)
    if len(given) < 2 and not clashing:
        return None
    gold = next((side for side in sides if side.layer == ADJUDICATED), None)
    differ = differences(given)
    if not set(own) <= {side.layer for side in sides if side.label is not None}:
        state = WAITING
    elif gold and gold.label is not None and not clashing:
        state = SETTLED
    else:
        state = OPEN if differ or clashing else AGREED
    fields = {name for one in clashing for name in one.fields}
    aside = tuple(name for field, name in NAMES.items() if field in fields)
    return Compared(position, sentence, given, gold, differ, state, aside)


def many(count: int) -> str:
    """Return how many sentences wait, in words."""
    return f"{count} sentences wait" if count != 1 else "1 sentence waits"


def conflicts(count: int) -> str:
    """Return how many conflicts of a merge no side shows, in words."""
    return f"{count} conflict{'s' if count != 1 else ''} of a merge"
