"""What is suggested in a sitting: what stands for a sentence, taking it with one key, and what the record says."""

import contextlib
import json
from collections.abc import Callable, Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.claiming import Claiming
from reviewer.errors import Refused
from reviewer.marking import Marking
from reviewer.session import Session
from reviewer.store.marks import Attribution, Speaker
from reviewer.store.sqlite import SqliteStore
from reviewer.suggest.proposals import Suggestion
from reviewer.suggest.stretches import STRETCH, Ready, stretch_at
from reviewer.suggesting import Offer, Suggesting
from tests.conftest import BUDGET, labels, place, put

FERRY = (
    "Ferry sinks\n\nThe ferry sank on Monday. “Nobody drowned,” Captain Ann Poe said. “We were lucky,” she added.\n\n"
    "The ferry sank on Monday.\n"
)
DROWNED, LUCKY, AGAIN = 2, 3, 4


@pytest.fixture
def store() -> Iterator[SqliteStore]:
    """Give an empty store in memory."""
    opened = SqliteStore.open(":memory:")
    yield opened
    opened.close()


def sit(store: SqliteStore, *, by_uncertainty: bool = False) -> tuple[Session, Suggesting]:
    """Sit ada down before all articles, with suggestions that are ready."""
    session = Session(store, "ada", store.document_ids())
    suggesting = Suggesting(session, by_uncertainty=by_uncertainty)
    suggesting.work_out()
    return session, suggesting


def outcome(store: SqliteStore, document: int, index: int) -> dict[str, object]:
    """Return what the record says became of the suggestion for a sentence; nothing where none was shown."""
    said = store.annotation(place(store, document, index).sentence, "ada")
    found: dict[str, object] = json.loads(said.suggestion) if said and said.suggestion else {}
    return found


def test_accepting_gives_the_label_the_speaker_and_the_words_and_moves_on(store: SqliteStore) -> None:
    (document,) = put(store, FERRY)
    session, suggesting = sit(store)
    session.go(DROWNED)
    moved = suggesting.accept()
    assert session.cursor == LUCKY
    assert set(moved.touched) == {DROWNED, LUCKY}
    assert labels(store, document)[DROWNED] == "quote"
    (one,), (speaker,) = store.attributions(document, "ada"), store.speakers()
    start, end = one.content[0]
    assert FERRY[start:end] == "“Nobody drowned,”"
    assert (speaker.name, one.speaker) == ("Ann Poe", speaker.uid)
    assert outcome(store, document, DROWNED)["outcome"] == "accepted"
    assert json.loads(one.suggestion or "")["outcome"] == "accepted"


def test_a_pronoun_means_the_speaker_that_was_recorded_or_is_suggested_before_it(store: SqliteStore) -> None:
    put(store, FERRY)
    session, suggesting = sit(store)
    session.go(LUCKY)
    here = suggesting.here()
    assert here is not None
    (suggested,) = here.attributions
    assert suggested.speaker is not None
    assert (suggested.speaker.speaker.name, suggested.speaker.speaker.uid) == ("Ann Poe", "")
    session.go(DROWNED)
    suggesting.accept()
    suggesting.accept()
    assert len({one.speaker for one in store.attributions(1, "ada")}) == len(store.speakers()) == 1


def test_a_label_of_ones_own_says_whether_the_suggestion_was_right(store: SqliteStore) -> None:
    (document,) = put(store, FERRY)
    session, _ = sit(store)
    session.go(DROWNED)
    session.decide("quote")
    session.decide("background")
    assert outcome(store, document, DROWNED)["outcome"] == "changed"
    assert (outcome(store, document, LUCKY)["outcome"], outcome(store, document, LUCKY)["label"]) == (
        "overridden",
        "quote",
    )
    assert store.attributions(document, "ada") == [], "who said what is taken with the suggestion only"
    session.go(DROWNED)
    session.decide("background")
    assert outcome(store, document, DROWNED) == {}, "nothing was shown for a decided sentence"


