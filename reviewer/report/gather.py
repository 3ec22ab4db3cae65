"""Gathering what a report says of an article into frozen rows; the pages are made of these alone."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from reviewer.errors import InputError
from reviewer.layers import ADJUDICATED, ALL
from reviewer.store import Store
from reviewer.store.marked import Marked
from reviewer.store.marks import ROLES, Attribution, Claim, Role, by_role
from reviewer.store.review import VERDICTS, Check, Evidence
from reviewer.store.rows import Decision, Document, Labelled, Sentence
from reviewer.text import one_line
from reviewer.wording import describe


class Event(NamedTuple):
    """One act on a claim: when (UTC), who, what in words, and what was said with it."""

    at: str
    who: str
    what: str
    comment: str


class ClaimRow(NamedTuple):
    """One claim with its check; `number` counts from 1 in the article; `quoted` are the article's words.

    `same_as` are the words of the claim that it is linked to, and the title of its article; None where there is none.
    """

    number: int
    claim: Claim
    quoted: str
    check: Check
    evidence: Sequence[Evidence]
    history: Sequence[Event]
    same_as: tuple[str, str] | None = None


class Piece(NamedTuple):
    """A stretch of a sentence with the roles it has in attributions, and the claims (numbers) that end with it."""

    text: str
    roles: tuple[Role, ...]
    claims: tuple[int, ...]


class Line(NamedTuple):
    """One sentence; `number` counts from 1; `opens` says that a paragraph begins with it."""

    number: int
    kind: str
    opens: bool
    label: str | None
    uncertain: bool
    note: str
    pieces: tuple[Piece, ...]


class Saying(NamedTuple):
    """One attribution in words: who the speaker is, and the article's words for source, cue and content."""

    speaker: str
    source: str
    cue: str
    content: str
    kind: str


class Report(NamedTuple):
    """What a report says of one article, as `layer` sees it; `reviewers` are the layers that there are."""

    document: Document
    layer: str | None
    reviewers: tuple[str, ...]
    lines: tuple[Line, ...]
    sayings: tuple[Saying, ...]
    claims: tuple[ClaimRow, ...]

    def verdicts(self) -> list[tuple[str, int, int]]:
        """Return `(verdict, claims, of them approved)` of those there are; "" stands for no verdict yet."""
        found = []
        for verdict in (*VERDICTS, ""):
            checks = [one.check for one in self.claims if (one.check.verdict or "") == verdict]
            if checks:
                found.append((verdict, len(checks), sum(check.status == "approved" for check in checks)))
        return found


def gather(store: Store, document: Document, layer: str | None = None) -> Report:
    """Return the report of an article as a layer sees it.

    Without a layer, the adjudicated one where there is one, else that of the reviewer who labelled most; claims of
    other layers whose check was begun are there as well. Raises InputError for a layer that the article has not.
    """
    text = store.text(document.id)
    given = list(store.labelled([document.id], reviewer=None, labels=None, undecided=True, layers=ALL))
    rows, marked = (list(given[0][2]), given[0][3]) if given else ([], None)
    labelled = _labelled(rows)
    if layer is not None and layer not in labelled:
        there = ", ".join(map(one_line, labelled)) or "nobody"
        raise InputError(one_line(document.name), f"has nothing of {one_line(layer)}; there is work of: {there}")
    chosen = layer or (
        ADJUDICATED if ADJUDICATED in labelled else max(labelled, key=labelled.__getitem__, default=None)
    )
    claims = _claims(store, text, chosen, marked, alone=layer is not None) if marked else ()
    sentences = store.sentences(document.id, 0, len(text) + 1)
    sayings = store.attributions(document.id, chosen) if chosen else []
    return Report(
        document,
        chosen,
        tuple(labelled),
        _lines(text, sentences, [row for row in rows if row.reviewer == chosen], sayings, claims),
        tuple(_saying(text, one, marked) for one in sayings) if marked else (),
        claims,
    )


def _labelled(rows: Sequence[Labelled]) -> dict[str, int]:
    """Return how many labels each layer of an article has, by name."""
    found: dict[str, int] = {}
    for row in rows:
        if row.reviewer is not None and row.annotation is not None:
            found[row.reviewer] = found.get(row.reviewer, 0) + (row.annotation.label is not None)
    return dict(sorted(found.items()))


