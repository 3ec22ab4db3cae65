"""`reviewer stats`: what was decided, how fast, and how it drifts."""

import json
from pathlib import Path

from reviewer.store.sqlite import SqliteStore
from tests.cli.conftest import Run
from tests.conftest import FLOOD, by, place, put


def test_nothing_decided_yet(ran: Run, folder: Path) -> None:
    SqliteStore.open(folder / "reviewer.db").close()
    assert ran("stats") == (0, "", "nothing is decided yet; label with: reviewer open\n")


def test_the_numbers(ran: Run, folder: Path) -> None:
    store = SqliteStore.open(folder / "reviewer.db")
    (flood,) = put(store, FLOOD)
    for index, (label, took) in enumerate([("assertion", 1000), ("assertion", 3000), ("background", 8000)]):
        store.annotate(place(store, flood, index), by()._replace(elapsed_ms=took), "label", label=label)
    store.annotate(place(store, flood, 3), by()._replace(origin="suggestion"), "label", label="quote")
    store.undo(by())
    store.annotate(place(store, flood, 0), by()._replace(layer="ada (again)"), "label", label="quote")
    store.close()
    (told,) = map(json.loads, ran("stats", "--json").out.splitlines())
    assert (told["decisions"], told["undone"], told["per_hour"]) == (4, 0.25, 900.0)
    assert told["labelled"] == {"assertion": 2, "background": 1, "quote": 1}
    assert told["origins"] == {
        "key": {"decisions": 3, "labels": 3, "kept": 3},
        "suggestion": {"decisions": 1, "labels": 1, "kept": 0},
    }
    assert told["times"] == {"timed": 3, "median": 3000, "p90": 8000}
    assert [window["decisions"] for window in told["drift"]] == [1, 1, 1, 1]
    shown = ran("stats").out
    assert "  4 decisions, 25.0% of them taken back, 900 labels an hour of work\n" in shown
    assert "  assertion       2    50%      1.0 s       3.0 s\n" in shown
    assert "█" in shown
    assert "█" not in ran("stats", "--no-plots").out
    assert max(map(len, shown.splitlines())) <= 80
