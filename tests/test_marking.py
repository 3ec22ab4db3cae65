"""Marking who said what: what is proposed, moving it by hand, naming the speaker, and saving it as one decision."""

import pytest

from reviewer.errors import Refused
from reviewer.marking import Marking
from reviewer.session import Session
from reviewer.store import Store
from reviewer.store.marks import Attribution, Speaker
from reviewer.store.sqlite import SqliteStore
from reviewer.suggesting import Suggesting
from tests.conftest import by, place, put

BRIDGE = (
    "Bridge stays closed\n\n"
    "“We will not open it before June,” Mayor Maria Ortega said on Monday.\n\n"
    "“It is a disgrace,” he added.\n\n"
    "Engineer Paul Quint said the repairs “cost twice as much” and take 14 weeks.\n\n"
    "Ortega said that Quint had called it “a scandal”.\n\n"
    "The bridge was built in 1932.\n"
)
HEADLINE, MAYOR, DISGRACE, MIXED, NESTED, BUILT = range(6)


def sitting(store: Store, text: str, index: int = 0, reviewer: str = "ada") -> Session:
    """Sit down before a sentence of an article."""
    put(store, text)
    session = Session(store, reviewer, store.document_ids())
    session.go(index)
    return session


def drafted(store: Store, text: str, index: int) -> Marking:
    return Marking(sitting(store, text, index))


def saved(session: Session) -> list[Attribution]:
    """Return what this reviewer has marked."""
    document = session.current().document.id
    return session.store.attributions(document, session.reviewer)


def words(marking: Marking) -> tuple[str, str, str]:
    return marking.words("content"), marking.words("cue"), marking.words("source")


# What is proposed


def test_a_quotation_is_proposed_whole_with_its_cue_source_and_speaker(store: SqliteStore) -> None:
    marking = drafted(store, BRIDGE, MAYOR)
    assert words(marking) == ("“We will not open it before June,”", "said", "Mayor Maria Ortega")
    assert marking.speaker is not None
    assert (marking.speaker.speaker.name, marking.speaker.new) == ("Maria Ortega", True)
    assert marking.quote_type() == "direct"
    assert marking.reason().startswith("1 of 1")


def test_marks_round_a_part_make_it_mixed_and_none_indirect(store: SqliteStore) -> None:
    session = sitting(store, BRIDGE, MIXED)
    assert Marking(session).quote_type() == "mixed"
    session = sitting(store, "Budget\n\nThe mayor said that rates rise by 3 percent.\n")
    session.next_article()
    session.go(1)
    marking = Marking(session)
    assert words(marking) == ("that rates rise by 3 percent", "said", "The mayor")
    assert marking.quote_type() == "indirect"
    assert marking.speaker is None, "nobody in reach: nobody is guessed"


def test_a_further_span_is_added_and_moved_by_hand(store: SqliteStore) -> None:
    marking = drafted(store, BRIDGE, BUILT)
    marking.clear()
    marking.add()
    assert marking.words("content") == "The"
    marking.add()
    assert marking.words("content") == "The … bridge"
    marking.move_end(1)
    marking.move_end(1)
    marking.move_start(1)
    assert marking.words("content") == "The … was built", "the arrows move the span that was added last"
    marking.save()
    (saved,) = store.attributions(1, "ada")
    assert len(saved.content) == 2


def test_where_nobody_speaks_the_whole_sentence_is_offered_and_nobody_for_it(store: SqliteStore) -> None:
    marking = drafted(store, BRIDGE, BUILT)
    assert words(marking) == ("The bridge was built in 1932.", "", "")
    assert marking.speaker is None


def test_a_pronoun_is_whoever_spoke_last_before_it(store: SqliteStore) -> None:
    session = sitting(store, BRIDGE, DISGRACE)
    assert Marking(session).speaker is None
    session.go(MAYOR)
    Marking(session).save()
    session.go(DISGRACE)
    marking = Marking(session)
    assert marking.words("source") == "he", "the words stay as they stand"
    assert marking.speaker is not None
    assert marking.speaker.speaker.name == "Maria Ortega"


