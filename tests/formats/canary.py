"""The text that goes through every format: a character outside the BMP, curly quotes, and marks of every kind.

Where its words stand (half-open): `The mayor` is 2..11 in code points and 3..12 in UTF-16 units, `taxes fell 4%` is
18..31 and 19..32.
"""

from reviewer.formats.losses import Losses
from reviewer.formats.making import units
from reviewer.formats.selection import Selection
from reviewer.formats.units import Unit
from reviewer.store.marks import Attribution, Claim, Speaker
from reviewer.store.rows import Act
from reviewer.store.sqlite import SqliteStore
from tests.conftest import by, place, put

T = "😀 The mayor said “taxes fell 4%” on Monday."
SECOND = "Rents 👍 “rose”, she added, “by a third”, and so did <b>fares</b> & tolls."
TEXT = f"{T} {SECOND}\n\nNothing else happened."


def canary(store: SqliteStore) -> int:
    """Put the canary into a store, labelled and marked by ada, with a label of ben's; return its row id."""
    (document,) = put(store, TEXT)
    ada, ben = by("ada"), by("ben")
    store.annotate(place(store, document, 0), ada, "label", label="quote")
    store.annotate(place(store, document, 0), ada, "uncertain", uncertain=True)
    store.annotate(place(store, document, 0), ada, "note", note='ask the "statistics office"\tat once')
    store.annotate(place(store, document, 1), ada, "label", label="quote")
    store.annotate(place(store, document, 2), ada, "label", label="background")
    store.annotate(place(store, document, 0), ben, "label", label="assertion")
    mayor = Speaker("", "Ann Rød", ("the mayor",), "mayor")
    attribute(store, document, "The mayor", "said", ("taxes fell 4%",), speaker=mayor)
    attribute(store, document, "she", "added", ("“rose”", "“by a third”"))
    start = TEXT.index("taxes")
    store.put_claim(
        Claim("", document, "ada", start, start + 13, "Taxes in Oslo fell by 4 %.", False, "", "", "", ""), ada
    )
    return document


def attribute(
    store: SqliteStore,
    document: int,
    source: str,
    cue: str,
    content: tuple[str, ...],
    *,
    speaker: Speaker | None = None,
    act: Act | None = None,
) -> None:
    """Mark who said what in the canary, by the words."""
    spans = {words: ((at := TEXT.index(words)), at + len(words)) for words in (source, cue, *content)}
    value = Attribution(
        "", document, "ada", (spans[source],), (spans[cue],), tuple(spans[one] for one in content), None, "direct",
        "", None, "", "", "", "",
    )  # fmt: skip
    store.attribute(value, act or by("ada"), speaker)


def canary_units(store: SqliteStore, selection: Selection | None = None) -> list[Unit]:
    """Return the canary's units, as an export sees them."""
    canary(store)
    return list(units(store, selection or Selection(), Losses()))
