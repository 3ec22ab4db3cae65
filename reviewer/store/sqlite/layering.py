"""Telling the layers apart in SQL."""

from reviewer.layers import ADJUDICATED, again

_AGAIN = again("")


def own(table: str) -> str:
    """Return the condition that a row of a table is of a reviewer's first answers, as layers.is_own has it."""
    return f"{table}.reviewer <> '{ADJUDICATED}' AND substr({table}.reviewer, -{len(_AGAIN)}) <> '{_AGAIN}'"
