"""Who a source is: the words that name somebody, and the speaker of the project they most likely mean."""

import re
from collections.abc import Sequence
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
NAME_REACH = 60
"""How many characters before a surname its first names are looked for."""
NAME_WORDS = 5
RECENT = 9
"""How many speakers are offered by number."""


class Guess(NamedTuple):
    """A proposal for who a source is; `new` when the project does not know the speaker yet (its uid is empty then)."""

    speaker: Speaker
    reason: str
    new: bool = False


def name_in(source: str) -> str:
    """Return the name in a source without titles ("Foreign Minister Sergey Lavrov": "Sergey Lavrov"), or "".

    A name ends the source or stands before a comma or a bracket: "Russian officials" holds none.
    """
    best = ""
    for found in _NAME.finditer(source):
        if source[found.end() : found.end() + 1] not in {"", ",", "("} and not source[found.end() :].startswith(" ("):
            continue
        parts = found[0].split()
        titles = [at for at, part in enumerate(parts) if part.rstrip(".").casefold() in _TITLES]
        name = re.sub(r"['’]s?$", "", " ".join(parts[titles[-1] + 1 if titles else 0 :]))
        if len(name.split()) > len(best.split()):
            best = name
    return best


def is_pronoun(source: str) -> bool:
    """Return whether a source is a pronoun: it names nobody by itself."""
    return source.casefold() in _PRONOUNS


def recent(attributions: Sequence[Attribution], speakers: Sequence[Speaker], offset: int) -> list[Speaker]:
    """Return the speakers last named before a place of the document, then the others of the project, at most nine."""
    by_uid = {speaker.uid: speaker for speaker in speakers}
    before = [one for one in attributions if one.content[0][0] < offset and one.speaker in by_uid]
    before.sort(key=lambda one: one.content[0][0], reverse=True)
    named = [by_uid[one.speaker] for one in before if one.speaker]
    return list(dict.fromkeys((*named, *speakers)))[:RECENT]


def fullest(name: str, text: str) -> str:
    """Return the longest name of a text that ends as `name` does ("Lavrov": "Sergey Lavrov"), else `name`."""
    last = name.split()[-1]
    best = name
    for found in re.finditer(rf"(?<!\w){re.escape(last)}(?!\w)", text):
        stretch = name_in(text[max(0, found.start() - NAME_REACH) : found.end()].rpartition("\n")[2])
        if stretch.endswith(last) and len(stretch.split()) > len(best.split()) and len(stretch.split()) <= NAME_WORDS:
            best = stretch
    return best


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


def guess(source: str, known: Sequence[Speaker], last: Speaker | None, text: str = "") -> Guess | None:
    """Return who a source most likely means: a known speaker, somebody the text introduces, or the last one.

    `known` is ordered by recency; `text` is the article near the source. A pronoun is taken for the last speaker, a
    role for whom the text calls so, else for the last speaker; nobody is invented for either.
    """
    plain = " ".join(source.split())
    name = name_in(plain)
    for speaker in known:
        if plain.casefold() in {speaker.name.casefold(), *(alias.casefold() for alias in speaker.aliases)}:
            return Guess(speaker, "named so before")
    if name:
        for speaker in known:
            if _same_name(name, speaker):
                return Guess(speaker, "same name")
        name = fullest(name, text)
        known_now = next((speaker for speaker in known if _same_name(name, speaker)), None)
        return Guess(known_now, "same name") if known_now else Guess(Speaker("", name), "new speaker", new=True)
    if not is_pronoun(plain) and (name := introduced(plain, text)):
        named = next((speaker for speaker in known if _same_name(name, speaker)), None)
        return Guess(named, "called so in the text") if named else Guess(Speaker("", name), "new speaker", new=True)
    definite = plain.casefold().startswith("the ") and not plain.endswith("s")
    if last is not None and (definite or is_pronoun(plain)):
        return Guess(last, "pronoun: the last speaker" if is_pronoun(plain) else "role: the last speaker")
    return None


def _same_name(name: str, speaker: Speaker) -> bool:
    """Return whether a name is a speaker's, or its last part is and nothing in it disagrees."""
    mine, theirs = name.casefold().split(), speaker.name.casefold().split()
    return mine == theirs or (mine[-1] == theirs[-1] and (len(mine) == 1 or len(theirs) == 1 or mine[0] == theirs[0]))
