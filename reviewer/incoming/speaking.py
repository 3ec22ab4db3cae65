"""The speakers that a file names, as the project knows them, and where the attributions of a document lie in others."""

from collections.abc import Sequence
from itertools import groupby
from uuid import NAMESPACE_URL, uuid5

from reviewer.incoming.sayings import storable
from reviewer.speakers import known_as
from reviewer.store.marks import Attribution, Speaker
from reviewer.store.nesting import parent


class Speakers:
    """The speakers of a project, and those that a file adds to them; the same name is the same speaker."""

    def __init__(self, known: Sequence[Speaker]) -> None:
        self._known = {one.uid: one for one in known}
        self._found: dict[str, Speaker] = {}

    def uid(self, named: Speaker | None) -> str | None:
        """Return the uid of a speaker, None where the file names nobody; raises Unfit for a name that cannot be."""
        if named is None or not (name := " ".join(storable(named.name, "a speaker's name").split())):
            return None
        key = named.uid if named.uid in self._known else name.casefold()
        if key not in self._found:
            known = self._known.get(key) or known_as(name, list(self._known.values()))
            self._found[key] = known or _made(name, named)
        return self._found[key].uid

    def named(self) -> list[Speaker]:
        """Return those that were named, each once."""
        return list({one.uid: one for one in self._found.values()}.values())


def _made(name: str, named: Speaker) -> Speaker:
    aliases = tuple(storable(one, "a speaker's name") for one in named.aliases)
    return Speaker(uid("speaker", name.casefold()), name, aliases, storable(named.role, "a speaker's role"))


def uid(*parts: object) -> str:
    """Return the id of something that has none of its own: the same wherever the same is brought in."""
    return str(uuid5(NAMESPACE_URL, "urn:reviewer:" + "/".join(map(str, parts))))


def nested(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions of one document and layer, each with the innermost one it lies in as its parent."""
    found: list[Attribution] = []
    near: list[Attribution] = []
    for start, group in groupby(sorted(attributions, key=_begin), key=_begin):
        together = list(group)
        # Whatever holds one of these begins no later, and has not ended yet.
        near = [*(other for other in near if other.content[-1][1] > start), *together]
        found += [one._replace(parent=parent(one, near)) for one in together]
    return found


def _begin(one: Attribution) -> int:
    return one.content[0][0]