def _claims(store: Store, text: str, layer: str | None, marked: Marked, *, alone: bool) -> tuple[ClaimRow, ...]:
    """Return the claims of a layer and, unless it is to stand alone, those of others whose check was begun."""
    every = [one for given in marked.claims.values() for one in given]
    taken = [one for one in every if one.reviewer == layer or (not alone and one.uid in marked.checks)]
    names = {speaker.uid: speaker.name for speaker in store.speakers()} if taken else {}
    found = []
    for number, claim in enumerate(sorted(taken, key=lambda one: (one.start, one.uid)), 1):
        check, evidence = marked.checks.get(claim.uid, (Check(claim.uid), ()))
        history = tuple(_event(one, names) for one in reversed(store.claim_history(claim.uid)))
        quoted, same_as = text[claim.start : claim.end], _linked(store, claim)
        found.append(ClaimRow(number, claim, quoted, check, evidence, history, same_as))
    return tuple(found)


def _linked(store: Store, claim: Claim) -> tuple[str, str] | None:
    earlier = store.claim(claim.same_as) if claim.same_as else None
    document = store.document(earlier.document) if earlier else None
    return (earlier.text, document.title) if earlier and document else None


def _event(decision: Decision, names: Mapping[str, str]) -> Event:
    what = describe(decision, names)
    changes = [change for change in decision.changes if change.table == "check" and change.after]
    said = [
        str(change.after["comment"]) for change in changes if change.after and _comments(change.before, change.after)
    ]
    comment = said[0] if said and one_line(said[0]) not in what else ""
    return Event(decision.at, decision.reviewer, what, comment)


def _comments(before: Mapping[str, object] | None, after: Mapping[str, object]) -> bool:
    return bool(after.get("comment")) and (before is None or before.get("comment") != after["comment"])


def _lines(
    text: str,
    sentences: Sequence[Sentence],
    rows: Sequence[Labelled],
    sayings: Sequence[Attribution],
    claims: Sequence[ClaimRow],
) -> tuple[Line, ...]:
    """Return every sentence of an article with what the rows say of it, cut where a mark begins or ends."""
    said = {row.uid: row.annotation for row in rows}
    spans = [(role, span) for one in sayings for role, given in by_role(one).items() for span in given]
    found = []
    for place, one in enumerate(sentences):
        annotation = said.get(one.uid)
        opens = place == 0 or sentences[place - 1].paragraph != one.paragraph
        label, uncertain, note = annotation[:3] if annotation else (None, False, "")
        near = [(role, span) for role, span in spans if span[0] < one.end and one.start < span[1]]
        following = sentences[place + 1].start if place + 1 < len(sentences) else len(text) + 1
        ends = [
            (min(row.claim.end, one.end), row.number)
            for row in claims
            if (place == 0 or one.start <= row.claim.start) and row.claim.start < following
        ]
        pieces = _pieces(text, (one.start, one.end), near, ends)
        found.append(Line(place + 1, one.kind, opens, label, uncertain, note, pieces))
    return tuple(found)


def _pieces(
    text: str,
    bounds: tuple[int, int],
    spans: Sequence[tuple[Role, tuple[int, int]]],
    ends: Sequence[tuple[int, int]],
) -> tuple[Piece, ...]:
    start, end = bounds
    edges = {start, end, *(edge for _, span in spans for edge in span), *(edge for edge, _ in ends)}
    cuts = sorted(edge for edge in edges if start <= edge <= end)
    found = []
    for first, last in pairwise(cuts):
        held = {role for role, (begin, stop) in spans if begin <= first and last <= stop}
        roles = tuple(role for role in ROLES if role in held)
        found.append(Piece(text[first:last], roles, tuple(number for edge, number in ends if edge == last)))
    return tuple(found)


def _saying(text: str, one: Attribution, marked: Marked) -> Saying:
    words = {role: " … ".join(text[start:end] for start, end in spans) for role, spans in by_role(one).items()}
    speaker = marked.speakers.get(one.speaker or "")
    name = f"{speaker.name}, {speaker.role}" if speaker and speaker.role else speaker.name if speaker else ""
    return Saying(name, words["source"], words["cue"], words["content"], one.quote_type)
