"""Sittings that are killed at a random moment, and what their screen had shown by then."""

import re
import signal
import sqlite3
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from random import Random
from typing import NamedTuple

from reviewer.store import open_store
from tests.e2e.conftest import Terminal, environment

RULES = 120
_REST = 0.03
"""Seconds without a byte after which a picture is whole."""
ARTICLE = "Council at work\n\n" + "\n\n".join(f"Rule {number} was passed on Monday." for number in range(RULES)) + "\n"
KEYS = "qaxb"
_MARK = re.compile(r"^.(?P<sign>[❝◆○–]) \w+ +Rule (?P<rule>\d+) was")
_SIGNS = {"❝": "quote", "◆": "assertion", "○": "background", "–": "not_a_claim"}


class Killed(NamedTuple):
    """A sitting that was killed: how many decisions its screen had shown, how many are kept, and what is lost."""

    shown: int
    kept: int
    lost: tuple[str, ...]
    whole: bool


def sitting(folder: Path, random: Random) -> Killed:
    """Go on with the article in a folder, press label keys, and kill the program at a random moment."""
    article, database = folder / "council.txt", folder / "reviewer.db"
    article.write_text(ARTICLE, "utf-8")
    before = kept(database)
    command = [sys.executable, "-m", "reviewer", "open", "--no-suggestions", article.name]
    terminal = Terminal(command, folder, env=environment(folder))
    try:
        terminal.until("sentence ")
        end = time.monotonic() + random.uniform(0.0, 0.8)
        shown: Mapping[int, str] = {}
        while time.monotonic() < end:
            terminal.write("".join(random.choices(KEYS, k=random.choice((1, 1, 2, 5)))))
            terminal.read(random.uniform(0.0, 0.08))
            painted = len(terminal.bytes)
            terminal.read(_REST)
            if len(terminal.bytes) == painted:  # a picture that is half painted shows signs beside other rows' words
                shown = marks(terminal)
        terminal.write("".join(random.choices(KEYS, k=5)))
        terminal.read(random.uniform(0.0, 0.05))
        terminal.kill(signal.SIGKILL)
        terminal.end()
        return _compared(shown, before, kept(database), database)
    finally:
        terminal.close()


def marks(terminal: Terminal) -> dict[int, str]:
    """Return the labels that the gutter shows, by rule."""
    found = filter(None, map(_MARK.match, terminal.rows()))
    return {int(one["rule"]): _SIGNS[one["sign"]] for one in found}


def kept(database: Path) -> Mapping[int, str]:
    """Return the labels that a database holds, by rule; of one that is not there yet, none."""
    if not database.exists():
        return {}
    with closing(open_store(database)) as store:
        found = {}
        for document in store.document_ids():
            rules = [_rule(text) for _, text in store.texts(document)]
            by_id = dict(zip(store.layout(document).ids, rules, strict=True))
            found.update({by_id[one]: label for one, label, _ in store.labels(document, "Ann") if label})
        return {rule: label for rule, label in found.items() if rule is not None}


def decided(database: Path) -> Mapping[int, set[str]]:
    """Return all labels that were ever decided, by rule: a key may have been kept that was not painted any more."""
    found: dict[int, set[str]] = {}
    with closing(open_store(database)) as store:
        for decision in store.log():
            place = store.sentence_at(decision.sentence) if decision.sentence else None
            texts = dict(store.texts(place.document)) if place else {}
            rule = _rule(texts[place.sentence]) if place else None
            labels = [
                change.after["label"] for change in decision.changes if change.table == "annotation" and change.after
            ]
            if rule is not None:
                found.setdefault(rule, set()).update(labels)
    return found


def _rule(text: str) -> int | None:
    found = re.match(r"Rule (\d+) ", text)
    return int(found[1]) if found else None


def _compared(shown: Mapping[int, str], before: Mapping[int, str], after: Mapping[int, str], database: Path) -> Killed:
    said = decided(database)
    lost = [
        f"rule {rule}: {label} was {how}, and was never decided"
        for how, labels in (("shown", shown), ("kept before", before))
        for rule, label in labels.items()
        if label not in said.get(rule, ()) or rule not in after
    ]
    with closing(sqlite3.connect(database)) as connection:
        whole = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return Killed(len(shown), len(after), tuple(lost), whole)