def test_taking_over_the_label_of_an_earlier_sentence_says_so_too(store: SqliteStore) -> None:
    (document,) = put(store, FERRY)
    session, suggesting = sit(store)
    session.go(1)
    offered = suggesting.suggestion(AGAIN)
    assert offered is not None
    other = "quote" if offered.label == "background" else "background"
    session.decide(other)
    session.go(AGAIN)
    Claiming(session).take_over(1)
    assert (outcome(store, document, AGAIN)["outcome"], labels(store, document)[AGAIN]) == ("overridden", other)
    assert session.cursor == 0
    session.undo()
    assert outcome(store, document, AGAIN) == {}


def test_what_merging_takes_the_label_off_keeps_no_word_of_a_suggestion(store: SqliteStore) -> None:
    (document,) = put(store, FERRY)
    session, suggesting = sit(store)
    session.go(DROWNED)
    session.toggle_uncertain()
    suggesting.accept()
    session.decide("background")
    session.go(DROWNED)
    session.merge()
    assert labels(store, document)[DROWNED] is None
    assert outcome(store, document, DROWNED) == {}
    session.undo()
    assert outcome(store, document, DROWNED)["outcome"] == "accepted"


def test_without_suggestions_the_record_says_nothing_of_any(store: SqliteStore) -> None:
    (document,) = put(store, FERRY)
    session = Session(store, "ada", store.document_ids())
    for _ in range(5):
        session.decide("quote")
    assert [outcome(store, document, index) for index in range(5)] == [{}] * 5
    assert "suggestion" not in "".join(
        str({name: value for name, value in (change.after or {}).items() if value is not None})
        for decision in store.log()
        for change in decision.changes
    )


def test_before_it_is_ready_nothing_is_guessed(store: SqliteStore) -> None:
    (document,) = put(store, FERRY)
    session = Session(store, "ada", store.document_ids())
    suggesting = Suggesting(session)
    with pytest.raises(Refused, match="no suggestion yet"):
        suggesting.accept()
    session.decide("quote")
    assert outcome(store, document, 0) == {}


class Confused(Suggesting):
    """Suggestions of which nobody can tell who speaks."""

    def _heard(
        self, ready: Ready, suggestion: Suggestion, recorded: Sequence[Attribution], known: Sequence[Speaker]
    ) -> tuple[Offer, ...]:
        raise LookupError((ready, suggestion, recorded, known))


def test_where_it_cannot_be_told_who_speaks_nothing_is_suggested_and_labels_are_given(store: SqliteStore) -> None:
    (document,) = put(store, FERRY)
    session = Session(store, "ada", store.document_ids())
    suggesting = Confused(session)
    suggesting.work_out()
    session.go(DROWNED)
    with pytest.raises(Refused, match=r"no suggestions here: a fault in reviewer itself \(LookupError\)$"):
        suggesting.accept()
    session.decide("quote")
    assert (labels(store, document)[DROWNED], outcome(store, document, DROWNED)) == ("quote", {})


def test_a_decided_sentence_has_no_suggestion_until_its_label_is_taken_off(store: SqliteStore) -> None:
    put(store, FERRY)
    session, suggesting = sit(store)
    session.decide("quote")
    session.go(0)
    assert suggesting.here() is None
    with pytest.raises(Refused, match="has its label"):
        suggesting.accept()
    session.clear()
    assert suggesting.here() is not None


def test_what_is_marked_already_is_not_suggested_again(store: SqliteStore) -> None:
    put(store, FERRY)
    session, suggesting = sit(store)
    session.go(DROWNED)
    assert len(suggesting.touching(DROWNED)) == 1
    Marking(session).save()
    assert suggesting.touching(DROWNED) == []
    suggesting.accept()
    assert len(store.attributions(1, "ada")) == 1


def test_a_repeated_sentence_is_linked_and_an_earlier_link_stays(store: SqliteStore) -> None:
    (document,) = put(store, FERRY)
    session, suggesting = sit(store)
    session.go(AGAIN)
    here = suggesting.here()
    assert here is not None
    assert here.repeats == 1
    suggesting.accept()
    said = store.annotation(place(store, document, AGAIN).sentence, "ada")
    assert said is not None
    assert said.duplicate_of == FERRY.index("The ferry")


