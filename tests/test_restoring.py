"""Records of an export come back: all there is to hold, into an empty database and into one with the articles."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reviewer.articles.article import Article
from reviewer.articles.reading import read
from reviewer.articles.sentences import SPLITTER
from reviewer.articles.sources import Source
from reviewer.articles.structure import segment
from reviewer.errors import InputError, Refused
from reviewer.formats import Selection
from reviewer.layers import ADJUDICATED, ALL, again
from reviewer.restoring import Restored, Restoring
from reviewer.store.marks import Attribution, Claim, Speaker
from reviewer.store.review import APPROVED, DRAFTED, IN_CHECK, REOPENED, SECOND_REVIEW, TO_CHECK, Evidence
from reviewer.store.rows import ACCEPTED, offered
from reviewer.store.sqlite import SqliteStore
from tests.conftest import BUDGET, FLOOD, article, by, labels, place, put
from tests.formats.canary import TEXT, canary
from tests.formats.conftest import exported
from tests.schemes import SCHEME
from tests.store.desks import dump

WHOLE = Selection(layers=ALL, undecided=True)
Change = Callable[[Any], object]


@pytest.fixture
def store() -> SqliteStore:
    """Give a store to export from."""
    return SqliteStore.open(":memory:")


@pytest.fixture
def other() -> SqliteStore:
    """Give a second, empty store."""
    return SqliteStore.open(":memory:")


@pytest.fixture
def taken(tmp_path: Path) -> Callable[..., Restored]:
    """Restore lines from a file into a store."""

    def take(store: SqliteStore, lines: list[bytes]) -> Restored:
        path = tmp_path / "labels.jsonl"
        path.write_bytes(b"".join(lines))
        return Restoring(store, by("zoe"), str(path)).take()

    return take


Taken = Callable[[SqliteStore, list[bytes]], Restored]


def said(came: Restored) -> list[str]:
    """Return the refusals without the name of the file."""
    return [str(problem).rpartition("labels.jsonl:")[2] for problem in came.problems]


def changed(line: bytes, change: Change) -> bytes:
    record = json.loads(line)
    change(record)
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"


def comes_back(store: SqliteStore, other: SqliteStore, taken: Taken) -> Restored:
    """Assert that all of a store comes back byte for byte, is not doubled, and goes and comes by undo and redo."""
    lines = exported(store, WHOLE)
    empty = dump(other)
    came = taken(other, lines)
    assert came.problems == ()
    assert exported(other, WHOLE) == lines
    assert taken(other, lines).labels == 0
    assert exported(other, WHOLE) == lines
    other.undo(by("zoe"))
    assert {name: rows for name, rows in dump(other).items() if name in {"annotations", "claims", "evidence"}} == {
        name: empty[name] for name in ("annotations", "claims", "evidence")
    }
    assert len(other.document_ids()) == 0
    other.redo(by("zoe"))
    assert exported(other, WHOLE) == lines
    return came


def checked(store: SqliteStore, document: int, *steps: str) -> None:
    """Claim something in a document and take its check some steps."""
    claim = Claim("", document, "ada", 21, 47, "The river rose.", False, "", "", "", "")
    store.put_claim(claim, by())
    uid = store.claims(document, "ada")[-1].uid
    for step in steps:
        if step == DRAFTED:
            store.put_evidence(Evidence("", uid, "https://water.example/😀", excerpt="“3 m”"), by())
            store.find_out(uid, by(), verdict="supported", justification="The gauge says so.")
        store.step(uid, step, by("ben" if step == APPROVED else "ada"), "look again")


def test_labels_of_several_reviewers_and_of_every_layer(store: SqliteStore, other: SqliteStore, taken: Taken) -> None:
    (document,) = put(store, FLOOD)
    for who, layer, label in (
        ("ada", None, "assertion"), ("ben", None, "background"), ("ada", again("ada"), "quote"),
        ("cy", ADJUDICATED, "assertion"),
    ):  # fmt: skip
        act = by(who)._replace(layer=layer, elapsed_ms=900)
        store.annotate(place(store, document, 1), act, "label", label=label)
    came = comes_back(store, other, taken)
    assert (came.articles, came.labels) == (1, 4)


def test_notes_doubt_worthiness_types_duplicates_and_what_became_of_suggestions(
    store: SqliteStore, other: SqliteStore, taken: Taken
) -> None:
    (document,) = put(store, FLOOD)
    act = by()._replace(suggestion=offered(ACCEPTED, "quote", 0.71, "lead", "rules/1"))
    store.annotate(place(store, document, 0), act, "label", label="quote")
    store.annotate(place(store, document, 1), by(), "uncertain", uncertain=True)
    store.annotate(place(store, document, 1), by(), "note", note='who "said"\n\x1b[31m\u2028 so? 😀')
    store.annotate(place(store, document, 2), by(), "check_worthiness", check_worthiness="CFS")
    store.annotate(place(store, document, 2), by(), "claim_types", claim_types="numerical causal")
    store.annotate(place(store, document, 3), by(), "duplicate", duplicate_of=0)
    comes_back(store, other, taken)


def test_attributions_nested_and_in_parts_with_speakers_and_their_other_names(
    store: SqliteStore, other: SqliteStore, taken: Taken
) -> None:
    document = canary(store)
    start = TEXT.index("“by a third”")
    inner = Attribution("", document, "ada", (), (), ((start + 1, start + 5),), None, "indirect", "us", None, *[""] * 4)
    store.attribute(inner, by())
    low = Speaker("", "Low", ("low", "L."), "poet")
    read = offered(ACCEPTED, None, 0.8, "content-source-cue", "rules/1")
    store.attribute(inner._replace(content=((0, 1),), suggestion=read), by("ben"), low)
    assert any(one.parent for one in store.attributions(document, "ada"))
    came = comes_back(store, other, taken)
    assert (came.attributions, came.claims) == (4, 1)


@pytest.mark.parametrize(
    "steps",
    [
        (), (TO_CHECK,), (TO_CHECK, IN_CHECK), (TO_CHECK, IN_CHECK, DRAFTED),
        (TO_CHECK, IN_CHECK, DRAFTED, SECOND_REVIEW), (TO_CHECK, IN_CHECK, DRAFTED, SECOND_REVIEW, APPROVED),
        (TO_CHECK, IN_CHECK, DRAFTED, SECOND_REVIEW, APPROVED, REOPENED),
    ],
    ids=lambda steps: steps[-1] if steps else "untriaged",
)  # fmt: skip
def test_claims_with_their_checks_and_evidence_in_every_state(
    steps: tuple[str, ...], other: SqliteStore, taken: Taken
) -> None:
    store = SqliteStore.open(":memory:")
    (document,) = put(store, FLOOD)
    checked(store, document, *steps)
    comes_back(store, other, taken)
    if steps[-1:] == (APPROVED,):
        (claim,) = other.claims(other.document_ids()[0], "ada")
        with pytest.raises(Refused, match="approved"):
            other.remove_claim(claim.uid, by())


def test_claims_that_are_the_same_across_articles(store: SqliteStore, other: SqliteStore, taken: Taken) -> None:
    first, second = put(store, FLOOD, BUDGET)
    store.put_claim(Claim("", first, "ada", 0, 5, "It flooded.", True, "", "", "", ""), by())
    (earlier,) = store.claims(first, "ada")
    store.put_claim(Claim("", second, "ben", 0, 7, "It flooded.", False, "", "", "", "", None, earlier.uid), by("ben"))
    comes_back(store, other, taken)


def test_corrected_articles_and_sentences_that_were_cut_and_joined(
    store: SqliteStore, other: SqliteStore, taken: Taken
) -> None:
    (document,) = put(store, FLOOD)
    store.annotate(place(store, document, 1), by(), "label", label="assertion")
    new = FLOOD.replace("1932", "1934")
    store.correct(document, article(new), segment(new), by(), SPLITTER)
    store.split(place(store, document, 1), FLOOD.index("rose"), by())
    store.merge(place(store, document, 3), by())
    comes_back(store, other, taken)


def test_articles_of_other_encodings_line_ends_and_metadata(
    store: SqliteStore, other: SqliteStore, taken: Taken, tmp_path: Path
) -> None:
    (tmp_path / "old.txt").write_bytes("Zoë möchte\r\n\r\nDas Café schließt am Montag um 3.".encode("latin-1"))
    (tmp_path / "marked.txt").write_bytes('😀 Emoji\r\n\r\nIt "rained" on Monday.'.encode("utf-16"))
    wire = {"text": "Rain\n\nIt rained.", "id": 17, "url": "https://x.example/1", "title": "T", "desk": {"a": [1, 2.5]}}
    (tmp_path / "wire.jsonl").write_text(json.dumps(wire), "utf-8")
    found = [
        one
        for name, kind in (("old.txt", "text"), ("marked.txt", "text"), ("wire.jsonl", "jsonl"))
        for one in read(Source(str(tmp_path / name), kind))
    ]
    articles = [one for one in found if isinstance(one, Article)]
    assert len(articles) == 3
    for document in store.add([(one, segment(one.text)) for one in articles], by(), SPLITTER):
        store.annotate(place(store, document, 1), by(), "label", label="quote")
    comes_back(store, other, taken)
    assert [one.encoding for one in other.documents()] == [one.encoding for one in articles]


def test_lines_in_any_order_with_others_between_them(store: SqliteStore, other: SqliteStore, taken: Taken) -> None:
    documents = put(store, FLOOD, BUDGET)
    for document in documents:
        for index in range(3):
            store.annotate(place(store, document, index), by(), "label", label="quote")
    lines = exported(store)
    came = taken(other, [*lines[::-2], b"\n", b'{"half": \n', *lines[::2]])
    assert said(came) == ["5: is no record: Invalid JSON: EOF while parsing a value at line 2 column 0"]
    assert (came.articles, came.labels) == (2, 6)
    assert sorted(exported(other)) != []
    assert {line for line in exported(other) if b'"text":null' in line} == {
        line for line in lines if b'"text":null' in line
    }


def test_an_article_that_was_read_here_is_found_by_its_hash_and_its_sentences_by_where_they_stand(
    store: SqliteStore, other: SqliteStore, taken: Taken
) -> None:
    (document,) = put(store, FLOOD)
    store.annotate(place(store, document, 1), by(), "label", label="quote")
    (here,) = put(other, FLOOD)
    lines = [
        changed(line, lambda record: record["document"].update(text=None, sentences=None)) for line in exported(store)
    ]
    came = taken(other, lines)
    assert (came.articles, came.labels, came.refused) == (0, 1, 0)
    assert labels(other, here) == [None, "quote", None, None]
    other.undo(by("zoe"))
    assert labels(other, here) == [None, None, None, None]


def test_what_was_said_otherwise_since_is_kept_and_told(store: SqliteStore, other: SqliteStore, taken: Taken) -> None:
    document = canary(store)
    lines = exported(store)
    taken(other, lines)
    (here,) = other.document_ids()
    other.annotate(place(other, here, 0), by("ada"), "label", label="background")
    one = other.attributions(here, "ada")[0]
    other.attribute(one._replace(addressee="the council"), by("ada"))
    (claim,) = other.claims(here, "ada")
    other.put_claim(claim._replace(text="Taxes fell."), by("ada"))
    store.annotate(place(store, document, 2), by("ben"), "label", label="background")
    came = taken(other, exported(store))
    assert said(came) == [
        "1: ada has said something else of this sentence here since; that is kept",
        f"1: the attribution '{one.uid}' is otherwise here; that is kept",
        f"1: the claim '{claim.uid}' is otherwise here; that is kept",
    ]
    assert (came.labels, came.same) == (1, 4)
    assert labels(other, here, "ben") == ["assertion", None, "background"]
    assert labels(other, here)[0] == "background"


def test_a_check_that_went_on_here_is_kept(store: SqliteStore, other: SqliteStore, taken: Taken) -> None:
    (document,) = put(store, FLOOD)
    checked(store, document, TO_CHECK)
    taken(other, lines := exported(store, WHOLE))
    (claim,) = other.claims(other.document_ids()[0], "ada")
    other.step(claim.uid, IN_CHECK, by("ben"))
    came = taken(other, lines)
    assert said(came) == [f"2: the claim '{claim.uid}' is checked otherwise here; that is kept"]
    assert other.check(claim.uid).status == IN_CHECK


def assign(path: str, value: object) -> Change:
    def change(record: Any) -> None:
        *way, last = (int(step) if step.isdigit() else step for step in path.split("."))
        for step in way:
            record = record[step]
        record[last] = value

    return change


@pytest.mark.parametrize(
    ("path", "value", "why"),
    [
        ("label_given", "rumour", "is no record: label 'rumour' is none of: quote, "),
        ("schema_version", 2, "is of version 2 of the record, this reviewer reads version 1"),
        ("schema_id", "x", 'is no record of reviewer: its "schema_id" is not "reviewer/record"'),
        ("text", "x", "text is 'x', but the document has"),
        ("target.selector.0.end", 5000, "target: offsets"),
        ("document.sha256", "0" * 64, "its article is neither in the database nor in the file; give the article first"),
        ("reviewer", "adjudicated", "reviewer: is not the name of anybody"),
        ("reviewer", "a" * 81, "reviewer: a name has"),
        ("reviewer", "ben", "id '"),
        ("created", "yesterday", 'created, modified: a time is UTC like "2026-01-05T09:00:00.000Z"'),
        ("decision.elapsed_ms", 10**30, "decision: guideline_version is null, or elapsed_ms is too great"),
        ("note", "nul \0", "has a NUL character; take it out"),
        ("duplicate_of", {"sentence": "x", "start": 80}, "duplicate_of: is not an earlier sentence"),
        ("attributions.0.content", [], "attributions.0: has no content"),
        ("attributions.0.cue.0.end", 99999, "attributions.0.cue.0: offsets"),
        ("claims.0.text", " ", "claims.0: has no id or no words"),
        ("document.title", [[[[]]]] * 400_000, "has more than 1,000,000 brackets"),
    ],
)
def test_a_record_that_does_not_fit_is_told_with_its_line_and_nothing_else_is_lost(
    other: SqliteStore, taken: Taken, path: str, value: object, why: str
) -> None:
    store = SqliteStore.open(":memory:")
    canary(store)
    lines = exported(store)
    wrong = changed(lines[0], lambda record: record["document"].update(text=None, sentences=None))
    came = taken(other, [changed(wrong, assign(path, value)), *lines])
    assert len(said(came)) == 1
    assert said(came)[0].startswith(f"1: {why}")
    assert exported(other) == lines


def test_a_check_that_is_not_what_it_says_is_refused_with_its_record(
    store: SqliteStore, other: SqliteStore, taken: Taken
) -> None:
    (document,) = put(store, FLOOD)
    checked(store, document, TO_CHECK, IN_CHECK, DRAFTED, SECOND_REVIEW, APPROVED)
    lines = exported(store, WHOLE)
    bare = [
        changed(line, lambda record: [one["check"].update(evidence=[]) for one in record["claims"]]) for line in lines
    ]
    assert said(taken(other, bare)) == ["2: claims.0.check: is approved without evidence with the day it was looked at"]
    own = [
        changed(line, lambda record: [one["check"].update(reviewed_by="ada") for one in record["claims"]])
        for line in lines
    ]
    assert said(taken(other, own)) == ["2: claims.0.check: is approved by who has drafted it"]
    assert taken(other, lines).refused == 0


def test_ids_that_are_another_ones_are_refused(store: SqliteStore, other: SqliteStore, taken: Taken) -> None:
    canary(store)
    lines = exported(store)
    ids = json.loads(lines[0])["document"]["sentences"]
    (here,) = put(other, BUDGET)
    mine = [one.uid for one in other.sentences(here, 0, 999)]
    stolen = [line.replace(ids[0][0].encode(), mine[0].encode()) for line in lines]
    assert set(said(taken(other, stolen))) == {
        f"{line}: its ids are no ids of this program, or those of another article in the database"
        for line in range(1, len(lines) + 1)
    }
    second = [
        changed(line, lambda record: record.update(reviewer="eve", id=record["id"].replace("/ada", "/eve")))
        for line in lines
    ]
    came = taken(other, [*lines, second[0]])
    assert len(said(came)) == 2
    assert all("another one's" in one for one in said(came))
    assert exported(other, Selection(reviewer="ada"))


def test_the_same_record_twice_counts_once(store: SqliteStore, other: SqliteStore, taken: Taken) -> None:
    canary(store)
    lines = exported(store)
    came = taken(other, [*lines, lines[1]])
    assert [one.partition(" '")[0] for one in said(came)] == [f"{len(lines) + 1}: id"]
    assert exported(other) == lines


def test_an_interrupted_restoring_leaves_nothing_of_what_was_under_way(
    store: SqliteStore, other: SqliteStore, tmp_path: Path
) -> None:
    put(store, FLOOD, BUDGET)
    path = tmp_path / "labels.jsonl"
    path.write_bytes(b"".join(exported(store, WHOLE)))

    def interrupt(read: int) -> None:
        if read == 2:
            raise KeyboardInterrupt

    before = dump(other)
    with pytest.raises(KeyboardInterrupt):
        Restoring(other, by("zoe"), str(path), interrupt).take()
    assert dump(other) == before
    assert Restoring(other, by("zoe"), str(path)).take().articles == 2


def test_a_file_that_is_not_there_is_told(other: SqliteStore) -> None:
    with pytest.raises(InputError, match=r"labels\.jsonl: does not exist"):
        Restoring(other, by("zoe"), "labels.jsonl").take()


def test_work_becomes_proposals_where_that_is_asked_for(store: SqliteStore, other: SqliteStore, tmp_path: Path) -> None:
    canary(store)
    path = tmp_path / "labels.jsonl"
    path.write_bytes(b"".join(exported(store, Selection(reviewer="ada"))))
    came = Restoring(other, by("zoe"), str(path)).propose()
    assert (came.articles, came.labels, came.suggestions) == (1, 0, 3)
    (document,) = other.document_ids()
    assert labels(other, document) == [None, None, None]
    first, second, _ = other.proposed(document)
    assert json.loads(first.proposal)["label"] == "quote"
    assert [one["speaker"] for one in json.loads(first.proposal)["attributions"]] == ["Ann Rød"]
    assert TEXT[second.start : second.end].startswith("Rents")


def test_marks_without_a_label_become_proposals_too(store: SqliteStore, other: SqliteStore, tmp_path: Path) -> None:
    (document,) = put(store, FLOOD)
    said = (FLOOD.index("The mayor"), FLOOD.index(" It was"))
    store.attribute(
        Attribution("", document, "ada", (), (), (said,), None, "direct", "", None, "", "", "", ""), by("ada")
    )
    path = tmp_path / "labels.jsonl"
    path.write_bytes(b"".join(exported(store, Selection(reviewer="ada", undecided=True))))
    assert Restoring(other, by("zoe"), str(path)).propose().suggestions == 1
    (found,) = other.proposed(other.document_ids()[0])
    proposal = json.loads(found.proposal)
    assert (found.start, proposal["label"]) == (said[0], None)
    assert [one["content"][0]["start"] for one in proposal["attributions"]] == [said[0]]


def test_nothing_is_proposed_for_labels_of_ones_own(store: SqliteStore, other: SqliteStore, tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_bytes(b"".join(own(store)))
    came = Restoring(other, by("zoe"), str(path)).propose()
    assert (came.articles, came.suggestions, came.refused) == (1, 0, 2)
    assert all("nothing is suggested for labels of your own" in str(one) for one in came.problems)
    assert list(other.proposed(other.document_ids()[0])) == []


def own(store: SqliteStore) -> list[bytes]:
    """Return the lines of an article with labels of somebody's own."""
    (document,) = store.add([(article(FLOOD), segment(FLOOD))], by(), SPLITTER, SCHEME)
    store.annotate(place(store, document, 1), by("ada"), "label", label="fact")
    store.annotate(place(store, document, 2), by("ben"), "label", label="opinion")
    return exported(store, WHOLE)


def test_labels_of_ones_own_come_back_with_keys_colours_and_guidelines(
    store: SqliteStore, other: SqliteStore, taken: Taken
) -> None:
    lines = own(store)
    assert taken(other, lines).refused == 0
    assert exported(other, WHOLE) == lines
    (document,) = other.documents()
    assert document.scheme == SCHEME


def test_an_article_that_has_other_labels_here_takes_none_of_these(
    store: SqliteStore, other: SqliteStore, taken: Taken
) -> None:
    lines = own(store)
    put(other, FLOOD)
    came = taken(other, lines)
    assert said(came) == [f"{line}: its article has other labels here" for line in range(1, len(lines) + 1)]


def test_labels_that_are_not_what_their_digest_says_are_refused(
    store: SqliteStore, other: SqliteStore, taken: Taken
) -> None:
    lines = own(store)
    for change in (
        lambda record: record["document"]["labels"][0].update(key="space"),
        lambda record: record["document"].update(labels=None),
        lambda record: record["document"]["scheme"].update(id="0" * 32),
    ):
        came = taken(other, [changed(lines[0], change), *lines[1:]])
        assert said(came)[0] == "1: its labels are not those that its scheme says"
        assert other.documents() == []
