"""Searching all articles: words above, sentences found below; enter goes to one."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from reviewer.session import Session
from reviewer.store.rows import Hit, Place
from reviewer.text import shorten

LIMIT = 50


class SearchScreen(ModalScreen[Place | None]):
    """Returns the place that was chosen, None when it was left with escape."""

    CSS_PATH = "sheet.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "close", show=False)]

    def __init__(self, session: Session, words: str) -> None:
        super().__init__()
        self._session = session
        self._words = words
        self._hits: Sequence[Hit] = ()

    def compose(self) -> ComposeResult:
        """Lay out the words, what was found, and how many."""
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = "Search all articles"
            sheet.border_subtitle = "↑ ↓ choose · enter goes there · esc closes"
            yield Input(self._words, placeholder="words, in any order; the last may be unfinished", compact=True)
            yield OptionList(markup=False, compact=True)
            yield Static("", markup=False)

    def on_mount(self) -> None:
        """Start typing at once."""
        self.query_one(Input).focus()
        self._search(self._words)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as it is typed."""
        self._search(event.value)

    def _search(self, words: str) -> None:
        self._hits = self._session.search_all(words, LIMIT)
        found = self.query_one(OptionList)
        width = max(20, self.size.width - 16)
        found.clear_options()
        found.add_options(
            Option(
                Content.from_markup(
                    "[dim]$title[/dim] $text", title=shorten(hit.title, width // 3), text=shorten(hit.text, width)
                )
            )
            for hit in self._hits
        )
        if self._hits:
            found.highlighted = 0
        self.query_one(Static).update(self._count(words))

    def _count(self, words: str) -> str:
        if not words.strip():
            return "type a word"
        if not self._hits:
            return "nothing found; whole words, or the first three letters of the last"
        return f"the first {LIMIT}" if len(self._hits) == LIMIT else f"{len(self._hits)} found"

    def on_key(self, event: events.Key) -> None:
        """Let the arrows choose while the words are typed."""
        found = self.query_one(OptionList)
        if event.key in {"down", "up"} and self._hits:
            event.stop()
            found.action_cursor_down() if event.key == "down" else found.action_cursor_up()
        elif event.is_printable:  # typed while the list has the focus
            event.stop()
            self.query_one(Input).post_message(events.Key(event.key, event.character))

    def on_input_submitted(self) -> None:
        """Go to what is chosen."""
        chosen = self.query_one(OptionList).highlighted
        if chosen is not None and self._hits:
            self.dismiss(self._hits[chosen].place)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to what was clicked."""
        self.dismiss(self._hits[event.option_index].place)

    def action_leave(self) -> None:
        """Go nowhere."""
        self.dismiss(None)
