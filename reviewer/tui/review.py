"""The review screen: the article, the panel, and what every key does, each as one call on the session."""

from collections.abc import Callable
from functools import partial
from typing import Any

from textual.app import ComposeResult
from textual.screen import Screen

from reviewer.errors import Refused, ReviewerError, SettingsError
from reviewer.keys import for_scheme
from reviewer.layers import ADJUDICATED
from reviewer.session import Moved, Session
from reviewer.settings import Settings
from reviewer.store.rows import Decision, Place
from reviewer.suggesting import Suggesting
from reviewer.tui.article_view import ArticleView
from reviewer.tui.bars import KeyBar, TopBar
from reviewer.tui.claims import ClaimKeys, ClaimsMode
from reviewer.tui.finding import Finding
from reviewer.tui.keyed import KeyedScreen
from reviewer.tui.messages import (
    ActionClicked,
    ClaimClosed,
    PromptChanged,
    PromptClosed,
    PromptWalked,
    SentenceClicked,
)
from reviewer.tui.mode_keys import ModeKeys
from reviewer.tui.panel import Panel
from reviewer.tui.sheets import Sheets
from reviewer.tui.span_mode import SpanMode
from reviewer.tui.suggestions import Suggestions
from reviewer.wording import describe

APP_ACTIONS = frozenset({"quit", "palette"})
"""Actions that work on every screen: the app holds them."""


OTHER_LABELS = "this article keeps the labels it came in with; reviewer.toml has others now"


