"""Waiting for the turn to write: many processes ask for one file, and none of them is passed over for long."""

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Told = Callable[[bool], None]
"""Is called with True once a wait has become long, and with False when it is over."""
BUSY_SECONDS = 20.0
"""How long a write waits for other processes before it is given up."""
TOLD_SECONDS = 1.0
"""After how long whoever waits is told."""
_FIRST, _LONGEST, _SHORTEST = 0.002, 0.04, 0.004
"""Seconds; the longest pause at first, after some tries, and for whoever has waited very long."""


def is_busy(error: sqlite3.Error) -> bool:
    """Return whether another process is in the way, so that the same statement may run when it is tried again."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    # A snapshot that others have written past stays so however long one waits.
    return code & 0xFF == sqlite3.SQLITE_BUSY and code != sqlite3.SQLITE_BUSY_SNAPSHOT


@contextmanager
def patience(told: Told | None) -> Iterator[Callable[[], float]]:
    """Give a function that pauses before the next try and returns the seconds waited in all; tells of a long wait.

    SQLite's own handler asks every tenth of a second in the end, while newcomers ask every few milliseconds: under many
    writers whoever has waited longest would wait on. Here pauses are random, and the shorter the longer one waits.
    """
    begun = time.monotonic()
    longest, telling = _FIRST, False

    def waited() -> float:
        nonlocal longest, telling
        so_far = time.monotonic() - begun
        if told and not telling and so_far >= TOLD_SECONDS:
            telling = True
            told(True)
        most = min(longest, max(_SHORTEST, _LONGEST / (1 + so_far)))
        time.sleep(random.uniform(0, most))  # noqa: S311 - it parts those who wait: nobody has to be kept from guessing
        longest *= 2
        return time.monotonic() - begun

    try:
        yield waited
    finally:
        if told and telling:
            told(False)
