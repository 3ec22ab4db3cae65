"""A screen that answers keys one after the other: what is typed ahead of what opens goes to what has opened by then."""

from collections.abc import Mapping, Sequence

from textual import events
from textual.screen import Screen
from textual.widget import Widget

from reviewer.tui.bars import MessageRow
from reviewer.tui.modes import Mode


class KeyedScreen(Screen[None]):
    """Looks keys up in a table of its own, gives them to a mode while there is one, and opens one prompt at a time."""

    AUTO_FOCUS = ""

    def __init__(self, keys: Mapping[str, str]) -> None:
        super().__init__()
        self.message_row = MessageRow()
        self.mode: Mode | None = None
        self._keys = keys
        self._opening: Widget | None = None

    def perform(self, action: str, origin: str) -> None:
        """Do one action of the table."""
        raise NotImplementedError

    def on_key(self, event: events.Key) -> None:
        """Answer a key by what is open now."""
        if self.focused is not None or not event.is_forwarded:  # the prompt has had it
            return
        ahead = self._opening if self.app.screen is self else self.app.screen
        if ahead is not None:
            ahead.post_message(events.Key(event.key, event.character))
        elif self.mode is not None:
            mode, self.mode = self.mode, None
            self.message_row.say("")
            if mode.press(event.key):
                self.enter(mode)
        elif event.key in self._keys:
            self.perform(self._keys[event.key], "key")
        else:
            return
        event.stop()
        event.prevent_default()

    def enter(self, mode: Mode) -> None:
        """Give a mode the keys."""
        self.mode = mode
        self.message_row.say(mode.hint, "key")

    def prompt(self, purpose: str, value: str, placeholder: str, names: Sequence[str] = ()) -> None:
        """Open the prompt in the message row; where something is open already, nothing happens."""
        from reviewer.tui.prompt import Prompt  # noqa: PLC0415 - Textual's Input costs 20 ms that the first paint need not pay

        if self.focused is None and self._opening is None:
            prompt = Prompt(purpose, value, placeholder, names)
            self.message_row.display = False
            self.mount(prompt, after=self.message_row)
            self._take_keys(prompt)

    def open_over(self, widget: Widget, parent: Widget) -> None:
        """Mount a widget on another one and give it the keys; where something is open already, nothing happens."""
        if self.focused is None and self._opening is None:
            parent.mount(widget)
            self._take_keys(widget)

    def close(self, selector: str) -> None:
        """Take away what was opened, and take the keys back."""
        self._opening = None
        self.query(selector).remove()
        self.message_row.display = True
        self.set_focus(None)

    def _take_keys(self, widget: Widget) -> None:
        self._opening = widget
        self._hand_over(widget)

    def _hand_over(self, widget: Widget) -> None:
        """Give a widget the keys from now on, once those typed ahead have been passed on to it."""
        if self._opening is not widget:  # it was closed by what was typed ahead
            return
        if self.message_queue_size:
            self.call_later(self._hand_over, widget)
        else:
            self._opening = None
            self.set_focus(widget)
