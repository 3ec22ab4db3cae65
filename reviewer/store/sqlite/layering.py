"""Telling the layers apart in SQL."""

from reviewer.layers import ADJUDICATED, again

_AGAIN = again("")


def own(table: str) -> str:
    """Return the condition that a row of a table is of a reviewer's first answers, as layers.is_own has it."""
    return f"{table}.reviewer <> '{ADJUDICATED}' AND substr({table}.reviewer, -{len(_AGAIN)}) <> '{_AGAIN}'"


def seen(layer: str) -> str:
    """Return the condition that a layer (an SQL value; NULL is shown everything) may see what others say of a claim.

    That is a row `c` of claims with its sentence `s`: a layer that is filled in blind sees its own claims, and the
    others' of sentences that it has decided.
    """
    return f"""({layer} IS NULL OR c.reviewer = {layer} OR ({own("c")} AND EXISTS (SELECT 1 FROM annotations o
        WHERE o.document = c.document AND o.sentence = s.id AND o.reviewer = {layer} AND o.label IS NOT NULL)))"""
