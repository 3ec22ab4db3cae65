"""Names that are unique everywhere: UUID version 7 (RFC 9562), so that they sort by the time they were made."""

import os
import re
import time

UID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
"""What a name looks like."""


def is_ours(uid: str) -> bool:
    """Return whether a name is one that a database of this program has made."""
    return UID.fullmatch(uid) is not None and uid[14] == "7"


def uuids(count: int) -> list[str]:
    """Return `count` new UUIDv7 strings, ascending."""
    milliseconds = time.time_ns() // 1_000_000
    noise = int.from_bytes(os.urandom(10), "big")
    head = f"{milliseconds:012x}"
    prefix = f"{head[:8]}-{head[8:]}-7{(noise >> 68) & 0xFFF:03x}-{0x8000 | (noise >> 54) & 0x3FFF:04x}-"
    # The last 48 bits count up from a random place in their lower half, so that a batch never runs over.
    first = noise & 0x7FFF_FFFF_FFFF
    return [f"{prefix}{first + offset:012x}" for offset in range(count)]


def uuid7() -> str:
    """Return one new UUIDv7 string."""
    return uuids(1)[0]
