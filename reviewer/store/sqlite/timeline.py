"""Which texts a document has had, one after the other, and in what order decisions on them add up to the state.

Within one database that is the order of the log. Where somebody went on with an older text while the article was
corrected elsewhere, what was decided on the older text comes before the correction.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from reviewer.store.rows import Decision
from reviewer.store.sqlite import log


class Event(NamedTuple):
    """A correction, or one taken back or done again: `named` is the correction's uid; texts by hash (hex)."""

    tick: int
    uid: str
    named: str
    back: bool
    before: str
    after: str


class Link(NamedTuple):
    """The correction (uid) that counts where a text became another, and when it was made for the last time."""

    tick: int
    named: str
    uid: str


class Line(NamedTuple):
    """The texts of a document in their order, by hash; `links[n]` led from `texts[n]` to the next.

    `equal` are all standing corrections, those among them that made the same of the same.
    """

    texts: tuple[str, ...]
    links: tuple[Link, ...]
    equal: Mapping[tuple[str, str], frozenset[str]]


_Row = tuple[int, str, int, int | None, str | None, str | None, str]
"""seq, uid, tick, document, text, reverts, action of a decision."""


def events(connection: sqlite3.Connection, document: int | None = None) -> dict[int, list[Event]]:
    """Return what changed the texts of documents (row ids), in the order of the log."""
    found: dict[int, list[Event]] = {}
    where = """instr(changes, '"on":"text"') AND document IS NOT NULL"""
    if document is not None:
        # The index of corrections answers this for the many articles that have none; what takes one back comes later.
        (first,) = connection.execute(
            "SELECT min(seq) FROM decisions WHERE document = ? AND action = 'correct'", (document,)
        ).fetchone()
        if first is None:
            return found
        where = f"document = {int(document)} AND seq >= {int(first)} AND {where}"
    for decision in log.in_order(connection, where):
        for change in decision.changes:
            if change.table == "text" and decision.document is not None:
                texts = (change.before or {})["sha256"], (change.after or {})["sha256"]
                event = Event(
                    decision.tick, decision.uid, decision.reverts or decision.uid, decision.action == "undo", *texts
                )
                found.setdefault(decision.document, []).append(event)
    return found


def line(given: Iterable[Event]) -> Line | None:
    """Return the texts that events leave standing; None when two corrections of one text exclude each other."""
    last: dict[str, Event] = {}
    made: dict[str, tuple[str, str]] = {}
    for event in sorted(given):
        last[event.named] = event
        made.setdefault(event.named, (event.after, event.before) if event.back else (event.before, event.after))
    equal: dict[tuple[str, str], set[Link]] = {}
    for named, event in last.items():
        if not event.back:
            equal.setdefault(made[named], set()).add(Link(event.tick, named, event.uid))
    onward = {before: (before, after) for before, after in equal}
    firsts = {before for before, _ in made.values()} - {after for _, after in made.values()}
    if len(firsts) > 1 or len(onward) != len(equal):
        return None
    texts, links = list(firsts), list[Link]()
    while texts and texts[-1] in onward and len(links) < len(equal):
        step = onward[texts[-1]]
        links.append(min(equal[step]))
        texts.append(step[1])
    if len(links) != len(equal):
        return None
    named_by = {step: frozenset(link.named for link in found) for step, found in equal.items()}
    return Line(tuple(texts), tuple(links), named_by)


def in_replay_order(connection: sqlite3.Connection, where: str = "1") -> Iterator[tuple[Decision, bool]]:
    """Yield decisions that satisfy `where` in the order in which they add up to the state, and whether each counts.

    Of equal corrections the first does, and a correction that was done again only where that was; what was decided on a
    text that does not count, and taken back, does not.
    """
    about = events(connection)
    rows: list[_Row] = (
        connection.execute(
            "SELECT seq, uid, tick, document, text, reverts, action FROM decisions ORDER BY seq"
        ).fetchall()
        if about
        else []
    )
    lines = {document: found for document in _out_of_place(rows, about) if (found := line(about[document]))}
    if not lines:
        for decision in log.in_order(connection, where):
            yield decision, True
        return
    wanted = {row[0] for row in connection.execute(f"SELECT seq FROM decisions WHERE {where}")}
    for seq, counts in _ordered(rows, lines, {event.uid for document in lines for event in about[document]}):
        if seq in wanted:
            yield log.get(connection, seq), counts


def _out_of_place(rows: Iterable[_Row], about: Mapping[int, Sequence[Event]]) -> set[int]:
    """Return the documents on which something was decided that had another text then than the log would have it."""
    changed = {event.uid: event for found in about.values() for event in found}
    current = {document: log.told_by(found[0].before) for document, found in about.items()}
    found = set()
    for _, uid, _, document, text, _, _ in rows:
        if document not in current:
            continue
        if text != current[document]:
            found.add(document)
        if uid in changed:
            current[document] = log.told_by(changed[uid].after)
    return found


def _ordered(rows: Sequence[_Row], lines: Mapping[int, Line], moved: set[str]) -> list[tuple[int, bool]]:
    """Return the places of the decisions in the order of the replay; `moved` are those that changed a text (uids)."""
    seqs = {row[1]: row[0] for row in rows}
    chosen = {link.uid: seqs[link.named] for found in lines.values() for link in found.links}
    undone = {reverts: action == "undo" for _, _, _, _, _, reverts, action in rows if reverts}
    links = {link.named: link.uid for found in lines.values() for link in found.links}
    keyed: list[tuple[tuple[int, int, int, str], int, bool]] = []
    aside: dict[str, list[bool]] = {}
    for _, uid, tick, document, text, reverts, _ in rows:
        if document is not None and document in lines and uid not in moved:
            aside.setdefault(reverts or uid, []).append(_period(lines[document], text, tick) is None)
    for seq, uid, tick, document, text, reverts, _ in rows:
        place, counts, side = tick, True, 0
        one = lines.get(document or 0)
        if one and uid in moved:
            counts = uid in chosen
            if counts and chosen[uid] != seq:
                keyed.append(((tick, 0, tick, uid), chosen[uid], True))
                counts = False
            elif links.get(uid, uid) != uid:
                continue  # it counts where it was done again
        elif one:
            counts = not (undone.get(reverts or uid) and all(aside[reverts or uid]))
            end = _period(one, text, tick)
            if end is not None and tick > end:
                place, side = end, -1
        keyed.append(((place, side, tick, uid), seq, counts))
    return [(seq, counts) for _, seq, counts in sorted(keyed)]


def _period(one: Line, text: str | None, tick: int) -> int | None:
    """Return when the text that a decision was made on became another, for the last text the decision's own tick.

    None for a text that did not count then: a correction of it was taken back later, and what stands of the decision
    stands on the same words of the text before.
    """
    for index, sha256 in enumerate(one.texts):
        if log.told_by(sha256) == text:
            if index and tick < one.links[index - 1].tick:
                return None
            return one.links[index].tick if index < len(one.links) else tick
    return None
