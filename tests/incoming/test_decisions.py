"""Work of other formats taken in as decisions: where it goes, whose it is, and what of it cannot be."""

from reviewer.incoming import Options
from reviewer.store.sqlite import SqliteStore
from tests.conftest import FLOOD, by, labels, place, put, sentences
from tests.formats.canary import SECOND, TEXT, T
from tests.incoming.conftest import Desk

ROSE = "The river rose on Monday."


def sha(store: SqliteStore, document: int) -> str:
    found = store.document(document)
    assert found
    return found.sha256


def test_a_sentence_goes_to_where_its_file_says_it_stands(store: SqliteStore, incoming: Desk) -> None:
    (document,) = put(store, FLOOD)
    came = incoming.take({"text": ROSE, "start": FLOOD.index(ROSE), "sha256": sha(store, document), "label": "quote"})
    assert labels(store, document) == [None, "quote", None, None]
    assert came == {"records": 1, "sentences": 1}


def test_offsets_that_are_off_are_told_with_their_line_and_the_rest_goes_in(store: SqliteStore, incoming: Desk) -> None:
    (document,) = put(store, FLOOD)
    origin = {"sha256": sha(store, document), "label": "quote"}
    incoming.take(
        {"text": ROSE, "start": 3, **origin},
        "{broken",
        {"text": "The mayor closed the bridge.", "start": FLOOD.index("The mayor"), **origin},
        {"text": "The river", "start": FLOOD.index("The river"), **origin},
    )
    assert labels(store, document) == [None, None, "quote", None]
    assert [one.split(":")[0] for one in incoming.problems] == ["1", "2", "4"]
    assert "offsets are off: the article has" in incoming.problems[0]
    assert "cut otherwise here: no sentence is 21..30" in incoming.problems[2]


def test_without_a_place_a_sentence_is_found_by_its_words(store: SqliteStore, incoming: Desk) -> None:
    (document,) = put(store, FLOOD)
    incoming.take({"text": ROSE, "label": "assertion"})
    assert labels(store, document)[1] == "assertion"
    assert len(store.document_ids()) == 1


def test_words_that_stand_in_several_places_are_nobodys(store: SqliteStore, incoming: Desk) -> None:
    put(store, f"{ROSE} One.", f"{ROSE} Two.")
    incoming.take({"text": ROSE, "label": "assertion"})
    assert incoming.problems == ["1: 2 sentences here have these words; say which article it is from"]


def test_records_without_an_article_become_articles_of_one_sentence(store: SqliteStore, incoming: Desk) -> None:
    two = "First it rained. Then it poured."
    came = incoming.take({"text": two, "label": "quote"}, {"text": " odd \r\n ends ", "label": "Not a claim"})
    first, second = store.document_ids()
    assert (sentences(store, first), labels(store, first)) == ([two], ["quote"])
    assert (sentences(store, second), labels(store, second)) == ([" odd \r\n ends "], ["not_a_claim"])
    assert [one.name.rpartition("/")[2] for one in store.documents()] == ["work.plain:1", "work.plain:2"]
    assert came == {"records": 2, "sentences": 2, "articles": 2}
    again = incoming.take({"text": two, "label": "quote"}, {"text": " odd \r\n ends ", "label": "not a claim"})
    assert again == {"records": 2, "known": 2}


def test_a_sentence_of_an_article_that_is_not_here_waits_for_it(store: SqliteStore, incoming: Desk) -> None:
    away = {"text": ROSE, "start": 21, "uid": "0", "sha256": "0" * 64, "label": "quote"}
    incoming.take(away)
    assert "its article is not here; import that first" in incoming.problems[0]
    assert not store.document_ids()
    incoming.take(away, options=Options(alone=True))
    (document,) = store.document_ids()
    assert labels(store, document) == ["quote"]