def test_undoing_takes_all_of_it_back_and_the_suggestion_stands_again(store: SqliteStore) -> None:
    (document,) = put(store, FERRY)
    session, suggesting = sit(store)
    session.go(DROWNED)
    suggesting.accept()
    moved, _ = session.undo()
    assert (session.cursor, moved.sheet) == (DROWNED, False)
    assert (store.attributions(document, "ada"), store.speakers(), labels(store, document)[DROWNED]) == ([], [], None)
    assert len(suggesting.touching(DROWNED)) == 1
    session.redo()
    assert len(store.attributions(document, "ada")) == 1


def test_an_article_with_other_sentences_is_worked_out_anew(store: SqliteStore) -> None:
    put(store, FERRY)
    session, suggesting = sit(store)
    session.go(DROWNED)
    session.merge()
    assert suggesting.here() is None
    assert suggesting.refusal() == "no suggestion yet: it is being worked out"
    suggesting.work_out()
    assert suggesting.here() is not None


def test_what_was_asked_before_the_sentences_changed_comes_to_nothing(store: SqliteStore) -> None:
    put(store, FERRY)
    session = Session(store, "ada", store.document_ids())
    suggesting = Suggesting(session)
    stretch = suggesting.wanted()
    assert stretch is not None
    session.go(DROWNED)
    session.merge()
    suggesting.take(stretch, [])
    assert suggesting.refusal() == "no suggestion yet: it is being worked out"


def test_by_uncertainty_the_least_sure_sentence_comes_next_and_then_the_next_article(store: SqliteStore) -> None:
    put(store, FERRY, BUDGET)
    session, suggesting = sit(store, by_uncertainty=True)
    scores = [one.score for index in range(5) if (one := suggesting.suggestion(index))]
    walked = [session.cursor]
    while session.article == 0:
        session.decide("assertion")
        walked.append(session.cursor)
    order = sorted(range(1, 5), key=lambda index: (scores[index], index))
    assert walked == [0, *order, 0]
    assert session.article == 1


def test_a_long_article_is_worked_out_a_stretch_of_whole_paragraphs_at_a_time(store: SqliteStore) -> None:
    count = 3 * STRETCH
    paragraphs = [number // 7 for number in range(count)]
    edges = {stretch_at(paragraphs, index) for index in range(count)}
    assert [end for _, end in sorted(edges)][:-1] == [first for first, _ in sorted(edges)][1:]
    assert all(first == 0 or paragraphs[first] != paragraphs[first - 1] for first, _ in edges)
    text = "Long\n\n" + "\n\n".join(f"The ferry number {number} sank. It was old." for number in range(count // 2))
    put(store, text)
    session, suggesting = sit(store)
    assert suggesting.suggestion(10) is not None
    assert suggesting.suggestion(count - 1) is None
    session.go(count - 1)
    suggesting.work_out()
    last = suggesting.suggestion(count - 1)
    assert last is not None


ACTS = st.lists(
    st.tuples(st.sampled_from(["accept", "label", "clear", "undo", "redo"]), st.integers(0, 4)), max_size=25
)


@given(ACTS)
@settings(max_examples=25, deadline=None)
def test_whatever_is_taken_and_taken_back_the_screen_has_what_the_store_has(acts: list[tuple[str, int]]) -> None:
    store = SqliteStore.open(":memory:")
    (document,) = put(store, FERRY, reviewer="desk")
    session, suggesting = sit(store)
    keys: dict[str, Callable[[], object]] = {
        "accept": suggesting.accept,
        "label": lambda: session.decide("quote"),
        "clear": session.clear,
        "undo": session.undo,
        "redo": session.redo,
    }
    for act, index in acts:
        session.go(index)
        with contextlib.suppress(Refused):
            keys[act]()
        assert session.sheet is not None
        assert [session.sheet.label(place) for place in range(5)] == labels(store, document)
        assert session.sheet.attributions() == store.attributions(document, "ada")
        shown = {one for place in range(5) for one in suggesting.touching(place)}
        marked = {one.content for one in session.sheet.attributions()}
        assert not marked & {one.content for one in shown}
        assert all((suggesting.suggestion(place) is None) == bool(session.sheet.label(place)) for place in range(5))
    standing = {one.speaker for one in store.attributions(document, "ada")} - {None}
    assert standing <= {speaker.uid for speaker in store.speakers()}
    store.close()
