"""Giving a target one input: what is wrong with what came of it, and how long it took."""

import signal
import traceback
from time import process_time
from types import FrameType
from typing import NamedTuple

from tests.fuzz.target import MOST_BYTES, Target

LIMIT_SECONDS = 1.0
"""Of the processor, for an input of MOST_BYTES at most, on a machine that takes PACE_SECONDS for the loop below."""
PACE_SECONDS = 0.025
RATIO = 3.0
"""Twice as much takes twice as long, and half as much again for what is not the input's."""
MOST_LIMITS = 4
_HANGS_SECONDS = 10.0
_LONGEST = 600


class Ran(NamedTuple):
    """What came of one input: what is wrong (empty where nothing is), and the seconds of the processor."""

    problem: str
    seconds: float


class Hangs(Exception):  # noqa: N818 - it is what the input does
    """An input was worked on for much too long."""


def run(target: Target, data: bytes) -> Ran:
    """Give a target an input; one that takes long is given again, and half of it, to tell whether its time is linear.

    An input over the limit is wrong when it takes more than RATIO times as long as its first half, or over MOST_LIMITS.
    """
    first = _run(target, data)
    if first.problem or first.seconds <= LIMIT_SECONDS:
        return first
    again, half = _run(target, data), _run(target, data[: len(data) // 2])
    took = min(first.seconds, again.seconds)
    seconds = took / max(1.0, _pace() / PACE_SECONDS)
    slow = ""
    if seconds > MOST_LIMITS * LIMIT_SECONDS or (seconds > LIMIT_SECONDS and took > RATIO * half.seconds):
        slow = f"takes {seconds:.1f} s for {len(data):,} bytes, and {took / half.seconds:.1f} times as long as for half"
    return Ran(again.problem or slow, seconds)


def _pace() -> float:
    """Return the seconds of a loop that is always the same: on a busy or slow machine everything takes longer."""
    began, total = process_time(), 0
    for number in range(500_000):
        total += number % 7
    return process_time() - began


def grown(data: bytes) -> bytes:
    """Return an input repeated up to the longest there is: what grows faster than it should takes long then."""
    return (data * (MOST_BYTES // len(data) + 1))[:MOST_BYTES] if data else b""


def _run(target: Target, data: bytes) -> Ran:
    before = signal.signal(signal.SIGVTALRM, _stopped)
    signal.setitimer(signal.ITIMER_VIRTUAL, _HANGS_SECONDS)
    began = process_time()
    try:
        target.check(data)
    except Hangs:
        return Ran(f"is not done after {_HANGS_SECONDS:.0f} s with {len(data):,} bytes", process_time() - began)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        return Ran(_told(error), process_time() - began)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return Ran("", process_time() - began)


def _stopped(_signal: int, _frame: FrameType | None) -> None:
    raise Hangs


def _told(error: Exception) -> str:
    """Return in one line what was raised, and the last lines of code it came through."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    where = " < ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in reversed(frames))
    code = f" {frames[-1].line}" if isinstance(error, AssertionError) else ""
    return ascii(f"{type(error).__name__} at {where}:{code} {error}"[:_LONGEST])[1:-1]
