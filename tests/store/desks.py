"""Desks for the tests of merging: acts of any kind by anybody, and all that a database holds without its row ids."""

import random
from collections.abc import Callable
from typing import Any

from reviewer.articles.sentences import SPLITTER
from reviewer.articles.structure import segment
from reviewer.errors import Refused
from reviewer.store.bringing import Brought
from reviewer.store.marks import Attribution, Claim, Speaker
from reviewer.store.review import APPROVED, STEPS, Check, Evidence
from reviewer.store.rows import ACCEPTED, Act, Annotation, Place, offered
from reviewer.store.sqlite import SqliteStore
from reviewer.store.sqlite.changes import ANNOTATION
from reviewer.store.sqlite.ids import uuid7
from reviewer.store.sqlite.mark_rows import MARKS
from tests.conftest import BUDGET, FLOOD, article, by, put, rows
from tests.edits import edited

ARTICLES = (FLOOD, BUDGET, "Zoë Ⅳ\n\n“No \U0001f600 comment,” she said. Rates rise. The vote was 7 to 2.")
LONG = 1000
Dump = dict[str, list[tuple[Any, ...]]]

_STATE = {
    "documents": "SELECT uid, sha256, name, title, splitter, imported, removed, sentences, version FROM documents",
    "texts": "SELECT d.uid, t.text FROM texts t JOIN documents d ON d.id = t.document",
    "versions": """SELECT d.uid, v.version, v.sha256, v.splitter, v.imported, v.text
        FROM versions v JOIN documents d ON d.id = v.document""",
    "sentences": """SELECT s.uid, d.uid, s.start, s."end", s.paragraph, s.kind, s.created_by, s.text
        FROM sentences s JOIN documents d ON d.id = s.document""",
    "annotations": f"""SELECT s.uid, a.reviewer, {", ".join("a." + name for name in ANNOTATION)}
        FROM annotations a JOIN sentences s ON s.id = a.sentence AND s.document = a.document""",
    "progress": """SELECT d.uid, p.reviewer, p.label, p.sentences FROM progress p JOIN documents d ON d.id = p.document
        WHERE p.sentences""",
    "speakers": f"SELECT uid, {', '.join(MARKS['speaker'])} FROM speakers",
    "attributions": f"""SELECT a.uid, d.uid, {", ".join(f"a.{name}" for name in MARKS["attribution"][1:])}
        FROM attributions a JOIN documents d ON d.id = a.document""",
    "claims": f"""SELECT c.uid, d.uid, {", ".join(f'c."{name}"' for name in MARKS["claim"][1:])}
        FROM claims c JOIN documents d ON d.id = c.document""",
    "checks": f"SELECT claim, {', '.join(MARKS['check'])} FROM checks",
    "evidence": f"""SELECT uid, {", ".join(f'"{name}"' for name in MARKS["evidence"])} FROM evidence""",
    "assignments": "SELECT d.uid, a.layer, a.at FROM assignments a JOIN documents d ON d.id = a.document",
    "undo": "SELECT d.uid, u.reviewer, u.undone FROM undo_stack u JOIN decisions d ON d.seq = u.seq",
    "about": "SELECT c.claim, d.uid FROM decision_claims c JOIN decisions d ON d.seq = c.seq",
    "conflicts": """SELECT d.uid, c.start, c."end", c."on", c."key", c.layer, c.stands, c.aside, c.decision, c.over
        FROM conflicts c LEFT JOIN documents d ON d.id = c.document""",
    "guidelines": "SELECT version, text FROM guidelines",
    "found": """SELECT s.uid FROM sentences_fts f JOIN sentences s ON s.id = f.rowid
        WHERE sentences_fts MATCH 'the'""",
}
_LOG = """SELECT l.uid, l.at, l.reviewer, l.action, d.uid, l.sentence, l.changes, l.guideline, l.origin, l.elapsed_ms,
    l.reverts, l.tick, l.text FROM decisions l LEFT JOIN documents d ON d.id = l.document ORDER BY l.seq"""


