"""A screen with a table of keys, modes that take them for a moment, and a prompt or editor that has them to its end."""

from collections.abc import Mapping, Sequence

from textual import events
from textual.widget import Widget

from reviewer.tui.bars import MessageRow
from reviewer.tui.keyboard import KeyScreen
from reviewer.tui.modes import Mode


class KeyedScreen(KeyScreen[None]):
    """Looks keys up in a table of its own, gives them to a mode while there is one, and opens one prompt at a time."""

    def __init__(self, keys: Mapping[str, str]) -> None:
        super().__init__()
        self.message_row = MessageRow()
        self.mode: Mode | None = None
        self._keys = keys

    def perform(self, action: str, origin: str) -> None:
        """Do one action of the table."""
        raise NotImplementedError

    def takes(self, key: str) -> bool:
        """Return whether there is a mode, which takes all keys, or the key is in the table."""
        return self.mode is not None or key in self._keys

    async def take(self, event: events.Key) -> None:
        """Give a key to the mode, or do what the table says."""
        if self.mode is None:
            self.perform(self._keys[event.key], "key")
            return
        mode, self.mode = self.mode, None
        self.message_row.say("")
        if mode.press(event.key):
            self.enter(mode)

    def enter(self, mode: Mode) -> None:
        """Give a mode the keys."""
        self.mode = mode
        self.message_row.say(mode.hint, "key")

    def prompt(self, purpose: str, value: str, placeholder: str, names: Sequence[str] = ()) -> None:
        """Open the prompt in the message row; where something is open already, nothing happens."""
        from reviewer.tui.prompt import Prompt  # noqa: PLC0415 - Textual's Input costs 20 ms that the first paint need not pay

        if self.focused is None:
            prompt = Prompt(purpose, value, placeholder, names)
            self.message_row.display = False
            self.mount(prompt, after=self.message_row)
            self.set_focus(prompt)

    def open_over(self, widget: Widget, parent: Widget) -> None:
        """Mount a widget on another one and give it the keys; where something is open already, nothing happens."""
        if self.focused is None:
            parent.mount(widget)
            self.set_focus(widget)

    async def close(self, selector: str) -> None:
        """Take away what was opened, and take the keys back."""
        await self.query(selector).remove()
        self.message_row.display = True
        self.set_focus(None)
