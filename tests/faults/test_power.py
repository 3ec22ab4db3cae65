"""The power goes at any moment of a sitting: what was told as saved is there, and the database is whole."""

from pathlib import Path

import pytest

from reviewer.store.sqlite import connection
from tests.faults.disk import Step
from tests.faults.power import cuts
from tests.faults.sittings import merging, renewal, sitting


@pytest.fixture(autouse=True)
def short_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the write-ahead log be moved often."""
    monkeypatch.setattr(connection, "LOG_BYTES", 64 * 1024)


def cut_everywhere(steps: list[Step], every: int, times: int, ahead: int = 1, begin: int = 0) -> int:
    """Cut the power at many steps; return how often."""
    count = 0
    for found in cuts(steps, every=every, times=times, ahead=ahead, begin=begin):
        count += 1
        assert not found.lost, f"cut {count}"
        assert not found.wrong, f"cut {count}"
    return count


def test_nothing_that_was_told_as_saved_is_lost_when_the_power_goes(tmp_path: Path) -> None:
    steps = sitting(tmp_path / "before", 24)
    assert {"make", "write", "sync", "delete", "folder", "told"} <= {step.what for step in steps}
    assert {"desk.db", "desk.db-wal"} <= {step.name for step in steps if step.what == "write"}
    assert cut_everywhere(steps, 9, 1) > 60


@pytest.mark.slow
def test_nothing_is_lost_at_any_step_of_a_sitting(tmp_path: Path) -> None:
    assert cut_everywhere(sitting(tmp_path / "before"), 1, 2) > 2000


@pytest.mark.parametrize("every", [13, pytest.param(1, marks=pytest.mark.slow)])
def test_an_older_database_is_renewed_whole_or_not_at_all(tmp_path: Path, every: int) -> None:
    steps, begin = renewal(tmp_path / "before")
    assert cut_everywhere(steps, every, 2, ahead=0, begin=begin) > 20


@pytest.mark.parametrize("every", [7, pytest.param(1, marks=pytest.mark.slow)])
def test_another_database_is_taken_in_whole_or_not_at_all(tmp_path: Path, every: int) -> None:
    steps, begin, came = merging(tmp_path / "before")
    assert came > 5
    assert cut_everywhere(steps, every, 2, ahead=came, begin=begin) > 20


def test_a_disk_that_forgets_its_syncs_is_found_out(tmp_path: Path) -> None:
    steps = [step for step in sitting(tmp_path / "before", 12) if step.what != "sync"]
    assert any(found.lost for found in cuts(steps, every=23))