def test_a_pronoun_may_be_whom_the_sentence_before_is_about_as_in_what_is_suggested(store: SqliteStore) -> None:
    text = "Ann Roe, a spokeswoman, crossed the bridge. “It shakes,” she said.\n"
    marking = drafted(store, text, 1)
    assert words(marking) == ("“It shakes,”", "said", "she")
    assert marking.speaker is not None
    assert marking.speaker.speaker.name == "Ann Roe"
    suggesting = Suggesting(sitting(store, "Another article.\n" + text, 1, "ben"))
    suggesting.work_out()
    here = suggesting.here()
    assert here is not None
    assert [one.speaker for one in here.attributions] == [marking.speaker]


def test_a_pronoun_is_nobody_who_speaks_later(store: SqliteStore) -> None:
    session = sitting(store, BRIDGE, MIXED)
    Marking(session).save()
    session.go(DISGRACE)
    assert Marking(session).speaker is None


def test_candidates_come_round_and_go_back(store: SqliteStore) -> None:
    marking = drafted(store, BRIDGE, MIXED)
    offers = [offer.spans for offer in marking.offers("content")]
    assert len(offers) > 1
    seen = []
    for _ in offers:
        seen.append(marking.spans["content"])
        marking.next("content")
    assert seen == offers
    assert marking.spans["content"] == offers[0]
    marking.next("content", -1)
    assert marking.spans["content"] == offers[-1]


def test_a_draft_of_no_sentence_is_refused(store: SqliteStore) -> None:
    with pytest.raises(Refused, match="no sentence here"):
        Marking(Session(store, "ada", []))


# By hand


def test_ends_move_by_word_with_and_without_its_punctuation(store: SqliteStore) -> None:
    marking = drafted(store, BRIDGE, BUILT)
    marking.move_end(-1)
    assert marking.words("content") == "The bridge was built in 1932"
    marking.move_end(-1)
    assert marking.words("content") == "The bridge was built in"
    marking.move_start(1)
    assert marking.words("content") == "bridge was built in"
    marking.move_start(-1)
    marking.move_end(1)
    marking.move_end(1)
    assert marking.words("content") == "The bridge was built in 1932."
    assert marking.reason() == "as marked"


def test_ends_move_by_character(store: SqliteStore) -> None:
    marking = drafted(store, BRIDGE, BUILT)
    marking.move_end(-1, by_word=False)
    marking.move_start(1, by_word=False)
    assert marking.words("content") == "he bridge was built in 1932"


def test_a_span_is_never_empty_and_never_leaves_the_text(store: SqliteStore) -> None:
    marking = drafted(store, "One\n\nTwo.", 1)
    for _ in range(20):
        marking.move_end(1, by_word=False)
        marking.move_start(-1, by_word=False)
    assert marking.spans["content"] == ((0, 9),)
    for _ in range(20):
        marking.move_end(-1, by_word=False)
    assert marking.spans["content"] == ((0, 1),)
    for _ in range(20):
        marking.move_start(1)
    assert marking.spans["content"] == ((0, 1),)


def test_a_role_that_is_empty_begins_with_the_sentence(store: SqliteStore) -> None:
    marking = drafted(store, BRIDGE, BUILT)
    marking.role = "source"
    marking.move_end(1)
    assert marking.words("source") == "The"
    marking.move_end(1)
    assert marking.words("source") == "The bridge"
    marking.clear()
    assert marking.spans["source"] == ()


def test_a_role_snaps_to_a_number_and_to_the_reporting_clause(store: SqliteStore) -> None:
    marking = drafted(store, BRIDGE, MIXED)
    marking.snap("number")
    assert "14" in marking.words("content")
    marking.snap("reporting_clause")
    assert "said" in marking.words("content")


