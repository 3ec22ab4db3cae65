"""`reviewer stats`: what was decided, how fast, and how it drifts."""

import json
from pathlib import Path

import pytest

from reviewer.cli.stats_plots import Canvas, plots
from reviewer.labels import BUILT_IN
from reviewer.stats import BOUNDS, work
from reviewer.store.marks import Claim
from reviewer.store.rows import offered
from reviewer.store.sqlite import SqliteStore
from tests.cli.conftest import Run
from tests.conftest import BUDGET, FLOOD, by, place, put


@pytest.fixture
def desk(folder: Path) -> Path:
    """Make a database: ada labels four sentences, takes the last label back, and is asked again once."""
    path = folder / "reviewer.db"
    store = SqliteStore.open(path)
    (flood,) = put(store, FLOOD)
    for index, (label, took) in enumerate([("assertion", 1000), ("assertion", 3000), ("background", 8000)]):
        store.annotate(place(store, flood, index), by()._replace(elapsed_ms=took), "label", label=label)
    store.annotate(place(store, flood, 3), by()._replace(origin="suggestion"), "label", label="quote")
    store.undo(by())
    store.annotate(place(store, flood, 0), by()._replace(layer="ada (again)"), "label", label="quote")
    store.close()
    return path


def test_nothing_decided_yet(ran: Run, folder: Path) -> None:
    SqliteStore.open(folder / "reviewer.db").close()
    assert ran("stats") == (0, "", "nothing is decided yet; label with: reviewer open\n")


def test_the_numbers_as_json(ran: Run, desk: Path) -> None:
    assert desk.exists()
    (told,) = map(json.loads, ran("stats", "--json").out.splitlines())
    assert (told["decisions"], told["undone"], told["per_hour"]) == (4, 0.25, 900.0)
    assert told["labelled"] == {"assertion": 2, "background": 1, "quote": 1}
    assert told["times"] == {"timed": 3, "median": 3000, "p90": 8000}
    assert told["spread"] == [0, 1, 1, 0, 1, 0, 0, 0]
    assert len(told["spread"]) == len(BOUNDS) + 1
    assert [window["decisions"] for window in told["drift"]] == [1, 1, 1, 1]


def test_how_labels_came_about_and_how_many_were_kept(ran: Run, desk: Path) -> None:
    assert desk.exists()
    (told,) = map(json.loads, ran("stats", "--json").out.splitlines())
    assert told["origins"] == {
        "key": {"decisions": 3, "labels": 3, "kept": 3},
        "suggestion": {"decisions": 1, "labels": 1, "kept": 0},
    }
    assert "  suggestion             1       1    0%\n" in ran("stats").out


def test_taking_an_import_back_is_no_labelling(ran: Run, desk: Path) -> None:
    store = SqliteStore.open(desk)
    put(store, BUDGET, reviewer="ben")
    store.undo(by("ben"))
    store.close()
    assert [json.loads(line)["reviewer"] for line in ran("stats", "--json").out.splitlines()] == ["ada"]


def test_shares_are_of_what_stands(ran: Run, desk: Path) -> None:
    store = SqliteStore.open(desk)
    for index, worth in ((1, "CFS"), (2, "CFS"), (3, "NFS")):
        store.annotate(place(store, 1, index), by(), "check_worthiness", check_worthiness=worth)
    store.close()
    (told,) = map(json.loads, ran("stats", "--json").out.splitlines())
    assert told["kinds"] == {"headline": {"assertion": 1}, "body": {"assertion": 1, "background": 1}}
    assert told["worth"] == {"CFS": 2, "NFS": 1}
    shown = ran("stats").out
    assert "  body                     2     0%        50%         50%           0%\n" in shown
    assert "  CFS                       2    67%\n" in shown