def test_offsets_of_a_text_that_was_corrected_since_are_not_trusted(store: SqliteStore, incoming: Desk) -> None:
    from reviewer.articles.sentences import SPLITTER  # noqa: PLC0415 - as the store's own tests do
    from reviewer.articles.structure import segment  # noqa: PLC0415 - as above
    from tests.conftest import article  # noqa: PLC0415 - as above

    (document,) = put(store, FLOOD)
    older = sha(store, document)
    newer = FLOOD.replace("Flood closes", "A great flood closes")
    store.correct(document, article(newer), segment(newer), by(), SPLITTER)
    incoming.take({"text": ROSE, "start": FLOOD.index(ROSE), "sha256": older, "label": "quote"})
    assert labels(store, document)[1] == "quote"


def test_a_whole_document_comes_with_its_text_and_is_cut_as_it_is_labelled(store: SqliteStore, incoming: Desk) -> None:
    both = (0, len(T) + 1 + len(SECOND))
    came = incoming.take(
        {"what": "document", "text": TEXT, "name": "canary.txt", "marks": [["s1", "Quote", [both], {"note": "odd"}]]}
    )
    (document,) = store.document_ids()
    assert sentences(store, document) == [f"{T} {SECOND}", "Nothing else happened."]
    assert labels(store, document) == ["quote", None]
    said = store.annotation(place(store, document, 0).sentence, "ada")
    assert said
    assert said.note == "odd"
    assert came == {"records": 1, "sentences": 1, "articles": 1}


def test_a_label_of_a_whole_article_is_told_and_not_just_dropped(store: SqliteStore, incoming: Desk) -> None:
    came = incoming.take(
        {"what": "document", "text": TEXT, "label": "quote", "marks": [["s1", "quote", [(0, len(T))]]]}
    )
    assert came == {"records": 1, "sentences": 1, "articles": 1, "refused": 1}
    assert incoming.problems == ["1: label 'quote' is of a whole article, and labels here are of sentences"]
    assert labels(store, 1)[0] == "quote"  # the mark's


def test_a_document_that_is_here_keeps_its_cut_and_takes_what_fits_it(store: SqliteStore, incoming: Desk) -> None:
    (document,) = put(store, TEXT)
    incoming.take(
        {
            "what": "document",
            "text": TEXT,
            "layer": "ben",
            "marks": [["s1", "quote", [(0, len(T))]], ["s2", "quote", [(0, 11)]], ["s3", "nonsense", [(0, len(T))]]],
        }
    )
    assert labels(store, document, "ben") == ["quote", None, None]
    unknown = "label 'nonsense' is unknown; there are: quote, assertion, background, not_a_claim; map it with "
    assert [one.split(" ", 1)[1] for one in incoming.problems] == [
        "the article is cut otherwise here: no sentence is 0..11",
        f"{unknown}--map nonsense=quote",
    ]


def test_a_file_says_whose_it_is_unless_the_user_does(store: SqliteStore, incoming: Desk) -> None:
    (document,) = put(store, FLOOD)
    one = {"text": ROSE, "label": "quote"}
    incoming.take({**one, "layer": "ben"}, one)
    assert (labels(store, document, "ben")[1], labels(store, document, "ada")[1]) == ("quote", "quote")
    incoming.take({**one, "layer": "ben"}, options=Options(reviewer="cleo"), reviewer="cleo")
    assert labels(store, document, "cleo")[1] == "quote"
    incoming.take({**one, "layer": "adjudicated"}, {**one, "layer": "\x1b[31m"})
    assert "names what is kept apart" in incoming.problems[0]
    assert "cannot be a reviewer's name" in incoming.problems[1]
    assert all("\x1b" not in problem for problem in incoming.problems)


def test_labels_are_read_leniently_and_as_they_are_mapped(store: SqliteStore, incoming: Desk) -> None:
    (document,) = put(store, FLOOD)
    incoming.take(
        {"text": "Flood closes bridge", "label": "NOT A CLAIM"},
        {"text": ROSE, "label": "Claim!"},
        {"text": "The mayor closed the bridge.", "label": "Background"},
        options=Options(mapped={"claim!": "Assertion"}),
    )
    assert labels(store, document) == ["not_a_claim", "assertion", "background", None]