def test_a_snap_to_what_is_not_there_is_refused(store: SqliteStore) -> None:
    marking = drafted(store, "Plain\n\nNobody came.", 1)
    with pytest.raises(Refused, match="no number in this sentence"):
        marking.snap("number")
    assert marking.words("content") == "Nobody came."


def test_clearing_the_source_names_nobody(store: SqliteStore) -> None:
    marking = drafted(store, BRIDGE, MAYOR)
    marking.role = "source"
    marking.clear()
    assert marking.speaker is None


# Who it is


def test_a_digit_chooses_whoever_was_named_last_first(store: SqliteStore) -> None:
    store.put_speaker(Speaker("", "Ada Zorn"), by())
    session = sitting(store, BRIDGE, MAYOR)
    Marking(session).save()
    session.go(MIXED)
    marking = Marking(session)
    assert [speaker.name for speaker in marking.choices()] == ["Maria Ortega", "Ada Zorn"]
    marking.choose(2)
    assert marking.speaker is not None
    assert marking.speaker.speaker.name == "Ada Zorn"
    marking.next("content")
    assert marking.speaker.speaker.name == "Ada Zorn", "what was chosen stays chosen"
    for number in (0, 3, 9):
        with pytest.raises(Refused, match="no speaker has that number"):
            marking.choose(number)


def test_a_written_name_is_a_known_one_or_a_new_one_or_nobody(store: SqliteStore) -> None:
    store.put_speaker(Speaker("", "Maria Ortega", ("the mayor",)), by())
    marking = drafted(store, BRIDGE, MIXED)
    marking.name("  THE   mayor ")
    assert marking.speaker is not None
    assert (marking.speaker.speaker.name, marking.speaker.new) == ("Maria Ortega", False)
    marking.name(" Paul  Quint ")
    assert marking.speaker is not None
    assert (marking.speaker.speaker.name, marking.speaker.new) == ("Paul Quint", True)
    marking.name(" ")
    assert marking.speaker is None
    assert marking.names() == ["Maria Ortega", "the mayor"]


def test_somebody_another_reviewer_named_meanwhile_is_not_named_twice(store: SqliteStore) -> None:
    session = sitting(store, BRIDGE, MAYOR)
    marking = Marking(session)
    store.put_speaker(Speaker("", "Maria Ortega", (), "mayor"), by("ben"))
    marking.save()
    (speaker,) = store.speakers()
    assert (speaker.name, speaker.aliases, speaker.role) == ("Maria Ortega", ("Mayor Maria Ortega",), "mayor")


def test_a_name_another_reviewer_changed_meanwhile_stays_changed(store: SqliteStore) -> None:
    session = sitting(store, BRIDGE, MAYOR)
    Marking(session).save()
    session.go(NESTED)
    marking = Marking(session)
    (speaker,) = store.speakers()
    store.put_speaker(speaker._replace(name="Maria Ortega Ruiz"), by("ben"))
    marking.save()
    assert [one.name for one in store.speakers()] == ["Maria Ortega Ruiz"]
    assert "Ortega" in store.speakers()[0].aliases


# Saving


def test_a_draft_is_saved_as_one_decision_and_undone_as_one(store: SqliteStore) -> None:
    session = sitting(store, BRIDGE, MAYOR)
    moved = Marking(session).save()
    assert moved.touched == (MAYOR,)
    (one,) = saved(session)
    (speaker,) = store.speakers()
    assert (one.speaker, one.quote_type, speaker.name) == (speaker.uid, "direct", "Maria Ortega")
    assert [decision.action for decision in store.log()] == ["attribution", "import"]
    session.undo()
    assert (saved(session), store.speakers()) == ([], [])
    session.redo()
    assert saved(session) == [one]


