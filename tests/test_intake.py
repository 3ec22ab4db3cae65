"""From paths to documents: in the order given, each once, and what is no article keeps nothing else out."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.errors import Refused, StoreError
from reviewer.intake import Intake, Taken
from reviewer.session import Session
from reviewer.store import Store
from reviewer.store.sqlite import SqliteStore
from reviewer.store.sqlite.documents import BATCH
from tests.conftest import BUDGET, FLOOD, by, labels, sentences


@pytest.fixture
def store() -> Iterator[SqliteStore]:
    """Give an empty store in memory."""
    opened = SqliteStore.open(":memory:")
    yield opened
    opened.close()


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lay out a folder with articles, and go there."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("flood.txt", FLOOD), ("budget.txt", BUDGET), ("copy.txt", FLOOD)):
        (tmp_path / name).write_text(text, "utf-8")
    lines = [{"text": "It rained. It poured.", "title": "Rain"}, {"text": FLOOD}]
    (tmp_path / "wire.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return tmp_path


pytestmark = pytest.mark.usefixtures("newsroom")


def take(store: Store, *paths: str, reviewer: str = "ada") -> Taken:
    """Take paths in, as one call of the program does."""
    return Intake(store, by(reviewer)).take(paths)


def titles(store: Store, taken: Taken) -> list[str]:
    return [document.title for document in store.documents(taken.documents)]


def test_articles_come_in_the_order_given(store: SqliteStore) -> None:
    taken = take(store, "wire.jsonl", "budget.txt", "flood.txt")
    assert titles(store, taken) == ["Rain", "Flood closes bridge", "Council passes budget"]
    assert (taken.new, taken.problems) == (3, ())
    assert sentences(store, taken.documents[0]) == ["It rained.", "It poured."]


def test_the_order_is_this_calls_also_for_what_is_known(store: SqliteStore) -> None:
    first = take(store, "flood.txt", "budget.txt")
    again = take(store, "budget.txt", "wire.jsonl", "flood.txt")
    assert titles(store, again) == ["Council passes budget", "Rain", "Flood closes bridge"]
    assert again.documents[0] == first.documents[1]
    assert again.new == 1
    assert titles(store, take(store, "flood.txt")) == ["Flood closes bridge"], "only what was named is reviewed"


def test_the_same_content_is_one_article(store: SqliteStore) -> None:
    taken = take(store, "flood.txt", "copy.txt", "wire.jsonl", "flood.txt")
    assert titles(store, taken) == ["Flood closes bridge", "Rain"]
    assert taken.new == len(store.document_ids()) == 2
    assert store.documents(taken.documents)[0].name == "flood.txt", "named as it was named first"


def test_known_articles_are_no_import(store: SqliteStore) -> None:
    take(store, "flood.txt")
    taken = take(store, "flood.txt", "copy.txt")
    assert (taken.new, len(taken.documents), taken.problems) == (0, 1, ())
    assert [decision.action for decision in store.log()] == ["import"]


def test_what_is_no_article_keeps_nothing_else_out(store: SqliteStore, newsroom: Path) -> None:
    (newsroom / "empty.txt").write_text("")
    (newsroom / "page.html").write_bytes(b"%PDF-1.7")
    (newsroom / "bad.jsonl").write_text('{"text": "It snowed."}\n{"text": 3}\nno json\n')
    taken = take(store, "gone.txt", "flood.txt", "empty.txt", "page.html", "bad.jsonl", "budget.txt", "*.none")
    assert [sentences(store, document)[0] for document in taken.documents] == [
        "Flood closes bridge", "It snowed.", "Council passes budget"
    ]  # fmt: skip
    assert taken.new == 3
    assert [problem.what for problem in taken.problems] == [
        "gone.txt", "empty.txt", "page.html", "bad.jsonl:2", "bad.jsonl:3", "*.none"
    ]  # fmt: skip


def test_nothing_but_problems_is_no_import(store: SqliteStore) -> None:
    taken = take(store, "gone.txt")
    assert (taken.documents, taken.new, len(taken.problems)) == ((), 0, 1)
    assert take(store) == Taken((), 0, ())
    assert list(store.log()) == []


def test_one_call_is_one_decision_and_undone_as_one(store: SqliteStore) -> None:
    taken = take(store, "flood.txt", "budget.txt", "wire.jsonl", reviewer="ben")
    (decision,) = store.log()
    assert (decision.action, decision.reviewer, decision.document) == ("import", "ben", None)
    assert list(store.imported(decision.uid)) == list(taken.documents)
    store.undo(by("ben"))
    assert list(store.document_ids()) == []


def test_an_article_that_was_taken_out_comes_back_alone(store: SqliteStore) -> None:
    first = take(store, "flood.txt", "budget.txt")
    session = Session(store, "ada", first.documents)
    session.toggle_uncertain()
    for _ in range(2):
        session.undo()
    assert session.sheet is None
    again = take(store, "copy.txt")
    assert (again.documents, again.new) == (first.documents[:1], 1)
    assert list(store.document_ids()) == list(first.documents[:1]), "the other one stays out"
    assert labels(store, again.documents[0]) == [None] * 4


def test_labels_outlast_the_undo_of_an_import_by_somebody_else(store: SqliteStore) -> None:
    first = take(store, "flood.txt", reviewer="ben")
    Session(store, "ada", first.documents).decide("quote")
    store.undo(by("ben"))
    again = take(store, "flood.txt", reviewer="ada")
    assert again.documents == first.documents
    assert labels(store, again.documents[0])[0] == "quote"


def test_progress_counts_articles(store: SqliteStore) -> None:
    take(store, "budget.txt")
    told: list[int] = []
    Intake(store, by(), told.append).take(["wire.jsonl", "gone.txt", "budget.txt"])
    assert told == [1, 2, 3]


def test_a_store_that_refuses_keeps_nothing(store: SqliteStore) -> None:
    store.connection.execute("CREATE TRIGGER full BEFORE INSERT ON sentences BEGIN SELECT RAISE(FAIL, 'full'); END")
    with pytest.raises(StoreError):
        take(store, "flood.txt")
    assert (list(store.document_ids()), list(store.log())) == ([], [])


def test_a_double_behind_a_stored_part_of_the_import_takes_nothing_from_the_count(store: SqliteStore) -> None:
    Path("long.txt").write_text("It rained. " * (BATCH + 1), "utf-8")
    taken = take(store, "flood.txt", "long.txt", "copy.txt")
    assert (taken.new, len(taken.documents)) == (2, 2)


def test_a_file_that_has_changed_is_a_new_version_of_its_article(store: SqliteStore, newsroom: Path) -> None:
    first = take(store, "flood.txt")
    (newsroom / "flood.txt").write_text(FLOOD.replace("1932", "1933"), "utf-8")
    taken = take(store, "flood.txt")
    assert (taken.documents, taken.new, len(taken.corrected)) == (first.documents, 0, 1)
    assert store.documents()[0].version == 2
    assert sentences(store, first.documents[0])[-1] == "It was built in 1933."


def test_an_older_version_changes_nothing(store: SqliteStore, newsroom: Path) -> None:
    take(store, "flood.txt")
    (newsroom / "flood.txt").write_text(FLOOD.replace("1932", "1933"), "utf-8")
    take(store, "flood.txt")
    taken = take(store, "copy.txt")
    assert (taken.new, taken.corrected, taken.older) == (0, (), ("copy.txt",))
    assert store.documents()[0].version == 2


def test_another_article_under_the_same_name_is_another_article(store: SqliteStore, newsroom: Path) -> None:
    take(store, "flood.txt")
    (newsroom / "flood.txt").write_text(BUDGET, "utf-8")
    taken = take(store, "flood.txt")
    assert (taken.new, taken.corrected, len(store.documents())) == (1, (), 2)


def test_a_line_is_known_by_its_url_or_id_not_by_its_number(store: SqliteStore, newsroom: Path) -> None:
    def wired(*lines: dict[str, str]) -> None:
        (newsroom / "wire.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")

    wired({"text": FLOOD, "url": "https://example.org/flood"}, {"text": BUDGET, "id": "b"})
    take(store, "wire.jsonl")
    more = f"{BUDGET} It was late.", f"{FLOOD} It rained."
    wired({"text": more[0], "id": "b"}, {"text": more[1], "url": "https://example.org/flood"})
    assert len(take(store, "wire.jsonl").corrected) == 2
    wired({"text": f"{more[0]} All went home."}, {"text": "Something else."})
    assert len(take(store, "wire.jsonl").corrected) == 0


def test_a_correction_that_was_undone_can_be_made_again(store: SqliteStore, newsroom: Path) -> None:
    (document,) = take(store, "flood.txt").documents
    (newsroom / "flood.txt").write_text(FLOOD.replace("1932", "1933"), "utf-8")
    take(store, "flood.txt")
    store.undo(by())
    assert store.documents()[0].version == 1
    assert sentences(store, document)[-1] == "It was built in 1932."
    assert len(take(store, "flood.txt", reviewer="ben").corrected) == 1
    assert sentences(store, document)[-1] == "It was built in 1933."


def test_a_session_that_is_open_shows_the_corrected_article(store: SqliteStore, newsroom: Path) -> None:
    session = Session(store, "ada", take(store, "flood.txt").documents)
    session.decide("assertion")
    (newsroom / "flood.txt").write_text(FLOOD.replace("1932", "1933"), "utf-8")
    take(store, "flood.txt")
    session.undo()
    focus = session.focus()
    assert focus
    assert focus.sentence.text == "It was built in 1932."


def test_a_session_decides_nothing_on_an_article_that_was_corrected_meanwhile(
    store: SqliteStore, newsroom: Path
) -> None:
    session = Session(store, "ada", take(store, "flood.txt").documents)
    (newsroom / "flood.txt").write_text(f"New headline today\n\n{FLOOD}", "utf-8")
    take(store, "flood.txt", reviewer="ben")
    with pytest.raises(Refused, match="corrected meanwhile"):
        session.decide("assertion")
    session.catch_up()
    focus = session.focus()
    assert focus
    assert focus.sentence.text == "Flood closes bridge", "where it was"
    session.decide("assertion")
    assert labels(store, 1)[:2] == [None, "assertion"]
