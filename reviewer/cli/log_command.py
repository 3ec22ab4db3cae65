"""`reviewer log`: the decision log, newest first, in words or as JSON lines."""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache

import click

from reviewer.cli.context import database_option, store_at
from reviewer.errors import Refused
from reviewer.store import Store
from reviewer.store.rows import Decision
from reviewer.text import one_line, shorten
from reviewer.wording import describe

_TITLE, _WORDS, _TEXT = 32, 40, 48
"""How much of an article's title, of a decision and of a sentence a line shows, in code points."""


@click.command("log", epilog="Example: reviewer log --limit 5")
@click.option("--limit", type=click.IntRange(min=0), default=50, show_default=True, help="How many; 0 shows all.")
@click.option("--reviewer", metavar="NAME", help="Only this reviewer's decisions.")
@click.option("--claim", metavar="ID", help="Only the history of this claim; the id may be cut short.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object a line, with every field.")
@database_option
def command(limit: int, reviewer: str | None, claim: str | None, as_json: bool, db: str | None) -> None:
    """Show who decided what and when, newest first; times are UTC."""
    store = store_at(db, make=False)
    names = _Names(store)
    empty = True
    cut = limit or None
    found = store.log(reviewer=reviewer, limit=cut) if claim is None else _history(store, claim, reviewer, cut)
    for decision in found:
        empty = False
        # Escaped beyond ASCII: notes come from outside, and this may be read on a terminal.
        click.echo(json.dumps(_as_json(decision, names)) if as_json else _in_words(decision, names))
    if empty and not as_json:
        click.echo("nothing is decided yet; label with: reviewer open", err=True)


def _history(store: Store, written: str, reviewer: str | None, limit: int | None) -> Iterable[Decision]:
    """Return a claim's decisions by its id or the beginning of it; raises Refused when that names none, or several."""
    prefix = written.strip().lower()
    known = store.claims_named(prefix, 3) if prefix else []
    if not known:
        raise Refused(f"no claim's id begins with {written!r}; `reviewer log --json` shows them")
    if len(known) > 1 and prefix not in known:
        raise Refused(
            f"several claims' ids begin with {written!r}, {known[0]} and {known[1]} among them; write more of it"
        )
    decisions = store.claim_history(prefix if prefix in known else known[0])
    return [one for one in decisions if reviewer in {None, one.reviewer}][:limit]


class _Names:
    """What documents and sentences are called in the log; the last few articles are kept."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.document = lru_cache(64)(store.document)
        self.labels = store.every_label()
        self._texts = lru_cache(4)(self._texts_of)

    def sentence(self, uid: str) -> str:
        """Return a sentence's text, empty when it was split or merged since."""
        place = self._store.sentence_at(uid)
        return self._texts(place.document).get(place.sentence, "") if place else ""

    def _texts_of(self, document: int) -> Mapping[int, str]:
        return dict(self._store.texts(document))


def _in_words(decision: Decision, names: _Names) -> str:
    document = names.document(decision.document) if decision.document is not None else None
    labels = document.scheme if document else names.labels
    at = one_line(decision.at[:19].replace("T", " "))
    parts = [f"{at}  {one_line(decision.reviewer)}: {shorten(describe(decision, labels=labels), _WORDS)}"]
    if document:
        parts.append(shorten(document.title, _TITLE))
    text = names.sentence(decision.sentence) if decision.sentence else ""
    if text:
        parts.append(f"“{shorten(text, _TEXT)}”")
    return "  ".join(parts)


def _as_json(decision: Decision, names: _Names) -> dict[str, object]:
    document = names.document(decision.document) if decision.document is not None else None
    return {
        "id": decision.uid,
        "at": decision.at,
        "reviewer": decision.reviewer,
        "action": decision.action,
        "document": document and document.uid,
        "sentence": decision.sentence,
        "changes": [
            {"on": on, "key": list(key), "before": before, "after": after}
            for on, key, before, after in decision.changes
        ],
        "guideline_version": decision.guideline,
        "origin": decision.origin,
        "elapsed_ms": decision.elapsed_ms,
        "reverts": decision.reverts,
    }