class ReviewScreen(KeyedScreen):
    """One session, drawn. Every act ends in `_draw`, which draws what it changed and nothing else."""

    def __init__(self, session: Session, settings: Settings, suggesting: Suggesting | None = None) -> None:
        actions = settings.actions
        super().__init__({})
        self._session = session
        self._settings = settings
        self._scheme = session.scheme
        self._finding = Finding(session)
        self._owed = Moved()
        self._saved = True
        self._drawing_later = False
        self._top = TopBar(session)
        self._article = ArticleView(session, suggesting)
        self._panel = Panel(session, actions, suggesting)
        self._suggestions = Suggestions(session, suggesting, self._article, self._panel, self.say)
        self._keybar = KeyBar(session, actions)
        self._claims = ClaimKeys(session, actions, self._panel, self)
        self._sheets = Sheets(session, settings, self)
        modes = ModeKeys(session, actions, self, self._article, self._panel, claim=self._claims.write_of)
        self._acts: dict[str, Callable[[str], Moved | None]] = (
            self._table() | self._suggestions.acts() | self._claims.acts() | self._sheets.acts() | modes.acts()
        )
        self._take_keys()

    def compose(self) -> ComposeResult:
        """Lay out the five parts."""
        yield self._top
        yield self._article
        yield self._panel
        yield self.message_row
        yield self._keybar

    @property
    def session(self) -> Session:
        """The sitting that is drawn."""
        return self._session

    def on_mount(self) -> None:
        """Begin with the editorial lint and the suggestions once the screen is painted."""
        if said := self._other_labels():
            self.say(said)
        self.call_after_refresh(self._panel.remark)
        self._suggestions.seek()

    def on_unmount(self) -> None:
        """End what is under way beside the screen."""
        self._suggestions.close()

    # One table: an action of keys.py -> a call on the session, or something to open

    def _table(self) -> dict[str, Callable[[str], Moved | None]]:
        session = self._session
        return {
            "uncertain": session.toggle_uncertain,
            "clear": session.clear,
            "merge": session.merge,
            "undo": lambda origin: self._told("undone", session.undo(origin)),
            "redo": lambda origin: self._told("done again", session.redo(origin)),
            "next": lambda _: session.step(1),
            "previous": lambda _: session.step(-1),
            "page_down": lambda _: session.move(self._article.page()),
            "page_up": lambda _: session.move(-self._article.page()),
            "first": lambda _: session.go(0),
            "last": lambda _: session.go(len(session.sheet or ()) - 1),
            "next_undecided": lambda _: session.next_undecided(),
            "previous_undecided": lambda _: session.previous_undecided(),
            "next_article": lambda _: session.next_article(1),
            "previous_article": lambda _: session.next_article(-1),
            "note": self._open_note,
            "search": self._open_search,
        }

    def _take_keys(self) -> None:
        """Take the keys, and the acts of those that give labels, as they are for the article on the screen."""
        scheme = self._scheme = self._session.scheme
        actions = for_scheme(self._settings.actions, scheme)
        keys = {key: action.id for action in actions if action.id not in APP_ACTIONS for key in action.keys}
        if self._session.layer == ADJUDICATED:
            keys.setdefault("escape", "adjudicate")
        self._keys = keys
        self._acts |= {f"label.{name}": partial(self._session.decide, name) for name in scheme.names}

    def perform(self, action: str, origin: str) -> None:
        """Do one action of the table; what is refused or cannot be saved is said in the message row."""
        self.attempt(partial(self._acts[action], origin))

    def say(self, text: str, look: str = "dim") -> None:
        """Say something in the message row: in the look `dim`, `refused` or `error`."""
        self.message_row.say(text, look)

    def go_to(self, place: Place) -> None:
        """Go to a sentence anywhere."""
        self.attempt(lambda: self._session.go_to(place))

    def attempt(self, act: Callable[[], Moved | None]) -> None:
        """Take over what others wrote, do one act, and draw what changed; every act goes through here."""
        said, look, saved = "", "", True
        moved = caught_up = Moved()
        try:
            seen = self._document_uid(), self._place()
            caught_up = self._session.catch_up()
            self.message_row.say("")
            if (self._document_uid(), self._place()) == seen:
                moved = act() or Moved()
            else:
                said, look = "another reviewer has changed this sentence: look again, then press again", "refused"
        except Refused as refused:
            said, look = str(refused), "refused"
        except SettingsError as error:
            said, look = str(error), "error"
        except ReviewerError as error:
            said, look, saved = f"not saved: {error}", "error", False
        if self._scheme is not self._session.scheme:
            self._take_keys()
            said = said or self._other_labels()
        if said:
            self.message_row.say(said, look or "dim")
        self._draw(Moved(moved.sheet or caught_up.sheet, moved.touched), saved=saved)

    def _other_labels(self) -> str:
        """Return what is to be said where an article has other labels than the settings say now."""
        return "" if self._scheme == self._settings.scheme else OTHER_LABELS

    def _document_uid(self) -> str:
        """Return the uid of the article on the screen: a backup that is put back may have another in its row."""
        return self._session.document.uid if self._session.document else ""

    def _place(self) -> Place | None:
        """Return the sentence that the screen shows as the current one."""
        sheet = self._session.sheet
        return sheet.place(self._session.cursor) if sheet else None

    def _draw(self, moved: Moved, *, saved: bool = True) -> None:
        """Draw what changed: at once, or where keys are waiting already, once for several of them."""
        self._owed = Moved(self._owed.sheet or moved.sheet, (*self._owed.touched, *moved.touched))
        self._saved = saved
        if not self.typed_ahead:
            self._draw_owed()
        elif not self._drawing_later:
            self._drawing_later = True
            self.call_later(self._draw_owed)

    def _draw_owed(self) -> None:
        owed, self._owed, self._drawing_later = self._owed, Moved(), False
        if owed.sheet:
            self._article.show_anew()
        else:
            self._article.show_moved(self._suggestions.with_neighbours(owed.touched))
        self._panel.redraw()
        self._top.show_saved(saved=self._saved)
        self._keybar.redraw()
        self._suggestions.seek()

    def _told(self, verb: str, result: tuple[Moved, Decision]) -> Moved:
        moved, decision = result
        self.message_row.say(
            f"{verb}: {describe(decision, labels=self._session.scheme).partition(': ')[2] or decision.action}"
        )
        return moved

    # Prompts

    def _open_note(self, _origin: str) -> None:
        focus = self._session.focus()
        if focus is not None:
            note = focus.annotation.note if focus.annotation else ""
            self.prompt("note", note, "a note on this sentence; enter saves, esc leaves it as it was")

    def _open_search(self, _origin: str) -> None:
        self._finding = Finding(self._session)
        self.prompt("search", "", "search this article; / again: all articles; ↑ ↓ walk, enter stays, esc goes back")

    async def on_claim_closed(self, message: ClaimClosed) -> None:
        """Save a claim."""
        await self.close("#claim")
        self.attempt(lambda: self._claims.save(message.claim) if message.accepted else None)

    async def on_prompt_changed(self, message: PromptChanged) -> None:
        """Search as it is typed."""
        if message.purpose == "search":
            if message.value.endswith("/"):
                await self._close_prompt()
                self._sheets.search_all(message.value[:-1])
                return
            self._article.show_hits(message.value)
            self.attempt(lambda: self._finding.typed(message.value))

    async def on_prompt_closed(self, message: PromptClosed) -> None:
        """Save a note; stay at what was found, or go back."""
        await self._close_prompt()
        if message.accepted and isinstance(self.mode, (SpanMode, ClaimsMode)):
            self.mode.typed(message.purpose, message.value)
        elif message.purpose == "note" and message.accepted:
            self.attempt(lambda: self._session.set_note(message.value))
        elif message.purpose == "search" and not message.accepted:
            self.attempt(self._finding.back)

    def on_prompt_walked(self, message: PromptWalked) -> None:
        """Go to the next or the previous sentence found."""
        if message.purpose == "search":
            self.attempt(lambda: self._finding.walk(message.step))

    async def _close_prompt(self) -> None:
        await self.close("Prompt")
        self._article.show_hits("")

    # What opens over the article

    def show(self, screen: Screen[Place | None]) -> None:
        """Open a screen that returns a place to go to."""
        self.lay(screen, lambda place: self.go_to(place) if place else None)

    def lay(self, screen: Screen[Any], closed: Callable[[Any], None] | None = None) -> None:
        """Open a screen over this one; `closed` is told what it returns."""
        self.app.push_screen(screen, closed)

    # The mouse

    def on_sentence_clicked(self, message: SentenceClicked) -> None:
        """Put the cursor where the mouse points."""
        self.attempt(lambda: self._session.go(message.index))

    async def on_action_clicked(self, message: ActionClicked) -> None:
        """Do what the name that was clicked stands for."""
        if message.action in APP_ACTIONS:
            await self.app.run_action("quit" if message.action == "quit" else "command_palette")
        else:
            self.perform(message.action, "mouse")
