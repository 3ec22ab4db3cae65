"""Who a source is: the words that name somebody, and the speaker of the project they most likely mean."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reviewer.articles.wordlists import words
from reviewer.store.marks import Attribution, Speaker

_PRONOUNS = words("he she they it we i who him her them himself herself")
_TITLES = words(
    """mr mrs ms miss dr prof professor sir dame lord lady president vice prime minister premier chancellor king queen
    prince princess pope cardinal bishop rabbi imam sheikh foreign finance defence defense interior justice health chief deputy
    secretary general gen col lt maj capt sgt adm judge justice senator sen representative rep congressman congresswoman
    governor gov mayor ambassador spokesman spokeswoman spokesperson director chairman chairwoman chair head leader ceo
    founder coach captain officer detective inspector analyst economist fm pm mp former acting state us u.s the"""
)
_NAME = re.compile(
    r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’.-]*(?:\s+(?:(?:al|bin|de|del|della|der|di|du|el|la|le|van|von)\s+)*[A-ZÀ-ÖØ-Þ][\w'’.-]*)*"
)
RECENT = 9
"""How many speakers are offered by number."""


class Guess(NamedTuple):
    """A proposal for who a source is; `new` when the project does not know the speaker yet (its uid is empty then)."""

    speaker: Speaker
    reason: str
    new: bool = False


def name_in(source: str) -> str:
    """Return the name in a source without titles ("Foreign Minister Sergey Lavrov": "Sergey Lavrov"), or ""."""
    best = ""
    for found in _NAME.finditer(source):
        parts = found[0].split()
        while parts and parts[0].rstrip(".").casefold() in _TITLES:
            parts.pop(0)
        name = re.sub(r"['’]s$", "", " ".join(parts))
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


def guess(source: str, known: Sequence[Speaker], last: Speaker | None) -> Guess | None:
    """Return who a source most likely means: a known speaker, the last one, or somebody new.

    `known` is ordered by recency. A pronoun or a role is taken for the last speaker; nobody is invented for it.
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
        return Guess(Speaker("", name, () if name == plain else (plain,)), "new speaker", new=True)
    if last is not None:
        return Guess(last, "pronoun: the last speaker" if is_pronoun(plain) else "role: the last speaker")
    return None


def _same_name(name: str, speaker: Speaker) -> bool:
    """Return whether a name is a speaker's, or its last part is and nothing in it disagrees."""
    mine, theirs = name.casefold().split(), speaker.name.casefold().split()
    return mine == theirs or (mine[-1] == theirs[-1] and (len(mine) == 1 or len(theirs) == 1 or mine[0] == theirs[0]))
