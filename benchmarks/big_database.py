"""Makes a database as months of work leave it: every sentence labelled by two reviewers, some with claims.

The articles come in through the store. Their decisions are written straight into the tables, with the state they add up
to, since taking two million of them one by one would be the longest part of what is measured.
"""

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks.sample import SENTENCES_A_PARAGRAPH, SENTENCES_AN_ARTICLE, sentence
from reviewer.articles.article import Article
from reviewer.articles.structure import Segment
from reviewer.store.marks import Claim
from reviewer.store.rows import Act
from reviewer.store.sqlite import SqliteStore

REVIEWERS = ("ada", "ben")
CLAIMED = 25
"""One claim in so many articles."""
LEFT = 3
"""How many of the last articles nobody has begun: what is undecided is as far away as it can be."""

_SYLLABLES = (
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "ke",
    "li",
    "mo",
    "nu",
    "pa",
    "re",
    "si",
    "to",
    "vu",
    "wa",
    "ze",
    "br",
)
_DIFFER = "s.id % 50 = 0"
_LABEL = f"""CASE WHEN {_DIFFER} AND r.name = 'ben' THEN 'quote'
    ELSE CASE s.id % 3 WHEN 0 THEN 'assertion' WHEN 1 THEN 'background' ELSE 'not_a_claim' END END"""
_AT = "'2026-03-01T09:00:00.000Z'"
_DECISIONS = f"""
    INSERT INTO decisions (uid, at, reviewer, action, document, sentence, changes, guideline, origin, elapsed_ms,
        reverts, tick, text)
    SELECT printf('019c0000-0000-7000-8000-%012x', 2 * s.id + r.number), {_AT}, r.name, 'label', s.document, s.uid,
        '[' || json_object('on', 'annotation', 'key', json_array(s.uid, r.name), 'before', NULL, 'after', json_object(
            'label', {_LABEL}, 'uncertain', 0, 'note', '', 'created', {_AT}, 'modified', {_AT},
            'guideline', 'reviewer-1', 'origin', 'key', 'elapsed_ms', 2100, 'check_worthiness', NULL,
            'claim_types', '', 'duplicate_of', NULL, 'suggestion', NULL)) || ']',
        'reviewer-1', 'key', 2100, NULL, 1772355600000000 + 2 * s.id + r.number, substr(d.sha256, 1, 16)
    FROM sentences s JOIN documents d ON d.id = s.document
    CROSS JOIN (SELECT 0 AS number, 'ada' AS name UNION ALL SELECT 1, 'ben') r
    WHERE s.document <= ? ORDER BY s.id, r.number"""
_STATE = (
    f"""INSERT INTO annotations (document, sentence, reviewer, label, uncertain, note, created, modified, guideline,
        origin, elapsed_ms)
    SELECT s.document, s.id, r.name, {_LABEL}, 0, '', {_AT}, {_AT}, 'reviewer-1', 'key', 2100
    FROM sentences s CROSS JOIN (SELECT 'ada' AS name UNION ALL SELECT 'ben') r
    WHERE s.document <= ? ORDER BY s.document, s.id, r.name""",
    """INSERT INTO progress SELECT document, reviewer, label, count(*) FROM annotations
    WHERE document <= ? GROUP BY document, reviewer, label""",
    "INSERT INTO undo_stack SELECT reviewer, 0, seq FROM decisions WHERE action = 'label' AND document <= ?",
    f"""INSERT INTO positions SELECT r.name, d.id, 0, {_AT} FROM documents d
    CROSS JOIN (SELECT 'ada' AS name UNION ALL SELECT 'ben') r WHERE d.id <= ?""",
)


def build(path: Path, articles: int) -> None:
    """Make the database of so many articles at `path`; it is closed and its log is moved when this returns."""
    store = SqliteStore.open(path)
    connection = store.connection
    connection.execute("PRAGMA synchronous = OFF")  # a database that a power cut spoils is made again
    store.add(items(articles), Act("ada", "reviewer-1", "import"), "benchmark")
    done = articles - LEFT
    with store.transaction():
        for statement in (_DECISIONS, *_STATE):
            connection.execute(statement, (done,))
    store.tidy()
    for document in range(1, done + 1, CLAIMED):
        (one,) = store.sentences(document, 0, 1)
        claim = Claim("", document, "ada", one.start, one.end, one.text, False, "", "", "", "")
        store.put_claim(claim, Act("ada", "reviewer-1", "key"))
        if document % (CLAIMED * 40) == 1:
            store.tidy()
    store.set_position("ada", 1, 0)
    store.tidy()
    store.close()


def items(articles: int) -> Iterator[tuple[Article, list[Segment]]]:
    """Yield so many articles of SENTENCES_AN_ARTICLE sentences, with where these stand."""
    noise = random.Random(articles)
    for number in range(articles):
        pieces, parts, at = list[str](), list[Segment](), 0
        for place in range(SENTENCES_AN_ARTICLE):
            one = f"{_name(noise)} and {_name(noise)}: {sentence(noise)}"
            paragraph = place // SENTENCES_A_PARAGRAPH
            parts.append(Segment(at, at + len(one), paragraph, "body"))
            gap = "\n\n" if (place + 1) % SENTENCES_A_PARAGRAPH == 0 else " "
            pieces += [one, gap]
            at += len(one) + len(gap)
        text = "".join(pieces)
        yield Article(text, hashlib.sha256(text.encode()).hexdigest(), f"{number}.txt", "utf-8"), parts


def _name(noise: random.Random) -> str:
    """Return one of 5,832 names, some of them much more often than others, as words of news are."""
    number = int(len(_SYLLABLES) ** 3 * noise.random() ** 3)
    return "".join(_SYLLABLES[number // len(_SYLLABLES) ** place % len(_SYLLABLES)] for place in range(3)).capitalize()
