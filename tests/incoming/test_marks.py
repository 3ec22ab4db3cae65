"""Who said what, and what is claimed, in work of other formats: put together from marks and links."""

from reviewer.formats.losses import Losses
from reviewer.formats.making import units
from reviewer.formats.selection import Selection
from reviewer.incoming import Incoming, Options
from reviewer.store.marks import Attribution, Speaker
from reviewer.store.sqlite import SqliteStore
from tests.conftest import by, put
from tests.formats.canary import TEXT, T, canary
from tests.incoming.conftest import Desk

MAYOR = ["w", "Source", [(2, 11)]]
SAID = ["v", "Cue", [(12, 16)]]
TAXES = ["a", "Content", [(18, 31)], {"speaker": "Ann Rød"}]
LINKS = [("a", "w", "said_by"), ("a", "v", "cued_by")]
SENTENCE = {"text": T, "label": "quote"}


def words(one: Attribution) -> list[list[str]]:
    return [[TEXT[start:end] for start, end in spans] for spans in (one.source, one.cue, one.content)]


def test_marks_and_links_become_an_attribution_with_its_speaker(store: SqliteStore, incoming: Desk) -> None:
    (document,) = put(store, TEXT)
    came = incoming.take({**SENTENCE, "marks": [MAYOR, SAID, TAXES], "links": LINKS})
    (one,), (speaker,) = store.attributions(document, "ada"), store.speakers()
    assert words(one) == [["The mayor"], ["said"], ["taxes fell 4%"]]
    assert (one.quote_type, one.speaker, speaker.name) == ("direct", speaker.uid, "Ann Rød")
    assert came == {"records": 1, "sentences": 1, "attributions": 1}
    assert incoming.take({**SENTENCE, "marks": [MAYOR, SAID, TAXES], "links": LINKS}) == {"records": 1, "known": 2}


def test_without_links_one_of_each_belongs_together_and_more_than_that_is_told(
    store: SqliteStore, incoming: Desk
) -> None:
    (document,) = put(store, TEXT)
    incoming.take({**SENTENCE, "marks": [MAYOR, SAID, TAXES]})
    assert words(store.attributions(document, "ada")[0])[0] == ["The mayor"]
    incoming.take({**SENTENCE, "layer": "ben", "marks": [MAYOR, ["x", "SOURCE", [(36, 42)]], TAXES]})
    assert [one.split(" ", 1)[1] for one in incoming.problems] == [
        "SOURCE 'The mayor' belongs to no CONTENT; link the two",
        "SOURCE 'Monday' belongs to no CONTENT; link the two",
    ]
    assert words(store.attributions(document, "ben")[0]) == [[], [], ["taxes fell 4%"]]


def test_parts_that_continue_each_other_are_one(store: SqliteStore, incoming: Desk) -> None:
    (document,) = put(store, TEXT)
    parts = [["p1", "CONTENT", [(18, 23)]], ["p2", "CONTENT", [(29, 31)]], MAYOR]
    incoming.take({**SENTENCE, "marks": parts, "links": [("p2", "p1", "continues"), ("p1", "w", "said_by")]})
    (one,) = store.attributions(document, "ada")
    assert words(one) == [["The mayor"], [], ["taxes", "4%"]]


def test_what_lies_in_another_one_is_nested_in_it(store: SqliteStore, incoming: Desk) -> None:
    (document,) = put(store, TEXT)
    outer = ["o", "CONTENT", [(0, 43)], {"speaker": "The wire"}]
    incoming.take(
        {**SENTENCE, "marks": [MAYOR, SAID, TAXES, outer], "links": [*LINKS, ("a", "o", "nested_in")]},
    )
    holder, inner = sorted(store.attributions(document, "ada"), key=lambda one: one.content)
    assert (inner.parent, holder.parent) == (holder.uid, None)
    wider = ["o", "CONTENT", [(0, 42)]]
    incoming.take({**SENTENCE, "layer": "ben", "marks": [MAYOR, SAID, TAXES], "links": LINKS})
    incoming.take({**SENTENCE, "layer": "ben", "marks": [wider]})
    outermost, mine = sorted(store.attributions(document, "ben"), key=lambda one: one.content)
    assert mine.parent == outermost.uid, "also what was there before"


