"""Inputs for a target where no coverage leads the search: seeds with words put in and pieces taken out, any bytes."""

from collections.abc import Sequence

from hypothesis import strategies as st

from tests.fuzz.running import grown
from tests.fuzz.target import MOST_BYTES, Target

Edit = tuple[int, int, bytes]
"""Where, counted round and round; how many bytes go; what comes in their place."""


def inputs(target: Target) -> st.SearchStrategy[bytes]:
    """Return a strategy for a target's inputs."""
    short = st.binary(max_size=6)
    word = st.sampled_from(target.words) | short if target.words else short
    edits = st.lists(st.tuples(st.integers(0, MOST_BYTES), st.sampled_from((0, 0, 1, 3, 40)), word), max_size=12)
    seeds = list(target.seeds())
    changed = st.builds(lambda number, made: _edited(seeds[number], made), st.integers(0, len(seeds) - 1), edits)
    made = st.lists(word, max_size=40).map(b"".join)
    return st.one_of(changed, changed, made, made.map(grown), st.binary(max_size=300))


def _edited(seed: bytes, edits: Sequence[Edit]) -> bytes:
    found = bytearray(seed)
    for place, gone, word in edits:
        at = place % (len(found) + 1)
        found[at : at + gone] = word
    return bytes(found[:MOST_BYTES])
