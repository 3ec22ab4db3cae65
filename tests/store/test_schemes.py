"""Labels of one's own in databases: kept with their articles, and brought along by merging."""

from pathlib import Path

import pytest

from reviewer.articles.sentences import SPLITTER
from reviewer.articles.structure import segment
from reviewer.errors import Refused, StoreError
from reviewer.labels import BUILT_IN, Scheme
from reviewer.schemes import written
from reviewer.session import Session
from reviewer.store.bringing import Brought
from reviewer.store.rows import Annotation
from reviewer.store.sqlite import SqliteStore
from tests.conftest import BUDGET, FLOOD, article, by, labels, put
from tests.schemes import SCHEME

OTHER = written(label._replace(meaning=f"{label.meaning}, or not") for label in SCHEME.labels)[0]
"""The same names, with other meanings."""


def database(path: Path, texts: dict[str, Scheme], reviewer: str, *given: str) -> SqliteStore:
    """Make a database with articles under schemes, the first of which a reviewer begins to label."""
    store = SqliteStore.open(path)
    for text, scheme in texts.items():
        store.add([(article(text, f"{text[:5]}.txt"), segment(text))], by(reviewer), SPLITTER, scheme)
    session = Session(store, reviewer, store.document_ids()[:1])
    for label in given:
        session.decide(label)
    return store


def stands(store: SqliteStore) -> list[tuple[str, str | None, list[str | None], list[str | None]]]:
    """Return for each article its name, its scheme, and what ada and ben said."""
    return sorted(
        (one.name, one.scheme.uid, labels(store, one.id, "ada"), labels(store, one.id, "ben"))
        for one in store.documents()
    )


def test_a_scheme_is_kept_with_its_articles_and_read_once(tmp_path: Path) -> None:
    database(tmp_path / "a.db", {FLOOD: SCHEME, BUDGET: BUILT_IN}, "ada", "fact").close()
    store = SqliteStore.open(tmp_path / "a.db")
    first, second = store.documents()
    assert (first.scheme, second.scheme) == (SCHEME, BUILT_IN)
    again = store.document(first.id)
    assert again
    assert again.scheme is first.scheme
    assert store.every_label().names == (*BUILT_IN.names, "fact", "opinion")
    store.close()


def test_without_articles_the_labels_are_the_programs(store: SqliteStore) -> None:
    assert store.schemes() == (BUILT_IN,)
    assert store.every_label() is BUILT_IN


def test_a_scheme_that_was_changed_by_hand_is_one_line(tmp_path: Path) -> None:
    store = database(tmp_path / "a.db", {FLOOD: SCHEME}, "ada")
    store.connection.execute("UPDATE schemes SET labels = replace(labels, 'opinion', 'option')")
    store.close()
    store = SqliteStore.open(tmp_path / "a.db")
    with pytest.raises(StoreError, match=r"a\.db: the labels of an article cannot be read"):
        store.documents()
    store.close()


def test_finished_work_is_brought_in_with_the_labels_of_its_article_only(store: SqliteStore) -> None:
    (document,) = store.add([(article(FLOOD), segment(FLOOD))], by(), SPLITTER, SCHEME)
    first = store.layout(document).ids[0]

    def work(label: str) -> list[Brought]:
        said = Annotation(
            label, uncertain=False, note="", created="", modified="", guideline="", origin="", elapsed_ms=0
        )
        return [Brought(document, "ada", {first: said})]

    store.bring(work("opinion"), (), by())
    assert labels(store, document)[0] == "opinion"
    with pytest.raises(Refused, match="background is no label of its article; there are: fact, opinion, quote"):
        store.bring(work("background"), (), by())


def test_merging_brings_schemes_along_whoever_takes_in_whom(tmp_path: Path) -> None:
    ada = {FLOOD: SCHEME, BUDGET: BUILT_IN}
    ben = {BUDGET: OTHER, FLOOD: SCHEME}
    found = []
    for name in "ab":
        database(tmp_path / f"{name}1.db", ada, "ada", "fact", "opinion").close()
        database(tmp_path / f"{name}2.db", ben, "ben", "quote").close()
    for mine, other in (("a1", "a2"), ("b2", "b1")):
        store = SqliteStore.open(tmp_path / f"{mine}.db")
        store.unite([tmp_path / f"{other}.db"])
        assert {scheme.uid for scheme in store.schemes()} == {SCHEME.uid, OTHER.uid}
        found.append(stands(store))
        before = stands(store)
        store.unite([tmp_path / f"{other}.db"])
        assert stands(store) == before, "again changes nothing"
        store.close()
    assert (
        found[0]
        == found[1]
        == [
            ("Counc.txt", OTHER.uid, [None] * 3, ["quote", None, None]),
            ("Flood.txt", SCHEME.uid, ["fact", "opinion", None, None], [None] * 4),
        ]
    )


def test_an_article_that_is_labelled_here_and_there_with_other_labels_is_refused(tmp_path: Path) -> None:
    store = database(tmp_path / "a.db", {FLOOD: SCHEME}, "ada", "fact")
    database(tmp_path / "b.db", {FLOOD: OTHER}, "ben", "fact").close()
    before = stands(store)
    with pytest.raises(StoreError, match=r"b\.db: “Flood closes bridge” is labelled there with other labels than here"):
        store.unite([tmp_path / "b.db"])
    assert stands(store) == before
    assert store.schemes() == (SCHEME,)
    store.close()


@pytest.mark.parametrize(
    ("damage", "what"),
    [
        ("UPDATE schemes SET labels = '[]'", "labels in it are none that reviewer.toml could give"),
        ("UPDATE decisions SET changes = replace(changes, 'opinion', 'rumour')", "has a wrong label"),
    ],
)
def test_what_is_no_label_is_not_taken_in(tmp_path: Path, damage: str, what: str) -> None:
    store = database(tmp_path / "a.db", {BUDGET: BUILT_IN}, "ada")
    other = database(tmp_path / "b.db", {FLOOD: SCHEME}, "ben", "opinion")
    other.connection.execute(damage)
    other.close()
    with pytest.raises(StoreError, match=what):
        store.unite([tmp_path / "b.db"])
    store.close()


def test_a_sitting_notices_that_its_article_has_other_labels_now(store: SqliteStore) -> None:
    (flood,) = put(store, FLOOD)
    session = Session(store, "ada", [flood])
    store.adopt([flood], SCHEME)
    with pytest.raises(Refused, match="the article has other labels now; it is shown anew"):
        session.decide("quote")
    assert labels(store, flood) == [None] * 4
    assert session.catch_up().sheet
    session.decide("opinion")
    assert labels(store, flood)[0] == "opinion"


def test_an_article_that_nobody_labelled_takes_new_labels(store: SqliteStore) -> None:
    flood, budget = put(store, FLOOD, BUDGET)
    Session(store, "ada", [budget]).decide("quote")
    assert store.adopt([flood, budget], SCHEME) == 1
    assert [one.scheme for one in store.documents()] == [SCHEME, BUILT_IN]
    assert store.adopt([flood], BUILT_IN) == 1
    assert store.schemes() == (BUILT_IN,)
