"""Waiting for the turn to write: many processes ask for one file, and none of them is passed over for long."""

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Told = Callable[[bool], None]
"""Is called with True once a wait has become long, and with False when it is over."""
TOLD_SECONDS = 1.0
"""After how long whoever waits is told."""
_FIRST, _LONGEST, _AGED = 0.001, 0.02, 0.01
"""Seconds; the longest pause at first, after some tries, and for whoever has waited so long that it is told."""


def is_busy(error: sqlite3.Error) -> bool:
    """Return whether another process is in the way, so that the same statement may run when it is tried again."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    # A snapshot that others have written past stays so however long one waits.
    return code & 0xFF == sqlite3.SQLITE_BUSY and code != sqlite3.SQLITE_BUSY_SNAPSHOT


@contextmanager
def patience(told: Told | None) -> Iterator[Callable[[], float]]:
    """Give a function that pauses before the next try and returns the seconds waited in all; tells of a long wait.

    SQLite's own handler asks every tenth of a second in the end, while newcomers ask every few milliseconds: under many
    writers whoever has waited longest would wait on. Here pauses are of random length, and shorter for who waits long.
    """
    begun = time.monotonic()
    longest, telling = _FIRST, False

    def waited() -> float:
        nonlocal longest, telling
        if time.monotonic() - begun >= TOLD_SECONDS:
            longest = _AGED
            if told and not telling:
                telling = True
                told(True)
        time.sleep(random.uniform(0, longest))  # noqa: S311 - it parts those who wait: nobody has to be kept from guessing
        longest = min(2 * longest, _LONGEST)
        return time.monotonic() - begun

    try:
        yield waited
    finally:
        if told and telling:
            told(False)
