"""Who said what, and what is claimed: every act is one decision, and every decision can be taken back."""

from collections.abc import Callable, Sequence

import pytest

from reviewer.errors import Refused
from reviewer.store import Store
from reviewer.store.marks import Attribution, Claim, Speaker
from reviewer.store.sqlite import SqliteStore
from tests.conftest import BUDGET, FLOOD, Opened, by, place, put, rows

SAID = "Ferry\n\n“It sank,” Ann Poe said. “Nobody drowned,” she added. Ben Low called it “a wonder”.\n"
SANK, NOBODY, WONDER = "“It sank,”", "“Nobody drowned,”", "“a wonder”"
Span = tuple[int, int]
Acts = tuple[Callable[[], object], ...]
Refusals = tuple[tuple[Callable[[], object], str], ...]


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return start, start + len(words)


def attribution(
    document: int,
    *content: Span,
    source: Sequence[Span] = (),
    cue: Sequence[Span] = (),
    speaker: str | None = None,
    uid: str = "",
) -> Attribution:
    """Return an attribution as a draft gives it."""
    return Attribution(
        uid, document, "", tuple(source), tuple(cue), content, speaker, "direct", "", None, "", "", "", ""
    )


def claim(document: int, start: int, end: int, text: str, uid: str = "") -> Claim:
    return Claim(
        uid, document, "", start, end, text, presupposed=False, created="", modified="", guideline="", origin=""
    )


def acts(store: Store) -> list[str]:
    """Return the acts of the log, oldest first, without the import."""
    return [decision.action for decision in store.log()][-2::-1]


# Attributions


def test_an_attribution_that_another_lies_in_is_not_undone_from_under_it(store: SqliteStore) -> None:
    (document,) = put(store, SAID)
    outer, inner = span(SAID, "“It sank,” Ann Poe said."), span(SAID, SANK)
    store.attribute(attribution(document, outer), by())
    store.attribute(attribution(document, inner), by(), Speaker("", "Ann Poe"))
    (speaker,) = store.speakers()
    store.put_speaker(speaker._replace(name="Ann Poe, captain"), by("ben"))
    for _ in range(2):  # the inner one stays for ben's sake, and so the outer one stays too
        with pytest.raises(Refused, match="built upon"):
            store.undo(by())
    first, second = store.attributions(document, "ada")
    assert {first.parent, second.parent} == {None, first.uid if second.parent else second.uid}


def test_an_attribution_with_its_new_speaker_is_one_decision(store: SqliteStore) -> None:
    (document,) = put(store, SAID)
    value = attribution(document, span(SAID, SANK), source=[span(SAID, "Ann Poe")], cue=[span(SAID, "said")])
    store.attribute(value, by(), Speaker("", " Ann  Poe ", ("Poe", "Poe", " ")))
    (one,) = store.attributions(document, "ada")
    (speaker,) = store.speakers()
    assert (speaker.name, speaker.aliases) == ("Ann Poe", ("Poe",))
    assert (one.speaker, one.reviewer, one.guideline, one.origin) == (speaker.uid, "ada", "reviewer-1", "key")
    assert (one.content, one.source, one.cue) == (value.content, value.source, value.cue)
    assert acts(store) == ["attribution"]
    assert next(store.log()).sentence == store.sentences(document, 0, 99)[1].uid


def test_undo_redo_and_a_restart_bring_back_what_stood(desk: Opened) -> None:
    store = desk()
    (document,) = put(store, SAID)
    store.attribute(attribution(document, span(SAID, SANK)), by(), Speaker("", "Ann Poe"))
    (first,) = store.attributions(document, "ada")
    store.attribute(first._replace(content=(span(SAID, NOBODY),)), by())
    (second,) = store.attributions(document, "ada")
    store.remove_attribution(second.uid, by())
    store.close()
    store = desk()
    states = [store.attributions(document, "ada")]
    for _ in range(3):
        store.undo(by())
        states.append(store.attributions(document, "ada"))
    assert states == [[], [second], [first], []]
    assert store.speakers() == []
    store.close()
    store = desk()
    for wanted in ([first], [second], []):
        store.redo(by())
        assert store.attributions(document, "ada") == wanted


