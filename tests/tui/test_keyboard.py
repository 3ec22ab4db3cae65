"""The keyboard by itself: screens and fields that open and close late, and keys that come before they have."""

import asyncio

import pytest
from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen, Screen
from textual.widgets import Input

from reviewer.tui.keyboard import KeyboardApp, KeyScreen

LATE = 0.03
"""Seconds that opening and closing take; a key comes every turn of the event loop."""


class LateField(Input):
    """A field that stands late, and tells late what was typed."""

    async def on_mount(self) -> None:
        """Take long to stand."""
        await asyncio.sleep(LATE)


class LateSheet(ModalScreen[str]):
    """A screen with a field of its own, as the palette and the search are: it asks for the focus itself."""

    def compose(self) -> ComposeResult:
        """Lay out the field."""
        yield LateField()

    async def on_mount(self) -> None:
        """Take long to stand, then ask for the focus."""
        await asyncio.sleep(LATE)
        self.query_one(Input).focus()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take long to close."""
        await asyncio.sleep(LATE)
        self.dismiss(event.value)


class Desk(KeyScreen[None]):
    """Writes down what it gets: keys of its own, and the words of what it opens by `o` (a sheet) and `f` (a field)."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list[str] = []

    async def take(self, event: events.Key) -> None:
        """Open something, or write the key down."""
        if event.key == "o":
            self.app.push_screen(LateSheet(), lambda words: self.got.append(f"sheet {words}"))
        elif event.key == "f":
            field = LateField()
            self.mount(field)
            self.set_focus(field)
        else:
            await asyncio.sleep(0)
            self.got.append(event.key)

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the field away, and write its words down."""
        await event.input.remove()
        self.set_focus(None)
        self.got.append(f"field {event.value}")


class DeskApp(KeyboardApp):
    """An app that is a desk and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk()

    def get_default_screen(self) -> Screen[None]:
        """Return the desk."""
        return self.desk


async def answered(app: DeskApp) -> None:
    """Wait for the last key's answer."""
    await asyncio.sleep(0.01)
    while app.answering:  # noqa: ASYNC110 - there is nothing else that tells
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("turns", [0, 1, 4, 20])
async def test_keys_wait_for_what_opens_and_closes_late(turns: int) -> None:
    app = DeskApp()
    async with app.run_test():
        for key in "aoof\rbfoof\rcof\rfo\rd":
            app.post_message(events.Key("enter" if key == "\r" else key, key))
            for _ in range(turns):
                await asyncio.sleep(0)
        await answered(app)
    assert app.desk.got == ["a", "sheet of", "b", "field oof", "c", "sheet f", "field o", "d"]


async def test_what_is_pasted_stands_between_the_keys_around_it() -> None:
    app = DeskApp()
    async with app.run_test():
        app.post_message(events.Key("f", "f"))
        app.post_message(events.Key("x", "x"))
        app.post_message(events.Paste("pasted"))
        app.post_message(events.Key("y", "y"))
        app.post_message(events.Key("enter", "\r"))
        app.post_message(events.Key("z", "z"))
        await answered(app)
    assert app.desk.got == ["field xpastedy", "z"]


async def test_keys_find_the_field_again_when_the_terminal_had_been_left() -> None:
    app = DeskApp()
    async with app.run_test():
        for event in (events.Key("f", "f"), events.Key("x", "x"), events.AppBlur(), events.Key("y", "y")):
            app.post_message(event)
            await answered(app)
        app.post_message(events.Key("enter", "\r"))
        await answered(app)
    assert app.desk.got == ["field xy"]


async def test_what_is_typed_after_the_end_was_asked_for_is_not_answered() -> None:
    app = DeskApp()
    async with app.run_test():
        for key in ("a", "ctrl+q", "b"):
            app.post_message(events.Key(key, None))
        await answered(app)
    assert app.desk.got == ["a"]