def dump(store: SqliteStore) -> Dump:
    """Return all that a database holds, row by row, the log in its order."""
    found = {name: sorted(rows(store, sql), key=repr) for name, sql in _STATE.items()}
    return {**found, "log": rows(store, _LOG)}


def sound(store: SqliteStore) -> bool:
    """Return whether the file is whole, nothing in it points nowhere, and the indexes hold what stands."""
    for index in ("sentences_fts", "claims_fts"):
        store.connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    indexed = rows(store, "SELECT claim, text, title FROM claim_words ORDER BY claim")
    claims = "SELECT c.uid, c.text, d.title FROM claims c JOIN documents d ON d.id = c.document ORDER BY c.uid"
    if indexed != rows(store, claims):
        return False
    return rows(store, "PRAGMA integrity_check") == [("ok",)] and not rows(store, "PRAGMA foreign_key_check")


class Worker:
    """Somebody who does anything that the program lets one do, led by a source of chance."""

    def __init__(self, store: SqliteStore, name: str, chance: random.Random) -> None:
        self.store, self.name, self.chance = store, name, chance

    def work(self, acts: int) -> None:
        """Do this many things; what is refused changes nothing."""
        for _ in range(acts):
            self.act()

    def act(self) -> None:
        done: tuple[Callable[[], object], ...] = (
            self.label, self.label, self.accept, self.accept, self.note, self.cut, self.join, self.turn, self.turn,
            self.mark, self.change_mark, self.speaker, self.claim, self.claim, self.check, self.check, self.check,
            self.check, self.assign, self.bring_in, self.correct, self.bring,
        )  # fmt: skip
        try:
            self.chance.choice(done)()
        except Refused:
            return

    def by(self) -> Act:
        return by(self.name)

    def document(self) -> int:
        documents = self.store.document_ids()
        if not documents:
            raise Refused("nothing here")
        return self.chance.choice(documents)

    def pick(self, among: Any) -> Any:
        if not among:
            raise Refused("nothing here")
        return self.chance.choice(list(among))

    def place(self) -> Place:
        document = self.document()
        return Place(document, self.pick(self.store.layout(document).ids))

    def label(self) -> None:
        label = self.chance.choice(["quote", "assertion", "background", None])
        self.store.annotate(self.place(), self.by(), "label", label=label)

    def accept(self) -> None:
        place, label = self.place(), self.chance.choice(["quote", "assertion"])
        read = offered(ACCEPTED, None, 0.8, "content-source-cue", "rules/1")
        content = (self.span(place.document),)
        value = Attribution("", place.document, "", (), (), content, None, "direct", "", None, "", "", "", "", read)
        speaker = Speaker("", self.chance.choice(["Ann Poe", "Low"])) if self.chance.random() < 0.5 else None
        act = self.by()._replace(suggestion=offered(ACCEPTED, label, 0.7, "lead", "rules/1"))
        self.store.accept(place, act, [(value, speaker)], label=label)

    def note(self) -> None:
        if self.chance.random() < 0.5:
            self.store.annotate(self.place(), self.by(), "note", note=self.chance.choice(["why?", "ask", ""]))
        else:
            self.store.annotate(self.place(), self.by(), "uncertain", uncertain=self.chance.random() < 0.5)

    def cut(self) -> None:
        place = self.place()
        layout = self.store.layout(place.document)
        index = layout.ids.index(place.sentence)
        self.store.split(place, self.chance.randint(layout.starts[index], layout.ends[index]), self.by())

    def join(self) -> None:
        self.store.merge(self.place(), self.by())

    def turn(self) -> None:
        self.store.undo(self.by()) if self.chance.random() < 0.7 else self.store.redo(self.by())

    def span(self, document: int) -> tuple[int, int]:
        start = self.chance.randint(0, len(self.store.text(document)) - 2)
        return start, self.chance.randint(start + 1, len(self.store.text(document)))

    def mark(self) -> None:
        document = self.document()
        known = self.store.speakers()
        uid = self.chance.choice(known).uid if known and self.chance.random() < 0.6 else None
        value = Attribution("", document, "", (), (), (self.span(document),), uid, "direct", "", None, "", "", "", "")
        new = Speaker("", self.chance.choice(["Ann Poe", "Low", "ann poe"]))
        self.store.attribute(value, self.by(), new if self.chance.random() < 0.3 else None)

    def change_mark(self) -> None:
        document = self.document()
        one: Attribution = self.pick(self.store.attributions(document, self.name))
        if self.chance.random() < 0.4:
            self.store.remove_attribution(one.uid, self.by())
        else:
            self.store.attribute(one._replace(content=(self.span(document),)), self.by())

    def speaker(self) -> None:
        known = self.store.speakers()
        one = self.pick(known)
        if self.chance.random() < 0.5:
            self.store.merge_speakers(one.uid, self.pick(known).uid, self.by())
        else:
            self.store.put_speaker(one._replace(name=f"{one.name}!", aliases=(*one.aliases, one.name)), self.by())

    def claim(self) -> None:
        document = self.document()
        claims = self.store.claims(document, self.name)
        if claims and self.chance.random() < 0.3:
            self.store.remove_claim(self.pick(claims).uid, self.by())
        elif claims and self.chance.random() < 0.3:
            self.store.put_claim(self.pick(claims)._replace(text=f"It is {self.chance.random()}."), self.by())
        elif claims and self.chance.random() < 0.3:
            earlier = self.pick([None, *(row.claim.uid for row in self.store.ledger())])
            self.store.put_claim(self.pick(claims)._replace(same_as=earlier), self.by())
        else:
            start, end = self.span(document)
            value = Claim("", document, "", start, end, "It sank.", False, "", "", "", "")
            self.store.put_claim(value, self.by())

    def check(self) -> None:
        claim = self.pick([row.claim.uid for row in self.store.ledger()])
        check, evidence = self.store.check(claim), self.store.evidence(claim)
        chance = self.chance.random()
        if chance < 0.6:
            self.store.step(claim, self.pick(STEPS[check.status]), self.by(), "because")
        elif chance < 0.75:
            self.store.find_out(
                claim, self.by(), verdict=self.pick(["supported", "refuted"]), justification="So it is."
            )
        elif chance < 0.95 or not evidence:
            self.store.put_evidence(Evidence("", claim, "https://water.example/level"), self.by())
        else:
            self.store.remove_evidence(self.pick(evidence), self.by())

    def assign(self) -> None:
        pair = [(self.document(), self.chance.choice(["ada", "ben"]))]
        given, taken = (pair, []) if self.chance.random() < 0.7 else ([], pair)
        self.store.assign(given, taken, self.by())

    def correct(self) -> None:
        """Take in what an article has become: whoever corrects the same text comes to the same one."""
        document = self.document()
        text = self.store.text(document)
        if len(text) > LONG:
            raise Refused("it was corrected often enough")
        new = edited(text, random.Random(text), 3)
        self.store.correct(document, article(new), segment(new), self.by(), SPLITTER)

    def bring(self) -> None:
        """Bring in labels, a mark, and a claim that is approved already, as a file has them."""
        document = self.document()
        ids = list(self.store.layout(document).ids)
        sentences = self.chance.sample(ids, min(2, len(ids)))
        said = Annotation(self.chance.choice(["quote", "assertion"]), False, "", "", "", "", "", None)
        claim, who = uuid7(), self.chance.choice(["ada", "ben"])
        value = Attribution("", document, "", (), (), (self.span(document),), "s", "direct", "", None, "", "", "", "")
        check = Check(claim, APPROVED, "refuted", None, "So it is.", drafted_by="ada", reviewed_by="ben")
        found = [Evidence("", claim, "https://water.example/level", accessed_at="2026-01-05T09:00:00.000Z")]
        work = Brought(
            document, who, dict.fromkeys(sentences, said), [value],
            [Claim(claim, document, "", *self.span(document), "It sank.", False, "", "", "", "")], [(check, found)],
        )  # fmt: skip
        speaker = Speaker("s", self.chance.choice(["Ann Poe", "Low"]))
        self.store.bring([work, work._replace(attributions=(), claims=(), checks=())], [speaker], self.by())

    def bring_in(self) -> None:
        put(self.store, self.chance.choice(ARTICLES), reviewer=self.name)
