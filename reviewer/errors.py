"""The errors a user can meet; each is one line that says what, which file, and what to do now.

Every one ends a command with exit code 2 and is never shown as a traceback::

    ReviewerError
    ├── InputError      an article, glob or JSONL line that cannot be taken in
    ├── SettingsError   reviewer.toml, an option or an environment variable that cannot be used
    ├── StoreError      the database cannot be opened, is too new, is locked, or is full
    │   └── DamagedError    what is in it cannot be read any more, wherever there is room and time
    ├── Refused         an act that makes no sense where it was asked for (nothing to undo, last sentence)
    └── ExportError     a file that cannot be written, or that does not match its database
"""

import os


def debugging() -> bool:
    """Return whether a fault is to be shown where it is, with its traceback."""
    return bool(os.environ.get("REVIEWER_DEBUG"))


class ReviewerError(Exception):
    """Base of everything that is reported to the user as one line."""


class InputError(ReviewerError):
    """Something given to read is no article; `what` names it, so that the other files still go in."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(f"{what}: {why}")
        self.what = what
        self.why = why


class SettingsError(ReviewerError):
    """A setting is unknown or has a value that cannot be used."""


class StoreError(ReviewerError):
    """The database refuses, or is refused."""


class DamagedError(StoreError):
    """The database cannot be read: it is damaged, or never was one."""


class Refused(ReviewerError):  # noqa: N818 - it is an answer ("refused: nothing to undo"), not a failure
    """An act that cannot be done here; its text is shown in the status line."""


class ExportError(ReviewerError):
    """An export could not be written or failed its own check."""


def reason(error: Exception) -> str:
    """Return in one line why something was given up; of a fault only its kind: its words may be those of an article."""
    return str(error) if isinstance(error, ReviewerError) else f"a fault in reviewer itself ({type(error).__name__})"
