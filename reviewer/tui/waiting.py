"""Saying that a key waits for another program, while it does: the one thing that is painted in the midst of an act."""

from textual.app import App

from reviewer.store import WAITING

_BAR = "\x1b7\x1b[{row};1H\x1b[0;7m{words}\x1b[0m\x1b8"
"""The words in the lowest row, in reverse; the cursor is where it was before."""


def tell_waiting(app: App[None], waits: bool) -> None:
    """Say on the lowest row that an act waits, or, when it no longer does, have the screen painted anew.

    An act is one call, and nothing is painted before it returns: so what is said goes straight to the terminal.
    """
    driver = app._driver  # noqa: SLF001 - Textual has no other way to the terminal while its loop stands still
    if not waits:
        app.screen.refresh()
    elif driver is not None and not app.is_headless:
        width, row = app.size
        driver.write(_BAR.format(row=row, words=f" {WAITING}"[:width].ljust(width)))
        driver.flush()
