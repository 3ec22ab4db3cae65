"""The search for inputs that something is wrong with: led by coverage in a process of its own, or made at random."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

from tests.fuzz.target import MOST_BYTES
from tests.fuzz.targets import named

ROOT = Path(__file__).parents[2]
_REACHED = re.compile(r"cov: (\d+) ")
_EXECUTED = re.compile(r"stat::number_of_executed_units:\s+(\d+)")
_SEARCHED = 0.8
"""Which share of the time is for the search."""
_PATIENCE = 120
"""Seconds that a process may take beyond its time: it ends after the input that it works on."""


class Found(NamedTuple):
    """What came of one target's search: edges of code that were reached (0 where nobody counted), inputs that are kept.

    `longest` is the time of the processor of the slowest input that was replayed, in seconds; `problems` are in words.
    """

    target: str
    executions: int
    seconds: float
    edges: int
    kept: int
    longest: float
    problems: Sequence[str]


def guided(name: str, corpus: Path, seconds: float) -> Found:
    """Search under atheris, then give the target all that was kept, unwatched."""
    target = named(name)
    kept, findings = corpus / "inputs", corpus / "findings"
    kept.mkdir(parents=True, exist_ok=True)
    findings.mkdir(exist_ok=True)
    for number, seed in enumerate(target.seeds()):
        (kept / f"seed-{number}").write_bytes(seed)
    words = corpus / "words"
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in target.words))
    limit = max(1, round(seconds * _SEARCHED))
    options = [
        f"-max_total_time={limit}", f"-max_len={MOST_BYTES}", f"-artifact_prefix={findings}/",
        "-print_final_stats=1", "-timeout=30", "-report_slow_units=2", "-rss_limit_mb=3072",
    ]  # fmt: skip
    if target.words:
        options.append(f"-dict={words}")
    began = monotonic()
    said = _process("guided", name, str(kept), *options, seconds=limit + _PATIENCE)
    took = monotonic() - began
    broken = _broken(said)
    wrong = sorted(findings.iterdir())
    count, longest, told = replay(name, [*wrong, *sorted(kept.iterdir())], seconds - limit)
    problems = list(told) or ([f"{broken}; unwatched, it does not come again"] if broken else [])
    edges = [int(one) for one in _REACHED.findall(said)]
    executed = _EXECUTED.search(said)
    return Found(
        name, (int(executed[1]) if executed else 0) + count, took, max(edges, default=0), len(list(kept.iterdir())),
        longest, problems,
    )  # fmt: skip


def made(name: str, corpus: Path, seconds: float) -> Found:
    """Search with inputs that hypothesis makes; the first wrong one is kept."""
    findings = corpus / "findings"
    findings.mkdir(parents=True, exist_ok=True)
    began = monotonic()
    said = _process("at_random", name, str(findings), str(seconds), seconds=seconds + _PATIENCE)
    count, longest, problems = _told(said)
    return Found(name, count, monotonic() - began, 0, 0, longest, problems)


def replay(name: str, files: Sequence[Path], seconds: float) -> tuple[int, float, Sequence[str]]:
    """Give a target files, unwatched; return how many inputs they made, the longest time, and what is wrong."""
    said = _process("replay", name, str(seconds), *map(str, files), seconds=seconds + _PATIENCE)
    return _told(said)


def _told(said: str) -> tuple[int, float, Sequence[str]]:
    """Return what a process has printed as JSON: how many inputs, the longest time, what is wrong."""
    told = list(_parsed(said))
    problems = [f"{one['input']}: {one['problem']}" for one in told if "problem" in one]
    ended = next((one for one in told if "inputs" in one), None)
    if ended is None:
        return len(told), 0.0, [*problems, f"it broke off: {said[-300:]!a}"]
    return ended["inputs"], ended["longest"], problems


def _process(module: str, *arguments: str, seconds: float) -> str:
    """Run a module of this folder and return all that it said; after so many seconds it is ended."""
    command = [sys.executable, "-m", f"tests.fuzz.{module}", *arguments]
    try:
        done = subprocess.run(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, timeout=seconds
        )
    except subprocess.TimeoutExpired as error:
        return f"{(error.stdout or b'').decode('utf-8', 'replace')}\n== ended after {seconds:.0f} s\n"
    return done.stdout.decode("utf-8", "replace")


def _broken(said: str) -> str:
    """Return why a search has ended before its time; empty where it has not."""
    if "SUMMARY: libFuzzer" not in said and _EXECUTED.search(said):
        return ""
    lines = [line for line in said.splitlines() if line.strip()]
    return ascii(next((line for line in lines if line.startswith("SUMMARY")), lines[-1] if lines else "nothing said"))


def _parsed(said: str) -> Iterator[dict[str, Any]]:
    for line in said.splitlines():
        if line.startswith('{"'):
            yield json.loads(line)


def _escaped(word: bytes) -> str:
    return "".join(chr(one) if 32 < one < 127 and one not in b'"\\' else f"\\x{one:02X}" for one in word)