@pytest.mark.parametrize(
    "spans", [((5, 5),), ((9, 5),), ((-1, 4),), ((0, 10_000),), ((0, 10), (5, 20)), ((20, 30), (0, 10))]
)
@pytest.mark.parametrize("role", ["content", "cue", "source"])
def test_spans_that_hold_nothing_overlap_or_leave_the_text_are_refused(
    store: SqliteStore, role: str, spans: tuple[Span, ...]
) -> None:
    (document,) = put(store, SAID)
    value = attribution(document, (0, 5))._replace(**{role: spans})  # type: ignore[arg-type] # a role by its name
    with pytest.raises(Refused, match="span"):
        store.attribute(value, by(), Speaker("", "Ann"))
    assert (store.attributions(document, "ada"), store.speakers(), acts(store)) == ([], [], [])


def test_an_attribution_needs_content_and_an_article(store: SqliteStore) -> None:
    (document,) = put(store, SAID)
    with pytest.raises(Refused, match="content"):
        store.attribute(attribution(document), by())
    store.undo(by())
    with pytest.raises(Refused, match="taken out"):
        store.attribute(attribution(document, (0, 5)), by())
    with pytest.raises(Refused, match="taken out"):
        store.put_claim(claim(document, 0, 5, "It sank"), by())


def test_each_reviewer_has_a_layer_of_their_own(store: SqliteStore) -> None:
    (document,) = put(store, SAID)
    store.attribute(attribution(document, span(SAID, SANK)), by("ada"))
    (hers,) = store.attributions(document, "ada")
    assert store.attributions(document, "ben") == []
    tried: Acts = (
        lambda: store.attribute(hers._replace(quote_type="indirect"), by("ben")),
        lambda: store.remove_attribution(hers.uid, by("ben")),
    )
    for act in tried:
        with pytest.raises(Refused, match="no more"):
            act()
    store.attribute(attribution(document, span(SAID, WONDER)), by("ben"))
    store.undo(by("ada"))
    assert store.attributions(document, "ada") == []
    assert len(store.attributions(document, "ben")) == 1


def test_what_is_no_more_is_refused(store: SqliteStore) -> None:
    (document,) = put(store, SAID)
    tried: Acts = (
        lambda: store.attribute(attribution(document, (0, 5), uid="gone"), by()),
        lambda: store.attribute(attribution(document, (0, 5), speaker="gone"), by()),
        lambda: store.remove_attribution("gone", by()),
        lambda: store.put_claim(claim(document, 0, 5, "It sank", "gone"), by()),
        lambda: store.remove_claim("gone", by()),
        lambda: store.put_speaker(Speaker("gone", "Ann"), by()),
        lambda: store.merge_speakers("gone", "gone too", by()),
    )
    for act in tried:
        with pytest.raises(Refused, match="no more"):
            act()
    assert acts(store) == []


def test_what_lies_in_what_follows_every_change(store: SqliteStore) -> None:
    (document,) = put(store, SAID)

    def parents() -> dict[str, str | None]:
        found = {one.uid: one for one in store.attributions(document, "ada")}
        names = {(2, 70): "all", (5, 60): "middle", (10, 20): "inner"}
        shown = {uid: names[one.content[0]] for uid, one in found.items()}
        return {shown[uid]: shown.get(one.parent or "") for uid, one in found.items()}

    store.attribute(attribution(document, (10, 20)), by())
    store.attribute(attribution(document, (2, 70)), by())
    assert parents() == {"all": None, "inner": "all"}
    store.attribute(attribution(document, (5, 60)), by())
    assert parents() == {"all": None, "middle": "all", "inner": "middle"}
    middle = next(one for one in store.attributions(document, "ada") if one.content == ((5, 60),))
    store.remove_attribution(middle.uid, by())
    assert parents() == {"all": None, "inner": "all"}
    store.undo(by())
    assert parents() == {"all": None, "middle": "all", "inner": "middle"}
    store.undo(by())
    store.undo(by())
    assert parents() == {"inner": None}
    assert acts(store) == ["attribution"] * 4 + ["undo"] * 3


# Speakers


