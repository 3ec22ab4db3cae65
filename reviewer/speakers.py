"""Who a source is: the words that name somebody, and the speaker of the project they most likely mean."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from reviewer.articles.wordlists import words
from reviewer.store.marks import Attribution, Speaker

_PRONOUNS = words("he she they it we i who him her them himself herself")
_TITLES = words(
    """mr mrs ms miss dr prof professor sir dame lord lady president vice prime minister premier chancellor king queen
    prince princess pope cardinal bishop rabbi imam sheikh foreign finance defence defense interior justice health
    chief deputy
    secretary general gen col lt maj capt sgt adm judge justice senator sen representative rep congressman congresswoman
    governor gov mayor ambassador spokesman spokeswoman spokesperson director chairman chairwoman chair head leader ceo
    founder coach captain officer detective inspector analyst economist fm pm mp former acting state us u.s the"""
)
_NAME = re.compile(
    r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’.-]*(?:[ \u00a0](?:(?:al|bin|de|del|della|der|di|du|el|la|le|van|von) )*[A-ZÀ-ÖØ-Þ][\w'’.-]*)*"
)
_AFTER = re.compile(r"$|[,(]| \(| (?:of|at|from|with|in)(?!\w)")
_PREPOSITIONS = words("of to at from with in by on about against under over near")
_OPENERS = words(
    """on in at for after before when while but and as yesterday today meanwhile however earlier later then though
    although because since monday tuesday wednesday thursday friday saturday sunday january february march july
    september october november december"""
)
"""Words that may begin a sentence before a name, or name its day."""
NAME_REACH = 60
"""How many characters before a surname its first names are looked for."""
NAME_WORDS = 5
REMEMBERED = 64
"""How many answers of a search through a text are kept: each costs up to a millisecond, and a key asks for several."""


class Guess(NamedTuple):
    """A proposal for who a source is; `new` when the project does not know the speaker yet (its uid is empty then)."""

    speaker: Speaker
    reason: str
    new: bool = False


def name_in(source: str) -> str:
    """Return the name in a source without titles ("Foreign Minister Sergey Lavrov": "Sergey Lavrov"), or "".

    A name ends the source, or stands before a comma, a bracket or "of Yale": "Russian officials" holds none. Behind a
    preposition it is somebody else's: "a spokesman for Angela Merkel" holds none either.
    """
    best = ""
    for found in _NAME.finditer(source):
        if not _AFTER.match(source, found.end()):
            continue
        parts = found[0].split()
        while len(parts) > 1 and parts[0].casefold() in _OPENERS:
            del parts[0]
        titles = [at for at, part in enumerate(parts) if part.rstrip(".").casefold() in _TITLES]
        before = source[: found.start()].split()[-1:]
        if before == ["for"] or (before and before[0] in _PREPOSITIONS and 0 not in titles):
            continue
        name = re.sub(r"['’]s?$", "", " ".join(parts[titles[-1] + 1 if titles else 0 :]))
        if len(name.split()) > len(best.split()):
            best = name
    return best


def is_pronoun(source: str) -> bool:
    """Return whether a source is a pronoun: it names nobody by itself."""
    return source.casefold() in _PRONOUNS


def named_before(attributions: Iterable[Attribution], speakers: Iterable[Speaker], offset: int) -> list[Speaker]:
    """Return the speakers named in an article before a place (code point), the last one first."""
    by_uid = {speaker.uid: speaker for speaker in speakers}
    before = sorted((one for one in attributions if one.content[0][0] < offset), key=lambda one: -one.content[0][0])
    return list(dict.fromkeys(by_uid[one.speaker] for one in before if one.speaker in by_uid))


def known_as(name: str, speakers: Sequence[Speaker]) -> Speaker | None:
    """Return the speaker of this name, else the one with this alias, whatever the case; None when there is none."""
    plain = name.casefold()
    named = next((one for one in speakers if one.name.casefold() == plain), None)
    return named or next((one for one in speakers if plain in map(str.casefold, one.aliases)), None)


@lru_cache(REMEMBERED)
def fullest(name: str, text: str) -> str:
    """Return the longest name of a text that ends as `name` does ("Lavrov": "Sergey Lavrov"), else `name`.

    Where a text holds two people of that last name it is `name` too: which of them is meant is not for a rule to say.
    """
    last = name.rsplit(maxsplit=1)[-1]
    found = set()
    for place in re.finditer(rf"(?<!\w){re.escape(last)}(?!\w)", text):
        stretch = name_in(text[max(0, place.start() - NAME_REACH) : place.end()].rpartition("\n")[2])
        if stretch.endswith(last) and len(name.split()) < len(stretch.split()) <= NAME_WORDS:
            found.add(stretch)
    best = max(sorted(found), key=lambda stretch: len(stretch.split()), default=name)
    return best if all(stretch.split()[0] in best.split() for stretch in found) else name


@lru_cache(REMEMBERED)
def introduced(role: str, text: str) -> str:
    """Return the name a text gives to a role ("the foreign minister" where it has "Foreign Minister A B"), or ""."""
    parts = role.split()
    for length in (2, 1):
        head = r"\s+".join(re.escape(word) for word in parts[-length:])
        if len(parts) >= length and len(parts[-1]) > 2:
            for found in re.finditer(rf"(?<!\w)(?i:{head})\s+({_NAME.pattern})", text):
                name = name_in(found[1])
                if len(name.split()) > 1:
                    return name
    return ""


def guess(source: str, known: Sequence[Speaker], here: Sequence[Speaker] = (), text: str = "") -> Guess | None:
    """Return who a source most likely means, None when nobody is in reach: nobody is invented for a pronoun or a role.

    `here` are the speakers named in this article before, the last one first, `known` those of the whole project, `text`
    is the article near the source. A name is looked for in the whole project, a role ("the minister") in this article
    only: in the next one it is somebody else.
    """
    plain = " ".join(source.split())
    named = known_as(plain, here)
    if named:
        return Guess(named, "named so before")
    if is_pronoun(plain):
        return Guess(here[0], "pronoun: the last speaker") if here else None
    name = name_in(plain)
    if name:
        return _by_name(fullest(name, text), known, here)
    if name := introduced(plain, text):
        return _by_name(name, known, here, "called so in the text")
    if plain.casefold().startswith("the "):
        return Guess(here[0], "role: the last speaker") if here and not plain.endswith("s") else None
    body = known_as(plain, known)
    return Guess(body, "named so before") if body else None


def _by_name(name: str, known: Sequence[Speaker], here: Sequence[Speaker], reason: str = "same name") -> Guess:
    for speaker in (*here, *known):
        if _same_name(name, speaker):
            return Guess(speaker, reason)
    return Guess(Speaker("", name), "new speaker", new=True)


def _same_name(name: str, speaker: Speaker) -> bool:
    """Return whether a name is a speaker's or an alias, or its last part is and nothing in it disagrees."""
    if known_as(name, (speaker,)):
        return True
    mine, theirs = name.casefold().split(), speaker.name.casefold().split()
    if not theirs or mine[-1] != theirs[-1]:
        return False
    first, other = mine[0].rstrip("."), theirs[0].rstrip(".")
    initial = min(len(first), len(other)) == 1 and first[0] == other[0]
    return len(mine) == 1 or len(theirs) == 1 or first == other or initial


def recorded(guess: Guess | None, source: str, known: Sequence[Speaker]) -> tuple[Speaker | None, Speaker | None]:
    """Return the speaker to record for a source's words, and once more when it is new or gets them as a further alias.

    `known` is the project as it is now: another reviewer may have named, renamed or merged the speaker since the guess.
    """
    if guess is None:
        return None, None
    chosen = guess.speaker
    same = (
        known_as(chosen.name, known) if not chosen.uid else next((one for one in known if one.uid == chosen.uid), None)
    )
    speaker = same or chosen
    words = " ".join(source.split())
    called = {one.casefold() for one in (speaker.name, *speaker.aliases)}
    if words and not is_pronoun(words) and words.casefold() not in called:
        speaker = speaker._replace(aliases=(*speaker.aliases, words))
        return speaker, speaker
    return speaker, speaker if same is None and not chosen.uid else None
