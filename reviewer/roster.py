"""The project's speakers as a list with one under the cursor; every change is one decision."""

from collections.abc import Mapping, Sequence

from reviewer.errors import Refused
from reviewer.session import Session
from reviewer.speakers import known_as
from reviewer.store.marks import Speaker
from reviewer.store.rows import Decision


class Roster:
    """Speakers by name; `cursor` counts from 0 and stays on its speaker when another name moves it in the list."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.speakers: Sequence[Speaker] = ()
        self.counts: Mapping[str, int] = {}
        self.cursor = 0
        self.read()

    def read(self) -> None:
        """Read the speakers anew, and stay on the same one where it is still there."""
        uid = self.speakers[self.cursor].uid if self.speakers else ""
        self.speakers = self._session.store.speakers()
        self.counts = self._session.store.said_by()
        places = [number for number, one in enumerate(self.speakers) if one.uid == uid]
        self.cursor = places[0] if places else max(0, min(self.cursor, len(self.speakers) - 1))

    def current(self) -> Speaker:
        """Return the speaker under the cursor; raises Refused when there is none."""
        if not self.speakers:
            raise Refused("there is no speaker yet; v on a sentence marks who said it")
        return self.speakers[self.cursor]

    def move(self, step: int) -> None:
        """Go some speakers on, or back; stops at the ends."""
        self.cursor = max(0, min(self.cursor + step, len(self.speakers) - 1))

    def rename(self, name: str) -> None:
        """Give another name; the old one stays known as an alias. Refused for a name that another speaker has."""
        one, plain = self.current(), " ".join(name.split())
        if plain == one.name:
            return
        other = known_as(plain, [other for other in self.speakers if other.uid != one.uid]) if plain else None
        if other:
            raise Refused(f"{other.name} is called so already; = merges the two")
        self._put(one._replace(name=plain, aliases=(*one.aliases, one.name)))

    def set_role(self, role: str) -> None:
        """Say what the speaker is ("foreign minister"); an empty role takes it off."""
        one, plain = self.current(), " ".join(role.split())
        if plain != one.role:
            self._put(one._replace(role=plain))

    def add_alias(self, alias: str) -> None:
        """Add another name the speaker goes by."""
        one, plain = self.current(), " ".join(alias.split())
        if not plain:
            raise Refused("an alias needs a word")
        if plain in {one.name, *one.aliases}:
            raise Refused(f"{one.name} is called so already")
        self._put(one._replace(aliases=(*one.aliases, plain)))

    def drop_alias(self) -> None:
        """Take the last alias off; raises Refused when there is none."""
        one = self.current()
        if not one.aliases:
            raise Refused(f"{one.name} has no alias to take off")
        self._put(one._replace(aliases=one.aliases[:-1]))

    def merge_into(self, chosen: str) -> None:
        """Let the speaker be another one, given by number in the list (from 1) or by name; the cursor goes there."""
        one = self.current()
        others = [other for other in self.speakers if other.uid != one.uid]
        number = int(chosen) if chosen.isdecimal() else 0
        into = self.speakers[number - 1] if 0 < number <= len(self.speakers) else known_as(chosen.strip(), others)
        if into is None:
            raise Refused("no speaker has that number or name")
        self._noted(self._session.store.merge_speakers(one.uid, into.uid, self._session.act("key")))
        self.cursor = next(number for number, other in enumerate(self.speakers) if other.uid == into.uid)

    def undo(self) -> Decision:
        """Undo this reviewer's last decision, as everywhere."""
        _, decision = self._session.undo()
        self.read()
        return decision

    def redo(self) -> Decision:
        """Do again what was undone last."""
        _, decision = self._session.redo()
        self.read()
        return decision

    def _put(self, speaker: Speaker) -> None:
        self._noted(self._session.store.put_speaker(speaker, self._session.act("key")))

    def _noted(self, decision: Decision) -> None:
        self._session.noted(decision)
        if self._session.sheet:
            self._session.sheet.forget_attributions()
        self.read()
