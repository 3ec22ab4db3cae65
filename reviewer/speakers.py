"""Who a source is: the words that name somebody, and the speaker of the project they most likely mean."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reviewer.articles.names import fullest, introduced, is_person, name_in
from reviewer.articles.pronouns import PRONOUNS, called
from reviewer.articles.wordlists import words
from reviewer.store.marks import Attribution, Speaker

_PRONOUNS = PRONOUNS.keys() | words("we i who")
_RECENT = 8
"""How many of the speakers before are looked at for a pronoun."""


class Guess(NamedTuple):
    """A proposal for who a source is; `new` when the project does not know the speaker yet (its uid is empty then)."""

    speaker: Speaker
    reason: str
    new: bool = False


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


def guess(
    source: str, known: Sequence[Speaker], here: Sequence[Speaker] = (), text: str = "", before: str = ""
) -> Guess | None:
    """Return who a source most likely means, None when nobody is in reach: nobody is invented for a pronoun or a role.

    `here` are the speakers named in this article before, the last one first, `known` those of the whole project, `text`
    is the article near the source, `before` what stands before it in its sentence. A name is looked for in the whole
    project, a role ("the minister") in this article only: in the next one it is somebody else.
    """
    plain = " ".join(source.split())
    named = known_as(plain, here)
    if named:
        return Guess(named, "named so before")
    if is_pronoun(plain):
        return _by_pronoun(plain.casefold(), known, here, text, before)
    name = name_in(plain)
    if name:
        return _by_name(fullest(name, text), known, here)
    if name := introduced(plain, text):
        return _by_name(name, known, here, "called so in the text")
    return _by_role(plain, known, here)


def _by_role(role: str, known: Sequence[Speaker], here: Sequence[Speaker]) -> Guess | None:
    """Return who a role without a name means: "the minister" is who spoke last, "the Danish minister" another."""
    if role.casefold().startswith("the "):
        one = here and role[4:].islower() and is_person(role.rsplit(maxsplit=1)[-1])
        return Guess(here[0], "role: the last speaker") if one else None
    body = known_as(role, known)
    return Guess(body, "named so before") if body else None


def _by_pronoun(
    pronoun: str, known: Sequence[Speaker], here: Sequence[Speaker], text: str, before: str
) -> Guess | None:
    """Return the last speaker that a pronoun may stand for, by what the article calls each; "who" is named before it.

    "He" and "she" may be somebody of whom it says nothing; "it" and "they" are only who is called so.
    """
    if pronoun == "who":
        name = name_in(before.rstrip(" ,"))
        return _by_name(fullest(name, text), known, here, "named right before") if name else None
    wanted = PRONOUNS.get(pronoun)
    for speaker in here[:_RECENT] if wanted else ():
        theirs = called(speaker.name, text)
        if theirs == wanted:
            return Guess(speaker, f"pronoun: the last speaker called {wanted}")
        if not theirs and wanted != "it":
            return Guess(speaker, "pronoun: the last speaker")
    return None


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
