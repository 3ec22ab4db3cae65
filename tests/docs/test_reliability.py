"""What docs/reliability.md promises names tests that there are, and its tables are those that the scripts write."""

import importlib.util
import re

import pytest

from benchmarks.reliability import PAGE, PARTS, with_table
from benchmarks.terminal import ROOT

TEXT = PAGE.read_text("utf-8")


def table(page: str, part: str) -> list[str]:
    """Return the rows of a part's table, without its head."""
    found = re.search(rf"<!-- {part}: written by [^\n]* -->\n(.*?)<!-- {part}: end -->", page, re.DOTALL)
    assert found, f"no table of {part}"
    return [line for line in found[1].splitlines() if line.startswith("| ")][1:]


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_measured_by_a_script_of_its_name(part: str) -> None:
    assert importlib.util.find_spec(f"benchmarks.{part}")
    rows = table(TEXT, part)
    assert rows
    assert {line.count("|") for line in rows} == {6}


def test_every_test_that_is_named_is_there() -> None:
    named = re.findall(r"`(tests/[\w./]+)`", TEXT)
    assert named
    assert not [path for path in named if not (ROOT / path).exists()]


def test_a_part_writes_its_own_table_only() -> None:
    written = with_table(TEXT, "writers", "| a save | 1 ms | 1 ms | 1x |  |\n", "Measured today.")
    assert table(written, "writers") == ["| a save | 1 ms | 1 ms | 1x |  |"]
    assert [table(written, part) for part in PARTS if part != "writers"] == [
        table(TEXT, part) for part in PARTS if part != "writers"
    ]


def test_a_page_without_a_place_for_it_is_not_changed() -> None:
    with pytest.raises(SystemExit, match="no place for the table of big"):
        with_table("# Reliability\n", "big", "| x |\n", "Measured today.")
