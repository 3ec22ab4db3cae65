"""What becomes of attributions, claims and checks when an article is corrected: they follow the words or come back."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from reviewer.store.marks import ROLES, Attribution
from reviewer.store.nesting import parent
from reviewer.store.review import APPROVED, DRAFTED, REOPENED, RETURNED, SECOND_REVIEW
from reviewer.store.rows import Change
from reviewer.text import one_line

if TYPE_CHECKING:  # only a correction needs it
    from reviewer.articles.anchors import Placed

BACK = {APPROVED: REOPENED, SECOND_REVIEW: RETURNED, DRAFTED: RETURNED}
"""Where a check goes back to when the words it is about have changed; in other states it is worked on anyway."""
Row = Mapping[str, Any]


class DocumentState(NamedTuple):
    """What stands of a document, as changes hold it: sentences in order, the rest by uid.

    `annotations` are by sentence, each with its layer.
    """

    sentences: Sequence[tuple[str, Row]]
    annotations: Mapping[str, Sequence[tuple[str, Row]]]
    attributions: Mapping[str, Row]
    claims: Mapping[str, Row]
    checks: Mapping[str, Row]


class Carried:
    """One correction's marks: `texts` are the old and the new one, `state` what stands, `placed` the new sentences.

    `head` is the change of the text.
    """

    def __init__(self, head: Change, texts: tuple[str, str], state: DocumentState, placed: "Placed") -> None:
        from reviewer.articles.anchors import Anchors  # noqa: PLC0415 - only a correction needs it

        self._state, self._texts = state, texts
        self._segments, self._partners = placed.segments, placed.partners
        self._version = (head.after or {})["version"]
        self._starts = [row["start"] for _, row in state.sentences]
        pairs = [
            ((row["start"], row["end"]), placed.segments[partner.at][:2])
            for (_, row), partner in zip(state.sentences, placed.partners, strict=True)
            if partner is not None
        ]
        self.anchors = Anchors(*texts, pairs)

    def changes(self) -> Iterator[Change]:
        """Yield the changes of all marks, whoever made them."""
        by_layer: dict[str, dict[str, Row]] = {}
        for uid, row in sorted(self._state.attributions.items(), key=lambda one: (one[1]["start"], one[0])):
            by_layer.setdefault(row["reviewer"], {})[uid] = row
        for _, given in sorted(by_layer.items()):
            yield from self._attributions(given)
        for uid, row in sorted(self._state.claims.items(), key=lambda one: (one[1]["start"], one[0])):
            yield from self._claim(uid, row)

    def first(self) -> str | None:
        """Return the uid of the first old sentence whose words have changed, else of the first that stays."""
        kept = [
            (partner.likeness == 1, partner.at, uid)
            for (uid, _), partner in zip(self._state.sentences, self._partners, strict=True)
            if partner is not None
        ]
        return min(kept)[2] if kept else None

    def beside(self, start: int) -> int:
        """Return where the sentence at an old place begins now, else the nearest to it that stays."""
        at = max(0, bisect_right(self._starts, start) - 1)
        known = self._known()
        if not known:
            return self._segments[0].start
        near = bisect_left(known, at)
        closest = min(known[max(0, near - 1) : near + 1], key=lambda index: abs(index - at))
        partner = self._partners[closest]
        return self._segments[partner.at if partner else 0].start

    def sentence(self, start: int) -> tuple[int, int]:
        """Return the new sentence that begins at a place."""
        at = bisect_left([one.start for one in self._segments], start)
        return self._segments[at][:2]

    def _known(self) -> list[int]:
        return [index for index, partner in enumerate(self._partners) if partner is not None]

    def _attributions(self, before: Mapping[str, Row]) -> Iterator[Change]:
        moved = {uid: self._attribution(row) for uid, row in before.items()}
        kept = [_attribution(uid, row) for uid, row in moved.items() if row is not None]
        for one in kept:
            after = {**(moved[one.uid] or {}), "parent": parent(one, kept)}
            if after != before[one.uid]:
                yield Change("attribution", (one.uid,), before[one.uid], after)
        # Behind those that stay: none of these lies in one that goes then.
        for uid, row in moved.items():
            if row is None:
                yield Change("attribution", (uid,), before[uid], None)

    def _attribution(self, row: Row) -> Row | None:
        """Return an attribution at its new place; None when some of its words are gone, or no longer in that order."""
        placed: dict[str, list[tuple[int, int]]] = {}
        order = []
        for role in ROLES:
            placed[role] = []
            for start, end in json.loads(row[role]):
                found = self.anchors.find(start, end)
                if found is None:
                    return None
                placed[role].append(found)
                order.append(((start, end), found))
        order.sort()
        if any(second[1] < first[1] for first, second in pairwise(order)):
            return None
        start = min(found[0] for _, found in order)
        return {**row, **{role: json.dumps(spans) for role, spans in placed.items()}, "start": start}

    def _claim(self, uid: str, before: Row) -> Iterator[Change]:
        found = None if before["vanished"] else self.anchors.find(before["start"], before["end"])
        if found is not None:
            after = {**before, "start": found[0], "end": found[1]}
            if after != before:
                yield Change("claim", (uid,), before, after)
            return
        here = None if before["vanished"] else self._changed(before["start"], before["end"])
        if here is None:
            start = self.beside(before["start"])
            here, gone = self.sentence(start), before["vanished"] or self._version
        else:
            gone = None
        yield Change("claim", (uid,), before, {**before, "start": here[0], "end": here[1], "vanished": gone})
        if not before["vanished"]:
            yield from self._check(uid, (before["start"], before["end"]), here, gone=gone is not None)

    def _changed(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the sentence that the first one with words of an old span has become."""
        for index in range(max(0, bisect_right(self._starts, start) - 1), bisect_left(self._starts, end)):
            partner = self._partners[index]
            if partner is not None and self._state.sentences[index][1]["end"] > start:
                return self._segments[partner.at][:2]
        return None

    def _check(self, uid: str, old: tuple[int, int], new: tuple[int, int], *, gone: bool) -> Iterator[Change]:
        before = self._state.checks.get(uid)
        if before is None or before["status"] not in BACK:
            return
        was, now = self._texts[0][slice(*old)], self._texts[1][slice(*new)]
        reason = f"the article was corrected (version {self._version}): "
        if gone:
            reason += f"the words it is about are gone: {one_line(was)}"
        else:
            from reviewer.articles.worddiff import marked  # noqa: PLC0415 - as above

            reason += one_line(marked(was, now))
        yield Change("check", (uid,), before, {**before, "status": BACK[before["status"]], "comment": reason})


def _attribution(uid: str, row: Row) -> Attribution:
    spans = {role: tuple((start, end) for start, end in json.loads(row[role])) for role in ROLES}
    return Attribution(
        uid, 0, row["reviewer"], spans["source"], spans["cue"], spans["content"], row["speaker"], row["quote_type"],
        row["addressee"], row["parent"], row["created"], row["modified"], row["guideline"], row["origin"],
    )  # fmt: skip