def test_a_draft_without_content_is_refused_and_records_nothing(store: SqliteStore) -> None:
    session = sitting(store, BRIDGE, MAYOR)
    marking = Marking(session)
    marking.clear()
    with pytest.raises(Refused, match="needs its content"):
        marking.save()
    assert saved(session) == []
    marking.next("content")
    marking.save()
    assert len(saved(session)) == 1


def test_what_is_saved_is_taken_up_again_changed_and_removed(store: SqliteStore) -> None:
    session = sitting(store, BRIDGE, MAYOR)
    marking = Marking(session)
    marking.addressee = "reporters"
    marking.save()
    (before,) = saved(session)
    marking = Marking(session)
    assert marking.editing == before
    assert (marking.addressee, marking.speaker and marking.speaker.reason) == ("reporters", "as saved")
    marking.role = "cue"
    marking.move_end(2)
    marking.save()
    (after,) = saved(session)
    assert (after.uid, after.created) == (before.uid, before.created)
    assert after.cue != before.cue
    Marking(session).remove()
    assert saved(session) == []
    session.undo()
    assert saved(session) == [after]
    session.undo()
    assert saved(session) == [before]


def test_a_draft_that_is_not_saved_cannot_be_removed(store: SqliteStore) -> None:
    with pytest.raises(Refused, match="not saved yet"):
        drafted(store, BRIDGE, MAYOR).remove()


def test_the_saved_ones_of_a_sentence_come_in_turn_then_a_further_draft(store: SqliteStore) -> None:
    session = sitting(store, BRIDGE, NESTED)
    with pytest.raises(Refused, match="nothing is saved"):
        Marking(session).turn()
    Marking(session).save()
    marking = Marking(session)
    (outer,) = saved(session)
    assert marking.editing == outer
    marking.turn()
    assert marking.editing is None
    assert marking.spans["content"] != outer.content
    marking.turn()
    assert marking.editing == outer


def test_what_lies_in_another_content_points_to_it_whichever_came_first(store: SqliteStore) -> None:
    inner = ("Quint", "had called", "it “a scandal”")
    for first in ("outer", "inner"):
        session = sitting(store, f"{first}. {BRIDGE}", NESTED)
        text = store.text(session.current().document.id)
        base = text.index("Ortega said that")

        def mark(session: Session, spans: dict[str, str], text: str = text, base: int = base) -> None:
            marking = Marking(session)
            marking.spans = {
                role: ((text.index(spans[role], base), text.index(spans[role], base) + len(spans[role])),)
                for role in marking.spans
            }
            marking.editing = None
            marking.save()

        outer_words = {"source": "Ortega", "cue": "said", "content": "that Quint had called it “a scandal”"}
        inner_words = dict(zip(("source", "cue", "content"), inner, strict=True))
        for spans in (outer_words, inner_words) if first == "outer" else (inner_words, outer_words):
            mark(session, spans)
        found = {text[one.content[0][0] : one.content[0][1]]: one for one in saved(session)}
        assert found["it “a scandal”"].parent == found["that Quint had called it “a scandal”"].uid
        assert found["that Quint had called it “a scandal”"].parent is None


def test_two_cues_beside_the_same_words_are_not_nested(store: SqliteStore) -> None:
    text = "Talk\n\nThe envoy also said he had come “to listen to everyone,” the envoy said.\n"
    session = sitting(store, text, 1)
    for content, cue in (("he had come “to listen to everyone,”", "also said"), ("“to listen to everyone,”", "said.")):
        marking = Marking(session)
        at, there = text.index(content), text.index(cue)
        marking.editing = None
        marking.spans = {
            "content": ((at, at + len(content)),), "cue": ((there, there + len(cue)),), "source": ()
        }  # fmt: skip
        marking.save()
    assert [one.parent for one in saved(session)] == [None, None]


