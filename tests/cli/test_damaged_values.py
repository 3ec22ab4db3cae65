"""A value of a database that this program never wrote: read as it is, or told in a line; never a fault."""

import re
import shutil
from itertools import product
from pathlib import Path

import pytest

from reviewer.store.sqlite.overview import OverviewPart
from tests.cli.conftest import Ran, Run
from tests.crafted import whole
from tests.damaged import JUNK, WAYS, Column, Way, columns, damage, lay

SAMPLE = (
    (Column("decisions", "changes"), "half a JSON", Way(("log",))),
    (Column("decisions", "changes"), "a deep JSON", Way(("merge", "other.db"))),
    (Column("decisions", "at"), "another JSON", Way(("stats",))),
    (Column("decisions", "tick"), "a great number", Way(("import", "new.txt"))),
    (Column("annotations", "claim_types"), "a list of pairs", WAYS[-1]),
    (Column("attributions", "source"), "another JSON", Way(("export", "-o", "-"))),
    (Column("documents", "title"), "nothing", Way(("report", "1", "-o", "-"))),
    (Column("speakers", "aliases"), "half a JSON", Way(("lint",))),
    (Column("sentences", "document"), "nothing", Way(("adjudicate", "--agreed"))),
    (Column("attributions", "content"), "half a JSON", Way(("restore", "other.db"), "other.db")),
)
"""What was a fault of the program once, and a restore."""


THIRD = 3
"""A command reads every third of the values; the next command another third."""


def looked_at(ran: Ran, way: Way, about: str) -> None:
    """Look at how a command ended."""
    assert ran.code in ({0, 1, 2} if way.arguments == ("lint",) else {0, 2}), f"{about}: {ran}"
    assert "fault" not in ran.err, f"{about}: {ran.err}"
    assert "Traceback" not in ran.err, f"{about}: {ran.err}"
    assert all(len(line) < 1_100 for line in ran.err.splitlines()), about
    shown = ran.err if way.arguments[0] in {"export", "report"} else ran.out + ran.err
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", shown), f"{about}: {shown!a}"


def test_a_value_of_another_kind_is_told_in_a_line(folder: Path, monkeypatch: pytest.MonkeyPatch, ran: Run) -> None:
    whole(folder / "whole.db")
    for number, (column, junk, way) in enumerate(SAMPLE):
        place = folder / str(number)
        assert lay(place, folder / "whole.db", column, junk, way)
        monkeypatch.chdir(place)
        done = ran(*way.arguments)
        looked_at(done, way, f"{column}, {junk}, {way}")
        assert done.code == 0 or "reviewer doctor" in done.err or "give another backup" in done.err, done


def test_what_is_wrong_and_what_now_are_said(folder: Path, ran: Run) -> None:
    whole(folder / "reviewer.db")
    damage(folder / "reviewer.db", Column("speakers", "aliases"), "[")
    (line,) = ran("lint").err.splitlines()
    assert line == (
        "reviewer: reviewer.db: is damaged (something in speakers is no JSON); look it over with: reviewer doctor"
    )
    looked = ran("doctor")
    assert looked.code == 2
    assert "something in speakers is no JSON" in looked.out
    assert "reviewer doctor --mend" in looked.err
    assert ran("doctor", "--mend").code == 0
    assert ran("lint").code in {0, 1}


def test_a_fault_over_a_whole_database_stays_a_fault(folder: Path, ran: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    whole(folder / "reviewer.db")
    monkeypatch.setattr(OverviewPart, "totals", None)
    done = ran("status")
    assert done.code == 1
    assert "a fault in reviewer itself" in done.err


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(WAYS)), ids=lambda number: f"{' '.join(WAYS[number].arguments)}")
def test_no_value_of_any_column_is_a_fault(
    folder: Path, monkeypatch: pytest.MonkeyPatch, ran: Run, number: int
) -> None:
    whole(folder / "whole.db")
    for turn, (column, junk) in enumerate(product(columns(folder / "whole.db"), JUNK), number):
        if turn % THIRD == 0:
            if lay(folder / "a", folder / "whole.db", column, junk, WAYS[number]):
                monkeypatch.chdir(folder / "a")
                looked_at(ran(*WAYS[number].arguments), WAYS[number], f"{column}, {junk}")
            monkeypatch.chdir(folder)
            shutil.rmtree(folder / "a")
