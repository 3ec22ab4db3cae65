"""Whatever is marked, labelled, cut, joined, undone and done again: a mark stays on its words, and undo leads back."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from reviewer.errors import Refused
from reviewer.store.marks import Attribution, Claim, Spans, Speaker
from reviewer.store.rows import Place
from reviewer.store.sqlite import SqliteStore
from tests.conftest import by, put

TEXT = (
    "Ferry 😀 sank\n\n“It went down,” Ann Poe said. “Nobody drowned,” she told Rene\u0301. 市长说 no.\n\n"
    "Low called it “a wonder”. قال الوزير ذلك.\n"
)
REVIEWERS = ("ada", "ben")
offsets = st.integers(-2, len(TEXT) + 2)
roles = st.lists(offsets, max_size=6).map(lambda ends: tuple(zip(ends[::2], ends[1::2], strict=False)))
inside = st.lists(st.integers(0, len(TEXT)), min_size=2, max_size=4, unique=True).map(sorted)
contents = inside.map(lambda ends: tuple(zip(ends[::2], ends[1::2], strict=False)))
who = st.sampled_from(REVIEWERS)
picks = st.integers(0, 30)
Words = tuple[str, ...]


class Marks(RuleBasedStateMachine):
    """Two reviewers at one article; `words` remembers what each mark stood on when it was made."""

    def __init__(self) -> None:
        super().__init__()
        self.store = SqliteStore.open(":memory:")
        (self.document,) = put(self.store, TEXT, reviewer="cy")
        self.words: dict[tuple[str, str], set[Words]] = {}
        self.first = self.state()

    def teardown(self) -> None:
        self.undo_all()
        self.store.close()

    # What is done

    @rule(reviewer=who, content=st.one_of(contents, roles), cue=roles, source=roles, named=st.booleans(), pick=picks)
    def attribute(self, reviewer: str, content: Spans, cue: Spans, source: Spans, pick: int, *, named: bool) -> None:
        known = self.store.speakers()
        uid = known[pick % len(known)].uid if known else None
        value = Attribution(
            "", self.document, "", source, cue, content, uid, "direct", "", None, "", "", "", ""
        )  # fmt: skip
        speaker = Speaker("", f"Speaker {pick}") if named else None
        self.tried(lambda: self.store.attribute(value, by(reviewer), speaker))

    @rule(reviewer=who, pick=picks, content=contents)
    def edit(self, reviewer: str, pick: int, content: Spans) -> None:
        if one := self.pick(self.store.attributions(self.document, reviewer), pick):
            self.tried(lambda: self.store.attribute(one._replace(content=content), by(reviewer)))

    @rule(reviewer=who, pick=picks)
    def remove(self, reviewer: str, pick: int) -> None:
        if one := self.pick(self.store.attributions(self.document, reviewer), pick):
            self.tried(lambda: self.store.remove_attribution(one.uid, by(reviewer)))

    @rule(reviewer=who, start=offsets, end=offsets)
    def claim(self, reviewer: str, start: int, end: int) -> None:
        value = Claim(
            "", self.document, "", start, end, "It sank.",
            presupposed=False, created="", modified="", guideline="", origin="",
        )  # fmt: skip
        self.tried(lambda: self.store.put_claim(value, by(reviewer)))

    @rule(reviewer=who, first=picks, second=picks)
    def merge_speakers(self, reviewer: str, first: int, second: int) -> None:
        known = self.store.speakers()
        one, other = self.pick(known, first), self.pick(known, second)
        if one and other:
            self.tried(lambda: self.store.merge_speakers(one.uid, other.uid, by(reviewer)))

    @rule(reviewer=who, pick=picks)
    def rename(self, reviewer: str, pick: int) -> None:
        if one := self.pick(self.store.speakers(), pick):
            self.tried(lambda: self.store.put_speaker(one._replace(name=f"{one.name}, too"), by(reviewer)))

    @rule(reviewer=who, pick=picks, label=st.sampled_from(["quote", "assertion", None]))
    def label(self, reviewer: str, pick: int, label: str | None) -> None:
        self.tried(lambda: self.store.annotate(self.place(pick), by(reviewer), "label", label=label))

    @rule(reviewer=who, pick=picks, at=offsets)
    def split(self, reviewer: str, pick: int, at: int) -> None:
        self.tried(lambda: self.store.split(self.place(pick), at, by(reviewer)))

    @rule(reviewer=who, pick=picks)
    def merge(self, reviewer: str, pick: int) -> None:
        self.tried(lambda: self.store.merge(self.place(pick), by(reviewer)))

    @rule(reviewer=who)
    def undo(self, reviewer: str) -> None:
        self.tried(lambda: self.store.undo(by(reviewer)))

    @rule(reviewer=who)
    def redo(self, reviewer: str) -> None:
        self.tried(lambda: self.store.redo(by(reviewer)))

    # What always holds

    @invariant()
    def every_mark_stands_on_words_it_was_given(self) -> None:
        for reviewer in REVIEWERS:
            for one in self.store.attributions(self.document, reviewer):
                for role in ("content", "cue", "source"):
                    spans: Spans = getattr(one, role)
                    assert all(0 <= start < end <= len(TEXT) for start, end in spans)
                    assert list(spans) == sorted(spans)
                    assert all(a[1] <= b[0] for a, b in pairwise(spans))
                assert self.standing(one) in self.words[one.uid, "attribution"]
            for claim in self.store.claims(self.document, reviewer):
                assert (TEXT[claim.start : claim.end],) in self.words[claim.uid, "claim"]

    @invariant()
    def every_link_leads_somewhere(self) -> None:
        speakers = {speaker.uid for speaker in self.store.speakers()}
        for reviewer in REVIEWERS:
            given = self.store.attributions(self.document, reviewer)
            by_uid = {one.uid: one for one in given}
            for one in given:
                assert one.speaker is None or one.speaker in speakers
                outer, steps = by_uid[one.parent] if one.parent else None, 0
                while outer is not None and steps <= len(given):
                    outer, steps = by_uid[outer.parent] if outer.parent else None, steps + 1
                assert steps <= len(given), "nothing lies in itself"
        assert self.store.text(self.document) == TEXT

    def undo_all(self) -> None:
        """Take back all that was done, each time whoever did the last of what stands: the beginning is back."""
        while True:
            newest = self.store.connection.execute(
                "SELECT reviewer FROM undo_stack WHERE undone = 0 AND reviewer <> 'cy' ORDER BY seq DESC LIMIT 1"
            ).fetchone()
            if newest is None:
                break
            self.undo(newest[0])
            self.every_link_leads_somewhere()
        passed = self.store.connection.execute("SELECT count(*) FROM undo_stack WHERE undone = 2").fetchone()[0]
        if not passed:
            assert self.state() == self.first

    # How it is told

    def tried(self, act: Any) -> None:
        """Do something; remember the words of what it marked. What is refused changes nothing."""
        before = self.state()
        try:
            decision = act()
        except Refused:
            assert self.state() == before
            return
        for change in decision.changes:
            if change.table in {"attribution", "claim"} and change.after and decision.action not in {"undo", "redo"}:
                uid = change.key[0]
                marks = [one for reviewer in REVIEWERS for one in self.store.attributions(self.document, reviewer)]
                found = [self.standing(one) for one in marks if one.uid == uid]
                if change.table == "claim":
                    found = [(TEXT[change.after["start"] : change.after["end"]],)]
                self.words.setdefault((uid, change.table), set()).update(found)

    def standing(self, one: Attribution) -> Words:
        """Return the words that the spans of an attribution hold now."""
        text = self.store.text(self.document)
        return tuple(text[start:end] for spans in (one.content, one.cue, one.source) for start, end in spans)

    def state(self) -> list[Any]:
        """Return all that stands."""
        store = self.store
        marks = [(store.attributions(self.document, name), store.claims(self.document, name)) for name in REVIEWERS]
        said = [sorted(store.labels(self.document, name)) for name in REVIEWERS]
        sentences = [(one.uid, one.start, one.end) for one in store.sentences(self.document, 0, len(TEXT))]
        labelled = [[row[1:] for row in rows] for rows in said]
        return [marks, labelled, sentences, store.speakers()]

    def place(self, pick: int) -> Place:
        ids = self.store.layout(self.document).ids
        return Place(self.document, ids[pick % len(ids)])

    @staticmethod
    def pick(among: Any, number: int) -> Any:
        return among[number % len(among)] if among else None


TestMarks = Marks.TestCase
TestMarks.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)


@pytest.mark.slow
class TestMarksAtLength(Marks.TestCase):  # type: ignore[misc, valid-type] # hypothesis makes the class
    settings = settings(
        max_examples=1_000, stateful_step_count=60, deadline=None, suppress_health_check=list(HealthCheck)
    )
