"""Merging databases where work of the one was brought into the other from a file: it is the same work, once."""

from contextlib import closing
from pathlib import Path

import pytest

from reviewer.formats import Selection
from reviewer.restoring import Restoring
from reviewer.store.marks import Claim
from reviewer.store.review import APPROVED, DRAFTED, IN_CHECK, REOPENED, SECOND_REVIEW, TO_CHECK, Evidence
from reviewer.store.sqlite import SqliteStore
from reviewer.store.sqlite.joining.rebuild import passed, rebuild
from tests.conftest import FLOOD, by, labels, place, put
from tests.formats.conftest import exported
from tests.store.desks import Dump, dump, sound

WHOLE = Selection(layers="all", undecided=True)
WORK = ("annotations", "claims", "checks", "evidence", "attributions", "speakers", "sentences", "progress")


class Apart:
    """Ada's database, and ben's, into which all of ada's came from a file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ada = SqliteStore.open(folder / "ada.db")
        self.ben = SqliteStore.open(folder / "ben.db")
        (document,) = put(self.ada, FLOOD)
        self.ada.annotate(place(self.ada, document, 1), by("ada"), "label", label="quote")
        self.ada.put_claim(Claim("", document, "ada", 21, 47, "The river rose.", False, "", "", "", ""), by("ada"))
        (claim,) = self.ada.claims(document, "ada")
        self.claim = claim.uid
        for step in (TO_CHECK, IN_CHECK, DRAFTED, SECOND_REVIEW, APPROVED):
            if step == DRAFTED:
                self.ada.put_evidence(Evidence("", self.claim, "https://water.example"), by("ada"))
                self.ada.find_out(self.claim, by("ada"), verdict="supported", justification="The gauge.")
            self.ada.step(self.claim, step, by("ben" if step == APPROVED else "ada"))
        self.bring()

    def bring(self) -> None:
        path = self.folder / "labels.jsonl"
        path.write_bytes(b"".join(exported(self.ada, WHOLE)))
        Restoring(self.ben, by("ben"), str(path)).take()

    def united(self, first: SqliteStore, name: str) -> Dump:
        """Return what a copy of one database holds when it has taken in the other, having proved it."""
        path = self.folder / f"{name}-{len(list(self.folder.iterdir()))}.db"
        first.connection.execute("VACUUM INTO ?", (str(path),))
        with closing(SqliteStore.open(path)) as copy:
            copy.unite([self.folder / f"{name}.db"])
            assert sound(copy)
            found = dump(copy)
            with copy.transaction() as connection:
                rebuild(connection, passed(connection))
            assert dump(copy) == found
            return found

    def both(self) -> Dump:
        """Return what they hold together, whoever takes in whom."""
        found = self.united(self.ada, "ben")
        assert self.united(self.ben, "ada") == found
        return found


@pytest.fixture
def apart(tmp_path: Path) -> Apart:
    return Apart(tmp_path)


def of(found: Dump) -> Dump:
    return {kind: found[kind] for kind in WORK}


def test_work_that_was_brought_over_is_there_once(apart: Apart) -> None:
    found = apart.both()
    assert of(found) == of(dump(apart.ada))
    assert found["conflicts"] == []


def test_a_check_that_went_on_where_it_was_made_stays_as_it_is_there(apart: Apart) -> None:
    apart.ada.step(apart.claim, REOPENED, by("ada"), "look again")
    found = apart.both()
    assert of(found) == of(dump(apart.ada))
    assert found["conflicts"] == []


def test_undoing_it_in_one_takes_nothing_from_the_other(apart: Apart) -> None:
    apart.ben.undo(by("ben"))
    assert of(apart.both()) == of(dump(apart.ada))


def test_undone_and_done_again_it_is_there_once(apart: Apart) -> None:
    apart.ben.undo(by("ben"))
    apart.ben.redo(by("ben"))
    assert of(apart.both()) == of(dump(apart.ada))


def test_sentences_that_were_cut_before_are_the_same_in_both(tmp_path: Path) -> None:
    apart = Apart(tmp_path)
    (document,) = apart.ada.document_ids()
    apart.ada.split(place(apart.ada, document, 2), FLOOD.index("closed the"), by("ada"))
    (other := tmp_path / "other").mkdir()
    apart.ben.close()
    (tmp_path / "ben.db").rename(other / "ben.db")
    apart.ben = SqliteStore.open(tmp_path / "ben.db")
    apart.bring()
    (here,) = apart.ben.document_ids()
    apart.ben.annotate(place(apart.ben, here, 3), by("ben"), "label", label="background")
    found = apart.both()
    assert labels(apart.ben, here, "ben")[3] == "background"
    assert {row[0] for row in found["sentences"]} == {row[0] for row in dump(apart.ada)["sentences"]}
    assert len(found["annotations"]) == 2
