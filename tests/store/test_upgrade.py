"""A database of an earlier version of the program is brought up to date with all that was decided in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.store.sqlite import SqliteStore
from tests.conftest import by, labels, rows
from tests.older import make_older


@pytest.fixture
def upgraded(tmp_path: Path) -> Iterator[SqliteStore]:
    """Give a file of the second schema as it opens now."""
    path = tmp_path / "old.db"
    make_older(path)
    store = SqliteStore.open(path)
    yield store
    store.close()


def test_what_was_decided_stands_and_can_be_undone(upgraded: SqliteStore) -> None:
    assert labels(upgraded, 1) == ["assertion", None]
    assert [decision.action for decision in upgraded.log()] == ["label", "claim", "claim", "import"]
    upgraded.undo(by())
    assert labels(upgraded, 1) == [None, None]
    assert upgraded.undo(by()).action == "undo"
    assert [claim.text for claim in upgraded.claims(1, "ada")] == ["It rose."]


def test_the_history_of_a_claim_goes_back_to_before_the_upgrade(upgraded: SqliteStore) -> None:
    assert [decision.seq for decision in upgraded.claim_history("c")] == [3, 2]
    upgraded.step("c", "to_check", by())
    assert [decision.action for decision in upgraded.claim_history("c")] == ["to_check", "claim", "claim"]


def test_a_claim_from_before_the_upgrade_is_found_by_its_words(upgraded: SqliteStore) -> None:
    assert [one.claim for one in upgraded.recall_claims(["rising", "rivers"], 5)] == ["c"]


def test_ticks_ascend_with_the_log_though_the_clock_was_set_back(upgraded: SqliteStore) -> None:
    upgraded.step("c", "to_check", by())
    found = rows(upgraded, "SELECT tick, text FROM decisions ORDER BY seq")
    ticks = [int(str(tick)) for tick, _ in found]
    assert ticks == sorted(set(ticks))
    assert ticks[0] // 1000 == 1_767_603_600_250
    assert [text for _, text in found] == [None, *rows(upgraded, "SELECT sha256 FROM documents")[0] * 4]
