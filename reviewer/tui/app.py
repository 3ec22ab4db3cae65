"""The app: the screen it begins with, what works on every screen, and the remembered theme."""

import gc
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.filter import LineFilter
from textual.screen import Screen

from reviewer import places
from reviewer.errors import ReviewerError
from reviewer.keys import BY_ID
from reviewer.session import Session
from reviewer.settings import Settings
from reviewer.store import open_store
from reviewer.suggesting import Suggesting
from reviewer.tui.keyboard import KeyboardApp
from reviewer.tui.review import ReviewScreen
from reviewer.tui.safety import NoControls
from reviewer.tui.signals import Signals
from reviewer.tui.themes import DEFAULT, THEMES
from reviewer.tui.waiting import tell_waiting

if TYPE_CHECKING:  # opened by a command or a key, loaded by it
    from reviewer.adjudicating import Adjudicating

IDLE_SECONDS = 20.0
"""How often the housekeeping runs that no key should wait for."""
BACKUP_AFTER = 45.0
"""Seconds into a sitting before the backup of the day is made: not while articles are being opened."""


def _commands() -> type[Provider]:
    from reviewer.tui.palette import ReviewCommands  # noqa: PLC0415 - loaded when the palette is first opened

    return ReviewCommands


class ReviewerApp(KeyboardApp):
    """Reviews the articles of one session, or, given an `adjudicating`, begins with what reviewers differ on."""

    TITLE = "reviewer"
    CSS_PATH = "review.tcss"
    AUTO_FOCUS = ""
    ENABLE_COMMAND_PALETTE = True
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_commands}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(BY_ID[name].keys), action, name, id=name, priority=True, show=False)
        for name, action in (("quit", "quit"), ("palette", "command_palette"))
    ]

    def __init__(
        self,
        session: Session,
        settings: Settings,
        database: Path,
        adjudicating: "Adjudicating | None" = None,
        suggesting: Suggesting | None = None,
    ) -> None:
        # A screen brings its own styles when it is opened over another one, but not when it is the first.
        super().__init__(["review.tcss", "adjudicate.tcss"] if adjudicating else None)
        self.session = session
        self.settings = settings
        self.review = ReviewScreen(session, settings, suggesting)
        self._first: Screen[None] = self._adjudication(adjudicating) if adjudicating else self.review
        self.export_path = places.export_file(database.stem, ".jsonl")
        self._database = database
        self._no_controls = NoControls()
        self._signals = Signals(self._leave, self.refresh)
        for theme in THEMES:
            self.register_theme(theme)
        wanted = session.store.preference(session.reviewer, "theme") or settings.theme or DEFAULT
        self.theme = wanted if wanted in self.available_themes else DEFAULT
        changed = {action.id: ",".join(action.keys) for action in settings.actions if action != BY_ID[action.id]}
        if changed:
            self.set_keymap(changed)

    def sit(self) -> int:
        """Show the screen until it is left; return the exit code: 0, 1 after a fault, or 128 and a signal's number."""
        if isinstance(sys.__stderr__, TextIOWrapper):
            # Textual paints there. In a locale that is not there Python would write signs as their numbers.
            sys.__stderr__.reconfigure(encoding="utf-8")
        with self._signals.heeded():
            self.run()
        return self.return_code or 0

    def get_default_screen(self) -> Screen[None]:
        """Return the screen that is painted first."""
        return self._first

    def _adjudication(self, adjudicating: "Adjudicating") -> Screen[None]:
        from reviewer.tui.adjudicate import AdjudicateScreen  # noqa: PLC0415 - most sittings do without

        return AdjudicateScreen(adjudicating, self.settings, self._leave)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what every line passes through on its way to the terminal."""
        return [self._no_controls, *super().get_line_filters()]

    def on_mount(self) -> None:
        """Remember the theme when it changes, and tidy up when no key is pressed."""
        if not self.is_headless:
            self._signals.begin()
        self.session.store.on_wait(partial(tell_waiting, self))
        self.theme_changed_signal.subscribe(self, lambda theme: self._remember_theme(theme.name))
        self.set_interval(IDLE_SECONDS, self.session.store.tidy)
        # The first write of a sitting begins the write-ahead log, which takes two more syncs: not at the cost of a key.
        self.call_after_refresh(self._keep_place)
        # What was made until now stays: looking it over again and again cost single keys up to 40 ms.
        self.call_after_refresh(gc.freeze)

        self.set_timer(BACKUP_AFTER, self._back_up)

    @work(thread=True)
    def _back_up(self) -> None:
        """Make the backup of the day, where one is due; the sitting goes on without one that cannot be made."""
        from reviewer.backups import keep_up  # noqa: PLC0415 - once a sitting, after the first paint

        try:
            keep_up(self._database, self.settings.backups)
        except ReviewerError as error:
            self.call_from_thread(self._say, f"no backup was made: {error}", "error")

    def _remember_theme(self, name: str) -> None:
        try:
            self.session.store.set_preference(self.session.reviewer, "theme", name)
        except ReviewerError as error:
            self._say(f"not saved: {error}", "error")

    @work(thread=True, exclusive=True)
    def export(self) -> None:
        """Write all labelled sentences, as `reviewer export` does, on a connection of its own."""
        from reviewer.formats import Selection, named  # noqa: PLC0415 - pydantic takes 190 ms; only an export pays for it
        from reviewer.formats.files import replaced  # noqa: PLC0415

        try:
            store = open_store(self._database, make=False)
            try:
                self.export_path.parent.mkdir(parents=True, exist_ok=True)
                with replaced(self.export_path) as sink:
                    count = named("jsonl").write(store, Selection(), sink)
            finally:
                store.close()
        except (ReviewerError, OSError) as error:
            self.call_from_thread(self._say, f"not exported: {error}", "error")
        else:
            self.call_from_thread(self._say, f"exported {count} labelled sentences to {self.export_path}")

    def _say(self, text: str, look: str = "dim") -> None:
        """Say something on the uppermost review screen."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, ReviewScreen):
                screen.say(text, look)
                return

    async def action_quit(self) -> None:
        """Leave at once: everything is saved already."""
        self._leave()

    def _leave(self, code: int = 0) -> None:
        self._keep_place()
        self.exit(return_code=code)

    def _keep_place(self) -> None:
        with suppress(ReviewerError):  # where to go on is worth no complaint: the next decision makes it
            self.session.leave()
