"""Waiting for the turn to write: many processes ask for one file, and none of them is passed over for long."""

import random
import sqlite3
import time
from collections.abc import Callable, Iterator

Told = Callable[[bool], None]
"""Is called with True once a wait has become long, and with False when it is over."""
TOLD_SECONDS = 1.0
"""After how long whoever waits is told."""
_FIRST, _LONGEST, _AGED = 0.001, 0.012, 0.003
"""Seconds; the longest pause at first, after some tries, and for whoever has waited long."""


def is_busy(error: sqlite3.Error) -> bool:
    """Return whether another process is in the way, so that the same statement may run when it is tried again."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    # A snapshot that others have written past stays so however long one waits.
    return code & 0xFF == sqlite3.SQLITE_BUSY and code != sqlite3.SQLITE_BUSY_SNAPSHOT


def turns(seconds: float, told: Told | None) -> Iterator[None]:
    """Yield whenever it is worth another try, until `seconds` are over; closing it ends what was told.

    SQLite's own handler asks every tenth of a second in the end, while newcomers ask every few milliseconds: under many
    writers whoever has waited longest would wait on. Here pauses are short, of random length, and shortest at the end.
    """
    begun = time.monotonic()
    longest, telling = _FIRST, False
    try:
        while (waited := time.monotonic() - begun) < seconds:
            if waited >= TOLD_SECONDS:
                longest = _AGED
                if told and not telling:
                    telling = True
                    told(True)
            time.sleep(random.uniform(0, longest))  # noqa: S311 - it parts those who wait, nobody is to be kept from guessing it
            longest = min(2 * longest, _LONGEST)
            yield
    finally:
        if told and telling:
            told(False)
