"""What a target of the fuzzing is, and what targets share: text out of bytes, a folder, what a message may be."""

import re
import tempfile
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from benchmarks.sample import SEED_FILE

MOST_BYTES = 64 * 1024
"""How long an input is at most."""
LONGEST_MESSAGE = 2_000
"""In code points; a message is read on a terminal."""
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


class Target(NamedTuple):
    """Something that takes in what anybody may have written.

    `check` gives it an input and raises whatever is wrong with what came of it: an AssertionError, or an error that
    nobody is to meet. `seeds` make the inputs that the search begins with; `words` are put into them.
    """

    name: str
    check: Callable[[bytes], None]
    seeds: Callable[[], Iterable[bytes]]
    words: Sequence[bytes] = ()


class Draw:
    """Numbers and texts out of an input, from its beginning on; zeros where it is at its end."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def __bool__(self) -> bool:
        return self._at < len(self._data)

    def number(self, below: int) -> int:
        """Return a number from 0, below a limit that two bytes can reach."""
        found = int.from_bytes(self.take(1 if below <= 256 else 2))
        return found % below

    def take(self, size: int) -> bytes:
        """Return the next bytes."""
        found = self._data[self._at : self._at + size]
        self._at += size
        return found

    def text(self, most: int = MOST_BYTES) -> str:
        """Return a text of so many bytes at most."""
        return text_of(self.take(most))


def text_of(data: bytes) -> str:
    """Return an input as a text that could stand in an article: no half of a pair of surrogates, and no NUL."""
    return data.decode("utf-8", "replace").replace("\0", "")


def is_message(said: object) -> bool:
    """Whether words can be shown to somebody: one line that steers no terminal, and that ends."""
    line = str(said)
    return 0 < len(line) <= LONGEST_MESSAGE and not _UNSAFE.search(line)


def refused(error: Exception) -> None:
    """Make sure that what was raised can be shown to somebody."""
    assert is_message(error), ascii(str(error))


@cache
def folder() -> Path:
    """Return a folder of this process, for what is read from files only."""
    _kept.append(tempfile.TemporaryDirectory(prefix="reviewer-fuzz-"))
    return Path(_kept[-1].name)


_kept: list[tempfile.TemporaryDirectory[str]] = []
"""The folder goes with the process."""


@cache
def articles() -> tuple[str, ...]:
    """Return texts as the news has them, with marks of every kind."""
    seed = SEED_FILE.read_text("utf-8")
    return (
        seed[:700],
        seed[-700:],
        """Mayor quits

By Jane Roe

OSLO, Norway (AP) — “I am done,” Mayor Ann Rød said Monday. “We tried.

“Nobody asked us.” Rents rose 4.5% to $1,200, according to a U.S. survey, she added: 'so what?'

Photograph: Sam Poe

Read more: Flood closes bridge

He said that taxes, which rose, would fall.""",
        """«Ça va», a dit M. Dupont. „So ist es“, sagte er. 「はい」と彼は言った。 قال الوزير: “نعم”.
'Tis ``TeX'' said Mr. J. R. Smith Jr.""",
        """Q: Who pays?
A: The city. "It's ours," he's said -- twice; "the players' union"...
- one
- two

[1] ***

© 2026""",
    )


WORDS = tuple(
    word.encode()
    for word in (
        "“", "”", "‘", "’", '"', "'", "''", "``", "«", "»", "„", "「", "」", "(", ")", "[", "]", "—", "–", "--", "…",
        "...", ". ", "? ", "! ", ", ", ": ", "; ", "\n", "\n\n", "\r\n", "\u2028", "\u2029", "\x85", "\u00a0", "\t",
        "\u200b", "\u200d", "\u202e", "\u0301", "😀", "é", "İ", "ß", "ﬁ", "Ⅳ", "²", "١", "。", "、", " said ", " says",
        " told ", "according to ", " added", " that ", "who ", "She ", "he ", "Mr. ", "Jr.", "U.S.", "a.m.", "No. 5",
        "Jan. 3", "By Jane Roe", "OSLO (AP) — ", "Photo: ", "Photograph: ", "Read more", "4.5%", "$1,200", "I ", "J. ",
        "and ", "but ", "which ", "if ", "asked ", "whether ", "– Ann Poe", "- ", "• ", "1. ", "#", "*", "_", "|",
    )
)  # fmt: skip
"""What the rules for articles go by."""