def test_another_name_shows_wherever_the_speaker_is_named_and_is_undone(store: SqliteStore) -> None:
    ferry, flood = put(store, SAID, FLOOD)
    store.attribute(attribution(ferry, span(SAID, SANK)), by(), Speaker("", "A. Poe"))
    (speaker,) = store.speakers()
    store.attribute(attribution(flood, (0, 5), speaker=speaker.uid), by("ben"))
    store.put_claim(claim(ferry, *span(SAID, SANK), "The ferry sank."), by())
    store.put_speaker(speaker._replace(name="Ann Poe"), by("ben"))
    assert [one.name for one in store.speakers()] == ["Ann Poe"]
    assert store.attributions(ferry, "ada")[0].speaker == store.attributions(flood, "ben")[0].speaker == speaker.uid
    assert [row.speaker for row in store.ledger()] == ["Ann Poe"]
    store.undo(by("ben"))
    assert store.speakers() == [speaker]
    assert len(store.attributions(flood, "ben")) == 1


def test_a_speaker_others_name_does_not_vanish_by_undo(store: SqliteStore) -> None:
    (document,) = put(store, SAID)
    store.attribute(attribution(document, span(SAID, SANK)), by("ada"), Speaker("", "Ann Poe"))
    (speaker,) = store.speakers()
    store.attribute(attribution(document, span(SAID, NOBODY), speaker=speaker.uid), by("ben"))
    with pytest.raises(Refused, match="built upon"):
        store.undo(by("ada"))
    assert store.speakers() == [speaker]
    assert len(store.attributions(document, "ada")) == len(store.attributions(document, "ben")) == 1
    store.undo(by("ada"))
    assert list(store.document_ids()) == [], "it is passed over: the next press goes on to the import"


def test_the_list_of_speakers_is_read_anew_only_after_one_has_changed(desk: Opened) -> None:
    store, other = desk(), desk()
    (document,) = put(store, SAID)
    store.attribute(attribution(document, span(SAID, SANK)), by(), Speaker("", "Ann Poe"))
    known = store.speakers()
    store.annotate(place(store, document, 1), by(), "label", label="quote")
    assert store.speakers() is known
    other.put_speaker(known[0]._replace(role="captain"), by("ben"))
    assert [one.role for one in store.speakers()] == ["captain"]

    def interrupted() -> None:
        with store.transaction() as connection:
            connection.execute("UPDATE speakers SET role = 'mate'")
            assert [one.role for one in store.speakers()] == ["mate"]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        interrupted()
    assert [one.role for one in store.speakers()] == ["captain"]


def test_a_speaker_needs_a_name(store: SqliteStore) -> None:
    with pytest.raises(Refused, match="needs a name"):
        store.put_speaker(Speaker("", " "), by())


def test_two_speakers_that_are_one_are_merged_as_one_decision(store: SqliteStore) -> None:
    ferry, flood = put(store, SAID, FLOOD)
    store.attribute(attribution(ferry, span(SAID, SANK)), by("ada"), Speaker("", "Ann Poe", ("Poe",), "captain"))
    store.attribute(attribution(flood, (0, 5)), by("ben"), Speaker("", "A. Poe", ("the captain",)))
    old, kept = store.speakers()
    assert (old.name, kept.name) == ("A. Poe", "Ann Poe")
    before = [store.attributions(ferry, "ada"), store.attributions(flood, "ben"), store.speakers()]
    assert store.said_by() == {old.uid: 1, kept.uid: 1}
    store.merge_speakers(old.uid, kept.uid, by("ada"))
    (one,) = store.speakers()
    assert one == Speaker(kept.uid, "Ann Poe", ("Poe", "A. Poe", "the captain"), "captain")
    assert store.attributions(flood, "ben")[0].speaker == kept.uid
    assert store.said_by() == {kept.uid: 2}
    assert acts(store)[-1] == "merge_speakers"
    store.undo(by("ada"))
    assert [store.attributions(ferry, "ada"), store.attributions(flood, "ben"), store.speakers()] == before
    store.redo(by("ada"))
    assert store.speakers() == [one]
    with pytest.raises(Refused, match="itself"):
        store.merge_speakers(one.uid, one.uid, by())


def test_articles_taken_out_do_not_count(store: SqliteStore) -> None:
    (document,) = put(store, SAID, reviewer="ben")
    store.attribute(attribution(document, span(SAID, SANK)), by(), Speaker("", "Ann Poe"))
    store.put_claim(claim(document, 0, 5, "It sank."), by())
    store.undo(by("ben"))
    assert (dict(store.said_by()), list(store.ledger())) == ({}, [])


# Claims


