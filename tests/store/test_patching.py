"""Laying what a decision changed over a row that somebody else has changed meanwhile."""

import pytest

from reviewer.store.sqlite.changes import ANNOTATION, fresh
from reviewer.store.sqlite.mark_rows import MARKS
from reviewer.store.sqlite.replay.patching import GROUPS, patched

KEPT = {
    "document", "reviewer", "claim", "added_by", "created", "modified", "guideline", "origin", "elapsed_ms",
    "suggestion",
}  # fmt: skip
"""Where a row belongs, who made it, and by which decision it is as it is: nobody says that of it."""
COLUMNS = {**MARKS, "annotation": ANNOTATION}
NONE = {**fresh("1"), "modified": "1", "guideline": "g", "origin": "key", "elapsed_ms": None}


@pytest.mark.parametrize("table", COLUMNS)
def test_every_column_is_in_one_group_or_follows_from_the_rest(table: str) -> None:
    grouped = [name for group in GROUPS[table] for name in group]
    assert sorted(grouped) == sorted(set(COLUMNS[table]) - KEPT)


def test_what_two_people_change_apart_both_stands() -> None:
    noted, labelled = {**NONE, "note": "why?"}, {**NONE, "label": "quote", "modified": "2"}
    row, lost = patched("annotation", NONE, labelled, noted, taking_back=False)
    assert (row["label"], row["note"], row["modified"], lost) == ("quote", "why?", "2", {})


def test_of_two_words_on_one_thing_the_later_stands_and_the_other_is_told() -> None:
    first, second = {**NONE, "label": "quote"}, {**NONE, "label": "assertion"}
    row, lost = patched("annotation", NONE, second, first, taking_back=False)
    assert (row["label"], lost) == ("assertion", {"label": "quote"})


def test_the_same_word_twice_is_no_difference() -> None:
    said = {**NONE, "label": "quote"}
    assert patched("annotation", NONE, {**said, "modified": "2"}, said, taking_back=False) == (said, {})


def test_taking_back_leaves_alone_what_somebody_else_has_said() -> None:
    mine, theirs = {**NONE, "label": "quote"}, {**NONE, "label": "assertion", "note": "why?"}
    assert patched("annotation", mine, NONE, theirs, taking_back=True) == (theirs, {})
    noted = {**mine, "note": "why?"}
    assert patched("annotation", mine, NONE, noted, taking_back=True).row == {**NONE, "note": "why?"}


def test_spans_are_taken_over_whole_and_never_mixed() -> None:
    before = {"start": 0, "source": "[[0, 1]]", "cue": "[]", "content": "[[2, 9]]", "quote_type": "direct"}
    before |= {"speaker": None, "addressee": "", "parent": None}
    mine = {**before, "content": "[[2, 12]]"}
    theirs = {**before, "source": "[[0, 3]]", "cue": "[[4, 8]]"}
    row, lost = patched("attribution", before, mine, theirs, taking_back=False)
    assert row == mine
    assert lost["source"] == "[[0, 3]]"


def test_aliases_are_put_together() -> None:
    before = {"name": "Ann", "role": "", "aliases": '["A.", "B."]'}
    mine, theirs = {**before, "aliases": '["A.", "C."]'}, {**before, "aliases": '["A.", "B.", "D."]'}
    row, lost = patched("speaker", before, mine, theirs, taking_back=False)
    assert (row["aliases"], lost) == ('["A.", "D.", "C."]', {})
