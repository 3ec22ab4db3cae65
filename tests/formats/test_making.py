"""Units: what an export writes a record of, with the marks that stand in it, counted from where its text begins."""

from reviewer.formats.losses import Losses
from reviewer.formats.making import units
from reviewer.formats.selection import Selection
from reviewer.formats.units import Unit, words
from reviewer.store.sqlite import SqliteStore
from tests.conftest import by, place, put
from tests.formats.canary import SECOND, TEXT, T, attribute, canary, canary_units
from tests.report.desk import claimed


def told(unit: Unit) -> list[tuple[str, str]]:
    return [(mark.label, words(unit, mark)) for mark in unit.marks]


def test_a_sentence_has_its_label_and_the_marks_in_it(store: SqliteStore) -> None:
    first, bens, second, third = canary_units(store)
    assert (first.text, first.label, first.layer, first.start) == (T, "quote", "ada", 0)
    assert told(first) == [
        ("CONTENT", "taxes fell 4%"),
        ("SOURCE", "The mayor"),
        ("CUE", "said"),
        ("CLAIM", "taxes fell 4%"),
    ]
    assert [(link.head, link.child, link.label) for link in first.links] == [
        ("a1", "w1", "said_by"),
        ("a1", "v1", "cued_by"),
    ]
    assert (bens.text, bens.label, bens.marks) == (T, "assertion", ())
    assert second.text == SECOND
    assert told(second)[0] == ("CONTENT", "“rose” “by a third”")
    assert (third.label, third.start) == ("background", TEXT.index("Nothing"))


def test_a_document_has_its_sentences_and_all_marks_of_one_layer(store: SqliteStore) -> None:
    adas, bens = canary_units(store, Selection(unit="document"))
    assert adas.text == bens.text == TEXT
    assert told(adas)[:3] == [("quote", T), ("quote", SECOND), ("background", "Nothing else happened.")]
    assert len([mark for mark in adas.marks if mark.attribution]) == 2
    assert told(bens) == [("assertion", T)]


def test_a_claim_is_its_own_words_and_has_a_label_once_it_is_approved(store: SqliteStore) -> None:
    (claim,) = canary_units(store, Selection(unit="claim"))
    assert (claim.text, claim.label, claim.start) == ("Taxes in Oslo fell by 4 %.", None, TEXT.index("taxes"))


def test_only_what_holds_an_approved_claim_is_chosen_when_asked(store: SqliteStore) -> None:
    canary(store)
    assert list(units(store, Selection(approved=True), Losses())) == []


def test_marks_stand_in_the_order_of_the_text_whatever_ids_they_have(store: SqliteStore) -> None:
    document = canary(store)
    attribute(store, document, "The mayor", "added", ("fell",))
    attribute(store, document, "The mayor", "added", ("rose", "third"))
    claimed(store, document, "taxes", "Taxes are paid.")
    (adas, _) = units(store, Selection(unit="document"), Losses())
    assert [what for label, what in told(adas) if label == "CONTENT"] == [
        "taxes fell 4%", "fell", "“rose” “by a third”", "rose third",
    ]  # fmt: skip
    assert [what for label, what in told(adas) if label == "CLAIM"] == ["taxes fell 4%", "taxes"]


def test_a_claim_needs_no_label_on_its_sentence(store: SqliteStore) -> None:
    (document,) = put(store, TEXT)
    claimed(store, document, "taxes fell 4%", "Taxes fell.")
    assert [one.text for one in units(store, Selection(unit="claim"), Losses())] == ["Taxes fell."]
    quoted = Selection(unit="claim", labels=("quote",))
    assert list(units(store, quoted, Losses())) == []
    store.annotate(place(store, document, 0), by("ada"), "label", label="quote")
    assert [one.text for one in units(store, quoted, Losses())] == ["Taxes fell."]
