"""A screen over another one whose keys all come to one place, in their order, also when they are typed ahead."""

from typing import TypeVar

from textual import events
from textual.screen import Screen

T = TypeVar("T")


class StackedScreen(Screen[T]):
    """Takes every key itself; what comes while another screen is in front, or after the end, is for that one."""

    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self.left = False

    async def on_key(self, event: events.Key) -> None:
        """Take a key, or send out once more what was typed ahead of what has opened or closed."""
        event.stop()
        event.prevent_default()
        if self.left or self.app.screen is not self:
            self.app.post_message(events.Key(event.key, event.character))
        else:
            await self.take(event)

    async def take(self, event: events.Key) -> None:
        """Answer a key that is for this screen."""
        raise NotImplementedError

    def leave(self, result: T | None = None) -> None:
        """Close the screen; the keys that come from now on are for what lies under it."""
        self.left = True
        self.dismiss(result)
