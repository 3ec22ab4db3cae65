"""What is no article, or no work in the format it claims: a line that says so, at once, and nothing worse."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.forked import Forked, forked
from tests.hostile import INPUTS
from tests.hostile.inputs import Input

SECONDS = 20.0
"""Of a clock; what waits for a pipe or reads a device waits for ever. The machine may have other work to do."""
WORK = 1.0
"""Seconds of a processor that may pass until something is refused."""
WORK_OF_TAKING = 2.0
"""As above until something is taken in, such as 10 MB of words, or a page that is broken in several ways."""
MEMORY = 200 * 2**20
"""Bytes; the limit of the system (`RLIMIT_AS`) stands at a GiB."""
MEMORY_DISK = Path("/dev/shm")
"""Where the database stands: what is measured is no disk."""
STEP = 3
"""Every third input is tried here, by one command; the slow run tries all of them by all commands."""
TALK = ("articles: ", "suggestions for ", "0 sentences", "1 sentence", "2 sentences")
"""How the line begins that says what came of a call."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forked]:
    with pytest.MonkeyPatch.context() as given:
        given.setenv("REVIEWER_NAME", "Ann")
        given.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
        with TemporaryDirectory(dir=MEMORY_DISK if MEMORY_DISK.is_dir() else None) as desk:
            given.setenv("REVIEWER_DB", f"{desk}/desk.db")
            with forked() as started:
                yield started


def commands(given: Input) -> Sequence[Sequence[str]]:
    """Return how an input is tried."""
    if given.form:
        return (
            ["import", "--format", given.form],
            ["import", "--format", given.form, "--as", "suggestions", "--alone"],
        )
    return ["open"], ["import"], ["suggest"], ["suggest", "-o", "made.jsonl"]


def tried(server: Forked, folder: Path, given: Input, command: Sequence[str]) -> None:
    """Give an input to a command, and look at how that ends."""
    path = given.make(folder)
    if path == "closed.txt" and os.geteuid() == 0:
        pytest.skip("to root, no file is closed")
    if path.startswith(("/dev", "/proc")) and not Path(path).exists():
        pytest.skip(f"there is no {path} here")
    ended = server.run(folder, [*command, "--", path])
    lines = ended.err.splitlines()
    told = [line for line in lines if line.startswith("reviewer: ")]
    about = f"{command}: {ended}"
    assert ended.code in ({0, 2} if given.taken else {2}), about
    assert "Traceback" not in ended.err + ended.out, about
    assert "fault" not in ended.err, about
    assert all(line.startswith(TALK) for line in lines if line not in told), about
    assert bool(told) == (ended.code == 2), about
    # Of a file that was to be written, it is said as well that there is none.
    assert len(told) == 1 + ("-o" in command) or given.form or given.taken, about
    assert all(sign.isprintable() or sign == "\n" for sign in ended.err), about
    assert ended.seconds < SECONDS, about
    assert ended.work < (WORK_OF_TAKING if given.taken else WORK), about
    assert ended.peak < MEMORY, about
    assert not (folder / "pwned").exists(), about
    assert not (folder / "made.jsonl").exists() or given.taken, about


def test_the_corpus_is_as_large_as_it_is_said_to_be() -> None:
    assert len({one.name for one in INPUTS}) == len(INPUTS) > 170
    assert len(range(0, len(INPUTS), STEP)) >= 60


@pytest.mark.parametrize("number", range(0, len(INPUTS), STEP), ids=lambda number: INPUTS[number].name)
def test_an_input_is_refused_in_a_line_or_taken(server: Forked, tmp_path: Path, number: int) -> None:
    ways = commands(INPUTS[number])
    tried(server, tmp_path, INPUTS[number], ways[number // STEP % len(ways)])


@pytest.mark.slow
@pytest.mark.parametrize("given", INPUTS, ids=lambda given: given.name)
def test_an_input_is_refused_whatever_reads_it(server: Forked, tmp_path: Path, given: Input) -> None:
    for number, command in enumerate(commands(given)):
        folder = tmp_path / str(number)
        folder.mkdir()
        tried(server, folder, given, command)
