"""What opens over the article: the keys, the guidelines, the speakers, adjudication, the search over all articles.

Each is loaded by the key that opens it.
"""

from collections.abc import Callable
from typing import Any, Protocol

from textual.screen import Screen

from reviewer.keys import for_scheme
from reviewer.layers import ADJUDICATED
from reviewer.refusals import refusals
from reviewer.session import Moved, Session
from reviewer.settings import Settings
from reviewer.store.rows import Place


class Below(Protocol):
    """What the sheets ask of the screen below them."""

    def attempt(self, act: Callable[[], Moved | None]) -> None:
        """Do one act and draw what changed."""

    def lay(self, screen: Screen[Any], closed: Callable[[Any], None] | None = ...) -> None:
        """Open a screen over this one, and say what to do with what it returns."""

    def show(self, screen: Screen[Place | None]) -> None:
        """Open a screen that returns a place to go to."""

    def dismiss(self) -> object:
        """Leave the screen below for the one that it was opened from."""


class Sheets:
    """Opens them for a session."""

    def __init__(self, session: Session, settings: Settings, below: Below) -> None:
        self._session = session
        self._settings = settings
        self._below = below

    def acts(self) -> dict[str, Callable[[str], Moved | None]]:
        """Return what opens by a key of its own."""
        return {
            "help": self._help,
            "guidelines": self._guidelines,
            "speakers": self._speakers,
            "adjudicate": self._adjudicate,
        }

    def search_all(self, words: str) -> None:
        """Search all articles, beginning with these words."""
        from reviewer.tui.search import SearchScreen  # noqa: PLC0415 - see the file's first lines

        self._below.show(SearchScreen(self._session, words))

    def _help(self, _origin: str) -> None:
        from reviewer.tui.help import HelpScreen  # noqa: PLC0415 - see the file's first lines

        actions = for_scheme(self._settings.actions, self._session.scheme)
        self._below.lay(HelpScreen(actions, refusals(self._session, [action.id for action in actions])))

    def _guidelines(self, _origin: str) -> None:
        from reviewer.tui.guidelines import GuidelinesScreen  # noqa: PLC0415 - see the file's first lines

        guideline, scheme = self._settings.guideline(), self._session.scheme
        if scheme.is_own:
            from reviewer.schemes import guidelines  # noqa: PLC0415 - see the file's first lines

            # The program's own words are about its own labels; a project's may be about anything.
            before = f"{guideline.text}\n\n" if self._settings.guideline_file else ""
            guideline = guideline._replace(text=before + guidelines(scheme))
        self._below.lay(GuidelinesScreen(guideline))

    def _speakers(self, _origin: str) -> None:
        from reviewer.roster import Roster  # noqa: PLC0415 - see the file's first lines
        from reviewer.tui.speakers import SpeakersScreen  # noqa: PLC0415 - see the file's first lines

        screen = SpeakersScreen(Roster(self._session))
        self._below.lay(screen, lambda _: self._below.attempt(self._session.reload))

    def _adjudicate(self, _origin: str) -> None:
        if self._session.layer == ADJUDICATED:  # it was opened from there
            self._session.leave()
            self._below.dismiss()
            return
        from reviewer.adjudicating import Adjudicating  # noqa: PLC0415 - see the file's first lines
        from reviewer.tui.adjudicate import AdjudicateScreen  # noqa: PLC0415 - see the file's first lines

        session = self._session
        sitting = Adjudicating(session.store, session.reviewer, guideline=self._settings.guideline_version)
        if session.document:
            sitting.go_to(session.document.id)

        def left() -> None:
            screen.dismiss()

        screen = AdjudicateScreen(sitting, self._settings, left)
        self._below.lay(screen, lambda _: self._below.attempt(self._session.reload))
