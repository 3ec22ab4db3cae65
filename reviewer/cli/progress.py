"""The line on a terminal that says how far a long reading is."""

import time
from typing import TextIO

SHORT = 1.0
"""Seconds; work that is done sooner shows no progress."""
PACE = 0.2
"""Seconds between two looks of the progress line."""


class Progress:
    """A line on a terminal that says how far a long reading is; silent where nobody watches."""

    def __init__(self, stream: TextIO | None, what: str = "articles") -> None:
        self._what = what
        self._stream = stream if stream is not None and stream.isatty() else None
        self._began = time.monotonic()
        self._due = self._began + SHORT
        self._drawn = False

    def __call__(self, read: int) -> None:
        """Tell the number of articles, or of what else is counted, read so far."""
        now = time.monotonic()
        if self._stream and now >= self._due:
            self._due = now + PACE
            self._drawn = True
            self._stream.write(f"\r{read:,} {self._what} read, {read / (now - self._began):,.0f} a second ")
            self._stream.flush()

    def done(self) -> None:
        """Take the line away."""
        if self._stream and self._drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