def test_what_is_there_is_not_doubled_and_what_was_decided_otherwise_stays(store: SqliteStore, incoming: Desk) -> None:
    (document,) = put(store, FLOOD)
    store.annotate(place(store, document, 1), by(), "label", label="assertion")
    store.annotate(place(store, document, 1), by(), "note", note="mine")
    store.annotate(place(store, document, 2), by(), "note", note="mine")
    given = [
        {"text": ROSE, "label": "quote", "note": "theirs"},
        {"text": "The mayor closed the bridge.", "label": "quote", "uncertain": True},
        {"text": "It was built in 1932.", "label": "background"},
    ]
    assert incoming.take(*given) == {"records": 3, "sentences": 2, "kept": 1}
    assert labels(store, document) == [None, "assertion", "quote", "background"]
    assert incoming.take(*given) == {"records": 3, "known": 2, "kept": 1}
    assert incoming.take(*given, options=Options(overwrite=True)) == {"records": 3, "sentences": 1, "known": 2}
    said = store.annotation(place(store, document, 1).sentence, "ada")
    assert said
    assert (said.label, said.note) == ("quote", "theirs")
    filled = store.annotation(place(store, document, 2).sentence, "ada")
    assert filled
    assert (filled.label, filled.note, filled.uncertain) == ("quote", "mine", True)


def test_it_is_one_decision_and_undone_as_one_and_then_its_articles(store: SqliteStore, incoming: Desk) -> None:
    (document,) = put(store, FLOOD)
    incoming.take({"text": ROSE, "label": "quote"}, {"text": "Alone.", "label": "quote"})
    store.undo(by())
    assert labels(store, document) == [None] * 4
    store.undo(by())
    assert len(store.document_ids()) == 1
    store.redo(by())
    store.redo(by())
    assert labels(store, document)[1] == "quote"
    assert labels(store, store.document_ids()[1]) == ["quote"]


def test_what_a_program_proposed_is_no_decision(store: SqliteStore, incoming: Desk) -> None:
    (document,) = put(store, FLOOD)
    assert incoming.take({"text": ROSE, "label": "quote", "score": 0.9}) == {"records": 1, "proposed": 1}
    assert labels(store, document) == [None] * 4


def test_hostile_records_cost_themselves_only(store: SqliteStore, incoming: Desk) -> None:
    (document,) = put(store, FLOOD)
    incoming.take(
        {"text": ""},
        {"text": "a\0b", "label": "quote"},
        {"text": "half \ud800", "label": "quote"},
        {"text": ROSE, "label": "quote", "note": "half \udfff"},
        {"text": ROSE, "label": "quote", "url": "\ud800"},
        {"text": ROSE, "label": "\x1b]0;x\x07"},
        {"text": ROSE, "label": "quote", "check_worthiness": "very"},
        {"text": ROSE, "start": -1, "name": "flood.txt", "label": "quote"},
        {"text": ROSE, "label": "quote", "created": "yesterday", "duplicate_of": 99, "elapsed_ms": -3},
        {"text": ROSE, "label": "quote", "marks": [["a", "CONTENT", [(20, 99)]], ["a", "CONTENT", []]]},
        {"text": ROSE, "label": "quote", "marks": [["a", "CONTENT", [(0, 5), (3, 9)]], ["b", "SOURCE", [(0, 3)]]]},
    )
    assert [int(one.split(":")[0]) for one in incoming.problems] == [1, 2, 3, 4, 5, 6, 7, 8, 10, 10, 11, 11]
    assert all(one.isprintable() for one in incoming.problems)
    assert labels(store, document)[1] == "quote"
    said = store.annotation(place(store, document, 1).sentence, "ada")
    assert said
    assert said.duplicate_of is said.elapsed_ms is None
    assert said.created[:2] == "20"
