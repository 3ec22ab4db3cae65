"""Nothing that is read can break the program: a short search of every target, from seeds, old findings and chance."""

import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz.mutating import inputs
from tests.fuzz.regressions import INPUTS
from tests.fuzz.running import grown, run
from tests.fuzz.target import Target
from tests.fuzz.targets import MODULES, named

ROOT = Path(__file__).parents[2]
NEEDS = {"pages": "trafilatura", "saved-pages": "trafilatura", "archives": "warcio", "feeds": "feedparser"}
SEEDS = 4
"""How many seeds of a target a short search begins with; the long one takes all of them."""


@pytest.mark.parametrize("name", MODULES)
def test_any_input_is_taken_whole_or_refused_in_a_line(name: str) -> None:
    if name in NEEDS:
        pytest.importorskip(NEEDS[name], reason="the extra 'web' is not installed")
    target = named(name)
    old = INPUTS.get(name, ())
    given_first = [*islice(target.seeds(), SEEDS), *old, *map(grown, old), b""]
    problems = [ran.problem for ran in (run(target, data) for data in given_first) if ran.problem]
    assert problems == []

    @settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(inputs(target))
    def search(data: bytes) -> None:
        assert run(target, data).problem == ""

    search()


def test_what_is_wrong_is_found_and_told() -> None:
    def refuses(data: bytes) -> None:
        assert b"\xff" not in data, "a byte\x1b that is none"

    target = Target("bytes", refuses, lambda: [b"a"])
    assert run(target, b"abc").problem == ""
    told = run(target, b"ab\xff").problem
    assert told.startswith("AssertionError at test_fuzz.py:")
    assert told.isprintable()


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [2])
def test_minutes_of_search_find_nothing(jobs: int, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.fuzz", "--seconds", "600", "--jobs", str(jobs), "--corpus", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "findings: 0" in done.stdout


def test_the_search_is_led_by_coverage_where_atheris_is_installed(tmp_path: Path) -> None:
    pytest.importorskip("atheris", reason="the extra 'fuzz' is not installed")
    command = [sys.executable, "-m", "tests.fuzz", "--seconds", "3", "--corpus", str(tmp_path), "sentences"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    row = next(line for line in done.stdout.splitlines() if line.startswith("| sentences |"))
    edges = row.split("|")[4].strip().replace(",", "")
    assert int(edges) > 100
    assert list((tmp_path / "sentences" / "inputs").iterdir())
