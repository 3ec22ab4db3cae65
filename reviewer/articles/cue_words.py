"""The cue lexicon: verbs that bring in what somebody said, each with how often it does so in news."""

from functools import cache

# From here on a word needs no marks, "that" or "to" beside it to be taken for a cue.
STRONG = 0.7


@cache
def precisions() -> dict[str, float]:
    """Return the share of a word's uses in news that are (part of) a cue, for each cue in lower case.

    The figures of `cues.tsv` were counted in the training part of PolNeAR (political news, attribution spans by hand)
    where a word stands there at least twenty times, and drawn to the nearest five in a hundred where it is rarer; a
    form not counted there has the share of its verb, at most .70. "according to" is the one phrase.
    """
    from importlib.resources import files  # noqa: PLC0415 - 20 ms, where no style sheet or settings asked for it before

    table = files("reviewer").joinpath("articles", "cues.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines()[2:])
    return {word: float(share) for word, share in rows}
