"""The prompt: one line of typing in the message row, for searching and for notes."""

from collections.abc import Sequence

from textual import events
from textual.suggester import SuggestFromList
from textual.widgets import Input

from reviewer.tui.messages import PromptChanged, PromptClosed, PromptWalked


class Prompt(Input):
    """Tells every change, and its end by enter or escape; `purpose` says what it is for.

    What is typed is completed from `names`: tab, or the right arrow, takes what is offered.
    """

    def __init__(self, purpose: str, value: str, placeholder: str, names: Sequence[str] = ()) -> None:
        super().__init__(value, placeholder=placeholder, compact=True, select_on_focus=False)
        self.purpose = purpose
        self.suggester = SuggestFromList(names, case_sensitive=False) if names else None

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what stands in the prompt."""
        event.stop()
        self.post_message(PromptChanged(self.purpose, event.value))

    def on_key(self, event: events.Key) -> None:
        """Close on enter and on escape, walk with the arrows."""
        if event.key in {"enter", "escape"} or (event.key == "slash" and self.purpose == "search"):
            event.stop()
            event.prevent_default()
            further = PromptChanged(self.purpose, f"{self.value}/")
            closed = PromptClosed(self.purpose, self.value, accepted=event.key == "enter")
            self.post_message(further if event.key == "slash" else closed)
        elif event.key == "tab":
            event.stop()
            event.prevent_default()
            self.action_end()
            self.action_cursor_right()
        elif event.key in {"up", "down"}:
            event.stop()
            self.post_message(PromptWalked(self.purpose, 1 if event.key == "down" else -1))
