"""Articles as they are corrected: edits of every kind, made by chance, to try what finds sentences and spans again."""

import random
import re
from collections.abc import Callable

WORDS = [
    "river",
    "bridge",
    "mayor",
    "council",
    "Monday",
    "water",
    "closed",
    "rose",
    "voted",
    "budget",
    "percent",
    "city",
    "police",
    "storm",
    "people",
    "said",
    "new",
]


def sentence(chance: random.Random) -> str:
    """Return a sentence of words that come again and again, with a number in it."""
    words = [chance.choice(WORDS) for _ in range(chance.randint(3, 9))]
    words.insert(chance.randrange(len(words)), str(chance.randint(2, 99)))
    return " ".join(words).capitalize() + "."


def article(chance: random.Random, paragraphs: int = 6) -> str:
    """Return an article of some paragraphs, some of its sentences said twice."""
    made: list[str] = []
    for _ in range(paragraphs):
        said = [sentence(chance) for _ in range(chance.randint(1, 4))]
        if made and chance.random() < 0.3:
            said.append(chance.choice(made).split(". ")[0].rstrip(".") + ".")
        made.append(" ".join(said))
    return "\n\n".join(made) + "\n"


def _paragraphs(text: str) -> list[str]:
    return text.rstrip("\n").split("\n\n")


def _of(paragraphs: list[str]) -> str:
    return "\n\n".join(paragraphs) + "\n"


def insert(text: str, chance: random.Random) -> str:
    """Put a new paragraph in."""
    paragraphs = _paragraphs(text)
    paragraphs.insert(chance.randint(0, len(paragraphs)), f"{sentence(chance)} {sentence(chance)}")
    return _of(paragraphs)


def delete(text: str, chance: random.Random) -> str:
    """Take a paragraph out."""
    paragraphs = _paragraphs(text)
    if len(paragraphs) > 1:
        del paragraphs[chance.randrange(len(paragraphs))]
    return _of(paragraphs)


def reorder(text: str, chance: random.Random) -> str:
    """Let two paragraphs change places."""
    paragraphs = _paragraphs(text)
    first, second = (chance.randrange(len(paragraphs)) for _ in range(2))
    paragraphs[first], paragraphs[second] = paragraphs[second], paragraphs[first]
    return _of(paragraphs)


def duplicate(text: str, chance: random.Random) -> str:
    """Say a paragraph twice."""
    paragraphs = _paragraphs(text)
    paragraphs.insert(chance.randint(0, len(paragraphs)), chance.choice(paragraphs))
    return _of(paragraphs)


def join(text: str, chance: random.Random) -> str:
    """Make one paragraph of two."""
    paragraphs = _paragraphs(text)
    at = chance.randrange(len(paragraphs))
    paragraphs[at : at + 2] = [" ".join(paragraphs[at : at + 2])]
    return _of(paragraphs)


def part(text: str, chance: random.Random) -> str:
    """Make two paragraphs of one, between sentences."""
    return _one(text, r"(?<=\.) (?=[A-Z0-9“])", lambda _: "\n\n", chance)


def typo(text: str, chance: random.Random) -> str:
    """Let two letters of a word change places."""
    return _one(text, r"[a-z]{4,}", lambda word: f"{word[0]}{word[2]}{word[1]}{word[3:]}", chance)


def number(text: str, chance: random.Random) -> str:
    """Give another number."""
    return _one(text, r"\d+", lambda digits: str(int(digits) + 1), chance)


def swap(text: str, chance: random.Random) -> str:
    """Let two neighbouring words change places."""
    return _one(text, r"[a-z]+ [a-z]+", lambda words: " ".join(reversed(words.split())), chance)


def space(text: str, chance: random.Random) -> str:
    """Put a second space between two words."""
    return _one(text, r"(?<=[a-z]) (?=[a-z])", lambda _: "  ", chance)


def quotes(text: str, chance: random.Random) -> str:
    """Let curly quotation marks be straight ones."""
    del chance
    return text.replace("“", '"').replace("”", '"')


def _one(text: str, pattern: str, other: Callable[[str], str], chance: random.Random) -> str:
    found = list(re.finditer(pattern, text))
    if not found:
        return text
    hit = chance.choice(found)
    return text[: hit.start()] + other(hit.group()) + text[hit.end() :]


EDITS: tuple[Callable[[str, random.Random], str], ...] = (
    insert, delete, reorder, duplicate, join, part, typo, number, swap, space, quotes,
)  # fmt: skip


def edited(text: str, chance: random.Random, edits: int) -> str:
    """Return a text after some edits."""
    for _ in range(edits):
        text = chance.choice(EDITS)(text, chance)
    return text