def test_a_claim_is_written_changed_and_removed_one_decision_each(store: SqliteStore) -> None:
    (document,) = put(store, SAID)
    store.put_claim(claim(document, *span(SAID, SANK), " The ferry\nsank. "), by())
    (first,) = store.claims(document, "ada")
    assert first.text == "The ferry sank."
    store.put_claim(first._replace(text="The ferry sank in May.", presupposed=True), by())
    (second,) = store.claims(document, "ada")
    assert (second.uid, second.created, second.presupposed) == (first.uid, first.created, True)
    store.remove_claim(first.uid, by())
    assert acts(store) == ["claim"] * 3
    for wanted in ([second], [first], []):
        store.undo(by())
        assert store.claims(document, "ada") == wanted
    refused: Refusals = (
        (lambda: store.put_claim(claim(document, 0, 5, " "), by()), "needs words"),
        (lambda: store.put_claim(claim(document, 5, 5, "x"), by()), "at least one character"),
        (lambda: store.put_claim(claim(document, 0, 999, "x"), by()), "at least one character"),
    )
    for act, why in refused:
        with pytest.raises(Refused, match=why):
            act()


def test_another_reviewers_claim_is_not_touched(store: SqliteStore) -> None:
    (document,) = put(store, SAID)
    store.put_claim(claim(document, 0, 5, "It sank."), by("ada"))
    (hers,) = store.claims(document, "ada")
    tried: Acts = (
        lambda: store.put_claim(hers._replace(text="It swam."), by("ben")),
        lambda: store.remove_claim(hers.uid, by("ben")),
    )
    for act in tried:
        with pytest.raises(Refused, match="no more"):
            act()
    assert store.claims(document, "ada") == [hers]


def test_a_sentence_that_says_the_same_takes_over_label_and_claims_as_one_decision(store: SqliteStore) -> None:
    (document,) = put(store, FLOOD)
    starts = store.layout(document).starts
    store.annotate(place(store, document, 0), by(), "label", label="assertion")
    store.put_claim(claim(document, starts[0], starts[0] + 5, "A flood closed the bridge."), by())
    before = acts(store)
    store.take_over(place(store, document, 2), starts[0], by())
    assert acts(store) == [*before, "duplicate"]
    found = store.annotation(place(store, document, 2).sentence, "ada")
    assert found is not None
    assert found.label == "assertion"
    assert [one.text for one in store.claims(document, "ada")] == ["A flood closed the bridge."] * 2
    assert [one.start for one in store.claims(document, "ada")] == [starts[0], starts[2]]
    store.undo(by())
    assert store.annotation(place(store, document, 2).sentence, "ada") is None
    assert len(store.claims(document, "ada")) == 1
    with pytest.raises(Refused, match="split or merged"):
        store.take_over(place(store, document, 2), starts[0] + 1, by())


def test_the_ledger_holds_all_claims_in_the_order_of_the_articles(store: SqliteStore) -> None:
    flood, budget = put(store, FLOOD, BUDGET)
    starts = store.layout(flood).starts
    store.put_claim(claim(budget, 0, 5, "A budget was passed."), by("ben"))
    store.put_claim(claim(flood, starts[2], starts[2] + 4, "The bridge is closed."), by("ada"))
    store.put_claim(claim(flood, starts[1], starts[1] + 4, "The river rose."), by("ada"))
    store.annotate(place(store, flood, 1), by("ada"), "label", label="assertion")
    told = [(row.claim.text, row.label, row.title) for row in store.ledger()]
    assert told == [
        ("The river rose.", "assertion", "Flood closes bridge"),
        ("The bridge is closed.", None, "Flood closes bridge"),
        ("A budget was passed.", None, "Council passes budget"),
    ]
    assert [row.claim.reviewer for row in store.ledger("ben")] == ["ben"]


def test_a_mark_stays_on_its_words_when_sentences_are_cut_and_joined(store: SqliteStore) -> None:
    (document,) = put(store, FLOOD)
    words = span(FLOOD, "closed the bridge")
    store.attribute(attribution(document, words), by())
    before = store.attributions(document, "ada")
    store.split(place(store, document, 2), words[0], by("ben"))
    assert store.attributions(document, "ada") == before
    store.merge(place(store, document, 1), by("ben"))
    assert store.attributions(document, "ada") == before
    store.undo(by("ada"))
    assert store.attributions(document, "ada") == []
    assert rows(store, "SELECT count(*) FROM attributions") == [(0,)]