def test_a_quotation_over_paragraphs_is_one_attribution_of_several_spans(store: SqliteStore) -> None:
    text = (
        "Storm\n\n“The roof went first,” Ruth Abel said. “Then the wall fell.\n\n"
        "“We ran to the cellar. We stayed there.”\n\nThe storm passed.\n"
    )
    session = sitting(store, text, 1)
    marking = Marking(session)
    while len(marking.spans["content"]) < 3 and "1 of" not in marking.reason():
        marking.next("content")
    marking.save()
    (one,) = saved(session)
    assert [text[start:end] for start, end in one.content] == [
        "“The roof went first,”",
        "“Then the wall fell.",
        "“We ran to the cellar. We stayed there.”",
    ]
    assert one.quote_type == "direct"
    assert session.current().touching(3) == [one]


HOSTILE = {
    "emoji": ("😀 The mayor said “taxes fell 4%” on Monday.", ("“taxes fell 4%”", "said", "The mayor")),
    "family": ("👩‍👩‍👧‍👦 Ruth Abel said: “we won 👍🏽 all”.", ("“we won 👍🏽 all”", None, "Ruth Abel")),
    "combining": ("Rene\u0301 Bri\u0301an said “c\u0327a va, te\u0301”.", ("“c\u0327a va, te\u0301”", "said", None)),
    "rtl": ("The minister said “قال الوزير ذلك” on Monday.", ("“قال الوزير ذلك”", "said", "The minister")),
    "cjk": ("Wang Yi said “北京市的市长说这是真的” on Monday.", ("“北京市的市长说这是真的”", "said", "Wang Yi")),
    "controls": ("The mayor said “a\u202eb\x1b[31mc” on Monday.", ("“a\u202eb\x1b[31mc”", "said", "The mayor")),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_offsets_are_code_points_whatever_the_text_is_made_of(store: SqliteStore, name: str) -> None:
    sentence, wanted = HOSTILE[name]
    text = f"News 😀\n\n{sentence}\n"
    session = sitting(store, text, 1)
    marking = Marking(session)
    while marking.words("content") != wanted[0]:
        marking.next("content")
        assert "1 of" not in marking.reason(), "the quotation is offered"
    marking.role = "source"
    while wanted[2] and marking.words("source").endswith(f" {wanted[2]}"):
        marking.move_start(1)
    marking.save()
    (one,) = saved(session)
    for spans, expected in zip((one.content, one.cue, one.source), wanted, strict=True):
        if expected is not None:
            assert [text[start:end] for start, end in spans] == [expected]


def test_words_of_an_article_taken_out_meanwhile_are_not_recorded_in_another(store: SqliteStore) -> None:
    (first,) = put(store, BRIDGE)
    session = sitting(store, "Other\n\n“Yes,” Ruth Abel said.\n", reviewer="ben")
    session.open_article(first)
    session.go(MAYOR)
    marking = Marking(session)
    session.next_article()
    with pytest.raises(Refused, match="taken out"):
        marking.save()
    assert saved(session) == []


def test_a_very_long_article_answers_from_what_is_near(store: SqliteStore) -> None:
    text = "Long\n\n" + "The council met again. “It is done,” Ruth Abel said.\n\n" * 400
    session = sitting(store, text, 601)
    session.go(602)
    marking = Marking(session)
    assert marking.words("content") == "“It is done,”"
    marking.save()
    (one,) = saved(session)
    assert text[slice(*one.content[0])] == "“It is done,”"
    assert session.current().touching(602) == [one]


def test_undo_takes_a_mark_off_the_screen_whose_sentence_another_reviewer_joined(store: SqliteStore) -> None:
    session = sitting(store, "Ferry\n\nIt sank. “Nobody drowned,” Ann Poe said. It was old.\n", 2)
    Marking(session).save()
    assert len(session.current().touching(2)) == 1
    document = session.current().document.id
    store.merge(place(store, document, 1), by("ben"))
    moved, _ = session.undo()
    assert moved.sheet
    assert session.current().attributions() == []
