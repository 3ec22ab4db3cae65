"""The keyboard: keys, clicks and pastes are answered one by one, each once all that came of the last one is done."""

import asyncio
from collections import deque
from contextlib import suppress
from pathlib import PurePath
from typing import TypeVar

from textual import events
from textual.app import App
from textual.driver import Driver
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import WorkerFailed

T = TypeVar("T")
Typed = events.Key | events.Paste | events.MouseDown | events.MouseUp
"""What a person does, in an order that counts; what is clicked counts when the button goes up."""
QUIET = 2
"""How often in a row everything has to be found at rest; the second time finds what the first has set going."""


class KeyScreen(Screen[T]):
    """A screen whose keys all come to one place: `take`. Where one of its widgets has the focus, that one gets them."""

    AUTO_FOCUS = ""

    @property
    def typed_ahead(self) -> int:
        """How many keys wait for their turn."""
        return self.app.typed_ahead if isinstance(self.app, KeyboardApp) else 0

    def takes(self, key: str) -> bool:
        """Return whether a key is for this screen; one that is not is for what the app itself does with keys."""
        del key
        return True

    async def take(self, event: events.Key) -> None:
        """Answer a key; when it returns, the next one may come."""
        raise NotImplementedError


class KeyboardApp(App[None]):
    """Holds what is typed ahead in one line, and decides who gets a key only when it is that key's turn.

    Textual hands each key on at once, to what has the focus then: typed faster than a screen opens or an editor closes,
    keys stand in several queues, and get lost, out of order, or to what lies under.
    """

    def __init__(self, css_path: list[str | PurePath] | None = None) -> None:
        super().__init__(css_path=css_path)
        self._typed: deque[Typed] = deque()
        self._answering: asyncio.Task[None] | None = None

    @property
    def typed_ahead(self) -> int:
        """How many keys wait for their turn."""
        return len(self._typed) + self.message_queue_size

    @property
    def answering(self) -> bool:
        """Whether a key is being answered, or waits."""
        return self._answering is not None

    def get_driver_class(self) -> type[Driver]:
        """Return what reads the terminal: Textual's own, but without the terminal's answers where that is known."""
        found = super().get_driver_class()
        if found.__name__ != "LinuxDriver":
            return found
        from reviewer.tui.terminal_input import ReportlessDriver  # noqa: PLC0415 - other systems have no such module

        return ReportlessDriver

    async def on_event(self, event: events.Event) -> None:
        """Put a key, a click or what is pasted at the end of the line; all else goes its way."""
        if isinstance(event, Typed) and not event.is_forwarded:
            self._typed.append(event)
            if self._answering is None:
                self._answering = asyncio.create_task(self._answer_all())
                self._answering.add_done_callback(self._answered)
        else:
            await super().on_event(event)

    def on_unmount(self) -> None:
        """Answer no more."""
        if self._answering is not None:
            self._answering.cancel()

    async def _answer_all(self) -> None:
        try:
            while self._typed and self._goes_on():
                while not all(widget.is_mounted for widget in self.screen.walk_children(Widget, with_self=True)):
                    await self._round()
                await self._work_out(self._typed[0])
                await self._answer(self._typed.popleft())
        finally:  # here and not when the task is told to be done: a key that came between would wait for the next one
            self._answering = None

    def _answered(self, task: asyncio.Task[None]) -> None:
        error = None if task.cancelled() else task.exception()
        if isinstance(error, Exception):
            self._handle_exception(error)

    async def _answer(self, event: Typed) -> None:
        """Give an event to what it is for, and wait until it has been answered."""
        self.app_focus = True  # who types is there: what had the focus has it again
        screen = self.screen
        if isinstance(event, events.Key) and isinstance(screen, KeyScreen) and screen.focused is None:
            if await self._check_bindings(event.key, priority=True):
                pass
            elif screen.takes(event.key):
                await screen.take(event)
                if self.screen is screen:
                    return
            else:
                await super().on_event(event)
        else:
            await super().on_event(event)
        await self._rest()

    async def _rest(self) -> None:
        """Wait until all is done that came of a key."""
        quiet = 0
        while self._goes_on():
            quiet = 0 if self._in_motion() else quiet + 1
            if quiet == QUIET:
                return
            await self._round()

    async def _work_out(self, event: Typed) -> None:
        """Wait for what is searched for what was typed, unless more is typed: enter and tab take what is found."""
        screen = self.screen
        if screen.focused is None or not isinstance(event, events.Key) or event.is_printable:
            return
        found = [worker for worker in self.workers if worker.node in {screen, screen.focused} and worker.is_running]
        with suppress(WorkerFailed):  # Textual tells of it
            await self.workers.wait_for_complete(found)
        if found:
            await self._rest()

    def _goes_on(self) -> bool:
        """Return whether the app is not about to end."""
        return not (self._exit or self._closing)

    # What comes of a key is messages: of the widget that had it, of those it bubbles through, of screens and the app.

    def _in_motion(self) -> bool:
        """Return whether something is not mounted yet, or messages wait."""
        return any(pump.message_queue_size for pump in self._way()) or bool(self._unfinished())

    def _way(self) -> list[MessagePump]:
        """Return what a key, and what is told because of it, passes through."""
        focused = self.screen.focused
        widgets = [one for one in focused.ancestors_with_self if isinstance(one, Widget)] if focused else []
        return [*dict.fromkeys([*widgets, *self.screen_stack]), self]

    def _unfinished(self) -> list[Widget]:
        """Return the widgets of the screen that are not mounted yet, or have messages."""
        return [
            widget
            for widget in self.screen.walk_children(Widget, with_self=True)
            if not widget.is_mounted or (widget.is_running and widget.message_queue_size)
        ]

    async def _round(self) -> None:
        """Wait until all messages that stand now have been answered, by each after the one before it on the way."""
        for pump in dict.fromkeys([*self._unfinished(), *self._way()]):
            done = asyncio.Event()
            if pump.call_later(done.set):
                await done.wait()
        await asyncio.sleep(0)
