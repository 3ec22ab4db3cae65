"""`reviewer similar`: the earlier claims and sentences nearest to a text."""

import json
import sys
from typing import TYPE_CHECKING

import click

from reviewer.cli.context import database_option, name_of, reviewer_option, store_at
from reviewer.errors import InputError, Refused
from reviewer.text import one_line, shorten

if TYPE_CHECKING:  # `reviewer --help` loads none of this
    from reviewer.labels import Scheme
    from reviewer.store import Store
    from reviewer.suggest.wanted import Nearest

LONGEST = 1_000_000
"""Bytes; a text that is longer is no claim."""
_TITLE, _TEXT = 40, 160
"""How much of an article's title and of a claim a line shows, in code points."""


@click.command("similar", epilog="Example: reviewer similar 'The bridge was closed'")
@click.argument("text")
@click.option(
    "-n", "count", type=click.IntRange(1, 50), default=5, show_default=True, help="How many claims, and sentences."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a claim or sentence.")
@click.option("--open", "sees_others", is_flag=True, help="Look at everybody's work [default: at what you may see].")
@database_option
@reviewer_option
def command(*, text: str, count: int, as_json: bool, sees_others: bool, db: str | None, reviewer: str | None) -> None:
    """List the earlier claims and sentences nearest to TEXT, with what became of them.

    TEXT is a claim or a sentence, or - for standard input. The nearest come first, where rare words in common count
    most; the score beside each is the share of pieces of words in common, 1 for the same words. Endings do not count:
    words are compared by their English stems.
    """
    from reviewer import places, settings  # noqa: PLC0415 - `reviewer --help` loads none of this
    from reviewer.earlier import View, earlier_claims, earlier_sentences, without  # noqa: PLC0415 - as above

    name = name_of(reviewer, settings.load(places.database(db)).reviewer)
    wanted = _given(text)
    store = store_at(db, make=False)
    view = View(name, sees_others)
    claims = earlier_claims(store, wanted, view, count)
    found = without(claims, earlier_sentences(store, wanted, view, count + len(claims)), count)
    labels = store.every_label()
    for one in found:
        # Escaped beyond ASCII: titles and texts come from outside, and this may be read on a terminal.
        click.echo(json.dumps(_as_json(store, one)) if as_json else _as_line(one, labels))
    if not found and not as_json:
        click.echo("nothing that was said before has these words", err=True)


def _given(text: str) -> str:
    """Return the text to look for; raises InputError for a standard input, and Refused for words, that are none."""
    if text == "-":
        if sys.stdin is None:
            raise InputError("-", "standard input is closed; give the text itself")
        given = sys.stdin.buffer.read(LONGEST + 1)
        try:
            text = given.decode()
        except UnicodeDecodeError as error:
            raise InputError("-", "is no UTF-8 text") from error
    if len(text.encode(errors="replace")) > LONGEST:
        raise Refused(f"a claim has at most {LONGEST:,} bytes; to read whole articles use: reviewer import")
    if not any(letter.isalnum() for letter in text):
        raise Refused("there are no words to look for; give a claim or a sentence")
    return text


def _as_line(one: "Nearest", labels: "Scheme") -> str:
    from reviewer.earlier import became  # noqa: PLC0415 - as above

    kind = "claim   " if one.found.claim else "sentence"
    said = f"“{shorten(one.found.text, _TEXT)}”"
    parts = [f"{one.likeness:.2f}  {kind}", said, one_line(became(one.found, labels)), shorten(one.found.title, _TITLE)]
    return "  ".join(parts)


def _as_json(store: "Store", one: "Nearest") -> dict[str, object]:
    found = one.found
    document = store.document(found.place.document)
    index = store.layout(found.place.document).ids.index(found.place.sentence)
    return {
        "kind": "claim" if found.claim else "sentence",
        "text": found.text,
        "score": round(one.likeness, 3),
        "again": one.again,
        "claim": found.claim,
        "document": document and document.uid,
        "title": found.title,
        "number": index + 1,
        "reviewer": found.whose or None,
        "label": found.label,
        "status": found.status if found.claim else None,
        "verdict": found.verdict,
        "at": found.at,
    }