def test_an_attribution_that_was_marked_otherwise_here_stays_unless_it_is_overwritten(
    store: SqliteStore, incoming: Desk
) -> None:
    (document,) = put(store, TEXT)
    canary_one = {**SENTENCE, "marks": [MAYOR, SAID, TAXES], "links": LINKS}
    incoming.take(canary_one)
    (one,) = store.attributions(document, "ada")
    store.attribute(one._replace(content=((17, 32),), quote_type="direct"), by())
    assert incoming.take(canary_one)["kept"] == 1
    assert words(store.attributions(document, "ada")[0])[2] == ["“taxes fell 4%”"]
    assert incoming.take(canary_one, options=Options(overwrite=True))["attributions"] == 1
    assert [words(one)[2] for one in store.attributions(document, "ada")] == [["taxes fell 4%"]]


def test_a_speaker_is_one_by_name_and_by_alias(store: SqliteStore, incoming: Desk) -> None:
    put(store, TEXT)
    store.put_speaker(Speaker("", "Ann Rød", ("the mayor",), "mayor"), by())
    for number, name in enumerate(("ann rød", "The Mayor")):
        marks = [["a", "CONTENT", [(18, 31)], {"speaker": name}]]
        incoming.take({**SENTENCE, "layer": f"r{number}", "marks": marks})
    assert [(one.name, one.aliases) for one in store.speakers()] == [("Ann Rød", ("the mayor",))]
    assert list(store.said_by().values()) == [2]


def test_claims_come_in_with_their_words(store: SqliteStore, incoming: Desk) -> None:
    (document,) = put(store, TEXT)
    found = store.document(document)
    assert found
    fell = ["c", "CLAIM", [(18, 31)], {"claim": "Taxes fell\nby 4 %."}]
    incoming.take(
        {**SENTENCE, "marks": [fell]},
        {"what": "claim", "text": "Rents rose.", "start": TEXT.index("Rents"), "uid": found.uid, "label": "supported"},
        {"what": "claim", "text": "Rents rose.", "start": 1},
    )
    assert [(one.text, TEXT[one.start : one.end][:7]) for one in store.claims(document, "ada")] == [
        ("Taxes fell by 4 %.", "taxes f"),
        ("Rents rose.", "Rents 👍"),
    ]
    assert incoming.problems == ["3: a claim needs its article, and that is not here; import that first"]
    again = incoming.take({**SENTENCE, "marks": [fell]})
    assert again == {"records": 1, "known": 2}


def test_a_format_that_holds_less_adds_nothing_to_what_is_there_already(store: SqliteStore, incoming: Desk) -> None:
    (document,) = put(store, TEXT)
    parted = ["a", "CONTENT", [(18, 23), (29, 31)]]
    incoming.take({**SENTENCE, "marks": [MAYOR, SAID, parted, ["c", "CLAIM", [(18, 31)], {"claim": "Taxes fell."}]]})
    pieces = [["p", "CONTENT", [(18, 23)]], ["q", "CONTENT", [(29, 31)]], ["c", "CLAIM", [(18, 31)]]]
    assert incoming.take({**SENTENCE, "marks": pieces}) == {"records": 1, "known": 4}
    assert len(store.attributions(document, "ada")) == len(store.claims(document, "ada")) == 1


def test_all_that_an_export_makes_of_the_canary_comes_in_again(store: SqliteStore) -> None:
    canary(store)
    for kind in ("sentence", "document"):
        made = list(units(store, Selection(unit=kind), Losses()))
        other = SqliteStore.open(":memory:")
        put(other, TEXT)
        wrong: list[object] = []
        Incoming(other, by("zoe"), Options(), wrong.append).take_units(iter(made), "canary.plain", "plain")
        assert wrong == []
        for layer in ("ada", "ben"):
            assert _told(store, layer) == _told(other, layer)
        other.close()


def _told(store: SqliteStore, layer: str) -> object:
    names = {one.uid: (one.name, one.aliases, one.role) for one in store.speakers()}
    (document,) = store.document_ids()
    annotations = [store.annotation(identity, layer) for identity in store.layout(document).ids]
    said = [(one.label, one.uncertain, one.note) for one in annotations if one]
    attributions = [
        (one.source, one.cue, one.content, names.get(one.speaker or ""), one.quote_type)
        for one in store.attributions(document, layer)
    ]
    claims = [(one.start, one.end, one.text) for one in store.claims(document, layer)]
    return said, attributions, claims
