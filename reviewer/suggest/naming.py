"""Who the sources of proposed attributions are: each in view of those before it, recorded or proposed."""

from collections.abc import Iterable, Sequence

from reviewer.speakers import Guess, guess
from reviewer.store.marks import Attribution, Speaker
from reviewer.suggest.proposals import Proposed


def named(
    said: Sequence[Proposed],
    marked: Iterable[Attribution],
    known: Sequence[Speaker],
    text: str,
    base: int = 0,
) -> list[Guess | None]:
    """Return who each source of `said` means, None where nobody is in reach.

    `said` stand in the order of their contents. `marked` are the attributions that are recorded in the article, `known`
    the speakers of the project, `text` is the article near them, from the code point `base` on.
    """
    by_uid = {speaker.uid: speaker for speaker in known}
    before = sorted(
        ((one.content[0][0], by_uid[one.speaker]) for one in marked if one.speaker in by_uid), key=lambda one: one[0]
    )
    found: list[Guess | None] = []
    for one in said:
        at = one.source[0][0] if one.source else 0
        here = dict.fromkeys(speaker for start, speaker in reversed(before) if start < at)
        source = text[at - base : one.source[0][1] - base] if one.source else ""
        who = guess(source, known, tuple(here), text) if source else None
        found.append(who)
        if who:
            before = sorted([*before, (one.content[0][0], who.speaker)], key=lambda given: given[0])
    return found
