"""Where files live; asking for a place makes nothing."""

from pathlib import Path

import pytest

from reviewer import places


def test_the_database_is_the_one_that_is_named_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REVIEWER_DB", raising=False)
    assert places.database() == Path("reviewer.db")
    monkeypatch.setenv("REVIEWER_DB", "/srv/desk.db")
    assert places.database() == Path("/srv/desk.db")
    assert places.database("mine.db") == Path("mine.db")
    monkeypatch.setenv("REVIEWER_DB", "")
    assert places.database() == Path("reviewer.db"), "an empty variable says nothing"


def test_settings_are_looked_for_beside_the_database_and_then_at_home() -> None:
    beside, own = places.settings_candidates(Path("desk/reviewer.db"))
    assert beside == Path("desk/reviewer.toml")
    assert own.parts[-2:] == ("reviewer", "reviewer.toml")
    assert own.is_absolute()


def test_exports_go_into_their_folder() -> None:
    assert places.export_file("desk", ".jsonl") == Path("exports/desk.jsonl")


def test_asking_makes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("REVIEWER_DB", str(tmp_path / "desk" / "reviewer.db"))
    database = places.database()
    for path in (database, *places.settings_candidates(database), places.export_file("desk", ".jsonl")):
        assert not path.exists()
    assert list(tmp_path.iterdir()) == []
