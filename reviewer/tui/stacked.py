"""A screen over another one, which is left with a result."""

from typing import TypeVar

from reviewer.tui.keyboard import KeyScreen

T = TypeVar("T")


class StackedScreen(KeyScreen[T]):
    """Takes every key itself; `left` once it is being left, and must not be drawn any more."""

    def __init__(self) -> None:
        super().__init__()
        self.left = False

    def leave(self, result: T | None = None) -> None:
        """Close the screen."""
        self.left = True
        self.dismiss(result)
