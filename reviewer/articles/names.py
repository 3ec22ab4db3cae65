"""Names in the words of an article: who a source names, by which full name, and whom a role or a sentence is about."""

import re
from functools import lru_cache
from itertools import islice

from reviewer.articles.patterns import compiled
from reviewer.articles.wordlists import words

_TITLES = words(
    """
    mr mrs ms miss dr prof professor sir dame lord lady president vice prime minister premier chancellor king queen
    prince princess pope cardinal bishop rabbi imam sheikh foreign finance defence defense interior justice health
    chief deputy secretary general gen col lt maj capt sgt adm judge senator sen sens representative rep reps
    congressman congresswoman assemblyman assemblywoman councilman councilwoman governor gov govs mayor ambassador
    spokesman spokeswoman spokesperson director chairman chairwoman chair head leader ceo founder coach captain officer
    detective inspector analyst economist pollster fm pm mp rev former acting state us u.s the speaker republican
    democrat democratic labour conservative
    """
)
_NAME = (
    r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’.-]*(?:[ \u00a0](?:(?:al|bin|de|del|della|der|di|du|el|la|le|van|von) )*[A-ZÀ-ÖØ-Þ][\w'’.-]*)*"
)
_AFTER = r"$|[,(]| \(| (?:of|at|from|with|in)(?!\w)"
_PERSON_ENDINGS = ("er", "or", "ist", "man", "woman", "person", "ian")
_PERSONS = words(
    """aide official agent student resident correspondent assistant consultant lieutenant candidate nominee advocate
    attorney expert boss pilot nurse priest activist judge guard athlete"""
)
_THINGS = words("newspaper paper letter order center centre poster number chapter server tower power river other")
_PREPOSITIONS = words("of to at from with in by on about against under over near")
# What stands between a name and the role it is described by.
_DESCRIBED = rf"(?<!\w)({_NAME}),(?: who is)?(?: an?| the)? (?:[\w'’-]+ ){{0,3}}$"
_SEVERAL = words("one two three four five several some many most few both all other others another half no")
_COMPOUND = r"(?<=\w) (?:and|or) (?:[a-z]+ )?(?=[A-ZÀ-ÖØ-Þ])"
_OPENERS = words(
    """on in at for after before when while but and as yesterday today meanwhile however earlier later then though
    although because since monday tuesday wednesday thursday friday saturday sunday january february march july
    september october november december"""
)
"""Words that may begin a sentence before a name, or name its day."""
_LONGEST_SHORT = 5
NAME_REACH = 60
"""How many characters before a surname its first names are looked for."""
NAME_WORDS = 5
# An article asks for the same few names again and again.
_REMEMBERED = 64
# Places of a name or a role that are looked at: a full name stands at one of the first.
_MOST = 64


def name_in(source: str) -> str:
    """Return the name in a source without titles ("Foreign Minister Sergey Lavrov": "Sergey Lavrov"), or "".

    A name ends the source, or stands before a comma, a bracket or "of Yale": "Russian officials" holds none. Behind a
    preposition it is somebody else's: "a spokesman for Angela Merkel" holds none either. The first one counts: what
    follows describes him. Two people are nobody.
    """
    if any(source[: found.start()].rpartition(" ")[2][:1].isupper() for found in compiled(_COMPOUND).finditer(source)):
        return ""
    for found in compiled(_NAME).finditer(source):
        if not compiled(_AFTER).match(source, found.end()):
            continue
        parts = _own_words(found[0].split())
        if not parts or parts[0].casefold() in _SEVERAL:
            continue
        titles = [at for at, part in enumerate(parts) if part.rstrip(".").casefold() in _TITLES]
        before = source[: found.start()].split()[-1:]
        if before == ["for"] or (before and before[0] in _PREPOSITIONS and 0 not in titles):
            continue
        if before and len(parts) == 1 and parts[0].endswith("s") and before[0].islower() and before != ["the"]:
            continue
        name = re.sub(r"['’]s?$", "", " ".join(parts[titles[-1] + 1 if titles else 0 :]))
        if name:
            return name
    return ""


def _own_words(parts: list[str]) -> list[str]:
    """Return a stretch of capitals from the last sentence's end in it on, without what opens a sentence or names a day.

    A stop behind a word longer than a title's abbreviation ends a sentence.
    """
    ends = [at for at, part in enumerate(parts) if part.endswith(".") and len(part) > _LONGEST_SHORT]
    own = parts[ends[-1] + 1 :] if ends and ends[-1] < len(parts) - 1 else parts
    while own and own[0].casefold() in _OPENERS:
        own = own[1:]
    while own and own[-1].casefold() in _OPENERS:
        own = own[:-1]
    return own


@lru_cache(_REMEMBERED)
def fullest(name: str, text: str) -> str:
    """Return the longest name of a text that ends as `name` does ("Lavrov": "Sergey Lavrov"), else `name`.

    Where a text holds two people of that last name it is `name` too: which of them is meant is not for a rule to say.
    """
    last = name.rsplit(maxsplit=1)[-1]
    found = set()
    for place in islice(re.finditer(rf"(?<!\w){re.escape(last)}(?!\w)", text), _MOST):
        stretch = name_in(text[max(0, place.start() - NAME_REACH) : place.end()].rpartition("\n")[2])
        if stretch.endswith(last) and len(name.split()) < len(stretch.split()) <= NAME_WORDS:
            found.add(stretch)
    best = max(sorted(found), key=lambda stretch: len(stretch.split()), default=name)
    return best if all(stretch.split()[0] in best.split() for stretch in found) else name


@lru_cache(_REMEMBERED)
def introduced(role: str, text: str) -> str:
    """Return the name a text gives to a role, or "".

    "The foreign minister" has the name of "Foreign Minister A B", and of "A B, the foreign minister of …". A role of
    one country or body is not that of another: "the German minister" is not "Danish Minister A B".
    """
    parts = role.split()
    if not is_person(parts[-1].lower() if parts else ""):
        return ""
    whose = {part for part in parts if part[:1].isupper()} - {"The"}
    for length in (2, 1):
        head = r"\s+".join(re.escape(word) for word in parts[-length:])
        if len(parts) < length or len(parts[-1]) <= 2:
            continue
        for found in islice(re.finditer(rf"(?<!\w)(?i:{head})\s+({_NAME})", text), _MOST):
            name = name_in(found[1])
            if len(name.split()) > 1 and not (whose and _is_others(text, found.start(), whose)):
                return name
        for found in islice(re.finditer(rf"(?<!\w)(?i:{head})(?!\w)", text), _MOST):
            described = compiled(_DESCRIBED).search(text, max(0, found.start() - NAME_REACH), found.start())
            name = name_in(described[1]) if described else ""
            if len(name.split()) > 1:
                return name
    return ""


def opening_name(text: str, start: int, end: int) -> str:
    """Return the name of somebody that text[start:end], a sentence, begins with or has near its beginning, or "".

    "On Monday Senator Ann Poe went" begins with "Ann Poe"; behind a preposition or with 's behind it, it is another's.
    """
    found = compiled(_NAME).search(text, start, min(end, start + NAME_REACH))
    while found and (_own_words(found[0].split()) == [] or text[found.end() - 2 : found.end()] in {"'s", "’s"}):
        found = compiled(_NAME).search(text, found.end(), min(end, start + NAME_REACH))
    before = text[start : found.start()].split()[-1:] if found else []
    if not found or (before and before[0].lower() in _PREPOSITIONS):
        return ""
    return name_in(found[0])


def _is_others(text: str, start: int, whose: set[str]) -> bool:
    """Say whether the capitals before a title at `start` say that it is of another country or body than these."""
    own = set()
    for word in reversed(text[max(0, start - NAME_REACH) : start].split()):
        if not word[:1].isupper():
            break
        own.add(word)
    return bool({word for word in own if word.lower() not in _TITLES | _OPENERS}) and not own & whose


def is_person(role: str) -> bool:
    """Return whether a role, in lower case, is one person's: "minister", "official", "lawyer", not "ministry"."""
    return role in _TITLES | _PERSONS or (role.endswith(_PERSON_ENDINGS) and role not in _THINGS)
