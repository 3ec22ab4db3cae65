"""The list of the project's speakers: names, roles and aliases change in one decision, everywhere, and come back."""

from collections.abc import Callable

import pytest

from reviewer.errors import Refused
from reviewer.roster import Roster
from reviewer.session import Session
from reviewer.store import Store
from reviewer.store.marks import Speaker
from reviewer.store.sqlite import SqliteStore
from reviewer.wording import describe
from tests.conftest import FLOOD, by, put


def listed(store: Store, *names: str) -> Roster:
    """Return the list with speakers of these names."""
    put(store, FLOOD)
    for name in names:
        store.put_speaker(Speaker("", name), by())
    return Roster(Session(store, "ada", store.document_ids()))


def test_an_empty_list_says_what_to_do(store: SqliteStore) -> None:
    roster = listed(store)
    roster.move(1)
    for act in (roster.current, roster.drop_alias, lambda: roster.rename("Ann")):
        with pytest.raises(Refused, match="v on a sentence"):
            act()


def test_the_cursor_stops_at_the_ends(store: SqliteStore) -> None:
    roster = listed(store, "Ann", "Ben")
    roster.move(-3)
    assert roster.current().name == "Ann"
    roster.move(9)
    assert roster.current().name == "Ben"


def test_a_new_name_keeps_the_old_one_as_alias_and_the_cursor_on_the_speaker(store: SqliteStore) -> None:
    roster = listed(store, "Ann", "Ben")
    roster.rename("  Zoe   Ann ")
    assert (roster.current().name, roster.current().aliases, roster.cursor) == ("Zoe Ann", ("Ann",), 1)
    assert describe(roster.undo()) == "undo: speaker renamed: Ann → Zoe Ann"
    assert (roster.current().name, roster.current().aliases, roster.cursor) == ("Ann", (), 0)
    roster.redo()
    assert roster.current().name == "Zoe Ann"


def test_role_and_aliases(store: SqliteStore) -> None:
    roster = listed(store, "Ann")
    roster.set_role("mayor")
    roster.add_alias("the mayor")
    roster.add_alias("Ms. Ann")
    assert roster.current()[1:] == ("Ann", ("the mayor", "Ms. Ann"), "mayor")
    roster.drop_alias()
    assert roster.current().aliases == ("the mayor",)
    roster.drop_alias()
    with pytest.raises(Refused, match="no alias"):
        roster.drop_alias()
    assert [one.action for one in store.log()].count("speaker") == 6


def test_what_changes_nothing_is_no_decision_and_what_makes_no_sense_is_refused(store: SqliteStore) -> None:
    roster = listed(store, "Ann", "Ben")
    before = len(list(store.log()))
    roster.rename("Ann")
    roster.set_role("")
    refused: tuple[tuple[Callable[[], object], str], ...] = (
        (lambda: roster.rename(" "), "needs a name"),
        (lambda: roster.rename("ben"), "= merges"),
        (lambda: roster.add_alias(" "), "needs a word"),
        (lambda: roster.add_alias("Ann"), "called so already"),
        (lambda: roster.merge_into("9"), "no speaker"),
        (lambda: roster.merge_into("Cy"), "no speaker"),
        (lambda: roster.merge_into(""), "no speaker"),
        (lambda: roster.merge_into("1"), "with itself"),
    )
    for act, why in refused:
        with pytest.raises(Refused, match=why):
            act()
    assert len(list(store.log())) == before


@pytest.mark.parametrize("chosen", ["2", "ben", " Ben "])
def test_two_that_are_one_are_merged_by_number_or_name(store: SqliteStore, chosen: str) -> None:
    roster = listed(store, "B. Poe", "Ben")
    roster.merge_into(chosen)
    assert [(one.name, one.aliases) for one in roster.speakers] == [("Ben", ("B. Poe",))]
    assert roster.current().name == "Ben"
    assert describe(next(store.log())) == "speakers merged: B. Poe → Ben"
    assert describe(roster.undo()) == "undo: speakers merged: B. Poe → Ben"
    assert [one.name for one in roster.speakers] == ["B. Poe", "Ben"]
