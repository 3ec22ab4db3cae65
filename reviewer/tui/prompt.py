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
        self._done = False
        self.suggester = SuggestFromList(names, case_sensitive=False) if names else None

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what stands in the prompt."""
        event.stop()
        self.post_message(PromptChanged(self.purpose, event.value))

    async def on_key(self, event: events.Key) -> None:
        """Close on enter and on escape, walk with the arrows."""
        if self._done:  # what was typed ahead of the closing is for the screen
            event.stop()
            event.prevent_default()
            self.screen._forward_event(events.Key(event.key, event.character))  # noqa: SLF001 - as the app does
            return
        if event.key in {"enter", "escape"} or (event.key == "slash" and self.purpose == "search"):
            event.stop()
            event.prevent_default()
            self._done = True
            further = PromptChanged(self.purpose, f"{self.value}/")
            closed = PromptClosed(self.purpose, self.value, accepted=event.key == "enter")
            self.screen.post_message(further if event.key == "slash" else closed)
        elif event.key == "tab":
            event.stop()
            event.prevent_default()
            self.action_end()
            self.action_cursor_right()
        elif event.key in {"up", "down"}:
            event.stop()
            self.post_message(PromptWalked(self.purpose, 1 if event.key == "down" else -1))
        for binding in self._bindings.key_to_bindings.get(event.key, ()) if event.key != "enter" else ():
            event.stop()  # Textual would do it later than what was typed after it
            await self.run_action(binding.action)
