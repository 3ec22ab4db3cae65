"""Signals: being told to end by the system, a terminal that closes or an interrupt, and being stopped and going on."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from types import FrameType

GRACE_SECONDS = 8.0
"""After this long the program ends in any case: a terminal that has gone may take nothing more."""
_ENDS = tuple(getattr(signal, name) for name in ("SIGHUP", "SIGINT", "SIGTERM") if hasattr(signal, name))
_STOPS = tuple(getattr(signal, name) for name in ("SIGTSTP", "SIGCONT") if hasattr(signal, name))


class Signals:
    """Heeds signals, so that the terminal is given back as it was and the exit code says why.

    `leave` is told the exit code (128 and the signal's number), `paint` is called: in the loop that `begin` runs in.
    """

    def __init__(self, leave: Callable[[int], None], paint: Callable[[], object]) -> None:
        self._leave = leave
        self._paint = paint
        self._stopped = False
        self._loop: asyncio.AbstractEventLoop | None = None

    def begin(self) -> None:
        """Say that the screen is there, and its loop runs: until then a signal ends the program at once."""
        self._loop = asyncio.get_running_loop()
        for number in _ENDS:
            signal.signal(number, self._told)
        if hasattr(signal, "SIGTSTP"):
            self._heed_stops()

    @contextmanager
    def heeded(self) -> Iterator[None]:
        """Put the signals back as they were when the block ends."""
        before = {number: signal.getsignal(number) for number in (*_ENDS, *_STOPS)}
        try:
            yield
        finally:
            _let_go()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _heed_stops(self) -> None:
        # Textual takes every SIGCONT for the end of a stop that it has made itself. After one it has not made (SIGSTOP,
        # a debugger, a frozen container) it would set the terminal up a second time, and read it with two threads.
        stop, go_on = signal.getsignal(signal.SIGTSTP), signal.getsignal(signal.SIGCONT)
        loop = self._loop

        # Both wait for the loop: a signal may come in the middle of handing bytes to the thread that writes. Handing it
        # more right there would wait for itself.
        def stopping(number: int, _: FrameType | None) -> None:
            if loop is not None:
                loop.call_soon_threadsafe(stop_now, number)

        def stop_now(number: int) -> None:
            self._stopped = True
            if callable(stop):
                stop(number, None)

        def going_on(number: int, _: FrameType | None) -> None:
            if loop is not None:
                loop.call_soon_threadsafe(go_on_now, number)

        def go_on_now(number: int) -> None:
            if self._stopped and callable(go_on):
                go_on(number, None)
            else:
                self._paint()
            self._stopped = False

        signal.signal(signal.SIGTSTP, stopping)
        signal.signal(signal.SIGCONT, going_on)

    def _told(self, number: int, _: FrameType | None) -> None:
        last = Timer(GRACE_SECONDS, os._exit, (128 + number,))
        last.daemon = True
        last.start()
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._leave, 128 + number)


def _let_go() -> None:
    """Give up what a terminal that has gone never took: Python would try once more and end with a code of its own."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