def test_checks_are_counted_by_day_for_who_took_the_step(ran: Run, desk: Path) -> None:
    store = SqliteStore.open(desk)
    store.put_claim(Claim("", 1, "ada", 0, 5, "The bridge is closed.", False, "", "", "", ""), by())
    (claim,) = store.claims(1, "ada")
    store.step(claim.uid, "to_check", by())
    store.step(claim.uid, "in_check", by())
    store.find_out(claim.uid, by(), verdict="not_enough_evidence", justification="Nobody says.", searched="The web.")
    for step in ("drafted", "second_review"):
        store.step(claim.uid, step, by())
    store.step(claim.uid, "approved", by("ben"))
    store.close()
    told = {one["reviewer"]: one["checked"] for one in map(json.loads, ran("stats", "--json").out.splitlines())}
    assert list(told["ada"].values()) == [{"drafted": 1, "returned": 0, "approved": 0}]
    assert list(told["ben"].values()) == [{"drafted": 0, "returned": 0, "approved": 1}]
    assert "checks by day  drafted  returned  approved\n" in ran("stats", "--reviewer", "ben").out
    assert json.loads(ran("status", "--json").out)["checks"]["approved"] == 1


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_plots_are_as_wide_as_the_terminal_and_plain_in_a_file(
    ran: Run, desk: Path, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.exists()
    monkeypatch.setenv("COLUMNS", str(columns))
    shown = ran("stats").out
    assert "  4 decisions, 25.0% of them taken back, 900 labels an hour of work\n" in shown
    assert "  assertion       2    50%      1.0 s       3.0 s\n" in shown
    for title in ("decisions by day (UTC)", "labels by the seconds they took", "median seconds a label"):
        assert f"  {title}\n" in shown
    assert "  shares of labels: q quote, a assertion, b background\n" in shown
    assert "\x1b" not in shown
    frames = {len(row) for row in shown.splitlines() if row.endswith(("┐", "┘", "│"))}
    assert frames == {columns}
    assert not any(row != row.rstrip() for row in shown.splitlines())


def test_tables_stand_in_for_plots(ran: Run, desk: Path) -> None:
    assert desk.exists()
    shown = ran("stats", "--no-plots").out
    assert "┤" not in shown
    assert "  from        labels  quote  assertion  background     median\n" in shown


def test_colour_is_for_terminals_and_the_letters_say_the_same(desk: Path) -> None:
    store = SqliteStore.open(desk)
    (one,) = work(store)
    store.close()
    plain, coloured = (plots(one, BUILT_IN, Canvas(78, coloured=choice)) for choice in (False, True))
    assert "\x1b[" in "".join(coloured)
    assert "\x1b" not in "".join(plain)
    for letter in "qab":
        assert any(letter * 5 in row for row in plain)


def test_what_became_of_suggestions_is_told_by_rule_and_by_time(ran: Run, folder: Path) -> None:
    store = SqliteStore.open(folder / "reviewer.db")
    (flood,) = put(store, FLOOD)
    for index, (outcome, rule, took) in enumerate(
        [("accepted", "lead", 400), ("changed", "lead", 900), ("accepted", "lead", 5000), ("overridden", "past", 7000)]
    ):
        act = by()._replace(elapsed_ms=took, suggestion=offered(outcome, "assertion", 0.6, rule, "rules/1"))
        if outcome == "accepted":
            store.accept(place(store, flood, index), act, label="assertion")
        else:
            store.annotate(place(store, flood, index), act, "label", label="assertion")
    store.close()
    (told,) = map(json.loads, ran("stats", "--json").out.splitlines())
    assert told["labelled"] == {"assertion": 4}
    assert told["suggestions"]["lead"] == {
        "shown": 3, "accepted": 2, "changed": 1, "overridden": 0, "median": 400, "quick": 1, "right": 1.0
    }  # fmt: skip
    assert told["suggestions"]["past"]["right"] == 0
    assert [one["overridden"] for one in told["taking"]] == [0, 0, 0, 1]
    shown = ran("stats").out
    assert "  lead                   3       67%      33%          0%   100%   0.4 s   50%\n" in shown
    assert max(map(len, shown.splitlines())) <= 80
    assert "suggested from" in shown
