"""CoNLL-2003: four columns, a scheme that a strict reader accepts, tags that lead back to the words of the spans."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.errors import ExportError
from reviewer.formats import Selection, named
from reviewer.formats.conll import spans_of
from reviewer.formats.losses import Losses
from reviewer.formats.making import units
from reviewer.formats.tagging import tags
from reviewer.formats.tokens import tokens
from reviewer.store.marks import Claim
from reviewer.store.sqlite import SqliteStore
from tests.conftest import FLOOD, by, place, put
from tests.formats.alike import Forgetful, in_memory, written
from tests.formats.canary import TEXT, canary

store = in_memory

SCHEMES = ("iob2", "iob1", "bioes")
Rows = list[tuple[str, str, str, str]]

FOLLOWS: dict[str, Callable[[str, str], bool]] = {
    "iob2": lambda last, tag: tag[0] != "I" or last[2:] == tag[2:],
    "iob1": lambda last, tag: tag[0] != "B" or last[2:] == tag[2:],
    "bioes": lambda last, tag: (last[0] in "BI") == (tag[0] in "IE") and (tag[0] not in "IE" or last[2:] == tag[2:]),
}
"""Whether a tag may follow another, as each scheme has it: a B of IOB1 only where two spans of a kind touch."""


def blocks(data: bytes) -> Iterator[Rows]:
    """Read the sentences of a file by the description of the shared task."""
    for block in data.decode().removesuffix("\n\n").split("\n\n"):
        columns = [line.split(" ") for line in block.split("\n")]
        assert {len(row) for row in columns} == {4}
        if block != "-DOCSTART- -X- O O":
            yield [(form, pos, chunk, tag) for form, pos, chunk, tag in columns]


def phrases(tagged: Sequence[str], scheme: str) -> list[tuple[int, int, str]]:
    """Return the spans that tags stand for, which must be a scheme's."""
    letters = {"iob2": "OBI", "iob1": "OBI", "bioes": "OBIES"}[scheme]
    for last, tag in pairwise(["O", *tagged, "O"]):
        assert re.fullmatch(f"O|[{letters[1:]}]-[A-Z]+", tag)
        assert FOLLOWS[scheme](last, tag), (last, tag)
    found: list[tuple[int, int, str]] = []
    for at, (last, tag) in enumerate(pairwise(["O", *tagged])):
        if tag != "O" and (tag[0] in "BS" or last[2:] != tag[2:]):
            found.append((at, at, tag[2:]))
        if tag != "O":
            found[-1] = found[-1][0], at + 1, tag[2:]
    return found


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_tags_lead_back_to_the_words_of_the_spans(store: SqliteStore, scheme: str) -> None:
    canary(store)
    data, _ = written(store, "conll", Selection(options={"scheme": scheme}))
    found = list(blocks(data))
    for unit, rows in zip(units(store, Selection(), Losses()), found, strict=True):
        assert "".join(row[0] for row in rows) == "".join(unit.text.split())
        said = [
            (role, "".join(row[0] for row in rows[start:end]))
            for start, end, role in phrases([row[3] for row in rows], scheme)
        ]
        wanted = [
            (start, mark.label, "".join(unit.text[start:end].split()))
            for mark in unit.marks
            for start, end in mark.spans
            if mark.label != "CLAIM"  # it has the words of the content, which is kept
        ]
        assert said == [(role, words) for _, role, words in sorted(wanted)]


def test_a_file_has_the_shape_of_the_shared_task(store: SqliteStore) -> None:
    canary(store)
    (document,) = put(store, FLOOD)
    store.annotate(place(store, document, 1), by(), "label", label="assertion")
    data, _ = written(store, "conll")
    lines = data.decode().split("\n")
    assert lines[:5] == ["-DOCSTART- -X- O O", "", "😀 -X- O O", "The -X- O B-SOURCE", "mayor -X- O I-SOURCE"]
    assert lines.count("-DOCSTART- -X- O O") == 2
    assert data.endswith(b"\n\n")


def test_what_it_cannot_hold_is_listed(store: SqliteStore) -> None:
    canary(store)
    _, losses = written(store, "conll")
    told = dict(losses.items())
    assert told["CLAIM spans that overlap another span"] == 1
    assert told["spans in parts, which stand as several spans"] == 1
    assert (told["labels"], told["names of reviewers"], told["who said what and by which cue"]) == (4, 4, 4)


def test_of_spans_that_overlap_the_first_and_longest_is_kept(store: SqliteStore) -> None:
    document = canary(store)
    at = TEXT.index("Rents")
    for start, end in ((at, at + 5), (at, at + 14), (at + 9, at + 18)):
        store.put_claim(Claim("", document, "ada", start, end, "Rents rose.", False, "", "", "", ""), by())
    data, losses = written(store, "conll")
    rows = list(blocks(data))[2]
    assert [row[0] for row in rows if row[3].endswith("CLAIM")] == ["Rents", "👍", "“", "rose", "”"]
    told = dict(losses.items())
    assert (told["CLAIM spans that overlap another span"], told["CONTENT spans that overlap another span"]) == (3, 1)


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 3), st.sampled_from(["SOURCE", "CUE"])), max_size=6))
def test_every_scheme_holds_spans_that_stand_side_by_side(given_spans: list[tuple[int, int, str]]) -> None:
    spans, at = [], 0
    for gap, length, role in given_spans:
        spans.append((at + gap, at + gap + length, role))
        at += gap + length
    for scheme in SCHEMES:
        tagged = tags(spans, at + 1, scheme)
        assert phrases(tagged, scheme) == spans == list(spans_of(tagged, scheme))


@pytest.mark.parametrize(
    ("scheme", "tagged"),
    [("iob2", ["I-CUE"]), ("iob2", ["B-CUE", "I-SOURCE"]), ("bioes", ["B-CUE", "O"]), ("bioes", ["E-CUE"]),
     ("iob1", ["E-CUE"]), ("iob2", ["B"]), ("iob2", ["O-CUE"])],
)  # fmt: skip
def test_tags_that_a_scheme_does_not_have_are_refused(scheme: str, tagged: list[str]) -> None:
    with pytest.raises(ValueError, match="tag"):
        list(spans_of(tagged, scheme))


@given(st.text(max_size=40), st.lists(st.integers(0, 40), max_size=5))
def test_tokens_hold_all_that_is_no_space_and_break_at_the_edges(text: str, edges: list[int]) -> None:
    found = tokens(text, edges)
    assert "".join(text[start:end] for start, end in found) == "".join(text.split())
    assert all(start < end for start, end in found)
    assert all(first[1] <= second[0] for first, second in pairwise(found))
    assert not any(start < edge < end for start, end in found for edge in edges)


def test_a_word_is_one_token_with_what_stands_within_it() -> None:
    text = "Don't re-open U.S. rents of 4,000.50, said e\u0301lan: 4%."
    assert [text[start:end] for start, end in tokens(text)] == [
        "Don't", "re-open", "U.S", ".", "rents", "of", "4,000.50", ",", "said", "e\u0301lan", ":", "4", "%", ".",
    ]  # fmt: skip


def test_what_cannot_be_read_back_is_no_export(store: SqliteStore) -> None:
    canary(store)
    with pytest.raises(ExportError, match=r"flood\.txt: what was written does not match the database"):
        named("conll").write(store, Selection(), Forgetful())
